/* test_words.c - words as treebanks cut them, from text. */
#include "read/words.h"
#include "test.h"

/* Cuts one sentence; words joined by blanks. */
static void check(const char *text, const char *want) {
    ent_ctx ctx;
    ent_doc doc = {.text = ent_i_str(text), .n_sents = 1};
    ent_sentence sent = {.in = {{0, (uint32_t)doc.text.n}, 1, 1}};
    const ent_cutter *c;
    ent_tokens toks;
    ent_vec v = {0};
    ent_buf b = {0};
    doc.sent = &sent;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    assert_int_equal(ent_i_cutter_new(&ctx, &c), ENT_OK);
    assert_int_equal(ent_i_read_tokens(&ctx, &doc, &toks), ENT_OK);
    assert_int_equal(ent_i_cut_words(&ctx, c, &doc, &toks, 0, &v), ENT_OK);
    const ent_span *w = v.at;
    for (size_t i = 0; i < v.n; i++)
        ent_i_buf_printf(&b, "%s%.*s", i ? " " : "",
                         (int)(w[i].end - w[i].start), text + w[i].start);
    STR_EQUAL(((ent_str){b.s, b.n}), want);
    ent_i_buf_free(&b);
    ent_ctx_close(&ctx);
}

static void contractions_come_apart(void **state) {
    (void)state;
    check("They don't and can't.", "They do n't and ca n't .");
    check("We cannot say it’s over.", "We can not say it ’s over .");
    check("It isn’t Norway's plan.", "It is n’t Norway 's plan .");
    check("the allies' vote", "the allies ' vote");
}

static void hyphens_part_names_but_not_prefixes(void **state) {
    (void)state;
    check("a Paris-based envoy", "a Paris - based envoy");
    check("anti-nuclear re-elected non-members",
          "anti-nuclear re-elected non-members");
    check("an e-mail", "an e-mail");
    check("2003-2004", "2003 - 2004");
}

static void stops_stay_with_abbreviations(void **state) {
    (void)state;
    check("Mr. J. Smith of the U.S. Senate.",
          "Mr. J. Smith of the U.S. Senate .");
    check("It left the U.S.", "It left the U.S.");
    check("The answer was no.", "The answer was no .");
    check("Wait...", "Wait ...");
    check("So -- then!?", "So -- then !?");
}

static void figures_and_addresses_stay_whole(void **state) {
    (void)state;
    check("At 10:30 on 11/28/2000, 5% of $2.5 million",
          "At 10:30 on 11/28/2000 , 5 % of $ 2.5 million");
    check("see http://www.un.org/en/a.html.",
          "see http://www.un.org/en/a.html .");
    check("write to desk@news.org, AT&T", "write to desk@news.org , AT&T");
    check("at 5pm and 5 p.m. sharp", "at 5 pm and 5 p.m. sharp");
}

static void odd_bytes_are_cut_too(void **state) {
    (void)state;
    check("", "");
    check("'", "'");
    check("n't", "n't");
    check("- - -", "- - -");
    check("\xE2\x80\x9Cyes\xE2\x80\x9D", "\xE2\x80\x9C yes \xE2\x80\x9D");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contractions_come_apart),
        cmocka_unit_test(hyphens_part_names_but_not_prefixes),
        cmocka_unit_test(stops_stay_with_abbreviations),
        cmocka_unit_test(figures_and_addresses_stay_whole),
        cmocka_unit_test(odd_bytes_are_cut_too)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
