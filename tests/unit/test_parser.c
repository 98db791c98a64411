/* test_parser.c - learning and parsing on small invented treebanks. */
#include "read/conllu.h"
#include "read/phrase.h"
#include "test.h"
#include <stdlib.h>
#include <unistd.h>

/* Eight sentences of three patterns; columns: form lemma upos xpos head rel. */
static const char *const lines[] = {
    "Mali Mali PROPN NNP 2 nsubj|signed sign VERB VBD 0 root|the the DET DT 4 "
    "det|pact pact NOUN NN 2 obj|. . PUNCT . 2 punct",
    "Oslo Oslo PROPN NNP 2 nsubj|left leave VERB VBD 0 root|the the DET DT 4 "
    "det|talks talk NOUN NNS 2 obj|. . PUNCT . 2 punct",
    "The the DET DT 2 det|envoys envoy NOUN NNS 3 nsubj|signed sign VERB VBD "
    "0 root|a a DET DT 5 det|treaty treaty NOUN NN 3 obj|. . PUNCT . 3 punct",
    "The the DET DT 2 det|pact pact NOUN NN 4 nsubj:pass|was be AUX VBD 4 "
    "aux:pass|signed sign VERB VBN 0 root|by by ADP IN 6 case|Mali Mali PROPN "
    "NNP 4 obl:agent|. . PUNCT . 4 punct",
    "The the DET DT 2 det|talks talk NOUN NNS 4 nsubj:pass|were be AUX VBD 4 "
    "aux:pass|left leave VERB VBN 0 root|by by ADP IN 6 case|Oslo Oslo PROPN "
    "NNP 4 obl:agent|. . PUNCT . 4 punct",
    "Mali Mali PROPN NNP 4 nsubj|and and CCONJ CC 3 cc|Oslo Oslo PROPN NNP 1 "
    "conj|left leave VERB VBD 0 root|. . PUNCT . 4 punct",
    "The the DET DT 2 det|treaty treaty NOUN NN 4 nsubj:pass|was be AUX VBD 4 "
    "aux:pass|left leave VERB VBN 0 root|. . PUNCT . 4 punct",
    /* "A vote came on the pact": the phrase crosses the verb's arc */
    "A a DET DT 2 det|vote vote NOUN NN 3 nsubj|came come VERB VBD 0 root|on "
    "on ADP IN 6 case|the the DET DT 6 det|pact pact NOUN NN 2 nmod|. . PUNCT "
    ". 3 punct"};

/* Three times over, so that a tagger that has not seen a sentence has seen
 * its like. */
static void put_bank(ent_buf *b) {
    for (size_t i = 0; i < 3 * sizeof lines / sizeof *lines; i++) {
        ent_str rest = ent_i_str(lines[i % 8]);
        for (unsigned n = 1; rest.n; n++) {
            ent_str c[6], word = ent_i_cut(&rest, '|');
            for (int k = 0; k < 6; k++)
                c[k] = ent_i_cut(&word, ' ');
            ent_i_buf_printf(b,
                             "%u\t%.*s\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t_"
                             "\t_\n",
                             n, ENT_P(c[0]), ENT_P(c[1]), ENT_P(c[2]),
                             ENT_P(c[3]), ENT_P(c[4]), ENT_P(c[5]));
        }
        ent_i_buf_put(b, "\n", 1);
    }
}

typedef struct fixture {
    ent_ctx ctx;
    ent_buf bank;
    ent_train_text text;
    char path[64];
    ent_parser *parser;
} fixture;

static void train(fixture *f, const char *path, ent_train_options o) {
    o.epochs = 10;
    o.tag_epochs = 10;
    o.min_updates = 1;
    assert_int_equal(
        ent_parser_train(&f->ctx, &o, &f->text, 1, ent_i_str(path)), ENT_OK);
}

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    assert_int_equal(ent_ctx_open(&f->ctx, 1 << 28), ENT_OK);
    put_bank(&f->bank);
    f->text = (ent_train_text){ENT_STR("bank.conllu"), {f->bank.s, f->bank.n}};
    snprintf(f->path, sizeof f->path, "parser-%d.weights", (int)getpid());
    train(f, f->path, (ent_train_options){0});
    assert_int_equal(ent_parser_open(&f->ctx, ent_i_str(f->path), &f->parser),
                     ENT_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    ent_parser_free(f->parser);
    remove(f->path);
    ent_i_buf_free(&f->bank);
    ent_ctx_close(&f->ctx);
    free(f);
    return 0;
}

static void what_was_learnt_is_parsed(void **state) {
    fixture *f = *state;
    ent_parse_score s = {0};
    assert_int_equal(ent_parser_measure(&f->ctx, f->parser, &f->text, 0, &s),
                     ENT_OK);
    assert_int_equal(s.n_sents, 24);
    assert_int_equal(s.n_gold, 141);
    assert_int_equal(s.upos, s.n_gold);
    assert_int_equal(s.lemma, s.n_gold);
    assert_true(s.las >= 138); /* all but the arc that crosses */
    assert_true(s.uas < s.n_gold);
}

