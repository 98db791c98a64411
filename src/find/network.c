/* network.c - discourse networks: who speaks for and against what, and whom
 * that ties together.
 *
 * A statement is an actor, an issue and a stance. Counted, with what is said
 * again counting once, they are the affiliation table; multiplied with itself
 * over issues it gives networks of actors: congruence where both say the same,
 * conflict where they say the opposite. After Leifeld 2017, "Discourse network
 * analysis: policy debates as dynamic networks". */
#include "find/find.h"
#include <math.h>
#include <stdlib.h>

enum { MAX_NODES = 4096 };

/* One actor's statement. */
typedef struct voice {
    int64_t window;
    uint32_t actor, issue;
    int stance;
    int64_t once; /* what tells it from others that count */
} voice;

typedef struct netter {
    ent_ctx *ctx;
    const ent_statement_row *row;
    size_t n;
    const ent_network_plan *plan;
    ent_networks *out;
    ent_vec voices; /* voice */
    int32_t *day;   /* [n] on which it was made; INT32_MIN: not known */
    int32_t first_day;
    ent_vec network; /* ent_network */
} netter;

/* ---- names become numbers */

static int by_text(const void *a, const void *b) {
    return ent_i_cmp(*(const ent_str *)a, *(const ent_str *)b);
}

/* Sorts names and keeps each once. */
static size_t unique(ent_str *name, size_t n) {
    size_t kept = 0;
    qsort(name, n, sizeof *name, by_text);
    for (size_t i = 0; i < n; i++)
        if (!i || !ent_i_eq(name[i], name[kept - 1]))
            name[kept++] = name[i];
    return kept;
}

static uint32_t number_of(const ent_str *name, size_t n, ent_str text) {
    const ent_str *at = bsearch(&text, name, n, sizeof *name, by_text);
    return (uint32_t)(at - name);
}

static bool counts(const ent_statement *v) {
    return v->speaker.n && v->issue.n && !v->negated;
}

static ent_str actor_of(const netter *w, ent_str code) {
    bool state = !w->plan->by_code && code.n > 3;
    return (ent_str){code.s, state ? 3 : code.n};
}

static ent_err take_names(netter *w) {
    ent_vec actors = {0}, issues = {0};
    for (size_t i = 0; i < w->n; i++) {
        const ent_statement *v = &w->row[i].statement;
        if (!counts(v))
            continue;
        ent_str *issue = ENT_PUSH(w->ctx->keep, &issues, ent_str);
        if (!issue)
            return ENT_NOMEM_FAIL(w->ctx);
        *issue = v->issue;
        for (ent_str rest = v->speaker; rest.n;) {
            ent_str *actor = ENT_PUSH(w->ctx->keep, &actors, ent_str);
            if (!actor)
                return ENT_NOMEM_FAIL(w->ctx);
            *actor = actor_of(w, ent_i_cut(&rest, '|'));
        }
    }
    w->out->n_actors = actors.n ? unique(actors.at, actors.n) : 0;
    w->out->n_issues = issues.n ? unique(issues.at, issues.n) : 0;
    w->out->actor = actors.at;
    w->out->issue = issues.at;
    return ENT_OK;
}

/* ---- time */

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

/* The number of the calendar's day, week, month or year. */
static int64_t period_of(ent_once calendar, int32_t day) {
    int y, m, d;
    ent_i_civil(day, &y, &m, &d);
    switch (calendar) {
    case ENT_ONCE_DAY:
        return day;
    case ENT_ONCE_WEEK:
        return floor_div((int64_t)day + 3, 7);
    case ENT_ONCE_MONTH:
        return (int64_t)y * 12 + m - 1;
    default:
        return y;
    }
}

static int32_t period_start(ent_once calendar, int64_t period) {
    switch (calendar) {
    case ENT_ONCE_DAY:
        return (int32_t)period;
    case ENT_ONCE_WEEK:
        return (int32_t)(period * 7 - 3);
    case ENT_ONCE_MONTH: {
        int64_t y = floor_div(period, 12);
        return ent_i_days((int)y, (int)(period - y * 12) + 1, 1);
    }
    default:
        return ent_i_days((int)period, 1, 1);
    }
}

