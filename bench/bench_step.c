/* bench_step.c - draws of a world of the size of a real dispute: 29 issues, 8
 * actors, 300 formulas, 30 moves, 10 beliefs, four models, 24 steps. */
#include "bench.h"
#include "run/run.h"
#include <stdio.h>

enum { ISSUES = 29, ACTORS = 8, FORMULAS = 300, MOVES = 30, BELIEFS = 10 };
enum { DRAWS = 256, STEPS = 24 };

typedef struct job {
    ent_ctx ctx;
    ent_scenario s;
    ent_choice choice[4];
    size_t draws;
    const ent_str *watch; /* [1]; NULL: all is played */
} job;

/* ---- the scenario: everything named by number */

static void put_tables(ent_buf *b) {
    ent_i_buf_printf(b, "actors: {");
    for (int a = 0; a < ACTORS; a++)
        ent_i_buf_printf(b, "A%d: {capability: %d (20..90)}, ", a, 30 + 7 * a);
    ent_i_buf_printf(b, "}\nissues: {");
    for (int p = 0; p < ISSUES; p++)
        ent_i_buf_printf(b, "D%d: {poles: [a, b], status_quo: %d}, ", p,
                         10 + 3 * p);
    ent_i_buf_printf(b, "}\nstances:\n");
    for (int p = 0; p < ISSUES; p++)
        for (int a = 0; a < ACTORS; a++)
            if ((p + a) % 3) /* two actors in three care */
                ent_i_buf_printf(b,
                                 "  - {issue: D%d, actor: A%d, position: %d "
                                 "(0..100), salience: %d (10..90)}\n",
                                 p, a, (p * 13 + a * 29) % 90 + 5,
                                 (p * 7 + a * 11) % 60 + 20);
    ent_i_buf_printf(b, "ties:\n");
    for (int a = 1; a < ACTORS; a += 2)
        ent_i_buf_printf(b,
                         "  - {kind: deference, from: A%d, to: A%d, value: "
                         "30 (10..50)}\n",
                         a, a - 1);
}

/* A tenth are stocks, a fifth drive a stance, the rest are flows; each reads
 * a few others. */
static void put_formulas(ent_buf *b) {
    ent_i_buf_printf(b, "quantities:\n");
    for (int i = 0; i < FORMULAS; i++) {
        int s = i / 10 * 10, p = i / 5 % ISSUES, a = p % 3 == 0;
        if (i % 10 == 0)
            ent_i_buf_printf(b,
                             "  s%d: {start: 50 (40..60), change: 0.1 * q%d - "
                             "0.05 * s%d, range: 0..100}\n",
                             i, i + 3, i);
        else if (i % 5 == 1)
            ent_i_buf_printf(b, "  A%d.position.D%d: base + 0.1 * (s%d - 50)\n",
                             a + i / 5 / ISSUES * 3, p, s);
        else
            ent_i_buf_printf(b,
                             "  q%d: \"max(0, 0.3 * s%d + 0.2 * A%d.m%d * (100 "
                             "- s%d) / 100 + if(settle.D%d > 50, 3, 1))\"\n",
                             i, s, i % MOVES % ACTORS, i % MOVES,
                             (s + 10) % FORMULAS, i % ISSUES);
    }
}

static void put_choices(ent_buf *b) {
    ent_i_buf_printf(b, "moves:\n");
    for (int m = 0; m < MOVES; m++)
        ent_i_buf_printf(b,
                         "  A%d.m%d: {options: [0, 20, 40], value: 0.2 * "
                         "option * (s%d - 45) / 10 - 0.1 * option * "
                         "visible, hidden: true, detected: 20 (5..40), "
                         "when: s%d > 20}\n",
                         m % ACTORS, m, m * 10, m * 10);
    ent_i_buf_printf(b, "beliefs:\n");
    for (int k = 0; k < BELIEFS; k++)
        ent_i_buf_printf(b,
                         "  A%d.b%d: {prior: 30 (10..50), signals: {x: "
                         "{when: seen.A%d.m%d > 10, if_true: 60, if_false: "
                         "30, absence: true}, y: {when: s%d / 100, if_true: "
                         "55, if_false: 45}}, fade: 5}\n",
                         k % ACTORS, k, k % ACTORS, k, k * 10);
    ent_i_buf_printf(b, "gates: {g: {opens: s0 > 30, issues: [D0, D1]}}\n"
                        "links: [{from: D0, to: D9, effect: 0.1}]\n");
}

static void write(ent_buf *b) {
    ent_i_buf_printf(b,
                     "scenario: bench\ntitle: Bench\ntime: {start: 2020-01, "
                     "step: 1 month, steps: %d}\n",
                     STEPS);
    put_tables(b);
    put_choices(b);
    put_formulas(b);
}

/* ---- playing it */

static double play(void *user) {
    job *j = user;
    ent_run r = {0};
    ent_trace trace;
    double sum;
    ent_mark mark = ent_i_arena_mark(j->ctx.keep);
    ent_plan plan = {.seed = 1,
                     .draws = j->draws,
                     .threads = 1,
                     .choice = j->choice,
                     .n_choices = 4,
                     .watch = j->watch,
                     .n_watch = j->watch != NULL};
    ent_arena_reset(j->ctx.temp);
    if (j->watch && ent_i_run_watch(&j->ctx, &j->s, &plan, &trace))
        return -1;
    if (!j->watch && ent_run_play(&j->ctx, &j->s, &plan, &r))
        return -1;
    sum = j->watch ? ent_i_sum(trace.x, trace.n_steps * trace.draws)
                   : ent_i_sum(r.ensemble, r.n_periods * r.n_issues * r.draws);
    ent_i_arena_release(j->ctx.keep, mark);
    return sum;
}

static void one(bench *b, const char *name, job *j, const ent_str *watch,
                size_t draws) {
    j->watch = watch;
    j->draws = draws;
    if (bench_wanted(b, name))
        bench_case(b, name, draws, 0, play, j);
}

void bench_step(bench *b) {
    static const char *const names[] = {"mean", "nash", "pce", "median"};
    static const ent_str stock = {"s100", 4};
    job j = {0};
    const ent_finding *found;
    size_t n;
    ent_buf text = {0};
    write(&text);
    for (int m = 0; m < 4; m++)
        j.choice[m] =
            (ent_choice){ent_model_find(ent_i_str(names[m])), NULL, 1};
    if (!ent_ctx_open(&j.ctx, (size_t)2 << 30) &&
        !ent_scenario_parse(&j.ctx, ENT_STR("bench.yaml"),
                            (ent_str){text.s, text.n}, &j.s, &found, &n)) {
        one(b, "step/world/draws", &j, NULL, DRAWS);
        one(b, "step/world/draws/4", &j, NULL, 4 * DRAWS);
        one(b, "step/world/watch", &j, &stock, DRAWS);
        one(b, "step/world/one", &j, NULL, 1); /* what building it costs */
    } else {
        fprintf(stderr, "bench_step: line %u: %s\n", j.ctx.fail.line,
                j.ctx.fail.why);
    }
    ent_i_buf_free(&text);
    ent_ctx_close(&j.ctx);
}
