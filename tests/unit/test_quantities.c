/* test_quantities.c - constants, formulas, stocks, drivers. */
#include "sections.h"

static void kinds_follow_from_what_is_given(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "quantities: {k: 8 (4..12), u: uniform(0..1), f: 2 * k, s: "
                  "{start: 5, change: f - k, range: 0..10}, n: {kind: stock, "
                  "start: 1, change: 2 (1..3)}, m: -5}");
    static const ent_quantity_kind kind[] = {
        ENT_QUANTITY_CONSTANT, ENT_QUANTITY_CONSTANT, ENT_QUANTITY_FORMULA,
        ENT_QUANTITY_STOCK,    ENT_QUANTITY_STOCK,    ENT_QUANTITY_CONSTANT};
    assert_int_equal(d.s.n_quantities, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(d.s.quantity[i].kind, kind[i]);
    assert_true(value(&d.s, "k")->hi == 12);
    assert_true(value(&d.s, "m")->best == -5);
    assert_int_equal(d.s.quantity[2].value, ENT_NONE);
    assert_string_equal(formula_text(&d, d.s.quantity[2].formula), "2 * k");
    assert_true(d.s.quantity[3].hi == 10 && value(&d.s, "s")->max == 10);
    assert_true(isinf(d.s.quantity[0].hi) && isfinite(value(&d.s, "k")->max));
    assert_true(value(&d.s, "n.change")->lo == 1);
    ent_ctx_close(&d.ctx);
}

static void a_name_of_a_value_drives_it(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "quantities: {A.position.P: base + t, B.capability: {kind: "
                  "stock, change: 1}}");
    const ent_quantity *q = d.s.quantity;
    assert_int_equal(q[0].value,
                     ent_scenario_value(&d.s, ENT_STR("A.position.P")));
    assert_int_equal(q[0].kind, ENT_QUANTITY_FORMULA);
    assert_int_equal(q[0].dials.hold, ENT_NONE);
    assert_true(q[0].lo == 0 && q[0].hi == 100);
    assert_int_equal(q[1].kind, ENT_QUANTITY_STOCK);
    STR_EQUAL(d.s.value[q[1].value].name, "B.capability");
    assert_false(ent_i_quantity_is_own(&d.s, &q[1]));
    ent_ctx_close(&d.ctx);
}

/* A formula can be held, shifted and scaled; untouched dials change nothing. */
static void formulas_have_dials(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "quantities: {f: {formula: 2 * t, range: 0..50, hold: 7, "
                  "neutral: 3}, g: t}");
    const ent_quantity *q = d.s.quantity;
    assert_true(value(&d.s, "f.hold")->best == 7);
    assert_true(value(&d.s, "f.hold")->max == 50);
    assert_true(q[0].neutral == 3);
    assert_int_equal(value(&d.s, "g.hold")->kind, ENT_VALUE_BLANK);
    assert_true(value(&d.s, "g.shift")->best == 0);
    assert_true(value(&d.s, "g.scale")->best == 1);
    assert_true(value(&d.s, "f.shift")->min == -50);
    ent_ctx_close(&d.ctx);
}

/* The first character of a formula, wherever YAML puts it. */
static void formulas_know_their_places(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(desk_read(&d, WORLD "quantities:\n"
                                         "  a: 1 + t\n"
                                         "  b: \"2 + t\"\n"
                                         "  c: |\n"
                                         "\n"
                                         "     3 + t\n"
                                         "  d: {formula: '4 + t'}\n"),
                     ENT_OK);
    static const uint32_t line[] = {9, 10, 13, 14}, column[] = {6, 7, 6, 17};
    for (size_t i = 0; i < 4; i++) {
        const ent_formula *f = &d.s.formula[d.s.quantity[i].formula];
        assert_int_equal(f->at.line, line[i]);
        assert_int_equal(f->at.column, column[i]);
        assert_int_equal(f->text.s[0], '1' + (int)i);
    }
    ent_ctx_close(&d.ctx);
    desk_open(&d);
    desk_read(&d, WORLD "quantities:\n  e: 1 +\n    nobody\n");
    first_is(&d, ENT_NAME, 10, 5, "nobody");
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"quantities: 5", 13, "quantities is written as a map"},
        {"quantities: {a b: 1}", 14, "'a b' cannot name a quantity"},
        {"quantities: {t: 1}", 14, "'t' cannot name a quantity"},
        {"quantities: {x.shift: 1}", 14, "'shift' cannot name"},
        {"quantities: {settle.P: 1}", 14, "'settle' cannot name"},
        {"quantities: {k: }", 14, "k has no value"},
        {"quantities: {k: {kind: heap}}", 24, "'heap' of a quantity"},
        {"quantities: {k: {start: 1}}", 14, "k has no change"},
        {"quantities: {k: {change: 1}}", 14, "k has no start"},
        {"quantities: {k: {formula: t, value: 3}}", 37, "has no `value`"},
        {"quantities: {k: {value: 3, hold: 2}}", 34, "only a formula"},
        {"quantities: {k: {value: 3, range: 4..2}}", 35, "'4..2' is not one"},
        {"quantities: {k: {value: 30, range: 0..9}}", 25, "outside 0..9"},
        {"quantities: {k: {value: 3, neutral: x}}", 37, "neutral 'x'"},
        {"quantities: {k: {value: 3, vaule: 2}}", 28, "did you mean 'value'"},
        {"quantities: {k: 8 (9..12)}", 17, "not inside its own interval"},
        {"quantities: {k: uniform(3)}", 17, "is not a value"},
        {"quantities: {k: 1 + }", 20, "ends where"},
        {"quantities: {k: 1 + nobody}", 21, "nothing is called 'nobody'"},
        {"quantities: {A.position.P: 4}", 14, "is a value already"},
        {"quantities: {A.leverage.Q: t}", 14,
         "is blank, so it cannot be driven"},
        {"quantities: {A.salience.R: t}", 14,
         "no value 'A.salience.R' to drive"},
        {"quantities: {A.position.P: {formula: t, range: 0..9}}", 48,
         "has its own range, 0..100"},
        {"quantities: {A.position.P: {formula: t, neutral: 0}}", 50,
         "has no `neutral`"},
        {"quantities: {A.capability: {kind: stock, start: 3, change: 1}}", 49,
         "which is its start"},
    };
    ALL_WRONG(list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_follow_from_what_is_given),
        cmocka_unit_test(a_name_of_a_value_drives_it),
        cmocka_unit_test(formulas_have_dials),
        cmocka_unit_test(formulas_know_their_places),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
