/* coref.h - shared by the files that tell who role nouns and pronouns stand
 * for; nobody else needs more than ent_i_read_coref.
 *
 *   coref.c           the walk through the text, what is spoken of, chains
 *   coref_chunks.c    noun phrases as stretches of words
 *   coref_nouns.c     role nouns and demonyms: "the Russian side"
 *   coref_owners.c    whose role it is, and who holds the office
 *   coref_names.c     names that no dictionary has
 *   coref_pronouns.c  he, its, they
 *
 * What is spoken of is a topic: an actor, or a thing that pronouns might stand
 * for. Topics gain weight when they are mentioned, more as subject than as
 * object, and lose half of it with each sentence (after Lappin and Leass,
 * Computational Linguistics 20 (1994), 535-561); a pronoun takes the heaviest
 * that agrees with it. */
#ifndef ENT_COREF_H
#define ENT_COREF_H
#include "read/lexicon.h"
#include "read/who.h"

#define ENT_NO_TOPIC   UINT32_MAX
#define ENT_COREF_DATE INT32_MIN /* the document has no date */

typedef enum ent_topic_kind {
    ENT_TOPIC_THING,  /* no actor; pronouns may mean it */
    ENT_TOPIC_MAYBE,  /* a name that no dictionary has */
    ENT_TOPIC_PERSON, /* he or she */
    ENT_TOPIC_GROUP,  /* they */
    ENT_TOPIC_BODY    /* it; of its members, they */
} ent_topic_kind;

typedef struct ent_topic {
    ent_str code, entity; /* blank code: no actor that is known */
    double before, now;   /* weight of earlier sentences, of this one */
    uint32_t sent;        /* of the latest mention */
    uint32_t word;        /* its head, or ENT_NO_WORD */
    uint32_t n;           /* mentions that are written out */
    uint32_t chain;
    ent_topic_kind kind;
    char gender;              /* m, f, or 0 */
    bool many;                /* a thing in the plural */
    const ent_lex_role *role; /* the role noun that mentioned it last */
    bool learnt;              /* a name that no dictionary has */
    bool subject;             /* mentioned last as a subject */
    bool solid;               /* more than an adjective: pronouns may mean it */
} ent_topic;

/* A mention to be written out, and what it stands for. */
typedef struct ent_found {
    ent_mention m;
    uint32_t ref;
} ent_found;

typedef struct ent_chunk {
    uint32_t first, end; /* words; the head's compound ends before end */
    uint32_t head, key;  /* key: where the words of the role begin */
    const ent_lex_role *role;
} ent_chunk;

/* Topics that a pronoun can reach: the latest mentioned first. */
#define ENT_N_RECENT 64

typedef struct ent_coref {
    ent_ctx *ctx;
    const ent_lexicon *lex;
    const ent_parse *p;
    ent_doc *doc;
    ent_who who;
    uint32_t *cover;    /* [p->n] 1 + mention over the word; 0: none */
    uint8_t *drop;      /* [doc->n_mentions] 1: "the French", read anew */
    uint32_t *word_ref; /* [p->n] 1 + ref of the phrase headed there */
    ent_vec ref, found; /* ent_topic, ent_found */
    uint32_t *slot;     /* [slot_mask + 1] 1 + ref by entity */
    size_t slot_mask, n_keyed;
    uint32_t recent[ENT_N_RECENT];
    size_t n_recent;
    uint32_t first_mention, end_mention; /* of the sentence at hand */
    ent_str place;                       /* state of the place named last */
    uint32_t sent;                       /* where the walk is */
    int32_t today;                       /* day of the document */
} ent_coref;

/* Several codes joined by '|'? */
static inline bool ent_i_several(ent_str code) {
    return code.n && memchr(code.s, '|', code.n);
}

/* ---- topics (coref.c) */
ent_topic *ent_i_topic(const ent_coref *c, uint32_t row);
/* The ref with that entity, made if there is none; ENT_NO_TOPIC: no memory. */
uint32_t ent_i_topic_of(ent_coref *c, ent_str code, ent_str entity,
                        ent_topic_kind kind);
