/* explain_count.c - movements whose parts are counted step by step: what flowed
 * into a stock, what a belief heard, what an event set.
 *
 * A flow is taken apart by its inputs: each is put to zero, with all others as
 * they are and with all others at zero, and the mean of both is its part.  A
 * signal's part of a belief is its part of the change in log odds. */
#include "find/explain.h"
#include <math.h>

enum { BYTES = ENT_LANES * sizeof(double) };

static double mean_of(const ent_film *f, const double *x) {
    double sum = 0;
    for (int l = 0; l < f->b.now.lanes; l++)
        sum += isfinite(x[l]) ? x[l] : 0;
    return sum / (double)f->draws;
}

/* ---- stocks */

static void zero(ent_film *f, const ent_part *p, double kept[ENT_LANES]) {
    double *x = f->b.memory + p->at[0];
    memcpy(kept, x, BYTES);
    memset(x, 0, BYTES);
}

/* The formula with input k at zero, less the formula; `others` keeps what is
 * put to zero besides. */
static double flow(ent_film *f, uint32_t formula) {
    return mean_of(f, ent_i_compute(&f->b, formula));
}

/* Everything at zero but `k` (n: all of it). */
static double alone(ent_film *f, uint32_t formula, const ent_parts *ps,
                    double *kept, size_t k) {
    for (size_t i = 0; i < ps->n; i++)
        zero(f, &ps->part[i], kept + i * ENT_LANES);
    if (k < ps->n)
        memcpy(f->b.memory + ps->part[k].at[0], kept + k * ENT_LANES, BYTES);
    double x = flow(f, formula);
    for (size_t i = 0; i < ps->n; i++)
        memcpy(f->b.memory + ps->part[i].at[0], kept + i * ENT_LANES, BYTES);
    return x;
}

static void add_flows(ent_film *f, uint32_t formula, ent_parts *ps,
                      double *kept) {
    double all = flow(f, formula);
    double none = alone(f, formula, ps, kept, ps->n);
    for (size_t i = 0; i < ps->n; i++) {
        zero(f, &ps->part[i], kept);
        double without = flow(f, formula);
        memcpy(f->b.memory + ps->part[i].at[0], kept, BYTES);
        double with = alone(f, formula, ps, kept, i);
        ps->part[i].share += (all - without + with - none) / 2;
    }
}

/* Flows of the steps was … at - 1, each from the state in which it flowed. */
static ent_err stock_parts(ent_film *f, const ent_thing *t,
                           const ent_quantity *q, ent_parts *ps) {
    ent_vec v = {0};
    ent_thing flows = {ENT_THING_NONE, t->what, t->at - 1, t->was - 1};
    ENT_TRY(ent_i_input_formula(f, &flows, q->formula, &v));
    ps->part = v.at;
    ps->n = v.n;
    ps->rest = "flows together, constant flows, events, bounds";
    double *kept = ENT_NEW(f->ctx->temp, (v.n + 1) * ENT_LANES, double);
    if (!kept)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t k = 0; k < f->blocks; k++) {
        int32_t from = t->was < 0 ? 0 : t->was;
        if (!ent_i_film_state(f, t->was, k))
            return ENT_OK;
        ent_i_film_load(f, t->was, k, t->was);
        if (t->was < 0) /* the start itself flows nowhere */
            ent_i_film_next(f, -1);
        for (int32_t i = from; i < t->at; i++) {
            add_flows(f, q->formula, ps, kept);
            ent_i_film_next(f, i);
        }
    }
    return ENT_OK;
}

/* ---- beliefs */

static double odds(double percent) {
    double p = ent_i_clamp(percent, 0.01, 99.99);
    return log(p / (100 - p));
}

/* Points of percent for each unit of log odds between two beliefs. */
static double slope(double from, double to) {
    double a = odds(from), b = odds(to);
    if (fabs(a - b) < 1e-6)
        return to * (100 - to) / 100;
    return (to - from) / (b - a);
}

static void hear(ent_film *f, const ent_thing *t, const double *from,
                 const double *to, ent_parts *ps) {
    const ent_belief *belief = &f->s->belief[t->what.row];
    for (uint32_t k = 0; k < belief->n_signals; k++) {
        const ent_signal *g = &belief->signal[k];
        const double *s = ent_i_lanes(&f->b, f->w.heard_at[t->what.row] + k);
        const double *yes = ent_i_lanes(&f->b, f->w.seen[g->if_true]);
        const double *no = ent_i_lanes(&f->b, f->w.seen[g->if_false]);
        for (int l = 0; l < f->b.now.lanes; l++)
            if (s[l] != 0 || g->absence)
                ps->part[k].share +=
                    slope(from[l], to[l]) *
                    ent_i_belief_evidence(g, s[l], yes[l], no[l]) /
                    (double)f->draws;
    }
}

