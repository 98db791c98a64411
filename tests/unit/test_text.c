/* test_text.c - numbers, UTF-8, near names. */
#include "test.h"

static void numbers_are_read_whole_or_not_at_all(void **state) {
    (void)state;
    double x;
    assert_true(ent_i_number(ENT_STR(" -1.5e2 "), &x));
    NEAR(x, -150, 0);
    assert_false(ent_i_number(ENT_STR("1,5"), &x));
    assert_false(ent_i_number(ENT_STR("nan"), &x));
    assert_false(ent_i_number(ENT_STR("inf"), &x));
    assert_false(ent_i_number(ENT_STR("0x10"), &x));
    assert_false(ent_i_number(ENT_STR("1e999"), &x));
    assert_false(ent_i_number(ENT_STR(""), &x));
}

static void utf8_faults_are_found(void **state) {
    (void)state;
    assert_int_equal(ent_i_utf8_bad(ENT_STR("Shinz\xc5\x8d")), 7);
    assert_int_equal(ent_i_utf8_bad(ENT_STR("a\xc0\xaf")), 1); /* overlong */
    assert_int_equal(ent_i_utf8_bad(ENT_STR("\xed\xa0\x80")),
                     0);                                        /* surrogate */
    assert_int_equal(ent_i_utf8_bad(ENT_STR("ab\xe2\x80")), 2); /* cut off */
}

static void names_near_a_slip_are_offered(void **state) {
    (void)state;
    ent_str names[] = {ENT_STR("draws"), ENT_STR("seed"), ENT_STR("models")};
    assert_true(ent_i_eqz(ent_i_nearest(ENT_STR("draw"), names, 3), "draws"));
    assert_true(ent_i_eqz(ent_i_nearest(ENT_STR("sede"), names, 3), "seed"));
    assert_null(ent_i_nearest(ENT_STR("xyzzy"), names, 3).s);
    assert_true(
        ent_i_glob(ENT_STR("RUS.salience.*"), ENT_STR("RUS.salience.D1")));
    assert_false(ent_i_glob(ENT_STR("RUS.*.D2"), ENT_STR("RUS.salience.D1")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
        cmocka_unit_test(utf8_faults_are_found),
        cmocka_unit_test(names_near_a_slip_are_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
