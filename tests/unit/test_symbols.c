/* test_symbols.c - every name means one thing, both ways; patterns match what
 * their author meant; a wrong name gets the nearest right one. */
#include "sketch.h"

static const uint32_t parties[] = {0, 1};

static void open_all(sketch *k) {
    sketch_open(k);
    sketch_constant(k, "price", 4);
    sketch_stock(k, "A.reserves", 60, "price");
    sketch_aux(k, "inflow", "price * 2");
    k->quantity[2].dials = (ent_dials){sketch_value(k, "inflow.hold", 0),
                                       sketch_value(k, "inflow.shift", 0),
                                       sketch_value(k, "inflow.scale", 1)};
    k->value[k->quantity[2].dials.hold].kind = ENT_VALUE_BLANK;
    sketch_driver(k, "A.salience.P", "base * 2");
    sketch_move(k, "A.leak", 0, "option");
    k->option[0][1].id = ENT_STR("re.lay");
    k->s.n_gates = k->s.n_beliefs = k->s.n_payoffs = k->s.n_theatres = 1;
    k->gate[0] = (ent_gate){
        .id = ENT_STR("talks"),
        .dials = {sketch_value(k, "open.talks.hold", 0), ENT_NONE, ENT_NONE}};
    k->belief[0] =
        (ent_belief){.id = ENT_STR("B.willing"),
                     .prior = sketch_value(k, "belief.B.willing", 15)};
    k->payoff[0] = (ent_payoff){.id = ENT_STR("survival"), .actor = 0};
    k->theatre[0] = (ent_theatre){.id = ENT_STR("east"), .actor = 1};
    k->s.n_packages = k->s.n_exchanges = 1;
    k->package[0] =
        (ent_package){.id = ENT_STR("grand"), .party = parties, .n_parties = 2};
    k->exchange[0] = (ent_exchange){.id = ENT_STR("swap"), .actor = {1, 0}};
    k->s.n_occurrences = 2;
    k->occurrence[0] = (ent_occurrence){.id = ENT_STR("test")};
    sketch_value(k, "event.1.chance", 30);
    sketch_value(k, "tie.deference.A.B", 50);
}

static void a_name_means_one_thing_both_ways(void **state) {
    static const struct {
        const char *name;
        ent_symbol_kind kind;
        uint32_t row, sub;
    } want[] = {{"inflow", ENT_SYMBOL_QUANTITY, 2, ENT_NONE},
                {"settle.P", ENT_SYMBOL_SETTLE, 0, ENT_NONE},
                {"failed.two-parts", ENT_SYMBOL_FAILED, 1, ENT_NONE},
                {"stand.A.two-parts", ENT_SYMBOL_STAND, 0, 1},
                {"desired.B.P", ENT_SYMBOL_DESIRED, 1, 0},
                {"open.talks", ENT_SYMBOL_OPEN, 0, ENT_NONE},
                {"A.leak", ENT_SYMBOL_MOVE, 0, ENT_NONE},
                {"did.A.leak", ENT_SYMBOL_DID, 0, ENT_NONE},
                {"did.A.leak.re.lay", ENT_SYMBOL_DID, 0, 1},
                {"chance.A.leak.40", ENT_SYMBOL_CHANCE, 0, 2},
                {"seen.A.leak", ENT_SYMBOL_SEEN, 0, ENT_NONE},
                {"belief.B.willing", ENT_SYMBOL_BELIEF, 0, ENT_NONE},
                {"payoff.B", ENT_SYMBOL_PAYOFF, 1, ENT_NONE},
                {"payoff.A.survival", ENT_SYMBOL_PAYOFF, 0, 0},
                {"attention.B.east", ENT_SYMBOL_ATTENTION, 0, ENT_NONE},
                {"deal.grand", ENT_SYMBOL_DEAL, 0, ENT_NONE},
                {"odds.grand", ENT_SYMBOL_ODDS, 0, ENT_NONE},
                {"gain.grand.B", ENT_SYMBOL_GAIN, 0, 1},
                {"gain.swap.B", ENT_SYMBOL_TRADE, 0, 0},
                {"happened.test", ENT_SYMBOL_HAPPENED, 0, ENT_NONE},
                {"strikes.test", ENT_SYMBOL_STRIKES, 0, ENT_NONE},
                {"t", ENT_SYMBOL_TIME, ENT_NONE, ENT_NONE},
                {"year", ENT_SYMBOL_YEAR, ENT_NONE, ENT_NONE},
                {"month", ENT_SYMBOL_MONTH, ENT_NONE, ENT_NONE},
                {"option", ENT_SYMBOL_OPTION, ENT_NONE, ENT_NONE}};
    (void)state;
    sketch k;
    open_all(&k);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ent_symbol y = sketch_find(&k, want[i].name);
        if (y.kind != want[i].kind || y.row != want[i].row ||
            y.sub != want[i].sub || y.last)
            fail_msg("%s is %d %u %u", want[i].name, y.kind, y.row, y.sub);
        STR_EQUAL(ent_i_symbol_text(k.ctx.keep, &k.s, y), want[i].name);
    }
    sketch_close(&k);
}

