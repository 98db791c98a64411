/* test_ask_flip.c - the smallest change that turns an outcome.
 *
 * The balance is (A + B) / 2 with A at 20 (10..30) and B at 80: it passes 60
 * in half of the draws when A moves by 20, or when A's attention falls from 50
 * to 25; B cannot do it alone, since 100 is the end of its scale. */
#include "ask.h"

static void the_nearest_lever_comes_first(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 400);
    asked_run(&k, "flip settle.P above 60 by A.position.P, B.position.P, "
                  "A.salience.P");
    STR_EQUAL(asked_text(&k, 0, 0, "value"), "A.position.P");
    NEAR(asked_number(&k, 0, 0, "change"), 20, 0.5);
    NEAR(asked_number(&k, 0, 0, "of its interval"), 1, 0.03);
    assert_true(asked_number(&k, 0, 0, "draws %") >= 50);
    STR_EQUAL(asked_text(&k, 0, 1, "value"), "A.salience.P");
    NEAR(asked_number(&k, 0, 1, "change"), -25, 0.5);
    for (size_t i = 2; i < 6; i++)
        STR_EQUAL(asked_text(&k, 0, i, "remark"), "not by its whole range");
    SAYS(&k, "What turns it with the least: A.position.P by +20");
    asked_close(&k);
}

static void what_is_so_already_is_turned_off(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 400);
    asked_run(&k, "flip settle.P above 40 by A.position.P, B.position.P");
    SAYS(&k, "above 40, as it is: almost certain (100 % of draws)");
    STR_EQUAL(asked_text(&k, 0, 0, "value"), "B.position.P");
    NEAR(asked_number(&k, 0, 0, "change"), -20, 0.5);
    NEAR(asked_number(&k, 0, 0, "of its interval"), 2, 0.05);
    asked_close(&k);
}

static void a_move_is_moved_by_its_dial(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_run(&k, "flip A.pump above 8 by A.pump, rate");
    SAYS(&k, "almost no chance");
    /* the mean of the steps is 7 (three steps of ten without): one step
     * earlier makes it 8 and no more, one point more makes it 8 too */
    STR_EQUAL(asked_text(&k, 0, 0, "value"), "A.pump");
    NEAR(asked_number(&k, 0, 0, "change"), 1, 0.2);
    asked_close(&k);
}

static void what_is_no_flip_is_told(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 4);
    assert_int_equal(asked_try(&k, "flip settle.P above 60"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "flip settle.P over 60 by A.position.P"),
                     ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "flip settle.X above 60 by A.position.P"),
                     ENT_NAME);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_lever_comes_first),
        cmocka_unit_test(what_is_so_already_is_turned_off),
        cmocka_unit_test(a_move_is_moved_by_its_dial),
        cmocka_unit_test(what_is_no_flip_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
