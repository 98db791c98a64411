/* study.c - what is known of past decisions before their outcomes: weighted
 * positions, elections among them, and the features of the curves. */
#include "find/backtest.h"
#include "model/model.h"
#include <math.h>

static ent_game game_of(const ent_study *s, const ent_past_issue *it) {
    return (ent_game){.n_actors = s->past->n_actors,
                      .n_issues = 1,
                      .capability = it->capability,
                      .position = it->position,
                      .salience = it->salience,
                      .has = it->has,
                      .lo = 0,
                      .hi = 100};
}

/* Chances are of positions: actors that share one are one atom. */
static bool atoms_of(const ent_past_issue *it, size_t n, double *chance,
                     ent_spread *out) {
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i && it->has[i]; j++)
            if (it->has[j] && it->position[j] == it->position[i] &&
                chance[j] > 0)
                chance[i] = 0;
        chance[i] = it->has[i] ? chance[i] : 0;
        total += chance[i];
    }
    if (total > 0)
        ent_i_spread_atoms(it->position, chance, n, out);
    return total > 0;
}

static bool play(const ent_study *s, const ent_game *g, const ent_model *m,
                 double *point, double *chance) {
    double param[64];
    ent_outcome out = {
        .position = s->work, .settlement = point, .chance = chance};
    if (m->n_params > 64)
        return false;
    ent_i_model_defaults(m, param);
    return !ent_model_play(m, g, param, 0, 20, s->work + g->n_actors, &out,
                           NULL) &&
           isfinite(*point) && *point >= 0 && *point <= 100;
}

void ent_i_study_play(const ent_study *s, const ent_study_issue *it,
                      const ent_model *m, ent_saying *out) {
    ent_game g = game_of(s, it->past);
    bool chances = m->flags & ENT_MODEL_CHANCE && !(m->flags & ENT_MODEL_MOVES);
    memset(out, 0, sizeof *out);
    out->failed = !play(s, &g, m, &out->point, chances ? s->chance : NULL);
    out->spread = !out->failed && chances &&
                  atoms_of(it->past, g.n_actors, s->chance, &out->s);
    out->mean = out->point;
}

/* ---- features of the calibrated curve */

typedef struct shape {
    double mean, sd;
    ent_spread pce, salient; /* elections by power x salience, by salience */
} shape;

/* The scale and the mean, then the elections, then who stands where. */
static void cell_features(const ent_study *s, const ent_past_issue *it,
                          const shape *h, size_t g, double *x) {
    double at = (double)g + 0.5;
    x[0] = (at - 50) / 100;
    x[1] = (50 - h->mean) / 100;
    x[2] = (at - h->mean) / (h->sd + 15) / 2;
    x[3] = ent_i_curve_logit(h->pce.below[g]);
    x[4] = ent_i_curve_logit(h->salient.below[g]);
    for (size_t i = 0; i < s->past->n_actors; i++)
        x[ENT_CURVE_CORE + i] = !it->has[i]             ? 0
                                : it->position[i] <= at ? 0.5
                                                        : -0.5;
}

static void weigh(const ent_past_issue *it, size_t n, shape *h) {
    double sum = 0, square = 0, total = 0;
    for (size_t i = 0; i < n; i++)
        if (it->has[i]) {
            double w = it->capability[i] * it->salience[i];
            total += w;
            sum += w * it->position[i];
            square += w * it->position[i] * it->position[i];
        }
    h->mean = sum / total;
    h->sd = sqrt(fmax(0, square / total - h->mean * h->mean));
}

/* The election in which votes count alike, whatever the treaty says. */
static bool elect_salient(const ent_study *s, const ent_study_issue *it,
                          const ent_model *pce, double *ones, shape *h) {
    ent_past_issue equal = *it->past;
    ent_study_issue seen = *it;
    ent_saying said;
    for (size_t i = 0; i < s->past->n_actors; i++)
        ones[i] = 1;
    equal.capability = ones;
    seen.past = &equal;
    ent_i_study_play(s, &seen, pce, &said);
    h->salient = said.s;
    return said.spread;
}

