/* bargain.c - what is on the table when a package is negotiated.
 *
 * The world is played with the package out of reach, so that what the issues
 * come to without it is seen; then every party's stakes are taken from the
 * table and the Nash bargaining solution is found as the step of the world
 * finds it. */
#include "find/bargain.h"
#include "model/deal.h"
#include "system/system.h"
#include <math.h>

typedef struct maker {
    ent_ctx *ctx;
    ent_scenario s; /* the package never comes up */
    const ent_plan *plan;
    uint32_t row, step;
    ent_world w;
    ent_block b;
    ent_offer *o;
} maker;

double ent_i_offer_gain(size_t n_issues, const double *x, const double *care,
                        const double *present, const double *z) {
    double sum = 0;
    for (size_t p = 0; p < n_issues; p++) {
        double before = present[p] - x[p], after = z[p] - x[p];
        sum += care[p] * (before * before - after * after);
    }
    return sum;
}

/* ---- the scenario in which the package never comes up */

static ent_err put_away(maker *m) {
    ent_ctx *ctx = m->ctx;
    size_t n = m->s.n_formulas, k = m->s.n_packages;
    ent_formula *f = ENT_NEW(ctx->keep, n + 1, ent_formula);
    ent_package *g = ENT_NEW(ctx->keep, k, ent_package);
    if (!f || !g)
        return ENT_NOMEM_FAIL(ctx);
    if (n)
        memcpy(f, m->s.formula, n * sizeof *f);
    memcpy(g, m->s.package, k * sizeof *g);
    f[n] = (ent_formula){.text = ENT_STR("0"), .name = ENT_STR("never")};
    g[m->row].when = (uint32_t)n;
    g[m->row].off = 0;
    m->s.formula = f;
    m->s.n_formulas = n + 1;
    m->s.package = g;
    m->o->package = &g[m->row];
    return ENT_OK;
}

/* ---- who looks at it */

static bool vetoes(const ent_faction *f, const ent_package *g) {
    for (size_t i = 0; i < f->n_vetoes && !f->veto_off; i++)
        for (size_t p = 0; p < g->n_issues; p++)
            if (f->veto[i] == g->issue[p])
                return true;
    return false;
}

static ent_err list_views(maker *m) {
    const ent_scenario *s = &m->s;
    const ent_package *g = m->o->package;
    ent_party_view *v =
        ENT_NEW(m->ctx->keep, g->n_parties + s->n_factions, ent_party_view);
    size_t n = 0;
    if (!v)
        return ENT_NOMEM_FAIL(m->ctx);
    for (; n < g->n_parties; n++)
        v[n] = (ent_party_view){g->party[n], ENT_NONE, s->actor[g->party[n]].id,
                                false};
    for (uint32_t i = 0; i < s->n_factions; i++) {
        const ent_faction *f = &s->faction[i];
        bool party = false, veto = vetoes(f, g);
        for (size_t k = 0; k < g->n_parties; k++)
            party |= g->party[k] == f->actor;
        if (!party && !veto)
            continue;
        ent_str name = ent_i_printf(m->ctx->keep, "%.*s.%.*s",
                                    ENT_P(s->actor[f->actor].id), ENT_P(f->id));
        v[n++] = (ent_party_view){f->actor, i, name, veto};
        if (!name.s)
            return ENT_NOMEM_FAIL(m->ctx);
    }
    m->o->view = v;
    m->o->n_views = n;
    m->o->n_parties = g->n_parties;
    m->o->n_issues = g->n_issues;
    return ENT_OK;
}

static ent_err set_arrays(maker *m) {
    ent_offer *o = m->o;
    ent_arena *keep = m->ctx->keep;
    size_t d = o->draws = m->plan->draws, k = o->n_issues;
    o->x = ENT_NEW(keep, o->n_views * k * d, double);
    o->care = ENT_NEW(keep, o->n_views * k * d, double);
    o->power = ENT_NEW(keep, o->n_parties * d, double);
    o->asks = ENT_NEW(keep, o->n_parties * d, double);
    o->present = ENT_NEW(keep, k * d, double);
    o->z = ENT_NEW(keep, k * d, double);
    o->gain = ENT_NEW(keep, o->n_views * d, double);
    o->possible = ENT_NEW(keep, d, unsigned char);
    o->struck = ENT_NEW(keep, d, unsigned char);
    return o->x && o->care && o->power && o->asks && o->present && o->z &&
                   o->gain && o->possible && o->struck
               ? ENT_OK
               : ENT_NOMEM_FAIL(m->ctx);
}

