/* test_step_random.c - the same names give the same numbers: on any number of
 * threads, in any slice, in a changed scenario, with parts left out. */
#include "world.h"

#define BASE                                                                  \
    WORLD_HEAD WORLD_TIME(                                                    \
        8) "actors: {A: {capability: 60 (40..80)}, B: {capability: 50 "       \
           "(30..90)}}\n"                                                     \
           "issues: {D1: {poles: [a, b], status_quo: 20 (10..30)}, "          \
           "D2: {poles: [a, b]}}\n"                                           \
           "stances:\n"                                                       \
           "  - {issue: D1, actor: A, position: 10 (0..30), salience: 60}\n"  \
           "  - {issue: D1, actor: B, position: 80 (60..90), salience: 60}\n" \
           "  - {issue: D2, actor: A, position: 40, salience: 60 (20..80)}\n" \
           "  - {issue: D2, actor: B, position: 70, salience: 60 (20..80)}\n"
#define SYSTEM                                                              \
    "quantities:\n"                                                         \
    "  stock: {start: 50 (40..60), change: noise(3) - 0.1 * A.do}\n"        \
    "  B.position.D1: base - 0.1 * stock\n"                                 \
    "moves:\n"                                                              \
    "  A.do: {options: [0, 10, 20], value: option * 0.1, hidden: true, "    \
    "detected: 50}\n"                                                       \
    "  B.reply: {options: [0, 5], value: option + A.do / 10, after: [A]}\n" \
    "beliefs:\n"                                                            \
    "  B.sly: {prior: 30 (10..50), signals: {sign: {when: seen.A.do "       \
    "> 0, if_true: 80, if_false: 40}}}\n"                                   \
    "gates: {g: {opens: stock < 60, issues: [D2]}}\n"                       \
    "events:\n"                                                             \
    "  - {id: shock, hazard: 10, what: a, set: {stock: -5}}\n"              \
    "packages:\n"                                                           \
    "  both: {issues: [D1, D2], parties: [A, B], walkout: 40}\n"

static const ent_str watched[] = {
    {"stock", 5},    {"A.do", 4},    {"seen.A.do", 9},
    {"belief.*", 8}, {"open.*", 6},  {"settle.*", 8},
    {"payoff.*", 8}, {"B.reply", 7}, {"deal.both", 9}};
enum { N_WATCHED = sizeof watched / sizeof *watched };

static ent_choice models[3];
static ent_ctx ctx;

static int set_up(void **state) {
    static const char *const names[] = {"mean", "nash", "pce"};
    (void)state;
    for (int m = 0; m < 3; m++)
        models[m] =
            (ent_choice){ent_model_find(ent_i_str(names[m])), NULL, 1 + m};
    return ent_ctx_open(&ctx, (size_t)1 << 30) ? -1 : 0;
}

