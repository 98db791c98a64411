/* articles.c - tables of articles: one row of CSV, or one line of JSON, is one
 * document.
 *
 * Which column holds the text, the title and so on is told by the names that
 * such tables usually have, or by the caller.  A row that cannot be read is
 * named with its line; the others are read all the same. */
#include "read/feed.h"
#include "read/text.h"
#include <jansson.h>
#include <strings.h>

enum { COLUMNS_MAX = 1024 };

static const char *const field_names[ENT_FIELDS] = {
#define ENT_X(upper, lower) #lower,
    ENT_FIELD_LIST(ENT_X)
#undef ENT_X
};

/* ---- which column is which */

/* Names that are usual, those that say most first. */
static const char *const usual[ENT_FIELDS][12] = {
    [ENT_FIELD_TEXT] = {"text", "body", "content", "full_text", "fulltext",
                        "article_text", "article", "story", "maintext"},
    [ENT_FIELD_TITLE] = {"title", "headline", "head", "heading", "name"},
    [ENT_FIELD_DATE] = {"date", "published", "publication_date", "pubdate",
                        "date_published", "published_at", "publish_date",
                        "date_publish", "publishedat", "day", "created"},
    [ENT_FIELD_AUTHOR] = {"author", "authors", "byline", "writer", "creator"},
    [ENT_FIELD_PUBLISHER] = {"publisher", "source", "outlet", "publication",
                             "newspaper", "medium", "site", "source_domain"},
    [ENT_FIELD_ID] = {"id", "doc_id", "article_id", "key", "guid", "url",
                      "link"},
};

static bool same(ent_str a, ent_str b) {
    return a.n == b.n && (!a.n || strncasecmp(a.s, b.s, a.n) == 0);
}

static size_t find_name(ent_str wanted, const ent_str *name, size_t n) {
    size_t i = 0;
    while (i < n && !same(ent_i_trim(name[i]), wanted))
        i++;
    return i;
}

size_t ent_i_field_find(const ent_field_map *map, int field,
                        const ent_str *name, size_t n) {
    if (map->name[field].n)
        return find_name(map->name[field], name, n);
    for (size_t k = 0; k < 12 && usual[field][k]; k++) {
        size_t i = find_name(ent_i_str(usual[field][k]), name, n);
        if (i < n)
            return i;
    }
    return n;
}

ent_err ent_i_field_map(ent_ctx *ctx, ent_str text, ent_field_map *out) {
    *out = (ent_field_map){0};
    while (text.n) {
        ent_str value = ent_i_trim(ent_i_cut(&text, ','));
        ent_str key = ent_i_trim(ent_i_cut(&value, '='));
        int f = 0;
        while (f < ENT_FIELDS && !ent_i_eqz(key, field_names[f]))
            f++;
        value = ent_i_trim(value);
        if (f == ENT_FIELDS || !value.n)
            return ENT_FAIL(ctx, ENT_USAGE,
                            "columns are named as in text=body,title=headline; "
                            "'%.*s' is none of text, title, date, author, "
                            "publisher, id, or has no column",
                            ENT_P(key));
        out->name[f] = value;
    }
    return ENT_OK;
}

/* ---- a row becomes a document */

