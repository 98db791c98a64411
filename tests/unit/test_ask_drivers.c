/* test_ask_drivers.c - the balance is (A + B) / 2; the interval of A is twice
 * as wide as that of B, so that A bears 4/5 of the variance and B 1/5.  The
 * rank correlation of normal numbers is 6/pi asin(r/2): 0.885 for r = 0.894,
 * and 0.431 for r = 0.447. */
#include "ask.h"

static void the_wider_interval_drives_more(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 4000);
    asked_run(&k, "drivers");
    assert_int_equal(k.a.table[0].n_rows, 2);
    STR_EQUAL(asked_text(&k, 0, 0, "value"), "A.position.P");
    NEAR(asked_number(&k, 0, 0, "rank correlation"), 0.885, 0.02);
    NEAR(asked_number(&k, 0, 1, "rank correlation"), 0.431, 0.04);
    STR_EQUAL(asked_text(&k, 1, 0, "whose values"), "A");
    NEAR(asked_number(&k, 1, 0, "of variance %"), 78, 4);
    SAYS(&k, "2 of 2 uncertain values move The balance (settle.P); most "
             "A.position.P");
    asked_close(&k);
}

static void what_is_known_takes_its_share_off(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 4000);
    asked_run(&k, "information settle.P");
    STR_EQUAL(asked_text(&k, 0, 0, "value to know"), "A.position.P");
    NEAR(asked_number(&k, 0, 0, "variance less %"), 80, 3);
    NEAR(asked_number(&k, 0, 1, "variance less %"), 20, 3);
    SAYS(&k, "it would help most to know A.position.P");
    asked_close(&k);
}

static void what_moves_nothing_is_not_named(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 500);
    asked_show(&k, "A.position.P");
    asked_run(&k, "drivers");
    assert_int_equal(k.a.table[0].n_rows, 1); /* itself, not B's */
    k.q.n_show = 0;
    asked_show(&k, "A.salience.P");
    asked_run(&k, "drivers");
    SAYS(&k, "None of the 2 uncertain values moves A.salience.P");
    asked_run(&k, "information");
    SAYS(&k, "would not narrow");
    k.q.lens = ENT_STR("mixture");
    assert_int_equal(asked_try(&k, "drivers"), ENT_UNSUPPORTED);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wider_interval_drives_more),
        cmocka_unit_test(what_is_known_takes_its_share_off),
        cmocka_unit_test(what_moves_nothing_is_not_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
