/* package.h - parties that bargain over several issues at once.
 *
 * package.c says who sits at the table, which coalition bargains and what its
 * members may agree on; bargains.c holds the models, linkage.c asks what a
 * package adds to single issues. */
#ifndef ENT_PACKAGE_H
#define ENT_PACKAGE_H
#include "model/deal.h"
#include "model/model.h"

/* The settings that all of them share, in the order of the parameters. */
enum {
    PACKAGE_DISAGREEMENT,
    PACKAGE_COST,
    PACKAGE_QUOTA,
    PACKAGE_VALUES,
    PACKAGE_PARAMS
};
enum { PACKAGE_AT_COST, PACKAGE_AT_POINT };
enum { PACKAGE_ANY, PACKAGE_ENDS };
extern const char *const ent_i_package_failures[],
    *const ent_i_package_values[];
/* clang-format off */
#define PACKAGE_SETTINGS(failure)                                            \
    {"disagreement", "",                                                     \
     "what failure means: a cost to all, or the status quo",                 \
     0, 1, failure, ent_i_package_failures},                                 \
    {"cost", "largest possible loss",                                        \
     "cost of failure on each issue that one cares for; 0: the issue's "     \
     "failure_cost, or 2 where it has none", 0, 1e6, 0, NULL},               \
    {"quota", "share", "of the weight that must gain; 1: everybody",         \
     0, 1, 1, NULL},                                                         \
    {"values", "", "agreements anywhere on the scale, or at its ends only",  \
     0, 1, PACKAGE_ANY, ent_i_package_values}
/* clang-format on */

enum { PACKAGE_MOST_ENDS = 14 }; /* issues, with values=ends */

typedef struct package {
    ent_deal all;         /* everybody that cares; positions 0..100 */
    ent_deal some;        /* those that bargain */
    double *weight;       /* [all.n_parties] capability x salience, summed */
    double *who, *member; /* actors of all, of some */
    double *x, *care, *most, *power, *present; /* of all; writable */
    double *sx, *scare, *smost, *spower;       /* of some */
    double *z, *best, *unit, *work;
    double total; /* of weight; the quota is a share of it */
    double spare; /* weight of those who agree to anything here */
    bool ends;
} package;

/* Doubles of scratch. */
size_t package_work(size_t n_actors, size_t n_issues);
/* Who cares for any of the issues in the bits of `which` (from the lowest; all
 * of them where an issue has none).  ENT_DOMAIN as the models say, ENT_SHAPE
 * with too many issues for values=ends. */
ent_err package_open(package *b, const ent_game *g, const double *param,
                     const bool *which, double *work);
/* The winning coalition whose worst-off member may gain most, in some; what
 * that member gains in *level.  False when none may gain.  level may be NULL:
 * then everybody, with a quota of 1, sits down without a look at it. */
bool package_choose(package *b, const double *param, double *level);

/* Among some: these write the agreement to z, false where there is none. */
bool package_level(package *b, const ent_deal *d, const double *unit, double *z,
                   double *level);
bool package_sum(package *b, const ent_deal *d, const double *weight,
                 double *z);
bool package_nash(package *b, const ent_deal *d, double *z);
/* What the ideal of z_p is to one with loss (z - x)' A (z - x) when all other
 * issues stand at z: a [m * m] symmetric, its diagonal > 0. */
double ent_i_conditional_ideal(const double *a, const double *x,
                               const double *z, size_t m, size_t p);
/* The most that each of some can gain while nobody loses: [some.n_parties]. */
bool package_ideals(package *b, double *ideal);
#endif