/* The topic with that entity, or ENT_NO_TOPIC. */
ent_err ent_i_topic_known(const ent_coref *c, ent_str entity, uint32_t *row);
/* A topic that only this phrase and its pronouns share. */
uint32_t ent_i_topic_new(ent_coref *c, ent_topic_kind kind);
/* Mentions a topic at a word: gives it weight and moves it to the front. */
void ent_i_topic_touch(ent_coref *c, uint32_t row, uint32_t word);
double ent_i_topic_weight(const ent_coref *c, const ent_topic *r);
/* Writes a mention out. */
ent_err ent_i_found(ent_coref *c, const ent_mention *m, uint32_t ref);

/* ---- phrases (coref_chunks.c) */
bool ent_i_word_is(const ent_coref *c, uint32_t w, const char *const *words);
bool ent_i_lemma_is(const ent_coref *c, uint32_t w, const char *const *words);
/* The word behind w in its sentence, or ENT_NO_WORD; the one before it. */
uint32_t ent_i_word_next(const ent_coref *c, uint32_t w);
uint32_t ent_i_word_before(const ent_coref *c, uint32_t w);
/* First word of the noun phrase that ends at w. */
uint32_t ent_i_chunk_first(const ent_coref *c, uint32_t w);
/* The noun phrase headed at w; false when another word heads it. */
bool ent_i_chunk(const ent_coref *c, uint32_t w, ent_chunk *out);
/* Is it said of something else that it is this: "is a leader"? */
bool ent_i_predicated(const ent_coref *c, uint32_t w);
/* The mention over a word, or NULL. */
const ent_mention *ent_i_covering(const ent_coref *c, uint32_t w);

/* ---- owners (coref_owners.c) */

/* Whose role a phrase names, and what follows from that. */
typedef struct ent_owner {
    ent_str code;    /* of the owner, several joined by '|' */
    uint32_t ref;    /* or ENT_NO_TOPIC */
    uint32_t end;    /* words: the phrase with "of Russia" */
    bool region;     /* European: no state */
    bool possessive; /* "his", "Putin's" */
    bool place;      /* "of Jutland": no state, and its head leads none */
    bool person;     /* Putin's, his */
    bool told;       /* there are words that say whose */
} ent_owner;

ent_err ent_i_owner(ent_coref *c, const ent_chunk *k, ent_owner *out);
/* The ref of who fills the role for the states of that code. */
ent_err ent_i_fill(ent_coref *c, const ent_lex_role *role, ent_str owner,
                   bool many, uint32_t *ref);
/* The state that a sentence sets: where it happens, or the only one that it
 * names; blank where there are several. */
ent_str ent_i_scene(const ent_coref *c);
/* The state that the text is about here, or blank. */
ent_str ent_i_focus(const ent_coref *c);
/* The two that are spoken of most: persons with that suffix, or states. */
ent_err ent_i_both(ent_coref *c, const ent_lex_role *role, uint32_t *ref);

/* ---- names (coref_names.c) */
/* The name behind a title: "union leader Sara Lindqvist". */
ent_err ent_i_titled_name(ent_coref *c, const ent_chunk *k, uint32_t *w);
/* Does it open like a name, "Civic" of "the Civic Party", whatever its tag,
 * and belong to none that is known? */
bool ent_i_capital_word(const ent_coref *c, uint32_t w);
/* A party or union by its own name: "the Civic Party". */
ent_err ent_i_named_body(ent_coref *c, const ent_chunk *k, bool *done);
/* The name of somebody learnt before. */
ent_err ent_i_learnt_name(ent_coref *c, uint32_t *w, bool *done);

/* ---- what the walk meets */
ent_err ent_i_coref_noun(ent_coref *c, uint32_t *w);
/* "The French opposed it": an adjective that stands for its people. */
bool ent_i_stands_alone(const ent_coref *c, uint32_t w);
ent_err ent_i_coref_pronoun(ent_coref *c, uint32_t w);

/* Adds role nouns and pronouns to doc->mention and tells which mentions stand
 * for the same. Does nothing without a parse. Cost: linear. */
ent_err ent_i_read_coref(ent_ctx *ctx, const ent_lexicon *lex,
                         const ent_parse *p, ent_doc *doc);
#endif
