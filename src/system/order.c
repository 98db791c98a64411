/* order.c - in which order quantities, attention, gates and moves are
 * computed: each after what it reads of this step.
 *
 * An automatic move reads more than its text says: what its actor's payoff
 * rests on.  It comes after all of that which it does not move itself and
 * which no move decides that it cannot see. */
#include "system/order.h"

static ent_err add_row(ent_graph *g, ent_vec *v, uint32_t row) {
    uint32_t *x = ENT_PUSH(g->ctx->keep, v, uint32_t);
    if (!x)
        return ENT_NOMEM_FAIL(g->ctx);
    *x = row;
    return ENT_OK;
}

/* ---- what a task reads */

static ent_err read_symbol(ent_graph *g, ent_knot *k, ent_symbol what) {
    ent_symbol *x = ENT_PUSH(g->ctx->keep, &k->reads, ent_symbol);
    if (!x)
        return ENT_NOMEM_FAIL(g->ctx);
    *x = what;
    return ENT_OK;
}

static ent_err read_value(ent_graph *g, ent_knot *k, uint32_t row) {
    if (row == ENT_NONE)
        return ENT_OK;
    return read_symbol(g, k,
                       (ent_symbol){ENT_SYMBOL_VALUE, row, ENT_NONE, false});
}

static ent_err read_formula(ent_graph *g, ent_knot *k, uint32_t row) {
    ent_symbol *all;
    size_t n;
    if (row == ENT_NONE)
        return ENT_OK;
    ent_mark m = ent_i_arena_mark(g->ctx->temp);
    ent_err e = ent_i_formula_reads(g->ctx, g->names, row, &all, &n);
    for (size_t i = 0; !e && i < n; i++)
        e = read_symbol(g, k, all[i]);
    ent_i_arena_release(g->ctx->temp, m);
    return e;
}

static ent_err read_dials(ent_graph *g, ent_knot *k, const ent_dials *d) {
    ENT_TRY(read_value(g, k, d->hold));
    ENT_TRY(read_value(g, k, d->shift));
    return read_value(g, k, d->scale);
}

static ent_err read_move(ent_graph *g, ent_knot *k, const ent_move *m) {
    ENT_TRY(read_formula(g, k, m->value));
    ENT_TRY(read_formula(g, k, m->when));
    ENT_TRY(read_formula(g, k, m->detected));
    for (size_t i = 0; i < m->n_options; i++) {
        ENT_TRY(read_formula(g, k, m->option[i].value));
        ENT_TRY(read_formula(g, k, m->option[i].when));
    }
    ENT_TRY(read_value(g, k, m->temperature));
    return read_dials(g, k, &m->dials);
}

static ent_err read_attention(ent_graph *g, ent_knot *k, uint32_t actor) {
    const ent_scenario *s = g->w->s;
    for (size_t i = 0; i < s->n_theatres; i++) {
        if (s->theatre[i].actor != actor || s->theatre[i].off)
            continue;
        ENT_TRY(read_formula(g, k, s->theatre[i].demand));
        ENT_TRY(read_value(g, k, s->theatre[i].budget));
    }
    return ENT_OK;
}

static ent_err read_all(ent_graph *g, ent_knot *k) {
    const ent_scenario *s = g->w->s;
    switch (k->kind) {
    case ENT_TASK_QUANTITY:
        ENT_TRY(read_formula(g, k, s->quantity[k->row].formula));
        return read_dials(g, k, &s->quantity[k->row].dials);
    case ENT_TASK_ATTENTION:
        return read_attention(g, k, k->row);
    case ENT_TASK_GATE:
        ENT_TRY(read_formula(g, k, s->gate[k->row].opens));
        ENT_TRY(read_formula(g, k, s->gate[k->row].closes));
        return read_value(g, k, s->gate[k->row].dials.hold);
    case ENT_TASK_MOVE:
        return read_move(g, k, &s->move[k->row]);
    }
    return ENT_OK;
}

/* ---- the tasks */

static bool is_computed(const ent_quantity *q) {
    return q->kind == ENT_QUANTITY_FORMULA && !q->off;
}

