/* backtest.h - what is known before forecasting past decisions, what is
 * fitted to them, and what forecasters then say; see docs/backtest.md. */
#ifndef ENT_BACKTEST_H
#define ENT_BACKTEST_H
#include "find/spread.h"

/* How a forecaster comes to its forecast. */
typedef enum ent_way {
    ENT_WAY_MODEL, /* a bargaining model: a point, or chances of positions */
    ENT_WAY_POSITIONS,
    ENT_WAY_RESIDUALS,
    ENT_WAY_MIXTURE,
    ENT_WAY_SETTLEMENTS,
    ENT_WAY_CALIBRATED,
    ENT_WAYS
} ent_way;

typedef struct ent_forecaster {
    ent_way way;
    const ent_model *model; /* of ENT_WAY_MODEL */
} ent_forecaster;

/* What a forecaster says of an issue. */
typedef struct ent_saying {
    bool failed, spread; /* not to be told; s holds a distribution */
    double point, mean;
    ent_spread s;
} ent_saying;

/* Features of the calibrated curve before those of each actor. */
enum { ENT_CURVE_CORE = 5 };

/* One issue, seen before its outcome. */
typedef struct ent_study_issue {
    const ent_past_issue *past;
    uint32_t proposal; /* number of its group */
    bool usable;       /* someone has weight in it */
    double mean;       /* weighted */
    ent_spread positions, pce;
    const double *curve;       /* features of the calibrated curve */
    const double *settlements; /* features of the settlements' curve */
} ent_study_issue;

/* All issues. */
typedef struct ent_study {
    const ent_past *past;
    ent_study_issue *issue; /* [past->n_issues] */
    size_t n_proposals;
    size_t n_features;     /* of the calibrated curve */
    double *work, *chance; /* scratch of models, [n_actors] */
} ent_study;

/* Plays what the features need on every issue.  ENT_NOMEM, ENT_CANCELLED */
ent_err ent_i_study_make(ent_ctx *ctx, const ent_past *past, ent_study *out);
/* One model on one issue: its settlement, and a distribution where it gives
 * chances of the positions. */
void ent_i_study_play(const ent_study *s, const ent_study_issue *it,
                      const ent_model *m, ent_saying *out);

/* What is fitted on some issues. */
typedef struct ent_fitted {
    double *residual; /* [n] outcome less weighted mean */
    size_t n;
    ent_curve calibrated, settlements;
} ent_fitted;

/* Fits on the issues [n], which are usable and told.  needs[way]: what is
 * wanted.  Results lie in ctx->keep.  ENT_SHAPE under 10 issues; ENT_NOMEM */
ent_err ent_i_fit(ent_ctx *ctx, const ent_study *s,
                  const ent_study_issue *const *it, size_t n,
                  const bool needs[ENT_WAYS], ent_fitted *out);
/* The forecast of one issue. */
void ent_i_say(const ent_study *s, const ent_fitted *fit,
               const ent_forecaster *f, const ent_study_issue *it,
               ent_saying *out);

/* A bootstrap over proposals of the mean of d[n] in groups, and its bounds. */
ent_err ent_i_margin(ent_ctx *ctx, const double *d, const uint32_t *proposal,
                     size_t n, uint64_t seed, ent_margin *out);
#endif
