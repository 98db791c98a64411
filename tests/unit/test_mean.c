/* test_mean.c - the weighted mean and its exact levers. */
#include "model_test.h"

static const double W[] = {.27, .5, .2, .24}, X[] = {0, 30, 30, 100};

static void weights_pull(void **state) {
    (void)state;
    issue it = issue_of(4, W, X, NULL);
    NEAR(settled(&it, "mean", ""), 45.0 / 1.21, 1e-13);
}

static void all_stand_at_the_settlement_afterwards(void **state) {
    (void)state;
    issue it = issue_of(4, W, X, NULL);
    it.has[0] = 0;
    result r = play(&it, "mean", "");
    assert_int_equal(r.err, ENT_OK);
    NEAR(r.z, 45.0 / .94, 1e-13);
    for (size_t i = 1; i < 4; i++)
        assert_true(r.position[i] == r.z);
    assert_true(r.position[0] == 0); /* has no stance: stays out */
}

/* The page gives dO/dx_i = w_i/W and dO/ds_i = c_i (x_i - O)/W. */
static void levers_are_exact(void **state) {
    (void)state;
    const double s[] = {.5, .9, .3, .7}, h = 1e-6;
    issue it = issue_of(4, W, X, s), moved = it;
    double total = 0, at = settled(&it, "mean", "");
    for (size_t i = 0; i < 4; i++)
        total += W[i] * s[i];
    for (size_t i = 0; i < 4; i++, moved = it) {
        moved.x[i] += h;
        NEAR((settled(&moved, "mean", "") - at) / h, W[i] * s[i] / total, 1e-7);
        moved = it;
        moved.s[i] += h;
        NEAR((settled(&moved, "mean", "") - at) / h, W[i] * (X[i] - at) / total,
             1e-3);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_pull),
        cmocka_unit_test(all_stand_at_the_settlement_afterwards),
        cmocka_unit_test(levers_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
