/* test_date_values.c - completing, reading and writing dates. */
#include "read/date_rules.h"
#include "test.h"

static ent_arena *arena;

static int setup(void **state) {
    (void)state;
    arena = ent_arena_new(1 << 20);
    return !arena;
}

static int teardown(void **state) {
    (void)state;
    ent_arena_free(arena);
    return 0;
}

static void written(ent_i_when w, const char *want) {
    bool bad = false;
    STR_EQUAL(ent_i_when_text(arena, &w, &bad), want);
    assert_false(bad);
}

static void dates_are_written_as_far_as_known(void **state) {
    (void)state;
    written((ent_i_when){.a = {2019, 4, 25}}, "2019-04-25");
    written((ent_i_when){.a = {2019, 4, 0}}, "2019-04");
    written((ent_i_when){.a = {987, 0, 0}}, "0987");
    written((ent_i_when){.a = {0, 4, 25}}, "--04-25");
    written((ent_i_when){.a = {0, 4, 0}}, "--04");
    written((ent_i_when){.blank = true}, "");
}

static void lengths_in_whole_parts(void **state) {
    const ent_i_when_kind d = ENT_WHEN_DURATION;
    (void)state;
    written((ent_i_when){.kind = d, .unit = 'Y', .count = 2}, "P2Y");
    written((ent_i_when){.kind = d, .unit = 'Y', .count = 2.5}, "P2Y6M");
    written((ent_i_when){.kind = d, .unit = 'D', .count = 0.5}, "PT12H");
    written((ent_i_when){.kind = d, .unit = 'D', .count = 1.5}, "P1DT12H");
    written((ent_i_when){.kind = d, .unit = 'h', .count = 1.5}, "PT1H30M");
    written((ent_i_when){.kind = d, .unit = 'h', .count = -1}, "PTXH");
    written((ent_i_when){.kind = d, .unit = 'M', .count = -1}, "PXM");
}

static int year_of(ent_i_now now, int m, int d) {
    ent_i_point p = {0, m, d};
    bool used = false;
    ent_i_point_complete(&now, &p, &used);
    assert_true(used == (p.y != 0));
    return p.y;
}

static void the_year_is_near_the_document(void **state) {
    ent_i_now now = {.ref = {2019, 5, 15}};
    (void)state;
    assert_int_equal(year_of(now, 4, 25), 2019);
    assert_int_equal(year_of(now, 6, 20), 2019);
    assert_int_equal(year_of(now, 11, 3), 2018);
    now.future = true;
    assert_int_equal(year_of(now, 11, 3), 2019);
    assert_int_equal(year_of(now, 2, 3), 2020);
    now = (ent_i_now){.ref = {2019, 1, 5}, .cited = true};
    assert_int_equal(year_of(now, 12, 28), 2018);
    assert_int_equal(year_of(now, 1, 4), 2019);
    assert_int_equal(year_of((ent_i_now){.cited = true}, 1, 4), 0);
}

static void published_dates_are_understood(void **state) {
    ent_i_point a, b;
    (void)state;
    assert_true(ent_i_points_read(ENT_STR("2019-04-25/2019-04-27"), &a, &b));
    assert_int_equal(a.d, 25);
    assert_int_equal(b.d, 27);
    assert_true(ent_i_points_read(ENT_STR("2019-04-25T10:00:00Z"), &a, &b));
    assert_int_equal(b.d, 25);
    assert_true(ent_i_points_read(ENT_STR("2019-04"), &a, &b));
    assert_int_equal(a.d, 0);
    assert_false(ent_i_points_read(ENT_STR("last week"), &a, &b));
    assert_false(ent_i_points_read((ent_str){NULL, 0}, &a, &b));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_written_as_far_as_known),
        cmocka_unit_test(lengths_in_whole_parts),
        cmocka_unit_test(the_year_is_near_the_document),
        cmocka_unit_test(published_dates_are_understood),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
