/* write.c - a scenario as it was understood, in JSON that is a scenario file
 * again: for hashing, for other programs, for the workbench.
 *
 * Reading it back gives the same scenario, and writing that the same bytes. */
#include "scenario/write.h"

static void write_factions(ent_writer *w, const ent_actor *a) {
    ent_i_put_key(w, ENT_STR("factions"), "{");
    for (uint32_t k = 0; k < a->n_factions; k++) {
        const ent_faction *f = &w->s->faction[a->first_faction + k];
        ent_i_put_key(w, f->id, "{");
        ent_i_put_text(w, "name", f->name);
        ent_i_put_value(w, "weight", f->weight);
        if (f->leads)
            ent_i_put_raw(w, ",\"leads\":true");
        ent_i_put_issues(w, "veto", f->veto, f->n_vetoes);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "}");
}

static void write_actors(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("actors"), "{");
    for (size_t i = 0; i < w->s->n_actors; i++) {
        const ent_actor *a = &w->s->actor[i];
        ent_i_put_row(w);
        ent_i_buf_json(&w->b, a->id);
        ent_i_put_raw(w, ":{");
        ent_i_put_text(w, "name", a->name);
        ent_i_put_value(w, "capability", a->capability);
        if (a->n_factions)
            write_factions(w, a);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "}");
}

/* "consent of PRK, USA", "majority 67" */
static void write_rule(ent_writer *w, const ent_rule *r) {
    ent_buf text = {0};
    if (r->kind == ENT_RULE_MAJORITY) {
        ent_i_buf_printf(&text, "majority ");
        ent_i_buf_number(&text, r->quota);
    } else if (r->kind == ENT_RULE_CONSENT) {
        ent_i_buf_printf(&text, r->n_parties ? "consent of " : "consent");
        for (size_t i = 0; i < r->n_parties; i++)
            ent_i_buf_printf(&text, "%s%.*s", i ? ", " : "",
                             ENT_P(w->s->actor[r->party[i]].id));
    }
    ent_i_put_text(w, "rule", (ent_str){text.s, text.n});
    w->b.bad |= text.bad;
    ent_i_buf_free(&text);
}

static void write_issues(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("issues"), "{");
    for (size_t i = 0; i < w->s->n_issues; i++) {
        const ent_issue *p = &w->s->issue[i];
        ent_i_put_row(w);
        ent_i_buf_json(&w->b, p->id);
        ent_i_put_raw(w, ":{");
        ent_i_put_text(w, "name", p->name);
        ent_i_put_key(w, ENT_STR("poles"), "[");
        ent_i_buf_json(&w->b, p->pole[0]);
        ent_i_put_raw(w, ",");
        ent_i_buf_json(&w->b, p->pole[1]);
        ent_i_put_raw(w, "]");
        ent_i_put_value(w, "status_quo", p->status_quo);
        ent_i_put_value(w, "failure_costs", p->failure_cost);
        write_rule(w, &p->rule);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "}");
}

/* "000|004" */
static void write_lens_names(ent_writer *w, uint64_t lenses) {
    ent_buf names = {0};
    for (size_t l = 0; l < w->s->n_lenses; l++)
        if (lenses >> l & 1) {
            ent_i_buf_printf(&names, "%s%.*s", names.n ? "|" : "",
                             ENT_P(w->s->lens[l].id));
        }
    ent_i_put_text(w, "lens", (ent_str){names.s, names.n});
    w->b.bad |= names.bad;
    ent_i_buf_free(&names);
}

static void write_stance(ent_writer *w, const ent_stance *st) {
    const ent_scenario *s = w->s;
    ent_buf who = {0};
    ent_i_buf_str(&who, s->actor[st->actor].id);
    if (st->faction != ENT_NONE)
        ent_i_buf_printf(&who, ".%.*s", ENT_P(s->faction[st->faction].id));
    ent_i_put_text(w, "issue", s->issue[st->issue].id);
    ent_i_put_text(w, "actor", (ent_str){who.s, who.n});
    w->b.bad |= who.bad;
    ent_i_buf_free(&who);
    write_lens_names(w, st->lenses);
    ent_i_put_value(w, "position", st->position);
    ent_i_put_value(w, "salience", st->salience);
    ent_i_put_value(w, "leverage", st->leverage);
    if (st->reservation != ENT_NONE)
        ent_i_put_value(w, "reservation", st->reservation);
}

static void write_stances(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("stances"), "[");
    for (size_t i = 0; i < w->s->n_stances; i++) {
        ent_i_put_row(w);
        ent_i_put_raw(w, "{");
        write_stance(w, &w->s->stance[i]);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "]");
}

