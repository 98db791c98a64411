/* model.h - what the bargaining models share, and the tables they are fed.
 *
 * Nothing here allocates or does I/O, except the table readers at the end. */
#ifndef ENT_MODEL_H
#define ENT_MODEL_H
#include "base/base.h"

extern const ent_model ent_i_model_axelrod;
extern const ent_model ent_i_model_challenge;
extern const ent_model ent_i_model_coalitions;
extern const ent_model ent_i_model_codecision;
extern const ent_model ent_i_model_coleman;
extern const ent_model ent_i_model_consultation;
extern const ent_model ent_i_model_degroot;
extern const ent_model ent_i_model_egalitarian;
extern const ent_model ent_i_model_ensemble;
extern const ent_model ent_i_model_eum;
extern const ent_model ent_i_model_exchange;
extern const ent_model ent_i_model_fcm;
extern const ent_model ent_i_model_friedkin;
extern const ent_model ent_i_model_kalai;
extern const ent_model ent_i_model_linkage;
extern const ent_model ent_i_model_mactor;
extern const ent_model ent_i_model_mean;
extern const ent_model ent_i_model_median;
extern const ent_model ent_i_model_mode;
extern const ent_model ent_i_model_nash;
extern const ent_model ent_i_model_nash_package;
extern const ent_model ent_i_model_pce;
extern const ent_model ent_i_model_pivots;
extern const ent_model ent_i_model_power;
extern const ent_model ent_i_model_qre;
extern const ent_model ent_i_model_setter;
extern const ent_model ent_i_model_smp;
extern const ent_model ent_i_model_stage2011;
extern const ent_model ent_i_model_utilitarian;
extern const ent_model ent_i_model_veto;
extern const ent_model ent_i_model_winset;
extern const ent_model ent_i_model_yolk;

/* ---- settings (registry.c) */

/* Writes the default of every setting; param is [m->n_params]. */
void ent_i_model_defaults(const ent_model *m, double *param);
/* Whether the setting names an actor. */
bool ent_i_param_is_actor(const ent_param *p);

/* ---- rounds one by one (play.c), for those who look at each */

typedef struct ent_play {
    const ent_model *model;
    ent_game now; /* the next round's */
    double *position;
} ent_play;
/* Doubles of memory that a play holds between its rounds. */
size_t ent_i_play_memory(const ent_model *m, size_t n_actors, size_t n_issues);
/* The table is laid: g is borrowed but for its positions. */
ent_play ent_i_play(const ent_model *m, const ent_game *g, double *memory);
/* Plays the next round; errors as ent_model.round. */
ent_err ent_i_play_round(ent_play *p, const double *param, uint64_t stream,
                         double *work, ent_outcome *out);

/* ---- voters (voters.c) */

/* The actors that count on one issue, in the caller's scratch. */
typedef struct ent_voters {
    double *w; /* capability x salience, > 0 */
    double *x; /* position */
    size_t n;
    double total; /* of w */
} ent_voters;

/* Doubles of scratch that ent_i_voters needs. */
#define ENT_VOTERS_WORK(n_actors) (2 * (n_actors))
/* Gathers who has a stance and a weight above zero.
 * ENT_SHAPE more than one issue; ENT_DOMAIN no weight, a number that is not
 * finite, or one beyond what can be computed with: weights summing to less
 * than 1e-200 or more than 1e200, a scale without length, a position a
 * million scale lengths away from it. */
ent_err ent_i_voters(const ent_game *g, double *work, ent_voters *v);
/* Ascending by position. */
void ent_i_voters_sort(ent_voters *v);
/* Sorts, then joins equal positions into one voter of their summed weight. */
void ent_i_voters_merge(ent_voters *v);
/* A settlement: all who have a stance stand at z after the round. */
void ent_i_settle(const ent_game *g, double z, ent_outcome *out);

/* ---- the maximum of a concave function (nash.c) */

/* First and second derivative at z; user is handed through. */
typedef void ent_i_slope(const void *user, double z, double *first,
                         double *second);
/* Where it peaks in lo..hi, to 1e-13 of that range.  No NaN when the first
 * derivative falls from >= 0 to <= 0 and may be infinite at the ends. */
double ent_i_peak(ent_i_slope *slope, const void *user, double lo, double hi);

/* ---- tables (matrix.c) */

/* Room for the numbers of a table whose name, rows and columns are set, all of
 * one unit; NULL: no memory.  `none`, where not NULL: also for which are not
 * there. */
double *ent_i_matrix_room(ent_ctx *ctx, ent_matrix *m, const char *unit,
                          unsigned char **none);
/* Names of an array of texts, in ctx->keep; NULL: no memory. */
ent_str *ent_i_matrix_names(ent_ctx *ctx, const char *const *name, size_t n);

/* ---- reasons */

/* Notes a reason, or that there was no room for it. */
static inline void ent_i_reason(ent_reasons *why, ent_reason r) {
    if (why && why->n < why->max)
        why->at[why->n++] = r;
    else if (why)
        why->lost++;
}

/* A share y of the scale as a number on it; the ends are met exactly. */
static inline double ent_i_on_scale(const ent_game *g, double y) {
    double z = g->lo + (g->hi - g->lo) * y;
    return y > 1 || y < 0 ? z : y == 1 || z > g->hi ? g->hi : z;
}

/* The quota of the first issue: its own, or the setting's. */
static inline double ent_i_quota(const ent_game *g, double setting) {
    return g->quota && g->quota[0] > 0 ? g->quota[0] : setting;
}

static inline bool ent_i_present(const ent_game *g, size_t i) {
    return !g->has || g->has[i];
}
#endif
