/* sketch.h - scenarios with quantities and moves, built by hand: actors A and
 * B, issues P and `two-parts`, stances of A on both and of B on P. */
#ifndef ENT_TEST_SKETCH_H
#define ENT_TEST_SKETCH_H
#include "scenario/formula_tree.h"
#include "test.h"

enum { SKETCH_ROWS = 64 };

typedef struct sketch {
    ent_ctx ctx;
    ent_scenario s;
    ent_value value[SKETCH_ROWS];
    ent_formula formula[SKETCH_ROWS];
    ent_quantity quantity[SKETCH_ROWS];
    ent_move move[8];
    ent_option option[8][4];
    ent_gate gate[4];
    ent_belief belief[4];
    ent_payoff payoff[4];
    ent_theatre theatre[4];
    ent_package package[2];
    ent_exchange exchange[2];
    ent_occurrence occurrence[2];
    ent_actor actor[3];
    ent_issue issue[2];
    ent_stance stance[3];
} sketch;

static inline uint32_t sketch_value(sketch *k, const char *name, double x) {
    uint32_t row = (uint32_t)k->s.n_values++;
    assert_true(row < SKETCH_ROWS);
    k->value[row] = (ent_value){.kind = ENT_VALUE_FIXED,
                                .best = x,
                                .lo = x,
                                .hi = x,
                                .min = -1e6,
                                .max = 1e6,
                                .name = ent_i_str(name)};
    return row;
}

static inline uint32_t sketch_formula(sketch *k, const char *name,
                                      const char *text) {
    uint32_t row = (uint32_t)k->s.n_formulas++;
    assert_true(row < SKETCH_ROWS);
    k->formula[row] = (ent_formula){
        ent_i_str(text), ent_i_str(name), {ENT_STR("x.yaml"), 7, 11}};
    return row;
}

static inline ent_quantity *sketch_quantity(sketch *k, const char *id,
                                            ent_quantity_kind kind) {
    uint32_t row = (uint32_t)k->s.n_quantities++;
    assert_true(row < SKETCH_ROWS);
    k->quantity[row] = (ent_quantity){.id = ent_i_str(id),
                                      .kind = kind,
                                      .value = ENT_NONE,
                                      .formula = ENT_NONE,
                                      .dials = {ENT_NONE, ENT_NONE, ENT_NONE},
                                      .lo = -INFINITY,
                                      .hi = INFINITY};
    return &k->quantity[row];
}

static inline void sketch_constant(sketch *k, const char *id, double x) {
    sketch_quantity(k, id, ENT_QUANTITY_CONSTANT)->value =
        sketch_value(k, id, x);
}

/* A formula under its own name; its row of formula. */
static inline uint32_t sketch_aux(sketch *k, const char *id, const char *text) {
    uint32_t row = sketch_formula(k, id, text);
    sketch_quantity(k, id, ENT_QUANTITY_FORMULA)->formula = row;
    return row;
}

static inline uint32_t sketch_stock(sketch *k, const char *id, double start,
                                    const char *change) {
    uint32_t row = sketch_formula(k, id, change);
    ent_quantity *q = sketch_quantity(k, id, ENT_QUANTITY_STOCK);
    q->value = sketch_value(k, id, start);
    q->formula = row;
    return row;
}

/* A formula that drives the value of that name. */
static inline uint32_t sketch_driver(sketch *k, const char *id,
                                     const char *text) {
    uint32_t row = sketch_formula(k, id, text);
    ent_quantity *q = sketch_quantity(k, id, ENT_QUANTITY_FORMULA);
    q->value = ent_scenario_value(&k->s, ent_i_str(id));
    assert_true(q->value != ENT_NONE);
    q->formula = row;
    return row;
}

