/* test_step_beliefs.c - odds move by Bayes' rule, absence speaks where it is
 * told to, and beliefs fade. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(6) "actors: {A: {capability: 1}}\n"

static void a_signal_moves_the_odds_one_step_later(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "quantities: {sign: step(1)}\n"
                      "beliefs:\n"
                      "  A.kind:\n"
                      "    prior: 20\n"
                      "    signals: {sign: {if_true: 60, if_false: 15}}\n",
                1);
    const double odds[] = {0.25, 0.25, 1, 4, 16};
    for (size_t t = 0; t < 5; t++) {
        world_play(&x, t);
        NEAR(world_is(&x, "belief.A.kind"), 100 * odds[t] / (1 + odds[t]),
             1e-9);
        ent_i_block_end(&x.b);
    }
    world_drop(&x);
}

static void a_weak_signal_counts_in_part_and_absence_the_rest(void **state) {
    (void)state;
    world x;
    world_start(
        &x,
        BEGIN
        "beliefs:\n"
        "  A.kind:\n"
        "    prior: 50\n"
        "    signals:\n"
        "      s: {when: 0.25, if_true: 80, if_false: 20, absence: true}\n",
        1);
    world_run(&x, 0);
    world_play(&x, 1);
    double odds = pow(80 / 20.0, 0.25) * pow(20 / 80.0, 0.75);
    NEAR(world_is(&x, "belief.A.kind"), 100 * odds / (1 + odds), 1e-9);
    world_drop(&x);
}

static void a_belief_fades_toward_its_prior(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "beliefs:\n"
                      "  A.kind: {prior: 20, fade: 50, signals:\n"
                      "    {s: {when: t == 0, if_true: 80, if_false: 5}}}\n",
                1);
    world_run(&x, 0);
    world_play(&x, 1);
    /* log odds: halfway from -log 4 + log 16 back to -log 4 */
    double odds = exp(-log(4) + log(16) / 2);
    NEAR(world_is(&x, "belief.A.kind"), 100 * odds / (1 + odds), 1e-9);
    world_drop(&x);
}

static void no_evidence_makes_certain(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "beliefs:\n"
                      "  A.kind: {prior: 90, signals:\n"
                      "    {s: {when: 1, if_true: 99, if_false: 1}}}\n",
                1);
    world_run(&x, 5);
    NEAR(world_is(&x, "belief.A.kind"), 99.99, 1e-9);
    world_drop(&x);
}

static void an_event_changes_the_level_not_the_prior(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "beliefs: {A.kind: {prior: 20, fade: 100}}\n"
                      "events:\n"
                      "  - {date: 2020-01-01, what: e, set: {belief.A.kind: "
                      "60}}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "belief.A.kind"), 60, 1e-9);
    ent_i_block_end(&x.b);
    world_play(&x, 1);
    NEAR(world_is(&x, "belief.A.kind"), 20, 1e-9);
    world_drop(&x);
}

static void an_event_with_an_id_is_a_signal(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "events:\n"
                      "  - {id: test, date: 2020-01-02, what: a test}\n"
                      "beliefs:\n"
                      "  A.kind: {prior: 50, signals:\n"
                      "    {test: {if_true: 20, if_false: 60}}}\n",
                1);
    world_run(&x, 1);
    NEAR(world_is(&x, "belief.A.kind"), 50, 1e-9);
    world_play(&x, 2);
    NEAR(world_is(&x, "belief.A.kind"), 25, 1e-9);
    ent_i_block_end(&x.b);
    world_play(&x, 3); /* it struck once */
    NEAR(world_is(&x, "belief.A.kind"), 25, 1e-9);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_moves_the_odds_one_step_later),
        cmocka_unit_test(a_weak_signal_counts_in_part_and_absence_the_rest),
        cmocka_unit_test(a_belief_fades_toward_its_prior),
        cmocka_unit_test(no_evidence_makes_certain),
        cmocka_unit_test(an_event_changes_the_level_not_the_prior),
        cmocka_unit_test(an_event_with_an_id_is_a_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
