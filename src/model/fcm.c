/* fcm.c - fuzzy cognitive maps (Kosko 1986): concepts that raise and lower each
 * other, step by step, until they rest, go round in a circle, or do neither.
 *
 * The matrix of pairs is W, the row's effect on the column; positions are the
 * values that the concepts begin with. */
#include "model/model.h"
#include <math.h>
#include <stdio.h>

enum { RULE, TRANSFER, LAMBDA, TOLERANCE, STEPS };
enum { KOSKO, MODIFIED, RESCALED };
enum { SIGMOID, TANH, BIVALENT, TRIVALENT };
static const char *const RULES[] = {"kosko", "modified", "rescaled", NULL};
static const char *const TRANSFERS[] = {"sigmoid", "tanh", "bivalent",
                                        "trivalent", NULL};
static const ent_param PARAMS[] = {
    {"rule", "", "how a step adds up: W'A, A + W'A, or both of 2A - 1", 0, 2,
     MODIFIED, RULES},
    {"transfer", "", "what keeps values in bounds", 0, 3, SIGMOID, TRANSFERS},
    {"lambda", "", "steepness of sigmoid and tanh", 1e-3, 1e3, 1, NULL},
    {"tolerance", "", "values that differ less are the same", 0, 1, 1e-3, NULL},
    {"steps", "", "at most", 1, 1000, 100, NULL}};

enum { MOST_CELLS = 10000000 };
enum { TABLE_STATE, TABLE_PATH, TABLE_END, TABLES };
static const char *const STATE_COLUMN[] = {"start", "end"};
static const char *const END_ROW[] = {"map"};
enum { END_STEPS, END_FIXED, END_PERIOD, END_CHAOS, END_COLUMNS };
static const char *const END_COLUMN[] = {"steps", "fixed_point", "period",
                                         "chaos"};

typedef struct map {
    ent_ctx *ctx;
    const double *w, *param;
    size_t n, steps; /* steps taken */
    double *x;       /* [steps + 1][n] */
} map;

/* ---- steps */

static double squash(const map *f, double z) {
    switch ((int)f->param[TRANSFER]) {
    case TANH:
        return tanh(f->param[LAMBDA] * z);
    case BIVALENT:
        return z > 0;
    case TRIVALENT:
        return (z > 0) - (z < 0);
    default:
        return 1 / (1 + exp(-f->param[LAMBDA] * z));
    }
}

static void step(const map *f, const double *from, double *to) {
    int rule = (int)f->param[RULE];
    for (size_t j = 0; j < f->n; j++) {
        double sum = 0;
        for (size_t i = 0; i < f->n; i++) {
            double a = rule == RESCALED ? 2 * from[i] - 1 : from[i];
            sum += f->w[i * f->n + j] * a;
            if (i == j && rule != KOSKO)
                sum += a;
        }
        to[j] = squash(f, sum);
    }
}

static bool same(const map *f, size_t s, size_t t) {
    for (size_t i = 0; i < f->n; i++)
        if (fabs(f->x[s * f->n + i] - f->x[t * f->n + i]) > f->param[TOLERANCE])
            return false;
    return true;
}

/* How many steps the last round of a circle took, gone round twice at the
 * end; 0: none is seen. */
static size_t period(const map *f) {
    for (size_t p = 1; 2 * p <= f->steps; p++) {
        size_t k = 0;
        while (k < p && same(f, f->steps - k, f->steps - k - p))
            k++;
        if (k == p)
            return p;
    }
    return 0;
}

/* ---- tables */

static ent_err tell_state(const map *f, const ent_str *name, ent_matrix *m) {
    *m = (ent_matrix){.name = "state",
                      .n_rows = f->n,
                      .row = name,
                      .n_columns = 2,
                      .column = ent_i_matrix_names(f->ctx, STATE_COLUMN, 2)};
    double *x = ent_i_matrix_room(f->ctx, m, "activation", NULL);
    if (!x || !m->column)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t i = 0; i < f->n; i++) {
        x[2 * i] = f->x[i];
        x[2 * i + 1] = f->x[f->steps * f->n + i];
    }
    return ENT_OK;
}

