/* ask.c - answers a question: finds its analysis, sets the scene, says what
 * the answer rests on. */
#include "find/ask.h"
#include "scenario/formula.h"
#include "scenario/scenario.h"
#include <math.h>

typedef struct row {
    const char *word;
    ent_analysis *make;
} row;
static const row analyses[] = {
#define ENT_X(name, word) {word, ent_i_ask_##name},
    ENT_ANALYSIS_LIST(ENT_X)
#undef ENT_X
        {"value-of-delay", ent_i_ask_delay} /* the same by its full name */
};
enum { ANALYSES = sizeof analyses / sizeof *analyses };

/* ---- names */

/* What an actor does or gets in each step is averaged; all else is a state,
 * read where it ends. */
static bool is_flow(const ent_scenario *s, ent_str name) {
    static const char *const head[] = {"did.",     "chance.", "seen.",
                                       "deal.",    "gain.",   "odds.",
                                       "strikes.", "payoff."};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (ent_i_starts(name, head[i]))
            return true;
    for (size_t i = 0; i < s->n_moves; i++)
        if (ent_i_eq(s->move[i].id, name))
            return true;
    return false;
}

ent_when ent_i_ask_when(const ent_asking *a, ent_str name) {
    if (a->timed)
        return a->at;
    return (ent_when){is_flow(a->s, name) ? ENT_WHEN_MEAN : ENT_WHEN_END, 0};
}

const char *ent_i_ask_when_text(ent_when w) {
    static const char *const text[] = {"in the mean of the steps",
                                       "at the end",
                                       "at the start",
                                       "at its highest",
                                       "at its lowest",
                                       "in that step",
                                       "over time"};
    return text[w.kind];
}

static ent_str issue_name(const ent_scenario *s, ent_str id) {
    for (size_t i = 0; i < s->n_issues; i++)
        if (ent_i_eq(s->issue[i].id, id))
            return s->issue[i].name;
    return (ent_str){0};
}

static ent_str part_name(const ent_scenario *s, ent_str name) {
    for (size_t i = 0; i < s->n_quantities; i++)
        if (ent_i_eq(s->quantity[i].id, name))
            return s->quantity[i].name;
    for (size_t i = 0; i < s->n_moves; i++)
        if (ent_i_eq(s->move[i].id, name))
            return s->move[i].name;
    return (ent_str){0};
}

ent_str ent_i_ask_label(ent_asking *a, ent_str name) {
    ent_str says = part_name(a->s, name);
    if (ent_i_starts(name, "settle."))
        says = issue_name(a->s, (ent_str){name.s + 7, name.n - 7});
    if (!says.n || ent_i_eq(says, name))
        return name;
    ent_str out =
        ent_i_printf(a->ctx->keep, "%.*s (%.*s)", ENT_P(says), ENT_P(name));
    a->bad |= !out.s;
    return out;
}

static ent_err push_name(ent_asking *a, ent_vec *v, ent_str name) {
    const ent_str *all = v->at;
    for (size_t i = 0; i < v->n; i++)
        if (ent_i_eq(all[i], name))
            return ENT_OK;
    ent_str *to = ENT_PUSH(a->ctx->keep, v, ent_str);
    if (!to)
        return ENT_NOMEM_FAIL(a->ctx);
    *to = name;
    return ENT_OK;
}

static ent_err spell_out(ent_asking *a, ent_str pattern, ent_vec *v) {
    ent_str *match;
    size_t n;
    if (!memchr(pattern.s, '*', pattern.n))
        return push_name(a, v, pattern);
    ENT_TRY(ent_i_symbols_match(a->ctx, a->s, pattern, &match, &n));
    if (!n)
        return ENT_FAIL(a->ctx, ENT_NAME, "no name is like '%.*s'",
                        ENT_P(pattern));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(push_name(a, v, match[i]));
    return ENT_OK;
}

ent_err ent_i_ask_names(ent_asking *a, const ent_str *pattern, size_t n,
                        const ent_str **out, size_t *n_out) {
    ent_vec v = {0};
    for (size_t i = 0; i < n; i++)
        ENT_TRY(spell_out(a, pattern[i], &v));
    *out = v.at;
    *n_out = v.n;
    return ENT_OK;
}

/* Without `show`: all settlements, or else all quantities. */
static ent_err show_all(ent_asking *a, ent_vec *v) {
    const ent_scenario *s = a->s;
    for (size_t i = 0; i < s->n_issues; i++) {
        ent_str name =
            ent_i_printf(a->ctx->keep, "settle.%.*s", ENT_P(s->issue[i].id));
        if (!name.s)
            return ENT_NOMEM_FAIL(a->ctx);
        ENT_TRY(push_name(a, v, name));
    }
    for (size_t i = 0; !s->n_issues && i < s->n_quantities; i++)
        ENT_TRY(push_name(a, v, s->quantity[i].id));
    return ENT_OK;
}

