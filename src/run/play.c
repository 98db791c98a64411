/* play.c - many draws of one scenario, block by block.
 *
 * Draws are independent, and each depends on its number alone, so blocks of
 * them are dealt to threads and the results are equal bit for bit however
 * many threads there are.  In a mixture a block is played once for each lens
 * that occurs in it, each time by the draws that take that lens. */
#include "model/model.h"
#include "run/run.h"
#include "system/system.h"
#include <math.h>
#include <omp.h>
#include <stdatomic.h>

/* What all threads read. */
typedef struct job {
    const ent_plan *plan;
    const ent_world *world; /* [n_worlds] one, or one per lens */
    const double *edge;     /* [n_worlds] cumulative weights, last is 1 */
    size_t n_worlds;
    const ent_choice *choice; /* [n_choices] with settings */
    const ent_symbol *watch;  /* [trace->n_names] */
    ent_run *run;             /* NULL: the trace alone */
    ent_trace *trace;
    unsigned char **reached; /* NULL: names as formulas read them; else as
                                they come out of each step, and where nothing
                                is settled */
    size_t draws, n_formulas;
} job;

/* What one thread writes. */
typedef struct bench {
    ent_block block;
    uint64_t *faults; /* [n_formulas] */
} bench;

/* ---- what is kept of a step */

static void keep_lanes(const ent_block *b, const double *from, double *to) {
    for (int l = 0; l < b->now.lanes; l++)
        if (b->active[l])
            to[l] = from[l];
}

static void keep_bytes(const ent_block *b, const unsigned char *from,
                       unsigned char *to) {
    for (int l = 0; l < b->now.lanes; l++)
        if (b->active[l])
            to[l] = from[l];
}

static void keep_period(const job *j, const ent_block *b, size_t t, size_t d) {
    ent_run *r = j->run;
    for (size_t p = 0; p < r->n_issues; p++) {
        for (size_t m = 0; m < r->n_models; m++) {
            size_t to = ent_i_run_cell(r, m, t, p, d);
            size_t from = (m * r->n_issues + p) * ENT_LANES;
            keep_lanes(b, b->settlement + from, r->settlement + to);
            keep_bytes(b, b->bad + from, r->bad + to);
        }
        size_t to = ent_i_run_blend(r, t, p, d);
        keep_lanes(b, b->blend + p * ENT_LANES, r->ensemble + to);
        keep_bytes(b, b->blend_bad + p * ENT_LANES, r->ensemble_bad + to);
    }
}

/* What this step found, rather than what it saw of the step before. */
static const double *reached_lanes(const ent_block *b, uint32_t slot) {
    const ent_layout *at = &b->w->at;
    bool found = slot >= at->settle && slot < at->lag_end;
    return found ? ent_i_next(b, slot) : ent_i_lanes(b, slot);
}

/* Names as formulas of step t read them; a blank value counts as 0. */
static void keep_names(const job *j, const ent_block *b, size_t t, size_t d) {
    ent_trace *trace = j->trace;
    for (size_t i = 0; i < trace->n_names; i++) {
        uint32_t slot = ent_i_world_slot(b->w, j->watch[i]);
        const double *x =
            j->reached ? reached_lanes(b, slot) : ent_i_lanes(b, slot);
        size_t at = (i * trace->n_steps + t) * trace->draws + d;
        for (int l = 0; l < b->now.lanes; l++)
            if (b->active[l])
                trace->x[at + (size_t)l] = isfinite(x[l]) ? x[l] : 0;
        if (j->reached && j->watch[i].kind == ENT_SYMBOL_SETTLE)
            keep_bytes(b, b->blend_bad + j->watch[i].row * ENT_LANES,
                       *j->reached + at);
    }
}

static void keep_faults(const ent_block *b, const ent_world *w,
                        uint64_t *faults) {
    for (uint32_t i = 0; i < w->s->n_formulas; i++) {
        uint32_t slot = ent_i_program_faults(w->program, i);
        for (int l = 0; slot != ENT_NONE && l < b->now.lanes; l++)
            if (b->active[l])
                faults[i] += (uint64_t)ent_i_lanes(b, slot)[l];
    }
}

