/* exchange.c - two actors trade support on two issues.
 *
 * After Stokman and Van Oosten 1994 (The exchange of voting positions, in
 * Bueno de Mesquita and Stokman, European Community Decision Making): each
 * gives way on the issue that matters less to it, one of them all the way,
 * the other as far as makes both gains equal.  Outcomes are weighted means;
 * a loss is salience times the distance of the outcome from the own position.
 */
#include "system/system.h"
#include <math.h>

/* One issue of the trade, in one lane. */
typedef struct side {
    double outcome;      /* weighted mean as things stand */
    double reach;        /* how far it moves when the giver gives all */
    double giver, taker; /* positions */
    double cost, worth;  /* salience of giver and taker here */
} side;

enum { HALVINGS = 60 };
static const double LEAST_GAIN = 1e-12;

static size_t at(uint32_t seat, int lane) {
    return (size_t)seat * ENT_LANES + (size_t)lane;
}

/* False when nobody at the table has weight. */
static bool look(const ent_block *b, uint32_t issue, const uint32_t seat[2],
                 int lane, side *out) {
    const ent_stage *st = &b->w->stage[issue];
    double sum = 0, total = 0;
    for (uint32_t i = 0; i < st->n_players; i++) {
        size_t k = at(st->seat + i, lane);
        double w = b->capability[k] * b->salience[k];
        total += w;
        sum += w * b->position[k];
    }
    size_t g = at(seat[0], lane), t = at(seat[1], lane);
    *out = (side){.giver = b->position[g],
                  .taker = b->position[t],
                  .cost = b->salience[g],
                  .worth = b->salience[t]};
    if (!(total > 0))
        return false;
    out->outcome = sum / total;
    out->reach =
        b->capability[g] * b->salience[g] / total * (out->taker - out->giver);
    return isfinite(out->outcome) && isfinite(out->reach);
}

/* How much nearer an outcome comes to x when the giver gives a share. */
static double nearer(const side *s, double x, double share) {
    return fabs(s->outcome - x) - fabs(s->outcome + share * s->reach - x);
}

/* What each gains: side[k] is the issue on which actor k gives way. */
static void gains(const side s[2], const double share[2], double out[2]) {
    for (int k = 0; k < 2; k++)
        out[k] =
            s[k].cost * nearer(&s[k], s[k].giver, share[k]) +
            s[1 - k].worth * nearer(&s[1 - k], s[1 - k].taker, share[1 - k]);
}

static double surplus(const side s[2], const double share[2]) {
    double g[2];
    gains(s, share, g);
    return g[0] - g[1];
}

/* Actor k gives all; the other as far as makes the gains equal. */
static bool balance(const side s[2], int k, double share[2]) {
    double sign = k ? -1 : 1; /* rises with what the other gives */
    double lo = 0, hi = 1;
    share[k] = 1;
    share[1 - k] = hi;
    if (sign * surplus(s, share) < 0)
        return false;
    for (int i = 0; i < HALVINGS; i++) {
        double mid = (lo + hi) / 2;
        share[1 - k] = mid;
        if (sign * surplus(s, share) < 0)
            lo = mid;
        else
            hi = mid;
    }
    share[1 - k] = (lo + hi) / 2;
    return true;
}

static void trade(ent_block *b, const ent_exchange *x, const uint32_t *seat,
                  int lane, double *gain) {
    side s[2];
    double share[2], g[2];
    for (int k = 0; k < 2; k++) {
        const uint32_t pair[2] = {seat[2 * k + k], seat[2 * k + 1 - k]};
        if (!look(b, x->issue[k], pair, lane, &s[k]))
            return;
    }
    if (!balance(s, 0, share) && !balance(s, 1, share))
        return;
    gains(s, share, g);
    if (!(g[0] > LEAST_GAIN && g[1] > LEAST_GAIN))
        return;
    for (int k = 0; k < 2; k++) {
        gain[k] = g[k];
        b->position[at(seat[2 * k + k], lane)] +=
            share[k] * (s[k].taker - s[k].giver);
    }
}

static bool open_for(const ent_block *b, const ent_exchange *x, int lane) {
    return b->active[lane] && ent_i_is_open(b, x->issue[0], lane) &&
           ent_i_is_open(b, x->issue[1], lane);
}

static void exchange(ent_block *b, uint32_t row) {
    const ent_world *w = b->w;
    const ent_exchange *x = &w->s->exchange[row];
    uint32_t seat[4]; /* [2 k + i]: of actor i on issue k */
    double *gain[2];
    bool seated = true;
    for (int k = 0; k < 4; k++) {
        seat[k] = w->seat[x->actor[k % 2] * w->s->n_issues + x->issue[k / 2]];
        seated &= seat[k] != ENT_NONE;
    }
    for (uint32_t k = 0; k < 2; k++) {
        gain[k] = ent_i_next(b, w->at.trade + 2 * row + k);
        memset(gain[k], 0, ENT_LANES * sizeof(double));
    }
    const double *when = x->when == ENT_NONE ? NULL : ent_i_compute(b, x->when);
    for (int l = 0; seated && l < b->now.lanes; l++) {
        double g[2] = {0, 0};
        if (!open_for(b, x, l) || (when && when[l] == 0))
            continue;
        trade(b, x, seat, l, g);
        gain[0][l] = g[0];
        gain[1][l] = g[1];
    }
}

void ent_i_exchanges(ent_block *b) {
    const ent_scenario *s = b->w->s;
    for (uint32_t i = 0; i < s->n_exchanges; i++)
        if (!s->exchange[i].off && b->w->exchange_wanted[i])
            exchange(b, i);
}
