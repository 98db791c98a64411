/* test_step_edges.c - degenerate worlds: what they do is defined, and no
 * number that leaves them is not one. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(6)
#define ONE   "actors: {A: {capability: 1}}\n"
#define TWO   "actors: {A: {capability: 1}, B: {capability: 3}}\n"

/* All names of every step and all settlements are finite. */
static ent_run all_finite(world *x, const char *text) {
    ent_run r = world_trace(x, text, 70, "*");
    size_t traced = r.trace.n_names * r.trace.n_steps * r.draws;
    size_t cells = r.n_periods * r.n_issues * r.draws;
    for (size_t i = 0; i < traced; i++)
        if (!isfinite(r.trace.x[i]))
            fail_msg("%.*s is %g",
                     ENT_P(r.trace.name[i / r.trace.n_steps / r.draws]),
                     r.trace.x[i]);
    for (size_t i = 0; i < cells; i++)
        assert_true(isfinite(r.ensemble[i]) && isfinite(r.settlement[i]));
    return r;
}

static double traced(const ent_run *r, const char *name, size_t t) {
    for (size_t i = 0; i < r->trace.n_names; i++)
        if (ent_i_eqz(r->trace.name[i], name))
            return r->trace.x[(i * r->trace.n_steps + t) * r->draws];
    fail_msg("%s is not traced", name);
    return 0;
}

static void one_actor_alone_gets_its_way(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN ONE
        "issues: {D1: {poles: [a, b], status_quo: 50}}\n"
        "stances: [{issue: D1, actor: A, position: 20, salience: 50}]\n"
        "quantities: {q: settle.D1}\n");
    NEAR(traced(&r, "q", 0), 50, 0);
    NEAR(traced(&r, "q", 5), 20, 0);
    NEAR(traced(&r, "payoff.A", 5), 100, 0);
    world_drop(&x);
}

static void without_issues_quantities_run_alone(void **state) {
    (void)state;
    world x;
    ent_run r =
        all_finite(&x, BEGIN ONE "quantities: {tea: {start: 90, change: "
                                 "0.1 * (20 - tea)}}\n");
    assert_int_equal(r.n_issues, 0);
    assert_int_equal(r.failed, 0);
    NEAR(traced(&r, "tea", 5), 20 + 70 * pow(0.9, 5), 1e-12);
    NEAR(traced(&r, "payoff.A", 5), 100, 0);
    world_drop(&x);
}

static void without_salience_nothing_is_settled(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN TWO
        "issues: {D1: {poles: [a, b], status_quo: 30}, D2: {poles: [a, b]}}\n"
        "stances:\n"
        "  - {issue: D1, actor: A, position: 20, salience: 0}\n"
        "  - {issue: D1, actor: B, position: 80, salience: 0}\n"
        "  - {issue: D2, actor: A, position: 20, salience: 0}\n"
        "  - {issue: D2, actor: B, position: 80, salience: 50}\n"
        "quantities: {B.salience.D2: base * (t < 3)}\n"
        "packages: {p: {issues: [D1], parties: [A, B]}}\n"
        "exchanges: {e: {between: [A, B], issues: [D1, D2]}}\n");
    NEAR(traced(&r, "settle.D1", 5), 30, 0); /* it stays where it was */
    NEAR(traced(&r, "settle.D2", 5), 80, 0);
    NEAR(traced(&r, "failed.D1", 5), 0, 0);
    NEAR(traced(&r, "payoff.A", 5), 100, 0);
    /* D1 in all six steps, D2 in the last three, of 70 draws */
    assert_int_equal(r.failed, 70 * (6 + 3));
    world_drop(&x);
}

static void an_issue_without_anybody_stays(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN ONE
        "issues: {D1: {poles: [a, b]}, D2: {poles: [a, b], status_quo: 40}}\n"
        "quantities: {q: settle.D1 + settle.D2}\n");
    NEAR(traced(&r, "q", 5), 0 + 40, 0);
    assert_int_equal(r.failed, 0);
    assert_true(r.ensemble_bad[0] && r.bad[0]);
    world_drop(&x);
}

