/* feeding.h - what the fuzzers of archives and tables share: bytes as a file
 * of one name, handed out to the end.  What can be read has a path and text. */
#ifndef ENT_FUZZ_FEEDING_H
#define ENT_FUZZ_FEEDING_H
#include "read/feed.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void check_parts(const ent_part *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!p[i].path.s || (p[i].err && !p[i].why.n) ||
            (!p[i].err && !p[i].bytes.s))
            abort();
}

static inline void feed_as(const char *ending, const uint8_t *data,
                           size_t size) {
    char name[64];
    ent_ctx ctx;
    ent_feed f;
    ent_part part[16];
    size_t n = 1;
    snprintf(name, sizeof name, "/tmp/ent-fuzz-%ld.%s", (long)getpid(), ending);
    ent_str path = ent_i_str(name), bytes = {(const char *)data, size};
    if (ent_ctx_open(&ctx, (size_t)1 << 24))
        return;
    ent_err e = ent_i_file_write(&ctx, path, bytes);
    if (!e && !ent_i_feed_open(&ctx, NULL, &path, 1, &f)) {
        while (!e && n) {
            e = ent_i_feed_next(&f, 16, 1 << 16, part, &n);
            if (!e)
                check_parts(part, n);
        }
        ent_i_feed_close(&f);
    }
    unlink(name);
    ent_ctx_close(&ctx);
}
#endif
