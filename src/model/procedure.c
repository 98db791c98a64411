/* procedure.c - votes on one scale: pivots, gridlock and winset (Krehbiel 1998,
 * Tsebelis 2002), and the reason and tables that the models with a procedure
 * give. */
#include "model/procedure.h"
#include <math.h>

static const double TOLERANCE = 1e-12; /* of all votes */

size_t ent_i_procedure_work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return 3 * n_actors;
}

ent_err ent_i_procedure(const ent_game *g, double *work, ent_procedure *p) {
    ent_voters v;
    *p = (ent_procedure){.g = g, .proposer = ENT_NOBODY};
    ENT_TRY(ent_i_voters(g, work, &v));
    p->has_quo =
        g->status_quo && g->status_quo[0] >= g->lo && g->status_quo[0] <= g->hi;
    p->quo = p->has_quo ? g->status_quo[0] : 0;
    return ENT_OK;
}

/* ---- who */

static double weight(const ent_game *g, size_t i) {
    return ent_i_present(g, i) ? g->capability[i] * g->salience[i] : 0;
}

static ent_err by_key(const ent_game *g, double key, uint32_t *out) {
    for (size_t i = 0; g->key && i < g->n_actors; i++)
        if (g->key[i] == key && weight(g, i) > 0) {
            *out = (uint32_t)i;
            return ENT_OK;
        }
    return ENT_DOMAIN;
}

ent_err ent_i_procedure_actor(const ent_game *g, double key, uint32_t but,
                              uint32_t *out) {
    *out = ENT_NOBODY;
    if (key > 0)
        return by_key(g, key, out);
    for (uint32_t i = 0; i < g->n_actors; i++) {
        double w = weight(g, i), most = 0;
        if (*out != ENT_NOBODY)
            most = weight(g, *out);
        bool lower = *out != ENT_NOBODY && g->position[i] < g->position[*out];
        if (i != but && w > 0 && (w > most || (w == most && lower)))
            *out = i;
    }
    return ENT_OK;
}

static void copy(ent_procedure *p, size_t to, size_t from) {
    p->x[to] = p->x[from];
    p->votes[to] = p->votes[from];
    p->who[to] = p->who[from];
}

/* By position, then by number; Shell's gaps, as voters.c. */
static void sort(ent_procedure *p) {
    size_t gap = 1;
    while (gap < p->n / 3)
        gap = 3 * gap + 1;
    for (; gap; gap /= 3)
        for (size_t i = gap; i < p->n; i++) {
            double x = p->x[i], votes = p->votes[i], who = p->who[i];
            size_t j = i;
            for (; j >= gap && (p->x[j - gap] > x ||
                                (p->x[j - gap] == x && p->who[j - gap] > who));
                 j -= gap)
                copy(p, j, j - gap);
            p->x[j] = x;
            p->votes[j] = votes;
            p->who[j] = who;
        }
}

void ent_i_procedure_seat(ent_procedure *p, double *work, uint32_t a,
                          uint32_t b) {
    const ent_game *g = p->g;
    p->x = work;
    p->votes = work + g->n_actors;
    p->who = work + 2 * g->n_actors;
    p->n = 0;
    for (size_t i = 0; i < g->n_actors; i++) {
        if (i == a || i == b || !(weight(g, i) > 0))
            continue;
        p->x[p->n] = g->position[i];
        p->votes[p->n] = g->capability[i];
        p->who[p->n++] = (double)i;
    }
    sort(p);
    p->total = ent_i_sum(p->votes, p->n);
}

/* ---- what beats what */

ent_err ent_i_procedure_pivots(ent_procedure *p, double quota) {
    double slack = TOLERANCE * p->total, sum = 0;
    double need = (quota <= 1 ? quota * p->total : quota) - slack;
    if (need < p->total / 2 + slack)
        need = p->total / 2 + slack;
    if (need > p->total)
        return ENT_DOMAIN;
    for (p->left = p->n; p->left && sum < need;)
        sum += p->votes[--p->left];
    sum = 0;
    for (p->right = 0; p->right < p->n && sum < need; p->right++)
        sum += p->votes[p->right];
    p->right -= p->right > 0;
    return ENT_OK;
}

void ent_i_procedure_winset(ent_procedure *p) {
    p->lo = -INFINITY;
    p->hi = INFINITY;
    if (!p->has_quo || !p->n)
        return;
    double left = p->x[p->left], right = p->x[p->right], q = p->quo;
    p->lo = q > right ? 2 * right - q : q;
    p->hi = q < left ? 2 * left - q : q;
}

double ent_i_procedure_median(const ent_procedure *p) {
    double sum = 0, half = p->total / 2, slack = TOLERANCE * p->total;
    for (size_t k = 0; k < p->n; k++) {
        sum += p->votes[k];
        if (sum > half + slack)
            return p->x[k];
        if (sum >= half - slack && k + 1 < p->n)
            return p->x[k] + (p->x[k + 1] - p->x[k]) / 2;
    }
    return p->n ? p->x[p->n - 1] : p->ideal;
}

