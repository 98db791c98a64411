/* pce.c - the probabilistic Condorcet election: every position stands against
 * every other, and the votes give a probability of winning, not a winner.
 *
 * After the KTAB program (Efird, Lester and Wise 2016).  Three ways lead from
 * the table of pairs to one distribution over positions: conditional, the
 * chance to beat all others, and two Markov chains of challenges, uniform and
 * by incentive.  Equal positions are one option with their joint weight. */
#include "model/model.h"
#include <math.h>

enum { VARIANT, VOTE, POWER };
enum { CONDITIONAL, UNIFORM, INCENTIVE };
enum { POWER_BINARY = 4 }; /* before it: the exponent is 2^choice */
static const char *const VARIANTS[] = {"conditional", "uniform", "incentive",
                                       NULL};
static const char *const VOTES[] = {"binary",  "prop",    "cubic",
                                    "propbin", "propcbc", NULL};
static const char *const POWERS[] = {"1", "2", "4", "8", "binary", NULL};
static const ent_param PARAMS[] = {
    {"variant", "", "from pairs to a distribution", 0, 2, CONDITIONAL,
     VARIANTS},
    {"vote", "", "how a vote grows with the difference in utility", 0, 4, 1,
     VOTES},
    {"power", "", "exponent of the coalitions' strength, or a 10 % majority", 0,
     4, 0, POWERS}};

/* A vote is linear d + cubic d^3 + binary sign(d). */
typedef struct vote_rule {
    double linear, cubic, binary;
} vote_rule;
static const vote_rule RULES[] = {
    {0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {.8, 0, .2}, {.5, .5, 0}};

/* A sign turns over 1e-8 of the scale, so that rounding cannot turn a vote. */
static const double SIGN_SLOPE = 1e8;
static const double MAJORITY = 1.1; /* of the binary victory rule */
static const double UPSET = 1e-6;   /* what is left to its loser */
static const double SELF = 1e-10;   /* incentive to challenge oneself */
static const double SMALL = 1e-150; /* products below lose digits soon */
enum { MOST_STEPS = 10000 };        /* of a chain; some 60 are usual */

/* One election in the caller's scratch: K options, K x K pairs. */
typedef struct election {
    ent_voters v;
    size_t n;
    double *below, *above; /* weight of the options up to i, from i on */
    double *u;             /* position as a share of the scale */
    double *p, *q;         /* distribution and its successor */
    double *stay;          /* chance that i meets a challenger and stays */
    double *win;           /* [i * n + j] chance of i over j */
    double *c;             /* [j * n + i] support of i against j */
} election;

static size_t work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors) + 6 * n_actors + 2 * n_actors * n_actors;
}

static void lay_out(election *e, double *at, double range) {
    e->n = e->v.n;
    e->below = at;
    e->above = at + e->n;
    e->p = at + 2 * e->n;
    e->q = at + 3 * e->n;
    e->u = at + 4 * e->n;
    e->stay = at + 5 * e->n;
    e->c = at + 6 * e->n;
    e->win = e->c + e->n * e->n;
    for (size_t i = 0; i < e->n; i++) {
        e->v.w[i] /= e->v.total; /* shares: only ratios matter */
        e->u[i] = (e->v.x[i] - e->v.x[0]) / range;
    }
    double sum = 0;
    for (size_t i = 0; i < e->n; i++)
        e->below[i] = sum += e->v.w[i];
    sum = 0;
    for (size_t i = e->n; i-- > 0;)
        e->above[i] = sum += e->v.w[i];
}

/* ---- pairs */

static double vote(const vote_rule *r, double d) {
    double sign = d * SIGN_SLOPE;
    sign = sign > 1 ? 1 : sign < -1 ? -1 : sign;
    return d * (r->linear + r->cubic * d * d) + r->binary * sign;
}

/* Support of options i < j against each other.  All outside i..j vote alike,
 * so that only those between them need counting one by one. */
static void support(const election *e, const vote_rule *r, size_t i, size_t j) {
    const double *u = e->u;
    double full = vote(r, u[j] - u[i]);
    double low = e->below[i] * full, high = e->above[j] * full;
    for (size_t k = i + 1; k < j; k++) {
        double d = (u[j] - u[k]) - (u[k] - u[i]);
        double v = e->v.w[k] * vote(r, d);
        low += v > 0 ? v : 0;
        high -= v < 0 ? v : 0;
    }
    e->c[j * e->n + i] = low;
    e->c[i * e->n + j] = high;
}

/* Chance of a coalition of strength a against b. */
static double victory(double a, double b, int power) {
    if (a == b)
        return .5;
    if (power == POWER_BINARY && a >= MAJORITY * b)
        return 1 / (1 + UPSET);
    if (power == POWER_BINARY && b >= MAJORITY * a)
        return UPSET / (1 + UPSET);
    if (power == POWER_BINARY)
        return (a / (a + b) * (MAJORITY + 1) - 1) / (MAJORITY - 1);
    double ratio = b / a;
    for (int k = 0; k < power; k++)
        ratio *= ratio;
    return 1 / (1 + ratio);
}

