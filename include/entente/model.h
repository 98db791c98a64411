/** @file model.h - bargaining: positions in, settlement out; rules for all
 * functions in entente.h. */
#ifndef ENT_MODEL_PUBLIC_H
#define ENT_MODEL_PUBLIC_H
#include "entente/base.h"
#ifdef __cplusplus
extern "C" {
#endif

/** One bargaining problem: positions in.  Rows are issues, columns actors:
 *  cell [p * n_actors + i].  All borrowed. */
typedef struct ent_game {
    size_t n_actors; /**< >= 1 */
    size_t n_issues; /**< >= 1; 1 for models without ENT_MODEL_ISSUES */
    const double *capability;   /**< [n_issues * n_actors] >= 0 */
    const double *position;     /**< [n_issues * n_actors] on lo..hi */
    const double *salience;     /**< [n_issues * n_actors] 0..1 */
    const unsigned char *has;   /**< [n_issues * n_actors] 0: no stance there;
                                     NULL: all have one */
    const double *status_quo;   /**< [n_issues]; < lo: none.  NULL: none */
    const double *failure_cost; /**< [n_issues]; 0: none.  NULL: none */
    double lo, hi;              /**< ends of the scale, usually 0 and 100 */
    uint32_t round;             /**< 1, 2, …; 0 counts as 1 */
    double *state; /**< [model->state()] what a model remembers from round to
                        round, zeroed before the first; NULL when it needs
                        none */
    /** [n_actors * n_actors] how far actor i's ideal follows j's position,
     *  rows summing to at most 1; NULL: each its own. */
    const double *accommodation;
    /** [n_issues] weight that carries a proposal; 0: the model's own setting
     *  says.  NULL: all 0. */
    const double *quota;
    /** [n_actors] ent_model_actor_key() of each, by which a setting names one;
     *  NULL: none can be named. */
    const double *key;
    /** [n_actors * n_actors] a number for each ordered pair, row then column:
     *  who listens to whom, who acts on whom; the model says which.  NULL:
     *  none given. */
    const double *link;
    uint64_t seed; /**< of matrices that are drawn at random */
} ent_game;

#define ENT_NOBODY UINT32_MAX /**< "no actor", for uint32_t indices */

/** Why a position changed, or an offer that changed none. */
typedef struct ent_reason {
    uint32_t round, issue;
    uint32_t mover, by; /**< by: whose offer or pull; ENT_NOBODY: its own */
    const char *how;    /**< static: "compromise", "compel", "exchange" … */
    double from, to;    /**< position of the mover */
    double gain_mover, gain_by; /**< expected utility of it to each, in the
                                     model's own units */
    double chance; /**< that `by` prevails, 0..1; below 0: not used */
    int taken;     /**< 0: an offer that was not taken up */
} ent_reason;

/** Room for reasons; the caller's. */
typedef struct ent_reasons {
    ent_reason *at; /**< [max] */
    size_t n, max;
    size_t lost; /**< did not fit */
} ent_reasons;

/** Settlement or new positions out.  Arrays are the caller's. */
typedef struct ent_outcome {
    double *position;   /**< [n_issues * n_actors] after the round */
    double *settlement; /**< [n_issues] */
    double *chance;     /**< [n_issues * n_actors] probability that this
                             actor's position wins: the new one where actors
                             move, else that before the round; only
                             ENT_MODEL_CHANCE models write it; may be NULL */
    int stop;           /**< set by a model whose own rule says: no more
                             rounds */
    ent_reasons *why;   /**< NULL: not wanted */
} ent_outcome;

/** A table that a model gives beside, or instead of, settlements. */
typedef struct ent_matrix {
    const char *name; /**< "power", "winset", "coalitions" */
    size_t n_rows, n_columns;
    const ent_str *row, *column; /**< names */
    const char *const *unit;     /**< [n_columns] */
    const double *x;             /**< [n_rows * n_columns] finite */
    const unsigned char *none;   /**< same shape: no number there; NULL: all
                                      are there */
} ent_matrix;

/** One setting of a model.  One of the unit "actor" names an actor by its key;
 *  0: nobody is named. */
typedef struct ent_param {
    const char *name, *unit, *text;
    double lo, hi, value;       /**< range and default */
    const char *const *choices; /**< NULL, or NULL-ended names of 0, 1, … */
} ent_param;

enum {
    ENT_MODEL_MOVES = 1,     /**< actors take new positions round by round */
    ENT_MODEL_CHANCE = 2,    /**< gives a probability for each position */
    ENT_MODEL_ISSUES = 4,    /**< plays all issues together */
    ENT_MODEL_MATRICES = 8,  /**< gives matrices */
    ENT_MODEL_TABLE = 16,    /**< gives matrices alone: round is NULL, and it
                                takes no part in runs */
    ENT_MODEL_STOPS = 32,    /**< plays until its own rule stops it, at most 100
                                rounds, unless told otherwise */
    ENT_MODEL_REASONS = 64,  /**< gives reasons though nobody moves by itself:
                                who is pivotal */
    ENT_MODEL_WEIGHTS = 128, /**< looks at capabilities alone: issues are rules,
                               and positions may be missing */
    ENT_MODEL_LINKS = 256    /**< looks at ent_game.link */
};

/** A bargaining model: names, settings and one pure function. */
typedef struct ent_model {
    const char *name;   /**< "mean"; the name on the command line */
    const char *title;  /**< "Weighted mean" */
    const char *source; /**< citation with DOI where there is one */
    unsigned flags;
    const ent_param *param; /**< [n_params] */
    size_t n_params;
    /** Doubles of scratch that round() needs. */
    size_t (*work)(size_t n_actors, size_t n_issues);
    /** Plays one round.  Pure: same input, same output; no allocation, no
     *  I/O.  @p param [n_params].  @p stream keys the random draws.
     *  @return ENT_DOMAIN  the weights sum to zero, or a number is not
     *                      finite: the model is not defined there
     *          ENT_SHAPE   several issues, without ENT_MODEL_ISSUES
     *          ENT_DIVERGED  the model's own iteration did not settle */
    ent_err (*round)(const ent_game *g, const double *param, uint64_t stream,
                     double *work, ent_outcome *out);
    /** Doubles of ent_game.state; NULL: none. */
    size_t (*state)(size_t n_actors, size_t n_issues);
    /** Matrices of a game; @p actor [n_actors] and @p issue [n_issues] name
     *  rows.  NULL without ENT_MODEL_MATRICES.  A service: it allocates in
     *  ctx->keep and says why it fails. */
    ent_err (*matrices)(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                        const ent_str *issue, const double *param,
                        const ent_matrix **out, size_t *n);
} ent_model;

/** Plays rounds until the model's own rule stops it or @p rounds are played
 *  (at least one; models without ENT_MODEL_MOVES play exactly one).  out->
 *  position holds the last positions; g->position is left alone.
 *  @param work  [work() + n_issues * n_actors + state()]
 *  @param played  rounds played; may be NULL
 *  @return as round(); what was played before it failed is lost */
ent_err ent_model_play(const ent_model *m, const ent_game *g,
                       const double *param, uint64_t stream, uint32_t rounds,
                       double *work, ent_outcome *out, uint32_t *played);

/** All models, ended by NULL, in the order of `entente models`. */
const ent_model *const *ent_model_all(void);
/** The model called @p name, or NULL. */
const ent_model *ent_model_find(ent_str name);
/** Sets one parameter from "key=value".
 *  @param param  [m->n_params], filled with defaults by the caller
 *  @return ENT_NAME no such key or choice, ENT_DOMAIN out of range,
 *          ENT_SYNTAX no '=' or no number */
ent_err ent_model_set(ent_ctx *ctx, const ent_model *m, ent_str text,
                      double *param);
/** The same where the actors are known: one that a setting names must be among
 *  them.
 *  @param actor  [n_actors] names
 *  @return ENT_NAME also where no actor has that name */
ent_err ent_model_set_among(ent_ctx *ctx, const ent_model *m, ent_str text,
                            const ent_str *actor, size_t n_actors,
                            double *param);

/** The number that stands for the name of an actor in a setting of the unit
 *  "actor": whole, 1..2^53; 0 for a blank or "none". */
double ent_model_actor_key(ent_str name);

/** A plain table of positions, as `entente solve` reads it. */
typedef struct ent_table {
    size_t n_actors, n_issues;
    const ent_str *actor, *issue;             /**< names */
    double *capability, *position, *salience; /**< as in ent_game */
    unsigned char *has;
    double lo, hi;          /**< ends of the scale */
    const char *format;     /**< "table", "ktab-csv", "ktab-xml", "decide" */
    const ent_str *setting; /**< [n_settings] "key=value" of the model smp, as
                                 a KTAB file gives them; checked */
    size_t n_settings;
    double *accommodation; /**< as in ent_game; NULL: none given */
    uint64_t seed;         /**< of the file */
    int has_seed;          /**< the file names one */
    const double *quota;   /**< as in ent_game; NULL: none given */
    int bare;              /**< without columns of positions and saliences:
                                positions are lo, saliences 1 */
    double *raw; /**< as position, as the file has them; NULL unless they were
                      stretched to 0..100 */
} ent_table;

/** Reads a table: actor,capability,position,salience, perhaps with the columns
 *  issue and quota, KTAB CSV or XML, or a DECIDE file; told apart by their
 *  content.  Position and salience may both be left out.
 *
 * If any salience is above 1, all are percentages.  The scale is 0..100, wider
 * where a plain table's positions go beyond it; DECIDE's are stretched to it.
 * @return ENT_SYNTAX, ENT_DOMAIN, ENT_NAME with line and column of the first
 *         fault, the places of the others in the sentence; ENT_ENCODING not
 *         UTF-8; ENT_LIMIT over ten million cells, also of the accommodation
 *         matrix; ENT_UNSUPPORTED other XML
 *         or a document type; ENT_NOMEM
 * @cost  linear in bytes; scratch in ctx->temp is released */
ent_err ent_table_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                       ent_table *out);

/** Reads a square CSV of numbers for pairs: names in the head and in the first
 *  column, in any order; a blank cell is 0.  Lines that begin with '#' are
 *  remarks.
 *  @param name  [n] every one must have a row and a column
 *  @param out   [n * n] in the order of @p name, in ctx->keep
 *  @return ENT_SYNTAX, ENT_NAME with line and column of the first fault, the
 *          places of the others in the sentence; ENT_ENCODING not UTF-8;
 *          ENT_LIMIT over ten million cells; ENT_NOMEM
 *  @cost  linear in bytes */
ent_err ent_matrix_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                        const ent_str *name, size_t n, double **out);

#ifdef __cplusplus
}
#endif
#endif
