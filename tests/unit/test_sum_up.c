/* test_sum_up.c - the bottom line names the right issues. */
#include "test.h"

static ent_value quo[2] = {
    {.kind = ENT_VALUE_FIXED, .best = 10, .lo = 10, .hi = 10},
    {.kind = ENT_VALUE_FIXED, .best = 50, .lo = 50, .hi = 50}};
static ent_issue issue[3];

static int name_issues(void **state) {
    (void)state;
    issue[0] = (ent_issue){.name = ENT_STR("Tolls"),
                           .pole = {ENT_STR("none"), ENT_STR("full")},
                           .status_quo = 0};
    issue[1] = (ent_issue){.name = ENT_STR("Rail"),
                           .pole = {ENT_STR("closed"), ENT_STR("built")},
                           .status_quo = 1};
    issue[2] = (ent_issue){.name = ENT_STR("Parks"),
                           .pole = {ENT_STR("few"), ENT_STR("many")},
                           .status_quo = ENT_NONE};
    return 0;
}

static ent_forecast at(double q10, double q50, double q90, double apart) {
    return (ent_forecast){.all = {.q10 = q10, .q50 = q50, .q90 = q90, .n = 100},
                          .disagreement = apart};
}

static void mover_surest_and_parted_are_named(void **state) {
    (void)state;
    ent_ctx ctx;
    const ent_str *line;
    size_t n;
    ent_scenario s = {
        .n_issues = 3, .issue = issue, .n_values = 2, .value = quo};
    ent_forecast f[3] = {at(50, 60, 70, 2), at(40, 45, 75, 30),
                         at(20, 21, 22, 0)};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_forecast_sum_up(&ctx, &s, f, &line, &n), ENT_OK);
    assert_int_equal(n, 4);
    STR_EQUAL(line[0], "1 of 2 issues are forecast to settle 10 points or more "
                       "away from where they stand; farthest Tolls, from 10 to "
                       "60, toward \"full\".");
    assert_non_null(strstr(line[1].s, "Parks"));
    assert_non_null(strstr(line[2].s, "Rail"));
    assert_non_null(strstr(line[3].s, "1 of 3 issues, most on Rail (30)"));
    ent_ctx_close(&ctx);
}

static void nothing_is_said_of_nothing(void **state) {
    (void)state;
    ent_ctx ctx;
    const ent_str *line;
    size_t n;
    ent_scenario s = {
        .n_issues = 1, .issue = issue, .n_values = 2, .value = quo};
    ent_forecast none = {.all = {.n = 0}};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_forecast_sum_up(&ctx, &s, &none, &line, &n), ENT_OK);
    assert_int_equal(n, 0);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mover_surest_and_parted_are_named),
        cmocka_unit_test(nothing_is_said_of_nothing),
    };
    return cmocka_run_group_tests(tests, name_issues, NULL);
}
