/* report_system.c - what a report shows of a scenario's system: names over
 * time, what reads what, claims and mechanisms, the largest movements. */
#include "scenario/formula.h"
#include "view/view.h"

enum { MOST_TRACES = 150 }; /* the page has to stay small */

static bool has_system(const ent_scenario *s) {
    return s->n_quantities || s->n_moves || s->n_beliefs || s->n_gates ||
           s->n_links || s->n_packages || s->n_exchanges;
}

/* ---- names over time */

static void put_curve(ent_buf *b, const char *key, const ent_band *x, size_t n,
                      double (*of)(const ent_band *x)) {
    ent_i_view_key(b, key);
    ent_i_view_open(b, '[');
    for (size_t t = 0; t < n; t++) {
        if (b->s[b->n - 1] != '[')
            ent_i_buf_put(b, ",", 1);
        if (x[t].n)
            ent_i_buf_printf(b, "%.4g", of(&x[t]));
        else
            ent_i_buf_put(b, "null", 4);
    }
    ent_i_buf_put(b, "]", 1);
}

static double low(const ent_band *x) {
    return x->q10;
}
static double middle(const ent_band *x) {
    return x->q50;
}
static double mean(const ent_band *x) {
    return x->mean;
}
static double high(const ent_band *x) {
    return x->q90;
}

/* "move", "belief" … by what the name means in this scenario. */
static const char *kind_of(ent_ctx *ctx, const ent_names *names, ent_str name,
                           const ent_scenario *s) {
    ent_symbol what;
    if (ent_i_names_find(ctx, names, name, (ent_place){0}, &what)) {
        memset(&ctx->fail, 0, sizeof ctx->fail);
        return "other";
    }
    switch (what.kind) {
    case ENT_SYMBOL_QUANTITY:
        return "quantity";
    case ENT_SYMBOL_VALUE:
        for (size_t i = 0; i < s->n_quantities; i++)
            if (s->quantity[i].value == what.row)
                return s->quantity[i].kind == ENT_QUANTITY_STOCK ? "stock"
                       : s->quantity[i].kind == ENT_QUANTITY_CONSTANT
                           ? "constant"
                           : "driver";
        return "value";
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return "move";
    case ENT_SYMBOL_BELIEF:
        return "belief";
    case ENT_SYMBOL_OPEN:
        return "gate";
    case ENT_SYMBOL_SETTLE:
        return "settlement";
    default:
        return "other";
    }
}

/* A constant that nothing changes is no curve. */
static bool moves(const ent_band *x, size_t n) {
    for (size_t t = 0; t < n; t++)
        if (x[t].q10 != x[0].q10 || x[t].q50 != x[0].q50 ||
            x[t].q90 != x[0].q90 || x[t].mean != x[0].mean)
            return true;
    return false;
}

static ent_err put_traces(ent_sheet *t, const ent_names *names) {
    const ent_traced *x = t->r->traced;
    size_t n = 0;
    ent_i_view_key(t->b, "traces");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; x && i < x->n_names && n < MOST_TRACES; i++) {
        const ent_band *band = x->band + i * x->n_steps;
        if (!moves(band, x->n_steps))
            continue;
        n++;
        ent_i_view_open(t->b, '{');
        ent_i_view_text(t->b, "name", x->name[i]);
        ent_i_view_text(
            t->b, "kind",
            ent_i_str(kind_of(t->ctx, names, x->name[i], t->r->scenario)));
        put_curve(t->b, "mean", band, x->n_steps, mean);
        put_curve(t->b, "q10", band, x->n_steps, low);
        put_curve(t->b, "q50", band, x->n_steps, middle);
        put_curve(t->b, "q90", band, x->n_steps, high);
        ent_i_buf_put(t->b, "}", 1);
    }
    ent_i_buf_put(t->b, "]", 1);
    return ENT_OK;
}

