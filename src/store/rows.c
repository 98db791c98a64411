/* rows.c - a stored document as JSON, and back.
 *
 * One list of tables says what there is; writing, reading, CSV and undoing
 * all follow it, so that a column added to the schema and to the list is
 * exported, imported and undone without another line of code.  The form is
 * docs/formats/export.md. */
#include "store/rows.h"

const ent_table_row ent_i_tables[ENT_N_TABLES] = {
    [ENT_T_DOCUMENT] = {"document", NULL, ENT_T_DOCUMENT,
                        "name, hash, path, title, author, publisher,"
                        " published, format, encoding, bytes, ingested_at,"
                        " simhash",
                        "id"},
    [ENT_T_PARAGRAPH] = {"paragraph", "document", ENT_T_DOCUMENT,
                         "number, kind, start, end, page", "number"},
    [ENT_T_SENTENCE] = {"sentence", "paragraph", ENT_T_PARAGRAPH,
                        "number, kind, start, end, text", "number"},
    [ENT_T_CITATION] = {"citation", "sentence", ENT_T_SENTENCE,
                        "start, end, quote, source, date, kind", "start, id"},
    [ENT_T_DATE] = {"date", "sentence", ENT_T_SENTENCE,
                    "start, end, quote, value, kind, basis", "start, id"},
    [ENT_T_MENTION] = {"mention", "sentence", ENT_T_SENTENCE,
                       "start, end, quote, code, entity, type, is_actor, rule,"
                       " chain",
                       "start, id"},
    [ENT_T_EVENT] = {"event", "sentence", ENT_T_SENTENCE,
                     "start, end, quote, source, target, source_start,"
                     " source_end, target_start, target_end, category, cameo,"
                     " factuality, reporter, negated, hedged, reciprocal, core,"
                     " background, date, basis, rule, confidence, coder_kind,"
                     " coder",
                     "start, id"},
    [ENT_T_STATEMENT] = {"statement", "sentence", ENT_T_SENTENCE,
                         "start, end, quote, speaker, speaker_start,"
                         " speaker_end, addressee, medium, mode,"
                         " content_start, content_end, content, issue,"
                         " stance, negated, hedged, date, rule, confidence,"
                         " coder_kind, coder",
                         "start, id"},
};

/* ---- rows -> JSON */

typedef struct writer {
    ent_ctx *ctx;
    ent_store *s;
    ent_buf *b;
    uint32_t only[ENT_N_TABLES]; /* number of the row wanted; 0: all */
    sqlite3_stmt *select[ENT_N_TABLES];
} writer;

static ent_err open_select(writer *w, int t) {
    const ent_table_row *table = &ent_i_tables[t];
    ent_str sql = ent_i_printf(
        w->ctx->temp, "SELECT id, %s FROM %s WHERE %s = ?1 ORDER BY %s",
        table->columns, table->name, table->parent ? table->parent : "id",
        table->order);
    if (!sql.s)
        return ENT_NOMEM_FAIL(w->ctx);
    return ent_i_sql_open(w->ctx, w->s, &w->select[t], sql.s, "");
}

void ent_i_row_value(ent_buf *b, sqlite3_stmt *q, int column) {
    switch (sqlite3_column_type(q, column)) {
    case SQLITE_INTEGER:
        ent_i_buf_printf(b, "%lld", (long long)sqlite3_column_int64(q, column));
        return;
    case SQLITE_FLOAT:
        ent_i_buf_number(b, sqlite3_column_double(q, column));
        return;
    case SQLITE_NULL:
        ent_i_buf_put(b, "null", 4);
        return;
    }
    const char *text = (const char *)sqlite3_column_text(q, column);
    ent_str s = {text, (size_t)sqlite3_column_bytes(q, column)};
    if (text)
        ent_i_buf_json(b, s);
    else
        b->bad = true;
}

static ent_err write_rows(writer *w, int t, int64_t parent);

