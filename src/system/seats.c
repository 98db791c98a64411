/* seats.c - who sits at which table: voices, patrons, links, gates. */
#include "system/system.h"

/* A row for the actor as a whole silences the rows of its factions. */
static bool speaks_as_one(const ent_scenario *s, uint32_t issue,
                          uint32_t actor) {
    for (size_t i = 0; i < s->n_stances; i++)
        if (s->stance[i].issue == issue && s->stance[i].actor == actor &&
            s->stance[i].faction == ENT_NONE && !s->stance[i].lenses)
            return true;
    return false;
}

static bool is_blank(const ent_scenario *s, uint32_t row) {
    return row == ENT_NONE || s->value[row].kind == ENT_VALUE_BLANK;
}

static uint32_t slot_of(const ent_world *w, uint32_t row) {
    return row == ENT_NONE ? ENT_NONE : w->seen[row];
}

static ent_voice voice_of(const ent_world *w, const ent_stance *st) {
    const ent_scenario *s = w->s;
    const ent_faction *f =
        st->faction == ENT_NONE ? NULL : &s->faction[st->faction];
    uint32_t leverage = is_blank(s, st->leverage)
                            ? s->actor[st->actor].capability
                            : st->leverage;
    return (ent_voice){.position = w->seen[st->position],
                       .salience = w->seen[st->salience],
                       .leverage = w->seen[leverage],
                       .weight = f ? w->seen[f->weight] : ENT_NONE,
                       .reservation = slot_of(w, st->reservation),
                       .faction = st->faction,
                       .leads = f && f->leads};
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

/* Does attention to some theatre scale its salience here? */
static bool share_of(const ent_scenario *s, uint32_t issue, uint32_t actor) {
    for (size_t k = 0; k < s->n_theatres; k++)
        for (size_t i = 0; i < s->theatre[k].n_issues; i++)
            if (s->theatre[k].actor == actor && !s->theatre[k].off &&
                s->theatre[k].issue[i] == issue)
                return true;
    return false;
}

static ent_err seat(ent_ctx *ctx, const ent_world *w, uint32_t issue,
                    uint32_t actor, ent_vec *players) {
    const ent_scenario *s = w->s;
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
        *v = voice_of(w, st);
    }
    if (!voices.n)
        return ENT_OK;
    ent_player *p = ENT_PUSH(ctx->keep, players, ent_player);
    if (!p)
        return ENT_NOMEM_FAIL(ctx);
    *p = (ent_player){.actor = actor,
                      .voice = voices.at,
                      .n_voices = voices.n,
                      .share = share_of(s, issue, actor) ? w->at.share + actor
                                                         : ENT_NONE};
    return ENT_OK;
}

/* ---- patrons and links */

static bool tie_holds(const ent_tie *t, size_t p) {
    bool defers = !t->kind.n || ent_i_eqz(t->kind, "deference");
    return defers && (!t->issues || (t->issues[p / 64] >> (p % 64) & 1));
}

static uint32_t place_of(const ent_player *player, size_t n, uint32_t actor) {
    for (uint32_t i = 0; i < n; i++)
        if (player[i].actor == actor)
            return i;
    return ENT_NONE;
}

static ent_err add_pulls(ent_ctx *ctx, const ent_world *w, size_t p,
                         const ent_player *at, size_t n, ent_player *io) {
    const ent_scenario *s = w->s;
    ent_vec pulls = {0};
    for (size_t i = 0; i < s->n_ties; i++) {
        const ent_tie *t = &s->tie[i];
        uint32_t to = place_of(at, n, t->to);
        if (t->from != io->actor || to == ENT_NONE || !tie_holds(t, p))
            continue;
        ent_pull *x = ENT_PUSH(ctx->keep, &pulls, ent_pull);
        if (!x)
            return ENT_NOMEM_FAIL(ctx);
        *x = (ent_pull){w->seen[t->value], to};
    }
    io->pull = pulls.at;
    io->n_pulls = pulls.n;
    return ENT_OK;
}

