/* test_mentions.c - the corpus tests/text/mentions.txt, sentence by sentence,
 * and the score on the annotated texts where these are at hand. */
#include "read/read.h"
#include "test.h"

static ent_ctx ctx;
static ent_lexicon *lex;

static int open_lexicon(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, (size_t)256 << 20) || ent_lexicon_new(&ctx, &lex);
}

static int close_lexicon(void **state) {
    (void)state;
    ent_lexicon_free(lex);
    ent_ctx_close(&ctx);
    return 0;
}

static void find(ent_doc *doc) {
    ent_tokens toks;
    assert_int_equal(ent_i_read_tokens(&ctx, doc, &toks), ENT_OK);
    assert_int_equal(ent_i_read_mentions(&ctx, lex, &toks, doc), ENT_OK);
}

/* ---- the corpus: "date", sentences, and a line "- text | type | code |
 * entity" per mention expected; a sentence with none must yield none. */

typedef struct item {
    ent_str text, type, code, entity;
    uint32_t sent, line;
    bool found;
} item;

static void check_item(const ent_doc *doc, const ent_mention *m, item *want,
                       size_t n) {
    ent_str got = {doc->text.s + m->in.at.start, m->in.at.end - m->in.at.start};
    for (size_t i = 0; i < n; i++) {
        item *w = &want[i];
        if (w->found || w->sent != m->in.sent || !ent_i_eq(w->text, got) ||
            !ent_i_eq(w->type, m->type) || !ent_i_eq(w->code, m->code))
            continue;
        if (w->entity.n && !ent_i_eq(w->entity, m->entity))
            fail_msg("mentions.txt:%u: entity %.*s", w->line, ENT_P(m->entity));
        w->found = true;
        return;
    }
    fail_msg("mentions.txt, before line %u: did not expect \"%.*s\" %.*s %.*s "
             "(%.*s)",
             n ? want[n - 1].line : 0, ENT_P(got), ENT_P(m->type),
             ENT_P(m->code), ENT_P(m->rule));
}

static void check_story(ent_doc *doc, item *want, size_t n) {
    find(doc);
    for (size_t i = 0; i < doc->n_mentions; i++)
        check_item(doc, &doc->mention[i], want, n);
    for (size_t i = 0; i < n; i++)
        if (!want[i].found)
            fail_msg("mentions.txt:%u: \"%.*s\" was not found", want[i].line,
                     ENT_P(want[i].text));
}

static item read_item(ent_str line, uint32_t sent, uint32_t n) {
    item w = {.sent = sent, .line = n};
    line = (ent_str){line.s + 2, line.n - 2};
    ent_str *part[] = {&w.text, &w.type, &w.code, &w.entity};
    for (size_t i = 0; i < 4; i++) {
        *part[i] = ent_i_trim(ent_i_cut(&line, '~'));
    }
    return w;
}

static void corpus(void **state) {
    (void)state;
    enum { MOST = 64 };
    ent_str file;
    ent_sentence sent[MOST];
    item want[MOST];
    uint32_t line_no = 0;
    assert_int_equal(
        ent_i_file_read(&ctx, ctx.keep,
                        ent_i_str(ENT_SOURCE_DIR "/tests/text/mentions.txt"),
                        1 << 20, &file),
        ENT_OK);
    ent_doc doc = {.text = file, .sent = sent};
    size_t n = 0, n_stories = 0;
    while (file.n) {
        ent_str line = ent_i_cut(&file, '\n');
        line_no++;
        if (ent_i_starts(line, "==")) {
            check_story(&doc, want, n);
            n = doc.n_sents = 0;
            doc.published = ent_i_trim((ent_str){line.s + 2, line.n - 2});
            n_stories++;
        } else if (ent_i_starts(line, "- ")) {
            assert_true(n < MOST);
            want[n++] = read_item(line, (uint32_t)doc.n_sents, line_no);
        } else if (line.n && line.s[0] != '#') {
            assert_true(doc.n_sents < MOST);
            uint32_t at = (uint32_t)(line.s - doc.text.s);
            ent_span whole = {at, at + (uint32_t)line.n};
            sent[doc.n_sents] =
                (ent_sentence){.in = {whole, 1, (uint32_t)doc.n_sents + 1}};
            doc.n_sents++;
        }
    }
    check_story(&doc, want, n);
    assert_true(n_stories > 5);
}

