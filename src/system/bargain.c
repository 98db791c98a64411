/* bargain.c - every model of the plan settles every open issue.
 *
 * An issue whose inputs are, in a lane, those of the step before keeps what
 * its models said. */
#include "system/system.h"
#include <math.h>

static double *at_row(double *x, size_t row) {
    return x + row * ENT_LANES;
}

static size_t cell(const ent_world *w, size_t m, size_t p) {
    return m * w->s->n_issues + p;
}

/* A number of a table, or `none` where it is blank. */
static double or_none(const ent_block *b, uint32_t slot, int lane,
                      double none) {
    double x = slot == ENT_NONE ? NAN : ent_i_lanes(b, slot)[lane];
    return isnan(x) ? none : x;
}

/* ---- what has changed */

static void note(double *restrict played, const double *restrict now,
                 unsigned char *restrict changed) {
    if (memcmp(played, now, ENT_LANES * sizeof *now) == 0)
        return;
    for (int l = 0; l < ENT_LANES; l++) {
        changed[l] |= played[l] != now[l];
        played[l] = now[l];
    }
}

static void note_slot(const ent_block *b, uint32_t slot, double none,
                      double *played, unsigned char *changed) {
    double now[ENT_LANES];
    for (int l = 0; l < ENT_LANES; l++)
        now[l] = or_none(b, slot, l, none);
    note(played, now, changed);
}

/* Which lanes play inputs that their models have not settled yet. */
static void compare(ent_block *b, size_t p, unsigned char *changed) {
    const ent_world *w = b->w;
    const ent_stage *st = &w->stage[p];
    double *input[3] = {b->position, b->salience, b->capability};
    double *played = at_row(b->played, 3 * st->seat + 2 * p);
    for (size_t i = 0; i < 3 * st->n_players; i++)
        note(at_row(played, i),
             at_row(input[i / st->n_players], st->seat + i % st->n_players),
             changed);
    played = at_row(played, 3 * st->n_players);
    note_slot(b, st->quo, -1, played, changed);
    note_slot(b, st->cost, 0, at_row(played, 1), changed);
}

/* ---- one lane */

static ent_game gather(const ent_block *b, size_t p, int lane, double *quo,
                       double *cost) {
    const ent_stage *st = &b->w->stage[p];
    size_t n = st->n_players;
    double *c = b->game, *x = c + n, *s = x + n;
    for (size_t i = 0; i < n; i++) {
        size_t at = (st->seat + i) * ENT_LANES + (size_t)lane;
        c[i] = b->capability[at];
        x[i] = b->position[at];
        s[i] = b->salience[at];
    }
    *quo = or_none(b, st->quo, lane, -1);
    *cost = or_none(b, st->cost, lane, 0);
    return (ent_game){.n_actors = n,
                      .n_issues = 1,
                      .capability = c,
                      .position = x,
                      .salience = s,
                      .status_quo = quo,
                      .failure_cost = cost,
                      .lo = 0,
                      .hi = 100};
}

static void settle(ent_block *b, size_t p, int lane) {
    const ent_world *w = b->w;
    const ent_stage *st = &w->stage[p];
    double quo, cost;
    ent_game g = gather(b, p, lane, &quo, &cost);
    uint64_t draw = b->now.first + (uint64_t)lane;
    uint64_t stream = st->stream + draw * 0x9E3779B97F4A7C15u + b->now.step;
    for (size_t m = 0; m < w->n_models; m++) {
        double z = 0;
        ent_outcome out = {.position = b->game + 3 * st->n_players,
                           .settlement = &z};
        const ent_choice *c = &w->choice[m];
        ent_err e = st->n_players
                        ? c->model->round(&g, c->param, stream, b->work, &out)
                        : ENT_SHAPE;
        bool ok = !e && isfinite(z);
        size_t at = cell(w, m, p) * ENT_LANES + (size_t)lane;
        b->raw[at] = ok ? z : 0;
        b->raw_bad[at] = !ok;
    }
}

/* ---- gates and rules */

bool ent_i_is_open(const ent_block *b, size_t p, int lane) {
    const ent_stage *st = &b->w->stage[p];
    bool open = true;
    for (size_t i = 0; i < st->n_gates; i++)
        open &= ent_i_lanes(b, b->w->at.open + st->gate[i])[lane] != 0;
    return open;
}

/* The forecast of one lane: the weighted mean of the models that gave one. */
static void blend(ent_block *b, size_t p, int lane) {
    const ent_world *w = b->w;
    double sum = 0, weight = 0;
    for (size_t m = 0; m < w->n_models; m++) {
        double by = w->choice[m].weight;
        size_t at = cell(w, m, p) * ENT_LANES + (size_t)lane;
        if (b->bad[at] || by <= 0)
            continue;
        sum += by * b->settlement[at];
        weight += by;
    }
    size_t at = p * ENT_LANES + (size_t)lane;
    b->blend_bad[at] = weight <= 0;
    b->blend[at] = weight > 0 ? sum / weight : 0;
    if (w->stage[p].ruled && weight > 0)
        ent_i_rule(b, p, lane, &b->blend[at]);
    if (weight > 0) /* else it stays where it was */
        ent_i_next(b, w->at.settle + (uint32_t)p)[lane] = b->blend[at];
}

/* What the models said becomes what holds, as far as a rule lets it. */
static void hold(ent_block *b, size_t p, int lane) {
    const ent_world *w = b->w;
    bool failed = false;
    for (size_t m = 0; m < w->n_models; m++) {
        size_t at = cell(w, m, p) * ENT_LANES + (size_t)lane;
        b->settlement[at] = b->raw[at];
        b->bad[at] = b->raw_bad[at];
        if (w->stage[p].ruled && !b->bad[at])
            failed |= !ent_i_rule(b, p, lane, &b->settlement[at]);
    }
    ent_i_next(b, w->at.failed + (uint32_t)p)[lane] = failed;
    blend(b, p, lane);
}

void ent_i_bargain(ent_block *b, size_t p) {
    const ent_stage *st = &b->w->stage[p];
    unsigned char changed[ENT_LANES] = {0};
    unsigned char *fresh = b->fresh + p * ENT_LANES;
    double *failed = ent_i_next(b, b->w->at.failed + (uint32_t)p);
    if (b->w->n_periods > 1)
        compare(b, p, changed);
    for (int l = 0; l < b->now.lanes; l++) {
        if (!b->active[l])
            continue;
        bool open = ent_i_is_open(b, p, l), stale = changed[l] || !fresh[l];
        if (open && stale)
            settle(b, p, l);
        fresh[l] = open || !stale;
        if (!open)
            failed[l] = 0;
        else if (stale || st->ruled || st->packed || st->n_gates)
            hold(b, p, l);
    }
}
