/* citations.h - what the files that read cited sources share. */
#ifndef ENT_CITATIONS_H
#define ENT_CITATIONS_H
#include "read/date_rules.h"
#include <strings.h>
#include <utf8proc.h>

/* One document being searched for citations. */
typedef struct ent_i_citer {
    ent_ctx *ctx;
    const ent_doc *doc;
    const ent_tokens *toks;
    ent_i_dater *dater;
    ent_str publication; /* what the text appeared in, or blank */
    uint32_t sent;       /* the sentence at hand */
    ent_vec rows;        /* of ent_citation */
} ent_i_citer;

/* Is token i, in any case, one of the words of a list? */
bool ent_i_cite_is(const ent_i_citer *c, uint32_t i, const char *list);
bool ent_i_cite_capital(const ent_i_citer *c, uint32_t i);
ent_str ent_i_cite_text(const ent_i_citer *c, uint32_t first, uint32_t end);
ent_err ent_i_cite_add(ent_i_citer *c, uint32_t first, uint32_t end,
                       ent_str source, const char *kind, ent_str date);

/* cited_people.c */

/* "By A Name" as a line of its own, "A Name is a fellow at …" in a bio. */
ent_err ent_i_cite_byline(ent_i_citer *c, uint32_t first, uint32_t end,
                          bool *done);
/* "writes professor A Name", "according to analyst A Name" at token i; moves
 * *end behind it. */
ent_err ent_i_cite_people(ent_i_citer *c, uint32_t i, uint32_t *end);
/* Adds to a record's name the two who talked, where the sentence says so
 * before token i: "official transcript (A–B)". */
ent_err ent_i_cite_talk(ent_i_citer *c, uint32_t i, ent_str *name);
#endif
