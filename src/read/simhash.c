/* simhash.c - fingerprints of texts by their runs of four words. */
#include "read/simhash.h"
#include <stdlib.h>

enum { RUN = 4 };

static bool is_inside(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* The hash of the next word; false at the end. */
static bool next_word(ent_str s, size_t *i, uint64_t *hash) {
    while (*i < s.n && !is_inside(s.s[*i]))
        (*i)++;
    uint64_t h = 14695981039346656037U;
    size_t from = *i;
    for (; *i < s.n && is_inside(s.s[*i]); (*i)++) {
        char c = s.s[*i];
        bool upper = c >= 'A' && c <= 'Z';
        h = (h ^ (unsigned char)(upper ? c | 0x20 : c)) * 1099511628211U;
    }
    *hash = h;
    return *i > from;
}

/* Spreads every bit of a hash over all others (splitmix64's finish). */
static uint64_t mixed(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

ent_err ent_i_runs(ent_ctx *ctx, ent_arena *into, ent_str text,
                   const uint64_t **run, size_t *n) {
    ent_vec v = {0};
    uint64_t last[RUN] = {0}, h;
    size_t words = 0;
    for (size_t i = 0; next_word(text, &i, &h); words++) {
        memmove(last, last + 1, sizeof last - sizeof *last);
        last[RUN - 1] = h;
        if (words + 1 < RUN)
            continue;
        uint64_t *to = ENT_PUSH(into, &v, uint64_t), all = 0;
        if (!to)
            return ENT_NOMEM_FAIL(ctx);
        for (int k = 0; k < RUN; k++)
            all = mixed(all + last[k]);
        *to = all;
    }
    uint64_t *r = v.at;
    if (v.n)
        qsort(r, v.n, sizeof *r, by_value);
    *n = 0;
    for (size_t i = 0; i < v.n; i++)
        if (!*n || r[i] != r[*n - 1])
            r[(*n)++] = r[i];
    *run = r;
    return ENT_OK;
}

uint64_t ent_i_simhash(const uint64_t *run, size_t n) {
    int64_t sum[64] = {0};
    uint64_t bits = 0;
    if (n < ENT_COPY_LEAST)
        return 0;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < 64; k++)
            sum[k] += run[i] >> k & 1 ? 1 : -1;
    for (int k = 0; k < 64; k++)
        bits |= (uint64_t)(sum[k] > 0) << k;
    return bits ? bits : 1;
}

int ent_i_runs_shared(const uint64_t *a, size_t n, const uint64_t *b,
                      size_t m) {
    size_t both = 0;
    for (size_t i = 0, k = 0; i < n && k < m;) {
        bool same = a[i] == b[k];
        bool less = a[i] < b[k];
        both += same;
        i += same || less;
        k += same || !less;
    }
    size_t all = n + m - both;
    return all ? (int)(100 * both / all) : 0;
}
