/* test_sink.c - numbers, JSON and CSV going out. */
#include "test.h"
#include <stdlib.h>

static void numbers_print_so_that_they_read_back(void **state) {
    (void)state;
    static const double xs[] = {0, 0.1, 1.0 / 3, 1e300, -71.25, 5e-324};
    for (size_t i = 0; i < sizeof xs / sizeof *xs; i++) {
        ent_buf b = {0};
        ent_i_buf_number(&b, xs[i]);
        ent_i_buf_put(&b, "", 1);
        assert_true(strtod(b.s, NULL) == xs[i]);
        ent_i_buf_free(&b);
    }
    ent_buf b = {0};
    ent_i_buf_fixed(&b, -0.004, 2);
    ent_i_buf_put(&b, " ", 1);
    ent_i_buf_fixed(&b, 12.345, 2);
    ent_i_buf_put(&b, " ", 1);
    ent_i_buf_number(&b, NAN);
    ent_i_buf_put(&b, "", 1);
    assert_string_equal(b.s, "0.00 12.35 null");
    ent_i_buf_free(&b);
}

static void json_cannot_close_a_script(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_i_buf_json(&b, ENT_STR("</script>\"\\\n"));
    ent_i_buf_put(&b, "", 1);
    assert_string_equal(b.s, "\"\\u003c/script>\\\"\\\\\\n\"");
    ent_i_buf_free(&b);
}

static void cells_are_quoted_only_where_they_must_be(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_i_buf_csv(&b, ENT_STR("plain"));
    ent_i_buf_csv(&b, ENT_STR("a,\"b\""));
    ent_i_buf_put(&b, "", 1);
    assert_string_equal(b.s, "plain\"a,\"\"b\"\"\"");
    ent_i_buf_free(&b);
}

static void a_terminal_is_not_commanded(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_i_buf_plain(&b, ENT_STR("a\tb\n\x1b[31mc\x7f\xc2\x9b\xff \xc3\xa9"));
    STR_EQUAL(((ent_str){b.s, b.n}),
              "a b \xef\xbf\xbd[31mc\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd "
              "\xc3\xa9");
    ent_i_buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_is_not_commanded),
        cmocka_unit_test(numbers_print_so_that_they_read_back),
        cmocka_unit_test(json_cannot_close_a_script),
        cmocka_unit_test(cells_are_quoted_only_where_they_must_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
