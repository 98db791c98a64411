/* wanted.c - which parts of a world somebody looks at.
 *
 * A claim watches a few names; only what these rest on, in this step or in
 * any before, need be played, and random numbers are keyed by names, so what
 * is played comes out the same to the last bit. */
#include "system/system.h"

/* Kinds of things that can be wanted. */
enum { TASK, ISSUE, BELIEF, STOCK, PACKAGE, EXCHANGE, ACTOR, EVENT, KINDS };

typedef struct wish {
    uint32_t kind, row;
} wish;

typedef struct wishes {
    ent_ctx *ctx;
    const ent_world *w;
    const ent_names *names;
    unsigned char *wanted[KINDS];
    unsigned char *value;                     /* [n_values] */
    uint32_t *quantity, *actor, *gate, *move; /* rows -> tasks */
    uint32_t *stock; /* [n_values] the stock that lives there, or ENT_NONE */
    ent_vec queue;   /* wish */
} wishes;

static ent_err want(wishes *x, uint32_t kind, uint32_t row) {
    if (row == ENT_NONE || x->wanted[kind][row])
        return ENT_OK;
    wish *q = ENT_PUSH(x->ctx->temp, &x->queue, wish);
    if (!q)
        return ENT_NOMEM_FAIL(x->ctx);
    x->wanted[kind][row] = 1;
    *q = (wish){kind, row};
    return ENT_OK;
}

static ent_err want_value(wishes *x, uint32_t row) {
    if (row == ENT_NONE || x->value[row])
        return ENT_OK;
    x->value[row] = 1;
    ENT_TRY(want(x, STOCK, x->stock[row]));
    uint32_t driver = x->w->driver[row];
    return driver == ENT_NONE ? ENT_OK : want(x, TASK, x->quantity[driver]);
}

static ent_err want_quantity(wishes *x, uint32_t row) {
    const ent_quantity *q = &x->w->s->quantity[row];
    if (q->value != ENT_NONE)
        ENT_TRY(want_value(x, q->value));
    return want(x, TASK, x->quantity[row]);
}

static ent_err want_symbol(wishes *x, ent_symbol y) {
    const ent_scenario *s = x->w->s;
    switch (y.kind) {
    case ENT_SYMBOL_VALUE:
    case ENT_SYMBOL_BASE:
        return want_value(x, y.row);
    case ENT_SYMBOL_QUANTITY:
        return want_quantity(x, y.row);
    case ENT_SYMBOL_SETTLE:
    case ENT_SYMBOL_FAILED:
        return want(x, ISSUE, y.row);
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
        return want(x, ISSUE, y.sub);
    case ENT_SYMBOL_OPEN:
        return want(x, TASK, x->gate[y.row]);
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return want(x, TASK, x->move[y.row]);
    case ENT_SYMBOL_BELIEF:
        return want(x, BELIEF, y.row);
    case ENT_SYMBOL_PAYOFF:
        return want(x, ACTOR, y.row);
    case ENT_SYMBOL_ATTENTION:
        return want(x, TASK, x->actor[s->theatre[y.row].actor]);
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        return want(x, PACKAGE, y.row);
    case ENT_SYMBOL_TRADE:
        return want(x, EXCHANGE, y.row);
    case ENT_SYMBOL_HAPPENED:
    case ENT_SYMBOL_STRIKES:
        return want(x, EVENT, y.row);
    default:
        return ENT_OK;
    }
}

static ent_err want_formula(wishes *x, uint32_t row) {
    ent_symbol *all;
    size_t n;
    if (row == ENT_NONE)
        return ENT_OK;
    ENT_TRY(ent_i_formula_reads(x->ctx, x->names, row, &all, &n));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(want_symbol(x, all[i]));
    return ENT_OK;
}

/* ---- what each kind of thing rests on */

