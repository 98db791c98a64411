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
    ent_band past;     /**< where past EU decisions with such settlements ended
                            (docs/backtest.md); n 0: fewer than two models */
    ent_str past_says; /**< one sentence with its numbers; blank without */
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

/* ---- claims and mechanisms (docs/claims.md) */

/** How a claim, or the mechanism behind it, fares. */
typedef enum ent_verdict {
    ENT_VERDICT_HOLDS, /**< of a mechanism: and fails without its parts */
    ENT_VERDICT_FAILS,
    ENT_VERDICT_IDLE, /**< the claim holds without the mechanism's parts too,
                           so it shows nothing of them */
    ENT_VERDICT_ERROR /**< it could not be played; the sentence says why */
} ent_verdict;
/** "holds", "fails", "shows nothing", "error"; never NULL. */
const char *ent_verdict_text(ent_verdict v);

/** What one expectation of a claim came to. */
typedef struct ent_effect {
    const ent_expectation *expect;
    ent_band before, after;
    ent_band change; /**< after - before, draw by draw; n 0: a level was
                          asked for, without a change */
    double agree;    /**< share of draws that do as expected, 0..1 */
    int holds;
    ent_str says; /**< one sentence with the numbers */
} ent_effect;

typedef struct ent_claim_result {
    uint32_t claim; /**< row of ent_scenario.claim */
    ent_verdict verdict;
    const ent_effect *effect; /**< [n_effects] in the order of the claim */
    size_t n_effects;         /**< 0: it could not be played */
    ent_str says;
} ent_claim_result;

typedef struct ent_mechanism_result {
    uint32_t mechanism; /**< row of ent_scenario.mechanism */
    ent_verdict verdict;
    ent_claim_result with, without; /**< its claim, its parts in place and
                                         taken out */
    ent_str kinds;                  /**< of its parts: "move, stock" */
    ent_str says;
} ent_mechanism_result;

typedef struct ent_tests {
    const ent_claim_result *claim;         /**< [n_claims] those that are not a
                                                mechanism's own, and were chosen */
    const ent_mechanism_result *mechanism; /**< [n_mechanisms] */
    size_t n_claims, n_mechanisms;
    size_t n_held, n_working; /**< claims, mechanisms with HOLDS */
    size_t n_plays;           /**< of the scenario, after sharing */
} ent_tests;

/** Which claims and mechanisms to test; all zero: all of them. */
typedef struct ent_test_choice {
    const ent_str *claim, *mechanism; /**< ids, '*' for any run of characters;
                                           when either is given, no others */
    size_t n_claims, n_mechanisms;
    const ent_str *lens; /**< NULL: each claim under its own */
} ent_test_choice;

/** Plays every chosen claim with and without its change, and every mechanism
 *  with and without its parts, on the same random numbers.
 *
 * Results are equal bit for bit for every number of plan->threads.
 * @param s       with its lenses (not focused)
 * @param plan    its watch is not used
 * @param choice  NULL: all
 * @return ENT_NAME  a chosen id is none; ENT_NOMEM, ENT_CANCELLED.  What goes
 *         wrong in one claim is its verdict
 * @cost  up to four plays of the scenario for each mechanism, two for each
 *        other claim, of the parts on which the expectations rest */
ent_err ent_claims_test(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, const ent_test_choice *choice,
                        ent_tests *out);

/* ---- questions (docs/questions.md) */

/** A cell of a table: a text, or a number where it has none. */
typedef struct ent_answer_cell {
    ent_str text; /**< blank: x counts */
    double x;
} ent_answer_cell;

/** One table of an answer. */
typedef struct ent_answer_table {
    ent_str title;
    const ent_str *column;       /**< [n_columns] */
    const ent_answer_cell *cell; /**< [row * n_columns + column] */
    size_t n_columns, n_rows;
} ent_answer_table;

typedef struct ent_answer {
    const ent_question *question;
    ent_str says; /**< one paragraph, its numbers from the runs */
    ent_str note; /**< what it rests on: draws, seed, lens, models */
    const ent_answer_table *table; /**< [n_tables] */
    size_t n_tables, n_plays;
} ent_answer;

/** Does q->run begin with an analysis that there is, and end with a time that
 *  there is?  Nothing is played.
 *  @return ENT_SYNTAX, ENT_NAME with the nearest analysis */
ent_err ent_question_check(ent_ctx *ctx, const ent_scenario *s,
                           const ent_question *q);

