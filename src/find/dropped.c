/* dropped.c - a scenario as it would be without one document.
 *
 * A value that rests on that document alone keeps its best number, but nobody
 * vouches for its narrowness any more: its interval becomes the whole range
 * that is allowed.  An event that rests on it alone does not happen.  The
 * document's lens is silent.  Formulas, moves and other parts that rest on it
 * alone, and those of mechanisms that do, are named for ent_scenario_without
 * to take out. */
#include "find/dropped.h"
#include <math.h>

typedef struct drop {
    ent_ctx *ctx;
    ent_str doc;
    ent_scenario *s;
    ent_dropped *out;
    ent_vec part; /* ent_str */
} drop;

static bool rests_on(const ent_ref *ref, size_t n, ent_str doc) {
    for (size_t i = 0; i < n; i++)
        if (!ent_i_eq(ref[i].doc, doc))
            return false;
    return n > 0;
}

/* ---- values */

/* The range that is allowed, or where it has no end, a factor of three. */
static void widen(ent_value *v) {
    double size = fmax(fabs(v->best), 1);
    bool ends = v->max - v->min < 1e5;
    v->kind = ENT_VALUE_INTERVAL;
    v->lo = ends ? v->min
                 : fmax(v->min, v->best < 0 ? v->best - 2 * size : v->best / 3);
    v->hi = ends ? v->max : fmin(v->max, v->best + 2 * size);
    v->n_choices = 0;
    v->choice = NULL;
    v->evidence = NULL;
    v->n_evidence = 0;
}

/* Amounts of lenses go with their lens. */
static ent_err widen_values(drop *d) {
    size_t n = d->s->n_values;
    ent_value *value = ENT_NEW(d->ctx->keep, n, ent_value);
    if (!value)
        return ENT_NOMEM_FAIL(d->ctx);
    if (n)
        memcpy(value, d->s->value, n * sizeof *value);
    for (size_t i = 0; i < n; i++) {
        ent_value *v = &value[i];
        if (v->kind == ENT_VALUE_BLANK || ent_i_starts(v->name, "lens.") ||
            ent_i_starts(v->name, "event.") ||
            !rests_on(v->evidence, v->n_evidence, d->doc))
            continue;
        widen(v);
        d->out->n_values++;
    }
    for (size_t i = 0; i < d->s->n_occurrences; i++) {
        ent_value *v = &value[d->s->occurrence[i].chance];
        if (!rests_on(v->evidence, v->n_evidence, d->doc))
            continue;
        *v = (ent_value){.kind = ENT_VALUE_FIXED,
                         .min = v->min,
                         .max = v->max,
                         .name = v->name,
                         .at = v->at};
        d->out->n_events++;
    }
    d->s->value = value;
    return ENT_OK;
}

/* ---- lenses */

/* The lens of a document has its name or its short name. */
static bool is_lens_of(const drop *d, ent_str lens) {
    if (ent_i_eq(lens, d->doc))
        return true;
    for (size_t i = 0; i < d->s->n_aliases; i++)
        if (ent_i_eq(d->s->alias[i].alias, lens) &&
            ent_i_eq(d->s->alias[i].doc, d->doc))
            return true;
    return false;
}

/* Lenses keep their numbers; a silent one says nothing and has no weight. */
static ent_err silence(drop *d) {
    ent_scenario *s = d->s;
    ent_lens *lens = ENT_NEW(d->ctx->keep, s->n_lenses, ent_lens);
    ent_stance *stance = ENT_NEW(d->ctx->keep, s->n_stances, ent_stance);
    uint64_t gone = 0;
    size_t n = 0;
    if (!lens || !stance)
        return ENT_NOMEM_FAIL(d->ctx);
    for (size_t l = 0; l < s->n_lenses; l++) {
        lens[l] = s->lens[l];
        if (!is_lens_of(d, lens[l].id))
            continue;
        gone |= (uint64_t)1 << l;
        lens[l].n_sets = 0;
        lens[l].weight = 0;
        d->out->n_lenses++;
    }
    for (size_t i = 0; i < s->n_stances; i++) {
        ent_stance st = s->stance[i];
        bool of_lens = st.lenses != 0;
        st.lenses &= ~gone;
        if (!of_lens || st.lenses)
            stance[n++] = st;
    }
    s->lens = lens;
    s->stance = stance;
    s->n_stances = n;
    return ENT_OK;
}

