/* world.c - a scenario compiled for playing: who sits at which table, which
 * events fall due in which period, and which issues those can touch. */
#include "system/system.h"

/* ---- tables: the voices of each actor on each issue */

/* A row for the actor as a whole silences the rows of its factions. */
static bool speaks_as_one(const ent_scenario *s, uint32_t issue,
                          uint32_t actor) {
    for (size_t i = 0; i < s->n_stances; i++)
        if (s->stance[i].issue == issue && s->stance[i].actor == actor &&
            s->stance[i].faction == ENT_NONE && !s->stance[i].lenses)
            return true;
    return false;
}

static ent_voice voice_of(const ent_scenario *s, const ent_stance *st) {
    bool blank = st->leverage == ENT_NONE ||
                 s->value[st->leverage].kind == ENT_VALUE_BLANK;
    return (ent_voice){
        st->position, st->salience,
        blank ? s->actor[st->actor].capability : st->leverage,
        st->faction == ENT_NONE ? ENT_NONE : s->faction[st->faction].weight};
}

static ent_err complete(ent_ctx *ctx, const ent_scenario *s,
                        const ent_stance *st) {
    const ent_value *v = s->value;
    if (v[st->position].kind && v[st->salience].kind)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_SHAPE, st->at,
                       "%.*s has no %s on %.*s; give one, or leave the row out",
                       ENT_P(s->actor[st->actor].id),
                       v[st->position].kind ? "salience" : "position",
                       ENT_P(s->issue[st->issue].id));
}

static ent_err seat(ent_ctx *ctx, const ent_scenario *s, uint32_t issue,
                    uint32_t actor, ent_vec *players) {
    ent_vec voices = {0};
    bool one = speaks_as_one(s, issue, actor);
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        if (st->issue != issue || st->actor != actor || st->lenses ||
            (one && st->faction != ENT_NONE))
            continue;
        ENT_TRY(complete(ctx, s, st));
        ent_voice *v = ENT_PUSH(ctx->keep, &voices, ent_voice);
        if (!v)
            return ENT_NOMEM_FAIL(ctx);
        *v = voice_of(s, st);
    }
    if (!voices.n)
        return ENT_OK;
    ent_player *p = ENT_PUSH(ctx->keep, players, ent_player);
    if (!p)
        return ENT_NOMEM_FAIL(ctx);
    *p = (ent_player){actor, voices.at, voices.n};
    return ENT_OK;
}

static ent_err set_tables(ent_ctx *ctx, const ent_scenario *s, ent_world *w) {
    ent_stage *stage = ENT_NEW(ctx->keep, s->n_issues, ent_stage);
    if (!stage)
        return ENT_NOMEM_FAIL(ctx);
    for (uint32_t p = 0; p < s->n_issues; p++) {
        ent_vec players = {0};
        for (uint32_t a = 0; a < s->n_actors; a++)
            ENT_TRY(seat(ctx, s, p, a, &players));
        stage[p] = (ent_stage){players.at, players.n};
    }
    w->stage = stage;
    return ENT_OK;
}

/* ---- the calendar: a period lasts from one dated change to the next */

/* Occurrences inside the scenario's time, by step; insertion keeps the file's
 * order within a step. */
static size_t sort_due(const ent_scenario *s, uint32_t *due) {
    size_t n = 0;
    for (uint32_t k = 0; k < s->n_occurrences; k++) {
        int32_t step = s->occurrence[k].step;
        if (step < 0 || step >= (int32_t)s->steps)
            continue;
        size_t i = n++;
        for (; i && s->occurrence[due[i - 1]].step > step; i--)
            due[i] = due[i - 1];
        due[i] = k;
    }
    return n;
}

