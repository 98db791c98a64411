/* fuzz_mentions.c - any bytes, read with the lexicon.  Mentions stand in order
 * inside the text, with a code, a type and a rule each. */
#include "base/base.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const ent_doc *doc) {
    for (size_t i = 0; i < doc->n_mentions; i++) {
        const ent_mention *m = &doc->mention[i];
        ent_span at = m->in.at;
        if (at.start >= at.end || at.end > doc->text.n || m->code.n < 3 ||
            !m->entity.n || !m->type.n || !m->rule.n)
            abort();
        if (i && at.start < doc->mention[i - 1].in.at.start)
            abort();
    }
}

static ent_lexicon *lexicon(ent_ctx *ctx) {
    static ent_lexicon *lex;
    if (!lex && ent_lexicon_new(ctx, &lex))
        abort();
    return lex;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_doc doc;
    ent_str bytes = {(const char *)data, size};
    if (ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    if (ent_doc_read(&ctx, lexicon(&ctx), NULL, ENT_STR("a"), bytes, &doc) ==
        ENT_OK)
        check(&doc);
    ent_ctx_close(&ctx);
    return 0;
}
