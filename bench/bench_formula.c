/* bench_formula.c - stocks and flows, compiled formulas against the same
 * equations as loops over draws that a person would write.
 *
 * Half of the equations are stocks in a ring, half the flows between them; the
 * flow slows as the next stock fills, the loss saturates.  Both play one block
 * of draws over 24 steps from the same numbers, so their checksums are equal;
 * the ratio of their times is what the compiler of formulas costs. */
#include "bench.h"
#include "system/program.h"
#include <stdio.h>
#include <stdlib.h>

#define EACH _Pragma("omp simd") for (int d = 0; d < ENT_LANES; d++)

enum { STEPS = 24, MOST = 500 };

typedef struct job {
    ent_ctx ctx;
    ent_scenario s;
    ent_program *p;
    uint32_t n;          /* stocks, and flows */
    uint32_t flow[MOST]; /* slots of the flows, once they are compiled */
    uint32_t change[MOST];
    uint32_t end[2];                 /* operations: of the flows, of all */
    double *x;                       /* lanes of the program */
    double *start;                   /* [n] of the stocks */
    double *stock, *by_hand, *moved; /* [n * ENT_LANES] of the loops by hand */
} job;

/* Rows of value: capacity, loss, half, then a rate and a stock of each. */
enum { CAPACITY, LOSS, HALF, FIRST };

static uint32_t rate_row(uint32_t i) {
    return FIRST + 2 * i;
}

static uint32_t stock_row(uint32_t i) {
    return FIRST + 2 * i + 1;
}

static double start_of(uint32_t row, int lane) {
    double u =
        ent_i_uniform(ent_i_stream(1, ENT_STR("bench")), (uint64_t)lane, row);
    if (row >= FIRST)
        return row % 2 ? 0.05 + 0.2 * u : 20 + 60 * u;
    return row == CAPACITY ? 90 + 20 * u : row == LOSS ? u : 5 + 5 * u;
}

static uint32_t slot_of(void *user, ent_symbol what) {
    const job *j = user;
    return what.kind == ENT_SYMBOL_QUANTITY ? j->flow[what.row] : what.row;
}

static void set_values(job *j, ent_value *v) {
    static const char *const name[] = {"capacity", "loss", "half"};
    for (uint32_t r = 0; r < j->s.n_values; r++)
        v[r] = (ent_value){
            .kind = ENT_VALUE_FIXED,
            .min = 0,
            .max = 1e6,
            .name = r < FIRST ? ent_i_str(name[r])
                    : r % 2
                        ? ent_i_printf(j->ctx.keep, "k%u", (r - FIRST) / 2)
                        : ent_i_printf(j->ctx.keep, "s%u", (r - FIRST) / 2)};
}

static ent_str text_of(job *j, uint32_t i, bool flow) {
    uint32_t next = (i + 1) % j->n, before = (i + j->n - 1) % j->n;
    if (flow)
        return ent_i_printf(j->ctx.keep, "k%u * s%u * (1 - s%u / capacity)", i,
                            i, next);
    return ent_i_printf(j->ctx.keep,
                        "f%u - f%u - loss * s%u * s%u / (s%u + half)", before,
                        i, i, i, i);
}

static bool set_up(job *j) {
    ent_scenario *s = &j->s;
    s->n_values = FIRST + 2 * (size_t)j->n;
    s->n_formulas = 2 * (size_t)j->n;
    s->n_quantities = j->n;
    s->steps = STEPS;
    ent_value *v = ENT_NEW(j->ctx.keep, s->n_values, ent_value);
    ent_formula *f = ENT_NEW(j->ctx.keep, s->n_formulas, ent_formula);
    ent_quantity *q = ENT_NEW(j->ctx.keep, s->n_quantities, ent_quantity);
    if (!v || !f || !q)
        return false;
    set_values(j, v);
    for (uint32_t i = 0; i < j->n; i++) {
        f[i].name = ent_i_printf(j->ctx.keep, "f%u", i);
        f[i].text = text_of(j, i, true);
        f[j->n + i].text = text_of(j, i, false);
        q[i] = (ent_quantity){.id = f[i].name,
                              .kind = ENT_QUANTITY_FORMULA,
                              .value = ENT_NONE,
                              .formula = i,
                              .dials = {ENT_NONE, ENT_NONE, ENT_NONE}};
    }
    s->value = v;
    s->formula = f;
    s->quantity = q;
    return true;
}

