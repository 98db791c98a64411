/* tables.c - forecasts for a terminal, a spreadsheet and a program.
 *
 * The terminal's table draws each forecast on its scale, because where a band
 * lies between two poles is seen sooner than read:
 *
 *   D4  Security guarantees    34  ....[==|===]............   18..51     12
 *
 * [ and ] are the ends of 80 % of draws, | the median; a band too narrow for
 * three signs is a | alone. */
#include "view/view.h"
#include <math.h>
#include <utf8proc.h>

/* ---- text */

enum {
    SCALE = 25,      /* columns of the drawn scale: 4 points each */
    LEAST_NAME = 12, /* columns that a name gets in the narrowest table */
    FIXED_COLUMNS = 7 + 2 + SCALE + 2 + 7 + 7 /* all but id and name */
};

static size_t columns_of(int32_t c) {
    int n = c < 0x20 || (c >= 0x7F && c < 0xA0) ? 0 : utf8proc_charwidth(c);
    return n > 0 ? (size_t)n : 0;
}

/* Puts s into exactly `width` columns.  Control characters, which could steer
 * the terminal, are left out; what does not fit is cut and ends with ~. */
static void put_cell(ent_buf *b, ent_str s, size_t width) {
    size_t all = 0, used = 0;
    for (size_t i = 0; i < s.n;)
        all += columns_of(ent_i_utf8_next(s, &i));
    size_t room = all > width ? width - 1 : width;
    for (size_t i = 0, from; i < s.n;) {
        from = i;
        int32_t c = ent_i_utf8_next(s, &i);
        size_t n = columns_of(c);
        if (used + n > room)
            break;
        used += n;
        if (n)
            ent_i_buf_put(b, s.s + from, i - from);
    }
    if (all > width) {
        ent_i_buf_put(b, "~", 1);
        used++;
    }
    while (used++ < width)
        ent_i_buf_put(b, " ", 1);
}

static size_t width_of(ent_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;)
        n += columns_of(ent_i_utf8_next(s, &i));
    return n;
}

static ent_str name_of(const ent_issue *issue) {
    return issue->name.n ? issue->name : issue->id;
}

static int column(double x) {
    double at = x / 100 * (SCALE - 1) + 0.5;
    return at < 0 ? 0 : at > SCALE - 1 ? SCALE - 1 : (int)at;
}

static void draw_scale(ent_buf *b, const ent_band *x) {
    char line[SCALE];
    memset(line, '.', sizeof line);
    if (x->n) {
        int lo = column(x->q10), hi = column(x->q90), mid = column(x->q50);
        if (hi - lo > 1) { /* room for both ends beside the median */
            memset(line + lo, '=', (size_t)(hi - lo + 1));
            line[lo] = '[';
            line[hi] = ']';
            mid = mid == lo ? lo + 1 : mid == hi ? hi - 1 : mid;
        }
        line[mid] = '|';
    }
    ent_i_buf_put(b, line, sizeof line);
}

static void put_row(ent_buf *b, const ent_forecast *f) {
    if (!f->all.n) {
        ent_i_buf_printf(b, "%7s  ", "none");
        draw_scale(b, &f->all);
        ent_i_buf_put(b, "\n", 1);
        return;
    }
    ent_i_buf_printf(b, "%7.0f  ", f->all.q50);
    draw_scale(b, &f->all);
    ent_i_buf_printf(b, "  %2.0f..%-3.0f%7.0f\n", f->all.q10, f->all.q90,
                     f->disagreement);
}

/* Columns of the longest id and of the names, which share what the width
 * leaves. */
static void measure(const ent_scenario *s, size_t width, size_t *id,
                    size_t *name) {
    size_t longest = 4;
    *id = 1;
    for (size_t p = 0; p < s->n_issues; p++) {
        size_t i = width_of(s->issue[p].id),
               n = width_of(name_of(&s->issue[p]));
        *id = i > *id ? i : *id;
        longest = n > longest ? n : longest;
    }
    *id = *id > 12 ? 12 : *id;
    size_t taken = *id + 2 + FIXED_COLUMNS;
    *name = width > taken + LEAST_NAME ? width - taken : LEAST_NAME;
    *name = *name > longest ? longest : *name;
}

