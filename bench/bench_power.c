/* bench_power.c - power of 28 players under three rules. */
#include "bench.h"
#include <stdlib.h>

enum { PLAYERS = 28, RULES = 3 };

typedef struct power_case {
    const ent_model *model;
    ent_game game;
    ent_str actor[PLAYERS], issue[RULES];
    double param[16];
    ent_ctx ctx;
} power_case;

static double w[RULES * PLAYERS], quota[RULES];

static double measure(void *user) {
    power_case *c = user;
    const ent_matrix *m;
    size_t n;
    double sum = 0;
    if (c->model->matrices(&c->ctx, &c->game, c->actor, c->issue, c->param, &m,
                           &n))
        return -1;
    for (size_t i = 0; i < PLAYERS; i++)
        sum += m[0].x[i * m[0].n_columns] * (double)(i + 1);
    ent_arena_reset(c->ctx.keep);
    return sum;
}

static void one(bench *b, const char *name, double quota_of, double indices) {
    power_case c = {.model = ent_model_find(ENT_STR("power"))};
    if (!bench_wanted(b, name) || ent_ctx_open(&c.ctx, (size_t)1 << 28))
        return;
    for (size_t j = 0; j < RULES; j++)
        quota[j] = quota_of * ent_i_sum(w + j * PLAYERS, PLAYERS);
    c.game = (ent_game){.n_actors = PLAYERS,
                        .n_issues = RULES,
                        .capability = w,
                        .quota = quota,
                        .hi = 100};
    for (size_t i = 0; i < c.model->n_params; i++)
        c.param[i] = c.model->param[i].value;
    c.param[3] = indices;
    bench_case(b, name, PLAYERS, indices > 0 ? 0 : (size_t)1 << 25, measure,
               &c);
    ent_ctx_close(&c.ctx);
}

void bench_power(bench *b) {
    ent_stream s = ent_i_stream(1, ENT_STR("power"));
    for (uint32_t k = 0; k < RULES * PLAYERS; k++)
        w[k] = 1 + 99 * ent_i_uniform(s, k, 0);
    one(b, "power/swings/quota-.5", .5, 1);
    one(b, "power/swings/quota-.7", .7, 1);
    one(b, "power/all/quota-.5", .5, 0);
}
