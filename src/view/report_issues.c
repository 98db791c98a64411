/* report_issues.c - the issues of a report: forecasts and who wants what. */
#include "view/view.h"

enum { LENSES = 64 }; /* bits of ent_stance.lenses */

static void put_models(ent_buf *b, const ent_plan *plan,
                       const ent_forecast *f) {
    ent_i_view_key(b, "models");
    ent_i_view_open(b, '[');
    for (size_t m = 0; m < plan->n_choices; m++) {
        ent_i_view_open(b, '{');
        ent_i_view_text(b, "name", ent_i_str(plan->choice[m].model->name));
        ent_i_view_band(b, "forecast", &f->model[m]);
        ent_i_view_count(b, "failed", f->failed[m]);
        ent_i_buf_put(b, "}", 1);
    }
    ent_i_buf_put(b, "]", 1);
}

void ent_i_view_forecast(ent_buf *b, const ent_scenario *s,
                         const ent_plan *plan, const ent_forecast *f,
                         size_t p) {
    const ent_issue *issue = &s->issue[p];
    ent_i_view_text(b, "id", issue->id);
    ent_i_view_text(b, "name", issue->name.n ? issue->name : issue->id);
    ent_i_view_texts(b, "poles", issue->pole, 2);
    ent_i_view_text(b, "headline", f[p].headline);
    ent_i_view_text(b, "words", f[p].words);
    ent_i_view_band(b, "forecast", &f[p].all);
    ent_i_view_band(b, "past", &f[p].past);
    ent_i_view_text(b, "past_words", f[p].past_says);
    ent_i_view_key(b, "histogram");
    ent_i_view_open(b, '[');
    for (int i = 0; i < ENT_BINS; i++)
        ent_i_view_number(b, f[p].bin[i]);
    ent_i_buf_put(b, "]", 1);
    ent_i_view_real(b, "disagreement", f[p].disagreement);
    put_models(b, plan, &f[p]);
}

/* One row of the table of stances, as the base or as one lens has it. */
static void put_stance(ent_sheet *t, const ent_stance *st, ent_str lens) {
    const ent_scenario *s = t->r->scenario;
    const ent_value *v = &s->value[st->position];
    const uint32_t rows[] = {st->position, st->salience, st->leverage};
    ent_buf *b = t->b;
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "actor", s->actor[st->actor].id);
    ent_i_view_text(b, "faction",
                    st->faction == ENT_NONE ? (ent_str){0}
                                            : s->faction[st->faction].id);
    ent_i_view_text(b, "lens", lens);
    ent_i_view_value(b, "position", s, st->position);
    ent_i_view_value(b, "salience", s, st->salience);
    ent_i_view_value(b, "leverage", s, st->leverage);
    ent_i_sheet_evidence(t, "evidence", rows, 3);
    ent_i_view_text(b, "confidence", v->confidence);
    ent_i_view_text(b, "note", v->note);
    ent_i_buf_put(b, "}", 1);
}

static void put_stances(ent_sheet *t, size_t p) {
    const ent_scenario *s = t->r->scenario;
    ent_i_view_key(t->b, "stances");
    ent_i_view_open(t->b, '[');
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        if (st->issue != p || st->position == ENT_NONE ||
            s->value[st->position].kind == ENT_VALUE_BLANK)
            continue;
        if (!st->lenses)
            put_stance(t, st, (ent_str){0});
        for (size_t l = 0; l < s->n_lenses && l < LENSES; l++)
            if (st->lenses >> l & 1)
                put_stance(t, st, s->lens[l].id);
    }
    ent_i_buf_put(t->b, "]", 1);
}

static void put_path(ent_sheet *t, size_t p) {
    const ent_report *r = t->r;
    char room[ENT_DATE_BYTES];
    ent_i_view_key(t->b, "path");
    ent_i_view_open(t->b, '[');
    for (size_t k = 0; k < r->n_periods; k++) {
        ent_i_view_open(t->b, '{');
        ent_i_view_text(t->b, "date",
                        ent_i_step_date(r->scenario, r->period_step[k], room));
        ent_i_view_band(t->b, "forecast", &r->forecast[p].path[k]);
        ent_i_buf_put(t->b, "}", 1);
    }
    ent_i_buf_put(t->b, "]", 1);
}

static void put_moved(ent_sheet *t, size_t p) {
    const ent_change *c = t->r->moved ? &t->r->moved[p] : NULL;
    ent_i_view_key(t->b, "moved");
    if (!c || !c->before.n) {
        ent_i_buf_put(t->b, "null", 4);
        return;
    }
    ent_i_view_open(t->b, '{');
    ent_i_view_band(t->b, "before", &c->before);
    ent_i_view_band(t->b, "change", &c->change);
    ent_i_view_real(t->b, "agree", c->agree);
    ent_i_view_text(t->b, "verdict", c->verdict);
    ent_i_buf_put(t->b, "}", 1);
}

void ent_i_sheet_issues(ent_sheet *t) {
    const ent_report *r = t->r;
    ent_i_view_key(t->b, "issues");
    ent_i_view_open(t->b, '[');
    for (size_t p = 0; p < r->scenario->n_issues; p++) {
        uint32_t quo = r->scenario->issue[p].status_quo;
        ent_i_view_open(t->b, '{');
        ent_i_view_forecast(t->b, r->scenario, r->plan, r->forecast, p);
        ent_i_view_value(t->b, "status_quo", r->scenario, quo);
        ent_i_sheet_basis(t, quo);
        put_stances(t, p);
        put_path(t, p);
        put_moved(t, p);
        ent_i_buf_put(t->b, "}", 1);
    }
    ent_i_buf_put(t->b, "]", 1);
}
