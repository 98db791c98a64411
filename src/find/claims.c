/* claims.c - claims as tests, and mechanisms by taking their parts out.
 *
 * A claim is played without and with its change.  A mechanism is its claim
 * played twice so, with its parts in place and taken out: it works when the
 * claim holds the first time and fails the second.  Plays that several claims
 * share (the same lens, givens and parts) are made once. */
#include "find/claims.h"
#include "scenario/scenario.h"

/* One claim with some parts taken out; play[0] NONE: nothing is changed. */
typedef struct trial {
    uint32_t claim;
    uint32_t play[2];
} trial;

typedef struct plays {
    ent_ctx *ctx;
    const ent_scenario *s;
    ent_plan plan;
    ent_str lens;    /* instead of the claims' own */
    bool own_lens;   /* each claim under its own */
    ent_vec variant; /* ent_variant */
    ent_vec looks;   /* ent_vec of ent_look, one for each variant */
} plays;

/* ---- which plays are needed */

static bool same_texts(const ent_str *a, size_t n, const ent_str *b, size_t m) {
    for (size_t i = 0; n == m && i < n; i++)
        if (!ent_i_eq(a[i], b[i]))
            return false;
    return n == m;
}

static bool same_play(const ent_variant *a, const ent_variant *b) {
    return ent_i_eq(a->lens, b->lens) &&
           same_texts(a->given, a->n_given, b->given, b->n_given) &&
           same_texts(a->change, a->n_changes, b->change, b->n_changes) &&
           same_texts(a->without, a->n_without, b->without, b->n_without);
}

static ent_err add_play(plays *p, const ent_variant *v, uint32_t *at) {
    const ent_variant *all = p->variant.at;
    for (*at = 0; *at < p->variant.n; ++*at)
        if (same_play(&all[*at], v))
            return ENT_OK;
    ent_variant *to = ENT_PUSH(p->ctx->temp, &p->variant, ent_variant);
    if (!to || !ENT_PUSH(p->ctx->temp, &p->looks, ent_vec))
        return ENT_NOMEM_FAIL(p->ctx);
    *to = *v;
    return ENT_OK;
}

static bool same_when(ent_when a, ent_when b) {
    return a.kind == b.kind && a.step == b.step;
}

/* The number that an expectation looks at, in one play; NULL: not there. */
static ent_look *find_look(ent_look *look, size_t n, ent_str name,
                           ent_when when) {
    for (size_t i = 0; i < n; i++)
        if (ent_i_eq(look[i].name, name) && same_when(look[i].when, when))
            return &look[i];
    return NULL;
}

static ent_err add_looks(plays *p, uint32_t at, const ent_claim *c) {
    ent_vec *v = (ent_vec *)p->looks.at + at;
    for (size_t i = 0; i < c->n_expect; i++) {
        const ent_expectation *e = &c->expect[i];
        ent_when when;
        if (!ent_i_when_read(e->when, p->s->steps, &when))
            continue; /* told when it is judged */
        if (find_look(v->at, v->n, e->name, when))
            continue;
        ent_look *l = ENT_PUSH(p->ctx->temp, v, ent_look);
        if (!l)
            return ENT_NOMEM_FAIL(p->ctx);
        *l = (ent_look){.name = e->name, .when = when};
    }
    return ENT_OK;
}

static ent_err add_trial(plays *p, uint32_t claim, const ent_mechanism *without,
                         trial *t) {
    const ent_claim *c = &p->s->claim[claim];
    ent_variant v = {.lens = p->own_lens ? c->lens : p->lens,
                     .given = c->given,
                     .n_given = c->n_given};
    if (without) {
        v.without = without->part;
        v.n_without = without->n_parts;
    }
    *t = (trial){claim, {ENT_NONE, ENT_NONE}};
    if (c->n_changes) {
        ENT_TRY(add_play(p, &v, &t->play[0]));
        ENT_TRY(add_looks(p, t->play[0], c));
    }
    v.change = c->change;
    v.n_changes = c->n_changes;
    ENT_TRY(add_play(p, &v, &t->play[1]));
    return add_looks(p, t->play[1], c);
}

