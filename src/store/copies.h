/* copies.h - near copies of documents that the dossier has. */
#ifndef ENT_COPIES_H
#define ENT_COPIES_H
#include "read/simhash.h"
#include "store/store.h"

typedef struct ent_fingerprint {
    uint64_t simhash;    /* 0: too short to be a near copy */
    const uint64_t *run; /* [n] sorted, in the worker's keep */
    size_t n;
} ent_fingerprint;
/* Of the sentences of body and standfirst, as they stand in the store. */
ent_err ent_i_fingerprint(ent_ctx *ctx, const ent_doc *doc,
                          ent_fingerprint *out);

typedef struct ent_copies {
    ent_vec known; /* simhash and name of each document */
} ent_copies;
/* Reads the fingerprints of all documents; in ctx->keep. */
ent_err ent_i_copies_open(ent_ctx *ctx, ent_store *s, ent_copies *out);
ent_err ent_i_copies_add(ent_ctx *ctx, ent_copies *c, ent_str name,
                         const ent_fingerprint *print);
/* The document that shares most runs with it, ENT_COPY_SHARE % at least, and
 * the share; name is blank when there is none.
 * @cost  a few nanoseconds a document, and reading the candidates */
ent_err ent_i_copies_find(ent_ctx *ctx, ent_store *s, const ent_copies *c,
                          const ent_fingerprint *print, ent_str *name,
                          int *share);
#endif
