/* band.c - a sample of draws in seven numbers. */
#include "base/base.h"

ent_err ent_band_of(ent_ctx *ctx, const double *x, const unsigned char *bad,
                    size_t n, ent_band *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    double *y = ENT_NEW(ctx->temp, n, double);
    size_t k = 0;
    if (!y)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++)
        if (!bad || !bad[i])
            y[k++] = x[i];
    *out = (ent_band){.n = k};
    if (k) {
        ent_i_sort(y, k);
        out->mean = ent_i_sum(y, k) / (double)k;
        out->q05 = ent_i_quantile(y, k, 0.05);
        out->q10 = ent_i_quantile(y, k, 0.10);
        out->q50 = ent_i_quantile(y, k, 0.50);
        out->q90 = ent_i_quantile(y, k, 0.90);
        out->q95 = ent_i_quantile(y, k, 0.95);
    }
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