static ent_err tell_path(const map *f, const ent_str *name, ent_matrix *m) {
    ent_str *row = ENT_NEW(f->ctx->keep, f->steps + 1, ent_str);
    *m = (ent_matrix){.name = "path",
                      .n_rows = f->steps + 1,
                      .row = row,
                      .n_columns = f->n,
                      .column = name};
    double *x = ent_i_matrix_room(f->ctx, m, "activation", NULL);
    if (!x || !row)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t t = 0; t <= f->steps; t++)
        row[t] = ent_i_printf(f->ctx->keep, "%zu", t);
    memcpy(x, f->x, (f->steps + 1) * f->n * sizeof *x);
    return ENT_OK;
}

static ent_err tell_end(const map *f, ent_matrix *m) {
    *m = (ent_matrix){.name = "end",
                      .n_rows = 1,
                      .row = ent_i_matrix_names(f->ctx, END_ROW, 1),
                      .n_columns = END_COLUMNS,
                      .column =
                          ent_i_matrix_names(f->ctx, END_COLUMN, END_COLUMNS)};
    unsigned char *none;
    double *x = ent_i_matrix_room(f->ctx, m, "", &none);
    if (!x || !m->row || !m->column)
        return ENT_NOMEM_FAIL(f->ctx);
    size_t p = same(f, f->steps, f->steps - 1) ? 1 : period(f);
    x[END_STEPS] = (double)f->steps;
    x[END_FIXED] = p == 1;
    x[END_PERIOD] = (double)p;
    none[END_PERIOD] = p == 0;
    x[END_CHAOS] = p == 0;
    return ENT_OK;
}

/* ---- the model */

static ent_err read_map(ent_ctx *ctx, const ent_game *g, const double *param,
                        map *f) {
    size_t steps = (size_t)param[STEPS];
    *f = (map){.ctx = ctx, .w = g->link, .param = param, .n = g->n_actors};
    if (!g->link)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "fcm needs the effects of concepts on each other; "
                        "give them with --matrix");
    if (f->n > MOST_CELLS / (steps + 1) || f->n > MOST_CELLS / f->n)
        return ENT_FAIL(ctx, ENT_LIMIT,
                        "%zu concepts and %zu steps are too many; ask for "
                        "fewer steps",
                        f->n, steps);
    f->x = ENT_NEW(ctx->temp, (steps + 1) * f->n, double);
    if (!f->x)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t k = 0; k < f->n * f->n; k++)
        if (!(fabs(g->link[k]) <= 1e100))
            return ENT_FAIL(ctx, ENT_DOMAIN, "an effect of %g is too large",
                            g->link[k]);
    for (size_t i = 0; i < f->n; i++) {
        f->x[i] = ent_i_present(g, i) ? g->position[i] : 0;
        if (!(fabs(f->x[i]) <= 1e100))
            return ENT_FAIL(ctx, ENT_DOMAIN, "a value of %g is too large",
                            f->x[i]);
    }
    return ENT_OK;
}

static ent_err run(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                   const double *param, ent_matrix *m) {
    map f;
    ENT_TRY(read_map(ctx, g, param, &f));
    do {
        step(&f, f.x + f.steps * f.n, f.x + (f.steps + 1) * f.n);
        f.steps++;
    } while (f.steps < (size_t)param[STEPS] && !same(&f, f.steps, f.steps - 1));
    ENT_TRY(tell_state(&f, actor, &m[TABLE_STATE]));
    ENT_TRY(tell_path(&f, actor, &m[TABLE_PATH]));
    return tell_end(&f, &m[TABLE_END]);
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_matrix *m = ENT_NEW(ctx->keep, TABLES, ent_matrix);
    (void)issue;
    ent_err e = m ? run(ctx, g, actor, param, m) : ENT_NOMEM_FAIL(ctx);
    ent_i_arena_release(ctx->temp, mark);
    *out = m;
    *n = TABLES;
    return e;
}

const ent_model ent_i_model_fcm = {
    .name = "fcm",
    .title = "Fuzzy cognitive map",
    .source = "Kosko 1986, Fuzzy Cognitive Maps, International Journal of "
              "Man-Machine Studies 24, 65-75, "
              "doi:10.1016/S0020-7373(86)80040-2",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_LINKS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .matrices = tables,
};
