/* test_groups.c - values that are wrong together. */
#include "sections.h"

static void patterns_become_rows(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "correlations: [{group: [A.position.*, B.capability], "
                  "correlation: 0.7}, {id: w, group: B.*.weight, correlation: "
                  "1}]");
    const ent_group *g = d.s.group;
    STR_EQUAL(g[0].id, "1");
    assert_int_equal(g[0].n_values, 3);
    assert_true(g[0].correlation == 0.7);
    STR_EQUAL(d.s.value[g[0].value[2]].name, "B.capability");
    STR_EQUAL(g[1].id, "w");
    assert_int_equal(g[1].n_values, 2);
    ent_ctx_close(&d.ctx);
    desk_good(&d, "correlations: {c: {group: [A.capability, B.capability], "
                  "correlation: 0}}");
    STR_EQUAL(d.s.group[0].id, "c");
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"correlations: [{group: [A.capability], correlation: 0.5}]", 24,
         "has two values or more"},
        {"correlations: [{group: [A.capability, C.*], correlation: 0.5}]", 39,
         "no value with a number is called 'C.*'"},
        {"correlations: [{group: [A.*, B.*]}]", 16, "has no correlation"},
        {"correlations: [{group: [A.*, B.*], correlation: 2}]", 49,
         "at most 1"},
        {"correlations: [{group: [A.capability, B.capability], correlation: "
         "0.1}, {group: [A.capability, A.position.P], correlation: 0.2}]",
         82, "A.capability stands in two groups"},
    };
    ALL_WRONG(list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_become_rows),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
