/* test_parses.c - the corpus tests/text/parses.txt: relations that a reader
 * would agree on, in invented political prose, by the weights that ship.
 *
 * A statistical parser errs; what is asserted is the share that is right, and
 * that the subjects and objects of plain clauses are better still. */
#include "read/conllu.h"
#include "test.h"

typedef struct tally {
    size_t n, right, core, core_right;
} tally;

typedef struct fixture {
    ent_ctx ctx;
    ent_parser *parser;
    ent_doc doc;
    ent_sentence sent;
    ent_parse parse;
} fixture;

/* "word" or "word#2": the row of its occurrence, or ENT_NO_WORD. */
static uint32_t find(const fixture *f, ent_str name) {
    ent_str number = name, word = ent_i_cut(&number, '#');
    uint64_t nth = 1;
    if (number.n)
        assert_true(ent_i_uint(number, &nth));
    for (uint32_t i = 0; i < f->parse.n; i++)
        if (ent_i_eq(ent_i_word_text(&f->doc, &f->parse.word[i]), word) &&
            !--nth)
            return i;
    fail_msg("no word %.*s in: %.*s", ENT_P(word), ENT_P(f->doc.text));
    return ENT_NO_WORD;
}

static void parse(fixture *f, ent_str text) {
    ent_tokens toks;
    ent_arena_reset(f->ctx.temp);
    f->doc = (ent_doc){.text = text, .n_sents = 1, .sent = &f->sent};
    f->sent = (ent_sentence){.in = {{0, (uint32_t)text.n}, 1, 1}};
    assert_int_equal(ent_i_read_tokens(&f->ctx, &f->doc, &toks), ENT_OK);
    assert_int_equal(
        ent_i_read_parse(&f->ctx, f->parser, &f->doc, &toks, &f->parse),
        ENT_OK);
}

static void check(const fixture *f, ent_str line, tally *t) {
    ent_str rel = ent_i_cut(&line, ' '), head = ent_i_cut(&line, ' ');
    const ent_word *w = &f->parse.word[find(f, line)];
    uint32_t want = ent_i_eqz(head, "_") ? ENT_NO_WORD : find(f, head);
    bool right = w->head == want && w->rel == ent_i_rel_of(rel);
    bool core = ent_i_starts(rel, "nsubj") || ent_i_eqz(rel, "obj");
    t->n++;
    t->right += right;
    t->core += core;
    t->core_right += core && right;
    if (!right)
        print_message("  %.*s: want %.*s of %.*s, got %s\n", ENT_P(line),
                      ENT_P(rel), ENT_P(head), ent_i_rel_name[w->rel]);
}

static void most_relations_are_those_a_reader_sees(void **state) {
    (void)state;
    fixture f = {0};
    ent_str text;
    tally t = {0};
    assert_int_equal(ent_ctx_open(&f.ctx, 1 << 28), ENT_OK);
    assert_int_equal(ent_parser_open(&f.ctx,
                                     ent_i_str(ENT_SOURCE_DIR
                                               "/data/weights/english.weights"),
                                     &f.parser),
                     ENT_OK);
    assert_int_equal(
        ent_i_file_read(&f.ctx, f.ctx.keep,
                        ent_i_str(ENT_SOURCE_DIR "/tests/text/parses.txt"),
                        1 << 20, &text),
        ENT_OK);
    while (text.n) {
        ent_str line = ent_i_cut(&text, '\n');
        if (ent_i_starts(line, "> "))
            parse(&f, (ent_str){line.s + 2, line.n - 2});
        else if (line.n && line.s[0] != '#')
            check(&f, line, &t);
    }
    print_message("%zu of %zu right; subjects and objects %zu of %zu\n",
                  t.right, t.n, t.core_right, t.core);
    assert_true(t.n >= 200);
    assert_true(t.right * 100 >= t.n * 88);
    assert_true(t.core_right * 100 >= t.core * 89);
    ent_parser_free(f.parser);
    ent_ctx_close(&f.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_relations_are_those_a_reader_sees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
