/* evidence.c - events and statements of all documents, as they were read. */
#include "store/store.h"

/* A question, its dates as days. */
typedef struct finder {
    ent_ctx *ctx;
    ent_store *s;
    const ent_evidence_find *find;
    int32_t from, to;
} finder;

static ent_err take_day(ent_ctx *ctx, ent_str s, bool last, int32_t *out) {
    int32_t a, b;
    if (!s.n)
        return ENT_OK;
    if (!ent_i_iso_read(s, &a, &b))
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "'%.*s' is no date; write 2019, 2019-05 or "
                        "2019-05-14",
                        ENT_P(s));
    *out = last ? b : a;
    return ENT_OK;
}

static ent_err open_finder(finder *f) {
    f->from = INT32_MIN;
    f->to = INT32_MAX;
    ENT_TRY(take_day(f->ctx, f->find->from, false, &f->from));
    return take_day(f->ctx, f->find->to, true, &f->to);
}

/* Dated, or else published, in between; an undated text is always. */
static bool in_time(const finder *f, ent_str date, ent_str published) {
    int32_t a, b;
    if (f->from == INT32_MIN && f->to == INT32_MAX)
        return true;
    if (!ent_i_iso_range(date, &a, &b) && !ent_i_iso_range(published, &a, &b))
        return true;
    return a <= f->to && b >= f->from;
}

static bool names(ent_str codes, ent_str actor) {
    while (codes.n) {
        ent_str code = ent_i_cut(&codes, '|');
        if (code.n >= actor.n && memcmp(code.s, actor.s, actor.n) == 0)
            return true;
    }
    return false;
}

static bool is_wanted(const finder *f, ent_str doc, ent_str from, ent_str to) {
    const ent_evidence_find *q = f->find;
    if (q->doc.n && !ent_i_glob(q->doc, doc))
        return false;
    return !q->actor.n || names(from, q->actor) || names(to, q->actor);
}

static ent_str borrowed(sqlite3_stmt *q, int column) {
    const char *text = (const char *)sqlite3_column_text(q, column);
    return (ent_str){text, (size_t)sqlite3_column_bytes(q, column)};
}

static ent_span span_at(sqlite3_stmt *q, int column) {
    return (ent_span){ent_i_sql_u32(q, column), ent_i_sql_u32(q, column + 1)};
}

/* Copies text columns into a row's fields. */
static ent_err copy(const finder *f, sqlite3_stmt *q, ent_str *const *to,
                    const int *column, size_t n) {
    ent_err e = ENT_OK;
    for (size_t i = 0; i < n; i++)
        *to[i] = ent_i_sql_text(f->ctx, q, column[i], &e);
    return e;
}

#define PLACED                                                         \
    "SELECT d.name, d.published, p.number, s.number, t.start, t.end, " \
    "t.quote, s.text, "
#define FROM                                  \
    " t JOIN sentence s ON t.sentence = s.id" \
    " JOIN paragraph p ON s.paragraph = p.id" \
    " JOIN document d ON p.document = d.id"   \
    " ORDER BY d.name, t.start, t.id"

static ent_locus locus_of(sqlite3_stmt *q) {
    return (ent_locus){span_at(q, 4), ent_i_sql_u32(q, 2), ent_i_sql_u32(q, 3)};
}

/* ---- events */

static const char event_sql[] = PLACED
    "t.source, t.target, t.category, t.cameo, t.factuality, t.reporter,"
    " t.date, t.basis, t.rule, t.source_start, t.source_end, t.target_start,"
    " t.target_end, t.negated, t.hedged, t.reciprocal, t.core, t.background,"
    " t.confidence FROM event" FROM;

static ent_err read_event(const finder *f, sqlite3_stmt *q, ent_event_row *r) {
    ent_event *v = &r->event;
    ent_str *const to[] = {
        &r->doc,    &r->published, &r->quote, &r->text,       &v->source,
        &v->target, &v->category,  &v->cameo, &v->factuality, &v->reporter,
        &v->date,   &v->basis,     &v->rule};
    static const int column[] = {0, 1, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    v->in = locus_of(q);
    v->source_at = span_at(q, 17);
    v->target_at = span_at(q, 19);
    int *const flag[] = {&v->negated, &v->hedged, &v->reciprocal, &v->core,
                         &v->background};
    for (int i = 0; i < 5; i++)
        *flag[i] = sqlite3_column_int(q, 21 + i);
    v->confidence = sqlite3_column_double(q, 26);
    return copy(f, q, to, column, sizeof column / sizeof *column);
}

static bool event_wanted(const finder *f, sqlite3_stmt *q) {
    const ent_str category = f->find->category;
    return (!category.n || ent_i_eq(borrowed(q, 10), category)) &&
           is_wanted(f, borrowed(q, 0), borrowed(q, 8), borrowed(q, 9)) &&
           in_time(f, borrowed(q, 14), borrowed(q, 1));
}

ent_err ent_store_events(ent_ctx *ctx, ent_store *s,
                         const ent_evidence_find *find,
                         const ent_event_row **out, size_t *n) {
    finder f = {.ctx = ctx, .s = s, .find = find};
    sqlite3_stmt *q;
    ent_vec rows = {0};
    ENT_TRY(open_finder(&f));
    ent_err e = ent_i_sql_open(ctx, s, &q, event_sql, "");
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        if (!event_wanted(&f, q))
            continue;
        ent_event_row *r = ENT_PUSH(ctx->keep, &rows, ent_event_row);
        e = r ? read_event(&f, q, r) : ENT_NOMEM_FAIL(ctx);
    }
    *out = rows.at;
    *n = rows.n;
    return e;
}

