/* bench_model.c - one round of every model on one issue. */
#include "bench.h"
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 100, PARAMS = 32 };

typedef struct round {
    const ent_model *model;
    ent_game game;
    ent_outcome out;
    double param[PARAMS], settlement;
    double *work;
} round_case;

static double c[MOST], x[MOST], s[MOST], next[MOST], chance[MOST];

static double play(void *user) {
    round_case *r = user;
    ent_err e = r->model->round(&r->game, r->param, 0, r->work, &r->out);
    return e ? -(double)e : r->settlement;
}

static void one(bench *b, const ent_model *m, size_t n, size_t choice) {
    char name[64];
    if (m->flags & ENT_MODEL_TABLE)
        return;
    size_t work = m->work(n, 1), state = m->state ? m->state(n, 1) : 0;
    round_case r = {.model = m,
                    .game = {.n_actors = n,
                             .n_issues = 1,
                             .capability = c,
                             .position = x,
                             .salience = s,
                             .lo = 0,
                             .hi = 100}};
    for (size_t i = 0; i < m->n_params; i++)
        r.param[i] = m->param[i].value;
    snprintf(name, sizeof name, "model/%s", m->name);
    if (choice) {
        r.param[0] = (double)choice;
        snprintf(name, sizeof name, "model/%s/%s", m->name,
                 m->param[0].choices[choice]);
    }
    if (!bench_wanted(b, name) ||
        !(r.work = calloc(work + state + 1, sizeof(double))))
        return;
    r.game.state = state ? r.work + work : NULL;
    r.out = (ent_outcome){
        .position = next, .settlement = &r.settlement, .chance = chance};
    bench_case(b, name, n, (work + state + 5 * n) * sizeof(double), play, &r);
    free(r.work);
}

void bench_model(bench *b) {
    static const size_t sizes[] = {5, 10, 30, 100};
    ent_stream stream = ent_i_stream(1, ENT_STR("bench"));
    for (uint32_t i = 0; i < MOST; i++) {
        c[i] = 1 + 99 * ent_i_uniform(stream, i, 0);
        x[i] = 100 * ent_i_uniform(stream, i, 1);
        s[i] = ent_i_uniform(stream, i, 2);
    }
    for (const ent_model *const *m = ent_model_all(); *m; m++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            one(b, *m, sizes[k], 0);
            if (strcmp((*m)->name, "pce") == 0) {
                one(b, *m, sizes[k], 1); /* uniform */
                one(b, *m, sizes[k], 2); /* incentive */
            }
        }
}
