/* power_count.c - how many coalitions of each size win, and with whom: exact,
 * by halving the set of coalitions player by player.
 *
 * A game only grows by members: with W(k) the winning coalitions of k members
 * and A_i(k) those with i among them, i is decisive in
 *   A_i(k) - (W(k-1) - A_i(k-1))
 * of k members.  So nothing has to be asked of each member of each coalition.
 * Where the players still open can change nothing, what follows is a binomial
 * coefficient; the heaviest are settled first, so that this happens early.
 * The last six players are done at once, as the 64 bits of one word: for each
 * rule, by how many of the 64 sums fall short of what is still needed. */
#include "model/power.h"

#define CLONES __attribute__((target_clones("avx2", "default")))

enum { MOST = POWER_MOST_EXACT, LOW = 6, WORD = 64 };

/* In which of the 64 sets of six players player i is. */
static const uint64_t WITH[LOW] = {0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC,
                                   0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00,
                                   0xFFFF0000FFFF0000, 0xFFFFFFFF00000000};

typedef struct counter {
    const power_game *g;
    size_t n, low; /* players, of them in the word */
    /* by place, the lightest first */
    double w[POWER_MOST_RULES][MOST], below[POWER_MOST_RULES][MOST + 1];
    double sum[MOST + 1][POWER_MOST_RULES];    /* by number of open players */
    double low_sum[POWER_MOST_RULES][WORD];    /* ascending */
    uint64_t from[POWER_MOST_RULES][WORD + 1]; /* sets of the k-th sum on */
    uint64_t of_size[LOW + 1], valid;
    uint64_t with[MOST][MOST + 1];        /* winning, with i, by size */
    uint64_t settled[MOST + 1][MOST + 1]; /* [open][size] all win */
    uint64_t *map;
} counter;

double power_choose(size_t n, size_t k) {
    double c = 1;
    for (size_t i = 1; i <= k; i++)
        c = c * (double)(n - k + i) / (double)i;
    return c;
}

static uint64_t whole_choose(size_t n, size_t k) {
    uint64_t c = 1;
    if (k > n)
        return 0;
    for (size_t i = 1; i <= k; i++)
        c = c * (n - k + i) / i;
    return c;
}

/* ---- set-up */

/* Weight over all rules, as shares. */
static double heft(const power_game *g, size_t i) {
    double sum = 0;
    for (size_t j = 0; j < g->n_rules; j++) {
        double all = ent_i_sum(g->w + j * g->n, g->n);
        sum += all > 0 ? g->w[j * g->n + i] / all : 0;
    }
    return sum;
}

/* place[i]: how many are lighter than i. */
static void seat(counter *c, size_t *place) {
    const power_game *g = c->g;
    double h[MOST];
    for (size_t i = 0; i < g->n; i++)
        h[i] = heft(g, i);
    for (size_t i = 0; i < g->n; i++) {
        place[i] = 0;
        for (size_t k = 0; k < g->n; k++)
            place[i] += h[k] < h[i] || (h[k] == h[i] && k < i);
        for (size_t j = 0; j < g->n_rules; j++)
            c->w[j][place[i]] = g->w[j * g->n + i];
    }
    for (size_t j = 0; j < g->n_rules; j++)
        for (size_t k = 0; k < g->n; k++)
            c->below[j][k + 1] = c->below[j][k] + c->w[j][k];
}

/* The sums of the lightest players' sets, and which sets reach each. */
static void sort_low(counter *c, size_t j) {
    size_t sets = (size_t)1 << c->low;
    unsigned char set[WORD];
    for (size_t s = 0; s < sets; s++) {
        double sum = 0;
        for (size_t i = 0; i < c->low; i++)
            sum += s >> i & 1 ? c->w[j][i] : 0;
        size_t k = s;
        for (; k && c->low_sum[j][k - 1] > sum; k--) {
            c->low_sum[j][k] = c->low_sum[j][k - 1];
            set[k] = set[k - 1];
        }
        c->low_sum[j][k] = sum;
        set[k] = (unsigned char)s;
    }
    for (size_t k = sets; k-- > 0;)
        c->from[j][k] = c->from[j][k + 1] | (uint64_t)1 << set[k];
}

static void set_up(counter *c, size_t *place) {
    c->n = c->g->n;
    c->low = c->n < LOW ? c->n : LOW;
    c->valid = c->low < LOW ? ((uint64_t)1 << (1u << c->low)) - 1 : UINT64_MAX;
    seat(c, place);
    for (unsigned s = 0; s < 1u << c->low; s++)
        c->of_size[__builtin_popcount(s)] |= (uint64_t)1 << s;
    for (size_t j = 0; j < c->g->n_rules; j++)
        sort_low(c, j);
}

/* ---- counting */

/* How many of the sets of the word fall short of `need`. */
static size_t short_of(const counter *c, size_t j, double need) {
    const double *sum = c->low_sum[j];
    size_t at = 0, n = (size_t)1 << c->low;
    if (sum[n - 1] < need)
        return n;
    for (size_t step = n / 2; step; step /= 2)
        at += sum[at + step - 1] < need ? step : 0;
    return at;
}

