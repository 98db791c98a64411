/* ask_documents.c - what one document does: leave-one-out over all of them,
 * and the arrival of one. */
#include "find/ask.h"
#include "find/dropped.h"
#include "scenario/scenario.h"

/* The question's version of a scenario without one document. */
static ent_err set_variant(ent_asking *a, const ent_dropped *d,
                           ent_variant *v) {
    ENT_TRY(ent_i_ask_variant(a, v));
    v->s = &d->s;
    v->without = d->part;
    v->n_without = d->n_parts;
    return ENT_OK;
}

static ent_str short_name(const ent_scenario *s, ent_str doc) {
    ent_str alias = ent_i_ref_alias(s, doc);
    return alias.n ? alias : doc;
}

/* ---- leave-one-out */

typedef struct left {
    ent_asking *a;
    const ent_str *doc; /* [n] */
    size_t n;
    ent_dropped *out; /* [n] */
    ent_variant *v;   /* [n + 1] the first has them all */
    size_t rests;     /* results that rest on one document */
} left;

static ent_err play_left(left *l) {
    ent_asking *a = l->a;
    l->out = ENT_NEW(a->ctx->keep, l->n, ent_dropped);
    l->v = ENT_NEW(a->ctx->keep, l->n + 1, ent_variant);
    if (!l->out || !l->v)
        return ENT_NOMEM_FAIL(a->ctx);
    ENT_TRY(ent_i_ask_variant(a, &l->v[0]));
    for (size_t i = 0; i < l->n; i++) {
        ENT_TRY(ent_i_document_drop(a->ctx, a->s, l->doc[i], &l->out[i]));
        ENT_TRY(set_variant(a, &l->out[i], &l->v[i + 1]));
    }
    return ent_i_ask_play(a, l->v, l->n + 1);
}

static void put_documents(left *l) {
    static const char *const column[] = {"document",   "values that rest on it",
                                         "mechanisms", "parts",
                                         "events",     "lenses"};
    ent_i_ask_table(l->a, "What rests on one document alone", column, 6);
    for (size_t i = 0; i < l->n; i++) {
        ent_i_ask_text(l->a, short_name(l->a->s, l->doc[i]));
        ent_i_ask_count(l->a, l->out[i].n_values);
        ent_i_ask_count(l->a, l->out[i].n_mechanisms);
        ent_i_ask_count(l->a, l->out[i].n_parts);
        ent_i_ask_count(l->a, l->out[i].n_events);
        ent_i_ask_count(l->a, l->out[i].n_lenses);
    }
}

static double width(const ent_band *b) {
    return b->q90 - b->q10;
}

/* It rests on the document when it moves for real without it, or when its
 * band grows by half. */
static bool depends(const ent_change *c) {
    return c->real || width(&c->after) > 1.5 * width(&c->before) + 0.5;
}

static ent_err put_result(left *l, size_t i, size_t s) {
    ent_asking *a = l->a;
    ent_change c;
    ENT_TRY(ent_i_ask_compare(a, &l->v[0].look[s], &l->v[i + 1].look[s], &c));
    bool rests = depends(&c);
    ent_i_ask_text(a, short_name(a->s, l->doc[i]));
    ent_i_ask_text(a, a->show[s]);
    ent_i_ask_number(a, c.before.q50);
    ent_i_ask_number(a, c.after.q50);
    ent_i_ask_number(a, c.change.q50);
    ent_i_ask_number(a, width(&c.before));
    ent_i_ask_number(a, width(&c.after));
    ent_i_ask_z(a, rests ? "yes" : "no");
    if (!rests)
        return ENT_OK;
    ent_str label = ent_i_ask_label(a, a->show[s]);
    ent_i_ask_say(a,
                  "%s %.*s on %.*s (without it %.1f instead of %.1f, band %.0f "
                  "instead of %.0f wide)",
                  l->rests++ ? ";" : "These results rest on one document:",
                  ENT_P(label), ENT_P(short_name(a->s, l->doc[i])), c.after.q50,
                  c.before.q50, width(&c.after), width(&c.before));
    return ENT_OK;
}

ent_err ent_i_ask_leave_out(ent_asking *a) {
    static const char *const column[] = {"document",     "name",       "median",
                                         "without it",   "change",     "band",
                                         "band without", "rests on it"};
    left l = {.a = a};
    ENT_TRY(ent_i_documents_of(a->ctx, a->s, &l.doc, &l.n));
    if (!l.n)
        return ENT_FAIL(a->ctx, ENT_MISSING,
                        "the scenario cites no documents to leave out");
    ENT_TRY(play_left(&l));
    put_documents(&l);
    ent_i_ask_table(a, "Results with and without each", column, 8);
    for (size_t s = 0; s < a->n_show; s++)
        for (size_t i = 0; i < l.n; i++)
            ENT_TRY(put_result(&l, i, s));
    if (l.rests)
        ent_i_ask_say(a, ".");
    else
        ent_i_ask_say(a,
                      "None of the %zu results rests on one of the %zu "
                      "documents alone.",
                      a->n_show, l.n);
    return ENT_OK;
}

