/** @file run.h - many draws of one scenario; rules for all functions in
 * entente.h. */
#ifndef ENT_RUN_PUBLIC_H
#define ENT_RUN_PUBLIC_H
#include "entente/model.h"
#include "entente/scenario.h"
#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_design {
    ENT_DESIGN_LATIN, /**< Latin hypercube over draws */
    ENT_DESIGN_RANDOM /**< independent draws */
} ent_design;

/** A model with its settings and its weight in the ensemble. */
typedef struct ent_choice {
    const ent_model *model;
    const double *param; /**< [model->n_params]; NULL: defaults */
    double weight;       /**< >= 0; 0: shown, not part of the forecast */
} ent_choice;

typedef struct ent_plan {
    uint64_t seed;
    size_t draws;             /**< >= 1 */
    uint64_t first;           /**< number of the first draw */
    ent_design design;        /**< Latin needs `of` */
    size_t of;                /**< size of the Latin square; 0: draws */
    int threads;              /**< 0: all */
    const ent_choice *choice; /**< [n_choices] */
    size_t n_choices;
    uint32_t rounds; /**< at most, in one step, of models that move actors;
                          0: 20 */
    int mixture;     /**< other than 0: each draw takes one lens by weight */
    const ent_str *watch; /**< [n_watch] names as in formulas, '*' for any run
                               of characters: what the trace holds */
    size_t n_watch;
} ent_plan;

/** Watched names over time. */
typedef struct ent_trace {
    size_t n_names, n_steps, draws;
    const ent_str *name; /**< [n_names] wildcards spelled out */
    double *x;           /**< [(i * n_steps + t) * draws + d], finite */
} ent_trace;

/** A formula that asked for what is undefined, such as 1 / 0. */
typedef struct ent_fault {
    uint32_t formula; /**< row of ent_scenario.formula */
    uint64_t n;       /**< results replaced */
} ent_fault;

/** What came out: settlements by model, period, issue and draw. */
typedef struct ent_run {
    size_t n_models, n_periods, n_issues, draws;
    /** [n_periods] step at which each begins: each step of a scenario in which
     *  one step makes the next (quantities, moves, beliefs, gates, links,
     *  packages, exchanges, attention, hazards), else the steps at which
     *  events fall due. */
    const uint32_t *period_step;
    /** [((m * n_periods + t) * n_issues + p) * draws + d]; 0 where bad */
    double *settlement;
    unsigned char *bad; /**< same shape: the model refused, or no stance */
    /** [(t * n_issues + p) * draws + d] weighted mean of the models */
    double *ensemble;
    unsigned char *ensemble_bad;
    size_t failed; /**< cells in which a model refused */
    ent_trace trace;
    /** [n_faults] formulas whose result had to be replaced, and how often in
     *  all draws and steps: docs/formulas.md, "Undefined numbers". */
    const ent_fault *fault;
    size_t n_faults;
} ent_run;

/** Plays the scenario plan->draws times.
 *
 * Draw d depends on (seed, first + d, the values' names) alone, so results
 * are equal bit for bit for every number of threads.
 * @param s  without lenses (ent_scenario_focus) unless plan->mixture
 * @return ENT_SHAPE  no draws, no models, neither issue nor quantity;
 *         ENT_NAME  plan->watch names nothing; ENT_DOMAIN  no model has
 *         weight, or a loop in one step; ENT_SYNTAX  a formula; ENT_NOMEM,
 *         ENT_CANCELLED
 * @cost  draws * periods * issues * models' rounds */
ent_err ent_run_play(ent_ctx *ctx, const ent_scenario *s, const ent_plan *plan,
                     ent_run *out);

/** What a run directory says of itself, beside the numbers. */
typedef struct ent_run_facts {
    ent_str name;        /**< of the run: the folder's */
    ent_str command;     /**< the command line that made it */
    const ent_str *argv; /**< [n_argv] the same in pieces */
    size_t n_argv;
    ent_str lens;       /**< id, blank, or "mixture" */
    const ent_str *set; /**< [n_sets] changes, as on the command line */
    size_t n_sets;
    ent_str version, created; /**< read back; written by the library */
} ent_run_facts;

/** A run read back from its folder.  Only the last period has draws. */
typedef struct ent_run_saved {
    ent_run_facts facts;
    ent_scenario scenario; /**< as it was, before lens and sets */
    ent_plan plan;
    ent_run run; /**< n_periods 1 */
} ent_run_saved;

/** Writes run.json, scenario.json and draws.csv into @p dir (made if need be).
 *  @return ENT_IO  nothing half-written is left */
ent_err ent_run_save(ent_ctx *ctx, ent_str dir, const ent_scenario *s,
                     const ent_plan *plan, const ent_run *run,
                     const ent_run_facts *facts);
/** Reads a run directory back.
 *  @return ENT_MISSING no run there; ENT_SYNTAX damaged; ENT_UNSUPPORTED made
 *          by a newer version */
ent_err ent_run_load(ent_ctx *ctx, ent_str dir, ent_run_saved *out);

#ifdef __cplusplus
}
#endif
#endif
