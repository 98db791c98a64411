/* test_set.c - changes from the command line. */
#include "scenario.h"

static ent_err set(desk *d, const char *text, ent_scenario *out) {
    ent_str s = ent_i_str(text);
    return ent_scenario_set(&d->ctx, &d->s, &s, 1, out);
}

static void numbers_are_set_added_multiplied(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    desk_small(&d);
    assert_int_equal(set(&d, "B.capability=45", &s), ENT_OK);
    assert_true(value(&s, "B.capability")->best == 45);
    assert_true(value(&d.s, "B.capability")->best == 20);
    assert_int_equal(set(&d, "A.capability *= 2", &s), ENT_OK);
    assert_true(value(&s, "A.capability")->best == 100);
    assert_true(value(&s, "A.capability")->lo == 80);
    assert_int_equal(set(&d, "P.status_quo+=-10", &s), ENT_OK);
    assert_true(value(&s, "P.status_quo")->best == 20);
    assert_int_equal(set(&d, "B.X.salience.P+=60", &s), ENT_OK);
    assert_true(value(&s, "B.X.salience.P")->best == 100); /* the range's end */
    assert_int_equal(set(&d, "B.capability=30 (20..50)", &s), ENT_OK);
    assert_true(value(&s, "B.capability")->hi == 50);
    assert_int_equal(set(&d, "Q.status_quo=5", &s), ENT_OK); /* was blank */
    assert_true(value(&s, "Q.status_quo")->best == 5);
    ent_ctx_close(&d.ctx);
}

static void wildcards_reach_all_that_match(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    desk_small(&d);
    assert_int_equal(set(&d, "*.salience.*=33", &s), ENT_OK);
    assert_true(value(&s, "A.salience.P")->best == 33);
    assert_true(value(&s, "B.X.salience.P")->best == 33);
    assert_int_equal(set(&d, "B.*.weight*=2", &s), ENT_OK);
    assert_true(value(&s, "B.Y.weight")->best == 2);
    /* how much an event changes something is not meant */
    assert_int_equal(set(&d, "*.position.*=50", &s), ENT_OK);
    assert_true(value(&s, "event.1.A.position.P")->best == 10);
    assert_int_equal(set(&d, "event.1.A.position.P=20", &s), ENT_OK);
    assert_true(value(&s, "event.1.A.position.P")->best == 20);
    ent_ctx_close(&d.ctx);
}

/* What the user sets holds whichever lens is looked through afterwards. */
static void a_change_wins_over_lenses(void **state) {
    (void)state;
    desk d;
    ent_scenario s, seen;
    desk_small(&d);
    ent_str sets[] = {ENT_STR("A.salience.P=44"), ENT_STR("A.position.P=3"),
                      ENT_STR("B.X.weight=7")};
    assert_int_equal(ent_scenario_set(&d.ctx, &d.s, sets, 3, &s), ENT_OK);
    assert_int_equal(ent_scenario_focus(&d.ctx, &s, ENT_STR("one"), &seen),
                     ENT_OK);
    assert_true(value(&seen, "A.salience.P")->best == 44);
    assert_true(value(&seen, "A.position.P")->best == 3);
    assert_true(value(&seen, "B.X.weight")->best == 7);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ent_err err;
        const char *why;
    } bad[] = {
        {"A.capability", ENT_SYNTAX, "write NAME=45"},
        {"=5", ENT_SYNTAX, "sets nothing"},
        {"A.capability=", ENT_SYNTAX, "sets nothing"},

        {"A.capabilty=5", ENT_NAME, "did you mean 'A.capability'?"},
        {"C.*=5", ENT_NAME, "no value 'C.*'"},
        {"A.salience.P=130", ENT_DOMAIN, "A.salience.P 130 is outside 0..100"},
        {"A.capability=0", ENT_DOMAIN, "must be above 0"},
        {"A.capability=x", ENT_SYNTAX, "is not a value"},
        {"A.capability+=5 (1..9)", ENT_UNSUPPORTED, "both uncertain"},
        {"Q.status_quo+=5", ENT_DOMAIN, "is blank"},
    };
    desk d;
    ent_scenario s;
    desk_small(&d);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (set(&d, bad[i].text, &s) != bad[i].err ||
            !strstr(d.ctx.fail.why, bad[i].why))
            fail_msg("'%s': %s", bad[i].text, d.ctx.fail.why);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_set_added_multiplied),
        cmocka_unit_test(wildcards_reach_all_that_match),
        cmocka_unit_test(a_change_wins_over_lenses),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
