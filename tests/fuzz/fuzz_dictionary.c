/* fuzz_dictionary.c - any bytes as a dictionary of one's own: rows or one
 * sentence that says what is wrong; a short text read with it. */
#include "base/base.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_text(ent_ctx *ctx, const ent_lexicon *lex) {
    static const char text[] =
        "Amara Okonjo met the Kovo workers in Port Anselm.\n";
    ent_doc doc;
    if (ent_doc_read(ctx, lex, NULL, ENT_STR("a.txt"),
                     ((ent_str){text, sizeof text - 1}), &doc))
        abort();
    for (size_t i = 0; i < doc.n_mentions; i++)
        if (doc.mention[i].code.n < 3 || !doc.mention[i].rule.n)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_lexicon *lex;
    ent_dictionary own = {ENT_STR("own.tsv"), {(const char *)data, size}};
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    if (ent_lexicon_open(&ctx, &own, 1, &lex) == ENT_OK)
        read_text(&ctx, lex);
    else if (!ctx.fail.why[0])
        abort();
    ent_lexicon_free(lex);
    ent_ctx_close(&ctx);
    return 0;
}
