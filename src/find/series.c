/* series.c - what one name did in a run: its steps, or one number of them.
 *
 * A formula sees the settlement of the step before; whoever asks what a run
 * came to means the settlement reached in the step, so `settle.X` is read
 * from the settlements themselves and not from the trace. */
#include "find/variant.h"
#include "run/run.h"
#include <math.h>

/* Where the steps of one name lie: cell t, d at x[at[t] + d]. */
typedef struct source {
    const double *x;
    const unsigned char *bad; /* NULL: none is */
    const ent_run *run;
    size_t issue, name; /* issue: of a settlement */
    bool settles;
} source;

/* The row in which step t is found: that of the period it lies in. */
static size_t period_of(const ent_run *r, size_t t) {
    size_t k = r->n_periods - 1;
    while (k && r->period_step[k] > t)
        k--;
    return k;
}

static size_t place(const source *f, size_t t) {
    const ent_run *r = f->run;
    size_t rows = r->trace.n_steps;
    if (f->settles)
        return ent_i_run_blend(r, period_of(r, t), f->issue, 0);
    /* a trace has a row for each step, or one for each period */
    size_t row = rows == r->n_periods ? period_of(r, t) : t;
    return (f->name * rows + row) * r->draws;
}

static bool find_settled(const ent_scenario *s, ent_str name, source *f) {
    if (!ent_i_starts(name, "settle."))
        return false;
    ent_str id = {name.s + 7, name.n - 7};
    for (size_t p = 0; p < s->n_issues; p++)
        if (ent_i_eq(s->issue[p].id, id)) {
            f->settles = true;
            f->issue = p;
            f->x = f->run->ensemble;
            f->bad = f->run->ensemble_bad;
            return true;
        }
    return false;
}

static bool find_traced(ent_str name, source *f) {
    const ent_trace *t = &f->run->trace;
    for (size_t i = 0; i < t->n_names; i++)
        if (ent_i_eq(t->name[i], name)) {
            f->name = i;
            f->x = t->x;
            return true;
        }
    return false;
}

bool ent_i_when_read(ent_str text, uint32_t steps, ent_when *out) {
    static const char *const word[] = {"mean", "end", "start", "most", "least"};
    uint64_t step;
    *out = (ent_when){ENT_WHEN_MEAN, 0};
    for (int k = 0; k < 5; k++)
        if (ent_i_eqz(text, word[k])) {
            out->kind = (ent_when_kind)k;
            return true;
        }
    if (!text.n)
        return true;
    if (!ent_i_uint(text, &step) || step >= steps)
        return false;
    *out = (ent_when){ENT_WHEN_STEP, (uint32_t)step};
    return true;
}

/* Steps first..last - 1 that a single number is made of. */
static void span(ent_when w, size_t steps, size_t *first, size_t *last) {
    *first = 0;
    *last = steps;
    if (w.kind == ENT_WHEN_END)
        *first = steps - 1;
    else if (w.kind == ENT_WHEN_START)
        *last = 1;
    else if (w.kind == ENT_WHEN_STEP) {
        *first = w.step;
        *last = (size_t)w.step + 1;
    }
}

static void add(double *to, double x, ent_when_kind kind, bool first) {
    if (first)
        *to = x;
    else if (kind == ENT_WHEN_MOST)
        *to = fmax(*to, x);
    else if (kind == ENT_WHEN_LEAST)
        *to = fmin(*to, x);
    else
        *to += x;
}

/* Draw by draw; steps without a settlement are left out, and a draw that has
 * none at all is bad. */
static void reduce(const source *f, size_t steps, ent_look *look) {
    size_t first, last, draws = f->run->draws;
    span(look->when, steps, &first, &last);
    for (size_t d = 0; d < draws; d++) {
        size_t n = 0;
        look->x[d] = 0;
        for (size_t t = first; t < last; t++) {
            size_t at = place(f, t) + d;
            if (!f->bad || !f->bad[at])
                add(&look->x[d], f->x[at], look->when.kind, n++ == 0);
        }
        look->bad[d] = n == 0;
        if (look->when.kind == ENT_WHEN_MEAN && n)
            look->x[d] /= (double)n;
    }
}

static void copy(const source *f, size_t steps, ent_look *look) {
    size_t draws = f->run->draws;
    for (size_t t = 0; t < steps; t++) {
        size_t at = place(f, t);
        memcpy(look->x + t * draws, f->x + at, draws * sizeof *f->x);
        if (f->bad)
            memcpy(look->bad + t * draws, f->bad + at, draws);
        else
            memset(look->bad + t * draws, 0, draws);
    }
}

ent_err ent_i_series_take(ent_ctx *ctx, const ent_scenario *s,
                          const ent_run *run, ent_look *look) {
    source f = {.run = run};
    if (!find_settled(s, look->name, &f) && !find_traced(look->name, &f))
        return ENT_FAIL(ctx, ENT_NAME,
                        "'%.*s' is nothing that a run can show; entente check "
                        "--json lists the scenario",
                        ENT_P(look->name));
    if (look->when.kind == ENT_WHEN_PATH)
        copy(&f, s->steps, look);
    else
        reduce(&f, s->steps, look);
    return ENT_OK;
}