/* A move of three options, 0, 20 and 40, with this value; its row. */
static inline uint32_t sketch_move(sketch *k, const char *id, uint32_t actor,
                                   const char *value) {
    static const char *const text[] = {"0", "20", "40"};
    uint32_t row = (uint32_t)k->s.n_moves++;
    assert_true(row < 8);
    for (uint32_t i = 0; i < 3; i++)
        k->option[row][i] =
            (ent_option){ent_i_str(text[i]), 20. * i, ENT_NONE, ENT_NONE};
    k->move[row] = (ent_move){.id = ent_i_str(id),
                              .actor = actor,
                              .option = k->option[row],
                              .n_options = 3,
                              .value = sketch_formula(k, id, value),
                              .when = ENT_NONE,
                              .temperature = ENT_NONE,
                              .detected = ENT_NONE,
                              .dials = {ENT_NONE, ENT_NONE, ENT_NONE}};
    return row;
}

static inline void sketch_stance(sketch *k, size_t row, uint32_t actor,
                                 uint32_t issue) {
    const char *a = k->actor[actor].id.s, *i = k->issue[issue].id.s;
    const char *what[] = {"position", "salience", "leverage"};
    uint32_t v[3];
    for (size_t n = 0; n < 3; n++)
        v[n] = sketch_value(
            k, ent_i_printf(k->ctx.keep, "%s.%s.%s", a, what[n], i).s,
            10. * (double)n);
    k->value[v[2]].kind = ENT_VALUE_BLANK;
    k->stance[row] = (ent_stance){.issue = issue,
                                  .actor = actor,
                                  .faction = ENT_NONE,
                                  .position = v[0],
                                  .salience = v[1],
                                  .leverage = v[2],
                                  .reservation = ENT_NONE};
}

static inline void sketch_open(sketch *k) {
    *k = (sketch){.s.steps = 12, .s.step_count = 1, .s.step_unit = 'm'};
    assert_int_equal(ent_ctx_open(&k->ctx, (size_t)1 << 28), ENT_OK);
    ent_scenario *s = &k->s;
    s->value = k->value;
    s->formula = k->formula;
    s->quantity = k->quantity;
    s->move = k->move;
    s->gate = k->gate;
    s->belief = k->belief;
    s->payoff = k->payoff;
    s->theatre = k->theatre;
    s->package = k->package;
    s->exchange = k->exchange;
    s->occurrence = k->occurrence;
    s->actor = k->actor;
    s->issue = k->issue;
    s->stance = k->stance;
    s->n_actors = 2;
    s->n_issues = 2;
    s->n_stances = 3;
    k->actor[0] = (ent_actor){.id = ENT_STR("A"),
                              .capability = sketch_value(k, "A.capability", 3)};
    k->actor[1] = (ent_actor){.id = ENT_STR("B"),
                              .capability = sketch_value(k, "B.capability", 5)};
    k->issue[0] = (ent_issue){.id = ENT_STR("P"),
                              .status_quo = sketch_value(k, "P.status_quo", 30),
                              .failure_cost = ENT_NONE};
    k->issue[1] = (ent_issue){.id = ENT_STR("two-parts"),
                              .status_quo = ENT_NONE,
                              .failure_cost = ENT_NONE};
    sketch_stance(k, 0, 0, 0);
    sketch_stance(k, 1, 0, 1);
    sketch_stance(k, 2, 1, 0);
}

static inline void sketch_close(sketch *k) {
    ent_ctx_close(&k->ctx);
}

/* What a name means. */
static inline ent_symbol sketch_find(sketch *k, const char *name) {
    ent_symbol y = {0};
    if (ent_i_symbol_find(&k->ctx, &k->s, ent_i_str(name), (ent_place){0}, &y))
        fail_msg("%s: %s", name, k->ctx.fail.why);
    return y;
}

/* Reading formula `row` fails so, at this column of the text, with words. */
static inline void sketch_fails(sketch *k, uint32_t row, ent_err err,
                                uint32_t column, const char *why) {
    const ent_tree *t;
    ent_err e = ent_i_formula_parse(&k->ctx, &k->s, row, &t);
    uint32_t at = k->ctx.fail.column - k->formula[row].at.column + 1;
    if (!e)
        fail_msg("'%.*s' was read", ENT_P(k->formula[row].text));
    if (e != err || at != column || !strstr(k->ctx.fail.why, why))
        fail_msg("'%.*s': %s at %u: %s", ENT_P(k->formula[row].text),
                 ent_err_name(e), at, k->ctx.fail.why);
}
#endif
