/* fuzz_gold.c - any bytes as a table of annotations; what comes through is
 * measured against a small document, and no figure leaves 0..1. */
#include "read/evaluate.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[] = {
    "sentences.tsv", "paragraphs.tsv", "citations.tsv", "dates.tsv",
    "mentions.tsv",  "events.tsv",     "statements.tsv"};

static void measure(ent_ctx *ctx, const ent_gold *gold) {
    ent_doc doc, *docs[8];
    ent_evaluation v;
    ent_str text = ENT_STR("Talks ended on May 3 (Reuters, May 4).");
    ent_err e = ent_doc_read(ctx, NULL, NULL, ENT_STR("a.txt"), text, &doc);
    for (size_t i = 0; i < 8; i++)
        docs[i] = &doc;
    if (e || gold->name.n > 8)
        return;
    if (ent_evaluate(ctx, gold, docs, gold->name.n, &v))
        return;
    for (size_t i = 0; i < v.n_measures; i++) {
        const ent_measure *m = &v.measure[i];
        if (!(m->f1 >= 0 && m->f1 <= 1) || m->recalled > m->wanted ||
            m->right > m->found)
            abort();
    }
}

/* The first byte picks the table. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_gold *gold;
    if (!size || ent_ctx_open(&ctx, (size_t)1 << 26))
        return 0;
    ent_str path = ent_i_str(files[data[0] % ENT_GOLD_KINDS]);
    ent_str bytes = {(const char *)data + 1, size - 1};
    if (!ent_gold_new(&ctx, &gold)) {
        ent_err e = ent_gold_read(&ctx, gold, path, bytes);
        if (e && !ctx.fail.why[0])
            abort();
        if (!e)
            measure(&ctx, gold);
    }
    ent_ctx_close(&ctx);
    return 0;
}
