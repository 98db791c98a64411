/* bench_tables.c - models that give tables alone, and how many actors they are
 * usually asked about. */
#include "bench.h"
#include <stdio.h>

enum { MOST = 100, PARAMS = 32 };

typedef struct tables_case {
    const ent_model *model;
    ent_game game;
    ent_str actor[MOST], issue[2];
    double param[PARAMS];
    ent_ctx ctx;
} tables_case;

static double c[2 * MOST], x[2 * MOST], s[2 * MOST], link[MOST * MOST];

static double tabulate(void *user) {
    tables_case *t = user;
    const ent_matrix *m;
    size_t n;
    double sum = -1;
    if (!t->model->matrices(&t->ctx, &t->game, t->actor, t->issue, t->param, &m,
                            &n))
        sum = ent_i_sum(m[0].x, m[0].n_rows * m[0].n_columns);
    ent_arena_reset(t->ctx.keep);
    return sum;
}

static void one(bench *b, const char *model, size_t n, size_t issues) {
    static tables_case t;
    char name[64];
    snprintf(name, sizeof name, "tables/%s", model);
    t = (tables_case){.model = ent_model_find(ent_i_str(model))};
    if (!bench_wanted(b, name) || ent_ctx_open(&t.ctx, (size_t)1 << 28))
        return;
    for (size_t i = 0; i < n; i++)
        t.actor[i] = ENT_STR("actor");
    t.issue[0] = t.issue[1] = ENT_STR("issue");
    t.game = (ent_game){.n_actors = n,
                        .n_issues = issues,
                        .capability = c,
                        .position = x,
                        .salience = s,
                        .link = link,
                        .hi = 4};
    for (size_t i = 0; i < t.model->n_params; i++)
        t.param[i] = t.model->param[i].value;
    bench_case(b, name, n, n * n * sizeof(double), tabulate, &t);
    ent_ctx_close(&t.ctx);
}

/* Each actor acts on three others. */
static void draw(size_t n) {
    ent_stream stream = ent_i_stream(1, ENT_STR("tables"));
    for (uint32_t k = 0; k < n * n; k++)
        link[k] = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < 3; k++) {
            size_t j = (size_t)(ent_i_uniform(stream, i, k) * (double)n);
            link[i * n + j] = 1 + (i + k) % 3;
        }
    for (uint32_t i = 0; i < 2 * n; i++) {
        c[i] = 1 + 99 * ent_i_uniform(stream, i, 4);
        x[i] = 4 * ent_i_uniform(stream, i, 5);
        s[i] = 1;
    }
}

void bench_tables(bench *b) {
    draw(10);
    one(b, "axelrod", 10, 1);
    one(b, "coalitions", 10, 1);
    draw(30);
    one(b, "fcm", 30, 1);
    one(b, "friedkin", 30, 1);
    one(b, "mactor", 30, 2);
    one(b, "winset", 30, 2);
    one(b, "yolk", 30, 2);
    draw(100);
    one(b, "winset", 100, 2);
    one(b, "yolk", 100, 2);
}
