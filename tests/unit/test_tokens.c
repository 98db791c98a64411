/* test_tokens.c - where one token ends and the next begins. */
#include "read/read.h"
#include "test.h"

static void tokens_are(const char *text, const char *want) {
    ent_ctx ctx;
    ent_tokens t;
    ent_buf b = {0};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    ent_sentence one = {.in = {{0, (uint32_t)strlen(text)}, 1, 1}};
    ent_doc doc = {.text = ent_i_str(text), .n_sents = 1, .sent = &one};
    assert_int_equal(ent_i_read_tokens(&ctx, &doc, &t), ENT_OK);
    for (size_t i = 0; i < t.n; i++)
        ent_i_buf_printf(&b, "%s%.*s", i ? " " : "",
                         ENT_P(ent_i_token_text(&doc, &t.tok[i])));
    STR_EQUAL(((ent_str){b.s, b.n}), want);
    ent_i_buf_free(&b);
    ent_ctx_close(&ctx);
}

static void names_and_possessives(void **state) {
    (void)state;
    tokens_are("Norway\xe2\x80\x99s Prime Minister",
               "Norway \xe2\x80\x99s Prime "
               "Minister");
    tokens_are("the states' rights", "the states ' rights");
    tokens_are("Ban Ki-moon left.", "Ban Ki - moon left .");
    tokens_are("the U.S. envoy", "the U.S . envoy");
    tokens_are("(Dagbladet.no, May 3)", "( Dagbladet.no , May 3 )");
}

static void numbers_hold_together(void **state) {
    (void)state;
    tokens_are("1,200 of 3.5 per cent", "1,200 of 3.5 per cent");
    tokens_are("the 1990s and 25th", "the 1990s and 25th");
    tokens_are("in 2019.", "in 2019 .");
}

static void nothing_is_lost_in_odd_bytes(void **state) {
    (void)state;
    tokens_are("", "");
    tokens_are("\xff\xfe", "\xff \xfe");
    tokens_are("a\xc2\xa0"
               "b",
               "a b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_possessives),
        cmocka_unit_test(numbers_hold_together),
        cmocka_unit_test(nothing_is_lost_in_odd_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
