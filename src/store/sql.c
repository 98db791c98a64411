/* sql.c - the few calls to SQLite that the store is made of.
 *
 * Every failure becomes one sentence that says what to do; statements are
 * finalised on every path, so that a caller cannot leak one. */
#include "store/store.h"

static ent_place place_of(const ent_store *s) {
    return (ent_place){ent_i_str(s->file), 0, 0};
}

#define FAIL(err, ...) ENT_FAIL_AT(ctx, err, place_of(s), __VA_ARGS__)

ent_err ent_i_sql_fail(ent_ctx *ctx, const ent_store *s) {
    switch (sqlite3_errcode(s->db)) {
    case SQLITE_FULL:
        return FAIL(ENT_IO, "the disk is full; free some space and run the "
                            "command again; what was saved is unharmed");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FAIL(ENT_IO, "another program is writing to this dossier; wait "
                            "until it ends and try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return FAIL(ENT_IO, "the dossier cannot be written here; change its "
                            "permissions or copy it to another place");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return FAIL(ENT_SYNTAX,
                    "the database is damaged; put a copy of it back, or make "
                    "a new dossier and `entente ingest` the files in sources/");
    case SQLITE_NOMEM:
        return ENT_NOMEM_FAIL(ctx);
    case SQLITE_IOERR:
        return FAIL(ENT_IO,
                    "reading or writing failed (%s); is the disk full or "
                    "gone? what was saved is unharmed",
                    sqlite3_errmsg(s->db));
    case SQLITE_CONSTRAINT:
        return FAIL(ENT_DOMAIN, "a row breaks a rule of the store: %s",
                    sqlite3_errmsg(s->db));
    case SQLITE_TOOBIG:
        return FAIL(ENT_LIMIT, "one piece of text is larger than the store can "
                               "hold; split the document");
    }
    return FAIL(ENT_INTERNAL, "the database says: %s", sqlite3_errmsg(s->db));
}

ent_err ent_i_sql_exec(ent_ctx *ctx, ent_store *s, const char *sql) {
    if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return ent_i_sql_fail(ctx, s);
    return ENT_OK;
}

static int bind_text(sqlite3_stmt *stmt, int i, ent_str t) {
    return sqlite3_bind_text64(stmt, i, t.s, t.n, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind(sqlite3_stmt *stmt, const char *types, va_list ap) {
    int rc = SQLITE_OK;
    for (int i = 1; types[i - 1] && rc == SQLITE_OK; i++)
        switch (types[i - 1]) {
        case 't':
            rc = bind_text(stmt, i, va_arg(ap, ent_str));
            break;
        case 'z':
            rc = bind_text(stmt, i, ent_i_str(va_arg(ap, const char *)));
            break;
        case 'i':
            rc = sqlite3_bind_int64(stmt, i, va_arg(ap, int64_t));
            break;
        case 'n': {
            int64_t x = va_arg(ap, int64_t);
            rc = x < 0 ? sqlite3_bind_null(stmt, i)
                       : sqlite3_bind_int64(stmt, i, x);
            break;
        }
        default:
            rc = sqlite3_bind_double(stmt, i, va_arg(ap, double));
        }
    return rc;
}

static ent_err open_list(ent_ctx *ctx, ent_store *s, sqlite3_stmt **out,
                         const char *sql, const char *types, va_list ap) {
    *out = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, out, NULL) != SQLITE_OK ||
        bind(*out, types, ap) != SQLITE_OK) {
        ent_err e = ent_i_sql_fail(ctx, s);
        sqlite3_finalize(*out);
        *out = NULL;
        return e;
    }
    return ENT_OK;
}

ent_err ent_i_sql_open(ent_ctx *ctx, ent_store *s, sqlite3_stmt **out,
                       const char *sql, const char *types, ...) {
    va_list ap;
    va_start(ap, types);
    ent_err e = open_list(ctx, s, out, sql, types, ap);
    va_end(ap);
    return e;
}

ent_err ent_i_sql_run(ent_ctx *ctx, ent_store *s, sqlite3_stmt *stmt,
                      const char *types, ...) {
    va_list ap;
    va_start(ap, types);
    int rc = bind(stmt, types, ap);
    va_end(ap);
    if (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_DONE)
        rc = SQLITE_OK;
    ent_err e = rc == SQLITE_OK ? ENT_OK : ent_i_sql_fail(ctx, s);
    sqlite3_reset(stmt);
    return e;
}

bool ent_i_sql_next(ent_ctx *ctx, ent_store *s, sqlite3_stmt *stmt,
                    ent_err *err) {
    int rc = *err ? SQLITE_ERROR : sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        return true;
    if (rc != SQLITE_DONE && !*err)
        *err = ent_i_sql_fail(ctx, s);
    sqlite3_finalize(stmt);
    return false;
}

ent_err ent_i_sql_do(ent_ctx *ctx, ent_store *s, const char *sql,
                     const char *types, ...) {
    sqlite3_stmt *stmt;
    va_list ap;
    va_start(ap, types);
    ent_err e = open_list(ctx, s, &stmt, sql, types, ap);
    va_end(ap);
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, stmt, &e))
        ;
    return e;
}

ent_str ent_i_sql_text(ent_ctx *ctx, sqlite3_stmt *stmt, int column,
                       ent_err *err) {
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    int n = sqlite3_column_bytes(stmt, column);
    if (!text)
        return (ent_str){0};
    ent_str out = ent_i_dup(ctx->keep, (ent_str){text, (size_t)n});
    if (!out.s)
        *err = ENT_NOMEM_FAIL(ctx);
    return out;
}

ent_err ent_i_sql_int(ent_ctx *ctx, ent_store *s, int64_t *out, bool *found,
                      const char *sql, const char *types, ...) {
    sqlite3_stmt *stmt;
    va_list ap;
    va_start(ap, types);
    ent_err e = open_list(ctx, s, &stmt, sql, types, ap);
    va_end(ap);
    ENT_TRY(e);
    for (*found = false; ent_i_sql_next(ctx, s, stmt, &e); *found = true)
        *out = sqlite3_column_int64(stmt, 0);
    return e;
}

ent_err ent_i_sql_begin(ent_ctx *ctx, ent_store *s) {
    if (s->rehearse && !sqlite3_get_autocommit(s->db))
        return ENT_OK;
    return ent_i_sql_exec(ctx, s, "BEGIN IMMEDIATE");
}

ent_err ent_i_sql_end(ent_ctx *ctx, ent_store *s, ent_err e) {
    if (!e && s->rehearse)
        return ENT_OK; /* what comes next sees it; closing takes it back */
    if (!e)
        e = ent_i_sql_exec(ctx, s, "COMMIT");
    /* a full disk may have rolled back by itself */
    if (e && !sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return e;
}
