/* bench.h - what a file of benchmarks needs.
 *
 * A new file bench_X.c defines `void bench_X(bench *b)`, which calls
 * bench_case for each case, and gets one line in BENCH_LIST. */
#ifndef ENT_BENCH_H
#define ENT_BENCH_H
#include "base/base.h"

#define BENCH_LIST(X) \
    X(backtest)       \
    X(events)         \
    X(exchange)       \
    X(formats)        \
    X(formula)        \
    X(model)          \
    X(moves)          \
    X(parse)          \
    X(power)          \
    X(read)           \
    X(run)            \
    X(statements)     \
    X(step)           \
    X(store) X(tables)

typedef struct bench bench;

/* Does the thing once; returns a number that depends on its result, the same
 * in every build that computes the same. */
typedef double bench_op(void *user);

/* Measures one case and prints its row, unless the filter leaves it out.
 * @param name   "model/mean"
 * @param size   what the case is large in: actors, bytes, draws
 * @param bytes  memory that one operation reads and writes */
void bench_case(bench *b, const char *name, size_t size, size_t bytes,
                bench_op *op, void *user);
/* Whether the filter asks for this case: set-up that is dear can ask first. */
bool bench_wanted(const bench *b, const char *name);

#define ENT_X(name) void bench_##name(bench *b);
BENCH_LIST(ENT_X)
#undef ENT_X
#endif