static ent_err play_all(plays *p) {
    ent_variant *v = p->variant.at;
    const ent_vec *looks = p->looks.at;
    for (size_t i = 0; i < p->variant.n; i++) {
        v[i].look = looks[i].at;
        v[i].n_looks = looks[i].n;
    }
    return ent_i_variants_play(p->ctx, p->s, &p->plan, v, p->variant.n);
}

/* ---- what came of one trial */

/* Why one of its plays could not be made; NULL when both were. */
static const ent_variant *failed(const plays *p, const trial *t) {
    const ent_variant *v = p->variant.at;
    for (int k = 0; k < 2; k++)
        if (t->play[k] != ENT_NONE && v[t->play[k]].err)
            return &v[t->play[k]];
    return NULL;
}

static ent_err judge_one(const plays *p, const trial *t,
                         const ent_expectation *e, ent_effect *out) {
    const ent_variant *v = p->variant.at;
    ent_look *look[2] = {NULL, NULL};
    ent_when when;
    if (!ent_i_when_read(e->when, p->s->steps, &when))
        return ENT_FAIL_AT(p->ctx, ENT_SYNTAX, e->at,
                           "'at: %.*s' is neither mean, end, start, most, "
                           "least nor a step below %u",
                           ENT_P(e->when), p->s->steps);
    for (int k = 0; k < 2; k++)
        if (t->play[k] != ENT_NONE)
            look[k] = find_look(v[t->play[k]].look, v[t->play[k]].n_looks,
                                e->name, when);
    return ent_i_effect_judge(p->ctx, e, look[0], look[1], p->plan.draws, out);
}

/* The sentence of the first effect that fails, else all of them. */
static ent_str sum_up(ent_ctx *ctx, const ent_effect *f, size_t n) {
    ent_str all = f[0].says;
    for (size_t i = 0; i < n; i++)
        if (!f[i].holds)
            return f[i].says;
    for (size_t i = 1; i < n && all.s; i++)
        all =
            ent_i_printf(ctx->keep, "%.*s; %.*s", ENT_P(all), ENT_P(f[i].says));
    return all;
}

