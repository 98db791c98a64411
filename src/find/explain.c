/* explain.c - a tree of causes: what moved, by what, down to values. */
#include "find/explain.h"
#include <math.h>
#include <stdlib.h>

enum {
    DEPTH = 4,
    MOST_DEPTH = 12,
    BRANCHES = 6,
    ROOTS = 5,
    ISSUES = 8,
    RESTS = 4
};
/* Below this part of the whole movement nothing is told. */
static const double LEAST = 0.02;
/* What begins in step 0 and stays so says less than what moves later. */
static const double BEGINS = 0.01;

/* A tree on its way. */
typedef struct grower {
    ent_film film;
    ent_vec cause; /* ent_cause */
    ent_vec thing; /* ent_thing, the same rows */
    uint32_t depth;
    int32_t *step; /* [n_periods + 1] of each period, from the start on */
} grower;

static ent_cause *cause_at(const grower *g, uint32_t row) {
    return (ent_cause *)g->cause.at + row;
}

static int32_t step_of(const grower *g, int32_t period) {
    return period < 0 ? -1 : g->step[period];
}

/* ---- rows */

static ent_err add_row(grower *g, const ent_thing *t, uint32_t parent,
                       uint32_t *row) {
    ent_arena *keep = g->film.ctx->keep;
    *row = (uint32_t)g->cause.n;
    ent_cause *c = ENT_PUSH(keep, &g->cause, ent_cause);
    ent_thing *to = ENT_PUSH(keep, &g->thing, ent_thing);
    if (!c || !to)
        return ENT_NOMEM_FAIL(g->film.ctx);
    *to = *t;
    *c = (ent_cause){.parent = parent, .again = ENT_NONE, .kind = "part"};
    c->depth = parent == ENT_NONE ? 0 : cause_at(g, parent)->depth + 1;
    c->step = step_of(g, t->at);
    c->since = step_of(g, t->was);
    return ENT_OK;
}

/* A row of a thing, with its numbers and words. */
static ent_err add_thing(grower *g, const ent_thing *t, uint32_t parent,
                         uint32_t *row) {
    ent_film *f = &g->film;
    ENT_TRY(add_row(g, t, parent, row));
    ent_cause *c = cause_at(g, *row);
    c->name = ent_i_thing_text(f, t);
    if (!c->name.s)
        return ENT_NOMEM_FAIL(f->ctx);
    c->before = ent_i_thing_mean(f, t, t->was);
    c->after = ent_i_thing_mean(f, t, t->at);
    return ent_i_cause_say(f, t, c);
}

static ent_err add_rest(grower *g, uint32_t parent, ent_str name,
                        double share) {
    const ent_thing *of = (const ent_thing *)g->thing.at + parent;
    ent_thing none = {ENT_THING_NONE, {0}, of->at, of->was};
    uint32_t row;
    ENT_TRY(add_row(g, &none, parent, &row));
    ent_cause *c = cause_at(g, row);
    c->name = name;
    c->kind = "rest";
    c->share = share;
    return ENT_OK;
}

/* ---- what is explained already */

static bool same_thing(const ent_thing *a, const ent_thing *b) {
    return a->kind == b->kind && a->what.kind == b->what.kind &&
           a->what.row == b->what.row && a->what.sub == b->what.sub &&
           a->at == b->at && a->was == b->was;
}

static uint32_t told_at(const grower *g, uint32_t row) {
    const ent_thing *t = g->thing.at;
    for (uint32_t i = 0; i < row; i++)
        if (same_thing(&t[i], &t[row]) && !cause_at(g, i)->rests &&
            cause_at(g, i)->again == ENT_NONE)
            return i;
    return ENT_NONE;
}

/* ---- what it rests on */

/* Values that are read and did not move. */
static ent_err add_rests(grower *g, uint32_t row) {
    ent_thing t = ((const ent_thing *)g->thing.at)[row];
    ent_vec v = {0};
    size_t n = 0;
    ENT_TRY(ent_i_inputs_of(&g->film, &t, &v));
    for (size_t i = 0; i < v.n && n < RESTS; i++) {
        const ent_part *p = (const ent_part *)v.at + i;
        const ent_scenario *s = g->film.s;
        if (p->thing.kind != ENT_THING_SYMBOL ||
            p->thing.what.kind != ENT_SYMBOL_VALUE ||
            !s->value[p->thing.what.row].n_evidence || p->thing.at < 0 ||
            ent_i_thing_quantity(&g->film, p->thing.what) != ENT_NONE)
            continue;
        uint32_t at;
        ENT_TRY(add_thing(g, &p->thing, row, &at));
        cause_at(g, at)->rests = 1;
        n++;
    }
    return ENT_OK;
}

