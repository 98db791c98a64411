/* test_ask_readings.c - lenses side by side, and where they contradict. */
#include "ask.h"

static void the_reading_that_differs_is_named(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 200);
    asked_show(&k, "settle.P");
    asked_show(&k, "A.position.P");
    asked_run(&k, "lenses");
    STR_EQUAL(asked_text(&k, 0, 1, "lens"), "2");
    NEAR(asked_number(&k, 0, 0, "median"), 50, 0.5);
    NEAR(asked_number(&k, 0, 1, "median"), 30, 0.5);
    SAYS(&k, "The readings part on The balance (settle.P): from 30.0 (2) to "
             "50.0 (as written), apart by 20.0 in 100 % of draws; 1 of 2 "
             "names");
    k.q.n_show = 1;
    k.show[0] = ENT_STR("A.position.P");
    asked_run(&k, "lenses");
    SAYS(&k, "do not part for real");
    asked_close(&k);
}

static void a_scenario_without_lenses_says_so(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "swap", 4);
    assert_int_equal(asked_try(&k, "lenses"), ENT_MISSING);
    asked_run(&k, "contradictions");
    SAYS(&k, "contradict each other: wherever they differ");
    asked_close(&k);
}

/* 35..45 and 75..85 lie 30 apart. */
static void intervals_that_do_not_meet_contradict(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 4);
    asked_run(&k, "contradictions");
    assert_int_equal(k.a.table[0].n_rows, 1);
    STR_EQUAL(asked_text(&k, 0, 0, "value"), "B.position.P");
    STR_EQUAL(asked_text(&k, 0, 0, "says"), "80 (75..85)");
    STR_EQUAL(asked_text(&k, 0, 0, "references"), "1#3 2#1");
    NEAR(asked_number(&k, 0, 0, "apart by"), 30, 1e-9);
    assert_int_equal(k.a.n_plays, 0);
    STR_EQUAL(k.a.note, "read off the scenario; nothing played");
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reading_that_differs_is_named),
        cmocka_unit_test(a_scenario_without_lenses_says_so),
        cmocka_unit_test(intervals_that_do_not_meet_contradict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
