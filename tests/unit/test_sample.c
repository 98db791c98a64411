/* test_sample.c - an interval is honoured at both ends and in the middle. */
#include "system/system.h"
#include "test.h"

static ent_value interval(double best, double lo, double hi) {
    return (ent_value){.kind = ENT_VALUE_INTERVAL,
                       .best = best,
                       .lo = lo,
                       .hi = hi,
                       .min = 0,
                       .max = 100};
}

static void a_skewed_interval_keeps_its_quantiles(void **state) {
    (void)state;
    ent_value v = interval(30, 20, 70);
    NEAR(ent_i_sample(&v, 0.05), 20, 1e-9);
    NEAR(ent_i_sample(&v, 0.50), 30, 1e-9);
    NEAR(ent_i_sample(&v, 0.95), 70, 1e-9);
}

static void no_draw_leaves_the_allowed_range(void **state) {
    (void)state;
    ent_value v = interval(8, 0, 25);
    NEAR(ent_i_sample(&v, 1e-12), 0, 0);
    v = interval(95, 85, 100);
    NEAR(ent_i_sample(&v, 1 - 1e-12), 100, 0);
}

static void other_kinds_are_what_they_say(void **state) {
    (void)state;
    static const double of[] = {1, 2, 5};
    ent_value v = {.kind = ENT_VALUE_UNIFORM, .lo = 10, .hi = 20, .max = 100};
    NEAR(ent_i_sample(&v, 0.25), 12.5, 1e-12);
    v = (ent_value){
        .kind = ENT_VALUE_NORMAL, .best = 8, .hi = 11, .min = -99, .max = 99};
    NEAR(ent_i_sample(&v, 0.975), 8 + 3 * 1.9599639845400545, 1e-9);
    v = (ent_value){
        .kind = ENT_VALUE_CHOICE, .choice = of, .n_choices = 3, .max = 100};
    NEAR(ent_i_sample(&v, 0.32), 1, 0);
    NEAR(ent_i_sample(&v, 0.34), 2, 0);
    NEAR(ent_i_sample(&v, 0.9999999), 5, 0);
    v = (ent_value){.kind = ENT_VALUE_FIXED, .best = 7, .max = 100};
    NEAR(ent_i_sample(&v, 0.9), 7, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_skewed_interval_keeps_its_quantiles),
        cmocka_unit_test(no_draw_leaves_the_allowed_range),
        cmocka_unit_test(other_kinds_are_what_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
