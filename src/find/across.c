/* across.c - the same event in several texts, the same statement in several;
 * and where texts contradict each other. */
#include "find/across.h"
#include <stdlib.h>

enum { NEAR = 3 }; /* days that two stated dates of one event may differ by */

/* ---- states: the first three letters of codes, sorted, each once */

enum { MAX_STATES = 16 };

static int by_letters(const void *a, const void *b) {
    return memcmp(a, b, 3);
}

/* "PRK RUS" in room [MAX_STATES * 4]. */
static ent_str states_of(ent_str codes, char *room) {
    char state[MAX_STATES][3];
    size_t n = 0, at = 0;
    while (codes.n && n < MAX_STATES) {
        ent_str code = ent_i_cut(&codes, '|');
        if (code.n >= 3)
            memcpy(state[n++], code.s, 3);
    }
    qsort(state, n, 3, by_letters);
    for (size_t i = 0; i < n; i++) {
        if (i && memcmp(state[i], state[i - 1], 3) == 0)
            continue;
        if (at)
            room[at++] = ' ';
        memcpy(room + at, state[i], 3);
        at += 3;
    }
    return (ent_str){room, at};
}

/* ---- events */

/* Things that happened, will, or may: reports of different worlds are not of
 * the same event. */
static const char *world_of(ent_str factuality) {
    if (ent_i_eqz(factuality, "hypothetical"))
        return "possible";
    return ent_i_eqz(factuality, "future") ? "future" : "real";
}

static ent_str event_base(ent_ctx *ctx, const ent_event *v) {
    char a[MAX_STATES * 4], b[MAX_STATES * 4];
    ent_str source = states_of(v->source, a), target = states_of(v->target, b);
    bool either = v->reciprocal || ent_i_eqz(v->category, "CONSULT");
    if (!source.n && !target.n)
        return (ent_str){0};
    if (either && ent_i_cmp(source, target) > 0) {
        ent_str swap = source;
        source = target;
        target = swap;
    }
    return ent_i_printf(ctx->temp, "%.*s/%.*s/%.*s/%s", ENT_P(v->category),
                        ENT_P(source), ENT_P(target), world_of(v->factuality));
}

static ent_err event_told(ent_ctx *ctx, const ent_event_row *row,
                          ent_i_told *out) {
    const ent_event *v = &row->event;
    out->doc = row->doc;
    out->variant = v->negated != 0;
    out->exact =
        ent_i_told_when(v->date, row->published, &out->first, &out->last);
    if (v->background && !v->date.n) {
        out->first = 1;
        out->last = 0;
    }
    out->base = event_base(ctx, v);
    bool any = v->source.n || v->target.n;
    return any && !out->base.s && v->category.n ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}

static const char *event_clash(int a, int b) {
    return a == b ? NULL : "polarity";
}

/* "It did not happen" on somebody's word. */
static bool is_denial(const ent_event_row *row) {
    return row->event.negated && row->event.reporter.n;
}

static void name_denials(ent_i_merged *m, const ent_event_row *row) {
    ent_contradiction *c = m->contradictions.at;
    for (size_t i = 0; i < m->contradictions.n; i++)
        if (is_denial(&row[c[i].a]) || is_denial(&row[c[i].b]))
            c[i].kind = ENT_STR("denial");
}

static int by_noun(const void *a, const void *b) {
    const ent_i_number_of *x = a, *y = b;
    int c = ent_i_noun_cmp(x->noun, y->noun);
    return c ? c : (x->row > y->row) - (x->row < y->row);
}

static ent_err tell_numbers(ent_i_merged *m, const ent_i_number_of *a,
                            const ent_i_number_of *b) {
    ent_buf t = {0};
    ent_i_buf_number(&t, a->n);
    ent_i_buf_printf(&t, " %.*s, ", ENT_P(a->noun));
    ent_i_buf_number(&t, b->n);
    ent_i_buf_printf(&t, " %.*s", ENT_P(b->noun));
    ent_str what =
        t.bad ? (ent_str){0} : ent_i_dup(m->ctx->keep, (ent_str){t.s, t.n});
    ent_i_buf_free(&t);
    if (!what.s)
        return ENT_NOMEM_FAIL(m->ctx);
    return ent_i_contradict(m, "number", a->row, b->row, what);
}

/* Only what each sentence counts once: where it counts a thing twice, a part
 * would be compared with the whole. */
static size_t drop_repeated(ent_i_number_of *x, size_t n) {
    size_t kept = 0;
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && by_noun(&x[i], &x[k]) == 0;)
            k++;
        if (k == i + 1)
            x[kept++] = x[i];
    }
    return kept;
}

/* Each against the first that counts the same thing. */
static ent_err compare_numbers(ent_i_merged *m, ent_vec *numbers) {
    ent_i_number_of *x = numbers->at;
    if (numbers->n < 2)
        return ENT_OK;
    qsort(x, numbers->n, sizeof *x, by_noun);
    size_t n = drop_repeated(x, numbers->n), first = 0;
    for (size_t i = 1; i < n; i++) {
        if (ent_i_noun_cmp(x[first].noun, x[i].noun) != 0)
            first = i;
        else if (x[i].n != x[first].n &&
                 !ent_i_eq(m->told[x[first].row].doc, m->told[x[i].row].doc))
            ENT_TRY(tell_numbers(m, &x[first], &x[i]));
    }
    return ENT_OK;
}

