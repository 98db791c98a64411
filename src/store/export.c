/* export.c - everything out: JSON Lines that come back in, CSV tables, and a
 * copy of the database.
 *
 * The JSON Lines hold the original bytes too, so that they are the whole
 * dossier but for scenarios, runs and the log. */
#include "store/rows.h"
#include <stdio.h>
#include <unistd.h>

static ent_err put_source(ent_ctx *ctx, ent_store *s, ent_str hash,
                          ent_buf *b) {
    ent_str file, bytes;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ENT_TRY(ent_i_store_path(ctx, s, "sources", hash, &file));
    ENT_TRY(ent_i_file_read(ctx, ctx->temp, file, (size_t)4 << 30, &bytes));
    char *text = ENT_NEW(ctx->temp, 4 * ((bytes.n + 2) / 3) + 1, char);
    if (!text)
        return ENT_NOMEM_FAIL(ctx);
    ent_i_base64((const unsigned char *)bytes.s, bytes.n, text);
    ent_i_buf_printf(b, ",\"source\":\"");
    ent_i_buf_str(b, ent_i_str(text));
    ent_i_buf_put(b, "\"}\n", 3);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}

static ent_err export_document(ent_ctx *ctx, ent_store *s,
                               const ent_doc_row *row, ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "{\"document\":");
    ent_err e = ent_i_rows_write(ctx, s, (ent_ref){.doc = row->name}, &b);
    if (!e)
        e = put_source(ctx, s, row->hash, &b);
    if (!e)
        e = b.bad ? ENT_NOMEM_FAIL(ctx)
                  : ent_i_write(ctx, out, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

ent_err ent_store_export(ent_ctx *ctx, ent_store *s, ent_sink out) {
    const ent_doc_row *row;
    size_t n;
    ENT_TRY(ent_store_docs(ctx, s, &row, &n));
    ENT_TRY(ent_i_write(ctx, out,
                        ENT_STR("{\"schema\":\"entente-export/1\",\"program\":"
                                "\"entente " ENT_VERSION "\"}\n")));
    for (size_t i = 0; i < n; i++) {
        ENT_TRY(ent_i_progress(ctx, "writing", (double)i / (double)n));
        ENT_TRY(export_document(ctx, s, &row[i], out));
    }
    return ENT_OK;
}

/* ---- CSV */

/* Which row a row belongs to, by the numbers that references use. */
static const char *const above[ENT_N_TABLES] = {
    [ENT_T_DOCUMENT] = "",
    [ENT_T_PARAGRAPH] = "d.name AS document, ",
    [ENT_T_SENTENCE] = "d.name AS document, p.number AS para, "};
static const char *const joins[ENT_N_TABLES] = {
    [ENT_T_DOCUMENT] = " ORDER BY name",
    [ENT_T_PARAGRAPH] =
        " JOIN document d ON d.id = t.document ORDER BY d.name, t.number",
    [ENT_T_SENTENCE] = " JOIN paragraph p ON p.id = t.paragraph"
                       " JOIN document d ON d.id = p.document"
                       " ORDER BY d.name, p.number, t.number"};
static const char evidence_above[] =
    "d.name AS document, p.number AS para, s.number AS sent, ";
static const char evidence_joins[] =
    " JOIN sentence s ON s.id = t.sentence"
    " JOIN paragraph p ON p.id = s.paragraph"
    " JOIN document d ON d.id = p.document ORDER BY d.name, t.start, t.id";

static ent_err csv_query(ent_ctx *ctx, int t, ent_str *out) {
    ent_buf b = {0};
    ent_str rest = ent_i_str(ent_i_tables[t].columns);
    ent_i_buf_printf(&b, "SELECT %s", above[t] ? above[t] : evidence_above);
    for (int i = 0; rest.s; i++) {
        ent_str name = ent_i_trim(ent_i_cut(&rest, ','));
        ent_i_buf_printf(&b, "%st.%.*s AS %.*s", i ? ", " : "", ENT_P(name),
                         ENT_P(name));
    }
    ent_i_buf_printf(&b, " FROM %s t%s", ent_i_tables[t].name,
                     joins[t] ? joins[t] : evidence_joins);
    *out = b.bad ? (ent_str){0} : ent_i_dup(ctx->temp, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static void csv_row(sqlite3_stmt *q, ent_buf *b) {
    for (int i = 0; i < sqlite3_column_count(q); i++) {
        if (i)
            ent_i_buf_put(b, ",", 1);
        if (sqlite3_column_type(q, i) != SQLITE_TEXT &&
            sqlite3_column_type(q, i) != SQLITE_NULL) {
            ent_i_row_value(b, q, i);
            continue;
        }
        const char *text = (const char *)sqlite3_column_text(q, i);
        if (text)
            ent_i_buf_csv(b,
                          (ent_str){text, (size_t)sqlite3_column_bytes(q, i)});
    }
    ent_i_buf_put(b, "\r\n", 2);
}

static ent_err csv_rows(ent_ctx *ctx, ent_store *s, int t, ent_buf *b) {
    sqlite3_stmt *q;
    ent_str sql;
    ENT_TRY(csv_query(ctx, t, &sql));
    ent_err e = ent_i_sql_open(ctx, s, &q, sql.s, "");
    ENT_TRY(e);
    for (int i = 0; i < sqlite3_column_count(q); i++)
        ent_i_buf_printf(b, "%s%s", i ? "," : "", sqlite3_column_name(q, i));
    ent_i_buf_put(b, "\r\n", 2);
    while (ent_i_sql_next(ctx, s, q, &e))
        csv_row(q, b);
    return !e && b->bad ? ENT_NOMEM_FAIL(ctx) : e;
}

static ent_err csv_file(ent_ctx *ctx, ent_str dir, int t, ent_str *out) {
    ent_str name = ent_i_printf(ctx->temp, "%s.csv", ent_i_tables[t].name);
    *out = ent_i_path_join(ctx->keep, dir, name);
    if (!name.s || !out->s)
        return ENT_NOMEM_FAIL(ctx);
    if (!ent_i_file_exists(*out))
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_NAME, ((ent_place){*out, 0, 0}),
                       "this table exists already; choose another folder");
}

static ent_err export_table(ent_ctx *ctx, ent_store *s, int t, ent_str dir) {
    ent_buf b = {0};
    ent_str file;
    ent_err e = csv_file(ctx, dir, t, &file);
    if (!e)
        e = csv_rows(ctx, s, t, &b);
    if (!e)
        e = ent_i_file_write(ctx, file, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

/* Tables that lack the others would be taken for all. */
static void take_back(ent_ctx *ctx, ent_str dir, int n) {
    for (int t = 0; t < n; t++) {
        ent_str name = ent_i_printf(ctx->temp, "%s.csv", ent_i_tables[t].name);
        ent_str file = ent_i_path_join(ctx->temp, dir, name);
        if (file.s)
            remove(file.s);
    }
    ent_str folder = ent_i_dup(ctx->temp, dir);
    if (folder.s)
        rmdir(folder.s); /* stays when something else lies in it */
}

ent_err ent_store_export_csv(ent_ctx *ctx, ent_store *s, ent_str dir) {
    ent_str file;
    ent_err e = ENT_OK;
    int n = 0;
    for (int t = 0; t < ENT_N_TABLES; t++)
        ENT_TRY(csv_file(ctx, dir, t, &file));
    ENT_TRY(ent_i_folder_make(ctx, dir));
    for (; !e && n < ENT_N_TABLES; n++)
        e = export_table(ctx, s, n, dir);
    if (e)
        take_back(ctx, dir, n);
    return e;
}

/* ---- the database itself */

ent_err ent_store_copy(ent_ctx *ctx, ent_store *s, ent_str path) {
    ent_place at = {path, 0, 0};
    ent_str part = ent_i_printf(ctx->keep, "%.*s.part", ENT_P(path));
    ent_str file = ent_i_dup(ctx->keep, path);
    if (!part.s || !file.s)
        return ENT_NOMEM_FAIL(ctx);
    if (ent_i_file_exists(file) || ent_i_folder_exists(file))
        return ENT_FAIL_AT(ctx, ENT_NAME, at,
                           "this exists already; choose another name");
    remove(part.s); /* left by a copy that was killed */
    ent_err e = ent_i_sql_do(ctx, s, "VACUUM INTO ?", "t", part);
    if (!e)
        e = ent_i_file_sync(ctx, part);
    if (!e && rename(part.s, file.s) != 0)
        e = ENT_FAIL_AT(ctx, ENT_IO, at, "the file cannot be written here");
    if (e)
        remove(part.s);
    return e;
}
