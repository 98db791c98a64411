/* deal.c - what several parties agree on over several issues at once.
 *
 * The first is the Nash bargaining solution (Nash 1950) of parties whose loss
 * is quadratic in the distance of each issue from their position: it makes
 * sum c_i ln gain_i largest, where gain_i is what party i gets beyond no deal
 * and beyond what it asks for.  Losses are separable, so the slope and the
 * curvature are small dense matrices: Newton's method with a step that stays
 * inside, first for a deal from which all gain (an interior point), then for
 * the solution.  What makes a least gain or a sum of gains largest is found by
 * the same steps: the logarithms are the barrier that keeps all of them
 * positive, and count for less and less. */
#include "model/deal.h"
#include <math.h>

enum { STEPS = 200, SHORTENINGS = 60 };
static const double EXACT = 1e-24; /* square of the Newton decrement */
static const double FINE = 1e-11;  /* what the barrier may still count */
static const double ROUGH = 1e-6;  /* the same, on the way */
static const double CLOSE = 1e-8;  /* the same: here full steps are sure */

/* gain_i(z) = most_i - sum_p care_ip (z_p - x_ip)^2, less a common demand t
 * while a first deal is looked for. */
typedef struct search {
    const ent_deal *d;
    double *z, *slope, *step, *one, *trial; /* issues + 1 of each */
    double *curve;                          /* that squared */
    size_t n;             /* unknowns: issues, and t in the first phase */
    bool first;           /* t is the last unknown */
    double press;         /* weight of t, or of the sum, against the barrier */
    const double *unit;   /* party i is asked for t unit_i; NULL: for t */
    const double *weight; /* of gains in a sum; NULL: there is none */
    double exact; /* square of the Newton decrement that ends the climb */
} search;

size_t ent_i_deal_work(size_t n_issues) {
    size_t n = n_issues + 1;
    return 5 * n + n * n;
}

double ent_i_deal_gain(const ent_deal *d, size_t i, const double *z) {
    double loss = 0;
    for (size_t p = 0; p < d->n_issues; p++) {
        double by = z[p] - d->x[i * d->n_issues + p];
        loss += d->care[i * d->n_issues + p] * by * by;
    }
    return d->most[i] - loss;
}

static double demand(const search *s, size_t i, const double *z) {
    double unit = s->unit ? s->unit[i] : 1;
    return s->first ? z[s->n - 1] * unit : 0;
}

/* What the logarithm of party i's gain counts. */
static double barrier(const search *s, size_t i) {
    return s->first || s->weight ? 1 : s->d->power[i];
}

/* What is made large; -INFINITY outside. */
static double height(const search *s, const double *z) {
    double sum = s->first ? s->press * z[s->n - 1] : 0;
    for (size_t i = 0; i < s->d->n_parties; i++) {
        double gain = ent_i_deal_gain(s->d, i, z) - demand(s, i, z);
        if (!(gain > 0))
            return -INFINITY;
        sum += barrier(s, i) * log(gain);
        if (s->weight)
            sum += s->press * s->weight[i] * gain;
    }
    return sum;
}

/* Slope and curvature (negated: positive definite) at z. */
static void look(search *s) {
    const ent_deal *d = s->d;
    size_t n = s->n, k = d->n_issues;
    memset(s->slope, 0, n * sizeof(double));
    memset(s->curve, 0, n * n * sizeof(double));
    if (s->first)
        s->slope[k] = s->press;
    for (size_t i = 0; i < d->n_parties; i++) {
        double gain = ent_i_deal_gain(d, i, s->z) - demand(s, i, s->z);
        double power = barrier(s, i);
        double push = s->weight ? s->press * s->weight[i] : 0;
        for (size_t p = 0; p < k; p++) {
            double care = d->care[i * k + p];
            s->one[p] = -2 * care * (s->z[p] - d->x[i * k + p]);
            s->curve[p * n + p] += power * 2 * care / gain + push * 2 * care;
        }
        if (s->first)
            s->one[k] = s->unit ? -s->unit[i] : -1;
        for (size_t p = 0; p < n; p++) {
            s->slope[p] += power * s->one[p] / gain + push * s->one[p];
            for (size_t q = 0; q < n; q++)
                s->curve[p * n + q] +=
                    power * s->one[p] * s->one[q] / (gain * gain);
        }
    }
}

/* curve step = slope by Cholesky's method; directions without curvature, in
 * which nobody cares, stay still. */
