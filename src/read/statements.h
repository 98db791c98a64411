/* statements.h - who said what: the last stage of reading.
 *
 * Needs trees, and the words that actors stand for; docs/statements.md. */
#ifndef ENT_STATEMENTS_H
#define ENT_STATEMENTS_H
#include "read/lexicon.h"
#include "read/quotes.h"
#include "read/who.h"

/* What the stages before found in one document; all borrowed. */
typedef struct ent_reading {
    const ent_lexicon *lex;
    const ent_issues *issues; /* NULL: no issue, no stance */
    const ent_parse *parse;
    const ent_who *who;
    const ent_quotes *quotes;
} ent_reading;

/* Fills doc->statement; cost: linear. */
ent_err ent_i_read_statements(ent_ctx *ctx, const ent_reading *in,
                              ent_doc *doc);
#endif
