/* tests.c - what became of claims and mechanisms, for people and programs.
 *
 *   K03   holds  RUS.leak +6.2 in 100 %, RUS.leak_seen +0.1 in 97 %
 *   M055  holds  RUS.leak +6.2 in 100 %; without its parts 0.0   move, driver
 *
 * What does not hold is said in full on the line below. */
#include "view/view.h"

/* ---- for people */

/* "RUS.leak +6.2 in 100 %"; of a level the level itself. */
static void put_effect(ent_buf *b, const ent_effect *f) {
    bool level = f->expect->sign >= ENT_SIGN_ABOVE;
    ent_i_buf_str(b, f->expect->name);
    if (!f->after.n) {
        ent_i_buf_printf(b, " unsettled");
        return;
    }
    ent_i_buf_printf(b, level ? " %.1f" : " %+.1f",
                     level ? f->after.q50 : f->change.q50);
    ent_i_buf_printf(b, " in %.0f %%", f->agree * 100);
}

static void put_effects(ent_buf *b, const ent_claim_result *c) {
    for (size_t i = 0; i < c->n_effects; i++) {
        ent_i_buf_put(b, ", ", i ? 2 : 0);
        put_effect(b, &c->effect[i]);
    }
}

/* The first that fails without the parts: that they are needed for. */
static void put_without(ent_buf *b, const ent_claim_result *c) {
    for (size_t i = 0; i < c->n_effects; i++)
        if (!c->effect[i].holds) {
            ent_i_buf_put(b, "; without ", 10);
            put_effect(b, &c->effect[i]);
            return;
        }
}

static int widest_id(const ent_scenario *s, const ent_tests *t) {
    size_t n = 1;
    for (size_t i = 0; i < t->n_claims; i++)
        if (s->claim[t->claim[i].claim].id.n > n)
            n = s->claim[t->claim[i].claim].id.n;
    for (size_t i = 0; i < t->n_mechanisms; i++)
        if (s->mechanism[t->mechanism[i].mechanism].id.n > n)
            n = s->mechanism[t->mechanism[i].mechanism].id.n;
    return n > 24 ? 24 : (int)n;
}

static void put_head(ent_buf *b, int width, ent_str id, ent_verdict v) {
    ent_i_buf_printf(b, "%.*s%*s  %-5s  ", ENT_P(id),
                     width > (int)id.n ? width - (int)id.n : 0, "",
                     v == ENT_VERDICT_IDLE ? "idle" : ent_verdict_text(v));
}

static void put_claim(ent_buf *b, const ent_scenario *s, int width,
                      const ent_claim_result *c) {
    put_head(b, width, s->claim[c->claim].id, c->verdict);
    if (c->verdict == ENT_VERDICT_HOLDS)
        put_effects(b, c);
    else
        ent_i_buf_str(b, c->says);
    ent_i_buf_put(b, "\n", 1);
}

static void put_mechanism(ent_buf *b, const ent_scenario *s, int width,
                          const ent_mechanism_result *m) {
    put_head(b, width, s->mechanism[m->mechanism].id, m->verdict);
    if (m->verdict == ENT_VERDICT_HOLDS) {
        put_effects(b, &m->with);
        put_without(b, &m->without);
    } else {
        ent_i_buf_str(b, m->says);
    }
    ent_i_buf_put(b, "\n", 1);
}

static void put_sums(ent_buf *b, const ent_tests *t) {
    if (t->n_mechanisms)
        ent_i_buf_printf(b,
                         "%zu of %zu mechanisms hold with their parts and "
                         "fail without them%s",
                         t->n_working, t->n_mechanisms,
                         t->n_claims ? "; " : "\n");
    if (t->n_claims)
        ent_i_buf_printf(b, "%zu of %zu claims hold\n", t->n_held, t->n_claims);
}

