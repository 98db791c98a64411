/* html.h - the three parts of reading a page: parse, text, walk. */
#ifndef ENT_HTML_H
#define ENT_HTML_H
#include "read/text.h"
#include <gumbo.h>
#include <setjmp.h>

/* What gumbo allocated, to be freed at once whatever happened to it. */
typedef struct ent_page {
    struct ent_chunk *first;
    size_t total, max;
    jmp_buf out; /* gumbo cannot fail: it is left by a jump */
    bool over;   /* the limit was reached, not the machine's memory */
} ent_page;

/* Parses doc->text.  ENT_LIMIT: tags nested or tangled beyond all use */
ent_err ent_i_page_parse(ent_ctx *ctx, const ent_doc *doc, ent_page *page,
                         GumboOutput **out);
void ent_i_page_free(ent_page *page);

/* Puts the text of a node: references decoded, each character with the
 * place it has in @p source; white space collapsed unless @p pre. */
void ent_i_page_text(ent_weave *w, ent_str source, const GumboText *text,
                     bool pre);
#endif
