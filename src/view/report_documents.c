/* report_documents.c - what a report quotes: references, the documents that
 * they name, the dates read in those.
 *
 * A scenario names documents; the store may hold one under that name or,
 * when somebody took in the original texts, under the short name that the
 * scenario gives it.  The report always names what the store has. */
#include "scenario/scenario.h"
#include "view/view.h"

enum { SHOW_ALL = 40 }; /* up to so many documents the report holds them all */

static size_t find_doc(const ent_sheet *t, ent_str name) {
    size_t lo = 0, hi = t->n_docs;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = ent_i_cmp(t->doc[mid].name, name);
        if (!c)
            return mid;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return SIZE_MAX;
}

/* The row of the document that a scenario calls `name`; SIZE_MAX: none. */
static size_t resolve(const ent_sheet *t, ent_str name) {
    size_t row = find_doc(t, name);
    if (row != SIZE_MAX)
        return row;
    ent_str alias = ent_i_ref_alias(t->r->scenario, name);
    return alias.s ? find_doc(t, alias) : SIZE_MAX;
}

ent_err ent_i_sheet_open(ent_sheet *t) {
    const ent_scenario *s = t->r->scenario;
    if (!t->r->store)
        return ENT_OK;
    ENT_TRY(ent_store_docs(t->ctx, t->r->store, &t->doc, &t->n_docs));
    t->shown = ENT_NEW(t->ctx->keep, t->n_docs, bool);
    if (!t->shown)
        return ENT_NOMEM_FAIL(t->ctx);
    for (size_t i = 0; i < t->n_docs; i++)
        t->shown[i] = t->n_docs <= SHOW_ALL;
    for (size_t i = 0; i < s->n_values; i++)
        for (size_t k = 0; k < s->value[i].n_evidence; k++) {
            size_t row = resolve(t, s->value[i].evidence[k].doc);
            if (row != SIZE_MAX)
                t->shown[row] = true;
        }
    return ENT_OK;
}

/* ---- references */

static bool same_ref(const ent_ref *a, const ent_ref *b) {
    return a->para == b->para && a->sent == b->sent && ent_i_eq(a->doc, b->doc);
}

/* Was this reference given by an earlier value, or earlier by this one? */
static bool seen_before(const ent_scenario *s, const uint32_t *row, size_t i,
                        size_t k) {
    const ent_ref *ref = &s->value[row[i]].evidence[k];
    for (size_t j = 0; j <= i; j++) {
        const ent_value *v = row[j] == ENT_NONE ? NULL : &s->value[row[j]];
        size_t end = !v ? 0 : j == i ? k : v->n_evidence;
        for (size_t l = 0; l < end; l++)
            if (same_ref(&v->evidence[l], ref))
                return true;
    }
    return false;
}

static void put_ref(ent_sheet *t, const ent_ref *ref) {
    size_t row = resolve(t, ref->doc);
    ent_str doc = row == SIZE_MAX ? ref->doc : t->doc[row].name;
    ent_mark mark = ent_i_arena_mark(t->ctx->temp);
    ent_str text = ref->sent ? ent_i_printf(t->ctx->temp, "%.*s#%u.%u",
                                            ENT_P(doc), ref->para, ref->sent)
                             : ent_i_printf(t->ctx->temp, "%.*s#%u", ENT_P(doc),
                                            ref->para);
    t->b->bad |= !text.s;
    ent_i_view_item(t->b, text);
    ent_i_arena_release(t->ctx->temp, mark);
}

void ent_i_sheet_evidence(ent_sheet *t, const char *name, const uint32_t *row,
                          size_t n) {
    const ent_scenario *s = t->r->scenario;
    ent_i_view_key(t->b, name);
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < n; i++) {
        size_t refs = row[i] == ENT_NONE ? 0 : s->value[row[i]].n_evidence;
        for (size_t k = 0; k < refs; k++)
            if (!seen_before(s, row, i, k))
                put_ref(t, &s->value[row[i]].evidence[k]);
    }
    ent_i_buf_put(t->b, "]", 1);
}

