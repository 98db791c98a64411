/* test_series.c - how the steps of a name become one number per draw. */
#include "find/variant.h"
#include "test.h"

/* Three steps of two draws; the second draw is unsettled in its first. */
static const double X[] = {1, 0, 5, 4, 3, 8};
static const unsigned char BAD[] = {0, 1, 0, 0, 0, 0};

static void one(const char *when, double first, double second) {
    double x[6];
    unsigned char bad[6];
    ent_look look = {.x = x, .bad = bad};
    assert_true(ent_i_when_read(ent_i_str(when), 3, &look.when));
    ent_series f = {3, 2, X, BAD};
    ent_i_series_take(&f, &look);
    NEAR(x[0], first, 1e-12);
    NEAR(x[1], second, 1e-12);
    assert_int_equal(bad[0], 0);
}

static void each_way_of_reading(void **state) {
    (void)state;
    one("mean", 3, 6); /* of what is settled */
    one("", 3, 6);
    one("end", 3, 8);
    one("most", 5, 8);
    one("least", 1, 4);
    one("1", 5, 4);
}

static void a_draw_without_any_settlement_is_bad(void **state) {
    (void)state;
    double x[6];
    unsigned char bad[6];
    ent_look look = {.x = x, .bad = bad, .when = {ENT_WHEN_START, 0}};
    ent_series f = {3, 2, X, BAD};
    ent_i_series_take(&f, &look);
    assert_int_equal(bad[0], 0);
    assert_int_equal(bad[1], 1);
    look.when.kind = ENT_WHEN_PATH;
    ent_i_series_take(&f, &look);
    assert_memory_equal(x, X, sizeof X);
    assert_memory_equal(bad, BAD, sizeof BAD);
}

static void what_is_no_time(void **state) {
    (void)state;
    ent_when w;
    assert_false(ent_i_when_read(ENT_STR("3"), 3, &w));
    assert_false(ent_i_when_read(ENT_STR("later"), 3, &w));
    assert_false(ent_i_when_read(ENT_STR("-1"), 3, &w));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_of_reading),
        cmocka_unit_test(a_draw_without_any_settlement_is_bad),
        cmocka_unit_test(what_is_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
