/* smp_target.c - the spatial model: whom an actor challenges.
 *
 * One who thinks of a challenge adds up who would stand by whom: the two
 * themselves, then all others, each by what it would win or lose on the
 * likelier side.  It challenges the one from whom it expects to gain most.
 * Every sum is what the observer believes: it knows distances, and guesses
 * the others' attitudes to risk from its own. */
#include "model/smp.h"
#include <math.h>

static const double LEAST_STRENGTH = 1e-10;
static const double LEAST_GAIN = 1e-5;
enum { PROP = 2 };
#ifdef __GNUC__
#define ALWAYS_INLINE __attribute__((always_inline)) static inline
#else
#define ALWAYS_INLINE static inline
#endif

/* How much of the others' attitude the observer sees; the rest is its own. */
static double adjustment(const smp *s) {
    static const double share[] = {0, 1. / 3, .5, 2. / 3, 1};
    return share[(int)s->param[SMP_ADJUST]];
}

static double guess(const smp *s, size_t h, size_t k) {
    double seen = adjustment(s);
    return (1 - seen) * s->risk[h] + seen * s->risk[k];
}

double smp_estimate(const smp *s, size_t h, size_t k, size_t j) {
    return smp_utility(s->d[k * s->n + j], guess(s, h, k));
}

double smp_change(const smp *s, size_t j, double ui, double uj, double chance) {
    double now = ui + uj, win = 2 * ui, lose = 2 * uj;
    double contest = chance * win + (1 - chance) * lose;
    return (1 - s->S[j]) * win + s->S[j] * contest - now;
}

/* ---- strengths of the two sides */

/* What i, and each j in turn, throws in itself. */
static void principals(smp *s, size_t i, size_t from, size_t to) {
    const double *d = s->d + i * s->n, *dt = s->dt + i * s->n;
    double wi = s->S[i] * s->c[i], ri = s->guess[i];
    double uii = smp_utility(s->own[i], ri);
    for (size_t j = from; j < to; j++) {
        double r = s->guess[j];
        double u = smp_utility(dt[j], r), own = smp_utility(s->own[j], r);
        double vi = wi * ent_i_vote(s->vote, uii - smp_utility(d[j], ri));
        double vj = s->S[j] * s->c[j] * ent_i_vote(s->vote, u - own);
        double a = LEAST_STRENGTH, b = LEAST_STRENGTH;
        *(vi > 0 ? &a : &b) += fabs(vi);
        *(vj > 0 ? &a : &b) += fabs(vj);
        s->a[j] = s->a0[j] = a;
        s->b[j] = s->b0[j] = b;
    }
}

/* A third party: its weight, attitude, distances; utility of i's position and
 * of its own. */
typedef struct third {
    double w, risk, of_i, of_own;
    const double *d;
} third;

/* The third party takes the side on which it expects more.  On the winner's
 * side it keeps its own position beside the two at the winner's; on the
 * loser's all three end at the winner's (SemiCommit).  `plain`: the vote is
 * the difference itself; other votes can turn on its last digit, and so take
 * it term for term. */
ALWAYS_INLINE void join(const smp *s, third t, bool plain, size_t from,
                        size_t to) {
    const double *restrict d = t.d, *restrict a0 = s->a0, *restrict b0 = s->b0;
    double *restrict a = s->a, *restrict b = s->b;
    const ent_vote_rule rule = *s->vote;
    double saved = t.of_own - t.of_i; /* when i wins */
#pragma omp simd
    for (size_t j = from; j < to; j++) {
        double of_j = smp_utility(d[j], t.risk), lean = t.of_i - of_j;
        double v = t.w * (plain ? lean : ent_i_vote(&rule, lean));
        double for_i = v > 0 ? v : 0, for_j = for_i - v;
        double p = (a0[j] + for_i) / ((a0[j] + for_i) + (b0[j] + for_j));
        double q = 1 - p;
        double more = plain
                          ? p * saved + q * (of_j - t.of_own)
                          : (p * (2 * t.of_i + t.of_own) + q * (3 * of_j)) -
                                (p * (3 * t.of_i) + q * (2 * of_j + t.of_own));
        double side = t.w * (plain ? more : ent_i_vote(&rule, more));
        double with_i = side > 0 ? side : 0;
        a[j] += with_i;
        b[j] += with_i - side;
    }
}

/* The same with the vectors that every machine has, and with wider ones where
 * it has them; element by element, so the numbers are the same. */
typedef void join_fn(const smp *s, third t, size_t from, size_t to);
static void join_plain(const smp *s, third t, size_t from, size_t to) {
    join(s, t, true, from, to);
}
static void join_votes(const smp *s, third t, size_t from, size_t to) {
    join(s, t, false, from, to);
}
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) static void
join_plain_wide(const smp *s, third t, size_t from, size_t to) {
    join(s, t, true, from, to);
}
__attribute__((target("avx2"))) static void
join_votes_wide(const smp *s, third t, size_t from, size_t to) {
    join(s, t, false, from, to);
}
static join_fn *pick_join(bool plain) {
    if (__builtin_cpu_supports("avx2"))
        return plain ? join_plain_wide : join_votes_wide;
    return plain ? join_plain : join_votes;
}
#else
static join_fn *pick_join(bool plain) {
    return plain ? join_plain : join_votes;
}
#endif

/* The third parties of i against from..to.  Under the other two commitments
 * a third party ends alike on both sides, and stays out. */
static void thirds(smp *s, size_t i, size_t from, size_t to) {
    join_fn *add = pick_join(s->param[SMP_VOTE] == PROP);
    if (s->param[SMP_THIRD] != SMP_SEMI_COMMIT)
        return;
    for (size_t k = 0; k < s->n; k++) {
        const double *d = s->d + k * s->n;
        double a = s->a[k], b = s->b[k], risk = s->guess[k];
        third t = {s->S[k] * s->c[k], risk, smp_utility(d[i], risk),
                   smp_utility(s->own[k], risk), d};
        if (k == i)
            continue;
        add(s, t, from, to);
        s->a[k] = a; /* against k itself k is no third party */
        s->b[k] = b;
    }
}

void smp_contest(smp *s, size_t h, size_t i, size_t from, size_t to) {
    const double *d = s->d + i * s->n;
    for (size_t k = 0; k < s->n; k++)
        s->guess[k] = guess(s, h, k);
    principals(s, i, from, to);
    thirds(s, i, from, to);
    double own = smp_utility(s->own[i], s->guess[i]);
    for (size_t j = from; j < to; j++) {
        double u = smp_utility(d[j], s->guess[i]);
        s->chance[j] = s->a[j] / (s->a[j] + s->b[j]);
        s->gain[j] = smp_change(s, j, own, u, s->chance[j]);
    }
}

size_t smp_target(smp *s, size_t i) {
    size_t best = SIZE_MAX;
    smp_contest(s, i, i, 0, s->n);
    for (size_t j = 0; j < s->n; j++)
        if (j != i && s->gain[j] > LEAST_GAIN &&
            (best == SIZE_MAX || s->gain[j] > s->gain[best]))
            best = j;
    return best;
}
