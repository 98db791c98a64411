/* test_find.c - bands, likelihood words, changes, headlines. */
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

static void words_claim_no_more_than_they_must(void **state) {
    (void)state;
    assert_string_equal(ent_likelihood(0.0), "almost no chance");
    assert_string_equal(ent_likelihood(0.45), "roughly even chance");
    assert_string_equal(ent_likelihood(0.55), "roughly even chance");
    assert_string_equal(ent_likelihood(0.80), "likely");
    assert_string_equal(ent_likelihood(0.801), "very likely");
    assert_string_equal(ent_likelihood(1.0), "almost certain");
}

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
        cmocka_unit_test(a_band_leaves_out_what_is_bad),
        cmocka_unit_test(words_claim_no_more_than_they_must),
        cmocka_unit_test(a_small_shift_is_real_when_every_draw_makes_it),
        cmocka_unit_test(a_shift_that_one_draw_in_five_contradicts_is_not_real),
        cmocka_unit_test(equal_runs_do_not_differ),
        cmocka_unit_test(
            a_headline_says_where_how_sure_and_how_far_models_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