static bool link_moves(const ent_link *l, size_t p, uint32_t actor) {
    bool all = !l->n_actors;
    for (size_t i = 0; i < l->n_actors; i++)
        all |= l->actor[i] == actor;
    return !l->off && l->to == p && all;
}

static ent_err add_shoves(ent_ctx *ctx, const ent_world *w, size_t p,
                          ent_player *io) {
    const ent_scenario *s = w->s;
    ent_vec shoves = {0};
    for (uint32_t i = 0; i < s->n_links; i++) {
        if (!link_moves(&s->link[i], p, io->actor))
            continue;
        ent_shove *x = ENT_PUSH(ctx->keep, &shoves, ent_shove);
        if (!x)
            return ENT_NOMEM_FAIL(ctx);
        *x = (ent_shove){i, s->link[i].from, w->seen[s->link[i].effect]};
    }
    io->shove = shoves.at;
    io->n_shoves = shoves.n;
    return ENT_OK;
}

/* ---- gates */

static bool gate_guards(const ent_gate *g, uint32_t issue) {
    for (size_t i = 0; i < g->n_issues; i++)
        if (g->issue[i] == issue)
            return true;
    return false;
}

static ent_err add_gates(ent_ctx *ctx, const ent_scenario *s, uint32_t issue,
                         ent_stage *io) {
    ent_vec gates = {0};
    for (uint32_t g = 0; g < s->n_gates; g++) {
        if (!gate_guards(&s->gate[g], issue))
            continue;
        uint32_t *x = ENT_PUSH(ctx->keep, &gates, uint32_t);
        if (!x)
            return ENT_NOMEM_FAIL(ctx);
        *x = g;
    }
    io->gate = gates.at;
    io->n_gates = gates.n;
    return ENT_OK;
}

/* ---- all tables */

static ent_err set_table(ent_ctx *ctx, const ent_world *w, uint32_t p,
                         ent_stage *out) {
    const ent_scenario *s = w->s;
    ent_vec players = {0};
    for (uint32_t a = 0; a < s->n_actors; a++)
        ENT_TRY(seat(ctx, w, p, a, &players));
    ent_player *player = players.at;
    for (size_t i = 0; i < players.n; i++) {
        ENT_TRY(add_pulls(ctx, w, p, player, players.n, &player[i]));
        ENT_TRY(add_shoves(ctx, w, p, &player[i]));
    }
    *out = (ent_stage){.player = player,
                       .n_players = players.n,
                       .quo = slot_of(w, s->issue[p].status_quo),
                       .cost = slot_of(w, s->issue[p].failure_cost),
                       .wanted = true,
                       .stream = ent_i_hash(s->issue[p].id)};
    ENT_TRY(add_gates(ctx, s, p, out));
    return ent_i_rules_build(ctx, s, p, out);
}

static ent_err set_seats(ent_ctx *ctx, ent_world *w, ent_stage *stage) {
    const ent_scenario *s = w->s;
    uint32_t *seat_of = ENT_NEW(ctx->keep, s->n_actors * s->n_issues, uint32_t);
    if (!seat_of)
        return ENT_NOMEM_FAIL(ctx);
    memset(seat_of, 0xFF, s->n_actors * s->n_issues * sizeof *seat_of);
    for (size_t p = 0; p < s->n_issues; p++) {
        size_t n = stage[p].n_players;
        stage[p].seat = (uint32_t)w->n_seats;
        for (size_t i = 0; i < n; i++)
            seat_of[stage[p].player[i].actor * s->n_issues + p] =
                (uint32_t)(w->n_seats + i);
        w->n_seats += n;
        w->most_players = n > w->most_players ? n : w->most_players;
    }
    w->seat = seat_of;
    return ENT_OK;
}

ent_err ent_i_seats_build(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    ent_stage *stage = ENT_NEW(ctx->keep, s->n_issues, ent_stage);
    if (!stage)
        return ENT_NOMEM_FAIL(ctx);
    for (uint32_t p = 0; p < s->n_issues; p++)
        ENT_TRY(set_table(ctx, w, p, &stage[p]));
    w->stage = stage;
    return set_seats(ctx, w, stage);
}