/* ---- arrival */

static ent_err find_doc(ent_asking *a, ent_str *out) {
    const ent_str *doc;
    size_t n;
    if (a->n_words != 1)
        return ent_i_ask_fail(a, "it takes one document", "arrival 003");
    *out = a->word[0];
    for (size_t i = 0; i < a->s->n_aliases; i++)
        if (ent_i_eq(a->s->alias[i].alias, *out))
            *out = a->s->alias[i].doc;
    ENT_TRY(ent_i_documents_of(a->ctx, a->s, &doc, &n));
    for (size_t i = 0; i < n; i++)
        if (ent_i_eq(doc[i], *out))
            return ENT_OK;
    return ENT_FAIL(a->ctx, ENT_NAME, "the scenario cites no document '%.*s'%s",
                    ENT_P(a->word[0]),
                    ent_i_hint(a->ctx->temp, a->word[0], doc, n));
}

static ent_str value_text(ent_asking *a, const ent_value *v) {
    ent_buf b = {0};
    ent_i_value_put(&b, v);
    ent_str out = ent_i_dup(a->ctx->keep, (ent_str){b.s, b.n});
    a->bad |= b.bad || !out.s;
    ent_i_buf_free(&b);
    return out;
}

/* Values and parts that came with it. */
static void put_inputs(ent_asking *a, const ent_dropped *d) {
    static const char *const column[] = {"what", "before", "since"};
    ent_i_ask_table(a, "What it brought", column, 3);
    for (size_t i = 0; i < a->s->n_values; i++) {
        const ent_value *before = &d->s.value[i], *now = &a->s->value[i];
        if (before->kind == now->kind && before->lo == now->lo &&
            before->hi == now->hi && before->best == now->best)
            continue;
        ent_i_ask_text(a, now->name);
        ent_i_ask_text(a, value_text(a, before));
        ent_i_ask_text(a, value_text(a, now));
    }
    for (size_t i = 0; i < d->n_parts; i++) {
        ent_i_ask_text(a, d->part[i]);
        ent_i_ask_z(a, "not there");
        ent_i_ask_z(a, "works");
    }
    for (size_t i = 0; i < a->s->n_lenses; i++)
        if (d->s.lens[i].weight != a->s->lens[i].weight) {
            ent_i_ask_text(a, a->s->lens[i].id);
            ent_i_ask_z(a, "no such lens");
            ent_i_ask_z(a, "a lens");
        }
}

/* The lens that the document speaks through; blank: it has none. */
static ent_str lens_of(const ent_asking *a, const ent_dropped *d) {
    for (size_t i = 0; i < a->s->n_lenses; i++)
        if (d->s.lens[i].weight != a->s->lens[i].weight)
            return a->s->lens[i].id;
    return (ent_str){0};
}

static ent_err play_arrival(ent_asking *a, const ent_dropped *d,
                            ent_variant v[3], size_t *n) {
    ent_str lens = lens_of(a, d);
    *n = lens.n && !ent_i_eq(lens, a->q->lens) ? 3 : 2;
    ENT_TRY(set_variant(a, d, &v[0]));
    ENT_TRY(ent_i_ask_variant(a, &v[1]));
    ENT_TRY(ent_i_ask_variant(a, &v[2]));
    v[2].lens = lens;
    return ent_i_ask_play(a, v, *n);
}

ent_err ent_i_ask_arrival(ent_asking *a) {
    ent_dropped d;
    ent_variant v[3];
    ent_str doc;
    size_t n;
    ENT_TRY(find_doc(a, &doc));
    ENT_TRY(ent_i_document_drop(a->ctx, a->s, doc, &d));
    ENT_TRY(play_arrival(a, &d, v, &n));
    put_inputs(a, &d);
    ent_i_ask_say(a,
                  "Document %.*s alone bears %zu values, %zu events, %zu "
                  "mechanisms, %zu other parts and %zu %s.",
                  ENT_P(short_name(a->s, doc)), d.n_values, d.n_events,
                  d.n_mechanisms, d.n_parts, d.n_lenses,
                  d.n_lenses == 1 ? "lens" : "lenses");
    ent_lot before = {"", ENT_STR("before it came"), v[0].look},
            with = {"", ENT_STR("With it"), v[1].look},
            through = {"", ENT_STR("Seen through its lens"), v[2].look};
    ENT_TRY(ent_i_ask_lots(a, &before, &with));
    return n == 3 ? ent_i_ask_lots(a, &before, &through) : ENT_OK;
}
