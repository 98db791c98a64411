/* quotes.h - what stands between quotation marks.
 *
 * A quotation reopened at the head of the next paragraph goes on; an
 * apostrophe opens none; one or a few words without a verb are scare quotes,
 * no speech. */
#ifndef ENT_QUOTES_H
#define ENT_QUOTES_H
#include "read/parse.h"

typedef struct ent_quote {
    ent_span at;      /* with its marks */
    uint32_t goes_on; /* 1: continues the quotation before */
    uint32_t speech;  /* 0: scare quotes or a title */
} ent_quote;

typedef struct ent_quotes {
    const ent_quote *quote; /* in the order of the text, not nested */
    size_t n;
} ent_quotes;

/* Lives in ctx->temp; cost: linear. */
ent_err ent_i_read_quotes(ent_ctx *ctx, const ent_doc *doc, const ent_parse *p,
                          ent_quotes *out);
/* The quotation that holds byte `at`, or NULL; cost: log n. */
const ent_quote *ent_i_quote_at(const ent_quotes *q, uint32_t at);
#endif
