/* json.c - the pieces of JSON that all views are made of.
 *
 * A comma is due unless the byte before opens a list or an object or ends a
 * key, so that writers need not count what they wrote. */
#include "view/view.h"
#include <math.h>

static void comma(ent_buf *b) {
    if (b->n && !strchr("[{:", b->s[b->n - 1]))
        ent_i_buf_put(b, ",", 1);
}

void ent_i_view_open(ent_buf *b, char bracket) {
    comma(b);
    ent_i_buf_put(b, &bracket, 1);
}

void ent_i_view_key(ent_buf *b, const char *name) {
    comma(b);
    ent_i_buf_printf(b, "\"%s\":", name);
}

void ent_i_view_item(ent_buf *b, ent_str text) {
    comma(b);
    ent_i_buf_json(b, text.s ? text : ENT_STR(""));
}

void ent_i_view_text(ent_buf *b, const char *name, ent_str text) {
    ent_i_view_key(b, name);
    ent_i_view_item(b, text);
}

void ent_i_view_texts(ent_buf *b, const char *name, const ent_str *text,
                      size_t n) {
    ent_i_view_key(b, name);
    ent_i_view_open(b, '[');
    for (size_t i = 0; i < n; i++)
        ent_i_view_item(b, text[i]);
    ent_i_buf_put(b, "]", 1);
}

void ent_i_view_number(ent_buf *b, double x) {
    double y = round(x * 1e6) / 1e6;
    comma(b);
    ent_i_buf_number(b, y == 0 ? 0 : y); /* no -0 */
}

void ent_i_view_real(ent_buf *b, const char *name, double x) {
    ent_i_view_key(b, name);
    ent_i_view_number(b, x);
}

void ent_i_view_count(ent_buf *b, const char *name, uint64_t n) {
    ent_i_view_key(b, name);
    ent_i_buf_printf(b, "%llu", (unsigned long long)n);
}

/* A normal value keeps its deviation, not the ends of its middle 90 %. */
static void ends(const ent_value *v, double *lo, double *hi) {
    double half = (v->hi - v->best) * ent_i_normal(0.95);
    bool normal = v->kind == ENT_VALUE_NORMAL;
    *lo = normal ? fmax(v->best - half, v->min) : v->lo;
    *hi = normal ? fmin(v->best + half, v->max) : v->hi;
}

void ent_i_view_value(ent_buf *b, const char *name, const ent_scenario *s,
                      uint32_t row) {
    double lo, hi;
    ent_i_view_key(b, name);
    if (row == ENT_NONE || s->value[row].kind == ENT_VALUE_BLANK) {
        ent_i_buf_put(b, "null", 4);
        return;
    }
    ends(&s->value[row], &lo, &hi);
    ent_i_view_open(b, '{');
    ent_i_view_real(b, "best", s->value[row].best);
    ent_i_view_real(b, "lo", lo);
    ent_i_view_real(b, "hi", hi);
    ent_i_buf_put(b, "}", 1);
}

const char *const ent_i_band_name[ENT_BAND_NUMBERS] = {"mean", "q05", "q10",
                                                       "q50",  "q90", "q95"};

void ent_i_band_numbers(const ent_band *x, double out[ENT_BAND_NUMBERS]) {
    double all[ENT_BAND_NUMBERS] = {x->mean, x->q05, x->q10,
                                    x->q50,  x->q90, x->q95};
    memcpy(out, all, sizeof all);
}

void ent_i_view_band(ent_buf *b, const char *name, const ent_band *x) {
    double all[ENT_BAND_NUMBERS];
    ent_i_band_numbers(x, all);
    ent_i_view_key(b, name);
    ent_i_view_open(b, '{');
    for (int i = 0; i < ENT_BAND_NUMBERS; i++)
        ent_i_view_real(b, ent_i_band_name[i], x->n ? all[i] : NAN);
    ent_i_buf_put(b, "}", 1);
}

void ent_i_view_plan(ent_buf *b, const ent_plan *plan) {
    ent_i_view_count(b, "draws", plan->draws);
    ent_i_view_count(b, "seed", plan->seed);
    ent_i_view_key(b, "models");
    ent_i_view_open(b, '[');
    for (size_t m = 0; m < plan->n_choices; m++)
        if (plan->choice[m].weight > 0)
            ent_i_view_item(b, ent_i_str(plan->choice[m].model->name));
    ent_i_buf_put(b, "]", 1);
}

ent_err ent_i_view_flush(ent_ctx *ctx, ent_buf *b, ent_sink out) {
    ent_err e = b->bad ? ENT_NOMEM_FAIL(ctx)
                       : ent_i_write(ctx, out, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return e;
}
