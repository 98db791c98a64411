/* import.c - what `entente export` wrote comes back: all of it or nothing.
 *
 * Nothing in the lines is trusted: the original bytes must have the hash that
 * the document names, every place must lie inside them, and the schema's
 * rules hold for every value. */
#include "store/import.h"

static ent_err bad_line(importer *im, ent_err e, const char *why) {
    return ENT_FAIL_AT(im->ctx, e, ((ent_place){im->path, im->line, 0}), "%s",
                       why);
}

static ent_err decode_source(importer *im, const json_t *line, ent_str *bytes) {
    const json_t *text = json_object_get(line, "source");
    ent_str base64 = {json_string_value(text), json_string_length(text)};
    char *out = ENT_NEW(im->ctx->temp, base64.n / 4 * 3 + 1, char);
    if (!out)
        return ENT_NOMEM_FAIL(im->ctx);
    if (!base64.s || !ent_i_base64_read(base64, out, &bytes->n))
        return bad_line(im, ENT_SYNTAX,
                        "'source' must hold the document's bytes in base64");
    bytes->s = out;
    return ENT_OK;
}

static ent_err check_document(importer *im, const json_t *document,
                              ent_str bytes, imported *got) {
    const json_t *name = json_object_get(document, "name");
    const char *hash = json_string_value(json_object_get(document, "hash"));
    json_int_t n = json_integer_value(json_object_get(document, "bytes"));
    ent_i_sha256_hex(bytes, got->hash);
    got->bytes = bytes;
    if (!json_string_length(name))
        return bad_line(im, ENT_SYNTAX, "the document has no name");
    if (!hash || strcmp(hash, got->hash) != 0 || n < 0 ||
        (uint64_t)n != bytes.n)
        return bad_line(im, ENT_DOMAIN,
                        "the document's bytes do not have the hash and length "
                        "that it names; the export was changed or damaged");
    return ENT_OK;
}

static ent_err is_known(importer *im, const char *hash, ent_str *name) {
    sqlite3_stmt *q;
    ent_err e =
        ent_i_sql_open(im->ctx, im->s, &q,
                       "SELECT name FROM document WHERE hash = ?", "z", hash);
    ENT_TRY(e);
    *name = (ent_str){0};
    while (ent_i_sql_next(im->ctx, im->s, q, &e))
        *name = ent_i_sql_text(im->ctx, q, 0, &e);
    return e;
}

static ent_err new_item(importer *im, const json_t *document,
                        ent_ingest_item **out) {
    const json_t *path = json_object_get(document, "path");
    ent_str text = {json_string_value(path), json_string_length(path)};
    *out = ENT_PUSH(im->ctx->keep, &im->items, ent_ingest_item);
    if (!*out)
        return ENT_NOMEM_FAIL(im->ctx);
    (*out)->path = ent_i_dup(im->ctx->keep, text);
    return (*out)->path.s ? ENT_OK : ENT_NOMEM_FAIL(im->ctx);
}

static ent_err add(importer *im, json_t *document, imported *got,
                   ent_ingest_item *item) {
    const json_t *named = json_object_get(document, "name");
    ent_str wanted = {json_string_value(named), json_string_length(named)};
    ENT_TRY(ent_i_store_name(im->ctx, im->s, wanted, got->hash, &item->name));
    if (!ent_i_eq(item->name, wanted)) {
        item->why = ent_i_printf(im->ctx->keep,
                                 "named %.*s, because its own name is taken",
                                 ENT_P(item->name));
        json_t *name = json_stringn(item->name.s, item->name.n);
        if (!item->why.s || json_object_set_new(document, "name", name))
            return ENT_NOMEM_FAIL(im->ctx);
    }
    if (!im->change)
        ENT_TRY(ent_i_change_begin(im->ctx, im->s, "import", im->command, 0,
                                   &im->change));
    ENT_TRY(ent_i_rows_read(im->ctx, im->s, document, im->n));
    ENT_TRY(ent_i_change_add(im->ctx, im->s, im->change, item->name,
                             ent_i_str(got->hash), (ent_str){0}));
    imported *keep = ENT_PUSH(im->ctx->temp, &im->sources, imported);
    if (!keep)
        return ENT_NOMEM_FAIL(im->ctx);
    *keep = *got;
    return ENT_OK;
}