static void put_dates(ent_sheet *t) {
    const ent_scenario *s = t->r->scenario;
    char room[ENT_DATE_BYTES];
    ent_i_view_key(t->b, "dates");
    ent_i_view_open(t->b, '[');
    for (uint32_t k = 0; k < s->steps; k++)
        ent_i_view_item(t->b, ent_i_step_date(s, k, room));
    ent_i_buf_put(t->b, "]", 1);
}

/* ---- claims and mechanisms */

static void put_grounds(ent_sheet *t, const ent_grounds *g) {
    ent_i_view_key(t->b, "evidence");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < g->n_evidence; i++) {
        const ent_ref *r = &g->evidence[i];
        ent_mark mark = ent_i_arena_mark(t->ctx->temp);
        ent_str text =
            ent_i_printf(t->ctx->temp, r->sent ? "%.*s#%u.%u" : "%.*s#%u",
                         ENT_P(r->doc), r->para, r->sent);
        t->b->bad |= !text.s;
        ent_i_view_item(t->b, text);
        ent_i_arena_release(t->ctx->temp, mark);
    }
    ent_i_buf_put(t->b, "]", 1);
}

static void put_test(ent_sheet *t, ent_str id, ent_str name, ent_verdict v,
                     ent_str says, ent_str kinds, const ent_grounds *g) {
    ent_i_view_open(t->b, '{');
    ent_i_view_text(t->b, "id", id);
    ent_i_view_text(t->b, "name", name);
    ent_i_view_text(t->b, "verdict", ent_i_str(ent_verdict_text(v)));
    ent_i_view_text(t->b, "says", says);
    ent_i_view_text(t->b, "kinds", kinds);
    put_grounds(t, g);
    ent_i_buf_put(t->b, "}", 1);
}

static void put_tests(ent_sheet *t) {
    const ent_scenario *s = t->r->scenario;
    const ent_tests *x = t->r->tests;
    ent_i_view_key(t->b, "tests");
    if (!x) {
        ent_i_buf_put(t->b, "null", 4);
        return;
    }
    ent_i_view_open(t->b, '{');
    ent_i_view_count(t->b, "draws", t->r->test_plan->draws);
    ent_i_view_key(t->b, "mechanisms");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < x->n_mechanisms; i++) {
        const ent_mechanism_result *r = &x->mechanism[i];
        const ent_mechanism *m = &s->mechanism[r->mechanism];
        put_test(t, m->id, m->name, r->verdict, r->says, r->kinds, &m->grounds);
    }
    ent_i_buf_put(t->b, "]", 1);
    ent_i_view_key(t->b, "claims");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < x->n_claims; i++) {
        const ent_claim_result *r = &x->claim[i];
        const ent_claim *c = &s->claim[r->claim];
        put_test(t, c->id, c->says, r->verdict, r->says, ENT_STR(""),
                 &c->grounds);
    }
    ent_i_buf_put(t->b, "]}", 2);
}

/* ---- all of it */

static void put_explained(ent_sheet *t) {
    ent_i_view_key(t->b, "explained");
    ent_i_view_open(t->b, '[');
    if (t->r->explained)
        ent_i_view_causes(t->ctx, t->b, t->r->scenario, NULL, t->r->explained);
    ent_i_buf_put(t->b, "]", 1);
}

ent_err ent_i_sheet_system(ent_sheet *t) {
    const ent_names *names;
    ent_i_view_key(t->b, "system");
    if (!has_system(t->r->scenario)) {
        ent_i_buf_put(t->b, "null", 4);
        return ENT_OK;
    }
    ENT_TRY(ent_i_names_new(t->ctx, t->ctx->keep, t->r->scenario, &names));
    ent_i_view_open(t->b, '{');
    put_dates(t);
    ENT_TRY(put_traces(t, names));
    ENT_TRY(ent_i_sheet_graph(t));
    put_tests(t);
    put_explained(t);
    ent_i_buf_put(t->b, "}", 1);
    return ENT_OK;
}
