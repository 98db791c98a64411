/* rules.c - zones of agreement: what parties with a say accept.
 *
 * A party accepts z between its position and its reservation point, and
 * beyond its position on the far side of it; without such a point, whatever
 * is no farther from its position than what holds if no deal is made (the
 * preferred-to set of Romer and Rosenthal 1978).  Consent asks all parties,
 * so its zone is one interval; a majority asks enough of them, so its set may
 * have gaps. */
#include "system/system.h"
#include <math.h>

typedef struct zone {
    double lo, hi;
} zone;

static zone common(zone a, zone b) {
    return (zone){a.lo > b.lo ? a.lo : b.lo, a.hi < b.hi ? a.hi : b.hi};
}

/* @param r  reservation point, NaN: none; @param q  what failure leaves */
static zone accepted(double x, double r, double q) {
    if (isnan(r)) /* q itself is in it, to the last bit */
        return q < x ? (zone){q, 2 * x - q} : (zone){2 * x - q, q};
    if (r < x)
        return (zone){r, INFINITY};
    if (r > x)
        return (zone){-INFINITY, r};
    return (zone){x, x};
}

/* What the voices of an actor together insist on; NaN: nothing. */
static double reservation(const ent_block *b, const ent_player *p, int lane) {
    double sum = 0, total = 0;
    for (size_t k = 0; k < p->n_voices; k++) {
        const ent_voice *v = &p->voice[k];
        double r = v->reservation == ENT_NONE
                       ? NAN
                       : ent_i_lanes(b, v->reservation)[lane];
        double by = v->weight == ENT_NONE ? 1 : ent_i_lanes(b, v->weight)[lane];
        if (isnan(r))
            continue;
        sum += by * r;
        total += by;
    }
    return total > 0 ? sum / total : NAN;
}

static zone zone_of(const ent_block *b, const ent_stage *st, uint32_t place,
                    int lane, double quo) {
    size_t at = (st->seat + place) * ENT_LANES + (size_t)lane;
    return accepted(b->position[at], reservation(b, &st->player[place], lane),
                    quo);
}

static zone zone_of_blocker(const ent_block *b, const ent_stage *st,
                            const ent_blocker *f, int lane, double quo) {
    if (f->voice == ENT_NONE)
        return zone_of(b, st, f->place, lane, quo);
    const ent_voice *v = &st->player[f->place].voice[f->voice];
    double r =
        v->reservation == ENT_NONE ? NAN : ent_i_lanes(b, v->reservation)[lane];
    return accepted(ent_i_lanes(b, v->position)[lane], r, quo);
}

/* What holds when no deal is made: the status quo, or what holds now. */
static double fallback(const ent_block *b, size_t p, int lane) {
    uint32_t slot = b->w->stage[p].quo;
    double quo = slot == ENT_NONE ? NAN : ent_i_lanes(b, slot)[lane];
    return isnan(quo) ? ent_i_lanes(b, b->w->at.settle + (uint32_t)p)[lane]
                      : quo;
}

/* ---- majorities */

typedef struct vote {
    const ent_block *b;
    const ent_stage *st;
    int lane;
    double quo, quota; /* share of capability */
} vote;

static bool carries(const vote *v, double z) {
    double total = 0, yes = 0;
    for (uint32_t i = 0; i < v->st->n_players; i++) {
        double by =
            v->b->capability[(v->st->seat + i) * ENT_LANES + (size_t)v->lane];
        zone a = zone_of(v->b, v->st, i, v->lane, v->quo);
        total += by;
        yes += z >= a.lo && z <= a.hi ? by : 0;
    }
    double slack = total * 1e-12; /* sums in another order */
    return v->quota == 50 ? yes > total / 2 + slack
                          : yes >= v->quota / 100 * total - slack;
}

