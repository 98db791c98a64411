/* auto.c - the automatic value of an option: what it changes in the payoff of
 * the actor that moves.
 *
 * Each option is tried: the move takes it, the quantities, drivers and shares
 * of attention that it reaches are computed again, then the stances of its
 * actor's tables, their weighted means and the payoff.  All else is as it is
 * in this step, but for what rests on moves that the actor cannot see: that is
 * as in the step before, in whatever order things are computed. */
#include "system/order.h"
#include <math.h>

/* ---- building: what a move reaches, what it must wait for */

typedef struct reach {
    ent_graph *g;
    uint32_t knot;     /* the move */
    bool *up;          /* what the payoff rests on, directly or not */
    bool *down;        /* all that the move moves in this step */
    bool *trial;       /* that by quantities and attention alone */
    bool *hidden;      /* rests on moves that it cannot see */
    uint32_t *of_slot; /* [at.end] the knot that computes a slot */
} reach;

static void walk_trial(const reach *r) {
    const ent_graph *g = r->g;
    uint32_t *queue = g->queue;
    size_t n = 0;
    queue[n++] = r->knot;
    while (n) {
        const ent_vec *v = &g->knot[queue[--n]].feeds;
        for (size_t i = 0; i < v->n; i++) {
            uint32_t to = ((const uint32_t *)v->at)[i];
            if (r->trial[to] || g->knot[to].kind == ENT_TASK_GATE ||
                g->knot[to].kind == ENT_TASK_MOVE)
                continue;
            r->trial[to] = true;
            queue[n++] = to;
        }
    }
}

static bool sees(const ent_move *m, const ent_move *other, bool earlier) {
    if (other->actor == m->actor)
        return earlier;
    for (size_t i = 0; i < m->n_after; i++)
        if (m->after[i] == other->actor)
            return true;
    return false;
}

static void mark_hidden(const reach *r) {
    const ent_graph *g = r->g;
    const ent_scenario *s = g->w->s;
    uint32_t row = g->knot[r->knot].row;
    for (uint32_t m = 0; m < s->n_moves; m++)
        if (m != row && !sees(&s->move[row], &s->move[m], m < row))
            ent_i_graph_walk(g, g->of[ENT_TASK_MOVE][m], false, r->hidden);
}

static void need_slot(const reach *r, uint32_t slot, bool *reached) {
    uint32_t k = slot == ENT_NONE ? ENT_NONE : r->of_slot[slot];
    if (k == ENT_NONE)
        return;
    *reached |= r->trial[k];
    ent_i_graph_walk(r->g, k, true, r->up);
}

/* Marks what a table rests on; can the move reach it? */
static bool need_table(const reach *r, const ent_stage *st) {
    bool reached = false, gated = false;
    for (size_t i = 0; i < st->n_players; i++) {
        const ent_player *p = &st->player[i];
        need_slot(r, p->share, &reached);
        for (size_t k = 0; k < p->n_voices; k++) {
            need_slot(r, p->voice[k].position, &reached);
            need_slot(r, p->voice[k].salience, &reached);
            need_slot(r, p->voice[k].leverage, &reached);
            need_slot(r, p->voice[k].weight, &reached);
        }
        for (size_t k = 0; k < p->n_pulls; k++)
            need_slot(r, p->pull[k].value, &reached);
        for (size_t k = 0; k < p->n_shoves; k++)
            need_slot(r, p->shove[k].effect, &reached);
    }
    for (size_t k = 0; reached && k < st->n_gates; k++)
        need_slot(r, r->g->w->at.open + st->gate[k], &gated);
    return reached;
}

static ent_err need_terms(const reach *r, uint32_t actor) {
    ent_graph *g = r->g;
    const ent_scenario *s = g->w->s;
    for (size_t i = 0; i < s->n_payoffs; i++) {
        ent_symbol *all;
        size_t n;
        if (s->payoff[i].actor != actor || s->payoff[i].off)
            continue;
        ENT_TRY(ent_i_formula_reads(g->ctx, g->names, s->payoff[i].formula,
                                    &all, &n));
        for (size_t k = 0; k < n; k++) {
            uint32_t knot = ent_i_knot_of(g, all[k]);
            if (knot != ENT_NONE)
                ent_i_graph_walk(g, knot, true, r->up);
        }
    }
    return ENT_OK;
}

static ent_err add_row(ent_graph *g, ent_vec *v, uint32_t row) {
    uint32_t *x = ENT_PUSH(g->ctx->keep, v, uint32_t);
    if (!x)
        return ENT_NOMEM_FAIL(g->ctx);
    *x = row;
    return ENT_OK;
}

static ent_err need_tables(const reach *r, uint32_t actor) {
    ent_graph *g = r->g;
    const ent_world *w = g->w;
    for (uint32_t p = 0; p < w->s->n_issues; p++)
        if (w->seat[actor * w->s->n_issues + p] != ENT_NONE &&
            need_table(r, &w->stage[p]))
            ENT_TRY(add_row(g, &g->knot[r->knot].issues, p));
    return ENT_OK;
}

