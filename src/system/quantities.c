/* quantities.c - formulas and drivers in order of dependence, and stocks,
 * which move on together at the end of a step. */
#include "system/system.h"
#include <math.h>

void ent_i_dial(const ent_block *b, const ent_dials *d, double *io) {
    if (d->hold == ENT_NONE || d->shift == ENT_NONE || d->scale == ENT_NONE)
        return;
    const uint32_t *seen = b->w->seen;
    const double *hold = ent_i_lanes(b, seen[d->hold]);
    const double *shift = ent_i_lanes(b, seen[d->shift]);
    const double *scale = ent_i_lanes(b, seen[d->scale]);
    for (int l = 0; l < ENT_LANES; l++)
        io[l] = !isnan(hold[l]) ? hold[l] : scale[l] * io[l] + shift[l];
}

/* No sum of steps may leave the numbers that formulas can hold. */
static const double FAR = 1e300;

static void bound(const ent_scenario *s, const ent_quantity *q, double *io) {
    double lo = q->lo > -FAR ? q->lo : -FAR, hi = q->hi < FAR ? q->hi : FAR;
    if (q->value != ENT_NONE) { /* a driver's range is the value's */
        const ent_value *v = &s->value[q->value];
        lo = v->min > lo ? v->min : lo;
        hi = v->max < hi ? v->max : hi;
    }
    for (int l = 0; l < ENT_LANES; l++)
        io[l] = ent_i_clamp(io[l], lo, hi);
}

void ent_i_quantity_run(ent_block *b, uint32_t row) {
    const ent_world *w = b->w;
    const ent_quantity *q = &w->s->quantity[row];
    bool driver = q->value != ENT_NONE;
    double *x =
        ent_i_lanes(b, driver ? w->seen[q->value] : w->at.quantity + row);
    const double *found = ent_i_compute(b, q->formula);
    memcpy(x, found, ENT_LANES * sizeof *x);
    if (!driver)
        ent_i_dial(b, &q->dials, x);
    bound(w->s, q, x);
}

void ent_i_drivers_start(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t v = 0; v < w->s->n_values; v++)
        if (w->driver[v] != ENT_NONE)
            memcpy(ent_i_lanes(b, w->seen[v]), ent_i_lanes(b, v),
                   ENT_LANES * sizeof(double));
}

/* ---- constants and stocks */

static bool stands_alone(const ent_quantity *q) {
    return q->kind != ENT_QUANTITY_FORMULA && q->value != ENT_NONE;
}

void ent_i_stocks_start(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t i = 0; i < w->s->n_quantities; i++) {
        const ent_quantity *q = &w->s->quantity[i];
        uint32_t slot = stands_alone(q) ? q->value : w->at.quantity + i;
        bool neutral = q->kind == ENT_QUANTITY_CONSTANT
                           ? q->off
                           : q->kind == ENT_QUANTITY_FORMULA;
        double *x = ent_i_lanes(b, slot);
        for (int l = 0; neutral && l < ENT_LANES; l++)
            x[l] = q->neutral;
        if (stands_alone(q))
            bound(w->s, q, x);
    }
}

static bool moves_on(const ent_world *w, uint32_t row) {
    const ent_quantity *q = &w->s->quantity[row];
    return q->kind == ENT_QUANTITY_STOCK && !q->off && q->formula != ENT_NONE &&
           w->quantity_wanted[row];
}

/* All from the same state, before any of them moves. */
void ent_i_stocks_change(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t i = 0; i < w->s->n_quantities; i++)
        if (moves_on(w, i))
            memcpy(b->stock + (size_t)i * ENT_LANES,
                   ent_i_compute(b, w->s->quantity[i].formula),
                   ENT_LANES * sizeof(double));
}

void ent_i_stocks_apply(ent_block *b) {
    const ent_world *w = b->w;
    for (uint32_t i = 0; i < w->s->n_quantities; i++) {
        const ent_quantity *q = &w->s->quantity[i];
        if (!moves_on(w, i))
            continue;
        double *x = ent_i_lanes(b, q->value);
        const double *change = b->stock + (size_t)i * ENT_LANES;
        for (int l = 0; l < ENT_LANES; l++)
            x[l] += change[l];
        bound(w->s, q, x);
    }
}
