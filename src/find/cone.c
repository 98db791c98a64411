/* cone.c - what need not be played: parts on which no name looked at rests.
 *
 * From the names that are looked at, everything that they read is marked, and
 * what that reads, until nothing is added.  The rest is left out of the
 * tables; rows of values, formulas, actors and issues stay where they are,
 * and random numbers go by name, so what is left comes out as it would have
 * from the whole. */
#include "find/variant.h"
#include "scenario/formula.h"

typedef struct cone {
    ent_ctx *ctx;
    const ent_scenario *s;
    const ent_names *names;
    bool *seen[ENT_SYMBOL_KINDS]; /* by kind and row */
    uint32_t *driver;             /* [n_values] quantity that lives there */
    ent_vec todo;                 /* ent_symbol */
} cone;

/* ---- marking */

/* Names that come from the same rows are one kind here. */
static ent_symbol home(ent_symbol y) {
    switch (y.kind) {
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return (ent_symbol){ENT_SYMBOL_MOVE, y.row, ENT_NONE, false};
    case ENT_SYMBOL_FAILED:
        return (ent_symbol){ENT_SYMBOL_SETTLE, y.row, ENT_NONE, false};
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
        return (ent_symbol){ENT_SYMBOL_SETTLE, y.sub, ENT_NONE, false};
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        return (ent_symbol){ENT_SYMBOL_DEAL, y.row, ENT_NONE, false};
    case ENT_SYMBOL_STRIKES:
        return (ent_symbol){ENT_SYMBOL_HAPPENED, y.row, ENT_NONE, false};
    default:
        return y;
    }
}

static size_t rows_of(const ent_scenario *s, ent_symbol_kind kind) {
    switch (kind) {
    case ENT_SYMBOL_VALUE:
        return s->n_values;
    case ENT_SYMBOL_QUANTITY:
        return s->n_quantities;
    case ENT_SYMBOL_SETTLE:
        return s->n_issues;
    case ENT_SYMBOL_OPEN:
        return s->n_gates;
    case ENT_SYMBOL_MOVE:
        return s->n_moves;
    case ENT_SYMBOL_BELIEF:
        return s->n_beliefs;
    case ENT_SYMBOL_PAYOFF: /* the terms, then the actors' whole payoffs */
        return s->n_payoffs + s->n_actors;
    case ENT_SYMBOL_ATTENTION:
        return s->n_theatres;
    case ENT_SYMBOL_DEAL:
        return s->n_packages;
    case ENT_SYMBOL_TRADE:
        return s->n_exchanges;
    case ENT_SYMBOL_HAPPENED:
        return s->n_occurrences;
    default:
        return 0;
    }
}

static ent_err want(cone *c, ent_symbol what) {
    ent_symbol y = home(what);
    size_t row = y.row;
    if (y.kind == ENT_SYMBOL_PAYOFF)
        row = y.sub == ENT_NONE ? c->s->n_payoffs + y.row : y.sub;
    if (!c->seen[y.kind] || row >= rows_of(c->s, y.kind) ||
        c->seen[y.kind][row])
        return ENT_OK;
    c->seen[y.kind][row] = true;
    ent_symbol *to = ENT_PUSH(c->ctx->temp, &c->todo, ent_symbol);
    if (!to)
        return ENT_NOMEM_FAIL(c->ctx);
    *to = y;
    return ENT_OK;
}

static ent_err want_row(cone *c, ent_symbol_kind kind, size_t row) {
    return want(c, (ent_symbol){kind, (uint32_t)row, ENT_NONE, false});
}

static ent_err want_value(cone *c, uint32_t row) {
    return row == ENT_NONE ? ENT_OK : want_row(c, ENT_SYMBOL_VALUE, row);
}

static ent_err want_formula(cone *c, uint32_t row) {
    ent_symbol *y;
    size_t n;
    if (row == ENT_NONE)
        return ENT_OK;
    ENT_TRY(ent_i_formula_reads(c->ctx, c->names, row, &y, &n));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(want(c, y[i]));
    return ENT_OK;
}

static ent_err want_dials(cone *c, const ent_dials *d) {
    ENT_TRY(want_value(c, d->hold));
    ENT_TRY(want_value(c, d->shift));
    return want_value(c, d->scale);
}

/* ---- what each kind reads */

