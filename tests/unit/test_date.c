/* test_date.c - the calendar. */
#include "test.h"

static void days_count_from_1970(void **state) {
    (void)state;
    int32_t a, b;
    int y, m, d;
    assert_int_equal(ent_i_days(1970, 1, 1), 0);
    assert_int_equal(ent_i_days(2019, 4, 25), 18011);
    ent_i_civil(18011, &y, &m, &d);
    assert_int_equal(y * 10000 + m * 100 + d, 20190425);
    assert_int_equal(ent_i_weekday(18011), 3); /* a Thursday */
    assert_true(ent_i_iso_read(ENT_STR("2020-02"), &a, &b));
    assert_int_equal(b - a, 28);
    assert_false(ent_i_iso_read(ENT_STR("2019-02-29"), &a, &b));
    assert_false(ent_i_iso_read(ENT_STR("2019-4"), &a, &b));
}

static void ranges_have_two_ends(void **state) {
    (void)state;
    int32_t a, b;
    assert_true(ent_i_iso_range(ENT_STR("2019-04-25"), &a, &b));
    assert_int_equal(a, 18011);
    assert_int_equal(b, 18011);
    assert_true(ent_i_iso_range(ENT_STR("2019-04-25/2019-05"), &a, &b));
    assert_int_equal(a, 18011);
    assert_int_equal(b, 18011 + 36);
    assert_true(ent_i_iso_range(ENT_STR("2019-04-25/.."), &a, &b));
    assert_int_equal(b, INT32_MAX);
    assert_true(ent_i_iso_range(ENT_STR("../2019"), &a, &b));
    assert_int_equal(a, INT32_MIN);
    assert_false(ent_i_iso_range(ENT_STR("2019-05/2019-04"), &a, &b));
    assert_false(ent_i_iso_range(ENT_STR("P2W"), &a, &b));
    assert_false(ent_i_iso_range(ENT_STR("--04-25"), &a, &b));
    assert_false(ent_i_iso_range((ent_str){0}, &a, &b));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(ranges_have_two_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
