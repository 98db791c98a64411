/* test_step_stocks.c - stocks, drivers, dials: the quantities of a step. */
#include "world.h"

#define ACTORS "actors: {A: {capability: 1}, B: {capability: 3}}\n"
#define ISSUE                                                \
    "issues: {D1: {poles: [a, b], status_quo: 10}}\n"        \
    "stances:\n"                                             \
    "  - {issue: D1, actor: A, position: 0, salience: 50}\n" \
    "  - {issue: D1, actor: B, position: 80, salience: 50}\n"

static void stocks_move_together_from_the_same_state(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(5) ACTORS
                "quantities:\n"
                "  rabbits: {start: 10, change: rabbits - 0.1 * foxes}\n"
                "  foxes: {start: 20, change: 0.5 * rabbits - foxes}\n",
                1);
    world_run(&x, 0);
    NEAR(world_is(&x, "rabbits"), 10 + 10 - 2, 0);
    NEAR(world_is(&x, "foxes"), 20 + 5 - 20, 0);
    world_run(&x, 0);
    NEAR(world_is(&x, "rabbits"), 18 + 18 - 0.5, 1e-12);
    NEAR(world_is(&x, "foxes"), 5 + 9 - 5, 1e-12);
    world_drop(&x);
}

static void a_stock_stays_in_its_range(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(9) ACTORS
                "quantities:\n"
                "  up: {start: 60, change: 30, range: 0..100}\n"
                "  down: {start: 60, change: 0 - 1e300, range: -5..100}\n"
                "  wild: {start: 1, change: 1e300}\n",
                1);
    world_run(&x, 4);
    NEAR(world_is(&x, "up"), 100, 0);
    NEAR(world_is(&x, "down"), -5, 0);
    assert_true(isfinite(world_is(&x, "wild")));
    world_drop(&x);
}

static void formulas_wait_for_what_they_read(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(3) ACTORS "quantities:\n"
                                                "  c: b + 1\n"
                                                "  b: a * 2\n"
                                                "  a: t + 1\n",
                1);
    world_play(&x, 2);
    NEAR(world_is(&x, "c"), 7, 0);
    world_drop(&x);
}

static void a_driver_takes_the_place_of_its_value(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(4) ACTORS ISSUE
                "quantities:\n"
                "  A.position.D1: base + 10 * t\n"
                "  twice: 2 * A.position.D1\n"
                "  B.position.D1: base + 1000\n",
                1);
    world_play(&x, 3);
    NEAR(world_is(&x, "A.position.D1"), 30, 0);
    NEAR(world_is(&x, "twice"), 60, 0);
    NEAR(world_is(&x, "B.position.D1"), 100, 0); /* a driver's range */
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "stand.A.D1"), 30, 0);
    NEAR(world_is(&x, "settle.D1"), (1 * 30 + 3 * 100) / 4.0, 1e-12);
    world_drop(&x);
}

static void a_stock_can_live_in_a_stance(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(4) ACTORS ISSUE
                "quantities:\n"
                "  A.position.D1: {kind: stock, change: 5}\n",
                1);
    world_run(&x, 2);
    NEAR(world_is(&x, "A.position.D1"), 15, 0);
    NEAR(world_is(&x, "stand.A.D1"), 10, 0); /* that of step 2 */
    world_drop(&x);
}

static void dials_turn_what_is_computed(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(4) ACTORS
                "quantities: {q: 10 * (t + 1), r: q + 1}\n"
                "events:\n"
                "  - {date: 2020-01-02, what: more, set: {q: +5}}\n"
                "  - {date: 2020-01-03, what: twice, set: {q: \"*2\"}}\n"
                "  - {date: 2020-01-04, what: fixed, set: {q: 7}}\n",
                1);
    const double want[] = {10, 25, 65, 7};
    for (size_t t = 0; t < 4; t++) {
        world_play(&x, t);
        NEAR(world_is(&x, "q"), want[t], 0);
        NEAR(world_is(&x, "r"), want[t] + 1, 0);
        ent_i_block_end(&x.b);
    }
    world_drop(&x);
}

static void last_is_the_step_before_and_neutral_at_the_start(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(4) ACTORS
                "quantities:\n"
                "  f: {formula: 5 + t, neutral: 3}\n"
                "  s: {start: 8, change: 1}\n"
                "  of_f: last.f\n"
                "  of_s: last.s\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "of_f"), 3, 0);
    NEAR(world_is(&x, "of_s"), 8, 0);
    ent_i_block_end(&x.b);
    world_play(&x, 1);
    NEAR(world_is(&x, "of_f"), 5, 0);
    NEAR(world_is(&x, "of_s"), 8, 0);
    NEAR(world_is(&x, "s"), 9, 0);
    world_drop(&x);
}