static ent_err read_value(cone *c, uint32_t row) {
    const ent_scenario *s = c->s;
    if (c->driver[row] != ENT_NONE)
        ENT_TRY(want_row(c, ENT_SYMBOL_QUANTITY, c->driver[row]));
    for (size_t i = 0; i < s->n_occurrences; i++)
        for (size_t k = 0; k < s->occurrence[i].n_sets; k++)
            if (s->occurrence[i].set[k].target == row)
                ENT_TRY(want_row(c, ENT_SYMBOL_HAPPENED, i));
    return ENT_OK;
}

static ent_err read_quantity(cone *c, const ent_quantity *q) {
    ENT_TRY(want_value(c, q->value));
    ENT_TRY(want_dials(c, &q->dials));
    return want_formula(c, q->formula);
}

static ent_err read_move(cone *c, const ent_move *m) {
    ENT_TRY(want_formula(c, m->value));
    ENT_TRY(want_formula(c, m->when));
    ENT_TRY(want_formula(c, m->detected));
    ENT_TRY(want_value(c, m->temperature));
    ENT_TRY(want_dials(c, &m->dials));
    for (size_t i = 0; i < m->n_options; i++) {
        ENT_TRY(want_formula(c, m->option[i].value));
        ENT_TRY(want_formula(c, m->option[i].when));
    }
    return m->automatic ? want_row(c, ENT_SYMBOL_PAYOFF, m->actor) : ENT_OK;
}

static ent_err read_belief(cone *c, const ent_belief *b) {
    ENT_TRY(want_value(c, b->prior));
    ENT_TRY(want_value(c, b->fade));
    for (size_t i = 0; i < b->n_signals; i++) {
        ENT_TRY(want_formula(c, b->signal[i].when));
        ENT_TRY(want_value(c, b->signal[i].if_true));
        ENT_TRY(want_value(c, b->signal[i].if_false));
    }
    return ENT_OK;
}

static ent_err read_gate(cone *c, const ent_gate *g) {
    ENT_TRY(want_dials(c, &g->dials));
    ENT_TRY(want_formula(c, g->opens));
    return want_formula(c, g->closes);
}

static ent_err read_package(cone *c, const ent_package *p) {
    ENT_TRY(want_formula(c, p->when));
    ENT_TRY(want_formula(c, p->walkout));
    for (size_t i = 0; i < p->n_issues; i++)
        ENT_TRY(want_row(c, ENT_SYMBOL_SETTLE, p->issue[i]));
    for (size_t i = 0; i < p->n_parties; i++) {
        if (p->reserve)
            ENT_TRY(want_formula(c, p->reserve[i]));
        ENT_TRY(want_value(c, c->s->actor[p->party[i]].capability));
    }
    return ENT_OK;
}

static ent_err read_exchange(cone *c, const ent_exchange *x) {
    ENT_TRY(want_formula(c, x->when));
    ENT_TRY(want_row(c, ENT_SYMBOL_SETTLE, x->issue[0]));
    return want_row(c, ENT_SYMBOL_SETTLE, x->issue[1]);
}

/* The whole payoff: all its terms, and what it holds a stance on. */
static ent_err read_payoff(cone *c, ent_symbol y) {
    const ent_scenario *s = c->s;
    if (y.sub != ENT_NONE)
        return want_formula(c, s->payoff[y.sub].formula);
    for (uint32_t i = 0; i < s->n_payoffs; i++)
        if (s->payoff[i].actor == y.row)
            ENT_TRY(want(c, (ent_symbol){ENT_SYMBOL_PAYOFF, y.row, i, false}));
    for (size_t i = 0; i < s->n_stances; i++)
        if (s->stance[i].actor == y.row)
            ENT_TRY(want_row(c, ENT_SYMBOL_SETTLE, s->stance[i].issue));
    return ENT_OK;
}

/* Theatres of one actor share a budget. */
static ent_err read_theatre(cone *c, const ent_theatre *th) {
    ENT_TRY(want_value(c, th->budget));
    for (size_t i = 0; i < c->s->n_theatres; i++)
        if (c->s->theatre[i].actor == th->actor)
            ENT_TRY(want_row(c, ENT_SYMBOL_ATTENTION, i));
    return want_formula(c, th->demand);
}