/* ---- stakes */

/* Where a view stands on an issue and how much it cares, in one lane. */
static void stake(const maker *m, const ent_party_view *v, uint32_t issue,
                  int lane, double *x, double *care, double *power) {
    const ent_world *w = &m->w;
    uint32_t seat = w->seat[v->actor * w->s->n_issues + issue];
    *x = *care = *power = 0;
    if (seat == ENT_NONE)
        return;
    const ent_stage *st = &w->stage[issue];
    const ent_player *player = &st->player[seat - st->seat];
    size_t at = (size_t)seat * ENT_LANES + (size_t)lane;
    *x = m->b.position[at];
    *care = m->b.salience[at];
    *power = m->b.capability[at];
    for (size_t k = 0; v->faction != ENT_NONE && k < player->n_voices; k++)
        if (player->voice[k].faction == v->faction) {
            *x = ent_i_lanes(&m->b, player->voice[k].position)[lane];
            *care = ent_i_lanes(&m->b, player->voice[k].salience)[lane] / 100;
        }
}

/* Care is scaled so that the most that can be lost is 100. */
static void take_stakes(maker *m, size_t view, int lane, size_t d) {
    ent_offer *o = m->o;
    double sum = 0, strength = 0, care, power;
    size_t first = view * o->n_issues * o->draws + d;
    for (size_t p = 0; p < o->n_issues; p++) {
        size_t at = first + p * o->draws;
        stake(m, &o->view[view], o->package->issue[p], lane, &o->x[at], &care,
              &power);
        o->care[at] = care;
        sum += care;
        strength += care * power;
    }
    for (size_t p = 0; sum > 0 && p < o->n_issues; p++)
        o->care[first + p * o->draws] /= 100 * sum;
    if (view < o->n_parties)
        o->power[view * o->draws + d] = sum > 0 ? strength / sum : 0;
}

static void take_asks(maker *m, size_t party, size_t d, int lanes) {
    const uint32_t *reserve = m->o->package->reserve;
    double *to = m->o->asks + party * m->o->draws + d;
    if (!reserve || reserve[party] == ENT_NONE)
        return;
    memcpy(to, ent_i_compute(&m->b, reserve[party]),
           (size_t)lanes * sizeof *to);
}

static void take_block(maker *m, size_t d, int lanes) {
    ent_offer *o = m->o;
    for (size_t p = 0; p < o->n_issues; p++)
        memcpy(o->present + p * o->draws + d,
               ent_i_next(&m->b, m->w.at.settle + o->package->issue[p]),
               (size_t)lanes * sizeof(double));
    for (size_t v = 0; v < o->n_views; v++)
        for (int l = 0; l < lanes; l++)
            take_stakes(m, v, l, d + (size_t)l);
    for (size_t i = 0; i < o->n_parties; i++)
        take_asks(m, i, d, lanes);
}

static void play_block(maker *m, size_t d, int lanes) {
    const ent_plan *plan = m->plan;
    ent_now now = {plan->seed, plan->first + d, 0, lanes};
    uint64_t of = plan->of ? plan->of : plan->draws;
    ent_i_block_start(&m->b, &m->w, &now,
                      plan->design == ENT_DESIGN_LATIN ? of : 0, NULL);
    for (size_t t = 0; t < m->w.n_periods; t++) {
        ent_i_block_play(&m->b, t);
        bool last = t + 1 == m->w.n_periods || m->w.step[t + 1] > m->step;
        if (last)
            take_block(m, d, lanes);
        if (last)
            return;
        ent_i_block_end(&m->b);
    }
}

/* ---- deals */

/* One draw laid out as the solver takes it. */
typedef struct table {
    ent_deal d;
    double *x, *care, *most, *power, *present, *z, *work;
} table;

static ent_err set_table(maker *m, table *t) {
    size_t n = m->o->n_parties, k = m->o->n_issues;
    double *at = ENT_NEW(
        m->ctx->temp, 2 * n * k + 2 * n + 2 * k + ent_i_deal_work(k), double);
    if (!at)
        return ENT_NOMEM_FAIL(m->ctx);
    t->x = at;
    t->care = t->x + n * k;
    t->most = t->care + n * k;
    t->power = t->most + n;
    t->present = t->power + n;
    t->z = t->present + k;
    t->work = t->z + k;
    return ENT_OK;
}

