/* bargain.c - every model of the plan settles every open issue.
 *
 * An issue whose inputs are, in a lane, those of the step before keeps what
 * its models said. */
#include "system/system.h"
#include <math.h>

static double *at_row(double *x, size_t row) {
    return x + row * ENT_LANES;
}

double ent_i_or_none(const ent_block *b, uint32_t slot, int lane, double none) {
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
        now[l] = ent_i_or_none(b, slot, l, none);
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
        size_t at = ent_i_cell(w, m, p) * ENT_LANES + (size_t)lane;
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
        size_t at = ent_i_cell(w, m, p) * ENT_LANES + (size_t)lane;
        b->settlement[at] = b->raw[at];
        b->bad[at] = b->raw_bad[at];
        if (w->stage[p].ruled && !b->bad[at])
            failed |= !ent_i_rule(b, p, lane, &b->settlement[at]);
    }
    ent_i_next(b, w->at.failed + (uint32_t)p)[lane] = failed;
    blend(b, p, lane);
}

/* ---- all tables */

/* A lane of an issue: what it needs in this step. */
enum { STALE = 1, OPEN = 2, WAS_OPEN = 4 };

static void look(ent_block *b, size_t p) {
    unsigned char changed[ENT_LANES] = {0};
    unsigned char *fresh = b->fresh + p * ENT_LANES;
    unsigned char *need = b->need + p * ENT_LANES;
    if (b->w->n_periods > 1)
        compare(b, p, changed);
    for (int l = 0; l < b->now.lanes; l++) {
        bool stale = changed[l] || !fresh[l], was = need[l] & OPEN;
        bool open = b->active[l] && ent_i_is_open(b, p, l);
        fresh[l] = open || !stale;
        need[l] = (unsigned char)((stale ? STALE : 0) | (open ? OPEN : 0) |
                                  (was ? WAS_OPEN : 0));
    }
}

/* Models that play all issues together play again when one of them changed,
 * opened or was shut. */
static bool must_meet(const ent_block *b, int lane) {
    bool must = false, any = false;
    for (size_t p = 0; p < b->w->s->n_issues; p++) {
        unsigned char n = b->need[p * ENT_LANES + (size_t)lane];
        bool open = n & OPEN, was = n & WAS_OPEN;
        any |= open;
        must |= open != was || (open && (n & STALE));
    }
    return must && any;
}

static void conclude(ent_block *b, size_t p, bool joint) {
    const ent_stage *st = &b->w->stage[p];
    const unsigned char *need = b->need + p * ENT_LANES;
    double *failed = ent_i_next(b, b->w->at.failed + (uint32_t)p);
    for (int l = 0; l < b->now.lanes; l++) {
        if (!b->active[l])
            continue;
        if (!(need[l] & OPEN))
            failed[l] = 0;
        else if (need[l] & STALE || st->ruled || st->packed || st->n_gates ||
                 joint)
            hold(b, p, l);
    }
}

/* Nothing can have changed: it is open or shut as it was. */
static void stay(ent_block *b, size_t p) {
    unsigned char *need = b->need + p * ENT_LANES;
    for (int l = 0; l < ENT_LANES; l++)
        need[l] = need[l] & OPEN ? OPEN | WAS_OPEN : 0;
}

static void settle_alone(ent_block *b, size_t p) {
    const unsigned char *need = b->need + p * ENT_LANES;
    for (int l = 0; l < b->now.lanes; l++)
        if (need[l] & STALE && need[l] & OPEN)
            ent_i_settle_issue(b, p, l);
}

void ent_i_bargain_issue(ent_block *b, size_t p) {
    look(b, p);
    settle_alone(b, p);
    for (int l = 0; b->w->joint && l < b->now.lanes; l++)
        if (b->active[l] && b->need[p * ENT_LANES + (size_t)l] & OPEN)
            ent_i_settle_together(b, l);
    conclude(b, p, b->w->joint);
}

void ent_i_bargain(ent_block *b) {
    const ent_world *w = b->w;
    size_t n = w->s->n_issues;
    bool met = false;
    for (size_t p = 0; p < n; p++) {
        (ent_i_may_change(b, p) ? look : stay)(b, p);
        settle_alone(b, p);
    }
    for (int l = 0; w->joint && l < b->now.lanes; l++)
        if (b->active[l] && must_meet(b, l)) {
            ent_i_settle_together(b, l);
            met = true;
        }
    for (size_t p = 0; p < n; p++)
        if (ent_i_may_change(b, p) || (met && w->stage[p].wanted))
            conclude(b, p, w->joint);
}