/* ---- growing */

static int by_size(const void *a, const void *b) {
    double x = fabs(((const ent_part *)a)->share);
    double y = fabs(((const ent_part *)b)->share);
    return x < y ? 1 : x > y ? -1 : 0;
}

static double total_of(const ent_parts *ps, double *rest) {
    double sum = 0, total = 0;
    for (size_t i = 0; i < ps->n; i++) {
        sum += ps->part[i].share;
        total += fabs(ps->part[i].share);
    }
    *rest = ps->after - ps->before - sum;
    return total + fabs(*rest);
}

static ent_err grow(grower *g, uint32_t row, double weight);

static ent_err add_part(grower *g, const ent_part *p, uint32_t parent,
                        double weight) {
    uint32_t row;
    if (p->thing.kind == ENT_THING_NONE)
        return add_rest(g, parent, p->name, p->share);
    ENT_TRY(add_thing(g, &p->thing, parent, &row));
    ent_cause *c = cause_at(g, row);
    c->share = p->share;
    if (p->name.n && p->kind && strcmp(p->kind, "event") == 0)
        c->name = p->name;
    c->again = told_at(g, row);
    return c->again == ENT_NONE ? grow(g, row, weight) : ENT_OK;
}

/* The largest parts, as far as they matter for the whole. */
static ent_err add_parts(grower *g, uint32_t row, const ent_parts *ps,
                         double weight) {
    double rest, total = total_of(ps, &rest), others = 0;
    size_t n = 0, left = 0;
    for (size_t i = 0; i < ps->n; i++) {
        const ent_part *p = &ps->part[i];
        double by = total > 0 ? weight * fabs(p->share) / total : 0;
        if (by >= LEAST && n < BRANCHES) {
            ENT_TRY(add_part(g, p, row, by));
            n++;
        } else if (p->share != 0) {
            others += p->share;
            left++;
        }
    }
    if (left && total > 0 && weight * fabs(others) / total >= LEAST)
        ENT_TRY(add_rest(g, row,
                         ent_i_printf(g->film.ctx->keep, "%zu others", left),
                         others));
    if (total > 0 && weight * fabs(rest) / total >= LEAST)
        ENT_TRY(add_rest(g, row, ent_i_str(ps->rest), rest));
    return n ? ENT_OK : add_rests(g, row);
}

static ent_err grow(grower *g, uint32_t row, double weight) {
    ent_thing *t = (ent_thing *)g->thing.at + row;
    ent_parts ps;
    if (t->kind == ENT_THING_NONE || t->at < 0 || t->was >= t->at ||
        cause_at(g, row)->depth >= g->depth)
        return ENT_OK;
    if (t->was < -1)
        t->was = -1;
    ent_thing copy = *t;
    ENT_TRY(ent_i_progress(g->film.ctx, "explaining", 0.5));
    ent_mark mark = ent_i_arena_mark(g->film.ctx->temp);
    ent_err e = ent_i_parts_of(&g->film, &copy, &ps);
    ent_i_arena_release(g->film.ctx->temp, mark);
    ENT_TRY(e);
    if (!ps.n) /* nothing but the world's own course, or chance */
        return ENT_OK;
    qsort(ps.part, ps.n, sizeof *ps.part, by_size);
    return add_parts(g, row, &ps, weight);
}

static ent_err keep_states(grower *g, const ent_thing *t) {
    int32_t period[4 * (MOST_DEPTH + 2)];
    size_t n = 0;
    for (int32_t d = 0; d <= (int32_t)g->depth + 1; d++)
        for (int k = 0; k < 2; k++) {
            int32_t x = (k ? t->was : t->at) - d;
            bool known = x < -1;
            for (size_t i = 0; i < n; i++)
                known |= period[i] == x;
            if (!known)
                period[n++] = x;
        }
    if (!n || period[n - 1] != -1)
        period[n++] = -1;
    return ent_i_film_keep(&g->film, period, n);
}

static ent_err explain_one(grower *g, const ent_thing *t) {
    uint32_t row;
    ENT_TRY(keep_states(g, t));
    ENT_TRY(add_thing(g, t, ENT_NONE, &row));
    ent_cause *c = cause_at(g, row);
    c->share = c->after - c->before;
    return grow(g, row, 1);
}

/* ---- what is asked about */

