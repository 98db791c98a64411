/* payoffs.c - what a step is worth to each actor.
 *
 * 100, less the salience-weighted mean distance of the settlements from what
 * it desires, less 10 (cost - 1) for each of its issues that failed, plus its
 * declared terms. */
#include "system/system.h"
#include <math.h>

static void add_issue(const ent_block *b, size_t p, uint32_t seat, double *loss,
                      double *weight, double *fee) {
    const ent_world *w = b->w;
    uint32_t row = (uint32_t)p;
    const double *z = ent_i_next(b, w->at.settle + row);
    const double *failed = ent_i_next(b, w->at.failed + row);
    const double *salience = b->salience + (size_t)seat * ENT_LANES;
    const double *desired = b->desired + (size_t)seat * ENT_LANES;
    uint32_t slot = w->stage[p].cost;
    const double *cost = slot == ENT_NONE ? NULL : ent_i_lanes(b, slot);
    for (int l = 0; l < ENT_LANES; l++) {
        weight[l] += salience[l];
        loss[l] += salience[l] * fabs(z[l] - desired[l]);
        if (cost && failed[l] != 0 && !isnan(cost[l]))
            fee[l] += 10 * (cost[l] - 1);
    }
}

static void add_terms(ent_block *b, uint32_t actor, double *sum) {
    const ent_world *w = b->w;
    for (uint32_t i = 0; i < w->s->n_payoffs; i++) {
        const ent_payoff *t = &w->s->payoff[i];
        if (t->actor != actor || t->off)
            continue;
        const double *x = ent_i_compute(b, t->formula);
        memcpy(ent_i_next(b, w->at.term + i), x, ENT_LANES * sizeof(double));
        for (int l = 0; l < ENT_LANES; l++)
            sum[l] = ent_i_clamp(sum[l] + x[l], -1e300, 1e300);
    }
}

static void pay(ent_block *b, uint32_t actor) {
    const ent_world *w = b->w;
    double loss[ENT_LANES] = {0}, weight[ENT_LANES] = {0};
    double fee[ENT_LANES] = {0};
    double *out = ent_i_next(b, w->at.payoff + actor);
    for (size_t p = 0; p < w->s->n_issues; p++) {
        uint32_t seat = w->seat[actor * w->s->n_issues + p];
        if (seat != ENT_NONE)
            add_issue(b, p, seat, loss, weight, fee);
    }
    for (int l = 0; l < ENT_LANES; l++)
        out[l] = 100 - (weight[l] > 0 ? loss[l] / weight[l] : 0) - fee[l];
    add_terms(b, actor, out);
}

void ent_i_payoffs(ent_block *b) {
    for (uint32_t a = 0; a < b->w->s->n_actors; a++)
        if (b->w->payoff_wanted[a])
            pay(b, a);
}
