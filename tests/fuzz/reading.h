/* reading.h - what the fuzzers of formats share: bytes read as a file of one
 * name.  Whatever comes in, spans lie inside the text and their places inside
 * the bytes. */
#ifndef ENT_FUZZ_READING_H
#define ENT_FUZZ_READING_H
#include "read/extract.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void check_spans(const ent_doc *doc) {
    for (size_t i = 0; i < doc->n_sents; i++) {
        ent_span at = doc->sent[i].in.at, in = ent_doc_origin(doc, at);
        bool inside = at.start < at.end && at.end <= doc->text.n &&
                      in.start <= in.end && in.end <= doc->bytes.n;
        if (!inside || (i && at.start < doc->sent[i - 1].in.at.end))
            abort();
    }
    if (ent_i_utf8_bad(doc->text) < doc->text.n)
        abort();
}

static inline void read_as(const char *path, const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_doc doc;
    ent_str bytes = {(const char *)data, size};
    if (ent_i_is_pdf(bytes)) /* read by a program apart; fuzz_pdf.c */
        return;
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return;
    if (!ent_doc_read(&ctx, NULL, NULL, ent_i_str(path), bytes, &doc))
        check_spans(&doc);
    ent_ctx_close(&ctx);
}
#endif
