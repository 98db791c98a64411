/* write_system.c - quantities, moves, beliefs, gates, links, deals, payoffs,
 * attention and correlations as JSON; a section that is empty is left out. */
#include "scenario/write.h"
#include <math.h>

/* Begins `"id":{` on a line of its own. */
static void open_entry(ent_writer *w, ent_str id) {
    ent_i_put_row(w);
    ent_i_buf_json(&w->b, id);
    ent_i_put_raw(w, ":{");
}

static void open_section(ent_writer *w, const char *name) {
    ent_i_put_key(w, ent_i_str(name), "{");
}

static void close(ent_writer *w) {
    ent_i_put_raw(w, "}");
}

static bool is_number(const ent_scenario *s, uint32_t row, double x) {
    const ent_value *v = &s->value[row];
    return v->kind == ENT_VALUE_FIXED && v->best == x;
}

/* A value that nobody has touched is not worth a word. */
static void put_unless(ent_writer *w, const char *name, uint32_t row,
                       double usual) {
    if (row == ENT_NONE ||
        (is_number(w->s, row, usual) && !w->s->value[row].at.line &&
         !w->s->value[row].n_evidence))
        return;
    ent_i_put_value(w, name, row);
}

static void put_dials(ent_writer *w, const ent_dials *d) {
    if (d->hold != ENT_NONE)
        ent_i_put_value(w, "hold", d->hold);
    if (d->shift != ENT_NONE && !is_number(w->s, d->shift, 0))
        ent_i_put_value(w, "shift", d->shift);
    if (d->scale != ENT_NONE && !is_number(w->s, d->scale, 1))
        ent_i_put_value(w, "scale", d->scale);
}

static void put_flag(ent_writer *w, const char *name, int on) {
    if (!on)
        return;
    ent_i_put_key(w, ent_i_str(name), "");
    ent_i_put_raw(w, "true");
}

/* ---- quantities */

static void put_range(ent_writer *w, const ent_quantity *q) {
    ent_buf text = {0};
    if (isfinite(q->lo))
        ent_i_buf_number(&text, q->lo);
    ent_i_buf_printf(&text, "..");
    if (isfinite(q->hi))
        ent_i_buf_number(&text, q->hi);
    if (text.n > 2)
        ent_i_put_text(w, "range", (ent_str){text.s, text.n});
    w->b.bad |= text.bad;
    ent_i_buf_free(&text);
}

/* Does another section bring this value? */
static bool borrowed(const ent_scenario *s, uint32_t row) {
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        if (row == st->position || row == st->salience || row == st->leverage ||
            row == st->reservation)
            return true;
    }
    for (size_t i = 0; i < s->n_ties; i++)
        if (row == s->tie[i].value)
            return true;
    for (size_t i = 0; i < s->n_formulas; i++)
        if (ent_i_eq(s->formula[i].name, s->value[row].name))
            return true;
    static const char *const ends[] = {".capability", ".weight", ".status_quo",
                                       ".failure_costs", ".temperature"};
    static const char *const heads[] = {"link.", "attention."};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ent_i_ends(s->value[row].name, ends[i]))
            return true;
    return ent_i_starts(s->value[row].name, heads[0]) ||
           ent_i_starts(s->value[row].name, heads[1]);
}

bool ent_i_quantity_is_own(const ent_scenario *s, const ent_quantity *q) {
    return q->value == ENT_NONE || !borrowed(s, q->value);
}

static void put_worth(ent_writer *w, const ent_quantity *q) {
    static const char *const kinds[] = {"constant", "formula", "stock"};
    ent_i_put_text(w, "kind", ent_i_str(kinds[q->kind]));
    if (q->kind == ENT_QUANTITY_CONSTANT)
        ent_i_put_value(w, "value", q->value);
    else if (q->kind == ENT_QUANTITY_STOCK && ent_i_quantity_is_own(w->s, q))
        ent_i_put_value(w, "start", q->value);
    ent_i_put_formula(w, q->kind == ENT_QUANTITY_STOCK ? "change" : "formula",
                      q->formula);
}

static void put_quantity(ent_writer *w, const ent_quantity *q) {
    double usual = q->lo > 0 ? q->lo : q->hi < 0 ? q->hi : 0;
    put_worth(w, q);
    if (ent_i_quantity_is_own(w->s, q))
        put_range(w, q);
    if (q->kind != ENT_QUANTITY_STOCK && ent_i_quantity_is_own(w->s, q) &&
        q->neutral != usual)
        ent_i_put_number(w, "neutral", q->neutral);
    ent_i_put_text(w, "unit", q->unit);
    ent_i_put_text(w, "name", q->name);
    put_dials(w, &q->dials);
    ent_i_put_grounds(w, &q->grounds);
}

