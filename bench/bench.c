/* bench.c - entente-bench [--json] [--once] [--wall] [FILTER]: a table of what
 * costs how much.
 *
 * Each case is repeated until it takes 0.2 s; the best of five such runs
 * counts, because whatever else the machine does can only add time.  Time is
 * the processor's, so that neighbours on the machine count less; --wall takes
 * the clock's, for cases that use several threads.  The checksum tells
 * whether two builds compute the same. */
#include "bench.h"
#include <stdio.h>
#include <time.h>

struct bench {
    const char *filter;
    bool json, once, wall;
    size_t shown;
};

static const double LEAST_SECONDS = 0.2;
enum { RUNS = 5 };

static double now(const bench *b) {
    struct timespec t;
    clock_gettime(b->wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(const bench *b, bench_op *op, void *user, uint64_t n) {
    volatile double keep = 0;
    double start = now(b);
    for (uint64_t i = 0; i < n; i++)
        keep = op(user);
    (void)keep;
    return now(b) - start;
}

/* Nanoseconds per operation. */
static double measure(const bench *b, bench_op *op, void *user) {
    uint64_t n = 1;
    double s = seconds(b, op, user, n);
    while (s < LEAST_SECONDS && !b->once) {
        double more = s > 1e-6 ? 1.2 * LEAST_SECONDS / s : 100;
        n = (uint64_t)((double)n * (more > 100 ? 100 : more)) + 1;
        s = seconds(b, op, user, n);
    }
    for (int k = 1; k < RUNS && !b->once; k++) {
        double again = seconds(b, op, user, n);
        s = again < s ? again : s;
    }
    return 1e9 * s / (double)n;
}

bool bench_wanted(const bench *b, const char *name) {
    return !b->filter || strstr(name, b->filter);
}

void bench_case(bench *b, const char *name, size_t size, size_t bytes,
                bench_op *op, void *user) {
    if (!bench_wanted(b, name))
        return;
    double checksum = op(user), ns = measure(b, op, user);
    if (b->json)
        printf("%s{\"case\":\"%s\",\"size\":%zu,\"ns\":%.1f,\"bytes\":%zu,"
               "\"checksum\":%.17g}",
               b->shown ? ",\n" : "", name, size, ns, bytes, checksum);
    else
        printf("%-28s %7zu %14.1f %10zu %12.0f %12.0f %8.1f  %.17g\n", name,
               size, ns, bytes, 1e9 / ns, 1e9 * (double)size / ns,
               1e3 * (double)bytes / ns, checksum);
    fflush(stdout);
    b->shown++;
}

static int usage(const char *program) {
    fprintf(stderr,
            "usage: %s [--json] [--once] [--wall] [FILTER]\n"
            "  FILTER  only cases whose name holds it\n"
            "  --once  each case once, to see that it runs\n"
            "  --wall  by the clock, not by the processor's time\n",
            program);
    return 2;
}

int main(int argc, char **argv) {
    bench b = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0)
            b.json = true;
        else if (strcmp(argv[i], "--once") == 0)
            b.once = true;
        else if (strcmp(argv[i], "--wall") == 0)
            b.wall = true;
        else if (argv[i][0] == '-' || b.filter)
            return usage(argv[0]);
        else
            b.filter = argv[i];
    }
    if (b.json)
        printf("{\"schema\":\"entente-bench/1\",\"cases\":[\n");
    else
        printf("%-28s %7s %14s %10s %12s %12s %8s  %s\n", "case", "size",
               "ns/op", "bytes", "op/s", "size/s", "MB/s", "checksum");
#define ENT_X(name) bench_##name(&b);
    BENCH_LIST(ENT_X)
#undef ENT_X
    if (b.json)
        printf("\n]}\n");
    return b.shown ? 0 : usage(argv[0]);
}
