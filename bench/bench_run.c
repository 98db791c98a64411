/* bench_run.c - draws of the shipped example: 29 issues, four models. */
#include "bench.h"

typedef struct job {
    ent_ctx ctx;
    ent_scenario s;
    ent_choice choice[4];
    size_t n_choices;
    int threads;
} job;

enum { DRAWS = 500 };

static double play(void *user) {
    job *j = user;
    ent_run r;
    ent_mark mark = ent_i_arena_mark(j->ctx.keep);
    ent_plan plan = {.seed = 1,
                     .draws = DRAWS,
                     .threads = j->threads,
                     .choice = j->choice,
                     .n_choices = j->n_choices};
    ent_arena_reset(j->ctx.temp);
    if (ent_run_play(&j->ctx, &j->s, &plan, &r))
        return -1;
    double sum = ent_i_sum(r.ensemble, r.n_periods * r.n_issues * r.draws);
    ent_i_arena_release(j->ctx.keep, mark);
    return sum;
}

static void one(bench *b, const char *name, job *j, int threads) {
    j->threads = threads;
    if (bench_wanted(b, name))
        bench_case(b, name, DRAWS, 0, play, j);
}

void bench_run(bench *b) {
    static const char *const names[] = {"mean", "nash", "pce", "median"};
    job j = {.n_choices = 4};
    ent_scenario base;
    const ent_finding *found;
    size_t n;
    for (int m = 0; m < 4; m++)
        j.choice[m] =
            (ent_choice){ent_model_find(ent_i_str(names[m])), NULL, 1};
    if (!ent_ctx_open(&j.ctx, (size_t)1 << 30) &&
        !ent_scenario_read(
            &j.ctx,
            ENT_STR(ENT_SOURCE_DIR "/examples/korea-2019/korea-2019.yaml"),
            &base, &found, &n) &&
        !ent_scenario_focus(&j.ctx, &base, (ent_str){0}, &j.s)) {
        one(b, "run/korea-2019/draws", &j, 1);
        one(b, "run/korea-2019/draws/threads", &j, 2);
        j.n_choices = 1;
        one(b, "run/korea-2019/draws/mean", &j, 1);
    }
    ent_ctx_close(&j.ctx);
}
