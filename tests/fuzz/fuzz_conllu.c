/* fuzz_conllu.c - no bytes crash the reader of treebanks; what it reads is
 * trees. */
#include "read/conllu.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const ent_conllu_word *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t steps = 0;
        for (uint32_t k = i + 1; k; k = w[k - 1].head)
            if (k > n || steps++ > n)
                abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_treebank b;
    ent_str text = {size ? (const char *)data : "", size};
    if (ent_ctx_open(&ctx, 1 << 26))
        abort();
    if (!ent_i_conllu_read(&ctx, ENT_STR("t.conllu"), text, &b))
        for (size_t i = 0; i < b.n_sents; i++)
            check(b.word + b.sent[i].first, b.sent[i].n);
    ent_ctx_close(&ctx);
    return 0;
}