/* ---- parts */

static ent_err add_part(drop *d, const ent_grounds *g, const char *head,
                        ent_str id) {
    if (!id.n || !rests_on(g->evidence, g->n_evidence, d->doc))
        return ENT_OK;
    ent_str *to = ENT_PUSH(d->ctx->keep, &d->part, ent_str);
    if (!to)
        return ENT_NOMEM_FAIL(d->ctx);
    *to = ent_i_printf(d->ctx->keep, "%s%.*s", head, ENT_P(id));
    return to->s ? ENT_OK : ENT_NOMEM_FAIL(d->ctx);
}

/* "payoff.PRK.survival", "attention.RUS.korea" */
static ent_err add_of_actor(drop *d, const ent_grounds *g, const char *head,
                            uint32_t actor, ent_str id) {
    ent_str both = ent_i_printf(d->ctx->temp, "%.*s.%.*s",
                                ENT_P(d->s->actor[actor].id), ENT_P(id));
    return both.s ? add_part(d, g, head, both) : ENT_NOMEM_FAIL(d->ctx);
}

/* A constant is a value: it is widened, not taken out. */
static ent_err add_quantities(drop *d) {
    for (size_t i = 0; i < d->s->n_quantities; i++) {
        const ent_quantity *q = &d->s->quantity[i];
        if (q->kind != ENT_QUANTITY_CONSTANT)
            ENT_TRY(add_part(d, &q->grounds, "", q->id));
    }
    return ENT_OK;
}

static ent_err add_own(drop *d) {
    const ent_scenario *s = d->s;
    ENT_TRY(add_quantities(d));
    for (size_t i = 0; i < s->n_moves; i++)
        ENT_TRY(add_part(d, &s->move[i].grounds, "", s->move[i].id));
    for (size_t i = 0; i < s->n_beliefs; i++)
        ENT_TRY(add_part(d, &s->belief[i].grounds, "belief.", s->belief[i].id));
    for (size_t i = 0; i < s->n_gates; i++)
        ENT_TRY(add_part(d, &s->gate[i].grounds, "open.", s->gate[i].id));
    for (size_t i = 0; i < s->n_links; i++)
        ENT_TRY(add_part(d, &s->link[i].grounds, "link.", s->link[i].id));
    for (size_t i = 0; i < s->n_packages; i++)
        ENT_TRY(add_part(d, &s->package[i].grounds, "deal.", s->package[i].id));
    for (size_t i = 0; i < s->n_exchanges; i++)
        ENT_TRY(
            add_part(d, &s->exchange[i].grounds, "deal.", s->exchange[i].id));
    for (size_t i = 0; i < s->n_payoffs; i++)
        ENT_TRY(add_of_actor(d, &s->payoff[i].grounds, "payoff.",
                             s->payoff[i].actor, s->payoff[i].id));
    for (size_t i = 0; i < s->n_theatres; i++)
        ENT_TRY(add_of_actor(d, &s->theatre[i].grounds, "attention.",
                             s->theatre[i].actor, s->theatre[i].id));
    return ENT_OK;
}

/* ---- mechanisms */

static bool cites_others(const drop *d, const ent_grounds *g) {
    return g->n_evidence && !rests_on(g->evidence, g->n_evidence, d->doc);
}

/* "RUS.leak" of "RUS.leak=0" */
static ent_str name_of(ent_str part) {
    ent_str rest = part;
    return ent_i_trim(ent_i_cut(&rest, '='));
}

