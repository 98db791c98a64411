/* smp_bargain.c - the spatial model: what two who fight could agree on, and
 * which of the offers each takes.
 *
 * An offer names a new position for both.  All vote, by what the world would
 * be worth to them, on each actor's choice between staying and the offers it
 * is part of.  Each of the two takes or leaves its half by itself, so an
 * offer may be half executed. */
#include "model/smp.h"
#include <math.h>

static const double EPSILON = 1e-6; /* keeps weights of zero apart */
static const double GRID = 1e4;     /* places on 0..1 */

static double on_grid(double z) {
    return trunc(.5 + GRID * z) / GRID;
}

/* ---- the meeting point of i and j, when i prevails with chance p */

static double *half(const smp *s, size_t offer, int which) {
    return s->half + (2 * offer + (size_t)which) * s->m;
}

/* By the shares salience^e x chance^e, e = 1 or 2, to almost one point. */
static void meet_by_shares(const smp *s, const smp_offer *o, double p,
                           double *yi, double *yj) {
    size_t i = o->from * s->m, j = o->to * s->m;
    bool square = s->param[SMP_INTERPOLATION] == SMP_S2P2;
    for (size_t k = 0; k < s->m; k++) {
        double xi = s->x[i + k], xj = s->x[j + k], si = s->s[i + k],
               sj = s->s[j + k];
        double wi = square ? si * si * (p * p) : si * p;
        double wj = square ? sj * sj * ((1 - p) * (1 - p)) : sj * (1 - p);
        double all = wi + wj + EPSILON;
        yi[k] = on_grid(((wi + EPSILON) * xi + wj * xj) / all);
        yj[k] = on_grid((wi * xi + (wj + EPSILON) * xj) / all);
    }
}

/* Only the likelier loser moves, the farther the surer its defeat. */
static void meet_by_loser(const smp *s, const smp_offer *o, double p,
                          double *yi, double *yj) {
    size_t i = o->from * s->m, j = o->to * s->m;
    double di = fmax(0, 1 - 2 * p), dj = fmax(0, 2 * p - 1);
    for (size_t k = 0; k < s->m; k++) {
        double xi = s->x[i + k], xj = s->x[j + k];
        double si = s->s[i + k] * s->s[i + k], sj = s->s[j + k] * s->s[j + k];
        double fi = di * sj / (di * sj + EPSILON + (1 - di) * si);
        double fj = dj * si / (dj * si + EPSILON + (1 - dj) * sj);
        yi[k] = xi + fi * (xj - xi);
        yj[k] = xj + fj * (xi - xj);
    }
}

/* Where one of them has no stance, neither moves. */
static void keep_apart(const smp *s, const smp_offer *o, size_t slot) {
    for (size_t k = 0; k < s->m; k++) {
        size_t i = o->from * s->m + k, j = o->to * s->m + k;
        if (s->has[i] > 0 && s->has[j] > 0)
            continue;
        half(s, slot, 0)[k] = s->x[i];
        half(s, slot, 1)[k] = s->x[j];
    }
}

static void meet(const smp *s, const smp_offer *o, double p, size_t slot) {
    double *yi = half(s, slot, 0), *yj = half(s, slot, 1);
    if (s->param[SMP_INTERPOLATION] == SMP_S2PMAX)
        meet_by_loser(s, o, p, yi, yj);
    else
        meet_by_shares(s, o, p, yi, yj);
    keep_apart(s, o, slot);
}

/* ---- offers */

/* Keeps the offer in the next slot, unless it leads nowhere: KTAB's defect 1
 * can ask for points that no number names. */
static void keep(smp *s, smp_offer o, double chance) {
    const double *y = half(s, s->n_offers, 0);
    for (size_t k = 0; k < 2 * s->m; k++)
        if (!isfinite(y[k]))
            return;
    o.chance = chance;
    s->offer[s->n_offers++] = o;
}

/* The two views of the meeting point, weighed by capability x salience; with
 * compat=ktab the initiator's capability stands in both (defect 2). */
static void blend(const smp *s, const smp_offer *o, size_t slot) {
    double cj = s->c[s->param[SMP_COMPAT] > 0 ? o->from : o->to];
    double wi = s->c[o->from] * s->S[o->from], wj = cj * s->S[o->to];
    double *mine = half(s, slot, 0), *theirs = half(s, slot + 1, 0);
    for (size_t k = 0; k < 2 * s->m; k++)
        mine[k] = (wi * mine[k] + wj * theirs[k]) / (wi + wj);
}

