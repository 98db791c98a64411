/* formula_words.h - a formula's text as words: numbers, names, signs. */
#ifndef ENT_FORMULA_WORDS_H
#define ENT_FORMULA_WORDS_H
#include "scenario/formula_tree.h"

typedef enum ent_word_kind {
    ENT_WORD_END,
    ENT_WORD_NUMBER,
    ENT_WORD_NAME,
    ENT_WORD_SIGN /* operator, bracket, comma … */
} ent_word_kind;

typedef struct ent_word {
    ent_word_kind kind;
    uint32_t at;   /* byte where it begins */
    ent_str raw;   /* as written */
    ent_str name;  /* of NAME: without backquotes */
    bool quoted;   /* it has backquotes: no keyword, no function */
    double number; /* of NUMBER */
} ent_word;

/* Reading one formula, a word ahead. */
typedef struct ent_words {
    ent_ctx *ctx;
    const ent_formula *formula;
    ent_word word; /* the next one */
    uint32_t next; /* byte behind it */
} ent_words;

/* Moves on to the next word; ENT_SYNTAX for what is none. */
ent_err ent_i_words_next(ent_words *w);
bool ent_i_words_sign(const ent_words *w, const char *sign);
/* An unquoted name that is this keyword. */
bool ent_i_words_key(const ent_words *w, const char *key);
/* When a pattern such as *.capability begins here, takes it as one. */
bool ent_i_words_pattern(ent_words *w, ent_str *out);
/* The longest name that begins at a word if '-' counts as a letter. */
ent_str ent_i_words_dashed(const ent_words *w, const ent_word *from);

#define ENT_FAIL_WORD(w, err, byte, ...)                                \
    ENT_FAIL_AT((w)->ctx, err, ent_i_formula_place((w)->formula, byte), \
                __VA_ARGS__)
#endif
