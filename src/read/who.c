/* who.c - mentions joined to the words that head them. */
#include "read/who.h"

/* The word of the stretch whose own head lies outside it; the first, where a
 * wrong tree has several. */
static uint32_t head_of(const ent_parse *p, ent_span at) {
    uint32_t w = ent_i_word_at(p, at.start);
    for (; w < p->n && p->word[w].start < at.end; w++) {
        uint32_t h = p->word[w].head;
        if (h == ENT_NO_WORD || p->word[h].start < at.start ||
            p->word[h].start >= at.end)
            return w;
    }
    return ENT_NO_WORD;
}

static bool longer(ent_span a, ent_span b) {
    return a.end - a.start > b.end - b.start;
}

ent_err ent_i_read_who(ent_ctx *ctx, const ent_doc *doc, const ent_parse *p,
                       ent_who *out) {
    uint32_t *row = ENT_NEW(ctx->temp, p->n + 1, uint32_t);
    if (!row)
        return ENT_NOMEM_FAIL(ctx);
    memset(row, 0xFF, (p->n + 1) * sizeof *row);
    for (uint32_t i = 0; i < doc->n_mentions && p->n; i++) {
        ent_span at = doc->mention[i].in.at;
        uint32_t w = head_of(p, at);
        if (w != ENT_NO_WORD && (row[w] == ENT_NO_MENTION ||
                                 longer(at, doc->mention[row[w]].in.at)))
            row[w] = i;
    }
    out->mention = row;
    return ENT_OK;
}
