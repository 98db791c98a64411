/* query.c - what other layers ask of the store: documents, paragraphs,
 * dates, mentions.
 *
 * Answers are copied into ctx->keep, so nothing of SQLite outlives a call. */
#include "store/store.h"

static bool whole_number(ent_str s, uint32_t *out) {
    uint64_t x;
    if (!s.n || s.s[0] < '1' || s.s[0] > '9' || !ent_i_uint(s, &x) ||
        s.s[s.n - 1] > '9' || s.s[s.n - 1] < '0' || x > UINT32_MAX)
        return false;
    *out = (uint32_t)x;
    return true;
}

ent_err ent_ref_read(ent_str text, ent_ref *out) {
    size_t i = text.n;
    while (i && text.s[i - 1] != '#')
        i--;
    if (i < 2)
        return ENT_SYNTAX;
    ent_str rest = {text.s + i, text.n - i};
    ent_str para = ent_i_cut(&rest, '.');
    *out = (ent_ref){.doc = {text.s, i - 1}};
    if (!whole_number(para, &out->para))
        return ENT_SYNTAX;
    if (rest.s && !whole_number(rest, &out->sent))
        return ENT_SYNTAX;
    return ENT_OK;
}

static ent_err no_document(ent_ctx *ctx, ent_store *s, ent_str doc) {
    const ent_doc_row *row;
    size_t n;
    ENT_TRY(ent_store_docs(ctx, s, &row, &n));
    ent_str *name = ENT_NEW(ctx->temp, n, ent_str);
    if (!name)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++)
        name[i] = row[i].name;
    ent_str near = ent_i_nearest(doc, name, n);
    if (near.s)
        return ENT_FAIL(ctx, ENT_MISSING,
                        "the dossier has no document '%.*s'; did you mean "
                        "'%.*s'?",
                        ENT_P(doc), ENT_P(near));
    return ENT_FAIL(ctx, ENT_MISSING,
                    "the dossier has no document '%.*s'; it has %zu, which "
                    "`entente show` lists",
                    ENT_P(doc), n);
}

ent_err ent_i_store_doc_id(ent_ctx *ctx, ent_store *s, ent_str doc,
                           int64_t *out) {
    bool found;
    ENT_TRY(ent_i_sql_int(ctx, s, out, &found,
                          "SELECT id FROM document WHERE name = ?", "t", doc));
    return found ? ENT_OK : no_document(ctx, s, doc);
}

static ent_err read_doc(ent_ctx *ctx, sqlite3_stmt *q, ent_doc_row *d) {
    ent_str *const text[] = {&d->name,      &d->title,     &d->author,
                             &d->publisher, &d->published, &d->format,
                             &d->hash};
    ent_err e = ENT_OK;
    for (int i = 0; i < 7; i++)
        *text[i] = ent_i_sql_text(ctx, q, i, &e);
    d->n_paras = ent_i_sql_u32(q, 7);
    d->n_sents = ent_i_sql_u32(q, 8);
    d->bytes = (uint64_t)sqlite3_column_int64(q, 9);
    d->n_mentions = (uint64_t)sqlite3_column_int64(q, 10);
    d->n_dates = (uint64_t)sqlite3_column_int64(q, 11);
    d->n_citations = (uint64_t)sqlite3_column_int64(q, 12);
    return e;
}

#define COUNT_OF(table)                                                   \
    "(SELECT count(*) FROM paragraph p JOIN sentence ON paragraph = p.id" \
    " JOIN " table " ON " table ".sentence = sentence.id"                 \
    " WHERE p.document = d.id)"

ent_err ent_store_docs(ent_ctx *ctx, ent_store *s, const ent_doc_row **out,
                       size_t *n) {
    sqlite3_stmt *q;
    ent_vec v = {0};
    ent_err e = ent_i_sql_open(
        ctx, s, &q,
        "SELECT name, title, author, publisher, published, format, hash,"
        " (SELECT count(*) FROM paragraph WHERE document = d.id),"
        " (SELECT count(*) FROM paragraph p JOIN sentence ON paragraph = p.id"
        "  WHERE p.document = d.id),"
        " bytes, " COUNT_OF("mention") ", " COUNT_OF("date") ", " COUNT_OF(
            "citation") " FROM document d ORDER BY name",
        "");
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_doc_row *d = ENT_PUSH(ctx->keep, &v, ent_doc_row);
        e = d ? read_doc(ctx, q, d) : ENT_NOMEM_FAIL(ctx);
    }
    *out = v.at;
    *n = v.n;
    return e;
}

static ent_err add_sentence(ent_ctx *ctx, ent_vec *sents, sqlite3_stmt *q,
                            int column) {
    ent_err e = ENT_OK;
    ent_str *text = ENT_PUSH(ctx->keep, sents, ent_str);
    if (!text)
        return ENT_NOMEM_FAIL(ctx);
    *text = ent_i_sql_text(ctx, q, column, &e);
    return e;
}

/* Columns: number, kind, start, end, text of one sentence or NULL.  Rows of
 * one paragraph follow each other. */
static ent_err read_passage(ent_ctx *ctx, ent_str doc, sqlite3_stmt *q,
                            ent_vec *passages, ent_vec *sents) {
    uint32_t para = ent_i_sql_u32(q, 0);
    ent_passage *p = passages->at;
    ent_err e = ENT_OK;
    if (!passages->n || p[passages->n - 1].para != para) {
        p = ENT_PUSH(ctx->keep, passages, ent_passage);
        if (!p)
            return ENT_NOMEM_FAIL(ctx);
        *p = (ent_passage){.doc = doc,
                           .para = para,
                           .kind = ent_i_sql_text(ctx, q, 1, &e),
                           .at = {ent_i_sql_u32(q, 2), ent_i_sql_u32(q, 3)}};
    } else {
        p += passages->n - 1;
    }
    if (e || sqlite3_column_type(q, 4) == SQLITE_NULL)
        return e;
    p->n_sents++;
    return add_sentence(ctx, sents, q, 4);
}