static bool attends(const ent_scenario *s, uint32_t actor) {
    for (size_t i = 0; i < s->n_theatres; i++)
        if (s->theatre[i].actor == actor && !s->theatre[i].off)
            return true;
    return false;
}

static void add_knot(ent_graph *g, ent_task_kind kind, uint32_t row) {
    g->of[kind][row] = (uint32_t)g->n;
    g->knot[g->n++] = (ent_knot){.kind = kind, .row = row};
}

static ent_err set_knots(ent_graph *g) {
    const ent_scenario *s = g->w->s;
    const size_t n[] = {s->n_quantities, s->n_actors, s->n_gates, s->n_moves};
    size_t all = n[0] + n[1] + n[2] + n[3];
    g->knot = ENT_NEW(g->ctx->keep, all, ent_knot);
    for (int k = 0; k < 4; k++) {
        g->of[k] = ENT_NEW(g->ctx->keep, n[k], uint32_t);
        if (!g->of[k] || !g->knot)
            return ENT_NOMEM_FAIL(g->ctx);
        memset(g->of[k], 0xFF, n[k] * sizeof *g->of[k]);
    }
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (is_computed(&s->quantity[i]))
            add_knot(g, ENT_TASK_QUANTITY, i);
    for (uint32_t i = 0; i < s->n_actors; i++)
        if (attends(s, i))
            add_knot(g, ENT_TASK_ATTENTION, i);
    for (uint32_t i = 0; i < s->n_gates; i++)
        add_knot(g, ENT_TASK_GATE, i);
    for (uint32_t i = 0; i < s->n_moves; i++)
        add_knot(g, ENT_TASK_MOVE, i);
    return ENT_OK;
}

uint32_t ent_i_knot_of(const ent_graph *g, ent_symbol what) {
    const ent_world *w = g->w;
    if (what.last)
        return ENT_NONE;
    switch (what.kind) {
    case ENT_SYMBOL_VALUE:
        return w->driver[what.row] == ENT_NONE
                   ? ENT_NONE
                   : g->of[ENT_TASK_QUANTITY][w->driver[what.row]];
    case ENT_SYMBOL_QUANTITY:
        return g->of[ENT_TASK_QUANTITY][what.row];
    case ENT_SYMBOL_OPEN:
        return g->of[ENT_TASK_GATE][what.row];
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return g->of[ENT_TASK_MOVE][what.row];
    case ENT_SYMBOL_ATTENTION:
        return g->of[ENT_TASK_ATTENTION][w->s->theatre[what.row].actor];
    default:
        return ENT_NONE;
    }
}

ent_err ent_i_graph_edge(ent_graph *g, uint32_t before, uint32_t after) {
    const uint32_t *at = g->knot[after].needs.at;
    for (size_t i = 0; i < g->knot[after].needs.n; i++)
        if (at[i] == before)
            return ENT_OK;
    ENT_TRY(add_row(g, &g->knot[after].needs, before));
    return add_row(g, &g->knot[before].feeds, after);
}

static ent_err set_edges(ent_graph *g) {
    for (uint32_t i = 0; i < g->n; i++) {
        ENT_TRY(read_all(g, &g->knot[i]));
        const ent_symbol *at = g->knot[i].reads.at;
        for (size_t k = 0; k < g->knot[i].reads.n; k++) {
            uint32_t from = ent_i_knot_of(g, at[k]);
            if (from != ENT_NONE)
                ENT_TRY(ent_i_graph_edge(g, from, i));
        }
    }
    return ENT_OK;
}

void ent_i_graph_walk(const ent_graph *g, uint32_t from, bool up, bool *mark) {
    uint32_t *queue = g->queue;
    size_t n = 0;
    if (!mark[from])
        queue[n++] = from;
    mark[from] = true;
    while (n) {
        const ent_knot *k = &g->knot[queue[--n]];
        const ent_vec *v = up ? &k->needs : &k->feeds;
        for (size_t i = 0; i < v->n; i++) {
            uint32_t to = ((const uint32_t *)v->at)[i];
            if (!mark[to])
                queue[n++] = to;
            mark[to] = true;
        }
    }
}

