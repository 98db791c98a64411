/* test_median.c - the weighted median and its sides. */
#include "model_test.h"

static void half_the_weight_lies_on_each_side(void **state) {
    (void)state;
    const double w[] = {.27, .5, .2, .24}, x[] = {0, 30, 30, 100};
    issue it = issue_of(4, w, x, NULL);
    NEAR(settled(&it, "median", ""), 30, 0);
}

static void an_even_split_has_two_ends(void **state) {
    (void)state;
    /* ten tenths on each side: their sums differ in the last digit */
    const double w[] = {.1, .2, .3, .4, .3, .3}, x[] = {20, 10, 0, 60, 90, 60};
    issue it = issue_of(6, w, x, NULL);
    it.c[5] = -0.0; /* takes no part, and .1+.2+.3 is not .4+.3-.1 */
    it.c[4] = .2;
    NEAR(settled(&it, "median", "side=low"), 20, 0);
    NEAR(settled(&it, "median", "side=high"), 60, 0);
    NEAR(settled(&it, "median", ""), 40, 0);
}

static void one_actor_decides_alone(void **state) {
    (void)state;
    const double w[] = {1, 0}, x[] = {72, 10};
    issue it = issue_of(2, w, x, NULL);
    NEAR(settled(&it, "median", "side=high"), 72, 0);
}

static void the_order_of_many_actors_does_not_count(void **state) {
    (void)state;
    issue it = {.n = 101};
    for (size_t i = 0; i < it.n; i++) {
        it.x[i] = (double)(i * 37 % 101); /* every place 0..100 once */
        it.c[i] = it.s[i] = it.has[i] = 1;
    }
    NEAR(settled(&it, "median", ""), 50, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_the_weight_lies_on_each_side),
        cmocka_unit_test(an_even_split_has_two_ends),
        cmocka_unit_test(one_actor_decides_alone),
        cmocka_unit_test(the_order_of_many_actors_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
