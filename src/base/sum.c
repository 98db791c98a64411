/* sum.c - sums with small error, order and quantiles. */
#include "base/base.h"
#include <stdlib.h>

double ent_i_sum(const double *x, size_t n) {
    if (n > 128) /* halves: the error grows with log n, not with n */
        return ent_i_sum(x, n / 2) + ent_i_sum(x + n / 2, n - n / 2);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void ent_i_sort(double *x, size_t n) {
    if (n)
        qsort(x, n, sizeof *x, ascending);
}

double ent_i_quantile(const double *x, size_t n, double p) {
    double at = p * (double)(n - 1);
    size_t i = (size_t)at;
    if (i + 1 >= n)
        return x[n - 1];
    return x[i] + (at - (double)i) * (x[i + 1] - x[i]);
}
