/* test_found.c - findings: their order, their number, their text. */
#include "scenario.h"

static void findings_are_ordered_by_place(void **state) {
    (void)state;
    ent_str main_file = ENT_STR("m.yaml"), table = ENT_STR("a.csv");
    ent_finding f[] = {{ENT_OK, {table, 1, 1}, ENT_STR("4")},
                       {ENT_OK, {main_file, 9, 2}, ENT_STR("2")},
                       {ENT_OK, {main_file, 10, 1}, ENT_STR("3")},
                       {ENT_OK, {main_file, 9, 1}, ENT_STR("1")},
                       {ENT_OK, {table, 1, 1}, ENT_STR("5")}};
    ent_i_find_sort(f, 5, main_file);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(f[i].why.s[0], '1' + (int)i);
}

/* A terminal must not obey a file. */
static void control_characters_are_taken_out(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    desk_read(&d, "scenario: x\nactors: {\"A\\e[31m\\n\": {capability: 1}}\n"
                  "issues: {P: {poles: [a, b]}}\n");
    first_is(&d, ENT_NAME, 2, 10, "'A [31m ' cannot name an actor");
    ent_ctx_close(&d.ctx);
}

static void long_texts_are_cut_between_characters(void **state) {
    (void)state;
    char text[200];
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    ent_str cut = ent_i_clip((ent_str){text + 1, 199});
    assert_true(cut.n < 62 && cut.n > 57);
    assert_int_equal((unsigned char)cut.s[cut.n], 0xC3);
}

static void names_that_values_need_are_kept_free(void **state) {
    (void)state;
    static const char *const bad[] = {"a.b", "a*",         "a b", "position",
                                      "tie", "capability", "a=",  "\"\""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk d;
        char yaml[128];
        desk_open(&d);
        snprintf(yaml, sizeof yaml,
                 "scenario: x\nactors: {%s: {capability: 1}}\n"
                 "issues: {P: {poles: [a, b]}}\n",
                 bad[i]);
        assert_int_equal(desk_read(&d, yaml), ENT_NAME);
        first_is(&d, ENT_NAME, 2, 10, "cannot name an actor");
        ent_ctx_close(&d.ctx);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_ordered_by_place),
        cmocka_unit_test(control_characters_are_taken_out),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(names_that_values_need_are_kept_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
