/* power.h - what the files of the power indices share.
 *
 * power.c reads the rules and lays the tables out; power_count.c counts
 * winning coalitions exactly, power_minimal.c looks at each of them for the
 * indices that need to know who else is decisive, power_weights.c counts by
 * weights where one rule has whole numbers, power_sample.c draws. */
#ifndef ENT_POWER_H
#define ENT_POWER_H
#include "model/model.h"

enum { POWER_MOST_EXACT = 28, POWER_MOST_RULES = 16 };

/* A simple game: which coalitions carry a proposal. */
typedef struct power_game {
    size_t n, n_rules;
    double *w;       /* [n_rules * n] weights */
    double *need;    /* [n_rules] a coalition of this weight meets the rule */
    bool any;        /* one rule met is enough; else all must be */
    size_t blocking; /* carried whatever the rules say when fewer than these
                        are against; 0: there is no such clause */
} power_game;

/* Arrays of [n]; se_…: standard errors, 0 where exact. */
typedef struct power_index {
    double *shapley, *se_shapley;
    double *decisive, *se_decisive; /* Banzhaf's absolute index */
    double *johnston, *deegan, *holler;
    double act;                          /* share of coalitions that win */
    double winning, minimal, vulnerable; /* how many; below 0: not counted */
} power_index;

/* Whether a coalition of `size` with these sums [n_rules] carries. */
static inline bool power_carries(const power_game *g, const double *sum,
                                 size_t size) {
    size_t met = 0;
    if (size + g->blocking > g->n)
        return true;
    for (size_t j = 0; j < g->n_rules; j++)
        met += sum[j] >= g->need[j];
    return g->any ? met > 0 : met == g->n_rules;
}

/* How many of n things are k, as a number. */
double power_choose(size_t n, size_t k);

/* Fills shapley, decisive, act and winning; n <= POWER_MOST_EXACT.  With
 * `map`, also which coalitions win: bit S of [2^n] in words of 64, player i
 * being bit place[i] of S.  ENT_NOMEM. */
ent_err power_count(ent_ctx *ctx, const power_game *g, uint64_t *map,
                    size_t *place, power_index *out);
/* Fills johnston, deegan, holler, minimal, vulnerable from that map of a game
 * in which all together carry and nobody does not.  ENT_NOMEM. */
ent_err power_minimal(ent_ctx *ctx, const uint64_t *map, const size_t *place,
                      size_t n, power_index *out);
/* Whether weights can be counted: one rule, whole numbers once scaled by a
 * power of ten, not too many steps. */
bool power_weights_fit(const power_game *g);
/* Fills shapley, decisive and act.  ENT_NOMEM. */
ent_err power_weights(ent_ctx *ctx, const power_game *g, power_index *out);
/* The same with their standard errors, from `draws` orders and coalitions.
 * ENT_NOMEM. */
ent_err power_sample(ent_ctx *ctx, const power_game *g, uint64_t seed,
                     uint64_t draws, power_index *out);
#endif
