/* rerank.h - weights that arbitrate between what the rules propose.
 *
 * A linear score per category, and for none, over features of a candidate;
 * the category that the rule proposes has a head start. Without weights the
 * rule's category stays. The file (data/weights/events.weights) is text: a
 * line "entente-events 1", then a feature's number in hexadecimal and
 * CATEGORY:weight pairs. */
#ifndef ENT_RERANK_H
#define ENT_RERANK_H
#include "read/coder.h"

enum {
    ENT_RERANK_FEATURES = 24,
    ENT_RERANK_PRIOR = 160, /* of the rule's category, in units of a weight */
    ENT_RERANK_OTHER = 80,  /* by which the rule's category must lose */
    ENT_RERANK_NONE = 40    /* by which none must win: few sentences teach it */
};

typedef struct ent_sample {
    uint64_t feature[ENT_RERANK_FEATURES];
    uint32_t n;
    uint32_t start, end; /* the trigger, bytes of the text */
    ent_span noun;       /* of the noun in its frame, or 0,0 */
    ent_plover rule;     /* proposed */
    bool core;
} ent_sample;

/* Fills sample->feature and rule. */
void ent_i_rerank_sample(const ent_coder *c, const ent_candidate *e,
                         ent_sample *out);
/* ENT_SYNTAX with file and line; lives in the arena; cost: linear. */
ent_err ent_i_rerank_read(ent_ctx *ctx, ent_arena *arena, ent_str path,
                          ent_str bytes, ent_rerank **out);
/* Sums of the weights by category, the head start of the rule included. */
void ent_i_rerank_score(const ent_rerank *r, const ent_sample *s,
                        int32_t score[ENT_N_PLOVER]);
/* The category with the highest score, where it clearly beats the rule's;
 * ENT_PLOVER_NONE: no event. */
ent_plover ent_i_rerank_best(const int32_t score[ENT_N_PLOVER],
                             ent_plover rule);
/* The weights inside the library; NULL: none. */
const ent_rerank *ent_i_lex_rerank(const ent_lexicon *lex);
#endif