static ent_err add_root(ent_film *f, ent_symbol what, ent_vec *roots) {
    ent_thing *t = ENT_PUSH(f->ctx->keep, roots, ent_thing);
    if (!t)
        return ENT_NOMEM_FAIL(f->ctx);
    *t = (ent_thing){ENT_THING_SYMBOL, what, 0, -1};
    return ENT_OK;
}

static bool belongs(ent_str id, ent_str actor) {
    return id.n > actor.n + 1 && id.s[actor.n] == '.' &&
           memcmp(id.s, actor.s, actor.n) == 0;
}

static ent_err actor_roots(ent_film *f, uint32_t a, ent_vec *roots) {
    const ent_scenario *s = f->s;
    for (uint32_t p = 0; p < s->n_issues; p++)
        if (f->w.seat[a * s->n_issues + p] != ENT_NONE)
            ENT_TRY(add_root(f, (ent_symbol){ENT_SYMBOL_STAND, a, p, false},
                             roots));
    for (uint32_t i = 0; i < s->n_moves; i++)
        if (s->move[i].actor == a)
            ENT_TRY(add_root(
                f, (ent_symbol){ENT_SYMBOL_MOVE, i, ENT_NONE, false}, roots));
    for (uint32_t i = 0; i < s->n_beliefs; i++)
        if (s->belief[i].actor == a)
            ENT_TRY(add_root(
                f, (ent_symbol){ENT_SYMBOL_BELIEF, i, ENT_NONE, false}, roots));
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].value == ENT_NONE &&
            belongs(s->quantity[i].id, s->actor[a].id))
            ENT_TRY(add_root(
                f, (ent_symbol){ENT_SYMBOL_QUANTITY, i, ENT_NONE, false},
                roots));
    return add_root(f, (ent_symbol){ENT_SYMBOL_PAYOFF, a, ENT_NONE, false},
                    roots);
}

static ent_err find_roots(ent_film *f, ent_str name, ent_vec *roots) {
    const ent_scenario *s = f->s;
    ent_symbol what;
    for (uint32_t p = 0; !name.n && p < s->n_issues; p++)
        ENT_TRY(add_root(f, (ent_symbol){ENT_SYMBOL_SETTLE, p, ENT_NONE, false},
                         roots));
    if (!name.n)
        return ENT_OK;
    for (uint32_t a = 0; a < s->n_actors; a++)
        if (ent_i_eq(s->actor[a].id, name))
            return actor_roots(f, a, roots);
    for (uint32_t p = 0; p < s->n_issues; p++)
        if (ent_i_eq(s->issue[p].id, name))
            return add_root(
                f, (ent_symbol){ENT_SYMBOL_SETTLE, p, ENT_NONE, false}, roots);
    for (uint32_t i = 0; i < s->n_gates; i++)
        if (ent_i_eq(s->gate[i].id, name))
            return add_root(
                f, (ent_symbol){ENT_SYMBOL_OPEN, i, ENT_NONE, false}, roots);
    ENT_TRY(ent_i_names_find(f->ctx, f->names, name, (ent_place){0}, &what));
    what.last = false;
    return add_root(f, what, roots);
}

/* ---- the step of the largest movement */

/* Points that count as a whole movement of it. */
static double scale_of(const ent_film *f, ent_symbol what) {
    uint32_t q = ent_i_thing_quantity(f, what);
    double lo = 0, hi = 100;
    if (what.kind == ENT_SYMBOL_MOVE) {
        const ent_move *m = &f->s->move[what.row];
        lo = hi = m->option[0].x;
        for (size_t k = 1; k < m->n_options; k++) {
            lo = fmin(lo, m->option[k].x);
            hi = fmax(hi, m->option[k].x);
        }
    } else if (q != ENT_NONE && isfinite(f->s->quantity[q].lo) &&
               isfinite(f->s->quantity[q].hi)) {
        lo = f->s->quantity[q].lo;
        hi = f->s->quantity[q].hi;
    }
    return hi > lo ? hi - lo : 100;
}

static double movement(const double *mean, size_t n, size_t k,
                       const ent_thing *t) {
    return mean[(size_t)(t->at + 1) * n + k] -
           mean[(size_t)(t->was + 1) * n + k];
}

/* Of a world in time, the step from the start is taken only when nothing moves
 * later: there everything begins. */
