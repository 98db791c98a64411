/* train.h - what the files that learn weights share; nobody else needs it.
 *
 *   train_tags.c    tag dictionary, tagger, rules of lemmas
 *   train_trees.c   parser, on tags as the tagger would give them
 *   train.c         the order of it all, and the file
 *
 * A model learnt is packed at once, so that all that is learnt above it sees
 * it as it will be in use. */
#ifndef ENT_TRAIN_H
#define ENT_TRAIN_H
#include "read/conllu.h"
#include "read/phrase.h"

typedef struct ent_lesson {
    const ent_conllu_word *word;
    uint32_t n;
    uint32_t first; /* row of tag[], guess[] */
} ent_lesson;

typedef struct ent_trainer {
    ent_ctx *ctx;
    const ent_train_options *opt;
    ent_lesson *lesson; /* no longer than the parser takes */
    size_t n;
    uint8_t *tag;    /* [words] row of w.tag: the right one */
    uint8_t *guess;  /* [words] what a tagger says that has not seen it */
    uint32_t *order; /* [n] lessons as this epoch takes them */
    ent_parser w;    /* as far as it is learnt */
    ent_vec script;  /* ent_script: rows of w.script */
    ent_packed dict, tagger, lemma, tree;
    ent_phrase *phrase;
    ent_forest *forest;
} ent_trainer;

enum { ENT_NO_FOLD = -1 };

/* Shuffles t->order; a function of seed, epoch and name. */
void ent_i_train_shuffle(ent_trainer *t, ent_str name, unsigned epoch);
/* Sets the phrase to the forms of a lesson. */
void ent_i_train_phrase(ent_trainer *t, const ent_lesson *s);
/* Is the lesson in that fifth of them? No fold: in none. */
bool ent_i_train_in_fold(const ent_trainer *t, size_t lesson, int fold);
ent_err ent_i_train_tell(ent_trainer *t, const char *stage, double part);
ent_hashed ent_i_train_table(const ent_packed *p);

/* What the tagger keeps: it learns from fewer mistakes than trees. */
unsigned ent_i_train_least(const ent_trainer *t);

/* Dictionary and tagger from all lessons but one fold of them. */
ent_err ent_i_train_tagger(ent_trainer *t, int fold);
ent_err ent_i_train_lemmas(ent_trainer *t);
ent_err ent_i_train_trees(ent_trainer *t);
#endif
