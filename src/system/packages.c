/* packages.c - packages on the table: who gains what, whether it is struck.
 *
 * No deal leaves the issues where they settle one by one in the same step.
 * Utility is 100 less the salience-weighted mean of squared distances, as a
 * percentage of the largest possible. */
#include "model/deal.h"
#include "system/system.h"
#include <math.h>

/* One package in one lane; arrays in the block's scratch. */
typedef struct table {
    const ent_package *g;
    uint32_t row;
    int lane;
    size_t k; /* issues */
    double *x, *care, *most, *power, *present, *z, *work;
    uint32_t *party; /* who counts: places in g->party */
    size_t n;
} table;

size_t ent_i_package_work(const ent_package *g) {
    size_t n = g->n_parties, k = g->n_issues;
    return 2 * n * k + 2 * n + 2 * k + ent_i_deal_work(k) + n;
}

static table lay_out(ent_block *b, uint32_t row, int lane) {
    const ent_package *g = &b->w->s->package[row];
    size_t n = g->n_parties, k = g->n_issues;
    table t = {.g = g, .row = row, .lane = lane, .k = k, .x = b->table};
    t.care = t.x + n * k;
    t.most = t.care + n * k;
    t.power = t.most + n;
    t.present = t.power + n;
    t.z = t.present + k;
    t.work = t.z + k;
    t.party = b->party;
    return t;
}

static double settled(const ent_block *b, uint32_t issue, int lane) {
    return ent_i_next(b, b->w->at.settle + issue)[lane];
}

/* Stakes of an actor in the package; false when it has none. */
static bool stakes(const ent_block *b, const table *t, uint32_t actor,
                   double *x, double *care, double *power) {
    const ent_world *w = b->w;
    double sum = 0, strength = 0;
    for (size_t p = 0; p < t->k; p++) {
        uint32_t seat = w->seat[actor * w->s->n_issues + t->g->issue[p]];
        size_t at = (size_t)seat * ENT_LANES + (size_t)t->lane;
        x[p] = seat == ENT_NONE ? t->present[p] : b->position[at];
        care[p] = seat == ENT_NONE ? 0 : b->salience[at];
        strength += seat == ENT_NONE ? 0 : care[p] * b->capability[at];
        sum += care[p];
    }
    for (size_t p = 0; sum > 0 && p < t->k; p++)
        care[p] /= 100 * sum; /* the largest loss is 100 */
    *power = sum > 0 ? strength / sum : 0;
    return sum > 0;
}

static double reserve(const ent_block *b, const table *t, size_t i) {
    uint32_t formula = t->g->reserve ? t->g->reserve[i] : ENT_NONE;
    return formula == ENT_NONE
               ? 0
               : ent_i_lanes(b, b->w->code[formula].slot)[t->lane];
}

/* Who sits at the table; false when somebody asks for more than there is. */
static bool sit_down(const ent_block *b, table *t) {
    for (size_t p = 0; p < t->k; p++)
        t->present[p] = settled(b, t->g->issue[p], t->lane);
    for (size_t i = 0; i < t->g->n_parties; i++) {
        double *x = t->x + t->n * t->k, *care = t->care + t->n * t->k;
        double asks = reserve(b, t, i);
        if (!stakes(b, t, t->g->party[i], x, care, &t->power[t->n])) {
            if (asks > 0)
                return false;
            continue;
        }
        t->most[t->n] = -asks;
        for (size_t p = 0; p < t->k; p++)
            t->most[t->n] +=
                care[p] * (t->present[p] - x[p]) * (t->present[p] - x[p]);
        t->party[t->n++] = (uint32_t)i;
    }
    return t->n > 0;
}

/* Powers as shares; all alike where nobody has any. */
static void share_power(table *t) {
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        sum += t->power[i];
    for (size_t i = 0; i < t->n; i++)
        t->power[i] = sum > 0 ? t->power[i] / sum : 1 / (double)t->n;
}

/* ---- vetoes */

/* What a faction loses by the deal on one issue; care is summed. */
static double lost(const ent_block *b, const table *t, uint32_t faction,
                   size_t p) {
    const ent_world *w = b->w;
    uint32_t actor = w->s->faction[faction].actor;
    uint32_t issue = t->g->issue[p];
    uint32_t seat = w->seat[actor * w->s->n_issues + issue];
    if (seat == ENT_NONE)
        return 0;
    const ent_stage *st = &w->stage[issue];
    const ent_player *player = &st->player[seat - st->seat];
    size_t at = (size_t)seat * ENT_LANES + (size_t)t->lane;
    double x = b->position[at], s = b->salience[at];
    for (size_t k = 0; k < player->n_voices; k++)
        if (player->voice[k].faction == faction) {
            x = ent_i_lanes(b, player->voice[k].position)[t->lane];
            s = ent_i_lanes(b, player->voice[k].salience)[t->lane] / 100;
        }
    double before = t->present[p] - x, after = t->z[p] - x;
    return s * (after * after - before * before);
}

