/* test_report_events.c - what may happen, with its chance and its changes. */
#include "report.h"

static const char *item(const json_t *list, size_t i) {
    return json_string_value(json_array_get(list, i));
}

static void an_event_has_its_chance_and_what_it_rests_on(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *e = json_array_get(at(o, "events"), 0);
    assert_string_equal(TEXT(e, "date"), "2019-08");
    assert_string_equal(TEXT(e, "what"), "A gift");
    assert_string_equal(TEXT(e, "note"), "Rumour");
    NEAR(json_number_value(at(at(e, "chance"), "best")), 50, 0);
    NEAR(json_number_value(at(at(e, "chance"), "lo")), 30, 0);
    assert_int_equal(json_array_size(at(e, "evidence")), 1);
    assert_string_equal(item(at(e, "evidence"), 0), "second#2.1");
    json_decref(o);
    fixture_close(&x);
}

static void changes_can_be_given_back_to_set(void **state) {
    (void)state;
    fixture x;
    ent_scenario changed;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *set = at(json_array_get(at(o, "events"), 0), "set");
    assert_int_equal(json_array_size(set), 3);
    assert_string_equal(item(set, 0), "BBB.position.X1=70 (65..80)");
    assert_string_equal(item(set, 1), "PRK.NEW.weight*=0.5");
    assert_string_equal(item(set, 2), "PRK.NEW.position.X1+=5");
    for (size_t i = 0; i < 3; i++) {
        ent_str text = ent_i_str(item(set, i));
        must(&x.ctx, ent_scenario_set(&x.ctx, &x.s, &text, 1, &changed));
    }
    json_decref(o);
    fixture_close(&x);
}

static void what_lies_outside_the_run_is_left_out(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    assert_int_equal(x.s.n_occurrences, 2);
    assert_int_equal(json_array_size(at(o, "events")), 1);
    json_decref(o);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_has_its_chance_and_what_it_rests_on),
        cmocka_unit_test(changes_can_be_given_back_to_set),
        cmocka_unit_test(what_lies_outside_the_run_is_left_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
