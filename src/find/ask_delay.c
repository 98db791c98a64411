/* ask_delay.c - what it costs each that something comes later.
 *
 * A dated event moves by so many steps; a hazard, a gate or an event on a
 * condition waits until that step at least. */
#include "find/ask.h"
#include <math.h>

enum { POINTS = 7, POINTS_MAX = 101 };
static const char form[] = "delay six_party 0..12 by 3";

typedef struct delay {
    ent_asking *a;
    ent_str id;
    const ent_occurrence *event;
    const ent_gate *gate;
    double lo, hi, step;
    ent_variant *v; /* [n] */
    size_t n;
} delay;

/* ---- reading */

static ent_err find_part(delay *w) {
    const ent_scenario *s = w->a->s;
    for (size_t i = 0; i < s->n_occurrences; i++)
        if (ent_i_eq(s->occurrence[i].id, w->id))
            w->event = &s->occurrence[i];
    for (size_t i = 0; i < s->n_gates && !w->event; i++)
        if (ent_i_eq(s->gate[i].id, w->id))
            w->gate = &s->gate[i];
    if (w->event || w->gate)
        return ENT_OK;
    return ENT_FAIL(w->a->ctx, ENT_NAME,
                    "'%.*s' is neither an event nor a gate of the scenario",
                    ENT_P(w->id));
}

static ent_err read_delay(delay *w) {
    ent_asking *a = w->a;
    size_t n = a->n_words;
    double most = a->s->steps > 12 ? 12 : (double)a->s->steps - 1;
    if (n != 1 && n != 2 && n != 4)
        return ent_i_ask_fail(a, "it takes an event or a gate, and a range",
                              form);
    w->id = a->word[0];
    w->lo = 0;
    w->hi = fmax(most, 1);
    if (n > 1 && !ent_i_ask_range(a->word[1], &w->lo, &w->hi))
        return ent_i_ask_fail(a, "the range is not LO..HI", form);
    w->step = fmax(1, floor((w->hi - w->lo) / (POINTS - 1)));
    if (n == 4 &&
        (!ent_i_eqz(a->word[2], "by") || !ent_i_number(a->word[3], &w->step)))
        return ent_i_ask_fail(a, "'by' lacks its number", form);
    double points = floor((w->hi - w->lo) / w->step + 1e-9) + 1;
    if (!(w->step >= 1) || w->lo < 0 || points > POINTS_MAX)
        return ent_i_ask_fail(a, "delays are whole steps from 0 on", form);
    w->n = (size_t)points;
    return find_part(w);
}

/* ---- the scenario with it later */

static double late(const delay *w, size_t i) {
    return floor(w->lo + w->step * (double)i);
}

