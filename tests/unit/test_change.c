/* test_change.c - when two runs differ for real. */
#include "test.h"

static ent_change change(const double *a, const double *b, size_t n, int paired,
                         double least) {
    static ent_ctx ctx; /* the verdict is read after this returns */
    ent_change c;
    ent_ctx_close(&ctx);
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(
        ent_change_of(&ctx, a, NULL, n, b, NULL, n, paired, least, &c), ENT_OK);
    return c;
}

static void a_small_shift_is_real_when_every_draw_makes_it(void **state) {
    (void)state;
    double a[20], b[20];
    for (int i = 0; i < 20; i++) {
        a[i] = i * 5; /* a wide band */
        b[i] = a[i] - 1;
    }
    ent_change c = change(a, b, 20, 1, 0.5);
    assert_true(c.real);
    NEAR(c.agree, 1, 0);
    assert_true(ent_i_starts(c.verdict, "down by 1.0"));
    assert_false(change(a, b, 20, 1, 2).real);   /* less than asked for */
    assert_false(change(a, b, 20, 0, 0.5).real); /* bands overlap */
}

static void a_shift_that_one_draw_in_five_contradicts_is_not_real(void **st) {
    (void)st;
    double a[20] = {0}, b[20];
    for (int i = 0; i < 20; i++)
        b[i] = i % 5 ? 3 : -3;
    ent_change c = change(a, b, 20, 1, 0.5);
    assert_false(c.real);
    assert_true(ent_i_starts(c.verdict, "no real difference"));
}

static void equal_runs_do_not_differ(void **state) {
    (void)state;
    double a[5] = {1, 2, 3, 4, 5};
    assert_false(change(a, a, 5, 1, 0).real);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_shift_is_real_when_every_draw_makes_it),
        cmocka_unit_test(a_shift_that_one_draw_in_five_contradicts_is_not_real),
        cmocka_unit_test(equal_runs_do_not_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