void smp_propose(smp *s, size_t i, size_t j) {
    int form = (int)s->param[SMP_BARGAIN];
    double first = s->chance[j];
    smp_offer o = {.from = (uint32_t)i, .to = (uint32_t)j};
    o.gain_from = s->gain[j];
    o.gain_to = smp_change(s, j, smp_estimate(s, i, j, i),
                           smp_estimate(s, i, j, j), first);
    meet(s, &o, first, s->n_offers);
    if (form == SMP_INIT_ONLY) {
        keep(s, o, first);
        return;
    }
    smp_contest(s, j, i, j, j + 1); /* as the receiver sees it */
    double second = s->chance[j];
    double p = s->param[SMP_COMPAT] > 0 ? s->gain[j] : second; /* defect 1 */
    size_t slot = s->n_offers;
    meet(s, &o, p, slot + 1);
    if (form == SMP_WEIGHTED)
        blend(s, &o, slot);
    keep(s, o, first);
    if (form == SMP_INIT_RCVR && s->n_offers > slot)
        keep(s, o, second);
}

/* ---- who takes what */

/* Chains the offers by whom they concern, in order of initiator. */
static void chain_offers(smp *s) {
    for (size_t k = 0; k < s->n; k++)
        s->head[k] = ENT_NOBODY;
    for (size_t b = s->n_offers; b-- > 0;) {
        smp_offer *o = &s->offer[b];
        o->next_from = s->head[o->from];
        o->next_to = s->head[o->to];
        s->head[o->from] = s->head[o->to] = (uint32_t)b;
    }
}

static uint32_t next_offer(const smp *s, size_t k, uint32_t b) {
    const smp_offer *o = &s->offer[b];
    return o->from == k ? o->next_from : o->next_to;
}

static void add_to_all(double *restrict sum, double u, size_t n) {
#pragma omp simd
    for (size_t b = 0; b < n; b++)
        sum[b] += u;
}

/* Utility of the state to a under each offer: the sum over all positions, two
 * of them replaced.  Added up position by position, so that offers that change
 * nothing tie with staying to the last digit. */
static void add_up(smp *s, size_t a) {
    double risk = s->risk[a], all = 0;
    memset(s->sum, 0, s->n_offers * sizeof *s->sum);
    for (size_t k = 0; k < s->n; k++) {
        double u = smp_utility(s->d[a * s->n + k], risk);
        for (uint32_t b = s->head[k]; b != ENT_NOBODY; b = next_offer(s, k, b))
            s->value[b * s->n + a] = s->sum[b];
        all += u;
        add_to_all(s->sum, u, s->n_offers);
        for (uint32_t b = s->head[k]; b != ENT_NOBODY;
             b = next_offer(s, k, b)) {
            const double *at = half(s, b, s->offer[b].from == k ? 0 : 1);
            double d = smp_distance(s, a, k, at);
            s->sum[b] = s->value[b * s->n + a] + smp_utility(d, risk);
        }
    }
    s->present[a] = all / (double)s->n;
    for (size_t b = 0; b < s->n_offers; b++)
        s->value[b * s->n + a] = s->sum[b] / (double)s->n;
}

/* k's queue: staying, then its offers in order of initiator. */
static size_t queue(const smp *s, size_t k, double *u) {
    size_t n_options = 1, at = 0;
    for (uint32_t b = s->head[k]; b != ENT_NOBODY; b = next_offer(s, k, b))
        n_options++;
    for (size_t a = 0; a < s->n && n_options > 1; a++) {
        u[at++] = s->present[a];
        for (uint32_t b = s->head[k]; b != ENT_NOBODY; b = next_offer(s, k, b))
            u[at++] = s->value[b * s->n + a];
    }
    return n_options;
}

/* The likeliest option, or one drawn by its chance. */
static size_t choose(const smp *s, size_t k, const ent_pairs *e) {
    size_t best = 0;
    double sum = 0;
    if (s->param[SMP_TRANSITION] > 0) {
        ent_stream stream = ent_i_stream(s->stream, ENT_STR("smp"));
        double r = ent_i_uniform(stream, s->g->round ? s->g->round : 1,
                                 (uint32_t)s->who[k]);
        for (size_t i = 0; i < e->n; i++)
            if ((sum += e->p[i]) >= r)
                return i;
        return e->n - 1;
    }
    for (size_t i = 1; i < e->n; i++)
        best = e->p[i] > e->p[best] ? i : best;
    return best;
}

/* Takes k's half of its option number `option`; 0: stays. */
static void take(smp *s, size_t k, size_t option) {
    uint32_t b = s->head[k];
    if (!option)
        return;
    while (--option)
        b = next_offer(s, k, b);
    smp_offer *o = &s->offer[b];
    bool first = o->from == k;
    *(first ? &o->taken_from : &o->taken_to) = 1;
    memcpy(s->y + k * s->m, half(s, b, first ? 0 : 1), s->m * sizeof *s->y);
}

ent_err smp_resolve(smp *s) {
    ent_pairs e;
    chain_offers(s);
    for (size_t a = 0; a < s->n; a++)
        add_up(s, a);
    memcpy(s->y, s->x, s->n * s->m * sizeof *s->y);
    for (size_t k = 0; k < s->n; k++) {
        size_t n = queue(s, k, s->room);
        if (n == 1)
            continue;
        ENT_TRY(smp_elect(s, s->room, n, s->room + n * s->n, &e));
        take(s, k, choose(s, k, &e));
    }
    return ENT_OK;
}
