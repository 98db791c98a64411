/* bench_moves.c - models in which actors move, round by round: to their own
 * end, or for a number of rounds. */
#include "bench.h"
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 200, ISSUES = 2, PARAMS = 32 };

typedef struct moves {
    const ent_model *model;
    ent_game game;
    ent_outcome out;
    double param[PARAMS], *work;
    uint32_t rounds;
} moves;

static double c[MOST * ISSUES], x[MOST * ISSUES], s[MOST * ISSUES];
static double next[MOST * ISSUES], settlement[ISSUES];

static double play(void *user) {
    moves *m = user;
    uint32_t played = 0;
    ent_err e = ent_model_play(m->model, &m->game, m->param, 0, m->rounds,
                               m->work, &m->out, &played);
    return e ? -(double)e : settlement[0] + played;
}

static void one(bench *b, const char *name, const char *model, size_t n,
                size_t issues, uint32_t rounds) {
    moves m = {.model = ent_model_find(ent_i_str(model)), .rounds = rounds};
    size_t work = m.model->work(n, issues) + n * issues;
    work += m.model->state ? m.model->state(n, issues) : 0;
    m.game = (ent_game){.n_actors = n,
                        .n_issues = issues,
                        .capability = c,
                        .position = x,
                        .salience = s,
                        .lo = 0,
                        .hi = 100};
    for (size_t i = 0; i < m.model->n_params; i++)
        m.param[i] = m.model->param[i].value;
    if (!bench_wanted(b, name) || !(m.work = calloc(work, sizeof(double))))
        return;
    m.out = (ent_outcome){.position = next, .settlement = settlement};
    bench_case(b, name, n, work * sizeof(double), play, &m);
    free(m.work);
}

/* Each actor has one capability, and shares its salience among its issues. */
static void draw(size_t n) {
    ent_stream stream = ent_i_stream(1, ENT_STR("moves"));
    for (uint32_t i = 0; i < n * ISSUES; i++) {
        c[i] = 1 + 99 * ent_i_uniform(stream, i % n, 0);
        x[i] = 100 * ent_i_uniform(stream, i, 1);
        s[i] = (.02 + .98 * ent_i_uniform(stream, i, 2)) / ISSUES;
    }
}

void bench_moves(bench *b) {
    static const size_t sizes[] = {10, 30, 100, 200};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        draw(sizes[k]);
        one(b, "moves/smp/2-issues", "smp", sizes[k], ISSUES, 100);
        one(b, "moves/eum/10-rounds", "eum", sizes[k], 1, 10);
        one(b, "moves/stage2011/10-rounds", "stage2011", sizes[k], 1, 10);
    }
}
