/* test_ask.c - reading a question, and what an answer rests on. */
#include "ask.h"
#include "find/ask.h"

static void words_keep_their_brackets(void **state) {
    (void)state;
    desk d;
    ent_str *w;
    size_t n;
    desk_open(&d);
    assert_int_equal(
        ent_i_ask_words(&d.ctx,
                        ENT_STR("  what-if A=15 (5..25), B=choice(1 | 2),C=3"),
                        &w, &n),
        ENT_OK);
    assert_int_equal(n, 4);
    STR_EQUAL(w[0], "what-if");
    STR_EQUAL(w[1], "A=15 (5..25)");
    STR_EQUAL(w[2], "B=choice(1 | 2)");
    STR_EQUAL(w[3], "C=3");
    assert_int_equal(ent_i_ask_words(&d.ctx, ENT_STR(" ,\n"), &w, &n), ENT_OK);
    assert_int_equal(n, 0);
    ent_ctx_close(&d.ctx);
}

static void ranges(void **state) {
    (void)state;
    double lo, hi;
    assert_true(ent_i_ask_range(ENT_STR("-5..2.5"), &lo, &hi));
    NEAR(lo, -5, 0);
    NEAR(hi, 2.5, 0);
    static const char *const wrong[] = {"5",   "..",   "5..",
                                        "..5", "5..5", "a..b"};
    for (size_t i = 0; i < 6; i++)
        assert_false(ent_i_ask_range(ent_i_str(wrong[i]), &lo, &hi));
}

static void what_is_asked_for_is_not_understood(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    assert_int_equal(asked_try(&k, ""), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "swep rate 0..1"), ENT_NAME);
    assert_non_null(strstr(k.d.ctx.fail.why, "did you mean 'sweep'"));
    assert_int_equal(asked_try(&k, "path at noon"), ENT_SYNTAX);
    assert_int_equal(asked_try(&k, "path twice"), ENT_SYNTAX);
    asked_show(&k, "no*thing");
    assert_int_equal(asked_try(&k, "path"), ENT_NAME);
    asked_close(&k);
}

/* What is done is averaged, what is reached is read at the end, unless `at`
 * says otherwise: the pump runs in 7 steps of 10. */
static void when_names_are_read(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_show(&k, "A.pump");
    asked_show(&k, "tank");
    asked_run(&k, "what-if cost=1");
    NEAR(asked_number(&k, 0, 0, "before"), 7, 1e-9);
    NEAR(asked_number(&k, 0, 1, "before"), 80, 1e-9);
    asked_run(&k, "what-if cost=1 at 4");
    NEAR(asked_number(&k, 0, 0, "before"), 10, 1e-9);
    NEAR(asked_number(&k, 0, 1, "before"), 30, 1e-9);
    asked_close(&k);
}

static void wildcards_are_spelled_out(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    asked_show(&k, "*.gain");
    asked_show(&k, "A.gain");
    asked_run(&k, "what-if A.gain=+5");
    assert_int_equal(k.a.table[0].n_rows, 2);
    STR_EQUAL(asked_text(&k, 0, 1, "name"), "B.gain");
    asked_close(&k);
}

static void an_answer_says_what_it_rests_on(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 30);
    asked_run(&k, "what-if A.position.P=+1");
    STR_EQUAL(k.a.note, "2 plays of 30 draws, seed 1, as written, models mean");
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_keep_their_brackets),
        cmocka_unit_test(ranges),
        cmocka_unit_test(what_is_asked_for_is_not_understood),
        cmocka_unit_test(when_names_are_read),
        cmocka_unit_test(wildcards_are_spelled_out),
        cmocka_unit_test(an_answer_says_what_it_rests_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
