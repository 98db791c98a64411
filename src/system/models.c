/* models.c - one lane of a table laid before the models of the plan.
 *
 * A model of one issue sits at each table alone; one of several plays all that
 * are open together.  Models that move actors play round after round until
 * their own rule stops them, or as many as the plan allows. */
#include "model/model.h"
#include "system/system.h"
#include <math.h>

/* One number for seed, table, draw and step: odd factors keep them apart. */
static uint64_t stream_of(const ent_block *b, uint64_t key, int lane) {
    uint64_t draw = b->now.first + (uint64_t)lane;
    return key + b->now.seed * 0xD1B54A32D192ED03u +
           draw * 0x9E3779B97F4A7C15u + b->now.step;
}

static ent_err play(ent_block *b, const ent_choice *c, const ent_game *g,
                    uint64_t stream, ent_outcome *out) {
    if (c->model->flags & ENT_MODEL_MOVES)
        return ent_model_play(c->model, g, c->param, stream, b->w->rounds,
                              b->work, out, NULL);
    return c->model->round(g, c->param, stream, b->work, out);
}

static void note(ent_block *b, size_t m, size_t p, int lane, bool ok,
                 double z) {
    size_t at = ent_i_cell(b->w, m, p) * ENT_LANES + (size_t)lane;
    ok = ok && isfinite(z);
    b->raw[at] = ok ? z : 0;
    b->raw_bad[at] = !ok;
}

/* ---- one issue */

/* Only those who sit there: cell i is the actor of player i. */
static ent_game gather(const ent_block *b, size_t p, int lane, double *quo,
                       double *cost) {
    const ent_stage *st = &b->w->stage[p];
    size_t n = st->n_players;
    double *c = b->game, *x = c + n, *s = x + n, *key = s + n;
    for (size_t i = 0; i < n; i++) {
        size_t at = (st->seat + i) * ENT_LANES + (size_t)lane;
        c[i] = b->capability[at];
        x[i] = b->position[at];
        s[i] = b->salience[at];
        key[i] = b->w->key[st->player[i].actor];
    }
    *quo = ent_i_or_none(b, st->quo, lane, -1);
    *cost = ent_i_or_none(b, st->cost, lane, 0);
    return (ent_game){.n_actors = n,
                      .n_issues = 1,
                      .capability = c,
                      .position = x,
                      .salience = s,
                      .status_quo = quo,
                      .failure_cost = cost,
                      .key = key,
                      .lo = 0,
                      .hi = 100};
}

void ent_i_settle_issue(ent_block *b, size_t p, int lane) {
    const ent_world *w = b->w;
    const ent_stage *st = &w->stage[p];
    double quo, cost;
    ent_game g = gather(b, p, lane, &quo, &cost);
    uint64_t stream = stream_of(b, st->stream, lane);
    for (size_t m = 0; m < w->n_models; m++) {
        double z = 0;
        ent_outcome out = {.position = b->game + 4 * st->n_players,
                           .settlement = &z};
        const ent_choice *c = &w->choice[m];
        if (c->model->flags & ENT_MODEL_ISSUES)
            continue;
        ent_err e = st->n_players ? play(b, c, &g, stream, &out) : ENT_SHAPE;
        note(b, m, p, lane, !e, z);
    }
}

/* ---- all open issues */

/* A row for each open issue, a column for each actor; who is not seated has
 * no stance there. */
typedef struct joint {
    double *capability, *position, *salience, *quo, *cost, *z, *moved;
    unsigned char *has;
    uint32_t *issue; /* [n] */
    size_t n;
} joint;

size_t ent_i_game_size(const ent_world *w) {
    size_t one = 5 * w->most_players, issues = w->s->n_issues;
    size_t cells = w->s->n_actors * issues;
    size_t all =
        4 * cells + 3 * issues + cells / sizeof(double) + 1 + issues / 2 + 1;
    return w->joint && all > one ? all : one;
}