static ent_err features(ent_ctx *ctx, const ent_study *s, ent_study_issue *it,
                        const shape *h) {
    double *x = ENT_NEW(ctx->keep, ENT_SPREAD_CELLS * s->n_features, double);
    if (!x)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t g = 0; g < ENT_SPREAD_CELLS; g++)
        cell_features(s, it->past, h, g, x + g * s->n_features);
    it->curve = x;
    return ENT_OK;
}

/* The models that `entente run` plays when it is not told otherwise. */
static ent_err settle(ent_ctx *ctx, const ent_study *s, ent_study_issue *it) {
    static const char *const model[] = {"mean", "nash", "pce", "median"};
    double z[4];
    size_t n = 0;
    ent_saying said;
    for (size_t k = 0; k < 4; k++) {
        ent_i_study_play(s, it, ent_model_find(ent_i_str(model[k])), &said);
        z[n] = said.point;
        n += !said.failed;
    }
    double *x =
        ENT_NEW(ctx->keep, ENT_SPREAD_CELLS * ENT_SETTLEMENT_WEIGHTS, double);
    if (!x)
        return ENT_NOMEM_FAIL(ctx);
    if (n)
        ent_i_settlement_features(z, n, x);
    it->settlements = x;
    it->usable &= n > 0;
    return ENT_OK;
}

static ent_err look(ent_ctx *ctx, const ent_study *s, ent_study_issue *it,
                    double *ones) {
    const ent_model *pce = ent_model_find(ENT_STR("pce"));
    const ent_past_issue *past = it->past;
    size_t n = s->past->n_actors;
    shape h;
    ent_saying said;
    ent_i_study_play(s, it, pce, &said);
    h.pce = said.s;
    it->usable = said.spread && elect_salient(s, it, pce, ones, &h);
    if (!it->usable)
        return ENT_OK;
    weigh(past, n, &h);
    for (size_t i = 0; i < n; i++)
        ones[i] = past->has[i] ? past->capability[i] * past->salience[i] : 0;
    ent_i_spread_atoms(past->position, ones, n, &it->positions);
    it->mean = h.mean;
    it->pce = h.pce;
    ENT_TRY(features(ctx, s, it, &h));
    return settle(ctx, s, it);
}

/* Numbers the proposals in order of first use. */
static void group(ent_study *s) {
    for (size_t i = 0; i < s->past->n_issues; i++) {
        size_t j = 0;
        while (j < i && !ent_i_eq(s->past->issue[j].proposal,
                                  s->past->issue[i].proposal))
            j++;
        s->issue[i].proposal =
            j < i ? s->issue[j].proposal : (uint32_t)s->n_proposals++;
    }
}

static size_t work_of(size_t n) {
    size_t most = 0;
    for (const ent_model *const *m = ent_model_all(); *m; m++) {
        if ((*m)->flags & ENT_MODEL_TABLE)
            continue;
        size_t state = (*m)->state ? (*m)->state(n, 1) : 0;
        size_t work = (*m)->work(n, 1) + 2 * n + state;
        most = work > most ? work : most;
    }
    return most;
}

ent_err ent_i_study_make(ent_ctx *ctx, const ent_past *past, ent_study *out) {
    ent_study s = {.past = past, .n_features = ENT_CURVE_CORE + past->n_actors};
    s.issue = ENT_NEW(ctx->keep, past->n_issues + 1, ent_study_issue);
    s.work = ENT_NEW(ctx->keep, work_of(past->n_actors), double);
    s.chance = ENT_NEW(ctx->keep, past->n_actors, double);
    double *ones = ENT_NEW(ctx->temp, past->n_actors, double);
    if (!s.issue || !s.work || !s.chance || !ones)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < past->n_issues; i++) {
        s.issue[i].past = &past->issue[i];
        ENT_TRY(ent_i_progress(ctx, "looking at the issues",
                               (double)i / (double)past->n_issues));
        if (past->issue[i].split)
            ENT_TRY(look(ctx, &s, &s.issue[i], ones));
    }
    group(&s);
    *out = s;
    return ENT_OK;
}