/* ---- annotated texts: code and span of NAM, ADJ and MET */

typedef struct tsv {
    ent_str rest, cell[12];
    size_t n;
} tsv;

static bool next_row(tsv *t) {
    if (!t->rest.n)
        return false;
    ent_str line = ent_i_cut(&t->rest, '\n');
    for (t->n = 0; t->n < 12 && line.s; t->n++)
        t->cell[t->n] = ent_i_cut(&line, '\t');
    return true;
}

static tsv open_tsv(const char *path) {
    tsv t = {0};
    if (ent_i_file_read(&ctx, ctx.keep, ent_i_str(path), 1 << 24, &t.rest))
        skip();
    next_row(&t);
    return t;
}

static uint32_t number(ent_str s) {
    uint64_t x = 0;
    assert_true(ent_i_uint(s, &x));
    return (uint32_t)x;
}

static void read_text(ent_doc *doc, const char *name) {
    ent_str bytes,
        path = ent_i_printf(ctx.keep, ENT_SHARED_DIR "/seeds/%s.txt", name);
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, path, 1 << 20, &bytes),
                     ENT_OK);
    assert_int_equal(ent_doc_read(&ctx, lex, NULL, path, bytes, doc), ENT_OK);
}

typedef struct score {
    int right, found, wanted;
} score;

static bool scored(ent_str type) {
    return ent_i_eqz(type, "NAM") || ent_i_eqz(type, "ADJ") ||
           ent_i_eqz(type, "MET");
}

static bool has(const ent_doc *doc, const tsv *t) {
    for (size_t i = 0; i < doc->n_mentions; i++) {
        const ent_mention *m = &doc->mention[i];
        if (m->in.at.start == number(t->cell[8]) &&
            m->in.at.end == number(t->cell[9]) &&
            ent_i_eq(m->code, t->cell[4]) && scored(m->type))
            return true;
    }
    return false;
}

static void add_score(score *s, const ent_doc *doc) {
    tsv t = open_tsv(ENT_SHARED_DIR "/gold/mentions.tsv");
    while (next_row(&t)) {
        if (!ent_i_eq(t.cell[0], doc->name) || !scored(t.cell[6]))
            continue;
        s->wanted++;
        s->right += has(doc, &t);
        if (!has(doc, &t))
            print_message("missed %.*s.%.*s.%.*s %.*s %.*s\n", ENT_P(t.cell[0]),
                          ENT_P(t.cell[1]), ENT_P(t.cell[2]), ENT_P(t.cell[3]),
                          ENT_P(t.cell[4]));
    }
    for (size_t i = 0; i < doc->n_mentions; i++)
        s->found += scored(doc->mention[i].type);
}

static void annotated_texts(void **state) {
    (void)state;
    if (!ent_i_file_exists(ent_i_str(ENT_SHARED_DIR "/gold/mentions.tsv"))) {
        print_message("annotated texts are not here: skipped\n");
        skip();
    }
    score s = {0};
    ent_doc doc;
    read_text(&doc, "003");
    add_score(&s, &doc);
    read_text(&doc, "004");
    add_score(&s, &doc);
    double f1 = 2.0 * s.right / (s.found + s.wanted);
    print_message("right %d, found %d, wanted %d, F1 %.3f\n", s.right, s.found,
                  s.wanted, f1);
    assert_true(f1 >= 0.90);
}

/* With too little memory the reading fails cleanly, wherever it runs out. */
static void little_memory(void **state) {
    (void)state;
    ent_str text = ENT_STR("The Polish analyst Zofia Borkowska of Yale told "
                           "Reuters that Moscow and Angela Merkel agreed.\n");
    int n_failed = 0;
    for (size_t bytes = 512; bytes < (size_t)1 << 18; bytes += 512) {
        ent_ctx small;
        ent_doc doc;
        assert_int_equal(ent_ctx_open(&small, bytes), ENT_OK);
        ent_err err =
            ent_doc_read(&small, lex, NULL, ENT_STR("a.txt"), text, &doc);
        assert_true(err == ENT_OK || err == ENT_NOMEM);
        n_failed += err == ENT_NOMEM;
        if (!err)
            assert_int_equal(doc.n_mentions, 6);
        ent_ctx_close(&small);
    }
    assert_true(n_failed > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corpus),
        cmocka_unit_test(annotated_texts),
        cmocka_unit_test(little_memory),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
