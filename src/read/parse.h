/* parse.h - words, tags and dependency trees of a document's sentences.
 *
 *   tokens -> ent_i_read_words  words as Universal Dependencies cuts them
 *          -> ent_i_read_tags   part of speech and lemma of each
 *          -> ent_i_read_trees  head and relation of each
 *
 * Rows are words of the whole document in order; heads and children are rows
 * too. Sentences of kinds that bear no events are cut but not parsed: each of
 * their words is a root with the relation dep. */
#ifndef ENT_PARSE_H
#define ENT_PARSE_H
#include "read/read.h"

#define ENT_NO_WORD UINT32_MAX

/* Universal parts of speech. */
/* clang-format off */
#define ENT_UPOS_LIST(X)                                                       \
    X(OTHER)                                                                   \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) \
        X(PRON) X(PROPN) X(PUNCT) X(SCONJ) X(SYM) X(VERB)
typedef enum ent_upos {
#define ENT_U(name) ENT_UPOS_##name,
    ENT_UPOS_LIST(ENT_U)
#undef ENT_U
        ENT_N_UPOS
} ent_upos;
/* clang-format on */

/* Treebank tags: finer where frames need it (VBD, VBN, NNS …). Punctuation
 * has several; ask for the universal PUNCT. */
/* clang-format off */
#define ENT_XPOS_LIST(X)                                                       \
    X(NONE, "_")                                                               \
    X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X( \
        JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD")          \
        X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS") X(NNS, "NNS") X(PDT, "PDT")  \
            X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB")            \
                X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM")          \
                    X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD")          \
                        X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP")              \
                            X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP")            \
                                X(WPS, "WP$") X(WRB, "WRB") X(POINT, ".")      \
                                    X(COMMA, ",") X(COLON, ":")                \
                                        X(OPENING, "``") X(CLOSING, "''")      \
                                            X(LRB, "-LRB-") X(RRB, "-RRB-")    \
                                                X(HYPH, "HYPH") X(NFP, "NFP")  \
                                                    X(DOLLAR, "$")             \
                                                        X(ADD, "ADD")          \
                                                            X(AFX, "AFX")      \
                                                                X(GW, "GW")
typedef enum ent_xpos {
#define ENT_X(name, text) ENT_XPOS_##name,
    ENT_XPOS_LIST(ENT_X)
#undef ENT_X
        ENT_N_XPOS
} ent_xpos;
/* clang-format on */

/* Relations that English treebanks use; a subtype not listed is its main
 * type. */
/* clang-format off */
#define ENT_REL_LIST(X)                                                        \
    X(DEP, "dep")                                                              \
    X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(                 \
        ADVCL, "advcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos")  \
        X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") X(   \
            CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND,            \
                                                          "compound")          \
            X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") X(   \
                CSUBJ, "csubj") X(CSUBJ_PASS, "csubj:pass") X(DET, "det")      \
                X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(       \
                    DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED,         \
                                                                "fixed")       \
                    X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") X( \
                        LIST, "list") X(MARK, "mark") X(NMOD,                  \
                                                        "nmod") X(NMOD_POSS,   \
                                                                  "nmod:poss") \
                        X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X( \
                            NSUBJ_PASS,                                        \
                            "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj")    \
                            X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(         \
                                OBL_UNMARKED, "obl:unmarked") X(ORPHAN,        \
                                                                "orphan")      \
                                X(PARATAXIS, "parataxis") X(PUNCT, "punct")    \
                                    X(REPARANDUM,                              \
                                      "reparandum") X(VOCATIVE, "vocative")    \
                                        X(XCOMP, "xcomp")                      \
                                            X(ADVCL_RELCL, "advcl:relcl")      \
                                                X(CSUBJ_OUTER, "csubj:outer")  \
                                                    X(NMOD_DESC, "nmod:desc")  \
                                                        X(NSUBJ_OUTER,         \
                                                          "nsubj:outer")
typedef enum ent_rel {
#define ENT_X(name, text) ENT_REL_##name,
    ENT_REL_LIST(ENT_X)
#undef ENT_X
        ENT_N_REL
} ent_rel;
/* clang-format on */

typedef struct ent_word {
    uint32_t start, end; /* into doc->text */
    uint32_t sent;       /* row of doc->sent */
    uint32_t head;       /* ENT_NO_WORD: the root */
    uint32_t kid, next;  /* first child; next child of the same head, both
                            in the order of the text; or ENT_NO_WORD */
    ent_str lemma;       /* lower case but for proper names */
    uint8_t upos, xpos, rel;
} ent_word;

typedef struct ent_parse {
    const ent_word *word;
    size_t n;
    const uint32_t *first; /* [n_sents + 1] first word of each sentence */
    const uint8_t *unsure; /* [n_sents] 1: a low margin somewhere in the tree,
                              or a sentence cut because of its length */
} ent_parse;

/* Words, tags, lemmas and trees of the sentences that may bear events; the
 * arrays live in ctx->temp. Without a parser (NULL) out->n is 0.
 * Cost: linear; below 20 us a word. */
ent_err ent_i_read_parse(ent_ctx *ctx, const ent_parser *parser,
                         const ent_doc *doc, const ent_tokens *toks,
                         ent_parse *out);
/* The row of the word that holds byte `at` of the text, or ENT_NO_WORD;
 * cost: log n. */
uint32_t ent_i_word_at(const ent_parse *p, uint32_t at);
/* First child of `head` by that relation, or ENT_NO_WORD. */
uint32_t ent_i_word_kid(const ent_parse *p, uint32_t head, ent_rel rel);
/* Bytes from the first to the last word of the subtree of `head`. */
ent_span ent_i_word_span(const ent_parse *p, uint32_t head);

static inline ent_str ent_i_word_text(const ent_doc *doc, const ent_word *w) {
    return (ent_str){doc->text.s + w->start, w->end - w->start};
}

extern const char *const ent_i_upos_name[ENT_N_UPOS];
extern const char *const ent_i_xpos_name[ENT_N_XPOS];
extern const char *const ent_i_rel_name[ENT_N_REL];
#endif