static void play_pairs(election *e, const vote_rule *r, int power) {
    size_t n = e->n;
    for (size_t i = 0; i < n; i++) {
        e->c[i * n + i] = 0;
        e->win[i * n + i] = .5;
        for (size_t j = i + 1; j < n; j++) {
            support(e, r, i, j);
            double a = e->c[j * n + i], b = e->c[i * n + j];
            e->win[i * n + j] = victory(a, b, power);
            e->win[j * n + i] = victory(b, a, power);
        }
    }
}

/* ---- distributions */

static ent_err normalise(double *p, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += p[i];
    if (!(sum > 0 && isfinite(sum)))
        return ENT_DOMAIN;
    for (size_t i = 0; i < n; i++)
        p[i] /= sum;
    return ENT_OK;
}

/* p_i in proportion to the product of its chances.  Products of many small
 * chances leave the range of doubles: their powers of two are kept in q. */
static ent_err conditional(election *e) {
    double most = -INFINITY;
    for (size_t i = 0; i < e->n; i++) {
        double p = 1, exponent = 0;
        for (size_t j = 0; j < e->n; j++) {
            double next = p * e->win[i * e->n + j];
            if (next < SMALL) {
                int a, b;
                next = frexp(p, &a) * frexp(e->win[i * e->n + j], &b);
                exponent += a + b;
            }
            p = next;
        }
        int rest;
        e->p[i] = frexp(p, &rest);
        e->q[i] = exponent + rest;
        most = p > 0 && e->q[i] > most ? e->q[i] : most;
    }
    for (size_t i = 0; i < e->n; i++)
        e->p[i] = e->p[i] > 0 ? e->p[i] * exp2(e->q[i] - most) : 0;
    return normalise(e->p, e->n);
}

/* Who challenges whom: h_ij, how often i is j's challenger.  One step of the
 * chain, q_i = sum_j win_ij (p_i h_ji + p_j h_ij), is then stay_i p_i plus
 * sum_j c_ji p_j, when row j of c holds win_ij h_ij. */
static void challenges(election *e, bool by_incentive) {
    size_t n = e->n;
    for (size_t j = 0; j < n; j++) {
        double *h = &e->c[j * n], sum = 0;
        for (size_t i = 0; i < n; i++) {
            double incentive = h[i] * e->win[i * n + j] + (i == j ? SELF : 0);
            sum += h[i] = by_incentive ? incentive : 1;
        }
        e->stay[j] = 0;
        for (size_t i = 0; i < n; i++) {
            h[i] /= sum;
            e->stay[j] += e->win[j * n + i] * h[i];
            h[i] *= e->win[i * n + j];
        }
    }
}

static void add_scaled(double *restrict to, const double *restrict x, double by,
                       size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] += by * x[i];
}

/* The largest change of the step; p goes half the way. */
static double step(election *e) {
    size_t n = e->n;
    double most = 0;
    for (size_t i = 0; i < n; i++)
        e->q[i] = e->stay[i] * e->p[i];
    for (size_t j = 0; j < n; j++)
        add_scaled(e->q, e->c + j * n, e->p[j], n);
    for (size_t i = 0; i < n; i++) {
        most = fmax(most, fabs(e->q[i] - e->p[i]));
        e->p[i] = (e->p[i] + e->q[i]) / 2;
    }
    return most;
}

static ent_err chain(election *e, bool by_incentive) {
    double tolerance = by_incentive ? 1e-8 : 1e-6; /* as KTAB stops */
    challenges(e, by_incentive);
    for (size_t i = 0; i < e->n; i++)
        e->p[i] = 1 / (double)e->n;
    for (int k = 0; k < MOST_STEPS; k++)
        if (step(e) <= tolerance)
            return normalise(e->p, e->n);
    return ENT_DIVERGED;
}

/* ---- the model */

static void report_chances(const ent_game *g, const election *e,
                           double *chance) {
    for (size_t i = 0; i < g->n_actors; i++) {
        size_t lo = 0, hi = e->n;
        while (lo < hi) { /* the first option not below its position */
            size_t mid = lo + (hi - lo) / 2;
            if (e->v.x[mid] < g->position[i])
                lo = mid + 1;
            else
                hi = mid;
        }
        bool stands =
            ent_i_present(g, i) && lo < e->n && e->v.x[lo] == g->position[i];
        chance[i] = stands ? e->p[lo] : 0;
    }
}

static double expected(const election *e) {
    const double *x = e->v.x;
    double sum = 0, ends = x[e->n - 1];
    for (size_t i = 0; i < e->n; i++)
        sum += e->p[i] * (x[i] - x[0]);
    return x[0] + sum > ends ? ends : x[0] + sum;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    election e;
    int variant = (int)param[VARIANT];
    (void)stream;
    ENT_TRY(ent_i_voters(g, scratch, &e.v));
    ent_i_voters_merge(&e.v);
    lay_out(&e, scratch + ENT_VOTERS_WORK(g->n_actors), g->hi - g->lo);
    play_pairs(&e, &RULES[(int)param[VOTE]], (int)param[POWER]);
    ENT_TRY(variant == CONDITIONAL ? conditional(&e)
                                   : chain(&e, variant == INCENTIVE));
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
