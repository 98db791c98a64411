/* extract.c - PDF and Word files become pages; pages know their numbers. */
#include "read/extract.h"
#include <stdlib.h>

enum { DEFAULT_MAX = 64 << 20 };
static const char page_mark[] = "<p data-page=\"";

void ent_i_page_put(ent_buf *b, ent_str text) {
    for (size_t i = 0; i < text.n; i++) {
        const char *as = text.s[i] == '<'   ? "&lt;"
                         : text.s[i] == '>' ? "&gt;"
                         : text.s[i] == '&' ? "&amp;"
                         : text.s[i] == '"' ? "&quot;"
                                            : NULL;
        ent_i_buf_put(b, as ? as : text.s + i, as ? strlen(as) : 1);
    }
}

void ent_i_page_begin(ent_buf *b, ent_str title, ent_str author) {
    ent_i_buf_printf(b, "<!doctype html>\n<html><head>"
                        "<meta charset=\"utf-8\">\n");
    if (title.n) {
        ent_i_buf_printf(b, "<title>");
        ent_i_page_put(b, title);
        ent_i_buf_printf(b, "</title>\n");
    }
    if (author.n) {
        ent_i_buf_printf(b, "<meta name=\"author\" content=\"");
        ent_i_page_put(b, author);
        ent_i_buf_printf(b, "\">\n");
    }
    ent_i_buf_printf(b, "</head><body>\n");
}

void ent_i_page_end(ent_buf *b) {
    ent_i_buf_printf(b, "</body></html>\n");
}

static ent_err keep_page(ent_ctx *ctx, ent_str path, size_t max,
                         const ent_buf *b, ent_str *bytes) {
    if (b->bad)
        return ENT_NOMEM_FAIL(ctx);
    if (b->n > max)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, (ent_place){path, 0, 0},
                           "its text is more than the %.1f MiB that one "
                           "document may have; split it or allow more",
                           (double)max / (1 << 20));
    *bytes = ent_i_dup(ctx->keep, (ent_str){b->s, b->n});
    return bytes->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_extract(ent_ctx *ctx, const ent_read_options *opt, ent_str path,
                      ent_str *bytes, ent_str *format) {
    size_t max = opt && opt->max_bytes ? opt->max_bytes : DEFAULT_MAX;
    bool pdf = ent_i_is_pdf(*bytes);
    ent_buf b = {0};
    if (!pdf && !ent_i_is_archive(*bytes))
        return ENT_OK;
    ent_err e = pdf ? ent_i_read_pdf(ctx, path, *bytes, max, &b)
                    : ent_i_read_docx(ctx, path, *bytes, max, &b);
    if (!e)
        e = keep_page(ctx, path, max, &b, bytes);
    if (!e)
        *format = pdf ? ENT_STR("pdf") : ENT_STR("docx");
    ent_i_buf_free(&b);
    return e;
}

void ent_i_read_pages(const ent_doc *doc, ent_paragraph *para) {
    uint32_t page = 0;
    size_t from = 0;
    for (size_t i = 0; i < doc->n_paras; i++) {
        size_t at = ent_doc_origin(doc, para[i].at).start;
        const char *mark;
        while (at > from && (mark = memmem(doc->bytes.s + from, at - from,
                                           page_mark, sizeof page_mark - 1))) {
            from = (size_t)(mark - doc->bytes.s) + sizeof page_mark - 1;
            page = (uint32_t)strtoul(doc->bytes.s + from, NULL, 10);
        }
        from = at > from ? at : from;
        para[i].page = page;
    }
}