static ent_err want_stances(wishes *x, uint32_t issue) {
    const ent_scenario *s = x->w->s;
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        if (st->issue != issue)
            continue;
        ENT_TRY(want_value(x, st->position));
        ENT_TRY(want_value(x, st->salience));
        ENT_TRY(want_value(x, st->leverage));
        ENT_TRY(want_value(x, st->reservation));
        ENT_TRY(want_value(x, s->actor[st->actor].capability));
        if (st->faction != ENT_NONE)
            ENT_TRY(want_value(x, s->faction[st->faction].weight));
    }
    return ENT_OK;
}

static bool lists(const uint32_t *row, size_t n, uint32_t x) {
    for (size_t i = 0; i < n; i++)
        if (row[i] == x)
            return true;
    return false;
}

/* Deals that can change this issue. */
static ent_err want_deals(wishes *x, uint32_t issue) {
    const ent_scenario *s = x->w->s;
    for (uint32_t i = 0; i < s->n_packages; i++)
        if (lists(s->package[i].issue, s->package[i].n_issues, issue))
            ENT_TRY(want(x, PACKAGE, i));
    for (uint32_t i = 0; i < s->n_exchanges; i++)
        if (lists(s->exchange[i].issue, 2, issue))
            ENT_TRY(want(x, EXCHANGE, i));
    return ENT_OK;
}

static ent_err want_table(wishes *x, uint32_t issue) {
    const ent_world *w = x->w;
    const ent_scenario *s = w->s;
    const ent_stage *st = &w->stage[issue];
    ENT_TRY(want_stances(x, issue));
    ENT_TRY(want_value(x, s->issue[issue].status_quo));
    ENT_TRY(want_value(x, s->issue[issue].failure_cost));
    for (size_t i = 0; i < s->n_ties; i++)
        ENT_TRY(want_value(x, s->tie[i].value));
    for (size_t i = 0; i < s->n_links; i++)
        if (s->link[i].to == issue && !s->link[i].off) {
            ENT_TRY(want_value(x, s->link[i].effect));
            ENT_TRY(want(x, ISSUE, s->link[i].from));
        }
    for (size_t i = 0; i < st->n_players; i++)
        if (st->player[i].share != ENT_NONE)
            ENT_TRY(want(x, TASK, x->actor[st->player[i].actor]));
    for (size_t i = 0; i < st->n_gates; i++)
        ENT_TRY(want(x, TASK, x->gate[st->gate[i]]));
    for (uint32_t p = 0; w->joint && p < s->n_issues; p++)
        ENT_TRY(want(x, ISSUE, p));
    return want_deals(x, issue);
}

static ent_err want_payoff(wishes *x, uint32_t actor) {
    const ent_world *w = x->w;
    const ent_scenario *s = w->s;
    for (uint32_t p = 0; p < s->n_issues; p++)
        if (w->seat[actor * s->n_issues + p] != ENT_NONE)
            ENT_TRY(want(x, ISSUE, p));
    for (size_t i = 0; i < s->n_payoffs; i++)
        if (s->payoff[i].actor == actor && !s->payoff[i].off)
            ENT_TRY(want_formula(x, s->payoff[i].formula));
    return ENT_OK;
}

static ent_err want_task(wishes *x, uint32_t row) {
    const ent_task *t = &x->w->task[row];
    const ent_scenario *s = x->w->s;
    for (size_t i = 0; i < t->n_reads; i++)
        ENT_TRY(want_symbol(x, t->reads[i]));
    if (t->kind == ENT_TASK_MOVE && s->move[t->row].automatic)
        return want_payoff(x, s->move[t->row].actor);
    return ENT_OK;
}

static ent_err want_belief(wishes *x, uint32_t row) {
    const ent_belief *b = &x->w->s->belief[row];
    ENT_TRY(want_value(x, b->prior));
    ENT_TRY(want_value(x, b->fade));
    for (size_t i = 0; i < b->n_signals; i++) {
        ENT_TRY(want_formula(x, b->signal[i].when));
        ENT_TRY(want_value(x, b->signal[i].if_true));
        ENT_TRY(want_value(x, b->signal[i].if_false));
    }
    return ENT_OK;
}

