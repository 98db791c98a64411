/* trace.c - watched names over time: a table, a document, lines on a terminal.
 *
 *   PRK.reserves  ▇▆▆▅▄▃▂▁   60      22   14..31
 *
 * A line is drawn between the least and the greatest of a name's own medians,
 * because names have different units. */
#include "view/view.h"
#include <math.h>

static const char head[] = "name,step,date,mean,q05,q10,q50,q90,q95,draws";

/* ---- bands */

static ent_err set_dates(ent_ctx *ctx, const ent_scenario *s, ent_traced *t) {
    ent_str *date = ENT_NEW(ctx->keep, t->n_steps, ent_str);
    char room[ENT_DATE_BYTES];
    for (uint32_t k = 0; date && k < t->n_steps; k++) {
        ent_str at = ent_i_step_date(s, k, room);
        date[k] = at.n ? ent_i_dup(ctx->keep, at) : at;
    }
    t->date = date;
    return date ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_traced_make(ent_ctx *ctx, const ent_scenario *s,
                        const ent_trace *trace, ent_traced *out) {
    size_t n = trace->n_names * trace->n_steps;
    ent_band *band = ENT_NEW(ctx->keep, n, ent_band);
    if (!band)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++)
        ENT_TRY(ent_band_of(ctx, trace->x + i * trace->draws, NULL,
                            trace->draws, &band[i]));
    *out = (ent_traced){.n_names = trace->n_names,
                        .n_steps = trace->n_steps,
                        .name = trace->name,
                        .band = band};
    return set_dates(ctx, s, out);
}

static bool matches(ent_str name, const ent_str *pattern, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (ent_i_glob(pattern[i], name))
            return true;
    return false;
}

/* Every pattern must match something, or the asker would miss it unseen. */
static ent_err check_patterns(ent_ctx *ctx, const ent_traced *t,
                              const ent_str *pattern, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        for (size_t k = 0; k < t->n_names; k++)
            found |= ent_i_glob(pattern[i], t->name[k]);
        ent_str near = ent_i_nearest(pattern[i], t->name, t->n_names);
        if (!found)
            return ENT_FAIL(
                ctx, ENT_NAME,
                "the run did not watch '%.*s'%s%.*s%s run it again with "
                "--watch",
                ENT_P(pattern[i]), near.s ? "; did you mean '" : "",
                ENT_P(near), near.s ? "'? Else" : ";");
    }
    return ENT_OK;
}

ent_err ent_traced_pick(ent_ctx *ctx, const ent_traced *t,
                        const ent_str *pattern, size_t n, ent_traced *out) {
    ENT_TRY(check_patterns(ctx, t, pattern, n));
    ent_str *name = ENT_NEW(ctx->keep, t->n_names, ent_str);
    ent_band *band = ENT_NEW(ctx->keep, t->n_names * t->n_steps, ent_band);
    size_t k = 0;
    if (!name || !band)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < t->n_names; i++) {
        if (!matches(t->name[i], pattern, n))
            continue;
        memcpy(band + k * t->n_steps, t->band + i * t->n_steps,
               t->n_steps * sizeof *band);
        name[k++] = t->name[i];
    }
    *out = (ent_traced){k, t->n_steps, name, t->date, band};
    return ENT_OK;
}

/* ---- CSV */

ent_err ent_traced_csv(ent_ctx *ctx, const ent_traced *t, ent_sink out) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "%s\n", head);
    for (size_t i = 0; i < t->n_names; i++)
        for (size_t k = 0; k < t->n_steps; k++) {
            ent_i_buf_csv(&b, t->name[i]);
            ent_i_buf_printf(&b, ",%zu,%.*s", k, ENT_P(t->date[k]));
            ent_i_view_csv_band(&b, &t->band[i * t->n_steps + k]);
            ent_i_buf_put(&b, "\n", 1);
        }
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- JSON */

static double band_number(const ent_band *x, int k) {
    double all[ENT_BAND_NUMBERS];
    ent_i_band_numbers(x, all);
    return all[k];
}

static void put_name(ent_buf *b, const ent_traced *t, size_t i) {
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "name", t->name[i]);
    for (int k = 0; k < ENT_BAND_NUMBERS; k++) {
        ent_i_view_key(b, ent_i_band_name[k]);
        ent_i_view_open(b, '[');
        for (size_t s = 0; s < t->n_steps; s++)
            ent_i_view_number(b, band_number(&t->band[i * t->n_steps + s], k));
        ent_i_buf_put(b, "]", 1);
    }
    ent_i_buf_put(b, "}\n", 2);
}

ent_err ent_traced_json(ent_ctx *ctx, const ent_traced *t, ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    ent_i_view_text(&b, "schema", ENT_STR("entente-trace/1"));
    ent_i_view_count(&b, "steps", t->n_steps);
    ent_i_view_count(&b, "draws", t->n_names && t->n_steps ? t->band->n : 0);
    ent_i_view_texts(&b, "dates", t->date, t->n_steps);
    ent_i_view_key(&b, "names");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < t->n_names; i++) {
        if (i)
            ent_i_buf_put(&b, ",", 1);
        put_name(&b, t, i);
    }
    ent_i_buf_put(&b, "]}\n", 3);
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- lines on a terminal */

enum { NUMBERS = 2 + 11 + 11 + 2 + 24, LEAST_LINE = 8, LEAST_NAME = 8 };

/* At most five significant digits, so that columns hold. */
static void put_short(ent_buf *b, double x, int width) {
    ent_i_buf_printf(b, "%*.4g", width, x == 0 ? 0 : x);
}

/* The mean of the medians of the steps that share a column. */
static double level(const ent_traced *t, size_t i, size_t column, size_t n) {
    size_t from = column * t->n_steps / n, to = (column + 1) * t->n_steps / n;
    double sum = 0;
    for (size_t k = from; k < to; k++)
        sum += t->band[i * t->n_steps + k].q50 / (double)(to - from);
    return sum;
}

