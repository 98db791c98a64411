/* test_likelihood.c - likelihood words at the ends of their ranges. */
#include "test.h"

static void words_claim_no_more_than_they_must(void **state) {
    (void)state;
    assert_string_equal(ent_likelihood(0.0), "almost no chance");
    assert_string_equal(ent_likelihood(0.45), "roughly even chance");
    assert_string_equal(ent_likelihood(0.55), "roughly even chance");
    assert_string_equal(ent_likelihood(0.80), "likely");
    assert_string_equal(ent_likelihood(0.801), "very likely");
    assert_string_equal(ent_likelihood(1.0), "almost certain");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_claim_no_more_than_they_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
