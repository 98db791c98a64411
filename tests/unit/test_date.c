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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
