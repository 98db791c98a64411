/* test_json.c - values and bands as the page reads them. */
#include "report.h"

static const char *text_of(ent_buf *b) {
    ent_i_buf_put(b, "", 1);
    assert_false(b->bad);
    return b->s;
}

static void value_is(const ent_value *v, const char *want) {
    ent_scenario s = {.value = v, .n_values = 1};
    ent_buf b = {0};
    ent_i_view_value(&b, "v", &s, 0);
    assert_int_equal(b.n, strlen(want));
    assert_memory_equal(b.s, want, b.n);
    ent_i_buf_free(&b);
}

static void every_kind_of_value_has_a_best_and_its_ends(void **state) {
    (void)state;
    ent_value v = {.kind = ENT_VALUE_FIXED, .best = 8, .lo = 8, .hi = 8};
    value_is(&v, "\"v\":{\"best\":8,\"lo\":8,\"hi\":8}");
    v = (ent_value){.kind = ENT_VALUE_INTERVAL, .best = 8, .hi = 25};
    value_is(&v, "\"v\":{\"best\":8,\"lo\":0,\"hi\":25}");
    v = (ent_value){.kind = ENT_VALUE_NORMAL,
                    .best = 8,
                    .hi = 18, /* a deviation of 10 */
                    .min = 0,
                    .max = 100};
    value_is(&v, "\"v\":{\"best\":8,\"lo\":0,\"hi\":24.448536}");
    v.kind = ENT_VALUE_BLANK;
    value_is(&v, "\"v\":null");
}

static void a_band_of_no_draws_is_null_and_not_zero(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_band none = {0};
    ent_i_view_band(&b, "b", &none);
    assert_string_equal(text_of(&b),
                        "\"b\":{\"mean\":null,\"q05\":null,\"q10\":null,"
                        "\"q50\":null,\"q90\":null,\"q95\":null}");
    ent_i_buf_free(&b);
}

static void commas_stand_between_and_nowhere_else(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_str two[] = {ENT_STR("["), ENT_STR("{:")};
    ent_i_view_open(&b, '{');
    ent_i_view_texts(&b, "a", two, 2);
    ent_i_view_real(&b, "x", -1e-9);
    ent_i_view_text(&b, "none", (ent_str){0});
    ent_i_view_texts(&b, "empty", NULL, 0);
    ent_i_buf_put(&b, "}", 1);
    assert_string_equal(text_of(&b), "{\"a\":[\"[\",\"{:\"],\"x\":0,"
                                     "\"none\":\"\",\"empty\":[]}");
    ent_i_buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_has_a_best_and_its_ends),
        cmocka_unit_test(a_band_of_no_draws_is_null_and_not_zero),
        cmocka_unit_test(commas_stand_between_and_nowhere_else)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