/* ---- playing */

/* The steps from one period to the next in which nothing happens. */
static void keep_quiet_steps(const job *j, ent_block *b, size_t t, size_t d) {
    const ent_world *w = b->w;
    uint32_t end = t + 1 < w->n_periods ? w->step[t + 1] : w->s->steps;
    for (uint32_t k = w->step[t] + 1; j->trace->n_names && k < end; k++) {
        ent_i_block_clock(b, k);
        keep_names(j, b, k, d);
    }
}

static void play_world(const job *j, bench *x, const ent_world *w,
                       const ent_now *now, const unsigned char *active) {
    ent_block *b = &x->block;
    const ent_plan *plan = j->plan;
    uint64_t of = plan->of ? plan->of : plan->draws;
    size_t d = (size_t)(now->first - plan->first);
    ent_i_block_start(b, w, now, plan->design == ENT_DESIGN_LATIN ? of : 0,
                      active);
    for (size_t t = 0; t < w->n_periods; t++) {
        ent_i_block_play(b, t);
        if (j->run)
            keep_period(j, b, t, d);
        keep_names(j, b, w->step[t], d);
        ent_i_block_end(b);
        keep_quiet_steps(j, b, t, d);
    }
    keep_faults(b, w, x->faults);
}

static size_t lens_of(const job *j, uint64_t number) {
    ent_stream s = ent_i_stream(j->plan->seed, ENT_STR("lens"));
    double u = ent_i_uniform(s, number, 0);
    size_t i = 0;
    while (i + 1 < j->n_worlds && u >= j->edge[i])
        i++;
    return i;
}

static void play_mixture(const job *j, bench *x, const ent_now *now) {
    size_t lens[ENT_LANES];
    for (int l = 0; l < now->lanes; l++)
        lens[l] = lens_of(j, now->first + (uint64_t)l);
    for (size_t i = 0; i < j->n_worlds; i++) {
        unsigned char active[ENT_LANES] = {0};
        bool any = false;
        for (int l = 0; l < now->lanes; l++)
            any |= active[l] = lens[l] == i;
        if (any)
            play_world(j, x, &j->world[i], now, active);
    }
}

static void play_block(const job *j, bench *x, size_t block) {
    size_t from = block * ENT_LANES, n = j->draws - from;
    ent_now now = {.seed = j->plan->seed,
                   .first = j->plan->first + from,
                   .lanes = n < ENT_LANES ? (int)n : ENT_LANES};
    if (j->n_worlds > 1)
        play_mixture(j, x, &now);
    else
        play_world(j, x, j->world, &now, NULL);
}

