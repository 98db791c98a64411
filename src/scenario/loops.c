/* loops.c - what must hold between formulas: names that mean themselves,
 * formulas that can be read, units that agree, and no circle within one step.
 *
 * Nodes are what is computed in a step in order of dependence: formulas,
 * drivers, moves, gates, attention.  Stocks, beliefs, settlements, payoffs and
 * last.NAME are known before and break circles.  Circles are found as strongly
 * connected components (Tarjan 1972, without recursion); of each the shortest
 * circle through its first node is told. */
#include "scenario/loops.h"
#include "scenario/scenario.h"

typedef struct graph {
    ent_ctx *ctx;
    const ent_names *names;
    ent_i_told *told;
    void *user;
    const uint32_t *driver; /* [n_values] quantity that drives it */
    uint32_t n;             /* nodes: quantities, moves, gates, theatres */
    uint32_t *first;        /* [n + 1] places in edge */
    ent_vec edge;           /* uint32_t: what a node reads */
} graph;

/* ---- nodes */

static uint32_t node_of(const graph *g, ent_symbol y) {
    const ent_scenario *s = g->names->s;
    uint32_t at = 0;
    if (y.last)
        return ENT_NONE;
    if (y.kind == ENT_SYMBOL_VALUE)
        return g->driver[y.row];
    if (y.kind == ENT_SYMBOL_QUANTITY)
        return y.row;
    at += (uint32_t)s->n_quantities;
    if (y.kind >= ENT_SYMBOL_MOVE && y.kind <= ENT_SYMBOL_SEEN)
        return at + y.row;
    at += (uint32_t)s->n_moves;
    if (y.kind == ENT_SYMBOL_OPEN)
        return at + y.row;
    at += (uint32_t)s->n_gates;
    return y.kind == ENT_SYMBOL_ATTENTION ? at + y.row : ENT_NONE;
}

/* What a node is; ENT_SYMBOL_KINDS for one that computes nothing in a step. */
static ent_symbol symbol_of(const graph *g, uint32_t node) {
    const ent_scenario *s = g->names->s;
    ent_symbol none = {ENT_SYMBOL_KINDS, ENT_NONE, ENT_NONE, false};
    if (node < s->n_quantities) {
        const ent_quantity *q = &s->quantity[node];
        if (q->kind != ENT_QUANTITY_FORMULA)
            return none;
        if (q->value != ENT_NONE)
            return (ent_symbol){ENT_SYMBOL_VALUE, q->value, ENT_NONE, false};
        return (ent_symbol){ENT_SYMBOL_QUANTITY, node, ENT_NONE, false};
    }
    node -= (uint32_t)s->n_quantities;
    if (node < s->n_moves)
        return (ent_symbol){ENT_SYMBOL_MOVE, node, ENT_NONE, false};
    node -= (uint32_t)s->n_moves;
    if (node < s->n_gates)
        return (ent_symbol){ENT_SYMBOL_OPEN, node, ENT_NONE, false};
    return (ent_symbol){ENT_SYMBOL_ATTENTION, node - (uint32_t)s->n_gates,
                        ENT_NONE, false};
}

static ent_err add_edges(graph *g, uint32_t formula) {
    ent_symbol *y;
    size_t n;
    ent_mark m = ent_i_arena_mark(g->ctx->temp);
    ent_err e = ENT_OK;
    if (formula != ENT_NONE &&
        !ent_i_formula_reads(g->ctx, g->names, formula, &y, &n))
        for (size_t i = 0; i < n && !e; i++) {
            uint32_t to = node_of(g, y[i]);
            /* in ctx->keep, for ctx->temp is let go behind each formula */
            uint32_t *at = to == ENT_NONE
                               ? NULL
                               : ENT_PUSH(g->ctx->keep, &g->edge, uint32_t);
            if (at)
                *at = to;
            else if (to != ENT_NONE)
                e = ENT_NOMEM_FAIL(g->ctx);
        }
    ent_i_arena_release(g->ctx->temp, m);
    return e;
}

static ent_err add_move(graph *g, const ent_move *m) {
    ENT_TRY(add_edges(g, m->value));
    ENT_TRY(add_edges(g, m->when));
    ENT_TRY(add_edges(g, m->detected));
    for (size_t k = 0; k < m->n_options; k++) {
        ENT_TRY(add_edges(g, m->option[k].value));
        ENT_TRY(add_edges(g, m->option[k].when));
    }
    return ENT_OK;
}

