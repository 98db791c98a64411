/* test_without.c - parts taken out, each kind in its way. */
#include "scenario.h"

static void port(desk *d) {
    desk_open(d);
    if (ent_scenario_read(&d->ctx,
                          ENT_STR(ENT_SOURCE_DIR "/tests/scenarios/port.yaml"),
                          &d->s, &d->found, &d->n_found))
        fail_msg("%s", d->ctx.fail.why);
}

static ent_scenario without(desk *d, const char *part) {
    ent_scenario out;
    ent_str s = ent_i_str(part);
    if (ent_scenario_without(&d->ctx, &d->s, &s, 1, &out))
        fail_msg("%s: %s", part, d->ctx.fail.why);
    return out;
}

static void numbers_go_to_their_neutral(void **state) {
    (void)state;
    desk d;
    port(&d);
    ent_scenario s = without(&d, "patrols");
    assert_true(value(&s, "patrols")->best == 50); /* its own neutral */
    assert_true(value(&d.s, "patrols")->best == 70);
    assert_int_equal(s.occurrence[0].n_sets, d.s.occurrence[0].n_sets - 1);
    assert_int_equal(s.lens[1].n_sets, 0); /* all that it set was patrols */
    s = without(&d, "needs");
    assert_true(value(&s, "needs")->best == 0);
    assert_int_equal(value(&s, "needs")->kind, ENT_VALUE_FIXED);
    s = without(&d, "needs=9");
    assert_true(value(&s, "needs")->best == 9);
    s = without(&d, "income");
    assert_true(value(&s, "income.hold")->best == 0);
    assert_int_equal(s.occurrence[1].n_sets, 0);
    s = without(&d, "income=7");
    assert_true(value(&s, "income.hold")->best == 7);
    ent_ctx_close(&d.ctx);
}

static const ent_quantity *quantity(const ent_scenario *s, const char *id) {
    for (size_t i = 0; i < s->n_quantities; i++)
        if (ent_i_eqz(s->quantity[i].id, id))
            return &s->quantity[i];
    fail_msg("there is no quantity %s", id);
    return NULL;
}

static void stocks_and_drivers_stand_still(void **state) {
    (void)state;
    desk d;
    port(&d);
    ent_scenario s = without(&d, "reserves");
    assert_true(quantity(&s, "reserves")->off);
    assert_true(value(&s, "reserves")->hi == 70); /* its start stays */
    s = without(&d, "ISLE.SOFT.salience.berths");
    assert_true(quantity(&s, "ISLE.SOFT.salience.berths")->off);
    assert_true(value(&s, "ISLE.SOFT.salience.berths")->best == 70);
    s = without(&d, "ISLE.SOFT.salience.berths=12");
    assert_true(value(&s, "ISLE.SOFT.salience.berths")->best == 12);
    ent_ctx_close(&d.ctx);
}

static void choices_beliefs_and_gates_have_neutrals(void **state) {
    (void)state;
    desk d;
    port(&d);
    ent_scenario s = without(&d, "LINE.smuggle");
    assert_true(value(&s, "LINE.smuggle.hold")->best == 0);
    s = without(&d, "belief.KING.island_willing");
    assert_true(s.belief[0].off);
    assert_true(value(&s, "belief.KING.island_willing")->hi == 30);
    s = without(&d, "belief.KING.island_willing.storm");
    assert_true(value(&s, "belief.KING.island_willing.storm.if_true")->best ==
                value(&s, "belief.KING.island_willing.storm.if_false")->best);
    s = without(&d, "open.harbour");
    assert_true(value(&s, "open.harbour.hold")->best == 1);
    ent_ctx_close(&d.ctx);
}

static void other_parts_are_switched_off(void **state) {
    (void)state;
    desk d;
    port(&d);
    assert_true(without(&d, "link.fees.berths").link[0].off);
    assert_true(without(&d, "deal.grand").package[0].off);
    assert_true(without(&d, "deal.swap").exchange[0].off);
    assert_true(without(&d, "payoff.TOWN.calm").payoff[1].off);
    assert_true(without(&d, "attention.KING.war").theatre[1].off);
    assert_true(without(&d, "group.tempers").group[0].off);
    assert_true(without(&d, "fees.rule").issue[0].rule.off);
    assert_true(without(&d, "ISLE.HARD.veto").faction[0].veto_off);
    assert_false(without(&d, "ISLE.SOFT.leads").faction[1].leads);
    assert_false(d.s.link[0].off);
    ent_scenario s = without(&d, "tie.deference.TOWN.LINE");
    assert_true(value(&s, "tie.deference.TOWN.LINE")->best == 0);
    ent_ctx_close(&d.ctx);
}

