/* test_deals.c - packages and exchanges. */
#include "sections.h"

static void packages_have_parties_and_reserves(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "packages: {p: {issues: [P, Q], parties: [B, A], when: t > "
                  "1, walkout: 20 (5..40), reserve: {A: 3 + t}}, q: {issues: "
                  "P, parties: [A, B]}}");
    const ent_package *p = d.s.package;
    assert_int_equal(p[0].n_issues, 2);
    assert_int_equal(p[0].party[0], 1);
    assert_int_equal(p[0].reserve[0], ENT_NONE);
    assert_string_equal(formula_text(&d, p[0].reserve[1]), "3 + t");
    assert_string_equal(formula_text(&d, p[0].walkout), "deal.p.walkout");
    assert_true(value(&d.s, "deal.p.walkout")->hi == 40);
    assert_int_equal(p[1].walkout, ENT_NONE);
    assert_int_equal(p[1].when, ENT_NONE);
    ent_ctx_close(&d.ctx);
}

static void exchanges_pair_actors_with_issues(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "exchanges: {x: {between: [B, A], issues: [Q, P]}}");
    assert_int_equal(d.s.exchange[0].actor[0], 1);
    assert_int_equal(d.s.exchange[0].issue[1], 0);
    assert_int_equal(d.s.exchange[0].when, ENT_NONE);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"packages: {p: {parties: [A, B]}}", 12, "p has no `issues`"},
        {"packages: {p: {issues: [P]}}", 12, "p has no `parties`"},
        {"packages: {p: {issues: [P], parties: [A]}}", 38,
         "at least 2 actors are needed"},
        {"packages: {p: {issues: [P], parties: [A, C]}}", 42, "no actor 'C'"},
        {"packages: {p: {issues: [P], parties: [A, B], walkout: 101}}", 55,
         "outside 0..100"},
        {"packages: {p: {issues: [P], parties: [A, B], reserve: 5}}", 55,
         "reserve is written as a map"},
        {"exchanges: {x: {between: [A, B]}}", 13, "has two issues"},
        {"exchanges: {x: {between: [A], issues: [P, Q]}}", 26,
         "has two actors"},
        {"exchanges: {x: {between: [A, A], issues: [P, Q]}}", 30,
         "stands here twice"},
    };
    ALL_WRONG(list);
}

static void deals_share_their_names(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    desk_read(&d, WORLD "packages: {d: {issues: [P], parties: [A, B]}}\n"
                        "exchanges: {d: {between: [A, B], issues: [P, Q]}}\n");
    first_is(&d, ENT_NAME, 9, 13, "'deal.d' is named twice");
    ent_ctx_close(&d.ctx);
}

/* A reserve of somebody who is no party would silently do nothing. */
static void reserves_are_of_parties(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    desk_read(&d, "scenario: x\n"
                  "actors: {A: {capability: 1}, B: {capability: 1}, C: "
                  "{capability: 1}}\n"
                  "issues: {P: {poles: [a, b]}}\n"
                  "packages: {p: {issues: [P], parties: [A, B], reserve: {C: "
                  "4}}}\n");
    first_is(&d, ENT_NAME, 4, 56, "C is no party to p");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_have_parties_and_reserves),
        cmocka_unit_test(exchanges_pair_actors_with_issues),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(deals_share_their_names),
        cmocka_unit_test(reserves_are_of_parties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
