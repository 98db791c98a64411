/* calendar.c - when things happen: dated events, hazards, the names of time.
 *
 * Without a system a period lasts from one dated change to the next; with one
 * each step is a period. */
#include "system/system.h"

/* ---- periods */

/* Dated occurrences inside the scenario's time, by step; insertion keeps the
 * file's order within a step. */
static size_t sort_due(const ent_scenario *s, uint32_t *due) {
    size_t n = 0;
    for (uint32_t k = 0; k < s->n_occurrences; k++) {
        int32_t step = s->occurrence[k].step;
        if (s->occurrence[k].hazard != ENT_NONE || step < 0 ||
            step >= (int32_t)s->steps)
            continue;
        size_t i = n++;
        for (; i && s->occurrence[due[i - 1]].step > step; i--)
            due[i] = due[i - 1];
        due[i] = k;
    }
    return n;
}

/* Each step; the occurrences of step t begin at first[t]. */
static size_t every_step(const ent_scenario *s, size_t n, const uint32_t *due,
                         uint32_t *step, uint32_t *first) {
    uint32_t i = 0;
    for (uint32_t t = 0; t < s->steps; t++) {
        step[t] = t;
        first[t] = i;
        while (i < n && (uint32_t)s->occurrence[due[i]].step == t)
            i++;
    }
    return s->steps;
}

/* Step 0, and each step in which something falls due. */
static size_t due_steps(const ent_scenario *s, size_t n, const uint32_t *due,
                        uint32_t *step, uint32_t *first) {
    size_t t = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = (uint32_t)s->occurrence[due[i]].step;
        if (at == step[t])
            continue;
        step[++t] = at;
        first[t] = i;
    }
    return t + 1;
}

static ent_err set_periods(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    size_t most = w->system ? s->steps : s->n_occurrences + 1;
    uint32_t *due = ENT_NEW(ctx->keep, s->n_occurrences, uint32_t);
    uint32_t *step = ENT_NEW(ctx->keep, most, uint32_t);
    uint32_t *first = ENT_NEW(ctx->keep, most + 1, uint32_t);
    if (!due || !step || !first)
        return ENT_NOMEM_FAIL(ctx);
    size_t n = sort_due(s, due);
    w->n_periods = (w->system ? every_step : due_steps)(s, n, due, step, first);
    first[w->n_periods] = (uint32_t)n;
    w->due = due;
    w->step = step;
    w->first = first;
    return ENT_OK;
}

static ent_err set_hazards(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    uint32_t *hazard = ENT_NEW(ctx->keep, s->n_occurrences, uint32_t);
    if (!hazard)
        return ENT_NOMEM_FAIL(ctx);
    for (uint32_t k = 0; k < s->n_occurrences; k++)
        if (s->occurrence[k].hazard != ENT_NONE)
            hazard[w->n_hazards++] = k;
    w->hazard = hazard;
    return ENT_OK;
}

/* ---- what an event can change at which table */

static bool voice_uses(const ent_voice *v, uint32_t slot) {
    return v->position == slot || v->salience == slot || v->leverage == slot ||
           v->weight == slot || v->reservation == slot;
}

static bool player_uses(const ent_player *p, uint32_t slot) {
    for (size_t k = 0; k < p->n_voices; k++)
        if (voice_uses(&p->voice[k], slot))
            return true;
    for (size_t k = 0; k < p->n_pulls; k++)
        if (p->pull[k].value == slot)
            return true;
    for (size_t k = 0; k < p->n_shoves; k++)
        if (p->shove[k].effect == slot)
            return true;
    return false;
}

static bool stage_uses(const ent_stage *st, uint32_t slot) {
    if (st->quo == slot || st->cost == slot)
        return true;
    for (size_t i = 0; i < st->n_players; i++)
        if (player_uses(&st->player[i], slot))
            return true;
    return false;
}

static ent_err set_touches(ent_ctx *ctx, ent_world *w) {
    size_t n = w->s->n_issues;
    unsigned char *touches =
        ENT_NEW(ctx->keep, w->s->n_occurrences * n, unsigned char);
    if (!touches)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t k = 0; k < w->s->n_occurrences; k++) {
        const ent_occurrence *o = &w->s->occurrence[k];
        for (size_t i = 0; i < o->n_sets; i++)
            for (size_t p = 0; p < n; p++)
                touches[k * n + p] |=
                    stage_uses(&w->stage[p], w->seen[o->set[i].target]);
    }
    w->touches = touches;
    return ENT_OK;
}

/* ---- months and years */

/* year * 12 + month - 1 of each step's first day; -1 without a date. */
static int32_t month_of(const ent_scenario *s, uint32_t step) {
    int32_t first, last;
    int year, month, day;
    uint64_t units = (uint64_t)step * s->step_count;
    if (!ent_i_iso_read(s->start, &first, &last) || units > 4000000)
        return -1;
    int32_t n = (int32_t)units;
    if (s->step_unit == 'd' || s->step_unit == 'w')
        first += n * (s->step_unit == 'w' ? 7 : 1);
    ent_i_civil(first, &year, &month, &day);
    int more = s->step_unit == 'y' ? 12 * n : s->step_unit == 'm' ? n : 0;
    return year * 12 + month - 1 + more;
}

