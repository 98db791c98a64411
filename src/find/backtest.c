/* backtest.c - forecasts of decisions whose outcome is known, by what was
 * fitted on others, and how near they came.
 *
 * Folds keep the issues of a proposal together, and so does the bootstrap:
 * they were settled in one deal.  Whatever is fitted or chosen is fitted and
 * chosen without the issues that it then forecasts. */
#include "find/backtest.h"
#include <math.h>

enum { FOLDS = 10, BASE = 0 };

static const char *const WAYS[ENT_WAYS] = {[ENT_WAY_POSITIONS] = "positions",
                                           [ENT_WAY_RESIDUALS] = "residuals",
                                           [ENT_WAY_MIXTURE] = "mixture",
                                           [ENT_WAY_SETTLEMENTS] =
                                               "settlements",
                                           [ENT_WAY_CALIBRATED] = "calibrated"};

/* What came of one forecast. */
typedef struct mark {
    bool told, spread, held;
    double error, crps, pit[ENT_PIT_BINS];
} mark;

typedef struct test {
    ent_ctx *ctx;
    const ent_backtest_plan *plan;
    ent_study study;
    ent_forecaster *f; /* [n]; f[BASE] is the weighted mean, unnamed */
    size_t n;
    bool needs[ENT_WAYS];
    const ent_study_issue **from, **to; /* room: fitted on, forecast */
    size_t n_from, n_to;
    mark *marks; /* [n * n_issues] */
} test;

/* ---- who forecasts */

static ent_err unknown(ent_ctx *ctx, ent_str name) {
    ent_str all[64];
    size_t n = 0;
    for (int k = ENT_WAY_POSITIONS; k < ENT_WAYS; k++)
        all[n++] = ent_i_str(WAYS[k]);
    for (const ent_model *const *m = ent_model_all(); *m && n < 64; m++)
        all[n++] = ent_i_str((*m)->name);
    ent_str near = ent_i_nearest(name, all, n);
    if (near.n)
        return ENT_FAIL(ctx, ENT_NAME,
                        "there is no forecaster '%.*s'; did you mean '%.*s'?",
                        ENT_P(name), ENT_P(near));
    return ENT_FAIL(ctx, ENT_NAME,
                    "there is no forecaster '%.*s'; take a model of `entente "
                    "models`, or positions, residuals, mixture, settlements, "
                    "calibrated",
                    ENT_P(name));
}

static ent_err find_forecaster(ent_ctx *ctx, ent_str name,
                               ent_forecaster *out) {
    for (int k = ENT_WAY_POSITIONS; k < ENT_WAYS; k++)
        if (ent_i_eqz(name, WAYS[k])) {
            *out = (ent_forecaster){(ent_way)k, NULL};
            return ENT_OK;
        }
    *out = (ent_forecaster){ENT_WAY_MODEL, ent_model_find(name)};
    if (!out->model)
        return unknown(ctx, name);
    if (out->model->flags & ENT_MODEL_TABLE)
        return ENT_FAIL(ctx, ENT_NAME,
                        "the model '%.*s' gives no settlement; leave it out",
                        ENT_P(name));
    return ENT_OK;
}

static ent_err open_test(ent_ctx *ctx, const ent_past *past,
                         const ent_backtest_plan *plan, test *t) {
    size_t n = plan->n_names + 1;
    *t = (test){.ctx = ctx, .plan = plan, .n = n};
    t->f = ENT_NEW(ctx->keep, n, ent_forecaster);
    t->from = ENT_NEW(ctx->keep, past->n_issues, const ent_study_issue *);
    t->to = ENT_NEW(ctx->keep, past->n_issues, const ent_study_issue *);
    t->marks = ENT_NEW(ctx->keep, n * past->n_issues, mark);
    if (!t->f || !t->from || !t->to || !t->marks)
        return ENT_NOMEM_FAIL(ctx);
    t->f[BASE] =
        (ent_forecaster){ENT_WAY_MODEL, ent_model_find(ENT_STR("mean"))};
    for (size_t k = 1; k < n; k++) {
        ENT_TRY(find_forecaster(ctx, plan->name[k - 1], &t->f[k]));
        t->needs[t->f[k].way] = true;
    }
    return ent_i_study_make(ctx, past, &t->study);
}

