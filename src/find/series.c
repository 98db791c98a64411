/* series.c - what one name did in a run: its steps, or one number of them. */
#include "find/variant.h"
#include <math.h>

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
static void reduce(const ent_series *f, ent_look *look) {
    size_t first, last;
    span(look->when, f->n_steps, &first, &last);
    for (size_t d = 0; d < f->draws; d++) {
        size_t n = 0;
        look->x[d] = 0;
        for (size_t t = first; t < last; t++) {
            size_t at = t * f->draws + d;
            if (!f->bad[at])
                add(&look->x[d], f->x[at], look->when.kind, n++ == 0);
        }
        look->bad[d] = n == 0;
        if (look->when.kind == ENT_WHEN_MEAN && n)
            look->x[d] /= (double)n;
    }
}

void ent_i_series_take(const ent_series *f, ent_look *look) {
    size_t n = f->n_steps * f->draws;
    if (look->when.kind != ENT_WHEN_PATH) {
        reduce(f, look);
        return;
    }
    memcpy(look->x, f->x, n * sizeof *f->x);
    memcpy(look->bad, f->bad, n);
}
