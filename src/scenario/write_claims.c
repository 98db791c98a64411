/* write_claims.c - claims, mechanisms, questions, and what is taken out, as
 * JSON; a section that is empty is left out. */
#include "scenario/write.h"
#include <math.h>

static void open_entry(ent_writer *w, ent_str id) {
    ent_i_put_row(w);
    ent_i_buf_json(&w->b, id);
    ent_i_put_raw(w, ":{");
}

/* "RUS.leak+=-30" as `"RUS.leak":"+-30"` */
static void put_changes(ent_writer *w, const char *name, const ent_str *text,
                        size_t n) {
    if (!n)
        return;
    ent_i_put_key(w, ent_i_str(name), "{");
    for (size_t i = 0; i < n; i++) {
        ent_str amount = text[i];
        ent_str target = ent_i_cut(&amount, '=');
        const char *sign = ent_i_ends(target, "+")   ? "+"
                           : ent_i_ends(target, "*") ? "*"
                                                     : "";
        ent_buf b = {0};
        target.n -= strlen(sign);
        ent_i_buf_printf(&b, "%s%.*s", sign, ENT_P(amount));
        ent_i_put_key(w, target, "");
        ent_i_buf_json(&w->b, (ent_str){b.s, b.n});
        w->b.bad |= b.bad;
        ent_i_buf_free(&b);
    }
    ent_i_put_raw(w, "}");
}

static void put_expectation(ent_writer *w, const ent_expectation *x) {
    static const char *const names[] = {
        "up", "down", "not up", "not down", "unchanged", "above ", "below "};
    ent_buf sign = {0};
    bool level = x->sign >= ENT_SIGN_ABOVE;
    ent_i_buf_printf(&sign, "%s", names[x->sign]);
    if (level)
        ent_i_buf_number(&sign, x->least);
    ent_i_put_key(w, x->name, "{");
    ent_i_put_text(w, "sign", (ent_str){sign.s, sign.n});
    if (!level)
        ent_i_put_number(w, "least", x->least);
    ent_i_put_number(w, "share", round(x->share * 1e12) / 1e10);
    ent_i_put_text(w, "at", x->when);
    ent_i_put_raw(w, "}");
    w->b.bad |= sign.bad;
    ent_i_buf_free(&sign);
}

static void put_claim(ent_writer *w, const ent_claim *c) {
    ent_i_put_text(w, "says", c->says);
    ent_i_put_text(w, "lens", c->lens);
    put_changes(w, "given", c->given, c->n_given);
    put_changes(w, "change", c->change, c->n_changes);
    ent_i_put_key(w, ENT_STR("expect"), "{");
    for (size_t i = 0; i < c->n_expect; i++)
        put_expectation(w, &c->expect[i]);
    ent_i_put_raw(w, "}");
    ent_i_put_grounds(w, &c->grounds);
}

static void put_claims(ent_writer *w) {
    for (size_t i = 0; i < w->s->n_claims; i++) {
        open_entry(w, w->s->claim[i].id);
        put_claim(w, &w->s->claim[i]);
        ent_i_put_raw(w, "}");
    }
}

static void put_mechanisms(ent_writer *w) {
    for (size_t i = 0; i < w->s->n_mechanisms; i++) {
        const ent_mechanism *m = &w->s->mechanism[i];
        open_entry(w, m->id);
        ent_i_put_text(w, "name", m->name);
        ent_i_put_texts(w, "parts", m->part, m->n_parts);
        if (m->claim != ENT_NONE)
            ent_i_put_text(w, "claim", w->s->claim[m->claim].id);
        ent_i_put_grounds(w, &m->grounds);
        ent_i_put_raw(w, "}");
    }
}

static void put_questions(ent_writer *w) {
    for (size_t i = 0; i < w->s->n_asked; i++) {
        const ent_question *q = &w->s->asked[i];
        open_entry(w, q->id);
        ent_i_put_text(w, "ask", q->ask);
        ent_i_put_text(w, "run", q->run);
        ent_i_put_text(w, "lens", q->lens);
        put_changes(w, "given", q->given, q->n_given);
        ent_i_put_texts(w, "show", q->show, q->n_show);
        ent_i_put_grounds(w, &q->grounds);
        ent_i_put_raw(w, "}");
    }
}

/* ---- what is taken out */

/* "HEAD.A.B" where a part is off; B may be blank. */
static void put_off(ent_writer *w, int off, const char *head, ent_str a,
                    ent_str b) {
    ent_buf name = {0};
    if (!off)
        return;
    ent_i_buf_printf(&name, "%s%.*s%s%.*s", head, ENT_P(a), b.n ? "." : "",
                     ENT_P(b));
    ent_i_put_item(w);
    ent_i_buf_json(&w->b, (ent_str){name.s, name.n});
    w->b.bad |= name.bad;
    ent_i_buf_free(&name);
}

static void put_all_off(ent_writer *w) {
    static const ent_str none = {NULL, 0};
    const ent_scenario *s = w->s;
    for (size_t i = 0; i < s->n_quantities; i++)
        put_off(w, s->quantity[i].off, "", s->quantity[i].id, none);
    for (size_t i = 0; i < s->n_beliefs; i++)
        put_off(w, s->belief[i].off, "belief.", s->belief[i].id, none);
    for (size_t i = 0; i < s->n_links; i++)
        put_off(w, s->link[i].off, "link.", s->link[i].id, none);
    for (size_t i = 0; i < s->n_packages; i++)
        put_off(w, s->package[i].off, "deal.", s->package[i].id, none);
    for (size_t i = 0; i < s->n_exchanges; i++)
        put_off(w, s->exchange[i].off, "deal.", s->exchange[i].id, none);
    for (size_t i = 0; i < s->n_payoffs; i++)
        put_off(w, s->payoff[i].off, "payoff.", s->actor[s->payoff[i].actor].id,
                s->payoff[i].id);
    for (size_t i = 0; i < s->n_theatres; i++)
        put_off(w, s->theatre[i].off, "attention.",
                s->actor[s->theatre[i].actor].id, s->theatre[i].id);
    for (size_t i = 0; i < s->n_groups; i++)
        put_off(w, s->group[i].off, "group.", s->group[i].id, none);
    for (size_t i = 0; i < s->n_issues; i++)
        put_off(w, s->issue[i].rule.off, "", s->issue[i].id, ENT_STR("rule"));
    for (size_t i = 0; i < s->n_factions; i++) {
        const ent_faction *f = &s->faction[i];
        ent_str veto = ent_i_printf(w->temp, "%.*s.veto", ENT_P(f->id));
        w->b.bad |= !veto.s;
        put_off(w, f->veto_off, "", s->actor[f->actor].id, veto);
    }
}

void ent_i_put_claims(ent_writer *w) {
    const ent_scenario *s = w->s;
    const struct {
        const char *name;
        size_t n;
        void (*put)(ent_writer *w);
    } sections[] = {{"claims", s->n_claims, put_claims},
                    {"mechanisms", s->n_mechanisms, put_mechanisms},
                    {"questions", s->n_asked, put_questions}};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (sections[i].n) {
            ent_i_put_key(w, ent_i_str(sections[i].name), "{");
            sections[i].put(w);
            ent_i_put_raw(w, "}");
        }
    size_t before = w->b.n;
    ent_i_put_key(w, ENT_STR("without"), "[");
    size_t empty = w->b.n;
    put_all_off(w);
    if (w->b.n == empty)
        w->b.n = before; /* nothing is */
    else
        ent_i_put_raw(w, "]");
}