static int drop(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static ent_scenario read(const char *text) {
    const ent_finding *found;
    size_t n;
    ent_scenario s;
    if (ent_scenario_parse(&ctx, ENT_STR("w.yaml"), ent_i_str(text), &s, &found,
                           &n))
        fail_msg("line %u: %s", ctx.fail.line, ctx.fail.why);
    return s;
}

static ent_run play(const ent_scenario *s, ent_plan plan) {
    ent_run r;
    plan.choice = models;
    plan.n_choices = 3;
    if (!plan.watch) {
        plan.watch = watched;
        plan.n_watch = N_WATCHED;
    }
    if (ent_run_play(&ctx, s, &plan, &r))
        fail_msg("%s", ctx.fail.why);
    return r;
}

static void same(const ent_run *a, const ent_run *b) {
    size_t cells = a->n_periods * a->n_issues * a->draws;
    size_t traced = a->trace.n_names * a->trace.n_steps * a->draws;
    assert_memory_equal(a->ensemble, b->ensemble, cells * sizeof(double));
    assert_memory_equal(a->settlement, b->settlement,
                        cells * a->n_models * sizeof(double));
    assert_memory_equal(a->bad, b->bad, cells * a->n_models);
    assert_memory_equal(a->trace.x, b->trace.x, traced * sizeof(double));
}

static const double *traced(const ent_run *r, const char *name, size_t t) {
    for (size_t i = 0; i < r->trace.n_names; i++)
        if (ent_i_eqz(r->trace.name[i], name))
            return r->trace.x + (i * r->trace.n_steps + t) * r->draws;
    fail_msg("%s is not traced", name);
    return NULL;
}

static void bits_are_equal_on_1_2_and_4_threads(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    for (int design = 0; design < 2; design++) {
        ent_plan plan = {.seed = 7,
                         .draws = 300,
                         .design = (ent_design)design,
                         .threads = 1};
        ent_run one = play(&s, plan);
        plan.threads = 2;
        ent_run two = play(&s, plan);
        plan.threads = 4;
        ent_run four = play(&s, plan);
        same(&one, &two);
        same(&one, &four);
        assert_int_equal(one.n_periods, 8);
        assert_int_equal(one.failed, 0);
    }
}

/* Slices begin where they will: a draw does not depend on its lane. */
static void slices_make_up_the_whole(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    ent_plan plan = {.seed = 3, .draws = 200, .of = 200};
    ent_run all = play(&s, plan);
    plan.draws = 90;
    plan.first = 37;
    ent_run part = play(&s, plan);
    for (size_t i = 0; i < all.trace.n_names * all.trace.n_steps; i++)
        assert_memory_equal(all.trace.x + i * 200 + 37, part.trace.x + i * 90,
                            90 * sizeof(double));
    for (size_t i = 0; i < all.n_periods * all.n_issues; i++)
        assert_memory_equal(all.ensemble + i * 200 + 37, part.ensemble + i * 90,
                            90 * sizeof(double));
}

static void a_change_elsewhere_leaves_the_rest_alone(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    ent_scenario more =
        read(BASE "links: [{from: D1, to: D2, effect: 0.1}]\n" SYSTEM
                  "payoffs: {A: {terms: {x: noise(5)}}}\n"
                  "correlations: []\n");
    ent_plan plan = {.seed = 1, .draws = 100};
    ent_run a = play(&s, plan), b = play(&more, plan);
    static const char *const names[] = {"stock", "A.do", "seen.A.do",
                                        "belief.B.sly", "B.reply"};
    for (size_t i = 0; i < 5; i++)
        for (size_t t = 0; t < 8; t++)
            assert_memory_equal(traced(&a, names[i], t),
                                traced(&b, names[i], t), 100 * sizeof(double));
    assert_true(memcmp(traced(&a, "settle.D2", 7), traced(&b, "settle.D2", 7),
                       100 * sizeof(double)));
}

static void what_is_watched_alone_comes_out_the_same(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    for (size_t i = 0; i < N_WATCHED; i++) {
        ent_plan plan = {.seed = 5,
                         .draws = 100,
                         .watch = &watched[i],
                         .n_watch = 1,
                         .choice = models,
                         .n_choices = 3};
        ent_run all = play(&s, plan);
        ent_trace part;
        assert_int_equal(ent_i_run_watch(&ctx, &s, &plan, &part), ENT_OK);
        assert_int_equal(part.n_names, all.trace.n_names);
        assert_memory_equal(part.x, all.trace.x,
                            part.n_names * part.n_steps * 100 * sizeof(double));
    }
}

static void what_nobody_looks_at_is_not_played(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    ent_world w;
    ent_setup setup = {.seed = 1, .choice = models, .n_choices = 3};
    ent_symbol watch;
    assert_int_equal(
        ent_i_symbol_find(&ctx, &s, ENT_STR("stock"), (ent_place){0}, &watch),
        ENT_OK);
    setup.watch = &watch;
    setup.n_watch = 1;
    assert_int_equal(ent_i_world_build(&ctx, &s, &setup, &w), ENT_OK);
    assert_false(w.stage[0].wanted || w.stage[1].wanted);
    for (size_t i = 0; i < w.n_tasks; i++)
        assert_int_equal(w.task[i].wanted,
                         w.task[i].kind == ENT_TASK_MOVE && w.task[i].row == 0);
    assert_true(w.occurrence_wanted[0]); /* the shock changes the stock */
}

/* Every allocation in turn fails: what a run of a system says then. */
static void *(*real_malloc)(size_t n);
static long left;

static void *failing(size_t n) {
    return left-- > 0 ? real_malloc(n) : NULL;
}

static void no_memory_is_an_answer_not_a_crash(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    ent_err e = ENT_NOMEM;
    long k = 0;
    for (; e == ENT_NOMEM && k < 400; k++) {
        ent_ctx small;
        ent_run r;
        ent_plan plan = {.draws = 8,
                         .threads = 1,
                         .choice = models,
                         .n_choices = 2,
                         .watch = watched,
                         .n_watch = N_WATCHED};
        assert_int_equal(ent_ctx_open(&small, 1 << 28), ENT_OK);
        real_malloc = ent_i_malloc;
        left = k;
        ent_i_malloc = failing;
        e = ent_run_play(&small, &s, &plan, &r);
        ent_i_malloc = real_malloc;
        assert_true(e == ENT_OK || small.fail.why[0]);
        ent_ctx_close(&small);
    }
    assert_int_equal(e, ENT_OK);
    assert_true(k > 2);
}

static double correlation(const double *x, const double *y, size_t n) {
    double mx = ent_i_sum(x, n) / (double)n, my = ent_i_sum(y, n) / (double)n;
    double xy = 0, xx = 0, yy = 0;
    for (size_t i = 0; i < n; i++) {
        xy += (x[i] - mx) * (y[i] - my);
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
    }
    return xy / sqrt(xx * yy);
}

static void a_group_is_wrong_together(void **state) {
    (void)state;
    ent_scenario s = read(WORLD_HEAD WORLD_TIME(
        1) "actors: {A: {capability: 1}}\n"
           "quantities: {x: normal(50; 5), y: normal(20; 3), z: normal(5; 1)}\n"
           "correlations: [{group: [x, y], correlation: 0.7}]\n");
    static const ent_str names[] = {{"x", 1}, {"y", 1}, {"z", 1}};
    ent_plan plan = {.seed = 1, .draws = 4000, .watch = names, .n_watch = 3};
    ent_run r = play(&s, plan);
    const double *x = traced(&r, "x", 0), *y = traced(&r, "y", 0);
    NEAR(correlation(x, y, 4000), 0.7, 0.03);
    NEAR(correlation(x, traced(&r, "z", 0), 4000), 0, 0.05);
    ent_band b; /* each keeps its own distribution */
    assert_int_equal(ent_band_of(&ctx, x, NULL, 4000, &b), ENT_OK);
    NEAR(b.mean, 50, 0.3);
    NEAR(b.q05, 50 - 5 * 1.645, 0.6);
    NEAR(b.q95, 50 + 5 * 1.645, 0.6);
}

static void a_mixture_plays_each_draw_through_its_lens(void **state) {
    (void)state;
    ent_scenario s =
        read(BASE SYSTEM "lenses:\n"
                         "  low: {weight: 1, set: {stock: 10}}\n"
                         "  high: {weight: 3, set: {stock: 90}}\n");
    ent_plan plan = {.seed = 1, .draws = 400, .mixture = 1, .threads = 1};
    ent_run a = play(&s, plan);
    plan.threads = 3;
    ent_run b = play(&s, plan);
    same(&a, &b);
    size_t low = 0;
    for (size_t d = 0; d < 400; d++) {
        double x = traced(&a, "stock", 0)[d]; /* but for a shock of -5 */
        assert_true(x == 10 || x == 90 || x == 5 || x == 85);
        low += x < 50;
    }
    NEAR((double)low, 100, 35);
    /* each as it comes out through that lens alone */
    ent_scenario seen;
    assert_int_equal(ent_scenario_focus(&ctx, &s, ENT_STR("high"), &seen),
                     ENT_OK);
    plan.mixture = 0;
    ent_run high = play(&seen, plan);
    for (size_t i = 0; i < a.trace.n_names * a.trace.n_steps; i++)
        for (size_t d = 0; d < 400; d++)
            if (traced(&a, "stock", 0)[d] > 50)
                assert_true(a.trace.x[i * 400 + d] ==
                            high.trace.x[i * 400 + d]);
}

static void a_name_that_cannot_be_watched_is_told(void **state) {
    (void)state;
    ent_scenario s = read(BASE SYSTEM);
    ent_run r;
    static const ent_str bad[] = {
        {"stok", 4}, {"nothing.*", 9}, {"base", 4}, {"last.stock", 10}};
    for (size_t i = 0; i < 4; i++) {
        ent_plan plan = {.draws = 1,
                         .choice = models,
                         .n_choices = 3,
                         .watch = &bad[i],
                         .n_watch = 1};
        assert_int_equal(ent_run_play(&ctx, &s, &plan, &r), ENT_NAME);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_are_equal_on_1_2_and_4_threads),
        cmocka_unit_test(slices_make_up_the_whole),
        cmocka_unit_test(a_change_elsewhere_leaves_the_rest_alone),
        cmocka_unit_test(what_is_watched_alone_comes_out_the_same),
        cmocka_unit_test(what_nobody_looks_at_is_not_played),
        cmocka_unit_test(no_memory_is_an_answer_not_a_crash),
        cmocka_unit_test(a_group_is_wrong_together),
        cmocka_unit_test(a_mixture_plays_each_draw_through_its_lens),
        cmocka_unit_test(a_name_that_cannot_be_watched_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, drop);
}