static void events_do_not_happen(void **state) {
    (void)state;
    desk d;
    port(&d);
    ent_scenario s = without(&d, "event.storm");
    assert_int_equal(s.occurrence[0].n_sets, 0);
    STR_EQUAL(s.formula[s.occurrence[0].hazard].text, "not 1");
    s = without(&d, "event.visit");
    assert_true(value(&s, "event.visit.chance")->best == 0);
    ent_ctx_close(&d.ctx);
    desk_small(&d);
    s = without(&d, "event.1"); /* of one without an id */
    assert_true(value(&s, "event.1.chance")->best == 0);
    ent_ctx_close(&d.ctx);
}

static void what_has_no_neutral_needs_a_number(void **state) {
    (void)state;
    static const struct {
        const char *part;
        ent_err err;
        const char *why;
    } bad[] = {
        {"TOWN.position.fees", ENT_DOMAIN, "write TOWN.position.fees=NUMBER"},
        {"TOWN.position.fees=130", ENT_DOMAIN, "130 is outside 0..100"},
        {"patrols=x", ENT_SYNTAX, "takes nothing out"},
        {"link.fees.berths=2", ENT_DOMAIN, "is taken out whole"},
        {"link.fees.berth", ENT_NAME, "did you mean 'link.fees.berths'"},
        {"belief.KING.island_wiling", ENT_NAME, "did you mean"},
        {"LINE.smuggle=50", ENT_DOMAIN, "50 is outside 0..40"},
    };
    desk d;
    port(&d);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_scenario out;
        ent_str part = ent_i_str(bad[i].part);
        if (ent_scenario_without(&d.ctx, &d.s, &part, 1, &out) != bad[i].err ||
            !strstr(d.ctx.fail.why, bad[i].why))
            fail_msg("%s: %s", bad[i].part, d.ctx.fail.why);
    }
    ent_scenario s = without(&d, "TOWN.position.fees=33");
    assert_true(value(&s, "TOWN.position.fees")->best == 33);
    ent_ctx_close(&d.ctx);
}

/* A file can take parts out; one that was written so reads back the same. */
static void files_take_parts_out(void **state) {
    (void)state;
    desk d;
    ent_scenario back;
    const ent_finding *found;
    size_t n;
    ent_buf b = {0}, again = {0};
    port(&d);
    static const char *const parts[] = {"patrols",      "reserves",
                                        "income=3",     "belief.analyst.bluff",
                                        "deal.grand",   "payoff.TOWN.calm",
                                        "fees.rule",    "ISLE.HARD.veto",
                                        "open.harbour", "event.storm",
                                        "LINE.smuggle"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        d.s = without(&d, parts[i]);
    assert_int_equal(ent_scenario_write_json(&d.ctx, &d.s, ent_i_buf_sink(&b)),
                     ENT_OK);
    assert_int_equal(ent_scenario_parse(&d.ctx, ENT_STR("x.json"),
                                        (ent_str){b.s, b.n}, &back, &found, &n),
                     ENT_OK);
    assert_true(quantity(&back, "reserves")->off);
    assert_true(quantity(&back, "income")->neutral == 3);
    assert_true(back.package[0].off && back.payoff[1].off);
    assert_true(back.issue[0].rule.off && back.faction[0].veto_off);
    assert_int_equal(
        ent_scenario_write_json(&d.ctx, &back, ent_i_buf_sink(&again)), ENT_OK);
    assert_int_equal(again.n, b.n);
    assert_memory_equal(again.s, b.s, b.n);
    ent_i_buf_free(&b);
    ent_i_buf_free(&again);
    ent_ctx_close(&d.ctx);
    desk_open(&d);
    desk_read(&d, "scenario: x\nactors: {A: {capability: 1}}\n"
                  "issues: {P: {poles: [a, b]}}\nwithout: [B]\n");
    first_is(&d, ENT_NAME, 4, 11, "no part 'B'");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_go_to_their_neutral),
        cmocka_unit_test(stocks_and_drivers_stand_still),
        cmocka_unit_test(choices_beliefs_and_gates_have_neutrals),
        cmocka_unit_test(other_parts_are_switched_off),
        cmocka_unit_test(events_do_not_happen),
        cmocka_unit_test(what_has_no_neutral_needs_a_number),
        cmocka_unit_test(files_take_parts_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
