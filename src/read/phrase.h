/* phrase.h - one sentence on its way through tagger, lemmas, parser.
 *
 * Places count from 1; place 0 is nothing, place n + 1 the root, and a few
 * more behind it are nothing again, so that features may look around without
 * asking where the sentence ends. */
#ifndef ENT_PHRASE_H
#define ENT_PHRASE_H
#include "read/parse.h"
#include "read/weights.h"

enum { ENT_PHRASE_MAX = 150, ENT_PHRASE_ROOM = ENT_PHRASE_MAX + 6 };

typedef struct ent_phrase {
    uint32_t n;
    bool unsure; /* the parser's runner-up was close */
    ent_str form[ENT_PHRASE_ROOM];
    uint32_t low[ENT_PHRASE_ROOM];   /* hash of the form in lower case */
    uint32_t known[ENT_PHRASE_ROOM]; /* of the tag dictionary */
    uint32_t shape[ENT_PHRASE_ROOM];
    uint32_t affix[ENT_PHRASE_ROOM][8]; /* hashes of ends and beginnings */
    uint32_t word[ENT_PHRASE_ROOM];     /* hash of the lemma */
    uint8_t tag[ENT_PHRASE_ROOM];       /* row of the weights' tags */
    uint8_t rel[ENT_PHRASE_ROOM];       /* ent_rel */
    uint16_t head[ENT_PHRASE_ROOM];     /* n + 1: the root */
    uint16_t script[ENT_PHRASE_ROOM];   /* of the lemma */
    char text[ENT_PHRASE_ROOM][32];     /* the form in lower case, cut */
    uint8_t text_n[ENT_PHRASE_ROOM];
} ent_phrase;

enum { ENT_TAG_NONE = 255, ENT_MAX_TAGS = ENT_CLASSES };

/* A tag of the treebank: universal and own part of speech together. */
typedef struct ent_tag {
    uint8_t upos, xpos;
} ent_tag;

/* How a form becomes its lemma: lower case first if told, then `strip` bytes
 * off its end and `add` put there. */
typedef struct ent_script {
    ent_str add;
    uint8_t lower, strip;
} ent_script;

/* All that is known: learnt, or mapped from a file. */
struct ent_parser {
    ent_linear tagger, tree;
    ent_hashed dict, lemma;
    unsigned n_tags, n_scripts, n_rels;
    ent_tag tag[ENT_MAX_TAGS];
    ent_script *script; /* on the heap */
    uint64_t *seen;     /* on the heap: of the tagger, then of the tree */
    ent_str info;
    ent_str map; /* the file, mapped */
};

/* A parser over bytes that outlive it, aligned to eight; as ent_parser_open. */
ent_err ent_i_parser_over(ent_ctx *ctx, ent_str path, ent_str bytes,
                          ent_parser **out);

/* Scratch of the parser, for one thread. */
typedef struct ent_forest ent_forest;
ent_err ent_i_forest_new(ent_ctx *ctx, ent_arena *a, ent_forest **out);

/* ---- what a form looks like (phrase.c) */

/* Sets n and what derives from form[1..n], which were put before. */
void ent_i_phrase_set(ent_phrase *p, uint32_t n);
uint32_t ent_i_hash32(const char *s, size_t n);

/* ---- stages; each needs the ones before */

/* Looks up what the dictionary knows of each form. */
void ent_i_phrase_know(const ent_parser *w, ent_phrase *p);
enum { ENT_TAG_FEATURES = 64 };
unsigned ent_i_tag_features(const ent_phrase *p, uint32_t i, uint64_t *key);
/* The tag that these features speak for. */
uint8_t ent_i_tag_best(const ent_parser *w, const uint64_t *key, unsigned n);
/* The dictionary's tag if it has but one, or ENT_TAG_NONE. */
uint8_t ent_i_tag_sure(const ent_phrase *p, uint32_t i);
void ent_i_phrase_tag(const ent_parser *w, ent_phrase *p);
void ent_i_phrase_lemmas(const ent_parser *w, ent_phrase *p);
/* The lemma as text; into `a` where it is not a part of the form. */
ent_str ent_i_lemma_text(const ent_parser *w, const ent_phrase *p, uint32_t i,
                         ent_arena *a);
/* The key of the lemma's rule for the last `n` bytes, or for the whole form. */
enum { ENT_WHOLE = 255 };
uint64_t ent_i_lemma_key(const ent_phrase *p, uint32_t i, unsigned n);
/* Heads and relations. */
void ent_i_phrase_tree(const ent_parser *w, ent_forest *f, ent_phrase *p);
/* How often learning follows the parser's own choice where it is wrong; a
 * function of stream and draw. */
typedef struct ent_explore {
    double share;
    ent_stream stream;
    uint64_t draw;
} ent_explore;
typedef struct ent_tally {
    size_t steps, wrong;
} ent_tally;
/* Learns from one sentence whose head[] is right, and counts its steps. */
ent_err ent_i_tree_learn(ent_ctx *ctx, const ent_parser *w, ent_forest *f,
                         ent_phrase *p, ent_explore explore, ent_learner *l,
                         ent_tally *tally);
/* Lifts arcs until no two cross; head[] as in the phrase. */
void ent_i_lift(uint16_t *head, uint32_t n);
#endif
