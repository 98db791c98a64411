/* test_step_deals.c - packages and exchanges on the table of a step. */
#include "world.h"

#define BEGIN WORLD_HEAD WORLD_TIME(4)

/* A cares for D1, B for D2; one by one both settle in the middle. */
#define LOGROLL                                                         \
    "actors: {A: {capability: 1}, B: {capability: 1}, C: {capability: " \
    "2}}\n"                                                             \
    "issues:\n"                                                         \
    "  D1: {poles: [a, b], status_quo: 50}\n"                           \
    "  D2: {poles: [a, b], status_quo: 50}\n"                           \
    "stances:\n"                                                        \
    "  - {issue: D1, actor: A, position: 0, salience: 90}\n"            \
    "  - {issue: D1, actor: B, position: 100, salience: 10}\n"          \
    "  - {issue: D1, actor: C, position: 95, salience: 40}\n"           \
    "  - {issue: D2, actor: A, position: 0, salience: 10}\n"            \
    "  - {issue: D2, actor: B, position: 100, salience: 90}\n"          \
    "  - {issue: D2, actor: C, position: 5, salience: 40}\n"

#define DEAL "  deal: {issues: [D1, D2], parties: [A, B]"

static void a_package_trades_what_matters_less(void **state) {
    (void)state;
    world x;
    world_start(&x, BEGIN LOGROLL "packages:\n" DEAL "}\n", 1);
    world_run(&x, 0);
    NEAR(world_is(&x, "settle.D1"), 10, 1e-6);
    NEAR(world_is(&x, "settle.D2"), 90, 1e-6);
    NEAR(world_is(&x, "deal.deal"), 1, 0);
    NEAR(world_is(&x, "odds.deal"), 100, 0);
    /* without it: D1 (9*0+1*100+8*95)/18, D2 (0+9*100+8*.5..)... equal gain */
    NEAR(world_is(&x, "gain.deal.A"), world_is(&x, "gain.deal.B"), 1e-6);
    assert_true(world_is(&x, "gain.deal.A") > 1);
    world_run(&x, 0); /* it holds as long as it is struck anew */
    NEAR(world_is(&x, "deal.deal"), 1, 0);
    NEAR(world_is(&x, "settle.D1"), 10, 1e-6);
    world_drop(&x);
}

static void no_deal(const char *text) {
    world x;
    world_start(&x, text, 1);
    world_run(&x, 0);
    NEAR(world_is(&x, "deal.deal"), 0, 0);
    NEAR(world_is(&x, "odds.deal"), 0, 0);
    NEAR(world_is(&x, "gain.deal.A"), 0, 0);
    NEAR(world_is(&x, "settle.D1"), (90 * 0 + 10 * 100 + 80 * 95) / 180.0,
         1e-9);
    world_drop(&x);
}

static void a_package_needs_its_condition_and_its_gates(void **state) {
    (void)state;
    no_deal(BEGIN LOGROLL "packages:\n" DEAL ", when: t > 0}\n");
    no_deal(BEGIN LOGROLL "packages:\n" DEAL "}\n"
                          "gates: {shut: {opens: 0, issues: [D2]}}\n");
    no_deal(BEGIN LOGROLL "packages:\n" DEAL ", reserve: {A: 60}}\n");
}

static void whoever_walks_out_leaves_no_deal(void **state) {
    (void)state;
    world x;
    double struck = 0;
    world_start(&x, BEGIN LOGROLL "packages:\n" DEAL ", walkout: 30}\n",
                ENT_LANES);
    for (uint64_t k = 0; k < 8; k++) {
        ent_now now = {1, k * ENT_LANES, 0, ENT_LANES};
        ent_i_block_start(&x.b, &x.w, &now, 0, NULL);
        world_run(&x, 0);
        for (int l = 0; l < ENT_LANES; l++) {
            struck += world_at(&x, "deal.deal", l);
            NEAR(world_at(&x, "odds.deal", l), 70, 1e-9);
            bool moved = world_at(&x, "settle.D1", l) < 20;
            NEAR(moved, world_at(&x, "deal.deal", l), 0);
        }
    }
    NEAR(struck / 512, 0.7, 4 * sqrt(.7 * .3 / 512));
    world_drop(&x);
}

static void a_package_of_one_issue_needs_a_common_gain(void **state) {
    (void)state;
    world x;
    const char *text =
        BEGIN "actors: {A: {capability: 1}, B: {capability: 1}}\n"
              "issues: {D1: {poles: [a, b], status_quo: 90}}\n"
              "stances:\n"
              "  - {issue: D1, actor: A, position: 20, salience: 50}\n"
              "  - {issue: D1, actor: B, position: 60, salience: 50}\n"
              "gates: {shut: {opens: t > 0, issues: [D1]}}\n"
              "packages: {deal: {issues: [D1], parties: [A, B]}}\n";
    world_start(&x, text, 1);
    world_run(&x, 0);
    NEAR(world_is(&x, "deal.deal"), 0, 0); /* the gate is shut */
    world_play(&x, 1);
    ent_i_block_end(&x.b);
    /* 40, the mean, is the best of both already: nothing to gain */
    NEAR(world_is(&x, "deal.deal"), 0, 0);
    NEAR(world_is(&x, "settle.D1"), 40, 1e-9);
    world_drop(&x);
}

