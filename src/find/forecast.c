/* forecast.c - from draws to what a reader wants to know of each issue. */
#include "find/find.h"
#include "find/spread.h"
#include "run/run.h"
#include <math.h>

static ent_err model_bands(ent_ctx *ctx, const ent_run *r, size_t p,
                           ent_forecast *f) {
    ent_band *band = ENT_NEW(ctx->keep, r->n_models, ent_band);
    size_t *failed = ENT_NEW(ctx->keep, r->n_models, size_t);
    double least = INFINITY, most = -INFINITY;
    if (!band || !failed)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t m = 0; m < r->n_models; m++) {
        size_t at = ent_i_run_cell(r, m, r->n_periods - 1, p, 0);
        ENT_TRY(ent_band_of(ctx, r->settlement + at, r->bad + at, r->draws,
                            &band[m]));
        failed[m] = r->draws - band[m].n;
        if (band[m].n) {
            least = fmin(least, band[m].q50);
            most = fmax(most, band[m].q50);
        }
    }
    f->model = band;
    f->failed = failed;
    f->disagreement = most >= least ? most - least : 0;
    return ENT_OK;
}

static ent_err set_path(ent_ctx *ctx, const ent_run *r, size_t p,
                        ent_forecast *f) {
    ent_band *path = ENT_NEW(ctx->keep, r->n_periods, ent_band);
    if (!path)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t t = 0; t < r->n_periods; t++) {
        size_t at = ent_i_run_blend(r, t, p, 0);
        ENT_TRY(ent_band_of(ctx, r->ensemble + at, r->ensemble_bad + at,
                            r->draws, &path[t]));
    }
    f->path = path;
    f->all = path[r->n_periods - 1];
    return ENT_OK;
}

static void set_bins(const ent_run *r, size_t p, ent_forecast *f) {
    size_t at = ent_i_run_blend(r, r->n_periods - 1, p, 0);
    for (size_t d = 0; d < r->draws; d++) {
        double x = r->ensemble[at + d];
        if (r->ensemble_bad[at + d])
            continue;
        int i = (int)(x / (100.0 / ENT_BINS));
        f->bin[i < 0 ? 0 : i >= ENT_BINS ? ENT_BINS - 1 : i] += 1;
        f->above += x > 50;
    }
    for (int i = 0; f->all.n && i < ENT_BINS; i++)
        f->bin[i] /= (double)f->all.n;
    if (f->all.n)
        f->above /= (double)f->all.n;
}

/* All draws of all models at the end; how many, and of how many models. */
static size_t pool(const ent_run *r, size_t p, double *z, size_t *n_models) {
    size_t n = 0;
    *n_models = 0;
    for (size_t m = 0; m < r->n_models; m++) {
        size_t at = ent_i_run_cell(r, m, r->n_periods - 1, p, 0), before = n;
        for (size_t d = 0; d < r->draws; d++)
            if (!r->bad[at + d])
                z[n++] = r->settlement[at + d];
        *n_models += n > before;
    }
    return n;
}

static ent_err set_past(ent_ctx *ctx, const ent_run *r, size_t p,
                        ent_forecast *f) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    double *z = ENT_NEW(ctx->temp, r->n_models * r->draws, double);
    size_t n_models, n;
    ent_spread s;
    if (!z)
        return ENT_NOMEM_FAIL(ctx);
    n = pool(r, p, z, &n_models);
    if (n_models > 1) {
        ent_i_spread_past(z, n, &s);
        f->past = (ent_band){ent_i_spread_mean(&s),
                             ent_i_spread_quantile(&s, 0.05),
                             ent_i_spread_quantile(&s, 0.10),
                             ent_i_spread_quantile(&s, 0.50),
                             ent_i_spread_quantile(&s, 0.90),
                             ent_i_spread_quantile(&s, 0.95),
                             n};
        f->past_says = ent_i_printf(
            ctx->keep,
            "calibrated interval (from past EU decisions): 80 %% between %.0f "
            "and %.0f, median %.0f",
            f->past.q10, f->past.q90, f->past.q50);
        if (!f->past_says.s)
            return ENT_NOMEM_FAIL(ctx);
    }
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}

static ent_err say(ent_ctx *ctx, const ent_issue *issue, ent_forecast *f) {
    const ent_str *pole = issue->pole;
    bool up = f->above >= 0.5;
    double p = up ? f->above : 1 - f->above;
    if (!f->all.n) {
        f->headline = ent_i_printf(
            ctx->keep, "%.*s: no settlement, since no model gives one",
            ENT_P(ent_i_issue_name(issue)));
        f->words = ENT_STR("no forecast");
        return f->headline.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
    }
    f->headline = ent_i_printf(
        ctx->keep,
        "%.*s: likely settlement %.0f, 80 %% of draws %.0f to %.0f; models "
        "disagree by %.0f",
        ENT_P(ent_i_issue_name(issue)), f->all.q50, f->all.q10, f->all.q90,
        f->disagreement);
    f->words = ent_i_printf(
        ctx->keep, "%s (%.0f %% of draws) nearer to \"%.*s\" than to \"%.*s\"",
        ent_likelihood(p), p * 100, ENT_P(pole[up]), ENT_P(pole[!up]));
    return f->headline.s && f->words.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_forecast_make(ent_ctx *ctx, const ent_scenario *s,
                          const ent_run *run, const ent_forecast **out) {
    ent_forecast *f = ENT_NEW(ctx->keep, run->n_issues, ent_forecast);
    if (!f)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t p = 0; p < run->n_issues; p++) {
        ENT_TRY(ent_i_progress(ctx, "summing up",
                               (double)p / (double)run->n_issues));
        ENT_TRY(model_bands(ctx, run, p, &f[p]));
        ENT_TRY(set_path(ctx, run, p, &f[p]));
        set_bins(run, p, &f[p]);
        ENT_TRY(set_past(ctx, run, p, &f[p]));
        ENT_TRY(say(ctx, &s->issue[p], &f[p]));
    }
    *out = f;
    return ENT_OK;
}
