/* test_sections.c - time, actors, issues, ties. */
#include "scenario.h"

#define REST                                             \
    "actors: {A: {capability: 1}, B: {capability: 2}}\n" \
    "issues: {P: {poles: [a, b]}, Q: {poles: [c, d]}}\n"

static void steps_are_days_weeks_months_or_years(void **state) {
    (void)state;
    static const struct {
        const char *text;
        char unit;
        uint32_t count;
    } good[] = {{"1 month", 'm', 1},
                {"month", 'm', 1},
                {"2 weeks", 'w', 2},
                {"10 days", 'd', 10},
                {"1 year", 'y', 1}};
    static const char *const bad[] = {"1 moon",   "0 days",  "-1 month",
                                      "1.5 year", "month 1", "[1, month]"};
    desk d;
    char yaml[256];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        desk_open(&d);
        snprintf(yaml, sizeof yaml,
                 "scenario: x\ntime: {start: 2019, step: %s, steps: 3}\n" REST,
                 good[i].text);
        assert_int_equal(desk_read(&d, yaml), ENT_OK);
        assert_int_equal(d.s.step_unit, good[i].unit);
        assert_int_equal(d.s.step_count, good[i].count);
        ent_ctx_close(&d.ctx);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk_open(&d);
        snprintf(yaml, sizeof yaml,
                 "scenario: x\ntime: {start: 2019, step: %s}\n" REST, bad[i]);
        assert_int_equal(desk_read(&d, yaml), ENT_SYNTAX);
        first_is(&d, ENT_SYNTAX, 2, 27, "step");
        ent_ctx_close(&d.ctx);
    }
}

static void ties_may_hold_for_some_issues(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, "scenario: x\n" REST "ties:\n"
                      "- {kind: deference, from: A, to: B, value: 65 (50..80), "
                      "issues: [Q]}\n"
                      "- {kind: deference, from: B, to: A, value: 5}\n"),
        ENT_OK);
    assert_int_equal(d.s.tie[0].issues[0], 2);
    assert_null(d.s.tie[1].issues);
    assert_true(value(&d.s, "tie.deference.A.B")->hi == 80);
    ent_ctx_close(&d.ctx);
}

static void mistakes_in_sections_are_told(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t column;
        const char *why;
    } bad[] = {
        {"time: {step: 1 month}", 7, "no start"},
        {"time: {start: 2019-02-30}", 15, "'2019-02-30' is not a date"},
        {"time: [2019]", 7, "time is written as a map"},
        {"documents: {\"1\": }", 13, "cannot be a short name"},
        {"ties: {x: {from: A}}", 11, "this tie has no `kind`"},
        {"ties: 5", 7, "ties is written as a list"},
        {"ties: [{kind: deference, from: A, to: B}]", 8, "no `value`"},
        {"ties: [{kind: deference, from: A, to: C, value: 5}]", 39,
         "no actor 'C'"},
        {"ties: [{kind: deference, from: A, to: B, value: 5, issues: [R]}]", 61,
         "no issue 'R'"},
        {"believes: {}", 1, "did you mean 'beliefs'"},
        {"lenses: {l: {weight: -1}}", 22, "weight '-1'"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk d;
        char yaml[512];
        desk_open(&d);
        snprintf(yaml, sizeof yaml, "%s\nscenario: x\n" REST, bad[i].text);
        desk_read(&d, yaml);
        if (d.n_found != 1)
            fail_msg("%s: %s", bad[i].text, d.found[1].why.s);
        first_is(&d, d.found[0].err, 1, bad[i].column, bad[i].why);
        assert_int_not_equal(d.found[0].err, ENT_OK);
        ent_ctx_close(&d.ctx);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_days_weeks_months_or_years),
        cmocka_unit_test(ties_may_hold_for_some_issues),
        cmocka_unit_test(mistakes_in_sections_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