static void put_line(ent_buf *b, const ent_traced *t, size_t i, size_t n) {
    static const char *const mark[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double lo = level(t, i, 0, n), hi = lo;
    for (size_t c = 1; c < n; c++) {
        double x = level(t, i, c, n);
        lo = x < lo ? x : lo;
        hi = x > hi ? x : hi;
    }
    for (size_t c = 0; c < n; c++) {
        double at = hi > lo ? (level(t, i, c, n) - lo) / (hi - lo) : 0;
        const char *m = mark[(int)fmin(at * 8, 7)];
        ent_i_buf_put(b, m, strlen(m));
    }
}

static size_t characters(ent_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++)
        ent_i_utf8_next(s, &i);
    return n;
}

/* The name in `width` columns; what does not fit is cut and ends with ~. */
static void put_cell(ent_buf *b, ent_str s, size_t width) {
    size_t n = characters(s), used = 0;
    for (size_t i = 0; i < s.n && used + (n > width) < width; used++) {
        size_t from = i;
        ent_i_utf8_next(s, &i);
        ent_i_buf_put(b, s.s + from, i - from);
    }
    if (n > width && used++ < width)
        ent_i_buf_put(b, "~", 1);
    for (; used < width; used++)
        ent_i_buf_put(b, " ", 1);
}

static void put_row(ent_buf *b, const ent_traced *t, size_t i, size_t name,
                    size_t line) {
    const ent_band *x = &t->band[i * t->n_steps];
    const ent_band *end = &x[t->n_steps - 1];
    put_cell(b, t->name[i], name);
    ent_i_buf_put(b, "  ", 2);
    put_line(b, t, i, line);
    put_short(b, x->q50, 11);
    put_short(b, end->q50, 11);
    ent_i_buf_put(b, "  ", 2);
    put_short(b, end->q10, 9);
    ent_i_buf_put(b, "..", 2);
    put_short(b, end->q90, 0);
    ent_i_buf_put(b, "\n", 1);
}

ent_err ent_traced_text(ent_ctx *ctx, const ent_traced *t, size_t width,
                        ent_sink out) {
    ent_buf b = {0};
    size_t name = LEAST_NAME, line = t->n_steps;
    width = width ? width : 80;
    for (size_t i = 0; i < t->n_names; i++)
        if (characters(t->name[i]) > name)
            name = characters(t->name[i]);
    size_t left = width > NUMBERS + LEAST_NAME + LEAST_LINE
                      ? width - NUMBERS
                      : LEAST_NAME + LEAST_LINE;
    line = line > left - LEAST_NAME ? left - LEAST_NAME : line;
    if (name + line > left) { /* names before lines, but lines have a least */
        size_t least = line < LEAST_LINE ? line : LEAST_LINE;
        line = left > name + least ? left - name : least;
        name = name + line > left ? left - line : name;
    }
    put_cell(&b, ENT_STR("name"), name);
    ent_i_buf_printf(&b, "  %-*s%11s%11s  80 %% of draws at the end\n",
                     (int)line, line >= 7 ? "medians" : "", "start", "end");
    for (size_t i = 0; t->n_steps && i < t->n_names; i++)
        put_row(&b, t, i, name, line);
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- reading it back */

typedef struct reading {
    ent_ctx *ctx;
    ent_place at;
    ent_vec name, date, band; /* ent_str, ent_str, ent_band */
    size_t step;              /* the next row's, where its name goes on */
} reading;

static ent_err not_ours(const reading *r, const char *why) {
    return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, r->at,
                       "%s; run the scenario again to have the trace anew",
                       why);
}

static ent_err push_text(reading *r, ent_vec *to, ent_str text) {
    ent_str *x = ENT_PUSH(r->ctx->keep, to, ent_str);
    if (!x)
        return ENT_NOMEM_FAIL(r->ctx);
    *x = text;
    return ENT_OK;
}

static ent_err take_row(reading *r, ent_str row) {
    ent_band *x = ENT_PUSH(r->ctx->keep, &r->band, ent_band);
    ent_str name = ent_i_cut(&row, ',');
    uint64_t step;
    if (!x)
        return ENT_NOMEM_FAIL(r->ctx);
    if (!ent_i_uint(ent_i_cut(&row, ','), &step))
        return not_ours(r, "a step is not a number");
    ent_str date = ent_i_cut(&row, ',');
    if (step == 0) {
        ENT_TRY(push_text(r, &r->name, name));
        if (r->name.n > 1 && r->step != r->date.n)
            return not_ours(r, "steps are missing");
        r->step = 0;
    }
    if (!r->name.n || step != r->step ||
        !ent_i_eq(name, ((ent_str *)r->name.at)[r->name.n - 1]))
        return not_ours(r, "the steps are not in order");
    r->step++;
    if (r->name.n == 1)
        ENT_TRY(push_text(r, &r->date, date));
    return ent_i_view_take_band(row, x) ? ENT_OK
                                        : not_ours(r, "a number is missing");
}

ent_err ent_traced_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                        ent_traced *out) {
    reading r = {.ctx = ctx, .at = {path, 1, 0}};
    if (!ent_i_eqz(ent_i_cut(&bytes, '\n'), head))
        return not_ours(&r, "this is not the trace of a run");
    while (bytes.n) {
        r.at.line++;
        ENT_TRY(take_row(&r, ent_i_cut(&bytes, '\n')));
    }
    if (r.step != r.date.n)
        return not_ours(&r, "steps are missing");
    *out = (ent_traced){r.name.n, r.date.n, r.name.at, r.date.at, r.band.at};
    return ENT_OK;
}
