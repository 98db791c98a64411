/* pairs.c - from the support behind each option of each pair to one
 * distribution over all options. */
#include "model/pairs.h"
#include <math.h>

static const double SELF = 1e-10;   /* incentive to challenge oneself */
static const double SMALL = 1e-150; /* products below lose digits soon */
enum { MOST_STEPS = 10000 };        /* of a chain; some 60 are usual */

ent_pairs ent_i_pairs(double *work, size_t n) {
    return (ent_pairs){.n = n,
                       .p = work,
                       .q = work + n,
                       .stay = work + 2 * n,
                       .c = work + 3 * n,
                       .win = work + 3 * n + n * n};
}

/* ---- pairs */

double ent_i_victory(double a, double b, int power) {
    if (a == b)
        return .5;
    if (power == ENT_POWER_BINARY && a >= ENT_MAJORITY * b)
        return 1 / (1 + ENT_UPSET);
    if (power == ENT_POWER_BINARY && b >= ENT_MAJORITY * a)
        return ENT_UPSET / (1 + ENT_UPSET);
    if (power == ENT_POWER_BINARY)
        return (a / (a + b) * (ENT_MAJORITY + 1) - 1) / (ENT_MAJORITY - 1);
    double ratio = b / a;
    for (int k = 0; k < power; k++)
        ratio *= ratio;
    return 1 / (1 + ratio);
}

void ent_i_pairs_play(ent_pairs *e, int power) {
    size_t n = e->n;
    for (size_t i = 0; i < n; i++) {
        e->win[i * n + i] = .5;
        for (size_t j = i + 1; j < n; j++) {
            double a = e->c[j * n + i], b = e->c[i * n + j];
            e->win[i * n + j] = ent_i_victory(a, b, power);
            e->win[j * n + i] = ent_i_victory(b, a, power);
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
static ent_err conditional(ent_pairs *e) {
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
static void challenges(ent_pairs *e, bool by_incentive) {
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
static double step(ent_pairs *e) {
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

static ent_err chain(ent_pairs *e, bool by_incentive) {
    double tolerance = by_incentive ? 1e-8 : 1e-6; /* as KTAB stops */
    challenges(e, by_incentive);
    for (size_t i = 0; i < e->n; i++)
        e->p[i] = 1 / (double)e->n;
    for (int k = 0; k < MOST_STEPS; k++)
        if (step(e) <= tolerance)
            return normalise(e->p, e->n);
    ENT_TRY(normalise(e->p, e->n));
    return ENT_DIVERGED;
}

ent_err ent_i_pairs_spread(ent_pairs *e, int variant) {
    return variant == ENT_CONDITIONAL ? conditional(e)
                                      : chain(e, variant == ENT_INCENTIVE);
}