void ent_i_sheet_basis(ent_sheet *t, uint32_t row) {
    const ent_scenario *s = t->r->scenario;
    ent_i_sheet_evidence(t, "evidence", &row, 1);
    ent_i_view_text(t->b, "note",
                    row == ENT_NONE ? (ent_str){0} : s->value[row].note);
}

/* ---- documents */

static void put_passage(ent_buf *b, const ent_passage *p) {
    ent_i_view_open(b, '{');
    ent_i_view_count(b, "n", p->para);
    ent_i_view_text(b, "kind", p->kind);
    ent_i_view_key(b, "sentences");
    ent_i_view_open(b, '[');
    for (size_t i = 0; i < p->n_sents; i++) {
        ent_i_view_open(b, '{');
        ent_i_view_count(b, "n", i + 1);
        ent_i_view_text(b, "text", p->sent[i]);
        ent_i_buf_put(b, "}", 1);
    }
    ent_i_buf_put(b, "]}", 2);
}

static void put_aliases(ent_sheet *t, ent_str name) {
    const ent_scenario *s = t->r->scenario;
    ent_i_view_key(t->b, "aliases");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < s->n_aliases; i++)
        if (ent_i_eq(s->alias[i].doc, name) &&
            !ent_i_eq(s->alias[i].alias, name))
            ent_i_view_item(t->b, s->alias[i].alias);
    ent_i_buf_put(t->b, "]", 1);
}

static ent_err put_document(ent_sheet *t, const ent_doc_row *d) {
    const ent_passage *p;
    size_t n;
    ENT_TRY(ent_store_passages(t->ctx, t->r->store, d->name, &p, &n));
    ent_i_view_open(t->b, '{');
    ent_i_view_text(t->b, "id", d->name);
    put_aliases(t, d->name);
    ent_i_view_text(t->b, "title", d->title.n ? d->title : d->name);
    ent_i_view_text(t->b, "publisher", d->publisher);
    ent_i_view_text(t->b, "published", d->published);
    ent_i_view_key(t->b, "paragraphs");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < n; i++)
        put_passage(t->b, &p[i]);
    ent_i_buf_put(t->b, "]}", 2);
    return ENT_OK;
}

ent_err ent_i_sheet_documents(ent_sheet *t) {
    ent_i_view_key(t->b, "documents");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < t->n_docs; i++)
        if (t->shown[i])
            ENT_TRY(put_document(t, &t->doc[i]));
    ent_i_buf_put(t->b, "]", 1);
    return ENT_OK;
}

/* ---- dates */

static void put_date(ent_sheet *t, const ent_date *d, ent_str doc) {
    char first[ENT_DATE_BYTES], last[ENT_DATE_BYTES];
    if (!ent_i_eqz(d->kind, "date") && !ent_i_eqz(d->kind, "range"))
        return;
    if (!ent_i_date_ends(d->value, first, last))
        return;
    ent_i_view_open(t->b, '{');
    ent_i_view_text(t->b, "text", d->quote.n ? d->quote : d->value);
    ent_i_view_text(t->b, "value", d->value);
    ent_i_view_text(t->b, "start", ent_i_str(first));
    ent_i_view_text(t->b, "end", ent_i_str(last));
    ent_i_view_text(t->b, "class", d->kind);
    ent_i_view_text(t->b, "doc", doc);
    ent_i_view_count(t->b, "para", d->in.para);
    ent_i_view_count(t->b, "sent", d->in.sent);
    ent_i_buf_put(t->b, "}", 1);
}

ent_err ent_i_sheet_dates(ent_sheet *t) {
    const ent_date *d;
    const ent_str *doc;
    size_t n = 0;
    if (t->r->store)
        ENT_TRY(ent_store_dates(t->ctx, t->r->store, &d, &doc, &n));
    ent_i_view_key(t->b, "dates");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < n; i++) {
        size_t row = find_doc(t, doc[i]);
        if (row != SIZE_MAX && t->shown[row])
            put_date(t, &d[i], doc[i]);
    }
    ent_i_buf_put(t->b, "]", 1);
    return ENT_OK;
}
