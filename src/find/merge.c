/* merge.c - reports that agree become groups, groups that do not are linked.
 *
 * Reports of one kind are taken in the order of their first day. A group
 * keeps the days that all its reports can mean, and a report that shares none
 * of them opens the next group, so that vague dates cannot chain separate
 * events together. Reports too vague to tell which of several is meant stay
 * alone. */
#include "find/across.h"
#include <stdlib.h>

enum { WIDE = 31, REACH = 7 };

/* A group being made; its reports are a run of the sorted rows. */
typedef struct run {
    size_t from, n;      /* in `order` */
    int32_t first, last; /* what all can mean */
} run;

typedef struct merger {
    ent_i_merged *m;
    size_t *order; /* [n] rows, sorted */
    size_t *group; /* [n] run of each row */
    ent_vec runs;  /* run */
} merger;

bool ent_i_told_when(ent_str date, ent_str published, int32_t *first,
                     int32_t *last) {
    if (ent_i_iso_range(date, first, last))
        return *first == *last;
    *first = 1;
    *last = 0;
    int32_t a, b;
    if (!date.n && ent_i_iso_range(published, &a, &b) && a != INT32_MIN &&
        b != INT32_MAX) {
        *first = a - REACH;
        *last = b;
    }
    return false;
}

static bool is_alone(const ent_i_told *t) {
    return !t->base.n || t->first > t->last;
}

static bool is_wide(const ent_i_told *t) {
    return (int64_t)t->last - t->first > WIDE;
}

/* What can be merged first, by kind; in it the exact before the vague, by
 * day; then in the order of the rows. */
static int by_day(const void *a, const void *b, void *user) {
    const ent_i_told *told = user;
    const size_t i = *(const size_t *)a, k = *(const size_t *)b;
    const ent_i_told *x = &told[i], *y = &told[k];
    int c = is_alone(x) - is_alone(y);
    if (!c && !is_alone(x))
        c = ent_i_cmp(x->base, y->base);
    if (!c)
        c = (x->variant > y->variant) - (x->variant < y->variant);
    if (!c)
        c = is_wide(x) - is_wide(y);
    if (!c)
        c = (x->first > y->first) - (x->first < y->first);
    return c ? c : (i > k) - (i < k);
}

static bool same_kind(const ent_i_told *a, const ent_i_told *b) {
    return a->variant == b->variant && ent_i_eq(a->base, b->base);
}

static int32_t min32(int32_t a, int32_t b) {
    return a < b ? a : b;
}

