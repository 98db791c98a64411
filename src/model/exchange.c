/* exchange.c - position exchange with equal gain (Stokman and Van Oosten
 * 1994): actors trade voting positions on pairs of issues, each giving way
 * where it cares less, so that both gain alike.
 *
 * One round: all exchanges that pay are found, the most gainful is realised,
 * those it touches are worked out anew, until none is left.  The outcomes are
 * weighted means of the voting positions; after the vote preferences follow
 * the votes part of the way. */
#include "model/exchange.h"
#include <math.h>

static const char *const TIES[] = {"order", "random", NULL};
static const char *const COMPAT[] = {"decide", "none", NULL};
static const char *const SCALE[] = {"issue", "raw", NULL};

const ent_param ent_i_exchange_params[EXCHANGE_PARAMS] = {
    {"fixed", "share",
     "of the way to its vote that everybody's preference goes", 0, 1, .1, NULL},
    {"by_salience", "share",
     "of that way which is multiplied by 1 - salience and added", 0, 1, .4,
     NULL},
    {"rate", "share",
     "how far gains may differ by chance: 0 both gain alike, 1 one may take "
     "all",
     0, 1, 0, NULL},
    {"ties", "", "of equal gains to nine decimals: the first found, or drawn",
     0, 1, EXCHANGE_TIES_ORDER, TIES},
    {"compat", "",
     "decide: with two slips of the program by which published figures were "
     "computed",
     0, 1, EXCHANGE_COMPAT_DECIDE, COMPAT},
    {"scale", "",
     "raw: `solve` takes positions as a DECIDE file has them, not stretched "
     "to the ends of each issue",
     0, 1, 0, SCALE},
    {"orders", "", "random orders of ties that the matrices of spread look at",
     1, 1000, 20, NULL},
    {"horizon", "rounds", "that the matrix last_spread looks ahead", 1, 100, 10,
     NULL}};

/* ---- after the vote */

static double on_scale(const ent_game *g, double x) {
    x = fmax(0, fmin(100, x));
    return g->hi - g->lo == 100 ? g->lo + x : ent_i_on_scale(g, x / 100);
}

/* Preferences follow votes; who has not moved stays to the last bit. */
static void follow(const market *m, ent_outcome *out) {
    const ent_game *g = m->g;
    for (size_t k = 0; k < m->n * m->m; k++) {
        double share = m->param[EXCHANGE_FIXED] +
                       m->param[EXCHANGE_BY_SALIENCE] * (1 - m->s[k]);
        double way = fmax(0, fmin(1, share)) * (m->y[k] - m->x[k]);
        out->position[k] = g->position[k];
        if (!m->here[k])
            out->position[k] = g->lo;
        else if (way != 0)
            out->position[k] = on_scale(g, m->x[k] + way);
    }
}

static void settle(const market *m, ent_outcome *out) {
    const ent_game *g = m->g;
    for (size_t p = 0; p < m->m; p++)
        out->settlement[p] = m->total[p] >= 1e-200
                                 ? on_scale(g, market_mean(m, p, m->y))
                                 : g->status_quo[p];
}

/* ---- reasons */

static void tell_exchange(void *user, const market *m, const trade *t,
                          const deal *d) {
    for (int k = 0; k < 2; k++) {
        double from = m->y[market_cell(m, t->issue[k], t->who[k])];
        ent_i_reason(user, (ent_reason){.round = m->g->round ? m->g->round : 1,
                                        .issue = t->issue[k],
                                        .mover = t->who[k],
                                        .by = t->who[1 - k],
                                        .how = "exchange",
                                        .from = on_scale(m->g, from),
                                        .to = on_scale(m->g, from + d->move[k]),
                                        .gain_mover = d->gains[k],
                                        .gain_by = d->gains[1 - k],
                                        .chance = -1,
                                        .taken = 1});
    }
}

static void tell_following(const market *m, const ent_outcome *out) {
    const ent_game *g = m->g;
    for (size_t k = 0; k < m->n * m->m; k++)
        if (m->here[k] && out->position[k] != g->position[k])
            ent_i_reason(out->why,
                         (ent_reason){.round = g->round ? g->round : 1,
                                      .issue = (uint32_t)(k / m->n),
                                      .mover = (uint32_t)(k % m->n),
                                      .by = ENT_NOBODY,
                                      .how = "follows its vote",
                                      .from = g->position[k],
                                      .to = out->position[k],
                                      .chance = -1,
                                      .taken = 1});
}

/* ---- the model */

ent_err market_round(market *m, const ent_game *g, const double *param,
                     uint64_t stream, double *work, ent_outcome *out) {
    ENT_TRY(market_open(m, g, param, stream, work));
    market_fill(m);
    market_clear(m);
    follow(m, out);
    settle(m, out);
    return ENT_OK;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    market m = {.told = out->why ? tell_exchange : NULL, .user = out->why};
    ENT_TRY(market_round(&m, g, param, stream, work, out));
    if (out->why)
        tell_following(&m, out);
    return ENT_OK;
}

const ent_model ent_i_model_exchange = {
    .name = "exchange",
    .title = "Position exchange with equal gain",
    .source =
        "Stokman and Van Oosten 1994, The Exchange of Voting Positions, in "
        "Bueno de Mesquita and Stokman (eds), European Community Decision "
        "Making, Yale University Press, ch. 5, as the program DECIDE computes "
        "it",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_ISSUES | ENT_MODEL_MATRICES,
    .param = ent_i_exchange_params,
    .n_params = EXCHANGE_PARAMS,
    .work = market_work,
    .round = play,
    .matrices = ent_i_exchange_matrices,
};
