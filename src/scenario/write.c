/* write.c - a scenario as it was understood, in JSON with a stable order:
 * for `check --json`, for hashing, for other programs. */
#include "scenario/scenario.h"

typedef struct writer {
    const ent_scenario *s;
    ent_buf b;
} writer;

static void raw(writer *w, const char *z) {
    ent_i_buf_put(&w->b, z, strlen(z));
}

/* ,"key": with the comma left out after an opening bracket */
static void key(writer *w, const char *name) {
    char last = w->b.n ? w->b.s[w->b.n - 1] : '{';
    ent_i_buf_printf(&w->b, "%s\"%s\":", strchr("{[", last) ? "" : ",", name);
}

static void item(writer *w) {
    if (w->b.n && !strchr("{[", w->b.s[w->b.n - 1]))
        raw(w, ",\n");
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
    key(w, "evidence");
    raw(w, "[");
    for (size_t i = 0; i < v->n_evidence; i++) {
        const ent_ref *ref = &v->evidence[i];
        raw(w, i ? ",\"" : "\"");
        ent_buf name = {0};
        ent_i_buf_json(&name, ref->doc);
        w->b.bad |= name.bad;
        if (name.n > 2) /* without its quotes */
            ent_i_buf_put(&w->b, name.s + 1, name.n - 2);
        ent_i_buf_free(&name);
        ent_i_buf_printf(&w->b, "#%u", ref->para);
        if (ref->sent)
            ent_i_buf_printf(&w->b, ".%u", ref->sent);
        raw(w, "\"");
    }
    raw(w, "]");
}

static void write_numbers(writer *w, const ent_value *v) {
    static const char *const kinds[] = {"blank",   "fixed",  "interval",
                                        "uniform", "normal", "choice"};
    text(w, "kind", ent_i_str(kinds[v->kind]));
    if (v->kind == ENT_VALUE_BLANK)
        return;
    number(w, "best", v->best);
    if (v->kind == ENT_VALUE_FIXED)
        return;
    number(w, "lo", v->lo);
    number(w, "hi", v->hi);
    if (v->kind != ENT_VALUE_CHOICE)
        return;
    key(w, "choice");
    for (size_t i = 0; i < v->n_choices; i++) {
        raw(w, i ? "," : "[");
        ent_i_buf_number(&w->b, v->choice[i]);
    }
    raw(w, "]");
}

static void write_value(writer *w, const char *name, uint32_t row) {
    const ent_value *v = &w->s->value[row];
    key(w, name);
    raw(w, "{");
    text(w, "name", v->name);
    write_numbers(w, v);
    if (v->n_evidence)
        write_refs(w, v);
    text(w, "confidence", v->confidence);
    text(w, "note", v->note);
    text(w, "coder", v->coder);
    raw(w, "}");
}

static void write_actors(writer *w) {
    const ent_scenario *s = w->s;
    for (size_t i = 0; i < s->n_actors; i++) {
        const ent_actor *a = &s->actor[i];
        item(w);
        raw(w, "{");
        text(w, "id", a->id);
        text(w, "name", a->name);
        write_value(w, "capability", a->capability);
        key(w, "factions");
        raw(w, "[");
        for (uint32_t k = 0; k < a->n_factions; k++) {
            const ent_faction *f = &s->faction[a->first_faction + k];
            item(w);
            raw(w, "{");
            text(w, "id", f->id);
            text(w, "name", f->name);
            write_value(w, "weight", f->weight);
            raw(w, "}");
        }
        raw(w, "]}");
    }
}

static void write_issues(writer *w) {
    for (size_t i = 0; i < w->s->n_issues; i++) {
        const ent_issue *p = &w->s->issue[i];
        item(w);
        raw(w, "{");
        text(w, "id", p->id);
        text(w, "name", p->name);
        key(w, "poles");
        raw(w, "[");
        ent_i_buf_json(&w->b, p->pole[0]);
        raw(w, ",");
        ent_i_buf_json(&w->b, p->pole[1]);
        raw(w, "]");
        write_value(w, "status_quo", p->status_quo);
        write_value(w, "failure_costs", p->failure_cost);
        raw(w, "}");
    }
}