static ent_err play_blocks(ent_ctx *ctx, const job *j, bench *b, int threads) {
    size_t blocks = (j->draws + ENT_LANES - 1) / ENT_LANES;
    atomic_size_t done = 0;
    atomic_int stop = 0;
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

static ent_err set_faults(ent_ctx *ctx, const job *j, const bench *b,
                          int threads) {
    ent_vec all = {0};
    for (uint32_t i = 0; i < j->n_formulas; i++) {
        uint64_t n = 0;
        for (int k = 0; k < threads; k++)
            n += b[k].faults[i];
        if (!n)
            continue;
        ent_fault *f = ENT_PUSH(ctx->keep, &all, ent_fault);
        if (!f)
            return ENT_NOMEM_FAIL(ctx);
        *f = (ent_fault){i, n};
    }
    if (j->run) {
        j->run->fault = all.at;
        j->run->n_faults = all.n;
    }
    return ENT_OK;
}

static ent_err play_all(ent_ctx *ctx, const job *j, int threads) {
    bench *b = ENT_NEW(ctx->temp, (size_t)threads, bench);
    size_t size = 0;
    for (size_t i = 0; i < j->n_worlds; i++) {
        size_t n = ent_i_block_size(&j->world[i]);
        size = n > size ? n : size;
    }
    for (int i = 0; i < threads; i++) {
        if (!b)
            return ENT_NOMEM_FAIL(ctx);
        b[i].block.memory = ENT_NEW(ctx->temp, size, double);
        b[i].faults = ENT_NEW(ctx->temp, j->n_formulas, uint64_t);
        if (!b[i].block.memory || !b[i].faults)
            return ENT_NOMEM_FAIL(ctx);
    }
    ENT_TRY(play_blocks(ctx, j, b, threads));
    return set_faults(ctx, j, b, threads);
}

/* ---- setting up */

/* Actors that settings name must be somebody. */
static ent_err check_named(ent_ctx *ctx, const ent_scenario *s,
                           const ent_choice *c) {
    for (size_t k = 0; c->param && k < c->model->n_params; k++) {
        bool found =
            !ent_i_param_is_actor(&c->model->param[k]) || c->param[k] == 0;
        for (size_t i = 0; i < s->n_actors && !found; i++)
            found = ent_model_actor_key(s->actor[i].id) == c->param[k];
        if (!found)
            return ENT_FAIL(ctx, ENT_NAME,
                            "the setting '%s' of model '%s' names no actor of "
                            "this scenario; give an id as it stands there",
                            c->model->param[k].name, c->model->name);
    }
    return ENT_OK;
}

static ent_err check_plan(ent_ctx *ctx, const ent_scenario *s,
                          const ent_plan *plan) {
    double weight = 0;
    bool something = s->n_issues || s->n_quantities || s->n_moves ||
                     s->n_beliefs || s->n_gates;
    if (!plan->draws || !plan->n_choices || !something)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "a run needs draws, models, and issues or quantities; "
                        "got %zu, %zu, %zu and %zu",
                        plan->draws, plan->n_choices, s->n_issues,
                        s->n_quantities);
    for (size_t m = 0; m < plan->n_choices; m++) {
        weight += plan->choice[m].weight;
        if (!plan->choice[m].model->round)
            return ENT_FAIL(ctx, ENT_UNSUPPORTED,
                            "model '%s' gives tables and no settlement; it "
                            "takes no part in runs",
                            plan->choice[m].model->name);
        ENT_TRY(check_named(ctx, s, &plan->choice[m]));
    }
    if (!(weight > 0))
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "no model has weight in the forecast; give one more "
                        "than 0");
    return ENT_OK;
}

/* A choice without settings plays with the defaults. */
static ent_err set_choices(ent_ctx *ctx, const ent_plan *plan, job *j) {
    ent_choice *choice = ENT_NEW(ctx->keep, plan->n_choices, ent_choice);
    if (!choice)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t m = 0; m < plan->n_choices; m++) {
        choice[m] = plan->choice[m];
        if (choice[m].param)
            continue;
        double *own = ENT_NEW(ctx->keep, choice[m].model->n_params, double);
        if (!own)
            return ENT_NOMEM_FAIL(ctx);
        ent_i_model_defaults(choice[m].model, own);
        choice[m].param = own;
    }
    j->choice = choice;
    return ENT_OK;
}

