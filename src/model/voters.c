/* voters.c - who counts on an issue: weight = capability x salience.
 *
 * All models of a settlement begin here, so that they agree on who takes part:
 * an actor with a stance, a capability and a salience above zero. */
#include "model/model.h"
#include <math.h>

/* Inside these bounds no sum, share or cube below overflows or vanishes. */
static const double LEAST = 1e-200, MOST = 1e200;  /* weights */
static const double FINEST = 1e-90, WIDEST = 1e90; /* hi - lo */
static const double FARTHEST = 1e6;                /* off the scale, in it */

ent_err ent_i_voters(const ent_game *g, double *work, ent_voters *v) {
    *v = (ent_voters){.w = work, .x = work + g->n_actors};
    double range = g->hi - g->lo;
    if (g->n_issues != 1)
        return ENT_SHAPE;
    if (!(range >= FINEST && range <= WIDEST && fabs(g->lo) <= WIDEST))
        return ENT_DOMAIN;
    for (size_t i = 0; i < g->n_actors; i++) {
        if (!ent_i_present(g, i))
            continue;
        double w = g->capability[i] * g->salience[i], x = g->position[i];
        if (!(w >= 0 && w <= MOST && fabs(x - g->lo) <= FARTHEST * range))
            return ENT_DOMAIN;
        if (w == 0)
            continue;
        v->w[v->n] = w;
        v->x[v->n++] = x;
        v->total += w;
    }
    return v->total >= LEAST && v->total <= MOST ? ENT_OK : ENT_DOMAIN;
}

/* Shell's sort with gaps 3k + 1: short, in place, fast enough below some
 * thousand actors. */
void ent_i_voters_sort(ent_voters *v) {
    size_t gap = 1;
    while (gap < v->n / 3)
        gap = 3 * gap + 1;
    for (; gap; gap /= 3)
        for (size_t i = gap; i < v->n; i++) {
            double x = v->x[i], w = v->w[i];
            size_t j = i;
            for (; j >= gap && v->x[j - gap] > x; j -= gap) {
                v->x[j] = v->x[j - gap];
                v->w[j] = v->w[j - gap];
            }
            v->x[j] = x;
            v->w[j] = w;
        }
}

void ent_i_voters_merge(ent_voters *v) {
    size_t n = 0;
    ent_i_voters_sort(v);
    for (size_t i = 0; i < v->n; i++) {
        if (n && v->x[n - 1] == v->x[i]) {
            v->w[n - 1] += v->w[i];
            continue;
        }
        v->x[n] = v->x[i];
        v->w[n++] = v->w[i];
    }
    v->n = n;
}

void ent_i_settle(const ent_game *g, double z, ent_outcome *out) {
    out->settlement[0] = z;
    for (size_t i = 0; i < g->n_actors; i++)
        out->position[i] = ent_i_present(g, i) ? z : g->lo;
}
