/* replay.c - runs a fuzzer over the files of its corpus, without libFuzzer,
 * so that every normal test run repeats what fuzzing once found. */
#include "base/base.h"
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv) {
    ent_ctx ctx;
    ent_str *file;
    size_t n = 0, done = 0;
    if (argc != 2 || ent_ctx_open(&ctx, (size_t)1 << 30))
        return 2;
    ent_err e = ent_i_file_list(&ctx, ctx.keep, ent_i_str(argv[1]), &file, &n);
    for (size_t i = 0; !e && i < n; i++, done++) {
        ent_str bytes;
        e = ent_i_file_read(&ctx, ctx.keep, file[i], (size_t)1 << 28, &bytes);
        if (!e)
            LLVMFuzzerTestOneInput((const uint8_t *)bytes.s, bytes.n);
    }
    if (e)
        fprintf(stderr, "%s: %s\n", argv[1], ctx.fail.why);
    printf("%zu inputs replayed\n", done);
    ent_ctx_close(&ctx);
    return e || !done;
}
