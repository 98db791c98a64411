/* report_graph.c - what reads what in a scenario, as nodes and links.
 *
 * Numbers that never move are left out, so that what is shown are causes.  What
 * an actor takes to a table counts with its issue, what it does with its move,
 * what it gains with its payoff. */
#include "scenario/formula.h"
#include "view/view.h"

/* The tables of a scenario that have nodes. */
enum {
    QUANTITY,
    VALUE,
    ISSUE,
    MOVE,
    BELIEF,
    GATE,
    PACKAGE,
    EXCHANGE,
    PAYOFF,
    THEATRE,
    EVENT,
    TABLES
};

typedef struct node {
    ent_str name;
    const char *kind;
    uint32_t actor; /* ENT_NONE: nobody's */
} node;

typedef struct graph {
    ent_ctx *ctx;
    const ent_scenario *s;
    const ent_names *names;
    uint32_t *at[TABLES]; /* node of each row, or ENT_NONE */
    uint32_t *drawn;      /* [n_values] quantity that gives it, or ENT_NONE */
    bool *set;            /* [n_values] an event changes it */
    ent_vec node, link;   /* node; uint32_t[2] */
} graph;

typedef struct arrow {
    uint32_t from, to;
} arrow;

/* ---- nodes */

static uint32_t actor_of(const ent_scenario *s, ent_str name) {
    ent_str head = name;
    head = ent_i_cut(&head, '.');
    for (uint32_t a = 0; a < s->n_actors; a++)
        if (ent_i_eq(s->actor[a].id, head))
            return a;
    return ENT_NONE;
}

static ent_str named(graph *g, const char *before, ent_str id) {
    return ent_i_printf(g->ctx->keep, "%s%.*s", before, ENT_P(id));
}

static const char *quantity_kind(const ent_quantity *q) {
    return q->kind == ENT_QUANTITY_STOCK      ? "stock"
           : q->kind == ENT_QUANTITY_CONSTANT ? "constant"
           : q->value == ENT_NONE             ? "quantity"
                                              : "driver";
}

static node make(graph *g, int table, uint32_t row) {
    const ent_scenario *s = g->s;
    switch (table) {
    case QUANTITY:
        return (node){s->quantity[row].id, quantity_kind(&s->quantity[row]),
                      actor_of(s, s->quantity[row].id)};
    case VALUE:
        return (node){s->value[row].name, "value",
                      actor_of(s, s->value[row].name)};
    case ISSUE:
        return (node){named(g, "settle.", s->issue[row].id), "issue", ENT_NONE};
    case MOVE:
        return (node){s->move[row].id, "move", s->move[row].actor};
    case BELIEF:
        return (node){named(g, "belief.", s->belief[row].id), "belief",
                      s->belief[row].actor};
    case GATE:
        return (node){named(g, "open.", s->gate[row].id), "gate", ENT_NONE};
    case PACKAGE:
        return (node){named(g, "deal.", s->package[row].id), "package",
                      ENT_NONE};
    case EXCHANGE:
        return (node){named(g, "gain.", s->exchange[row].id), "exchange",
                      ENT_NONE};
    case PAYOFF:
        return (node){named(g, "payoff.", s->actor[row].id), "payoff", row};
    case THEATRE:
        return (node){ent_i_printf(g->ctx->keep, "attention.%.*s.%.*s",
                                   ENT_P(s->actor[s->theatre[row].actor].id),
                                   ENT_P(s->theatre[row].id)),
                      "attention", s->theatre[row].actor};
    default:
        return (node){s->occurrence[row].id.n ? s->occurrence[row].id
                                              : s->occurrence[row].what,
                      "event", ENT_NONE};
    }
}

/* The node of a row, made when it is first asked for. */
static ent_err node_of(graph *g, int table, uint32_t row, uint32_t *out) {
    uint32_t *at = &g->at[table][row];
    if (*at == ENT_NONE) {
        *at = (uint32_t)g->node.n;
        node *n = ENT_PUSH(g->ctx->keep, &g->node, node);
        if (!n)
            return ENT_NOMEM_FAIL(g->ctx);
        *n = make(g, table, row);
        if (!n->name.s)
            return ENT_NOMEM_FAIL(g->ctx);
    }
    *out = *at;
    return ENT_OK;
}

