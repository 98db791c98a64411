/* test_ask_sweep.c - outcomes along one value and over two. */
#include "ask.h"

static void a_line_of_points(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 50);
    asked_run(&k, "sweep A.position.P 0..100 by 50");
    assert_int_equal(k.a.table[0].n_rows, 3);
    for (size_t i = 0; i < 3; i++) {
        NEAR(asked_number(&k, 0, i, "A.position.P"), 50.0 * (double)i, 0);
        NEAR(asked_number(&k, 0, i, "median"), 40 + 25.0 * (double)i, 0.1);
    }
    SAYS(&k, "As A.position.P goes from 0 to 100, the median of The balance "
             "(settle.P) goes from 40.0 to 90.0");
    SAYS(&k, "passes the middle (65.0) near 50");
    asked_close(&k);
}

static void a_surface_of_two(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 50);
    asked_run(&k, "sweep A.position.P 0..100 in 3 and B.position.P 0..100 "
                  "in 2");
    assert_int_equal(k.a.n_plays, 6);
    NEAR(asked_number(&k, 0, 0, "0"), 0, 1e-9);
    NEAR(asked_number(&k, 0, 1, "50"), 75, 1e-9);
    NEAR(asked_number(&k, 0, 1, "100"), 100, 1e-9);
    SAYS(&k, "A.position.P raises it throughout (by +50.0 to +50.0, as "
             "B.position.P is)");
    asked_close(&k);
}

static void a_value_that_does_nothing_is_said_to(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 2);
    asked_show(&k, "fast");
    asked_run(&k, "sweep rate 0..10");
    assert_int_equal(k.a.table[0].n_rows, 11);
    SAYS(&k, "fast stays at 90.0 whatever rate is.");
    asked_close(&k);
}

static void what_is_no_sweep_is_told(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 4);
    static const char *const wrong[] = {"sweep",
                                        "sweep A.position.P",
                                        "sweep A.position.P 10",
                                        "sweep A.position.P 10..5",
                                        "sweep A.position.P 0..10 by 0",
                                        "sweep A.position.P 0..10 by",
                                        "sweep A.position.P 0..10 in 1",
                                        "sweep A.position.P 0..10 by 0.0001",
                                        "sweep A.position.P 0..10 and",
                                        "sweep A.position.P 0..10 twice"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (asked_try(&k, wrong[i]) != ENT_SYNTAX)
            fail_msg("%s is taken", wrong[i]);
    assert_int_equal(asked_try(&k, "sweep A.position.P 0..200"), ENT_DOMAIN);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_points),
        cmocka_unit_test(a_surface_of_two),
        cmocka_unit_test(a_value_that_does_nothing_is_said_to),
        cmocka_unit_test(what_is_no_sweep_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
