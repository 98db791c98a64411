/* bargain.h - what is on the table when a package is negotiated: every party's
 * and faction's stakes in many draws, and the deals that they allow. */
#ifndef ENT_FIND_BARGAIN_H
#define ENT_FIND_BARGAIN_H
#include "base/base.h"

/* Who looks at a package: a party, or a faction of one. */
typedef struct ent_party_view {
    uint32_t actor, faction; /* faction ENT_NONE: the party as it bargains */
    ent_str name;            /* "USA", "USA.HAWK" */
    bool vetoes;             /* it can block an issue of the package */
} ent_party_view;

/* The package as it lies in each draw; arrays by draw last. */
typedef struct ent_offer {
    const ent_package *package;
    size_t n_parties, n_views, n_issues, draws;
    const ent_party_view *view; /* [n_views] the parties first */
    double *x, *care;           /* [(view * n_issues + issue) * draws + d];
                                   care sums to what makes 100 the most that
                                   can be lost */
    double *power, *asks;       /* [party * draws + d] */
    double *present;            /* [issue * draws + d] no deal */
    double *z;                  /* [issue * draws + d] the Nash deal */
    double *gain;               /* [view * draws + d] from it */
    unsigned char *possible;    /* [draws] every party gains */
    unsigned char *struck;      /* [draws] and no faction vetoes it */
} ent_offer;

/* Plays s, seen through its lens, up to a step, without the package, and
 * looks at what it would be there. */
ent_err ent_i_offer_make(ent_ctx *ctx, const ent_scenario *s,
                         const ent_plan *plan, uint32_t package, uint32_t step,
                         ent_offer *out);
/* What a view gains from z, [n_issues], in terms of x, care [n_issues] and
 * present [n_issues]. */
double ent_i_offer_gain(size_t n_issues, const double *x, const double *care,
                        const double *present, const double *z);
#endif
