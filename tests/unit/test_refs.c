/* test_refs.c - references as spreadsheets have them. */
#include "scenario.h"

static void a_dot_may_stand_for_the_sign(void **state) {
    (void)state;
    ent_ref ref;
    bool dotted;
    assert_int_equal(ent_i_ref_read(ENT_STR("002#19.3"), &ref, &dotted),
                     ENT_OK);
    assert_false(dotted);
    assert_int_equal(ref.sent, 3);
    assert_int_equal(ent_i_ref_read(ENT_STR("002.19"), &ref, &dotted), ENT_OK);
    assert_true(dotted);
    STR_EQUAL(ref.doc, "002");
    assert_int_equal(ref.para, 19);
    assert_int_equal(ref.sent, 0);
    assert_int_equal(ent_i_ref_read(ENT_STR("un.report.7"), &ref, &dotted),
                     ENT_OK);
    STR_EQUAL(ref.doc, "un.report");
}

static void other_texts_are_no_references(void **state) {
    (void)state;
    static const char *const bad[] = {
        "", "002", ".19", "002.", "002.0", "002.x", "a#1.2.3", "a.99999999999"};
    ent_ref ref;
    bool dotted;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ent_i_ref_read(ent_i_str(bad[i]), &ref, &dotted) != ENT_SYNTAX)
            fail_msg("'%s' was taken", bad[i]);
}

static void a_document_has_its_short_name(void **state) {
    (void)state;
    ent_alias alias[] = {{ENT_STR("000"), ENT_STR("first")},
                         {ENT_STR("001"), ENT_STR("second")}};
    ent_scenario s = {.alias = alias, .n_aliases = 2};
    STR_EQUAL(ent_i_ref_alias(&s, ENT_STR("second")), "001");
    assert_null(ent_i_ref_alias(&s, ENT_STR("001")).s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_may_stand_for_the_sign),
        cmocka_unit_test(other_texts_are_no_references),
        cmocka_unit_test(a_document_has_its_short_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