static void write_tie_issues(ent_writer *w, const ent_tie *t) {
    const ent_scenario *s = w->s;
    ent_i_put_key(w, ENT_STR("issues"), "[");
    for (size_t p = 0; p < s->n_issues; p++)
        if (t->issues[p / 64] >> p % 64 & 1) {
            ent_i_put_item(w);
            ent_i_buf_json(&w->b, s->issue[p].id);
        }
    ent_i_put_raw(w, "]");
}

static void write_ties(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("ties"), "[");
    for (size_t i = 0; i < w->s->n_ties; i++) {
        const ent_tie *t = &w->s->tie[i];
        ent_i_put_row(w);
        ent_i_put_raw(w, "{");
        ent_i_put_text(w, "kind", t->kind);
        ent_i_put_text(w, "from", w->s->actor[t->from].id);
        ent_i_put_text(w, "to", w->s->actor[t->to].id);
        ent_i_put_value(w, "value", t->value);
        if (t->issues)
            write_tie_issues(w, t);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "]");
}

static void write_sets(ent_writer *w, const ent_set *set, size_t n) {
    static const char *const sign[] = {"", "+", "*"};
    ent_i_put_key(w, ENT_STR("set"), "{");
    w->in_sets = true;
    for (size_t i = 0; i < n; i++)
        ent_i_put_amount(w, w->s->value[set[i].target].name, sign[set[i].op],
                         &w->s->value[set[i].by]);
    w->in_sets = false;
    ent_i_put_raw(w, "}");
}

static void write_events(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("events"), "[");
    for (size_t i = 0; i < w->s->n_occurrences; i++) {
        const ent_occurrence *o = &w->s->occurrence[i];
        ent_i_put_row(w);
        ent_i_put_raw(w, "{");
        ent_i_put_text(w, "id", o->id);
        ent_i_put_text(w, "date", o->date);
        ent_i_put_text(w, "what", o->what);
        if (o->hazard == ENT_NONE)
            ent_i_put_value(w, "chance", o->chance);
        ent_i_put_formula(w, "hazard", o->hazard);
        ent_i_put_formula(w, "when", o->when);
        if (o->again)
            ent_i_put_raw(w, ",\"again\":true");
        write_sets(w, o->set, o->n_sets);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "]");
}

static void write_lenses(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("lenses"), "{");
    for (size_t i = 0; i < w->s->n_lenses; i++) {
        const ent_lens *l = &w->s->lens[i];
        ent_i_put_row(w);
        ent_i_buf_json(&w->b, l->id);
        ent_i_put_raw(w, ":{");
        ent_i_put_text(w, "says", l->says);
        ent_i_put_number(w, "weight", l->weight);
        write_sets(w, l->set, l->n_sets);
        ent_i_put_raw(w, "}");
    }
    ent_i_put_raw(w, "}");
}

static void write_documents(ent_writer *w) {
    ent_i_put_key(w, ENT_STR("documents"), "{");
    for (size_t i = 0; i < w->s->n_aliases; i++) {
        ent_i_put_key(w, w->s->alias[i].alias, "");
        ent_i_buf_json(&w->b, w->s->alias[i].doc);
    }
    ent_i_put_raw(w, "}");
}

static void write_time(ent_writer *w) {
    const ent_scenario *s = w->s;
    const char *unit = s->step_unit == 'd'   ? "day"
                       : s->step_unit == 'w' ? "week"
                       : s->step_unit == 'm' ? "month"
                                             : "year";
    ent_i_put_key(w, ENT_STR("time"), "{");
    ent_i_put_text(w, "start", s->start);
    ent_i_put_key(w, ENT_STR("step"), "");
    ent_i_buf_printf(&w->b, "\"%u %s%s\"", s->step_count, unit,
                     s->step_count > 1 ? "s" : "");
    ent_i_put_number(w, "steps", s->steps);
    ent_i_put_raw(w, "}");
}

static void write_all(ent_writer *w) {
    ent_i_put_raw(w, "{");
    ent_i_put_text(w, "scenario", w->s->id);
    ent_i_put_text(w, "title", w->s->title);
    ent_i_put_text(w, "question", w->s->question);
    if (w->s->start.n)
        write_time(w);
    write_documents(w);
    write_actors(w);
    write_issues(w);
    write_stances(w);
    write_ties(w);
    write_events(w);
    write_lenses(w);
    ent_i_put_system(w);
    ent_i_put_claims(w);
    ent_i_put_raw(w, "}\n");
}

ent_err ent_scenario_write_json(ent_ctx *ctx, const ent_scenario *s,
                                ent_sink out) {
    ent_writer w = {.s = s, .temp = ctx->temp};
    ent_mark m = ent_i_arena_mark(ctx->temp);
    write_all(&w);
    ent_i_arena_release(ctx->temp, m);
    ent_err e = w.b.bad ? ENT_NOMEM_FAIL(ctx)
                        : ent_i_write(ctx, out, (ent_str){w.b.s, w.b.n});
    ent_i_buf_free(&w.b);
    return e;
}