/** Answers one question by playing the scenario.
 *  @param s     with its lenses (not focused)
 *  @param q     borrowed: one of s->asked, or one made by the caller
 *  @param plan  its watch is not used
 *  @return ENT_SYNTAX  q->run is not understood; ENT_NAME  it names what is
 *          not there; what playing fails with
 *  @cost   a few to a few hundred plays; docs/questions.md */
ent_err ent_question_answer(ent_ctx *ctx, const ent_scenario *s,
                            const ent_plan *plan, const ent_question *q,
                            ent_answer *out);

/* ---- explanations (docs/explain.md) */

/** One thing that moved, and its part in the movement of another. */
typedef struct ent_cause {
    uint32_t parent;  /**< row; ENT_NONE: what was asked about */
    uint32_t depth;   /**< 0 at a root */
    uint32_t again;   /**< row of ent_explanation.cause where the same movement
                           is explained; ENT_NONE: here */
    ent_str name;     /**< as in formulas, or a few words */
    const char *kind; /**< "settlement", "stock", "move", "value" … */
    int32_t step, since;  /**< it moved from `since` to `step`; -1: the start */
    double before, after; /**< means over the draws */
    double share;         /**< its part in the parent's movement, in the
                               parent's unit; of a root its own movement; 0
                               for what a node merely rests on */
    int rests;            /**< it did not move: the node above rests on it */
    ent_str says;         /**< what kind of thing happened, in words */
    ent_str formula;      /**< as written; blank: none */
    const ent_ref *evidence; /**< [n_evidence] */
    size_t n_evidence;
    ent_str confidence, note;
} ent_cause;

typedef struct ent_explanation {
    ent_str name;           /**< what was asked about */
    const ent_cause *cause; /**< [n_causes] each behind its parent, the parts
                                 of one in order of size */
    size_t n_causes, draws;
} ent_explanation;

/** What to explain. */
typedef struct ent_why {
    ent_str name;       /**< an actor, an issue, or a name as in formulas;
                             blank: the settlements that moved most */
    int32_t step, from; /**< -1: the step of its largest movement; the step
                             before that one */
    uint32_t depth;     /**< how many levels of causes; 0: 4 */
} ent_why;

/** Says what moved something: each part's share of the movement, down to
 *  values of the scenario and their evidence.
 *
 * Parts are found by giving one input after the other its former number, with
 * all others new and with all others former; the mean of both is its share.
 * The draws are the first of the plan's, 256 at most.
 * @param s  as it is played: through its lens
 * @return ENT_NAME  nothing is called so; ENT_DOMAIN  no such step;
 *         ENT_UNSUPPORTED  a mixture of lenses; what playing fails with
 * @cost   some plays of 256 draws, and for each node two runs of its formula
 *         or table per input */
ent_err ent_explain(ent_ctx *ctx, const ent_scenario *s, const ent_plan *plan,
                    const ent_why *why, ent_explanation *out);

/** One event or statement, however many texts report it. */
typedef struct ent_reported {
    const size_t *report; /**< [n_reports] rows, in their order */
    size_t n_reports, n_docs;
    ent_str first, last; /**< days between which all reports place it; blank:
                              not known, or open */
} ent_reported;

/** Two reports that cannot both be true; both stay. */
typedef struct ent_contradiction {
    ent_str kind; /**< polarity; denial: somebody says that it was not so;
                       number; date; stance */
    size_t a, b;  /**< rows */
    ent_str what; /**< "12 soldiers, 15 soldiers", or blank */
} ent_contradiction;

/** Reports put together. */
typedef struct ent_across {
    size_t n_groups, n_contradictions;
    const ent_reported *group; /**< those without a day last, then by day */
    const size_t *group_of;    /**< [rows] */
    const ent_contradiction *contradiction; /**< by the groups of their rows */
} ent_across;

/** Puts reports of the same event together: the same category, states of
 *  source and target (in either order where it is reciprocal), the same
 *  polarity, real or future or possible alike, on days that all can mean.  An
 *  event without a date is taken to lie in the week before its text came out;
 *  one that is older than that stays alone, as does one without any actor.
 *  @param row  [n] as ent_store_events gives them
 *  @cost  O(n log n), and the pairs that contradict each other */
ent_err ent_events_across(ent_ctx *ctx, const ent_event_row *row, size_t n,
                          ent_across *out);
/** The same for statements: the same speaker, issue and stance.  Statements
 *  without issue stay alone. */
