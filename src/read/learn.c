/* learn.c - the averaged perceptron (Freund and Schapire 1999; averaged as in
 * Collins 2002), and how its weights are packed.
 *
 * The average is kept lazily: each weight remembers when it was last changed
 * and what it has summed up to then. Weights are whole numbers, so that
 * learning gives the same bits everywhere. */
#include "read/weights.h"

typedef struct cell {
    int64_t sum;
    int32_t weight;
    uint32_t since;
    uint32_t class_;
} cell;

typedef struct row {
    uint64_t key; /* 0: free */
    uint32_t cell;
    uint16_t n, cap;
    uint32_t updates;
} row;

enum { SCALE = 64 }; /* of averages, as whole numbers */

struct ent_learner {
    row *row;
    size_t n_rows, cap; /* cap: a power of two */
    cell *cell;
    size_t n_cells, cap_cells;
    unsigned n_classes;
    uint32_t now;
    unsigned members; /* learners that it is the sum of; 0: it learns */
};

ent_err ent_i_learner_new(ent_ctx *ctx, unsigned n_classes, ent_learner **out) {
    ent_learner *l = ent_i_malloc(sizeof *l);
    if (!l)
        return ENT_NOMEM_FAIL(ctx);
    *l = (ent_learner){.n_classes = n_classes, .now = 1, .cap = 1 << 12};
    l->row = ent_i_malloc(l->cap * sizeof *l->row);
    if (!l->row) {
        ent_i_free(l);
        return ENT_NOMEM_FAIL(ctx);
    }
    memset(l->row, 0, l->cap * sizeof *l->row);
    *out = l;
    return ENT_OK;
}

void ent_i_learner_free(ent_learner *l) {
    if (!l)
        return;
    ent_i_free(l->row);
    ent_i_free(l->cell);
    ent_i_free(l);
}

void ent_i_learner_tick(ent_learner *l) {
    l->now++;
}

static row *find_row(const ent_learner *l, uint64_t key) {
    size_t i = (size_t)key & (l->cap - 1);
    while (l->row[i].key && l->row[i].key != key)
        i = (i + 1) & (l->cap - 1);
    return &l->row[i];
}

static bool grow_rows(ent_learner *l) {
    ent_learner wide = *l;
    wide.cap = l->cap * 2;
    wide.row = ent_i_malloc(wide.cap * sizeof *wide.row);
    if (!wide.row)
        return false;
    memset(wide.row, 0, wide.cap * sizeof *wide.row);
    for (size_t i = 0; i < l->cap; i++)
        if (l->row[i].key)
            *find_row(&wide, l->row[i].key) = l->row[i];
    ent_i_free(l->row);
    *l = wide;
    return true;
}

/* Room for twice as many cells of one row, at the end of the pool. */
static bool grow_cells(ent_learner *l, row *r) {
    size_t want = r->cap ? 2U * r->cap : 2;
    if (l->n_cells + want > l->cap_cells) {
        size_t cap = 2 * l->cap_cells + want + 1024;
        cell *p =
            cap > UINT32_MAX ? NULL : ent_i_realloc(l->cell, cap * sizeof *p);
        if (!p)
            return false;
        l->cell = p;
        l->cap_cells = cap;
    }
    if (r->n)
        memcpy(l->cell + l->n_cells, l->cell + r->cell, r->n * sizeof(cell));
    r->cell = (uint32_t)l->n_cells;
    r->cap = (uint16_t)want;
    l->n_cells += want;
    return true;
}

static cell *cell_of(ent_learner *l, row *r, unsigned class_) {
    for (unsigned k = 0; k < r->n; k++)
        if (l->cell[r->cell + k].class_ == class_)
            return &l->cell[r->cell + k];
    if (r->n == r->cap && !grow_cells(l, r))
        return NULL;
    cell *c = &l->cell[r->cell + r->n++];
    *c = (cell){.class_ = class_, .since = l->now};
    return c;
}

ent_err ent_i_learn(ent_ctx *ctx, ent_learner *l, const uint64_t *key,
                    unsigned n, unsigned class_, int by) {
    for (unsigned i = 0; i < n; i++) {
        if (l->n_rows * 2 >= l->cap && !grow_rows(l))
            return ENT_NOMEM_FAIL(ctx);
        uint64_t k = key[i] ? key[i] : 1;
        row *r = find_row(l, k);
        l->n_rows += !r->key;
        r->key = k;
        cell *c = cell_of(l, r, class_);
        if (!c)
            return ENT_NOMEM_FAIL(ctx);
        c->sum += (int64_t)c->weight * (int64_t)(l->now - c->since);
        c->since = l->now;
        c->weight += by;
        r->updates++;
    }
    return ENT_OK;
}