static ent_err tell_error(ent_ctx *ctx, const char *why,
                          ent_claim_result *out) {
    out->verdict = ENT_VERDICT_ERROR;
    out->says = ent_i_dup(ctx->keep, ent_i_str(why));
    return out->says.s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

/* A mistake in a claim is its verdict; only what ends all is a failure. */
static ent_err judge_all(const plays *p, const trial *t, ent_effect *f,
                         ent_claim_result *out) {
    const ent_claim *c = &p->s->claim[t->claim];
    out->verdict = ENT_VERDICT_HOLDS;
    for (size_t i = 0; i < c->n_expect; i++) {
        ent_err e = judge_one(p, t, &c->expect[i], &f[i]);
        if (e == ENT_NOMEM)
            return e;
        if (e) {
            ENT_TRY(tell_error(p->ctx, p->ctx->fail.why, out));
            memset(&p->ctx->fail, 0, sizeof p->ctx->fail);
            return ENT_OK;
        }
        if (!f[i].holds)
            out->verdict = ENT_VERDICT_FAILS;
    }
    out->effect = f;
    out->n_effects = c->n_expect;
    out->says = sum_up(p->ctx, f, c->n_expect);
    return out->says.s ? ENT_OK : ENT_NOMEM_FAIL(p->ctx);
}

static ent_err judge(const plays *p, const trial *t, ent_claim_result *out) {
    const ent_claim *c = &p->s->claim[t->claim];
    const ent_variant *bad = failed(p, t);
    *out = (ent_claim_result){.claim = t->claim};
    if (bad)
        return tell_error(p->ctx, bad->why, out);
    if (!c->n_expect)
        return tell_error(p->ctx, "nothing is expected; say what must move",
                          out);
    ent_effect *f = ENT_NEW(p->ctx->keep, c->n_expect, ent_effect);
    if (!f)
        return ENT_NOMEM_FAIL(p->ctx);
    return judge_all(p, t, f, out);
}

/* ---- mechanisms */

static ent_verdict verdict_of(const ent_mechanism_result *m) {
    if (m->with.verdict == ENT_VERDICT_ERROR ||
        m->without.verdict == ENT_VERDICT_ERROR)
        return ENT_VERDICT_ERROR;
    if (m->with.verdict != ENT_VERDICT_HOLDS)
        return ENT_VERDICT_FAILS;
    return m->without.verdict == ENT_VERDICT_HOLDS ? ENT_VERDICT_IDLE
                                                   : ENT_VERDICT_HOLDS;
}

static ent_err judge_mechanism(const plays *p, const trial t[2],
                               ent_mechanism_result *out) {
    const ent_mechanism *m = &p->s->mechanism[out->mechanism];
    ent_arena *keep = p->ctx->keep;
    ENT_TRY(judge(p, &t[0], &out->with));
    ENT_TRY(judge(p, &t[1], &out->without));
    ENT_TRY(ent_i_part_kinds(p->ctx, p->s, m->part, m->n_parts, &out->kinds));
    out->verdict = verdict_of(out);
    const ent_str with = out->with.says, without = out->without.says;
    switch (out->verdict) {
    case ENT_VERDICT_HOLDS:
        out->says = ent_i_printf(keep, "%.*s. Without its parts: %.*s",
                                 ENT_P(with), ENT_P(without));
        break;
    case ENT_VERDICT_IDLE:
        out->says =
            ent_i_printf(keep,
                         "its claim holds without its parts too: %.*s. With "
                         "them: %.*s",
                         ENT_P(without), ENT_P(with));
        break;
    case ENT_VERDICT_FAILS:
        out->says = with;
        break;
    case ENT_VERDICT_ERROR:
        out->says = out->with.verdict == ENT_VERDICT_ERROR ? with : without;
        break;
    }
    return out->says.s ? ENT_OK : ENT_NOMEM_FAIL(p->ctx);
}

/* ---- which are chosen */

static bool chosen(const ent_str *pattern, size_t n, ent_str id) {
    for (size_t i = 0; i < n; i++)
        if (ent_i_glob(pattern[i], id))
            return true;
    return false;
}

/* A claim that is written inside a mechanism is tested with it. */
static bool is_inline(const ent_scenario *s, const ent_claim *c) {
    for (size_t i = 0; i < s->n_mechanisms; i++)
        if (ent_i_eq(s->mechanism[i].id, c->id))
            return true;
    return false;
}

static bool wants_claim(const ent_scenario *s, const ent_test_choice *o,
                        const ent_claim *c) {
    if (!o || (!o->n_claims && !o->n_mechanisms))
        return !is_inline(s, c);
    return chosen(o->claim, o->n_claims, c->id);
}

static bool wants_mechanism(const ent_test_choice *o, const ent_mechanism *m) {
    return !o || (!o->n_claims && !o->n_mechanisms) ||
           chosen(o->mechanism, o->n_mechanisms, m->id);
}

/* Every pattern of the choice names something. */
static ent_err check_names(ent_ctx *ctx, const ent_str *pattern, size_t n,
                           const ent_str *id, size_t n_ids, const char *what) {
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < n_ids && !ent_i_glob(pattern[i], id[k]))
            k++;
        if (k == n_ids)
            return ENT_FAIL(ctx, ENT_NAME, "the scenario has no %s '%.*s'%s",
                            what, ENT_P(ent_i_clip(pattern[i])),
                            ent_i_hint(ctx->temp, pattern[i], id, n_ids));
    }
    return ENT_OK;
}

