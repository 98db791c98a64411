/* fuzz_step.c - any bytes as a scenario that is played.  Whatever comes in, no
 * number that comes out is infinite or none, probabilities are ones, a draw is
 * the same alone as in company, and a name is the same when nothing else is
 * looked at. */
#include "run/run.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DRAWS = 3, STEPS = 6, MOST_NAMES = 4000, MOST_WORK = 40000 };

static bool in(double x, double lo, double hi) {
    return x >= lo - 1e-9 && x <= hi + 1e-9;
}

/* belief.USA.willing, not a number of one of its signals. */
static bool is_belief(ent_str name) {
    size_t dots = 0;
    for (size_t i = 0; i < name.n; i++)
        dots += name.s[i] == '.';
    return dots == 2 && ent_i_starts(name, "belief.");
}

static bool sound(ent_str name, double x) {
    if (!isfinite(x))
        return false;
    if (ent_i_starts(name, "chance.") || is_belief(name) ||
        ent_i_starts(name, "odds.") || ent_i_starts(name, "settle.") ||
        ent_i_starts(name, "stand.") || ent_i_starts(name, "desired."))
        return in(x, 0, 100);
    if (ent_i_starts(name, "did.") || ent_i_starts(name, "failed.") ||
        ent_i_starts(name, "happened.") || ent_i_starts(name, "strikes."))
        return in(x, 0, 1);
    return true;
}

static void check_trace(const ent_trace *t) {
    size_t n = t->n_steps * t->draws;
    for (size_t i = 0; i < t->n_names * n; i++)
        if (!sound(t->name[i / n], t->x[i])) {
            fprintf(stderr, "%.*s is %g\n", ENT_P(t->name[i / n]), t->x[i]);
            abort();
        }
}

static void check_run(const ent_run *r) {
    size_t cells = r->n_periods * r->n_issues * r->draws;
    for (size_t i = 0; i < cells; i++)
        if (!in(r->ensemble[i], 0, 100))
            abort();
    for (size_t i = 0; i < cells * r->n_models; i++)
        if (!in(r->settlement[i], 0, 100))
            abort();
    check_trace(&r->trace);
}

/* The last draw by itself. */
static void check_alone(ent_ctx *ctx, const ent_scenario *s, ent_plan plan,
                        const ent_run *all) {
    ent_run one;
    plan.first = DRAWS - 1;
    plan.draws = 1;
    if (ent_run_play(ctx, s, &plan, &one))
        abort();
    for (size_t i = 0; i < one.trace.n_names * one.trace.n_steps; i++)
        if (one.trace.x[i] != all->trace.x[i * DRAWS + DRAWS - 1])
            abort();
}

/* One name with only what it rests on. */
static void check_watched(ent_ctx *ctx, const ent_scenario *s, ent_plan plan,
                          const ent_trace *all, size_t name) {
    ent_trace one;
    plan.watch = &all->name[name];
    plan.n_watch = 1;
    if (ent_i_run_watch(ctx, s, &plan, &one) || one.n_names != 1)
        abort();
    for (size_t i = 0; i < one.n_steps * DRAWS; i++)
        if (one.x[i] != all->x[name * one.n_steps * DRAWS + i])
            abort();
}

static void play(ent_ctx *ctx, const ent_scenario *s) {
    static const ent_str all = {"*", 1};
    static const char *const names[] = {"mean", "nash", "smp"};
    ent_choice choice[3];
    ent_run r;
    for (int m = 0; m < 3; m++)
        choice[m] = (ent_choice){ent_model_find(ent_i_str(names[m])), NULL, 1};
    ent_plan plan = {.seed = 1,
                     .draws = DRAWS,
                     .of = DRAWS,
                     .threads = 1,
                     .rounds = 2,
                     .choice = choice,
                     .n_choices = s->n_issues < 4 ? 3 : 2,
                     .watch = &all,
                     .n_watch = 1};
    if (ent_run_play(ctx, s, &plan, &r))
        return; /* it says why; loops and formulas are told when read, too */
    check_run(&r);
    check_alone(ctx, s, plan, &r);
    for (size_t i = 0; i < r.trace.n_names; i += 1 + r.trace.n_names / 16)
        check_watched(ctx, s, plan, &r.trace, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_scenario s;
    const ent_finding *found;
    size_t n;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_str text = {(const char *)data, size};
    if (!ent_scenario_parse(&ctx, ENT_STR("fuzz.yaml"), text, &s, &found, &n)) {
        s.steps = s.steps > STEPS ? STEPS : s.steps;
        if (s.n_values < MOST_NAMES && s.n_issues * s.n_actors < MOST_WORK)
            play(&ctx, &s);
    }
    ent_ctx_close(&ctx);
    return 0;
}
