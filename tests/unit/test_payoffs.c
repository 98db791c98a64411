/* test_payoffs.c - payoffs and attention. */
#include "sections.h"

static void terms_are_formulas_with_grounds(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "payoffs: {A: {terms: {x: 2 * t, y: {formula: settle.P / 9, "
                  "evidence: 1#3}, z: 4 (2..6)}}, B: {}}");
    const ent_payoff *p = d.s.payoff;
    assert_int_equal(d.s.n_payoffs, 3);
    assert_string_equal(formula_text(&d, p[0].formula), "2 * t");
    assert_int_equal(p[1].grounds.n_evidence, 1);
    assert_true(value(&d.s, "payoff.A.z.term")->hi == 6);
    assert_int_equal(p[2].actor, 0);
    ent_ctx_close(&d.ctx);
}

static void theatres_share_a_budget(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "attention: {A: {theatres: {k: {demand: 30, issues: [P]}, "
                  "m: {demand: 5 * t}}}, B: {budget: 40 (30..50), theatres: "
                  "{n: {demand: 60}}}}");
    const ent_theatre *t = d.s.theatre;
    assert_int_equal(t[0].budget, t[1].budget);
    assert_true(value(&d.s, "attention.A.budget")->best == 100);
    assert_true(value(&d.s, "attention.B.budget")->hi == 50);
    assert_true(value(&d.s, "attention.A.k.demand")->best == 30);
    assert_int_equal(t[0].n_issues, 1);
    assert_int_equal(t[2].actor, 1);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"payoffs: {C: {}}", 11, "no actor 'C'"},
        {"payoffs: {A: {terms: {x: }}}", 23, "x of a payoff has no formula"},
        {"payoffs: {A: {terms: [t]}}", 22, "terms is written as a map"},
        {"payoffs: {A: {terms: {x: [t]}}}", 26, "not a list"},
        {"payoffs: {A: {terms: {a.b: t}}}", 23, "cannot name payoff"},
        {"payoffs: {A: {turms: {}}}", 15, "did you mean 'terms'"},
        {"attention: {A: {budget: 5}}", 13, "A has no theatres"},
        {"attention: {A: {theatres: {k: {issues: [P]}}}}", 28,
         "k has no demand"},
        {"attention: {A: {theatres: {k: {demand: -4}}}}", 40,
         "it must be at least 0"},
    };
    ALL_WRONG(list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_formulas_with_grounds),
        cmocka_unit_test(theatres_share_a_budget),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