ent_err ent_tests_text(ent_ctx *ctx, const ent_scenario *s, const ent_tests *t,
                       ent_sink out) {
    ent_buf b = {0};
    int width = widest_id(s, t);
    for (size_t i = 0; i < t->n_claims; i++)
        put_claim(&b, s, width, &t->claim[i]);
    for (size_t i = 0; i < t->n_mechanisms; i++)
        put_mechanism(&b, s, width, &t->mechanism[i]);
    put_sums(&b, t);
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- for programs */

static void json_effect(ent_buf *b, const ent_effect *f) {
    static const char *const sign[] = {
        "up", "down", "not up", "not down", "unchanged", "above", "below"};
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "name", f->expect->name);
    ent_i_view_text(b, "sign", ent_i_str(sign[f->expect->sign]));
    ent_i_view_real(b, "least", f->expect->least);
    ent_i_view_real(b, "share", f->expect->share);
    ent_i_view_text(b, "at", f->expect->when);
    if (f->change.n) {
        ent_i_view_band(b, "before", &f->before);
        ent_i_view_band(b, "change", &f->change);
    }
    ent_i_view_band(b, "after", &f->after);
    ent_i_view_real(b, "agree", f->agree);
    ent_i_view_key(b, "holds");
    ent_i_buf_printf(b, f->holds ? "true" : "false");
    ent_i_view_text(b, "says", f->says);
    ent_i_buf_put(b, "}", 1);
}

static void json_effects(ent_buf *b, const char *key,
                         const ent_claim_result *c) {
    ent_i_view_key(b, key);
    ent_i_view_open(b, '[');
    for (size_t i = 0; i < c->n_effects; i++)
        json_effect(b, &c->effect[i]);
    ent_i_buf_put(b, "]", 1);
}

static void json_verdict(ent_buf *b, ent_str id, ent_verdict v, ent_str says) {
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "id", id);
    ent_i_view_text(b, "verdict", ent_i_str(ent_verdict_text(v)));
    ent_i_view_text(b, "says", says);
}

static void json_claim(ent_buf *b, const ent_scenario *s,
                       const ent_claim_result *r) {
    const ent_claim *c = &s->claim[r->claim];
    json_verdict(b, c->id, r->verdict, r->says);
    ent_i_view_text(b, "claim", c->says);
    ent_i_view_text(b, "lens", c->lens);
    ent_i_view_texts(b, "given", c->given, c->n_given);
    ent_i_view_texts(b, "change", c->change, c->n_changes);
    json_effects(b, "effects", r);
    ent_i_buf_put(b, "}", 1);
}

static void json_mechanism(ent_buf *b, const ent_scenario *s,
                           const ent_mechanism_result *r) {
    const ent_mechanism *m = &s->mechanism[r->mechanism];
    json_verdict(b, m->id, r->verdict, r->says);
    ent_i_view_text(b, "name", m->name);
    ent_i_view_texts(b, "parts", m->part, m->n_parts);
    ent_i_view_text(b, "kinds", r->kinds);
    ent_i_view_text(b, "claim", s->claim[m->claim].id);
    json_effects(b, "with", &r->with);
    json_effects(b, "without", &r->without);
    ent_i_buf_put(b, "}", 1);
}

ent_err ent_tests_json(ent_ctx *ctx, const ent_scenario *s,
                       const ent_plan *plan, const ent_tests *t, ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    ent_i_view_plan(&b, plan);
    ent_i_view_count(&b, "plays", t->n_plays);
    ent_i_view_count(&b, "claims_held", t->n_held);
    ent_i_view_count(&b, "mechanisms_working", t->n_working);
    ent_i_view_key(&b, "claims");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < t->n_claims; i++)
        json_claim(&b, s, &t->claim[i]);
    ent_i_buf_put(&b, "]", 1);
    ent_i_view_key(&b, "mechanisms");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < t->n_mechanisms; i++)
        json_mechanism(&b, s, &t->mechanism[i]);
    ent_i_buf_put(&b, "]}", 2);
    return ent_i_view_flush(ctx, &b, out);
}
