/* test_clauses.c - who acts and whom it is done to, over trees as parsers make
 * them: right ones, and ones that take the verb for a participle. */
#include "read/coder.h"
#include "trees.h"

#define ROOM ((size_t)64 << 20)

typedef struct clause {
    const char *conllu;
    uint32_t verb, subject, object; /* words from 1; 0: none */
    bool passive;
} clause;

#define W(id, form, lemma, upos, xpos, head, rel)                         \
#id "\t" form "\t" lemma "\t" #upos "\t" #xpos "\t_\t" #head "\t" rel \
        "\t_\t_\n"

static const clause clauses[] = {
    /* soldiers shelled the town by night: a plain clause */
    {W(1, "Soldiers", "soldier", NOUN, NNS, 2, "nsubj")
         W(2, "shelled", "shell", VERB, VBD, 0, "root")
             W(3, "towns", "town", NOUN, NNS, 2, "obj")
                 W(4, ".", ".", PUNCT, _, 2, "punct"),
     2, 1, 3, false},
    /* the participle is right: the town shelled by soldiers burned */
    {W(1, "Towns", "town", NOUN, NNS, 5, "nsubj")
         W(2, "shelled", "shell", VERB, VBN, 1, "acl")
             W(3, "by", "by", ADP, IN, 4, "case")
                 W(4, "soldiers", "soldier", NOUN, NNS, 2, "obl")
                     W(5, "burned", "burn", VERB, VBD, 0, "root")
                         W(6, ".", ".", PUNCT, _, 5, "punct"),
     2, 4, 1, true},
    /* no verb stands above it: it is the verb */
    {W(1, "Crowds", "crowd", NOUN, NNS, 0, "root")
         W(2, "rioted", "riot", VERB, VBN, 1, "acl")
             W(3, "where", "where", ADV, WRB, 5, "advmod")
                 W(4, "he", "he", PRON, PRP, 5, "nsubj")
                     W(5, "spoke", "speak", VERB, VBD, 2, "advcl")
                         W(6, ".", ".", PUNCT, _, 1, "punct"),
     2, 1, 0, false},
    /* a copula makes the noun the predicate: the participle stays one */
    {W(1, "He", "he", PRON, PRP, 3, "nsubj")
         W(2, "is", "be", AUX, VBZ, 3, "cop")
             W(3, "man", "man", NOUN, NN, 0, "root")
                 W(4, "accused", "accuse", VERB, VBN, 3, "acl")
                     W(5, ".", ".", PUNCT, _, 3, "punct"),
     4, 0, 3, true},
    /* the verb above has a subject of its own behind "and" */
    {W(1, "Workers", "worker", NOUN, NNS, 5, "nsubj")
         W(2, "struck", "strike", VERB, VBN, 1, "acl")
             W(3, "and", "and", CCONJ, CC, 5, "cc")
                 W(4, "soldiers", "soldier", NOUN, NNS, 5, "nsubj")
                     W(5, "drove", "drive", VERB, VBD, 0, "root")
                         W(6, ".", ".", PUNCT, _, 5, "punct"),
     2, 1, 0, false},
    /* the verb hides as an attribute of its object */
    {W(1, "Officers", "officer", NOUN, NNS, 0, "root")
         W(2, "seized", "seize", VERB, VBN, 4, "amod")
             W(3, "drone", "drone", NOUN, NN, 4, "compound")
                 W(4, "parts", "part", NOUN, NNS, 1, "nmod")
                     W(5, ".", ".", PUNCT, _, 1, "punct"),
     2, 1, 4, false},
};

static ent_ctx ctx;
static ent_frames *frames;

static int open_frames(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, ROOM) ||
           ent_i_frames_new(&ctx, ctx.keep, NULL, &frames);
}

static int close_frames(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static uint32_t number(uint32_t w) {
    return w == ENT_NO_WORD ? 0 : w + 1;
}

static void check(const clause *x) {
    ent_doc doc;
    ent_parse p;
    ent_who who;
    ent_buf text;
    trees_read(&ctx, ent_i_str(x->conllu), &doc, &p, &text);
    ent_sentence s = doc.sent[0];
    s.in.at.end--; /* the blank behind the last word */
    doc.sent = &s;
    assert_int_equal(ent_i_read_who(&ctx, &doc, &p, &who), ENT_OK);
    ent_str *lemma = ENT_NEW(ctx.temp, p.n, ent_str);
    for (uint32_t w = 0; w < p.n; w++)
        lemma[w] = p.word[w].lemma;
    ent_coder c = {.ctx = &ctx,
                   .frames = frames,
                   .p = &p,
                   .who = &who,
                   .doc = &doc,
                   .lemma = lemma};
    uint32_t verb = x->verb - 1;
    print_message("%.*s\n", ENT_P(doc.text));
    assert_int_equal(ent_i_is_passive(&c, verb), x->passive);
    assert_int_equal(number(ent_i_subject(&c, verb)), x->subject);
    assert_int_equal(number(ent_i_object(&c, verb)), x->object);
    ent_i_buf_free(&text);
    ent_arena_reset(ctx.temp);
}

static void verbs_have_their_subjects_and_objects(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++)
        check(&clauses[i]);
}

static void plurals_have_the_lemma_of_the_dictionary(void **state) {
    (void)state;
    static const struct {
        const char *lemma, *singular;
    } noun[] = {
        {"troops", "troop"},      /* only "troop" is a row */
        {"supplies", "supplies"}, /* a row of its own */
        {"glass", "glass"},       /* no row either way */
        {"soldier", "soldier"},   {"s", "s"}, {"", ""},
    };
    ent_coder c = {.ctx = &ctx, .frames = frames};
    for (size_t i = 0; i < sizeof noun / sizeof *noun; i++)
        STR_EQUAL(ent_i_singular(&c, ent_i_str(noun[i].lemma)),
                  noun[i].singular);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verbs_have_their_subjects_and_objects),
        cmocka_unit_test(plurals_have_the_lemma_of_the_dictionary),
    };
    return cmocka_run_group_tests(tests, open_frames, close_frames);
}
