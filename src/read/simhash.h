/* simhash.h - which texts are near copies of each other.
 *
 * Charikar 2002, Manku, Jain and Das Sarma 2007: the 64 signs of the sums of
 * hashes of a text's runs of four words; texts that share most runs differ in
 * few bits.  That finds candidates; the runs themselves decide. */
#ifndef ENT_SIMHASH_H
#define ENT_SIMHASH_H
#include "read/read.h"

enum {
    ENT_COPY_BITS = 12,  /* more bits differ: no candidate */
    ENT_COPY_SHARE = 90, /* % of all runs of both that both have, at least */
    ENT_COPY_LEAST = 32  /* runs; shorter texts have no copies but the same */
};

/* The distinct runs of four words of a text, whatever its case, as sorted
 * hashes on the heap of the arena.  ENT_NOMEM */
ent_err ent_i_runs(ent_ctx *ctx, ent_arena *into, ent_str text,
                   const uint64_t **run, size_t *n);
/* 0 for fewer than ENT_COPY_LEAST runs, and never else. */
uint64_t ent_i_simhash(const uint64_t *run, size_t n);
/* % of the runs of both that both have, rounded down. */
int ent_i_runs_shared(const uint64_t *a, size_t n, const uint64_t *b, size_t m);
/* Bits that are set.  Every document asks this of all others, and the builtin
 * is a call where the processor is not known. */
static inline int ent_i_ones(uint64_t x) {
    x -= x >> 1 & 0x5555555555555555U;
    x = (x & 0x3333333333333333U) + (x >> 2 & 0x3333333333333333U);
    x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0FU;
    return (int)(x * 0x0101010101010101U >> 56);
}
static inline bool ent_i_is_candidate(uint64_t a, uint64_t b) {
    return a && b && ent_i_ones(a ^ b) <= ENT_COPY_BITS;
}
#endif
