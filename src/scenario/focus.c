/* focus.c - a scenario through one lens.
 *
 * What the lens says is written over the base rows, under their row numbers:
 * events and ties that point at a value stay right.  Rows of other lenses
 * stay behind as blank values without a name. */
#include "scenario/scenario.h"

typedef struct view {
    ent_ctx *ctx;
    const ent_scenario *base;
    ent_value *value;
    ent_stance *stance; /* those in effect */
    size_t n_stances;
} view;

uint32_t ent_scenario_value(const ent_scenario *s, ent_str name) {
    for (size_t i = 0; name.n && i < s->n_values; i++)
        if (ent_i_eq(s->value[i].name, name))
            return (uint32_t)i;
    return ENT_NONE;
}

static void drop(ent_value *v) {
    *v = (ent_value){.kind = ENT_VALUE_BLANK, .min = v->min, .max = v->max};
}

static void drop_stance(view *v, const ent_stance *st) {
    drop(&v->value[st->position]);
    drop(&v->value[st->salience]);
    drop(&v->value[st->leverage]);
    if (st->reservation != ENT_NONE)
        drop(&v->value[st->reservation]);
}

/* `to` keeps its rows and gets the values and the place of `from`. */
static void overwrite(view *v, ent_stance *to, const ent_stance *from) {
    const ent_value *value = v->base->value;
    v->value[to->position] = value[from->position];
    v->value[to->salience] = value[from->salience];
    v->value[to->leverage] = value[from->leverage];
    if (to->reservation != ENT_NONE && from->reservation != ENT_NONE)
        v->value[to->reservation] = value[from->reservation];
    to->at = from->at;
}

/* Rows for one (issue, actor, faction) share the name of their position: the
 * first is the one that is kept. */
static ent_err choose_rows(view *v, uint64_t bit) {
    const ent_scenario *s = v->base;
    ent_index home = {0}; /* name -> row of v->stance */
    v->stance = ENT_NEW(v->ctx->keep, s->n_stances, ent_stance);
    bool *in_effect = ENT_NEW(v->ctx->temp, s->n_stances, bool);
    if (!v->stance || !in_effect)
        return ENT_NOMEM_FAIL(v->ctx);
    size_t n = 0;
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        ent_str name = s->value[st->position].name;
        bool wanted = !st->lenses || (st->lenses & bit);
        uint32_t at = ent_i_index_find(&home, name);
        if (at == ENT_NONE) {
            at = (uint32_t)n++;
            v->stance[at] = *st;
            if (!ent_i_index_put(v->ctx->temp, &home, name, at))
                return ENT_NOMEM_FAIL(v->ctx);
        } else {
            if (wanted)
                overwrite(v, &v->stance[at], st);
            drop_stance(v, st);
        }
        in_effect[at] |= wanted;
    }
    for (size_t i = 0; i < n; i++) {
        v->stance[i].lenses = 0;
        if (in_effect[i])
            v->stance[v->n_stances++] = v->stance[i];
        else
            drop_stance(v, &v->stance[i]);
    }
    return ENT_OK;
}

/* Events lose the changes of values that this lens does not have. */
static ent_err keep_sets(view *v, ent_occurrence *o) {
    ent_set *set = ENT_NEW(v->ctx->keep, o->n_sets, ent_set);
    size_t n = 0;
    if (!set)
        return ENT_NOMEM_FAIL(v->ctx);
    for (size_t i = 0; i < o->n_sets; i++)
        if (v->value[o->set[i].target].name.s)
            set[n++] = o->set[i];
    o->set = set;
    o->n_sets = n;
    return ENT_OK;
}

static ent_err choose_sets(view *v, ent_scenario *out) {
    size_t n = out->n_occurrences;
    ent_occurrence *o = ENT_NEW(v->ctx->keep, n, ent_occurrence);
    if (!o)
        return ENT_NOMEM_FAIL(v->ctx);
    for (size_t i = 0; i < n; i++) {
        o[i] = out->occurrence[i];
        ENT_TRY(keep_sets(v, &o[i]));
    }
    out->occurrence = o;
    return ENT_OK;
}

/* Drivers of values that this lens does not have go, and groups lose such
 * values. */
