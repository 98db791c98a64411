/* explain.c - a tree of causes, for people and programs.
 *
 *   settle.D1 rose by 4.2, from 51.0 to 55.2, in step 4 (2019-09)
 *     +3.1  PRK.position.D1  driver, 40.0 to 46.2
 *           = base + 0.1 * reserves
 *           002#19.3 "…"
 *
 * Two blanks a level; below a line what it rests on. */
#include "scenario/scenario.h"
#include "view/view.h"
#include <math.h>
#include <stdio.h>

enum { QUOTE_BYTES = 200, REFS = 2 };

/* ---- quotations */

static ent_str sentence(const ent_passage *p, uint32_t sent) {
    if (!p->n_sents)
        return (ent_str){0};
    return p->sent[sent && sent <= p->n_sents ? sent - 1 : 0];
}

/* The sentence that a reference names, under the document's name or its short
 * name; blank where there is none. */
static ent_str quote(ent_ctx *ctx, const ent_scenario *s, ent_store *store,
                     const ent_ref *ref) {
    ent_passage p;
    ent_ref at = *ref;
    if (!store)
        return (ent_str){0};
    ent_err e = ent_store_passage(ctx, store, at, &p);
    if (e) {
        at.doc = ent_i_ref_alias(s, ref->doc);
        e = at.doc.s ? ent_store_passage(ctx, store, at, &p) : e;
    }
    if (e)
        memset(&ctx->fail, 0, sizeof ctx->fail);
    return e ? (ent_str){0} : sentence(&p, ref->sent);
}

static void put_ref(ent_buf *b, const ent_ref *ref) {
    ent_i_buf_printf(b, ref->sent ? "%.*s#%u.%u" : "%.*s#%u", ENT_P(ref->doc),
                     ref->para, ref->sent);
}

/* ---- numbers: as many decimals as their size deserves */

static int digits_of(double x) {
    double size = fabs(x);
    return size >= 100 ? 0 : size >= 1 || size == 0 ? 1 : size >= 0.01 ? 2 : 4;
}

static int digits_of_two(double a, double b) {
    int by = digits_of(fabs(a) > fabs(b) ? a : b);
    double change = fabs(a - b);
    return change > 0 && change < 1 && by < 2 ? 2 : by;
}

/* "40.0 to 46.2" */
static void put_levels(ent_buf *b, const ent_cause *c) {
    int digits = digits_of_two(c->before, c->after);
    if (c->before == c->after)
        ent_i_buf_printf(b, "%.*f", digits, c->after);
    else
        ent_i_buf_printf(b, "%.*f to %.*f", digits, c->before, digits,
                         c->after);
}

/* ---- for people */

typedef struct sheet {
    ent_ctx *ctx;
    const ent_scenario *s;
    ent_store *store;
    const ent_explanation *e;
    ent_buf *b;
} sheet;

static void indent(const sheet *t, const ent_cause *c, bool below) {
    ent_i_buf_printf(t->b, "%*s",
                     (int)(2 * c->depth) + (below && c->depth ? 8 : 0) +
                         (below && !c->depth ? 2 : 0),
                     "");
}

/* "step 4 (2019-09)" */
static void put_step(const sheet *t, int32_t step) {
    char room[ENT_DATE_BYTES];
    if (step < 0) {
        ent_i_buf_printf(t->b, "the start");
        return;
    }
    ent_str date = ent_i_step_date(t->s, (uint32_t)step, room);
    ent_i_buf_printf(t->b, "step %d", (int)step);
    if (date.n)
        ent_i_buf_printf(t->b, " (%.*s)", ENT_P(date));
}

static void put_root(const sheet *t, const ent_cause *c) {
    int digits = digits_of_two(c->before, c->after);
    ent_i_buf_str(t->b, c->name);
    if (fabs(c->share) < 1e-9)
        ent_i_buf_printf(t->b, " stayed at %.*f", digits, c->after);
    else
        ent_i_buf_printf(t->b, " %s by %.*f, from %.*f to %.*f",
                         c->share > 0 ? "rose" : "fell", digits, fabs(c->share),
                         digits, c->before, digits, c->after);
    ent_i_buf_printf(t->b, ", between ");
    put_step(t, c->since);
    ent_i_buf_printf(t->b, " and ");
    put_step(t, c->step);
    ent_i_buf_put(t->b, "\n", 1);
}

static void put_part(const sheet *t, const ent_cause *c) {
    indent(t, c, false);
    if (c->rests)
        ent_i_buf_printf(t->b, "%6s  ", "with");
    else
        ent_i_buf_printf(t->b, "%+6.*f  ", digits_of(c->share), c->share);
    ent_i_buf_plain(t->b, c->name);
    if (strcmp(c->kind, "rest") != 0) {
        ent_i_buf_printf(t->b, "  %s, ", c->kind);
        put_levels(t->b, c);
    }
    if (c->again != ENT_NONE)
        ent_i_buf_printf(t->b, "  (as above)");
    ent_i_buf_put(t->b, "\n", 1);
}

static void put_words(const sheet *t, const ent_cause *c) {
    if (c->formula.n) {
        indent(t, c, true);
        ent_i_buf_printf(t->b, "= ");
        ent_i_buf_plain(t->b, c->formula);
        ent_i_buf_put(t->b, "\n", 1);
    }
    if (c->says.n) {
        indent(t, c, true);
        ent_i_buf_plain(t->b, c->says);
        ent_i_buf_put(t->b, "\n", 1);
    }
}

