/* import.h - an import under way; the fuzzer drives it without a commit. */
#ifndef ENT_IMPORT_H
#define ENT_IMPORT_H
#include "store/rows.h"

/* The original bytes of one document that was added. */
typedef struct imported {
    char hash[65];
    ent_str bytes;
} imported;

typedef struct importer {
    ent_ctx *ctx;
    ent_store *s;
    ent_str path, command;
    uint32_t line;
    int64_t change;
    ent_vec items, sources; /* ent_ingest_item, imported */
    size_t n[ENT_N_TABLES];
} importer;

/* Reads all lines into rows; inside a transaction. */
ent_err ent_i_import_lines(importer *im, ent_str bytes);
#endif
