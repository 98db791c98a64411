/* journal.c - what changed, and how it was before.
 *
 * Every command that changes the store is one row of `change`; each document
 * that came or went is one row below it.  A removed document is kept whole as
 * JSON, so that undoing needs neither the reader nor the source file, and to
 * undo an undo is the same operation again. */
#include "store/rows.h"

ent_err ent_i_change_begin(ent_ctx *ctx, ent_store *s, const char *verb,
                           ent_str command, int64_t undoes, int64_t *out) {
    char now[ENT_TIME_BYTES];
    ent_i_clock(now);
    ENT_TRY(ent_i_sql_do(ctx, s,
                         "INSERT INTO change (at, verb, command, undoes)"
                         " VALUES (?, ?, ?, nullif(?, 0))",
                         "zzti", now, verb, command.s ? command : ENT_STR(""),
                         undoes));
    *out = sqlite3_last_insert_rowid(s->db);
    return ENT_OK;
}

ent_err ent_i_change_add(ent_ctx *ctx, ent_store *s, int64_t change,
                         ent_str name, ent_str hash, ent_str removed) {
    return ent_i_sql_do(ctx, s,
                        "INSERT INTO change_row (change, document, hash,"
                        " removed) VALUES (?, ?, ?, ?)",
                        "ittt", change, name, hash, removed);
}

static ent_err read_change(ent_ctx *ctx, sqlite3_stmt *q, ent_log_row *c) {
    ent_err e = ENT_OK;
    c->id = (uint64_t)sqlite3_column_int64(q, 0);
    c->at = ent_i_sql_text(ctx, q, 1, &e);
    c->verb = ent_i_sql_text(ctx, q, 2, &e);
    c->command = ent_i_sql_text(ctx, q, 3, &e);
    c->undoes = (uint64_t)sqlite3_column_int64(q, 4);
    c->undone_by = (uint64_t)sqlite3_column_int64(q, 5);
    c->n_added = (uint64_t)sqlite3_column_int64(q, 6);
    c->n_removed = (uint64_t)sqlite3_column_int64(q, 7);
    return e;
}

/* Changes newer than `after`, newest first, at most `limit` (below 0: all). */
static ent_err list_changes(ent_ctx *ctx, ent_store *s, int64_t after,
                            int64_t limit, ent_vec *v) {
    sqlite3_stmt *q;
    ent_err e = ent_i_sql_open(
        ctx, s, &q,
        "SELECT id, at, verb, command, undoes,"
        " (SELECT max(u.id) FROM change u WHERE u.undoes = c.id),"
        " (SELECT count(*) FROM change_row"
        "  WHERE change = c.id AND removed IS NULL),"
        " (SELECT count(removed) FROM change_row WHERE change = c.id)"
        " FROM change c WHERE id > ? ORDER BY id DESC LIMIT ?",
        "ii", after, limit);
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_log_row *c = ENT_PUSH(ctx->keep, v, ent_log_row);
        e = c ? read_change(ctx, q, c) : ENT_NOMEM_FAIL(ctx);
    }
    return e;
}

ent_err ent_store_log(ent_ctx *ctx, ent_store *s, size_t limit,
                      const ent_log_row **out, size_t *n) {
    ent_vec v = {0};
    ENT_TRY(list_changes(ctx, s, 0,
                         limit && limit < INT64_MAX ? (int64_t)limit : -1, &v));
    *out = v.at;
    *n = v.n;
    return ENT_OK;
}

static ent_err remove_document(ent_ctx *ctx, ent_store *s, int64_t change,
                               ent_str name, ent_str hash) {
    ent_buf b = {0};
    ent_err e = ent_i_rows_write(ctx, s, (ent_ref){.doc = name}, &b);
    if (!e && b.bad)
        e = ENT_NOMEM_FAIL(ctx);
    if (!e)
        e = ent_i_change_add(ctx, s, change, name, hash, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    ENT_TRY(e);
    return ent_i_sql_do(ctx, s, "DELETE FROM document WHERE name = ?", "t",
                        name);
}

static ent_err restore_document(ent_ctx *ctx, ent_store *s, int64_t change,
                                ent_str name, ent_str hash, ent_str removed) {
    json_error_t why;
    json_t *document = json_loadb(removed.s, removed.n, 0, &why);
    if (!document)
        return ENT_FAIL(ctx, ENT_SYNTAX,
                        "what the journal keeps of '%.*s' is damaged: %s",
                        ENT_P(name), why.text);
    ent_err e = ent_i_rows_read(ctx, s, document, NULL);
    json_decref(document);
    ENT_TRY(e);
    return ent_i_change_add(ctx, s, change, name, hash, (ent_str){0});
}

/* Its rows backwards, so that what came last goes first. */
static ent_err reverse_rows(ent_ctx *ctx, ent_store *s, int64_t undone,
                            int64_t change) {
    sqlite3_stmt *q;
    ent_err e = ent_i_sql_open(ctx, s, &q,
                               "SELECT document, hash, removed FROM change_row"
                               " WHERE change = ? ORDER BY id DESC",
                               "i", undone);
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_str name = ent_i_sql_text(ctx, q, 0, &e);
        ent_str hash = ent_i_sql_text(ctx, q, 1, &e);
        ent_str removed = {(const char *)sqlite3_column_text(q, 2),
                           (size_t)sqlite3_column_bytes(q, 2)};
        if (!e)
            e = removed.s
                    ? restore_document(ctx, s, change, name, hash, removed)
                    : remove_document(ctx, s, change, name, hash);
    }
    return e;
}

static ent_err reverse(ent_ctx *ctx, ent_store *s, ent_str command,
                       ent_log_row *c) {
    int64_t change;
    ENT_TRY(
        ent_i_change_begin(ctx, s, "undo", command, (int64_t)c->id, &change));
    c->undone_by = (uint64_t)change;
    return reverse_rows(ctx, s, (int64_t)c->id, change);
}

static ent_err find_changes(ent_ctx *ctx, ent_store *s, int64_t to,
                            ent_vec *v) {
    int64_t x;
    bool found = true;
    if (to > 0)
        ENT_TRY(ent_i_sql_int(ctx, s, &x, &found,
                              "SELECT id FROM change WHERE id = ?", "i", to));
    if (!found)
        return ENT_FAIL(ctx, ENT_NAME,
                        "there is no change %lld; `entente log` lists them",
                        (long long)to);
    ENT_TRY(list_changes(ctx, s, to > 0 ? to : 0, to < 0 ? 1 : -1, v));
    if (!v->n)
        return ENT_FAIL(ctx, ENT_NEGATIVE, "there is nothing to undo");
    return ENT_OK;
}

ent_err ent_store_undo(ent_ctx *ctx, ent_store *s, int64_t to, ent_str command,
                       const ent_log_row **out, size_t *n) {
    ent_vec v = {0};
    ENT_TRY(ent_i_store_writes(ctx, s));
    ENT_TRY(ent_i_sql_begin(ctx, s));
    ent_err e = find_changes(ctx, s, to, &v);
    ent_log_row *c = v.at;
    for (size_t i = 0; !e && i < v.n; i++)
        e = reverse(ctx, s, command, &c[i]);
    ENT_TRY(ent_i_sql_end(ctx, s, e));
    *out = c;
    *n = v.n;
    return ENT_OK;
}
