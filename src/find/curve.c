/* curve.c - a distribution as a curve: the logit of the chance of an outcome
 * up to g is a weighted sum of features at g.
 *
 * Distribution regression after Foresi and Peracchi 1995 (doi:10.1080/
 * 01621459.1995.10476537) with one set of weights for all thresholds, fitted
 * to the mean CRPS, which is the sum of the Brier scores over the thresholds
 * (Gneiting and Raftery 2007), with a ridge penalty per weight; Levenberg
 * and Marquardt's steps.  Curves that fall somewhere are put in order
 * (Chernozhukov, Fernandez-Val and Galichon 2010, doi:10.3982/ECTA7880). */
#include "find/spread.h"
#include <math.h>

enum { STEPS = 40, TRIES = 10 };
static const double TAME = .05, ENOUGH = 1e-7;

typedef struct fit {
    const ent_curve_case *const *c;
    size_t n_cases, n;
    const double *ridge;
    double *slope, *bend, *root, *step, *tried; /* [n], [n * n] twice, [n]… */
} fit;

/* Every other cell, alike from both ends: half the work, the same fit. */
static size_t next_cell(size_t g) {
    return g == ENT_SPREAD_CELLS / 2 - 2 ? g + 3 : g + 2;
}

static double chance(const double *x, const double *weight, size_t n) {
    double z = 0;
    for (size_t k = 0; k < n; k++)
        z += weight[k] * x[k];
    return 1 / (1 + exp(-z));
}

static double loss(const fit *f, const double *weight) {
    double sum = 0;
    for (size_t i = 0; i < f->n_cases; i++)
        for (size_t g = 0; g < ENT_SPREAD_CELLS; g = next_cell(g)) {
            double d = chance(f->c[i]->x + g * f->n, weight, f->n) -
                       (f->c[i]->outcome <= (double)g + 0.5);
            sum += 2 * d * d;
        }
    sum /= (double)f->n_cases;
    for (size_t k = 0; k < f->n; k++)
        sum += f->ridge[k] * weight[k] * weight[k];
    return sum;
}

static void add_cell(fit *f, const double *x, const double *weight, bool up) {
    double p = chance(x, weight, f->n), d = p * (1 - p);
    double first = 4 * (p - up) * d, second = 4 * d * d;
    for (size_t k = 0; k < f->n; k++) {
        double a = second * x[k], *row = f->bend + k * f->n;
        f->slope[k] += first * x[k];
        for (size_t l = 0; l <= k; l++)
            row[l] += a * x[l];
    }
}

/* Gradient, and Gauss and Newton's curvature, lower triangle. */
static void look(fit *f, const double *weight) {
    memset(f->slope, 0, f->n * sizeof(double));
    memset(f->bend, 0, f->n * f->n * sizeof(double));
    for (size_t i = 0; i < f->n_cases; i++)
        for (size_t g = 0; g < ENT_SPREAD_CELLS; g = next_cell(g))
            add_cell(f, f->c[i]->x + g * f->n, weight,
                     f->c[i]->outcome <= (double)g + 0.5);
    for (size_t k = 0; k < f->n; k++) {
        f->slope[k] =
            f->slope[k] / (double)f->n_cases + 2 * f->ridge[k] * weight[k];
        for (size_t l = 0; l <= k; l++)
            f->bend[k * f->n + l] /= (double)f->n_cases;
        f->bend[k * f->n + k] += 2 * f->ridge[k];
    }
}

/* step = -(bend + damp)^-1 slope by Cholesky's root. */
static void solve(fit *f, double damp) {
    size_t n = f->n;
    double *r = f->root, *s = f->step;
    memcpy(r, f->bend, n * n * sizeof(double));
    for (size_t k = 0; k < n; k++) {
        r[k * n + k] += damp * (1 + r[k * n + k]);
        for (size_t l = 0; l <= k; l++) {
            double sum = r[k * n + l];
            for (size_t j = 0; j < l; j++)
                sum -= r[k * n + j] * r[l * n + j];
            r[k * n + l] = l < k ? sum / r[l * n + l] : sqrt(sum);
        }
    }
    for (size_t k = 0; k < n; k++) {
        s[k] = -f->slope[k];
        for (size_t j = 0; j < k; j++)
            s[k] -= r[k * n + j] * s[j];
        s[k] /= r[k * n + k];
    }
    for (size_t k = n; k-- > 0;) {
        for (size_t j = k + 1; j < n; j++)
            s[k] -= r[j * n + k] * s[j];
        s[k] /= r[k * n + k];
    }
}

/* One step that lessens the loss; how much it did, 0 when none does. */
static double improve(fit *f, double *weight, double *damp, double now) {
    look(f, weight);
    for (int t = 0; t < TRIES; t++) {
        solve(f, *damp);
        for (size_t k = 0; k < f->n; k++)
            f->tried[k] = weight[k] + f->step[k];
        double then = loss(f, f->tried);
        if (then < now) {
            memcpy(weight, f->tried, f->n * sizeof(double));
            *damp /= 10;
            return now - then;
        }
        *damp *= 10;
    }
    return 0;
}

ent_err ent_i_curve_fit(ent_ctx *ctx, const ent_curve_case *const *c, size_t n,
                        ent_curve *io) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    size_t k = io->n_features;
    double *room = ENT_NEW(ctx->temp, 2 * k * k + 3 * k, double);
    if (!room)
        return ENT_NOMEM_FAIL(ctx);
    fit f = {c,
             n,
             k,
             io->ridge,
             room,
             room + 3 * k,
             room + 3 * k + k * k,
             room + k,
             room + 2 * k};
    double damp = .01;
    memset(io->weight, 0, k * sizeof(double));
    double now = loss(&f, io->weight), gain = n ? INFINITY : 0;
    for (int t = 0; t < STEPS && gain > ENOUGH; t++) {
        gain = improve(&f, io->weight, &damp, now);
        now -= gain;
    }
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}

void ent_i_curve_spread(const ent_curve *curve, const double *x,
                        ent_spread *out) {
    size_t n = curve->n_features;
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++)
        out->below[g] = chance(x + g * n, curve->weight, n);
    ent_i_spread_order(out);
}

double ent_i_curve_logit(double p) {
    return log((p + TAME) / (1 - p + TAME)) / 4;
}
