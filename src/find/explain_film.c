/* explain_film.c - the first draws of a run played again, some of their
 * states kept whole. */
#include "find/explain.h"
#include "model/model.h"
#include <math.h>

enum { DRAWS = 256 };
static const size_t ROOM = (size_t)8 << 30; /* bytes of states */

/* ---- opening */

static void start(ent_film *f, size_t block) {
    const ent_plan *plan = f->plan;
    uint64_t of = plan->of ? plan->of : plan->draws;
    size_t from = block * ENT_LANES, n = f->draws - from;
    ent_now now = {.seed = plan->seed,
                   .first = plan->first + from,
                   .lanes = n < ENT_LANES ? (int)n : ENT_LANES};
    ent_i_block_start(&f->b, &f->w, &now,
                      plan->design == ENT_DESIGN_LATIN ? of : 0, NULL);
}

static ent_err choices(ent_ctx *ctx, const ent_plan *plan, ent_choice **out,
                       size_t *n) {
    ent_choice *c = ENT_NEW(ctx->keep, plan->n_choices, ent_choice);
    *n = 0;
    for (size_t m = 0; c && m < plan->n_choices; m++) {
        if (!(plan->choice[m].weight > 0))
            continue;
        ent_choice *to = &c[(*n)++];
        *to = plan->choice[m];
        if (to->param)
            continue;
        double *own = ENT_NEW(ctx->keep, to->model->n_params, double);
        if (!own)
            return ENT_NOMEM_FAIL(ctx);
        ent_i_model_defaults(to->model, own);
        to->param = own;
    }
    *out = c;
    return c ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_film_open(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, ent_film *f) {
    ent_setup setup = {.seed = plan->seed};
    ent_choice *choice;
    *f = (ent_film){.ctx = ctx, .s = s, .plan = plan};
    ENT_TRY(choices(ctx, plan, &choice, &setup.n_choices));
    setup.choice = choice;
    ENT_TRY(ent_i_names_new(ctx, ctx->keep, s, &f->names));
    ENT_TRY(ent_i_world_build(ctx, s, &setup, &f->w));
    f->draws = plan->draws < DRAWS ? plan->draws : DRAWS;
    f->blocks = (f->draws + ENT_LANES - 1) / ENT_LANES;
    f->size = ent_i_block_size(&f->w);
    f->b.memory = ENT_NEW(ctx->keep, f->size, double);
    f->room = ent_arena_new(ROOM);
    if (!f->b.memory || !f->room)
        return ENT_NOMEM_FAIL(ctx);
    start(f, 0); /* from now on every place is known */
    return ENT_OK;
}

void ent_i_film_close(ent_film *f) {
    ent_arena_free(f->room);
    f->room = NULL;
}

/* ---- playing */

void ent_i_film_next(ent_film *f, int32_t period) {
    if (period >= 0)
        ent_i_block_end(&f->b);
    ent_i_block_play(&f->b, (size_t)(period + 1));
}

static ent_err keep(ent_film *f, int32_t period, size_t block) {
    for (size_t i = 0; i < f->n_kept; i++) {
        double **to = &f->state[i * f->blocks + block];
        if (f->kept[i] != period || *to)
            continue;
        *to = ENT_NEW(f->room, f->size, double);
        if (!*to)
            return ENT_FAIL(f->ctx, ENT_NOMEM,
                            "the states of %zu steps do not fit in memory; "
                            "ask for less depth",
                            f->n_kept);
        memcpy(*to, f->b.memory, f->size * sizeof **to);
    }
    return ENT_OK;
}

ent_err ent_i_film_keep(ent_film *f, const int32_t *period, size_t n) {
    int32_t last = -1;
    ent_arena_reset(f->room);
    f->kept = ENT_NEW(f->room, n, int32_t);
    f->state = ENT_NEW(f->room, n * f->blocks, double *);
    if (!f->kept || !f->state)
        return ENT_NOMEM_FAIL(f->ctx);
    memcpy(f->kept, period, n * sizeof *period);
    f->n_kept = n;
    for (size_t i = 0; i < n; i++)
        last = period[i] > last ? period[i] : last;
    for (size_t k = 0; k < f->blocks; k++) {
        start(f, k);
        ENT_TRY(keep(f, -1, k));
        for (int32_t t = -1; t < last; t++) {
            ent_i_film_next(f, t);
            ENT_TRY(keep(f, t + 1, k));
        }
    }
    return ENT_OK;
}

static void add_means(const ent_film *f, const size_t *at, size_t n,
                      double *out) {
    for (size_t i = 0; i < n; i++)
        for (int l = 0; l < f->b.now.lanes; l++) {
            double x = f->b.memory[at[i] + (size_t)l];
            out[i] += isfinite(x) ? x / (double)f->draws : 0;
        }
}

ent_err ent_i_film_means(ent_film *f, const size_t *at, size_t n, double *out) {
    for (size_t k = 0; k < f->blocks; k++) {
        start(f, k);
        add_means(f, at, n, out);
        for (size_t t = 0; t < f->w.n_periods; t++) {
            ent_i_film_next(f, (int32_t)t - 1);
            add_means(f, at, n, out + (t + 1) * n);
        }
        ENT_TRY(ent_i_progress(f->ctx, "playing",
                               (double)(k + 1) / (double)f->blocks));
    }
    return ENT_OK;
}

/* ---- states */

const double *ent_i_film_state(const ent_film *f, int32_t period,
                               size_t block) {
    for (size_t i = 0; i < f->n_kept; i++)
        if (f->kept[i] == period)
            return f->state[i * f->blocks + block];
    return NULL;
}

void ent_i_film_load(ent_film *f, int32_t period, size_t block, int32_t clock) {
    const double *from = ent_i_film_state(f, period, block);
    size_t first = block * ENT_LANES, n = f->draws - first;
    ent_block *b = &f->b;
    memcpy(b->memory, from, f->size * sizeof *from);
    b->now.first = f->plan->first + first;
    b->now.lanes = n < ENT_LANES ? (int)n : ENT_LANES;
    b->now.step = clock < 0 ? 0 : f->w.step[clock];
    for (int l = 0; l < ENT_LANES; l++)
        b->active[l] = l < b->now.lanes;
}

double ent_i_film_mean(ent_film *f, size_t place, int32_t period) {
    double sum = 0;
    for (size_t k = 0; k < f->blocks; k++) {
        const double *x = ent_i_film_state(f, period, k);
        size_t n = f->draws - k * ENT_LANES;
        for (size_t l = 0; x && l < (n < ENT_LANES ? n : ENT_LANES); l++)
            sum += isfinite(x[place + l]) ? x[place + l] : 0;
    }
    return sum / (double)f->draws;
}

/* ---- places */

size_t ent_i_film_slot(const ent_film *f, uint32_t slot) {
    return (size_t)(ent_i_lanes(&f->b, slot) - f->b.memory);
}

size_t ent_i_film_next_slot(const ent_film *f, uint32_t slot) {
    return (size_t)(ent_i_next(&f->b, slot) - f->b.memory);
}

size_t ent_i_film_seat(const ent_film *f, const double *array, uint32_t seat) {
    return (size_t)(array - f->b.memory) + (size_t)seat * ENT_LANES;
}
