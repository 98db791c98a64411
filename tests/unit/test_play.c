/* test_play.c - runs of the shipped example: equal bits on any number of
 * threads, slices that make up the whole, lenses, refusals. */
#include "model/model.h"
#include "run/run.h"
#include "test.h"

#define EXAMPLE ENT_SOURCE_DIR "/examples/korea-2019/korea-2019.yaml"

static ent_ctx ctx;
static ent_scenario base, plain;
static ent_choice choice[4];

static int read_example(void **state) {
    static const char *const names[] = {"mean", "nash", "pce", "median"};
    const ent_finding *found;
    size_t n;
    (void)state;
    if (ent_ctx_open(&ctx, (size_t)2 << 30) ||
        ent_scenario_read(&ctx, ent_i_str(EXAMPLE), &base, &found, &n) ||
        ent_scenario_focus(&ctx, &base, (ent_str){0}, &plain)) {
        print_error("%s: %s\n", ctx.fail.file, ctx.fail.why);
        return -1;
    }
    for (int m = 0; m < 4; m++)
        choice[m] = (ent_choice){ent_model_find(ent_i_str(names[m])), NULL, 1};
    return 0;
}

static int drop(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static ent_run play(const ent_scenario *s, ent_plan plan) {
    ent_run r;
    plan.choice = choice;
    plan.n_choices = 4;
    assert_int_equal(ent_run_play(&ctx, s, &plan, &r), ENT_OK);
    return r;
}

static void same(const ent_run *a, const ent_run *b) {
    size_t cells = a->n_periods * a->n_issues * a->draws;
    assert_int_equal(a->draws, b->draws);
    assert_memory_equal(a->ensemble, b->ensemble, cells * sizeof(double));
    assert_memory_equal(a->settlement, b->settlement,
                        cells * a->n_models * sizeof(double));
    assert_memory_equal(a->bad, b->bad, cells * a->n_models);
}

static void bits_are_equal_on_1_2_and_4_threads(void **state) {
    (void)state;
    for (int design = 0; design < 2; design++) {
        ent_plan plan = {.seed = 7,
                         .draws = 1000,
                         .design = (ent_design)design,
                         .threads = 1};
        ent_run one = play(&plain, plan);
        plan.threads = 2;
        ent_run two = play(&plain, plan);
        plan.threads = 4;
        ent_run four = play(&plain, plan);
        same(&one, &two);
        same(&one, &four);
        assert_int_equal(one.failed, 0);
    }
}

static void another_seed_is_another_run(void **state) {
    (void)state;
    ent_run a = play(&plain, (ent_plan){.seed = 1, .draws = 50});
    ent_run b = play(&plain, (ent_plan){.seed = 2, .draws = 50});
    assert_true(a.ensemble[0] != b.ensemble[0]);
}

static void slices_make_up_the_whole(void **state) {
    (void)state;
    ent_plan plan = {.seed = 3, .draws = 300, .of = 300};
    ent_run all = play(&plain, plan);
    plan.draws = 100;
    plan.first = 200;
    ent_run last = play(&plain, plan);
    for (size_t m = 0; m < all.n_models; m++)
        for (size_t p = 0; p < all.n_issues; p++)
            for (size_t d = 0; d < 100; d++)
                assert_true(
                    all.settlement[ent_i_run_cell(&all, m, 0, p, 200 + d)] ==
                    last.settlement[ent_i_run_cell(&last, m, 0, p, d)]);
}

static void every_settlement_lies_on_the_scale(void **state) {
    (void)state;
    ent_run r = play(&plain, (ent_plan){.seed = 5, .draws = 500});
    size_t n = r.n_models * r.n_periods * r.n_issues * r.draws;
    for (size_t i = 0; i < n; i++)
        assert_true(r.bad[i] ||
                    (r.settlement[i] >= 0 && r.settlement[i] <= 100));
}

static void a_lens_changes_what_it_speaks_of_and_nothing_else(void **state) {
    (void)state;
    ent_scenario seen;
    assert_int_equal(ent_scenario_focus(&ctx, &base, ENT_STR("001"), &seen),
                     ENT_OK);
    ent_plan plan = {.seed = 1, .draws = 200};
    ent_run a = play(&plain, plan), b = play(&seen, plan);
    size_t moved = 0, kept = 0;
    for (size_t p = 0; p < a.n_issues; p++) {
        size_t at = ent_i_run_cell(&a, 0, 0, p, 0);
        if (memcmp(a.settlement + at, b.settlement + at,
                   a.draws * sizeof(double)))
            moved++;
        else
            kept++; /* common random numbers: not a bit differs */
    }
    assert_true(moved > 0 && kept > 0);
}

static void a_mixture_takes_every_lens(void **state) {
    (void)state;
    ent_plan plan = {.seed = 1, .draws = 400, .mixture = 1};
    ent_run r = play(&base, plan);
    ent_run again = play(&base, plan);
    same(&r, &again);
    assert_int_equal(r.failed, 0);
}

static void what_cannot_be_played_is_refused(void **state) {
    (void)state;
    ent_run r;
    ent_plan plan = {.choice = choice, .n_choices = 1};
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_SHAPE);
    ent_choice none = {choice[0].model, NULL, 0};
    plan = (ent_plan){.draws = 1, .choice = &none, .n_choices = 1};
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_DOMAIN);
    plan = (ent_plan){.draws = 1, .n_choices = 0};
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_SHAPE);
}

