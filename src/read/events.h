/* events.h - the stage of events: who did what to whom, by frames and trees. */
#ifndef ENT_EVENTS_H
#define ENT_EVENTS_H
#include "read/quotes.h"
#include "read/who.h"

/* Fills doc->event in the order of the text; the arrays live in ctx->keep.
 * Without words in the parse there are no events.  Cost: linear. */
ent_err ent_i_read_events(ent_ctx *ctx, const ent_lexicon *lex,
                          const ent_parse *p, const ent_who *who,
                          const ent_quotes *quotes, ent_doc *doc);
#endif
