/* evaluate.c - a reading measured against annotations.
 *
 * Evidence is compared sentence by sentence. Each measure says when an
 * annotated and a read item may belong together; of all ways to pair them
 * one with the most pairs is taken (augmenting paths, Kuhn 1955), words that
 * overlap first, so that no item counts twice and order does not matter. */
#include "read/evaluate.h"
#include <stdlib.h>

#define NOBODY UINT32_MAX
enum { MAX_IN_SENTENCE = 1000 }; /* annotated: bounds depth and time */

/* ---- one sentence */

typedef struct side {
    const ent_item **row;
    size_t n;
    uint32_t *pair; /* [n] row of the other side, or NOBODY */
} side;

/* Annotated and read items of one sentence, with scratch as long as each. */
typedef struct spot {
    side gold, found;
    bool *seen;
} spot;

static bool augment(spot *s, ent_i_match_fn *match, uint32_t g);

static bool offer(spot *s, ent_i_match_fn *match, uint32_t g, uint32_t f) {
    if (s->seen[f] || !match(s->gold.row[g], s->found.row[f]))
        return false;
    s->seen[f] = true;
    if (s->found.pair[f] != NOBODY && !augment(s, match, s->found.pair[f]))
        return false;
    s->found.pair[f] = g;
    s->gold.pair[g] = f;
    return true;
}

static bool augment(spot *s, ent_i_match_fn *match, uint32_t g) {
    for (int touching = 1; touching >= 0; touching--)
        for (uint32_t f = 0; f < s->found.n; f++)
            if (ent_i_items_overlap(s->gold.row[g], s->found.row[f]) ==
                    touching &&
                offer(s, match, g, f))
                return true;
    return false;
}

static void pair_up(spot *s, ent_i_match_fn *match) {
    memset(s->gold.pair, 0xFF, s->gold.n * sizeof *s->gold.pair);
    memset(s->found.pair, 0xFF, s->found.n * sizeof *s->found.pair);
    for (uint32_t g = 0; g < s->gold.n; g++) {
        memset(s->seen, 0, s->found.n * sizeof *s->seen);
        augment(s, match, g);
    }
}

/* ---- all sentences */

typedef struct error_row {
    ent_gold_kind kind;
    const ent_item *gold, *found; /* one may be NULL */
    ent_str key;                  /* rule or words: errors alike share it */
    uint32_t alike;
} error_row;

typedef struct evaluation {
    ent_ctx *ctx;
    const ent_gold *gold;
    ent_item *wanted[ENT_GOLD_KINDS]; /* sorted */
    ent_item *found[ENT_GOLD_KINDS];  /* of all documents, sorted */
    size_t n_wanted[ENT_GOLD_KINDS], n_found[ENT_GOLD_KINDS];
    ent_vec count; /* ent_measure: the measure at hand and its groups */
    size_t first;  /* the measure at hand in it */
    ent_vec error; /* error_row */
} evaluation;

static ent_measure *count_of(evaluation *v, const ent_i_measure *m,
                             ent_str group) {
    ent_measure *c = v->count.at;
    for (size_t i = v->first; i < v->count.n; i++)
        if (ent_i_eq(c[i].group, group))
            return &c[i];
    c = ENT_PUSH(v->ctx->keep, &v->count, ent_measure);
    if (c)
        *c = (ent_measure){.kind = ent_i_str(ent_i_gold_name[m->kind]),
                           .name = ent_i_str(m->name),
                           .group = group,
                           .share = m->of != NULL};
    return c;
}

static ent_err add(evaluation *v, const ent_i_measure *m, const ent_item *t,
                   bool read, bool good) {
    ent_str none = {0};
    ent_str group = m->by ? *(const ent_str *)((const char *)t + m->by) : none;
    for (int i = group.n ? 0 : 1; i < 2; i++) {
        ent_measure *c = count_of(v, m, i ? none : group);
        if (!c)
            return ENT_NOMEM_FAIL(v->ctx);
        *(read ? &c->found : &c->wanted) += 1;
        *(read ? &c->right : &c->recalled) += good;
    }
    return ENT_OK;
}

static ent_err add_error(evaluation *v, const ent_i_measure *m,
                         const ent_item *g, const ent_item *f) {
    error_row *e = ENT_PUSH(v->ctx->temp, &v->error, error_row);
    if (!e)
        return ENT_NOMEM_FAIL(v->ctx);
    *e = (error_row){m->kind, g, f, {0}, 0};
    e->key = f && f->rule.n ? f->rule : g ? g->text : f->text;
    return ENT_OK;
}

