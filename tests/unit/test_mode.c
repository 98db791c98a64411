/* test_mode.c - the position with the most weight behind it. */
#include "model_test.h"

static void equal_positions_join_forces(void **state) {
    (void)state;
    const double w[] = {.3, .2, .2, .25}, x[] = {0, 30, 30, 100};
    issue it = issue_of(4, w, x, NULL);
    NEAR(settled(&it, "mode", ""), 30, 0);
}

static void a_tie_goes_to_the_side_asked_for(void **state) {
    (void)state;
    const double w[] = {.1, .2, .3}, x[] = {80, 80, 10};
    issue it = issue_of(3, w, x, NULL); /* .1 + .2 is a little above .3 */
    NEAR(settled(&it, "mode", ""), 10, 0);
    NEAR(settled(&it, "mode", "side=high"), 80, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_positions_join_forces),
        cmocka_unit_test(a_tie_goes_to_the_side_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
