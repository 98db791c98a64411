/* bench_exchange.c - models that play all issues together: exchanges, and
 * bargains over packages; one round, by actors and issues. */
#include "bench.h"
#include <stdlib.h>

enum { ACTORS = 80, ISSUES = 40, CELLS = ACTORS * ISSUES, PARAMS = 16 };

typedef struct round {
    const ent_model *model;
    ent_game game;
    ent_outcome out;
    double param[PARAMS], *work;
} round;

static double c[CELLS], x[CELLS], s[CELLS], next[CELLS], settlement[ISSUES];

static double play(void *user) {
    round *r = user;
    ent_err e = r->model->round(&r->game, r->param, 0, r->work, &r->out);
    double sum = 0;
    for (size_t p = 0; p < r->game.n_issues; p++)
        sum += settlement[p];
    return e ? -(double)e : sum;
}

static void one(bench *b, const char *name, const char *model, size_t n,
                size_t m) {
    round r = {.model = ent_model_find(ent_i_str(model))};
    ent_stream stream = ent_i_stream(1, ENT_STR("exchange"));
    size_t work = r.model->work(n, m);
    for (uint32_t i = 0; i < n * m; i++) {
        c[i] = 1 + 99 * ent_i_uniform(stream, i % n, 0);
        x[i] = 100 * ent_i_uniform(stream, i, 1);
        s[i] = .02 + .98 * ent_i_uniform(stream, i, 2);
    }
    r.game = (ent_game){.n_actors = n,
                        .n_issues = m,
                        .capability = c,
                        .position = x,
                        .salience = s,
                        .lo = 0,
                        .hi = 100};
    r.out = (ent_outcome){.position = next, .settlement = settlement};
    for (size_t i = 0; i < r.model->n_params; i++)
        r.param[i] = r.model->param[i].value;
    if (!bench_wanted(b, name) || !(r.work = malloc(work * sizeof(double))))
        return;
    bench_case(b, name, n, work * sizeof(double), play, &r);
    free(r.work);
}

void bench_exchange(bench *b) {
    one(b, "exchange/15-actors-13-issues", "exchange", 15, 13);
    one(b, "exchange/40-actors-20-issues", "exchange", 40, 20);
    one(b, "exchange/80-actors-40-issues", "exchange", 80, 40);
    one(b, "exchange/coleman/40-20", "coleman", 40, 20);
    one(b, "exchange/nash_package/10-5", "nash_package", 10, 5);
    one(b, "exchange/nash_package/40-20", "nash_package", 40, 20);
    one(b, "exchange/egalitarian/10-5", "egalitarian", 10, 5);
    one(b, "exchange/kalai/10-5", "kalai", 10, 5);
    one(b, "exchange/kalai/40-20", "kalai", 40, 20);
    one(b, "exchange/utilitarian/10-5", "utilitarian", 10, 5);
}