/* Has what is called so a reference to another document? */
static bool bears_out(const drop *d, ent_str name) {
    const ent_scenario *s = d->s;
    for (size_t i = 0; i < s->n_values; i++)
        if (ent_i_eq(s->value[i].name, name) && s->value[i].n_evidence &&
            !rests_on(s->value[i].evidence, s->value[i].n_evidence, d->doc))
            return true;
    for (size_t i = 0; i < s->n_quantities; i++)
        if (ent_i_eq(s->quantity[i].id, name))
            return cites_others(d, &s->quantity[i].grounds);
    for (size_t i = 0; i < s->n_moves; i++)
        if (ent_i_eq(s->move[i].id, name))
            return cites_others(d, &s->move[i].grounds);
    for (size_t i = 0; i < s->n_gates; i++)
        if (ent_i_eq(s->gate[i].id, name))
            return cites_others(d, &s->gate[i].grounds);
    return false;
}

/* Is it part of a mechanism that another document bears? */
static bool serves_others(const drop *d, ent_str name) {
    for (size_t i = 0; i < d->s->n_mechanisms; i++) {
        const ent_mechanism *m = &d->s->mechanism[i];
        for (size_t k = 0; k < m->n_parts; k++)
            if (ent_i_eq(name_of(m->part[k]), name) &&
                !rests_on(m->grounds.evidence, m->grounds.n_evidence, d->doc))
                return true;
    }
    return false;
}

static bool has_part(const drop *d, ent_str name) {
    const ent_str *part = d->part.at;
    for (size_t i = 0; i < d->part.n; i++)
        if (ent_i_eq(name_of(part[i]), name))
            return true;
    return false;
}

/* A mechanism that rests on the document goes, but for parts that something
 * else bears. */
static ent_err add_mechanism(drop *d, const ent_mechanism *m) {
    for (size_t k = 0; k < m->n_parts; k++) {
        ent_str name = name_of(m->part[k]);
        if (bears_out(d, name) || serves_others(d, name) || has_part(d, name))
            continue;
        ent_str *to = ENT_PUSH(d->ctx->keep, &d->part, ent_str);
        if (!to)
            return ENT_NOMEM_FAIL(d->ctx);
        *to = m->part[k];
    }
    return ENT_OK;
}

static ent_err add_parts(drop *d) {
    ENT_TRY(add_own(d));
    for (size_t i = 0; i < d->s->n_mechanisms; i++) {
        const ent_mechanism *m = &d->s->mechanism[i];
        if (!rests_on(m->grounds.evidence, m->grounds.n_evidence, d->doc))
            continue;
        d->out->n_mechanisms++;
        ENT_TRY(add_mechanism(d, m));
    }
    return ENT_OK;
}

ent_err ent_i_document_drop(ent_ctx *ctx, const ent_scenario *s, ent_str doc,
                            ent_dropped *out) {
    drop d = {.ctx = ctx, .doc = doc, .s = &out->s, .out = out};
    *out = (ent_dropped){.s = *s, .doc = doc};
    ENT_TRY(widen_values(&d));
    ENT_TRY(silence(&d));
    ENT_TRY(add_parts(&d));
    out->part = d.part.at;
    out->n_parts = d.part.n;
    return ENT_OK;
}

/* ---- which documents there are */

static ent_err add_doc(ent_ctx *ctx, ent_vec *v, ent_str doc) {
    const ent_str *all = v->at;
    for (size_t i = 0; i < v->n; i++)
        if (ent_i_eq(all[i], doc))
            return ENT_OK;
    ent_str *to = ENT_PUSH(ctx->keep, v, ent_str);
    if (!to)
        return ENT_NOMEM_FAIL(ctx);
    *to = doc;
    return ENT_OK;
}

ent_err ent_i_documents_of(ent_ctx *ctx, const ent_scenario *s,
                           const ent_str **out, size_t *n) {
    ent_vec v = {0};
    for (size_t i = 0; i < s->n_aliases; i++)
        ENT_TRY(add_doc(ctx, &v, s->alias[i].doc));
    for (size_t i = 0; i < s->n_values; i++)
        for (size_t k = 0; k < s->value[i].n_evidence; k++)
            ENT_TRY(add_doc(ctx, &v, s->value[i].evidence[k].doc));
    *out = v.at;
    *n = v.n;
    return ENT_OK;
}
