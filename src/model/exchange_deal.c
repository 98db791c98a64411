/* exchange_deal.c - one exchange worked out: how far each of two actors gives
 * way so that both gain alike, and no further than the partner wants.
 *
 * One moves all the way to the partner's position, the other as far as makes
 * both gains equal; where that would carry the outcome past the partner's
 * position, it stops there.  With a randomised rate one of the two gets more
 * or less than half, and the other the most that this leaves. */
#include "model/exchange.h"
#include <math.h>

static const double LEAST = 1e-10; /* moves and gains below are none */
static const double SLACK = 1e-9;  /* rounding at the ends of the scale */

static size_t gives(const market *m, const trade *t, int k) {
    return market_cell(m, t->issue[k], t->who[k]);
}

static size_t gains(const market *m, const trade *t, int k) {
    return market_cell(m, t->issue[1 - k], t->who[k]);
}

/* How far the outcome goes with a move of that length. */
static double shift_of(const market *m, const trade *t, int k, double length) {
    return length * m->pull[gives(m, t, k)];
}

static double length_of(const market *m, const trade *t, int k, double shift) {
    return shift * m->push[gives(m, t, k)];
}

/* Actor k moves so far; the other so that both gain alike. */
static void balance(const market *m, const trade *t, int k, double length,
                    deal *d) {
    d->length[k] = length;
    d->shift[k] = shift_of(m, t, k, length);
    d->shift[1 - k] = k ? d->ratio * d->shift[1] : d->shift[0] / d->ratio;
    d->length[1 - k] = length_of(m, t, 1 - k, d->shift[1 - k]);
}

static double gain_of(const market *m, const trade *t, int k, const deal *d) {
    return d->shift[1 - k] * m->s[gains(m, t, k)] -
           d->shift[k] * m->s[gives(m, t, k)];
}

/* The direction and the gains of what was found. */
static void settle(const market *m, const trade *t, deal *d) {
    for (int k = 0; k < 2; k++) {
        double from = m->y[gives(m, t, k)], to = m->x[gains(m, t, 1 - k)];
        d->move[k] = from > to ? -d->length[k] : d->length[k];
        d->gains[k] = gain_of(m, t, k, d);
    }
}

/* ---- what is allowed */

static bool may_move(const market *m, const trade *t, int k, double move) {
    double to = m->y[gives(m, t, k)] + move, sum = t->sum[k] + move;
    bool none = m->param[EXCHANGE_COMPAT] == EXCHANGE_COMPAT_NONE;
    if (!(fabs(move) > LEAST && fabs(move) <= 100 + SLACK && to >= -SLACK &&
          to <= 100 + SLACK))
        return false;
    if ((none ? fabs(sum) : sum) > 100 + SLACK)
        return false;
    return move > 0 ? !t->down[k] : !t->up[k];
}

static bool allowed(const market *m, const trade *t, const deal *d) {
    return may_move(m, t, 0, d->move[0]) && may_move(m, t, 1, d->move[1]);
}

/* ---- not past the partner */

/* The weighted sum of the others' positions on what k gives way on, as its
 * partner sees them. */
static double others(const market *m, const trade *t, int k) {
    size_t own = gives(m, t, k), eye = gains(m, t, 1 - k);
    double seen = m->seen[eye * m->n + t->who[k]];
    return m->sum[eye] - m->w[own] * (seen == MARKET_UNSEEN ? m->x[own] : seen);
}

/* Fills before and after, as sums of weighted positions; true when the outcome
 * must stop at the partner's position. */
static bool passes(const market *m, const trade *t, int k, deal *d) {
    size_t own = gives(m, t, k);
    double x = m->x[gains(m, t, 1 - k)] * m->total[t->issue[k]];
    double rest = others(m, t, k), w = m->w[own];
    double now = rest + w * m->y[own];
    double then = rest + w * (m->y[own] + d->move[k]);
    d->before[k] = now;
    d->after[k] = then;
    return (x < now || x < then) && (x > now || x > then);
}

/* How long a move brings the outcome to the partner's position. */
static double stop_at(const market *m, const trade *t, int k) {
    size_t own = gives(m, t, k);
    double x = m->x[gains(m, t, 1 - k)], total = m->total[t->issue[k]];
    double now = others(m, t, k) + m->w[own] * m->y[own];
    return fabs(x * total - now) / m->w[own];
}

/* The outcome already stands where the partner wants it. */
static bool is_served(const market *m, const trade *t, int k, const deal *d) {
    return m->param[EXCHANGE_COMPAT] == EXCHANGE_COMPAT_NONE &&
           fabs(m->x[gains(m, t, 1 - k)] * m->total[t->issue[k]] -
                d->before[k]) <= SLACK * m->total[t->issue[k]];
}

