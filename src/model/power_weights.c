/* power_weights.c - power under one rule of whole weights among many players:
 * sums over weights instead of coalitions (after Brams and Affuso 1976).
 *
 * g[k][x] is the chance that k players drawn among those looked at weigh x.
 * Another player of weight v makes of m players m + 1:
 *   g'[k][x] = (m + 1 - k)/(m + 1) g[k][x] + k/(m + 1) g[k - 1][x - v]
 * All terms are positive, so that nothing cancels.  The table of all others
 * that each player needs comes from halving: add one half of the players, ask
 * the other half for theirs. */
#include "model/power.h"
#include <math.h>

static const double MOST_STEPS = 4e9;
static const double MOST_WHOLE = 1e6;

typedef struct table {
    const power_game *g;
    size_t n, need;  /* sums of `need` or more are not kept */
    const size_t *w; /* [n] */
    double *at;      /* [levels][(n + 1) * need] */
    double *chance;  /* [n] of k others when all sets are alike likely */
    power_index *out;
} table;

/* The power of ten that makes the weights whole; 0: none does. */
static double whole_scale(const power_game *g) {
    for (double scale = 1; scale <= 1e6; scale *= 10) {
        bool whole = true;
        for (size_t i = 0; i < g->n && whole; i++) {
            double x = g->w[i] * scale;
            whole = x <= MOST_WHOLE && fabs(x - round(x)) <= 1e-9 * x;
        }
        if (whole)
            return scale;
    }
    return 0;
}

static size_t levels(size_t n) {
    size_t k = 2;
    for (size_t m = n; m > 1; m = (m + 1) / 2)
        k++;
    return k;
}

bool power_weights_fit(const power_game *g) {
    double scale = g->n_rules == 1 ? whole_scale(g) : 0, n = (double)g->n;
    double need = ceil(g->need[0] * scale), deep = (double)levels(g->n);
    return scale > 0 && n <= 1000 && n * n * need * deep <= MOST_STEPS &&
           n * need * deep <= 1e8;
}

/* Adds one of weight v to a table of m players. */
static void add(const table *t, double *g, size_t m, size_t v) {
    for (size_t k = m + 1; k > 0; k--) {
        double stay = (double)(m + 1 - k) / (double)(m + 1);
        double join = (double)k / (double)(m + 1);
        double *row = g + k * t->need;
        const double *less = g + (k - 1) * t->need;
        for (size_t x = t->need; x-- > v;)
            row[x] = stay * row[x] + join * less[x - v];
        for (size_t x = v < t->need ? v : t->need; x-- > 0;)
            row[x] *= stay;
    }
}

/* Chance that i, joining k others, turns a defeat into a victory. */
static double turns(const table *t, const double *g, size_t i, size_t k) {
    size_t free_from = t->n - t->g->blocking; /* carried with more than these */
    size_t from = t->w[i] < t->need ? t->need - t->w[i] : 0;
    if (t->g->blocking && k > free_from)
        return 0;
    if (t->g->blocking && k == free_from)
        from = 0;
    return ent_i_sum(g + k * t->need + from, t->need - from);
}

static void ask(const table *t, const double *g, size_t i) {
    double shapley = 0, decisive = 0;
    for (size_t k = 0; k < t->n; k++) {
        double x = turns(t, g, i, k);
        shapley += x;
        decisive += t->chance[k] * x;
    }
    t->out->shapley[i] = shapley / (double)t->n;
    t->out->decisive[i] = decisive;
}

/* The table at `level` holds all but from..to. */
static void halve(const table *t, size_t level, size_t from, size_t to) {
    size_t cells = (t->n + 1) * t->need, mid = from + (to - from) / 2;
    double *g = t->at + level * cells, *next = g + cells;
    if (to - from == 1) {
        ask(t, g, from);
        return;
    }
    memcpy(next, g, cells * sizeof *g);
    for (size_t i = mid; i < to; i++)
        add(t, next, t->n - (to - from) + (i - mid), t->w[i]);
    halve(t, level + 1, from, mid);
    memcpy(next, g, cells * sizeof *g);
    for (size_t i = from; i < mid; i++)
        add(t, next, t->n - (to - from) + (i - from), t->w[i]);
    halve(t, level + 1, mid, to);
}

/* chance[k] that of n coins k show heads. */
static void coins(double *chance, size_t n) {
    double log_of = -(double)n * log(2);
    for (size_t k = 0; k <= n; k++) {
        chance[k] = exp(log_of);
        if (k < n)
            log_of += log((double)(n - k)) - log((double)(k + 1));
    }
}

/* Share of all coalitions that win: the table of everybody. */
static double act(const table *t, double *g, double *chance) {
    double lost = 0;
    for (size_t i = 0; i < t->n; i++)
        add(t, g, i, t->w[i]);
    coins(chance, t->n);
    for (size_t k = 0; k <= t->n && k + t->g->blocking <= t->n; k++)
        lost += chance[k] * ent_i_sum(g + k * t->need, t->need);
    memset(g, 0, (t->n + 1) * t->need * sizeof *g);
    return 1 - lost;
}

static ent_err lay(ent_ctx *ctx, const power_game *g, table *t) {
    double scale = whole_scale(g);
    t->n = g->n;
    t->need = (size_t)ceil(g->need[0] * scale);
    size_t *w = ENT_NEW(ctx->temp, t->n, size_t);
    t->at = ENT_NEW(ctx->temp, levels(t->n) * (t->n + 1) * t->need, double);
    t->chance = ENT_NEW(ctx->temp, t->n + 1, double);
    if (!w || !t->at || !t->chance)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < t->n; i++)
        w[i] = (size_t)round(g->w[i] * scale);
    t->w = w;
    return ENT_OK;
}

ent_err power_weights(ent_ctx *ctx, const power_game *g, power_index *out) {
    table t = {.g = g, .out = out};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ENT_TRY(lay(ctx, g, &t));
    t.at[0] = 1; /* nobody weighs nothing */
    out->act = act(&t, t.at, t.chance);
    coins(t.chance, t.n - 1);
    t.at[0] = 1;
    halve(&t, 0, 0, t.n);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
