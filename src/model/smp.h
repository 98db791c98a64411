/* smp.h - what the files of the spatial model of politics share.
 *
 * smp.c plays a round, smp_seats.c says who takes part and remembers, in
 * smp_elect.c all vote on states, in smp_target.c each looks for somebody to
 * challenge, in smp_bargain.c the two meet, and each takes the best offer. */
#ifndef ENT_SMP_H
#define ENT_SMP_H
#include "model/pairs.h"

/* The settings, by KTAB's names and in the order of its parameter vector. */
enum {
    SMP_VICTORY,
    SMP_PCE,
    SMP_TRANSITION,
    SMP_VOTE,
    SMP_ADJUST,
    SMP_RANGE,
    SMP_THIRD,
    SMP_INTERPOLATION,
    SMP_BARGAIN,
    SMP_COMPAT,
    SMP_PARAMS
};
enum { SMP_NO_COMMIT, SMP_SEMI_COMMIT, SMP_FULL_COMMIT };
enum { SMP_S1P1, SMP_S2P2, SMP_S2PMAX };
enum { SMP_INIT_ONLY, SMP_INIT_RCVR, SMP_WEIGHTED };

/* An offer between two, as the initiator sees it. */
typedef struct smp_offer {
    uint32_t from, to;           /* initiator, receiver */
    uint32_t next_from, next_to; /* the next offer to each, or ENT_NOBODY */
    double chance;               /* that the initiator prevails */
    double gain_from, gain_to;   /* change of expected utility */
    unsigned char taken_from, taken_to; /* who took its half */
} smp_offer;

typedef struct smp {
    const ent_game *g;
    const double *param;
    uint64_t stream;
    const ent_vote_rule *vote;
    size_t n, m;    /* actors that take part, issues */
    double *who;    /* [n] their numbers in g */
    double *c, *S;  /* [n] capability, salience over all issues */
    double *s;      /* [n * m] salience by issue; 0 where no stance */
    double *has;    /* [n * m] 1 or 0: a stance there */
    double *x, *q;  /* [n * m] position and ideal, 0..1 */
    double *y;      /* [n * m] position after the round */
    double *square; /* [n] sum of s * s */
    double *d, *dt; /* [n * n] distance of i's ideal from j's position; its
                       transpose */
    double *own;    /* [n] distance from one's own ideal */
    double *risk;   /* [n] attitude to risk */
    double *guess;  /* [n] the others' attitudes, as one estimates them */
    double *a, *b, *a0, *b0; /* [n] strengths of the two sides */
    double *chance, *gain;   /* [n] of a challenge to j */
    smp_offer *offer;        /* [2 n] */
    size_t n_offers;
    uint32_t *head;  /* [n] the first offer to each, or ENT_NOBODY */
    double *half;    /* [2 n][2][m] positions of initiator and receiver */
    double *value;   /* [2 n][n] utility of the offer's state to each */
    double *present; /* [n] utility of the state as it is */
    double *sum;     /* [2 n] of utilities, by offer */
    double *room;    /* one election over up to 2 n + 1 options */
} smp;

/* ---- smp_seats.c */

size_t smp_work(size_t n_actors, size_t n_issues);
size_t smp_state(size_t n_actors, size_t n_issues);
/* Gathers who takes part.  ENT_DOMAIN as the model says. */
ent_err smp_seat(smp *s, const ent_game *g, double *work);
/* Moves the ideals, writes positions, settlements and what is remembered;
 * out->stop when the model's rule says so. */
ent_err smp_leave(smp *s, ent_outcome *out);

/* ---- smp_elect.c */

/* Euclid's distance of i's ideal from a position, weighed by i's saliences. */
double smp_distance(const smp *s, size_t i, size_t j, const double *at);
/* Fills d and dt from q and x. */
void smp_distances(smp *s);
static inline double smp_utility(double d, double risk) {
    return (1 - d) * (1 + risk * (d < 1 ? d : 1));
}
/* An election over n_options; utility u[k * n_options + option] of each actor;
 * the chances in ent_pairs.p. */
ent_err smp_elect(const smp *s, const double *u, size_t n_options, double *room,
                  ent_pairs *out);
/* Fills risk from an election over all positions. */
ent_err smp_assess(smp *s);
/* Chances of the present positions, each with its own attitude to risk, to
 * the actors of g: chance [m * n_actors]. */
ent_err smp_report_chances(smp *s, double *chance);

/* ---- smp_target.c */

/* How h estimates that i prevails over each j in from..to: chance, and the
 * change of i's expected utility: gain. */
void smp_contest(smp *s, size_t h, size_t i, size_t from, size_t to);
/* Change of expected utility to one who values i's position at ui, j's at uj,
 * when i challenges j. */
double smp_change(const smp *s, size_t j, double ui, double uj, double chance);
/* h's estimate of k's utility from j's position. */
double smp_estimate(const smp *s, size_t h, size_t k, size_t j);
/* Whom i challenges, or SIZE_MAX: nobody. */
size_t smp_target(smp *s, size_t i);

/* ---- smp_bargain.c */

/* Adds the offers that follow from i's challenge to j. */
void smp_propose(smp *s, size_t i, size_t j);
/* Everybody takes one of the offers with it in, or stays: fills y. */
ent_err smp_resolve(smp *s);
#endif