/* The average of a weight over all examples, times SCALE; of a sum of
 * learners, over these. */
static int32_t average(const ent_learner *l, const cell *c) {
    if (l->members)
        return c->weight / (int32_t)l->members;
    int64_t sum = c->sum + (int64_t)c->weight * (int64_t)(l->now - c->since);
    double mean = (double)sum * SCALE / (double)l->now;
    return (int32_t)(mean < 0 ? mean - 0.5 : mean + 0.5);
}

ent_err ent_i_learner_add(ent_ctx *ctx, ent_learner *sum,
                          const ent_learner *l) {
    sum->members++;
    for (size_t i = 0; i < l->cap; i++) {
        const row *r = &l->row[i];
        for (unsigned k = 0; r->key && k < r->n; k++) {
            const cell *c = &l->cell[r->cell + k];
            ENT_TRY(
                ent_i_learn(ctx, sum, &r->key, 1, c->class_, average(l, c)));
        }
        if (r->key)
            find_row(sum, r->key)->updates += r->updates - r->n;
    }
    return ENT_OK;
}

/* ---- scores */

static void score_learner(const ent_learner *l, const uint64_t *key, unsigned n,
                          int32_t *score) {
    for (unsigned i = 0; i < n; i++)
        __builtin_prefetch(&l->row[(size_t)key[i] & (l->cap - 1)]);
    for (unsigned i = 0; i < n; i++) {
        const row *r = find_row(l, key[i] ? key[i] : 1);
        const cell *c = l->cell + r->cell;
        for (unsigned k = 0; k < r->n; k++)
            score[c[k].class_] += c[k].weight;
    }
}

enum { BATCH = 192 };

static inline uint32_t place(const ent_hashed *t, uint64_t key) {
    return (uint32_t)(((key & UINT32_MAX) * t->n) >> 32);
}

static inline bool may_hold(const ent_hashed *t, uint64_t key) {
    uint32_t at = ent_i_seen_at((uint32_t)(key >> 32));
    return !t->seen || t->seen[at / 64] >> (at % 64) & 1;
}

void ent_i_hashed_note(ent_hashed *t, uint64_t *seen) {
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t at = ent_i_seen_at(t->slot[i].print);
        if (t->slot[i].print)
            seen[at / 64] |= (uint64_t)1 << at % 64;
    }
    t->seen = seen;
}

/* A row of the pool: how many, shift, classes, weights. Slots lie anywhere in
 * megabytes, and so do rows: all slots are called for before the first is
 * read, and all rows before the first is added up. */
static void score_rows(const ent_hashed *t, const uint64_t *key, unsigned n,
                       int32_t *score) {
    const uint8_t *at_row[BATCH];
    uint64_t may[BATCH];
    unsigned m = 0, n_may = 0;
    for (unsigned i = 0; i < n; i++) {
        may[n_may] = key[i];
        n_may += may_hold(t, key[i]);
    }
    for (unsigned i = 0; i < n_may; i++)
        __builtin_prefetch(&t->slot[place(t, may[i])]);
    for (unsigned i = 0; i < n_may; i++) {
        uint32_t at = ent_i_hashed_find(t, may[i], UINT32_MAX);
        if (at == UINT32_MAX)
            continue;
        at_row[m] = t->pool + at;
        __builtin_prefetch(at_row[m++]);
    }
    for (unsigned i = 0; i < m; i++) {
        const uint8_t *class_ = at_row[i] + 2, *weight = class_ + at_row[i][0];
        int32_t by = 1 << (at_row[i][1] & 15U);
        for (unsigned k = 0; k < at_row[i][0]; k++)
            score[class_[k]] += (int8_t)weight[k] * by;
    }
}

void ent_i_score(const ent_linear *m, const uint64_t *key, unsigned n,
                 int32_t *score) {
    if (m->learner) {
        score_learner(m->learner, key, n, score);
        return;
    }
    for (unsigned i = 0, k; i < n && m->table.n; i += k) {
        k = n - i < BATCH ? n - i : BATCH;
        score_rows(&m->table, key + i, k, score);
    }
}

