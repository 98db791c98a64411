/* test_events.c - dated changes: when, how likely, what they set. */
#include "scenario.h"

static void read_event(desk *d, const char *time, const char *event) {
    char yaml[1024];
    desk_open(d);
    snprintf(yaml, sizeof yaml,
             "scenario: x\ntime: {%s, steps: 12}\n"
             "actors: {A: {capability: 1 (0.5..2)}, B: {capability: 2}}\n"
             "issues: {P: {poles: [a, b], status_quo: 40}, Q: {poles: [a, b]}}"
             "\nevents:\n- {%s}\n",
             time, event);
    desk_read(d, yaml);
}

static void dates_become_steps(void **state) {
    (void)state;
    static const struct {
        const char *time, *date;
        int32_t step;
    } c[] = {
        {"start: 2019-05, step: 1 month", "2019-05-31", 0},
        {"start: 2019-05, step: 1 month", "2019-06", 1},
        {"start: 2019-05-15, step: 1 month", "2019-06-14", 0},
        {"start: 2019-05-15, step: 1 month", "2019-06-15", 1},
        {"start: 2019-05, step: 3 months", "2020-01", 2},
        {"start: 2019-05, step: 1 week", "2019-05-14", 1},
        {"start: 2019-05, step: 10 days", "2019-05-30", 2},
        {"start: 2019-05, step: 1 year", "2021-04-30", 1},
        {"start: 2019-05, step: 1 month", "2019-04-30", -1},
        {"start: 2019-05, step: 1 month", "2030", 128},
    };
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        desk d;
        char event[64];
        snprintf(event, sizeof event, "date: %s", c[i].date);
        read_event(&d, c[i].time, event);
        assert_int_equal(d.n_found, 0);
        if (d.s.occurrence[0].step != c[i].step)
            fail_msg("%s %s: %d", c[i].time, c[i].date, d.s.occurrence[0].step);
        ent_ctx_close(&d.ctx);
    }
}

#define MAY "start: 2019-05"

static void changes_are_absolute_or_relative(void **state) {
    (void)state;
    desk d;
    read_event(&d, MAY,
               "date: 2019-06, what: e, set: {A.capability: 5, B.capability: "
               "+10 (5..15), P.status_quo: -3}");
    const ent_occurrence *o = &d.s.occurrence[0];
    assert_int_equal(o->n_sets, 3);
    assert_int_equal(o->set[0].op, ENT_OP_SET);
    assert_int_equal(o->set[1].op, ENT_OP_ADD);
    assert_true(d.s.value[o->set[1].by].lo == 5);
    assert_int_equal(o->set[2].op, ENT_OP_ADD);
    assert_true(d.s.value[o->set[2].by].best == -3);
    assert_true(d.s.value[o->chance].best == 100); /* when not given */
    STR_EQUAL(d.s.value[o->chance].name, "event.1.chance");
    ent_ctx_close(&d.ctx);
}

static void a_full_name_wins_over_a_pattern(void **state) {
    (void)state;
    desk d;
    read_event(&d, MAY,
               "date: 2019-06, set: {B.capability: 7, \"*.capability\": 9}");
    const ent_occurrence *o = &d.s.occurrence[0];
    assert_int_equal(o->n_sets, 2);
    assert_true(d.s.value[o->set[0].by].best == 9);
    assert_true(d.s.value[o->set[1].by].best == 7);
    assert_true(value(&d.s, "event.1.B.capability")->best == 7);
    ent_ctx_close(&d.ctx);
}

static void mistakes_in_changes_are_told(void **state) {
    (void)state;
    static const struct {
        const char *event;
        ent_err err;
        const char *why;
    } bad[] = {
        {"what: e", ENT_SYNTAX, "no date"},
        {"date: 2019-06, chance: -1", ENT_DOMAIN, "chance -1 is outside"},
        {"date: 2019-06, set: {C.capability: 5}", ENT_NAME, "no value"},
        {"date: 2019-06, set: {C.*: 5}", ENT_NAME, "no value with a number"},
        {"date: 2019-06, set: {A.capability: }", ENT_SYNTAX, "no amount"},
        {"date: 2019-06, set: {Q.status_quo: +5}", ENT_DOMAIN, "is blank"},
        {"date: 2019-06, set: {P.status_quo: 101}", ENT_DOMAIN,
         "P.status_quo 101 is outside 0..100"},
        {"date: 2019-06, set: [A]", ENT_SYNTAX, "written as a map"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk d;
        read_event(&d, MAY, bad[i].event);
        assert_int_equal(d.n_found, 1);
        first_is(&d, bad[i].err, 6, d.found[0].at.column, bad[i].why);
        ent_ctx_close(&d.ctx);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_become_steps),
        cmocka_unit_test(changes_are_absolute_or_relative),
        cmocka_unit_test(a_full_name_wins_over_a_pattern),
        cmocka_unit_test(mistakes_in_changes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
