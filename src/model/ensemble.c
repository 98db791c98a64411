/* ensemble.c - the mean of several models' settlements, and how far they lie
 * apart: means of forecasts beat most of their members (Clemen 1989), and where
 * members disagree there is reason to doubt all of them. */
#include "model/model.h"
#include <math.h>

enum { MEMBERS = 5 };
static const ent_model *const MEMBER[MEMBERS] = {
    &ent_i_model_mean, &ent_i_model_nash, &ent_i_model_pce, &ent_i_model_median,
    &ent_i_model_mode};
static const ent_param PARAMS[MEMBERS] = {
    {"mean", "", "its weight", 0, 1e6, 1, NULL},
    {"nash", "", "its weight", 0, 1e6, 1, NULL},
    {"pce", "", "its weight", 0, 1e6, 1, NULL},
    {"median", "", "its weight", 0, 1e6, 0, NULL},
    {"mode", "", "its weight", 0, 1e6, 0, NULL}};

enum { MOST_PARAMS = 16 };

/* What the members say. */
typedef struct panel {
    double z[MEMBERS], settlement, spread;
} panel;

static size_t work(size_t n_actors, size_t n_issues) {
    size_t most = 0;
    for (size_t k = 0; k < MEMBERS; k++) {
        size_t own = MEMBER[k]->work(n_actors, n_issues);
        most = own > most ? own : most;
    }
    return most + n_actors;
}

static ent_err ask(const ent_game *g, size_t k, double *scratch, double *z) {
    double param[MOST_PARAMS];
    ent_outcome out = {.position = scratch, .settlement = z};
    ent_i_model_defaults(MEMBER[k], param);
    return MEMBER[k]->round(g, param, 0, scratch + g->n_actors, &out);
}

/* Those with a weight; spread: the standard deviation by weight. */
static ent_err ask_all(const ent_game *g, const double *weight, double *scratch,
                       panel *p) {
    double all = 0, sum = 0, square = 0;
    *p = (panel){.settlement = 0};
    for (size_t k = 0; k < MEMBERS; k++) {
        if (!(weight[k] > 0))
            continue;
        ENT_TRY(ask(g, k, scratch, &p->z[k]));
        all += weight[k];
        sum += weight[k] * (p->z[k] - g->lo);
    }
    if (!(all > 0))
        return ENT_DOMAIN;
    p->settlement = fmin(g->lo + sum / all, g->hi);
    for (size_t k = 0; k < MEMBERS; k++)
        if (weight[k] > 0)
            square += weight[k] * (p->z[k] - p->settlement) *
                      (p->z[k] - p->settlement);
    p->spread = sqrt(square / all);
    return ENT_OK;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    panel p;
    (void)stream;
    if (g->n_issues != 1)
        return ENT_SHAPE;
    ENT_TRY(ask_all(g, param, scratch, &p));
    ent_i_settle(g, p.settlement, out);
    return ENT_OK;
}

static ent_err lay_out(ent_ctx *ctx, const panel *p, const double *weight,
                       ent_matrix *m) {
    static const char *const column[] = {"weight", "settlement", "off"};
    static const char *const row[] = {"mean",   "nash", "pce",
                                      "median", "mode", "ensemble"};
    static const char *const unit[] = {"weight", "position", "position"};
    static const char *const spread[] = {"spread"};
    unsigned char *none;
    m[0] = (ent_matrix){.name = "member",
                        .n_rows = MEMBERS,
                        .row = ent_i_matrix_names(ctx, row, MEMBERS),
                        .n_columns = 3,
                        .column = ent_i_matrix_names(ctx, column, 3)};
    m[1] = (ent_matrix){.name = "ensemble",
                        .n_rows = 1,
                        .row = ent_i_matrix_names(ctx, row + MEMBERS, 1),
                        .n_columns = 1,
                        .column = ent_i_matrix_names(ctx, spread, 1)};
    double *x = ent_i_matrix_room(ctx, &m[0], "", &none);
    double *apart = ent_i_matrix_room(ctx, &m[1], "position", NULL);
    if (!x || !apart || !m[0].row || !m[0].column || !m[1].row || !m[1].column)
        return ENT_NOMEM_FAIL(ctx);
    m[0].unit = unit;
    apart[0] = p->spread;
    for (size_t k = 0; k < MEMBERS; k++) {
        x[3 * k] = weight[k];
        none[3 * k + 1] = none[3 * k + 2] = !(weight[k] > 0);
        x[3 * k + 1] = weight[k] > 0 ? p->z[k] : 0;
        x[3 * k + 2] = weight[k] > 0 ? p->z[k] - p->settlement : 0;
    }
    return ENT_OK;
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    panel p;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_matrix *m = ENT_NEW(ctx->keep, 2, ent_matrix);
    double *scratch = ENT_NEW(ctx->temp, work(g->n_actors, 1), double);
    (void)actor;
    if (!m || !scratch)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = ask_all(g, param, scratch, &p);
    ent_i_arena_release(ctx->temp, mark);
    *out = m;
    *n = 2;
    if (e)
        return ENT_FAIL(ctx, e,
                        "a model of the ensemble is not defined on '%.*s', or "
                        "none has weight",
                        ENT_P(issue[0]));
    return lay_out(ctx, &p, param, m);
}

const ent_model ent_i_model_ensemble = {
    .name = "ensemble",
    .title = "Mean of several models",
    .source = "Clemen 1989, Combining Forecasts: A Review and Annotated "
              "Bibliography, International Journal of Forecasting 5, 559-583, "
              "doi:10.1016/0169-2070(89)90012-5",
    .flags = ENT_MODEL_MATRICES,
    .param = PARAMS,
    .n_params = MEMBERS,
    .work = work,
    .round = play,
    .matrices = tables,
};
