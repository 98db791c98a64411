/* fuzz_frames.c - any bytes as the dictionaries of events, or as their weights:
 * the first byte says which. */
#include "read/rerank.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ent_err read_frames(ent_ctx *ctx, size_t which, ent_str bytes) {
    ent_frames *f;
    size_t n;
    ent_frame_file file[ENT_N_FRAME_FILES] = {
        {"verbs.tsv", ENT_STR("frame\troles\tcategory\tcameo\n")},
        {"nominals.tsv",
         ENT_STR(
             "noun\tclass\tcategory\tcameo\troles\ntank\tforce\t-\t-\t-\n")},
        {"outer.tsv", ENT_STR("outer\tclass\n")},
        {"modality.tsv", ENT_STR("word\tclass\n")},
        {"irregular.tsv", ENT_STR("form\tlemma\n")}};
    file[which].bytes = bytes;
    ENT_TRY(ent_i_frames_new(ctx, ctx->keep, file, &f));
    ent_i_frames_of(f, ENT_FRAME_VERB, bytes, &n);
    ent_i_frames_lemma(f, bytes);
    return ENT_OK;
}

static ent_err read_weights(ent_ctx *ctx, ent_str bytes) {
    ent_rerank *r;
    int32_t score[ENT_N_PLOVER];
    ent_sample s = {.n = 1, .feature = {1}, .rule = ENT_PLOVER_AID};
    ENT_TRY(ent_i_rerank_read(ctx, ctx->keep, ENT_STR("x"), bytes, &r));
    ent_i_rerank_score(r, &s, score);
    return ENT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_ctx ctx;
    if (!size || ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    ent_str bytes = {(const char *)data + 1, size - 1};
    size_t which = data[0] % (ENT_N_FRAME_FILES + 1);
    ent_err e = which < ENT_N_FRAME_FILES ? read_frames(&ctx, which, bytes)
                                          : read_weights(&ctx, bytes);
    if (e && !ctx.fail.why[0])
        abort();
    ent_ctx_close(&ctx);
    return 0;
}
