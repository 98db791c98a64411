/* without.c - a scenario with parts taken out and all else as it was.
 *
 * Each kind of part has a neutral of its own; docs/scenario.md, "Taken out".
 * What events and lenses do to a part goes with it. */
#include "scenario/scenario.h"

/* A scenario whose tables may be written to. */
typedef struct cut {
    ent_ctx *ctx;
    ent_scenario s;
    bool *dead; /* [n_values] what changes these is taken out too */
    ent_str part;
    ent_str name;  /* of the part, without "=NUMBER" */
    bool numbered; /* "NAME=NUMBER" */
    double number;
    bool done;
} cut;

#define TABLES(X)                \
    X(value, n_values)           \
    X(faction, n_factions)       \
    X(issue, n_issues)           \
    X(occurrence, n_occurrences) \
    X(lens, n_lenses)            \
    X(quantity, n_quantities)    \
    X(belief, n_beliefs)         \
    X(link, n_links)             \
    X(package, n_packages)       \
    X(exchange, n_exchanges)     \
    X(payoff, n_payoffs)         \
    X(theatre, n_theatres)       \
    X(group, n_groups)

static ent_err copy(ent_ctx *ctx, const void **table, size_t n, size_t size) {
    void *mine = ent_arena_alloc(ctx->keep, n, size);
    if (!mine)
        return ENT_NOMEM_FAIL(ctx);
    if (n)
        memcpy(mine, *table, n * size);
    *table = mine;
    return ENT_OK;
}

static ent_err copy_tables(cut *c) {
    ent_scenario *s = &c->s;
#define X(table, count) \
    ENT_TRY(copy(c->ctx, (const void **)&s->table, s->count, sizeof *s->table));
    TABLES(X)
#undef X
    c->dead = ENT_NEW(c->ctx->temp, s->n_values, bool);
    return c->dead ? ENT_OK : ENT_NOMEM_FAIL(c->ctx);
}

/* The row of a table of ours, which may be written to. */
#define MINE(c, table, row) \
    ((void *)(uintptr_t)(const void *)&(c)->s.table[row])

/* ---- values */

static ent_err check_number(cut *c, const ent_value *v) {
    if (c->number >= v->min && c->number <= v->max)
        return ENT_OK;
    return ENT_FAIL(c->ctx, ENT_DOMAIN, "%.*s: %.10g is outside %g..%g",
                    ENT_P(ent_i_clip(c->part)), c->number, v->min, v->max);
}

/* A value becomes a certain number, whatever events and lenses say. */
static void fix(cut *c, uint32_t row, double x) {
    ent_value *v = MINE(c, value, row);
    x = x < v->min ? v->min : x > v->max ? v->max : x;
    v->kind = ENT_VALUE_FIXED;
    v->best = v->lo = v->hi = x;
    v->choice = NULL;
    v->n_choices = 0;
    c->dead[row] = true;
}

/* All rows of that name, lenses' too. */
static ent_err fix_all(cut *c, ent_str name, double x) {
    for (uint32_t i = 0; i < c->s.n_values; i++)
        if (ent_i_eq(c->s.value[i].name, name)) {
            if (c->numbered)
                ENT_TRY(check_number(c, &c->s.value[i]));
            fix(c, i, x);
        }
    return ENT_OK;
}

static void kill_all(cut *c, ent_str name) {
    for (uint32_t i = 0; i < c->s.n_values; i++)
        if (ent_i_eq(c->s.value[i].name, name))
            c->dead[i] = true;
}

static void kill_dials(cut *c, const ent_dials *d) {
    if (d->hold != ENT_NONE)
        c->dead[d->hold] = true;
    if (d->shift != ENT_NONE)
        c->dead[d->shift] = true;
    if (d->scale != ENT_NONE)
        c->dead[d->scale] = true;
}

static ent_err hold(cut *c, const ent_dials *d, double x) {
    if (c->numbered)
        ENT_TRY(check_number(c, &c->s.value[d->hold]));
    fix(c, d->hold, c->numbered ? c->number : x);
    kill_dials(c, d);
    return ENT_OK;
}

/* ---- the system's parts */