static ent_err add_link(graph *g, uint32_t from, uint32_t to) {
    const arrow *old = g->link.at;
    for (size_t i = 0; i < g->link.n; i++)
        if (old[i].from == from && old[i].to == to)
            return ENT_OK;
    arrow *x = ENT_PUSH(g->ctx->keep, &g->link, arrow);
    if (!x)
        return ENT_NOMEM_FAIL(g->ctx);
    *x = (arrow){from, to};
    return ENT_OK;
}

static ent_err link_rows(graph *g, int a, uint32_t i, int b, uint32_t k) {
    uint32_t from, to;
    ENT_TRY(node_of(g, a, i, &from));
    ENT_TRY(node_of(g, b, k, &to));
    return add_link(g, from, to);
}

/* ---- what a name stands for */

typedef struct row {
    int table; /* TABLES: a number that never moves */
    uint32_t row;
} row;

static row of_value(const graph *g, uint32_t v) {
    uint32_t q = g->drawn[v];
    if (q != ENT_NONE &&
        (g->s->quantity[q].kind != ENT_QUANTITY_CONSTANT || g->set[v]))
        return (row){QUANTITY, q};
    return (row){g->set[v] ? VALUE : TABLES, v};
}

static row row_of(const graph *g, ent_symbol x) {
    switch (x.kind) {
    case ENT_SYMBOL_VALUE:
        return of_value(g, x.row);
    case ENT_SYMBOL_BASE:
        return (row){g->set[x.row] ? VALUE : TABLES, x.row};
    case ENT_SYMBOL_QUANTITY:
        if (g->s->quantity[x.row].value != ENT_NONE)
            return of_value(g, g->s->quantity[x.row].value);
        return (row){QUANTITY, x.row};
    case ENT_SYMBOL_SETTLE:
    case ENT_SYMBOL_FAILED:
        return (row){ISSUE, x.row};
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
        return (row){ISSUE, x.sub};
    case ENT_SYMBOL_OPEN:
        return (row){GATE, x.row};
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return (row){MOVE, x.row};
    case ENT_SYMBOL_BELIEF:
        return (row){BELIEF, x.row};
    case ENT_SYMBOL_PAYOFF:
        return (row){PAYOFF, x.row};
    case ENT_SYMBOL_ATTENTION:
        return (row){THEATRE, x.row};
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        return (row){PACKAGE, x.row};
    case ENT_SYMBOL_TRADE:
        return (row){EXCHANGE, x.row};
    case ENT_SYMBOL_HAPPENED:
    case ENT_SYMBOL_STRIKES:
        return (row){EVENT, x.row};
    default:
        return (row){TABLES, 0};
    }
}

static ent_err add_formula(graph *g, uint32_t formula, int table, uint32_t to) {
    ent_symbol *x;
    size_t n;
    if (formula == ENT_NONE)
        return ENT_OK;
    ent_mark mark = ent_i_arena_mark(g->ctx->temp);
    ent_err e = ent_i_formula_reads(g->ctx, g->names, formula, &x, &n);
    for (size_t i = 0; !e && i < n; i++) {
        row from = row_of(g, x[i]);
        if (from.table != TABLES)
            e = link_rows(g, from.table, from.row, table, to);
    }
    ent_i_arena_release(g->ctx->temp, mark);
    return e;
}

/* ---- links */

static ent_err to_issues(graph *g, int table, uint32_t from,
                         const uint32_t *issue, size_t n) {
    for (size_t i = 0; i < n; i++)
        ENT_TRY(link_rows(g, table, from, ISSUE, issue[i]));
    return ENT_OK;
}

static ent_err add_value(graph *g, uint32_t v, uint32_t issue) {
    if (v == ENT_NONE)
        return ENT_OK;
    row from = of_value(g, v);
    return from.table == TABLES
               ? ENT_OK
               : link_rows(g, from.table, from.row, ISSUE, issue);
}

