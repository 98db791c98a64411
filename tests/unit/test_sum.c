/* test_sum.c - order and quantiles. */
#include "test.h"

static void quantiles_lie_between_ranks(void **state) {
    (void)state;
    double x[] = {4, 1, 3, 2};
    ent_i_sort(x, 4);
    NEAR(ent_i_quantile(x, 4, 0.5), 2.5, 1e-15);
    NEAR(ent_i_quantile(x, 4, 0), 1, 0);
    NEAR(ent_i_quantile(x, 4, 1), 4, 0);
}

static void a_long_sum_keeps_its_small_terms(void **state) {
    (void)state;
    static double x[1 << 16];
    for (size_t i = 0; i < 1 << 16; i++)
        x[i] = 0.1;
    NEAR(ent_i_sum(x, 1 << 16), 6553.6, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_lie_between_ranks),
        cmocka_unit_test(a_long_sum_keeps_its_small_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
