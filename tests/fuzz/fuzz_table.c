/* fuzz_table.c - no bytes may crash the table readers or the models; whatever
 * is read keeps what the models are promised. */
#include "base/base.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds) {
    if (!holds)
        abort();
}

static void check(const ent_table *t) {
    require(t->n_actors > 0 && t->n_issues > 0 && t->lo < t->hi);
    for (size_t k = 0; k < t->n_actors * t->n_issues; k++) {
        require(isfinite(t->capability[k]) && t->capability[k] >= 0);
        require(t->salience[k] >= 0 && t->salience[k] <= 1);
        require(!t->has[k] ||
                (t->position[k] >= t->lo && t->position[k] <= t->hi));
    }
}

/* Three rounds of one model with its defaults, on all issues or the first. */
static void play(const ent_table *t, const ent_model *m) {
    size_t n = t->n_actors, p = m->flags & ENT_MODEL_ISSUES ? t->n_issues : 1;
    size_t work = m->work(n, p) + n * p + (m->state ? m->state(n, p) : 0);
    double param[32], *at = calloc(work + 2 * n * p + p, sizeof *at);
    double *next = at + work, *z = next + 2 * n * p;
    require(at != NULL);
    for (size_t i = 0; i < m->n_params; i++)
        param[i] = m->param[i].value;
    ent_game g = {.n_actors = n,
                  .n_issues = p,
                  .capability = t->capability,
                  .position = t->position,
                  .salience = t->salience,
                  .has = t->has,
                  .lo = t->lo,
                  .hi = t->hi,
                  .accommodation = t->accommodation};
    ent_outcome out = {
        .position = next, .settlement = z, .chance = next + n * p};
    ent_err e = ent_model_play(m, &g, param, 0, 3, at, &out, NULL);
    for (size_t k = 0; !e && k < p; k++)
        require(isfinite(z[k]) && z[k] >= t->lo && z[k] <= t->hi);
    for (size_t k = 0; !e && k < n * p; k++)
        require(isfinite(next[k]) &&
                (!t->has[k] || (next[k] >= t->lo && next[k] <= t->hi)));
    free(at);
}

/* The tables of one model with its defaults: numbers, or a sentence. */
static void tabulate(ent_ctx *ctx, const ent_table *t, const ent_model *m) {
    double param[32];
    const ent_matrix *x;
    size_t n;
    for (size_t i = 0; i < m->n_params; i++)
        param[i] = m->param[i].value;
    ent_game g = {.n_actors = t->n_actors,
                  .n_issues = m->flags & ENT_MODEL_ISSUES ? t->n_issues : 1,
                  .capability = t->capability,
                  .position = t->position,
                  .salience = t->salience,
                  .has = t->has,
                  .quota = t->quota,
                  .lo = t->lo,
                  .hi = t->hi};
    ctx->fail.why[0] = 0;
    if (m->matrices(ctx, &g, t->actor, t->issue, param, &x, &n)) {
        require(ctx->fail.why[0] != 0);
        return;
    }
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < x[k].n_rows * x[k].n_columns; i++)
            require(isfinite(x[k].x[i]));
}

static void solve(ent_ctx *ctx, const ent_table *t) {
    for (const ent_model *const *m = ent_model_all(); *m; m++)
        if ((*m)->flags & ENT_MODEL_TABLE && t->n_actors <= 12)
            tabulate(ctx, t, *m);
        else if (t->n_actors <= 64 && t->n_issues <= 64 &&
                 !((*m)->flags & ENT_MODEL_TABLE))
            play(t, *m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_table t;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_str bytes = {size ? (const char *)data : "", size};
    ent_err e = ent_table_read(&ctx, ENT_STR("fuzz"), bytes, &t);
    if (e)
        require(ctx.fail.why[0] != 0);
    else
        check(&t);
    if (!e)
        solve(&ctx, &t);
    ent_ctx_close(&ctx);
    return 0;
}
