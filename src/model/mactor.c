/* mactor.c - alliances and conflicts of actors (Godet 1991): who acts on whom,
 * directly and through one other; who wants what how much; with whom each
 * converges and diverges once weighed by its competitiveness.
 *
 * The matrix of pairs is MDI, 0..4: the row's influence on the column.  Issues
 * are objectives, positions on them 2MAO, -4 against .. 4 for. */
#include "model/model.h"
#include <math.h>

enum { MOST = 4, MOST_ACTORS = 500 };
enum {
    DIRECT_NET,
    MDII,
    MMDII,
    SCALE,
    MAO1,
    MAO2,
    MAO3,
    OBJECTIVE,
    CAA1,
    DAA1,
    CAA2,
    DAA2,
    CAA3,
    DAA3,
    TABLES
};
static const char *const NAME[TABLES] = {
    "net",       "MDII", "MMDII", "actor", "1MAO", "2MAO", "3MAO",
    "objective", "1CAA", "1DAA",  "2CAA",  "2DAA", "3CAA", "3DAA"};

enum {
    INFLUENCE,
    DEPENDENCE,
    STRENGTH,
    MOBILISATION,
    AMBIVALENCE,
    ACTOR_COLUMNS = AMBIVALENCE + 3
};
static const char *const ACTOR_COLUMN[ACTOR_COLUMNS] = {
    "influence",    "dependence",   "competitiveness", "mobilisation",
    "ambivalence1", "ambivalence2", "ambivalence3"};
enum { FOR, AGAINST, MOBILISED, OBJECTIVE_COLUMNS };
static const char *const OBJECTIVE_COLUMN[OBJECTIVE_COLUMNS] = {
    "for", "against", "mobilisation"};

typedef struct mactor {
    ent_ctx *ctx;
    const ent_game *g;
    const ent_str *actor, *objective;
    size_t n, m;
    ent_matrix *table;
    double *x[TABLES];
    unsigned char *none; /* of the table of actors */
} mactor;

/* ---- room */

static void shape(mactor *a, int k) {
    bool wide = k >= MAO1 && k <= MAO3, goal = k == OBJECTIVE;
    a->table[k] = (ent_matrix){.name = NAME[k],
                               .n_rows = goal ? a->m : a->n,
                               .row = goal ? a->objective : a->actor,
                               .n_columns = k == SCALE ? (size_t)ACTOR_COLUMNS
                                            : goal ? (size_t)OBJECTIVE_COLUMNS
                                            : wide ? a->m
                                                   : a->n,
                               .column = wide ? a->objective : a->actor};
}

static ent_err make_room(mactor *a) {
    a->table = ENT_NEW(a->ctx->keep, TABLES, ent_matrix);
    if (!a->table)
        return ENT_NOMEM_FAIL(a->ctx);
    for (int k = 0; k < TABLES; k++) {
        const ent_str *head = NULL;
        shape(a, k);
        if (k == SCALE)
            head = ent_i_matrix_names(a->ctx, ACTOR_COLUMN, ACTOR_COLUMNS);
        if (k == OBJECTIVE)
            head =
                ent_i_matrix_names(a->ctx, OBJECTIVE_COLUMN, OBJECTIVE_COLUMNS);
        if (head)
            a->table[k].column = head;
        a->x[k] = ent_i_matrix_room(a->ctx, &a->table[k], "points",
                                    k == SCALE ? &a->none : NULL);
        if (!a->x[k] || ((k == SCALE || k == OBJECTIVE) && !head))
            return ENT_NOMEM_FAIL(a->ctx);
    }
    return ENT_OK;
}

static ent_err check(const mactor *a) {
    const ent_game *g = a->g;
    if (!g->link)
        return ENT_FAIL(a->ctx, ENT_SHAPE,
                        "mactor needs the matrix of direct influences; give "
                        "it with --matrix");
    if (a->n > MOST_ACTORS)
        return ENT_FAIL(a->ctx, ENT_LIMIT,
                        "mactor takes at most %d actors, not %zu", MOST_ACTORS,
                        a->n);
    for (size_t k = 0; k < a->n * a->n; k++)
        if (!(g->link[k] >= 0 && g->link[k] <= MOST))
            return ENT_FAIL(a->ctx, ENT_DOMAIN,
                            "the influence of '%.*s' on '%.*s' is %g; use 0, "
                            "none, to 4, on its existence",
                            ENT_P(a->actor[k / a->n]),
                            ENT_P(a->actor[k % a->n]), g->link[k]);
    for (size_t k = 0; k < a->n * a->m; k++)
        if (ent_i_present(g, k) && !(fabs(g->position[k]) <= MOST))
            return ENT_FAIL(a->ctx, ENT_DOMAIN,
                            "the position of '%.*s' on '%.*s' is %g; use -4, "
                            "against, to 4, for",
                            ENT_P(a->actor[k % a->n]),
                            ENT_P(a->objective[k / a->n]), g->position[k]);
    return ENT_OK;
}

/* ---- influence */