/* The read item, unpaired too, that shares words with an annotated one. */
static uint32_t nearest(const spot *s, uint32_t g) {
    for (uint32_t f = 0; f < s->found.n; f++)
        if (s->found.pair[f] == NOBODY &&
            ent_i_items_overlap(s->gold.row[g], s->found.row[f]))
            return f;
    return NOBODY;
}

static ent_err take_errors(evaluation *v, const ent_i_measure *m, spot *s) {
    for (uint32_t g = 0; g < s->gold.n; g++) {
        if (s->gold.pair[g] != NOBODY)
            continue;
        uint32_t f = nearest(s, g);
        ENT_TRY(add_error(v, m, s->gold.row[g],
                          f == NOBODY ? NULL : s->found.row[f]));
        if (f != NOBODY)
            s->found.pair[f] = g;
    }
    for (uint32_t f = 0; f < s->found.n; f++)
        if (s->found.pair[f] == NOBODY)
            ENT_TRY(add_error(v, m, NULL, s->found.row[f]));
    return ENT_OK;
}

static ent_err count_pairs(evaluation *v, const ent_i_measure *m,
                           const spot *s) {
    for (uint32_t g = 0; g < s->gold.n; g++) {
        uint32_t f = s->gold.pair[g];
        if (f == NOBODY)
            continue;
        bool good = m->of(s->gold.row[g], s->found.row[f]);
        ENT_TRY(add(v, m, s->gold.row[g], false, good));
        ENT_TRY(add(v, m, s->found.row[f], true, good));
    }
    return ENT_OK;
}

static ent_err count_sides(evaluation *v, const ent_i_measure *m,
                           const spot *s) {
    for (uint32_t g = 0; g < s->gold.n; g++)
        ENT_TRY(add(v, m, s->gold.row[g], false, s->gold.pair[g] != NOBODY));
    for (uint32_t f = 0; f < s->found.n; f++)
        ENT_TRY(add(v, m, s->found.row[f], true, s->found.pair[f] != NOBODY));
    return ENT_OK;
}

/* An event read that is annotated as a mere reference is neither right nor
 * wrong where only core events are asked for. */
static void drop_references(spot *s, const ent_item *gold, size_t n,
                            ent_i_match_fn *match) {
    size_t kept = 0;
    for (uint32_t f = 0; f < s->found.n; f++) {
        bool drop = false;
        for (size_t g = 0; s->found.pair[f] == NOBODY && g < n && !drop; g++)
            drop = !gold[g].core && match(&gold[g], s->found.row[f]);
        if (drop)
            continue;
        if (s->found.pair[f] != NOBODY)
            s->gold.pair[s->found.pair[f]] = (uint32_t)kept;
        s->found.row[kept] = s->found.row[f];
        s->found.pair[kept++] = s->found.pair[f];
    }
    s->found.n = kept;
}

static void take_rows(side *to, const ent_i_measure *m, const ent_item *t,
                      size_t n) {
    to->n = 0;
    for (size_t i = 0; i < n; i++)
        if (!m->core || t[i].core)
            to->row[to->n++] = &t[i];
}

