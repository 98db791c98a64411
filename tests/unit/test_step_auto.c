/* test_step_auto.c - the automatic value of an option: what it changes in the
 * payoff of the actor that moves. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(4)
#define DISPUTE                                              \
    "actors: {A: {capability: 1}, B: {capability: 3}}\n"     \
    "issues: {D1: {poles: [a, b], status_quo: 10}}\n"        \
    "stances:\n"                                             \
    "  - {issue: D1, actor: A, position: 0, salience: 50}\n" \
    "  - {issue: D1, actor: B, position: 80, salience: 50}\n"
#define PRESS \
    "moves: {A.press: {options: [0, 10], value: auto, temperature: 5}}\n"

/* A's pressure moves B by one point each: the mean by three quarters. */
static void it_is_the_change_of_the_payoff(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN DISPUTE PRESS
                "quantities: {B.position.D1: base - push, push: A.press}\n",
                1);
    world_play(&x, 0);
    double v = 10 * 0.75;
    NEAR(world_is(&x, "chance.A.press"), 100 / (1 + exp(-v / 5)), 1e-9);
    world_drop(&x);
}

static void terms_count_too(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN DISPUTE PRESS
                "quantities: {B.position.D1: base - A.press, cost: 0.5 * "
                "A.press}\n"
                "payoffs: {A: {terms: {cost: 0 - cost}}}\n",
                1);
    world_play(&x, 0);
    double v = 10 * 0.75 - 5;
    NEAR(world_is(&x, "chance.A.press"), 100 / (1 + exp(-v / 5)), 1e-9);
    world_drop(&x);
}

static void a_shut_issue_cannot_be_reached(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN DISPUTE PRESS
                "quantities: {B.position.D1: base - A.press}\n"
                "gates: {g: {opens: t > 0, issues: [D1]}}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "chance.A.press"), 50, 1e-9);
    ent_i_block_end(&x.b);
    world_play(&x, 1);
    NEAR(world_is(&x, "chance.A.press"), 100 / (1 + exp(-1.5)), 1e-9);
    world_drop(&x);
}

static void it_leaves_no_trace_of_its_trials(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN DISPUTE
                "moves: {A.press: {options: [0, 10], value: auto, "
                "temperature: 0, when: t == 1}}\n"
                "quantities: {B.position.D1: base - A.press, push: A.press}\n",
                1);
    world_play(&x, 0); /* the better option is not open */
    NEAR(world_is(&x, "push"), 0, 0);
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "settle.D1"), 60, 1e-12);
    world_play(&x, 1);
    NEAR(world_is(&x, "push"), 10, 0);
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "settle.D1"), 52.5, 1e-12);
    world_drop(&x);
}

/* Both act at once: neither sees what the other does in the same step,
 * whichever is computed first. */
static void rivals_do_not_see_each_other(void **state) {
    (void)state;
    static const char *const moves[] = {
        "moves:\n"
        "  A.press: {options: [0, 10], value: auto, temperature: 5}\n"
        "  B.press: {options: [0, 20], value: 1, temperature: 0, play: "
        "mean}\n",
        "moves:\n"
        "  B.press: {options: [0, 20], value: 1, temperature: 0, play: "
        "mean}\n"
        "  A.press: {options: [0, 10], value: auto, temperature: 5}\n"};
    for (int k = 0; k < 2; k++) {
        world x;
        char text[2048];
        snprintf(text, sizeof text,
                 BEGIN DISPUTE
                 "%squantities: {B.salience.D1: base - both * both / 10, both: "
                 "A.press + B.press}\n",
                 moves[k]);
        world_start(&x, text, 1);
        world_play(&x, 0);
        NEAR(world_is(&x, "B.press"), 10, 0);
        /* salience 50 or 40, as if B had not moved: 60 or 56.47 */
        double v = 60 - 80 * 120 / 170.0;
        NEAR(world_is(&x, "chance.A.press"), 100 / (1 + exp(-v / 5)), 1e-9);
        ent_i_block_end(&x.b);
        world_play(&x, 1); /* now it knows of the 10: 40 or 10 */
        v = 80 * 120 / 170.0 - 80 * 30 / 80.0;
        NEAR(world_is(&x, "chance.A.press"), 100 / (1 + exp(-v / 5)), 1e-9);
        world_drop(&x);
    }
}

static void an_actor_without_issues_weighs_its_terms(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN
                "actors: {A: {capability: 1}}\n"
                "moves: {A.go: {options: [0, 1], value: auto, temperature: "
                "10}}\n"
                "payoffs: {A: {terms: {gain: 10 * A.go}}}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "chance.A.go"), 100 / (1 + exp(-1)), 1e-9);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_change_of_the_payoff),
        cmocka_unit_test(terms_count_too),
        cmocka_unit_test(a_shut_issue_cannot_be_reached),
        cmocka_unit_test(it_leaves_no_trace_of_its_trials),
        cmocka_unit_test(rivals_do_not_see_each_other),
        cmocka_unit_test(an_actor_without_issues_weighs_its_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
