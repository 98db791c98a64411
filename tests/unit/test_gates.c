/* test_gates.c - gates and links. */
#include "sections.h"

static void gates_hold_issues(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "gates: {g: {opens: t > 3, closes: t > 9, issues: [P, Q]}, "
                  "h: {opens: open.g, hold: 1}}");
    const ent_gate *g = d.s.gate;
    assert_string_equal(formula_text(&d, g[0].opens), "t > 3");
    assert_string_equal(formula_text(&d, g[0].closes), "t > 9");
    assert_int_equal(g[0].n_issues, 2);
    assert_int_equal(g[1].closes, ENT_NONE);
    assert_int_equal(value(&d.s, "open.g.hold")->kind, ENT_VALUE_BLANK);
    assert_true(value(&d.s, "open.h.hold")->best == 1);
    assert_int_equal(g[1].dials.shift, ENT_NONE);
    ent_ctx_close(&d.ctx);
}

static void links_are_called_by_what_they_join(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "links: [{from: P, to: Q, effect: 0.5 (0..1), actors: A}, "
                  "{id: back, from: Q, to: P, effect: -1}]");
    STR_EQUAL(d.s.link[0].id, "P.Q");
    assert_true(value(&d.s, "link.P.Q")->hi == 1);
    assert_int_equal(d.s.link[0].n_actors, 1);
    STR_EQUAL(d.s.link[1].id, "back");
    assert_int_equal(d.s.link[1].n_actors, 0);
    ent_ctx_close(&d.ctx);
    desk_good(&d, "links: {one: {from: P, to: Q, effect: 1}, two: {from: P, "
                  "to: Q, effect: 2}}");
    assert_true(value(&d.s, "link.two")->best == 2);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"gates: {g: {}}", 9, "g does not say when it opens"},
        {"gates: {g.h: {opens: t}}", 9, "cannot name a gate"},
        {"gates: {g: {opens: t, issues: [R]}}", 32, "no issue 'R'"},
        {"gates: {g: {opens: t, issues: [P, P]}}", 35, "stands here twice"},
        {"gates: {g: {opens: [t]}}", 20, "not a list"},
        {"gates: {g: {opens: t, hold: 2}}", 29, "outside 0..1"},
        {"gates: {g: {opens: open.g}}", 20, "'open.g' depends on itself"},
        {"links: [{from: P, to: Q}]", 9, "no `effect`"},
        {"links: [{from: P, to: P, effect: 1}]", 9, "not one with itself"},
        {"links: [{from: P, to: R, effect: 1}]", 23, "no issue 'R'"},
        {"links: [{from: P, to: Q, effect: 6}]", 34, "outside -5..5"},
        {"links: [P]", 9, "an entry of links is written as a map"},
        {"links: [{from: P, to: Q, effect: 1}, {from: P, to: Q, effect: 2}]",
         38, "'link.P.Q' is named twice"},
    };
    ALL_WRONG(list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gates_hold_issues),
        cmocka_unit_test(links_are_called_by_what_they_join),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