static ent_err set_calendar(ent_ctx *ctx, const ent_scenario *s, ent_world *w) {
    uint32_t *due = ENT_NEW(ctx->keep, s->n_occurrences, uint32_t);
    uint32_t *step = ENT_NEW(ctx->keep, s->n_occurrences + 1, uint32_t);
    uint32_t *first = ENT_NEW(ctx->keep, s->n_occurrences + 2, uint32_t);
    if (!due || !step || !first)
        return ENT_NOMEM_FAIL(ctx);
    size_t n = sort_due(s, due), t = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = (uint32_t)s->occurrence[due[i]].step;
        if (at == step[t])
            continue;
        step[++t] = at;
        first[t] = i;
    }
    first[++t] = (uint32_t)n;
    w->due = due;
    w->step = step;
    w->first = first;
    w->n_periods = t;
    return ENT_OK;
}

/* ---- what can change where */

static bool voice_uses(const ent_voice *v, uint32_t value) {
    return v->position == value || v->salience == value ||
           v->leverage == value || v->weight == value;
}

static bool issue_uses(const ent_world *w, size_t p, uint32_t value) {
    const ent_scenario *s = w->s;
    const ent_stage *st = &w->stage[p];
    if (s->issue[p].status_quo == value || s->issue[p].failure_cost == value)
        return true;
    for (size_t i = 0; i < s->n_ties; i++)
        if (s->tie[i].value == value)
            return true;
    for (size_t i = 0; i < st->n_players; i++)
        for (size_t k = 0; k < st->player[i].n_voices; k++)
            if (voice_uses(&st->player[i].voice[k], value))
                return true;
    return false;
}

static bool occurrence_touches(const ent_world *w, const ent_occurrence *o,
                               size_t p) {
    for (size_t k = 0; k < o->n_sets; k++)
        if (issue_uses(w, p, o->set[k].target))
            return true;
    return false;
}

static ent_err set_touched(ent_ctx *ctx, ent_world *w) {
    size_t n = w->s->n_issues;
    unsigned char *touched =
        ENT_NEW(ctx->keep, w->n_periods * n, unsigned char);
    if (!touched)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t t = 0; t < w->n_periods; t++)
        for (size_t i = w->first[t]; i < w->first[t + 1]; i++)
            for (size_t p = 0; p < n; p++)
                touched[t * n + p] |=
                    occurrence_touches(w, &w->s->occurrence[w->due[i]], p);
    w->touched = touched;
    return ENT_OK;
}

static ent_err set_streams(ent_ctx *ctx, uint64_t seed, ent_world *w) {
    ent_stream *stream = ENT_NEW(ctx->keep, w->s->n_values, ent_stream);
    if (!stream)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < w->s->n_values; i++)
        stream[i] = ent_i_stream(seed, w->s->value[i].name);
    w->stream = stream;
    return ENT_OK;
}

ent_err ent_i_world_build(ent_ctx *ctx, const ent_scenario *s, uint64_t seed,
                          ent_world *out) {
    *out = (ent_world){.s = s};
    ENT_TRY(set_tables(ctx, s, out));
    ENT_TRY(set_calendar(ctx, s, out));
    ENT_TRY(set_touched(ctx, out));
    return set_streams(ctx, seed, out);
}

/* ---- events */

static void change(const ent_world *w, const ent_set *set, double *value) {
    const ent_value *v = &w->s->value[set->target];
    double by = value[set->by], x = value[set->target];
    if (set->op == ENT_OP_SET)
        x = by;
    else if (set->op == ENT_OP_ADD)
        x += by;
    else
        x *= by;
    value[set->target] = ent_i_clamp(x, v->min, v->max);
}

bool ent_i_world_events(const ent_world *w, size_t period, ent_draw *d) {
    bool any = false;
    for (size_t i = w->first[period]; i < w->first[period + 1]; i++) {
        const ent_occurrence *o = &w->s->occurrence[w->due[i]];
        double u = ent_i_uniform(w->stream[o->chance], d->number, 1);
        if (u * 100 >= d->value[o->chance])
            continue;
        for (size_t k = 0; k < o->n_sets; k++)
            change(w, &o->set[k], d->value);
        any = true;
    }
    return any;
}