static ent_err cut_quantity(cut *c, uint32_t row) {
    ent_quantity *q = MINE(c, quantity, row);
    bool driver = q->kind == ENT_QUANTITY_FORMULA && q->value != ENT_NONE;
    q->off = 1;
    if (q->kind == ENT_QUANTITY_FORMULA && !driver) {
        ENT_TRY(hold(c, &q->dials, q->neutral));
        q->neutral = c->s.value[q->dials.hold].best;
        return ENT_OK;
    }
    if (q->kind == ENT_QUANTITY_CONSTANT) {
        q->neutral = c->numbered ? c->number : q->neutral;
        return fix_all(c, q->id, q->neutral);
    }
    if (c->numbered)
        return fix_all(c, q->id, c->number);
    if (!driver)
        kill_all(c, q->id);
    return ENT_OK;
}

static ent_err no_number(const cut *c) {
    if (!c->numbered)
        return ENT_OK;
    return ENT_FAIL(c->ctx, ENT_DOMAIN,
                    "%.*s is taken out whole; remove the number",
                    ENT_P(ent_i_clip(c->name)));
}

static ent_err cut_belief(cut *c, uint32_t row) {
    ent_belief *b = MINE(c, belief, row);
    b->off = 1;
    if (c->numbered)
        return fix_all(c, c->name, c->number);
    kill_all(c, c->name);
    return ENT_OK;
}

/* Equally likely either way: it says nothing. */
static ent_err cut_signal(cut *c, const ent_signal *g) {
    ENT_TRY(no_number(c));
    fix(c, g->if_true, 50);
    fix(c, g->if_false, 50);
    return ENT_OK;
}

static ent_err never(cut *c, uint32_t *formula) {
    const ent_scenario *s = &c->s;
    ent_formula *f = ENT_NEW(c->ctx->keep, s->n_formulas + 1, ent_formula);
    if (!f)
        return ENT_NOMEM_FAIL(c->ctx);
    if (s->n_formulas)
        memcpy(f, s->formula, s->n_formulas * sizeof *f);
    f[s->n_formulas] = (ent_formula){
        ENT_STR("not 1"), s->formula[*formula].name, s->formula[*formula].at};
    *formula = (uint32_t)s->n_formulas;
    c->s.formula = f;
    c->s.n_formulas++;
    return ENT_OK;
}

static ent_err cut_event(cut *c, uint32_t row) {
    ent_occurrence *o = MINE(c, occurrence, row);
    ENT_TRY(no_number(c));
    o->n_sets = 0;
    fix(c, o->chance, 0);
    return o->hazard == ENT_NONE ? ENT_OK : never(c, &o->hazard);
}

/* ---- which part a name means */

/* Is the name "HEAD.A.B"?  B may be blank. */
static bool is(const cut *c, const char *head, ent_str a, ent_str b) {
    ent_str n = c->name;
    size_t h = strlen(head);
    if (n.n != h + a.n + (b.s != NULL) + b.n || !ent_i_starts(n, head))
        return false;
    n = (ent_str){n.s + h, n.n - h};
    if (!ent_i_eq((ent_str){n.s, a.n}, a))
        return false;
    n = (ent_str){n.s + a.n, n.n - a.n};
    return !b.s || (n.s[0] == '.' && ent_i_eq((ent_str){n.s + 1, b.n}, b));
}

static const ent_str none = {NULL, 0};

static ent_err find_results(cut *c) {
    const ent_scenario *s = &c->s;
    for (uint32_t i = 0; i < s->n_quantities && !c->done; i++)
        if (ent_i_eq(s->quantity[i].id, c->name)) {
            c->done = true;
            ENT_TRY(cut_quantity(c, i));
        }
    for (uint32_t i = 0; i < s->n_moves && !c->done; i++)
        if (ent_i_eq(s->move[i].id, c->name)) {
            c->done = true;
            ENT_TRY(hold(c, &s->move[i].dials, s->move[i].option[0].x));
        }
    for (uint32_t i = 0; i < s->n_gates && !c->done; i++)
        if (is(c, "open.", s->gate[i].id, none)) {
            c->done = true;
            ENT_TRY(hold(c, &s->gate[i].dials, 1));
        }
    return ENT_OK;
}

static ent_err find_beliefs(cut *c) {
    const ent_scenario *s = &c->s;
    for (uint32_t i = 0; i < s->n_beliefs; i++) {
        const ent_belief *b = &s->belief[i];
        if (is(c, "belief.", b->id, none)) {
            c->done = true;
            return cut_belief(c, i);
        }
        for (size_t k = 0; k < b->n_signals; k++)
            if (is(c, "belief.", b->id, b->signal[k].id)) {
                c->done = true;
                return cut_signal(c, &b->signal[k]);
            }
    }
    return ENT_OK;
}