/* The nearest end of a party's zone that a majority accepts. */
static bool nearest(const vote *v, zone all, double *z) {
    double best = INFINITY, from = ent_i_clamp(*z, all.lo, all.hi);
    if (carries(v, from))
        best = from;
    for (uint32_t i = 0; i < v->st->n_players && best != from; i++) {
        zone a = common(zone_of(v->b, v->st, i, v->lane, v->quo), all);
        const double end[2] = {a.lo, a.hi};
        for (int k = 0; k < 2 && a.lo <= a.hi; k++)
            if (fabs(end[k] - *z) < fabs(best - *z) && carries(v, end[k]))
                best = end[k];
    }
    *z = isfinite(best) ? best : *z;
    return isfinite(best);
}

bool ent_i_rule(const ent_block *b, size_t p, int lane, double *z) {
    const ent_stage *st = &b->w->stage[p];
    const ent_rule *rule = &b->w->s->issue[p].rule;
    double quo = fallback(b, p, lane);
    zone all = {0, 100};
    for (size_t i = 0; i < st->n_blockers; i++)
        all = common(all, zone_of_blocker(b, st, &st->blocker[i], lane, quo));
    for (size_t i = 0; i < st->n_parties; i++)
        all = common(all, zone_of(b, st, st->party[i], lane, quo));
    bool found = all.lo <= all.hi;
    if (found && rule->kind == ENT_RULE_MAJORITY && !rule->off) {
        vote v = {b, st, lane, quo, rule->quota};
        found = nearest(&v, all, z);
    } else if (found) {
        *z = ent_i_clamp(*z, all.lo, all.hi);
    }
    if (!found)
        *z = quo;
    return found;
}

/* ---- who has a say: compiled once */

static uint32_t place_of(const ent_stage *st, uint32_t actor) {
    for (uint32_t i = 0; i < st->n_players; i++)
        if (st->player[i].actor == actor)
            return i;
    return ENT_NONE;
}

static bool vetoes(const ent_faction *f, uint32_t issue) {
    bool does = false;
    for (size_t i = 0; i < f->n_vetoes; i++)
        does |= f->veto[i] == issue;
    return does && !f->veto_off;
}

static uint32_t voice_of(const ent_player *p, uint32_t faction) {
    for (uint32_t k = 0; k < p->n_voices; k++)
        if (p->voice[k].faction == faction)
            return k;
    return ENT_NONE;
}

static ent_err add_blockers(ent_ctx *ctx, const ent_scenario *s, uint32_t p,
                            ent_stage *io) {
    ent_vec all = {0};
    for (uint32_t f = 0; f < s->n_factions; f++) {
        uint32_t place = place_of(io, s->faction[f].actor);
        if (place == ENT_NONE || !vetoes(&s->faction[f], p))
            continue;
        ent_blocker *x = ENT_PUSH(ctx->keep, &all, ent_blocker);
        if (!x)
            return ENT_NOMEM_FAIL(ctx);
        *x = (ent_blocker){place, voice_of(&io->player[place], f)};
    }
    io->blocker = all.at;
    io->n_blockers = all.n;
    return ENT_OK;
}

static ent_err add_parties(ent_ctx *ctx, const ent_rule *rule, ent_stage *io) {
    ent_vec all = {0};
    for (size_t i = 0; i < rule->n_parties; i++) {
        uint32_t place = place_of(io, rule->party[i]);
        if (place == ENT_NONE || rule->off || rule->kind != ENT_RULE_CONSENT)
            continue;
        uint32_t *x = ENT_PUSH(ctx->keep, &all, uint32_t);
        if (!x)
            return ENT_NOMEM_FAIL(ctx);
        *x = place;
    }
    io->party = all.at;
    io->n_parties = all.n;
    return ENT_OK;
}

ent_err ent_i_rules_build(ent_ctx *ctx, const ent_scenario *s, uint32_t p,
                          ent_stage *io) {
    const ent_rule *rule = &s->issue[p].rule;
    ENT_TRY(add_blockers(ctx, s, p, io));
    ENT_TRY(add_parties(ctx, rule, io));
    io->ruled = io->n_blockers || io->n_parties ||
                (rule->kind == ENT_RULE_MAJORITY && !rule->off);
    return ENT_OK;
}
