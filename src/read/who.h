/* who.h - which actor a word of a tree stands for.
 *
 * Frames and statements find their roles as words; a mention is a stretch of
 * bytes. The head of a mention is its word whose own head lies outside; the
 * title before a name stands for the name where the tree takes it as head. */
#ifndef ENT_WHO_H
#define ENT_WHO_H
#include "read/parse.h"

#define ENT_NO_MENTION UINT32_MAX

typedef struct ent_who {
    const uint32_t *mention; /* [parse->n] row of doc->mention: of the mentions
                                with that head the longest; ENT_NO_MENTION */
} ent_who;

/* Lives in ctx->temp; cost: linear. */
ent_err ent_i_read_who(ent_ctx *ctx, const ent_doc *doc, const ent_parse *p,
                       ent_who *out);
#endif
