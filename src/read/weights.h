/* weights.h - hashed weights of linear models: learnt, packed, in a file.
 *
 * A feature is a 64-bit hash. While learning (learn.c) each has a row of
 * whole-number weights by class. Packed, a feature keeps its upper 32 bits as
 * a fingerprint and its weights as 8-bit numbers times a power of two; what
 * was seldom updated is left out. Both give scores by the same call, so that
 * tagger, parser and labeller are written once.
 *
 * The file (weights.c) is a head, a table of sections and the sections, as
 * they are used: it is mapped, never copied. */
#ifndef ENT_WEIGHTS_H
#define ENT_WEIGHTS_H
#include "base/base.h"

/* ---- packed */

typedef struct ent_slot {
    uint32_t print;   /* fingerprint; 0: nothing here */
    uint32_t payload; /* a place in the pool, or what else the table tells */
} ent_slot;

typedef struct ent_hashed {
    const ent_slot *slot;
    uint32_t n; /* slots; 0: an empty table */
    const uint8_t *pool;
    uint32_t pool_n;
    const uint64_t *seen; /* NULL, or bits of the keys that may be in it */
} ent_hashed;

/* Most features that are asked for were never learnt. A small map of bits by
 * the upper part of the key, which stays in the cache, turns most of them
 * away before the large table is touched. */
enum { ENT_SEEN_BITS = 22, ENT_SEEN_WORDS = 1 << (ENT_SEEN_BITS - 6) };
static inline uint32_t ent_i_seen_at(uint32_t print) {
    return print >> (32 - ENT_SEEN_BITS);
}
/* Fills the map, which was zero, and hangs it on the table. */
void ent_i_hashed_note(ent_hashed *t, uint64_t *seen);

/* The payload of a key, or `otherwise`. */
static inline uint32_t ent_i_hashed_find(const ent_hashed *t, uint64_t key,
                                         uint32_t otherwise) {
    uint32_t print = (uint32_t)(key >> 32) | 1U;
    uint32_t i = (uint32_t)(((key & UINT32_MAX) * t->n) >> 32);
    for (uint32_t tries = 0; tries < t->n; tries++) {
        if (t->slot[i].print == print)
            return t->slot[i].payload;
        if (!t->slot[i].print)
            break;
        i = i + 1 == t->n ? 0 : i + 1;
    }
    return otherwise;
}

/* ---- learning */

typedef struct ent_learner ent_learner;
ent_err ent_i_learner_new(ent_ctx *ctx, unsigned n_classes, ent_learner **out);
void ent_i_learner_free(ent_learner *l);
/* Adds `by` to the weight of each feature for the class. */
ent_err ent_i_learn(ent_ctx *ctx, ent_learner *l, const uint64_t *key,
                    unsigned n, unsigned class_, int by);
/* One example more: averages run over examples. */
void ent_i_learner_tick(ent_learner *l);
/* Adds the averages of one learner to another, which holds nothing else:
 * the sum of several is one model that weighs them all. */
ent_err ent_i_learner_add(ent_ctx *ctx, ent_learner *sum, const ent_learner *l);

/* ---- both */

typedef struct ent_linear {
    const ent_learner *learner; /* or NULL */
    ent_hashed table;
    unsigned n_classes; /* at most ENT_CLASSES */
} ent_linear;

enum { ENT_CLASSES = 192 };

/* Adds the weights of n features to score[n_classes]. */
void ent_i_score(const ent_linear *m, const uint64_t *key, unsigned n,
                 int32_t *score);

static inline uint64_t ent_i_mix(uint64_t x) {
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93U;
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93U;
    return x ^ x >> 32;
}
/* The key of template `t` with three values. */
static inline uint64_t ent_i_key(uint32_t t, uint64_t a, uint64_t b,
                                 uint64_t c) {
    uint64_t x = a * 0x9E3779B97F4A7C15U + t * 0xC2B2AE3D27D4EB4FU;
    x = (x ^ x >> 29) + b * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 31) + c * 0x94D049BB133111EBU;
    return ent_i_mix(x);
}

/* ---- the file */

#define ENT_SECTION_LIST(X) \
    X(INFO)                 \
    X(TAGS)                 \
    X(RELS)                 \
    X(SCRIPTS)              \
    X(DICT)                 \
    X(TAG_SLOTS)            \
    X(TAG_POOL)             \
    X(LEMMA)                \
    X(TREE_SLOTS)           \
    X(TREE_POOL)
typedef enum ent_section {
#define ENT_X(name) ENT_SECTION_##name,
    ENT_SECTION_LIST(ENT_X)
#undef ENT_X
        ENT_N_SECTIONS
} ent_section;

/* Where a table is built: packed from a learner, or key by key. */
typedef struct ent_packed {
    ent_buf slots, pool;
} ent_packed;
/* What is left out: features with fewer updates, averages nearer to zero (in
 * 64ths of one update). */
typedef struct ent_least {
    unsigned updates;
    int32_t average;
} ent_least;
ent_err ent_i_pack(ent_ctx *ctx, const ent_learner *l, ent_least least,
                   ent_packed *out);
/* A table of [n] keys, no two alike, with their payloads. */
ent_err ent_i_pack_keys(ent_ctx *ctx, const uint64_t *key,
                        const uint32_t *payload, size_t n, ent_packed *out);
void ent_i_packed_free(ent_packed *p);
/* The file that holds these sections. */
ent_err ent_i_weights_write(ent_ctx *ctx, ent_str path,
                            const ent_str section[ENT_N_SECTIONS]);
/* Sets the length and the sum in the head of a whole file in memory. */
void ent_i_weights_seal(char *bytes, size_t n);
/* Checks head, sum and bounds: afterwards every place in it may be followed.
 * ENT_SYNTAX with what is wrong. */
ent_err ent_i_weights_check(ent_ctx *ctx, ent_str path, ent_str bytes,
                            ent_str section[ENT_N_SECTIONS]);
#endif
