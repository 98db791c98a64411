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

/* The first issue under every model with its defaults. */
static void solve(const ent_table *t) {
    double param[16], z = 0;
    for (const ent_model *const *m = ent_model_all(); *m; m++) {
        if ((*m)->flags & ENT_MODEL_ISSUES || t->n_actors > 64)
            continue;
        double *work = calloc((*m)->work(t->n_actors, 1) + 1, sizeof *work);
        double *next = calloc(2 * t->n_actors, sizeof *next);
        require(work && next);
        for (size_t i = 0; i < (*m)->n_params; i++)
            param[i] = (*m)->param[i].value;
        ent_game g = {.n_actors = t->n_actors,
                      .n_issues = 1,
                      .capability = t->capability,
                      .position = t->position,
                      .salience = t->salience,
                      .has = t->has,
                      .lo = t->lo,
                      .hi = t->hi};
        ent_outcome out = {
            .position = next, .settlement = &z, .chance = next + t->n_actors};
        if (!(*m)->round(&g, param, 0, work, &out))
            require(isfinite(z) && z >= t->lo && z <= t->hi);
        free(work);
        free(next);
    }
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
        solve(&t);
    ent_ctx_close(&ctx);
    return 0;
}
