/* index.c - finds names among many: open addressing, linear probing.
 *
 * Names also stay in order of arrival, so that "did you mean" can look
 * through them. */
#include "scenario/scenario.h"

enum { FEW = 6 }; /* names that are listed all */

static uint32_t probe(const ent_index *x, ent_str key) {
    uint32_t mask = x->n_slots - 1;
    uint32_t at = (uint32_t)ent_i_hash(key) & mask;
    while (x->slot[at] && !ent_i_eq(x->key[x->slot[at] - 1], key))
        at = (at + 1) & mask;
    return at;
}

uint32_t ent_i_index_find(const ent_index *x, ent_str key) {
    if (!x->n)
        return ENT_NONE;
    uint32_t place = x->slot[probe(x, key)];
    return place ? x->row[place - 1] : ENT_NONE;
}

static bool grow(ent_arena *a, ent_index *x) {
    uint32_t n_slots = x->n_slots ? x->n_slots * 2 : 32;
    ent_index big = {.key = ENT_NEW(a, n_slots / 2, ent_str),
                     .row = ENT_NEW(a, n_slots / 2, uint32_t),
                     .slot = ENT_NEW(a, n_slots, uint32_t),
                     .n = x->n,
                     .n_slots = n_slots};
    if (!n_slots || !big.key || !big.row || !big.slot)
        return false;
    for (uint32_t i = 0; i < x->n; i++) {
        big.key[i] = x->key[i];
        big.row[i] = x->row[i];
        big.slot[probe(&big, big.key[i])] = i + 1;
    }
    *x = big;
    return true;
}

bool ent_i_index_put(ent_arena *a, ent_index *x, ent_str key, uint32_t row) {
    if (x->n >= x->n_slots / 2 && !grow(a, x))
        return false;
    uint32_t *slot = &x->slot[probe(x, key)];
    if (!*slot) {
        x->key[x->n] = key;
        *slot = ++x->n;
    }
    x->row[*slot - 1] = row;
    return true;
}

const char *ent_i_hint(ent_arena *a, ent_str name, const ent_str *known,
                       size_t n) {
    ent_str near = ent_i_nearest(name, known, n), s = {0};
    if (near.s)
        s = ent_i_printf(a, "; did you mean '%.*s'?", ENT_P(near));
    for (size_t i = 0; !near.s && n <= FEW && i < n; i++)
        s = ent_i_printf(a, "%.*s%s%.*s", ENT_P(s),
                         i ? ", " : "; known: ", ENT_P(known[i]));
    return s.s ? s.s : "";
}
