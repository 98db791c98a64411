/* test_error.c - every error has a sentence, a name and an exit code. */
#include "test.h"

static void every_error_has_a_sentence_and_an_exit_code(void **state) {
    (void)state;
    assert_int_equal(ent_err_exit(ENT_OK), 0);
    assert_int_equal(ent_err_exit(ENT_NEGATIVE), 1);
    assert_int_equal(ent_err_exit(ENT_USAGE), 2);
    assert_int_equal(ent_err_exit(ENT_SYNTAX), 3);
    assert_int_equal(ent_err_exit(ENT_CANCELLED), 130);
    assert_string_equal(ent_err_name(ENT_DOMAIN), "DOMAIN");
    assert_string_equal(ent_err_text((ent_err)99), "unknown error");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_error_has_a_sentence_and_an_exit_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
