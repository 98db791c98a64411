/* variant.c - plays several versions of one scenario. */
#include "find/variant.h"
#include "run/run.h"
#include <omp.h>
#include <stdatomic.h>

enum { WORKER_SHIFT = 33 }; /* bytes that one worker may take: 8 GiB */

/* What all threads share. */
typedef struct team {
    const ent_scenario *s;
    ent_plan plan; /* of the models that count */
    ent_variant *variant;
    size_t n;
    ent_ctx *worker; /* [n_workers] */
    int n_workers;
    atomic_size_t done;
    atomic_int stop; /* ent_err that ends all */
} team;

/* ---- one version */

/* Lens, then what is given, then the change, then what is taken out: parts
 * that are out stay out, whatever the change would do to them. */
static ent_err make(ent_ctx *ctx, const ent_scenario *s, const ent_variant *v,
                    ent_scenario *out) {
    *out = v->s ? *v->s : *s;
    if (!ent_i_eqz(v->lens, "mixture"))
        ENT_TRY(ent_scenario_focus(ctx, out, v->lens, out));
    if (v->n_given)
        ENT_TRY(ent_scenario_set(ctx, out, v->given, v->n_given, out));
    if (v->n_changes)
        ENT_TRY(ent_scenario_set(ctx, out, v->change, v->n_changes, out));
    if (v->n_without)
        ENT_TRY(ent_scenario_without(ctx, out, v->without, v->n_without, out));
    return ENT_OK;
}

static ent_err watch(ent_ctx *ctx, const ent_variant *v, ent_plan *plan) {
    ent_str *name = ENT_NEW(ctx->temp, v->n_looks, ent_str);
    if (!name)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < v->n_looks; i++)
        name[i] = v->look[i].name;
    plan->watch = name;
    plan->n_watch = v->n_looks;
    return ENT_OK;
}

/* The same name may be looked at in several ways. */
static void look_at(const ent_trace *t, const unsigned char *bad,
                    ent_look *look) {
    size_t size = t->n_steps * t->draws;
    for (size_t i = 0; i < t->n_names; i++)
        if (ent_i_eq(t->name[i], look->name))
            ent_i_series_take(&(ent_series){t->n_steps, t->draws,
                                            t->x + i * size, bad + i * size},
                              look);
}

static ent_err play(ent_ctx *ctx, const team *t, int threads, ent_variant *v) {
    ent_scenario s;
    ent_trace trace;
    unsigned char *bad;
    ent_plan plan = t->plan;
    plan.threads = threads;
    plan.mixture = ent_i_eqz(v->lens, "mixture");
    ENT_TRY(make(ctx, t->s, v, &s));
    ENT_TRY(watch(ctx, v, &plan));
    ENT_TRY(ent_i_run_reach(ctx, &s, &plan, &trace, &bad));
    for (size_t i = 0; i < v->n_looks; i++)
        look_at(&trace, bad, &v->look[i]);
    return ENT_OK;
}

/* Plays number i in a worker's context; nothing of it stays there. */
static void play_one(team *t, ent_ctx *ctx, int threads, size_t i) {
    ent_variant *v = &t->variant[i];
    v->err = play(ctx, t, threads, v);
    if (v->err) {
        memcpy(v->why, ctx->fail.why, sizeof v->why);
        memset(&ctx->fail, 0, sizeof ctx->fail);
    }
    if (v->err == ENT_NOMEM || v->err == ENT_CANCELLED)
        t->stop = (int)v->err;
    ent_arena_reset(ctx->keep);
    ent_arena_reset(ctx->temp);
    t->done++;
}

/* ---- all versions */

static ent_err tell(ent_ctx *ctx, const team *t) {
    return ent_i_progress(ctx, "playing", (double)t->done / (double)t->n);
}

/* More plays than threads: each is one thread's. */
static void deal_plays(ent_ctx *ctx, team *t) {
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (size_t i = 0; i < t->n; i++) {
        int me = omp_get_thread_num();
        if (t->stop)
            continue;
        play_one(t, &t->worker[me], 1, i);
        if (me == 0 && !t->stop && tell(ctx, t))
            t->stop = ENT_CANCELLED;
    }
}

static void deal_draws(ent_ctx *ctx, team *t, int threads) {
    for (size_t i = 0; i < t->n && !t->stop; i++) {
        play_one(t, &t->worker[0], threads, i);
        if (!t->stop && tell(ctx, t))
            t->stop = ENT_CANCELLED;
    }
}

static ent_err hire(ent_ctx *ctx, team *t) {
    t->worker = ENT_NEW(ctx->temp, (size_t)t->n_workers, ent_ctx);
    if (!t->worker)
        return ENT_NOMEM_FAIL(ctx);
    for (int i = 0; i < t->n_workers; i++)
        if (ent_ctx_open(&t->worker[i], (size_t)1 << WORKER_SHIFT))
            return ENT_NOMEM_FAIL(ctx);
    return ENT_OK;
}

/* What came in goes to arrays that are there before the first play. */
static ent_err set_looks(ent_ctx *ctx, team *t) {
    for (size_t i = 0; i < t->n; i++) {
        ent_variant *v = &t->variant[i];
        for (size_t k = 0; k < v->n_looks; k++) {
            ent_look *l = &v->look[k];
            size_t steps = l->when.kind == ENT_WHEN_PATH ? t->s->steps : 1;
            size_t n = steps * t->plan.draws;
            l->x = ENT_NEW(ctx->keep, n, double);
            l->bad = ENT_NEW(ctx->keep, n, unsigned char);
            if (!l->x || !l->bad)
                return ENT_NOMEM_FAIL(ctx);
        }
    }
    return ENT_OK;
}

/* Models without weight would be played for nothing. */
static ent_err set_plan(ent_ctx *ctx, const ent_plan *plan, team *t) {
    ent_choice *c = ENT_NEW(ctx->temp, plan->n_choices, ent_choice);
    if (!c)
        return ENT_NOMEM_FAIL(ctx);
    t->plan = *plan;
    t->plan.choice = c;
    t->plan.n_choices = 0;
    for (size_t m = 0; m < plan->n_choices; m++)
        if (plan->choice[m].weight > 0)
            c[t->plan.n_choices++] = plan->choice[m];
    return ENT_OK;
}

static ent_err deal(ent_ctx *ctx, team *t, int threads) {
    ENT_TRY(set_looks(ctx, t));
    ENT_TRY(hire(ctx, t));
    if (t->n_workers > 1)
        deal_plays(ctx, t);
    else
        deal_draws(ctx, t, threads);
    if (t->stop == (int)ENT_NOMEM)
        return ENT_NOMEM_FAIL(ctx);
    return (ent_err)t->stop;
}

ent_err ent_i_variants_play(ent_ctx *ctx, const ent_scenario *s,
                            const ent_plan *plan, ent_variant *v, size_t n) {
    int threads = plan->threads > 0 ? plan->threads : omp_get_max_threads();
    team t = {.s = s, .variant = v, .n = n};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    t.n_workers = n < (size_t)threads ? 1 : threads;
    ENT_TRY(set_plan(ctx, plan, &t));
    ent_err e = deal(ctx, &t, threads);
    for (int i = 0; t.worker && i < t.n_workers; i++)
        ent_ctx_close(&t.worker[i]);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}

ent_err ent_i_variants_fail(ent_ctx *ctx, const ent_variant *v, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (v[i].err)
            return ENT_FAIL(ctx, v[i].err, "%s", v[i].why);
    return ENT_OK;
}