static ent_err set_show(ent_asking *a) {
    ent_vec v = {0};
    if (a->q->n_show)
        return ent_i_ask_names(a, a->q->show, a->q->n_show, &a->show,
                               &a->n_show);
    ENT_TRY(show_all(a, &v));
    a->show = v.at;
    a->n_show = v.n;
    return ENT_OK;
}

/* ---- plays */

/* Half a point of a scale of 100; of what is yes or no, two in a hundred. */
static double least_of(ent_str name) {
    static const char *const share[] = {"did.",      "open.",    "deal.",
                                        "happened.", "strikes.", "failed."};
    for (size_t i = 0; i < sizeof share / sizeof *share; i++)
        if (ent_i_starts(name, share[i]))
            return 0.02;
    return 0.5;
}

ent_err ent_i_ask_looking(ent_asking *a, const ent_str *name, size_t n,
                          ent_variant *out) {
    *out = (ent_variant){.s = a->s,
                         .lens = a->q->lens,
                         .given = a->q->given,
                         .n_given = a->q->n_given,
                         .n_looks = n};
    out->look = ENT_NEW(a->ctx->keep, n, ent_look);
    if (!out->look)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t i = 0; i < n; i++)
        out->look[i] =
            (ent_look){.name = name[i], .when = ent_i_ask_when(a, name[i])};
    return ENT_OK;
}

ent_err ent_i_ask_variant(ent_asking *a, ent_variant *out) {
    return ent_i_ask_looking(a, a->show, a->n_show, out);
}

ent_err ent_i_ask_play(ent_asking *a, ent_variant *v, size_t n) {
    ENT_TRY(ent_i_variants_play(a->ctx, a->s, a->plan, v, n));
    a->n_plays += n;
    return ent_i_variants_fail(a->ctx, v, n);
}

/* "up by 6.2, from 12 to 18, in 97 % of draws" */
static ent_err tell(ent_asking *a, ent_change *c) {
    int digits = fabs(c->before.q50) < 10 && fabs(c->after.q50) < 10 ? 2 : 0;
    c->verdict = ENT_STR("no real difference");
    if (c->real)
        c->verdict = ent_i_printf(
            a->ctx->keep, "%s by %.*f, from %.*f to %.*f, in %.0f %% of draws",
            c->change.q50 > 0 ? "up" : "down", digits ? 2 : 1,
            fabs(c->change.q50), digits, c->before.q50, digits, c->after.q50,
            c->agree * 100);
    return c->verdict.s ? ENT_OK : ENT_NOMEM_FAIL(a->ctx);
}

ent_err ent_i_ask_compare(ent_asking *a, const ent_look *before,
                          const ent_look *after, ent_change *out) {
    size_t n = a->plan->draws;
    ent_err e = ent_change_of(a->ctx, before->x, before->bad, n, after->x,
                              after->bad, n, 1, least_of(before->name), out);
    if (!e)
        return tell(a, out);
    if (e != ENT_SHAPE)
        return e;
    memset(&a->ctx->fail, 0, sizeof a->ctx->fail);
    out->verdict = ENT_STR("unsettled");
    return ENT_OK;
}

ent_err ent_i_ask_band(ent_asking *a, const ent_look *look, ent_band *out) {
    return ent_band_of(a->ctx, look->x, look->bad, a->plan->draws, out);
}

bool ent_i_ask_drift(const ent_asking *a, const ent_look *before,
                     const ent_look *after, double *mean, double *share) {
    double sum = 0, squares = 0, n = 0, up = 0, down = 0;
    for (size_t d = 0; d < a->plan->draws; d++) {
        double by = after->x[d] - before->x[d];
        if (before->bad[d] || after->bad[d])
            continue;
        n++;
        sum += by;
        squares += by * by;
        up += by > 1e-9;
        down += by < -1e-9;
    }
    *mean = n > 0 ? sum / n : 0;
    *share = n > 0 ? (*mean > 0 ? up : down) / n : 0;
    double error = n > 1 ? sqrt(fmax(squares / n - *mean * *mean, 0) / n) : 0;
    return fabs(*mean) >= least_of(before->name) / 5 && fabs(*mean) > 3 * error;
}

double ent_i_ask_above(const ent_look *look, size_t draws, double x) {
    size_t n = 0, all = 0;
    for (size_t i = 0; i < draws; i++) {
        all += !look->bad[i];
        n += !look->bad[i] && look->x[i] > x;
    }
    return all ? (double)n / (double)all : 0;
}