/* ---- one forecast */

/* Where the outcome fell, spread over the chances that it fell among: even
 * when the forecast holds masses (Czado, Gneiting and Held 2009). */
static void place(mark *m, const ent_spread *s, double outcome) {
    double less, upto;
    ent_i_spread_place(s, outcome, &less, &upto);
    for (int b = 0; b < ENT_PIT_BINS; b++) {
        double lo = fmax(less, (double)b / ENT_PIT_BINS);
        double hi = fmin(upto, (double)(b + 1) / ENT_PIT_BINS);
        if (upto > less)
            m->pit[b] = fmax(0, hi - lo) / (upto - less);
        else
            m->pit[b] = b == (int)fmin(upto * ENT_PIT_BINS, ENT_PIT_BINS - 1);
    }
}

static mark judge(const ent_saying *said, double outcome) {
    mark m = {.told = !said->failed, .spread = said->spread};
    m.error = fabs(said->point - outcome);
    m.crps = m.error;
    if (!m.told || !m.spread)
        return m;
    m.crps = ent_i_spread_crps(&said->s, outcome);
    m.held = outcome >= ent_i_spread_quantile(&said->s, 0.1) &&
             outcome <= ent_i_spread_quantile(&said->s, 0.9);
    place(&m, &said->s, outcome);
    return m;
}

static mark *mark_of(const test *t, size_t f, const ent_study_issue *it) {
    size_t row = (size_t)(it - t->study.issue);
    return &t->marks[f * t->study.past->n_issues + row];
}

/* Fits on t->from, forecasts t->to. */
static ent_err forecast(test *t) {
    ent_fitted fit = {0};
    bool any = false;
    for (int k = ENT_WAY_RESIDUALS; k < ENT_WAYS; k++)
        any |= t->needs[k];
    if (any)
        ENT_TRY(
            ent_i_fit(t->ctx, &t->study, t->from, t->n_from, t->needs, &fit));
    for (size_t i = 0; i < t->n_to; i++)
        for (size_t f = 0; f < t->n; f++) {
            ent_saying said;
            ent_i_say(&t->study, &fit, &t->f[f], t->to[i], &said);
            *mark_of(t, f, t->to[i]) = judge(&said, t->to[i]->past->outcome);
        }
    return ENT_OK;
}

/* ---- who is forecast by whom */

static bool told(const ent_study_issue *it) {
    return it->usable && it->past->outcome >= 0;
}

static size_t fold_of(const test *t, const ent_study_issue *it) {
    ent_stream s = ent_i_stream(t->plan->seed, ENT_STR("backtest folds"));
    double u = ent_i_latin(s, it->proposal, t->study.n_proposals);
    return (size_t)(u * FOLDS);
}

/* Issues of the parts take[split], in or out of one fold (FOLDS: all). */
static size_t gather(test *t, const int take[ENT_SPLITS], size_t fold,
                     bool inside, const ent_study_issue **out) {
    size_t n = 0;
    for (size_t i = 0; i < t->study.past->n_issues; i++) {
        const ent_study_issue *it = &t->study.issue[i];
        if (told(it) && take[it->past->split] &&
            (fold == FOLDS || (fold_of(t, it) == fold) == inside))
            out[n++] = it;
    }
    return n;
}

static ent_err cross_validate(test *t, const int take[ENT_SPLITS]) {
    for (size_t fold = 0; fold < FOLDS; fold++) {
        ENT_TRY(ent_i_progress(t->ctx, "fitting", (double)fold / FOLDS));
        t->n_from = gather(t, take, fold, false, t->from);
        t->n_to = gather(t, take, fold, true, t->to);
        if (t->n_to)
            ENT_TRY(forecast(t));
    }
    return ENT_OK;
}