static void a_gate_that_never_opens_keeps_the_start(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN TWO "issues: {D1: {poles: [a, b]}}\n"
                      "stances:\n"
                      "  - {issue: D1, actor: A, position: 20, salience: 50}\n"
                      "  - {issue: D1, actor: B, position: 80, salience: 50}\n"
                      "gates: {g: {opens: 0, issues: [D1]}}\n");
    NEAR(traced(&r, "settle.D1", 5), 65, 0); /* the mean of the stances */
    NEAR(r.ensemble[r.draws * 5], 65, 0);
    assert_false(r.ensemble_bad[0]);
    assert_int_equal(r.failed, 0);
    world_drop(&x);
}

static void what_is_undefined_is_counted(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN ONE
        "quantities:\n"
        "  a: 1 / (t - 2)\n"
        "  b: ln(0 - t)\n"
        "  c: exp(1000 * t)\n"
        "  s: {start: 1, change: s * 1e200}\n"
        "moves: {A.do: {options: [0, 1], value: 1 / 0, temperature: 0}}\n"
        "beliefs: {A.x: {prior: 0, signals: {s: {when: 1 / 0, if_true: 50, "
        "if_false: 0.01}}}}\n");
    assert_true(r.n_faults > 0);
    for (size_t i = 0; i < r.n_faults; i++) {
        ent_str name = x.s.formula[r.fault[i].formula].name;
        if (ent_i_eqz(name, "a"))
            assert_int_equal(r.fault[i].n, 70); /* in step 2 of each draw */
    }
    NEAR(traced(&r, "a", 2), 0, 0);
    world_drop(&x);
}

static void one_step_is_enough(void **state) {
    (void)state;
    world x;
    ent_run r =
        all_finite(&x, WORLD_HEAD ONE
                   "quantities: {s: {start: 4, change: 1}, f: last.s + t, y: "
                   "year + month}\n"
                   "moves: {A.do: {options: [3, 4], value: 0 - 1e9 * option}}\n"
                   "payoffs: {A: {terms: {a: 5}}}\n");
    assert_int_equal(r.n_periods, 1);
    NEAR(traced(&r, "f", 0), 4, 0);
    NEAR(traced(&r, "A.do", 0), 3, 0);
    NEAR(traced(&r, "did.A.do", 0), 0, 0);
    NEAR(traced(&r, "y", 0), 0, 0); /* no time is given */
    world_drop(&x);
}

static void attention_without_a_budget_is_none(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN TWO
        "issues: {D1: {poles: [a, b], status_quo: 10}}\n"
        "stances:\n"
        "  - {issue: D1, actor: A, position: 20, salience: 50}\n"
        "  - {issue: D1, actor: B, position: 80, salience: 50}\n"
        "attention:\n"
        "  A: {budget: 0, theatres: {x: {demand: 5, issues: [D1]}}}\n"
        "  B: {budget: 0, theatres: {y: {demand: 0, issues: [D1]}}}\n");
    NEAR(traced(&r, "attention.A.x", 3), 0, 0);
    NEAR(traced(&r, "settle.D1", 3), 80, 0); /* who asks for none keeps all */
    world_drop(&x);
}

static void factions_without_weight_count_alike(void **state) {
    (void)state;
    world x;
    ent_run r = all_finite(
        &x, BEGIN
        "actors: {A: {capability: 1, factions: {H: {weight: 5}, D: {weight: "
        "5}}}}\n"
        "issues: {D1: {poles: [a, b], status_quo: 10}}\n"
        "stances:\n"
        "  - {issue: D1, actor: A.H, position: 20, salience: 50}\n"
        "  - {issue: D1, actor: A.D, position: 80, salience: 50}\n"
        "quantities: {A.H.weight: 0 * t, A.D.weight: 0 * t}\n");
    double at = traced(&r, "stand.A.D1", 3);
    assert_true(fabs(at - 50) < 1e-9);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_actor_alone_gets_its_way),
        cmocka_unit_test(without_issues_quantities_run_alone),
        cmocka_unit_test(without_salience_nothing_is_settled),
        cmocka_unit_test(an_issue_without_anybody_stays),
        cmocka_unit_test(a_gate_that_never_opens_keeps_the_start),
        cmocka_unit_test(what_is_undefined_is_counted),
        cmocka_unit_test(one_step_is_enough),
        cmocka_unit_test(attention_without_a_budget_is_none),
        cmocka_unit_test(factions_without_weight_count_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
