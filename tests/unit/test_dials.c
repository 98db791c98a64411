/* test_dials.c - a change of a formula, a move or a gate turns its dials. */
#include "sections.h"

#define PARTS                                                          \
    "quantities: {k: {value: 70, range: 0..100}, f: {formula: 2 * k, " \
    "range: -50..200}, low: {value: -5, range: -10..10}}\n"            \
    "moves: {A.m: {options: [0, 20, 40], value: option}}\n"            \
    "gates: {g: {opens: t > 3}}\n"

static void world(desk *d, const char *more) {
    static char yaml[4096];
    desk_open(d);
    snprintf(yaml, sizeof yaml, WORLD PARTS "%s", more);
    desk_read(d, yaml);
}

static ent_err set(desk *d, const char *text, ent_scenario *out) {
    ent_str s = ent_i_str(text);
    return ent_scenario_set(&d->ctx, &d->s, &s, 1, out);
}

static void the_command_line_turns_them(void **state) {
    (void)state;
    static const struct {
        const char *text, *name;
        double best;
    } good[] = {
        {"f=40", "f.hold", 40},
        {"f=+10", "f.shift", 10},
        {"f+=10", "f.shift", 10},
        {"f=-10", "f.shift", -10},
        {"f==-10", "f.hold", -10},
        {"f*=1.2", "f.scale", 1.2},
        {"f=*1.2", "f.scale", 1.2},
        {"A.m=20", "A.m.hold", 20},
        {"open.g=1", "open.g.hold", 1},
        {"f.shift=3", "f.shift", 3},
        {"low==-7", "low", -7},
        {"low=-3", "low", -8},
        {"A.*=20", "A.m.hold", 20},
        {"*.temperature=4", "A.m.temperature", 4},
    };
    desk d;
    world(&d, "");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ent_scenario s;
        if (set(&d, good[i].text, &s))
            fail_msg("%s: %s", good[i].text, d.ctx.fail.why);
        if (value(&s, good[i].name)->best != good[i].best)
            fail_msg("%s: %g", good[i].text, value(&s, good[i].name)->best);
    }
    ent_ctx_close(&d.ctx);
}

/* A pattern means results, not their settings. */
static void patterns_leave_settings_alone(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    world(&d, "");
    assert_int_equal(set(&d, "A.*=20", &s), ENT_OK);
    assert_true(value(&s, "A.m.temperature")->best == 10);
    assert_true(value(&s, "A.m.shift")->best == 0);
    assert_true(value(&s, "A.capability")->best == 20);
    ent_ctx_close(&d.ctx);
}

static void an_uncertain_shift_is_one(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    world(&d, "");
    assert_int_equal(set(&d, "f=+10 (5..15)", &s), ENT_OK);
    assert_true(value(&s, "f.shift")->hi == 15);
    assert_int_equal(set(&d, "A.position.P=+10 (5..15)", &s), ENT_UNSUPPORTED);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ent_err err;
        const char *why;
    } bad[] = {
        {"open.g=+1", ENT_DOMAIN, "open.g is open or shut"},
        {"open.g=2", ENT_DOMAIN, "outside 0..1"},
        {"f=300", ENT_DOMAIN, "f.hold 300 is outside -50..200"},
        {"A.n=3", ENT_NAME, "did you mean 'A.m'"},
    };
    desk d;
    ent_scenario s;
    world(&d, "");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (set(&d, bad[i].text, &s) != bad[i].err ||
            !strstr(d.ctx.fail.why, bad[i].why))
            fail_msg("%s: %s", bad[i].text, d.ctx.fail.why);
    ent_ctx_close(&d.ctx);
}

static void events_and_lenses_turn_them(void **state) {
    (void)state;
    desk d;
    ent_scenario seen;
    world(&d, "events: {e: {date: 2020-03, set: {f: -10, A.m: 20, open.g: 0, "
              "low: =-2, k: \"*2\"}}}\n");
    assert_int_equal(d.n_found, 0);
    const ent_set *t = d.s.occurrence[0].set;
    static const char *const name[] = {"f.shift", "A.m.hold", "open.g.hold",
                                       "low", "k"};
    static const ent_op op[] = {ENT_OP_ADD, ENT_OP_SET, ENT_OP_SET, ENT_OP_SET,
                                ENT_OP_TIMES};
    static const double by[] = {-10, 20, 0, -2, 2};
    assert_int_equal(d.s.occurrence[0].n_sets, 5);
    for (size_t i = 0; i < 5; i++) {
        STR_EQUAL(d.s.value[t[i].target].name, name[i]);
        assert_int_equal(t[i].op, op[i]);
        assert_true(d.s.value[t[i].by].best == by[i]);
    }
    ent_ctx_close(&d.ctx);
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, "scenario: x\nactors: {A: {capability: 1}}\n"
                      "issues: {P: {poles: [a, b]}}\n" PARTS
                      "lenses: {w: {set: {f: \"*3\", \"A.*\": 40}}}\n"),
        ENT_OK);
    assert_int_equal(ent_scenario_focus(&d.ctx, &d.s, ENT_STR("w"), &seen),
                     ENT_OK);
    assert_true(value(&seen, "f.scale")->best == 3);
    assert_true(value(&seen, "A.m.hold")->best == 40);
    assert_true(value(&seen, "A.capability")->best == 40);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line_turns_them),
        cmocka_unit_test(patterns_leave_settings_alone),
        cmocka_unit_test(an_uncertain_shift_is_one),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(events_and_lenses_turn_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