/* What a theatre gets depends on all that its actor has to do. */
static ent_err add_theatres(graph *g, uint32_t actor) {
    const ent_scenario *s = g->names->s;
    for (size_t i = 0; i < s->n_theatres; i++)
        if (s->theatre[i].actor == actor)
            ENT_TRY(add_edges(g, s->theatre[i].demand));
    return ENT_OK;
}

static ent_err add_node(graph *g, uint32_t node) {
    const ent_scenario *s = g->names->s;
    ent_symbol y = symbol_of(g, node);
    switch (y.kind) {
    case ENT_SYMBOL_VALUE:
    case ENT_SYMBOL_QUANTITY:
        return add_edges(g, s->quantity[node].formula);
    case ENT_SYMBOL_MOVE:
        return add_move(g, &s->move[y.row]);
    case ENT_SYMBOL_OPEN:
        ENT_TRY(add_edges(g, s->gate[y.row].opens));
        return add_edges(g, s->gate[y.row].closes);
    case ENT_SYMBOL_ATTENTION:
        return add_theatres(g, s->theatre[y.row].actor);
    default:
        return ENT_OK;
    }
}

static ent_err set_drivers(graph *g) {
    const ent_scenario *s = g->names->s;
    uint32_t *driver = ENT_NEW(g->ctx->temp, s->n_values, uint32_t);
    if (!driver)
        return ENT_NOMEM_FAIL(g->ctx);
    for (size_t i = 0; i < s->n_values; i++)
        driver[i] = ENT_NONE;
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].kind == ENT_QUANTITY_FORMULA &&
            s->quantity[i].value != ENT_NONE)
            driver[s->quantity[i].value] = i;
    g->driver = driver;
    return ENT_OK;
}

static ent_err build(graph *g) {
    const ent_scenario *s = g->names->s;
    g->n =
        (uint32_t)(s->n_quantities + s->n_moves + s->n_gates + s->n_theatres);
    g->first = ENT_NEW(g->ctx->temp, g->n + 1, uint32_t);
    if (!g->first)
        return ENT_NOMEM_FAIL(g->ctx);
    ENT_TRY(set_drivers(g));
    for (uint32_t i = 0; i < g->n; i++) {
        g->first[i] = (uint32_t)g->edge.n;
        ENT_TRY(add_node(g, i));
    }
    g->first[g->n] = (uint32_t)g->edge.n;
    return ENT_OK;
}

/* ---- strongly connected components */

typedef struct tarjan {
    const graph *g;
    uint32_t *number; /* [n] order of arrival from 1; 0: not met */
    uint32_t *low;    /* [n] */
    uint32_t *part;   /* [n] component, from 1; 0: none yet */
    uint32_t *stack;  /* [n] met, without a component */
    uint32_t *path;   /* [n] the way down */
    uint32_t *next;   /* [n] the edge to look at next */
    uint32_t n_met, n_parts, n_stack, n_path;
} tarjan;

static void meet(tarjan *t, uint32_t node) {
    t->number[node] = t->low[node] = ++t->n_met;
    t->next[node] = t->g->first[node];
    t->stack[t->n_stack++] = node;
    t->path[t->n_path++] = node;
}

static void leave(tarjan *t, uint32_t node) {
    t->n_path--;
    if (t->low[node] == t->number[node]) {
        uint32_t other;
        t->n_parts++;
        do {
            other = t->stack[--t->n_stack];
            t->part[other] = t->n_parts;
        } while (other != node);
    }
    if (t->n_path) {
        uint32_t up = t->path[t->n_path - 1];
        if (t->low[node] < t->low[up])
            t->low[up] = t->low[node];
    }
}

static void explore(tarjan *t, uint32_t root) {
    const uint32_t *edge = t->g->edge.at;
    meet(t, root);
    while (t->n_path) {
        uint32_t node = t->path[t->n_path - 1];
        if (t->next[node] == t->g->first[node + 1]) {
            leave(t, node);
            continue;
        }
        uint32_t to = edge[t->next[node]++];
        if (!t->number[to])
            meet(t, to);
        else if (!t->part[to] && t->number[to] < t->low[node])
            t->low[node] = t->number[to];
    }
}