static void settings_name_actors_of_the_scenario(void **state) {
    (void)state;
    ent_run r;
    double param[8];
    const ent_model *m = ent_model_find(ENT_STR("setter"));
    ent_choice one = {m, param, 1};
    ent_plan plan = {.draws = 20, .choice = &one, .n_choices = 1};
    ent_i_model_defaults(m, param);
    param[1] = ent_model_actor_key(ENT_STR("nobody at all"));
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_NAME);
    param[1] = ent_model_actor_key(plain.actor[0].id);
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_OK);
    assert_int_equal(r.bad[0], 0);
}

static void too_many_draws_are_refused_not_crashed(void **state) {
    (void)state;
    ent_run r;
    ent_plan plan = {.draws = SIZE_MAX / 4, .choice = choice, .n_choices = 4};
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_NOMEM);
}

static int stop_at_once(void *user, const char *what, double done) {
    (void)user, (void)what, (void)done;
    return 1;
}

static void an_interrupt_stops_the_run(void **state) {
    (void)state;
    ent_run r;
    ent_plan plan = {
        .draws = 20000, .threads = 2, .choice = choice, .n_choices = 4};
    ctx.progress = stop_at_once;
    assert_int_equal(ent_run_play(&ctx, &plain, &plan, &r), ENT_CANCELLED);
    ctx.progress = NULL;
}

/* ---- every allocation may fail */

static long left;
static void *(*real_malloc)(size_t);

static void *failing(size_t n) {
    return left-- > 0 ? real_malloc(n) : NULL;
}

static void no_memory_is_an_answer_not_a_crash(void **state) {
    (void)state;
    ent_err e = ENT_NOMEM;
    long k = 0;
    for (; e == ENT_NOMEM && k < 200; k++) {
        ent_ctx small;
        ent_run r;
        ent_plan plan = {
            .draws = 8, .threads = 2, .choice = choice, .n_choices = 2};
        assert_int_equal(ent_ctx_open(&small, 1 << 26), ENT_OK);
        real_malloc = ent_i_malloc;
        left = k;
        ent_i_malloc = failing;
        e = ent_run_play(&small, &plain, &plan, &r);
        ent_i_malloc = real_malloc;
        assert_true(e == ENT_OK || small.fail.why[0]);
        ent_ctx_close(&small);
    }
    assert_int_equal(e, ENT_OK);
    assert_true(k > 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_are_equal_on_1_2_and_4_threads),
        cmocka_unit_test(another_seed_is_another_run),
        cmocka_unit_test(slices_make_up_the_whole),
        cmocka_unit_test(every_settlement_lies_on_the_scale),
        cmocka_unit_test(a_lens_changes_what_it_speaks_of_and_nothing_else),
        cmocka_unit_test(a_mixture_takes_every_lens),
        cmocka_unit_test(what_cannot_be_played_is_refused),
        cmocka_unit_test(settings_name_actors_of_the_scenario),
        cmocka_unit_test(too_many_draws_are_refused_not_crashed),
        cmocka_unit_test(an_interrupt_stops_the_run),
        cmocka_unit_test(no_memory_is_an_answer_not_a_crash),
    };
    return cmocka_run_group_tests(tests, read_example, drop);
}
