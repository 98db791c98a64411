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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_may_stand_for_the_sign),
        cmocka_unit_test(other_texts_are_no_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