static int32_t max32(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static ent_err open_run(merger *g, size_t row) {
    run *r = ENT_PUSH(g->m->ctx->temp, &g->runs, run);
    if (!r)
        return ENT_NOMEM_FAIL(g->m->ctx);
    const ent_i_told *t = &g->m->told[row];
    *r = (run){0, 0, t->first, t->last};
    g->group[row] = g->runs.n - 1;
    return ENT_OK;
}

static void join(merger *g, size_t row, size_t k) {
    run *r = (run *)g->runs.at + k;
    const ent_i_told *t = &g->m->told[row];
    r->first = max32(r->first, t->first);
    r->last = min32(r->last, t->last);
    g->group[row] = k;
}

/* The only one of runs [from, to), disjoint and in order of day, that a vague
 * report can mean; `to` when there is none or more than one. */
static size_t only_run(const merger *g, size_t row, size_t from, size_t to) {
    const run *r = g->runs.at;
    const ent_i_told *t = &g->m->told[row];
    size_t lo = from, hi = to;
    while (lo < hi) { /* the first that does not end before */
        size_t mid = lo + (hi - lo) / 2;
        if (r[mid].last < t->first)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool one = lo < to && r[lo].first <= t->last &&
               (lo + 1 == to || r[lo + 1].first > t->last);
    return one ? lo : to;
}

/* Rows order[from, to) of one kind, the exact ones before `wide`. */
static ent_err merge_kind(merger *g, size_t from, size_t wide, size_t to) {
    size_t begin = g->runs.n;
    for (size_t i = from; i < wide; i++) {
        size_t row = g->order[i];
        const run *r = g->runs.at;
        if (g->runs.n > begin && g->m->told[row].first <= r[g->runs.n - 1].last)
            join(g, row, g->runs.n - 1);
        else
            ENT_TRY(open_run(g, row));
    }
    size_t end = g->runs.n;
    for (size_t i = wide; i < to; i++) {
        size_t row = g->order[i], k = only_run(g, row, begin, end);
        if (k < end)
            g->group[row] = k;
        else
            ENT_TRY(open_run(g, row));
    }
    return ENT_OK;
}

static ent_err merge_rows(merger *g) {
    const ent_i_told *t = g->m->told;
    size_t i = 0, n = g->m->n;
    while (i < n && !is_alone(&t[g->order[i]])) {
        size_t wide = i, to;
        const ent_i_told *kind = &t[g->order[i]];
        for (to = i; to < n && !is_alone(&t[g->order[to]]) &&
                     same_kind(kind, &t[g->order[to]]);
             to++)
            if (!is_wide(&t[g->order[to]]))
                wide = to + 1;
        ENT_TRY(merge_kind(g, i, wide, to));
        i = to;
    }
    for (; i < n; i++)
        ENT_TRY(open_run(g, g->order[i]));
    return ENT_OK;
}

/* ---- runs become groups, by day and then by their first report */

typedef struct ranked {
    size_t run, first_row;
    int32_t day; /* INT32_MAX: none */
} ranked;

static int by_rank(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->first_row > y->first_row) - (x->first_row < y->first_row);
}

static ent_str day_text(ent_arena *a, int32_t day) {
    int y, m, d;
    if (day == INT32_MIN || day == INT32_MAX)
        return (ent_str){0};
    ent_i_civil(day, &y, &m, &d);
    return ent_i_printf(a, "%04d-%02d-%02d", y, m, d);
}

static size_t count_docs(const ent_i_told *told, const size_t *row, size_t n) {
    size_t docs = 0;
    for (size_t i = 0; i < n; i++) /* rows of one document follow each other */
        docs += !i || !ent_i_eq(told[row[i]].doc, told[row[i - 1]].doc);
    return docs;
}

static void fill_group(const merger *g, const run *r, size_t *row,
                       ent_reported *out) {
    ent_arena *keep = g->m->ctx->keep;
    *out = (ent_reported){.report = row, .n_reports = r->n};
    out->n_docs = count_docs(g->m->told, row, r->n);
    if (r->first > r->last)
        return;
    out->first = day_text(keep, r->first);
    out->last = day_text(keep, r->last);
}

/* Counts, places and fills in three passes over the rows. */
static ent_err make_groups(merger *g) {
    ent_ctx *ctx = g->m->ctx;
    size_t n = g->m->n, n_runs = g->runs.n, at = 0;
    run *r = g->runs.at;
    size_t *row = ENT_NEW(ctx->keep, n, size_t);
    size_t *group_of = ENT_NEW(ctx->keep, n, size_t);
    ent_reported *group = ENT_NEW(ctx->keep, n_runs, ent_reported);
    ranked *rank = ENT_NEW(ctx->temp, n_runs, ranked);
    size_t *place = ENT_NEW(ctx->temp, n_runs, size_t);
    if (!row || !group_of || !group || !rank || !place)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = n; i--;) {
        run *mine = &r[g->group[i]];
        mine->n++;
        rank[g->group[i]].first_row = i;
    }
    for (size_t k = 0; k < n_runs; k++) {
        rank[k].run = k;
        rank[k].day = r[k].first > r[k].last ? INT32_MAX : r[k].first;
    }
    qsort(rank, n_runs, sizeof *rank, by_rank);
    for (size_t k = 0; k < n_runs; k++) {
        place[rank[k].run] = k;
        r[rank[k].run].from = at;
        at += r[rank[k].run].n;
        r[rank[k].run].n = 0;
    }
    for (size_t i = 0; i < n; i++) {
        run *mine = &r[g->group[i]];
        row[mine->from + mine->n++] = i;
        group_of[i] = place[g->group[i]];
    }
    for (size_t k = 0; k < n_runs; k++)
        fill_group(g, &r[k], &row[r[k].from], &group[place[k]]);
    g->m->out->group = group;
    g->m->out->n_groups = n_runs;
    g->m->out->group_of = group_of;
    return ENT_OK;
}