static joint lay_out(const ent_block *b) {
    size_t issues = b->w->s->n_issues, cells = b->w->s->n_actors * issues;
    joint j = {.capability = b->game};
    j.position = j.capability + cells;
    j.salience = j.position + cells;
    j.moved = j.salience + cells;
    j.quo = j.moved + cells;
    j.cost = j.quo + issues;
    j.z = j.cost + issues;
    j.has = (unsigned char *)(j.z + issues);
    j.issue = (uint32_t *)(j.z + issues + cells / sizeof(double) + 1);
    return j;
}

static void add_issue(const ent_block *b, uint32_t p, int lane, joint *io) {
    const ent_stage *st = &b->w->stage[p];
    size_t n = b->w->s->n_actors, row = io->n * n;
    memset(io->has + row, 0, n);
    for (size_t i = 0; i < n; i++)
        io->capability[row + i] = io->position[row + i] =
            io->salience[row + i] = 0;
    for (size_t i = 0; i < st->n_players; i++) {
        size_t from = (st->seat + i) * ENT_LANES + (size_t)lane;
        size_t to = row + st->player[i].actor;
        io->capability[to] = b->capability[from];
        io->position[to] = b->position[from];
        io->salience[to] = b->salience[from];
        io->has[to] = 1;
    }
    io->quo[io->n] = ent_i_or_none(b, st->quo, lane, -1);
    io->cost[io->n] = ent_i_or_none(b, st->cost, lane, 0);
    io->issue[io->n++] = p;
}

void ent_i_settle_together(ent_block *b, int lane) {
    const ent_world *w = b->w;
    joint j = lay_out(b);
    for (uint32_t p = 0; p < w->s->n_issues; p++)
        if (w->stage[p].n_players && ent_i_is_open(b, p, lane))
            add_issue(b, p, lane, &j);
    ent_game g = {.n_actors = w->s->n_actors,
                  .n_issues = j.n,
                  .capability = j.capability,
                  .position = j.position,
                  .salience = j.salience,
                  .has = j.has,
                  .status_quo = j.quo,
                  .failure_cost = j.cost,
                  .key = w->key,
                  .lo = 0,
                  .hi = 100};
    uint64_t stream = stream_of(b, ent_i_hash(w->s->id), lane);
    for (size_t m = 0; m < w->n_models; m++) {
        const ent_choice *c = &w->choice[m];
        ent_outcome out = {.position = j.moved, .settlement = j.z};
        if (!(c->model->flags & ENT_MODEL_ISSUES))
            continue;
        ent_err e = j.n ? play(b, c, &g, stream, &out) : ENT_SHAPE;
        for (uint32_t p = 0; p < w->s->n_issues; p++)
            note(b, m, p, lane, false, 0);
        for (size_t k = 0; k < j.n; k++)
            note(b, m, j.issue[k], lane, !e, j.z[k]);
    }
}

/* ---- what the plan needs, known when a world is built */

ent_err ent_i_models_build(ent_ctx *ctx, ent_world *w, const ent_setup *setup) {
    double *key = ENT_NEW(ctx->keep, w->s->n_actors, double);
    if (!key)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < w->s->n_actors; i++)
        key[i] = ent_model_actor_key(w->s->actor[i].id);
    w->key = key;
    size_t n = w->most_players ? w->most_players : 1;
    w->choice = setup->choice;
    w->n_models = setup->n_choices;
    w->rounds = setup->rounds ? setup->rounds : ENT_ROUNDS;
    for (size_t i = 0; i < w->n_models; i++) {
        const ent_model *m = w->choice[i].model;
        bool all = m->flags & ENT_MODEL_ISSUES && w->s->n_issues;
        size_t actors = all ? w->s->n_actors : n;
        size_t issues = all ? w->s->n_issues : 1;
        size_t work =
            m->work(actors, issues) + ent_i_play_memory(m, actors, issues);
        w->joint |= all;
        w->work = work > w->work ? work : w->work;
    }
    return ENT_OK;
}