/* "(F) and t >= 12"; the row of the formula, new or changed. */
static ent_err wait(delay *w, ent_scenario *s, uint32_t *row, double steps) {
    ent_ctx *ctx = w->a->ctx;
    size_t n = s->n_formulas;
    ent_formula *f = ENT_NEW(ctx->keep, n + 1, ent_formula);
    if (!f)
        return ENT_NOMEM_FAIL(ctx);
    if (n)
        memcpy(f, s->formula, n * sizeof *f);
    if (*row == ENT_NONE)
        f[n] = (ent_formula){.name = w->id,
                             .text = ent_i_printf(ctx->keep, "t >= %g", steps)};
    else
        f[n] =
            (ent_formula){.name = f[*row].name,
                          .at = f[*row].at,
                          .text = ent_i_printf(ctx->keep, "(%.*s) and t >= %g",
                                               ENT_P(f[*row].text), steps)};
    *row = (uint32_t)n;
    s->formula = f;
    s->n_formulas = n + 1;
    return f[n].text.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static ent_err delay_event(delay *w, ent_scenario *s, double steps) {
    size_t n = s->n_occurrences;
    ent_occurrence *o = ENT_NEW(w->a->ctx->keep, n, ent_occurrence);
    if (!o)
        return ENT_NOMEM_FAIL(w->a->ctx);
    memcpy(o, s->occurrence, n * sizeof *o);
    ent_occurrence *e = &o[w->event - w->a->s->occurrence];
    s->occurrence = o;
    if (e->hazard == ENT_NONE) {
        e->step += (int32_t)steps;
        return ENT_OK;
    }
    return wait(w, s, &e->when, steps);
}

static ent_err delay_gate(delay *w, ent_scenario *s, double steps) {
    size_t n = s->n_gates;
    ent_gate *g = ENT_NEW(w->a->ctx->keep, n, ent_gate);
    if (!g)
        return ENT_NOMEM_FAIL(w->a->ctx);
    memcpy(g, s->gate, n * sizeof *g);
    s->gate = g;
    return wait(w, s, &g[w->gate - w->a->s->gate].opens, steps);
}

static ent_err set_variants(delay *w) {
    ent_asking *a = w->a;
    w->v = ENT_NEW(a->ctx->keep, w->n, ent_variant);
    ent_scenario *s = ENT_NEW(a->ctx->keep, w->n, ent_scenario);
    if (!w->v || !s)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < w->n; i++) {
        s[i] = *a->s;
        ENT_TRY(ent_i_ask_variant(a, &w->v[i]));
        w->v[i].s = &s[i];
        ENT_TRY(w->event ? delay_event(w, &s[i], late(w, i))
                         : delay_gate(w, &s[i], late(w, i)));
    }
    return ENT_OK;
}

/* ---- telling */

static void say_last(delay *w, size_t s, const ent_change *c) {
    ent_asking *a = w->a;
    double mean, share, steps = late(w, w->n - 1) - late(w, 0);
    const ent_look *first = &w->v[0].look[s], *last = &w->v[w->n - 1].look[s];
    ent_str label = ent_i_ask_label(a, a->show[s]);
    if (c->real)
        ent_i_ask_say(a, " %.*s %.*s, %+.2f for each step of delay.",
                      ENT_P(label), ENT_P(c->verdict), c->change.q50 / steps);
    else if (ent_i_ask_drift(a, first, last, &mean, &share))
        ent_i_ask_say(a,
                      " %.*s %s by %.2g in the mean of the draws, %+.2g for "
                      "each step of delay.",
                      ENT_P(label), mean > 0 ? "up" : "down", fabs(mean),
                      mean / steps);
    else
        ent_i_ask_say(a, " %.*s: no real difference.", ENT_P(label));
}

static ent_err put_rows(delay *w, size_t s) {
    ent_asking *a = w->a;
    ent_change c;
    for (size_t i = 0; i < w->n; i++) {
        ent_band b;
        ENT_TRY(ent_i_ask_band(a, &w->v[i].look[s], &b));
        ENT_TRY(ent_i_ask_compare(a, &w->v[0].look[s], &w->v[i].look[s], &c));
        ent_i_ask_text(a, a->show[s]);
        ent_i_ask_number(a, late(w, i));
        ent_i_ask_cells(a, &b);
        ent_i_ask_number(a, c.change.q50);
        ent_i_ask_number(a, c.change.mean);
    }
    say_last(w, s, &c);
    return ENT_OK;
}

ent_err ent_i_ask_delay(ent_asking *a) {
    static const char *const column[] = {
        "name", "later by", "median", "10 %", "90 %", "change", "mean change"};
    static const ent_str payoffs = {"payoff.*", 8};
    delay w = {.a = a};
    ENT_TRY(read_delay(&w));
    if (!a->q->n_show)
        ENT_TRY(ent_i_ask_names(a, &payoffs, 1, &a->show, &a->n_show));
    ENT_TRY(set_variants(&w));
    ENT_TRY(ent_i_ask_play(a, w.v, w.n));
    ent_i_ask_say(a,
                  "When %.*s comes %g steps later instead of %g:", ENT_P(w.id),
                  late(&w, w.n - 1), late(&w, 0));
    ent_i_ask_table(a, "What is had, as it comes later", column, 7);
    for (size_t s = 0; s < a->n_show; s++)
        ENT_TRY(put_rows(&w, s));
    return ENT_OK;
}
