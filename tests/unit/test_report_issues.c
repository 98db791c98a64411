/* test_report_issues.c - issues, stances, paths and moves of a report. */
#include "report.h"

static double real_at(const json_t *o, const char *a, const char *b) {
    return json_number_value(at(at(o, a), b));
}

static void an_issue_has_its_forecast(void **state) {
    (void)state;
    fixture x;
    double sum = 0;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *i = json_array_get(at(o, "issues"), 0);
    assert_string_equal(TEXT(i, "name"), HOSTILE);
    NEAR(real_at(i, "forecast", "q50"), x.r.forecast[0].all.q50, 1e-6);
    NEAR(real_at(i, "status_quo", "lo"), 10, 0);
    assert_int_equal(json_array_size(at(i, "evidence")), 1);
    assert_string_equal(TEXT(i, "note"), "As agreed");
    assert_int_equal(json_array_size(at(i, "histogram")), ENT_BINS);
    for (size_t k = 0; k < ENT_BINS; k++)
        sum += json_number_value(json_array_get(at(i, "histogram"), k));
    NEAR(sum, 1, 1e-5);
    assert_int_equal(json_array_size(at(i, "models")), 2);
    json_decref(o);
    fixture_close(&x);
}

static void an_issue_that_nobody_cares_about_has_no_numbers(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *i = json_array_get(at(o, "issues"), 1);
    assert_true(json_is_null(at(at(i, "forecast"), "q50")));
    assert_true(json_is_null(at(i, "status_quo")));
    assert_int_equal(json_array_size(at(i, "evidence")), 0);
    assert_string_equal(TEXT(i, "note"), "");
    assert_int_equal(json_array_size(at(i, "stances")), 0);
    json_decref(o);
    fixture_close(&x);
}

static void a_row_of_two_lenses_is_shown_under_each(void **state) {
    (void)state;
    static const char *const want[][3] = {{"PRK", "OLD", ""},
                                          {"PRK", "NEW", ""},
                                          {"BBB", "", ""},
                                          {"BBB", "", "one"},
                                          {"BBB", "", "two"}};
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *rows = at(json_array_get(at(o, "issues"), 0), "stances");
    assert_int_equal(json_array_size(rows), 5);
    for (size_t k = 0; k < 5; k++) {
        const json_t *row = json_array_get(rows, k);
        assert_string_equal(TEXT(row, "actor"), want[k][0]);
        assert_string_equal(TEXT(row, "faction"), want[k][1]);
        assert_string_equal(TEXT(row, "lens"), want[k][2]);
    }
    const json_t *old = json_array_get(rows, 0);
    assert_string_equal(TEXT(old, "confidence"), "H");
    assert_string_equal(TEXT(old, "note"), "Will not budge");
    assert_int_equal(json_array_size(at(old, "evidence")), 1);
    assert_true(json_is_null(at(old, "leverage")));
    json_decref(o);
    fixture_close(&x);
}

static void the_path_has_a_row_per_period(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *path = at(json_array_get(at(o, "issues"), 0), "path");
    assert_int_equal(json_array_size(path), 2);
    assert_string_equal(TEXT(json_array_get(path, 1), "date"), "2019-08");
    json_decref(o);
    fixture_close(&x);
}

static void what_moved_is_told_where_both_runs_have_the_issue(void **state) {
    (void)state;
    fixture x;
    ent_change moved[2] = {{.before = {.q50 = 40, .n = 200},
                            .change = {.q50 = 6, .n = 200},
                            .agree = 0.95,
                            .verdict = ENT_STR("up by 6")}};
    fixture_open(&x);
    x.r.moved = moved;
    x.r.since_name = ENT_STR("pact-000");
    x.r.since_title = ENT_STR("Before");
    json_t *o = report_json(&x);
    assert_string_equal(TEXT(at(o, "compared"), "name"), "pact-000");
    const json_t *m = at(json_array_get(at(o, "issues"), 0), "moved");
    assert_string_equal(TEXT(m, "verdict"), "up by 6");
    NEAR(json_number_value(at(m, "agree")), 0.95, 0);
    NEAR(real_at(m, "before", "q50"), 40, 0);
    m = at(json_array_get(at(o, "issues"), 1), "moved");
    assert_true(json_is_null(m));
    json_decref(o);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_issue_has_its_forecast),
        cmocka_unit_test(an_issue_that_nobody_cares_about_has_no_numbers),
        cmocka_unit_test(a_row_of_two_lenses_is_shown_under_each),
        cmocka_unit_test(the_path_has_a_row_per_period),
        cmocka_unit_test(what_moved_is_told_where_both_runs_have_the_issue)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
