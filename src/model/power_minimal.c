/* power_minimal.c - who is decisive together with whom: the indices of
 * Johnston, Deegan and Packel, and Holler.
 *
 * They need each coalition looked at, 64 at a time: a bit of W says that a
 * coalition wins, and of W without player i that it wins without i.  Johnston
 * shares each coalition's point among its decisive members; how many these are
 * is counted in five planes of bits, one for each binary digit.  Deegan and
 * Packel, and Holler, count only coalitions in which all are decisive. */
#include "model/power.h"

#define CLONES __attribute__((target_clones("avx2", "default")))

enum { MOST = POWER_MOST_EXACT, LOW = 6, PLANES = 5 };

static const uint64_t WITH[LOW] = {0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC,
                                   0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00,
                                   0xFFFF0000FFFF0000, 0xFFFFFFFF00000000};

typedef struct tally {
    const uint64_t *map;
    size_t n, low;
    uint64_t of_size[LOW + 1];
    uint64_t shares[MOST][MOST + 1];  /* i decisive among so many */
    uint64_t minimal[MOST][MOST + 1]; /* i in a minimal one of this size */
    uint64_t n_minimal[MOST + 1], vulnerable;
} tally;

/* The members that are decisive in some coalition of a word. */
typedef struct swings {
    size_t n;
    size_t who[MOST];
    uint64_t in[MOST]; /* in which */
} swings;

static inline uint64_t ones(uint64_t x) {
    return (uint64_t)__builtin_popcountll(x);
}

/* For each number of decisive members, who they are. */
static inline void share(tally *t, const swings *s) {
    uint64_t plane[PLANES] = {0}, left = 0;
    for (size_t k = 0; k < s->n; k++) {
        uint64_t carry = s->in[k];
        left |= carry;
        for (size_t p = 0; p < PLANES; p++) {
            uint64_t up = plane[p] & carry;
            plane[p] ^= carry;
            carry = up;
        }
    }
    for (size_t many = 1; left && many <= s->n; many++) {
        uint64_t here = left;
        for (size_t p = 0; p < PLANES; p++)
            here &= many >> p & 1 ? plane[p] : ~plane[p];
        for (size_t k = 0; here && k < s->n; k++)
            t->shares[s->who[k]][many] += ones(here & s->in[k]);
        left &= ~here;
    }
}

static inline void add_minimal(tally *t, uint32_t set, uint64_t word) {
    size_t others = (size_t)__builtin_popcount(set);
    for (size_t k = 0; word && k <= t->low; k++) {
        uint64_t now = word & t->of_size[k], n = ones(now);
        if (!now)
            continue;
        t->n_minimal[others + k] += n;
        for (size_t i = 0; i < t->low; i++)
            t->minimal[i][others + k] += ones(now & WITH[i]);
        for (uint32_t rest = set; rest; rest &= rest - 1)
            t->minimal[t->low + (size_t)__builtin_ctz(rest)][others + k] += n;
    }
}

CLONES static void look(tally *t, uint32_t set) {
    uint64_t w = t->map[set], any = 0, spoilt = 0;
    swings s = {.n = 0};
    for (size_t i = 0; w && i < t->low; i++) {
        uint64_t with = w & WITH[i], without = w << (1u << i);
        s.in[s.n] = with & ~without;
        any |= with & ~without;
        spoilt |= with & without;
        s.who[s.n] = i;
        s.n += s.in[s.n] != 0;
    }
    for (uint32_t rest = w ? set : 0; rest; rest &= rest - 1) {
        uint64_t without = t->map[set & ~(rest & -rest)];
        s.in[s.n] = w & ~without;
        any |= w & ~without;
        spoilt |= w & without;
        s.who[s.n] = t->low + (size_t)__builtin_ctz(rest);
        s.n += s.in[s.n] != 0;
    }
    if (!any)
        return;
    t->vulnerable += ones(any);
    share(t, &s);
    add_minimal(t, set, w & ~spoilt);
}

static void report(const tally *t, const size_t *place, power_index *out) {
    double johnston = 0, holler = 0;
    out->minimal = 0;
    out->vulnerable = (double)t->vulnerable;
    for (size_t k = 0; k <= t->n; k++)
        out->minimal += (double)t->n_minimal[k];
    for (size_t i = 0; i < t->n; i++) {
        size_t at = place[i];
        out->johnston[i] = out->deegan[i] = out->holler[i] = 0;
        for (size_t k = 1; k <= t->n; k++) {
            out->johnston[i] += (double)t->shares[at][k] / (double)k;
            out->deegan[i] += (double)t->minimal[at][k] / (double)k;
            out->holler[i] += (double)t->minimal[at][k];
        }
        johnston += out->johnston[i];
        holler += out->holler[i];
    }
    for (size_t i = 0; i < t->n; i++) {
        out->johnston[i] /= johnston;
        out->deegan[i] /= out->minimal;
        out->holler[i] /= holler;
    }
}

/* All carry together and nobody alone carries nothing, so that there is a
 * minimal coalition with somebody in it: no division by zero. */
ent_err power_minimal(ent_ctx *ctx, const uint64_t *map, const size_t *place,
                      size_t n, power_index *out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    tally *t = ENT_NEW(ctx->temp, 1, tally);
    if (!t)
        return ENT_NOMEM_FAIL(ctx);
    t->map = map;
    t->n = n;
    t->low = n < LOW ? n : LOW;
    for (unsigned s = 0; s < 1u << t->low; s++)
        t->of_size[__builtin_popcount(s)] |= (uint64_t)1 << s;
    for (uint32_t set = 0; set < (uint32_t)1 << (n - t->low); set++)
        look(t, set);
    report(t, place, out);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
