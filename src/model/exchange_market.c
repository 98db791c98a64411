/* exchange_market.c - exchanges realised one by one, the most gainful first.
 *
 * A realised exchange changes those that share an actor and an issue with it,
 * and no others; lists by actor and issue find them.  The heap is lazy: a
 * trade that lost waits at its old place until it comes to the top. */
#include "model/exchange.h"
#include <math.h>

/* Children of a node: a broad heap is shallow, and waits less for memory. */
enum { WAYS = 4 };

/* ---- the heap */

/* Whether a is to be realised before b. */
static bool before(const market *m, const node *a, const node *b) {
    if (a->key != b->key)
        return a->key > b->key;
    if (m->param[EXCHANGE_TIES] == EXCHANGE_TIES_RANDOM) {
        double u = ent_i_uniform(m->stream, a->trade, 3);
        double v = ent_i_uniform(m->stream, b->trade, 3);
        if (u != v)
            return u < v;
    }
    return a->trade < b->trade;
}

static void put(market *m, size_t place, node what) {
    m->heap[place] = what;
    m->place[what.trade] = (uint32_t)place;
}

static void rise(market *m, size_t at) {
    node what = m->heap[at];
    while (at && before(m, &what, &m->heap[(at - 1) / WAYS])) {
        put(m, at, m->heap[(at - 1) / WAYS]);
        at = (at - 1) / WAYS;
    }
    put(m, at, what);
}

/* The first of those below, or n_heap. */
static size_t child_of(const market *m, size_t at) {
    size_t first = WAYS * at + 1, best = first;
    size_t end = first + WAYS < m->n_heap ? first + WAYS : m->n_heap;
    for (size_t k = first + 1; k < end; k++)
        if (before(m, &m->heap[k], &m->heap[best]))
            best = k;
    return best < m->n_heap ? best : m->n_heap;
}

static void sink(market *m, size_t at) {
    node what = m->heap[at];
    for (;;) {
        size_t child = child_of(m, at);
        if (child == m->n_heap || !before(m, &m->heap[child], &what))
            break;
        put(m, at, m->heap[child]);
        at = child;
    }
    put(m, at, what);
}

static void build(market *m) {
    m->n_heap = m->n_trades;
    for (size_t k = 0; k < m->n_heap; k++)
        put(m, k, (node){m->trade[k].key, (uint32_t)k});
    for (size_t k = m->n_heap / WAYS + 1; k-- > 0;)
        if (k < m->n_heap)
            sink(m, k);
}

static void drop_top(market *m) {
    if (--m->n_heap) {
        put(m, 0, m->heap[m->n_heap]);
        sink(m, 0);
    }
}

/* The most gainful trade, or NULL. */
static trade *best(market *m) {
    while (m->n_heap) {
        trade *t = &m->trade[m->heap[0].trade];
        if (t->dead) {
            drop_top(m);
        } else if (m->heap[0].key != t->key) {
            m->heap[0].key = t->key;
            sink(m, 0);
        } else {
            return t;
        }
    }
    return NULL;
}

/* ---- what a realised exchange changes */

/* The one who gains on an issue learns where its partner now stands; of two
 * such places the one nearer to where it began. */
static void tell(market *m, const trade *t, int k, double y) {
    size_t own = market_cell(m, t->issue[k], t->who[k]);
    size_t eye = market_cell(m, t->issue[k], t->who[1 - k]);
    double *seen = &m->seen[eye * m->n], *one = &seen[t->who[k]];
    if (*one == MARKET_UNSEEN)
        *one = y;
    else
        *one = m->x[own] <= *one ? fmin(*one, y) : fmax(*one, y);
    double sum = 0;
    for (size_t i = 0; i < m->n; i++) {
        size_t cell = market_cell(m, t->issue[k], i);
        double x = seen[i] == MARKET_UNSEEN ? m->x[cell] : seen[i];
        sum += x * m->s[cell] * m->c[cell];
    }
    m->sum[eye] = sum;
}

/* A planned move that another exchange has overtaken stays on record. */
static void record(market *m, const trade *done, int k, double move) {
    size_t l = 2 * market_cell(m, done->issue[k], done->who[k]);
    bool none = m->param[EXCHANGE_COMPAT] == EXCHANGE_COMPAT_NONE;
    for (uint32_t at = m->start[l]; at < m->end[l]; at++) {
        trade *t = &m->trade[m->list[at]];
        int side =
            t->who[0] == done->who[k] && t->issue[0] == done->issue[k] ? 0 : 1;
        double made = none ? move : t->move[side];
        if (t->dead)
            continue;
        t->sum[side] += made;
        t->up[side] |= made > 0;
        t->down[side] |= made < 0;
    }
}

static void work_out(market *m, trade *t) {
    t->drawn = (uint32_t)m->realised;
    deal d = market_deal(m, t);
    t->dead = !d.ok;
    if (!d.ok)
        return;
    memcpy(t->move, d.move, sizeof t->move);
    t->stopped = d.stopped;
    t->key = market_key(d.gain);
    uint32_t place = m->place[t - m->trade];
    if (t->key > m->heap[place].key) {
        m->heap[place].key = t->key;
        rise(m, place);
    }
}

/* Which of the two gives way to the one whose gain is in that cell. */
static int giver_to(const market *m, const trade *t, size_t cell) {
    return market_cell(m, t->issue[0], t->who[1]) == cell ? 0 : 1;
}

/* Works out anew what stands in one list, and forgets what is dead.  Where an
 * actor gains, it may only have been told of others. */
static void refresh(market *m, size_t l) {
    bool gains = l % 2;
    for (uint32_t at = m->start[l]; at < m->end[l];) {
        trade *t = &m->trade[m->list[at]];
        bool due = !t->dead && t->drawn != m->realised;
        if (due && !(gains && market_stands(m, t, giver_to(m, t, l / 2))))
            work_out(m, t);
        if (t->dead)
            m->list[at] = m->list[--m->end[l]];
        else
            at++;
    }
}

static void realise(market *m, trade *t) {
    deal d = market_deal(m, t);
    double y[2];
    if (m->told) {
        market_outcomes(m, t, &d);
        m->told(m->user, m, t, &d);
    }
    t->dead = 1;
    m->realised++;
    for (int k = 0; k < 2; k++) {
        size_t own = market_cell(m, t->issue[k], t->who[k]);
        y[k] = fmax(0, fmin(100, m->y[own] + d.move[k]));
        tell(m, t, k, y[k]);
        record(m, t, k, d.move[k]);
    }
    for (int k = 0; k < 2; k++)
        m->y[market_cell(m, t->issue[k], t->who[k])] = y[k];
    for (int k = 0; k < 2; k++) {
        refresh(m, 2 * market_cell(m, t->issue[k], t->who[k]));
        refresh(m, 2 * market_cell(m, t->issue[1 - k], t->who[k]) + 1);
    }
}

void market_clear(market *m) {
    build(m);
    for (trade *t = best(m); t; t = best(m))
        realise(m, t);
}
