/* write.c - a scenario as it was understood, in JSON that is a scenario file
 * again: for hashing, for other programs, for the workbench.
 *
 * Reading it back gives the same scenario, and writing that the same bytes. */
#include "scenario/scenario.h"

typedef struct writer {
    const ent_scenario *s;
    ent_buf b;
} writer;

static void raw(writer *w, const char *z) {
    ent_i_buf_put(&w->b, z, strlen(z));
}

/* A comma, unless a bracket has just been opened. */
static void item(writer *w) {
    if (w->b.n && !strchr("{[", w->b.s[w->b.n - 1]))
        raw(w, ",");
}

static void row(writer *w) {
    item(w);
    raw(w, "\n");
}

static void open_key(writer *w, ent_str name, const char *bracket) {
    item(w);
    ent_i_buf_json(&w->b, name);
    raw(w, ":");
    raw(w, bracket);
}

static void key(writer *w, const char *name) {
    open_key(w, ent_i_str(name), "");
}

static void text(writer *w, const char *name, ent_str s) {
    if (!s.s)
        return;
    key(w, name);
    ent_i_buf_json(&w->b, s);
}

static void number(writer *w, const char *name, double x) {
    key(w, name);
    ent_i_buf_number(&w->b, x);
}

static void write_refs(writer *w, const ent_value *v) {
    open_key(w, ENT_STR("evidence"), "[");
    for (size_t i = 0; i < v->n_evidence; i++) {
        ent_buf name = {0};
        ent_i_buf_json(&name, v->evidence[i].doc);
        item(w);
        if (name.n) /* the number goes inside the quotes */
            ent_i_buf_put(&w->b, name.s, name.n - 1);
        ent_i_buf_printf(&w->b, "#%u", v->evidence[i].para);
        if (v->evidence[i].sent)
            ent_i_buf_printf(&w->b, ".%u", v->evidence[i].sent);
        raw(w, "\"");
        w->b.bad |= name.bad;
        ent_i_buf_free(&name);
    }
    raw(w, "]");
}

static void pair(ent_buf *b, double x, const char *between, double y) {
    ent_i_buf_number(b, x);
    ent_i_buf_printf(b, "%s", between);
    ent_i_buf_number(b, y);
}

void ent_i_value_put(ent_buf *b, const ent_value *v) {
    switch (v->kind) {
    case ENT_VALUE_BLANK:
        break;
    case ENT_VALUE_FIXED:
        ent_i_buf_number(b, v->best);
        break;
    case ENT_VALUE_INTERVAL:
        ent_i_buf_number(b, v->best);
        ent_i_buf_printf(b, " (");
        pair(b, v->lo, "..", v->hi);
        ent_i_buf_printf(b, ")");
        break;
    case ENT_VALUE_UNIFORM:
        ent_i_buf_printf(b, "uniform(");
        pair(b, v->lo, "..", v->hi);
        ent_i_buf_printf(b, ")");
        break;
    case ENT_VALUE_NORMAL:
        ent_i_buf_printf(b, "normal(");
        pair(b, v->best, "; ", v->hi - v->best);
        ent_i_buf_printf(b, ")");
        break;
    case ENT_VALUE_CHOICE:
        for (size_t i = 0; i < v->n_choices; i++) {
            ent_i_buf_printf(b, "%s", i ? " | " : "choice(");
            ent_i_buf_number(b, v->choice[i]);
        }
        ent_i_buf_printf(b, ")");
        break;
    }
}

/* `sign` stands before the amount of a relative change. */
static void write_amount(writer *w, ent_str name, const char *sign,
                         const ent_value *v) {
    if (v->kind == ENT_VALUE_BLANK)
        return;
    open_key(w, name, "{\"value\":\"");
    raw(w, sign);
    ent_i_value_put(&w->b, v);
    raw(w, "\"");
    if (v->n_evidence)
        write_refs(w, v);
    text(w, "confidence", v->confidence);
    text(w, "note", v->note);
    text(w, "coder", v->coder);
    raw(w, "}");
}

static void write_value(writer *w, const char *name, uint32_t at) {
    write_amount(w, ent_i_str(name), "", &w->s->value[at]);
}

static void write_factions(writer *w, const ent_actor *a) {
    open_key(w, ENT_STR("factions"), "{");
    for (uint32_t k = 0; k < a->n_factions; k++) {
        const ent_faction *f = &w->s->faction[a->first_faction + k];
        open_key(w, f->id, "{");
        text(w, "name", f->name);
        write_value(w, "weight", f->weight);
        raw(w, "}");
    }
    raw(w, "}");
}

static void write_actors(writer *w) {
    open_key(w, ENT_STR("actors"), "{");
    for (size_t i = 0; i < w->s->n_actors; i++) {
        const ent_actor *a = &w->s->actor[i];
        row(w);
        ent_i_buf_json(&w->b, a->id);
        raw(w, ":{");
        text(w, "name", a->name);
        write_value(w, "capability", a->capability);
        if (a->n_factions)
            write_factions(w, a);
        raw(w, "}");
    }
    raw(w, "}");
}

static void write_issues(writer *w) {
    open_key(w, ENT_STR("issues"), "{");
    for (size_t i = 0; i < w->s->n_issues; i++) {
        const ent_issue *p = &w->s->issue[i];
        row(w);
        ent_i_buf_json(&w->b, p->id);
        raw(w, ":{");
        text(w, "name", p->name);
        open_key(w, ENT_STR("poles"), "[");
        ent_i_buf_json(&w->b, p->pole[0]);
        raw(w, ",");
        ent_i_buf_json(&w->b, p->pole[1]);
        raw(w, "]");
        write_value(w, "status_quo", p->status_quo);
        write_value(w, "failure_costs", p->failure_cost);
        raw(w, "}");
    }
    raw(w, "}");
}

