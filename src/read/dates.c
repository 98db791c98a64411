/* dates.c - the stage that finds dates, ranges and durations in a document.
 *
 * Where the document's own date is not stated, a first pass reads dates
 * without it; doc_date.c settles it from those; a second pass resolves what
 * is relative.  Inside source brackets dates belong to the sources cited. */
#include "read/date_rules.h"

typedef struct pass {
    ent_ctx *ctx;
    const ent_doc *doc;
    const ent_tokens *toks;
    ent_i_dater *dater;
    ent_i_now now;
    ent_vec found; /* of ent_i_found */
    size_t cite;   /* the next citation that can hold a token */
} pass;

enum { MAX_LIST = 8 };

/* Is the token inside a source bracket?  Tokens come in order. */
static bool is_cited(pass *p, uint32_t i) {
    const ent_doc *doc = p->doc;
    uint32_t at = p->toks->tok[i].start;
    while (p->cite < doc->n_citations && doc->citation[p->cite].in.at.end <= at)
        p->cite++;
    if (p->cite >= doc->n_citations)
        return false;
    ent_span in = doc->citation[p->cite].in.at;
    char open = doc->text.s[in.start];
    return at >= in.start && (open == '(' || open == '[');
}

static void move_anchor(ent_i_now *now, const ent_i_when *w) {
    ent_i_point p = w->kind == ENT_WHEN_RANGE ? w->b : w->a;
    if (w->kind != ENT_WHEN_DURATION && !w->blank && !w->open_b && p.y)
        now->anchor = p;
}

/* The expressions at token i; moves it behind them. */
static ent_err read_at(pass *p, uint32_t sent, uint32_t *i) {
    ent_i_date_match m[MAX_LIST];
    uint32_t end = p->toks->first[sent + 1];
    p->now.cited = is_cited(p, *i);
    size_t n = p->now.cited
                   ? ent_i_date_list(p->dater, &p->now, *i, end, m, MAX_LIST)
                   : ent_i_date_at(p->dater, &p->now, *i, end, m);
    for (size_t k = 0; k < n; k++) {
        ent_i_found *f = ENT_PUSH(p->ctx->temp, &p->found, ent_i_found);
        if (!f)
            return ENT_NOMEM_FAIL(p->ctx);
        *f = (ent_i_found){m[k], sent, p->now.cited};
        if (!p->now.cited)
            move_anchor(&p->now, &m[k].when);
    }
    *i = n ? m[n - 1].end : *i + 1;
    return ENT_OK;
}

static ent_err read_sentence(pass *p, uint32_t sent) {
    uint32_t i = p->toks->first[sent], end = p->toks->first[sent + 1];
    p->now.future = false;
    while (i < end) {
        if (ent_i_date_class(p->dater, i, ENT_CLASS_WILL) >= 0)
            p->now.future = true;
        else if (ent_i_date_class(p->dater, i, ENT_CLASS_WAS) >= 0)
            p->now.future = false;
        ENT_TRY(read_at(p, sent, &i));
    }
    return ENT_OK;
}

static ent_err read_all(pass *p) {
    p->found.n = p->cite = 0;
    p->now = (ent_i_now){.ref = ent_i_reference(p->doc->published)};
    for (uint32_t s = 0; s < p->doc->n_sents; s++)
        ENT_TRY(read_sentence(p, s));
    return ENT_OK;
}

static ent_str basis_of(const ent_i_when *w, bool crossdoc) {
    if (w->vague || w->blank)
        return ENT_STR("inferred");
    if (!w->relative)
        return ENT_STR("explicit");
    return crossdoc ? ENT_STR("resolved_crossdoc") : ENT_STR("resolved_doc");
}

static ent_str kind_of(const ent_i_found *f) {
    if (f->cited)
        return ENT_STR("citation");
    if (f->match.when.kind == ENT_WHEN_DURATION)
        return ENT_STR("duration");
    return f->match.when.kind == ENT_WHEN_RANGE ? ENT_STR("range")
                                                : ENT_STR("date");
}

static ent_err keep_dates(const pass *p, bool crossdoc, ent_doc *doc) {
    const ent_i_found *f = p->found.at;
    ent_date *out = ENT_NEW(p->ctx->keep, p->found.n + 1, ent_date);
    bool bad = !out;
    for (size_t k = 0; !bad && k < p->found.n; k++) {
        const ent_i_date_match *m = &f[k].match;
        out[k] = (ent_date){
            .in = ent_i_locus(doc, f[k].sent, p->toks->tok[m->first].start,
                              p->toks->tok[m->end - 1].end),
            .value = ent_i_when_text(p->ctx->keep, &m->when, &bad),
            .kind = kind_of(&f[k]),
            .basis = basis_of(&m->when, crossdoc)};
    }
    if (bad)
        return ENT_NOMEM_FAIL(p->ctx);
    doc->date = out;
    doc->n_dates = p->found.n;
    return ENT_OK;
}

static int two_digits(ent_str s, size_t at) {
    return at + 2 <= s.n ? (s.s[at] - '0') * 10 + (s.s[at + 1] - '0') : 0;
}

/* Citations were read before the year was known: --04-26 gets it now. */
static ent_err complete_citations(const pass *p, ent_doc *doc) {
    ent_i_now now = {.ref = ent_i_reference(doc->published), .cited = true};
    ent_citation *out =
        ENT_NEW(p->ctx->keep, doc->n_citations + 1, ent_citation);
    bool bad = !out;
    for (size_t k = 0; !bad && k < doc->n_citations; k++) {
        out[k] = doc->citation[k];
        ent_str date = out[k].date;
        if (!now.ref.y || !ent_i_starts(date, "--"))
            continue;
        ent_i_when w = {.a = {0, two_digits(date, 2), two_digits(date, 5)}};
        ent_i_point_complete(&now, &w.a, &w.relative);
        out[k].date = ent_i_when_text(p->ctx->keep, &w, &bad);
    }
    if (bad)
        return ENT_NOMEM_FAIL(p->ctx);
    doc->citation = out;
    return ENT_OK;
}

static ent_err read_passes(ent_ctx *ctx, const ent_tokens *toks, int year,
                           ent_doc *doc) {
    pass p = {.ctx = ctx, .doc = doc, .toks = toks};
    ENT_TRY(ent_i_dater_new(ctx, doc, toks, &p.dater));
    ENT_TRY(read_all(&p));
    if (!doc->published.n) {
        ENT_TRY(ent_i_settle_published(ctx, p.found.at, p.found.n, year, doc));
        if (doc->published.n)
            ENT_TRY(read_all(&p));
    }
    ENT_TRY(keep_dates(&p, year != 0, doc));
    return doc->n_citations ? complete_citations(&p, doc) : ENT_OK;
}

static ent_err read_dates(ent_ctx *ctx, const ent_tokens *toks, int year,
                          ent_doc *doc) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err e = read_passes(ctx, toks, year, doc);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}

ent_err ent_i_read_dates(ent_ctx *ctx, const ent_tokens *toks, ent_doc *doc) {
    return read_dates(ctx, toks, 0, doc);
}

ent_err ent_i_dates_resolve(ent_ctx *ctx, ent_doc *doc, int year) {
    ent_tokens toks;
    if (doc->published.n)
        return ENT_OK;
    if (year < 1000 || year > 2199)
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "the year %d is not in 1000..2199; give the "
                        "document's year",
                        year);
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err e = ent_i_read_tokens(ctx, doc, &toks);
    if (!e)
        e = read_dates(ctx, &toks, year, doc);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}
