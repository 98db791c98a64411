/* test_ask_deals.c - packages: in swap.yaml the deal at P 20, Q 80 is worth
 * 0.8 (50^2 - 20^2) / 100 - 0.2 (80^2 - 50^2) / 100 = 9 to both. */
#include "ask.h"
#include "find/bargain.h"

static void the_deal_that_both_accept(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "swap", 20);
    asked_run(&k, "deals swap");
    NEAR(asked_number(&k, 0, 0, "no deal"), 50, 1e-9);
    NEAR(asked_number(&k, 0, 0, "deal"), 20, 1e-6);
    NEAR(asked_number(&k, 0, 1, "deal"), 80, 1e-6);
    NEAR(asked_number(&k, 0, 0, "A"), 16.8, 1e-5);
    NEAR(asked_number(&k, 0, 0, "B"), -7.8, 1e-5);
    NEAR(asked_number(&k, 1, 0, "gain"), 9, 1e-5);
    NEAR(asked_number(&k, 1, 1, "accepts %"), 100, 0);
    SAYS(&k, "from which every party gains, in step 0: almost certain");
    asked_close(&k);
}

/* Between its ends the list has deals that both accept, at its ends not. */
static void the_list_shows_the_zone_of_agreement(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "swap", 20);
    asked_run(&k, "deals swap");
    size_t n = k.a.table[2].n_rows;
    assert_int_equal(n, 11);
    STR_EQUAL(asked_text(&k, 2, 0, "all accept"), "no");
    STR_EQUAL(asked_text(&k, 2, n - 1, "all accept"), "no");
    for (size_t i = 1; i + 1 < n; i++)
        STR_EQUAL(asked_text(&k, 2, i, "all accept"), "yes");
    NEAR(asked_number(&k, 2, 5, "P"), 20, 0.1); /* the even weights */
    asked_close(&k);
}

/* A asks for nothing, B for 5 points of gain. */
static void ask_for(asked *k, ent_package *g, ent_formula *f,
                    uint32_t reserve[2], const char *points) {
    *f = (ent_formula){.text = ent_i_str(points), .name = ENT_STR("reserve")};
    reserve[0] = ENT_NONE;
    reserve[1] = 0;
    *g = k->d.s.package[0];
    g->reserve = reserve;
    k->d.s.package = g;
    k->d.s.formula = f;
    k->d.s.n_formulas = 1;
}

/* Whether it is struck when the hawk has this part of A's weight. */
static bool struck(asked *k, double part) {
    ent_scenario s;
    ent_offer o;
    char text[2][64];
    snprintf(text[0], 64, "A.HAWK.weight=%g", part);
    snprintf(text[1], 64, "A.DOVE.weight=%g", 100 - part);
    ent_str set[] = {ent_i_str(text[0]), ent_i_str(text[1]), k->given[0]};
    assert_int_equal(ent_scenario_set(&k->d.ctx, &k->d.s, set, 3, &s), ENT_OK);
    assert_int_equal(ent_i_offer_make(&k->d.ctx, &s, &k->plan, 0, 0, &o),
                     ENT_OK);
    return o.struck[0];
}

/* The hawk wants of Q what B wants; the more it weighs, the less there is to
 * trade, until B no longer gets the 5 points that it asks for. */
static void a_faction_turns_it_by_its_weight(void **state) {
    (void)state;
    asked k;
    ent_package g;
    ent_formula f;
    uint32_t reserve[2];
    asked_open(&k, "swap", 20);
    ask_for(&k, &g, &f, reserve, "5");
    k.given[0] = ENT_STR("A.HAWK.position.Q=100");
    k.q.given = k.given;
    k.q.n_given = 1;
    asked_run(&k, "deals swap");
    size_t last = k.a.n_tables - 1;
    STR_EQUAL(asked_text(&k, last, 1, "faction"), "A.HAWK");
    NEAR(asked_number(&k, last, 1, "struck %, weight 2 %"), 100, 0);
    NEAR(asked_number(&k, last, 1, "struck %, weight 98 %"), 0, 0);
    double edge = asked_number(&k, last, 1, "turns at weight %");
    assert_true(struck(&k, edge - 2));
    assert_false(struck(&k, edge + 2));
    SAYS(&k, "It fails when A.HAWK has more than");
    asked_close(&k);
}

/* It loses by the deal: Q goes from 50 to 80, and P means nothing to it. */
static void a_faction_with_a_veto_can_block_it(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "swap", 20);
    static const uint32_t issue[] = {1};
    ent_faction f[2] = {k.d.s.faction[0], k.d.s.faction[1]};
    f[1].veto = issue;
    f[1].n_vetoes = 1;
    k.d.s.faction = f;
    k.given[0] = ENT_STR("A.HAWK.salience.P=0");
    k.given[1] = ENT_STR("A.DOVE.salience.P=100");
    k.q.given = k.given;
    k.q.n_given = 2;
    asked_run(&k, "deals swap");
    STR_EQUAL(asked_text(&k, 1, 3, "who"), "A.HAWK");
    STR_EQUAL(asked_text(&k, 1, 3, "veto"), "yes");
    NEAR(asked_number(&k, 1, 3, "accepts %"), 0, 0);
    SAYS(&k, "gains, in step 0: almost certain (100 % of draws); one that no "
             "faction vetoes either: almost no chance");
    asked_close(&k);
}

static void a_party_that_asks_for_more_than_there_is(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "swap", 20);
    ent_package g;
    ent_formula f;
    uint32_t reserve[2];
    ask_for(&k, &g, &f, reserve, "30");
    asked_run(&k, "deals swap");
    SAYS(&k, "from which every party gains, in step 0: almost no chance");
    assert_int_equal(asked_try(&k, "deals barter"), ENT_NAME);
    assert_int_equal(asked_try(&k, "deals"), ENT_SYNTAX);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_deal_that_both_accept),
        cmocka_unit_test(the_list_shows_the_zone_of_agreement),
        cmocka_unit_test(a_faction_turns_it_by_its_weight),
        cmocka_unit_test(a_faction_with_a_veto_can_block_it),
        cmocka_unit_test(a_party_that_asks_for_more_than_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