/* What explaining needs: one formula again, with other numbers for what it
 * reads; the world is as it was afterwards. */
static void a_formula_can_be_asked_again(void **state) {
    (void)state;
    world x;
    double out[ENT_LANES], seven[ENT_LANES], zero[ENT_LANES] = {0};
    const double *const with[] = {seven, zero};
    for (int l = 0; l < ENT_LANES; l++)
        seven[l] = 7;
    world_start(&x,
                WORLD_HEAD WORLD_TIME(3) ACTORS
                "quantities: {a: 3, s: {start: 2, change: 1}, f: a * s + t}\n",
                1);
    world_run(&x, 0);
    world_play(&x, 1);
    NEAR(world_is(&x, "f"), 3 * 3 + 1, 0);
    ent_symbol a, s;
    assert_int_equal(
        ent_i_symbol_find(&x.ctx, &x.s, ENT_STR("a"), (ent_place){0}, &a),
        ENT_OK);
    assert_int_equal(
        ent_i_symbol_find(&x.ctx, &x.s, ENT_STR("s"), (ent_place){0}, &s),
        ENT_OK);
    const uint32_t slot[] = {ent_i_world_slot(&x.w, a),
                             ent_i_world_slot(&x.w, s)};
    uint32_t f = x.s.quantity[2].formula;
    ent_i_block_evaluate(&x.b, f, slot, with, 1, out);
    NEAR(out[0], 7 * 3 + 1, 0);
    ent_i_block_evaluate(&x.b, f, slot, with, 2, out);
    NEAR(out[0], 1, 0);
    ent_i_block_evaluate(&x.b, f, NULL, NULL, 0, out);
    NEAR(out[0], 10, 0);
    NEAR(world_is(&x, "s"), 3, 0);
    assert_int_equal(x.w.n_tasks, 1);
    assert_int_equal(x.w.task[0].n_reads, 6); /* a, s, t and its dials */
    world_drop(&x);
}

static void names_of_time_are_on_the_calendar(void **state) {
    (void)state;
    world x;
    world_start(&x,
                WORLD_HEAD
                "time: {start: 2019-11, step: 1 month, steps: 5}\n" ACTORS
                "quantities: {q: t + year * 100 + month}\n",
                1);
    world_play(&x, 3);
    NEAR(world_is(&x, "q"), 3 + 202000 + 2, 0);
    world_drop(&x);
}

static void parts_taken_out_are_neutral(void **state) {
    (void)state;
    static const ent_str parts[] = {
        {"c", 1}, {"f", 1}, {"s", 1}, {"A.position.D1", 13}};
    world x;
    ent_scenario without;
    ent_setup setup = {.seed = 1, .n_choices = 1};
    world_read(&x, WORLD_HEAD WORLD_TIME(4) ACTORS ISSUE
               "quantities:\n"
               "  c: 7\n"
               "  f: {formula: 5 + t, neutral: 3}\n"
               "  s: {start: 8, change: 1}\n"
               "  A.position.D1: base + 10\n"
               "  sum: c + f + s\n");
    assert_int_equal(ent_scenario_without(&x.ctx, &x.s, parts, 4, &without),
                     ENT_OK);
    x.s = without;
    setup.choice = &x.choice;
    assert_int_equal(ent_i_world_build(&x.ctx, &x.s, &setup, &x.w), ENT_OK);
    x.b.memory = ENT_NEW(x.ctx.keep, ent_i_block_size(&x.w), double);
    ent_i_block_start(&x.b, &x.w, &(ent_now){.seed = 1, .lanes = 1}, 0, NULL);
    world_run(&x, 1);
    world_play(&x, 2);
    NEAR(world_is(&x, "sum"), 0 + 3 + 8, 0);
    NEAR(world_is(&x, "A.position.D1"), 0, 0);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stocks_move_together_from_the_same_state),
        cmocka_unit_test(a_stock_stays_in_its_range),
        cmocka_unit_test(formulas_wait_for_what_they_read),
        cmocka_unit_test(a_driver_takes_the_place_of_its_value),
        cmocka_unit_test(a_stock_can_live_in_a_stance),
        cmocka_unit_test(dials_turn_what_is_computed),
        cmocka_unit_test(last_is_the_step_before_and_neutral_at_the_start),
        cmocka_unit_test(a_formula_can_be_asked_again),
        cmocka_unit_test(names_of_time_are_on_the_calendar),
        cmocka_unit_test(parts_taken_out_are_neutral),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
