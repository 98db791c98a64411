/* fitted.c - what forecasters learn from past decisions, and what they then
 * say of one that they have not seen. */
#include "find/backtest.h"
#include <math.h>

enum { LEAST = 10, INNER = 5 };

/* Penalties: on what every issue has, on institutions, and on states as a
 * multiple of the first, which is chosen inside the issues fitted on. */
static const double RIDGE = .005, INSTITUTION = 16;
static const double STATE[] = {32, 128, 512};
enum { STATES = sizeof STATE / sizeof *STATE };

typedef struct lesson {
    ent_ctx *ctx;
    const ent_study *study;
    const ent_study_issue *const *it;
    size_t n;
    ent_curve_case *all;        /* [n] */
    const ent_curve_case **use; /* [n] room for those fitted on */
} lesson;

static ent_err new_curve(ent_ctx *ctx, size_t n, ent_curve *out,
                         double **ridge) {
    *ridge = ENT_NEW(ctx->keep, n, double);
    *out = (ent_curve){n, *ridge, ENT_NEW(ctx->keep, n, double)};
    if (!*ridge || !out->weight)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t k = 0; k < n; k++)
        (*ridge)[k] = RIDGE;
    return ENT_OK;
}

static void penalise(const ent_study *s, double state, double *ridge) {
    for (size_t i = 0; i < s->past->n_actors; i++)
        ridge[ENT_CURVE_CORE + i] =
            RIDGE * (s->past->institution[i] ? INSTITUTION : state);
}

/* Inner folds keep proposals whole as well. */
static size_t fold_of(const lesson *l, size_t i) {
    return l->it[i]->proposal % INNER;
}

/* CRPS on each fold of what is fitted on the others. */
static ent_err try_out(const lesson *l, ent_curve *curve, double *sum) {
    *sum = 0;
    for (size_t fold = 0; fold < INNER; fold++) {
        size_t n = 0;
        ent_spread s;
        for (size_t i = 0; i < l->n; i++)
            if (fold_of(l, i) != fold)
                l->use[n++] = &l->all[i];
        ENT_TRY(ent_i_curve_fit(l->ctx, l->use, n, curve));
        for (size_t i = 0; i < l->n; i++)
            if (fold_of(l, i) == fold) {
                ent_i_curve_spread(curve, l->all[i].x, &s);
                *sum += ent_i_spread_crps(&s, l->all[i].outcome);
            }
    }
    return ENT_OK;
}

static void take_cases(const lesson *l, bool calibrated) {
    for (size_t i = 0; i < l->n; i++)
        l->all[i] = (ent_curve_case){calibrated ? l->it[i]->curve
                                                : l->it[i]->settlements,
                                     l->it[i]->past->outcome};
}

static ent_err fit_all(const lesson *l, ent_curve *curve) {
    for (size_t i = 0; i < l->n; i++)
        l->use[i] = &l->all[i];
    return ent_i_curve_fit(l->ctx, l->use, l->n, curve);
}

static ent_err learn_calibrated(const lesson *l, ent_curve *out) {
    double *ridge, least = INFINITY, best = STATE[0], sum;
    take_cases(l, true);
    ENT_TRY(new_curve(l->ctx, l->study->n_features, out, &ridge));
    for (size_t k = 0; k < STATES; k++) {
        penalise(l->study, STATE[k], ridge);
        ENT_TRY(try_out(l, out, &sum));
        if (sum < least) {
            least = sum;
            best = STATE[k];
        }
    }
    penalise(l->study, best, ridge);
    return fit_all(l, out);
}

static ent_err learn_settlements(const lesson *l, ent_curve *out) {
    double *ridge;
    take_cases(l, false);
    ENT_TRY(new_curve(l->ctx, ENT_SETTLEMENT_WEIGHTS, out, &ridge));
    return fit_all(l, out);
}

static ent_err learn(lesson *l, const bool needs[ENT_WAYS], ent_fitted *out) {
    l->all = ENT_NEW(l->ctx->temp, l->n, ent_curve_case);
    l->use = ENT_NEW(l->ctx->temp, l->n, const ent_curve_case *);
    if (!l->all || !l->use)
        return ENT_NOMEM_FAIL(l->ctx);
    if (needs[ENT_WAY_CALIBRATED])
        ENT_TRY(learn_calibrated(l, &out->calibrated));
    if (needs[ENT_WAY_SETTLEMENTS])
        ENT_TRY(learn_settlements(l, &out->settlements));
    return ENT_OK;
}

ent_err ent_i_fit(ent_ctx *ctx, const ent_study *s,
                  const ent_study_issue *const *it, size_t n,
                  const bool needs[ENT_WAYS], ent_fitted *out) {
    lesson l = {ctx, s, it, n, NULL, NULL};
    *out = (ent_fitted){.n = n};
    if (n < LEAST)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "only %zu issues to fit on; %d with an outcome are "
                        "needed outside the part to forecast",
                        n, LEAST);
    out->residual = ENT_NEW(ctx->keep, n, double);
    if (!out->residual)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++)
        out->residual[i] = it[i]->past->outcome - it[i]->mean;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ENT_TRY(learn(&l, needs, out));
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}

/* ---- forecasts */

/* The weighted mean with the errors that it had, cut off at the poles. */
static void residuals(const ent_fitted *fit, double mean, ent_spread *out) {
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < fit->n; i++) {
        double z = fmin(100, fmax(0, mean + fit->residual[i]));
        for (size_t g = 0; g < ENT_SPREAD_CELLS; g++)
            out->below[g] += (z <= (double)g + 0.5) / (double)fit->n;
    }
}

static void mixture(const ent_fitted *fit, const ent_study_issue *it,
                    ent_spread *out) {
    ent_spread r;
    residuals(fit, it->mean, &r);
    memset(out, 0, sizeof *out);
    ent_i_spread_add(out, &it->positions, 1 / 3.0);
    ent_i_spread_add(out, &it->pce, 1 / 3.0);
    ent_i_spread_add(out, &r, 1 / 3.0);
}

static void say_spread(const ent_fitted *fit, ent_way way,
                       const ent_study_issue *it, ent_spread *out) {
    if (way == ENT_WAY_POSITIONS)
        *out = it->positions;
    else if (way == ENT_WAY_RESIDUALS)
        residuals(fit, it->mean, out);
    else if (way == ENT_WAY_MIXTURE)
        mixture(fit, it, out);
    else if (way == ENT_WAY_SETTLEMENTS)
        ent_i_curve_spread(&fit->settlements, it->settlements, out);
    else
        ent_i_curve_spread(&fit->calibrated, it->curve, out);
}

void ent_i_say(const ent_study *s, const ent_fitted *fit,
               const ent_forecaster *f, const ent_study_issue *it,
               ent_saying *out) {
    if (f->way == ENT_WAY_MODEL) {
        ent_i_study_play(s, it, f->model, out);
        return;
    }
    *out = (ent_saying){.spread = true};
    say_spread(fit, f->way, it, &out->s);
    out->point = ent_i_spread_quantile(&out->s, 0.5);
    out->mean = ent_i_spread_mean(&out->s);
}