static ent_err write_row(writer *w, int t) {
    sqlite3_stmt *q = w->select[t];
    int64_t id = sqlite3_column_int64(q, 0);
    for (int i = 1; i < sqlite3_column_count(q); i++) {
        ent_i_buf_printf(w->b, "%s\"%s\":", i > 1 ? "," : "{",
                         sqlite3_column_name(q, i));
        ent_i_row_value(w->b, q, i);
    }
    for (int child = t + 1; child < ENT_N_TABLES; child++) {
        if (ent_i_tables[child].above != t)
            continue;
        ent_i_buf_printf(w->b, ",\"%s\":[", ent_i_tables[child].name);
        ENT_TRY(write_rows(w, child, id));
        ent_i_buf_put(w->b, "]", 1);
    }
    ent_i_buf_put(w->b, "}", 1);
    return w->b->bad ? ENT_NOMEM_FAIL(w->ctx) : ENT_OK;
}

/* Every table has one statement, used at one depth only. */
static ent_err write_rows(writer *w, int t, int64_t parent) {
    sqlite3_stmt *q = w->select[t];
    ent_err e = ENT_OK;
    int rc = SQLITE_OK;
    bool first = true;
    sqlite3_bind_int64(q, 1, parent);
    while (!e && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        if (w->only[t] && ent_i_sql_u32(q, 1) != w->only[t])
            continue;
        if (!first)
            ent_i_buf_put(w->b, ",", 1);
        first = false;
        e = write_row(w, t);
    }
    if (!e && rc != SQLITE_DONE)
        e = ent_i_sql_fail(w->ctx, w->s);
    sqlite3_reset(q);
    return e;
}

ent_err ent_i_rows_write(ent_ctx *ctx, ent_store *s, ent_ref ref, ent_buf *b) {
    writer w = {.ctx = ctx, .s = s, .b = b};
    int64_t id = 0;
    w.only[ENT_T_PARAGRAPH] = ref.para;
    w.only[ENT_T_SENTENCE] = ref.sent;
    ent_err e = ent_i_store_doc_id(ctx, s, ref.doc, &id);
    for (int t = 0; !e && t < ENT_N_TABLES; t++)
        e = open_select(&w, t);
    if (!e)
        e = write_rows(&w, ENT_T_DOCUMENT, id);
    for (int t = 0; t < ENT_N_TABLES; t++)
        sqlite3_finalize(w.select[t]);
    return e;
}

/* ---- JSON -> rows */

typedef struct reader {
    ent_ctx *ctx;
    ent_store *s;
    sqlite3_stmt *insert[ENT_N_TABLES];
    size_t n[ENT_N_TABLES]; /* rows added */
    json_int_t bytes;       /* of the original file: no place is behind it */
} reader;

static ent_err open_insert(reader *r, int t) {
    const ent_table_row *table = &ent_i_tables[t];
    ent_buf b = {0};
    ent_i_buf_printf(&b, "INSERT INTO %s (%s%s%s) VALUES (?", table->name,
                     table->columns, table->parent ? ", " : "",
                     table->parent ? table->parent : "");
    for (const char *c = table->columns; *c; c++)
        if (*c == ',')
            ent_i_buf_put(&b, ",?", 2);
    ent_i_buf_printf(&b, table->parent ? ",?)" : ")");
    ent_i_buf_put(&b, "", 1);
    ent_err e = b.bad ? ENT_NOMEM_FAIL(r->ctx)
                      : ent_i_sql_open(r->ctx, r->s, &r->insert[t], b.s, "");
    ent_i_buf_free(&b);
    return e;
}

static int bind_json(sqlite3_stmt *q, int i, const json_t *v) {
    if (json_is_string(v))
        return sqlite3_bind_text64(q, i, json_string_value(v),
                                   json_string_length(v), SQLITE_STATIC,
                                   SQLITE_UTF8);
    if (json_is_integer(v))
        return sqlite3_bind_int64(q, i, json_integer_value(v));
    if (json_is_real(v))
        return sqlite3_bind_double(q, i, json_real_value(v));
    return v && !json_is_null(v) ? SQLITE_MISMATCH : sqlite3_bind_null(q, i);
}

