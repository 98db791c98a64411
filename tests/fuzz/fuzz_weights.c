/* fuzz_weights.c - no file of weights, however wrong, crashes the parser or
 * leads it out of the file. The sum is set right first, so that what lies
 * behind it is reached too. */
#include "read/phrase.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void parse(ent_ctx *ctx, const ent_parser *w) {
    ent_str text =
        ENT_STR("The 2 envoys of Mali didn't sign; Oslo was told so.");
    ent_sentence sent = {.in = {{0, (uint32_t)text.n}, 1, 1}};
    ent_doc doc = {.text = text, .n_sents = 1, .sent = &sent};
    ent_tokens toks;
    ent_parse p;
    if (ent_i_read_tokens(ctx, &doc, &toks) ||
        ent_i_read_parse(ctx, w, &doc, &toks, &p))
        return;
    for (size_t i = 0; i < p.n; i++)
        if ((p.word[i].head != ENT_NO_WORD && p.word[i].head >= p.n) ||
            p.word[i].rel >= ENT_N_REL || p.word[i].xpos >= ENT_N_XPOS)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    ent_parser *w;
    char *copy = malloc(size + 1);
    if (!copy || ent_ctx_open(&ctx, 1 << 26))
        abort();
    if (size)
        memcpy(copy, data, size);
    ent_i_weights_seal(copy, size);
    if (!ent_i_parser_over(&ctx, ENT_STR("w"), (ent_str){copy, size}, &w)) {
        parse(&ctx, w);
        ent_parser_free(w);
    }
    ent_ctx_close(&ctx);
    free(copy);
    return 0;
}
