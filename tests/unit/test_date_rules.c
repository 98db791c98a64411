/* test_date_rules.c - the tables hold together: known words, no rule twice,
 * and every rule is one that its own words can reach. */
#include "read/date_rules.h"
#include "test.h"

static void no_pattern_stands_twice(void **state) {
    (void)state;
    for (const ent_i_date_rule *a = ent_i_date_rules; a->pattern; a++) {
        assert_true(a->level >= 0 && a->level < ENT_MAX_LEVEL);
        assert_non_null(a->resolve);
        for (const ent_i_date_rule *b = a + 1; b->pattern; b++)
            if (!strcmp(a->pattern, b->pattern))
                fail_msg("twice: %s", a->pattern);
    }
}

static void lower_levels_hold_no_dates(void **state) {
    (void)state;
    for (const ent_i_date_rule *r = ent_i_date_rules; r->pattern; r++)
        if (r->level == 0 &&
            (strstr(r->pattern, "DATE") || strstr(r->pattern, "DURATION")))
            fail_msg("level 0: %s", r->pattern);
}

/* An unknown class makes the rules refuse to compile. */
static void every_class_of_a_pattern_is_one(void **state) {
    ent_ctx ctx;
    ent_i_dater *d;
    ent_doc doc = {.text = ENT_STR("x")};
    ent_tokens toks;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    assert_int_equal(ent_i_read_tokens(&ctx, &doc, &toks), ENT_OK);
    assert_int_equal(ent_i_dater_new(&ctx, &doc, &toks, &d), ENT_OK);
    ent_ctx_close(&ctx);
}

static void words_bear_values_of_their_class(void **state) {
    (void)state;
    for (const ent_i_date_word *w = ent_i_date_words; w->word; w++) {
        if (w->cls == ENT_CLASS_MONTH || w->cls == ENT_CLASS_ABBR)
            assert_in_range(w->value, 1, 12);
        if (w->cls == ENT_CLASS_WEEKDAY)
            assert_in_range(w->value, 0, 6);
        for (const char *s = w->word; *s; s++)
            assert_false(*s >= 'A' && *s <= 'Z');
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_pattern_stands_twice),
        cmocka_unit_test(lower_levels_hold_no_dates),
        cmocka_unit_test(every_class_of_a_pattern_is_one),
        cmocka_unit_test(words_bear_values_of_their_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