/* A party without a stake in it has no say, unless it asks for something. */
static bool lay_out(const ent_offer *o, size_t d, table *t) {
    size_t n = 0, k = o->n_issues;
    double sum = 0;
    for (size_t p = 0; p < k; p++)
        t->present[p] = o->present[p * o->draws + d];
    for (size_t i = 0; i < o->n_parties; i++) {
        double care = 0, asks = o->asks[i * o->draws + d];
        t->most[n] = -asks;
        for (size_t p = 0; p < k; p++) {
            size_t at = (i * k + p) * o->draws + d;
            double off = t->present[p] - o->x[at];
            t->x[n * k + p] = o->x[at];
            t->care[n * k + p] = o->care[at];
            t->most[n] += o->care[at] * off * off;
            care += o->care[at];
        }
        t->power[n] = o->power[i * o->draws + d];
        if (!(care > 0) && asks > 0)
            return false;
        sum += care > 0 ? t->power[n] : 0;
        n += care > 0;
    }
    for (size_t i = 0; i < n; i++)
        t->power[i] = sum > 0 ? t->power[i] / sum : 1 / (double)n;
    t->d = (ent_deal){n, k, t->x, t->care, t->most, t->power, t->present};
    return n > 0;
}

/* What each view gains, and whether one with a veto loses. */
static void weigh(ent_offer *o, size_t d, const table *t) {
    double x[64], care[64];
    o->struck[d] = 1;
    for (size_t v = 0; v < o->n_views; v++) {
        for (size_t p = 0; p < o->n_issues; p++) {
            size_t at = (v * o->n_issues + p) * o->draws + d;
            x[p] = o->x[at];
            care[p] = o->care[at];
        }
        double gain = ent_i_offer_gain(o->n_issues, x, care, t->present, t->z);
        o->gain[v * o->draws + d] = gain;
        if (o->view[v].vetoes && gain < -1e-9)
            o->struck[d] = 0;
    }
}

static void solve(ent_offer *o, table *t) {
    for (size_t d = 0; d < o->draws; d++) {
        if (!lay_out(o, d, t) || !ent_i_deal_solve(&t->d, t->work, t->z))
            continue;
        o->possible[d] = 1;
        for (size_t p = 0; p < o->n_issues; p++)
            o->z[p * o->draws + d] = t->z[p];
        weigh(o, d, t);
    }
}

/* ---- all of it */

static ent_err build(maker *m) {
    ent_symbol look = {ENT_SYMBOL_DEAL, m->row, ENT_NONE, false};
    ent_setup setup = {.seed = m->plan->seed,
                       .choice = m->plan->choice,
                       .n_choices = m->plan->n_choices,
                       .watch = &look,
                       .n_watch = 1};
    ENT_TRY(ent_i_world_build(m->ctx, &m->s, &setup, &m->w));
    m->b.memory = ENT_NEW(m->ctx->temp, ent_i_block_size(&m->w), double);
    return m->b.memory ? ENT_OK : ENT_NOMEM_FAIL(m->ctx);
}

ent_err ent_i_offer_make(ent_ctx *ctx, const ent_scenario *s,
                         const ent_plan *plan, uint32_t package, uint32_t step,
                         ent_offer *out) {
    maker m = {.ctx = ctx, .s = *s, .plan = plan, .row = package, .step = step};
    table t;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    *out = (ent_offer){0};
    m.o = out;
    ENT_TRY(put_away(&m));
    ENT_TRY(list_views(&m));
    if (out->n_issues > 64)
        return ENT_FAIL(ctx, ENT_LIMIT, "a package of %zu issues is too large",
                        out->n_issues);
    ENT_TRY(set_arrays(&m));
    ENT_TRY(build(&m));
    for (size_t d = 0; d < plan->draws; d += ENT_LANES) {
        size_t n = plan->draws - d < ENT_LANES ? plan->draws - d : ENT_LANES;
        ENT_TRY(
            ent_i_progress(ctx, "playing", (double)d / (double)plan->draws));
        play_block(&m, d, (int)n);
    }
    ENT_TRY(set_table(&m, &t));
    solve(out, &t);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
