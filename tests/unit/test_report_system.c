/* test_report_system.c - what a report shows of a system: names over time, what
 * reads what, tests, explanations; nothing where nothing moves. */
#include "report.h"

static const char moving[] =
    "scenario: m\ntitle: M\n"
    "time: {start: 2020-01, step: 1 month, steps: 6}\n"
    "actors: {A: {capability: 50}, B: {capability: 50}}\n"
    "issues: {P: {poles: [a, b], status_quo: 50}}\n"
    "stances:\n"
    "  - {issue: P, actor: A, position: 20, salience: 50}\n"
    "  - {issue: P, actor: B, position: 80, salience: 50}\n"
    "quantities:\n"
    "  rate: {value: 2, range: 0..100, evidence: first#1}\n"
    "  still: {value: 3, range: 0..100}\n"
    "  tank: {kind: stock, start: 0, change: rate, evidence: first#2}\n"
    "  A.position.P: base + still * tank\n"
    "moves:\n"
    "  B.answer: {options: [0, 10], value: tank * option}\n"
    "claims:\n"
    "  C1: {says: it fills, change: {rate: +2}, expect: {settle.P: up}}\n"
    "mechanisms:\n"
    "  M1: {name: filling, parts: [A.position.P], claim: C1}\n";

typedef struct film {
    fixture x;
    ent_traced traced;
    ent_tests tests;
    ent_explanation why;
} film;

static void film_open(film *f) {
    fixture *x = &f->x;
    const ent_finding *found;
    const ent_forecast *fc;
    ent_str watch = ENT_STR("*");
    ent_why why = {.step = -1, .from = -1};
    size_t n;
    *f = (film){0};
    must(&x->ctx, ent_ctx_open(&x->ctx, (size_t)1 << 28));
    must(&x->ctx, ent_scenario_parse(&x->ctx, ENT_STR("m.yaml"),
                                     ent_i_str(moving), &x->s, &found, &n));
    x->choice[0] = (ent_choice){ent_model_find(ENT_STR("mean")), NULL, 1};
    x->plan = (ent_plan){.seed = 7,
                         .draws = 50,
                         .choice = x->choice,
                         .n_choices = 1,
                         .watch = &watch,
                         .n_watch = 1};
    must(&x->ctx, ent_run_play(&x->ctx, &x->s, &x->plan, &x->run));
    must(&x->ctx, ent_forecast_make(&x->ctx, &x->s, &x->run, &fc));
    must(&x->ctx, ent_traced_make(&x->ctx, &x->s, &x->run.trace, &f->traced));
    must(&x->ctx, ent_claims_test(&x->ctx, &x->s, &x->plan, NULL, &f->tests));
    must(&x->ctx, ent_explain(&x->ctx, &x->s, &x->plan, &why, &f->why));
    x->r = (ent_report){.scenario = &x->s,
                        .plan = &x->plan,
                        .run = &x->run,
                        .facts = &x->facts,
                        .forecast = fc,
                        .period_step = x->run.period_step,
                        .n_periods = x->run.n_periods,
                        .traced = &f->traced,
                        .tests = &f->tests,
                        .test_plan = &x->plan,
                        .explained = &f->why};
}

static const json_t *called(const json_t *list, const char *name) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!strcmp(TEXT(json_array_get(list, i), "name"), name))
            return json_array_get(list, i);
    return NULL;
}

static bool linked(const json_t *o, const char *from, const char *to) {
    const json_t *nodes = at(o, "nodes"), *links = at(o, "links");
    for (size_t i = 0; i < json_array_size(links); i++) {
        const json_t *x = json_array_get(links, i);
        size_t a = (size_t)json_integer_value(json_array_get(x, 0));
        size_t b = (size_t)json_integer_value(json_array_get(x, 1));
        if (!strcmp(TEXT(json_array_get(nodes, a), "name"), from) &&
            !strcmp(TEXT(json_array_get(nodes, b), "name"), to))
            return true;
    }
    return false;
}

static void names_have_curves_when_they_move(void **state) {
    (void)state;
    film f;
    film_open(&f);
    json_t *o = report_json(&f.x);
    const json_t *s = at(o, "system");
    assert_int_equal(json_array_size(at(s, "dates")), 6);
    const json_t *tank = called(at(s, "traces"), "tank");
    assert_non_null(tank);
    assert_string_equal(TEXT(tank, "kind"), "stock");
    NEAR(json_number_value(json_array_get(at(tank, "q50"), 5)), 10, 1e-9);
    assert_null(called(at(s, "traces"), "still"));
    json_decref(o);
    fixture_close(&f.x);
}

static void what_reads_what_is_linked(void **state) {
    (void)state;
    film f;
    film_open(&f);
    json_t *o = report_json(&f.x);
    const json_t *s = at(o, "system");
    assert_true(linked(s, "tank", "A.position.P"));
    assert_true(linked(s, "A.position.P", "settle.P"));
    assert_true(linked(s, "tank", "B.answer"));
    assert_false(linked(s, "settle.P", "tank"));
    assert_null(called(at(s, "nodes"), "still")); /* nothing moves it */
    assert_string_equal(TEXT(called(at(s, "nodes"), "B.answer"), "actor"), "B");
    json_decref(o);
    fixture_close(&f.x);
}

static void tests_and_causes_are_there(void **state) {
    (void)state;
    film f;
    film_open(&f);
    json_t *o = report_json(&f.x);
    const json_t *s = at(o, "system");
    const json_t *m = json_array_get(at(at(s, "tests"), "mechanisms"), 0);
    assert_string_equal(TEXT(m, "id"), "M1");
    assert_string_equal(TEXT(m, "verdict"), "holds");
    const json_t *root = json_array_get(at(s, "explained"), 0);
    assert_string_equal(TEXT(root, "name"), "settle.P");
    NEAR(json_number_value(at(root, "share")), 3, 1e-9);
    const json_t *a = called(at(root, "causes"), "A.position.P");
    NEAR(json_number_value(at(a, "share")), 3, 1e-9);
    const json_t *tank = called(at(a, "causes"), "tank");
    const json_t *ref = json_array_get(at(tank, "evidence"), 0);
    assert_string_equal(TEXT(ref, "ref"), "first#2");
    json_decref(o);
    fixture_close(&f.x);
}

static void without_a_system_there_is_none(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    assert_true(json_is_null(at(o, "system")));
    json_decref(o);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_curves_when_they_move),
        cmocka_unit_test(what_reads_what_is_linked),
        cmocka_unit_test(tests_and_causes_are_there),
        cmocka_unit_test(without_a_system_there_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
