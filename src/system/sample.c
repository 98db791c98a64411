/* sample.c - what an uncertain value is in one draw.
 *
 * Every value turns one uniform number into itself by its quantile function,
 * so a Latin hypercube over the uniforms is one over the values.  Values of a
 * correlated group share a part of their normal scores (a Gaussian copula
 * with one factor; Nelsen 2006, An Introduction to Copulas, 2.3): each keeps
 * its own distribution, and every two of them the correlation given. */
#include "system/system.h"
#include <math.h>

/* The standard normal quantile of 0.95: intervals are 90 % intervals. */
static const double Z95 = 1.6448536269514722;

/* Two half normals that meet at the best value: 5 %, 50 % and 95 % of draws
 * lie below lo, best and hi exactly, however skewed the interval. */
static double two_piece(const ent_value *v, double u) {
    double z = ent_i_normal(u);
    double side = z < 0 ? v->best - v->lo : v->hi - v->best;
    return v->best + z * side / Z95;
}

double ent_i_sample(const ent_value *v, double u) {
    double x = v->best;
    switch (v->kind) {
    case ENT_VALUE_BLANK:
        return NAN;
    case ENT_VALUE_FIXED:
        break;
    case ENT_VALUE_INTERVAL:
        x = two_piece(v, u);
        break;
    case ENT_VALUE_UNIFORM:
        x = v->lo + u * (v->hi - v->lo);
        break;
    case ENT_VALUE_NORMAL:
        x = v->best + ent_i_normal(u) * (v->hi - v->best);
        break;
    case ENT_VALUE_CHOICE:
        x = v->choice[(size_t)(u * (double)v->n_choices)];
        break;
    }
    return ent_i_clamp(x, v->min, v->max);
}

static double uniform(const ent_block *b, ent_stream s, int lane) {
    uint64_t draw = b->now.first + (uint64_t)lane;
    return b->of ? ent_i_latin(s, draw, b->of) : ent_i_uniform(s, draw, 0);
}

/* The quantile of a value whose normal score is partly its group's. */
static double shared(const ent_block *b, uint32_t group, double own, int lane) {
    const ent_group *g = &b->w->s->group[group];
    double z = ent_i_normal(uniform(b, b->w->group_stream[group], lane));
    z = sqrt(g->correlation) * z + sqrt(1 - g->correlation) * ent_i_normal(own);
    double u = 0.5 * erfc(-z * 0.70710678118654752440);
    return ent_i_clamp(u, 0x1p-60, 1 - 0x1p-53);
}

static void sample_value(ent_block *b, uint32_t row) {
    const ent_world *w = b->w;
    const ent_value *v = &w->s->value[row];
    double *x = ent_i_lanes(b, row), plain = ent_i_sample(v, 0.5);
    for (int l = 0; l < ENT_LANES; l++)
        x[l] = plain;
    for (int l = 0; v->kind > ENT_VALUE_FIXED && l < b->now.lanes; l++) {
        if (!b->active[l])
            continue;
        double u = uniform(b, w->stream[row], l);
        if (w->group[row] != ENT_NONE)
            u = shared(b, w->group[row], u, l);
        x[l] = ent_i_sample(v, u);
    }
}

void ent_i_block_sample(ent_block *b) {
    for (uint32_t i = 0; i < b->w->s->n_values; i++)
        sample_value(b, i);
}
