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

/* Of "President Moon", "the cruiser Varyag" a tree may take the title as the
 * head, or both as equals: then the title stands for the name. */
static void share_with_title(const ent_doc *doc, const ent_parse *p,
                             uint32_t *row, uint32_t i) {
    const ent_mention *m = &doc->mention[i];
    uint32_t first = ent_i_word_at(p, m->in.at.start);
    if (!ent_i_eqz(m->type, "NAM") || first == ENT_NO_WORD || !first ||
        p->word[first - 1].sent != p->word[first].sent)
        return;
    const ent_word *title = &p->word[first - 1];
    uint32_t w = head_of(p, m->in.at);
    bool noun = title->upos == ENT_UPOS_NOUN || title->upos == ENT_UPOS_PROPN;
    if (!noun || w == ENT_NO_WORD || row[first - 1] != ENT_NO_MENTION ||
        title->rel == ENT_REL_NMOD_POSS)
        return;
    bool heads = p->word[w].head == first - 1;
    bool equals =
        p->word[w].head == title->head && p->word[w].rel == title->rel;
    if (heads || equals)
        row[first - 1] = i;
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
    for (uint32_t i = 0; i < doc->n_mentions && p->n; i++)
        share_with_title(doc, p, row, i);
    out->mention = row;
    return ENT_OK;
}