static bool has_veto(const ent_faction *f, const ent_package *g) {
    for (size_t i = 0; i < f->n_vetoes && !f->veto_off; i++)
        for (size_t p = 0; p < g->n_issues; p++)
            if (f->veto[i] == g->issue[p])
                return true;
    return false;
}

static bool vetoed(const ent_block *b, const table *t) {
    const ent_scenario *s = b->w->s;
    for (uint32_t f = 0; f < s->n_factions; f++) {
        double loss = 0;
        if (!has_veto(&s->faction[f], t->g))
            continue;
        for (size_t p = 0; p < t->k; p++)
            loss += lost(b, t, f, p);
        if (loss > 1e-9)
            return true;
    }
    return false;
}

/* ---- the deal */

static bool open_for(const ent_block *b, const table *t) {
    for (size_t p = 0; p < t->k; p++)
        if (!ent_i_is_open(b, t->g->issue[p], t->lane))
            return false;
    return true;
}

static void strike(ent_block *b, const table *t) {
    const ent_world *w = b->w;
    for (size_t p = 0; p < t->k; p++) {
        uint32_t issue = t->g->issue[p];
        for (size_t m = 0; m < w->n_models; m++) {
            size_t at =
                (m * w->s->n_issues + issue) * ENT_LANES + (size_t)t->lane;
            b->settlement[at] = t->z[p];
            b->bad[at] = 0;
        }
        size_t at = (size_t)issue * ENT_LANES + (size_t)t->lane;
        b->blend[at] = t->z[p];
        b->blend_bad[at] = 0;
        ent_i_next(b, w->at.settle + issue)[t->lane] = t->z[p];
        ent_i_next(b, w->at.failed + issue)[t->lane] = 0;
    }
}

static void offer(ent_block *b, table *t, double walkout) {
    const ent_world *w = b->w;
    if (!open_for(b, t) || !sit_down(b, t))
        return;
    share_power(t);
    ent_deal d = {t->n, t->k, t->x, t->care, t->most, t->power, t->present};
    if (!ent_i_deal_solve(&d, t->work, t->z) || vetoed(b, t))
        return;
    double odds = 100 - ent_i_clamp(walkout, 0, 100);
    double u = ent_i_uniform(w->walk[t->row], b->now.first + (uint64_t)t->lane,
                             b->now.step);
    for (size_t i = 0; i < t->n; i++)
        ent_i_next(b, w->gain_at[t->row] + t->party[i])[t->lane] =
            ent_i_deal_gain(&d, i, t->z);
    ent_i_next(b, w->at.odds + t->row)[t->lane] = odds;
    if (u * 100 >= odds)
        return;
    ent_i_next(b, w->at.deal + t->row)[t->lane] = 1;
    strike(b, t);
}

static void clear(ent_block *b, uint32_t row) {
    const ent_world *w = b->w;
    memset(ent_i_next(b, w->at.deal + row), 0, ENT_LANES * sizeof(double));
    memset(ent_i_next(b, w->at.odds + row), 0, ENT_LANES * sizeof(double));
    for (uint32_t i = 0; i < w->s->package[row].n_parties; i++)
        memset(ent_i_next(b, w->gain_at[row] + i), 0,
               ENT_LANES * sizeof(double));
}

static void package(ent_block *b, uint32_t row) {
    const ent_package *g = &b->w->s->package[row];
    const double *when = NULL, *walkout = NULL;
    clear(b, row);
    if (g->when != ENT_NONE)
        when = ent_i_compute(b, g->when);
    if (g->walkout != ENT_NONE)
        walkout = ent_i_compute(b, g->walkout);
    for (size_t i = 0; g->reserve && i < g->n_parties; i++)
        if (g->reserve[i] != ENT_NONE)
            ent_i_compute(b, g->reserve[i]);
    for (int l = 0; l < b->now.lanes; l++) {
        if (!b->active[l] || (when && when[l] == 0))
            continue;
        table t = lay_out(b, row, l);
        offer(b, &t, walkout ? walkout[l] : 0);
    }
}

void ent_i_packages(ent_block *b) {
    const ent_scenario *s = b->w->s;
    for (uint32_t i = 0; i < s->n_packages; i++)
        if (!s->package[i].off && b->w->package_wanted[i])
            package(b, i);
}
