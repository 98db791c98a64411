/* structure.c - paragraphs and their sentences.
 *
 * A paragraph is a line with more than white space, no-break spaces counted
 * as white space.  Lines that are no prose (titles, headings, captions,
 * metadata) are one sentence each. */
#include "read/extract.h"
#include "read/text.h"

/* The kind that the format stated for the line that begins at @p start. */
static ent_text_kind hinted(const ent_doc *doc, size_t *next, uint32_t start) {
    while (*next < doc->n_paras && doc->para[*next].at.start < start)
        ++*next;
    bool here = *next < doc->n_paras && doc->para[*next].at.start == start;
    return here ? doc->para[*next].kind : ENT_TEXT_BODY;
}

static ent_err cut_paragraphs(ent_ctx *ctx, const ent_doc *doc, ent_vec *v) {
    ent_str text = doc->text;
    size_t hint = 0;
    for (size_t i = 0; i < text.n;) {
        const char *nl = memchr(text.s + i, '\n', text.n - i);
        size_t end = nl ? (size_t)(nl - text.s) : text.n;
        ent_span at =
            ent_i_span_trim(text, (ent_span){(uint32_t)i, (uint32_t)end});
        i = end + 1;
        if (at.start == at.end)
            continue;
        ent_paragraph *p = ENT_PUSH(ctx->temp, v, ent_paragraph);
        if (!p)
            return ENT_NOMEM_FAIL(ctx);
        *p = (ent_paragraph){.at = at, .kind = hinted(doc, &hint, at.start)};
    }
    return ENT_OK;
}

static bool is_prose(ent_text_kind kind) {
    return kind == ENT_TEXT_BODY || kind == ENT_TEXT_STANDFIRST ||
           kind == ENT_TEXT_BIO || kind == ENT_TEXT_BOILERPLATE;
}

static ent_err cut_sentences(ent_ctx *ctx, const ent_abbrevs *abbrevs,
                             ent_str text, ent_paragraph *p, ent_vec *v) {
    p->first_sent = (uint32_t)v->n;
    for (uint32_t i = p->at.start; i < p->at.end;) {
        size_t end = is_prose(p->kind)
                         ? ent_i_sentence_end(abbrevs, text, i, p->at.end)
                         : p->at.end;
        ent_sentence *s = ENT_PUSH(ctx->temp, v, ent_sentence);
        if (!s)
            return ENT_NOMEM_FAIL(ctx);
        s->in.at = (ent_span){i, (uint32_t)end};
        s->in.sent = ++p->n_sents;
        s->kind = p->kind;
        i = ent_i_span_trim(text, (ent_span){(uint32_t)end, p->at.end}).start;
    }
    return ENT_OK;
}

/* A copy in ctx->keep of what grew in ctx->temp. */
static void *settle(ent_ctx *ctx, const ent_vec *v, size_t size) {
    void *at = ent_arena_alloc(ctx->keep, v->n, size);
    if (at && v->n)
        memcpy(at, v->at, v->n * size);
    return at;
}

ent_err ent_i_read_structure(ent_ctx *ctx, ent_doc *doc) {
    ent_vec paras = {0}, sents = {0};
    const ent_abbrevs *abbrevs;
    ENT_TRY(ent_i_abbrevs(ctx, &abbrevs));
    ENT_TRY(cut_paragraphs(ctx, doc, &paras));
    ent_paragraph *para = settle(ctx, &paras, sizeof *para);
    if (!para)
        return ENT_NOMEM_FAIL(ctx);
    doc->para = para;
    doc->n_paras = paras.n;
    ent_i_read_kinds(ctx, doc, para);
    if (ent_i_eqz(doc->format, "pdf"))
        ent_i_read_pages(doc, para);
    for (uint32_t i = 0; i < paras.n; i++) {
        ENT_TRY(cut_sentences(ctx, abbrevs, doc->text, &para[i], &sents));
        ent_sentence *s = sents.at;
        for (size_t k = para[i].first_sent; k < sents.n; k++)
            s[k].in.para = i + 1;
    }
    doc->n_sents = sents.n;
    doc->sent = settle(ctx, &sents, sizeof *doc->sent);
    return doc->sent ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}