/* The switch of the part that the name means, NULL if it means none of
 * these. */
static int *find_deal(const cut *c) {
    const ent_scenario *s = &c->s;
    for (uint32_t i = 0; i < s->n_links; i++)
        if (is(c, "link.", s->link[i].id, none))
            return &((ent_link *)MINE(c, link, i))->off;
    for (uint32_t i = 0; i < s->n_packages; i++)
        if (is(c, "deal.", s->package[i].id, none))
            return &((ent_package *)MINE(c, package, i))->off;
    for (uint32_t i = 0; i < s->n_exchanges; i++)
        if (is(c, "deal.", s->exchange[i].id, none))
            return &((ent_exchange *)MINE(c, exchange, i))->off;
    for (uint32_t i = 0; i < s->n_groups; i++)
        if (is(c, "group.", s->group[i].id, none))
            return &((ent_group *)MINE(c, group, i))->off;
    for (uint32_t i = 0; i < s->n_issues; i++)
        if (is(c, "", s->issue[i].id, ENT_STR("rule")))
            return &((ent_issue *)MINE(c, issue, i))->rule.off;
    return NULL;
}

static int *find_share(const cut *c) {
    const ent_scenario *s = &c->s;
    for (uint32_t i = 0; i < s->n_payoffs; i++)
        if (is(c, "payoff.", s->actor[s->payoff[i].actor].id, s->payoff[i].id))
            return &((ent_payoff *)MINE(c, payoff, i))->off;
    for (uint32_t i = 0; i < s->n_theatres; i++)
        if (is(c, "attention.", s->actor[s->theatre[i].actor].id,
               s->theatre[i].id))
            return &((ent_theatre *)MINE(c, theatre, i))->off;
    return NULL;
}

/* "USA.HAWK.veto", "USA.HAWK.leads" */
static ent_err find_factions(cut *c) {
    const ent_scenario *s = &c->s;
    for (uint32_t i = 0; i < s->n_factions && !c->done; i++) {
        ent_faction *f = MINE(c, faction, i);
        ent_str actor = s->actor[f->actor].id, rest = c->name;
        if (!ent_i_eq(ent_i_cut(&rest, '.'), actor) ||
            !ent_i_eq(ent_i_cut(&rest, '.'), f->id))
            continue;
        bool veto = ent_i_eqz(rest, "veto"), leads = ent_i_eqz(rest, "leads");
        c->done = veto || leads;
        f->veto_off |= veto;
        f->leads &= !leads;
    }
    return c->done ? no_number(c) : ENT_OK;
}

/* "event.ID", or "event.3" of one without an id */
static ent_err find_events(cut *c) {
    const ent_scenario *s = &c->s;
    for (uint32_t i = 0; i < s->n_occurrences && !c->done; i++) {
        const ent_occurrence *o = &s->occurrence[i];
        ent_str id = o->id;
        if (!id.n)
            id = ent_i_printf(c->ctx->temp, "%u", i + 1);
        if (!id.s)
            return ENT_NOMEM_FAIL(c->ctx);
        if (is(c, "event.", id, none)) {
            c->done = true;
            ENT_TRY(cut_event(c, i));
        }
    }
    return ENT_OK;
}

/* A tie is nothing at 0; other values need a number. */
static ent_err find_values(cut *c) {
    if (ent_scenario_value(&c->s, c->name) == ENT_NONE)
        return ENT_OK;
    c->done = true;
    if (c->numbered || ent_i_starts(c->name, "tie."))
        return fix_all(c, c->name, c->numbered ? c->number : 0);
    return ENT_FAIL(c->ctx, ENT_DOMAIN,
                    "%.*s is a value, which has no neutral of its own; write "
                    "%.*s=NUMBER",
                    ENT_P(ent_i_clip(c->name)), ENT_P(ent_i_clip(c->name)));
}

/* ---- all of them */

static ent_err push(ent_ctx *ctx, ent_vec *v, const char *head, ent_str a,
                    ent_str b) {
    ent_str *place = ENT_PUSH(ctx->temp, v, ent_str);
    ent_str s = ent_i_printf(ctx->temp, "%s%.*s%s%.*s", head, ENT_P(a),
                             b.s ? "." : "", ENT_P(b));
    if (!place || !s.s)
        return ENT_NOMEM_FAIL(ctx);
    *place = s;
    return ENT_OK;
}