static void own_words_are_measured_by_bytes(void **state) {
    fixture *f = *state;
    ent_parse_score gold = {0}, raw = {0};
    assert_int_equal(ent_parser_measure(&f->ctx, f->parser, &f->text, 0, &gold),
                     ENT_OK);
    assert_int_equal(ent_parser_measure(&f->ctx, f->parser, &f->text, 1, &raw),
                     ENT_OK);
    assert_int_equal(raw.n_same, raw.n_gold);
    assert_int_equal(raw.las, gold.las);
}

static ent_str bytes_of(fixture *f, const char *path) {
    ent_str s;
    assert_int_equal(
        ent_i_file_read(&f->ctx, f->ctx.keep, ent_i_str(path), 1 << 24, &s),
        ENT_OK);
    return s;
}

static void a_seed_gives_one_file(void **state) {
    fixture *f = *state;
    char other[80];
    snprintf(other, sizeof other, "%s.2", f->path);
    train(f, other, (ent_train_options){0});
    assert_true(ent_i_eq(bytes_of(f, f->path), bytes_of(f, other)));
    train(f, other, (ent_train_options){.seed = 7});
    assert_false(ent_i_eq(bytes_of(f, f->path), bytes_of(f, other)));
    remove(other);
}

/* Parses a text of one body sentence. */
static void parse(ent_ctx *ctx, const ent_parser *w, ent_doc *doc,
                  ent_sentence *sent, ent_parse *out) {
    ent_tokens toks;
    *sent = (ent_sentence){.in = {{0, (uint32_t)doc->text.n}, 1, 1}};
    doc->sent = sent;
    doc->n_sents = 1;
    assert_int_equal(ent_i_read_tokens(ctx, doc, &toks), ENT_OK);
    assert_int_equal(ent_i_read_parse(ctx, w, doc, &toks, out), ENT_OK);
}

static void a_text_gives_words_in_trees(void **state) {
    fixture *f = *state;
    ent_doc doc = {.text = ENT_STR("The pact was signed by Oslo.")};
    ent_sentence sent;
    ent_parse p;
    parse(&f->ctx, f->parser, &doc, &sent, &p);
    assert_int_equal(p.n, 7);
    uint32_t pact = ent_i_word_at(&p, 5), verb = ent_i_word_at(&p, 14);
    assert_int_equal(pact, 1);
    assert_int_equal(p.word[verb].head, ENT_NO_WORD);
    STR_EQUAL(p.word[verb].lemma, "sign");
    assert_int_equal(ent_i_word_kid(&p, verb, ENT_REL_NSUBJ_PASS), pact);
    assert_int_equal(ent_i_word_kid(&p, verb, ENT_REL_OBJ), ENT_NO_WORD);
    ent_span by =
        ent_i_word_span(&p, ent_i_word_kid(&p, verb, ENT_REL_OBL_AGENT));
    STR_EQUAL(((ent_str){doc.text.s + by.start, by.end - by.start}), "by Oslo");
    assert_int_equal(ent_i_word_at(&p, 3), ENT_NO_WORD); /* the blank */
}

static void sentences_without_events_are_cut_only(void **state) {
    fixture *f = *state;
    ent_doc doc = {.text = ENT_STR("Mali signed the pact"), .n_sents = 1};
    ent_sentence sent = {.in = {{0, 20}, 1, 1}, .kind = ENT_TEXT_TITLE};
    ent_tokens toks;
    ent_parse p;
    doc.sent = &sent;
    assert_int_equal(ent_i_read_tokens(&f->ctx, &doc, &toks), ENT_OK);
    assert_int_equal(ent_i_read_parse(&f->ctx, f->parser, &doc, &toks, &p),
                     ENT_OK);
    assert_int_equal(p.n, 4);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(p.word[i].head, ENT_NO_WORD);
        assert_int_equal(p.word[i].rel, ENT_REL_DEP);
    }
    assert_int_equal(ent_i_read_parse(&f->ctx, NULL, &doc, &toks, &p), ENT_OK);
    assert_int_equal(p.n, 0);
}

/* Every word reaches the one root. */
static void assert_tree(const ent_parse *p) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t steps = 0;
        roots += p->word[i].head == ENT_NO_WORD;
        for (uint32_t k = i; p->word[k].head != ENT_NO_WORD; steps++) {
            k = p->word[k].head;
            assert_true(steps < p->n);
        }
    }
    assert_int_equal(roots, 1);
}

static void very_long_sentences_are_parsed_in_pieces(void **state) {
    fixture *f = *state;
    ent_buf b = {0};
    for (int i = 0; i < 1250; i++)
        ent_i_buf_printf(&b, "Mali left the pact%s ", i % 9 ? "" : ",");
    ent_doc doc = {.text = {b.s, b.n}};
    ent_sentence sent;
    ent_parse p;
    parse(&f->ctx, f->parser, &doc, &sent, &p);
    assert_true(p.n > 5000);
    assert_int_equal(p.unsure[0], 1);
    assert_tree(&p);
    ent_i_buf_free(&b);
}

