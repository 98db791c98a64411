/* test_statements.c - who said what: constructions over trees given by hand,
 * and the labelled sentences over the parser's, whose figures are guarded. */
#include "read/cues.h"
#include "read/labelled.h"
#include "read/statements.h"
#include "trees.h"

#define ROOM ((size_t)512 << 20)

static ent_lexicon *lex;

static int open_lexicon(void **state) {
    ent_ctx ctx;
    (void)state;
    int bad = ent_ctx_open(&ctx, ROOM) || ent_lexicon_new(&ctx, &lex);
    ent_ctx_close(&ctx);
    return bad;
}

static int close_lexicon(void **state) {
    (void)state;
    ent_lexicon_free(lex);
    return 0;
}

/* ---- trees by hand: "form lemma UPOS XPOS head relation", a word a line */

static void put_text(ent_buf *b, ent_str s) {
    ent_i_buf_str(b, s);
    ent_i_buf_put(b, "\t", 1);
}

/* As CoNLL-U; no blank before points. */
static ent_str conllu(ent_ctx *ctx, const char *rows) {
    ent_buf b = {0};
    ent_str rest = ent_i_str(rows);
    for (int id = 1; rest.n; id++) {
        ent_str line = ent_i_cut(&rest, '\n'), cell[6];
        for (int i = 0; i < 6; i++)
            cell[i] = ent_i_cut(&line, ' ');
        bool glued = rest.n && (strchr(".,;:'", rest.s[0]) != NULL);
        glued = glued || ent_i_eqz(cell[3], "``") ||
                (rest.n > 12 && !memcmp(rest.s, "\" \" PUNCT ''", 12));
        ent_i_buf_printf(&b, "%d\t", id);
        for (int i = 0; i < 4; i++)
            put_text(&b, cell[i]);
        put_text(&b, ENT_STR("_"));
        put_text(&b, cell[4]);
        put_text(&b, cell[5]);
        ent_i_buf_printf(&b, "_\t%s\n", glued ? "SpaceAfter=No" : "_");
    }
    ent_str out = ent_i_dup(ctx->temp, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static void read_rows(ent_ctx *ctx, const char *rows, ent_doc *doc,
                      ent_buf *text) {
    ent_tokens toks;
    ent_parse p;
    ent_who who;
    ent_quotes quotes;
    assert_int_equal(ent_ctx_open(ctx, ROOM), ENT_OK);
    trees_read(ctx, conllu(ctx, rows), doc, &p, text);
    assert_int_equal(ent_i_read_tokens(ctx, doc, &toks), ENT_OK);
    assert_int_equal(ent_i_read_mentions(ctx, lex, &toks, doc), ENT_OK);
    assert_int_equal(ent_i_read_who(ctx, doc, &p, &who), ENT_OK);
    assert_int_equal(ent_i_read_quotes(ctx, doc, &p, &quotes), ENT_OK);
    ent_reading in = {lex, NULL, &p, &who, &quotes};
    assert_int_equal(ent_i_read_statements(ctx, &in, doc), ENT_OK);
}

static void put_span(ent_buf *b, const ent_doc *doc, ent_span at) {
    ent_i_buf_put(b, doc->text.s + at.start, at.end - at.start);
    ent_i_buf_put(b, "|", 1);
}

/* "speaker|code|cue|mode|content|" of each statement. */
static void check(const char *rows, const char *want) {
    ent_ctx ctx;
    ent_doc doc;
    ent_buf text, b = {0};
    read_rows(&ctx, rows, &doc, &text);
    for (size_t i = 0; i < doc.n_statements; i++) {
        const ent_statement *s = &doc.statement[i];
        put_span(&b, &doc, s->speaker_at);
        ent_i_buf_printf(&b, "%.*s|", ENT_P(s->speaker));
        put_span(&b, &doc, s->in.at);
        ent_i_buf_printf(&b, "%s%.*s|", s->negated ? "not " : "",
                         ENT_P(s->mode));
        put_span(&b, &doc, s->content);
    }
    STR_EQUAL(((ent_str){b.s, b.n}), want);
    ent_i_buf_free(&b);
    ent_i_buf_free(&text);
    ent_ctx_close(&ctx);
}

static void clauses(void **state) {
    (void)state;
    check("Norway Norway PROPN NNP 2 nsubj\n"
          "said say VERB VBD 0 root\n"
          "that that SCONJ IN 6 mark\n"
          "the the DET DT 5 det\n"
          "fleet fleet NOUN NN 6 nsubj\n"
          "left leave VERB VBD 2 ccomp\n"
          ". . PUNCT . 2 punct\n",
          "Norway|NOR|said|indirect|that the fleet left|");
    check("The the DET DT 2 det\n"
          "fleet fleet NOUN NN 7 nsubj\n"
          ", , PUNCT , 5 punct\n"
          "Norway Norway PROPN NNP 5 nsubj\n"
          "said say VERB VBD 7 parataxis\n"
          ", , PUNCT , 5 punct\n"
          "left leave VERB VBD 0 root\n"
          ". . PUNCT . 7 punct\n",
          "Norway|NOR|said|indirect|The fleet, Norway said, left|");
}

static void coordination(void **state) {
    (void)state;
    check("Norway Norway PROPN NNP 2 nsubj\n"
          "came come VERB VBD 0 root\n"
          "and and CCONJ CC 5 cc\n"
          "had have AUX VBD 5 aux\n"
          "refused refuse VERB VBN 2 conj\n"
          "to to PART TO 7 mark\n"
          "pay pay VERB VB 5 xcomp\n"
          ". . PUNCT . 2 punct\n",
          "Norway|NOR|had refused|indirect|to pay|");
}

static void passive(void **state) {
    (void)state;
    check("The the DET DT 2 det\n"
          "offer offer NOUN NN 5 nsubj:pass\n"
          "was be AUX VBD 5 aux:pass\n"
          "not not PART RB 5 advmod\n"
          "rejected reject VERB VBN 0 root\n"
          "by by ADP IN 7 case\n"
          "Norway Norway PROPN NNP 5 obl:agent\n"
          ". . PUNCT . 5 punct\n",
          "Norway|NOR|was not rejected|not indirect|The offer|");
}

static void quotations(void **state) {
    (void)state;
    check("\" \" PUNCT `` 4 punct\n"
          "We we PRON PRP 4 nsubj\n"
          "will will AUX MD 4 aux\n"
          "pay pay VERB VB 8 ccomp\n"
          ", , PUNCT , 4 punct\n"
          "\" \" PUNCT '' 4 punct\n"
          "Norway Norway PROPN NNP 8 nsubj\n"
          "said say VERB VBD 0 root\n"
          ". . PUNCT . 8 punct\n",
          "Norway|NOR|said|direct|\"We will pay,\"|");
    /* who is quoted inside a quotation is no speaker here */
    check("\" \" PUNCT `` 4 punct\n"
          "Norway Norway PROPN NNP 3 nsubj\n"
          "hopes hope VERB VBZ 0 root\n"
          "to to PART TO 5 mark\n"
          "pay pay VERB VB 3 xcomp\n"
          ". . PUNCT . 3 punct\n"
          "\" \" PUNCT '' 3 punct\n",
          "");
}

static void nouns_and_adjectives(void **state) {
    (void)state;
    check("Norway Norway PROPN NNP 3 nmod:poss\n"
          "'s 's PART POS 1 case\n"
          "fear fear NOUN NN 8 nsubj\n"
          "that that SCONJ IN 7 mark\n"
          "ice ice NOUN NN 7 nsubj\n"
          "would will AUX MD 7 aux\n"
          "melt melt VERB VB 3 acl\n"
          "grew grow VERB VBD 0 root\n"
          ". . PUNCT . 8 punct\n",
          "Norway|NOR|fear|belief|that ice would melt|");
    check("Norway Norway PROPN NNP 4 nsubj\n"
          "was be AUX VBD 4 cop\n"
          "not not PART RB 4 advmod\n"
          "ready ready ADJ JJ 0 root\n"
          "to to PART TO 6 mark\n"
          "pay pay VERB VB 4 xcomp\n"
          ". . PUNCT . 4 punct\n",
          "Norway|NOR|was not ready|not belief|to pay|");
}

static void sources_of_a_sentence(void **state) {
    (void)state;
    check("According accord VERB VBG 3 case\n"
          "to to ADP IN 1 fixed\n"
          "Norway Norway PROPN NNP 7 obl\n"
          ", , PUNCT , 3 punct\n"
          "the the DET DT 6 det\n"
          "fleet fleet NOUN NN 7 nsubj\n"
          "left leave VERB VBD 0 root\n"
          ". . PUNCT . 7 punct\n",
          "Norway|NOR|According to|indirect|the fleet left|");
}

static void what_is_no_statement(void **state) {
    (void)state;
    check("Norway Norway PROPN NNP 3 nsubj\n"
          "must must AUX MD 3 aux\n"
          "say say VERB VB 0 root\n"
          "that that SCONJ IN 6 mark\n"
          "it it PRON PRP 6 nsubj\n"
          "pays pay VERB VBZ 3 ccomp\n"
          ". . PUNCT . 3 punct\n",
          "");
    check("We we PRON PRP 2 nsubj\n"
          "think think VERB VBP 0 root\n"
          "that that SCONJ IN 5 mark\n"
          "ice ice NOUN NN 5 nsubj\n"
          "melts melt VERB VBZ 2 ccomp\n"
          ". . PUNCT . 2 punct\n",
          "");
}

/* ---- labelled sentences */

typedef struct score {
    size_t n, found, paired, content, stances, sided, none, clean;
} score;

typedef struct labels {
    ent_ctx ctx, kept; /* of one sentence; of all */
    ent_read_options opt;
    ent_labels all;
    score s;
} labels;

static bool same_state(ent_str a, ent_str b) {
    if (!a.n || !b.n)
        return a.n == b.n || !a.n; /* nobody was labelled */
    return a.n >= 3 && b.n >= 3 && !memcmp(a.s, b.s, 3);
}

static bool overlap(ent_span a, ent_span b) {
    return a.start < b.end && b.start < a.end;
}

/* Four fifths of the bytes of both, one way or the other. */
static bool alike(ent_span a, ent_span b) {
    uint32_t from = a.start > b.start ? a.start : b.start;
    uint32_t to = a.end < b.end ? a.end : b.end;
    uint32_t both = to > from ? to - from : 0;
    return both * 5 >= (a.end - a.start) * 4 &&
           both * 5 >= (b.end - b.start) * 4;
}

static void compare(labels *l, const ent_doc *doc,
                    const ent_label_statement *want) {
    for (size_t i = 0; i < doc->n_statements; i++) {
        const ent_statement *got = &doc->statement[i];
        if (!overlap(got->in.at, want->cue) ||
            !same_state(want->speaker, got->speaker))
            continue;
        l->s.paired++;
        l->s.content += alike(got->content, want->content);
        if (!want->issue.n)
            return;
        l->s.sided +=
            ent_i_eq(got->issue, want->issue) && got->stance == want->stance;
        return;
    }
}

static void read_sentence(labels *l, const ent_label_sentence *s) {
    ent_doc doc;
    const ent_label_statement *want = l->all.statement.at;
    ent_arena_reset(l->ctx.keep);
    assert_int_equal(
        ent_doc_read(&l->ctx, lex, &l->opt, ENT_STR("s.txt"), s->text, &doc),
        ENT_OK);
    l->s.found += doc.n_statements;
    l->s.none += s->none;
    l->s.clean += s->none && !doc.n_statements;
    for (size_t i = 0; i < s->n_statements; i++) {
        l->s.n++;
        l->s.stances += want[s->first_statement + i].issue.n > 0;
        compare(l, &doc, &want[s->first_statement + i]);
    }
}

static ent_str source_file(ent_ctx *ctx, const char *name) {
    return ent_i_printf(ctx->keep, "%s/%s", ENT_SOURCE_DIR, name);
}

static void read_issues(labels *l, ent_issues **x) {
    static const char *const files[] = {"data/issues/korea-2019.yaml",
                                        "data/issues/paris-2015.yaml",
                                        "data/issues/coalition-de-2021.yaml"};
    for (size_t i = 0; i < 3; i++) {
        ent_str bytes, path = source_file(&l->kept, files[i]);
        assert_int_equal(
            ent_i_file_read(&l->kept, l->kept.keep, path, 1 << 20, &bytes),
            ENT_OK);
        assert_int_equal(*x ? ent_issues_add(&l->kept, *x, path, bytes)
                            : ent_issues_read(&l->kept, path, bytes, x),
                         ENT_OK);
    }
}

static void guard(const char *what, size_t right, size_t of, double least) {
    double share = of ? 100.0 * (double)right / (double)of : 0;
    print_message("%s: %.1f %% of %zu\n", what, share, of);
    if (share < least)
        fail_msg("%s fell to %.1f %%; at least %.1f %% are kept", what, share,
                 least);
}

static void labelled_sentences(void **state) {
    (void)state;
    labels l = {0};
    ent_parser *parser;
    ent_issues *issues = NULL;
    assert_int_equal(ent_ctx_open(&l.ctx, ROOM), ENT_OK);
    assert_int_equal(ent_ctx_open(&l.kept, ROOM), ENT_OK);
    assert_int_equal(
        ent_parser_open(&l.kept,
                        source_file(&l.kept, "data/weights/english.weights"),
                        &parser),
        ENT_OK);
    read_issues(&l, &issues);
    l.opt = (ent_read_options){.parser = parser, .issues = issues};
    ent_str path = source_file(&l.kept, "data/labelled/statements-core.txt");
    if (ent_i_labels_read_all(&l.kept, path, &l.all))
        fail_msg("%s:%u: %s", l.kept.fail.file, l.kept.fail.line,
                 l.kept.fail.why);
    const ent_label_sentence *s = l.all.sentence.at;
    for (size_t i = 0; i < l.all.sentence.n; i++)
        read_sentence(&l, &s[i]);
    assert_true(l.s.n >= 500 && l.s.stances >= 230 && l.s.none >= 80);
    guard("statements found, speaker and cue", l.s.paired, l.s.n, 86.7);
    guard("statements read that are labelled", l.s.paired, l.s.found, 95.2);
    guard("contents of those", l.s.content, l.s.paired, 86.0);
    guard("issue and side", l.s.sided, l.s.stances, 73.5);
    guard("sentences without any left alone", l.s.clean, l.s.none, 98.9);
    ent_issues_free(issues);
    ent_parser_free(parser);
    ent_ctx_close(&l.kept);
    ent_ctx_close(&l.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses),
        cmocka_unit_test(coordination),
        cmocka_unit_test(passive),
        cmocka_unit_test(quotations),
        cmocka_unit_test(nouns_and_adjectives),
        cmocka_unit_test(sources_of_a_sentence),
        cmocka_unit_test(what_is_no_statement),
        cmocka_unit_test(labelled_sentences),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
