/* test_loops.c - a circle within one step is named; what lies a step back, a
 * stock or a given start breaks it. */
#include "told.h"

static void a_circle_is_named(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "before", "inflow");
    sketch_aux(&k, "inflow", "price * 2");
    sketch_aux(&k, "price", "1 + needs");
    sketch_aux(&k, "needs", "inflow / 2");
    told t = told_one(&k, ENT_DOMAIN,
                      "inflow -> price -> needs -> inflow; read last.inflow");
    assert_int_equal(t.at[0].line, 7);
    k.formula[2].text = ENT_STR("1 + last.needs");
    told_none(&k);
    sketch_close(&k);
}

static void a_stock_breaks_a_circle(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "inflow", "reserves / 10");
    sketch_stock(&k, "reserves", 60, "inflow - reserves / 5");
    told_none(&k);
    sketch_close(&k);
}

static void what_is_of_the_step_before_breaks_a_circle(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "a", "settle.P + stand.A.P + payoff.A + failed.P");
    sketch_driver(&k, "A.position.P", "base + a + settle.P");
    sketch_aux(&k, "b", "smooth(c, 3, 40) + delay(c, 1, 0)");
    sketch_aux(&k, "c", "b * 2");
    told_none(&k);
    k.formula[2].text = ENT_STR("smooth(c, 3)");
    told_one(&k, ENT_DOMAIN, "give smooth or delay a start");
    sketch_close(&k);
}

static void what_depends_on_itself_is_told_how_not_to(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "a", "a + 1");
    told_one(&k, ENT_DOMAIN,
             "'a' depends on itself in the same step; write "
             "last.a for");
    k.formula[0].text = ENT_STR("1");
    uint32_t f = sketch_driver(&k, "A.salience.P", "A.salience.P * 2");
    told_one(&k, ENT_DOMAIN, "write `base` for what it would be undriven");
    k.formula[f].text = ENT_STR("base * 2");
    told_none(&k);
    sketch_close(&k);
}

/* Moves meet in a circle only if each waits for the other. */
static void moves_that_wait_for_each_other_are_a_circle(void **state) {
    static const uint32_t a[] = {0}, b[] = {1};
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_move(&k, "A.leak", 0, "option * squeeze");
    sketch_move(&k, "B.punish", 1, "option * A.leak");
    sketch_aux(&k, "squeeze", "2 * t");
    told_none(&k);
    k.move[1].after = a; /* B sees A, which sees no one */
    k.move[1].n_after = 1;
    told_none(&k);
    k.formula[2].text = ENT_STR("2 * B.punish");
    told_one(&k, ENT_DOMAIN, "squeeze -> B.punish -> A.leak -> squeeze");
    k.formula[2].text = ENT_STR("2");
    k.formula[0].text = ENT_STR("did.B.punish");
    k.move[0].after = b;
    k.move[0].n_after = 1;
    told_one(&k, ENT_DOMAIN, "A.leak -> B.punish -> A.leak");
    sketch_close(&k);
}

static void gates_and_attention_take_part(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "progress", "open.talks * attention.B.east");
    k.s.n_gates = 1;
    k.gate[0] = (ent_gate){.id = ENT_STR("talks"),
                           .opens = sketch_formula(&k, "o", "progress > 3"),
                           .closes = ENT_NONE,
                           .dials = {ENT_NONE, ENT_NONE, ENT_NONE}};
    k.s.n_theatres = 2; /* what one theatre takes the other does not get */
    k.theatre[0] = (ent_theatre){.id = ENT_STR("east"),
                                 .actor = 1,
                                 .demand = sketch_formula(&k, "d", "10")};
    k.theatre[1] = (ent_theatre){.id = ENT_STR("west"),
                                 .actor = 1,
                                 .demand = sketch_formula(&k, "w", "1")};
    told_one(&k, ENT_DOMAIN, "progress -> open.talks -> progress");
    k.formula[1].text = ENT_STR("last.progress > 3");
    k.formula[3].text = ENT_STR("progress");
    told_one(&k, ENT_DOMAIN, "progress -> attention.B.east -> progress");
    sketch_close(&k);
}

static void every_circle_and_every_mistake_is_told_once(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "a", "b");
    sketch_aux(&k, "b", "a + c");
    sketch_aux(&k, "c", "d");
    sketch_aux(&k, "d", "c");
    sketch_aux(&k, "e", "base");
    sketch_aux(&k, "f", "1 +");
    told t = told_all(&k);
    assert_int_equal(t.n, 4);
    assert_non_null(strstr(t.why[0], "a driver"));
    assert_int_equal(t.err[1], ENT_SYNTAX);
    assert_int_equal(t.at[1].column, 11 + 3);
    STR_EQUAL(t.at[1].file, "x.yaml");
    assert_non_null(strstr(t.why[2], "a -> b -> a"));
    assert_non_null(strstr(t.why[3], "c -> d -> c"));
    sketch_close(&k);
}

static void an_id_that_means_something_else_is_told(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_aux(&k, "t", "1");
    told_one(&k, ENT_NAME, "'t' is the name of the calendar too");
    k.quantity[0].id = ENT_STR("leak");
    sketch_move(&k, "leak", 0, "1");
    told_one(&k, ENT_NAME, "'leak' is the name of another part");
    sketch_close(&k);
}

/* No recursion: a chain as long as a file can hold is fine. */
static void long_chains_and_circles_are_walked(void **state) {
    enum { N = 20000 };
    (void)state;
    sketch k;
    sketch_open(&k);
    ent_formula *f = ENT_NEW(k.ctx.keep, N, ent_formula);
    ent_quantity *q = ENT_NEW(k.ctx.keep, N, ent_quantity);
    for (uint32_t i = 0; i < N; i++) {
        q[i] = *sketch_quantity(&k, "q", ENT_QUANTITY_FORMULA);
        k.s.n_quantities--;
        q[i].id = ent_i_printf(k.ctx.keep, "q%u", i);
        q[i].formula = i;
        f[i].name = q[i].id;
        f[i].text = ent_i_printf(k.ctx.keep, "q%u + 1", i + 1);
    }
    f[N - 1].text = ENT_STR("1");
    k.s.formula = f;
    k.s.quantity = q;
    k.s.n_formulas = k.s.n_quantities = N;
    told_none(&k);
    f[N - 1].text = ENT_STR("q0");
    told_one(&k, ENT_DOMAIN, "q0 -> … -> q19989 ->");
    sketch_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_circle_is_named),
        cmocka_unit_test(a_stock_breaks_a_circle),
        cmocka_unit_test(what_is_of_the_step_before_breaks_a_circle),
        cmocka_unit_test(what_depends_on_itself_is_told_how_not_to),
        cmocka_unit_test(moves_that_wait_for_each_other_are_a_circle),
        cmocka_unit_test(gates_and_attention_take_part),
        cmocka_unit_test(every_circle_and_every_mistake_is_told_once),
        cmocka_unit_test(an_id_that_means_something_else_is_told),
        cmocka_unit_test(long_chains_and_circles_are_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
