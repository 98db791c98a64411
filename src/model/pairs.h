/* pairs.h - elections in pairs: how a vote grows, who beats whom how likely,
 * and three ways from all pairs to one distribution over options.
 *
 * After the KTAB program (Efird, Lester and Wise 2016); used by pce, where
 * options are positions on one issue, and by smp, where they are states of
 * the world. */
#ifndef ENT_PAIRS_H
#define ENT_PAIRS_H
#include "model/model.h"

/* A vote is linear d + cubic d^3 + binary sign(d), times `gain` where d > 0:
 * losses may weigh more than gains. */
typedef struct ent_vote_rule {
    double linear, cubic, binary, gain;
} ent_vote_rule;

/* A sign turns over 1e-8 of the scale, so that rounding cannot turn a vote. */
#define ENT_SIGN_SLOPE 1e8

static inline double ent_i_vote(const ent_vote_rule *r, double d) {
    double sign = d * ENT_SIGN_SLOPE;
    sign = sign > 1 ? 1 : sign < -1 ? -1 : sign;
    double v = r->linear * d + r->cubic * (d * d * d) + r->binary * sign;
    return d > 0 ? r->gain * v : v;
}

#define ENT_MAJORITY 1.1       /* of the binary victory rule */
#define ENT_UPSET    1e-6      /* what is left to its loser */
enum { ENT_POWER_BINARY = 4 }; /* before it: the exponent is 2^choice */
/* Chance of a coalition of strength a against b, both >= 0. */
double ent_i_victory(double a, double b, int power);

/* One election in the caller's scratch: n options, n x n pairs. */
typedef struct ent_pairs {
    size_t n;
    double *p, *q; /* [n] distribution and its successor */
    double *stay;  /* [n] chance that i meets a challenger and stays */
    double *c;     /* [j * n + i] support of i against j */
    double *win;   /* [i * n + j] chance of i over j */
} ent_pairs;

#define ENT_PAIRS_WORK(n) (3 * (n) + 2 * (n) * (n))
ent_pairs ent_i_pairs(double *work, size_t n);
/* Fills win from c. */
void ent_i_pairs_play(ent_pairs *e, int power);

enum { ENT_CONDITIONAL, ENT_UNIFORM, ENT_INCENTIVE };
/* Fills p from win and c, which a chain writes over.  ENT_DOMAIN the chances
 * vanish; ENT_DIVERGED a chain has not settled: p is where it was. */
ent_err ent_i_pairs_spread(ent_pairs *e, int variant);
#endif
