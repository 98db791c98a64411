/* copies.c - finds the document of which another is a near copy.
 *
 * Fingerprints that differ in few bits make candidates; the runs of words of a
 * candidate, read from the store, decide.  A document that was taken away
 * again since the list was made has no sentences, and is no candidate. */
#include "store/copies.h"
#include <stdlib.h>

enum { CANDIDATES_MAX = 32 }; /* of one document; more cost more than help */

typedef struct known {
    uint64_t simhash;
    ent_str name;
} known;

static bool counts(ent_text_kind kind) {
    return kind == ENT_TEXT_BODY || kind == ENT_TEXT_STANDFIRST;
}

static ent_err runs_of(ent_ctx *ctx, ent_buf *text, ent_fingerprint *out) {
    ent_err e = text->bad
                    ? ENT_NOMEM_FAIL(ctx)
                    : ent_i_runs(ctx, ctx->keep, (ent_str){text->s, text->n},
                                 &out->run, &out->n);
    ent_i_buf_free(text);
    return e;
}

ent_err ent_i_fingerprint(ent_ctx *ctx, const ent_doc *doc,
                          ent_fingerprint *out) {
    ent_buf text = {0};
    for (size_t i = 0; i < doc->n_sents; i++) {
        ent_span at = doc->sent[i].in.at;
        if (!counts(doc->sent[i].kind))
            continue;
        ent_i_buf_put(&text, doc->text.s + at.start, at.end - at.start);
        ent_i_buf_put(&text, "\n", 1);
    }
    ENT_TRY(runs_of(ctx, &text, out));
    out->simhash = ent_i_simhash(out->run, out->n);
    return ENT_OK;
}

static ent_err add(ent_ctx *ctx, ent_copies *c, ent_str name,
                   uint64_t simhash) {
    known *k = ENT_PUSH(ctx->keep, &c->known, known);
    if (!k)
        return ENT_NOMEM_FAIL(ctx);
    *k = (known){simhash, name};
    return ENT_OK;
}

ent_err ent_i_copies_add(ent_ctx *ctx, ent_copies *c, ent_str name,
                         const ent_fingerprint *print) {
    return print->simhash ? add(ctx, c, name, print->simhash) : ENT_OK;
}

ent_err ent_i_copies_open(ent_ctx *ctx, ent_store *s, ent_copies *out) {
    sqlite3_stmt *q;
    *out = (ent_copies){0};
    ent_err e = ent_i_sql_open(ctx, s, &q,
                               "SELECT name, simhash FROM document"
                               " WHERE simhash IS NOT NULL ORDER BY id",
                               "");
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_str name = ent_i_sql_text(ctx, q, 0, &e);
        const char *hex = (const char *)sqlite3_column_text(q, 1);
        if (!e)
            e = add(ctx, out, name, hex ? strtoull(hex, NULL, 16) : 0);
    }
    return e;
}

static ent_err runs_in_store(ent_ctx *ctx, ent_store *s, ent_str name,
                             ent_fingerprint *out) {
    sqlite3_stmt *q;
    ent_buf text = {0};
    ent_err e = ent_i_sql_open(
        ctx, s, &q,
        "SELECT s.text FROM document d JOIN paragraph p ON p.document = d.id"
        " JOIN sentence s ON s.paragraph = p.id"
        " WHERE d.name = ? AND s.kind IN ('body', 'standfirst')"
        " ORDER BY p.number, s.number",
        "t", name);
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        const char *z = (const char *)sqlite3_column_text(q, 0);
        ent_i_buf_str(&text, ent_i_str(z ? z : ""));
        ent_i_buf_put(&text, "\n", 1);
    }
    if (!e)
        return runs_of(ctx, &text, out);
    ent_i_buf_free(&text);
    return e;
}

ent_err ent_i_copies_find(ent_ctx *ctx, ent_store *s, const ent_copies *c,
                          const ent_fingerprint *print, ent_str *name,
                          int *share) {
    const known *k = c->known.at;
    *name = (ent_str){0};
    *share = ENT_COPY_SHARE - 1;
    for (size_t i = 0, n = 0; i < c->known.n && n < CANDIDATES_MAX; i++) {
        ent_fingerprint other;
        if (!ent_i_is_candidate(print->simhash, k[i].simhash))
            continue;
        n++;
        ent_mark mark = ent_i_arena_mark(ctx->keep);
        ent_err e = runs_in_store(ctx, s, k[i].name, &other);
        int same =
            e ? 0 : ent_i_runs_shared(print->run, print->n, other.run, other.n);
        ent_i_arena_release(ctx->keep, mark);
        ENT_TRY(e);
        if (same > *share) {
            *share = same;
            *name = k[i].name;
        }
    }
    return ENT_OK;
}
