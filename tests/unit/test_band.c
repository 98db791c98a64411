/* test_band.c - a sample in seven numbers. */
#include "test.h"

static void a_band_leaves_out_what_is_bad(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_band b;
    double x[] = {50, 10, 999, 30, 20, 40};
    unsigned char bad[] = {0, 0, 1, 0, 0, 0};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_band_of(&ctx, x, bad, 6, &b), ENT_OK);
    assert_int_equal(b.n, 5);
    NEAR(b.mean, 30, 1e-12);
    NEAR(b.q50, 30, 0);
    NEAR(b.q10, 14, 1e-12);
    assert_int_equal(ent_band_of(&ctx, x, bad, 0, &b), ENT_OK);
    assert_int_equal(b.n, 0);
    NEAR(b.q50, 0, 0); /* never a NaN */
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_leaves_out_what_is_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