/* Shortens both moves where one would pass its partner. */
static bool stop_in_time(const market *m, const trade *t, deal *d) {
    for (int k = 0; k < 2; k++) {
        bool past = passes(m, t, k, d);
        if (is_served(m, t, k, d))
            return false;
        if (!past)
            continue;
        balance(m, t, k, stop_at(m, t, k), d);
        settle(m, t, d);
        d->after[k] = m->x[gains(m, t, 1 - k)] * m->total[t->issue[k]];
        d->stopped = true;
    }
    return !d->stopped || allowed(m, t, d);
}

/* How far a full move may shift the outcome: not past the partner. */
static void limits(const market *m, const trade *t, const deal *d,
                   double lim[2]) {
    for (int k = 0; k < 2; k++) {
        deal full = *d;
        double far = d->far[k];
        full.move[k] = d->move[k] < 0 ? -far : far;
        if (passes(m, t, k, &full))
            far = fmin(far, stop_at(m, t, k));
        lim[k] = shift_of(m, t, k, far);
    }
}

/* ---- a randomised rate */

/* The most that k gains when the other gains nothing. */
static double most(const market *m, const trade *t, int k,
                   const double lim[2]) {
    int o = 1 - k;
    double per = m->s[gives(m, t, o)] / m->s[gains(m, t, o)];
    deal d = {.shift[0] = 0};
    d.shift[o] = lim[o];
    d.shift[k] = lim[o] * per;
    if (d.shift[k] > lim[k]) {
        d.shift[k] = lim[k];
        d.shift[o] = lim[k] / per;
    }
    return gain_of(m, t, k, &d);
}

/* k gains so much, the other the most that can be had beside it. */
static void share_out(const market *m, const trade *t, int k, double gain,
                      const double lim[2], deal *d) {
    int o = 1 - k;
    double worth = m->s[gains(m, t, k)], cost = m->s[gives(m, t, k)];
    d->shift[k] = lim[k];
    d->shift[o] = (gain + cost * lim[k]) / worth;
    if (d->shift[o] > lim[o]) {
        d->shift[o] = lim[o];
        d->shift[k] = fmax(0, (worth * lim[o] - gain) / cost);
    }
    for (int i = 0; i < 2; i++)
        d->length[i] = length_of(m, t, i, d->shift[i]);
    settle(m, t, d);
}

static void randomise(const market *m, const trade *t, deal *d) {
    double lim[2];
    uint64_t draw = (uint64_t)(t - m->trade);
    uint32_t lane = 4 * t->drawn;
    double u = ent_i_uniform(m->stream, draw, lane);
    double v = ent_i_uniform(m->stream, draw, lane + 1);
    double z =
        ent_i_uniform(m->stream, draw, lane + 2) * m->param[EXCHANGE_RATE];
    int k = u < .5 ? 0 : 1;
    limits(m, t, d, lim);
    double top = fmax(d->gain, most(m, t, k, lim));
    double gain = v < .5 ? d->gain + z * (top - d->gain) : d->gain * (1 - z);
    share_out(m, t, k, gain, lim, d);
}

/* ---- the deal */

deal market_deal(const market *m, const trade *t) {
    size_t give[2] = {gives(m, t, 0), gives(m, t, 1)};
    size_t gain[2] = {gains(m, t, 0), gains(m, t, 1)};
    deal d = {.ratio = (m->s[gain[0]] + m->s[give[1]]) /
                       (m->s[give[0]] + m->s[gain[1]])};
    for (int k = 0; k < 2; k++)
        d.far[k] = fabs(m->x[gain[1 - k]] - m->y[give[k]]);
    balance(m, t, 1, d.far[1], &d);
    if (d.length[0] > d.far[0])
        balance(m, t, 0, d.far[0], &d);
    settle(m, t, &d);
    d.ok = d.gains[0] >= LEAST && allowed(m, t, &d) && stop_in_time(m, t, &d);
    d.gain = d.gains[0];
    if (d.ok && m->param[EXCHANGE_RATE] > 0) {
        randomise(m, t, &d);
        d.ok = allowed(m, t, &d);
    }
    return d;
}

bool market_stands(const market *m, const trade *t, int k) {
    deal d = {.move = {t->move[0], t->move[1]}};
    return !t->stopped && m->param[EXCHANGE_RATE] == 0 &&
           !passes(m, t, k, &d) && !is_served(m, t, k, &d);
}

/* DECIDE looks at the first outcome before the second stop shortens both
 * moves; only equal gains have published figures to meet. */
void market_outcomes(const market *m, const trade *t, deal *d) {
    bool slip = m->param[EXCHANGE_COMPAT] == EXCHANGE_COMPAT_DECIDE &&
                m->param[EXCHANGE_RATE] == 0;
    for (int k = 0; k < 2; k++) {
        if (!slip)
            d->after[k] = d->before[k] + m->w[gives(m, t, k)] * d->move[k];
        d->before[k] /= m->total[t->issue[k]];
        d->after[k] /= m->total[t->issue[k]];
    }
}
