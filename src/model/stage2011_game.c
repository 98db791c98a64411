/* stage2011_game.c - one stage game: two players of hidden types, who proposes
 * what, who accepts, coerces, resists.
 *
 * A type decides what a player does once it comes to a fight: a hawk coerces
 * where a dove offers the compromise, the retaliatory resist where the pacific
 * give in.  Whether to propose at all, and whether to accept, each player
 * decides by what it expects of a rival whose type it can only believe. */
#include "model/stage2011.h"

static const double SLACK = 1e-12; /* sums that differ by rounding are equal */

static double weight(const double belief[2], int type) {
    double hawk = type & STAGE_HAWK ? 1 - belief[0] : belief[0];
    double strong = type & STAGE_RETALIATORY ? belief[1] : 1 - belief[1];
    return hawk * strong;
}

/* Where a refused proposal leads. */
static int fight(int proposer, int other) {
    if (proposer & STAGE_HAWK)
        return other & STAGE_RETALIATORY ? STAGE_COERCED_RESISTED
                                         : STAGE_COERCED_GAVE_IN;
    if (other & STAGE_HAWK)
        return proposer & STAGE_RETALIATORY ? STAGE_COUNTERED_RESISTED
                                            : STAGE_COUNTERED_GAVE_IN;
    return STAGE_COMPROMISED;
}

/* What an end is worth to player q when player p proposed. */
static double payoff(const stage_dyad *d, const stage_costs *c, int p, int end,
                     int q) {
    int o = 1 - p;
    bool proposer = q == p;
    switch (end) {
    case STAGE_ACCEPTED:
        return d->u[q][p];
    case STAGE_COERCED_RESISTED:
        return d->lottery[q] - (proposer ? c->alpha + c->phi : c->tau);
    case STAGE_COERCED_GAVE_IN:
        return d->u[q][p] - (proposer ? c->phi : c->gamma);
    case STAGE_COUNTERED_RESISTED:
        return d->lottery[q] - (proposer ? c->tau : c->alpha + c->phi);
    case STAGE_COUNTERED_GAVE_IN:
        return d->u[q][o] - (proposer ? c->gamma : c->phi);
    default:
        return d->lottery[q];
    }
}

/* The answer of the other, of this type, to p's proposal: accept, or not. */
static bool counters(const stage_dyad *d, const stage_costs *c, int p,
                     int type) {
    double expects = 0;
    for (int t = 0; t < STAGE_TYPES; t++)
        expects +=
            weight(d->belief[p], t) * payoff(d, c, p, fight(t, type), 1 - p);
    return expects > d->u[1 - p][p] + SLACK;
}

/* What all choose, worked out from the end. */
typedef struct choices {
    bool counters[2][STAGE_TYPES]; /* [p] the answer to p's proposal */
    bool proposes[2][STAGE_TYPES]; /* player 1: when player 0 does not */
} choices;

static int end_of(const choices *made, int p, int proposer, int other) {
    return made->counters[p][other] ? fight(proposer, other) : STAGE_ACCEPTED;
}

/* What p, of this type, expects of proposing. */
static double of_proposing(const stage_dyad *d, const stage_costs *c,
                           const choices *made, int p, int type) {
    double sum = 0;
    for (int t = 0; t < STAGE_TYPES; t++)
        sum += weight(d->belief[1 - p], t) *
               payoff(d, c, p, end_of(made, p, type, t), p);
    return sum;
}

/* What player 0, of this type, expects of leaving it to player 1. */
static double of_waiting(const stage_dyad *d, const stage_costs *c,
                         const choices *made, int type) {
    double sum = 0;
    for (int t = 0; t < STAGE_TYPES; t++)
        sum +=
            weight(d->belief[1], t) *
            (made->proposes[1][t] ? payoff(d, c, 1, end_of(made, 1, t, type), 0)
                                  : d->quo[0]);
    return sum;
}

static void decide(const stage_dyad *d, const stage_costs *c, choices *out) {
    for (int p = 0; p < 2; p++)
        for (int t = 0; t < STAGE_TYPES; t++)
            out->counters[p][t] = counters(d, c, p, t);
    for (int t = 0; t < STAGE_TYPES; t++)
        out->proposes[1][t] =
            of_proposing(d, c, out, 1, t) >= d->quo[1] - SLACK;
    for (int t = 0; t < STAGE_TYPES; t++)
        out->proposes[0][t] =
            of_proposing(d, c, out, 0, t) >= of_waiting(d, c, out, t) - SLACK;
}

/* ---- what comes of it */

static int path_of(const choices *made, int a, int b) {
    if (made->proposes[0][a])
        return end_of(made, 0, a, b);
    if (made->proposes[1][b])
        return STAGE_QUO + 1 + end_of(made, 1, b, a);
    return STAGE_QUO;
}

static double value_of(const stage_dyad *d, const stage_costs *c, int path,
                       int q) {
    if (path == STAGE_QUO)
        return d->quo[q];
    return path < STAGE_QUO ? payoff(d, c, 0, path, q)
                            : payoff(d, c, 1, path - STAGE_QUO - 1, q);
}

void stage_solve(const stage_dyad *d, const stage_costs *c, stage_result *out) {
    choices made;
    *out = (stage_result){.likeliest = 0};
    decide(d, c, &made);
    for (int pair = 0; pair < STAGE_TYPES * STAGE_TYPES; pair++) {
        int a = pair / STAGE_TYPES, b = pair % STAGE_TYPES;
        int path = path_of(&made, a, b);
        double w = weight(d->belief[0], a) * weight(d->belief[1], b);
        out->chance[path] += w;
        for (int q = 0; q < 2; q++)
            out->value[q] += w * value_of(d, c, path, q);
    }
    for (int k = 1; k < STAGE_PATHS; k++)
        if (out->chance[k] > out->chance[out->likeliest] + SLACK)
            out->likeliest = k;
    for (int q = 0; q < 2; q++)
        out->gain[q] = value_of(d, c, out->likeliest, q) - d->quo[q];
    for (int pair = 0; pair < STAGE_TYPES * STAGE_TYPES; pair++) {
        int a = pair / STAGE_TYPES, b = pair % STAGE_TYPES;
        if (path_of(&made, a, b) != out->likeliest)
            continue;
        out->told[0][a] += weight(d->belief[1], b);
        out->told[1][b] += weight(d->belief[0], a);
    }
}
