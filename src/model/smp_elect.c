/* smp_elect.c - the spatial model: elections over states of the world, and
 * what they say of an actor's attitude to risk.
 *
 * Every voter votes with its capability alone.  Whose position is likely to
 * win already has little to gain by risk: its attitude is near the upper end
 * of the range, and it is averse to it. */
#include "model/smp.h"
#include <math.h>

static const double LEAST_SUPPORT = 1e-8; /* of an option against another */
static const double HUGE_POWER = 1e300;   /* beyond it powers are taken apart */
static const double ALIKE = 1e-12;        /* chances that differ by noise */
static const double SAME_PLACE = 1e-3;    /* Euclid, on 0..1 */
enum { PROP = 2 };                        /* the vote that is the difference */

double smp_distance(const smp *s, size_t i, size_t j, const double *at) {
    const double *q = s->q + i * s->m, *w = s->s + i * s->m;
    const double *has = s->has + j * s->m;
    double sum = 0;
    for (size_t k = 0; k < s->m; k++) {
        double step = has[k] * w[k] * (q[k] - at[k]);
        sum += step * step;
    }
    return sqrt(sum / s->square[i]);
}

void smp_distances(smp *s) {
    size_t n = s->n;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            s->dt[j * n + i] = s->d[i * n + j] =
                smp_distance(s, i, j, s->x + j * s->m);
        s->own[i] = s->d[i * n + i];
    }
}

/* ---- elections */

/* A voter: its weight, and what it thinks of the option it compares. */
typedef struct voter {
    double w, own;
} voter;

/* One voter's votes on an option against the n before it, which it values at
 * u: what goes to the option, and what to the others. */
static void votes(voter k, size_t n, const double *restrict u,
                  double *restrict to_it, double *restrict to_others) {
#pragma omp simd
    for (size_t j = 0; j < n; j++) {
        double v = k.w * (k.own - u[j]);
        to_it[j] += v > 0 ? v : 0;
        to_others[j] += v < 0 ? -v : 0;
    }
}

/* The same where a vote is not the difference itself. */
static void ruled_votes(const ent_vote_rule *r, voter k, size_t n,
                        const double *restrict u, double *restrict to_it,
                        double *restrict to_others) {
#pragma omp simd
    for (size_t j = 0; j < n; j++) {
        double v = k.w * ent_i_vote(r, k.own - u[j]);
        to_it[j] += v > 0 ? v : 0;
        to_others[j] += v < 0 ? -v : 0;
    }
}

/* Votes are asked of i against j < i alone, which matters where gains and
 * losses do not weigh alike. */
static void count(const smp *s, const double *u, double *row, ent_pairs *e) {
    size_t n = e->n;
    bool plain = s->param[SMP_VOTE] == PROP;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++)
            row[j] = e->c[i * n + j] = LEAST_SUPPORT;
        for (size_t k = 0; k < s->n; k++) {
            const double *of = u + k * n;
            voter who = {s->c[k], of[i]};
            if (plain)
                votes(who, i, of, row, e->c + i * n);
            else
                ruled_votes(s->vote, who, i, of, row, e->c + i * n);
        }
        for (size_t j = 0; j < i; j++)
            e->c[j * n + i] = row[j];
    }
}

/* As ent_i_victory, term for term as KTAB has it: where two offers lie at the
 * same place to the last digit, the last digit chooses. */
static double beats(double a, double b, int power) {
    double x = a, y = b, share = a / (a + b);
    for (int k = 0; k < power && power < ENT_POWER_BINARY; k++) {
        x *= x;
        y *= y;
    }
    if (power == ENT_POWER_BINARY) {
        bool even = a < ENT_MAJORITY * b && b < ENT_MAJORITY * a;
        x = even ? (share * (ENT_MAJORITY + 1) - 1) / (ENT_MAJORITY - 1)
                 : (a > b ? 1 : ENT_UPSET);
        y = even ? 1 - x : (a > b ? ENT_UPSET : 1);
    }
    bool fine = x + y > 1 / HUGE_POWER && x + y < HUGE_POWER;
    return fine ? x / (x + y) : ent_i_victory(a, b, power);
}

static void play_pairs(const smp *s, ent_pairs *e) {
    size_t n = e->n;
    int power = (int)s->param[SMP_VICTORY];
    for (size_t i = 0; i < n; i++) {
        e->win[i * n + i] = .5;
        for (size_t j = 0; j < n; j++)
            if (j != i)
                e->win[i * n + j] =
                    beats(e->c[j * n + i], e->c[i * n + j], power);
    }
}

ent_err smp_elect(const smp *s, const double *u, size_t n_options, double *room,
                  ent_pairs *out) {
    *out = ent_i_pairs(room + n_options, n_options);
    count(s, u, room, out);
    play_pairs(s, out);
    ent_err e = ent_i_pairs_spread(out, (int)s->param[SMP_PCE]);
    return e == ENT_DIVERGED ? ENT_OK : e; /* near enough, where KTAB aborts */
}

/* ---- attitudes to risk */

/* On the range of the setting, 0 where no position stands out. */
static double attitude(double p, double least, double most, int range) {
    double width = most - least;
    if (!(width > ALIKE))
        return 0;
    if (range == 0)
        return (p - least) / width;
    return range == 1 ? (3 * p - most - 2 * least) / (2 * width)
                      : (2 * p - most - least) / width;
}

ent_err smp_assess(smp *s) {
    size_t n = s->n;
    double least = 1, most = 0, *u = s->room;
    ent_pairs e;
    for (size_t i = 0; i < n * n; i++)
        u[i] = smp_utility(s->d[i], 0);
    ENT_TRY(smp_elect(s, u, n, u + n * n, &e));
    for (size_t i = 0; i < n; i++) {
        least = fmin(least, e.p[i]);
        most = fmax(most, e.p[i]);
    }
    for (size_t i = 0; i < n; i++)
        s->risk[i] = attitude(e.p[i], least, most, (int)s->param[SMP_RANGE]);
    return ENT_OK;
}

/* ---- chances of the positions */

static bool same_place(const smp *s, size_t i, size_t j) {
    double sum = 0;
    for (size_t k = 0; k < s->m; k++) {
        size_t a = i * s->m + k, b = j * s->m + k;
        double step = s->x[a] - s->x[b];
        if (s->has[a] != s->has[b])
            return false;
        sum += step * step;
    }
    return sqrt(sum) < SAME_PLACE;
}

/* The first actor at each place stands for all there: spot[i] is the number
 * of i's place, first[spot] who was there first. */
static size_t places(const smp *s, double *spot, double *first) {
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        size_t k = 0;
        while (k < n && !same_place(s, i, (size_t)first[k]))
            k++;
        if (k == n)
            first[n++] = (double)i;
        spot[i] = (double)k;
    }
    return n;
}

ent_err smp_report_chances(smp *s, double *chance) {
    size_t actors = s->g->n_actors, n;
    double *u = s->room;
    ent_pairs e;
    smp_distances(s);
    ENT_TRY(smp_assess(s));
    n = places(s, s->a, s->b);
    for (size_t k = 0; k < s->n; k++)
        for (size_t j = 0; j < n; j++)
            u[k * n + j] =
                smp_utility(s->d[k * s->n + (size_t)s->b[j]], s->risk[k]);
    ENT_TRY(smp_elect(s, u, n, u + s->n * n, &e));
    memset(chance, 0, actors * s->m * sizeof *chance);
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->m; k++)
            if (s->has[i * s->m + k] > 0)
                chance[k * actors + (size_t)s->who[i]] = e.p[(size_t)s->a[i]];
    return ENT_OK;
}