static void put_quantities(ent_writer *w) {
    open_section(w, "quantities");
    for (size_t i = 0; i < w->s->n_quantities; i++) {
        open_entry(w, w->s->quantity[i].id);
        put_quantity(w, &w->s->quantity[i]);
        close(w);
    }
    close(w);
}

/* ---- moves */

/* Options that a list gave are called as their numbers. */
static bool bare(const ent_move *m) {
    double x;
    for (size_t i = 0; i < m->n_options; i++)
        if (m->option[i].when != ENT_NONE ||
            !ent_i_number(m->option[i].id, &x) || x != m->option[i].x)
            return false;
    return true;
}

static void put_option(ent_writer *w, const ent_option *o, bool list) {
    if (list) {
        ent_i_put_item(w);
        ent_i_buf_json(&w->b, o->id);
        return;
    }
    ent_i_put_key(w, o->id, "{");
    ent_i_put_number(w, "x", o->x);
    ent_i_put_formula(w, "when", o->when);
    close(w);
}

static void put_options(ent_writer *w, const ent_move *m) {
    bool list = bare(m);
    ent_i_put_key(w, ENT_STR("options"), list ? "[" : "{");
    for (size_t i = 0; i < m->n_options; i++)
        put_option(w, &m->option[i], list);
    ent_i_put_raw(w, list ? "]" : "}");
}

/* Ids end in a NUL: they are whole texts of the file. */
static void put_values(ent_writer *w, const ent_move *m) {
    if (m->automatic)
        ent_i_put_text(w, "value", ENT_STR("auto"));
    ent_i_put_formula(w, "value", m->value);
    if (m->automatic || m->value != ENT_NONE)
        return;
    open_section(w, "value");
    for (size_t i = 0; i < m->n_options; i++) {
        ent_i_put_formula(w, m->option[i].id.s, m->option[i].value);
    }
    close(w);
}

static void put_move(ent_writer *w, const ent_move *m) {
    put_options(w, m);
    put_values(w, m);
    ent_i_put_formula(w, "when", m->when);
    put_unless(w, "temperature", m->temperature, 10);
    put_flag(w, "hidden", m->detected != ENT_NONE);
    ent_i_put_formula(w, "detected", m->detected);
    ent_i_put_actors(w, "after", m->after, m->n_after);
    if (m->play == ENT_PLAY_MEAN)
        ent_i_put_text(w, "play", ENT_STR("mean"));
    ent_i_put_text(w, "name", m->name);
    put_dials(w, &m->dials);
    ent_i_put_grounds(w, &m->grounds);
}

static void put_moves(ent_writer *w) {
    open_section(w, "moves");
    for (size_t i = 0; i < w->s->n_moves; i++) {
        open_entry(w, w->s->move[i].id);
        put_move(w, &w->s->move[i]);
        close(w);
    }
    close(w);
}

/* ---- beliefs and gates */

static void put_belief(ent_writer *w, const ent_belief *b) {
    ent_i_put_value(w, "prior", b->prior);
    if (b->fade != ENT_NONE)
        ent_i_put_value(w, "fade", b->fade);
    ent_i_put_text(w, "name", b->name);
    open_section(w, "signals");
    for (size_t i = 0; i < b->n_signals; i++) {
        const ent_signal *g = &b->signal[i];
        ent_i_put_key(w, g->id, "{");
        ent_i_put_formula(w, "when", g->when);
        ent_i_put_value(w, "if_true", g->if_true);
        ent_i_put_value(w, "if_false", g->if_false);
        put_flag(w, "absence", g->absence);
        close(w);
    }
    close(w);
    ent_i_put_grounds(w, &b->grounds);
}

static void put_beliefs(ent_writer *w) {
    open_section(w, "beliefs");
    for (size_t i = 0; i < w->s->n_beliefs; i++) {
        open_entry(w, w->s->belief[i].id);
        put_belief(w, &w->s->belief[i]);
        close(w);
    }
    close(w);
}

static void put_gates(ent_writer *w) {
    open_section(w, "gates");
    for (size_t i = 0; i < w->s->n_gates; i++) {
        const ent_gate *g = &w->s->gate[i];
        open_entry(w, g->id);
        ent_i_put_formula(w, "opens", g->opens);
        ent_i_put_formula(w, "closes", g->closes);
        ent_i_put_issues(w, "issues", g->issue, g->n_issues);
        ent_i_put_text(w, "name", g->name);
        put_dials(w, &g->dials);
        ent_i_put_grounds(w, &g->grounds);
        close(w);
    }
    close(w);
}

/* ---- links and deals */