static ent_err new_part(ent_ctx *ctx, ent_vec *parts, ent_part **out) {
    *out = ENT_PUSH(ctx->keep, parts, ent_part);
    return *out ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_article_bad(ent_ctx *ctx, ent_vec *parts, ent_err err,
                          ent_str path, uint32_t line, ent_str why) {
    ent_part *p;
    ENT_TRY(new_part(ctx, parts, &p));
    p->path = ent_i_printf(ctx->keep, "%.*s:%u", ENT_P(path), line);
    p->err = err;
    p->why = why;
    return p->path.s && why.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

/* The last piece of an address, or the identifier as it is; else file-line. */
static ent_str name_of(ent_ctx *ctx, ent_str path, uint32_t line, ent_str id) {
    id = ent_i_trim(id);
    if (memmem(id.s ? id.s : "", id.n, "://", 3)) {
        while (id.n && id.s[id.n - 1] == '/')
            id.n--;
        id = ent_i_path_stem(id);
    }
    if (id.n)
        return ent_i_dup(ctx->keep, id);
    return ent_i_printf(ctx->keep, "%.*s-%u", ENT_P(ent_i_path_stem(path)),
                        line);
}

/* A date in any form that a head may have; one that is not understood is said
 * and left out. */
static ent_err take_date(ent_ctx *ctx, ent_str date, ent_part *out) {
    int32_t first, last;
    date = ent_i_trim(date);
    if (!date.n)
        return ENT_OK;
    out->published = ent_i_iso_range(date, &first, &last)
                         ? date
                         : ent_i_head_date(ctx, date);
    if (out->published.n)
        return ENT_OK;
    date.n = date.n < 40 ? date.n : 40;
    out->why = ent_i_printf(ctx->keep,
                            "its date '%.*s' is not understood and was left "
                            "out; write it as 2019-05-14",
                            ENT_P(date));
    return out->why.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_article(ent_ctx *ctx, ent_str path, uint32_t line,
                      const ent_str field[ENT_FIELDS], ent_part *out) {
    *out = (ent_part){.path =
                          ent_i_printf(ctx->keep, "%.*s:%u", ENT_P(path), line),
                      .bytes = field[ENT_FIELD_TEXT],
                      .name = name_of(ctx, path, line, field[ENT_FIELD_ID]),
                      .title = ent_i_trim(field[ENT_FIELD_TITLE]),
                      .author = ent_i_trim(field[ENT_FIELD_AUTHOR]),
                      .publisher = ent_i_trim(field[ENT_FIELD_PUBLISHER])};
    if (!out->path.s || !out->name.s)
        return ENT_NOMEM_FAIL(ctx);
    if (!ent_i_trim(out->bytes).n) {
        out->err = ENT_MISSING;
        out->skipped = true;
        out->why = ENT_STR("this row has no text");
        return ENT_OK;
    }
    return take_date(ctx, field[ENT_FIELD_DATE], out);
}

static ent_err add_article(ent_ctx *ctx, ent_str path, uint32_t line,
                           const ent_str field[ENT_FIELDS], ent_vec *parts) {
    ent_part *p;
    ENT_TRY(new_part(ctx, parts, &p));
    return ent_i_article(ctx, path, line, field, p);
}

static ent_err as_utf8(ent_ctx *ctx, ent_str path, ent_str *bytes) {
    ent_doc doc = {.path = path, .bytes = *bytes};
    ENT_TRY(ent_i_decode(ctx, &doc));
    *bytes = doc.text;
    return ENT_OK;
}

/* ---- CSV, RFC 4180 */

typedef struct table {
    ent_ctx *ctx;
    const ent_field_map *map;
    ent_str path, text;
    size_t at;
    uint32_t line; /* of `at` */
    char comma;
    size_t n_columns, column[ENT_FIELDS];
    ent_vec *parts;
    ent_str cell[COLUMNS_MAX];
    size_t n_cells;
    bool open; /* a quote was not closed */
} table;

/* The separator that the first line has most of. */
static char separator(ent_str text) {
    static const char marks[] = {',', ';', '\t'};
    size_t n[3] = {0}, best = 0;
    for (size_t i = 0; i < text.n && text.s[i] != '\n'; i++)
        for (size_t k = 0; k < 3; k++)
            n[k] += text.s[i] == marks[k];
    for (size_t k = 1; k < 3; k++)
        best = n[k] > n[best] ? k : best;
    return marks[best];
}

/* The rest of a cell in quotes; doubled quotes inside are one. */
static ent_str quoted(table *t) {
    size_t from = t->at, to = from, n = 0;
    bool doubled = false;
    for (; to < t->text.n; to++) {
        t->line += t->text.s[to] == '\n';
        if (t->text.s[to] != '"')
            continue;
        if (to + 1 == t->text.n || t->text.s[to + 1] != '"')
            break;
        doubled = true;
        to++;
    }
    t->open |= to >= t->text.n;
    ent_str raw = {t->text.s + from, (to < t->text.n ? to : t->text.n) - from};
    t->at = to < t->text.n ? to + 1 : t->text.n;
    if (!doubled)
        return raw;
    char *out = ENT_NEW(t->ctx->keep, raw.n, char);
    for (size_t i = 0; out && i < raw.n; i++) {
        out[n++] = raw.s[i];
        i += raw.s[i] == '"';
    }
    return (ent_str){out, n};
}

static bool ends_cell(const table *t) {
    char c = t->at < t->text.n ? t->text.s[t->at] : '\n';
    return c == t->comma || c == '\n';
}

static ent_str next_cell(table *t) {
    ent_str cell = {t->text.s + t->at, 0};
    if (t->at < t->text.n && t->text.s[t->at] == '"') {
        t->at++;
        cell = quoted(t);
    }
    while (!ends_cell(t)) { /* an unquoted cell, or litter behind a quote */
        t->at++;
        if (cell.s && cell.s + cell.n + 1 == t->text.s + t->at)
            cell.n++;
    }
    return cell;
}

/* The cells of the next row; false at the end. */
static bool next_row(table *t) {
    t->n_cells = 0;
    if (t->at >= t->text.n)
        return false;
    for (;;) {
        ent_str cell = next_cell(t);
        if (t->n_cells < COLUMNS_MAX)
            t->cell[t->n_cells] = cell;
        t->n_cells++;
        bool ends = t->at >= t->text.n || t->text.s[t->at] == '\n';
        t->line += t->at < t->text.n && ends;
        t->at++;
        if (ends)
            return true;
    }
}

static ent_err no_column(const table *t, ent_str wanted) {
    ent_buf b = {0};
    for (size_t i = 0; i < t->n_columns && b.n < 200; i++)
        ent_i_buf_printf(&b, "%s%.*s", i ? ", " : "", ENT_P(t->cell[i]));
    ent_err e = ENT_FAIL_AT(
        t->ctx, ENT_SHAPE, ((ent_place){t->path, 1, 0}),
        "the table has no column '%.*s', only %.*s; name it with --map "
        "text=COLUMN",
        ENT_P(wanted), (int)(b.n < 200 ? b.n : 200), b.s ? b.s : "");
    ent_i_buf_free(&b);
    return e;
}

static ent_err read_header(table *t) {
    if (t->n_cells > COLUMNS_MAX)
        return ENT_FAIL_AT(t->ctx, ENT_LIMIT, ((ent_place){t->path, 1, 0}),
                           "a table may have %d columns, not %zu", COLUMNS_MAX,
                           t->n_cells);
    t->n_columns = t->n_cells;
    for (int f = 0; f < ENT_FIELDS; f++) {
        t->column[f] = ent_i_field_find(t->map, f, t->cell, t->n_columns);
        bool asked = f == ENT_FIELD_TEXT || t->map->name[f].n;
        if (asked && t->column[f] == t->n_columns)
            return no_column(t, t->map->name[f].n ? t->map->name[f]
                                                  : ENT_STR("text"));
    }
    return ENT_OK;
}

static ent_err read_row(table *t, uint32_t line) {
    ent_str field[ENT_FIELDS] = {{0}};
    if (t->open)
        return ent_i_article_bad(
            t->ctx, t->parts, ENT_SYNTAX, t->path, line,
            ENT_STR("a quote that is opened in this row is never closed; "
                    "write a quote inside of a cell twice"));
    if (t->n_cells == 1 && !ent_i_trim(t->cell[0]).n)
        return ENT_OK; /* an empty line */
    if (t->n_cells != t->n_columns)
        return ent_i_article_bad(
            t->ctx, t->parts, ENT_SHAPE, t->path, line,
            ent_i_printf(t->ctx->keep,
                         "this row has %zu cells, the first line names %zu "
                         "columns; quote cells that hold a separator",
                         t->n_cells, t->n_columns));
    for (int f = 0; f < ENT_FIELDS; f++)
        if (t->column[f] < t->n_columns)
            field[f] = t->cell[t->column[f]];
    return add_article(t->ctx, t->path, line, field, t->parts);
}

ent_err ent_i_read_csv(ent_ctx *ctx, const ent_field_map *map, ent_str path,
                       ent_str bytes, ent_vec *parts) {
    ent_err e = ENT_OK;
    ENT_TRY(as_utf8(ctx, path, &bytes));
    table *t = ENT_NEW(ctx->temp, 1, table);
    if (!t)
        return ENT_NOMEM_FAIL(ctx);
    *t = (table){.ctx = ctx,
                 .map = map,
                 .path = path,
                 .text = bytes,
                 .line = 1,
                 .comma = separator(bytes),
                 .parts = parts};
    if (!next_row(t))
        return ENT_FAIL_AT(ctx, ENT_MISSING, ((ent_place){path, 0, 0}),
                           "the table is empty");
    ENT_TRY(read_header(t));
    for (uint32_t line = t->line; !e && next_row(t); line = t->line)
        e = read_row(t, line);
    return e;
}

/* ---- JSON Lines */

/* A text or a number as text, in ctx->keep. */
static ent_err value_of(ent_ctx *ctx, const json_t *v, ent_str *out) {
    if (json_is_string(v))
        *out = ent_i_dup(
            ctx->keep, (ent_str){json_string_value(v), json_string_length(v)});
    else if (json_is_integer(v))
        *out =
            ent_i_printf(ctx->keep, "%lld", (long long)json_integer_value(v));
    else
        return ENT_OK;
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static ent_err take_object(ent_ctx *ctx, const ent_field_map *map, json_t *row,
                           ent_str field[ENT_FIELDS]) {
    ent_str name[COLUMNS_MAX];
    const json_t *value[COLUMNS_MAX];
    size_t n = 0;
    for (void *it = json_object_iter(row); it && n < COLUMNS_MAX;
         it = json_object_iter_next(row, it)) {
        name[n] = ent_i_str(json_object_iter_key(it));
        value[n++] = json_object_iter_value(it);
    }
    for (int f = 0; f < ENT_FIELDS; f++) {
        size_t i = ent_i_field_find(map, f, name, n);
        if (i < n)
            ENT_TRY(value_of(ctx, value[i], &field[f]));
    }
    return ENT_OK;
}

static ent_err read_line(ent_ctx *ctx, const ent_field_map *map, ent_str path,
                         uint32_t line, ent_str text, ent_vec *parts) {
    ent_str field[ENT_FIELDS] = {{0}};
    json_error_t why;
    json_t *row = json_loadb(text.s, text.n, JSON_REJECT_DUPLICATES, &why);
    if (!row)
        return ent_i_article_bad(ctx, parts, ENT_SYNTAX, path, line,
                                 ent_i_printf(ctx->keep,
                                              "column %d: this is no JSON: %s",
                                              why.column, why.text));
    if (!json_is_object(row)) {
        json_decref(row);
        return ent_i_article_bad(
            ctx, parts, ENT_SYNTAX, path, line,
            ENT_STR("each line is one object: {\"text\":\"…\"}"));
    }
    ent_err e = take_object(ctx, map, row, field);
    bool told = field[ENT_FIELD_TEXT].s;
    json_decref(row);
    if (!e && !told)
        return ent_i_article_bad(
            ctx, parts, ENT_SHAPE, path, line,
            ENT_STR("this object has no text; name its key with --map "
                    "text=KEY"));
    return e ? e : add_article(ctx, path, line, field, parts);
}

ent_err ent_i_read_jsonl(ent_ctx *ctx, const ent_field_map *map, ent_str path,
                         ent_str bytes, ent_vec *parts) {
    uint32_t line = 0;
    ENT_TRY(as_utf8(ctx, path, &bytes));
    while (bytes.s) {
        ent_str text = ent_i_trim(ent_i_cut(&bytes, '\n'));
        line++;
        if (text.n)
            ENT_TRY(read_line(ctx, map, path, line, text, parts));
    }
    if (parts->n)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_MISSING, ((ent_place){path, 0, 0}),
                       "there is no line in it");
}