/* ---- the order */

static ent_str name_of(const ent_graph *g, uint32_t knot) {
    const ent_scenario *s = g->w->s;
    uint32_t row = g->knot[knot].row;
    switch (g->knot[knot].kind) {
    case ENT_TASK_QUANTITY:
        return s->quantity[row].id;
    case ENT_TASK_GATE:
        return s->gate[row].id;
    case ENT_TASK_MOVE:
        return s->move[row].id;
    default:
        return s->actor[row].id;
    }
}

/* Names a loop: from a task that could not be placed back to itself. */
static ent_err fail_loop(ent_graph *g, const size_t *left) {
    ent_buf b = {0};
    uint32_t at = 0;
    while (!left[at])
        at++;
    for (size_t i = 0; i < 2 * g->n; i++) { /* surely inside a loop by then */
        const ent_vec *v = &g->knot[at].needs;
        if (i >= g->n && b.n < 200)
            ent_i_buf_printf(&b, "%s%.*s", b.n ? " <- " : "",
                             ENT_P(name_of(g, at)));
        for (size_t k = 0; k < v->n; k++)
            if (left[((const uint32_t *)v->at)[k]]) {
                at = ((const uint32_t *)v->at)[k];
                break;
            }
    }
    ent_err e = ENT_FAIL(g->ctx, ENT_DOMAIN,
                         "these need each other in one step: %.*s; let one "
                         "read last.NAME of the other, or make one a stock",
                         (int)b.n, b.s ? b.s : "");
    ent_i_buf_free(&b);
    return e;
}

/* Kahn's method; those that are ready go in the order of the file. */
static ent_err sort(ent_graph *g, uint32_t *order) {
    size_t *left = ENT_NEW(g->ctx->temp, g->n, size_t), n = 0;
    if (!left)
        return ENT_NOMEM_FAIL(g->ctx);
    for (uint32_t i = 0; i < g->n; i++) {
        left[i] = g->knot[i].needs.n;
        if (!left[i])
            order[n++] = i;
    }
    for (size_t k = 0; k < n; k++) {
        const ent_vec *v = &g->knot[order[k]].feeds;
        for (size_t i = 0; i < v->n; i++) {
            uint32_t to = ((const uint32_t *)v->at)[i];
            if (--left[to] == 0)
                order[n++] = to;
        }
    }
    return n == g->n ? ENT_OK : fail_loop(g, left);
}

static ent_err set_tasks(ent_graph *g, const uint32_t *order) {
    ent_world *w = g->w;
    ent_task *task = ENT_NEW(g->ctx->keep, g->n, ent_task);
    if (!task)
        return ENT_NOMEM_FAIL(g->ctx);
    for (uint32_t i = 0; i < g->n; i++)
        g->knot[order[i]].place = i;
    for (uint32_t i = 0; i < g->n; i++) {
        ent_knot *k = &g->knot[order[i]];
        uint32_t *needs = k->needs.at;
        task[i] = (ent_task){.kind = k->kind,
                             .row = k->row,
                             .reads = k->reads.at,
                             .n_reads = k->reads.n,
                             .after = needs,
                             .n_after = k->needs.n,
                             .wanted = true};
        for (size_t j = 0; j < k->needs.n; j++)
            needs[j] = g->knot[needs[j]].place;
    }
    w->task = task;
    w->n_tasks = g->n;
    return ENT_OK;
}

ent_err ent_i_tasks_build(ent_ctx *ctx, ent_world *w, const ent_names *names) {
    ent_graph g = {.ctx = ctx, .w = w, .names = names};
    ENT_TRY(set_knots(&g));
    ENT_TRY(set_edges(&g));
    g.queue = ENT_NEW(ctx->temp, g.n, uint32_t);
    uint32_t *order = ENT_NEW(ctx->temp, g.n, uint32_t);
    if (!g.queue || !order)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(ent_i_trials_build(&g));
    ENT_TRY(sort(&g, order));
    ENT_TRY(set_tasks(&g, order));
    return ent_i_trials_finish(&g);
}