static void put_links(ent_writer *w) {
    open_section(w, "links");
    for (size_t i = 0; i < w->s->n_links; i++) {
        const ent_link *k = &w->s->link[i];
        open_entry(w, k->id);
        ent_i_put_text(w, "from", w->s->issue[k->from].id);
        ent_i_put_text(w, "to", w->s->issue[k->to].id);
        ent_i_put_value(w, "effect", k->effect);
        ent_i_put_actors(w, "actors", k->actor, k->n_actors);
        ent_i_put_grounds(w, &k->grounds);
        close(w);
    }
    close(w);
}

static void put_reserve(ent_writer *w, const ent_package *p) {
    open_section(w, "reserve");
    for (size_t i = 0; i < p->n_parties; i++) {
        ent_i_put_formula(w, w->s->actor[p->party[i]].id.s, p->reserve[i]);
    }
    close(w);
}

static void put_packages(ent_writer *w) {
    open_section(w, "packages");
    for (size_t i = 0; i < w->s->n_packages; i++) {
        const ent_package *p = &w->s->package[i];
        open_entry(w, p->id);
        ent_i_put_issues(w, "issues", p->issue, p->n_issues);
        ent_i_put_actors(w, "parties", p->party, p->n_parties);
        ent_i_put_formula(w, "when", p->when);
        ent_i_put_formula(w, "walkout", p->walkout);
        put_reserve(w, p);
        ent_i_put_text(w, "name", p->name);
        ent_i_put_grounds(w, &p->grounds);
        close(w);
    }
    close(w);
}

static void put_exchanges(ent_writer *w) {
    open_section(w, "exchanges");
    for (size_t i = 0; i < w->s->n_exchanges; i++) {
        const ent_exchange *x = &w->s->exchange[i];
        open_entry(w, x->id);
        ent_i_put_actors(w, "between", x->actor, 2);
        ent_i_put_issues(w, "issues", x->issue, 2);
        ent_i_put_formula(w, "when", x->when);
        ent_i_put_text(w, "name", x->name);
        ent_i_put_grounds(w, &x->grounds);
        close(w);
    }
    close(w);
}

/* ---- payoffs, attention, correlations */

static void put_payoffs(ent_writer *w) {
    const ent_scenario *s = w->s;
    open_section(w, "payoffs");
    for (size_t i = 0; i < s->n_payoffs; i++) {
        const ent_payoff *p = &s->payoff[i];
        if (!i || p[-1].actor != p->actor) {
            open_entry(w, s->actor[p->actor].id);
            open_section(w, "terms");
        }
        ent_i_put_key(w, p->id, "{");
        ent_i_put_formula(w, "formula", p->formula);
        ent_i_put_grounds(w, &p->grounds);
        close(w);
        if (i + 1 == s->n_payoffs || p[1].actor != p->actor)
            ent_i_put_raw(w, "}}");
    }
    close(w);
}

static void put_attention(ent_writer *w) {
    const ent_scenario *s = w->s;
    open_section(w, "attention");
    for (size_t i = 0; i < s->n_theatres; i++) {
        const ent_theatre *t = &s->theatre[i];
        if (!i || t[-1].actor != t->actor) {
            open_entry(w, s->actor[t->actor].id);
            put_unless(w, "budget", t->budget, 100);
            open_section(w, "theatres");
        }
        ent_i_put_key(w, t->id, "{");
        ent_i_put_formula(w, "demand", t->demand);
        ent_i_put_issues(w, "issues", t->issue, t->n_issues);
        ent_i_put_grounds(w, &t->grounds);
        close(w);
        if (i + 1 == s->n_theatres || t[1].actor != t->actor)
            ent_i_put_raw(w, "}}");
    }
    close(w);
}

static void put_correlations(ent_writer *w) {
    const ent_scenario *s = w->s;
    open_section(w, "correlations");
    for (size_t i = 0; i < s->n_groups; i++) {
        const ent_group *g = &s->group[i];
        open_entry(w, g->id);
        ent_i_put_number(w, "correlation", g->correlation);
        ent_i_put_key(w, ENT_STR("group"), "[");
        for (size_t k = 0; k < g->n_values; k++)
            if (s->value[g->value[k]].name.s) {
                ent_i_put_item(w);
                ent_i_buf_json(&w->b, s->value[g->value[k]].name);
            }
        ent_i_put_raw(w, "]");
        close(w);
    }
    close(w);
}

void ent_i_put_system(ent_writer *w) {
    const ent_scenario *s = w->s;
    const struct {
        size_t n;
        void (*put)(ent_writer *w);
    } sections[] = {
        {s->n_quantities, put_quantities}, {s->n_moves, put_moves},
        {s->n_beliefs, put_beliefs},       {s->n_gates, put_gates},
        {s->n_links, put_links},           {s->n_packages, put_packages},
        {s->n_exchanges, put_exchanges},   {s->n_payoffs, put_payoffs},
        {s->n_theatres, put_attention},    {s->n_groups, put_correlations},
    };
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (sections[i].n)
            sections[i].put(w);
}
