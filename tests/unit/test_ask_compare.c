/* test_ask_compare.c - what-if and without, on scenarios solved by hand. */
#include "ask.h"

static void a_position_moves_the_mean_by_half(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 100);
    asked_run(&k, "what-if A.position.P=+10 vs B.position.P=-20");
    assert_int_equal(k.a.n_tables, 3);
    assert_int_equal(k.a.n_plays, 3);
    NEAR(asked_number(&k, 0, 0, "before"), 50, 1);
    NEAR(asked_number(&k, 0, 0, "change"), 5, 1e-9);
    NEAR(asked_number(&k, 0, 0, "agree %"), 100, 0);
    NEAR(asked_number(&k, 1, 0, "change"), -10, 1e-9);
    NEAR(asked_number(&k, 2, 0, "change"), -15, 1e-9); /* B's against A's */
    SAYS(&k, "With A.position.P=+10, against the scenario as it is: "
             "The balance (settle.P) up by 5.0, from 50 to 55, in 100 %");
    SAYS(&k, "With B.position.P=-20, against A.position.P=+10");
    asked_close(&k);
}

static void what_is_given_holds_on_both_sides(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 100);
    k.given[0] = ENT_STR("A.salience.P=0");
    k.q.given = k.given;
    k.q.n_given = 1;
    asked_run(&k, "what-if A.position.P=+10");
    NEAR(asked_number(&k, 0, 0, "before"), 80, 0.5); /* B alone counts */
    NEAR(asked_number(&k, 0, 0, "change"), 0, 1e-9);
    SAYS(&k, "no real difference in anything");
    asked_close(&k);
}

static void a_lens_is_another_world(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 100);
    k.q.lens = ENT_STR("2");
    asked_run(&k, "what-if A.position.P=+10");
    NEAR(asked_number(&k, 0, 0, "before"), 30, 0.5);
    assert_non_null(strstr(k.a.note.s, "lens 2"));
    asked_close(&k);
}

static void without_takes_the_parts_of_a_mechanism_out(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 3);
    asked_run(&k, "without M1");
    /* the tank is at 80 at the end: A asks for 60 instead of 20 */
    NEAR(asked_number(&k, 0, 0, "before"), 70, 1e-9);
    NEAR(asked_number(&k, 0, 0, "after"), 50, 1e-9);
    SAYS(&k, "Without M1, against the scenario as it is");
    asked_close(&k);
}

static void a_change_that_cannot_be_is_an_error(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 4);
    assert_int_equal(asked_try(&k, "what-if A.position.X=1"), ENT_NAME);
    assert_int_equal(asked_try(&k, "what-if A.position.P"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "what-if"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "what-if A.position.P=1 vs"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "without nobody"), ENT_NAME);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_position_moves_the_mean_by_half),
        cmocka_unit_test(what_is_given_holds_on_both_sides),
        cmocka_unit_test(a_lens_is_another_world),
        cmocka_unit_test(without_takes_the_parts_of_a_mechanism_out),
        cmocka_unit_test(a_change_that_cannot_be_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