/* Slots in which a task leaves its results. */
static ent_err add_results(ent_graph *g, const ent_knot *k, ent_vec *out) {
    const ent_world *w = g->w;
    const ent_scenario *s = w->s;
    uint32_t first = w->at.open + k->row, n = 1;
    if (k->kind == ENT_TASK_QUANTITY)
        first = ent_i_world_slot(
            w, (ent_symbol){ENT_SYMBOL_QUANTITY, k->row, ENT_NONE, false});
    if (k->kind == ENT_TASK_ATTENTION)
        first = w->at.share + k->row;
    if (k->kind == ENT_TASK_MOVE) {
        first = w->move_at[k->row];
        n = 4 + 2 * (uint32_t)s->move[k->row].n_options;
    }
    for (uint32_t i = 0; i < n; i++)
        ENT_TRY(add_row(g, out, first + i));
    for (uint32_t i = 0; k->kind == ENT_TASK_ATTENTION && i < s->n_theatres;
         i++)
        if (s->theatre[i].actor == k->row)
            ENT_TRY(add_row(g, out, w->at.attention + i));
    return ENT_OK;
}

static ent_err connect(const reach *r) {
    ent_graph *g = r->g;
    for (uint32_t i = 0; i < g->n; i++) {
        if (r->up[i] && r->hidden[i] && !r->trial[i] && i != r->knot)
            ENT_TRY(add_results(g, &g->knot[i], &g->knot[r->knot].past));
        if (r->up[i] && !r->down[i] && !r->hidden[i])
            ENT_TRY(ent_i_graph_edge(g, i, r->knot));
        if (r->up[i] && r->trial[i])
            ENT_TRY(add_row(g, &g->knot[r->knot].redo, i));
    }
    return ENT_OK;
}

static ent_err reach_out(ent_graph *g, uint32_t knot, uint32_t *of_slot) {
    bool *mark = ENT_NEW(g->ctx->temp, 4 * g->n, bool);
    if (!mark)
        return ENT_NOMEM_FAIL(g->ctx);
    reach r = {
        g, knot, mark, mark + g->n, mark + 2 * g->n, mark + 3 * g->n, of_slot};
    uint32_t actor = g->w->s->move[g->knot[knot].row].actor;
    ent_i_graph_walk(g, knot, false, r.down);
    walk_trial(&r);
    mark_hidden(&r);
    ENT_TRY(need_terms(&r, actor));
    ENT_TRY(need_tables(&r, actor));
    return connect(&r);
}

static ent_err find_slots(ent_graph *g, uint32_t **out) {
    const ent_world *w = g->w;
    *out = ENT_NEW(g->ctx->temp, w->at.end, uint32_t);
    if (!*out)
        return ENT_NOMEM_FAIL(g->ctx);
    memset(*out, 0xFF, w->at.end * sizeof **out);
    for (uint32_t i = 0; i < g->n; i++) {
        const ent_knot *k = &g->knot[i];
        uint32_t value = k->kind == ENT_TASK_QUANTITY
                             ? w->s->quantity[k->row].value
                             : ENT_NONE;
        if (value != ENT_NONE)
            (*out)[w->seen[value]] = i;
        else if (k->kind == ENT_TASK_ATTENTION)
            (*out)[w->at.share + k->row] = i;
        else if (k->kind == ENT_TASK_GATE)
            (*out)[w->at.open + k->row] = i;
    }
    return ENT_OK;
}

ent_err ent_i_trials_build(ent_graph *g) {
    uint32_t *of_slot;
    ENT_TRY(find_slots(g, &of_slot));
    for (uint32_t i = 0; i < g->n; i++) {
        ent_mark m = ent_i_arena_mark(g->ctx->temp);
        ent_err e = ENT_OK;
        if (g->knot[i].kind == ENT_TASK_MOVE &&
            g->w->s->move[g->knot[i].row].automatic)
            e = reach_out(g, i, of_slot);
        ent_i_arena_release(g->ctx->temp, m);
        ENT_TRY(e);
    }
    return ENT_OK;
}

ent_err ent_i_trials_finish(ent_graph *g) {
    ent_world *w = g->w;
    ent_trial *trial = ENT_NEW(g->ctx->keep, w->s->n_moves, ent_trial);
    if (!trial)
        return ENT_NOMEM_FAIL(g->ctx);
    for (uint32_t i = 0; i < g->n; i++) {
        const ent_knot *k = &g->knot[i];
        uint32_t *at = k->redo.at;
        if (k->kind != ENT_TASK_MOVE)
            continue;
        for (size_t j = 0; j < k->redo.n; j++) { /* by place, few of them */
            uint32_t place = g->knot[at[j]].place;
            size_t to = j;
            for (; to && at[to - 1] > place; to--)
                at[to] = at[to - 1];
            at[to] = place;
        }
        trial[k->row] =
            (ent_trial){at,         k->redo.n, k->issues.at,       k->issues.n,
                        k->past.at, k->past.n, (uint32_t)w->n_past};
        w->n_past += k->past.n;
    }
    w->trial = trial;
    return ENT_OK;
}

/* ---- playing */