static ent_err choose_quantities(view *v, ent_scenario *out) {
    ent_quantity *q = ENT_NEW(v->ctx->keep, out->n_quantities, ent_quantity);
    ent_formula *f = ENT_NEW(v->ctx->keep, out->n_formulas, ent_formula);
    size_t n = 0;
    if (!q || !f)
        return ENT_NOMEM_FAIL(v->ctx);
    if (out->n_formulas)
        memcpy(f, out->formula, out->n_formulas * sizeof *f);
    for (size_t i = 0; i < out->n_quantities; i++) {
        uint32_t row = out->quantity[i].value;
        if (row == ENT_NONE || v->value[row].name.s)
            q[n++] = out->quantity[i];
        else if (out->quantity[i].formula != ENT_NONE) /* rows stay */
            f[out->quantity[i].formula].text = ENT_STR("0");
    }
    out->quantity = q;
    out->n_quantities = n;
    out->formula = f;
    return ENT_OK;
}

static ent_err keep_values(view *v, ent_group *g) {
    uint32_t *value = ENT_NEW(v->ctx->keep, g->n_values, uint32_t);
    size_t n = 0;
    if (!value)
        return ENT_NOMEM_FAIL(v->ctx);
    for (size_t i = 0; i < g->n_values; i++)
        if (v->value[g->value[i]].name.s)
            value[n++] = g->value[i];
    g->value = value;
    g->n_values = n;
    return ENT_OK;
}

static ent_err choose_groups(view *v, ent_scenario *out) {
    size_t n = out->n_groups;
    ent_group *g = ENT_NEW(v->ctx->keep, n, ent_group);
    if (!g)
        return ENT_NOMEM_FAIL(v->ctx);
    for (size_t i = 0; i < n; i++) {
        g[i] = out->group[i];
        ENT_TRY(keep_values(v, &g[i]));
    }
    out->group = g;
    return ENT_OK;
}

static ent_err apply(view *v, const ent_lens *lens) {
    for (size_t i = 0; lens && i < lens->n_sets; i++) {
        const ent_set *set = &lens->set[i];
        if (v->value[set->target].name.s)
            ENT_TRY(ent_i_value_change(v->ctx, &v->value[set->target], set->op,
                                       &v->base->value[set->by]));
    }
    for (size_t l = 0; l < v->base->n_lenses; l++)
        for (size_t i = 0; i < v->base->lens[l].n_sets; i++)
            drop(&v->value[v->base->lens[l].set[i].by]);
    return ENT_OK;
}

static ent_err find_lens(view *v, ent_str id, const ent_lens **out) {
    const ent_scenario *s = v->base;
    *out = NULL;
    for (size_t i = 0; id.n && i < s->n_lenses; i++)
        if (ent_i_eq(s->lens[i].id, id))
            *out = &s->lens[i];
    if (*out || !id.n)
        return ENT_OK;
    ent_str *names = ENT_NEW(v->ctx->temp, s->n_lenses, ent_str);
    if (!names)
        return ENT_NOMEM_FAIL(v->ctx);
    for (size_t i = 0; i < s->n_lenses; i++)
        names[i] = s->lens[i].id;
    return ENT_FAIL(v->ctx, ENT_NAME, "the scenario has no lens '%.*s'%s",
                    ENT_P(ent_i_clip(id)),
                    ent_i_hint(v->ctx->temp, id, names, s->n_lenses));
}

static ent_err focus(view *v, ent_str id, ent_scenario *out) {
    const ent_scenario *s = v->base;
    const ent_lens *lens;
    ENT_TRY(find_lens(v, id, &lens));
    v->value = ENT_NEW(v->ctx->keep, s->n_values, ent_value);
    if (!v->value)
        return ENT_NOMEM_FAIL(v->ctx);
    if (s->n_values)
        memcpy(v->value, s->value, s->n_values * sizeof *s->value);
    ENT_TRY(choose_rows(v, lens ? (uint64_t)1 << (lens - s->lens) : 0));
    ENT_TRY(apply(v, lens));
    *out = *s;
    out->value = v->value;
    out->stance = v->stance;
    out->n_stances = v->n_stances;
    out->lens = NULL;
    out->n_lenses = 0;
    ENT_TRY(choose_quantities(v, out));
    ENT_TRY(choose_groups(v, out));
    return choose_sets(v, out);
}

ent_err ent_scenario_focus(ent_ctx *ctx, const ent_scenario *base, ent_str lens,
                           ent_scenario *out) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    view v = {.ctx = ctx, .base = base};
    ent_err e = focus(&v, lens, out);
    ent_i_arena_release(ctx->temp, m);
    return e;
}