ent_err ent_i_merge(ent_i_merged *m) {
    merger g = {.m = m};
    g.order = ENT_NEW(m->ctx->temp, m->n, size_t);
    g.group = ENT_NEW(m->ctx->temp, m->n, size_t);
    if (!g.order || !g.group)
        return ENT_NOMEM_FAIL(m->ctx);
    for (size_t i = 0; i < m->n; i++)
        g.order[i] = i;
    qsort_r(g.order, m->n, sizeof *g.order, by_day, (void *)m->told);
    ENT_TRY(merge_rows(&g));
    return make_groups(&g);
}

/* ---- contradictions */

ent_err ent_i_contradict(ent_i_merged *m, const char *kind, size_t a, size_t b,
                         ent_str what) {
    ent_contradiction *c =
        ENT_PUSH(m->ctx->keep, &m->contradictions, ent_contradiction);
    if (!c)
        return ENT_NOMEM_FAIL(m->ctx);
    *c = (ent_contradiction){ent_i_str(kind), a < b ? a : b, a < b ? b : a,
                             what};
    return ENT_OK;
}

/* A group by its first report. */
typedef struct head {
    const ent_i_told *told;
    size_t row;
    int32_t first, last;
} head;

static int by_base(const void *a, const void *b) {
    const head *x = a, *y = b;
    int c = ent_i_cmp(x->told->base, y->told->base);
    if (c)
        return c;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* What all reports of a group can mean. */
static void days_of(const ent_i_merged *m, const ent_reported *g, head *h) {
    h->first = INT32_MIN;
    h->last = INT32_MAX;
    for (size_t i = 0; i < g->n_reports; i++) {
        const ent_i_told *t = &m->told[g->report[i]];
        h->first = max32(h->first, t->first);
        h->last = min32(h->last, t->last);
    }
}

static ent_err clash_block(ent_i_merged *m, const head *h, size_t n,
                           const char *(*clash)(int a, int b)) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && h[k].first <= h[i].last; k++) {
            const char *kind = clash(h[i].told->variant, h[k].told->variant);
            if (kind)
                ENT_TRY(ent_i_contradict(m, kind, h[i].row, h[k].row,
                                         (ent_str){0}));
        }
    return ENT_OK;
}

ent_err ent_i_clash(ent_i_merged *m, const char *(*clash)(int a, int b)) {
    const ent_across *out = m->out;
    size_t n = 0;
    head *h = ENT_NEW(m->ctx->temp, out->n_groups, head);
    if (!h)
        return ENT_NOMEM_FAIL(m->ctx);
    for (size_t g = 0; g < out->n_groups; g++) {
        size_t row = out->group[g].report[0];
        if (is_alone(&m->told[row]))
            continue;
        h[n] = (head){.told = &m->told[row], .row = row};
        days_of(m, &out->group[g], &h[n++]);
    }
    qsort(h, n, sizeof *h, by_base);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && ent_i_eq(h[i].told->base, h[k].told->base);)
            k++;
        ENT_TRY(clash_block(m, &h[i], k - i, clash));
    }
    return ENT_OK;
}

static int by_group(const void *a, const void *b, void *user) {
    const ent_contradiction *x = a, *y = b;
    const size_t *group = user;
    const size_t p[] = {group[x->a], group[x->b], x->a, x->b};
    const size_t q[] = {group[y->a], group[y->b], y->a, y->b};
    for (int i = 0; i < 4; i++)
        if (p[i] != q[i])
            return p[i] < q[i] ? -1 : 1;
    return ent_i_cmp(x->kind, y->kind);
}

ent_err ent_i_merge_end(ent_i_merged *m) {
    if (m->contradictions.n)
        qsort_r(m->contradictions.at, m->contradictions.n,
                sizeof(ent_contradiction), by_group, (void *)m->out->group_of);
    m->out->contradiction = m->contradictions.at;
    m->out->n_contradictions = m->contradictions.n;
    return ENT_OK;
}