/* ---- setting the scene */

/* "… at end": the last two words. */
static ent_err take_at(ent_asking *a) {
    if (a->n_words < 2 || !ent_i_eqz(a->word[a->n_words - 2], "at"))
        return ENT_OK;
    if (!ent_i_when_read(a->word[a->n_words - 1], a->s->steps, &a->at))
        return ent_i_ask_fail(a, "'at' is not followed by a time",
                              "at mean, at end, at start, at most, at least "
                              "or at 12");
    a->timed = true;
    a->n_words -= 2;
    return ENT_OK;
}

static const row *find_analysis(ent_str word) {
    for (size_t i = 0; i < ANALYSES; i++)
        if (ent_i_eqz(word, analyses[i].word))
            return &analyses[i];
    return NULL;
}

static ent_err fail_analysis(ent_asking *a, ent_str word) {
    ent_str name[ANALYSES];
    for (size_t i = 0; i < ANALYSES; i++)
        name[i] = ent_i_str(analyses[i].word);
    return ENT_FAIL(a->ctx, ENT_NAME, "there is no analysis '%.*s'%s",
                    ENT_P(ent_i_clip(word)),
                    ent_i_hint(a->ctx->temp, word, name, ANALYSES));
}

static ent_err set_scene(ent_asking *a) {
    a->seen = *a->s;
    if (!ent_i_eqz(a->q->lens, "mixture"))
        ENT_TRY(ent_scenario_focus(a->ctx, a->s, a->q->lens, &a->seen));
    if (a->q->n_given)
        ENT_TRY(ent_scenario_set(a->ctx, &a->seen, a->q->given, a->q->n_given,
                                 &a->seen));
    return set_show(a);
}

/* ---- the end of it */

static ent_str models_text(ent_asking *a) {
    ent_str out = ENT_STR("");
    for (size_t m = 0; m < a->plan->n_choices; m++)
        if (a->plan->choice[m].weight > 0)
            out =
                ent_i_printf(a->ctx->keep, "%.*s%s%s", ENT_P(out),
                             out.n ? ", " : "", a->plan->choice[m].model->name);
    return out;
}

static ent_str note_text(ent_asking *a) {
    ent_str lens = a->q->lens;
    return ent_i_printf(
        a->ctx->keep, "%zu play%s of %zu draws, seed %llu, %s%.*s, models %.*s",
        a->n_plays, a->n_plays == 1 ? "" : "s", a->plan->draws,
        (unsigned long long)a->plan->seed, lens.n ? "lens " : "as written",
        ENT_P(lens), ENT_P(models_text(a)));
}

static ent_err finish(ent_asking *a, ent_answer *out) {
    ent_i_ask_close(a);
    out->question = a->q;
    out->says = ent_i_dup(a->ctx->keep, (ent_str){a->says.s, a->says.n});
    out->note = a->n_plays ? note_text(a)
                           : ENT_STR("read off the scenario; nothing played");
    out->table = a->table.at;
    out->n_tables = a->table.n;
    out->n_plays = a->n_plays;
    return a->bad || a->says.bad || !out->says.s || !out->note.s
               ? ENT_NOMEM_FAIL(a->ctx)
               : ENT_OK;
}

/* The analysis that run begins with; its other words go into a->word. */
static ent_err read_run(ent_asking *a, const row **out) {
    ent_str *word;
    ENT_TRY(ent_i_ask_words(a->ctx, a->q->run, &word, &a->n_words));
    if (!a->n_words)
        return ENT_FAIL(a->ctx, ENT_SYNTAX,
                        "the question has no run; give it an analysis, as in "
                        "run: what-if PRK.salience.D1=45");
    *out = find_analysis(word[0]);
    if (!*out)
        return fail_analysis(a, word[0]);
    a->word = word + 1;
    a->n_words--;
    return take_at(a);
}

static ent_err answer(ent_asking *a, ent_answer *out) {
    const row *r;
    ENT_TRY(read_run(a, &r));
    ENT_TRY(set_scene(a));
    ENT_TRY(r->make(a));
    return finish(a, out);
}

ent_err ent_question_check(ent_ctx *ctx, const ent_scenario *s,
                           const ent_question *q) {
    ent_asking a = {.ctx = ctx, .s = s, .q = q};
    const row *r;
    return read_run(&a, &r);
}

ent_err ent_question_answer(ent_ctx *ctx, const ent_scenario *s,
                            const ent_plan *plan, const ent_question *q,
                            ent_answer *out) {
    ent_asking a = {.ctx = ctx, .s = s, .plan = plan, .q = q};
    *out = (ent_answer){0};
    ent_err e = answer(&a, out);
    ent_i_buf_free(&a.says);
    return e;
}