/* Which sets of the word win together with `size` others of weight sum. */
static uint64_t word_of(const counter *c, const double *sum, size_t size) {
    const power_game *g = c->g;
    uint64_t all = UINT64_MAX, any = 0;
    for (size_t j = 0; j < g->n_rules; j++) {
        uint64_t met = c->from[j][short_of(c, j, g->need[j] - sum[j])];
        all &= met;
        any |= met;
    }
    uint64_t word = g->any ? any : all;
    for (size_t t = 0; t <= c->low; t++)
        if (size + t + g->blocking > c->n)
            word |= c->of_size[t];
    return word & c->valid;
}

CLONES static void leaf(counter *c, uint32_t set, size_t size, uint64_t *out) {
    uint64_t word = word_of(c, c->sum[c->low], size);
    if (c->map)
        c->map[set] = word;
    for (size_t t = 0; t <= c->low; t++) {
        uint64_t now = word & c->of_size[t];
        out[t] = (uint64_t)__builtin_popcountll(now);
        if (now)
            for (size_t i = 0; i < c->low; i++)
                c->with[i][size + t] +=
                    (uint64_t)__builtin_popcountll(now & WITH[i]);
    }
}

/* -1: none of the coalitions below wins, 1: all do, 0: it depends. */
static int fate(const counter *c, size_t open, size_t size) {
    const power_game *g = c->g;
    const double *sum = c->sum[open];
    size_t met = 0, hopeless = 0;
    if (size + g->blocking > c->n)
        return 1;
    for (size_t j = 0; j < g->n_rules; j++) {
        met += sum[j] >= g->need[j];
        hopeless += c->below[j][open] < g->need[j] - sum[j];
    }
    if (g->any ? met > 0 : met == g->n_rules)
        return 1;
    return (g->any ? hopeless == g->n_rules : hopeless > 0) &&
                   size + open + g->blocking <= c->n
               ? -1
               : 0;
}

/* Nothing below depends on anybody any more. */
static void settle(counter *c, size_t open, size_t size, uint32_t set, int won,
                   uint64_t *out) {
    size_t words = open > c->low ? (size_t)1 << (open - c->low) : 1;
    for (size_t t = 0; t <= open; t++)
        out[t] = won > 0 ? whole_choose(open, t) : 0;
    if (won > 0)
        c->settled[open][size]++;
    if (c->map && won > 0)
        for (size_t k = 0; k < words; k++)
            c->map[set + k] = c->valid;
}

/* Coalitions with `size` of the players from place `open` on, those of `set`
 * (in words of the map): out[t] of them win with t of the open ones. */
static void count(counter *c, size_t open, uint32_t set, size_t size,
                  uint64_t *out) {
    int won = fate(c, open, size);
    if (won) {
        settle(c, open, size, set, won, out);
        return;
    }
    if (open == c->low) {
        leaf(c, set, size, out);
        return;
    }
    uint64_t in[MOST + 1];
    size_t i = open - 1;
    for (size_t j = 0; j < c->g->n_rules; j++)
        c->sum[i][j] = c->sum[open][j];
    count(c, i, set, size, out);
    for (size_t j = 0; j < c->g->n_rules; j++)
        c->sum[i][j] = c->sum[open][j] + c->w[j][i];
    count(c, i, set | (uint32_t)1 << (i - c->low), size + 1, in);
    out[open] = 0;
    for (size_t t = 0; t <= i; t++) {
        c->with[i][size + 1 + t] += in[t];
        out[t + 1] += in[t];
    }
}

/* Adds the members whom the settled branches left open. */
static void add_settled(counter *c) {
    for (size_t open = 1; open <= c->n; open++)
        for (size_t size = 0; size + open <= c->n; size++)
            for (size_t t = 1; c->settled[open][size] && t <= open; t++) {
                uint64_t more =
                    c->settled[open][size] * whole_choose(open - 1, t - 1);
                for (size_t i = 0; i < open; i++)
                    c->with[i][size + t] += more;
            }
}

static void report(const counter *c, const uint64_t *wins, const size_t *place,
                   power_index *out) {
    size_t n = c->n;
    out->winning = 0;
    for (size_t k = 0; k <= n; k++)
        out->winning += (double)wins[k];
    out->act = out->winning / (double)((uint64_t)1 << n);
    for (size_t i = 0; i < n; i++) {
        const uint64_t *with = c->with[place[i]];
        double swings = 0, shapley = 0;
        for (size_t k = 1; k <= n; k++) {
            int64_t swing = (int64_t)(with[k] - (wins[k - 1] - with[k - 1]));
            double s = (double)swing;
            swings += s;
            shapley += s / power_choose(n - 1, k - 1);
        }
        out->shapley[i] = shapley / (double)n;
        out->decisive[i] = swings / (double)((uint64_t)1 << (n - 1));
    }
}

ent_err power_count(ent_ctx *ctx, const power_game *g, uint64_t *map,
                    size_t *place, power_index *out) {
    uint64_t wins[MOST + 1] = {0};
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    counter *c = ENT_NEW(ctx->temp, 1, counter);
    if (!c)
        return ENT_NOMEM_FAIL(ctx);
    c->g = g;
    c->map = map;
    set_up(c, place);
    count(c, c->n, 0, 0, wins);
    add_settled(c);
    report(c, wins, place, out);
    ent_i_arena_release(ctx->temp, mark);
    return ENT_OK;
}