static ent_err open_side(ent_ctx *ctx, side *s, size_t n) {
    s->row = ENT_NEW(ctx->temp, n, const ent_item *);
    s->pair = ENT_NEW(ctx->temp, n, uint32_t);
    return s->row && s->pair ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static ent_err too_many(evaluation *v, const ent_i_measure *m,
                        const ent_item *t) {
    ent_place at = {v->gold->file[m->kind], t->line, 0};
    return ENT_FAIL_AT(v->ctx, ENT_LIMIT, at,
                       "more than %d rows for one sentence; check the columns "
                       "para and sent",
                       MAX_IN_SENTENCE);
}

/* The items of one sentence; n are annotated, k were read.  Scratch of a
 * sentence is kept to the end, since its errors point to it. */
static ent_err measure_spot(evaluation *v, const ent_i_measure *m,
                            const ent_item *gold, size_t n,
                            const ent_item *found, size_t k) {
    spot s;
    if (n > MAX_IN_SENTENCE)
        return too_many(v, m, gold);
    ent_mark mark = ent_i_arena_mark(v->ctx->temp);
    ENT_TRY(open_side(v->ctx, &s.gold, n));
    ENT_TRY(open_side(v->ctx, &s.found, k));
    s.seen = ENT_NEW(v->ctx->temp, k, bool);
    if (!s.seen)
        return ENT_NOMEM_FAIL(v->ctx);
    take_rows(&s.gold, m, gold, n);
    take_rows(&s.found, m, found, k);
    pair_up(&s, m->match);
    if (m->core)
        drop_references(&s, gold, n, m->match);
    ENT_TRY((m->of ? count_pairs : count_sides)(v, m, &s));
    if (m->errors)
        return take_errors(v, m, &s);
    ent_i_arena_release(v->ctx->temp, mark);
    return ENT_OK;
}

/* Sentences are compared inside their paragraph, all else in its sentence. */
static int compare_spots(ent_gold_kind kind, const ent_item *a,
                         const ent_item *b) {
    if (a->doc != b->doc)
        return a->doc < b->doc ? -1 : 1;
    if (a->para != b->para)
        return a->para < b->para ? -1 : 1;
    if (kind <= ENT_GOLD_PARAGRAPH || a->sent == b->sent)
        return 0;
    return a->sent < b->sent ? -1 : 1;
}

static size_t run_of(ent_gold_kind kind, const ent_item *t, size_t n) {
    size_t i = 0;
    while (i < n && compare_spots(kind, t, &t[i]) == 0)
        i++;
    return i;
}

static ent_err take_measure(evaluation *v, const ent_i_measure *m) {
    const ent_item *g = v->wanted[m->kind], *f = v->found[m->kind];
    const ent_item *g_end = g + v->n_wanted[m->kind];
    const ent_item *f_end = f + v->n_found[m->kind];
    v->first = v->count.n;
    if (!count_of(v, m, (ent_str){0}))
        return ENT_NOMEM_FAIL(v->ctx);
    while (g < g_end || f < f_end) {
        int order = g == g_end   ? 1
                    : f == f_end ? -1
                                 : compare_spots(m->kind, g, f);
        size_t n = order <= 0 ? run_of(m->kind, g, (size_t)(g_end - g)) : 0;
        size_t k = order >= 0 ? run_of(m->kind, f, (size_t)(f_end - f)) : 0;
        ENT_TRY(measure_spot(v, m, g, n, f, k));
        g += n;
        f += k;
    }
    return ENT_OK;
}

/* ---- before and after */

static int by_place(const void *a, const void *b) {
    const ent_item *x = a, *y = b;
    int order = compare_spots(ENT_GOLD_KINDS, x, y);
    if (order)
        return order;
    if (x->at.start != y->at.start)
        return x->at.start < y->at.start ? -1 : 1;
    if (x->at.end != y->at.end)
        return x->at.end < y->at.end ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static ent_err take_gold(evaluation *v, ent_gold_kind kind) {
    const ent_vec *rows = &v->gold->item[kind];
    v->wanted[kind] = ENT_NEW(v->ctx->temp, rows->n, ent_item);
    if (!v->wanted[kind])
        return ENT_NOMEM_FAIL(v->ctx);
    if (rows->n)
        memcpy(v->wanted[kind], rows->at, rows->n * sizeof(ent_item));
    v->n_wanted[kind] = rows->n;
    qsort(v->wanted[kind], rows->n, sizeof(ent_item), by_place);
    return ENT_OK;
}

/* Whole annotated texts are about all kinds; labelled ones need not be. */
static bool is_about(const evaluation *v, ent_gold_kind kind, uint32_t doc) {
    const ent_labelled *text = v->gold->text.at;
    if (!v->gold->text.n)
        return true;
    return kind == ENT_GOLD_EVENT ? text[doc].events : text[doc].statements;
}

static ent_err take_found(evaluation *v, ent_gold_kind kind,
                          ent_doc *const *doc, size_t n) {
    ent_vec all = {0};
    for (uint32_t d = 0; d < n; d++) {
        ent_item *t;
        size_t k;
        if (!is_about(v, kind, d))
            continue;
        ENT_TRY(ent_i_items_of(v->ctx, doc[d], kind, &t, &k));
        for (size_t i = 0; i < k; i++) {
            ent_item *to = ENT_PUSH(v->ctx->temp, &all, ent_item);
            if (!to)
                return ENT_NOMEM_FAIL(v->ctx);
            *to = t[i];
            to->doc = d;
            if (v->gold->text.n) /* wherever the reader cuts it */
                to->para = to->sent = 1;
        }
    }
    v->found[kind] = all.at;
    v->n_found[kind] = all.n;
    if (all.n)
        qsort(all.at, all.n, sizeof(ent_item), by_place);
    return ENT_OK;
}

static double part(uint64_t n, uint64_t of) {
    return of ? (double)n / (double)of : 0;
}

static void finish(ent_measure *c) {
    c->precision = part(c->right, c->found);
    c->recall = part(c->recalled, c->wanted);
    c->f1 = part(2 * c->recalled, c->wanted + c->found);
    if (c->right != c->recalled && c->precision + c->recall > 0)
        c->f1 = 2 * c->precision * c->recall / (c->precision + c->recall);
}

static int by_group(const void *a, const void *b) {
    return ent_i_cmp(((const ent_measure *)a)->group,
                     ((const ent_measure *)b)->group);
}

static int by_key(const void *a, const void *b) {
    const error_row *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return ent_i_cmp(x->key, y->key);
}

static const ent_item *any_of(const error_row *e) {
    return e->gold ? e->gold : e->found;
}

static int by_weight(const void *a, const void *b) {
    const error_row *x = a, *y = b;
    if (x->alike != y->alike)
        return x->alike > y->alike ? -1 : 1;
    int order = by_key(a, b);
    return order ? order : by_place(any_of(x), any_of(y));
}

static void weigh_errors(evaluation *v) {
    error_row *e = v->error.at;
    if (!v->error.n)
        return;
    qsort(e, v->error.n, sizeof *e, by_key);
    for (size_t i = 0, k; i < v->error.n; i = k) {
        for (k = i; k < v->error.n && by_key(&e[i], &e[k]) == 0; k++)
            ;
        for (size_t j = i; j < k; j++)
            e[j].alike = (uint32_t)(k - i);
    }
    qsort(e, v->error.n, sizeof *e, by_weight);
}

static ent_err tell_error(const evaluation *v, const error_row *e,
                          ent_miss *out) {
    const ent_item *t = any_of(e);
    ent_ctx *ctx = v->ctx;
    *out = (ent_miss){.kind = ent_i_str(ent_i_gold_name[e->kind]),
                      .doc = ((const ent_str *)v->gold->name.at)[t->doc],
                      .in = {t->at, t->para, t->sent},
                      .alike = e->alike};
    if (e->gold) {
        out->wanted = ent_i_item_words(ctx, e->kind, e->gold);
        out->gold = (ent_place){v->gold->file[e->kind], e->gold->line, 0};
    }
    if (e->found) {
        out->found = ent_i_item_words(ctx, e->kind, e->found);
        out->rule = e->found->rule;
    }
    return (e->gold && !out->wanted.s) || (e->found && !out->found.s)
               ? ENT_NOMEM_FAIL(ctx)
               : ENT_OK;
}

static ent_err tell_errors(evaluation *v, ent_evaluation *out) {
    ent_miss *miss = ENT_NEW(v->ctx->keep, v->error.n, ent_miss);
    if (!miss)
        return ENT_NOMEM_FAIL(v->ctx);
    weigh_errors(v);
    for (size_t i = 0; i < v->error.n; i++)
        ENT_TRY(tell_error(v, (const error_row *)v->error.at + i, &miss[i]));
    out->miss = miss;
    out->n_misses = v->error.n;
    return ENT_OK;
}

static ent_err measure_all(evaluation *v, ent_doc *const *doc, size_t n) {
    for (ent_gold_kind k = 0; k < ENT_GOLD_KINDS; k++) {
        ENT_TRY(take_gold(v, k));
        if (v->gold->file[k].n)
            ENT_TRY(take_found(v, k, doc, n));
    }
    for (size_t i = 0; i < ent_i_n_measures; i++) {
        if (!v->gold->file[ent_i_measures[i].kind].n)
            continue;
        ENT_TRY(take_measure(v, &ent_i_measures[i]));
        ent_measure *c = v->count.at;
        for (size_t k = v->first; k < v->count.n; k++)
            finish(&c[k]);
        qsort(&c[v->first], v->count.n - v->first, sizeof *c, by_group);
    }
    return ENT_OK;
}

ent_err ent_evaluate(ent_ctx *ctx, const ent_gold *gold, ent_doc *const *doc,
                     size_t n, ent_evaluation *out) {
    evaluation v = {.ctx = ctx, .gold = gold};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    *out = (ent_evaluation){.n_docs = n};
    if (n != gold->name.n)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "%zu documents for annotations of %zu; read those "
                        "that are annotated",
                        n, gold->name.n);
    ent_err e = measure_all(&v, doc, n);
    if (!e)
        e = tell_errors(&v, out);
    out->measure = v.count.at;
    out->n_measures = v.count.n;
    ent_i_arena_release(ctx->temp, mark);
    return e;
}
