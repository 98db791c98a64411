/* spread.c - a distribution of outcomes on 0..100, with masses where past
 * decisions have them: at positions and at the poles.
 *
 * The CRPS is that of Gneiting and Raftery 2007 (doi:10.1198/
 * 016214506000001437), summed over cells of one point; mid-quantiles are
 * those of Ma, Genton and Parzen 2011 (doi:10.1007/s10463-008-0215-z). */
#include "find/spread.h"
#include <math.h>

/* The first cell whose threshold g + 1/2 is not below x; CELLS: none. */
static size_t cell_of(double x) {
    double g = ceil(x - 0.5);
    return g <= 0 ? 0 : g >= ENT_SPREAD_CELLS ? ENT_SPREAD_CELLS : (size_t)g;
}

void ent_i_spread_atoms(const double *x, const double *w, size_t n,
                        ent_spread *out) {
    double mass[ENT_SPREAD_CELLS + 1] = {0}, total = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        mass[cell_of(x[i])] += w ? w[i] : 1;
        total += w ? w[i] : 1;
    }
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++) {
        sum += mass[g];
        out->below[g] = fmin(sum / total, 1);
    }
}

void ent_i_spread_add(ent_spread *to, const ent_spread *s, double share) {
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++)
        to->below[g] += share * s->below[g];
}

void ent_i_spread_order(ent_spread *s) {
    ent_i_sort(s->below, ENT_SPREAD_CELLS);
}

/* The mass at the whole number g. */
static double mass_at(const ent_spread *s, size_t g) {
    double upper = g < ENT_SPREAD_CELLS ? s->below[g] : 1;
    return upper - (g ? s->below[g - 1] : 0);
}

double ent_i_spread_quantile(const ent_spread *s, double p) {
    double before = 0, middle = -1, at = 0;
    for (size_t g = 0; g <= ENT_SPREAD_CELLS; g++) {
        double mass = mass_at(s, g), now = before + mass / 2;
        before += mass;
        if (mass <= 0)
            continue;
        if (p <= now)
            return middle < 0
                       ? (double)g
                       : at + ((double)g - at) * (p - middle) / (now - middle);
        middle = now;
        at = (double)g;
    }
    return at;
}

double ent_i_spread_mean(const ent_spread *s) {
    double mean = 0;
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++)
        mean += 1 - s->below[g];
    return fmax(0, mean);
}

double ent_i_spread_crps(const ent_spread *s, double y) {
    double sum = 0;
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++) {
        double d = s->below[g] - (y <= (double)g + 0.5);
        sum += d * d;
    }
    return sum;
}

void ent_i_spread_place(const ent_spread *s, double y, double *less,
                        double *upto) {
    size_t g = cell_of(y);
    *upto = g < ENT_SPREAD_CELLS ? s->below[g] : 1;
    *less = g ? s->below[g - 1] : 0;
}
