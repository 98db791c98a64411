/* mentions.h - shared by the files that find mentions; nobody else needs it.
 *
 *   scan (mentions.c)   longest matches of the lexicon, sentence by sentence
 *   strangers.c         persons no dictionary has, by title or affiliation
 *   resolve (actors.c)  which reading a match has here: person and office,
 *                       government or place, whose institution */
#ifndef ENT_MENTIONS_H
#define ENT_MENTIONS_H
#include "read/lexicon.h"

#define ENT_NO_DATE INT32_MIN

/* A stretch of tokens that the lexicon knows, or a stranger's name. */
typedef struct ent_match {
    uint32_t first, end; /* tokens */
    uint32_t entry;      /* head of the entries of its node; 0: a stranger */
    uint32_t stranger;   /* row of strangers */
    ent_lex_kind kind;   /* of the entry chosen */
    bool inner;          /* lies inside the match before it */
    bool dead;           /* a surname that belongs to a stranger here */
    bool place;          /* was read as a place, for "Moscow and Seoul" */
    char owner[4];       /* state it stands for, once resolved; or "" */
} ent_match;

typedef struct ent_stranger {
    ent_str surname, code, entity, rule;
} ent_stranger;

typedef struct ent_finder {
    ent_ctx *ctx;
    const ent_lexicon *lex;
    const ent_tokens *toks;
    const ent_doc *doc;
    uint32_t *word;  /* [toks->n] number in the lexicon; 0: none */
    uint32_t *cover; /* [toks->n] 1 + row of the match over it; 0: none */
    uint8_t *skip;   /* [toks->n] inside a source bracket */
    ent_vec match, stranger, out;
    uint32_t *seen; /* [persons] 1 + token of the latest full name so far */
    uint8_t *named; /* [persons] full name somewhere in the document */
    uint8_t *cast;  /* [persons] named, or by an unmistakable surname */
    int32_t today;  /* date of the document, days; ENT_NO_DATE */
} ent_finder;

/* ---- looking around (mentions.c) */
ent_str ent_i_at(const ent_finder *f, uint32_t token);
/* Is the token one of the words, in lower or sentence case? */
bool ent_i_among(const ent_finder *f, uint32_t token, const char *const *words);
bool ent_i_capital(const ent_finder *f, uint32_t token);
/* A word that is capital only at the head of a sentence: But, The, When. */
bool ent_i_function_word(const ent_finder *f, uint32_t token);
uint32_t ent_i_sent_first(const ent_finder *f, uint32_t token);
uint32_t ent_i_sent_end(const ent_finder *f, uint32_t token);
ent_match *ent_i_match(const ent_finder *f, uint32_t row);
/* The match over a token, or NULL. */
ent_match *ent_i_over(const ent_finder *f, uint32_t token);
/* The first entry of that kind in a match, or NULL. */
const ent_lex_entry *ent_i_reading(const ent_finder *f, const ent_match *m,
                                   ent_lex_kind kind);

/* Finds strangers' names and adds them to f->match in place. */
ent_err ent_i_find_strangers(ent_finder *f);
/* Dates the document by its cast if it has no date of its own. */
void ent_i_settle_today(ent_finder *f);
/* Turns one match into at most one mention of f->out. */
ent_err ent_i_resolve(ent_finder *f, uint32_t row);
#endif
