/* exchange_seats.c - who takes part in position exchange, and between whom
 * exchanges may pay: two actors on opposite sides of the outcome of both
 * issues. */
#include "model/exchange.h"
#include <math.h>

enum { MOST = 65535, LINE = 64 /* bytes, of the cache */ };
/* A stance this near to the outcome stands on its left, as one on it does. */
static const double AT_OUTCOME = 1e-9;

/* ---- room */

static size_t most_trades(size_t n, size_t m) {
    return m * (m - (m > 0)) / 2 * (n * n / 4);
}

static size_t whole(size_t bytes) {
    return bytes / sizeof(double) + 1;
}

size_t market_work(size_t n, size_t m) {
    double cells = (double)n * (double)m;
    size_t trades = most_trades(n, m);
    if (n > MOST || m > MOST || cells * cells > 1e15)
        return SIZE_MAX / 32; /* refused as out of memory */
    return 8 * n * m + 2 * m + n * n * m + 2 * whole(n * m) +
           whole(trades * sizeof(trade) + LINE) + whole(trades * sizeof(node)) +
           whole(trades * sizeof(uint32_t)) +
           whole(4 * n * m * sizeof(uint32_t)) +
           whole(4 * trades * sizeof(uint32_t));
}

/* The first byte from there on that begins a line of the cache. */
static void *on_line(double *at) {
    uintptr_t p = (uintptr_t)at;
    return (char *)at + (LINE - p % LINE) % LINE;
}

static double *take(double **at, size_t n) {
    double *p = *at;
    *at += n;
    return p;
}

static void lay_out(market *m, double *at) {
    size_t cells = m->n * m->m, trades = most_trades(m->n, m->m);
    m->x = take(&at, cells);
    m->y = take(&at, cells);
    m->s = take(&at, cells);
    m->c = take(&at, cells);
    m->w = take(&at, cells);
    m->sum = take(&at, cells);
    m->pull = take(&at, cells);
    m->push = take(&at, cells);
    m->total = take(&at, m->m);
    m->outcome = take(&at, m->m);
    m->seen = take(&at, cells * m->n);
    m->here = (bool *)take(&at, whole(cells));
    m->left = (bool *)take(&at, whole(cells));
    m->trade = on_line(take(&at, whole(trades * sizeof(trade) + LINE)));
    m->heap = (node *)take(&at, whole(trades * sizeof(node)));
    m->place = (uint32_t *)take(&at, whole(trades * sizeof(uint32_t)));
    m->start = (uint32_t *)take(&at, whole(4 * cells * sizeof(uint32_t)));
    m->end = m->start + 2 * cells;
    m->list = (uint32_t *)take(&at, whole(4 * trades * sizeof(uint32_t)));
}

/* ---- who */

static ent_err seat(market *m, size_t k) {
    const ent_game *g = m->g;
    double range = g->hi - g->lo, c = g->capability[k], s = g->salience[k];
    m->here[k] = ent_i_present(g, k);
    m->x[k] = m->c[k] = m->s[k] = 0;
    if (m->here[k]) {
        double x = g->position[k] - g->lo;
        if (!(c >= 0 && c <= 1e100 && s >= 0 && s <= 1e6 &&
              fabs(x) <= 1e6 * range))
            return ENT_DOMAIN;
        m->x[k] = range == 100 ? x : 100 * (x / range);
        m->c[k] = c;
        m->s[k] = s;
    }
    m->w[k] = m->s[k] * m->c[k];
    m->y[k] = m->x[k];
    return ENT_OK;
}

/* The order of the sum is part of the result: see the page of the model. */
static double weighted(const market *m, size_t p, const double *x) {
    double sum = 0;
    for (size_t k = p * m->n; k < (p + 1) * m->n; k++)
        sum += x[k] * m->s[k] * m->c[k];
    return sum;
}

double market_mean(const market *m, size_t p, const double *x) {
    return weighted(m, p, x) / m->total[p];
}

static void look(market *m, size_t p) {
    size_t from = p * m->n;
    m->total[p] = 0;
    for (size_t i = 0; i < m->n; i++)
        m->total[p] += m->w[from + i];
    double sum = weighted(m, p, m->x);
    m->outcome[p] = m->total[p] > 0 ? sum / m->total[p] : 0;
    for (size_t k = from; k < from + m->n; k++) {
        m->left[k] = m->x[k] <= m->outcome[p] + AT_OUTCOME;
        m->sum[k] = sum;
        m->pull[k] = m->w[k] > 0 ? m->w[k] / m->total[p] : 0;
        m->push[k] = m->w[k] > 0 ? m->total[p] / m->w[k] : 0;
    }
}

