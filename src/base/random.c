/* random.c - random numbers without state.
 *
 * Philox4x32-10 of Salmon et al. 2011 (Random123) turns (seed, draw, name)
 * into four random words, so a number depends on nothing else: not on the
 * thread, not on the order.  A Latin square needs a random permutation of
 * the draws that can be evaluated at one place: a Feistel network keyed by
 * (seed, name), walked until it lands inside (Black and Rogaway 2002). */
#include "base/base.h"
#include <Random123/philox.h>
#include <math.h>

ent_stream ent_i_stream(uint64_t seed, ent_str name) {
    return (ent_stream){seed, ent_i_hash(name)};
}

static philox4x32_ctr_t words(ent_stream s, uint64_t draw, uint32_t lane) {
    uint64_t key = s.name ^ (uint64_t)lane * 0x9E3779B97F4A7C15u;
    philox4x32_ctr_t c = {{(uint32_t)draw, (uint32_t)(draw >> 32),
                           (uint32_t)key, (uint32_t)(key >> 32)}};
    philox4x32_key_t k = {{(uint32_t)s.seed, (uint32_t)(s.seed >> 32)}};
    return philox4x32_R(10, c, k);
}

static double unit(uint32_t a, uint32_t b) {
    uint64_t bits = (uint64_t)a << 20 ^ b >> 12; /* 52 bits */
    return ((double)bits + 0.5) * 0x1p-52;       /* never 0, never 1 */
}

double ent_i_uniform(ent_stream s, uint64_t draw, uint32_t lane) {
    philox4x32_ctr_t w = words(s, draw, lane);
    return unit(w.v[0], w.v[1]);
}

/* One place of a keyed permutation of 0 .. 4^half - 1. */
static uint64_t feistel(ent_stream s, uint64_t x, unsigned half) {
    uint64_t mask = ((uint64_t)1 << half) - 1;
    uint64_t left = x >> half, right = x & mask;
    for (uint32_t round = 0; round < 4; round++) {
        uint64_t f = words(s, right, 0x4C480000u + round).v[0] & mask;
        uint64_t t = left ^ f;
        left = right;
        right = t;
    }
    return left << half | right;
}

double ent_i_latin(ent_stream s, uint64_t draw, uint64_t of) {
    unsigned half = 1;
    while (half < 31 && (uint64_t)1 << (2 * half) < of)
        half++;
    uint64_t x = draw % of;
    do
        x = feistel(s, x, half);
    while (x >= of);
    double u = ((double)x + ent_i_uniform(s, draw, 0x4C480010u)) / (double)of;
    return u < 1 ? u : 0x1.fffffffffffffp-1;
}

static double ratio(double x, const double *a, const double *b, int n) {
    double p = a[n], q = b[n];
    for (int i = n - 1; i >= 0; i--) {
        p = p * x + a[i];
        q = q * x + b[i];
    }
    return p / q;
}

double ent_i_normal(double p) {
    static const double a[] = {
        3.3871328727963666080e0,  1.3314166789178437745e+2,
        1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4,
        3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static const double b[] = {1.0,
                               4.2313330701600911252e+1,
                               6.8718700749205790830e+2,
                               5.3941960214247511077e+3,
                               2.1213794301586595867e+4,
                               3.9307895800092710610e+4,
                               2.8729085735721942674e+4,
                               5.2264952788528545610e+3};
    static const double c[] = {
        1.42343711074968357734e0,  4.63033784615654529590e0,
        5.76949722146069140550e0,  3.64784832476320460504e0,
        1.27045825245236838258e0,  2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[] = {1.0,
                               2.05319162663775882187e0,
                               1.67638483018380384940e0,
                               6.89767334985100004550e-1,
                               1.48103976427480074590e-1,
                               1.51986665636164571966e-2,
                               5.47593808499534494600e-4,
                               1.05075007164441684324e-9};
    static const double e[] = {
        6.65790464350110377720e0,  5.46378491116411436990e0,
        1.78482653991729133580e0,  2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double f[] = {1.0,
                               5.99832206555887937690e-1,
                               1.36929880922735805310e-1,
                               1.48753612908506148525e-2,
                               7.86869131145613259100e-4,
                               1.84631831751005468180e-5,
                               1.42151175831644588870e-7,
                               2.04426310338993978564e-15};
    double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * ratio(0.180625 - q * q, a, b, 7);
    double r = sqrt(-log(q < 0 ? p : 1 - p));
    double z = r <= 5 ? ratio(r - 1.6, c, d, 7) : ratio(r - 5, e, f, 7);
    return q < 0 ? -z : z;
}