/* One world for a scenario seen through one lens, or one for each lens. */
static ent_err set_worlds(ent_ctx *ctx, const ent_scenario *s, job *j) {
    const ent_plan *plan = j->plan;
    bool lens = plan->mixture && s->n_lenses;
    size_t n = lens ? s->n_lenses : 1;
    ent_world *world = ENT_NEW(ctx->keep, n, ent_world);
    ent_scenario *seen = ENT_NEW(ctx->keep, n, ent_scenario);
    double *edge = ENT_NEW(ctx->keep, n, double), total = 0;
    ent_setup setup = {.seed = plan->seed,
                       .choice = j->choice,
                       .n_choices = plan->n_choices,
                       .watch = j->watch,
                       .n_watch = j->trace->n_names,
                       .issues = j->run != NULL,
                       .rounds = plan->rounds};
    if (!world || !seen || !edge)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        ENT_TRY(ent_scenario_focus(ctx, s, lens ? s->lens[i].id : (ent_str){0},
                                   &seen[i]));
        ENT_TRY(ent_i_world_build(ctx, &seen[i], &setup, &world[i]));
        edge[i] = total += lens ? s->lens[i].weight : 1;
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
    r->period_step = j->world[0].step;
    if (all && r->draws > SIZE_MAX / 16 / all)
        return ENT_NOMEM_FAIL(ctx);
    r->settlement = ENT_NEW(ctx->keep, all * r->draws, double);
    r->bad = ENT_NEW(ctx->keep, all * r->draws, unsigned char);
    r->ensemble = ENT_NEW(ctx->keep, cells * r->draws, double);
    r->ensemble_bad = ENT_NEW(ctx->keep, cells * r->draws, unsigned char);
    if (!r->settlement || !r->bad || !r->ensemble || !r->ensemble_bad)
        return ENT_FAIL(ctx, ENT_NOMEM,
                        "%zu draws of %zu results do not fit in memory; take "
                        "fewer draws or models",
                        r->draws, all);
    return ENT_OK;
}

static ent_err set_trace(ent_ctx *ctx, const ent_scenario *s, job *j) {
    const ent_plan *plan = j->plan;
    ent_vec name = {0}, symbol = {0};
    for (size_t i = 0; i < plan->n_watch; i++)
        ENT_TRY(ent_i_trace_names(ctx, s, plan->watch[i], &name, &symbol));
    *j->trace = (ent_trace){.n_names = name.n,
                            .n_steps = s->steps,
                            .draws = plan->draws,
                            .name = name.at};
    j->watch = symbol.at ? symbol.at : ENT_NEW(ctx->keep, 1, ent_symbol);
    size_t cells = name.n * s->steps;
    if (cells && plan->draws > SIZE_MAX / 16 / cells)
        return ENT_NOMEM_FAIL(ctx);
    j->trace->x = ENT_NEW(ctx->keep, cells * plan->draws, double);
    if (j->reached)
        *j->reached = ENT_NEW(ctx->keep, cells * plan->draws, unsigned char);
    if (!j->trace->x || !j->watch || (j->reached && !*j->reached))
        return ENT_FAIL(ctx, ENT_NOMEM,
                        "%zu draws of %zu watched numbers do not fit in "
                        "memory; take fewer draws or watch fewer names",
                        plan->draws, cells);
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

static int threads_of(const ent_plan *plan) {
    return plan->threads > 0 ? plan->threads : omp_get_max_threads();
}

static ent_err play(ent_ctx *ctx, const ent_scenario *s, job *j) {
    j->draws = j->plan->draws;
    j->n_formulas = s->n_formulas;
    ENT_TRY(check_plan(ctx, s, j->plan));
    ENT_TRY(set_choices(ctx, j->plan, j));
    ENT_TRY(set_trace(ctx, s, j));
    ENT_TRY(set_worlds(ctx, s, j));
    if (j->run) {
        *j->run = (ent_run){.n_models = j->plan->n_choices,
                            .n_periods = j->world[0].n_periods,
                            .n_issues = s->n_issues,
                            .draws = j->plan->draws};
        ENT_TRY(set_run(ctx, j, j->run));
    }
    return play_all(ctx, j, threads_of(j->plan));
}

ent_err ent_run_play(ent_ctx *ctx, const ent_scenario *s, const ent_plan *plan,
                     ent_run *out) {
    ent_trace trace;
    job j = {.plan = plan, .run = out, .trace = &trace};
    ENT_TRY(play(ctx, s, &j));
    out->trace = trace;
    out->failed = count_failed(out, &j);
    return ENT_OK;
}

ent_err ent_i_run_watch(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, ent_trace *out) {
    job j = {.plan = plan, .trace = out};
    return play(ctx, s, &j);
}

ent_err ent_i_run_reach(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, ent_trace *out,
                        unsigned char **bad) {
    job j = {.plan = plan, .trace = out, .reached = bad};
    return play(ctx, s, &j);
}