static ent_err clash_numbers(ent_i_merged *m, const ent_event_row *row) {
    for (size_t g = 0; g < m->out->n_groups; g++) {
        const ent_reported *group = &m->out->group[g];
        ent_vec numbers = {0};
        if (group->n_docs < 2)
            continue;
        for (size_t i = 0; i < group->n_reports; i++)
            ENT_TRY(ent_i_numbers(m->ctx, row[group->report[i]].text,
                                  group->report[i], &numbers));
        ENT_TRY(compare_numbers(m, &numbers));
    }
    return ENT_OK;
}

/* An event whose day is stated, for comparison with its neighbours. */
typedef struct dated {
    const ent_i_told *told;
    size_t row;
} dated;

static int by_base(const void *a, const void *b) {
    const dated *x = a, *y = b;
    int c = ent_i_cmp(x->told->base, y->told->base);
    if (!c)
        c = (x->told->first > y->told->first) -
            (x->told->first < y->told->first);
    return c ? c : (x->row > y->row) - (x->row < y->row);
}

static bool shares_document(const ent_i_merged *m, size_t a, size_t b) {
    const ent_reported *x = &m->out->group[m->out->group_of[a]];
    const ent_reported *y = &m->out->group[m->out->group_of[b]];
    for (size_t i = 0; i < x->n_reports; i++)
        for (size_t k = 0; k < y->n_reports; k++)
            if (ent_i_eq(m->told[x->report[i]].doc, m->told[y->report[k]].doc))
                return true;
    return false;
}

/* The same thing a day or two apart, in texts of which none tells of both:
 * rather one event with two dates than two. */
static ent_err clash_dates(ent_i_merged *m) {
    size_t n = 0;
    dated *x = ENT_NEW(m->ctx->temp, m->n, dated);
    if (!x)
        return ENT_NOMEM_FAIL(m->ctx);
    for (size_t i = 0; i < m->n; i++) {
        const ent_i_told *t = &m->told[i];
        if (t->exact && t->base.n && !t->variant &&
            ent_i_ends(t->base, "/real"))
            x[n++] = (dated){t, i};
    }
    qsort(x, n, sizeof *x, by_base);
    for (size_t i = 1; i < n; i++) {
        int32_t gap = x[i].told->first - x[i - 1].told->first;
        if (gap >= 1 && gap <= NEAR &&
            ent_i_eq(x[i].told->base, x[i - 1].told->base) &&
            !shares_document(m, x[i].row, x[i - 1].row))
            ENT_TRY(ent_i_contradict(m, "date", x[i - 1].row, x[i].row,
                                     (ent_str){0}));
    }
    return ENT_OK;
}

ent_err ent_events_across(ent_ctx *ctx, const ent_event_row *row, size_t n,
                          ent_across *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_i_told *told = ENT_NEW(ctx->temp, n, ent_i_told);
    ent_i_merged m = {.ctx = ctx, .told = told, .n = n, .out = out};
    *out = (ent_across){0};
    if (!told)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++)
        ENT_TRY(event_told(ctx, &row[i], &told[i]));
    ENT_TRY(ent_i_merge(&m));
    ENT_TRY(ent_i_clash(&m, event_clash));
    name_denials(&m, row);
    ENT_TRY(clash_numbers(&m, row));
    ENT_TRY(clash_dates(&m));
    ENT_TRY(ent_i_merge_end(&m));
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}

/* ---- statements: variant is stance + 1, and 3 more when it is denied */

static const char *statement_clash(int a, int b) {
    if (a % 3 == b % 3 && a != b)
        return "denial";
    bool opposed = (a == 0 && b == 2) || (a == 2 && b == 0);
    return opposed ? "stance" : NULL;
}

ent_err ent_statements_across(ent_ctx *ctx, const ent_statement_row *row,
                              size_t n, ent_across *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_i_told *told = ENT_NEW(ctx->temp, n, ent_i_told);
    ent_i_merged m = {.ctx = ctx, .told = told, .n = n, .out = out};
    *out = (ent_across){0};
    if (!told)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        const ent_statement *v = &row[i].statement;
        ent_i_told *t = &told[i];
        t->doc = row[i].doc;
        t->variant = v->stance + 1 + (v->negated ? 3 : 0);
        t->exact =
            ent_i_told_when(v->date, row[i].published, &t->first, &t->last);
        if (!v->speaker.n || !v->issue.n)
            continue;
        t->base = ent_i_printf(ctx->temp, "%.*s/%.*s", ENT_P(v->speaker),
                               ENT_P(v->issue));
        if (!t->base.s)
            return ENT_NOMEM_FAIL(ctx);
    }
    ENT_TRY(ent_i_merge(&m));
    ENT_TRY(ent_i_clash(&m, statement_clash));
    ENT_TRY(ent_i_merge_end(&m));
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