/* ---- packing */

enum { SLOTS_PER_10 = 13 };

static unsigned shift_for(const int32_t *w, unsigned n) {
    unsigned by = 0;
    for (unsigned k = 0; k < n; k++)
        while (by < 15 && (w[k] + (1 << by >> 1)) / (1 << by) > 127)
            by++;
    for (unsigned k = 0; k < n; k++)
        while (by < 15 && (w[k] - (1 << by >> 1)) / (1 << by) < -127)
            by++;
    return by;
}

static int8_t narrow(int32_t w, unsigned by) {
    int32_t half = by ? 1 << (by - 1) : 0;
    int32_t q = (w < 0 ? w - half : w + half) / (1 << by);
    return (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
}

/* Only the classes that keep a weight; UINT32_MAX: none does. */
static uint32_t put_row(const ent_learner *l, const row *r, int32_t faint,
                        ent_buf *pool) {
    uint8_t out[2 + 2 * ENT_CLASSES];
    int32_t w[ENT_CLASSES];
    unsigned n = 0;
    for (unsigned k = 0; k < r->n && k < ENT_CLASSES; k++) {
        w[k] = average(l, &l->cell[r->cell + k]);
        w[k] = w[k] > -faint && w[k] < faint ? 0 : w[k];
    }
    unsigned by = shift_for(w, r->n);
    for (unsigned k = 0; k < r->n; k++)
        n += narrow(w[k], by) != 0;
    if (!n)
        return UINT32_MAX;
    out[0] = (uint8_t)n;
    out[1] = (uint8_t)by;
    for (unsigned k = 0, i = 0; k < r->n; k++)
        if (narrow(w[k], by)) {
            out[2 + i] = (uint8_t)l->cell[r->cell + k].class_;
            out[2 + n + i++] = (uint8_t)narrow(w[k], by);
        }
    uint32_t at = (uint32_t)pool->n;
    ent_i_buf_put(pool, (const char *)out, 2 + 2 * n);
    return at;
}

static void put_slot(ent_slot *slot, uint32_t n, uint64_t key,
                     uint32_t payload) {
    uint32_t i = (uint32_t)(((key & UINT32_MAX) * n) >> 32);
    while (slot[i].print)
        i = i + 1 == n ? 0 : i + 1;
    slot[i] = (ent_slot){(uint32_t)(key >> 32) | 1U, payload};
}

ent_err ent_i_pack_keys(ent_ctx *ctx, const uint64_t *key,
                        const uint32_t *payload, size_t n, ent_packed *out) {
    size_t n_slots = n * SLOTS_PER_10 / 10 + 1;
    ent_slot *slot =
        n_slots > UINT32_MAX ? NULL : ent_i_malloc(n_slots * sizeof *slot);
    if (!slot)
        return ENT_NOMEM_FAIL(ctx);
    memset(slot, 0, n_slots * sizeof *slot);
    for (size_t i = 0; i < n; i++)
        put_slot(slot, (uint32_t)n_slots, key[i], payload[i]);
    ent_i_buf_put(&out->slots, (const char *)slot, n_slots * sizeof *slot);
    ent_i_free(slot);
    return out->slots.bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}

ent_err ent_i_pack(ent_ctx *ctx, const ent_learner *l, ent_least least,
                   ent_packed *out) {
    uint64_t *key = ent_i_malloc((l->n_rows + 1) * sizeof *key);
    uint32_t *payload = ent_i_malloc((l->n_rows + 1) * sizeof *payload);
    size_t n = 0;
    for (size_t i = 0; key && payload && i < l->cap; i++) {
        const row *r = &l->row[i];
        if (!r->key || r->updates < least.updates)
            continue;
        payload[n] = put_row(l, r, least.average, &out->pool);
        key[n] = r->key;
        n += payload[n] != UINT32_MAX;
    }
    ent_err e = !key || !payload || out->pool.bad
                    ? ENT_NOMEM_FAIL(ctx)
                    : ent_i_pack_keys(ctx, key, payload, n, out);
    ent_i_free(key);
    ent_i_free(payload);
    return e;
}

void ent_i_packed_free(ent_packed *p) {
    ent_i_buf_free(&p->slots);
    ent_i_buf_free(&p->pool);
}
