/* gates.c - what opens and shuts issues, and how attention is shared. */
#include "system/system.h"
#include <math.h>

void ent_i_gate_run(ent_block *b, uint32_t row) {
    const ent_world *w = b->w;
    const ent_gate *g = &w->s->gate[row];
    double *open = ent_i_lanes(b, w->at.open + row), now[ENT_LANES];
    const double *opens = ent_i_compute(b, g->opens);
    for (int l = 0; l < ENT_LANES; l++)
        now[l] = opens[l] != 0;
    if (g->closes != ENT_NONE) { /* once open it stays so until then */
        const double *closes = ent_i_compute(b, g->closes);
        for (int l = 0; l < ENT_LANES; l++)
            now[l] = open[l] != 0 ? closes[l] == 0 : now[l];
    }
    const double *hold = g->dials.hold == ENT_NONE
                             ? NULL
                             : ent_i_lanes(b, w->seen[g->dials.hold]);
    for (int l = 0; l < ENT_LANES; l++)
        open[l] = hold && !isnan(hold[l]) ? hold[l] != 0 : now[l];
}

/* ---- attention: demands beyond the budget are cut in proportion */

void ent_i_attention_run(ent_block *b, uint32_t actor) {
    const ent_world *w = b->w;
    const ent_scenario *s = w->s;
    double *share = ent_i_lanes(b, w->at.share + actor), sum[ENT_LANES] = {0};
    const double *budget = NULL;
    for (uint32_t k = 0; k < s->n_theatres; k++) {
        const ent_theatre *t = &s->theatre[k];
        double *got = ent_i_lanes(b, w->at.attention + k);
        if (t->actor != actor || t->off)
            continue;
        const double *demand = ent_i_compute(b, t->demand);
        for (int l = 0; l < ENT_LANES; l++)
            sum[l] += got[l] = demand[l] > 0 ? demand[l] : 0;
        budget =
            t->budget == ENT_NONE ? budget : ent_i_lanes(b, w->seen[t->budget]);
    }
    for (int l = 0; l < ENT_LANES; l++) {
        double have = budget ? budget[l] : 100;
        share[l] = sum[l] > have ? ent_i_clamp(have / sum[l], 0, 1) : 1;
    }
    for (uint32_t k = 0; k < s->n_theatres; k++) {
        double *got = ent_i_lanes(b, w->at.attention + k);
        for (int l = 0; s->theatre[k].actor == actor && l < ENT_LANES; l++)
            got[l] *= share[l];
    }
}