ent_err ent_statements_across(ent_ctx *ctx, const ent_statement_row *row,
                              size_t n, ent_across *out);

/* ---- discourse networks (docs/network.md) */

#define ENT_NETWORK_LIST(X)                             \
    X(TABLE, "actor-issue")     /* who said what */     \
    X(CONGRUENCE, "congruence") /* the same stance */   \
    X(CONFLICT, "conflict")     /* opposed stances */   \
    X(SUBTRACT, "subtract")     /* first less second */ \
    X(COOCCURRENCE, "co-occurrence")
typedef enum ent_network_kind {
#define ENT_X(name, text) ENT_NETWORK_##name,
    ENT_NETWORK_LIST(ENT_X)
#undef ENT_X
        ENT_NETWORK_KINDS
} ent_network_kind;

#define ENT_NORM_LIST(X)  \
    X(NONE, "none")       \
    X(AVERAGE, "average") \
    X(JACCARD, "jaccard") \
    X(COSINE, "cosine")
typedef enum ent_norm {
#define ENT_X(name, text) ENT_NORM_##name,
    ENT_NORM_LIST(ENT_X)
#undef ENT_X
        ENT_NORMS
} ent_norm;

/** What counts once: the same actor, issue and stance … */
#define ENT_ONCE_LIST(X)                                        \
    X(DOCUMENT, "document") /* … in one document */           \
    X(ALL, "all")           /* never: every statement counts */ \
    X(DAY, "day")                                               \
    X(WEEK, "week") /* from Monday */                           \
    X(MONTH, "month")                                           \
    X(YEAR, "year")                                             \
    X(RANGE, "range") /* … in the whole network */
typedef enum ent_once {
#define ENT_X(name, text) ENT_ONCE_##name,
    ENT_ONCE_LIST(ENT_X)
#undef ENT_X
        ENT_ONCES
} ent_once;

typedef struct ent_network_plan {
    ent_network_kind kind;
    ent_norm norm;
    ent_once once;
    int by_code;       /**< 0: states are the actors; else codes */
    int of_issues;     /**< the nodes are issues, tied by actors */
    unsigned window;   /**< days, or 0: one network of all; */
    ent_once calendar; /**< DAY … YEAR: windows by the calendar instead */
} ent_network_plan;

/** How often one actor spoke on one issue. */
typedef struct ent_network_cell {
    uint32_t actor, issue;
    uint32_t against, neutral, favour; /**< toward pole 0; 0; pole 100 */
} ent_network_cell;

typedef struct ent_network_edge {
    uint32_t a, b; /**< a < b */
    double weight; /**< never 0 */
} ent_network_edge;

/** The network of one window. */
typedef struct ent_network {
    ent_str first, last; /**< its days; blank: all */
    size_t n_statements; /**< that counted */
    size_t n_cells, n_edges;
    const ent_network_cell *cell; /**< by actor, then issue */
    const ent_network_edge *edge; /**< by a, then b; none of TABLE */
} ent_network;

typedef struct ent_networks {
    size_t n_actors, n_issues, n;
    const ent_str *actor, *issue; /**< names, in byte order */
    const ent_network *network;   /**< [n] in order of time; only windows with
                                       statements */
    size_t n_undated;             /**< left out because windows need a date */
} ent_networks;

/** Makes discourse networks of statements.  Statements without speaker or
 *  issue, and those that were denied to have been made, are left out.  Leifeld
 *  2017, "Discourse network analysis", Oxford Handbook of Political Networks.
 *  @param row  [n] as ent_store_statements gives them
 *  @return ENT_LIMIT  more than 4096 nodes in a one-mode network
 *  @cost  O(n log n), and for one-mode networks nodes squared */
ent_err ent_networks_make(ent_ctx *ctx, const ent_statement_row *row, size_t n,
                          const ent_network_plan *plan, ent_networks *out);

/* ---- backtests (docs/backtest.md) */

/** The parts of a collection of past decisions. */
typedef enum ent_split {
    ENT_SPLIT_NONE, /**< belongs to none: is left alone */
    ENT_SPLIT_TRAIN,
    ENT_SPLIT_DEV,
    ENT_SPLIT_TEST,
    ENT_SPLITS
} ent_split;
/** "train", "dev", "test"; "all" for ENT_SPLIT_NONE; never NULL. */
const char *ent_split_text(ent_split split);