static void put_quote(const sheet *t, ent_str text) {
    size_t end = text.n;
    if (end > QUOTE_BYTES) {
        end = 0;
        for (size_t i = 0; i < QUOTE_BYTES; end = i)
            ent_i_utf8_next(text, &i);
    }
    ent_i_buf_printf(t->b, " \"");
    ent_i_buf_plain(t->b, (ent_str){text.s, end});
    ent_i_buf_printf(t->b, end < text.n ? " …\"" : "\"");
}

static void put_evidence(const sheet *t, const ent_cause *c) {
    for (size_t i = 0; i < c->n_evidence && i < REFS; i++) {
        ent_str text = quote(t->ctx, t->s, t->store, &c->evidence[i]);
        indent(t, c, true);
        put_ref(t->b, &c->evidence[i]);
        if (text.n)
            put_quote(t, text);
        ent_i_buf_put(t->b, "\n", 1);
    }
}

static void put_cause(const sheet *t, const ent_cause *c) {
    if (c->parent == ENT_NONE)
        put_root(t, c);
    else
        put_part(t, c);
    if (c->again != ENT_NONE)
        return;
    put_words(t, c);
    put_evidence(t, c);
}

ent_err ent_explanation_text(ent_ctx *ctx, const ent_scenario *s,
                             ent_store *store, const ent_explanation *e,
                             ent_sink out) {
    ent_buf b = {0};
    sheet t = {ctx, s, store, e, &b};
    for (size_t i = 0; i < e->n_causes; i++) {
        if (i && e->cause[i].parent == ENT_NONE)
            ent_i_buf_put(&b, "\n", 1);
        put_cause(&t, &e->cause[i]);
    }
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- for programs */

static void json_evidence(const sheet *t, const ent_cause *c) {
    ent_i_view_key(t->b, "evidence");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < c->n_evidence; i++) {
        ent_buf ref = {0};
        ent_str text = quote(t->ctx, t->s, t->store, &c->evidence[i]);
        put_ref(&ref, &c->evidence[i]);
        t->b->bad |= ref.bad;
        ent_i_view_open(t->b, '{');
        ent_i_view_text(t->b, "ref", (ent_str){ref.s, ref.n});
        if (text.n)
            ent_i_view_text(t->b, "text", text);
        ent_i_buf_put(t->b, "}", 1);
        ent_i_buf_free(&ref);
    }
    ent_i_buf_put(t->b, "]", 1);
}

static void json_step(const sheet *t, const char *key, int32_t step) {
    ent_i_view_key(t->b, key);
    ent_i_buf_printf(t->b, "%d", (int)step);
}

static void json_head(const sheet *t, const ent_cause *c) {
    ent_i_view_text(t->b, "name", c->name);
    ent_i_view_text(t->b, "kind", ent_i_str(c->kind));
    json_step(t, "step", c->step);
    json_step(t, "since", c->since);
    if (strcmp(c->kind, "rest") != 0) {
        ent_i_view_real(t->b, "before", c->before);
        ent_i_view_real(t->b, "after", c->after);
    }
    if (!c->rests)
        ent_i_view_real(t->b, "share", c->share);
    if (c->formula.n)
        ent_i_view_text(t->b, "formula", c->formula);
    if (c->says.n)
        ent_i_view_text(t->b, "says", c->says);
    if (c->note.n)
        ent_i_view_text(t->b, "note", c->note);
    if (c->confidence.n)
        ent_i_view_text(t->b, "confidence", c->confidence);
    if (c->again != ENT_NONE)
        ent_i_view_text(t->b, "as", t->e->cause[c->again].name);
}

/* Writes row i with all below it; the row behind them. */
static size_t json_cause(const sheet *t, size_t i) {
    const ent_cause *c = &t->e->cause[i];
    size_t next = i + 1;
    ent_i_view_open(t->b, '{');
    json_head(t, c);
    json_evidence(t, c);
    ent_i_view_key(t->b, "causes");
    ent_i_view_open(t->b, '[');
    while (next < t->e->n_causes && t->e->cause[next].depth > c->depth)
        next = json_cause(t, next);
    ent_i_buf_put(t->b, "]}", 2);
    return next;
}

void ent_i_view_causes(ent_ctx *ctx, ent_buf *b, const ent_scenario *s,
                       ent_store *store, const ent_explanation *e) {
    sheet t = {ctx, s, store, e, b};
    for (size_t i = 0; i < e->n_causes;)
        i = json_cause(&t, i);
}

ent_err ent_explanation_json(ent_ctx *ctx, const ent_scenario *s,
                             ent_store *store, const ent_explanation *e,
                             ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    ent_i_view_text(&b, "schema", ENT_STR("entente-explanation/1"));
    ent_i_view_text(&b, "name", e->name);
    ent_i_view_count(&b, "draws", e->draws);
    ent_i_view_key(&b, "causes");
    ent_i_view_open(&b, '[');
    ent_i_view_causes(ctx, &b, s, store, e);
    ent_i_buf_put(&b, "]}\n", 3);
    return ent_i_view_flush(ctx, &b, out);
}
