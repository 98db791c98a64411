/* report_data.c - a report as one JSON document; docs/formats/report.md.
 *
 * Whatever the page shows is in here and nothing else is, so a reader can
 * have the same without the page.  No clock: the same run gives the same
 * bytes. */
#include "view/view.h"

static const char caveat[] =
    "These are shares of model draws, not probabilities of events: they say "
    "what follows from the positions, saliences and weights written in the "
    "scenario, and they have not been calibrated against outcomes.";

static void put_run(ent_sheet *t) {
    const ent_report *r = t->r;
    ent_buf *b = t->b;
    ent_i_view_key(b, "run");
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "version",
                    r->facts->version.n ? r->facts->version
                                        : ENT_STR(ENT_VERSION));
    ent_i_view_text(b, "name", r->facts->name);
    ent_i_view_text(b, "created", r->facts->created);
    ent_i_view_key(b, "seed");
    ent_i_buf_printf(b, "\"%llu\"", (unsigned long long)r->plan->seed);
    ent_i_view_count(b, "draws", r->run->draws);
    ent_i_view_count(b, "failed", r->run->failed);
    ent_i_view_text(b, "design",
                    r->plan->design == ENT_DESIGN_LATIN
                        ? ENT_STR("Latin hypercube")
                        : ENT_STR("independent draws"));
    ent_i_view_text(b, "lens", r->facts->lens);
    ent_i_view_texts(b, "set", r->facts->set, r->facts->n_sets);
    ent_i_view_text(b, "command", r->facts->command);
    ent_i_buf_put(b, "}", 1);
}

static void put_models(ent_buf *b, const ent_plan *plan) {
    ent_i_view_key(b, "models");
    ent_i_view_open(b, '[');
    for (size_t m = 0; m < plan->n_choices; m++) {
        const ent_model *model = plan->choice[m].model;
        ent_i_view_open(b, '{');
        ent_i_view_text(b, "name", ent_i_str(model->name));
        ent_i_view_text(b, "title", ent_i_str(model->title));
        ent_i_view_text(b, "source", ent_i_str(model->source));
        ent_i_view_real(b, "weight", plan->choice[m].weight);
        ent_i_buf_put(b, "}", 1);
    }
    ent_i_buf_put(b, "]", 1);
}

static void put_factions(ent_sheet *t, const ent_actor *a) {
    const ent_scenario *s = t->r->scenario;
    ent_i_view_key(t->b, "factions");
    ent_i_view_open(t->b, '[');
    for (uint32_t i = 0; i < a->n_factions; i++) {
        const ent_faction *f = &s->faction[a->first_faction + i];
        ent_i_view_open(t->b, '{');
        ent_i_view_text(t->b, "id", f->id);
        ent_i_view_text(t->b, "name", f->name.n ? f->name : f->id);
        ent_i_view_value(t->b, "weight", s, f->weight);
        ent_i_sheet_basis(t, f->weight);
        ent_i_buf_put(t->b, "}", 1);
    }
    ent_i_buf_put(t->b, "]", 1);
}

/* What the capability and the weights of the factions rest on, together. */
static ent_err put_actor_evidence(ent_sheet *t, const ent_actor *a) {
    const ent_scenario *s = t->r->scenario;
    ent_mark mark = ent_i_arena_mark(t->ctx->temp);
    uint32_t *row = ENT_NEW(t->ctx->temp, a->n_factions + 1, uint32_t);
    if (!row)
        return ENT_NOMEM_FAIL(t->ctx);
    row[0] = a->capability;
    for (uint32_t i = 0; i < a->n_factions; i++)
        row[i + 1] = s->faction[a->first_faction + i].weight;
    ent_i_sheet_evidence(t, "evidence", row, a->n_factions + 1);
    ent_i_arena_release(t->ctx->temp, mark);
    return ENT_OK;
}

/* On how many issues an actor has a stance, under whatever lens. */
static uint64_t count_issues(const ent_scenario *s, uint32_t actor,
                             bool *seen) {
    uint64_t n = 0;
    memset(seen, 0, s->n_issues * sizeof *seen);
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        if (st->actor != actor || seen[st->issue])
            continue;
        seen[st->issue] = true;
        n++;
    }
    return n;
}

