/* check.c - what is allowed but doubtful in a scenario, and whether its
 * references open.
 *
 * Whatever can be counted is told once with the first few names; a report of
 * three hundred lines is not read. */
#include "scenario/check.h"

enum { NAMED = 3 }; /* names told before "and 12 more" */

void ent_i_few_add(ent_checker *c, ent_few *f, ent_str name, ent_place at) {
    if (!f->n)
        f->first = at;
    if (f->n++ < NAMED)
        f->names = ent_i_printf(c->r.ctx->temp, "%.*s%s%.*s", ENT_P(f->names),
                                f->n > 1 ? ", " : "", ENT_P(name));
}

ent_err ent_i_few_tell(ent_checker *c, const ent_few *f, const char *one,
                       const char *many, const char *remedy) {
    ent_str more = {0};
    if (!f->n)
        return ENT_OK;
    if (f->n > NAMED)
        more = ent_i_printf(c->r.ctx->temp, " and %zu more", f->n - NAMED);
    return ent_i_find(&c->r, ENT_OK, f->first, "%zu %s: %.*s%.*s; %s", f->n,
                      f->n == 1 ? one : many, ENT_P(f->names), ENT_P(more),
                      remedy);
}

/* ---- values */

/* How much an event or a lens changes something; what it rests on is told
 * with the event. */
static bool is_amount(ent_str name) {
    return ent_i_starts(name, "lens.") ||
           (ent_i_starts(name, "event.") && !ent_i_ends(name, ".chance") &&
            !ent_i_ends(name, ".hazard"));
}

static ent_err check_values(ent_checker *c) {
    ent_few bare = {0}, leverage = {0}, status_quo = {0};
    for (size_t i = 0; i < c->s->n_values; i++) {
        const ent_value *v = &c->s->value[i];
        bool blank = v->kind == ENT_VALUE_BLANK;
        if (!v->name.s || is_amount(v->name) || (!blank && !v->at.line))
            continue;
        if (blank && ent_i_ends(v->name, ".status_quo"))
            ent_i_few_add(c, &status_quo, v->name, v->at);
        else if (blank && memmem(v->name.s, v->name.n, ".leverage.", 10))
            ent_i_few_add(c, &leverage, v->name, v->at);
        else if (!blank && !v->n_evidence)
            ent_i_few_add(c, &bare, v->name, v->at);
        c->coverage->n_values += !blank;
        c->coverage->n_evidence += !blank && v->n_evidence;
    }
    ENT_TRY(ent_i_few_tell(c, &bare, "value has no evidence",
                           "values have no evidence",
                           "give each a reference, as in evidence: 002#19"));
    ENT_TRY(ent_i_few_tell(c, &leverage, "leverage is blank",
                           "leverages are blank",
                           "the actor's capability takes their place"));
    return ent_i_few_tell(c, &status_quo, "status quo is blank",
                          "status quos are blank",
                          "models that need one leave these issues out");
}

/* ---- the table of stances */

static ent_err check_issues(ent_checker *c, const size_t *stances) {
    for (size_t p = 0; p < c->s->n_issues; p++) {
        const ent_issue *issue = &c->s->issue[p];
        if (stances[p] < 2)
            ENT_TRY(ent_i_find(&c->r, ENT_OK, issue->at,
                               "issue %.*s has %s; nothing is bargained over "
                               "with fewer than two",
                               ENT_P(issue->id),
                               stances[p] ? "one stance" : "no stance"));
    }
    return ENT_OK;
}

static ent_err check_actors(ent_checker *c, const size_t *stances) {
    ent_few idle = {0};
    for (size_t i = 0; i < c->s->n_actors; i++)
        if (!stances[i])
            ent_i_few_add(c, &idle, c->s->actor[i].id, c->s->actor[i].at);
    return ent_i_few_tell(c, &idle, "actor has no stance",
                          "actors have no stance",
                          "give one or remove the actor");
}

/* Where an actor speaks for itself and through factions too, nobody knows
 * which is meant. */
static ent_err check_factions(ent_checker *c) {
    const ent_scenario *s = c->s;
    size_t n = s->n_actors * s->n_issues;
    unsigned char *seen = ENT_NEW(c->r.ctx->temp, n, unsigned char);
    ent_few both = {0};
    if (!seen)
        return ENT_NOMEM_FAIL(c->r.ctx);
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        unsigned char *cell = &seen[st->actor * s->n_issues + st->issue];
        unsigned char bit = st->faction == ENT_NONE ? 1 : 2;
        if (!st->lenses && *cell && *cell != bit && *cell != 3) {
            *cell = 3;
            ent_i_few_add(c, &both, s->value[st->position].name, st->at);
        } else if (!st->lenses && !*cell) {
            *cell = bit;
        }
    }
    return ent_i_few_tell(
        c, &both, "stance stands beside one of the same actor",
        "stances stand beside ones of the same actor",
        "give an issue either to the actor or to its factions");
}

static ent_err check_stances(ent_checker *c) {
    const ent_scenario *s = c->s;
    size_t *issues = ENT_NEW(c->r.ctx->temp, s->n_issues, size_t);
    size_t *actors = ENT_NEW(c->r.ctx->temp, s->n_actors, size_t);
    if (!issues || !actors)
        return ENT_NOMEM_FAIL(c->r.ctx);
    for (size_t i = 0; i < s->n_stances; i++) {
        issues[s->stance[i].issue] += !s->stance[i].lenses;
        actors[s->stance[i].actor]++;
    }
    ENT_TRY(check_issues(c, issues));
    ENT_TRY(check_actors(c, actors));
    return check_factions(c);
}

/* ---- events and lenses */

