/* test_write.c - a scenario written is a scenario again, the same one. */
#include "scenario.h"
#include <jansson.h>

static ent_buf written(desk *d, const ent_scenario *s) {
    ent_buf b = {0};
    assert_int_equal(ent_scenario_write_json(&d->ctx, s, ent_i_buf_sink(&b)),
                     ENT_OK);
    return b;
}

static void round_trip(desk *d) {
    ent_scenario back;
    const ent_finding *found;
    size_t n;
    ent_buf a = written(d, &d->s);
    if (ent_scenario_parse(&d->ctx, ENT_STR("x.json"), (ent_str){a.s, a.n},
                           &back, &found, &n))
        fail_msg("%u:%u: %s", d->ctx.fail.line, d->ctx.fail.column,
                 d->ctx.fail.why);
    ent_buf b = written(d, &back);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.s, b.s, a.n);
    assert_int_equal(back.n_stances, d->s.n_stances);
    assert_int_equal(back.n_lenses, d->s.n_lenses);
    ent_i_buf_free(&a);
    ent_i_buf_free(&b);
}

static void small_scenarios_come_back(void **state) {
    (void)state;
    desk d;
    desk_small(&d);
    round_trip(&d);
    ent_ctx_close(&d.ctx);
}

static void every_form_of_value_comes_back(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, "scenario: x\ntime: {start: 2019, step: 2 weeks}\n"
                      "actors:\n"
                      "  A: {capability: uniform(1..9)}\n"
                      "  B: {capability: normal(8; 3.5), note: \"a\\n\\\"b\"}\n"
                      "  C: {capability: choice(1 | 2 | 0.1)}\n"
                      "issues: {P: {poles: [a, b], failure_costs: 1.5}}\n"
                      "ties: [{kind: deference, from: A, to: B, value: 5 "
                      "(1..9), issues: [P]}]\n"
                      "events:\n"
                      "- {date: 2019-02, set: {A.capability: \"*0.5\",\n"
                      "   B.capability: +uniform(-1..1), C.capability: -3}}\n"),
        ENT_OK);
    round_trip(&d);
    ent_ctx_close(&d.ctx);
}

static void the_shipped_example_comes_back(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        ent_scenario_read(
            &d.ctx,
            ENT_STR(ENT_SOURCE_DIR "/examples/korea-2019/korea-2019.yaml"),
            &d.s, &d.found, &d.n_found),
        ENT_OK);
    assert_int_equal(d.s.n_issues, 29);
    round_trip(&d);
    ent_buf b = written(&d, &d.s);
    json_t *json = json_loadb(b.s, b.n, 0, NULL);
    assert_non_null(json);
    assert_int_equal(json_array_size(json_object_get(json, "stances")),
                     d.s.n_stances);
    json_decref(json);
    ent_i_buf_free(&b);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_scenarios_come_back),
        cmocka_unit_test(every_form_of_value_comes_back),
        cmocka_unit_test(the_shipped_example_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
