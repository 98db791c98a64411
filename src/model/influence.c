/* influence.c - opinions that are means of opinions: x' = A W x + (I - A) x0,
 * with A how far each can be moved.
 *
 * The end of it is V x0.  V is found by doubling: with B(t) x0 the state after
 * t steps and M(t) the t-th power of the step's matrix,
 * B(2 t) = B(t) + M(t) B(t).  Steps of half length have the same end and do not
 * swing. */
#include "model/influence.h"
#include <math.h>

enum { MOST_TABLE = 256, DOUBLINGS = 60 };

size_t ent_i_listeners_work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors) + 2 * n_actors;
}

static double raw(const ent_game *g, size_t i, size_t j) {
    if (!ent_i_present(g, j))
        return 0;
    return g->link ? g->link[i * g->n_actors + j] : g->capability[j];
}

double ent_i_listens(const ent_listeners *l, size_t i, size_t j) {
    if (l->sum[i] > 0)
        return raw(l->g, i, j) / l->sum[i];
    return i == j;
}

static double openness(const ent_listeners *l, int open, size_t i) {
    if (open == ENT_OPEN_AUTO)
        open = l->g->link ? ENT_OPEN_DIAGONAL : ENT_OPEN_SALIENCE;
    double x = open == ENT_OPEN_DIAGONAL   ? 1 - ent_i_listens(l, i, i)
               : open == ENT_OPEN_SALIENCE ? 1 - l->g->salience[i]
                                           : 1;
    return x < 0 ? 0 : x;
}

ent_err ent_i_listeners(const ent_game *g, int open, double *work,
                        ent_listeners *l) {
    ent_voters v;
    size_t n = g->n_actors;
    ENT_TRY(ent_i_voters(g, work, &v));
    *l = (ent_listeners){.g = g,
                         .sum = work + ENT_VOTERS_WORK(n),
                         .open = work + ENT_VOTERS_WORK(n) + n};
    for (size_t i = 0; i < n; i++) {
        l->sum[i] = 0;
        for (size_t j = 0; j < n; j++) {
            double w = raw(g, i, j);
            if (!(w >= 0 && w <= 1e200))
                return ENT_DOMAIN;
            l->sum[i] += w;
        }
        l->open[i] = openness(l, open, i);
        if (!g->link) { /* the same for all */
            for (size_t k = i + 1; k < n; k++) {
                l->sum[k] = l->sum[i];
                l->open[k] = openness(l, open, k);
            }
            break;
        }
    }
    return ENT_OK;
}

/* ---- a step */

static void tell(const ent_listeners *l, size_t i, double to,
                 ent_reasons *why) {
    const ent_game *g = l->g;
    double from = g->position[i];
    for (size_t j = 0; j < g->n_actors; j++) {
        double w = l->open[i] * ent_i_listens(l, i, j);
        double pull = w * (g->position[j] - from) / (g->hi - g->lo);
        if (!ent_i_present(g, j) || j == i || pull == 0)
            continue;
        ent_i_reason(why, (ent_reason){.round = g->round ? g->round : 1,
                                       .mover = (uint32_t)i,
                                       .by = (uint32_t)j,
                                       .how = "influence",
                                       .from = from,
                                       .to = to,
                                       .gain_by = pull,
                                       .chance = w,
                                       .taken = 1});
    }
}

static double step_of(const ent_listeners *l, size_t i, double start) {
    const ent_game *g = l->g;
    double pull = 0, x = g->position[i];
    for (size_t j = 0; j < g->n_actors; j++)
        if (ent_i_present(g, j))
            pull += ent_i_listens(l, i, j) * (g->position[j] - x);
    return x + l->open[i] * pull + (1 - l->open[i]) * (start - x);
}

ent_err ent_i_listeners_step(const ent_listeners *l, const double *start,
                             double tolerance, ent_outcome *out) {
    const ent_game *g = l->g;
    double most = 0, sum = 0, weight = 0;
    for (size_t i = 0; i < g->n_actors; i++) {
        out->position[i] = g->lo;
        if (!ent_i_present(g, i))
            continue;
        double x = g->position[i], to = step_of(l, i, start[i]);
        double w = g->capability[i] * g->salience[i];
        out->position[i] = to < g->lo ? g->lo : to > g->hi ? g->hi : to;
        most = fmax(most, fabs(out->position[i] - x));
        sum += w * (out->position[i] - g->lo);
        weight += w;
        if (out->why && out->position[i] != x)
            tell(l, i, out->position[i], out->why);
    }
    out->settlement[0] = fmin(g->lo + sum / weight, g->hi);
    out->stop = most <= tolerance * (g->hi - g->lo);
    return ENT_OK;
}

