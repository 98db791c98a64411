/* fuzz_dates.c - citations and dates over one sentence of any bytes: spans
 * stay inside, in order, and a value is ISO 8601's letters and digits. */
#include "read/read.h"

static void check(bool ok) {
    if (!ok)
        __builtin_trap();
}

static void check_value(ent_str v) {
    for (size_t i = 0; i < v.n; i++)
        check(strchr("0123456789-/.PTXYMWDHS", v.s[i]) != NULL);
}

static void check_doc(const ent_doc *doc) {
    uint32_t end = 0;
    for (size_t i = 0; i < doc->n_dates; i++) {
        ent_span at = doc->date[i].in.at;
        check(at.start >= end && at.start < at.end && at.end <= doc->text.n);
        check_value(doc->date[i].value);
        end = at.end;
    }
    for (size_t i = 0; i < doc->n_citations; i++) {
        ent_span at = doc->citation[i].in.at;
        check(at.start < at.end && at.end <= doc->text.n);
        check(doc->citation[i].source.n);
        check_value(doc->citation[i].date);
    }
    check_value(doc->published);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte picks the kind of the sentence and a dateline. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_tokens toks;
    ent_str text = {(const char *)data + 1, size - 1};
    if (!size || size > 1 << 16 || ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_sentence one = {.in = {{0, (uint32_t)text.n}, 1, 1},
                        .kind = (ent_text_kind)(data[0] % 8)};
    ent_doc doc = {.text = text, .n_sents = 1, .sent = &one};
    if (data[0] & 8)
        doc.published = ENT_STR("2019-05-15");
    if (!ent_i_read_tokens(&ctx, &doc, &toks) &&
        !ent_i_read_citations(&ctx, &toks, &doc) &&
        !ent_i_read_dates(&ctx, &toks, &doc)) {
        check_doc(&doc);
        if (!ent_i_dates_resolve(&ctx, &doc, 2018))
            check_doc(&doc);
    }
    ent_ctx_close(&ctx);
    return 0;
}