static void largest(const ent_film *f, const double *mean, size_t n, size_t k,
                    ent_thing *t) {
    double most = 0;
    *t = (ent_thing){t->kind, t->what, 0, -1};
    for (int32_t i = 1; i < (int32_t)f->w.n_periods; i++) {
        ent_thing now = {t->kind, t->what, i, i - 1};
        double by = fabs(movement(mean, n, k, &now));
        if (by > most + 1e-9) {
            most = by;
            *t = now;
        }
    }
}

static ent_err period_of(ent_film *f, int32_t step, int32_t *out) {
    if (step >= 0 && (uint32_t)step >= f->s->steps)
        return ENT_FAIL(f->ctx, ENT_DOMAIN,
                        "there is no step %d; the last is %u", (int)step,
                        (unsigned)f->s->steps - 1);
    *out = -1;
    for (size_t t = 0; t < f->w.n_periods; t++)
        if (step >= 0 && f->w.step[t] <= (uint32_t)step)
            *out = (int32_t)t;
    return ENT_OK;
}

static ent_err place_roots(grower *g, const ent_why *why, ent_thing *root,
                           double *score, size_t n) {
    ent_film *f = &g->film;
    size_t rows = f->w.n_periods + 1;
    size_t *at = ENT_NEW(f->ctx->keep, n, size_t);
    double *mean = ENT_NEW(f->ctx->keep, rows * n, double);
    int32_t step, from;
    if (!at || !mean)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t i = 0; i < n; i++)
        at[i] = ent_i_thing_place(f, &root[i]);
    ENT_TRY(ent_i_film_means(f, at, n, mean));
    ENT_TRY(period_of(f, why->step, &step));
    ENT_TRY(period_of(f, why->from, &from));
    for (size_t i = 0; i < n; i++) {
        largest(f, mean, n, i, &root[i]);
        if (why->step >= 0) {
            root[i].at = step;
            root[i].was = step - 1;
        }
        if (why->from >= 0)
            root[i].was = from;
        if (root[i].was >= root[i].at)
            return ENT_FAIL(f->ctx, ENT_DOMAIN,
                            "nothing lies between step %d and step %d; give a "
                            "--from that is earlier",
                            (int)step_of(g, root[i].was),
                            (int)step_of(g, root[i].at));
        score[i] =
            fabs(movement(mean, n, i, &root[i])) / scale_of(f, root[i].what);
        if (root[i].was < 0 && why->step < 0)
            score[i] *= BEGINS; /* it never moves in time */
    }
    return ENT_OK;
}

/* The roots that moved most, in that order. */
static ent_err explain_roots(grower *g, ent_thing *root, double *score,
                             size_t n, size_t most) {
    static const double SMALL = 0.002;
    for (size_t k = 0; k < most && k < n; k++) {
        size_t best = 0;
        for (size_t i = 1; i < n; i++)
            best = score[i] > score[best] ? i : best;
        if (k && score[best] < SMALL)
            break;
        score[best] = -1;
        ENT_TRY(explain_one(g, &root[best]));
    }
    return ENT_OK;
}

static ent_err explain(grower *g, const ent_why *why) {
    ent_film *f = &g->film;
    ent_vec roots = {0};
    ENT_TRY(find_roots(f, why->name, &roots));
    g->step = ENT_NEW(f->ctx->keep, f->w.n_periods, int32_t);
    double *score = ENT_NEW(f->ctx->keep, roots.n, double);
    if (!g->step || !score)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t t = 0; t < f->w.n_periods; t++)
        g->step[t] = (int32_t)f->w.step[t];
    ENT_TRY(place_roots(g, why, roots.at, score, roots.n));
    return explain_roots(g, roots.at, score, roots.n,
                         why->name.n ? ROOTS : ISSUES);
}

ent_err ent_explain(ent_ctx *ctx, const ent_scenario *s, const ent_plan *plan,
                    const ent_why *why, ent_explanation *out) {
    grower g = {.depth = why->depth ? why->depth : DEPTH};
    if (plan->mixture && s->n_lenses)
        return ENT_FAIL(ctx, ENT_UNSUPPORTED,
                        "a mixture of lenses has no one chain of causes; "
                        "choose one with --lens");
    if (g.depth > MOST_DEPTH)
        return ENT_FAIL(ctx, ENT_DOMAIN, "the depth is at most %d",
                        (int)MOST_DEPTH);
    ent_err e = ent_i_film_open(ctx, s, plan, &g.film);
    if (!e)
        e = explain(&g, why);
    ent_i_film_close(&g.film);
    *out = (ent_explanation){.name = why->name,
                             .cause = g.cause.at,
                             .n_causes = g.cause.n,
                             .draws = g.film.draws};
    return e;
}
