/* test_ask_order.c - who passes a threshold first: fast is 10 t, slow 5 t. */
#include "ask.h"

static void the_fast_one_is_first(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 5);
    asked_show(&k, "tank");
    asked_run(&k, "order fast, slow above 30");
    NEAR(asked_number(&k, 0, 0, "median step"), 4, 0); /* 40 is above 30 */
    NEAR(asked_number(&k, 0, 1, "median step"), 7, 0);
    NEAR(asked_number(&k, 0, 0, "first %"), 100, 0);
    STR_EQUAL(asked_text(&k, 1, 0, "order"), "fast, then slow");
    NEAR(asked_number(&k, 2, 4, "fast"), 100, 0); /* in step 4 */
    NEAR(asked_number(&k, 3, 1, "of its passages %"), 100, 0);
    STR_EQUAL(asked_text(&k, 3, 1, "follows"), "fast");
    NEAR(asked_number(&k, 4, 0, "then"), 30, 0); /* the tank in step 4 */
    SAYS(&k, "First above 30: fast, almost certain (100 % of draws); where it "
             "passes, it does so in step 4.");
    asked_close(&k);
}

static void those_that_pass_together_share_the_place(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 5);
    asked_run(&k, "order fast, slow above 0");
    NEAR(asked_number(&k, 0, 0, "first %"), 50, 0);
    STR_EQUAL(asked_text(&k, 1, 0, "order"), "fast = slow");
    asked_close(&k);
}

static void a_move_passes_when_it_is_made(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 5);
    asked_run(&k, "order A.pump");
    NEAR(asked_number(&k, 0, 0, "median step"), 3, 0);
    asked_run(&k, "order fast above 1000");
    SAYS(&k, "None of them passes");
    assert_int_equal(asked_try(&k, "order fast"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "order"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "order fast above"), ENT_SYNTAX);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fast_one_is_first),
        cmocka_unit_test(those_that_pass_together_share_the_place),
        cmocka_unit_test(a_move_passes_when_it_is_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
