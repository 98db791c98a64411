/* power_sample.c - power by drawing: orders of players for Shapley and Shubik
 * (who turns the growing coalition into a winning one), coalitions for Banzhaf
 * (who of all is decisive there).  Mann and Shapley 1960 drew so first.
 *
 * Each draw is a function of seed and number; a share p of n draws has the
 * standard error sqrt(p (1 - p) / n). */
#include "model/power.h"
#include <math.h>

typedef struct drawing {
    const power_game *g;
    ent_stream order, side;
    double *sum;    /* [n_rules] */
    size_t *player; /* [n] in the order of the draw */
    bool *in;       /* [n] in the coalition of the draw */
    power_index *out;
} drawing;

static void add(drawing *d, size_t i, double sign) {
    for (size_t j = 0; j < d->g->n_rules; j++)
        d->sum[j] += sign * d->g->w[j * d->g->n + i];
}

static void clear(drawing *d) {
    memset(d->sum, 0, d->g->n_rules * sizeof *d->sum);
}

/* One order: the pivot gets the point. */
static void draw_order(drawing *d, uint64_t draw) {
    size_t n = d->g->n;
    clear(d);
    for (size_t k = 0; k < n; k++)
        d->player[k] = k;
    for (size_t k = 0; k < n; k++) {
        double u = ent_i_uniform(d->order, draw, (uint32_t)k);
        size_t other = k + (size_t)(u * (double)(n - k));
        size_t i = d->player[other];
        d->player[other] = d->player[k];
        d->player[k] = i;
        add(d, i, 1);
        if (power_carries(d->g, d->sum, k + 1)) {
            d->out->shapley[i]++;
            return;
        }
    }
}

/* Whether the coalition carries with i but not without. */
static bool decisive(drawing *d, size_t i, size_t size) {
    size_t others = size - d->in[i];
    if (!d->in[i])
        add(d, i, 1);
    bool with = power_carries(d->g, d->sum, others + 1);
    add(d, i, -1);
    bool without = power_carries(d->g, d->sum, others);
    if (d->in[i])
        add(d, i, 1);
    return with && !without;
}

/* One coalition; with it act, and everybody's part in it. */
static void draw_side(drawing *d, uint64_t draw) {
    size_t size = 0;
    clear(d);
    for (size_t i = 0; i < d->g->n; i++) {
        d->in[i] = ent_i_uniform(d->side, draw, (uint32_t)i) < .5;
        size += d->in[i];
        if (d->in[i])
            add(d, i, 1);
    }
    d->out->act += power_carries(d->g, d->sum, size);
    for (size_t i = 0; i < d->g->n; i++)
        d->out->decisive[i] += decisive(d, i, size);
}

static void to_shares(double *hits, double *error, size_t n, double draws) {
    for (size_t i = 0; i < n; i++) {
        double p = hits[i] / draws;
        hits[i] = p;
        error[i] = sqrt(p * (1 - p) / draws);
    }
}

ent_err power_sample(ent_ctx *ctx, const power_game *g, uint64_t seed,
                     uint64_t draws, power_index *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    drawing d = {.g = g,
                 .order = ent_i_stream(seed, ENT_STR("power order")),
                 .side = ent_i_stream(seed, ENT_STR("power coalition")),
                 .sum = ENT_NEW(ctx->temp, g->n_rules, double),
                 .player = ENT_NEW(ctx->temp, g->n, size_t),
                 .in = ENT_NEW(ctx->temp, g->n, bool),
                 .out = out};
    if (!d.sum || !d.player || !d.in)
        return ENT_NOMEM_FAIL(ctx);
    out->act = 0;
    for (uint64_t k = 0; k < draws; k++) {
        draw_order(&d, k);
        draw_side(&d, k);
    }
    out->act /= (double)draws;
    to_shares(out->shapley, out->se_shapley, g->n, (double)draws);
    to_shares(out->decisive, out->se_decisive, g->n, (double)draws);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