static bool has_windows(const netter *w) {
    return w->plan->window || w->plan->calendar >= ENT_ONCE_DAY;
}

static int64_t window_of(const netter *w, int32_t day) {
    if (w->plan->window)
        return ((int64_t)day - w->first_day) / w->plan->window;
    return has_windows(w) ? period_of(w->plan->calendar, day) : 0;
}

static ent_str day_text(ent_arena *a, int64_t day) {
    int y, m, d;
    ent_i_civil((int32_t)day, &y, &m, &d);
    return ent_i_printf(a, "%04d-%02d-%02d", y, m, d);
}

static void name_window(const netter *w, int64_t window, ent_network *out) {
    int64_t first, behind;
    if (!has_windows(w))
        return;
    if (w->plan->window) {
        first = w->first_day + window * w->plan->window;
        behind = first + w->plan->window;
    } else {
        first = period_start(w->plan->calendar, window);
        behind = period_start(w->plan->calendar, window + 1);
    }
    out->first = day_text(w->ctx->keep, first);
    out->last = day_text(w->ctx->keep, behind - 1);
}

/* Its own date, or else that of its text; of a range the last day. */
static int32_t day_of(const ent_statement_row *row) {
    int32_t first, last;
    if (!ent_i_iso_range(row->statement.date, &first, &last) &&
        !ent_i_iso_range(row->published, &first, &last))
        return INT32_MIN;
    return last == INT32_MAX ? first : last;
}

static ent_err take_days(netter *w) {
    w->day = ENT_NEW(w->ctx->temp, w->n, int32_t);
    if (!w->day)
        return ENT_NOMEM_FAIL(w->ctx);
    w->first_day = INT32_MAX;
    for (size_t i = 0; i < w->n; i++) {
        w->day[i] = day_of(&w->row[i]);
        if (w->day[i] == INT32_MIN || !counts(&w->row[i].statement))
            continue;
        if (w->day[i] < w->first_day)
            w->first_day = w->day[i];
    }
    return ENT_OK;
}

/* ---- statements become voices */

static int64_t once_of(const netter *w, size_t i, int64_t doc) {
    ent_once once = w->plan->once;
    if (once == ENT_ONCE_DOCUMENT)
        return doc;
    if (once == ENT_ONCE_ALL)
        return (int64_t)i;
    if (once == ENT_ONCE_RANGE)
        return 0;
    /* without a day it can repeat nothing */
    return w->day[i] == INT32_MIN ? INT64_MIN + (int64_t)i
                                  : period_of(once, w->day[i]);
}

static ent_err add_voices(netter *w, size_t i, int64_t doc) {
    const ent_statement *v = &w->row[i].statement;
    const ent_networks *out = w->out;
    for (ent_str rest = v->speaker; rest.n;) {
        ent_str actor = actor_of(w, ent_i_cut(&rest, '|'));
        voice *x = ENT_PUSH(w->ctx->temp, &w->voices, voice);
        if (!x)
            return ENT_NOMEM_FAIL(w->ctx);
        *x = (voice){.window = has_windows(w) ? window_of(w, w->day[i]) : 0,
                     .actor = number_of(out->actor, out->n_actors, actor),
                     .issue = number_of(out->issue, out->n_issues, v->issue),
                     .stance = (v->stance > 0) - (v->stance < 0),
                     .once = once_of(w, i, doc)};
    }
    return ENT_OK;
}

/* Rows of one document follow each other, so a document is where it begins. */
static ent_err take_voices(netter *w) {
    int64_t doc = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (i && !ent_i_eq(w->row[i].doc, w->row[i - 1].doc))
            doc = (int64_t)i;
        if (!counts(&w->row[i].statement))
            continue;
        if (has_windows(w) && w->day[i] == INT32_MIN)
            w->out->n_undated++;
        else
            ENT_TRY(add_voices(w, i, doc));
    }
    return ENT_OK;
}

#define ORDER(field)          \
    if (x->field != y->field) \
    return x->field < y->field ? -1 : 1

static int by_cell(const void *a, const void *b) {
    const voice *x = a, *y = b;
    ORDER(window);
    ORDER(actor);
    ORDER(issue);
    ORDER(stance);
    ORDER(once);
    return 0;
}