/** A decision that was taken: who wanted what, and what came of it. */
typedef struct ent_past_issue {
    ent_str id, proposal; /**< issues of one proposal are never split apart */
    ent_split split;
    double outcome; /**< 0..100; < 0: not told */
    const double *capability, *position, *salience; /**< [n_actors] of which
                                                         has[] has one */
    const unsigned char *has;
} ent_past_issue;

typedef struct ent_past {
    const ent_str *actor;             /**< [n_actors] */
    const unsigned char *institution; /**< [n_actors] without votes of its own;
                                           counts as the largest state */
    const ent_past_issue *issue;      /**< [n_issues] */
    size_t n_actors, n_issues;
} ent_past;

/** Two CSV files as they were read; docs/backtest.md says what is in them. */
typedef struct ent_past_files {
    ent_str issues_path, issues, power_path, power;
} ent_past_files;

/** Reads past decisions.
 *  @return ENT_SYNTAX, ENT_NAME, ENT_DOMAIN, ENT_SHAPE with line and column;
 *          ENT_ENCODING, ENT_LIMIT over a million cells, ENT_NOMEM */
ent_err ent_past_read(ent_ctx *ctx, const ent_past_files *files, ent_past *out);

/** What is scored. */
typedef struct ent_backtest_plan {
    const ent_str *name; /**< [n_names] models, or one of positions, residuals,
                              mixture, settlements, calibrated */
    size_t n_names;
    int split[ENT_SPLITS]; /**< other than 0: this part is scored */
    int cv;                /**< fit by cross-validation over all these parts,
                                not each on the parts before it */
    uint64_t seed;         /**< of folds and bootstrap */
} ent_backtest_plan;

/** A difference to the weighted mean, less is better; 95 % interval of a
 *  bootstrap over proposals. */
typedef struct ent_margin {
    double is, lo, hi;
} ent_margin;

enum { ENT_PIT_BINS = 10 };

/** How one forecaster did on one part. */
typedef struct ent_score {
    ent_str name;
    ent_split split;    /**< ENT_SPLIT_NONE: all scored parts together */
    int spread;         /**< it gives a distribution */
    size_t n, n_failed; /**< issues scored; refused by the model */
    double mae, rmse, median_error; /**< of the settlement or median */
    double within5, within10;       /**< shares 0..1 */
    double crps;                    /**< of a point: its absolute error */
    double held80; /**< share inside the 80 % interval; 0 without a spread */
    double pit[ENT_PIT_BINS]; /**< shares of outcomes by where in the forecast
                                   they fell; flat when calibrated */
    ent_margin d_mae, d_crps;
} ent_score;

typedef struct ent_backtest {
    const ent_score *score; /**< [n_scores] by part, in the plan's order */
    size_t n_scores;
} ent_backtest;

/** Scores forecasters on decisions whose outcome is told.  What is fitted is
 *  never fitted on an issue of the same proposal.
 *  @return ENT_NAME  no such forecaster; ENT_SHAPE  too few issues to fit on,
 *          or none with an outcome; ENT_NOMEM, ENT_CANCELLED
 *  @cost   seconds for 250 issues; a fit is O(issues * actors^2) */
ent_err ent_backtest_make(ent_ctx *ctx, const ent_past *past,
                          const ent_backtest_plan *plan, ent_backtest *out);

enum { ENT_CENTILES = 99 };

/** What a forecaster says of one issue. */
typedef struct ent_prediction {
    ent_str issue, name;
    double mean, median, q[ENT_CENTILES]; /**< q[k]: the (k + 1) % quantile */
} ent_prediction;

/** Forecasts the part @p split, told its outcome or not, after fitting on the
 *  parts of plan->split, which must not hold it.
 *  @param out  [*n] by issue, in the plan's order
 *  @return as ent_backtest_make */
ent_err ent_backtest_predict(ent_ctx *ctx, const ent_past *past,
                             const ent_backtest_plan *plan, ent_split split,
                             const ent_prediction **out, size_t *n);

enum { ENT_SETTLEMENT_WEIGHTS = 4 };
/** Weights of the curve behind ent_forecast.past, fitted on plan->split.
 *  @param out  [ENT_SETTLEMENT_WEIGHTS]
 *  @return as ent_backtest_make */
ent_err ent_backtest_fit(ent_ctx *ctx, const ent_past *past,
                         const ent_backtest_plan *plan, double *out);

#ifdef __cplusplus
}
#endif
#endif
