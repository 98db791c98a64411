/* store.h - what the files of the store share.
 *
 *   dossier.c  the folder; opens, migrates, closes
 *   sql.c      the few calls to SQLite that everything else is made of
 *   put.c      a document that was read -> rows
 *   rows.c     rows <-> JSON, by the list of tables below
 *   ingest.c, query.c, find.c, journal.c, export.c, import.c, doctor.c
 *
 * Only this folder knows SQLite. */
#ifndef ENT_STORE_H
#define ENT_STORE_H
#include "base/base.h"
#include <sqlite3.h>

enum { ENT_N_ADDERS = 8 };

struct ent_store {
    sqlite3 *db;
    sqlite3_stmt *add[ENT_N_ADDERS]; /* of put.c; NULL: not prepared yet */
    bool write;
    bool rehearse; /* one transaction that is never committed */
    char *file;    /* store.db with its folder, for messages */
    ent_str dir;
};

enum { ENT_STORE_VERSION = 3 };
extern const ent_asset ent_i_schema[];

/* ---- sql.c */

/* Turns SQLite's last error into one of ours, with what to do. */
ent_err ent_i_sql_fail(ent_ctx *ctx, const ent_store *s);
ent_err ent_i_sql_exec(ent_ctx *ctx, ent_store *s, const char *sql);
/* Prepares a statement and binds its parameters in order; one letter each:
 * 't' ent_str (blank: NULL), 'z' const char *, 'i' int64_t, 'n' int64_t (below
 * 0: NULL), 'd' double.
 * The texts must live as long as the statement is stepped. */
ent_err ent_i_sql_open(ent_ctx *ctx, ent_store *s, sqlite3_stmt **out,
                       const char *sql, const char *types, ...);
/* Binds anew and runs a prepared statement that yields no rows. */
ent_err ent_i_sql_run(ent_ctx *ctx, ent_store *s, sqlite3_stmt *stmt,
                      const char *types, ...);
/* Both: for a change that happens once. */
ent_err ent_i_sql_do(ent_ctx *ctx, ent_store *s, const char *sql,
                     const char *types, ...);
/* The next row: true; at the end or on failure (*err is set) false.  The
 * statement is finalised when false. */
bool ent_i_sql_next(ent_ctx *ctx, ent_store *s, sqlite3_stmt *stmt,
                    ent_err *err);
/* A column as text in the arena; NULL is blank.  *err: out of memory. */
ent_str ent_i_sql_text(ent_ctx *ctx, sqlite3_stmt *stmt, int column,
                       ent_err *err);
static inline uint32_t ent_i_sql_u32(sqlite3_stmt *stmt, int column) {
    int64_t x = sqlite3_column_int64(stmt, column);
    return x < 0 || x > UINT32_MAX ? 0 : (uint32_t)x;
}
/* One whole number; *found false when there is no row. */
ent_err ent_i_sql_int(ent_ctx *ctx, ent_store *s, int64_t *out, bool *found,
                      const char *sql, const char *types, ...);
/* All or nothing: begin, then end with what happened in between; a failure
 * rolls back and is handed on. */
ent_err ent_i_sql_begin(ent_ctx *ctx, ent_store *s);
ent_err ent_i_sql_end(ent_ctx *ctx, ent_store *s, ent_err e);

/* ---- dossier.c */

/* "DIR/name" of a file in the dossier, in ctx->keep. */
ent_err ent_i_store_path(ent_ctx *ctx, const ent_store *s, const char *folder,
                         ent_str name, ent_str *out);
/* Fails with ENT_IO when the store was opened for reading. */
ent_err ent_i_store_writes(ent_ctx *ctx, const ent_store *s);

/* ---- put.c */

/* What the store adds to a document that was read. */
typedef struct ent_put {
    ent_str name, hash, path;
    ent_str at;       /* time, ISO 8601 */
    uint64_t simhash; /* 0: too short for one */
} ent_put;
/* Adds a document with all that was read in it; inside a transaction. */
ent_err ent_i_store_put(ent_ctx *ctx, ent_store *s, const ent_doc *doc,
                        const ent_put *put);
/* Calls `put`, which only adds documents, inside a transaction that is to be
 * rolled back when this fails.  Their sentences reach the index of words
 * together at the end: one by one, as the trigger does it, each would be
 * written to the index as a piece of its own and merged with the others later,
 * at several times the cost.  So the trigger is away in between. */
typedef ent_err ent_put_all(void *user);
ent_err ent_i_store_put_many(ent_ctx *ctx, ent_store *s, ent_put_all *put,
                             void *user);

/* ---- ingest.c */

/* A name for a new document, in ctx->keep: as wanted, or with a number when
 * that is taken; inside a transaction. */
ent_err ent_i_store_name(ent_ctx *ctx, ent_store *s, ent_str wanted,
                         const char *hash, ent_str *out);

/* ---- journal.c: inside a transaction */

/* Notes a command that changes the store; `undoes` 0 when it undoes none. */
ent_err ent_i_change_begin(ent_ctx *ctx, ent_store *s, const char *verb,
                           ent_str command, int64_t undoes, int64_t *out);
/* Notes a document added (removed blank) or removed (all of it as JSON). */
ent_err ent_i_change_add(ent_ctx *ctx, ent_store *s, int64_t change,
                         ent_str name, ent_str hash, ent_str removed);

/* ---- query.c */

ent_err ent_i_store_doc_id(ent_ctx *ctx, ent_store *s, ent_str doc,
                           int64_t *out);
#endif
