/* pce.c - the probabilistic Condorcet election: every position stands against
 * every other, and the votes give a probability of winning, not a winner.
 *
 * After the KTAB program (Efird, Lester and Wise 2016).  Three ways lead from
 * the table of pairs to one distribution over positions: conditional, the
 * chance to beat all others, and two Markov chains of challenges, uniform and
 * by incentive.  Equal positions are one option with their joint weight. */
#include "model/pairs.h"

enum { VARIANT, VOTE, POWER };
static const char *const VARIANTS[] = {"conditional", "uniform", "incentive",
                                       NULL};
static const char *const VOTES[] = {"binary",  "prop",    "cubic",
                                    "propbin", "propcbc", NULL};
static const char *const POWERS[] = {"1", "2", "4", "8", "binary", NULL};
static const ent_param PARAMS[] = {
    {"variant", "", "from pairs to a distribution", 0, 2, ENT_CONDITIONAL,
     VARIANTS},
    {"vote", "", "how a vote grows with the difference in utility", 0, 4, 1,
     VOTES},
    {"power", "", "exponent of the coalitions' strength, or a 10 % majority", 0,
     4, 0, POWERS}};

static const ent_vote_rule RULES[] = {
    {0, 0, 1, 1}, {1, 0, 0, 1}, {0, 1, 0, 1}, {.8, 0, .2, 1}, {.5, .5, 0, 1}};

/* One election in the caller's scratch: options are positions. */
typedef struct election {
    ent_voters v;
    double *below, *above; /* weight of the options up to i, from i on */
    double *u;             /* position as a share of the scale */
    ent_pairs pairs;
} election;

static size_t work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors) + 3 * n_actors + ENT_PAIRS_WORK(n_actors);
}

static void lay_out(election *e, double *at, double range) {
    size_t n = e->v.n;
    e->below = at;
    e->above = at + n;
    e->u = at + 2 * n;
    e->pairs = ent_i_pairs(at + 3 * n, n);
    for (size_t i = 0; i < n; i++) {
        e->v.w[i] /= e->v.total; /* shares: only ratios matter */
        e->u[i] = (e->v.x[i] - e->v.x[0]) / range;
    }
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        e->below[i] = sum += e->v.w[i];
    sum = 0;
    for (size_t i = n; i-- > 0;)
        e->above[i] = sum += e->v.w[i];
}

/* ---- pairs */

/* Support of options i < j against each other.  All outside i..j vote alike,
 * so that only those between them need counting one by one. */
static void support(const election *e, const ent_vote_rule *r, size_t i,
                    size_t j) {
    const double *u = e->u;
    double full = ent_i_vote(r, u[j] - u[i]);
    double low = e->below[i] * full, high = e->above[j] * full;
    for (size_t k = i + 1; k < j; k++) {
        double d = (u[j] - u[k]) - (u[k] - u[i]);
        double v = e->v.w[k] * ent_i_vote(r, d);
        low += v > 0 ? v : 0;
        high -= v < 0 ? v : 0;
    }
    e->pairs.c[j * e->v.n + i] = low;
    e->pairs.c[i * e->v.n + j] = high;
}

static void play_pairs(election *e, const ent_vote_rule *r, int power) {
    for (size_t i = 0; i < e->pairs.n; i++) {
        e->pairs.c[i * e->pairs.n + i] = 0;
        for (size_t j = i + 1; j < e->pairs.n; j++)
            support(e, r, i, j);
    }
    ent_i_pairs_play(&e->pairs, power);
}

/* ---- the model */

static void report_chances(const ent_game *g, const election *e,
                           double *chance) {
    for (size_t i = 0; i < g->n_actors; i++) {
        size_t lo = 0, hi = e->v.n;
        while (lo < hi) { /* the first option not below its position */
            size_t mid = lo + (hi - lo) / 2;
            if (e->v.x[mid] < g->position[i])
                lo = mid + 1;
            else
                hi = mid;
        }
        bool stands =
            ent_i_present(g, i) && lo < e->v.n && e->v.x[lo] == g->position[i];
        chance[i] = stands ? e->pairs.p[lo] : 0;
    }
}

static double expected(const election *e) {
    const double *x = e->v.x;
    double sum = 0, ends = x[e->v.n - 1];
    for (size_t i = 0; i < e->v.n; i++)
        sum += e->pairs.p[i] * (x[i] - x[0]);
    return x[0] + sum > ends ? ends : x[0] + sum;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    election e;
    (void)stream;
    ENT_TRY(ent_i_voters(g, scratch, &e.v));
    ent_i_voters_merge(&e.v);
    lay_out(&e, scratch + ENT_VOTERS_WORK(g->n_actors), g->hi - g->lo);
    play_pairs(&e, &RULES[(int)param[VOTE]], (int)param[POWER]);
    ENT_TRY(ent_i_pairs_spread(&e.pairs, (int)param[VARIANT]));
    if (out->chance)
        report_chances(g, &e, out->chance);
    ent_i_settle(g, expected(&e), out);
    return ENT_OK;
}

const ent_model ent_i_model_pce = {
    .name = "pce",
    .title = "Probabilistic Condorcet election",
    .source = "Efird, Lester and Wise 2016, Journal of East Asian Studies 16, "
              "117-145, doi:10.1017/jea.2015.4, as the KTAB program computes "
              "it",
    .flags = ENT_MODEL_CHANCE,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = work,
    .round = play,
};