static void a_quantity_stands_for_the_value_it_keeps_or_drives(void **state) {
    (void)state;
    sketch k;
    open_all(&k);
    static const char *const names[] = {"price", "A.reserves", "A.salience.P",
                                        "inflow.shift", "tie.deference.A.B"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ent_symbol y = sketch_find(&k, names[i]);
        assert_int_equal(y.kind, ENT_SYMBOL_VALUE);
        STR_EQUAL(k.value[y.row].name, names[i]);
    }
    sketch_close(&k);
}

static void last_is_the_step_before(void **state) {
    (void)state;
    sketch k;
    open_all(&k);
    ent_symbol y = sketch_find(&k, "last.A.leak");
    assert_int_equal(y.kind, ENT_SYMBOL_MOVE);
    assert_true(y.last);
    STR_EQUAL(ent_i_symbol_text(k.ctx.keep, &k.s, y), "last.A.leak");
    static const char *const bad[] = {"last.last.inflow", "last.base"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ent_i_symbol_find(&k.ctx, &k.s, ent_i_str(bad[i]),
                                           (ent_place){0}, &y),
                         ENT_NAME);
        assert_non_null(strstr(k.ctx.fail.why, "means nothing"));
    }
    sketch_close(&k);
}

static void a_wrong_name_gets_the_nearest(void **state) {
    static const char *const want[][2] = {
        {"A.reserve", "did you mean 'A.reserves'?"},
        {"settle.Q", "did you mean 'settle.P'?"},
        {"last.inflo", "did you mean 'inflow'?"},
        {"stand.B.two-parts", "nothing is called 'stand.B.two-parts'"},
        {"happened.", "nothing is called"}};
    (void)state;
    sketch k;
    ent_symbol y;
    open_all(&k);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_int_equal(ent_i_symbol_find(&k.ctx, &k.s, ent_i_str(want[i][0]),
                                           (ent_place){ENT_STR("f.yaml"), 3, 4},
                                           &y),
                         ENT_NAME);
        if (!strstr(k.ctx.fail.why, want[i][1]))
            fail_msg("%s", k.ctx.fail.why);
        assert_int_equal(k.ctx.fail.column, 4);
    }
    sketch_close(&k);
}

static void matches(sketch *k, const char *pattern, const char *want) {
    ent_str *out, all = {0};
    size_t n;
    assert_int_equal(
        ent_i_symbols_match(&k->ctx, &k->s, ent_i_str(pattern), &out, &n),
        ENT_OK);
    for (size_t i = 0; i < n; i++)
        all = ent_i_printf(k->ctx.temp, "%.*s%s%.*s", ENT_P(all), i ? " " : "",
                           ENT_P(out[i]));
    if (!ent_i_eqz(all, want))
        fail_msg("%s: %.*s, want %s", pattern, ENT_P(all), want);
}

static void patterns_leave_out_dials_amounts_and_blanks(void **state) {
    (void)state;
    sketch k;
    open_all(&k);
    matches(&k, "*.capability", "A.capability B.capability");
    matches(&k, "A.*.P", "A.salience.P A.position.P"); /* leverage is blank */
    matches(&k, "inflow*", "inflow");
    matches(&k, "inflow.shift", "inflow.shift");
    matches(&k, "*.scale", "inflow.scale");
    matches(&k, "*chance*",
            "chance.A.leak chance.A.leak.0 "
            "chance.A.leak.re.lay chance.A.leak.40");
    matches(&k, "event.*", "event.1.chance");
    matches(&k, "t*", "tie.deference.A.B");
    matches(&k, "belief.*", "belief.B.willing");
    matches(&k, "nobody.*", "");
    sketch_close(&k);
}

static void no_memory_is_told(void **state) {
    (void)state;
    sketch k;
    open_all(&k);
    ent_ctx small;
    ent_symbol y;
    assert_int_equal(ent_ctx_open(&small, 2000), ENT_OK);
    assert_int_equal(
        ent_i_symbol_find(&small, &k.s, ENT_STR("inflow"), (ent_place){0}, &y),
        ENT_NOMEM);
    ent_ctx_close(&small);
    sketch_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_means_one_thing_both_ways),
        cmocka_unit_test(a_quantity_stands_for_the_value_it_keeps_or_drives),
        cmocka_unit_test(last_is_the_step_before),
        cmocka_unit_test(a_wrong_name_gets_the_nearest),
        cmocka_unit_test(patterns_leave_out_dials_amounts_and_blanks),
        cmocka_unit_test(no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
