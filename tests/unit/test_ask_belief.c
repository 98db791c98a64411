/* test_ask_belief.c - each signal's part in a belief.
 *
 * The tank is at 20 from step 3 on; step 4 hears it once: odds 1 times 80/20,
 * which is 80 percent. */
#include "ask.h"

static void one_signal_heard_once(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_run(&k, "posterior B.A_pumps at 4");
    STR_EQUAL(asked_text(&k, 0, 0, "signal"), "tank");
    NEAR(asked_number(&k, 0, 0, "part"), 30, 1e-6);
    NEAR(asked_number(&k, 0, 0, "if true %"), 80, 0);
    STR_EQUAL(asked_text(&k, 0, 1, "signal"), "noise");
    NEAR(asked_number(&k, 0, 1, "part"), 0, 1e-6);
    SAYS(&k, "stands at 80 percent");
    SAYS(&k, "it would stand at 50");
    SAYS(&k, "tank raises it by 30.0 points");
    asked_close(&k);
}

static void a_belief_that_is_none(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    assert_int_equal(asked_try(&k, "posterior B.nothing"), ENT_NAME);
    assert_int_equal(asked_try(&k, "posterior"), ENT_SYNTAX);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_signal_heard_once),
        cmocka_unit_test(a_belief_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
