/* play.c - many draws of one scenario, block by block.
 *
 * Draws are independent, and each depends on its number alone, so blocks of
 * them are dealt to threads and the results are equal bit for bit however
 * many threads there are.  A period whose events leave an issue alone takes
 * over the settlement of the period before. */
#include "model/model.h"
#include "run/run.h"
#include "system/system.h"
#include <math.h>
#include <omp.h>
#include <stdatomic.h>

enum { BLOCK = 64 };

/* What all threads read. */
typedef struct job {
    const ent_plan *plan;
    const ent_world *world;     /* [n_worlds] one, or one per lens */
    const double *edge;         /* [n_worlds] cumulative weights, last is 1 */
    size_t n_worlds, n_values;  /* n_values: of the largest world */
    size_t work;                /* doubles of scratch of the hungriest model */
    const double *const *param; /* [n_choices] */
    ent_run *run;
} job;

/* What one thread writes. */
typedef struct bench {
    double *value, *work, *cells;
    ent_row row;
} bench;

static size_t bench_doubles(const job *j) {
    size_t actors = j->world[0].s->n_actors;
    return j->n_values + j->work + 5 * actors;
}

static bool set_bench(ent_ctx *ctx, const job *j, bench *b) {
    size_t actors = j->world[0].s->n_actors;
    double *at = ENT_NEW(ctx->temp, bench_doubles(j), double);
    b->row.has = ENT_NEW(ctx->temp, actors, unsigned char);
    if (!at || !b->row.has)
        return false;
    b->value = at;
    b->work = at + j->n_values;
    b->row.capability = b->work + j->work;
    b->row.position = b->row.capability + actors;
    b->row.salience = b->row.position + actors;
    b->row.own = b->row.salience + actors;
    b->cells = b->row.own + actors; /* where a model puts new positions */
    return true;
}

/* A value, or `none` where it is blank. */
static double or_none(const ent_world *w, const double *value, uint32_t row,
                      double none) {
    return row == ENT_NONE || w->s->value[row].kind == ENT_VALUE_BLANK
               ? none
               : value[row];
}

static void settle(const job *j, const ent_world *w, bench *b, size_t t,
                   size_t p, size_t d) {
    ent_run *r = j->run;
    double quo = or_none(w, b->value, w->s->issue[p].status_quo, -1);
    double cost = or_none(w, b->value, w->s->issue[p].failure_cost, 0);
    ent_i_world_stances(w, p, b->value, b->row);
    ent_game g = {.n_actors = w->s->n_actors,
                  .n_issues = 1,
                  .capability = b->row.capability,
                  .position = b->row.position,
                  .salience = b->row.salience,
                  .has = b->row.has,
                  .status_quo = &quo,
                  .failure_cost = &cost,
                  .lo = 0,
                  .hi = 100};
    for (size_t m = 0; m < r->n_models; m++) {
        double x = 0;
        ent_outcome out = {.position = b->cells, .settlement = &x};
        const ent_model *model = j->plan->choice[m].model;
        uint64_t stream = (j->plan->first + d) * r->n_issues + p;
        ent_err e = w->stage[p].n_players
                        ? model->round(&g, j->param[m], stream, b->work, &out)
                        : ENT_SHAPE;
        bool ok = !e && isfinite(x);
        r->settlement[ent_i_run_cell(r, m, t, p, d)] = ok ? x : 0;
        r->bad[ent_i_run_cell(r, m, t, p, d)] = !ok;
    }
}

/* Nothing that this issue rests on has changed: it stays as it was. */
static void carry(ent_run *r, size_t t, size_t p, size_t d) {
    for (size_t m = 0; m < r->n_models; m++) {
        size_t to = ent_i_run_cell(r, m, t, p, d),
               from = ent_i_run_cell(r, m, t - 1, p, d);
        r->settlement[to] = r->settlement[from];
        r->bad[to] = r->bad[from];
    }
}

