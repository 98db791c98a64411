/* sample.c - what an uncertain value is in one draw.
 *
 * Every value turns one uniform number into itself by its quantile function,
 * so a Latin hypercube over the uniforms is one over the values. */
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

void ent_i_world_sample(const ent_world *w, ent_draw *d) {
    for (size_t i = 0; i < w->s->n_values; i++) {
        const ent_value *v = &w->s->value[i];
        double u = 0.5;
        if (v->kind > ENT_VALUE_FIXED)
            u = d->of ? ent_i_latin(w->stream[i], d->number, d->of)
                      : ent_i_uniform(w->stream[i], d->number, 0);
        d->value[i] = ent_i_sample(v, u);
    }
}
