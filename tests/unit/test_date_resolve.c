/* test_date_resolve.c - the conventions for what language leaves open. */
#include "read/date_rules.h"
#include "test.h"

static ent_i_caps one(ent_i_class cls, int value) {
    ent_i_caps c = {.n = 1};
    c.at[0].cls = cls;
    c.at[0].value = value;
    return c;
}

static ent_i_caps two(ent_i_class cls, int value, ent_i_class cls2,
                      int value2) {
    ent_i_caps c = one(cls, value);
    c.n = 2;
    c.at[1].cls = cls2;
    c.at[1].value = value2;
    return c;
}

static void is(ent_i_resolve *f, ent_i_caps c, ent_i_now now, int arg,
               const char *want) {
    ent_arena *a = ent_arena_new(1 << 16);
    ent_i_when w = {0};
    bool bad = false;
    assert_non_null(a);
    assert_true(f(&c, &now, arg, &w));
    STR_EQUAL(ent_i_when_text(a, &w, &bad), want);
    ent_arena_free(a);
}

static const ent_i_now wednesday = {.ref = {2019, 5, 15}};

static void weeks_begin_on_monday(void **state) {
    ent_i_now sunday = {.ref = {2019, 5, 19}};
    ent_i_caps c = two(ENT_CLASS_REL, 0, ENT_CLASS_UNIT, ENT_UNIT('W', 1));
    (void)state;
    is(ent_i_when_unit, c, wednesday, 0, "2019-05-13/2019-05-19");
    is(ent_i_when_unit, c, sunday, 0, "2019-05-13/2019-05-19");
}

static void months_cross_years(void **state) {
    ent_i_now january = {.ref = {2019, 1, 31}};
    (void)state;
    is(ent_i_when_unit,
       two(ENT_CLASS_REL, -1, ENT_CLASS_UNIT, ENT_UNIT('M', 1)), january, 0,
       "2018-12");
    is(ent_i_when_season_of, two(ENT_CLASS_REL, 0, ENT_CLASS_SEASON, 4),
       january, 0, "2018-12/2019-02");
    is(ent_i_when_season_of, two(ENT_CLASS_REL, -1, ENT_CLASS_SEASON, 3),
       january, 0, "2018-09/2018-11");
}

static void without_a_reference_nothing_is_made_up(void **state) {
    ent_i_now none = {.ref = {0, 0, 0}};
    (void)state;
    is(ent_i_when_weekday, one(ENT_CLASS_WEEKDAY, 4), none, 0, "");
    is(ent_i_when_dayword, one(ENT_CLASS_DAYWORD, -1), none, 0, "");
    is(ent_i_when_near, one(ENT_CLASS_UNITS, ENT_UNIT('Y', 1)), none, -2, "");
}

static void unclear_numbers_are_refused(void **state) {
    ent_i_caps c = two(ENT_CLASS_DAY, 5, ENT_CLASS_DAY, 4);
    ent_i_when w = {0};
    (void)state;
    c.at[c.n++] = (ent_i_cap){.cls = ENT_CLASS_YEAR, .value = 2019};
    assert_false(ent_i_when_numeric(&c, &wednesday, 1, &w));
    c.at[1].value = 14;
    is(ent_i_when_numeric, c, wednesday, 1, "2019-05-14");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks_begin_on_monday),
        cmocka_unit_test(months_cross_years),
        cmocka_unit_test(without_a_reference_nothing_is_made_up),
        cmocka_unit_test(unclear_numbers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