static void threads_share_a_parser(void **state) {
    fixture *f = *state;
    ent_parse_score one = {0};
    int wrong = 0;
    assert_int_equal(ent_parser_measure(&f->ctx, f->parser, &f->text, 0, &one),
                     ENT_OK);
#pragma omp parallel for num_threads(4) reduction(+ : wrong)
    for (int i = 0; i < 16; i++) {
        ent_ctx ctx;
        ent_parse_score s = {0};
        wrong += ent_ctx_open(&ctx, 1 << 26) != ENT_OK;
        wrong += ent_parser_measure(&ctx, f->parser, &f->text, 0, &s) != ENT_OK;
        wrong += s.las != one.las || s.xpos != one.xpos;
        ent_ctx_close(&ctx);
    }
    assert_int_equal(wrong, 0);
}

static void crossing_arcs_are_lifted(void **state) {
    (void)state;
    /* 1 <- 3 and 2 <- 4 cross; 3 is the root (5) */
    uint16_t head[8] = {0, 3, 4, 5, 3};
    ent_i_lift(head, 4);
    assert_int_equal(head[3], 5);
    assert_int_equal(head[4], 3);
    assert_int_equal(head[1], 3);
    assert_int_equal(head[2], 3);
    uint16_t plain[8] = {0, 2, 5, 2, 3};
    ent_i_lift(plain, 4);
    assert_int_equal(plain[1], 2);
    assert_int_equal(plain[4], 3);
}

/* ---- what is refused */

static void refused(fixture *f, const char *text, uint32_t line,
                    const char *why) {
    ent_treebank b;
    assert_int_equal(
        ent_i_conllu_read(&f->ctx, ENT_STR("t.conllu"), ent_i_str(text), &b),
        ENT_SYNTAX);
    assert_int_equal(f->ctx.fail.line, line);
    if (!strstr(f->ctx.fail.why, why))
        fail_msg("'%s' is not in '%s'", why, f->ctx.fail.why);
}

static void broken_treebanks_are_refused_by_line(void **state) {
    fixture *f = *state;
    refused(f, "1\ta\n", 1, "ten columns");
    refused(f, "# x\n1\ta\ta\tX\t_\t_\tz\tdep\t_\t_\n", 2, "head");
    refused(f, "1\ta\ta\tX\t_\t_\t9\tdep\t_\t_\n", 1, "outside");
    refused(f, "2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 1, "count from 1");
    refused(f,
            "1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n2\tb\tb\tX\t_\t_\t0\troot\t_\t_"
            "\n",
            1, "one root");
    refused(f,
            "1\ta\ta\tX\t_\t_\t2\tdep\t_\t_\n2\tb\tb\tX\t_\t_\t1\tdep\t_\t_\n"
            "3\tc\tc\tX\t_\t_\t0\troot\t_\t_\n",
            1, "circle");
}

static void rewritten(fixture *f, ent_str bytes, const char *why) {
    ent_parser *p;
    char other[80];
    snprintf(other, sizeof other, "%s.3", f->path);
    assert_int_equal(ent_i_file_write(&f->ctx, ent_i_str(other), bytes),
                     ENT_OK);
    assert_int_equal(ent_parser_open(&f->ctx, ent_i_str(other), &p),
                     ENT_SYNTAX);
    if (!strstr(f->ctx.fail.why, why))
        fail_msg("'%s' is not in '%s'", why, f->ctx.fail.why);
    remove(other);
}

static void foreign_and_damaged_weights_are_refused(void **state) {
    fixture *f = *state;
    ent_parser *p;
    ent_str good = bytes_of(f, f->path);
    char *s = malloc(good.n);
    assert_non_null(s);
    memcpy(s, good.s, good.n);
    rewritten(f, ENT_STR("hello"), "not a file of weights");
    rewritten(f, (ent_str){s, good.n / 2 / 8 * 8}, "cut short");
    s[good.n / 2] ^= 1;
    rewritten(f, (ent_str){s, good.n}, "damaged");
    s[good.n / 2] ^= 1;
    s[8] ^= 1;
    rewritten(f, (ent_str){s, good.n}, "another version");
    assert_int_equal(ent_parser_open(&f->ctx, ENT_STR("nowhere.weights"), &p),
                     ENT_IO);
    free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_learnt_is_parsed),
        cmocka_unit_test(own_words_are_measured_by_bytes),
        cmocka_unit_test(a_seed_gives_one_file),
        cmocka_unit_test(a_text_gives_words_in_trees),
        cmocka_unit_test(sentences_without_events_are_cut_only),
        cmocka_unit_test(very_long_sentences_are_parsed_in_pieces),
        cmocka_unit_test(threads_share_a_parser),
        cmocka_unit_test(crossing_arcs_are_lifted),
        cmocka_unit_test(broken_treebanks_are_refused_by_line),
        cmocka_unit_test(foreign_and_damaged_weights_are_refused)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