void ent_i_procedure_proposer(ent_procedure *p, uint32_t who) {
    p->proposer = who;
    p->ideal =
        who == ENT_NOBODY ? ent_i_procedure_median(p) : p->g->position[who];
}

double ent_i_procedure_nearest(const ent_procedure *p, double ideal) {
    if (!(p->lo < p->hi))
        return p->quo;
    return ideal < p->lo ? p->lo : ideal > p->hi ? p->hi : ideal;
}

/* ---- the model */

/* The pivot who stands nearer to the status quo: whom it takes. */
static size_t pivotal(const ent_procedure *p) {
    return p->has_quo && p->quo > p->x[p->right] ? p->right : p->left;
}

/* Nearer than before by so much of the scale. */
static double gain(const ent_procedure *p, double x) {
    if (!p->has_quo)
        return 0;
    return (fabs(x - p->quo) - fabs(x - p->z)) / (p->g->hi - p->g->lo);
}

static void tell(const ent_procedure *p, ent_reasons *why) {
    size_t k = pivotal(p);
    ent_i_reason(why, (ent_reason){.round = p->g->round ? p->g->round : 1,
                                   .mover = (uint32_t)p->who[k],
                                   .by = p->proposer,
                                   .how = "pivot",
                                   .from = p->x[k],
                                   .to = p->z,
                                   .gain_mover = gain(p, p->x[k]),
                                   .gain_by = gain(p, p->ideal),
                                   .chance = -1,
                                   .taken = !p->has_quo || p->z != p->quo});
}

ent_err ent_i_procedure_round(ent_procedure_build *build, const ent_game *g,
                              const double *param, double *work,
                              ent_outcome *out) {
    ent_procedure p;
    ENT_TRY(build(g, param, work, &p));
    ent_i_settle(g, p.z, out);
    if (out->why && p.n)
        tell(&p, out->why);
    return ENT_OK;
}

/* ---- tables */

static const ent_str SPAN_ROW[] = {{"gridlock", 8}, {"winset", 6}};
static const ent_str SPAN_COLUMN[] = {{"from", 4}, {"to", 2}};
static const char *const SPAN_UNIT[] = {"position", "position"};
static const ent_str ROLE_COLUMN[] = {
    {"votes", 5}, {"left_pivot", 10}, {"right_pivot", 11}, {"proposer", 8}};
static const char *const ROLE_UNIT[] = {"weight", "flag", "flag", "flag"};
enum { ROLES = 4 };

static void spans(const ent_procedure *p, ent_matrix *m, double *x,
                  unsigned char *none) {
    bool moves = p->n && p->has_quo && p->lo < p->hi;
    const double at[] = {p->n ? p->x[p->left] : 0, p->n ? p->x[p->right] : 0,
                         moves ? p->lo : 0, moves ? p->hi : 0};
    for (size_t k = 0; k < 4; k++) {
        x[k] = at[k];
        none[k] = k < 2 ? !p->n : !moves;
    }
    *m = (ent_matrix){.name = "interval",
                      .n_rows = 2,
                      .n_columns = 2,
                      .row = SPAN_ROW,
                      .column = SPAN_COLUMN,
                      .unit = SPAN_UNIT,
                      .x = x,
                      .none = none};
}

static void roles(const ent_procedure *p, const ent_str *actor, ent_matrix *m,
                  double *x) {
    for (size_t k = 0; k < p->n; k++) {
        double *row = x + (size_t)p->who[k] * ROLES;
        row[0] = p->votes[k];
        row[1] = k == p->left;
        row[2] = k == p->right;
    }
    if (p->proposer != ENT_NOBODY)
        x[p->proposer * ROLES + 3] = 1;
    *m = (ent_matrix){.name = "role",
                      .n_rows = p->g->n_actors,
                      .n_columns = ROLES,
                      .row = actor,
                      .column = ROLE_COLUMN,
                      .unit = ROLE_UNIT,
                      .x = x};
}

ent_err ent_i_procedure_tables(ent_ctx *ctx, ent_procedure_build *build,
                               const ent_game *g, const ent_str *actor,
                               const double *param, const ent_matrix **out) {
    ent_procedure p;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    size_t n = g->n_actors;
    ent_matrix *m = ENT_NEW(ctx->keep, ENT_PROCEDURE_TABLES, ent_matrix);
    double *x = ENT_NEW(ctx->keep, 4 + n * ROLES, double);
    unsigned char *none = ENT_NEW(ctx->keep, 4, unsigned char);
    double *work = ENT_NEW(ctx->temp, ent_i_procedure_work(n, 1), double);
    if (!m || !x || !none || !work)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = build(g, param, work, &p);
    if (e)
        return ENT_FAIL(ctx, e,
                        "there is no vote here: no actor has weight, the quota "
                        "is more than all weight, or an actor that a setting "
                        "names has no stance");
    spans(&p, &m[0], x, none);
    roles(&p, actor, &m[1], x + 4);
    ent_i_arena_release(ctx->temp, mark);
    *out = m;
    return ENT_OK;
}
