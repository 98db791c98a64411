/* test_step_events.c - what happens on its date, under its condition, or at
 * random. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(40) "actors: {A: {capability: 1}}\n"

static void an_event_waits_for_its_condition(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "quantities: {s: {start: 5, change: 1}, q: 2}\n"
                      "events:\n"
                      "  - {id: no, date: 2020-01-02, what: a, when: s > 7, "
                      "set: {q: 10}}\n"
                      "  - {id: yes, date: 2020-01-05, what: b, when: s > 7, "
                      "set: {q: 20}}\n",
                1);
    for (size_t t = 0; t < 6; t++) {
        world_play(&x, t);
        NEAR(world_is(&x, "happened.no"), 0, 0);
        NEAR(world_is(&x, "strikes.yes"), t == 4, 0);
        NEAR(world_is(&x, "happened.yes"), t >= 4, 0);
        NEAR(world_is(&x, "q"), t >= 4 ? 20 : 2, 0);
        ent_i_block_end(&x.b);
    }
    world_drop(&x);
}

/* Shares of 512 draws in which it had struck by the end of each step. */
static void hazard(const char *text, size_t steps, double *share,
                   double *strikes) {
    world x;
    world_start(&x, text, ENT_LANES);
    memset(share, 0, steps * sizeof *share);
    *strikes = 0;
    for (uint64_t k = 0; k < 8; k++) {
        ent_now now = {1, k * ENT_LANES, 0, ENT_LANES};
        ent_i_block_start(&x.b, &x.w, &now, 0, NULL);
        for (size_t t = 0; t < steps; t++) {
            world_play(&x, t);
            for (int l = 0; l < ENT_LANES; l++) {
                share[t] += world_at(&x, "happened.e", l) / 512;
                *strikes += world_at(&x, "strikes.e", l) / 512;
            }
            ent_i_block_end(&x.b);
        }
    }
    world_drop(&x);
}

static void a_hazard_strikes_once_at_its_rate(void **state) {
    (void)state;
    double share[10], strikes;
    hazard(BEGIN "events: [{id: e, hazard: 20, what: a}]\n"
                 "quantities: {q: 1}\n",
           10, share, &strikes);
    for (int t = 0; t < 10; t++) {
        double want = 1 - pow(0.8, t + 1);
        NEAR(share[t], want, 4 * sqrt(want * (1 - want) / 512));
    }
    NEAR(strikes, share[9], 1e-12);
}

static void a_hazard_can_strike_again(void **state) {
    (void)state;
    double share[10], strikes;
    hazard(BEGIN "events: [{id: e, hazard: 20, what: a, again: true}]\n"
                 "quantities: {q: 1}\n",
           10, share, &strikes);
    NEAR(strikes, 2, 4 * sqrt(10 * .16 / 512));
}

static void a_hazard_sees_the_step_before(void **state) {
    (void)state;
    double share[6], strikes;
    hazard(BEGIN "events: [{id: e, hazard: risk, what: a}]\n"
                 "quantities: {risk: 100 * step(2)}\n",
           6, share, &strikes);
    const double want[] = {0, 0, 0, 1, 1, 1}; /* risk is 100 from step 2 on */
    for (int t = 0; t < 6; t++)
        NEAR(share[t], want[t], 1e-12);
    /* in step 0 it sees what the start alone makes of it */
    hazard(BEGIN "events: [{id: e, hazard: risk, what: a}]\n"
                 "quantities: {risk: 100}\n",
           1, share, &strikes);
    NEAR(share[0], 1, 1e-12);
    hazard(BEGIN "events: [{id: e, hazard: risk, what: a}]\n"
                 "quantities: {risk: 2 * half, half: 50 + t}\n",
           1, share, &strikes);
    NEAR(share[0], 1, 1e-12);
}

static void what_strikes_changes_stocks_and_stances(void **state) {
    (void)state;
    world x;
    world_start(
        &x,
        WORLD_HEAD WORLD_TIME(
            4) "actors: {A: {capability: 1}}\n"
               "issues: {D1: {poles: [a, b]}}\n"
               "stances: [{issue: D1, actor: A, position: 30, salience: "
               "50}]\n"
               "quantities: {s: {start: 5, change: 1, range: 0..8}}\n"
               "events:\n"
               "  - {date: 2020-01-02, what: a, set: {s: +5, "
               "A.position.D1: -20}}\n",
        1);
    world_run(&x, 0);
    NEAR(world_is(&x, "settle.D1"), 30, 0);
    world_play(&x, 1);
    NEAR(world_is(&x, "s"), 8, 0);
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "settle.D1"), 10, 0);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_waits_for_its_condition),
        cmocka_unit_test(a_hazard_strikes_once_at_its_rate),
        cmocka_unit_test(a_hazard_can_strike_again),
        cmocka_unit_test(a_hazard_sees_the_step_before),
        cmocka_unit_test(what_strikes_changes_stocks_and_stances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
