/* exchange.h - what the files of position exchange share.
 *
 * exchange.c is the model, exchange_seats.c says who takes part and finds the
 * exchanges that may pay, exchange_deal.c works one out, exchange_market.c
 * realises them one by one, exchange_matrices.c reports. */
#ifndef ENT_EXCHANGE_H
#define ENT_EXCHANGE_H
#include "model/model.h"
#include <math.h>

/* The settings, in the order of the parameters. */
enum {
    EXCHANGE_FIXED,
    EXCHANGE_BY_SALIENCE,
    EXCHANGE_RATE,
    EXCHANGE_TIES,
    EXCHANGE_COMPAT,
    EXCHANGE_SCALE,
    EXCHANGE_ORDERS,
    EXCHANGE_HORIZON,
    EXCHANGE_PARAMS
};
enum { EXCHANGE_TIES_ORDER, EXCHANGE_TIES_RANDOM };
enum { EXCHANGE_COMPAT_DECIDE, EXCHANGE_COMPAT_NONE };

/* One exchange: who[k] gives way on issue[k] and gains on issue[1 - k]. */
typedef struct trade {
    double key;      /* gain of each, when both gain alike, to nine decimals */
    double move[2];  /* planned, with its sign */
    double sum[2];   /* of the moves recorded before */
    uint16_t who[2]; /* who[0] is the one that asks for more of what it
                        gains, by the ratio of saliences */
    uint16_t issue[2];
    uint32_t drawn;        /* exchanges realised when it was worked out */
    unsigned char up[2];   /* a move upward is recorded */
    unsigned char down[2]; /* one downward is */
    unsigned char stopped; /* would have passed a partner's position */
    unsigned char dead;    /* realised or dropped */
} trade;

/* An exchange worked out on the positions of now. */
typedef struct deal {
    double move[2];                  /* with their signs */
    double shift[2];                 /* of the outcome of issue[k], >= 0 */
    double gain;                     /* of each, when both gain alike */
    double gains[2];                 /* as it is struck */
    double before[2], after[2];      /* outcome of issue[k] as the one who
                                        gains there sees it; times the total
                                        weight until market_outcomes */
    double length[2], ratio, far[2]; /* |move|, shift[0] / shift[1], and how
                                        far the partner's position is */
    bool stopped, ok;
} deal;

typedef struct node {
    double key; /* never below the trade's own */
    uint32_t trade;
} node;

typedef struct market market;
typedef void market_told(void *user, const market *m, const trade *t,
                         const deal *d);

struct market {
    const ent_game *g;
    const double *param;
    ent_stream stream;   /* of this round */
    size_t n, m;         /* actors, issues */
    double *x, *y;       /* [m * n] positions 0..100: preferred, and voting */
    double *s, *c, *w;   /* [m * n] salience, capability, their product; 0 where
                            there is no stance */
    double *pull, *push; /* [m * n] w / total, and its inverse */
    double *total;       /* [m] of w */
    double *outcome;     /* [m] weighted mean of x */
    /* What those who gain on an issue have been told of others' moves there:
     * the position of k as i sees it on p is seen[(p * n + i) * n + k], UNSEEN
     * where nothing has changed; sum[p * n + i] is the weighted sum. */
    double *seen, *sum;
    bool *here, *left; /* [m * n] has a stance; stands left of the outcome */
    trade *trade;      /* each in one line of the processor's cache */
    node *heap;
    uint32_t *place;       /* [n_trades] in the heap */
    uint32_t *start, *end; /* [2 * m * n] in list: trades in which i gives way
                              on p (2 cell) or gains on it (2 cell + 1) */
    uint32_t *list;
    size_t n_trades, n_heap;
    size_t potential, realised;
    market_told *told; /* of each that is realised, before positions change */
    void *user;
};

#define MARKET_UNSEEN (-1.0)

static inline size_t market_cell(const market *m, size_t issue, size_t actor) {
    return issue * m->n + actor;
}

/* ---- exchange_seats.c */

size_t market_work(size_t n_actors, size_t n_issues);
/* Who takes part.  ENT_DOMAIN as the model says, ENT_LIMIT beyond 65535. */
ent_err market_open(market *m, const ent_game *g, const double *param,
                    uint64_t stream, double *work);
/* Every exchange that may pay. */
void market_fill(market *m);
/* 0: no stance on both issues; 1: on the same side of both outcomes; 2: on
 * different sides.  Exchanges are within 1 or within 2. */
int market_group(const market *m, size_t p, size_t q, size_t actor);
/* The weighted mean of positions x on an issue. */
double market_mean(const market *m, size_t issue, const double *x);

/* ---- exchange_deal.c */

/* What exchanges are ranked by: gains that differ less are a tie. */
static inline double market_key(double gain) {
    return nearbyint(gain * 1e9);
}
deal market_deal(const market *m, const trade *t);
/* Whether a trade is as it was worked out, when all that has changed is what
 * the one who gains on issue[k] knows of others there. */
bool market_stands(const market *m, const trade *t, int k);
/* Makes outcomes of before and after. */
void market_outcomes(const market *m, const trade *t, deal *d);

/* ---- exchange_market.c */

/* Realises exchanges until none is left: fills y. */
void market_clear(market *m);

/* ---- exchange.c */

/* The whole of one round: opens, fills and clears; then new positions and
 * settlements.  told may be NULL. */
ent_err market_round(market *m, const ent_game *g, const double *param,
                     uint64_t stream, double *work, ent_outcome *out);
extern const ent_param ent_i_exchange_params[];

/* ---- exchange_matrices.c */

ent_err ent_i_exchange_matrices(ent_ctx *ctx, const ent_game *g,
                                const ent_str *actor, const ent_str *issue,
                                const double *param, const ent_matrix **out,
                                size_t *n);
#endif