static ent_err want_package(wishes *x, uint32_t row) {
    const ent_package *g = &x->w->s->package[row];
    ENT_TRY(want_formula(x, g->when));
    ENT_TRY(want_formula(x, g->walkout));
    for (size_t i = 0; i < g->n_issues; i++)
        ENT_TRY(want(x, ISSUE, g->issue[i]));
    for (size_t i = 0; g->reserve && i < g->n_parties; i++)
        ENT_TRY(want_formula(x, g->reserve[i]));
    return ENT_OK;
}

static ent_err want_exchange(wishes *x, uint32_t row) {
    const ent_exchange *e = &x->w->s->exchange[row];
    ENT_TRY(want(x, ISSUE, e->issue[0]));
    ENT_TRY(want(x, ISSUE, e->issue[1]));
    return want_formula(x, e->when);
}

static ent_err want_event(wishes *x, uint32_t row) {
    const ent_occurrence *o = &x->w->s->occurrence[row];
    ENT_TRY(want_value(x, o->chance));
    ENT_TRY(want_formula(x, o->when));
    ENT_TRY(want_formula(x, o->hazard));
    for (size_t i = 0; i < o->n_sets; i++)
        ENT_TRY(want_value(x, o->set[i].by));
    return ENT_OK;
}

static ent_err follow(wishes *x, wish q) {
    switch (q.kind) {
    case TASK:
        return want_task(x, q.row);
    case ISSUE:
        return want_table(x, q.row);
    case BELIEF:
        return want_belief(x, q.row);
    case STOCK:
        return want_formula(x, x->w->s->quantity[q.row].formula);
    case PACKAGE:
        return want_package(x, q.row);
    case EXCHANGE:
        return want_exchange(x, q.row);
    case ACTOR:
        return want_payoff(x, q.row);
    default:
        return want_event(x, q.row);
    }
}

/* Events that change a value which counts. */
static ent_err want_changes(wishes *x) {
    const ent_scenario *s = x->w->s;
    for (uint32_t k = 0; k < s->n_occurrences; k++)
        for (size_t i = 0; i < s->occurrence[k].n_sets; i++)
            if (x->value[s->occurrence[k].set[i].target])
                ENT_TRY(want(x, EVENT, k));
    return ENT_OK;
}

static ent_err follow_all(wishes *x) {
    do { /* a value alone may be wanted, and changed by events */
        while (x->queue.n)
            ENT_TRY(follow(x, ((wish *)x->queue.at)[--x->queue.n]));
        ENT_TRY(want_changes(x));
    } while (x->queue.n);
    return ENT_OK;
}

/* ---- setting up */

static bool fill_rows(ent_arena *a, size_t n, uint32_t **out) {
    *out = ENT_NEW(a, n, uint32_t);
    if (*out)
        memset(*out, 0xFF, n * sizeof **out);
    return *out != NULL;
}

static ent_err set_rows(wishes *x) {
    const ent_scenario *s = x->w->s;
    ent_arena *a = x->ctx->temp;
    if (!fill_rows(a, s->n_quantities, &x->quantity) ||
        !fill_rows(a, s->n_actors, &x->actor) ||
        !fill_rows(a, s->n_gates, &x->gate) ||
        !fill_rows(a, s->n_moves, &x->move) ||
        !fill_rows(a, s->n_values, &x->stock))
        return ENT_NOMEM_FAIL(x->ctx);
    for (uint32_t i = 0; i < x->w->n_tasks; i++) {
        const ent_task *t = &x->w->task[i];
        uint32_t *at[] = {x->quantity, x->actor, x->gate, x->move};
        at[t->kind][t->row] = i;
    }
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].kind == ENT_QUANTITY_STOCK)
            x->stock[s->quantity[i].value] = i;
    return ENT_OK;
}

