/* test_step_rules.c - zones of agreement: consent, majorities, vetoes. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(4)
#define TWO   "actors: {A: {capability: 1}, B: {capability: 3}}\n"

static void settles(const char *text, double want, double failed) {
    world x;
    world_start(&x, text, 1);
    world_play(&x, 0);
    NEAR(x.b.blend[0], want, 1e-12);
    NEAR(x.b.settlement[0], want, 1e-12);
    NEAR(*ent_i_next(&x.b, x.w.at.failed), failed, 0);
    world_drop(&x);
}

/* Two parties at 0 and 80, weights 1 and 3: the mean is 60. */
static void with_rule(const char *rule, const char *a, const char *b,
                      double want, double failed) {
    char text[1024];
    snprintf(text, sizeof text,
             BEGIN TWO "issues: {D1: {poles: [a, b], status_quo: 30%s}}\n"
                       "stances:\n"
                       "  - {issue: D1, actor: A, position: 0, salience: "
                       "50%s}\n"
                       "  - {issue: D1, actor: B, position: 80, salience: "
                       "50%s}\n",
             rule, a, b);
    settles(text, want, failed);
}

static void consent_moves_the_settlement_into_the_zone(void **state) {
    (void)state;
    with_rule("", "", "", 60, 0);
    /* without reservation points A takes -30..30, B 30..130 */
    with_rule(", rule: consent of A and B", "", "", 30, 0);
    with_rule(", rule: consent of B", "", "", 60, 0);
    with_rule(", rule: consent of A", "", "", 30, 0);
}

static void reservation_points_make_the_zone(void **state) {
    (void)state;
    const char *rule = ", rule: unanimity of A and B";
    with_rule(rule, ", reservation: 50", ", reservation: 40", 50, 0);
    with_rule(rule, ", reservation: 70", ", reservation: 65", 65, 0);
    with_rule(rule, ", reservation: 70", ", reservation: 40", 60, 0);
    /* no common zone: the status quo stays, and the deal has failed */
    with_rule(rule, ", reservation: 40", ", reservation: 50", 30, 1);
    /* a point at the position itself: nothing else will do */
    with_rule(rule, ", reservation: 0", ", reservation: 0", 0, 0);
    with_rule(rule, ", reservation: 0", ", reservation: 10", 30, 1);
}

static void without_a_status_quo_failure_keeps_what_holds(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO
                "issues: {D1: {poles: [a, b], rule: consent of A and B}}\n"
                "stances:\n"
                "  - {issue: D1, actor: A, position: 0, salience: 50, "
                "reservation: 10}\n"
                "  - {issue: D1, actor: B, position: 80, salience: 50, "
                "reservation: 70}\n"
                "quantities: {A.position.D1: base + 40 * t}\n",
                1);
    world_run(&x, 0);
    NEAR(world_is(&x, "settle.D1"), 60, 1e-12); /* where the mean began */
    NEAR(world_is(&x, "failed.D1"), 1, 0);
    world_run(&x, 0);
    NEAR(world_is(&x, "settle.D1"), 60, 1e-12);
    world_drop(&x);
}

#define THREE                                                           \
    "actors: {A: {capability: 2}, B: {capability: 3}, C: {capability: " \
    "4}}\n"

/* At 0, 50 and 90, weights 2, 3 and 4; status quo 20; mean 56.67. */
static void majority(const char *rule, double want, double failed) {
    char text[1024];
    snprintf(text, sizeof text,
             BEGIN THREE
             "issues: {D1: {poles: [a, b], status_quo: 20, rule: %s}}\n"
             "stances:\n"
             "  - {issue: D1, actor: A, position: 0, salience: 50}\n"
             "  - {issue: D1, actor: B, position: 50, salience: 50}\n"
             "  - {issue: D1, actor: C, position: 90, salience: 50, "
             "reservation: 70}\n",
             rule);
    settles(text, want, failed);
}

static void a_majority_need_not_be_all(void **state) {
    (void)state;
    /* A takes 0..20, B 20..80, C 70..100 */
    majority("majority", 70, 0);           /* B and C: 7 of 9 */
    majority("majority 40", 70, 0);        /* C alone has 44 % */
    majority("majority 30", 510 / 9.0, 0); /* B alone has a third */
    majority("majority 90", 20, 1);        /* nothing that all would take */
}

static void a_faction_with_a_veto_blocks_what_is_worse(void **state) {
    (void)state;
    const char *text =
        BEGIN "actors:\n"
              "  A: {capability: 1, factions: {H: {weight: 1, veto: [D1]}, "
              "D: {weight: 1}}}\n"
              "  B: {capability: 3}\n"
              "issues: {D1: {poles: [a, b], status_quo: 30}}\n"
              "stances:\n"
              "  - {issue: D1, actor: A.H, position: 20, salience: 50%s}\n"
              "  - {issue: D1, actor: A.D, position: 40, salience: 50}\n"
              "  - {issue: D1, actor: B, position: 80, salience: 50}\n";
    char with[1024];
    snprintf(with, sizeof with, text, "");
    settles(with, 30, 0);
    snprintf(with, sizeof with, text, ", reservation: 55");
    settles(with, 55, 0);
}

static void a_veto_taken_out_blocks_nothing(void **state) {
    (void)state;
    world x;
    ent_str part = ENT_STR("A.H.veto");
    ent_setup setup = {.seed = 1, .n_choices = 1};
    world_read(&x, BEGIN
               "actors:\n"
               "  A: {capability: 1, factions: {H: {weight: 1, veto: [D1]}}}\n"
               "  B: {capability: 3}\n"
               "issues: {D1: {poles: [a, b], status_quo: 30}}\n"
               "stances:\n"
               "  - {issue: D1, actor: A.H, position: 20, salience: 50}\n"
               "  - {issue: D1, actor: B, position: 80, salience: 50}\n");
    setup.choice = &x.choice;
    assert_int_equal(ent_scenario_without(&x.ctx, &x.s, &part, 1, &x.s),
                     ENT_OK);
    assert_int_equal(ent_i_world_build(&x.ctx, &x.s, &setup, &x.w), ENT_OK);
    x.b.memory = ENT_NEW(x.ctx.keep, ent_i_block_size(&x.w), double);
    ent_i_block_start(&x.b, &x.w, &(ent_now){.seed = 1, .lanes = 1}, 0, NULL);
    world_play(&x, 0);
    NEAR(x.b.blend[0], 65, 1e-12);
    world_drop(&x);
}

static void failure_has_its_cost(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO
                "issues: {D1: {poles: [a, b], status_quo: 30, failure_costs: "
                "1.5, rule: consent of A and B}}\n"
                "stances:\n"
                "  - {issue: D1, actor: A, position: 0, salience: 50, "
                "reservation: 10}\n"
                "  - {issue: D1, actor: B, position: 80, salience: 50, "
                "reservation: 70}\n"
                "quantities: {q: 1}\n",
                1);
    world_run(&x, 0);
    NEAR(world_is(&x, "payoff.A"), 100 - 30 - 5, 1e-12);
    NEAR(world_is(&x, "payoff.B"), 100 - 50 - 5, 1e-12);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(consent_moves_the_settlement_into_the_zone),
        cmocka_unit_test(reservation_points_make_the_zone),
        cmocka_unit_test(without_a_status_quo_failure_keeps_what_holds),
        cmocka_unit_test(a_majority_need_not_be_all),
        cmocka_unit_test(a_faction_with_a_veto_blocks_what_is_worse),
        cmocka_unit_test(a_veto_taken_out_blocks_nothing),
        cmocka_unit_test(failure_has_its_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