static ent_err check_choice(ent_ctx *ctx, const ent_scenario *s,
                            const ent_test_choice *o) {
    ent_str *id =
        ENT_NEW(ctx->temp, s->n_claims + s->n_mechanisms + 1, ent_str);
    if (!id)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < s->n_claims; i++)
        id[i] = s->claim[i].id;
    ENT_TRY(check_names(ctx, o->claim, o->n_claims, id, s->n_claims, "claim"));
    for (size_t i = 0; i < s->n_mechanisms; i++)
        id[i] = s->mechanism[i].id;
    return check_names(ctx, o->mechanism, o->n_mechanisms, id, s->n_mechanisms,
                       "mechanism");
}

/* ---- all of it */

typedef struct job {
    plays p;
    trial *claim;          /* [n_claims] */
    trial (*mechanism)[2]; /* [n_mechanisms] */
    ent_claim_result *of_claim;
    ent_mechanism_result *of_mechanism;
    size_t n_claims, n_mechanisms;
} job;

static ent_err plan_plays(job *j, const ent_test_choice *o) {
    const ent_scenario *s = j->p.s;
    for (uint32_t i = 0; i < s->n_claims; i++)
        if (wants_claim(s, o, &s->claim[i]))
            ENT_TRY(add_trial(&j->p, i, NULL, &j->claim[j->n_claims++]));
    for (uint32_t i = 0; i < s->n_mechanisms; i++) {
        const ent_mechanism *m = &s->mechanism[i];
        if (!wants_mechanism(o, m) || m->claim == ENT_NONE)
            continue;
        trial *t = j->mechanism[j->n_mechanisms];
        ENT_TRY(add_trial(&j->p, m->claim, NULL, &t[0]));
        ENT_TRY(add_trial(&j->p, m->claim, m, &t[1]));
        j->of_mechanism[j->n_mechanisms++].mechanism = i;
    }
    return ENT_OK;
}

static ent_err judge_results(job *j, ent_tests *out) {
    for (size_t i = 0; i < j->n_claims; i++) {
        ENT_TRY(judge(&j->p, &j->claim[i], &j->of_claim[i]));
        out->n_held += j->of_claim[i].verdict == ENT_VERDICT_HOLDS;
    }
    for (size_t i = 0; i < j->n_mechanisms; i++) {
        ENT_TRY(judge_mechanism(&j->p, j->mechanism[i], &j->of_mechanism[i]));
        out->n_working += j->of_mechanism[i].verdict == ENT_VERDICT_HOLDS;
    }
    return ENT_OK;
}

static ent_err run_tests(job *j, const ent_test_choice *o, ent_tests *out) {
    ent_ctx *ctx = j->p.ctx;
    const ent_scenario *s = j->p.s;
    j->claim = ENT_NEW(ctx->temp, s->n_claims, trial);
    j->mechanism =
        ent_arena_alloc(ctx->temp, s->n_mechanisms, sizeof(trial[2]));
    j->of_claim = ENT_NEW(ctx->keep, s->n_claims, ent_claim_result);
    j->of_mechanism = ENT_NEW(ctx->keep, s->n_mechanisms, ent_mechanism_result);
    if (!j->claim || !j->mechanism || !j->of_claim || !j->of_mechanism)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(plan_plays(j, o));
    ENT_TRY(play_all(&j->p));
    ENT_TRY(judge_results(j, out));
    out->claim = j->of_claim;
    out->n_claims = j->n_claims;
    out->mechanism = j->of_mechanism;
    out->n_mechanisms = j->n_mechanisms;
    out->n_plays = j->p.variant.n;
    return ENT_OK;
}

ent_err ent_claims_test(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, const ent_test_choice *choice,
                        ent_tests *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    job j = {.p = {.ctx = ctx, .s = s, .plan = *plan}};
    *out = (ent_tests){0};
    j.p.own_lens = !choice || !choice->lens;
    if (!j.p.own_lens)
        j.p.lens = *choice->lens;
    if (choice)
        ENT_TRY(check_choice(ctx, s, choice));
    ent_err e = run_tests(&j, choice, out);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}
