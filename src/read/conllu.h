/* conllu.h - treebanks in CoNLL-U: read, and written. */
#ifndef ENT_CONLLU_H
#define ENT_CONLLU_H
#include "read/parse.h"

typedef struct ent_conllu_word {
    ent_str form, lemma;
    uint8_t upos, xpos, rel;
    bool glued;    /* no space behind it */
    uint32_t head; /* 1.. in the sentence; 0: the root */
} ent_conllu_word;

typedef struct ent_conllu_sent {
    uint32_t first, n; /* rows of word */
} ent_conllu_sent;

typedef struct ent_treebank {
    const ent_conllu_word *word;
    const ent_conllu_sent *sent;
    size_t n_words, n_sents;
} ent_treebank;

/* Reads a treebank into ctx->keep; `text` must outlive it. Multiword tokens
 * and empty nodes are left out; every sentence must be a tree.
 * ENT_SYNTAX with file and line. Cost: linear. */
ent_err ent_i_conllu_read(ent_ctx *ctx, ent_str path, ent_str text,
                          ent_treebank *out);
/* Puts the sentences of a document as CoNLL-U. */
void ent_i_conllu_put(ent_buf *b, const ent_doc *doc, const ent_parse *p);

/* By name; a subtype that is not listed is its main type, and what is not
 * known at all OTHER, NONE, DEP. */
uint8_t ent_i_upos_of(ent_str name);
uint8_t ent_i_xpos_of(ent_str name);
uint8_t ent_i_rel_of(ent_str name);
#endif
