/* deal.h - bargains over several issues: Nash's, and others. */
#ifndef ENT_DEAL_H
#define ENT_DEAL_H
#include "base/base.h"

/* Party i gains most[i] - sum over p of care[i * n_issues + p] times
 * (z_p - x[i * n_issues + p])^2.  All borrowed. */
typedef struct ent_deal {
    size_t n_parties, n_issues;
    const double *x, *care; /* [n_parties * n_issues] 0..100, >= 0 */
    const double *most;     /* [n_parties] */
    const double *power;    /* [n_parties] >= 0 */
    const double *present;  /* [n_issues] where to begin */
} ent_deal;

/* A gain below this is none. */
#define ENT_DEAL_LEAST 1e-9

size_t ent_i_deal_work(size_t n_issues); /* doubles of scratch */
/* The deal, to 1e-9 of the scale; false when no z gives all parties a gain. */
bool ent_i_deal_solve(const ent_deal *d, double *work, double *z);
/* The deal whose worst-off party is best off: makes the least gain_i / unit_i
 * largest, to 1e-10; unit [n_parties] > 0, NULL: all 1.  That least is in
 * *level, and may be below 0. */
void ent_i_deal_level(const ent_deal *d, const double *unit, double *work,
                      double *z, double *level);
/* The deal that makes the sum of weight_i gain_i largest among those from which
 * nobody loses, to 1e-10; false when no z gives all parties a gain. */
bool ent_i_deal_sum(const ent_deal *d, const double *weight, double *work,
                    double *z);
/* What party i gains from z. */
double ent_i_deal_gain(const ent_deal *d, size_t i, const double *z);
#endif