/* "000|004" */
static void write_lens_names(writer *w, uint64_t lenses) {
    ent_buf names = {0};
    for (size_t l = 0; l < w->s->n_lenses; l++)
        if (lenses >> l & 1) {
            ent_i_buf_printf(&names, "%s%.*s", names.n ? "|" : "",
                             ENT_P(w->s->lens[l].id));
        }
    text(w, "lens", (ent_str){names.s, names.n});
    w->b.bad |= names.bad;
    ent_i_buf_free(&names);
}

static void write_stance(writer *w, const ent_stance *st) {
    const ent_scenario *s = w->s;
    ent_buf who = {0};
    ent_i_buf_str(&who, s->actor[st->actor].id);
    if (st->faction != ENT_NONE)
        ent_i_buf_printf(&who, ".%.*s", ENT_P(s->faction[st->faction].id));
    text(w, "issue", s->issue[st->issue].id);
    text(w, "actor", (ent_str){who.s, who.n});
    w->b.bad |= who.bad;
    ent_i_buf_free(&who);
    write_lens_names(w, st->lenses);
    write_value(w, "position", st->position);
    write_value(w, "salience", st->salience);
    write_value(w, "leverage", st->leverage);
}

static void write_stances(writer *w) {
    open_key(w, ENT_STR("stances"), "[");
    for (size_t i = 0; i < w->s->n_stances; i++) {
        row(w);
        raw(w, "{");
        write_stance(w, &w->s->stance[i]);
        raw(w, "}");
    }
    raw(w, "]");
}

static void write_tie_issues(writer *w, const ent_tie *t) {
    const ent_scenario *s = w->s;
    open_key(w, ENT_STR("issues"), "[");
    for (size_t p = 0; p < s->n_issues; p++)
        if (t->issues[p / 64] >> p % 64 & 1) {
            item(w);
            ent_i_buf_json(&w->b, s->issue[p].id);
        }
    raw(w, "]");
}

static void write_ties(writer *w) {
    open_key(w, ENT_STR("ties"), "[");
    for (size_t i = 0; i < w->s->n_ties; i++) {
        const ent_tie *t = &w->s->tie[i];
        row(w);
        raw(w, "{\"kind\":\"deference\"");
        text(w, "from", w->s->actor[t->from].id);
        text(w, "to", w->s->actor[t->to].id);
        write_value(w, "value", t->value);
        if (t->issues)
            write_tie_issues(w, t);
        raw(w, "}");
    }
    raw(w, "]");
}

static void write_sets(writer *w, const ent_set *set, size_t n) {
    static const char *const sign[] = {"", "+", "*"};
    open_key(w, ENT_STR("set"), "{");
    for (size_t i = 0; i < n; i++)
        write_amount(w, w->s->value[set[i].target].name, sign[set[i].op],
                     &w->s->value[set[i].by]);
    raw(w, "}");
}

static void write_events(writer *w) {
    open_key(w, ENT_STR("events"), "[");
    for (size_t i = 0; i < w->s->n_occurrences; i++) {
        const ent_occurrence *o = &w->s->occurrence[i];
        row(w);
        raw(w, "{");
        text(w, "date", o->date);
        text(w, "what", o->what);
        write_value(w, "chance", o->chance);
        write_sets(w, o->set, o->n_sets);
        raw(w, "}");
    }
    raw(w, "]");
}

static void write_lenses(writer *w) {
    open_key(w, ENT_STR("lenses"), "{");
    for (size_t i = 0; i < w->s->n_lenses; i++) {
        const ent_lens *l = &w->s->lens[i];
        row(w);
        ent_i_buf_json(&w->b, l->id);
        raw(w, ":{");
        text(w, "says", l->says);
        number(w, "weight", l->weight);
        write_sets(w, l->set, l->n_sets);
        raw(w, "}");
    }
    raw(w, "}");
}

static void write_documents(writer *w) {
    open_key(w, ENT_STR("documents"), "{");
    for (size_t i = 0; i < w->s->n_aliases; i++) {
        open_key(w, w->s->alias[i].alias, "");
        ent_i_buf_json(&w->b, w->s->alias[i].doc);
    }
    raw(w, "}");
}

static void write_time(writer *w) {
    const ent_scenario *s = w->s;
    const char *unit = s->step_unit == 'd'   ? "day"
                       : s->step_unit == 'w' ? "week"
                       : s->step_unit == 'm' ? "month"
                                             : "year";
    open_key(w, ENT_STR("time"), "{");
    text(w, "start", s->start);
    key(w, "step");
    ent_i_buf_printf(&w->b, "\"%u %s%s\"", s->step_count, unit,
                     s->step_count > 1 ? "s" : "");
    number(w, "steps", s->steps);
    raw(w, "}");
}

static void write_all(writer *w) {
    raw(w, "{");
    text(w, "scenario", w->s->id);
    text(w, "title", w->s->title);
    text(w, "question", w->s->question);
    if (w->s->start.n)
        write_time(w);
    write_documents(w);
    write_actors(w);
    write_issues(w);
    write_stances(w);
    write_ties(w);
    write_events(w);
    write_lenses(w);
    raw(w, "}\n");
}

ent_err ent_scenario_write_json(ent_ctx *ctx, const ent_scenario *s,
                                ent_sink out) {
    writer w = {.s = s};
    write_all(&w);
    ent_err e = w.b.bad ? ENT_NOMEM_FAIL(ctx)
                        : ent_i_write(ctx, out, (ent_str){w.b.s, w.b.n});
    ent_i_buf_free(&w.b);
    return e;
}
