/* test_step_moves.c - what actors choose, and what others see of it. */
#include "world.h"

#define BEGIN              \
    WORLD_HEAD WORLD_TIME( \
        4) "actors: {A: {capability: 1}, B: {capability: 1}}\n"

/* Share of the lanes of eight blocks in which a name is above a bound. */
static double share(const char *text, const char *name, double bound) {
    world x;
    double n = 0;
    world_start(&x, text, ENT_LANES);
    for (uint64_t k = 0; k < 8; k++) {
        ent_now now = {1, k * ENT_LANES, 0, ENT_LANES};
        ent_i_block_start(&x.b, &x.w, &now, 0, NULL);
        world_play(&x, 0);
        for (int l = 0; l < ENT_LANES; l++)
            n += world_at(&x, name, l) > bound;
    }
    world_drop(&x);
    return n / (8 * ENT_LANES);
}

static void chances_follow_the_logit_rule(void **state) {
    (void)state;
    const char *text =
        BEGIN "moves: {A.do: {options: [0, 10, 20], value: option, "
              "temperature: 10}}\n";
    world x;
    world_start(&x, text, 1);
    world_play(&x, 0);
    double sum = 1 + exp(1) + exp(2);
    NEAR(world_is(&x, "chance.A.do"), 100 - 100 / sum, 1e-9);
    NEAR(world_is(&x, "chance.A.do.20"), 100 * exp(2) / sum, 1e-9);
    double at = world_is(&x, "A.do");
    assert_true(at == 0 || at == 10 || at == 20);
    NEAR(world_is(&x, "did.A.do"), at > 0, 0);
    world_drop(&x);
    /* 512 draws: within four standard errors */
    NEAR(share(text, "A.do", 0.5), 1 - 1 / sum, 4 * sqrt(.09 * .91 / 512));
    NEAR(share(text, "A.do", 15), exp(2) / sum, 4 * sqrt(.67 * .33 / 512));
}

static void played_as_a_mean_it_is_the_expected_option(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "moves: {A.do: {options: [0, 10, 20], value: option, "
                      "temperature: 10, play: mean}}\n",
                1);
    world_play(&x, 0);
    double sum = 1 + exp(1) + exp(2);
    NEAR(world_is(&x, "A.do"), (10 * exp(1) + 20 * exp(2)) / sum, 1e-9);
    NEAR(world_is(&x, "did.A.do"), 1 - 1 / sum, 1e-12);
    NEAR(world_is(&x, "did.A.do.10"), exp(1) / sum, 1e-12);
    world_drop(&x);
}

static void without_temperature_the_best_is_taken(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN
                "moves:\n"
                "  A.one: {options: [0, 10, 20], value: option, temperature: "
                "0}\n"
                "  A.same: {options: [0, 10, 20], value: 5, temperature: 0}\n"
                "  A.even: {options: [0, 10, 20], value: \"min(option, 10)\", "
                "temperature: 0, play: mean}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "A.one"), 20, 0);
    NEAR(world_is(&x, "A.same"), 0, 0);
    NEAR(world_is(&x, "A.even"), 15, 0);
    world_drop(&x);
}

static void conditions_close_options_but_never_the_first(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN
                "moves:\n"
                "  A.shut: {options: [0, 10], value: option, temperature: 0, "
                "when: t > 0}\n"
                "  A.none: {options: [5, 10], value: option, temperature: 0, "
                "when: 0}\n"
                "  A.part: {options: {none: 0, small: 1, large: {x: 2, when: "
                "t > 1}}, value: option, temperature: 0}\n",
                1);
    for (size_t t = 0; t < 3; t++) {
        world_play(&x, t);
        NEAR(world_is(&x, "A.shut"), t > 0 ? 10 : 0, 0);
        NEAR(world_is(&x, "A.none"), 5, 0);
        NEAR(world_is(&x, "A.part"), t > 1 ? 2 : 1, 0);
        NEAR(world_is(&x, "did.A.part.large"), t > 1, 0);
        ent_i_block_end(&x.b);
    }
    world_drop(&x);
}

static void options_can_have_values_of_their_own(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "moves:\n"
                      "  A.role: {options: {none: 0, relay: 1, mediator: 2}, "
                      "value: {relay: 3, mediator: 2}, temperature: 1}\n",
                1);
    world_play(&x, 0);
    double sum = 1 + exp(3) + exp(2);
    NEAR(world_is(&x, "chance.A.role.relay"), 100 * exp(3) / sum, 1e-9);
    NEAR(world_is(&x, "chance.A.role.mediator"), 100 * exp(2) / sum, 1e-9);
    world_drop(&x);
}

static void a_hidden_move_is_seen_when_it_is_detected(void **state) {
    (void)state;
    const char *text =
        BEGIN "moves:\n"
              "  A.leak: {options: [0, 40], value: option, temperature: 0, "
              "hidden: true, detected: option / 2}\n"
              "  A.dark: {options: [0, 40], value: option, temperature: 0, "
              "hidden: true}\n"
              "  A.mean: {options: [0, 40], value: option, temperature: 0, "
              "hidden: true, detected: 25, play: mean}\n"
              "quantities: {weighed: 1}\n";
    world x;
    world_start(&x, text, 1);
    world_play(&x, 0);
    NEAR(world_is(&x, "A.leak"), 40, 0);
    NEAR(world_is(&x, "seen.A.dark"), 0, 0);
    NEAR(world_is(&x, "seen.A.mean"), 10, 1e-12);
    world_drop(&x);
    NEAR(share(text, "seen.A.leak", 1), 0.2, 4 * sqrt(.2 * .8 / 512));
}