ent_err market_open(market *m, const ent_game *g, const double *param,
                    uint64_t stream, double *work) {
    double range = g->hi - g->lo;
    m->g = g;
    m->param = param;
    m->stream = ent_i_stream(stream, ENT_STR("exchange"));
    m->stream.name += (g->round ? g->round : 1) * 0x9E3779B97F4A7C15u;
    m->n = g->n_actors;
    m->m = g->n_issues;
    if (m->n > MOST || m->m > MOST)
        return ENT_LIMIT;
    if (!(range >= 1e-90 && range <= 1e90 && fabs(g->lo) <= 1e90))
        return ENT_DOMAIN;
    lay_out(m, work);
    for (size_t k = 0; k < m->n * m->m; k++)
        ENT_TRY(seat(m, k));
    for (size_t p = 0; p < m->m; p++) {
        look(m, p);
        bool quo = g->status_quo && g->status_quo[p] >= g->lo;
        if (!(m->total[p] >= 1e-200) && !quo)
            return ENT_DOMAIN;
    }
    for (size_t k = 0; k < m->n * m->m * m->n; k++)
        m->seen[k] = MARKET_UNSEEN;
    return ENT_OK;
}

/* ---- which exchanges */

int market_group(const market *m, size_t p, size_t q, size_t i) {
    size_t a = market_cell(m, p, i), b = market_cell(m, q, i);
    if (!m->here[a] || !m->here[b])
        return 0;
    return m->left[a] == m->left[b] ? 1 : 2;
}

/* i and j stand opposite on p and q: the one whose salience for p, measured by
 * that for q, is the higher gives way on q. */
static void add(market *m, size_t p, size_t q, size_t i, size_t j) {
    size_t ip = market_cell(m, p, i), iq = market_cell(m, q, i);
    size_t jp = market_cell(m, p, j), jq = market_cell(m, q, j);
    bool swap = m->s[ip] * m->s[jq] < m->s[jp] * m->s[iq];
    uint16_t first = (uint16_t)(swap ? j : i),
             second = (uint16_t)(swap ? i : j);
    trade *t = &m->trade[m->n_trades];
    m->potential++;
    if (!(m->w[market_cell(m, q, first)] > 0 &&
          m->w[market_cell(m, p, second)] > 0))
        return; /* one of them has nothing to give */
    *t = (trade){.who = {first, second}, .issue = {(uint16_t)q, (uint16_t)p}};
    deal d = market_deal(m, t);
    if (!d.ok)
        return;
    t->key = market_key(d.gain);
    t->stopped = d.stopped;
    memcpy(t->move, d.move, sizeof t->move);
    m->n_trades++;
}

/* Those on the right of both with those on the left of both, or those left of
 * p alone with those left of q alone; the order decides ties. */
static void add_pair(market *m, size_t p, size_t q, int group) {
    for (size_t i = 0; i < m->n; i++) {
        bool left_p = m->left[market_cell(m, p, i)];
        if (market_group(m, p, q, i) != group || left_p == (group == 1))
            continue;
        for (size_t j = 0; j < m->n; j++)
            if (market_group(m, p, q, j) == group &&
                m->left[market_cell(m, p, j)] != left_p)
                add(m, p, q, i, j);
    }
}

/* ---- lists by actor and issue */

static size_t list_of(const market *m, const trade *t, int which) {
    int k = which & 1;
    size_t issue = t->issue[which < 2 ? k : 1 - k];
    return 2 * market_cell(m, issue, t->who[k]) + (which >= 2);
}

static void index_trades(market *m) {
    size_t lists = 2 * m->n * m->m;
    memset(m->end, 0, lists * sizeof *m->end);
    for (size_t k = 0; k < m->n_trades; k++)
        for (int which = 0; which < 4; which++)
            m->end[list_of(m, &m->trade[k], which)]++;
    uint32_t at = 0;
    for (size_t l = 0; l < lists; l++) {
        m->start[l] = at;
        at += m->end[l];
        m->end[l] = m->start[l];
    }
    for (size_t k = 0; k < m->n_trades; k++)
        for (int which = 0; which < 4; which++)
            m->list[m->end[list_of(m, &m->trade[k], which)]++] = (uint32_t)k;
}

void market_fill(market *m) {
    m->n_trades = m->potential = m->realised = 0;
    for (size_t p = 0; p < m->m; p++)
        for (size_t q = p + 1; q < m->m; q++)
            for (int group = 1; group <= 2; group++)
                add_pair(m, p, q, group);
    index_trades(m);
}