static void a_faction_that_would_lose_blocks_the_deal(void **state) {
    (void)state;
    char text[2048];
    const char *form = BEGIN
        "actors:\n"
        "  A: {capability: 1, factions: {H: {weight: 1%s}, D: {weight: 9}}}\n"
        "  B: {capability: 1}\n"
        "  C: {capability: 2}\n"
        "issues:\n"
        "  D1: {poles: [a, b], status_quo: 50}\n"
        "  D2: {poles: [a, b], status_quo: 50}\n"
        "stances:\n"
        "  - {issue: D1, actor: A, position: 0, salience: 90}\n"
        "  - {issue: D1, actor: B, position: 100, salience: 10}\n"
        "  - {issue: D1, actor: C, position: 95, salience: 40}\n"
        "  - {issue: D2, actor: C, position: 5, salience: 40}\n"
        "  - {issue: D2, actor: A.H, position: 0, salience: 90}\n"
        "  - {issue: D2, actor: A.D, position: 0, salience: 1}\n"
        "  - {issue: D2, actor: B, position: 100, salience: 90}\n"
        "packages: {deal: {issues: [D1, D2], parties: [A, B]}}\n";
    for (int veto = 0; veto < 2; veto++) {
        world x;
        snprintf(text, sizeof text, form, veto ? ", veto: [D2]" : "");
        world_start(&x, text, 1);
        world_run(&x, 0);
        NEAR(world_is(&x, "deal.deal"), veto ? 0 : 1, 0);
        world_drop(&x);
    }
}

static void an_exchange_gives_both_the_same(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN LOGROLL "exchanges:\n"
                              "  swap: {between: [A, B], issues: [D2, D1]}\n",
                1);
    world_run(&x, 0);
    double gain = world_is(&x, "gain.swap.A");
    assert_true(gain > 0.1);
    NEAR(gain, world_is(&x, "gain.swap.B"), 1e-9);
    /* mirrored stakes: both give way all the way */
    NEAR(world_is(&x, "stand.A.D2"), 100, 1e-9);
    NEAR(world_is(&x, "stand.B.D1"), 0, 1e-9);
    /* A: .9 on D1 nearer by 10/180*100, .1 on D2 farther by the same */
    NEAR(gain, (.9 - .1) * 100 * 10 / 180.0, 1e-9);
    world_drop(&x);
}

static void an_exchange_is_made_only_when_both_gain(void **state) {
    (void)state;
    static const char *const texts[] = {
        /* each would give way on what matters more to it */
        BEGIN LOGROLL "exchanges:\n"
                      "  swap: {between: [A, B], issues: [D1, D2]}\n",
        BEGIN LOGROLL "exchanges:\n  swap: {between: [A, B], issues: "
                      "[D2, D1], when: 0}\n",
        BEGIN LOGROLL "exchanges:\n  swap: {between: [A, B], issues: "
                      "[D2, D1]}\n"
                      "gates: {shut: {opens: 0, issues: [D1]}}\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        world x;
        world_start(&x, texts[i], 1);
        world_run(&x, 0);
        NEAR(world_is(&x, "gain.swap.A"), 0, 0);
        NEAR(world_is(&x, "gain.swap.B"), 0, 0);
        NEAR(world_is(&x, "stand.A.D2"), 0, 0);
        world_drop(&x);
    }
}

static void the_weaker_side_of_an_exchange_gives_all(void **state) {
    (void)state;
    world x;
    world_start(&x,
                BEGIN "actors: {A: {capability: 4}, B: {capability: 1}, "
                      "C: {capability: 2}}\n"
                      "issues:\n"
                      "  D1: {poles: [a, b]}\n"
                      "  D2: {poles: [a, b]}\n"
                      "stances:\n"
                      "  - {issue: D1, actor: A, position: 0, salience: 80}\n"
                      "  - {issue: D1, actor: B, position: 100, salience: 40}\n"
                      "  - {issue: D1, actor: C, position: 60, salience: 50}\n"
                      "  - {issue: D2, actor: A, position: 0, salience: 30}\n"
                      "  - {issue: D2, actor: B, position: 90, salience: 90}\n"
                      "  - {issue: D2, actor: C, position: 70, salience: 50}\n"
                      "exchanges:\n"
                      "  swap: {between: [A, B], issues: [D2, D1]}\n",
                1);
    world_run(&x, 0);
    NEAR(world_is(&x, "gain.swap.A"), world_is(&x, "gain.swap.B"), 1e-9);
    assert_true(world_is(&x, "gain.swap.A") > 0);
    NEAR(world_is(&x, "stand.B.D1"), 0, 1e-9);
    double share = world_is(&x, "stand.A.D2") / 90;
    assert_true(share > 0.01 && share < 0.99);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_package_trades_what_matters_less),
        cmocka_unit_test(a_package_needs_its_condition_and_its_gates),
        cmocka_unit_test(whoever_walks_out_leaves_no_deal),
        cmocka_unit_test(a_package_of_one_issue_needs_a_common_gain),
        cmocka_unit_test(a_faction_that_would_lose_blocks_the_deal),
        cmocka_unit_test(an_exchange_gives_both_the_same),
        cmocka_unit_test(an_exchange_is_made_only_when_both_gain),
        cmocka_unit_test(the_weaker_side_of_an_exchange_gives_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
