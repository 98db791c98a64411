/* bench_backtest.c - one fit of a curve to 220 decisions, as a fold of a
 * backtest makes them, and the past interval of one issue of a run. */
#include "bench.h"
#include "find/spread.h"
#include <math.h>

enum { CASES = 220, FEATURES = 35, DRAWS = 40000 };

typedef struct job {
    ent_ctx ctx;
    ent_curve_case all[CASES];
    const ent_curve_case *c[CASES];
    double ridge[FEATURES], weight[FEATURES];
    double *x, *z;
} job;

/* Four features of the scale and a mean, then steps at positions. */
static void fill(job *j) {
    ent_stream r = ent_i_stream(1, ENT_STR("bench backtest"));
    for (uint32_t i = 0; i < CASES; i++) {
        double *x = j->x + (size_t)i * ENT_SPREAD_CELLS * FEATURES;
        double mean = 100 * ent_i_uniform(r, i, 99);
        j->all[i] = (ent_curve_case){x, floor(101 * ent_i_uniform(r, i, 98))};
        j->c[i] = &j->all[i];
        for (int g = 0; g < ENT_SPREAD_CELLS; g++, x += FEATURES) {
            x[0] = (g + 0.5 - 50) / 100;
            x[1] = (50 - mean) / 100;
            for (uint32_t k = 2; k < FEATURES; k++)
                x[k] = 100 * ent_i_uniform(r, i, k) <= g + 0.5 ? 0.5 : -0.5;
        }
    }
    for (int k = 0; k < FEATURES; k++)
        j->ridge[k] = k < 2 ? .005 : .64;
    for (uint32_t d = 0; d < DRAWS; d++)
        j->z[d] = 100 * ent_i_uniform(r, d, 97);
}

static double fit(void *user) {
    job *j = user;
    ent_curve curve = {FEATURES, j->ridge, j->weight};
    return ent_i_curve_fit(&j->ctx, j->c, CASES, &curve) ? -1 : j->weight[0];
}

static double past(void *user) {
    job *j = user;
    ent_spread s;
    ent_i_spread_past(j->z, DRAWS, &s);
    return ent_i_spread_quantile(&s, 0.9);
}

void bench_backtest(bench *b) {
    static job j;
    size_t n = (size_t)CASES * ENT_SPREAD_CELLS * FEATURES;
    if (!bench_wanted(b, "backtest/fit") && !bench_wanted(b, "backtest/past"))
        return;
    if (ent_ctx_open(&j.ctx, (size_t)1 << 26))
        return;
    j.x = ENT_NEW(j.ctx.keep, n, double);
    j.z = ENT_NEW(j.ctx.keep, DRAWS, double);
    if (j.x && j.z) {
        fill(&j);
        bench_case(b, "backtest/fit", CASES, n * sizeof(double), fit, &j);
        bench_case(b, "backtest/past", DRAWS, DRAWS * sizeof(double), past, &j);
    }
    ent_ctx_close(&j.ctx);
}
