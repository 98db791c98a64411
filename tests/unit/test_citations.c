/* test_citations.c - cited sources, against a readable corpus and the
 * annotated texts. */
#include "gold.h"

static void read_text(ent_ctx *ctx, ent_str text, ent_text_kind kind,
                      ent_str publisher, ent_doc *doc) {
    static ent_sentence one;
    ent_tokens toks;
    one = (ent_sentence){.in = {{0, (uint32_t)text.n}, 1, 1}, .kind = kind};
    *doc = (ent_doc){
        .text = text, .publisher = publisher, .n_sents = 1, .sent = &one};
    assert_int_equal(ent_i_read_tokens(ctx, doc, &toks), ENT_OK);
    assert_int_equal(ent_i_read_citations(ctx, &toks, doc), ENT_OK);
}

/* "press: Kommersant, --04-26; …" */
static ent_str citations_line(ent_ctx *ctx, const ent_doc *doc) {
    ent_str s = {NULL, 0};
    for (size_t i = 0; i < doc->n_citations; i++) {
        const ent_citation *c = &doc->citation[i];
        s = ent_i_printf(ctx->keep, "%.*s%s%.*s: %.*s%s%.*s", ENT_P(s),
                         i ? "; " : "", ENT_P(c->kind), ENT_P(c->source),
                         c->date.n ? ", " : "", ENT_P(c->date));
    }
    return s.s ? s : ENT_STR("none");
}

/* Lines "kind | sentence | citations"; kind as in paragraphs, or the name of
 * the publication in which the sentence stands. */
static void corpus(void **state) {
    ent_ctx ctx;
    ent_str rest, none = {NULL, 0};
    int wrong = 0, n = 0;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    ent_str path = ent_i_str(ENT_SOURCE_DIR "/tests/text/citations.txt");
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, path, 1 << 24, &rest),
                     ENT_OK);
    while (rest.n) {
        ent_str line = ent_i_cut(&rest, '\n');
        ent_doc doc;
        if (!line.n || line.s[0] == '#')
            continue;
        ent_str kind = ent_i_trim(ent_i_cut(&line, '|'));
        ent_str text = ent_i_trim(ent_i_cut(&line, '|'));
        bool named = kind.n && kind.s[0] >= 'A' && kind.s[0] <= 'Z';
        ent_str want = ent_i_trim(line);
        read_text(&ctx, text, gold_kind(kind), named ? kind : none, &doc);
        ent_str got = citations_line(&ctx, &doc);
        n++;
        if (ent_i_eq(got, want))
            continue;
        wrong++;
        print_error("%.*s\n    got  %.*s\n    want %.*s\n", ENT_P(text),
                    ENT_P(got), ENT_P(want));
    }
    assert_true(n >= 60);
    assert_int_equal(wrong, 0);
    ent_ctx_close(&ctx);
}

static void the_span_is_the_bracket(void **state) {
    ent_ctx ctx;
    ent_doc doc;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    read_text(&ctx, ENT_STR("Talks failed (Dagbladet, May 3; VG, May 4)."),
              ENT_TEXT_BODY, (ent_str){NULL, 0}, &doc);
    assert_int_equal(doc.n_citations, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(doc.citation[i].in.at.start, 13);
        assert_int_equal(doc.citation[i].in.at.end, 42);
    }
    ent_ctx_close(&ctx);
}

/* ---- the annotated texts */

static bool is_gold(const ent_citation *c, const ent_str *cell) {
    return c->in.para == gold_uint(cell[1]) &&
           c->in.sent == gold_uint(cell[2]) &&
           c->in.at.start == gold_uint(cell[7]) &&
           c->in.at.end == c->in.at.start + cell[6].n &&
           ent_i_eq(c->source, cell[3]) && ent_i_eq(c->date, cell[4]) &&
           ent_i_eq(c->kind, cell[5]);
}

static void score_doc(ent_ctx *ctx, const char *name, size_t *hit,
                      size_t *total) {
    ent_doc doc;
    ent_str table, cell[8];
    gold_doc(ctx, name, "", &doc);
    assert_true(gold_read(ctx, "gold/citations.tsv", &table));
    *total += doc.n_citations;
    while (gold_row(&table, cell, 8)) {
        size_t found = 0;
        if (!ent_i_eqz(cell[0], name))
            continue;
        for (size_t i = 0; i < doc.n_citations; i++)
            found += is_gold(&doc.citation[i], cell);
        *hit += found;
        ++*total;
        if (!found)
            print_message("%s %.*s.%.*s missed: %.*s\n", name, ENT_P(cell[1]),
                          ENT_P(cell[2]), ENT_P(cell[3]));
    }
}

static void annotated_texts(void **state) {
    ent_ctx ctx;
    size_t hit = 0, total = 0;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    score_doc(&ctx, "003", &hit, &total);
    score_doc(&ctx, "004", &hit, &total);
    double f1 = 2.0 * (double)hit / (double)total;
    print_message("citations: F1 %.3f\n", f1);
    assert_true(f1 >= 0.99);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corpus),
        cmocka_unit_test(the_span_is_the_bracket),
        cmocka_unit_test(annotated_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
