/* fuzz_formula.c - any bytes as formulas, one a line: read, checked, compiled
 * and run.  Whatever comes in, what comes out is finite, and the first draw of
 * a block is what it would be alone. */
#include "scenario/formula_tree.h"
#include "system/program.h"
#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES = 12, VALUES = 5, STEPS = 5, SYMBOLS = 64 };

typedef struct bench {
    ent_ctx ctx;
    ent_scenario s;
    ent_value value[VALUES];
    ent_formula formula[LINES];
    ent_quantity quantity[LINES + 1];
    ent_symbol other[SYMBOLS];
    uint32_t n_others;
    uint32_t slot[LINES], from[LINES], to[LINES];
} bench;

static uint32_t slot_of(void *user, ent_symbol y) {
    bench *b = user;
    if (y.kind == ENT_SYMBOL_VALUE)
        return y.row;
    for (uint32_t i = 0; i < b->n_others; i++)
        if (b->other[i].kind == y.kind && b->other[i].row == y.row)
            return VALUES + i;
    if (b->n_others == SYMBOLS)
        abort();
    b->other[b->n_others] = y;
    return VALUES + b->n_others++;
}

static void lay_out(bench *b, ent_str text) {
    static const char *const name[VALUES] = {"a", "zero", "blank", "big", "s"};
    static const double best[VALUES] = {7.5, 0, 0, 1e300, -3};
    static const char *const line[LINES] = {"q0", "q1", "q2",  "q3",
                                            "q4", "q5", "q6",  "q7",
                                            "q8", "q9", "q10", "q11"};
    for (size_t i = 0; i < VALUES; i++)
        b->value[i] =
            (ent_value){.kind = i == 2 ? ENT_VALUE_BLANK : ENT_VALUE_FIXED,
                        .best = best[i],
                        .name = ent_i_str(name[i])};
    b->quantity[0] = (ent_quantity){.id = ENT_STR("s"),
                                    .kind = ENT_QUANTITY_STOCK,
                                    .value = 4,
                                    .formula = 0,
                                    .dials = {ENT_NONE, ENT_NONE, ENT_NONE}};
    uint32_t n = 0;
    for (; n < LINES && text.s; n++) {
        b->formula[n] = (ent_formula){ent_i_cut(&text, '\n'),
                                      ent_i_str(line[n]),
                                      {ENT_STR("f"), n + 1, 1}};
        b->quantity[n + 1] =
            (ent_quantity){.id = ent_i_str(line[n]),
                           .kind = ENT_QUANTITY_FORMULA,
                           .value = ENT_NONE,
                           .formula = n,
                           .dials = {ENT_NONE, ENT_NONE, ENT_NONE}};
    }
    b->s = (ent_scenario){.steps = 20,
                          .n_values = VALUES,
                          .value = b->value,
                          .n_formulas = n,
                          .formula = b->formula,
                          .n_quantities = n + 1,
                          .quantity = b->quantity};
}

/* A place that is told lies in the line. */
static ent_err told(void *user, ent_err err, ent_place at, ent_str why) {
    bench *b = user;
    if (!err || !why.n || !at.column || (at.line && at.line > LINES) ||
        (at.line && at.column > b->formula[at.line - 1].text.n + 1))
        abort();
    return ENT_OK;
}

static void fill(const bench *b, double *x) {
    for (size_t v = 0; v < VALUES + (size_t)b->n_others; v++)
        for (size_t i = 0; i < ENT_LANES; i++)
            x[v * ENT_LANES + i] = v >= VALUES ? (double)(i % 7) - 3
                                   : v == 2    ? NAN
                                               : b->value[v].best;
}

/* The results of all steps in lane 0, kept one after the other. */
static void play(bench *b, const ent_program *p, int lanes, double *x,
                 double *kept) {
    fill(b, x);
    ent_i_program_start(p, x);
    for (uint32_t t = 0; t < STEPS; t++) {
        ent_now now = {1, 0, t, lanes};
        for (size_t f = 0; f < b->s.n_formulas; f++) {
            if (b->slot[f] == ENT_NONE)
                continue;
            const double *at = x + (size_t)b->slot[f] * ENT_LANES;
            ent_i_program_run(p, b->from[f], b->to[f], &now, x);
            for (int i = 0; i < lanes; i++)
                if (!isfinite(at[i]))
                    abort();
            kept[t * LINES + f] = at[0];
        }
        ent_i_program_end(p, x);
    }
}

static void run(bench *b, const ent_program *p) {
    double alone[STEPS * LINES] = {0}, many[STEPS * LINES] = {0};
    size_t n = (size_t)ent_i_program_slots(p) * ENT_LANES;
    double *x = calloc(2 * n, sizeof *x);
    if (!x)
        return;
    play(b, p, 1, x, alone);
    play(b, p, ENT_LANES, x + n, many);
    if (memcmp(alone, many, sizeof alone) != 0)
        abort();
    free(x);
}

static bool compile(bench *b, ent_program **p) {
    if (ent_i_program_new(&b->ctx, &b->s, VALUES + SYMBOLS, slot_of, b, p))
        return false;
    for (uint32_t f = 0; f < b->s.n_formulas; f++)
        if (ent_i_program_add(&b->ctx, *p, f, &b->slot[f], &b->from[f],
                              &b->to[f]))
            b->slot[f] = ENT_NONE;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static bench b;
    ent_program *p;
    b = (bench){0};
    if (ent_ctx_open(&b.ctx, (size_t)1 << 28))
        return 0;
    lay_out(&b, (ent_str){(const char *)data, size});
    if (!ent_i_formulas_check(&b.ctx, &b.s, told, &b) && compile(&b, &p))
        run(&b, p);
    ent_ctx_close(&b.ctx);
    return 0;
}
