/* test_check_parts.c - parts of the system that are doubtful. */
#include "sections.h"

static bool told(const desk *d, const char *why) {
    for (size_t i = 0; i < d->n_found; i++)
        if (!d->found[i].err && strstr(d->found[i].why.s, why))
            return true;
    return false;
}

static ent_coverage check(desk *d, const char *more) {
    static char yaml[4096];
    ent_coverage c;
    desk_open(d);
    snprintf(yaml, sizeof yaml, WORLD "%s", more);
    if (desk_read(d, yaml))
        fail_msg("%s", d->ctx.fail.why);
    assert_int_equal(
        ent_scenario_check(&d->ctx, &d->s, NULL, &d->found, &d->n_found, &c),
        ENT_OK);
    return c;
}

static void parts_and_numbers_are_counted_apart(void **state) {
    (void)state;
    desk d;
    ent_coverage c = check(&d, "quantities: {k: {value: 3, evidence: 1#1}, f: "
                               "{formula: 2 * k, evidence: 1#2}, g: f + k}\n"
                               "questions: {q: {ask: a, run: b, show: g}}\n");
    ent_ctx_close(&d.ctx);
    ent_coverage plain = check(&d, "");
    assert_int_equal(c.n_parts, 3); /* f, g and q */
    assert_int_equal(c.n_parts_evidence, 1);
    assert_int_equal(c.n_values, plain.n_values + 1);
    assert_int_equal(c.n_evidence, 1);
    assert_int_equal(c.n_refs, 2);
    assert_int_equal(plain.n_parts, 0);
    ent_ctx_close(&d.ctx);
}

static void what_nothing_reads_is_told(void **state) {
    (void)state;
    desk d;
    check(&d, "quantities: {idle: 3, self: {start: 1, change: self / 2}, used: "
              "4, shown: 5, expected: 6, A.salience.P: base + used}\n"
              "moves: {A.m: {options: [0, 1], value: option}}\n"
              "beliefs: {A.b: {prior: 10}}\n"
              "gates: {mark: {opens: t}, issue: {opens: t, issues: [P]}}\n"
              "questions: {q: {ask: a, run: b, show: [sh*]}}\n"
              "claims: {c: {expect: {expected: above 1}}}\n");
    assert_true(told(&d, "5 parts are read by nothing: idle, self, A.m and 2 "
                         "more"));
    ent_ctx_close(&d.ctx);
}

static void moves_without_a_choice_are_told(void **state) {
    (void)state;
    desk d;
    check(&d, "moves: {A.same: {options: [0, 1], value: t}, A.good: {options: "
              "[0, 1], value: 2 * option}, A.seen: {options: [0, 1], value: "
              "visible, hidden: true}, B.own: {options: [0, 1], value: {\"1\": "
              "3}}, B.auto: {options: [0, 1], value: auto}}\n");
    assert_true(told(&d, "1 move has options that are worth the same: A.same"));
    ent_ctx_close(&d.ctx);
}

static void mechanisms_without_claim_are_told(void **state) {
    (void)state;
    desk d;
    check(&d, "mechanisms: {m: {parts: [\"P.status_quo=1\"]}}\n");
    assert_true(told(&d, "1 mechanism has no claim: m"));
    ent_ctx_close(&d.ctx);
}

/* An event that sets nothing may still be what a belief waits for. */
static void events_that_are_read_need_set_nothing(void **state) {
    (void)state;
    desk d;
    check(&d, "events: {e: {date: 2020-03}, f: {date: 2020-03}, g: {hazard: "
              "3}}\nquantities: {k: happened.e}\n");
    size_t n = 0;
    for (size_t i = 0; i < d.n_found; i++)
        n += strstr(d.found[i].why.s, "sets nothing") != NULL;
    assert_int_equal(n, 2); /* f and g */
    assert_true(told(&d, "the event g sets nothing"));
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_and_numbers_are_counted_apart),
        cmocka_unit_test(what_nothing_reads_is_told),
        cmocka_unit_test(moves_without_a_choice_are_told),
        cmocka_unit_test(mechanisms_without_claim_are_told),
        cmocka_unit_test(events_that_are_read_need_set_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
