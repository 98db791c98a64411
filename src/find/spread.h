/* spread.h - distributions on the scale 0..100, and curves fitted to past
 * outcomes; see docs/backtest.md. */
#ifndef ENT_SPREAD_H
#define ENT_SPREAD_H
#include "base/base.h"

enum { ENT_SPREAD_CELLS = 100 };

/* A distribution: below[g] is the chance of an outcome up to g + 1/2; at 100
 * it is 1.  Whole numbers, and so the poles, can hold a mass of their own. */
typedef struct ent_spread {
    double below[ENT_SPREAD_CELLS];
} ent_spread;

/* From n atoms x on 0..100 of weight w >= 0 (NULL: all alike), summing to
 * more than 0. */
void ent_i_spread_atoms(const double *x, const double *w, size_t n,
                        ent_spread *out);
/* Adds share times s. */
void ent_i_spread_add(ent_spread *to, const ent_spread *s, double share);
/* Puts the values in order, which brings no curve further from the truth. */
void ent_i_spread_order(ent_spread *s);
/* The mid-quantile of 0 < p < 1: an interval between two of them holds its
 * share of outcomes also where these pile up on a pole. */
double ent_i_spread_quantile(const ent_spread *s, double p);
double ent_i_spread_mean(const ent_spread *s);
/* Continuous ranked probability score of outcome y, in points of the scale. */
double ent_i_spread_crps(const ent_spread *s, double y);
/* The chances of less than y, and of y or less. */
void ent_i_spread_place(const ent_spread *s, double y, double *less,
                        double *upto);

/* ---- curves (curve.c) */

/* One past decision: features at each cell, and what came of it. */
typedef struct ent_curve_case {
    const double *x; /* [ENT_SPREAD_CELLS * n_features] */
    double outcome;
} ent_curve_case;

typedef struct ent_curve {
    size_t n_features;
    const double *ridge; /* [n_features] > 0, the penalty on each weight */
    double *weight;      /* [n_features] */
} ent_curve;

/* Fits the weights: least mean CRPS plus penalties.  ENT_NOMEM */
ent_err ent_i_curve_fit(ent_ctx *ctx, const ent_curve_case *const *c, size_t n,
                        ent_curve *io);
/* The distribution that it gives to features x. */
void ent_i_curve_spread(const ent_curve *curve, const double *x,
                        ent_spread *out);
/* What a chance p adds to a curve as a feature: its logit, tamed at 0 and 1 */
double ent_i_curve_logit(double p);

/* ---- the interval of a run (spread_past.c) */

/* Features of a curve from settlements z[n], n >= 1: x [ENT_SPREAD_CELLS *
 * ENT_SETTLEMENT_WEIGHTS]. */
void ent_i_settlement_features(const double *z, size_t n, double *x);
/* What past decisions say of an issue on which models, or draws of models,
 * settle at z[n] on 0..100, n >= 1. */
void ent_i_spread_past(const double *z, size_t n, ent_spread *out);
#endif