static ent_err read_occurrence(cone *c, const ent_occurrence *o) {
    ENT_TRY(want_value(c, o->chance));
    ENT_TRY(want_formula(c, o->when));
    return want_formula(c, o->hazard);
}

/* ---- what a settlement reads */

static ent_err read_stance(cone *c, const ent_stance *st) {
    ENT_TRY(want_value(c, st->position));
    ENT_TRY(want_value(c, st->salience));
    ENT_TRY(want_value(c, st->leverage));
    ENT_TRY(want_value(c, st->reservation));
    if (st->faction != ENT_NONE)
        ENT_TRY(want_value(c, c->s->faction[st->faction].weight));
    return want_value(c, c->s->actor[st->actor].capability);
}

static ent_err read_tie(cone *c, const ent_tie *t, uint32_t issue) {
    bool holds = !t->issues || (t->issues[issue / 64] >> (issue % 64) & 1);
    return holds && ent_i_eqz(t->kind, "deference") ? want_value(c, t->value)
                                                    : ENT_OK;
}

static bool has(const uint32_t *row, size_t n, uint32_t what) {
    for (size_t i = 0; i < n; i++)
        if (row[i] == what)
            return true;
    return false;
}

static ent_err read_link(cone *c, const ent_link *l) {
    ENT_TRY(want_value(c, l->effect));
    ENT_TRY(want_value(c, c->s->issue[l->from].status_quo));
    return want_row(c, ENT_SYMBOL_SETTLE, l->from);
}

/* What else has this issue in its list. */
static ent_err read_bonds(cone *c, uint32_t p) {
    const ent_scenario *s = c->s;
    for (size_t i = 0; i < s->n_links; i++)
        if (s->link[i].to == p && !s->link[i].off)
            ENT_TRY(read_link(c, &s->link[i]));
    for (size_t i = 0; i < s->n_gates; i++)
        if (has(s->gate[i].issue, s->gate[i].n_issues, p))
            ENT_TRY(want_row(c, ENT_SYMBOL_OPEN, i));
    for (size_t i = 0; i < s->n_packages; i++)
        if (has(s->package[i].issue, s->package[i].n_issues, p))
            ENT_TRY(want_row(c, ENT_SYMBOL_DEAL, i));
    for (size_t i = 0; i < s->n_exchanges; i++)
        if (has(s->exchange[i].issue, 2, p))
            ENT_TRY(want_row(c, ENT_SYMBOL_TRADE, i));
    for (size_t i = 0; i < s->n_theatres; i++)
        if (has(s->theatre[i].issue, s->theatre[i].n_issues, p))
            ENT_TRY(want_row(c, ENT_SYMBOL_ATTENTION, i));
    return ENT_OK;
}

static ent_err read_issue(cone *c, uint32_t p) {
    const ent_scenario *s = c->s;
    ENT_TRY(want_value(c, s->issue[p].status_quo));
    ENT_TRY(want_value(c, s->issue[p].failure_cost));
    for (size_t i = 0; i < s->n_stances; i++)
        if (s->stance[i].issue == p)
            ENT_TRY(read_stance(c, &s->stance[i]));
    for (size_t i = 0; i < s->n_ties; i++)
        ENT_TRY(read_tie(c, &s->tie[i], p));
    return read_bonds(c, p);
}

static ent_err read_one(cone *c, ent_symbol y) {
    const ent_scenario *s = c->s;
    switch (y.kind) {
    case ENT_SYMBOL_VALUE:
        return read_value(c, y.row);
    case ENT_SYMBOL_QUANTITY:
        return read_quantity(c, &s->quantity[y.row]);
    case ENT_SYMBOL_SETTLE:
        return read_issue(c, y.row);
    case ENT_SYMBOL_OPEN:
        return read_gate(c, &s->gate[y.row]);
    case ENT_SYMBOL_MOVE:
        return read_move(c, &s->move[y.row]);
    case ENT_SYMBOL_BELIEF:
        return read_belief(c, &s->belief[y.row]);
    case ENT_SYMBOL_PAYOFF:
        return read_payoff(c, y);
    case ENT_SYMBOL_ATTENTION:
        return read_theatre(c, &s->theatre[y.row]);
    case ENT_SYMBOL_DEAL:
        return read_package(c, &s->package[y.row]);
    case ENT_SYMBOL_TRADE:
        return read_exchange(c, &s->exchange[y.row]);
    case ENT_SYMBOL_HAPPENED:
        return read_occurrence(c, &s->occurrence[y.row]);
    default:
        return ENT_OK;
    }
}

