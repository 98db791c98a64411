/* procedure.h - what the procedural models on one scale share: who votes, who
 * is pivotal, what beats the status quo, what is proposed.
 *
 * Preferences fall with distance alike on both sides.  With L the member at
 * whom the votes summed from the right end reach the quota, and R likewise from
 * the left, no status quo in L..R can be moved; one at q < L is beaten by q to
 * 2L - q, one at q > R by 2R - q to q. */
#ifndef ENT_PROCEDURE_H
#define ENT_PROCEDURE_H
#include "model/model.h"

typedef struct ent_procedure {
    const ent_game *g;
    /* who votes, by position; votes are capabilities */
    double *x, *votes, *who; /* [n]; who: number in g */
    size_t n;
    double total;
    size_t left, right; /* pivots, numbers among those who vote */
    bool has_quo;
    double quo;
    double lo, hi;     /* what beats the status quo lies between; lo >= hi:
                          nothing does */
    uint32_t proposer; /* in g, or ENT_NOBODY: the median of those who vote */
    double ideal;      /* the proposer's */
    double z;          /* what comes of it */
} ent_procedure;

/* Fills all of it; errors as ent_model.round. */
typedef ent_err ent_procedure_build(const ent_game *g, const double *param,
                                    double *work, ent_procedure *out);

size_t ent_i_procedure_work(size_t n_actors, size_t n_issues);
/* Begins: checks the game, finds the status quo. */
ent_err ent_i_procedure(const ent_game *g, double *work, ent_procedure *p);
/* The actor whom a setting names, or, where it names none, the one of the
 * most weight (capability x salience) but `but`; ENT_NOBODY: there is none
 * else.  ENT_DOMAIN the one named has no stance. */
ent_err ent_i_procedure_actor(const ent_game *g, double key, uint32_t but,
                              uint32_t *out);
/* All vote but these two (perhaps ENT_NOBODY). */
void ent_i_procedure_seat(ent_procedure *p, double *work, uint32_t a,
                          uint32_t b);
/* The pivots of a quota: up to 1 a share of the votes, else votes; 0, or less
 * than half: more than half.  ENT_DOMAIN more than all. */
ent_err ent_i_procedure_pivots(ent_procedure *p, double quota);
/* What beats the status quo, from the pivots. */
void ent_i_procedure_winset(ent_procedure *p);
/* The median of those who vote; between two where the votes split in half. */
double ent_i_procedure_median(const ent_procedure *p);
/* Makes `who` the proposer; ENT_NOBODY: the median. */
void ent_i_procedure_proposer(ent_procedure *p, uint32_t who);
/* The nearest to `ideal` that beats the status quo, or that. */
double ent_i_procedure_nearest(const ent_procedure *p, double ideal);
/* The model's round, with its reason, and its tables. */
ent_err ent_i_procedure_round(ent_procedure_build *build, const ent_game *g,
                              const double *param, double *work,
                              ent_outcome *out);
ent_err ent_i_procedure_tables(ent_ctx *ctx, ent_procedure_build *build,
                               const ent_game *g, const ent_str *actor,
                               const double *param, const ent_matrix **out);
enum { ENT_PROCEDURE_TABLES = 2 };

#define ENT_PROCEDURE_FLAGS (ENT_MODEL_MATRICES | ENT_MODEL_REASONS)
/* round() and matrices() of a model with this build(). */
#define ENT_PROCEDURE_MODEL(build)                                         \
    static ent_err play(const ent_game *g, const double *param,            \
                        uint64_t stream, double *work, ent_outcome *out) { \
        (void)stream;                                                      \
        return ent_i_procedure_round(build, g, param, work, out);          \
    }                                                                      \
    static ent_err tables(ent_ctx *ctx, const ent_game *g,                 \
                          const ent_str *actor, const ent_str *issue,      \
                          const double *param, const ent_matrix **out,     \
                          size_t *n) {                                     \
        (void)issue;                                                       \
        *n = ENT_PROCEDURE_TABLES;                                         \
        return ent_i_procedure_tables(ctx, build, g, actor, param, out);   \
    }
#endif