/* The names of all parts, for the sentence about one that is not there. */
static ent_err list_parts(ent_ctx *ctx, const ent_scenario *s, ent_vec *v) {
#define PARTS(count, table, head)         \
    for (size_t i = 0; i < s->count; i++) \
        ENT_TRY(push(ctx, v, head, s->table[i].id, none));
    PARTS(n_quantities, quantity, "")
    PARTS(n_moves, move, "")
    PARTS(n_gates, gate, "open.")
    PARTS(n_beliefs, belief, "belief.")
    PARTS(n_links, link, "link.")
    PARTS(n_packages, package, "deal.")
    PARTS(n_exchanges, exchange, "deal.")
    PARTS(n_groups, group, "group.")
    PARTS(n_occurrences, occurrence, "event.")
#undef PARTS
    for (size_t i = 0; i < s->n_payoffs; i++)
        ENT_TRY(push(ctx, v, "payoff.", s->actor[s->payoff[i].actor].id,
                     s->payoff[i].id));
    for (size_t i = 0; i < s->n_theatres; i++)
        ENT_TRY(push(ctx, v, "attention.", s->actor[s->theatre[i].actor].id,
                     s->theatre[i].id));
    for (size_t i = 0; i < s->n_values; i++)
        if (s->value[i].name.s)
            ENT_TRY(push(ctx, v, "", s->value[i].name, none));
    return ENT_OK;
}

static ent_err fail_name(const cut *c) {
    ent_vec names = {0};
    ENT_TRY(list_parts(c->ctx, &c->s, &names));
    return ENT_FAIL(c->ctx, ENT_NAME, "the scenario has no part '%.*s'%s",
                    ENT_P(ent_i_clip(c->name)),
                    ent_i_hint(c->ctx->temp, c->name, names.at, names.n));
}

static ent_err split(cut *c, ent_str part) {
    ent_str rest = ent_i_trim(part);
    c->part = rest;
    c->name = ent_i_trim(ent_i_cut(&rest, '='));
    c->done = false;
    c->numbered = rest.s != NULL;
    if (!c->numbered || ent_i_number(ent_i_trim(rest), &c->number))
        return ENT_OK;
    return ENT_FAIL(c->ctx, ENT_SYNTAX,
                    "'%.*s' takes nothing out; write NAME or NAME=NUMBER",
                    ENT_P(ent_i_clip(part)));
}

static ent_err take_out(cut *c, ent_str part) {
    ENT_TRY(split(c, part));
    ENT_TRY(find_results(c));
    if (!c->done)
        ENT_TRY(find_beliefs(c));
    int *off = c->done ? NULL : find_deal(c);
    if (!off && !c->done)
        off = find_share(c);
    if (off) {
        *off = 1;
        return no_number(c);
    }
    if (!c->done)
        ENT_TRY(find_factions(c));
    if (!c->done)
        ENT_TRY(find_events(c));
    if (!c->done)
        ENT_TRY(find_values(c));
    return c->done ? ENT_OK : fail_name(c);
}

/* ---- changes of what is no more */

static ent_err live_sets(cut *c, const ent_set **set, size_t *n_sets) {
    size_t n = 0;
    ent_set *mine = ENT_NEW(c->ctx->keep, *n_sets, ent_set);
    if (!mine)
        return ENT_NOMEM_FAIL(c->ctx);
    for (size_t i = 0; i < *n_sets; i++)
        if (!c->dead[(*set)[i].target])
            mine[n++] = (*set)[i];
    *set = mine;
    *n_sets = n;
    return ENT_OK;
}

static ent_err sweep(cut *c) {
    for (size_t i = 0; i < c->s.n_occurrences; i++) {
        ent_occurrence *o = MINE(c, occurrence, i);
        ENT_TRY(live_sets(c, &o->set, &o->n_sets));
    }
    for (size_t i = 0; i < c->s.n_lenses; i++) {
        ent_lens *l = MINE(c, lens, i);
        ENT_TRY(live_sets(c, &l->set, &l->n_sets));
    }
    return ENT_OK;
}

ent_err ent_scenario_without(ent_ctx *ctx, const ent_scenario *base,
                             const ent_str *part, size_t n_parts,
                             ent_scenario *out) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    cut c = {.ctx = ctx, .s = *base};
    ent_err e = copy_tables(&c);
    for (size_t i = 0; i < n_parts && !e; i++)
        e = take_out(&c, part[i]);
    if (!e)
        e = sweep(&c);
    ent_i_arena_release(ctx->temp, m);
    *out = c.s;
    return e;
}