/* ---- statements */

static const char statement_sql[] = PLACED
    "t.speaker, t.addressee, t.medium, t.mode, t.content, t.issue, t.date,"
    " t.rule, t.speaker_start, t.speaker_end, t.content_start, t.content_end,"
    " t.stance, t.negated, t.hedged, t.confidence FROM statement" FROM;

static ent_err read_statement(const finder *f, sqlite3_stmt *q,
                              ent_statement_row *r) {
    ent_statement *v = &r->statement;
    ent_str *const to[] = {&r->doc,     &r->published, &r->quote,  &r->text,
                           &v->speaker, &v->addressee, &v->medium, &v->mode,
                           &r->content, &v->issue,     &v->date,   &v->rule};
    static const int column[] = {0, 1, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    v->in = locus_of(q);
    v->speaker_at = span_at(q, 16);
    v->content = span_at(q, 18);
    v->stance = sqlite3_column_int(q, 20);
    v->negated = sqlite3_column_int(q, 21);
    v->hedged = sqlite3_column_int(q, 22);
    v->confidence = sqlite3_column_double(q, 23);
    return copy(f, q, to, column, sizeof column / sizeof *column);
}

/* By the fields that decide; all may be borrowed. */
static bool statement_wanted(const finder *f, const ent_statement_row *r) {
    const ent_str issue = f->find->issue;
    const ent_statement *v = &r->statement;
    return (!issue.n || ent_i_eq(v->issue, issue)) &&
           is_wanted(f, r->doc, v->speaker, v->addressee) &&
           in_time(f, v->date, r->published);
}

static ent_statement_row borrowed_statement(sqlite3_stmt *q) {
    return (ent_statement_row){.doc = borrowed(q, 0),
                               .published = borrowed(q, 1),
                               .statement = {.speaker = borrowed(q, 8),
                                             .addressee = borrowed(q, 9),
                                             .issue = borrowed(q, 13),
                                             .date = borrowed(q, 14)}};
}

size_t ent_statements_pick(const ent_evidence_find *find,
                           ent_statement_row *row, size_t n) {
    finder f = {.find = find, .from = INT32_MIN, .to = INT32_MAX};
    int32_t a, b;
    size_t kept = 0;
    if (ent_i_iso_read(find->from, &a, &b))
        f.from = a;
    if (ent_i_iso_read(find->to, &a, &b))
        f.to = b;
    for (size_t i = 0; i < n; i++)
        if (statement_wanted(&f, &row[i]))
            row[kept++] = row[i];
    return kept;
}

ent_err ent_store_statements(ent_ctx *ctx, ent_store *s,
                             const ent_evidence_find *find,
                             const ent_statement_row **out, size_t *n) {
    finder f = {.ctx = ctx, .s = s, .find = find};
    sqlite3_stmt *q;
    ent_vec rows = {0};
    ENT_TRY(open_finder(&f));
    ent_err e = ent_i_sql_open(ctx, s, &q, statement_sql, "");
    ENT_TRY(e);
    while (ent_i_sql_next(ctx, s, q, &e)) {
        ent_statement_row at_hand = borrowed_statement(q);
        if (!statement_wanted(&f, &at_hand))
            continue;
        ent_statement_row *r = ENT_PUSH(ctx->keep, &rows, ent_statement_row);
        e = r ? read_statement(&f, q, r) : ENT_NOMEM_FAIL(ctx);
    }
    *out = rows.at;
    *n = rows.n;
    return e;
}

/* ---- of a document that is not in the store */

static ent_str words_at(const ent_doc *doc, ent_span at) {
    return (ent_str){doc->text.s + at.start, at.end - at.start};
}

static ent_str sentence_text(const ent_doc *doc, ent_locus in) {
    if (in.para < 1 || in.para > doc->n_paras)
        return (ent_str){0};
    const ent_paragraph *p = &doc->para[in.para - 1];
    if (in.sent < 1 || in.sent > p->n_sents)
        return (ent_str){0};
    return words_at(doc, doc->sent[p->first_sent + in.sent - 1].in.at);
}

ent_err ent_doc_statements(ent_ctx *ctx, const ent_doc *doc,
                           const ent_statement_row **out, size_t *n) {
    ent_statement_row *row =
        ENT_NEW(ctx->keep, doc->n_statements, ent_statement_row);
    if (!row)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < doc->n_statements; i++) {
        const ent_statement *v = &doc->statement[i];
        row[i] = (ent_statement_row){.doc = doc->name,
                                     .published = doc->published,
                                     .statement = *v,
                                     .quote = words_at(doc, v->in.at),
                                     .content = words_at(doc, v->content),
                                     .text = sentence_text(doc, v->in)};
        row[i].statement.in.at = ent_doc_origin(doc, v->in.at);
        row[i].statement.content = ent_doc_origin(doc, v->content);
        row[i].statement.speaker_at = ent_doc_origin(doc, v->speaker_at);
    }
    *out = row;
    *n = doc->n_statements;
    return ENT_OK;
}
