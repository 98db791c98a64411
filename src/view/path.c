/* path.c - how a forecast moves as dated changes fall due, as a table that
 * stays in the run's folder beside the last period's draws. */
#include "view/view.h"

static const char head[] = "issue,step,date,mean,q05,q10,q50,q90,q95,draws";

ent_err ent_path_csv(ent_ctx *ctx, const ent_scenario *s, const ent_run *run,
                     const ent_forecast *f, ent_sink out) {
    ent_buf b = {0};
    char room[ENT_DATE_BYTES];
    ent_i_buf_printf(&b, "%s\n", head);
    for (size_t p = 0; p < s->n_issues; p++)
        for (size_t k = 0; k < run->n_periods; k++) {
            ent_i_buf_csv(&b, s->issue[p].id);
            ent_i_buf_printf(&b, ",%u,", run->period_step[k]);
            ent_i_buf_str(&b, ent_i_step_date(s, run->period_step[k], room));
            ent_i_view_csv_band(&b, &f[p].path[k]);
            ent_i_buf_put(&b, "\n", 1);
        }
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- reading it back */

typedef struct reading {
    ent_ctx *ctx;
    ent_place at;
    const ent_scenario *s;
    uint32_t *step; /* [n_periods] */
    size_t n_periods;
} reading;

static ent_err not_ours(const reading *r, const char *why) {
    return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, r->at,
                       "%s; run the scenario again to have the path anew", why);
}

static size_t count_lines(ent_str text) {
    size_t n = 0;
    while (text.n)
        n += ent_i_cut(&text, '\n').n > 0;
    return n;
}

/* Row k of issue p; the first issue says which steps there are. */
static ent_err take_row(const reading *r, ent_str row, size_t p, size_t k,
                        ent_band *x) {
    uint64_t step;
    ent_str id = ent_i_cut(&row, ',');
    if (!ent_i_eq(id, r->s->issue[p].id))
        return not_ours(r, "the issues are not those of the scenario");
    if (!ent_i_uint(ent_i_cut(&row, ','), &step) || step >= ENT_NONE ||
        (p && step != r->step[k]) || (!p && k && step <= r->step[k - 1]))
        return not_ours(r, "the steps are not in order");
    r->step[k] = (uint32_t)step;
    ent_i_cut(&row, ',');
    return ent_i_view_take_band(row, x) ? ENT_OK
                                        : not_ours(r, "a number is missing");
}

static ent_err take_rows(reading *r, ent_str text, ent_band *band) {
    for (size_t p = 0; p < r->s->n_issues; p++)
        for (size_t k = 0; k < r->n_periods; k++) {
            r->at.line++;
            ENT_TRY(take_row(r, ent_i_cut(&text, '\n'), p, k,
                             &band[p * r->n_periods + k]));
        }
    return ENT_OK;
}

ent_err ent_path_read(ent_ctx *ctx, const ent_scenario *s, ent_str path,
                      ent_str bytes, ent_forecast *f,
                      const uint32_t **period_step, size_t *n_periods) {
    reading r = {.ctx = ctx, .at = {path, 1, 0}, .s = s};
    if (!ent_i_eqz(ent_i_cut(&bytes, '\n'), head))
        return not_ours(&r, "this is not the path of a forecast");
    size_t rows = count_lines(bytes);
    if (s->n_issues ? !rows || rows % s->n_issues : rows)
        return not_ours(&r, "rows are missing");
    r.n_periods = s->n_issues ? rows / s->n_issues : 0;
    r.step = ENT_NEW(ctx->keep, r.n_periods, uint32_t);
    ent_band *band = ENT_NEW(ctx->keep, rows, ent_band);
    if (!r.step || !band)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(take_rows(&r, bytes, band));
    for (size_t p = 0; p < s->n_issues; p++)
        f[p].path = band + p * r.n_periods;
    *period_step = r.step;
    *n_periods = r.n_periods;
    return ENT_OK;
}