static ent_err set_flags(wishes *x, bool all) {
    const ent_scenario *s = x->w->s;
    const size_t n[KINDS] = {x->w->n_tasks,   s->n_issues,     s->n_beliefs,
                             s->n_quantities, s->n_packages,   s->n_exchanges,
                             s->n_actors,     s->n_occurrences};
    x->value = ENT_NEW(x->ctx->temp, s->n_values, unsigned char);
    for (int k = 0; k < KINDS; k++) {
        x->wanted[k] = ENT_NEW(x->ctx->keep, n[k], unsigned char);
        if (!x->wanted[k] || !x->value)
            return ENT_NOMEM_FAIL(x->ctx);
        memset(x->wanted[k], all, n[k]);
    }
    return ENT_OK;
}

/* ---- which tables can change from step to step */

/* Is this slot written in a step? */
static bool moves(const ent_world *w, const unsigned char *moving,
                  uint32_t slot) {
    return slot != ENT_NONE && (slot >= w->s->n_values || moving[slot]);
}

static bool player_varies(const ent_world *w, const ent_player *p,
                          const unsigned char *moving) {
    bool varies = p->share != ENT_NONE || p->n_shoves;
    for (size_t k = 0; k < p->n_voices; k++) {
        const ent_voice *v = &p->voice[k];
        varies |=
            moves(w, moving, v->position) || moves(w, moving, v->salience) ||
            moves(w, moving, v->leverage) || moves(w, moving, v->weight) ||
            moves(w, moving, v->reservation);
    }
    for (size_t k = 0; k < p->n_pulls; k++)
        varies |= moves(w, moving, p->pull[k].value);
    return varies;
}

static void set_varies(const ent_world *w, uint32_t p,
                       const unsigned char *moving, ent_stage *st) {
    const ent_scenario *s = w->s;
    st->varies = st->n_gates || moves(w, moving, st->quo) ||
                 moves(w, moving, st->cost) || (st->ruled && w->system);
    for (size_t i = 0; i < st->n_players; i++)
        st->varies |= player_varies(w, &st->player[i], moving);
    for (size_t i = 0; i < s->n_packages; i++)
        if (lists(s->package[i].issue, s->package[i].n_issues, p) &&
            !s->package[i].off)
            st->packed = st->varies = true;
    for (size_t i = 0; i < s->n_exchanges; i++)
        if (lists(s->exchange[i].issue, 2, p) && !s->exchange[i].off)
            st->varies = true;
}

static ent_err set_stages(wishes *x, ent_world *w, ent_stage *stage) {
    const ent_scenario *s = w->s;
    unsigned char *moving = ENT_NEW(x->ctx->temp, s->n_values, unsigned char);
    if (!moving)
        return ENT_NOMEM_FAIL(x->ctx);
    for (uint32_t v = 0; v < s->n_values; v++)
        moving[v] = x->stock[v] != ENT_NONE;
    for (uint32_t p = 0; p < s->n_issues; p++) {
        set_varies(w, p, moving, &stage[p]);
        stage[p].wanted = x->wanted[ISSUE][p];
    }
    return ENT_OK;
}

ent_err ent_i_wanted_build(ent_ctx *ctx, ent_world *w, const ent_names *names,
                           const ent_setup *setup) {
    wishes x = {.ctx = ctx, .w = w, .names = names};
    ENT_TRY(set_rows(&x));
    ENT_TRY(set_flags(&x, !setup->watch));
    for (size_t i = 0; setup->watch && i < setup->n_watch; i++)
        ENT_TRY(want_symbol(&x, setup->watch[i]));
    for (uint32_t p = 0; setup->issues && p < w->s->n_issues; p++)
        ENT_TRY(want(&x, ISSUE, p));
    ENT_TRY(follow_all(&x));
    for (size_t i = 0; i < w->n_tasks; i++)
        w->task[i].wanted = x.wanted[TASK][i];
    w->belief_wanted = x.wanted[BELIEF];
    w->quantity_wanted = x.wanted[STOCK];
    w->package_wanted = x.wanted[PACKAGE];
    w->exchange_wanted = x.wanted[EXCHANGE];
    w->payoff_wanted = x.wanted[ACTOR];
    w->occurrence_wanted = x.wanted[EVENT];
    return set_stages(&x, w, w->stage);
}
