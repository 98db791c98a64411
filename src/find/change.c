/* change.c - whether two runs differ for real.
 *
 * Runs of one seed share their random numbers, so they are compared draw by
 * draw: what both owe to the same draw cancels, and what is left is due to
 * the change alone. */
#include "find/find.h"
#include "run/run.h"
#include <math.h>

/* The share of draws whose difference has the sign of the median's. */
static double agreement(const double *d, const unsigned char *bad, size_t n,
                        double median) {
    size_t same = 0, all = 0;
    for (size_t i = 0; i < n; i++) {
        if (bad[i])
            continue;
        all++;
        same += median > 0 ? d[i] > 0 : median < 0 ? d[i] < 0 : d[i] == 0;
    }
    return all ? (double)same / (double)all : 0;
}

static ent_err paired_change(ent_ctx *ctx, const double *before,
                             const unsigned char *bad_before,
                             const double *after,
                             const unsigned char *bad_after, size_t n,
                             ent_change *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    double *d = ENT_NEW(ctx->temp, n, double);
    unsigned char *bad = ENT_NEW(ctx->temp, n, unsigned char);
    if (!d || !bad)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        bad[i] = (bad_before && bad_before[i]) || (bad_after && bad_after[i]);
        d[i] = after[i] - before[i];
    }
    ENT_TRY(ent_band_of(ctx, d, bad, n, &out->change));
    out->agree = agreement(d, bad, n, out->change.q50);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}

/* Unpaired: the difference of the summaries; its spread is not known. */
static void loose_change(ent_change *c) {
    double m = c->after.q50 - c->before.q50;
    c->change = (ent_band){.mean = c->after.mean - c->before.mean,
                           .q05 = m,
                           .q10 = m,
                           .q50 = m,
                           .q90 = m,
                           .q95 = m,
                           .n = c->after.n};
    c->real = c->after.q10 > c->before.q90 || c->after.q90 < c->before.q10;
}

static ent_str say(ent_ctx *ctx, const ent_change *c) {
    const char *way = c->change.q50 > 0 ? "up" : "down";
    if (!c->real)
        return ent_i_printf(ctx->keep, "no real difference (%.0f to %.0f)",
                            c->before.q50, c->after.q50);
    if (!c->paired)
        return ent_i_printf(ctx->keep, "%s from %.0f to %.0f", way,
                            c->before.q50, c->after.q50);
    return ent_i_printf(
        ctx->keep, "%s by %.1f, from %.0f to %.0f, in %.0f %% of draws", way,
        fabs(c->change.q50), c->before.q50, c->after.q50, c->agree * 100);
}

ent_err ent_change_of(ent_ctx *ctx, const double *before,
                      const unsigned char *bad_before, size_t n_before,
                      const double *after, const unsigned char *bad_after,
                      size_t n_after, int paired, double least,
                      ent_change *out) {
    *out = (ent_change){.paired = paired && n_before == n_after};
    ENT_TRY(ent_band_of(ctx, before, bad_before, n_before, &out->before));
    ENT_TRY(ent_band_of(ctx, after, bad_after, n_after, &out->after));
    if (!out->before.n || !out->after.n)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "one of the runs has no settlement to compare");
    if (out->paired) {
        ENT_TRY(paired_change(ctx, before, bad_before, after, bad_after,
                              n_before, out));
        out->real = fabs(out->change.q50) >= least && out->agree >= 0.9 &&
                    out->change.q50 != 0;
    } else {
        loose_change(out);
    }
    out->verdict = say(ctx, out);
    return out->verdict.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_change_sides(ent_ctx *ctx, ent_side before, ent_side after,
                           int paired, double least, ent_change *out) {
    const ent_run *a = before.run, *b = after.run;
    size_t i = ent_i_run_blend(a, a->n_periods - 1, before.issue, 0);
    size_t k = ent_i_run_blend(b, b->n_periods - 1, after.issue, 0);
    return ent_change_of(ctx, a->ensemble + i, a->ensemble_bad + i, a->draws,
                         b->ensemble + k, b->ensemble_bad + k, b->draws, paired,
                         least, out);
}