/* Binds the columns in order; returns how many, or -1 for a bad value. */
static int bind_row(sqlite3_stmt *q, const char *columns, const json_t *row) {
    ent_str rest = ent_i_str(columns);
    char key[32];
    int i = 0;
    while (rest.s) {
        ent_str name = ent_i_trim(ent_i_cut(&rest, ','));
        memcpy(key, name.s, name.n);
        key[name.n] = 0;
        if (bind_json(q, ++i, json_object_get(row, key)) != SQLITE_OK)
            return -1;
    }
    return i;
}

static ent_err inside(reader *r, int t, const json_t *row, const char *key) {
    json_int_t end = json_integer_value(json_object_get(row, key));
    if (end <= r->bytes)
        return ENT_OK;
    return ENT_FAIL(r->ctx, ENT_DOMAIN,
                    "a %s ends at byte %lld of a document of %lld",
                    ent_i_tables[t].name, (long long)end, (long long)r->bytes);
}

static ent_err read_rows(reader *r, int t, int64_t parent, const json_t *rows);

static ent_err read_row(reader *r, int t, int64_t parent, const json_t *row) {
    const ent_table_row *table = &ent_i_tables[t];
    sqlite3_stmt *q = r->insert[t];
    int n = json_is_object(row) ? bind_row(q, table->columns, row) : -1;
    if (n < 0)
        return ENT_FAIL(r->ctx, ENT_SYNTAX,
                        "a %s must be an object of texts and numbers",
                        table->name);
    static const char *const ends[] = {"end", "content_end", "source_end",
                                       "target_end", "speaker_end"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        ENT_TRY(inside(r, t, row, ends[i]));
    if (table->parent)
        sqlite3_bind_int64(q, n + 1, parent);
    int rc = sqlite3_step(q);
    ent_err e = rc == SQLITE_DONE ? ENT_OK : ent_i_sql_fail(r->ctx, r->s);
    sqlite3_reset(q);
    sqlite3_clear_bindings(q);
    ENT_TRY(e);
    r->n[t]++;
    int64_t id = sqlite3_last_insert_rowid(r->s->db);
    for (int child = t + 1; child < ENT_N_TABLES; child++)
        if (ent_i_tables[child].above == t)
            ENT_TRY(read_rows(r, child, id,
                              json_object_get(row, ent_i_tables[child].name)));
    return ENT_OK;
}

static ent_err read_rows(reader *r, int t, int64_t parent, const json_t *rows) {
    if (!rows)
        return ENT_OK;
    if (!json_is_array(rows))
        return ENT_FAIL(r->ctx, ENT_SYNTAX, "'%s' must be a list",
                        ent_i_tables[t].name);
    for (size_t i = 0; i < json_array_size(rows); i++)
        ENT_TRY(read_row(r, t, parent, json_array_get(rows, i)));
    return ENT_OK;
}

ent_err ent_i_rows_read(ent_ctx *ctx, ent_store *s, const json_t *document,
                        size_t n[ENT_N_TABLES]) {
    reader r = {.ctx = ctx,
                .s = s,
                .bytes =
                    json_integer_value(json_object_get(document, "bytes"))};
    ent_err e = ENT_OK;
    for (int t = 0; !e && t < ENT_N_TABLES; t++)
        e = open_insert(&r, t);
    if (!e)
        e = read_row(&r, ENT_T_DOCUMENT, 0, document);
    for (int t = 0; t < ENT_N_TABLES; t++) {
        sqlite3_finalize(r.insert[t]);
        if (n)
            n[t] += r.n[t];
    }
    return e;
}

ent_err ent_store_show(ent_ctx *ctx, ent_store *s, ent_ref ref, ent_sink out) {
    ent_passage found;
    ent_buf b = {0};
    if (ref.para)
        ENT_TRY(ent_store_passage(ctx, s, ref, &found));
    ent_i_buf_printf(&b, "{\"schema\":\"entente-document/1\",\"document\":");
    ent_err e = ent_i_rows_write(ctx, s, ref, &b);
    ent_i_buf_put(&b, "}\n", 2);
    if (!e)
        e = b.bad ? ENT_NOMEM_FAIL(ctx)
                  : ent_i_write(ctx, out, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}
