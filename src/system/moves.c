/* moves.c - what actors choose to do.
 *
 * An option is taken with a probability that grows with its value: the logit
 * rule, P(o) = exp(V(o) / T) / sum exp(V / T) over the options whose
 * conditions hold (Luce 1959; McFadden 1974; as a reply to others' play,
 * McKelvey and Palfrey 1995).  At temperature 0 the best is taken.  One
 * uniform number per draw, step and move decides, so that a change elsewhere
 * moves the choice only where it moves the probabilities. */
#include "system/system.h"
#include <math.h>

/* Values that differ by less are worth the same. */
static const double SAME = 1e-9;

/* A move in the block's scratch: [n_options] of ENT_LANES each. */
typedef struct weighing {
    const ent_move *move;
    uint32_t row;
    double *value, *can, *chance;
    double spot[ENT_LANES]; /* percent that the choice is detected */
} weighing;

/* ---- slots: x, seen, did, chance, did of each option, chance of each */

enum { X, SEEN, DID, CHANCE, OPTIONS };

static double *lanes_of(const ent_block *b, uint32_t row, uint32_t k) {
    return ent_i_lanes(b, b->w->move_at[row] + k);
}

static void fill(double *x, double by) {
    for (int l = 0; l < ENT_LANES; l++)
        x[l] = by;
}

void ent_i_moves_start(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t m = 0; m < w->s->n_moves; m++) {
        const ent_move *move = &w->s->move[m];
        uint32_t n = (uint32_t)move->n_options;
        for (uint32_t k = 0; k < OPTIONS + 2 * n; k++)
            fill(lanes_of(b, m, k), 0);
        fill(lanes_of(b, m, X), move->option[0].x);
        fill(lanes_of(b, m, SEEN), move->option[0].x);
        fill(lanes_of(b, m, OPTIONS), 1);
        fill(lanes_of(b, m, OPTIONS + n), 100);
    }
}

/* ---- conditions and values of the options */

static void weigh_visible(ent_block *b, const ent_move *m) {
    double *visible = ent_i_lanes(b, b->w->at.visible);
    if (m->detected == ENT_NONE) {
        fill(visible, 1);
        return;
    }
    const double *percent = ent_i_compute(b, m->detected);
    for (int l = 0; l < ENT_LANES; l++)
        visible[l] = ent_i_clamp(percent[l] / 100, 0, 1);
}

static void require(const ent_block *b, uint32_t formula, double *can) {
    if (formula == ENT_NONE)
        return;
    const double *holds = ent_i_compute(b, formula);
    for (int l = 0; l < ENT_LANES; l++)
        can[l] = holds[l] != 0 ? can[l] : 0;
}

static void weigh_option(ent_block *b, weighing *x, uint32_t k) {
    const ent_option *o = &x->move->option[k];
    double *can = x->can + (size_t)k * ENT_LANES;
    double *value = x->value + (size_t)k * ENT_LANES;
    uint32_t formula = o->value != ENT_NONE ? o->value : x->move->value;
    fill(ent_i_lanes(b, b->w->at.option), o->x);
    weigh_visible(b, x->move);
    fill(can, 1);
    if (k) { /* doing nothing is always possible */
        require(b, x->move->when, can);
        require(b, o->when, can);
    }
    if (formula != ENT_NONE)
        memcpy(value, ent_i_compute(b, formula), ENT_LANES * sizeof(double));
    else if (x->move->automatic)
        ent_i_auto_value(b, x->row, k, value);
    else
        fill(value, 0);
}

/* ---- probabilities, in one lane */

static double best_of(const weighing *x, int l) {
    double best = x->value[l];
    for (size_t k = 1; k < x->move->n_options; k++) {
        size_t at = k * ENT_LANES + (size_t)l;
        best = x->can[at] != 0 && x->value[at] > best ? x->value[at] : best;
    }
    return best;
}

/* Weights of the best options: all of them, or the first alone. */
static double best_reply(const weighing *x, double best, int l) {
    double sum = 0;
    for (size_t k = 0; k < x->move->n_options; k++) {
        size_t at = k * ENT_LANES + (size_t)l;
        bool is = x->can[at] != 0 && x->value[at] >= best - SAME;
        x->chance[at] = is && (x->move->play == ENT_PLAY_MEAN || sum == 0);
        sum += x->chance[at];
    }
    return sum;
}

static double logit(const weighing *x, double best, double t, int l) {
    double sum = 0;
    for (size_t k = 0; k < x->move->n_options; k++) {
        size_t at = k * ENT_LANES + (size_t)l;
        x->chance[at] = x->can[at] != 0 ? exp((x->value[at] - best) / t) : 0;
        sum += x->chance[at];
    }
    return sum;
}

