/* scratch.h - one dossier for all inputs of a fuzzer, gone at its end. */
#ifndef ENT_SCRATCH_H
#define ENT_SCRATCH_H
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

static char scratch_dir[] = "/tmp/ent-fuzz-XXXXXX";

static inline void scratch_remove(void) {
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", scratch_dir);
    if (system(command) != 0)
        fprintf(stderr, "%s stays\n", scratch_dir);
}

static const char scratch_rows[] =
    "INSERT INTO document VALUES (1, 'a', printf('%064d', 0), 'a', NULL, NULL,"
    " NULL, NULL, 'txt', 'UTF-8', 99, '2019-05-14T09:30:00Z', NULL);"
    "INSERT INTO paragraph VALUES (1, 1, 1, 'body', 0, 99, NULL);"
    "INSERT INTO sentence VALUES (1, 1, 1, 'body', 0, 30,"
    " 'The talks went on for a week.'),"
    " (2, 1, 2, 'body', 31, 60, 'No sanctions were lifted.'),"
    " (3, 1, 3, 'body', 61, 99, char(1) || 'Odd ' || char(2, 1, 1) || 'talks')";

static inline ent_store *scratch_store(void) {
    static ent_store *s;
    ent_ctx ctx;
    if (s)
        return s;
    if (ent_ctx_open(&ctx, (size_t)1 << 24) || !mkdtemp(scratch_dir))
        exit(2);
    atexit(scratch_remove);
    ent_str dir = ent_i_str(scratch_dir);
    if (ent_store_init(&ctx, dir, dir) || ent_store_open(&ctx, dir, 1, &s) ||
        ent_i_sql_exec(&ctx, s, scratch_rows)) {
        fprintf(stderr, "%s\n", ctx.fail.why);
        exit(2);
    }
    ent_ctx_close(&ctx);
    return s;
}
#endif
