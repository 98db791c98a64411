/* test_ask_time.c - delay, path and shares in clock.yaml, whose tank fills by
 * 10 a step once the tap is open, from step 1 of 10 on. */
#include "ask.h"

static void each_step_of_delay_costs_ten(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_show(&k, "tank");
    asked_run(&k, "delay tap 0..4 by 2");
    NEAR(asked_number(&k, 0, 0, "median"), 80, 0);
    NEAR(asked_number(&k, 0, 1, "median"), 60, 0);
    NEAR(asked_number(&k, 0, 2, "median"), 40, 0);
    SAYS(&k, "tank down by 40.0, from 80 to 40, in 100 % of draws, -10.00 for "
             "each step");
    asked_close(&k);
}

/* The door opens in step 4, when the tank is at 30: a wait of 3 is none. */
static void a_gate_waits(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_show(&k, "open.door");
    asked_run(&k, "delay door 0..6 by 3 at mean");
    NEAR(asked_number(&k, 0, 0, "median"), 0.6, 1e-9);
    NEAR(asked_number(&k, 0, 1, "median"), 0.6, 1e-9);
    NEAR(asked_number(&k, 0, 2, "median"), 0.4, 1e-9);
    assert_int_equal(asked_try(&k, "delay nothing"), ENT_NAME);
    assert_int_equal(asked_try(&k, "delay door 0..9 by 0.5"), ENT_SYNTAX);
    asked_run(&k, "delay door"); /* its own range */
    assert_int_equal(k.a.table[0].n_rows, 10);
    asked_close(&k);
}

static void a_path_goes_step_by_step(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_show(&k, "tank");
    asked_run(&k, "path");
    assert_int_equal(k.a.table[0].n_rows, 10);
    NEAR(asked_number(&k, 0, 5, "median"), 40, 0);
    SAYS(&k, "tank goes from 0 to 80");
    asked_close(&k);
}

/* What settles in a step stands in that step: 50, and half of what the tank
 * adds to A. */
static void a_settlement_is_that_of_its_step(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_show(&k, "settle.P");
    asked_run(&k, "path");
    NEAR(asked_number(&k, 0, 0, "median"), 50, 1e-9);
    NEAR(asked_number(&k, 0, 2, "median"), 52.5, 1e-9);
    NEAR(asked_number(&k, 0, 9, "median"), 70, 1e-9);
    asked_close(&k);
}

/* It costs 100; A gains 80, B 60: A pays 40 to 80, and neither can alone. */
static void the_core_of_the_cost(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_run(&k, "shares cost by A.gain, B.gain");
    NEAR(asked_number(&k, 0, 0, "pays at least %"), 40, 1e-9);
    NEAR(asked_number(&k, 0, 0, "pays at most %"), 80, 1e-9);
    NEAR(asked_number(&k, 0, 1, "pays at least %"), 20, 1e-9);
    NEAR(asked_number(&k, 0, 1, "blocks %"), 100, 0);
    k.given[0] = ENT_STR("A.gain=30");
    k.q.given = k.given;
    k.q.n_given = 1;
    asked_run(&k, "shares cost by A.gain, B.gain");
    SAYS(&k, "The gains cover cost: almost no chance (0 % of draws)");
    assert_int_equal(asked_try(&k, "shares cost"), ENT_SYNTAX);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_of_delay_costs_ten),
        cmocka_unit_test(a_gate_waits),
        cmocka_unit_test(a_path_goes_step_by_step),
        cmocka_unit_test(a_settlement_is_that_of_its_step),
        cmocka_unit_test(the_core_of_the_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