static ent_err components(graph *g, tarjan *t) {
    ent_arena *a = g->ctx->temp;
    *t = (tarjan){.g = g,
                  .number = ENT_NEW(a, g->n, uint32_t),
                  .low = ENT_NEW(a, g->n, uint32_t),
                  .part = ENT_NEW(a, g->n, uint32_t),
                  .stack = ENT_NEW(a, g->n, uint32_t),
                  .path = ENT_NEW(a, g->n, uint32_t),
                  .next = ENT_NEW(a, g->n, uint32_t)};
    if (!t->number || !t->low || !t->part || !t->stack || !t->path || !t->next)
        return ENT_NOMEM_FAIL(g->ctx);
    for (uint32_t i = 0; i < g->n; i++)
        if (!t->number[i])
            explore(t, i);
    return ENT_OK;
}

/* ---- telling */

/* The shortest way from a node to itself inside its component: from[] holds
 * the way back.  False when there is none. */
static bool circle(const tarjan *t, uint32_t node, uint32_t *from,
                   uint32_t *queue) {
    const graph *g = t->g;
    const uint32_t *edge = g->edge.at;
    size_t n = 0, head = 0;
    queue[n++] = node;
    from[node] = ENT_NONE;
    while (head < n) {
        uint32_t at = queue[head++];
        for (uint32_t k = g->first[at]; k < g->first[at + 1]; k++) {
            uint32_t to = edge[k];
            if (to == node) {
                from[node] = at;
                return true;
            }
            if (t->part[to] != t->part[node] || from[to] != g->n)
                continue;
            from[to] = at;
            queue[n++] = to;
        }
    }
    return false;
}

static ent_str name_of(const graph *g, uint32_t node) {
    return ent_i_symbol_text(g->ctx->temp, g->names->s, symbol_of(g, node));
}

static ent_place place_of(const graph *g, uint32_t node) {
    const ent_scenario *s = g->names->s;
    ent_symbol y = symbol_of(g, node);
    uint32_t f = ENT_NONE;
    if (y.kind == ENT_SYMBOL_VALUE || y.kind == ENT_SYMBOL_QUANTITY)
        f = s->quantity[node].formula;
    else if (y.kind == ENT_SYMBOL_MOVE)
        return s->move[y.row].grounds.at;
    else if (y.kind == ENT_SYMBOL_OPEN)
        f = s->gate[y.row].opens;
    else
        f = s->theatre[y.row].demand;
    return s->formula[f].at;
}

static ent_err tell_self(const graph *g, uint32_t node) {
    ent_str name = name_of(g, node);
    bool driver = symbol_of(g, node).kind == ENT_SYMBOL_VALUE;
    ent_str why = ent_i_printf(
        g->ctx->temp,
        "'%.*s' depends on itself in the same step; write %slast.%.*s for "
        "what it was in the step before, or make it a stock",
        ENT_P(ent_i_clip(name)),
        driver ? "`base` for what it would be undriven, " : "",
        ENT_P(ent_i_clip(name)));
    if (!why.s)
        return ENT_NOMEM_FAIL(g->ctx);
    return g->told(g->user, ENT_DOMAIN, place_of(g, node), why);
}

static ent_err tell(const graph *g, uint32_t node, const uint32_t *from) {
    enum { SHOWN = 12 };
    if (from[node] == node)
        return tell_self(g, node);
    ent_str way = name_of(g, node);
    size_t n = 1;
    for (uint32_t at = from[node]; at != node && way.s; at = from[at])
        if (++n <= SHOWN)
            way = ent_i_printf(g->ctx->temp, "%.*s -> %.*s",
                               ENT_P(name_of(g, at)), ENT_P(way));
    ent_str why = ent_i_printf(
        g->ctx->temp,
        "a circle within one step, each reading the next: %.*s%s -> %.*s; "
        "read last.%.*s somewhere, give smooth or delay a start, or make one "
        "of them a stock",
        ENT_P(name_of(g, node)), n > SHOWN ? " -> …" : "", ENT_P(way),
        ENT_P(ent_i_clip(name_of(g, node))));
    if (!why.s)
        return ENT_NOMEM_FAIL(g->ctx);
    return g->told(g->user, ENT_DOMAIN, place_of(g, node), why);
}

