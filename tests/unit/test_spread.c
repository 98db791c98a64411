/* test_spread.c - distributions on the scale, and curves fitted to them. */
#include "find/spread.h"
#include "test.h"

static ent_spread atoms(const double *x, const double *w, size_t n) {
    ent_spread s;
    ent_i_spread_atoms(x, w, n, &s);
    return s;
}

static void a_point_scores_its_distance(void **state) {
    (void)state;
    const double x = 30;
    ent_spread s = atoms(&x, NULL, 1);
    NEAR(ent_i_spread_crps(&s, 42), 12, 0);
    NEAR(ent_i_spread_crps(&s, 30), 0, 0);
    NEAR(ent_i_spread_mean(&s), 30, 1e-12);
    NEAR(ent_i_spread_quantile(&s, 0.01), 30, 0);
    NEAR(ent_i_spread_quantile(&s, 0.99), 30, 0);
}

/* CRPS = E|X-y| - E|X-X'|/2, by hand: 0 and 100 at even odds, outcome 0. */
static void two_poles_score_as_the_formula_says(void **state) {
    (void)state;
    const double x[] = {0, 100}, w[] = {3, 1};
    ent_spread s = atoms(x, NULL, 2), t = atoms(x, w, 2);
    NEAR(ent_i_spread_crps(&s, 0), 50 - 25, 1e-12);
    NEAR(ent_i_spread_crps(&s, 50), 50 - 25, 1e-12);
    NEAR(ent_i_spread_crps(&t, 100), 75 - 18.75, 1e-12);
    NEAR(ent_i_spread_mean(&t), 25, 1e-12);
}

static void a_mass_counts_half_for_a_quantile(void **state) {
    (void)state;
    const double x[] = {0, 50, 100}, w[] = {1, 2, 1};
    double less, upto;
    ent_spread s = atoms(x, w, 3);
    NEAR(ent_i_spread_quantile(&s, 0.125), 0, 0);
    NEAR(ent_i_spread_quantile(&s, 0.5), 50, 1e-12);
    NEAR(ent_i_spread_quantile(&s, 0.3125), 25, 1e-12);
    NEAR(ent_i_spread_quantile(&s, 0.95), 100, 0);
    ent_i_spread_place(&s, 50, &less, &upto);
    NEAR(less, 0.25, 0);
    NEAR(upto, 0.75, 0);
    ent_i_spread_place(&s, 100, &less, &upto);
    NEAR(less, 0.75, 0);
    NEAR(upto, 1, 0);
}

static void quantiles_never_fall(void **state) {
    (void)state;
    ent_stream r = ent_i_stream(3, ENT_STR("spread"));
    for (uint64_t d = 0; d < 200; d++) {
        ent_spread s;
        for (uint32_t g = 0; g < ENT_SPREAD_CELLS; g++)
            s.below[g] = d % 2 ? ent_i_uniform(r, d, g)
                               : floor(3 * ent_i_uniform(r, d, g)) / 2;
        ent_i_spread_order(&s);
        double before = 0;
        for (int k = 1; k < 100; k++) {
            double q = ent_i_spread_quantile(&s, k / 100.0);
            assert_true(q >= before && q <= 100);
            before = q;
        }
    }
}

enum { CASES = 400 };
static double x[CASES][ENT_SPREAD_CELLS * 2];

/* Outcomes drawn from a logistic curve: its weights come back. */
static void a_curve_finds_the_weights_it_was_drawn_from(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_curve_case all[CASES];
    const ent_curve_case *c[CASES];
    const double ridge[] = {1e-6, 1e-6};
    double weight[2], again[2];
    ent_stream r = ent_i_stream(5, ENT_STR("curve"));
    for (uint32_t i = 0; i < CASES; i++) {
        double m = 100 * ent_i_uniform(r, i, 0), y, u = ent_i_uniform(r, i, 1);
        for (int g = 0; g < ENT_SPREAD_CELLS; g++) {
            x[i][2 * g] = (g + 0.5 - 50) / 100;
            x[i][2 * g + 1] = (50 - m) / 100;
        }
        y = 50 + 100 * (log(u / (1 - u)) - 4 * (50 - m) / 100) / 6;
        all[i] = (ent_curve_case){x[i], round(fmin(100, fmax(0, y)))};
        c[i] = &all[i];
    }
    ent_curve curve = {2, ridge, weight}, twice = {2, ridge, again};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_i_curve_fit(&ctx, c, CASES, &curve), ENT_OK);
    assert_int_equal(ent_i_curve_fit(&ctx, c, CASES, &twice), ENT_OK);
    NEAR(weight[0], 6, 0.6);
    NEAR(weight[1], 4, 0.6);
    assert_memory_equal(weight, again, sizeof weight);
    assert_int_equal(ent_i_curve_fit(&ctx, c, 0, &curve), ENT_OK);
    NEAR(weight[0], 0, 0);
    ent_ctx_close(&ctx);
}

/* Where models settle at 20, past outcomes lie around it; turned over, the
 * same distribution turned over. */
static void the_past_is_alike_from_both_ends(void **state) {
    (void)state;
    const double low[] = {10, 20, 30}, high[] = {90, 80, 70};
    ent_spread a, b;
    ent_i_spread_past(low, 3, &a);
    ent_i_spread_past(high, 3, &b);
    for (int g = 0; g < ENT_SPREAD_CELLS; g++)
        NEAR(a.below[g], 1 - b.below[ENT_SPREAD_CELLS - 1 - g], 1e-12);
    assert_true(ent_i_spread_quantile(&a, .5) > 10 &&
                ent_i_spread_quantile(&a, .5) < 40);
    assert_true(ent_i_spread_quantile(&a, .9) - ent_i_spread_quantile(&a, .1) >
                40);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_scores_its_distance),
        cmocka_unit_test(two_poles_score_as_the_formula_says),
        cmocka_unit_test(a_mass_counts_half_for_a_quantile),
        cmocka_unit_test(quantiles_never_fall),
        cmocka_unit_test(a_curve_finds_the_weights_it_was_drawn_from),
        cmocka_unit_test(the_past_is_alike_from_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