ent_err ent_forecast_text(ent_ctx *ctx, const ent_scenario *s,
                          const ent_forecast *f, size_t width, ent_sink out) {
    ent_buf b = {0};
    size_t id, name;
    measure(s, width ? width : 80, &id, &name);
    put_cell(&b, ENT_STR("issue"), id + 2 + name);
    ent_i_buf_printf(&b, "%7s  %-*s  %-7s%7s\n", "median", SCALE,
                     "0        of 100       100", "80 % of", "models");
    put_cell(&b, (ent_str){0}, id + 2 + name);
    ent_i_buf_printf(&b, "%7s  %-*s  %-7s%7s\n", "", SCALE, "", "draws",
                     "differ");
    for (size_t p = 0; p < s->n_issues; p++) {
        put_cell(&b, s->issue[p].id, id);
        ent_i_buf_put(&b, "  ", 2);
        put_cell(&b, name_of(&s->issue[p]), name);
        put_row(&b, &f[p]);
    }
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- CSV */

void ent_i_view_csv_band(ent_buf *b, const ent_band *x) {
    double all[ENT_BAND_NUMBERS];
    ent_i_band_numbers(x, all);
    for (int i = 0; i < ENT_BAND_NUMBERS; i++) {
        ent_i_buf_put(b, ",", 1);
        if (x->n)
            ent_i_buf_number(b, round(all[i] * 1e6) / 1e6);
    }
    ent_i_buf_printf(b, ",%zu", x->n);
}

bool ent_i_view_take_band(ent_str row, ent_band *x) {
    double all[ENT_BAND_NUMBERS] = {0};
    bool there = true, blank = true;
    uint64_t n;
    for (int i = 0; i < ENT_BAND_NUMBERS; i++) {
        ent_str cell = ent_i_cut(&row, ',');
        blank &= cell.n == 0;
        there &= ent_i_number(cell, &all[i]);
    }
    if (!ent_i_uint(row, &n) || (n ? !there : !blank))
        return false;
    *x = (ent_band){all[0], all[1], all[2], all[3], all[4], all[5], (size_t)n};
    return true;
}

/* One row of forecast.csv; weight NaN: blank. */
static void put_csv(ent_buf *b, const ent_issue *issue, const char *model,
                    double weight) {
    ent_i_buf_csv(b, issue->id);
    ent_i_buf_put(b, ",", 1);
    ent_i_buf_csv(b, name_of(issue));
    ent_i_buf_printf(b, ",%s,", model);
    if (isfinite(weight))
        ent_i_buf_number(b, weight);
}

static void put_issue(ent_buf *b, const ent_issue *issue, const ent_plan *plan,
                      const ent_forecast *f) {
    put_csv(b, issue, "forecast", NAN);
    ent_i_view_csv_band(b, &f->all);
    ent_i_buf_printf(b, ",%zu\n", f->model[0].n + f->failed[0] - f->all.n);
    for (size_t m = 0; m < plan->n_choices; m++) {
        put_csv(b, issue, plan->choice[m].model->name, plan->choice[m].weight);
        ent_i_view_csv_band(b, &f->model[m]);
        ent_i_buf_printf(b, ",%zu\n", f->failed[m]);
    }
}

ent_err ent_forecast_csv(ent_ctx *ctx, const ent_scenario *s,
                         const ent_plan *plan, const ent_forecast *f,
                         ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "issue,name,model,weight,mean,q05,q10,q50,q90,q95,"
                         "draws,failed\n");
    for (size_t p = 0; p < s->n_issues; p++)
        put_issue(&b, &s->issue[p], plan, &f[p]);
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- JSON */

ent_err ent_forecast_json(ent_ctx *ctx, const ent_scenario *s,
                          const ent_plan *plan, const ent_run *run,
                          const ent_run_facts *facts, const ent_forecast *f,
                          ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    ent_i_view_text(&b, "schema", ENT_STR("entente-forecast/1"));
    ent_i_view_text(&b, "scenario", s->id);
    ent_i_view_text(&b, "run", facts ? facts->name : (ent_str){0});
    ent_i_view_text(&b, "lens", facts ? facts->lens : (ent_str){0});
    ent_i_view_count(&b, "draws", run->draws);
    ent_i_view_count(&b, "failed", run->failed);
    ent_i_view_key(&b, "issues");
    ent_i_view_open(&b, '[');
    for (size_t p = 0; p < s->n_issues; p++) {
        ent_i_view_open(&b, '{');
        ent_i_view_forecast(&b, s, plan, f, p);
        ent_i_buf_put(&b, "}", 1);
    }
    ent_i_buf_put(&b, "]}\n", 3);
    return ent_i_view_flush(ctx, &b, out);
}
