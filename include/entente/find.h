/** @file find.h - what runs amount to; rules for all functions in entente.h. */
#ifndef ENT_FIND_PUBLIC_H
#define ENT_FIND_PUBLIC_H
#include "entente/run.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A sample in seven numbers. */
typedef struct ent_band {
    double mean, q05, q10, q50, q90, q95; /**< quantiles, type 7 */
    size_t n; /**< draws in it; 0: there is none, the rest is 0 */
} ent_band;

/** Summarises x[n], leaving out those with bad[i] (NULL: none is).
 *  @return ENT_NOMEM; cost O(n log n) */
ent_err ent_band_of(ent_ctx *ctx, const double *x, const unsigned char *bad,
                    size_t n, ent_band *out);

enum { ENT_BINS = 20 };

/** Where one issue may settle. */
typedef struct ent_forecast {
    ent_band all;          /**< of the weighted models, at the end */
    const ent_band *model; /**< [n_models] at the end */
    const size_t *failed;  /**< [n_models] draws in which it refused */
    const ent_band *path;  /**< [n_periods] of the weighted models */
    double bin[ENT_BINS];  /**< shares of draws in 0..5, 5..10 … 95..100 */
    double above;          /**< share of draws above 50 */
    double disagreement;   /**< largest less smallest model median */
    ent_str headline;      /**< one sentence with the numbers */
    ent_str words;         /**< the likelihood in words and as a number */
} ent_forecast;

/** One forecast per issue.
 *  @param out  [n_issues]
 *  @cost  O(models * periods * issues * draws log draws) */
ent_err ent_forecast_make(ent_ctx *ctx, const ent_scenario *s,
                          const ent_run *run, const ent_forecast **out);

/** The most important things in plain sentences, for the head of a report. */
ent_err ent_forecast_sum_up(ent_ctx *ctx, const ent_scenario *s,
                            const ent_forecast *f, const ent_str **out,
                            size_t *n);

/** The likelihood words of ICD 203 for a probability; docs/decisions/003. */
const char *ent_likelihood(double p);

/** What two runs of one dispute differ by on one issue. */
typedef struct ent_change {
    ent_band before, after;
    ent_band change; /**< after - before; draw by draw when paired */
    double agree;    /**< share of draws that move as the median does */
    int paired;      /**< both runs used the same random numbers */
    int real;        /**< the verdict: see ent_change_of */
    ent_str verdict; /**< the same in a sentence */
} ent_change;

/** Compares two samples.  Paired draws differ for real when the median moves
 *  by @p least or more and at least 90 % of the draws move the same way;
 *  unpaired samples, when their 80 % bands do not overlap at all.
 *  @param least  in units of the scale, >= 0; 0.5 where nobody says otherwise
 *  @return ENT_SHAPE  a sample is empty */
ent_err ent_change_of(ent_ctx *ctx, const double *before,
                      const unsigned char *bad_before, size_t n_before,
                      const double *after, const unsigned char *bad_after,
                      size_t n_after, int paired, double least,
                      ent_change *out);

#ifdef __cplusplus
}
#endif
#endif