/* ---- leaving out */

/* A table with the rows that are marked. */
#define KEEP(c, out, table, count, type, mark)                    \
    do {                                                          \
        type *row_ = ENT_NEW((c)->ctx->keep, (out)->count, type); \
        size_t n_ = 0;                                            \
        if (!row_)                                                \
            return ENT_NOMEM_FAIL((c)->ctx);                      \
        for (size_t i = 0; i < (out)->count; i++)                 \
            if (mark)                                             \
                row_[n_++] = (out)->table[i];                     \
        (out)->table = row_;                                      \
        (out)->count = n_;                                        \
    } while (0)

static ent_err leave_out(const cone *c, ent_scenario *s) {
    bool *const *seen = c->seen;
    KEEP(c, s, stance, n_stances, ent_stance,
         seen[ENT_SYMBOL_SETTLE][s->stance[i].issue]);
    KEEP(c, s, link, n_links, ent_link, seen[ENT_SYMBOL_SETTLE][s->link[i].to]);
    KEEP(c, s, quantity, n_quantities, ent_quantity,
         seen[ENT_SYMBOL_QUANTITY][i]);
    KEEP(c, s, gate, n_gates, ent_gate, seen[ENT_SYMBOL_OPEN][i]);
    KEEP(c, s, move, n_moves, ent_move, seen[ENT_SYMBOL_MOVE][i]);
    KEEP(c, s, belief, n_beliefs, ent_belief, seen[ENT_SYMBOL_BELIEF][i]);
    KEEP(c, s, payoff, n_payoffs, ent_payoff, seen[ENT_SYMBOL_PAYOFF][i]);
    KEEP(c, s, theatre, n_theatres, ent_theatre, seen[ENT_SYMBOL_ATTENTION][i]);
    KEEP(c, s, package, n_packages, ent_package, seen[ENT_SYMBOL_DEAL][i]);
    KEEP(c, s, exchange, n_exchanges, ent_exchange, seen[ENT_SYMBOL_TRADE][i]);
    KEEP(c, s, occurrence, n_occurrences, ent_occurrence,
         seen[ENT_SYMBOL_HAPPENED][i]);
    return ENT_OK;
}

static ent_err set_tables(cone *c) {
    const ent_scenario *s = c->s;
    for (int k = 0; k < ENT_SYMBOL_KINDS; k++) {
        size_t n = rows_of(s, (ent_symbol_kind)k);
        c->seen[k] = ENT_NEW(c->ctx->temp, n, bool);
        if (!c->seen[k])
            return ENT_NOMEM_FAIL(c->ctx);
    }
    c->driver = ENT_NEW(c->ctx->temp, s->n_values, uint32_t);
    if (!c->driver)
        return ENT_NOMEM_FAIL(c->ctx);
    for (size_t i = 0; i < s->n_values; i++)
        c->driver[i] = ENT_NONE;
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].value != ENT_NONE)
            c->driver[s->quantity[i].value] = i;
    return ENT_OK;
}

static ent_err mark_all(cone *c, const ent_str *name, size_t n) {
    for (size_t i = 0; i < n; i++) {
        ent_symbol y;
        ENT_TRY(
            ent_i_names_find(c->ctx, c->names, name[i], (ent_place){0}, &y));
        ENT_TRY(want(c, y));
    }
    while (c->todo.n)
        ENT_TRY(read_one(c, ((ent_symbol *)c->todo.at)[--c->todo.n]));
    return ENT_OK;
}

ent_err ent_i_cone(ent_ctx *ctx, const ent_scenario *s, const ent_str *name,
                   size_t n, ent_scenario *out) {
    cone c = {.ctx = ctx, .s = s};
    ent_mark m = ent_i_arena_mark(ctx->temp);
    ENT_TRY(ent_i_names_new(ctx, ctx->temp, s, &c.names));
    ENT_TRY(set_tables(&c));
    ENT_TRY(mark_all(&c, name, n));
    *out = *s;
    ENT_TRY(leave_out(&c, out));
    ent_i_arena_release(ctx->temp, m);
    return ENT_OK;
}