/* What actors bring to tables. */
static ent_err add_tables(graph *g) {
    const ent_scenario *s = g->s;
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *x = &s->stance[i];
        ENT_TRY(add_value(g, x->position, x->issue));
        ENT_TRY(add_value(g, x->salience, x->issue));
        ENT_TRY(add_value(g, x->leverage, x->issue));
        ENT_TRY(add_value(g, x->reservation, x->issue));
        ENT_TRY(add_value(g, s->actor[x->actor].capability, x->issue));
        if (x->faction != ENT_NONE)
            ENT_TRY(add_value(g, s->faction[x->faction].weight, x->issue));
    }
    for (uint32_t i = 0; i < s->n_links; i++)
        ENT_TRY(link_rows(g, ISSUE, s->link[i].from, ISSUE, s->link[i].to));
    return ENT_OK;
}

static ent_err add_moves(graph *g) {
    for (uint32_t i = 0; i < g->s->n_moves; i++) {
        const ent_move *m = &g->s->move[i];
        ENT_TRY(add_formula(g, m->value, MOVE, i));
        ENT_TRY(add_formula(g, m->when, MOVE, i));
        ENT_TRY(add_formula(g, m->detected, MOVE, i));
        for (size_t k = 0; k < m->n_options; k++) {
            ENT_TRY(add_formula(g, m->option[k].value, MOVE, i));
            ENT_TRY(add_formula(g, m->option[k].when, MOVE, i));
        }
        if (m->automatic)
            ENT_TRY(link_rows(g, PAYOFF, m->actor, MOVE, i));
    }
    return ENT_OK;
}

static ent_err add_quantities(graph *g) {
    const ent_scenario *s = g->s;
    for (uint32_t i = 0; i < s->n_quantities; i++)
        ENT_TRY(add_formula(g, s->quantity[i].formula, QUANTITY, i));
    for (uint32_t i = 0; i < s->n_beliefs; i++)
        for (size_t k = 0; k < s->belief[i].n_signals; k++)
            ENT_TRY(add_formula(g, s->belief[i].signal[k].when, BELIEF, i));
    for (uint32_t i = 0; i < s->n_gates; i++) {
        ENT_TRY(add_formula(g, s->gate[i].opens, GATE, i));
        ENT_TRY(add_formula(g, s->gate[i].closes, GATE, i));
        ENT_TRY(to_issues(g, GATE, i, s->gate[i].issue, s->gate[i].n_issues));
    }
    for (uint32_t i = 0; i < s->n_theatres; i++) {
        ENT_TRY(add_formula(g, s->theatre[i].demand, THEATRE, i));
        ENT_TRY(to_issues(g, THEATRE, i, s->theatre[i].issue,
                          s->theatre[i].n_issues));
    }
    return ENT_OK;
}

static ent_err add_deals(graph *g) {
    const ent_scenario *s = g->s;
    for (uint32_t i = 0; i < s->n_packages; i++) {
        const ent_package *x = &s->package[i];
        ENT_TRY(add_formula(g, x->when, PACKAGE, i));
        ENT_TRY(add_formula(g, x->walkout, PACKAGE, i));
        for (size_t k = 0; x->reserve && k < x->n_parties; k++)
            ENT_TRY(add_formula(g, x->reserve[k], PACKAGE, i));
        ENT_TRY(to_issues(g, PACKAGE, i, x->issue, x->n_issues));
    }
    for (uint32_t i = 0; i < s->n_exchanges; i++) {
        ENT_TRY(add_formula(g, s->exchange[i].when, EXCHANGE, i));
        ENT_TRY(to_issues(g, EXCHANGE, i, s->exchange[i].issue, 2));
    }
    for (uint32_t i = 0; i < s->n_payoffs; i++)
        ENT_TRY(
            add_formula(g, s->payoff[i].formula, PAYOFF, s->payoff[i].actor));
    return ENT_OK;
}

