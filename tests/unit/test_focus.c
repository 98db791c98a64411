/* test_focus.c - a scenario through each of its lenses. */
#include "scenario.h"

static void focus(desk *d, const char *lens, ent_scenario *out) {
    if (ent_scenario_focus(&d->ctx, &d->s, ent_i_str(lens), out))
        fail_msg("%s", d->ctx.fail.why);
    assert_int_equal(out->n_lenses, 0);
}

static void without_a_lens_the_base_rows_hold(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    desk_small(&d);
    focus(&d, "", &s);
    assert_int_equal(s.n_stances, 2);
    assert_true(value(&s, "A.position.P")->best == 8);
    assert_true(value(&s, "A.salience.P")->best == 90);
    assert_int_equal(ent_scenario_value(&s, ENT_STR("A.position.Q")), ENT_NONE);
    /* the event's change of a stance that is not there falls away */
    assert_int_equal(s.occurrence[0].n_sets, 1);
    ent_ctx_close(&d.ctx);
}

static void a_lens_brings_its_rows_and_sets(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    desk_small(&d);
    focus(&d, "one", &s);
    assert_int_equal(s.n_stances, 2);
    assert_true(value(&s, "A.position.P")->best == 5);
    assert_true(value(&s, "A.salience.P")->best == 70);
    assert_int_equal(value(&s, "A.leverage.P")->kind, ENT_VALUE_BLANK);
    assert_true(value(&s, "B.X.weight")->best == 6);
    assert_true(value(&s, "B.X.position.P")->best == 80);
    /* the row keeps its number, so that events still reach it */
    assert_int_equal(s.occurrence[0].set[0].target,
                     ent_scenario_value(&s, ENT_STR("A.position.P")));
    focus(&d, "two", &s);
    assert_int_equal(s.n_stances, 3);
    assert_true(value(&s, "A.position.P")->best == 8);
    assert_true(value(&s, "A.position.Q")->best == 11);
    assert_int_equal(s.occurrence[0].n_sets, 2);
    ent_ctx_close(&d.ctx);
}

static void the_base_stays_as_it_was(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    desk_small(&d);
    focus(&d, "one", &s);
    assert_true(value(&d.s, "A.position.P")->best == 8);
    assert_int_equal(d.s.n_stances, 4);
    ent_ctx_close(&d.ctx);
}

static void each_name_is_used_once(void **state) {
    (void)state;
    static const char *const lenses[] = {"", "one", "two"};
    desk d;
    ent_scenario s;
    desk_small(&d);
    for (size_t l = 0; l < 3; l++) {
        focus(&d, lenses[l], &s);
        for (size_t i = 0; i < s.n_values; i++)
            if (s.value[i].name.n)
                assert_int_equal(ent_scenario_value(&s, s.value[i].name), i);
    }
    ent_ctx_close(&d.ctx);
}

static void an_unknown_lens_is_refused(void **state) {
    (void)state;
    desk d;
    ent_scenario s;
    desk_small(&d);
    assert_int_equal(ent_scenario_focus(&d.ctx, &d.s, ENT_STR("three"), &s),
                     ENT_NAME);
    assert_non_null(strstr(d.ctx.fail.why, "known: one, two"));
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_lens_the_base_rows_hold),
        cmocka_unit_test(a_lens_brings_its_rows_and_sets),
        cmocka_unit_test(the_base_stays_as_it_was),
        cmocka_unit_test(each_name_is_used_once),
        cmocka_unit_test(an_unknown_lens_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