static void write_stances(writer *w) {
    const ent_scenario *s = w->s;
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        item(w);
        raw(w, "{");
        text(w, "issue", s->issue[st->issue].id);
        text(w, "actor", s->actor[st->actor].id);
        if (st->faction != ENT_NONE)
            text(w, "faction", s->faction[st->faction].id);
        key(w, "lenses");
        raw(w, "[");
        for (size_t l = 0; l < s->n_lenses; l++)
            if (st->lenses >> l & 1) {
                item(w);
                ent_i_buf_json(&w->b, s->lens[l].id);
            }
        raw(w, "]");
        write_value(w, "position", st->position);
        write_value(w, "salience", st->salience);
        write_value(w, "leverage", st->leverage);
        raw(w, "}");
    }
}

static void write_ties(writer *w) {
    const ent_scenario *s = w->s;
    for (size_t i = 0; i < s->n_ties; i++) {
        const ent_tie *t = &s->tie[i];
        item(w);
        raw(w, "{\"kind\":\"deference\"");
        text(w, "from", s->actor[t->from].id);
        text(w, "to", s->actor[t->to].id);
        write_value(w, "value", t->value);
        if (t->issues) {
            key(w, "issues");
            raw(w, "[");
            for (size_t p = 0; p < s->n_issues; p++)
                if (t->issues[p / 64] >> p % 64 & 1) {
                    item(w);
                    ent_i_buf_json(&w->b, s->issue[p].id);
                }
            raw(w, "]");
        }
        raw(w, "}");
    }
}

static void write_sets(writer *w, const ent_set *set, size_t n) {
    static const char *const ops[] = {"set", "add", "times"};
    key(w, "set");
    raw(w, "[");
    for (size_t i = 0; i < n; i++) {
        item(w);
        raw(w, "{");
        text(w, "target", w->s->value[set[i].target].name);
        text(w, "op", ent_i_str(ops[set[i].op]));
        write_value(w, "by", set[i].by);
        raw(w, "}");
    }
    raw(w, "]");
}

static void write_events(writer *w) {
    for (size_t i = 0; i < w->s->n_occurrences; i++) {
        const ent_occurrence *o = &w->s->occurrence[i];
        item(w);
        raw(w, "{");
        text(w, "date", o->date);
        text(w, "what", o->what);
        number(w, "step", o->step);
        write_value(w, "chance", o->chance);
        write_sets(w, o->set, o->n_sets);
        raw(w, "}");
    }
}

static void write_lenses(writer *w) {
    for (size_t i = 0; i < w->s->n_lenses; i++) {
        const ent_lens *l = &w->s->lens[i];
        item(w);
        raw(w, "{");
        text(w, "id", l->id);
        text(w, "says", l->says);
        number(w, "weight", l->weight);
        write_sets(w, l->set, l->n_sets);
        raw(w, "}");
    }
}

static void write_documents(writer *w) {
    for (size_t i = 0; i < w->s->n_aliases; i++) {
        item(w);
        raw(w, "{");
        text(w, "short", w->s->alias[i].alias);
        text(w, "document", w->s->alias[i].doc);
        raw(w, "}");
    }
}

static void write_time(writer *w) {
    const char unit[] = {w->s->step_unit, 0};
    key(w, "time");
    raw(w, "{");
    text(w, "start", w->s->start);
    text(w, "unit", ent_i_str(unit));
    number(w, "count", w->s->step_count);
    number(w, "steps", w->s->steps);
    raw(w, "}");
}

static void write_all(writer *w) {
    static const struct {
        const char *name;
        void (*write)(writer *w);
    } lists[] = {{"documents", write_documents}, {"actors", write_actors},
                 {"issues", write_issues},       {"stances", write_stances},
                 {"ties", write_ties},           {"events", write_events},
                 {"lenses", write_lenses}};
    raw(w, "{\"schema\":\"entente-scenario/1\"");
    text(w, "scenario", w->s->id);
    text(w, "title", w->s->title);
    text(w, "question", w->s->question);
    write_time(w);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        key(w, lists[i].name);
        raw(w, "[");
        lists[i].write(w);
        raw(w, "]");
    }
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