static void solve(search *s) {
    size_t n = s->n;
    double *a = s->curve, *x = s->step;
    for (size_t j = 0; j < n; j++) {
        double least = a[j * n + j] * 1e-14;
        for (size_t k = 0; k < j; k++)
            a[j * n + j] -= a[j * n + k] * a[j * n + k];
        a[j * n + j] = a[j * n + j] > least ? sqrt(a[j * n + j]) : 0;
        for (size_t i = j + 1; i < n; i++) {
            for (size_t k = 0; k < j; k++)
                a[i * n + j] -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = a[j * n + j] > 0 ? a[i * n + j] / a[j * n + j] : 0;
        }
    }
    for (size_t i = 0; i < n; i++) {
        x[i] = s->slope[i];
        for (size_t k = 0; k < i; k++)
            x[i] -= a[i * n + k] * x[k];
        x[i] = a[i * n + i] > 0 ? x[i] / a[i * n + i] : 0;
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            x[i] -= a[k * n + i] * x[k];
        x[i] = a[i * n + i] > 0 ? x[i] / a[i * n + i] : 0;
    }
}

/* Tries z + length * step: how high it is there. */
static double look_ahead(search *s, double length) {
    for (size_t i = 0; i < s->n; i++)
        s->trial[i] = s->z[i] + length * s->step[i];
    return height(s, s->trial);
}

/* One step uphill; false when the top is reached.  Close to it heights differ
 * by less than their last digit, but Newton's full step is sure. */
static bool climb(search *s) {
    double rise = 0, now = height(s, s->z), length = 1;
    look(s);
    solve(s);
    for (size_t i = 0; i < s->n; i++)
        rise += s->slope[i] * s->step[i];
    if (!(rise > s->exact))
        return false;
    double least = rise < CLOSE ? -INFINITY : now;
    for (int k = 0; k < SHORTENINGS; k++, length /= 2) {
        double there = look_ahead(s, length);
        if (isfinite(there) && there >= least + 0.1 * length * rise) {
            memcpy(s->z, s->trial, s->n * sizeof(double));
            return true;
        }
    }
    return false;
}

static double least_gain(const ent_deal *d, const double *z) {
    double least = INFINITY;
    for (size_t i = 0; i < d->n_parties; i++) {
        double gain = ent_i_deal_gain(d, i, z);
        least = gain < least ? gain : least;
    }
    return least;
}

/* A deal from which all gain: what the worst off gains is made large. */
static bool begin(search *s) {
    const ent_deal *d = s->d;
    size_t k = d->n_issues;
    s->first = true;
    s->n = k + 1;
    s->press = 1;
    memcpy(s->z, d->present, k * sizeof(double));
    s->z[k] = least_gain(d, s->z) - 1;
    for (int i = 0; i < STEPS && least_gain(d, s->z) <= ENT_DEAL_LEAST; i++)
        if (!climb(s)) {
            /* The best t lies within parties / press of this one. */
            if (s->z[k] + (double)d->n_parties / s->press < ENT_DEAL_LEAST)
                break;
            s->press *= 8;
            if (s->press > 1e9)
                break;
        }
    s->first = false;
    s->n = k;
    return least_gain(d, s->z) > ENT_DEAL_LEAST;
}

static search search_of(const ent_deal *d, double *work) {
    size_t n = d->n_issues + 1;
    return (search){.d = d,
                    .exact = EXACT,
                    .z = work,
                    .slope = work + n,
                    .step = work + 2 * n,
                    .one = work + 3 * n,
                    .trial = work + 4 * n,
                    .curve = work + 5 * n};
}

static void finish(const search *s, double *z) {
    for (size_t p = 0; p < s->d->n_issues; p++)
        z[p] = s->z[p] < 0 ? 0 : s->z[p] > 100 ? 100 : s->z[p];
}

bool ent_i_deal_solve(const ent_deal *d, double *work, double *z) {
    search s = search_of(d, work);
    if (!begin(&s))
        return false;
    for (int i = 0; i < STEPS && climb(&s); i++)
        continue;
    finish(&s, z);
    return true;
}

/* Presses harder and harder until the barrier counts for nothing. */
static void press_on(search *s) {
    double parties = (double)s->d->n_parties;
    s->exact = ROUGH; /* what is left of it shrinks as it presses */
    for (s->press = 1; s->press < parties / FINE; s->press *= 8)
        for (int i = 0; i < STEPS && climb(s); i++)
            continue;
}

static double least_level(const search *s, const double *z) {
    double least = INFINITY;
    for (size_t i = 0; i < s->d->n_parties; i++) {
        double unit = s->unit ? s->unit[i] : 1;
        least = fmin(least, ent_i_deal_gain(s->d, i, z) / unit);
    }
    return least;
}

void ent_i_deal_level(const ent_deal *d, const double *unit, double *work,
                      double *z, double *level) {
    search s = search_of(d, work);
    size_t k = d->n_issues;
    s.unit = unit;
    s.first = true;
    s.n = k + 1;
    memcpy(s.z, d->present, k * sizeof(double));
    s.z[k] = least_level(&s, s.z) - 1;
    press_on(&s);
    finish(&s, z);
    *level = least_level(&s, z);
}

bool ent_i_deal_sum(const ent_deal *d, const double *weight, double *work,
                    double *z) {
    search s = search_of(d, work);
    if (!begin(&s))
        return false;
    s.weight = weight;
    press_on(&s);
    finish(&s, z);
    return true;
}