/* A part is forecast from those before it, the first by cross-validation. */
static ent_err forecast_split(test *t, ent_split split) {
    int before[ENT_SPLITS] = {0}, now[ENT_SPLITS] = {0};
    for (int k = ENT_SPLIT_TRAIN; k < (int)split; k++)
        before[k] = 1;
    now[split] = 1;
    t->n_from = gather(t, before, FOLDS, true, t->from);
    t->n_to = gather(t, now, FOLDS, true, t->to);
    if (!t->n_to)
        return ENT_FAIL(t->ctx, ENT_SHAPE,
                        "no issue of the part '%s' has an outcome; leave it "
                        "out of --split, or forecast it with --predict",
                        ent_split_text(split));
    return t->n_from ? forecast(t) : cross_validate(t, now);
}

/* ---- scores */

typedef struct column {
    double *error, *d_mae, *d_crps; /* [n_issues] room */
    uint32_t *proposal;
    size_t n;
} column;

static double median_of(double *x, size_t n) {
    ent_i_sort(x, n);
    return n ? ent_i_quantile(x, n, 0.5) : 0;
}

static void count(ent_score *s, const mark *m, const mark *base, column *c,
                  uint32_t proposal) {
    if (!m->told || !base->told) {
        s->n_failed++;
        return;
    }
    s->spread |= m->spread;
    s->mae += m->error;
    s->rmse += m->error * m->error;
    s->crps += m->crps;
    s->within5 += m->error <= 5;
    s->within10 += m->error <= 10;
    s->held80 += m->held;
    for (int b = 0; b < ENT_PIT_BINS; b++)
        s->pit[b] += m->pit[b];
    c->error[c->n] = m->error;
    c->d_mae[c->n] = m->error - base->error;
    c->d_crps[c->n] = m->crps - base->crps;
    c->proposal[c->n++] = proposal;
}

static void divide(ent_score *s, double n) {
    s->mae /= n;
    s->rmse = sqrt(s->rmse / n);
    s->crps /= n;
    s->within5 /= n;
    s->within10 /= n;
    s->held80 /= n;
    for (int b = 0; b < ENT_PIT_BINS; b++)
        s->pit[b] /= n;
}

static ent_err score(test *t, size_t f, ent_split split, column *c,
                     ent_score *out) {
    const ent_past *past = t->study.past;
    *out = (ent_score){.name = t->plan->name[f - 1], .split = split};
    c->n = 0;
    for (size_t i = 0; i < past->n_issues; i++) {
        const ent_study_issue *it = &t->study.issue[i];
        if (told(it) && t->plan->split[it->past->split] &&
            (!split || it->past->split == split))
            count(out, mark_of(t, f, it), mark_of(t, BASE, it), c,
                  it->proposal);
    }
    out->n = c->n;
    if (!c->n)
        return ENT_OK;
    divide(out, (double)c->n);
    out->median_error = median_of(c->error, c->n);
    ENT_TRY(ent_i_margin(t->ctx, c->d_mae, c->proposal, c->n, t->plan->seed,
                         &out->d_mae));
    return ent_i_margin(t->ctx, c->d_crps, c->proposal, c->n, t->plan->seed,
                        &out->d_crps);
}