/* ---- one network */

static ent_err add_cells(netter *w, const voice *x, size_t n,
                         ent_network *out) {
    ent_vec cells = {0};
    ent_network_cell *c = NULL;
    for (size_t i = 0; i < n; i++) {
        if (i && by_cell(&x[i - 1], &x[i]) == 0)
            continue; /* said before */
        if (!c || c->actor != x[i].actor || c->issue != x[i].issue) {
            c = ENT_PUSH(w->ctx->keep, &cells, ent_network_cell);
            if (!c)
                return ENT_NOMEM_FAIL(w->ctx);
            c->actor = x[i].actor;
            c->issue = x[i].issue;
        }
        *(x[i].stance < 0   ? &c->against
          : x[i].stance > 0 ? &c->favour
                            : &c->neutral) += 1;
        out->n_statements++;
    }
    out->cell = cells.at;
    out->n_cells = cells.n;
    return ENT_OK;
}

/* One node's share in one tie: the nodes are actors tied by issues, or the
 * other way round. */
typedef struct share {
    uint32_t node, tie;
    double x[3]; /* against, neutral, favour */
} share;

static int by_tie(const void *a, const void *b) {
    const share *x = a, *y = b;
    ORDER(tie);
    ORDER(node);
    return 0;
}

/* What the normalisations divide by. */
typedef struct activity {
    double sum, squares;
    size_t cells; /* that are not 0 */
} activity;

/* Neutral statements tie nobody but by co-occurrence. */
static bool is_tied_by(const netter *w, int stance) {
    return stance != 1 || w->plan->kind == ENT_NETWORK_COOCCURRENCE;
}

/* For co-occurrence the stance does not matter: one cell an issue. */
static share share_of(const netter *w, const ent_network_cell *c) {
    bool issues = w->plan->of_issues;
    double x[3] = {c->against, c->neutral, c->favour};
    share s = {issues ? c->issue : c->actor, issues ? c->actor : c->issue, {0}};
    for (int k = 0; k < 3; k++) {
        if (!is_tied_by(w, k))
            continue;
        s.x[w->plan->kind == ENT_NETWORK_COOCCURRENCE ? 0 : k] += x[k];
    }
    for (int k = 0; w->plan->norm == ENT_NORM_JACCARD && k < 3; k++)
        s.x[k] = s.x[k] > 0; /* sets know no repetition */
    return s;
}

static double tie_of(const netter *w, const share *a, const share *b) {
    double same = a->x[0] * b->x[0] + a->x[2] * b->x[2];
    double opposed = a->x[0] * b->x[2] + a->x[2] * b->x[0];
    switch (w->plan->kind) {
    case ENT_NETWORK_CONFLICT:
        return opposed;
    case ENT_NETWORK_SUBTRACT:
        return same - opposed;
    default:
        return same;
    }
}

/* Cells that one or the other has: both have `shared` of them. */
static double norm_of(const netter *w, const activity *a, const activity *b,
                      double shared) {
    switch (w->plan->norm) {
    case ENT_NORM_AVERAGE:
        return (a->sum + b->sum) / 2;
    case ENT_NORM_JACCARD:
        return (double)(a->cells + b->cells) - shared;
    case ENT_NORM_COSINE:
        return sqrt(a->squares) * sqrt(b->squares);
    default:
        return 1;
    }
}

/* Where the sums of a pair of nodes a < b lie in a triangle. */
static size_t pair_at(uint32_t a, uint32_t b) {
    return (size_t)b * (b - 1) / 2 + a;
}

typedef struct projection {
    share *s; /* [n], by tie */
    size_t n, n_nodes;
    activity *node;          /* [n_nodes] */
    double *weight, *shared; /* [pairs] */
} projection;

static void sum_ties(const netter *w, projection *p) {
    for (size_t from = 0, to; from < p->n; from = to) {
        for (to = from + 1; to < p->n && p->s[to].tie == p->s[from].tie;)
            to++;
        for (size_t i = from; i < to; i++)
            for (size_t k = i + 1; k < to; k++) {
                size_t at = pair_at(p->s[i].node, p->s[k].node);
                p->weight[at] += tie_of(w, &p->s[i], &p->s[k]);
                for (int q = 0; q < 3; q++)
                    p->shared[at] += p->s[i].x[q] > 0 && p->s[k].x[q] > 0;
            }
    }
}