static ent_err belief_parts(ent_film *f, const ent_thing *t, ent_parts *ps) {
    const ent_belief *belief = &f->s->belief[t->what.row];
    ent_vec v = {0};
    for (uint32_t k = 0; k < belief->n_signals; k++) {
        ent_part p = {.kind = "signal", .name = belief->signal[k].id};
        p.thing = (ent_thing){ENT_THING_SIGNAL,
                              {ENT_SYMBOL_BELIEF, t->what.row, k, false},
                              t->at - 1,
                              t->was - 1};
        ENT_TRY(ent_i_input_add(f, &v, p));
    }
    ps->part = v.at;
    ps->n = v.n;
    ps->rest = belief->fade == ENT_NONE ? "events and bounds"
                                        : "fading to its prior, and events";
    size_t at = ent_i_thing_place(f, t);
    for (size_t k = 0; k < f->blocks && !belief->off; k++) {
        const double *from = ent_i_film_state(f, t->was, k);
        const double *to = ent_i_film_state(f, t->at, k);
        if (!from || !to)
            return ENT_OK;
        ent_i_film_load(f, t->was, k, t->was);
        for (int32_t i = t->was; i < t->at; i++) {
            ent_i_film_next(f, i);
            if (i >= 0) /* nothing is heard before step 0 */
                hear(f, t, from + at, to + at, ps);
        }
    }
    return ENT_OK;
}

/* ---- values that events set */

static bool targets(const ent_occurrence *o, uint32_t value) {
    for (size_t i = 0; i < o->n_sets; i++)
        if (o->set[i].target == value)
            return true;
    return false;
}

/* In a draw in which several of them happened, each has an equal part. */
static void share_out(ent_film *f, const ent_thing *t, size_t block,
                      ent_parts *ps) {
    const double *to = ent_i_film_state(f, t->at, block);
    const double *from = ent_i_film_state(f, t->was, block);
    size_t place = ent_i_thing_place(f, t), first = block * ENT_LANES;
    for (size_t l = 0; l < ENT_LANES && first + l < f->draws; l++) {
        double happened = 0, by = to[place + l] - from[place + l];
        for (size_t i = 0; i < ps->n; i++) {
            size_t at = ps->part[i].at[0] + l;
            happened += to[at] - from[at];
        }
        for (size_t i = 0; happened > 0 && isfinite(by) && i < ps->n; i++) {
            size_t at = ps->part[i].at[0] + l;
            ps->part[i].share +=
                by * (to[at] - from[at]) / happened / (double)f->draws;
        }
    }
}

static ent_err event_parts(ent_film *f, const ent_thing *t, uint32_t value,
                           ent_parts *ps) {
    ent_vec v = {0};
    for (uint32_t i = 0; i < f->s->n_occurrences; i++) {
        const ent_occurrence *o = &f->s->occurrence[i];
        ent_part p = {.kind = "event", .n_at = 1};
        p.thing = (ent_thing){ENT_THING_SYMBOL,
                              {ENT_SYMBOL_HAPPENED, i, ENT_NONE, false},
                              t->at,
                              t->was};
        p.name = o->id.n ? o->id : o->what;
        p.at[0] = ent_i_film_slot(f, f->w.at.happened + i);
        if (targets(o, value))
            ENT_TRY(ent_i_input_add(f, &v, p));
    }
    ps->part = v.at;
    ps->n = v.n;
    ps->rest = "in other ways";
    for (size_t k = 0; k < f->blocks; k++)
        if (ent_i_film_state(f, t->at, k) && ent_i_film_state(f, t->was, k))
            share_out(f, t, k, ps);
    return ENT_OK;
}

ent_err ent_i_count_parts(ent_film *f, const ent_thing *t, ent_parts *out,
                          bool *is) {
    const ent_scenario *s = f->s;
    uint32_t q = ENT_NONE;
    *is = true;
    if (t->kind != ENT_THING_SYMBOL) {
        *is = false;
        return ENT_OK;
    }
    if (t->what.kind == ENT_SYMBOL_BELIEF)
        return belief_parts(f, t, out);
    if (t->what.kind == ENT_SYMBOL_BASE)
        return event_parts(f, t, t->what.row, out);
    q = ent_i_thing_quantity(f, t->what);
    if (q == ENT_NONE && t->what.kind == ENT_SYMBOL_VALUE)
        return event_parts(f, t, t->what.row, out);
    if (q != ENT_NONE && s->quantity[q].kind == ENT_QUANTITY_CONSTANT)
        return event_parts(f, t, s->quantity[q].value, out);
    if (q != ENT_NONE && s->quantity[q].kind == ENT_QUANTITY_STOCK &&
        s->quantity[q].formula != ENT_NONE && !s->quantity[q].off)
        return stock_parts(f, t, &s->quantity[q], out);
    *is = false;
    return ENT_OK;
}