/* The weighted mean of one table into z; open lanes alone. */
static void settle_mean(const ent_block *b, size_t p, double *z) {
    const ent_stage *st = &b->w->stage[p];
    double sum[ENT_LANES] = {0}, total[ENT_LANES] = {0};
    for (size_t i = 0; i < st->n_players; i++) {
        size_t at = (st->seat + i) * ENT_LANES;
        for (int l = 0; l < ENT_LANES; l++) {
            double w =
                b->capability[at + (size_t)l] * b->salience[at + (size_t)l];
            total[l] += w;
            sum[l] += w * b->position[at + (size_t)l];
        }
    }
    for (int l = 0; l < ENT_LANES; l++)
        if (total[l] > 0 && ent_i_is_open(b, p, l))
            z[l] = sum[l] / total[l];
}

/* Loss on one issue; a table that the move cannot reach stays where it is. */
static void add_loss(ent_block *b, uint32_t p, uint32_t seat, bool reached,
                     double *loss, double *weight) {
    double z[ENT_LANES];
    memcpy(z, ent_i_lanes(b, b->w->at.settle + p), sizeof z);
    ent_i_stances(b, p, false);
    if (reached)
        settle_mean(b, p, z);
    for (int l = 0; l < ENT_LANES; l++) {
        size_t at = (size_t)seat * ENT_LANES + (size_t)l;
        weight[l] += b->salience[at];
        loss[l] += b->salience[at] * fabs(z[l] - b->desired[at]);
    }
}

static void weigh_tables(ent_block *b, const ent_trial *t, uint32_t actor,
                         double *out) {
    const ent_world *w = b->w;
    double loss[ENT_LANES] = {0}, weight[ENT_LANES] = {0};
    size_t next = 0;
    for (uint32_t p = 0; t->n_issues && p < w->s->n_issues; p++) {
        uint32_t seat = w->seat[actor * w->s->n_issues + p];
        bool reached = next < t->n_issues && t->issue[next] == p;
        next += reached;
        if (seat != ENT_NONE)
            add_loss(b, p, seat, reached, loss, weight);
    }
    for (int l = 0; l < ENT_LANES; l++)
        out[l] = weight[l] > 0 ? 100 - loss[l] / weight[l] : 100;
}

static void weigh_terms(ent_block *b, uint32_t actor, double *out) {
    const ent_scenario *s = b->w->s;
    for (size_t i = 0; i < s->n_payoffs; i++) {
        if (s->payoff[i].actor != actor || s->payoff[i].off)
            continue;
        const double *x = ent_i_compute(b, s->payoff[i].formula);
        for (int l = 0; l < ENT_LANES; l++)
            out[l] = ent_i_clamp(out[l] + x[l], -1e300, 1e300);
    }
}

/* The move takes option k as if nothing held it. */
static void pretend(ent_block *b, uint32_t row, uint32_t k) {
    const ent_world *w = b->w;
    const ent_move *m = &w->s->move[row];
    uint32_t n = (uint32_t)m->n_options, at = w->move_at[row];
    const double *visible = ent_i_lanes(b, w->at.visible);
    for (int l = 0; l < ENT_LANES; l++) {
        double x = m->option[k].x, first = m->option[0].x;
        ent_i_lanes(b, at)[l] = x;
        ent_i_lanes(b, at + 1)[l] = first + (x - first) * visible[l];
        ent_i_lanes(b, at + 2)[l] = k != 0;
        ent_i_lanes(b, at + 3)[l] = k ? 100 : 0;
        for (uint32_t i = 0; i < n; i++) {
            ent_i_lanes(b, at + 4 + i)[l] = i == k;
            ent_i_lanes(b, at + 4 + n + i)[l] = i == k ? 100 : 0;
        }
    }
    ent_i_dial(b, &m->dials, ent_i_lanes(b, at));
}

void ent_i_auto_remember(ent_block *b) {
    const ent_world *w = b->w;
    for (size_t m = 0; w->n_past && m < w->s->n_moves; m++) {
        const ent_trial *t = &w->trial[m];
        for (size_t i = 0; i < t->n_past; i++)
            memcpy(b->past + (t->first_past + i) * ENT_LANES,
                   ent_i_lanes(b, t->past[i]), ENT_LANES * sizeof(double));
    }
}

/* Changes what is remembered for what is, and back. */
static void swap_past(ent_block *b, const ent_trial *t) {
    for (size_t i = 0; i < t->n_past; i++) {
        double *was = b->past + (t->first_past + i) * ENT_LANES;
        double *is = ent_i_lanes(b, t->past[i]);
        for (int l = 0; l < ENT_LANES; l++) {
            double x = is[l];
            is[l] = was[l];
            was[l] = x;
        }
    }
}

void ent_i_auto_value(ent_block *b, uint32_t row, uint32_t k, double *value) {
    const ent_world *w = b->w;
    const ent_trial *t = &w->trial[row];
    uint32_t actor = w->s->move[row].actor;
    swap_past(b, t);
    pretend(b, row, k);
    for (size_t i = 0; i < t->n_tasks; i++)
        ent_i_task_run(b, &w->task[t->task[i]]);
    weigh_tables(b, t, actor, value);
    weigh_terms(b, actor, value);
    swap_past(b, t);
}