static void sum_activity(projection *p) {
    for (size_t i = 0; i < p->n; i++) {
        activity *a = &p->node[p->s[i].node];
        for (int q = 0; q < 3; q++) {
            a->sum += p->s[i].x[q];
            a->squares += p->s[i].x[q] * p->s[i].x[q];
            a->cells += p->s[i].x[q] > 0;
        }
    }
}

static ent_err add_edges(const netter *w, const projection *p,
                         ent_network *out) {
    ent_vec edges = {0};
    for (uint32_t a = 0; a < p->n_nodes; a++)
        for (uint32_t b = a + 1; b < p->n_nodes; b++) {
            size_t at = pair_at(a, b);
            double norm = norm_of(w, &p->node[a], &p->node[b], p->shared[at]);
            if (p->weight[at] == 0 || norm <= 0)
                continue;
            ent_network_edge *e =
                ENT_PUSH(w->ctx->keep, &edges, ent_network_edge);
            if (!e)
                return ENT_NOMEM_FAIL(w->ctx);
            *e = (ent_network_edge){a, b, p->weight[at] / norm};
        }
    out->edge = edges.at;
    out->n_edges = edges.n;
    return ENT_OK;
}

static ent_err project(netter *w, ent_network *out) {
    projection p = {.n = out->n_cells,
                    .n_nodes = w->plan->of_issues ? w->out->n_issues
                                                  : w->out->n_actors};
    if (p.n_nodes > MAX_NODES)
        return ENT_FAIL(w->ctx, ENT_LIMIT,
                        "%zu nodes are more than the %d that a network of one "
                        "kind may have; take states, fewer documents or a "
                        "shorter time",
                        p.n_nodes, MAX_NODES);
    size_t pairs = p.n_nodes * (p.n_nodes + 1) / 2;
    p.s = ENT_NEW(w->ctx->temp, p.n, share);
    p.node = ENT_NEW(w->ctx->temp, p.n_nodes, activity);
    p.weight = ENT_NEW(w->ctx->temp, pairs, double);
    p.shared = ENT_NEW(w->ctx->temp, pairs, double);
    if (!p.s || !p.node || !p.weight || !p.shared)
        return ENT_NOMEM_FAIL(w->ctx);
    for (size_t i = 0; i < p.n; i++)
        p.s[i] = share_of(w, &out->cell[i]);
    qsort(p.s, p.n, sizeof *p.s, by_tie);
    sum_ties(w, &p);
    sum_activity(&p);
    return add_edges(w, &p, out);
}

static ent_err add_network(netter *w, const voice *x, size_t n) {
    ent_network *out = ENT_PUSH(w->ctx->keep, &w->network, ent_network);
    if (!out)
        return ENT_NOMEM_FAIL(w->ctx);
    name_window(w, x->window, out);
    ENT_TRY(add_cells(w, x, n, out));
    if (w->plan->kind == ENT_NETWORK_TABLE)
        return ENT_OK;
    ent_mark mark = ent_i_arena_mark(w->ctx->temp);
    ENT_TRY(project(w, out));
    ent_i_arena_release(w->ctx->temp, mark);
    return ENT_OK;
}

static ent_err make(netter *w) {
    ENT_TRY(take_names(w));
    ENT_TRY(take_days(w));
    ENT_TRY(take_voices(w));
    voice *x = w->voices.at;
    size_t n = w->voices.n;
    if (n)
        qsort(x, n, sizeof *x, by_cell);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && x[k].window == x[i].window;)
            k++;
        ENT_TRY(add_network(w, &x[i], k - i));
    }
    w->out->network = w->network.at;
    w->out->n = w->network.n;
    return ENT_OK;
}

ent_err ent_networks_make(ent_ctx *ctx, const ent_statement_row *row, size_t n,
                          const ent_network_plan *plan, ent_networks *out) {
    netter w = {.ctx = ctx, .row = row, .n = n, .plan = plan, .out = out};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    *out = (ent_networks){0};
    ent_err e = make(&w);
    ent_i_arena_release(ctx->temp, mark);
    return e;
}