static void what_would_be_seen_enters_its_value(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "moves:\n"
                      "  A.leak: {options: [0, 40], value: option * (1 - 3 * "
                      "visible), temperature: 0, hidden: true, detected: "
                      "option}\n",
                1);
    world_play(&x, 0); /* 40 * (1 - 1.2) < 0 */
    NEAR(world_is(&x, "A.leak"), 0, 0);
    world_drop(&x);
}

static void rivals_see_the_step_before_and_followers_this_one(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN
                "moves:\n"
                "  B.rival: {options: [0, 1], value: A.lead, temperature: 0, "
                "play: mean}\n"
                "  B.follow: {options: [0, 1], value: option * A.lead, "
                "temperature: 0, after: [A]}\n"
                "  B.side: {options: [0, 1], value: option * A.lead, "
                "temperature: 0}\n"
                "  B.blind: {options: [0, 1], value: option * A.dark, "
                "temperature: 0, after: [A]}\n"
                "  A.lead: {options: [0, 5], value: option, temperature: 0}\n"
                "  A.dark: {options: [0, 5], value: option, temperature: 0, "
                "hidden: true}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "B.follow"), 1, 0);
    NEAR(world_is(&x, "B.side"), 0, 0);
    NEAR(world_is(&x, "B.blind"), 0, 0);
    ent_i_block_end(&x.b);
    world_play(&x, 1);
    NEAR(world_is(&x, "B.side"), 1, 0);
    world_drop(&x);
}

static void a_move_can_be_held_and_dialled(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "moves: {A.do: {options: [0, 10, 20], value: option, "
                      "temperature: 0}}\n"
                      "events:\n"
                      "  - {date: 2020-01-02, what: a, set: {A.do: \"*0.5\"}}\n"
                      "  - {date: 2020-01-03, what: b, set: {A.do: 10}}\n"
                      "  - {date: 2020-01-04, what: c, set: {A.do: 3}}\n",
                1);
    const double at[] = {20, 10, 10, 3}, did_10[] = {0, 0, 1, 0};
    for (size_t t = 0; t < 4; t++) {
        world_play(&x, t);
        NEAR(world_is(&x, "A.do"), at[t], 0);
        NEAR(world_is(&x, "did.A.do"), 1, 0);
        NEAR(world_is(&x, "did.A.do.10"), did_10[t], 0);
        ent_i_block_end(&x.b);
    }
    world_drop(&x);
}

static void a_move_taken_out_is_its_first_option(void **state) {
    (void)state;
    world x;
    ent_str part = ENT_STR("A.do");
    ent_setup setup = {.seed = 1, .n_choices = 1};
    world_read(&x, BEGIN "moves: {A.do: {options: [2, 10], value: option, "
                         "temperature: 0}}\n");
    setup.choice = &x.choice;
    assert_int_equal(ent_scenario_without(&x.ctx, &x.s, &part, 1, &x.s),
                     ENT_OK);
    assert_int_equal(ent_i_world_build(&x.ctx, &x.s, &setup, &x.w), ENT_OK);
    x.b.memory = ENT_NEW(x.ctx.keep, ent_i_block_size(&x.w), double);
    ent_i_block_start(&x.b, &x.w, &(ent_now){.seed = 1, .lanes = 1}, 0, NULL);
    world_play(&x, 0);
    NEAR(world_is(&x, "A.do"), 2, 0);
    NEAR(world_is(&x, "did.A.do"), 0, 0);
    NEAR(world_is(&x, "chance.A.do"), 0, 0);
    world_drop(&x);
}

static void values_of_any_size_leave_chances(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "moves:\n"
                      "  A.huge: {options: [0, 1], value: option * 1e300 - "
                      "1e300, temperature: 1e-3}\n"
                      "  A.deep: {options: [0, 1], value: 0 - option * 1e300, "
                      "temperature: 1}\n",
                1);
    world_play(&x, 0);
    NEAR(world_is(&x, "A.huge"), 1, 0);
    NEAR(world_is(&x, "chance.A.huge"), 100, 0);
    NEAR(world_is(&x, "A.deep"), 0, 0);
    NEAR(world_is(&x, "chance.A.deep"), 0, 0);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_follow_the_logit_rule),
        cmocka_unit_test(played_as_a_mean_it_is_the_expected_option),
        cmocka_unit_test(without_temperature_the_best_is_taken),
        cmocka_unit_test(conditions_close_options_but_never_the_first),
        cmocka_unit_test(options_can_have_values_of_their_own),
        cmocka_unit_test(a_hidden_move_is_seen_when_it_is_detected),
        cmocka_unit_test(what_would_be_seen_enters_its_value),
        cmocka_unit_test(rivals_see_the_step_before_and_followers_this_one),
        cmocka_unit_test(a_move_can_be_held_and_dialled),
        cmocka_unit_test(a_move_taken_out_is_its_first_option),
        cmocka_unit_test(values_of_any_size_leave_chances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
