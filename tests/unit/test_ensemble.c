/* test_ensemble.c - the mean of models, and how far they lie apart. */
#include "model_test.h"
#include "tables_test.h"

static const double C[] = {.27, .5, .2, .24}, X[] = {0, 30, 30, 100};

static void members_count_by_their_weights(void **state) {
    (void)state;
    issue it = issue_of(4, C, X, NULL);
    double mean = settled(&it, "mean", ""), nash = settled(&it, "nash", "");
    double pce = settled(&it, "pce", ""), mode = settled(&it, "mode", "");
    NEAR(settled(&it, "ensemble", ""), (mean + nash + pce) / 3, 1e-12);
    NEAR(settled(&it, "ensemble", "nash=0 pce=0"), mean, 1e-12);
    NEAR(settled(&it, "ensemble", "nash=0 pce=0 mode=3"), (mean + 3 * mode) / 4,
         1e-12);
    assert_int_equal(play(&it, "ensemble", "mean=0 nash=0 pce=0").err,
                     ENT_DOMAIN);
}

static void the_table_says_who_is_off(void **state) {
    (void)state;
    tables x = tables_of("ensemble", "nash=0 pce=0 mode=1",
                         "actor,capability,position,salience\nA,.27,0,1\n"
                         "B,.5,30,1\nC,.2,30,1\nD,.24,100,1\n");
    double half = (45 / 1.21 - 30) / 2;
    NEAR(cell(&x, "member", "mean", "off"), half, 1e-12);
    NEAR(cell(&x, "member", "mode", "off"), -half, 1e-12);
    NEAR(cell(&x, "ensemble", "ensemble", "spread"), half, 1e-12);
    assert_true(isnan(cell(&x, "member", "pce", "settlement")));
    drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_count_by_their_weights),
        cmocka_unit_test(the_table_says_who_is_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
