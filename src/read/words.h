/* words.h - from tokens to the words that treebanks know. */
#ifndef ENT_WORDS_H
#define ENT_WORDS_H
#include "read/parse.h"

/* The words of one sentence as Universal Dependencies' English treebanks cut
 * them, pushed to `out` (ent_span): "don't" is two, "Kim Jong-un" four,
 * "e-mail", an address, "U.S." and "..." one. Cost: linear. */
typedef struct ent_cutter ent_cutter;
ent_err ent_i_cutter_new(ent_ctx *ctx, const ent_cutter **out);
ent_err ent_i_cut_words(ent_ctx *ctx, const ent_cutter *c, const ent_doc *doc,
                        const ent_tokens *toks, uint32_t sent, ent_vec *out);
#endif
