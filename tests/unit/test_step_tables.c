/* test_step_tables.c - what actors bring to a table: leaders, links, gates,
 * attention, and what they get out of it. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(6)
#define TWO   "actors: {A: {capability: 1}, B: {capability: 3}}\n"
#define DISPUTE                                                \
    "issues:\n"                                                \
    "  D1: {poles: [a, b], status_quo: 10}\n"                  \
    "  D2: {poles: [a, b], status_quo: 50}\n"                  \
    "stances:\n"                                               \
    "  - {issue: D1, actor: A, position: 0, salience: 100}\n"  \
    "  - {issue: D1, actor: B, position: 80, salience: 100}\n" \
    "  - {issue: D2, actor: A, position: 20, salience: 50}\n"  \
    "  - {issue: D2, actor: B, position: 60, salience: 50}\n"

static void an_issue_begins_at_its_status_quo_or_the_mean(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO
                "issues: {D1: {poles: [a, b], status_quo: 10}, "
                "D2: {poles: [a, b]}}\n"
                "stances:\n"
                "  - {issue: D1, actor: A, position: 0, salience: 100}\n"
                "  - {issue: D2, actor: A, position: 20, salience: 50}\n"
                "  - {issue: D2, actor: B, position: 60, salience: 100}\n"
                "quantities: {q: settle.D1, r: settle.D2}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "q"), 10, 0);
    NEAR(world_is(&x, "r"), (1 * .5 * 20 + 3 * 1 * 60) / 3.5, 1e-12);
    NEAR(world_is(&x, "stand.B.D2"), 60, 0);
    ent_i_block_end(&x.b);
    world_play(&x, 1);
    NEAR(world_is(&x, "q"), 0, 0);
    world_drop(&x);
}

static void who_leads_says_what_an_actor_desires(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN
                "actors:\n"
                "  A: {capability: 1, factions: {H: {weight: 3}, "
                "D: {weight: 1, leads: true}}}\n"
                "  B: {capability: 1}\n"
                "issues: {D1: {poles: [a, b]}}\n"
                "stances:\n"
                "  - {issue: D1, actor: A.H, position: 80, salience: 50}\n"
                "  - {issue: D1, actor: A.D, position: 20, salience: 50}\n"
                "  - {issue: D1, actor: B, position: 0, salience: 50}\n"
                "ties: [{kind: deference, from: A, to: B, value: 50}]\n"
                "quantities: {q: 1}\n",
                1);
    world_run(&x, 0);
    NEAR(world_is(&x, "stand.A.D1"), 65 / 2.0, 1e-12);
    NEAR(world_is(&x, "desired.A.D1"), 20, 0);
    NEAR(world_is(&x, "desired.B.D1"), 0, 0);
    world_drop(&x);
}

static void other_ties_are_numbers_alone(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO DISPUTE
                "ties: [{kind: contact, from: A, to: B, value: 50}]\n"
                "quantities: {q: tie.contact.A.B}\n",
                1);
    world_run(&x, 0);
    NEAR(world_is(&x, "stand.A.D1"), 0, 0);
    NEAR(world_is(&x, "q"), 50, 0);
    world_drop(&x);
}

static void a_link_moves_positions_by_what_has_moved(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO DISPUTE
                "links: [{from: D1, to: D2, effect: 0.5, actors: [A]}]\n",
                1);
    world_run(&x, 0); /* D1 has not moved yet when step 0 is bargained */
    NEAR(world_is(&x, "stand.A.D2"), 20, 0);
    world_run(&x, 0);
    double d1 = 60; /* (1 * 0 + 3 * 80) / 4 */
    NEAR(world_is(&x, "settle.D1"), d1, 1e-12);
    NEAR(world_is(&x, "stand.A.D2"), 20 + 0.5 * (d1 - 10), 1e-12);
    NEAR(world_is(&x, "desired.A.D2"), 45, 1e-12);
    NEAR(world_is(&x, "stand.B.D2"), 60, 0);
    world_drop(&x);
}

static void positions_stay_on_the_scale(void **state) {
    (void)state;
    world x;
    world_start(
        &x, BEGIN TWO DISPUTE "links: [{from: D1, to: D2, effect: 5}]\n", 1);
    world_run(&x, 1);
    NEAR(world_is(&x, "stand.A.D2"), 100, 0);
    NEAR(world_is(&x, "settle.D2"), 100, 0);
    world_drop(&x);
}

