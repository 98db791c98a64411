/* program_kernels.h - how a loop over lanes is written. */
#ifndef ENT_PROGRAM_KERNELS_H
#define ENT_PROGRAM_KERNELS_H
#include "system/program_ops.h"

#define ARGS    const ent_instr *o, const ent_now *now, double *x
#define SLOT(n) (x + (size_t)(n)*ENT_LANES)
#define OPEN                           \
    (void)now;                         \
    double *restrict to = SLOT(o->to); \
    const double *restrict a = SLOT(o->a)
#define OPEN2 \
    OPEN;     \
    const double *restrict b = SLOT(o->b)
#define EACH _Pragma("omp simd") for (int i = 0; i < ENT_LANES; i++)

/* Twice, for processors with vectors of four numbers and without; both give
 * equal bits, for nothing is fused or reordered. */
#if defined(__x86_64__) && defined(__GLIBC__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif
#endif
