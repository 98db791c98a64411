/* test_forecast.c - what a reader is told of one issue. */
#include "test.h"

static void a_headline_says_where_how_sure_and_how_far_models_part(void **st) {
    (void)st;
    ent_ctx ctx;
    const ent_forecast *f;
    double settlement[8] = {60, 70, 80, 70, 90, 90, 90, 90};
    unsigned char bad[8] = {0}, none[4] = {0};
    double ensemble[4] = {60, 70, 80, 70};
    ent_issue issue = {.name = ENT_STR("Sanctions"),
                       .pole = {ENT_STR("lifted"), ENT_STR("maximum")},
                       .status_quo = ENT_NONE};
    ent_scenario s = {.n_issues = 1, .issue = &issue};
    ent_run r = {.n_models = 2,
                 .n_periods = 1,
                 .n_issues = 1,
                 .draws = 4,
                 .settlement = settlement,
                 .bad = bad,
                 .ensemble = ensemble,
                 .ensemble_bad = none};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_forecast_make(&ctx, &s, &r, &f), ENT_OK);
    STR_EQUAL(f->headline, "Sanctions: likely settlement 70, 80 % of draws 63 "
                           "to 77; models disagree by 20");
    STR_EQUAL(f->words, "almost certain (100 % of draws) nearer to "
                        "\"maximum\" than to \"lifted\"");
    NEAR(f->bin[14], 0.5, 0);
    memset(none, 1, sizeof none);
    memset(bad, 1, sizeof bad);
    assert_int_equal(ent_forecast_make(&ctx, &s, &r, &f), ENT_OK);
    STR_EQUAL(f->headline,
              "Sanctions: no settlement, since no model gives one");
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_headline_says_where_how_sure_and_how_far_models_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