static ent_err take_document(importer *im, json_t *line) {
    json_t *document = json_object_get(line, "document");
    ent_ingest_item *item;
    imported got;
    ent_str bytes;
    if (!json_is_object(document))
        return bad_line(im, ENT_SYNTAX, "the line has no 'document'");
    ENT_TRY(decode_source(im, line, &bytes));
    ENT_TRY(check_document(im, document, bytes, &got));
    ENT_TRY(new_item(im, document, &item));
    ENT_TRY(is_known(im, got.hash, &item->name));
    if (!item->name.s)
        return add(im, document, &got, item);
    item->state = ENT_TAKEN_KNOWN;
    item->why = ENT_STR("already there");
    return ENT_OK;
}

static ent_err take_head(importer *im, const json_t *line) {
    const char *schema = json_string_value(json_object_get(line, "schema"));
    if (schema && strcmp(schema, "entente-export/1") == 0)
        return ENT_OK;
    return bad_line(im, schema ? ENT_UNSUPPORTED : ENT_SYNTAX,
                    schema ? "this form is of another version; this program "
                             "reads entente-export/1"
                           : "this is not what `entente export` writes; its "
                             "first line names the schema entente-export/1");
}

static ent_err take_line(importer *im, ent_str text) {
    json_error_t why;
    json_t *line = json_loadb(text.s, text.n, JSON_REJECT_DUPLICATES, &why);
    if (!line)
        return ENT_FAIL_AT(
            im->ctx, ENT_SYNTAX,
            ((ent_place){im->path, im->line,
                         why.column > 0 ? (uint32_t)why.column : 0}),
            "this is no JSON: %s; give what `entente export` wrote", why.text);
    ent_err e = im->line == 1 ? take_head(im, line) : take_document(im, line);
    json_decref(line);
    /* what rows.c and sql.c say knows no line */
    if (e && (e != ENT_NOMEM && e != ENT_IO) && !im->ctx->fail.line) {
        char said[sizeof im->ctx->fail.why];
        memcpy(said, im->ctx->fail.why, sizeof said);
        return bad_line(im, e, said);
    }
    return e;
}

ent_err ent_i_import_lines(importer *im, ent_str bytes) {
    size_t all = bytes.n;
    if (!bytes.n)
        return bad_line(im, ENT_MISSING,
                        "the file is empty; give what `entente export` "
                        "wrote");
    while (bytes.s) {
        ent_str line = ent_i_trim(ent_i_cut(&bytes, '\n'));
        im->line++;
        if (!line.n && !bytes.s)
            break;
        ENT_TRY(take_line(im, line));
        ENT_TRY(ent_i_progress(im->ctx, "reading",
                               1 - (double)bytes.n / (double)all));
    }
    return ENT_OK;
}

static ent_err keep_sources(importer *im) {
    const imported *got = im->sources.at;
    ent_str dir, file;
    for (size_t i = 0; i < im->sources.n; i++) {
        ENT_TRY(ent_i_store_path(im->ctx, im->s, "sources",
                                 ent_i_str(got[i].hash), &file));
        ENT_TRY(ent_i_file_write(im->ctx, file, got[i].bytes));
    }
    ENT_TRY(ent_i_store_path(im->ctx, im->s, "sources", ENT_STR(""), &dir));
    return ent_i_file_sync(im->ctx, dir);
}

static void sum_up(const importer *im, ent_ingest_result *out) {
    out->item = im->items.at;
    out->n_items = im->items.n;
    for (size_t i = 0; i < out->n_items; i++)
        out->n_known += out->item[i].state == ENT_TAKEN_KNOWN;
    out->n_added = out->n_items - out->n_known;
    out->n_paras = im->n[ENT_T_PARAGRAPH];
    out->n_sents = im->n[ENT_T_SENTENCE];
    out->n_citations = im->n[ENT_T_CITATION];
    out->n_dates = im->n[ENT_T_DATE];
    out->n_mentions = im->n[ENT_T_MENTION];
    out->n_events = im->n[ENT_T_EVENT];
    out->n_statements = im->n[ENT_T_STATEMENT];
    out->change = (uint64_t)im->change;
}

ent_err ent_store_import(ent_ctx *ctx, ent_store *s, ent_str path,
                         ent_str bytes, ent_str command,
                         ent_ingest_result *out) {
    importer im = {.ctx = ctx, .s = s, .path = path, .command = command};
    memset(out, 0, sizeof *out);
    ENT_TRY(ent_i_store_writes(ctx, s));
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ENT_TRY(ent_i_sql_begin(ctx, s));
    ent_err e = ent_i_import_lines(&im, bytes);
    if (!e && !s->rehearse)
        e = keep_sources(&im);
    e = ent_i_sql_end(ctx, s, e);
    ent_i_arena_release(ctx->temp, mark);
    if (!e)
        sum_up(&im, out);
    return e;
}
