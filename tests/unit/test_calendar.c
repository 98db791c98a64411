/* test_calendar.c - steps and ranges as dates. */
#include "report.h"

static void step_is(const char *start, char unit, uint32_t count, uint32_t step,
                    const char *want) {
    char room[ENT_DATE_BYTES];
    ent_scenario s = {
        .start = ent_i_str(start), .step_unit = unit, .step_count = count};
    STR_EQUAL(ent_i_step_date(&s, step, room), want);
}

static void a_step_falls_on_its_date_as_exactly_as_is_known(void **state) {
    (void)state;
    step_is("2019-05", 'm', 1, 0, "2019-05");
    step_is("2019-05", 'm', 1, 9, "2020-02");
    step_is("2019-10", 'm', 3, 1, "2020-01");
    step_is("2019", 'y', 1, 2, "2021");
    step_is("2019", 'm', 6, 1, "2019-07");
    step_is("2019-05", 'w', 2, 1, "2019-05-15");
    step_is("2019-12-31", 'd', 1, 1, "2020-01-01");
}

static void a_month_from_the_31st_ends_with_the_month(void **state) {
    (void)state;
    step_is("2019-01-31", 'm', 1, 1, "2019-02-28");
    step_is("2019-01-31", 'm', 1, 13, "2020-02-29");
    step_is("2020-02-29", 'y', 1, 1, "2021-02-28");
}

static void a_scenario_without_time_has_no_dates(void **state) {
    (void)state;
    step_is("", 0, 0, 0, "");
    step_is("2019", 'y', UINT32_MAX, UINT32_MAX, "");
}

static void ends_are(const char *value, const char *first, const char *last) {
    char a[ENT_DATE_BYTES], b[ENT_DATE_BYTES];
    assert_true(ent_i_date_ends(ent_i_str(value), a, b));
    assert_string_equal(a, first);
    assert_string_equal(b, last);
}

static void a_date_or_range_has_a_first_and_a_last_day(void **state) {
    (void)state;
    ends_are("2019-04", "2019-04-01", "2019-04-30");
    ends_are("2019", "2019-01-01", "2019-12-31");
    ends_are("2019-04-25/2019-04-27", "2019-04-25", "2019-04-27");
    ends_are("2019-02/..", "2019-02-01", "");
    ends_are("../2019-02", "", "2019-02-28");
}

static void what_is_no_date_has_none(void **state) {
    (void)state;
    static const char *const bad[] = {"PX",    "P1Y",     "",
                                      "../..", "2019-13", "soon/2019"};
    char a[ENT_DATE_BYTES], b[ENT_DATE_BYTES];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(ent_i_date_ends(ent_i_str(bad[i]), a, b));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_falls_on_its_date_as_exactly_as_is_known),
        cmocka_unit_test(a_month_from_the_31st_ends_with_the_month),
        cmocka_unit_test(a_scenario_without_time_has_no_dates),
        cmocka_unit_test(a_date_or_range_has_a_first_and_a_last_day),
        cmocka_unit_test(what_is_no_date_has_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