static double off_diagonal(const double *x, size_t n, size_t i, bool row) {
    double sum = 0;
    for (size_t j = 0; j < n; j++)
        if (j != i)
            sum += row ? x[i * n + j] : x[j * n + i];
    return sum;
}

/* Directly, and through one other: summed, or by the best way. */
static void influence(mactor *a) {
    const double *d = a->g->link;
    size_t n = a->n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = d[i * n + j], best = sum;
            for (size_t k = 0; k < n; k++) {
                double way = fmin(d[i * n + k], d[k * n + j]);
                sum += way;
                best = fmax(best, way);
            }
            a->x[MDII][i * n + j] = sum;
            a->x[MMDII][i * n + j] = i == j ? 0 : best;
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            a->x[DIRECT_NET][i * n + j] =
                a->x[MDII][i * n + j] - a->x[MDII][j * n + i];
}

/* Influence, dependence, and both in one: a mean of 1 over all actors. */
static void compete(mactor *a) {
    const double *mdii = a->x[MDII];
    double *row = a->x[SCALE], all = 0, sum = 0;
    for (size_t i = 0; i < a->n; i++) {
        row[i * ACTOR_COLUMNS + INFLUENCE] = off_diagonal(mdii, a->n, i, true);
        row[i * ACTOR_COLUMNS + DEPENDENCE] =
            off_diagonal(mdii, a->n, i, false);
        all += row[i * ACTOR_COLUMNS + INFLUENCE];
    }
    for (size_t i = 0; i < a->n; i++, row += ACTOR_COLUMNS) {
        double in = row[INFLUENCE], both = in + row[DEPENDENCE];
        double own = mdii[i * a->n + i];
        row[STRENGTH] = in > 0 ? (in - own) / all * in / both : 0;
        sum += row[STRENGTH];
    }
    row = a->x[SCALE];
    for (size_t i = 0; i < a->n; i++, row += ACTOR_COLUMNS)
        row[STRENGTH] = sum > 0 ? (double)a->n * row[STRENGTH] / sum : 1;
}

/* ---- positions on objectives */

static void wants(mactor *a) {
    for (size_t i = 0; i < a->n; i++) {
        double *row = a->x[SCALE] + i * ACTOR_COLUMNS;
        for (size_t p = 0; p < a->m; p++) {
            size_t from = p * a->n + i, to = i * a->m + p;
            double v = ent_i_present(a->g, from) ? a->g->position[from] : 0;
            double *goal = a->x[OBJECTIVE] + p * OBJECTIVE_COLUMNS;
            double weighed = row[STRENGTH] * v;
            a->x[MAO1][to] = (v > 0) - (v < 0);
            a->x[MAO2][to] = v;
            a->x[MAO3][to] = weighed;
            row[MOBILISATION] += fabs(weighed);
            goal[weighed < 0 ? AGAINST : FOR] += fabs(weighed);
            goal[MOBILISED] += fabs(weighed);
        }
    }
}

/* With whom each agrees (sign 1) or not (-1) on how much. */
static void meet(const mactor *a, const double *mao, double sign, double *x) {
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < a->n; j++)
            for (size_t p = 0; p < a->m && i != j; p++) {
                double v = mao[i * a->m + p], w = mao[j * a->m + p];
                if (v * w * sign > 0)
                    x[i * a->n + j] += (fabs(v) + fabs(w)) / 2;
            }
}

/* 0: always with or always against each of the others; 1: with each as much
 * as against it. */
static void ambivalence(mactor *a, int k) {
    const double *with = a->x[CAA1 + 2 * k], *against = a->x[DAA1 + 2 * k];
    for (size_t i = 0; i < a->n; i++) {
        double apart = 0, all = 0;
        size_t at = i * ACTOR_COLUMNS + (size_t)(AMBIVALENCE + k);
        for (size_t j = i * a->n; j < (i + 1) * a->n; j++) {
            apart += fabs(with[j] - against[j]);
            all += with[j] + against[j];
        }
        a->none[at] = !(all > 0);
        a->x[SCALE][at] = all > 0 ? 1 - apart / all : 0;
    }
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    mactor a = {.ctx = ctx,
                .g = g,
                .actor = actor,
                .objective = issue,
                .n = g->n_actors,
                .m = g->n_issues};
    (void)param;
    ENT_TRY(check(&a));
    ENT_TRY(make_room(&a));
    influence(&a);
    compete(&a);
    wants(&a);
    for (int k = 0; k < 3; k++) {
        meet(&a, a.x[MAO1 + k], 1, a.x[CAA1 + 2 * k]);
        meet(&a, a.x[MAO1 + k], -1, a.x[DAA1 + 2 * k]);
        ambivalence(&a, k);
    }
    *out = a.table;
    *n = TABLES;
    return ENT_OK;
}

const ent_model ent_i_model_mactor = {
    .name = "mactor",
    .title = "Alliances and conflicts of actors (MACTOR)",
    .source = "Godet 1991, Actors' Moves and Strategies: The MACTOR Method, "
              "Futures 23, 605-622, doi:10.1016/0016-3287(91)90082-D",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_ISSUES |
             ENT_MODEL_LINKS,
    .matrices = tables,
};