/* Paragraph `para` of a document, or all when it is 0. */
static ent_err passages_of(ent_ctx *ctx, ent_store *s, ent_str doc,
                           uint32_t para, ent_vec *passages) {
    sqlite3_stmt *q;
    ent_vec sents = {0};
    int64_t id = 0;
    ENT_TRY(ent_i_store_doc_id(ctx, s, doc, &id));
    doc = ent_i_dup(ctx->keep, doc);
    if (!doc.s)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = ent_i_sql_open(
        ctx, s, &q,
        "SELECT p.number, p.kind, p.start, p.end, sentence.text"
        " FROM paragraph p LEFT JOIN sentence ON paragraph = p.id"
        " WHERE document = ?1 AND (?2 = 0 OR p.number = ?2)"
        " ORDER BY p.number, sentence.number",
        "ii", id, (int64_t)para);
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e))
        e = read_passage(ctx, doc, q, passages, &sents);
    ent_passage *p = passages->at;
    ent_str *text = sents.at;
    for (size_t i = 0; sents.n && i < passages->n; text += p[i++].n_sents)
        p[i].sent = text;
    return e;
}

ent_err ent_store_passages(ent_ctx *ctx, ent_store *s, ent_str doc,
                           const ent_passage **out, size_t *n) {
    ent_vec v = {0};
    ENT_TRY(passages_of(ctx, s, doc, 0, &v));
    *out = v.at;
    *n = v.n;
    return ENT_OK;
}

static ent_err no_paragraph(ent_ctx *ctx, ent_store *s, ent_ref ref) {
    int64_t n = 0;
    bool found;
    ENT_TRY(ent_i_sql_int(ctx, s, &n, &found,
                          "SELECT count(*) FROM paragraph JOIN document d"
                          " ON document = d.id WHERE name = ?",
                          "t", ref.doc));
    return ENT_FAIL(ctx, ENT_MISSING, "'%.*s' has no paragraph %u; it has %lld",
                    ENT_P(ref.doc), ref.para, (long long)n);
}

ent_err ent_store_passage(ent_ctx *ctx, ent_store *s, ent_ref ref,
                          ent_passage *out) {
    ent_vec v = {0};
    if (ref.para)
        ENT_TRY(passages_of(ctx, s, ref.doc, ref.para, &v));
    if (!v.n)
        return no_paragraph(ctx, s, ref);
    *out = *(const ent_passage *)v.at;
    if (ref.sent > out->n_sents)
        return ENT_FAIL(ctx, ENT_MISSING,
                        "paragraph %u of '%.*s' has no sentence %u; it has "
                        "%zu",
                        ref.para, ENT_P(ref.doc), ref.sent, out->n_sents);
    return ENT_OK;
}

static ent_err read_date(ent_ctx *ctx, sqlite3_stmt *q, ent_date *d,
                         ent_str *doc) {
    ent_err e = ENT_OK;
    *doc = ent_i_sql_text(ctx, q, 0, &e);
    d->in.para = ent_i_sql_u32(q, 1);
    d->in.sent = ent_i_sql_u32(q, 2);
    d->in.at = (ent_span){ent_i_sql_u32(q, 3), ent_i_sql_u32(q, 4)};
    d->value = ent_i_sql_text(ctx, q, 5, &e);
    d->kind = ent_i_sql_text(ctx, q, 6, &e);
    d->basis = ent_i_sql_text(ctx, q, 7, &e);
    d->quote = ent_i_sql_text(ctx, q, 8, &e);
    return e;
}

ent_err ent_store_dates(ent_ctx *ctx, ent_store *s, const ent_date **out,
                        const ent_str **doc, size_t *n) {
    sqlite3_stmt *q;
    ent_vec dates = {0}, docs = {0};
    ent_err e = ent_i_sql_open(
        ctx, s, &q,
        "SELECT document.name, paragraph.number, sentence.number, date.start,"
        " date.end, value, date.kind, basis, quote FROM date"
        " JOIN sentence ON date.sentence = sentence.id"
        " JOIN paragraph ON sentence.paragraph = paragraph.id"
        " JOIN document ON paragraph.document = document.id"
        " ORDER BY document.name, date.start, date.id",
        "");
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_date *d = ENT_PUSH(ctx->keep, &dates, ent_date);
        ent_str *name = ENT_PUSH(ctx->keep, &docs, ent_str);
        e = d && name ? read_date(ctx, q, d, name) : ENT_NOMEM_FAIL(ctx);
    }
    *out = dates.at;
    *doc = docs.at;
    *n = dates.n;
    return e;
}

/* Most mentions have one code, which an index finds by its beginning; the
 * few with several ("USAGOV|USA") have an index of their own. */
ent_err ent_store_mentions(ent_ctx *ctx, ent_store *s, ent_str code,
                           uint64_t *n) {
    int64_t count = 0;
    bool found;
    ent_str first = code.s ? code : ENT_STR("");
    ENT_TRY(ent_i_sql_int(
        ctx, s, &count, &found,
        "SELECT (SELECT count(*) FROM mention WHERE code >= ?1"
        "  AND code < ?1 || char(1114111) AND instr(code, '|') = 0)"
        " + (SELECT count(*) FROM mention WHERE instr(code, '|')"
        "  AND instr('|' || code, '|' || ?1))",
        "t", first));
    *n = (uint64_t)count;
    return ENT_OK;
}