static ent_err score_all(test *t, ent_backtest *out) {
    ent_ctx *ctx = t->ctx;
    size_t n = t->study.past->n_issues, n_splits = 0;
    column c = {ENT_NEW(ctx->temp, n, double), ENT_NEW(ctx->temp, n, double),
                ENT_NEW(ctx->temp, n, double), ENT_NEW(ctx->temp, n, uint32_t),
                0};
    ent_score *s = ENT_NEW(ctx->keep, ENT_SPLITS * t->n, ent_score);
    if (!c.error || !c.d_mae || !c.d_crps || !c.proposal || !s)
        return ENT_NOMEM_FAIL(ctx);
    for (int k = ENT_SPLIT_TRAIN; k < ENT_SPLITS; k++)
        n_splits += t->plan->split[k] != 0;
    *out = (ent_backtest){.score = s};
    for (int k = ENT_SPLIT_TRAIN; k <= ENT_SPLITS; k++) {
        ent_split split = k == ENT_SPLITS ? ENT_SPLIT_NONE : (ent_split)k;
        if (split ? !t->plan->split[split] : n_splits < 2)
            continue;
        for (size_t f = 1; f < t->n; f++)
            ENT_TRY(score(t, f, split, &c, &s[out->n_scores++]));
    }
    return ENT_OK;
}

ent_err ent_backtest_make(ent_ctx *ctx, const ent_past *past,
                          const ent_backtest_plan *plan, ent_backtest *out) {
    test t;
    ENT_TRY(open_test(ctx, past, plan, &t));
    if (plan->cv)
        ENT_TRY(cross_validate(&t, plan->split));
    for (int k = ENT_SPLIT_TRAIN; k < ENT_SPLITS && !plan->cv; k++)
        if (plan->split[k])
            ENT_TRY(forecast_split(&t, (ent_split)k));
    return score_all(&t, out);
}

/* ---- predictions */

/* How many forecasts it is: none where the model refuses. */
static size_t predict(const test *t, const ent_fitted *fit, size_t f,
                      const ent_study_issue *it, ent_prediction *out) {
    ent_saying said;
    ent_i_say(&t->study, fit, &t->f[f], it, &said);
    if (said.failed)
        return 0;
    *out = (ent_prediction){.issue = it->past->id,
                            .name = t->plan->name[f - 1],
                            .mean = said.mean,
                            .median = said.point};
    for (int k = 0; k < ENT_CENTILES; k++)
        out->q[k] = said.spread
                        ? ent_i_spread_quantile(&said.s, (k + 1) / 100.0)
                        : said.point;
    if (said.spread)
        out->median = out->q[49];
    return 1;
}

ent_err ent_backtest_predict(ent_ctx *ctx, const ent_past *past,
                             const ent_backtest_plan *plan, ent_split split,
                             const ent_prediction **out, size_t *n) {
    test t;
    ent_fitted fit;
    if (plan->split[split])
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "the part '%s' cannot both be fitted on and forecast; "
                        "leave it out of --split",
                        ent_split_text(split));
    ENT_TRY(open_test(ctx, past, plan, &t));
    t.n_from = gather(&t, plan->split, FOLDS, true, t.from);
    ENT_TRY(ent_i_fit(ctx, &t.study, t.from, t.n_from, t.needs, &fit));
    ent_prediction *p =
        ENT_NEW(ctx->keep, past->n_issues * plan->n_names, ent_prediction);
    if (!p)
        return ENT_NOMEM_FAIL(ctx);
    *n = 0;
    for (size_t i = 0; i < past->n_issues; i++)
        for (size_t f = 1; f < t.n && past->issue[i].split == split &&
                           t.study.issue[i].usable;
             f++)
            *n += predict(&t, &fit, f, &t.study.issue[i], &p[*n]);
    *out = p;
    return ENT_OK;
}

ent_err ent_backtest_fit(ent_ctx *ctx, const ent_past *past,
                         const ent_backtest_plan *plan, double *out) {
    static const bool needs[ENT_WAYS] = {[ENT_WAY_SETTLEMENTS] = true};
    test t;
    ent_fitted fit;
    ENT_TRY(open_test(ctx, past, plan, &t));
    t.n_from = gather(&t, plan->split, FOLDS, true, t.from);
    ENT_TRY(ent_i_fit(ctx, &t.study, t.from, t.n_from, needs, &fit));
    memcpy(out, fit.settlements.weight, ENT_SETTLEMENT_WEIGHTS * sizeof *out);
    return ENT_OK;
}
