/* test_rules.c - who must agree: rules, vetoes, leaders, reservation points. */
#include "sections.h"

#define REST                                                               \
    "stances: [{issue: P, actor: A, position: 5, salience: 50, "           \
    "reservation: 30 (20..40)}, {issue: P, actor: B, position: 80, "       \
    "salience: 40}, {issue: P, actor: A, lens: l, position: 9, salience: " \
    "1, reservation: 60}]\nlenses: {l: }\n"
#define ACTORS(factions)                                                   \
    "actors: {A: {capability: 1}, B: {capability: 2, factions: {" factions \
    "}}}\n"
#define ISSUE(rule) "issues: {P: {poles: [a, b], rule: " rule "}}\n"

static ent_rule rule_of(desk *d, const char *issues) {
    char yaml[1024];
    desk_open(d);
    snprintf(yaml, sizeof yaml, "scenario: x\n%s" ACTORS("F: {weight: 1}") REST,
             issues);
    if (desk_read(d, yaml))
        fail_msg("%s: %s", issues, d->ctx.fail.why);
    return d->s.issue[0].rule;
}

static void rules_are_read(void **state) {
    (void)state;
    desk d;
    static const struct {
        const char *issues;
        ent_rule_kind kind;
        size_t parties;
        double quota;
    } list[] = {
        {ISSUE(""), ENT_RULE_NONE, 0, 0},
        {ISSUE("unanimity of A and B"), ENT_RULE_CONSENT, 2, 0},
        {ISSUE("\"consent of B, A\""), ENT_RULE_CONSENT, 2, 0},
        {ISSUE("consent of B"), ENT_RULE_CONSENT, 1, 0},
        {ISSUE("unanimity"), ENT_RULE_CONSENT, 2, 0},
        {ISSUE("majority"), ENT_RULE_MAJORITY, 0, 50},
        {ISSUE("majority 67"), ENT_RULE_MAJORITY, 0, 67},
        {ISSUE("majority 66.7 %"), ENT_RULE_MAJORITY, 0, 66.7},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        ent_rule r = rule_of(&d, list[i].issues);
        assert_int_equal(r.kind, list[i].kind);
        assert_int_equal(r.n_parties, list[i].parties);
        assert_true(r.quota == list[i].quota);
        ent_ctx_close(&d.ctx);
    }
}

static void factions_lead_and_block(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, "scenario: x\n" ISSUE("") ACTORS(
                          "F: {weight: 1, veto: P}, G: {weight: 2, leads: "
                          "true}") REST),
        ENT_OK);
    assert_int_equal(d.s.faction[0].n_vetoes, 1);
    assert_int_equal(d.s.faction[0].leads, 0);
    assert_int_equal(d.s.faction[1].leads, 1);
    ent_ctx_close(&d.ctx);
}

/* A lens has reservation points of its own; who gives none is blank. */
static void reservation_points_follow_the_lens(void **state) {
    (void)state;
    desk d;
    ent_scenario seen;
    rule_of(&d, ISSUE(""));
    assert_true(value(&d.s, "A.reservation.P")->hi == 40);
    assert_int_equal(value(&d.s, "B.reservation.P")->kind, ENT_VALUE_BLANK);
    assert_int_equal(ent_scenario_focus(&d.ctx, &d.s, ENT_STR("l"), &seen),
                     ENT_OK);
    assert_true(value(&seen, "A.reservation.P")->best == 60);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *why;
    } list[] = {
        {ISSUE("consent of A and C") ACTORS(""), 2, 35, "no actor 'C'"},
        {ISSUE("consent among A") ACTORS(""), 2, 35, "is not known; write"},
        {ISSUE("dictate") ACTORS(""), 2, 35, "rule 'dictate'"},
        {ISSUE("majority many") ACTORS(""), 2, 35, "is not known"},
        {ISSUE("majority 101") ACTORS(""), 2, 35, "101 percent is none"},
        {ISSUE("") ACTORS("F: {weight: 1, veto: [R]}"), 3, 82, "no issue 'R'"},
        {ISSUE("") ACTORS("F: {weight: 1, leads: yes}"), 3, 82,
         "leads is true or false"},
        {ISSUE("") ACTORS("F: {weight: 1, leads: true}, G: {weight: 1, leads: "
                          "true}"),
         3, 89, "two factions of B lead it"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        desk d;
        char yaml[1024];
        desk_open(&d);
        snprintf(yaml, sizeof yaml, "scenario: x\n%s" REST, list[i].text);
        desk_read(&d, yaml);
        assert_int_equal(d.n_found, 1);
        first_is(&d, d.found[0].err, list[i].line, list[i].column, list[i].why);
        ent_ctx_close(&d.ctx);
    }
}

static void consent_needs_a_stance(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    desk_read(&d, "scenario: x\nactors: {A: {capability: 1}}\n" ISSUE(
                      "consent of A"));
    first_is(&d, ENT_NAME, 3, 35, "A has no stance on P");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_read),
        cmocka_unit_test(factions_lead_and_block),
        cmocka_unit_test(reservation_points_follow_the_lens),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(consent_needs_a_stance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
