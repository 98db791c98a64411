/* variant.h - one scenario played in several versions, side by side.
 *
 * Every version runs on the same random numbers, so they differ by what was
 * changed and by nothing else.  Plays are dealt to threads one by one, or,
 * when there are fewer of them than threads, each by its draws; either way
 * the numbers are the same. */
#ifndef ENT_VARIANT_H
#define ENT_VARIANT_H
#include "base/base.h"

/* How the steps of a name become one number per draw. */
typedef enum ent_when_kind {
    ENT_WHEN_MEAN,
    ENT_WHEN_END,
    ENT_WHEN_START,
    ENT_WHEN_MOST,
    ENT_WHEN_LEAST,
    ENT_WHEN_STEP,
    ENT_WHEN_PATH /* they do not: all steps are kept */
} ent_when_kind;
typedef struct ent_when {
    ent_when_kind kind;
    uint32_t step; /* of ENT_WHEN_STEP */
} ent_when;
/* "mean", "end", "start", "most", "least" or a step; blank is the mean.
 * False when it is none of them. */
bool ent_i_when_read(ent_str text, uint32_t steps, ent_when *out);

/* One name to look at, and what was seen. */
typedef struct ent_look {
    ent_str name;
    ent_when when;
    double *x;          /* [draws], of a path [steps * draws] */
    unsigned char *bad; /* same shape: no model gave a settlement */
} ent_look;

typedef struct ent_variant {
    const ent_scenario *s; /* NULL: the one that all start from */
    ent_str lens;          /* blank: the base reading; "mixture": all of them */
    const ent_str *given, *change; /* as ent_scenario_set takes them */
    size_t n_given, n_changes;
    const ent_str *without; /* parts taken out last */
    size_t n_without;
    ent_look *look; /* [n_looks] */
    size_t n_looks;
    ent_err err; /* it could not be played */
    char why[512];
} ent_variant;

/* Plays all of them.  A mistake in one is its own; ENT_NOMEM and
 * ENT_CANCELLED end all. */
ent_err ent_i_variants_play(ent_ctx *ctx, const ent_scenario *s,
                            const ent_plan *plan, ent_variant *v, size_t n);
/* The first mistake among them as a failure of ctx. */
ent_err ent_i_variants_fail(ent_ctx *ctx, const ent_variant *v, size_t n);

/* ---- reading a run (series.c) */

/* One name over time. */
typedef struct ent_series {
    size_t n_steps, draws;
    const double *x;          /* [t * draws + d] */
    const unsigned char *bad; /* the same: nothing is settled */
} ent_series;
/* What it comes to: fills look->x and look->bad. */
void ent_i_series_take(const ent_series *f, ent_look *look);
#endif