static ent_err tell_circles(graph *g) {
    tarjan t;
    ENT_TRY(components(g, &t));
    uint32_t *from = ENT_NEW(g->ctx->temp, g->n, uint32_t);
    bool *seen = ENT_NEW(g->ctx->temp, t.n_parts + 1, bool);
    if (!from || !seen)
        return ENT_NOMEM_FAIL(g->ctx);
    for (uint32_t i = 0; i < g->n; i++)
        from[i] = g->n;
    for (uint32_t i = 0; i < g->n; i++) {
        if (seen[t.part[i]])
            continue;
        seen[t.part[i]] = true;
        ent_mark m = ent_i_arena_mark(g->ctx->temp);
        ent_err e = circle(&t, i, from, t.path) ? tell(g, i, from) : ENT_OK;
        ent_i_arena_release(g->ctx->temp, m);
        ENT_TRY(e);
    }
    return ENT_OK;
}

/* ---- formulas and names one by one */

ent_err ent_i_told_fail(ent_ctx *ctx, ent_err e, ent_place at, ent_i_told *told,
                        void *user) {
    char why[sizeof ctx->fail.why];
    if (e == ENT_NOMEM || e == ENT_INTERNAL || e == ENT_CANCELLED)
        return e;
    memcpy(why, ctx->fail.why, sizeof why);
    at.line = ctx->fail.line;
    at.column = ctx->fail.column;
    return told(user, e, at, ent_i_str(why));
}

static ent_err check_formula(graph *g, uint32_t row, const ent_units *units) {
    const ent_tree *t;
    ent_mark m = ent_i_arena_mark(g->ctx->temp);
    ent_err e = ent_i_formula_read(g->ctx, g->names, row, &t);
    if (e)
        e = ent_i_told_fail(g->ctx, e, g->names->s->formula[row].at, g->told,
                            g->user);
    else
        e = ent_i_units_check(units, row, t);
    ent_i_arena_release(g->ctx->temp, m);
    return e;
}

static ent_err tell_taken(graph *g, ent_str id, ent_symbol y, ent_place at) {
    const char *what = y.kind == ENT_SYMBOL_TIME || y.kind == ENT_SYMBOL_YEAR ||
                               y.kind == ENT_SYMBOL_MONTH
                           ? "the calendar"
                           : "another part of the scenario";
    ent_str why = ent_i_printf(g->ctx->temp,
                               "'%.*s' is the name of %s too, which formulas "
                               "would read; choose another name",
                               ENT_P(ent_i_clip(id)), what);
    return why.s ? g->told(g->user, ENT_NAME, at, why) : ENT_NOMEM_FAIL(g->ctx);
}

/* An id that formulas would take for something else is of no use. */
static ent_err check_ids(graph *g) {
    const ent_scenario *s = g->names->s;
    ent_symbol y;
    for (uint32_t i = 0; i < s->n_quantities; i++) {
        const ent_quantity *q = &s->quantity[i];
        ENT_TRY(ent_i_names_find(g->ctx, g->names, q->id, q->grounds.at, &y));
        if (!(y.kind == ENT_SYMBOL_QUANTITY && y.row == i) &&
            !(y.kind == ENT_SYMBOL_VALUE && y.row == q->value))
            ENT_TRY(tell_taken(g, q->id, y, q->grounds.at));
    }
    for (uint32_t i = 0; i < s->n_moves; i++) {
        const ent_move *m = &s->move[i];
        ENT_TRY(ent_i_names_find(g->ctx, g->names, m->id, m->grounds.at, &y));
        if (y.kind != ENT_SYMBOL_MOVE || y.row != i)
            ENT_TRY(tell_taken(g, m->id, y, m->grounds.at));
    }
    return ENT_OK;
}

static ent_err check(graph *g) {
    const ent_scenario *s = g->names->s;
    const ent_units *units;
    ENT_TRY(check_ids(g));
    ENT_TRY(ent_i_units_new(g->ctx, g->names, g->told, g->user, &units));
    for (uint32_t i = 0; i < s->n_formulas; i++)
        ENT_TRY(check_formula(g, i, units));
    ENT_TRY(build(g));
    return tell_circles(g);
}

ent_err ent_i_formulas_check(ent_ctx *ctx, const ent_scenario *s,
                             ent_i_told *told, void *user) {
    graph g = {.ctx = ctx, .told = told, .user = user};
    ent_mark m = ent_i_arena_mark(ctx->temp);
    ent_err e = ENT_OK;
    if (s->n_formulas + s->n_quantities + s->n_moves)
        e = ent_i_names_new(ctx, ctx->temp, s, &g.names);
    if (!e && g.names)
        e = check(&g);
    ent_i_arena_release(ctx->temp, m);
    return e;
}
