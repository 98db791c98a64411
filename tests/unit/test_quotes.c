/* test_quotes.c - quotation marks of all kinds, and what is no speech. */
#include "read/quotes.h"
#include "test.h"

typedef struct fixture {
    ent_ctx ctx;
    ent_doc doc;
    ent_quotes quotes;
} fixture;

/* Reads a text; its quotations by length, as without a tree. */
static void open_text(fixture *f, const char *text) {
    ent_parse none = {0};
    assert_int_equal(ent_ctx_open(&f->ctx, 1 << 26), ENT_OK);
    assert_int_equal(ent_doc_read(&f->ctx, NULL, NULL, ENT_STR("t.txt"),
                                  ent_i_str(text), &f->doc),
                     ENT_OK);
    assert_int_equal(ent_i_read_quotes(&f->ctx, &f->doc, &none, &f->quotes),
                     ENT_OK);
}

/* The quotations in their order, marks included, must be those of want, with
 * a bar between them. */
static void check(const char *text, const char *want) {
    fixture f;
    ent_buf b = {0};
    open_text(&f, text);
    for (size_t i = 0; i < f.quotes.n; i++) {
        ent_span at = f.quotes.quote[i].at;
        ent_i_buf_put(&b, "|", i > 0);
        ent_i_buf_put(&b, f.doc.text.s + at.start, at.end - at.start);
    }
    STR_EQUAL(((ent_str){b.s, b.n}), want);
    ent_i_buf_free(&b);
    ent_ctx_close(&f.ctx);
}

static void marks(void **state) {
    (void)state;
    check("The envoy said: \"We stay.\" Nobody asked.", "\"We stay.\"");
    check("“We stay,” she said, “and we pay.”", "“We stay,”|“and we pay.”");
    check("He told «Le Monde» nothing.", "«Le Monde»");
    check("``No tariffs'', the note read.", "``No tariffs''");
    check("The plan—“a mess”—failed.", "“a mess”");
    check("(\"Too late\", he wrote.)", "\"Too late\"");
}

static void apostrophes(void **state) {
    (void)state;
    check("‘It’s the workers’ demand,’ he said.",
          "‘It’s the workers’ demand,’");
    check("'We can't wait,' the union said.", "'We can't wait,'");
    check("The ministers' plan isn't the unions' plan, Paris' least.", "");
    check("Back in the '90s they'd call it Ottawa's war.", "");
}

static void inner_marks_belong_to_the_outer(void **state) {
    (void)state;
    check("“They call it ‘peace’ there,” she said.",
          "“They call it ‘peace’ there,”");
    check("\"He said 'no' twice,\" she said.", "\"He said 'no' twice,\"");
}

static void unclosed(void **state) {
    (void)state;
    check("A 6\" pipe burst. The mayor came.", "");
    check("“We stay, he said. Then he left.", "“We stay, he said.");
}

static void carried_over_paragraphs(void **state) {
    (void)state;
    fixture f;
    open_text(&f, "She said: “The talks will go on as they did.\n"
                  "“We shall not leave before there is a treaty.”\n"
                  "“Not now,” he said.\n");
    assert_int_equal(f.quotes.n, 3);
    assert_int_equal(f.quotes.quote[0].goes_on, 0);
    assert_int_equal(f.quotes.quote[1].goes_on, 1);
    assert_int_equal(f.quotes.quote[2].goes_on, 0);
    assert_int_equal(f.quotes.quote[2].speech, 0);
    assert_int_equal(f.quotes.quote[0].at.end, f.doc.para[0].at.end);
    ent_ctx_close(&f.ctx);
}

static void found_by_byte(void **state) {
    (void)state;
    fixture f;
    open_text(&f, "Then \"yes\" and \"no\" came.");
    assert_null(ent_i_quote_at(&f.quotes, 0));
    assert_ptr_equal(ent_i_quote_at(&f.quotes, 5), f.quotes.quote);
    assert_ptr_equal(ent_i_quote_at(&f.quotes, 9), f.quotes.quote);
    assert_null(ent_i_quote_at(&f.quotes, 10));
    assert_ptr_equal(ent_i_quote_at(&f.quotes, 16), f.quotes.quote + 1);
    assert_null(ent_i_quote_at(&f.quotes, 24));
    ent_ctx_close(&f.ctx);
}

/* A word row for each word of the text, of the tags given. */
static uint32_t speech_of(const char *text, size_t n, const ent_word *word) {
    fixture f;
    uint32_t first[] = {0, (uint32_t)n}, out;
    open_text(&f, text);
    ent_parse p = {.word = word, .n = n, .first = first};
    assert_int_equal(ent_i_read_quotes(&f.ctx, &f.doc, &p, &f.quotes), ENT_OK);
    assert_int_equal(f.quotes.n, 1);
    out = f.quotes.quote[0].speech;
    ent_ctx_close(&f.ctx);
    return out;
}

static void speech_has_a_verb(void **state) {
    (void)state;
    ent_word agree[] = {
        {.start = 1, .end = 2, .upos = ENT_UPOS_PRON, .xpos = ENT_XPOS_PRP},
        {.start = 3, .end = 8, .upos = ENT_UPOS_VERB, .xpos = ENT_XPOS_VBP}};
    ent_word rebels[] = {
        {.start = 1, .end = 5, .upos = ENT_UPOS_ADJ, .xpos = ENT_XPOS_JJ},
        {.start = 6, .end = 12, .upos = ENT_UPOS_NOUN, .xpos = ENT_XPOS_NNS}};
    ent_word title[] = {
        {.start = 1, .end = 6, .upos = ENT_UPOS_NOUN, .xpos = ENT_XPOS_NN},
        {.start = 7, .end = 12, .upos = ENT_UPOS_VERB, .xpos = ENT_XPOS_VBZ},
        {.start = 13, .end = 18, .upos = ENT_UPOS_NOUN, .xpos = ENT_XPOS_NN}};
    assert_int_equal(speech_of("\"I agree\"", 2, agree), 1);
    assert_int_equal(speech_of("\"good rebels\"", 2, rebels), 0);
    assert_int_equal(speech_of("\"Peace Means Bread\"", 3, title), 0);
    assert_int_equal(speech_of("\"peace means bread\"", 3, title), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks),
        cmocka_unit_test(apostrophes),
        cmocka_unit_test(inner_marks_belong_to_the_outer),
        cmocka_unit_test(unclosed),
        cmocka_unit_test(carried_over_paragraphs),
        cmocka_unit_test(found_by_byte),
        cmocka_unit_test(speech_has_a_verb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