static const ent_world *pick_world(const job *j, uint64_t number) {
    size_t i = 0;
    if (j->n_worlds > 1) {
        ent_stream s = ent_i_stream(j->plan->seed, ENT_STR("lens"));
        double u = ent_i_uniform(s, number, 0);
        while (i + 1 < j->n_worlds && u >= j->edge[i])
            i++;
    }
    return &j->world[i];
}

static void play_draw(const job *j, bench *b, size_t d) {
    const ent_plan *plan = j->plan;
    ent_run *r = j->run;
    ent_draw draw = {plan->seed, plan->first + d, 0, b->value};
    if (plan->design == ENT_DESIGN_LATIN)
        draw.of = plan->of ? plan->of : plan->draws;
    const ent_world *w = pick_world(j, draw.number);
    ent_i_world_sample(w, &draw);
    for (size_t t = 0; t < r->n_periods; t++) {
        bool changed = ent_i_world_events(w, t, &draw);
        for (size_t p = 0; p < r->n_issues; p++) {
            if (!t || (changed && w->touched[t * r->n_issues + p]))
                settle(j, w, b, t, p, d);
            else
                carry(r, t, p, d);
        }
    }
}

/* The forecast of one draw: the weighted mean of the models that gave one. */
static void blend(const job *j, size_t t, size_t p, size_t d) {
    ent_run *r = j->run;
    double sum = 0, weight = 0;
    for (size_t m = 0; m < r->n_models; m++) {
        double w = j->plan->choice[m].weight;
        size_t at = ent_i_run_cell(r, m, t, p, d);
        if (r->bad[at] || w <= 0)
            continue;
        sum += w * r->settlement[at];
        weight += w;
    }
    size_t at = ent_i_run_blend(r, t, p, d);
    r->ensemble_bad[at] = weight <= 0;
    r->ensemble[at] = weight > 0 ? sum / weight : 0;
}

static void play_block(const job *j, bench *b, size_t block) {
    size_t end = (block + 1) * BLOCK;
    if (end > j->run->draws)
        end = j->run->draws;
    for (size_t d = block * BLOCK; d < end; d++) {
        play_draw(j, b, d);
        for (size_t t = 0; t < j->run->n_periods; t++)
            for (size_t p = 0; p < j->run->n_issues; p++)
                blend(j, t, p, d);
    }
}

static ent_err play_all(ent_ctx *ctx, const job *j, int threads) {
    size_t blocks = (j->run->draws + BLOCK - 1) / BLOCK;
    bench *b = ENT_NEW(ctx->temp, (size_t)threads, bench);
    atomic_size_t done = 0;
    atomic_int stop = 0;
    for (int i = 0; i < threads; i++)
        if (!b || !set_bench(ctx, j, &b[i]))
            return ENT_NOMEM_FAIL(ctx);
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t k = 0; k < blocks; k++) {
        if (stop)
            continue;
        play_block(j, &b[omp_get_thread_num()], k);
        done++;
        if (omp_get_thread_num() == 0 &&
            ent_i_progress(ctx, "playing draws", (double)done / (double)blocks))
            stop = 1;
    }
    return stop ? ENT_CANCELLED : ENT_OK;
}

/* ---- setting up */

static ent_err check_plan(ent_ctx *ctx, const ent_scenario *s,
                          const ent_plan *plan) {
    double weight = 0;
    if (!plan->draws || !plan->n_choices || !s->n_issues)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "a run needs draws, models and issues; got %zu, %zu "
                        "and %zu",
                        plan->draws, plan->n_choices, s->n_issues);
    for (size_t m = 0; m < plan->n_choices; m++)
        weight += plan->choice[m].weight;
    if (!(weight > 0))
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "no model has weight in the forecast; give one more "
                        "than 0");
    return ENT_OK;
}