static bool compile(job *j) {
    uint32_t from, n = j->n;
    if (ent_i_program_new(&j->ctx, &j->s, (uint32_t)j->s.n_values, slot_of, j,
                          &j->p))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (ent_i_program_add(&j->ctx, j->p, i, &j->flow[i], &from, &j->end[0]))
            return false;
    for (uint32_t i = 0; i < n; i++)
        if (ent_i_program_add(&j->ctx, j->p, n + i, &j->change[i], &from,
                              &j->end[1]))
            return false;
    size_t block = (size_t)n * ENT_LANES;
    j->x = calloc((size_t)ent_i_program_slots(j->p) * ENT_LANES, sizeof *j->x);
    j->stock = calloc(3 * block, sizeof *j->stock);
    j->start = ENT_NEW(j->ctx.keep, n, double);
    if (!j->x || !j->stock || !j->start)
        return false;
    for (uint32_t i = 0; i < n; i++)
        j->start[i] = start_of(stock_row(i), 0);
    j->by_hand = j->stock + block;
    j->moved = j->by_hand + block;
    for (uint32_t r = 0; r < j->s.n_values; r++)
        for (int i = 0; i < ENT_LANES; i++)
            j->x[(size_t)r * ENT_LANES + (size_t)i] = start_of(r, i);
    return true;
}

static double *lanes(const job *j, uint32_t slot) {
    return j->x + (size_t)slot * ENT_LANES;
}

static double program(void *user) {
    job *j = user;
    double sum = 0;
    for (uint32_t i = 0; i < j->n; i++)
        for (int d = 0; d < ENT_LANES; d++)
            lanes(j, stock_row(i))[d] = j->start[i];
    ent_i_program_start(j->p, j->x);
    for (uint32_t t = 0; t < STEPS; t++) {
        ent_now now = {1, 0, t, ENT_LANES};
        ent_i_program_run(j->p, 0, j->end[1], &now, j->x);
        ent_i_program_end(j->p, j->x);
        for (uint32_t i = 0; i < j->n; i++) {
            double *s = lanes(j, stock_row(i));
            const double *change = lanes(j, j->change[i]);
            EACH s[d] += change[d];
        }
    }
    for (uint32_t i = 0; i < j->n; i++)
        sum += ent_i_sum(lanes(j, stock_row(i)), ENT_LANES);
    return sum;
}

/* The same, as a person would write it for these equations alone. */
static double hand(void *user) {
    job *j = user;
    size_t n = j->n;
    double(*s)[ENT_LANES] = (void *)j->stock;
    double(*f)[ENT_LANES] = (void *)j->by_hand;
    double(*change)[ENT_LANES] = (void *)j->moved;
    const double *capacity = lanes(j, CAPACITY), *loss = lanes(j, LOSS),
                 *half = lanes(j, HALF);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < ENT_LANES; d++)
            s[i][d] = j->start[i];
    for (int t = 0; t < STEPS; t++) {
        for (size_t i = 0; i < n; i++) {
            const double *k = lanes(j, rate_row((uint32_t)i));
            size_t next = (i + 1) % n;
            EACH f[i][d] = k[d] * s[i][d] * (1 - s[next][d] / capacity[d]);
        }
        for (size_t i = 0; i < n; i++) {
            size_t before = (i + n - 1) % n;
            EACH change[i][d] =
                f[before][d] - f[i][d] -
                loss[d] * s[i][d] * s[i][d] / (s[i][d] + half[d]);
        }
        for (size_t i = 0; i < n; i++)
            EACH s[i][d] += change[i][d];
    }
    for (size_t i = 0; i < n; i++)
        sum += ent_i_sum(s[i], ENT_LANES);
    return sum;
}

static void one(bench *b, uint32_t equations) {
    char name[2][48];
    job *j = calloc(1, sizeof *j);
    snprintf(name[0], sizeof name[0], "formula/%u/program", equations);
    snprintf(name[1], sizeof name[1], "formula/%u/hand", equations);
    if (j && (bench_wanted(b, name[0]) || bench_wanted(b, name[1])) &&
        !ent_ctx_open(&j->ctx, (size_t)1 << 28)) {
        j->n = equations / 2;
        size_t bytes = (size_t)STEPS * ENT_LANES * sizeof(double) * equations;
        if (set_up(j) && compile(j)) {
            bench_case(b, name[0], equations, bytes, program, j);
            bench_case(b, name[1], equations, bytes, hand, j);
        }
        free(j->x);
        free(j->stock);
        ent_ctx_close(&j->ctx);
    }
    free(j);
}

void bench_formula(bench *b) {
    one(b, 10);
    one(b, 100);
    one(b, 1000);
}