static void set_chances(const ent_block *b, weighing *x) {
    const double *t = ent_i_lanes(b, b->w->seen[x->move->temperature]);
    for (int l = 0; l < ENT_LANES; l++) {
        double best = best_of(x, l);
        double sum =
            t[l] > 0 ? logit(x, best, t[l], l) : best_reply(x, best, l);
        for (size_t k = 0; k < x->move->n_options; k++)
            x->chance[k * ENT_LANES + (size_t)l] /= sum;
    }
}

/* ---- the choice */

static size_t draw_option(const weighing *x, double u, int l) {
    double sum = 0;
    size_t last = 0;
    for (size_t k = 0; k < x->move->n_options; k++) {
        double p = x->chance[k * ENT_LANES + (size_t)l];
        sum += p;
        if (u < sum)
            return k;
        last = p > 0 ? k : last;
    }
    return last; /* rounding left u above the sum */
}

static void take_option(ent_block *b, const weighing *x, int l) {
    const ent_move *m = x->move;
    uint32_t n = (uint32_t)m->n_options;
    bool draw = m->play == ENT_PLAY_DRAW;
    size_t got = draw ? draw_option(x,
                                    ent_i_uniform(b->w->choose[x->row],
                                                  b->now.first + (uint64_t)l,
                                                  b->now.step),
                                    l)
                      : 0;
    double sum = 0;
    for (uint32_t k = 0; k < n; k++) {
        double p = x->chance[k * ENT_LANES + (size_t)l];
        double did = draw ? k == got : p;
        lanes_of(b, x->row, OPTIONS + k)[l] = did;
        lanes_of(b, x->row, OPTIONS + n + k)[l] = 100 * p;
        sum += did * m->option[k].x;
    }
    lanes_of(b, x->row, X)[l] = sum;
}

/* A move held at x: what it then does is certain, and no option at all when
 * x lies between them. */
static void hold_option(ent_block *b, const weighing *x, int l) {
    const ent_move *m = x->move;
    double at = lanes_of(b, x->row, X)[l];
    uint32_t n = (uint32_t)m->n_options;
    bool found = false;
    for (uint32_t k = 0; k < n; k++) {
        bool did = !found && m->option[k].x == at;
        lanes_of(b, x->row, OPTIONS + k)[l] = did;
        lanes_of(b, x->row, OPTIONS + n + k)[l] = did ? 100 : 0;
        found |= did;
    }
}

static void dial(ent_block *b, const weighing *x) {
    uint32_t row = x->move->dials.hold;
    double *at = lanes_of(b, x->row, X);
    ent_i_dial(b, &x->move->dials, at);
    if (row == ENT_NONE)
        return;
    const double *hold = ent_i_lanes(b, b->w->seen[row]);
    for (int l = 0; l < ENT_LANES; l++)
        if (!isnan(hold[l]))
            hold_option(b, x, l);
}

/* ---- what others see of it */

static void set_seen(ent_block *b, const weighing *x) {
    const ent_world *w = b->w;
    const ent_move *m = x->move;
    double first = m->option[0].x, *seen = lanes_of(b, x->row, SEEN);
    const double *at = lanes_of(b, x->row, X);
    double *visible = ent_i_lanes(b, w->at.visible);
    memcpy(ent_i_lanes(b, w->at.option), at, ENT_LANES * sizeof(double));
    weigh_visible(b, m);
    for (int l = 0; l < b->now.lanes; l++) {
        double share = visible[l];
        if (!b->active[l])
            continue;
        if (m->play == ENT_PLAY_DRAW && share > 0 && share < 1)
            share = ent_i_uniform(w->detect[x->row], b->now.first + (uint64_t)l,
                                  b->now.step) < share;
        seen[l] = share >= 1 ? at[l] : first + (at[l] - first) * share;
    }
}

static void sum_up(ent_block *b, const weighing *x) {
    uint32_t n = (uint32_t)x->move->n_options;
    const double *did = lanes_of(b, x->row, OPTIONS);
    const double *chance = lanes_of(b, x->row, OPTIONS + n);
    for (int l = 0; l < ENT_LANES; l++) {
        lanes_of(b, x->row, DID)[l] = 1 - did[l];
        lanes_of(b, x->row, CHANCE)[l] = 100 - chance[l];
    }
}

void ent_i_move_run(ent_block *b, uint32_t row) {
    const ent_move *m = &b->w->s->move[row];
    size_t n = m->n_options * ENT_LANES;
    weighing x = {.move = m,
                  .row = row,
                  .value = b->choice,
                  .can = b->choice + n,
                  .chance = b->choice + 2 * n};
    for (uint32_t k = 0; k < m->n_options; k++)
        weigh_option(b, &x, k);
    set_chances(b, &x);
    for (int l = 0; l < b->now.lanes; l++)
        if (b->active[l])
            take_option(b, &x, l);
    dial(b, &x);
    set_seen(b, &x);
    sum_up(b, &x);
}
