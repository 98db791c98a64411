/* test_beliefs.c - priors and the signals that move them. */
#include "sections.h"

static void a_signal_is_named_after_what_it_shows(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, WORLD
                  "beliefs:\n"
                  "  A.b:\n"
                  "    prior: 15 (5..30)\n"
                  "    fade: 2\n"
                  "    evidence: 1#4\n"
                  "    signals:\n"
                  "      test: {if_true: 5, if_false: 30, absence: true}\n"
                  "      B.m: {if_true: 60, if_false: 20}\n"
                  "      cool-off: {if_true: 1, if_false: 2, when: t > 3}\n"
                  "  analyst.c: {prior: 10}\n"
                  "moves: {B.m: {options: [0, 1], value: auto}}\n"
                  "events: {test: {hazard: 5}}\n"),
        ENT_OK);
    const ent_belief *b = d.s.belief;
    assert_int_equal(b[0].actor, 0);
    assert_int_equal(b[1].actor, ENT_NONE);
    assert_true(value(&d.s, "belief.A.b")->hi == 30);
    assert_true(value(&d.s, "belief.A.b.fade")->best == 2);
    assert_string_equal(formula_text(&d, b[0].signal[0].when), "strikes.test");
    assert_true(b[0].signal[0].absence && !b[0].signal[1].absence);
    assert_string_equal(formula_text(&d, b[0].signal[1].when), "B.m");
    assert_true(value(&d.s, "belief.A.b.B.m.if_true")->best == 60);
    assert_int_equal(value(&d.s, "belief.A.b.test.if_false")->n_evidence, 1);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"beliefs: {A.b: {}}", 11, "A.b has no prior"},
        {"beliefs: {b: {prior: 1}}", 11, "does not say whose"},
        {"beliefs: {A.b: {prior: 101}}", 24, "prior 101 is outside 0..100"},
        {"beliefs: {A.b: {prior: 1, signals: [s]}}", 36, "signals is written"},
        {"beliefs: {A.b: {prior: 1, signals: {s: {if_true: 1}}}}", 37,
         "s has no `if_false`"},
        {"beliefs: {A.b: {prior: 1, signals: {s: {if_true: 0, if_false: 9}}}}",
         50, "if_true 0 is outside 0.01..99.99"},
        {"beliefs: {A.b: {prior: 1, signals: {s: {if_true: 4, if_false: 9}}}}",
         37, "nothing is called 's'"},
        {"beliefs: {A.b: {prior: 1, signals: {s: {if_true: 4, if_false: 9, "
         "when: t >}}}}",
         75, "ends where"},
    };
    ALL_WRONG(list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_is_named_after_what_it_shows),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