static ent_err set_months(ent_ctx *ctx, ent_world *w) {
    int32_t *month = ENT_NEW(ctx->keep, w->s->steps, int32_t);
    if (!month)
        return ENT_NOMEM_FAIL(ctx);
    for (uint32_t t = 0; t < w->s->steps; t++)
        month[t] = month_of(w->s, t);
    w->month = month;
    return ENT_OK;
}

ent_err ent_i_calendar_build(ent_ctx *ctx, ent_world *w) {
    ENT_TRY(set_periods(ctx, w));
    ENT_TRY(set_hazards(ctx, w));
    ENT_TRY(set_months(ctx, w));
    return set_touches(ctx, w);
}

void ent_i_block_clock(ent_block *b, uint32_t step) {
    const ent_world *w = b->w;
    int32_t m = step < w->s->steps ? w->month[step] : -1;
    double at[3] = {step, m < 0 ? 0 : m / 12, m < 0 ? 0 : m % 12 + 1};
    b->now.step = step;
    for (uint32_t k = 0; k < 3; k++)
        for (int l = 0; l < ENT_LANES; l++)
            ent_i_lanes(b, w->at.clock + k)[l] = at[k];
}

/* ---- what happens */

static double changed(ent_op op, double x, double by) {
    return op == ENT_OP_SET ? by : op == ENT_OP_ADD ? x + by : x * by;
}

static void apply(ent_block *b, const ent_set *set, int lane) {
    const ent_world *w = b->w;
    const ent_value *v = &w->s->value[set->target];
    double *x = &ent_i_lanes(b, w->home[set->target])[lane];
    double by = ent_i_lanes(b, w->seen[set->by])[lane];
    *x = ent_i_clamp(changed(set->op, *x, by), v->min, v->max);
}

/* In lanes where it strikes, the event's changes are made. */
static void strike(ent_block *b, uint32_t k, const bool *strikes) {
    const ent_world *w = b->w;
    const ent_occurrence *o = &w->s->occurrence[k];
    double *happened = ent_i_lanes(b, w->at.happened + k);
    double *now = ent_i_lanes(b, w->at.strikes + k);
    bool any = false;
    for (int l = 0; l < b->now.lanes; l++) {
        if (!strikes[l])
            continue;
        for (size_t i = 0; i < o->n_sets; i++)
            apply(b, &o->set[i], l);
        happened[l] = now[l] = 1;
        any = true;
    }
    for (size_t p = 0; any && p < w->s->n_issues; p++)
        b->dirty[p] |= w->touches[k * w->s->n_issues + p];
}

static void may_strike(const ent_block *b, const ent_occurrence *o,
                       bool *strikes) {
    const double *when = o->when == ENT_NONE ? NULL : ent_i_compute(b, o->when);
    for (int l = 0; l < b->now.lanes; l++)
        strikes[l] = b->active[l] && (!when || when[l] != 0);
}

static void dated(ent_block *b, uint32_t k) {
    const ent_world *w = b->w;
    const ent_occurrence *o = &w->s->occurrence[k];
    const double *chance = ent_i_lanes(b, w->seen[o->chance]);
    bool strikes[ENT_LANES];
    may_strike(b, o, strikes);
    for (int l = 0; l < b->now.lanes; l++)
        if (strikes[l])
            strikes[l] = ent_i_uniform(w->stream[o->chance],
                                       b->now.first + (uint64_t)l, 1) *
                             100 <
                         chance[l];
    strike(b, k, strikes);
}

enum { HAZARD_LANE = 16 }; /* of a stream; steps follow */

static void hazardous(ent_block *b, uint32_t k) {
    const ent_world *w = b->w;
    const ent_occurrence *o = &w->s->occurrence[k];
    const double *happened = ent_i_lanes(b, w->at.happened + k);
    const double *chance = ent_i_lanes(b, w->seen[o->chance]);
    bool strikes[ENT_LANES];
    may_strike(b, o, strikes);
    const double *hazard = ent_i_compute(b, o->hazard);
    for (int l = 0; l < b->now.lanes; l++) {
        strikes[l] = strikes[l] && (o->again || happened[l] == 0);
        if (strikes[l])
            strikes[l] =
                ent_i_uniform(w->stream[o->chance], b->now.first + (uint64_t)l,
                              HAZARD_LANE + b->now.step) *
                    100 <
                hazard[l] * chance[l] / 100;
    }
    strike(b, k, strikes);
}

void ent_i_block_events(ent_block *b, size_t period) {
    const ent_world *w = b->w;
    for (uint32_t k = 0; k < w->s->n_occurrences; k++)
        memset(ent_i_lanes(b, w->at.strikes + k), 0,
               ENT_LANES * sizeof(double));
    for (size_t i = w->first[period]; i < w->first[period + 1]; i++)
        if (w->occurrence_wanted[w->due[i]])
            dated(b, w->due[i]);
    for (size_t i = 0; i < w->n_hazards; i++)
        if (w->occurrence_wanted[w->hazard[i]])
            hazardous(b, w->hazard[i]);
}