static ent_err add_events(graph *g) {
    for (uint32_t i = 0; i < g->s->n_occurrences; i++) {
        const ent_occurrence *o = &g->s->occurrence[i];
        ENT_TRY(add_formula(g, o->when, EVENT, i));
        ENT_TRY(add_formula(g, o->hazard, EVENT, i));
        for (size_t k = 0; k < o->n_sets; k++) {
            row to = of_value(g, o->set[k].target);
            if (to.table != TABLES)
                ENT_TRY(link_rows(g, EVENT, i, to.table, to.row));
        }
    }
    return ENT_OK;
}

/* ---- opening, writing */

static ent_err open_tables(graph *g) {
    const ent_scenario *s = g->s;
    const size_t n[TABLES] = {
        [QUANTITY] = s->n_quantities, [VALUE] = s->n_values,
        [ISSUE] = s->n_issues,        [MOVE] = s->n_moves,
        [BELIEF] = s->n_beliefs,      [GATE] = s->n_gates,
        [PACKAGE] = s->n_packages,    [EXCHANGE] = s->n_exchanges,
        [PAYOFF] = s->n_actors,       [THEATRE] = s->n_theatres,
        [EVENT] = s->n_occurrences};
    for (int k = 0; k < TABLES; k++) {
        g->at[k] = ENT_NEW(g->ctx->keep, n[k] + 1, uint32_t);
        if (!g->at[k])
            return ENT_NOMEM_FAIL(g->ctx);
        memset(g->at[k], 0xFF, (n[k] + 1) * sizeof *g->at[k]);
    }
    g->drawn = ENT_NEW(g->ctx->keep, s->n_values, uint32_t);
    g->set = ENT_NEW(g->ctx->keep, s->n_values, bool);
    if (!g->drawn || !g->set)
        return ENT_NOMEM_FAIL(g->ctx);
    memset(g->drawn, 0xFF, s->n_values * sizeof *g->drawn);
    for (uint32_t q = 0; q < s->n_quantities; q++)
        if (s->quantity[q].value != ENT_NONE)
            g->drawn[s->quantity[q].value] = q;
    for (size_t i = 0; i < s->n_occurrences; i++)
        for (size_t k = 0; k < s->occurrence[i].n_sets; k++)
            g->set[s->occurrence[i].set[k].target] = true;
    return ENT_OK;
}

static void put_nodes(ent_sheet *t, const graph *g) {
    const node *n = g->node.at;
    ent_i_view_key(t->b, "nodes");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < g->node.n; i++) {
        ent_i_view_open(t->b, '{');
        ent_i_view_text(t->b, "name", n[i].name);
        ent_i_view_text(t->b, "kind", ent_i_str(n[i].kind));
        ent_i_view_text(t->b, "actor",
                        n[i].actor == ENT_NONE ? (ent_str){0}
                                               : g->s->actor[n[i].actor].id);
        ent_i_buf_put(t->b, "}", 1);
    }
    ent_i_buf_put(t->b, "]", 1);
}

static void put_links(ent_sheet *t, const graph *g) {
    const arrow *x = g->link.at;
    ent_i_view_key(t->b, "links");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < g->link.n; i++)
        ent_i_buf_printf(t->b, "%s[%u,%u]", i ? "," : "", (unsigned)x[i].from,
                         (unsigned)x[i].to);
    ent_i_buf_put(t->b, "]", 1);
}

ent_err ent_i_sheet_graph(ent_sheet *t) {
    graph g = {.ctx = t->ctx, .s = t->r->scenario};
    ENT_TRY(ent_i_names_new(t->ctx, t->ctx->keep, g.s, &g.names));
    ENT_TRY(open_tables(&g));
    ENT_TRY(add_quantities(&g));
    ENT_TRY(add_moves(&g));
    ENT_TRY(add_tables(&g));
    ENT_TRY(add_deals(&g));
    ENT_TRY(add_events(&g));
    put_nodes(t, &g);
    put_links(t, &g);
    return ENT_OK;
}
