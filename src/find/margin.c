/* margin.c - how sure a difference between two forecasters is: a bootstrap
 * over groups of issues that were settled together (Davison and Hinkley 1997,
 * Bootstrap Methods and Their Application, ch. 3.8). */
#include "find/backtest.h"
#include <math.h>

enum { RESAMPLES = 2000 };

typedef struct group {
    double sum;
    size_t n;
} group;

/* Sums by proposal; those without issues are left out. */
static size_t gather(const double *d, const uint32_t *proposal, size_t n,
                     group *g) {
    size_t most = 0, k = 0;
    for (size_t i = 0; i < n; i++) {
        g[proposal[i]].sum += d[i];
        g[proposal[i]].n++;
        most = proposal[i] >= most ? proposal[i] + 1 : most;
    }
    for (size_t i = 0; i < most; i++)
        if (g[i].n)
            g[k++] = g[i];
    return k;
}

static double resample(const group *g, size_t n, ent_stream s, uint64_t draw) {
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const group *at =
            &g[(size_t)(ent_i_uniform(s, draw, (uint32_t)i) * (double)n)];
        sum += at->sum;
        count += at->n;
    }
    return sum / (double)count;
}

static size_t groups_of(const uint32_t *proposal, size_t n) {
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = proposal[i] > most ? proposal[i] : most;
    return most + 1;
}

ent_err ent_i_margin(ent_ctx *ctx, const double *d, const uint32_t *proposal,
                     size_t n, uint64_t seed, ent_margin *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_stream s = ent_i_stream(seed, ENT_STR("backtest bootstrap"));
    group *g = ENT_NEW(ctx->temp, groups_of(proposal, n), group);
    double *x = ENT_NEW(ctx->temp, RESAMPLES, double);
    if (!g || !x)
        return ENT_NOMEM_FAIL(ctx);
    size_t k = gather(d, proposal, n, g);
    for (size_t r = 0; r < RESAMPLES; r++)
        x[r] = resample(g, k, s, r);
    ent_i_sort(x, RESAMPLES);
    *out = (ent_margin){ent_i_sum(d, n) / (double)n,
                        ent_i_quantile(x, RESAMPLES, 0.025),
                        ent_i_quantile(x, RESAMPLES, 0.975)};
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
