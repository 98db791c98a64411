/* test_index.c - names are found again, however many there are. */
#include "scenario.h"

static void ten_thousand_names_are_found(void **state) {
    (void)state;
    ent_arena *a = ent_arena_new((size_t)1 << 24);
    ent_index x = {0};
    assert_int_equal(ent_i_index_find(&x, ENT_STR("n1")), ENT_NONE);
    for (uint32_t i = 0; i < 10000; i++)
        assert_true(ent_i_index_put(a, &x, ent_i_printf(a, "n%u", i), i));
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(ent_i_index_find(&x, ent_i_printf(a, "n%u", i)), i);
    assert_int_equal(ent_i_index_find(&x, ENT_STR("n10000")), ENT_NONE);
    assert_true(ent_i_index_put(a, &x, ENT_STR("n7"), 70));
    assert_int_equal(ent_i_index_find(&x, ENT_STR("n7")), 70);
    assert_int_equal(x.n, 10000);
    STR_EQUAL(x.key[7], "n7");
    ent_arena_free(a);
}

static void hints_name_the_nearest_or_all(void **state) {
    (void)state;
    ent_arena *a = ent_arena_new((size_t)1 << 20);
    ent_str known[] = {ENT_STR("PRK"), ENT_STR("RUS"), ENT_STR("USA.HAWK")};
    assert_string_equal(ent_i_hint(a, ENT_STR("USA.HAWKS"), known, 3),
                        "; did you mean 'USA.HAWK'?");
    assert_string_equal(ent_i_hint(a, ENT_STR("Norway"), known, 3),
                        "; known: PRK, RUS, USA.HAWK");
    assert_string_equal(ent_i_hint(a, ENT_STR("x"), known, 0), "");
    ent_arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_thousand_names_are_found),
        cmocka_unit_test(hints_name_the_nearest_or_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