/* A choice without settings plays with the defaults. */
static ent_err set_params(ent_ctx *ctx, const ent_plan *plan, job *j) {
    const double **param = ENT_NEW(ctx->temp, plan->n_choices, const double *);
    if (!param)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t m = 0; m < plan->n_choices; m++) {
        const ent_choice *c = &plan->choice[m];
        param[m] = c->param;
        if (c->param)
            continue;
        double *own = ENT_NEW(ctx->temp, c->model->n_params, double);
        if (!own)
            return ENT_NOMEM_FAIL(ctx);
        ent_i_model_defaults(c->model, own);
        param[m] = own;
    }
    j->param = param;
    return ENT_OK;
}

/* One world for a scenario seen through one lens, or one for each lens. */
static ent_err set_worlds(ent_ctx *ctx, const ent_scenario *s,
                          const ent_plan *plan, job *j) {
    size_t n = plan->mixture && s->n_lenses ? s->n_lenses : 1;
    ent_world *world = ENT_NEW(ctx->keep, n, ent_world);
    ent_scenario *seen = ENT_NEW(ctx->keep, n, ent_scenario);
    double *edge = ENT_NEW(ctx->keep, n, double), total = 0;
    if (!world || !seen || !edge)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        bool lens = plan->mixture && s->n_lenses;
        ENT_TRY(ent_scenario_focus(ctx, s, lens ? s->lens[i].id : (ent_str){0},
                                   &seen[i]));
        ENT_TRY(ent_i_world_build(ctx, &seen[i], plan->seed, &world[i]));
        edge[i] = total += lens ? s->lens[i].weight : 1;
        if (seen[i].n_values > j->n_values)
            j->n_values = seen[i].n_values;
    }
    for (size_t i = 0; i < n; i++)
        edge[i] /= total;
    j->world = world;
    j->edge = edge;
    j->n_worlds = n;
    return ENT_OK;
}

static ent_err set_run(ent_ctx *ctx, const job *j, ent_run *r) {
    size_t cells = r->n_periods * r->n_issues;
    size_t all = cells * r->n_models;
    if (r->draws > SIZE_MAX / 16 / all)
        return ENT_NOMEM_FAIL(ctx);
    r->settlement = ENT_NEW(ctx->keep, all * r->draws, double);
    r->bad = ENT_NEW(ctx->keep, all * r->draws, unsigned char);
    r->ensemble = ENT_NEW(ctx->keep, cells * r->draws, double);
    r->ensemble_bad = ENT_NEW(ctx->keep, cells * r->draws, unsigned char);
    r->period_step = j->world[0].step;
    if (!r->settlement || !r->bad || !r->ensemble || !r->ensemble_bad)
        return ENT_FAIL(ctx, ENT_NOMEM,
                        "%zu draws of %zu results do not fit in memory; take "
                        "fewer draws or models",
                        r->draws, all);
    return ENT_OK;
}

static size_t count_failed(const ent_run *r, const job *j) {
    size_t failed = 0, n = r->n_models * r->n_periods * r->n_issues;
    for (size_t i = 0; i < n; i++)
        for (size_t d = 0;
             j->world[0].stage[i % r->n_issues].n_players && d < r->draws; d++)
            failed += r->bad[i * r->draws + d];
    return failed;
}

ent_err ent_run_play(ent_ctx *ctx, const ent_scenario *s, const ent_plan *plan,
                     ent_run *out) {
    job j = {.plan = plan, .run = out};
    int threads = plan->threads > 0 ? plan->threads : omp_get_max_threads();
    ENT_TRY(check_plan(ctx, s, plan));
    ENT_TRY(set_worlds(ctx, s, plan, &j));
    ENT_TRY(set_params(ctx, plan, &j));
    for (size_t m = 0; m < plan->n_choices; m++) {
        size_t work = plan->choice[m].model->work(s->n_actors, 1);
        j.work = work > j.work ? work : j.work;
    }
    *out = (ent_run){.n_models = plan->n_choices,
                     .n_periods = j.world[0].n_periods,
                     .n_issues = s->n_issues,
                     .draws = plan->draws};
    ENT_TRY(set_run(ctx, &j, out));
    ENT_TRY(play_all(ctx, &j, threads));
    out->failed = count_failed(out, &j);
    return ENT_OK;
}