static ent_err check_events(ent_checker *c) {
    for (size_t i = 0; i < c->s->n_occurrences; i++) {
        const ent_occurrence *o = &c->s->occurrence[i];
        if (o->hazard == ENT_NONE &&
            (o->step < 0 || o->step >= (int64_t)c->s->steps))
            ENT_TRY(ent_i_find(&c->r, ENT_OK, o->at,
                               "the event of %.*s lies %s the scenario's time; "
                               "it changes nothing",
                               ENT_P(o->date),
                               o->step < 0 ? "before" : "behind"));
        else if (!o->n_sets && !ent_i_event_is_read(c, (uint32_t)i))
            ENT_TRY(ent_i_find(&c->r, ENT_OK, o->at,
                               "the event %s%.*s sets nothing; write set: "
                               "{PRK.position.D8: +10}",
                               o->date.n ? "of " : "",
                               ENT_P(o->date.n ? o->date : o->id)));
    }
    return ENT_OK;
}

static ent_err check_lenses(ent_checker *c) {
    uint64_t used = 0;
    ent_few idle = {0};
    for (size_t i = 0; i < c->s->n_stances; i++)
        used |= c->s->stance[i].lenses;
    for (size_t l = 0; l < c->s->n_lenses; l++)
        if (!(used >> l & 1) && !c->s->lens[l].n_sets)
            ent_i_few_add(c, &idle, c->s->lens[l].id,
                          (ent_place){.file = c->s->path});
    return ent_i_few_tell(
        c, &idle, "lens changes nothing", "lenses change nothing",
        "give them rows of stances or a `set`, or remove them");
}

/* ---- references */

/* The document as the store has it: by its name, else by its short name. */
static bool in_store(const ent_checker *c, ent_str *doc) {
    if (ent_i_index_find(&c->docs, *doc) != ENT_NONE)
        return true;
    ent_str alias = ent_i_ref_alias(c->s, *doc);
    if (!alias.s || ent_i_index_find(&c->docs, alias) == ENT_NONE)
        return false;
    *doc = alias;
    return true;
}

static ent_err tell_lost(ent_checker *c, ent_str doc, ent_place at) {
    if (ent_i_index_find(&c->lost, doc) != ENT_NONE)
        return ENT_OK;
    if (!ent_i_index_put(c->r.ctx->temp, &c->lost, doc, 0))
        return ENT_NOMEM_FAIL(c->r.ctx);
    return ent_i_find(&c->r, ENT_MISSING, at,
                      "document '%.*s' is not in the dossier; ingest it or "
                      "mend `documents`%s",
                      ENT_P(ent_i_clip(doc)),
                      ent_i_hint(c->r.ctx->temp, doc, c->docs.key, c->docs.n));
}

ent_err ent_i_check_ref(ent_checker *c, ent_ref ref, ent_place at) {
    ent_passage passage;
    ent_ctx *ctx = c->r.ctx;
    ent_str key = ent_i_printf(ctx->temp, "%.*s#%u.%u", ENT_P(ref.doc),
                               ref.para, ref.sent);
    if (!key.s)
        return ENT_NOMEM_FAIL(ctx);
    if (ent_i_index_find(&c->refs, key) != ENT_NONE)
        return ENT_OK;
    if (!ent_i_index_put(ctx->temp, &c->refs, key, 0))
        return ENT_NOMEM_FAIL(ctx);
    c->coverage->n_refs++;
    if (!c->store)
        return ENT_OK;
    if (!in_store(c, &ref.doc))
        return tell_lost(c, ref.doc, at);
    ent_mark m = ent_i_arena_mark(ctx->keep);
    ent_err e = ent_store_passage(ctx, c->store, ref, &passage);
    ent_i_arena_release(ctx->keep, m);
    if (e == ENT_MISSING)
        return ent_i_find(&c->r, e, at, "%s", ctx->fail.why);
    c->coverage->n_resolved += !e;
    return e;
}

static ent_err check_refs(ent_checker *c) {
    const ent_doc_row *doc;
    size_t n = 0;
    if (c->store)
        ENT_TRY(ent_store_docs(c->r.ctx, c->store, &doc, &n));
    for (size_t i = 0; i < n; i++)
        if (!ent_i_index_put(c->r.ctx->temp, &c->docs, doc[i].name, 0))
            return ENT_NOMEM_FAIL(c->r.ctx);
    for (size_t i = 0; i < c->s->n_values; i++) {
        const ent_value *v = &c->s->value[i];
        for (size_t k = 0; v->name.s && k < v->n_evidence; k++)
            ENT_TRY(ent_i_check_ref(c, v->evidence[k], v->at));
    }
    return ent_i_check_grounds(c);
}

static ent_err check_all(ent_checker *c) {
    ENT_TRY(check_values(c));
    ENT_TRY(check_stances(c));
    ENT_TRY(ent_i_check_parts(c));
    ENT_TRY(check_events(c));
    ENT_TRY(check_lenses(c));
    return check_refs(c);
}

ent_err ent_scenario_check(ent_ctx *ctx, const ent_scenario *s,
                           ent_store *store, const ent_finding **found,
                           size_t *n_found, ent_coverage *coverage) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    ent_checker c = {.r = {.ctx = ctx, .s = {.path = s->path}},
                     .s = s,
                     .store = store,
                     .coverage = coverage};
    *coverage = (ent_coverage){0};
    *found = NULL;
    *n_found = 0;
    ent_err e = check_all(&c);
    ent_i_arena_release(ctx->temp, m);
    if (e && !ent_i_find_full(&c.r, e))
        return e;
    ent_i_find_sort(c.r.found.at, c.r.found.n, s->path);
    *found = c.r.found.at;
    *n_found = c.r.found.n;
    return ENT_OK;
}