static void a_shut_issue_stays_where_it_is(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO DISPUTE "quantities: {A.position.D2: base + 10 * t}\n"
                                  "gates:\n"
                                  "  g: {opens: t == 1, issues: [D2]}\n"
                                  "  late: {opens: t >= 2, closes: t == 4}\n",
                1);
    const double d2[] = {50, (1 * 30 + 3 * 60) / 4.0, 52.5, 52.5, 52.5};
    const double late[] = {0, 0, 1, 1, 0};
    for (size_t t = 0; t < 5; t++) {
        world_play(&x, t);
        NEAR(world_is(&x, "open.g"), t == 1, 0);
        NEAR(world_is(&x, "open.late"), late[t], 0);
        ent_i_block_end(&x.b);
        NEAR(world_is(&x, "settle.D2"), d2[t], 1e-12);
        NEAR(world_is(&x, "settle.D1"), 60, 1e-12);
    }
    world_drop(&x);
}

static void all_gates_of_an_issue_must_be_open(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO DISPUTE "gates:\n"
                                  "  a: {opens: t >= 1, issues: [D1]}\n"
                                  "  b: {opens: t >= 2, issues: [D1]}\n",
                1);
    world_run(&x, 1);
    NEAR(world_is(&x, "settle.D1"), 10, 0);
    world_play(&x, 2);
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "settle.D1"), 60, 1e-12);
    world_drop(&x);
}

static void attention_is_shared_among_theatres(void **state) {
    (void)state;
    world x;
    world_start(
        &x,
        BEGIN TWO DISPUTE
        "attention:\n"
        "  B: {budget: 50, theatres: {here: {demand: 40, issues: [D1]}, "
        "there: {demand: 60}}}\n",
        1);
    world_play(&x, 0);
    NEAR(world_is(&x, "attention.B.here"), 20, 1e-12);
    NEAR(world_is(&x, "attention.B.there"), 30, 1e-12);
    ent_i_block_end(&x.b);
    /* half of B's salience is left on D1, all of it on D2 */
    NEAR(world_is(&x, "settle.D1"), (1 * 0 + 3 * .5 * 80) / 2.5, 1e-12);
    NEAR(world_is(&x, "settle.D2"), 50, 1e-12);
    world_drop(&x);
}

static void what_is_left_of_a_budget_changes_nothing(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO DISPUTE
                "attention:\n"
                "  B: {theatres: {here: {demand: 40, issues: [D1]}, "
                "there: {demand: 0 - 7}}}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "attention.B.here"), 40, 0);
    NEAR(world_is(&x, "attention.B.there"), 0, 0);
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "settle.D1"), 60, 1e-12);
    world_drop(&x);
}

static void a_payoff_is_what_is_left_of_100(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN TWO DISPUTE "payoffs:\n"
                                  "  A: {terms: {status: 7 * (t + 1)}}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "payoff.A"), 0, 0); /* of the step before */
    ent_i_block_end(&x.b);
    /* D1 settles at 60, D2 at 50; A stands at 0 and 20 */
    double loss = (1 * 60 + .5 * 30) / 1.5;
    NEAR(world_is(&x, "payoff.A"), 100 - loss + 7, 1e-12);
    NEAR(world_is(&x, "payoff.A.status"), 7, 0);
    loss = (1 * 20 + .5 * 10) / 1.5;
    NEAR(world_is(&x, "payoff.B"), 100 - loss, 1e-12);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_issue_begins_at_its_status_quo_or_the_mean),
        cmocka_unit_test(who_leads_says_what_an_actor_desires),
        cmocka_unit_test(other_ties_are_numbers_alone),
        cmocka_unit_test(a_link_moves_positions_by_what_has_moved),
        cmocka_unit_test(positions_stay_on_the_scale),
        cmocka_unit_test(a_shut_issue_stays_where_it_is),
        cmocka_unit_test(all_gates_of_an_issue_must_be_open),
        cmocka_unit_test(attention_is_shared_among_theatres),
        cmocka_unit_test(what_is_left_of_a_budget_changes_nothing),
        cmocka_unit_test(a_payoff_is_what_is_left_of_100),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