static ent_err put_actor(ent_sheet *t, uint32_t i, bool *seen) {
    const ent_scenario *s = t->r->scenario;
    const ent_actor *a = &s->actor[i];
    uint64_t mentions = 0;
    if (t->r->store)
        ENT_TRY(ent_store_mentions(t->ctx, t->r->store, a->id, &mentions));
    ent_i_view_open(t->b, '{');
    ent_i_view_text(t->b, "id", a->id);
    ent_i_view_text(t->b, "name", a->name.n ? a->name : a->id);
    ent_i_view_value(t->b, "capability", s, a->capability);
    ent_i_sheet_evidence(t, "capability_evidence", &a->capability, 1);
    ent_i_view_text(t->b, "capability_note", s->value[a->capability].note);
    put_factions(t, a);
    ent_i_view_count(t->b, "stances", count_issues(s, i, seen));
    ent_i_view_count(t->b, "mentions", mentions);
    ENT_TRY(put_actor_evidence(t, a));
    ent_i_buf_put(t->b, "}", 1);
    return ENT_OK;
}

static ent_err put_actors(ent_sheet *t) {
    const ent_scenario *s = t->r->scenario;
    bool *seen = ENT_NEW(t->ctx->keep, s->n_issues, bool);
    if (!seen)
        return ENT_NOMEM_FAIL(t->ctx);
    ent_i_view_key(t->b, "actors");
    ent_i_view_open(t->b, '[');
    for (uint32_t i = 0; i < s->n_actors; i++)
        ENT_TRY(put_actor(t, i, seen));
    ent_i_buf_put(t->b, "]", 1);
    return ENT_OK;
}

static void put_compared(ent_sheet *t) {
    const ent_report *r = t->r;
    ent_i_view_key(t->b, "compared");
    if (!r->moved) {
        ent_i_buf_put(t->b, "null", 4);
        return;
    }
    ent_i_view_open(t->b, '{');
    ent_i_view_text(t->b, "name", r->since_name);
    ent_i_view_text(t->b, "title", r->since_title);
    ent_i_buf_put(t->b, "}", 1);
}

static void put_head(ent_sheet *t) {
    const ent_report *r = t->r;
    const ent_scenario *s = r->scenario;
    ent_buf *b = t->b;
    ent_i_view_text(b, "schema", ENT_STR("entente-report/1"));
    ent_i_view_text(b, "scenario", s->id);
    ent_i_view_text(b, "title", s->title.n ? s->title : s->id);
    ent_i_view_text(b, "question", s->question);
    ent_i_view_text(b, "date", s->start);
    put_run(t);
    ent_i_view_texts(b, "bottom_line", r->bottom_line, r->n_bottom_lines);
    ent_i_view_text(b, "caveat", ent_i_str(caveat));
    ent_i_view_texts(b, "warnings", r->warning, r->n_warnings);
    put_models(b, r->plan);
}

static ent_err put_all(ent_sheet *t) {
    ENT_TRY(ent_i_sheet_open(t));
    ent_i_view_open(t->b, '{');
    put_head(t);
    ENT_TRY(put_actors(t));
    ent_i_sheet_issues(t);
    ent_i_sheet_events(t);
    ENT_TRY(ent_i_sheet_documents(t));
    ENT_TRY(ent_i_sheet_dates(t));
    put_compared(t);
    ENT_TRY(ent_i_sheet_system(t));
    ent_i_buf_put(t->b, "}\n", 2);
    return ENT_OK;
}

ent_err ent_report_data(ent_ctx *ctx, const ent_report *r, ent_sink out) {
    ent_buf b = {0};
    ent_sheet t = {.ctx = ctx, .r = r, .b = &b};
    ent_err e = put_all(&t);
    if (e) {
        ent_i_buf_free(&b);
        return e;
    }
    return ent_i_view_flush(ctx, &b, out);
}