/* ---- the end of it */

/* c = a b. */
static void multiply(const double *a, const double *b, size_t n, double *c) {
    memset(c, 0, n * n * sizeof *c);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            double x = a[i * n + k];
            if (x == 0)
                continue;
#pragma omp simd
            for (size_t j = 0; j < n; j++)
                c[i * n + j] += x * b[k * n + j];
        }
}

/* Rows of both together sum to 1; rounding would grow with every doubling. */
static void keep_whole(double *v, double *m, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double sum = ent_i_sum(v + i * n, n) + ent_i_sum(m + i * n, n);
        for (size_t j = 0; j < n; j++) {
            v[i * n + j] /= sum;
            m[i * n + j] /= sum;
        }
    }
}

/* Puts c in the place of b; the largest change. */
static double replace(double *b, const double *c, size_t n) {
    double most = 0;
    for (size_t k = 0; k < n * n; k++) {
        most = fmax(most, fabs(c[k] - b[k]));
        b[k] = c[k];
    }
    return most;
}

/* v: at first B of half a step, at last V; m, c: scratch. */
static void run_out(double *v, double *m, double *c, size_t n) {
    for (int k = 0; k < DOUBLINGS; k++) {
        multiply(m, v, n, c);
        for (size_t i = 0; i < n * n; i++)
            c[i] += v[i];
        double moved = replace(v, c, n);
        multiply(m, m, n, c);
        moved = fmax(moved, replace(m, c, n));
        keep_whole(v, m, n);
        if (moved < 1e-15)
            break;
    }
    for (size_t i = 0; i < n * n; i++)
        v[i] += m[i];
}

static ent_err total(ent_ctx *ctx, const ent_listeners *l, double *v) {
    size_t n = l->g->n_actors;
    double *m = ENT_NEW(ctx->temp, n * n, double);
    double *c = ENT_NEW(ctx->temp, n * n, double);
    if (!m || !c)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            m[i * n + j] = (l->open[i] * ent_i_listens(l, i, j) + (i == j)) / 2;
        v[i * n + i] = (1 - l->open[i]) / 2;
    }
    run_out(v, m, c, n);
    return ENT_OK;
}

static ent_err build(ent_ctx *ctx, const ent_game *g, int open, double *v) {
    ent_listeners l;
    double *work =
        ENT_NEW(ctx->temp, ent_i_listeners_work(g->n_actors, 1), double);
    if (!work)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = ent_i_listeners(g, open, work, &l);
    if (e)
        return ENT_FAIL(ctx, e,
                        "nobody listens here: no actor has weight, or the "
                        "matrix has a negative number");
    return total(ctx, &l, v);
}

ent_err ent_i_listeners_tables(ent_ctx *ctx, const ent_game *g, int open,
                               const ent_str *actor, const ent_matrix **out,
                               size_t *n) {
    size_t k = g->n_actors;
    if (k > MOST_TABLE)
        return ENT_FAIL(ctx, ENT_LIMIT,
                        "the table of influence takes at most %d actors, not "
                        "%zu",
                        MOST_TABLE, k);
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_matrix *m = ENT_NEW(ctx->keep, 1, ent_matrix);
    double *v = ENT_NEW(ctx->keep, k * k, double);
    const char **unit = ENT_NEW(ctx->keep, k, const char *);
    unsigned char *none = ENT_NEW(ctx->keep, k * k, unsigned char);
    if (!m || !v || !unit || !none)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < k * k; i++) {
        unit[i / k] = "share";
        none[i] = !ent_i_present(g, i / k) || !ent_i_present(g, i % k);
    }
    ent_err e = build(ctx, g, open, v);
    ent_i_arena_release(ctx->temp, mark);
    *m = (ent_matrix){.name = "influence",
                      .n_rows = k,
                      .n_columns = k,
                      .row = actor,
                      .column = actor,
                      .unit = unit,
                      .x = v,
                      .none = none};
    *out = m;
    *n = 1;
    return e;
}
