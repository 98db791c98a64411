/* stage2011.h - one stage game between two actors, for stage2011.c. */
#ifndef ENT_STAGE2011_H
#define ENT_STAGE2011_H
#include "model/model.h"

/* What it costs; in units of utility, whose largest is 1. */
typedef struct stage_costs {
    double alpha; /* to coerce and meet resistance */
    double tau;   /* to be coerced and resist */
    double gamma; /* to be coerced and give in */
    double phi;   /* to coerce at all */
} stage_costs;

/* Types of a player: bit 0, hawk (else dove); bit 1, retaliatory (else
 * pacific). */
enum { STAGE_HAWK = 1, STAGE_RETALIATORY = 2, STAGE_TYPES = 4 };

/* How a stage ends after somebody has proposed its own position. */
enum {
    STAGE_ACCEPTED,
    STAGE_COERCED_RESISTED, /* the proposer coerces, the other resists */
    STAGE_COERCED_GAVE_IN,
    STAGE_COUNTERED_RESISTED, /* the other coerces, the proposer resists */
    STAGE_COUNTERED_GAVE_IN,
    STAGE_COMPROMISED,
    STAGE_ENDS
};
/* Paths: player 0 proposes and an end follows; nobody does; player 1 does. */
enum { STAGE_QUO = STAGE_ENDS, STAGE_PATHS = 2 * STAGE_ENDS + 1 };

typedef struct stage_dyad {
    double u[2][2];      /* [p][q] utility to p of q's position */
    double lottery[2];   /* of the fight, to each */
    double quo[2];       /* of the status quo, to each */
    double belief[2][2]; /* [p] that player p is a dove, is retaliatory */
} stage_dyad;

typedef struct stage_result {
    double chance[STAGE_PATHS];
    double value[2];             /* expected, to each */
    int likeliest;               /* path */
    double gain[2];              /* of the likeliest path over the status quo */
    double told[2][STAGE_TYPES]; /* its chance when player p has this type */
} stage_result;

/* Solves player 0's move, player 1's answer, and so on backwards, for all
 * sixteen pairs of types. */
void stage_solve(const stage_dyad *d, const stage_costs *c, stage_result *out);
#endif
