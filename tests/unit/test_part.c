/* test_part.c - what the parts of a mechanism are called. */
#include "ask.h"
#include "find/claims.h"

static void each_kind_by_its_name(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 1);
    static const struct {
        const char *part, *kind;
    } cases[] = {{"tank", "stock"},
                 {"rate", "constant"},
                 {"fast", "formula"},
                 {"A.position.P", "driver"},
                 {"A.pump", "move"},
                 {"belief.B.A_pumps", "belief"},
                 {"belief.B.A_pumps.noise", "signal"},
                 {"door", "gate"},
                 {"open.door", "gate"},
                 {"event.tap", "event"},
                 {"link.x", "link"},
                 {"deal.swap", "deal"},
                 {"tie.deference.A.B", "tie"},
                 {"A.HAWK.veto", "veto"},
                 {"P.rule", "rule"},
                 {"payoff.A.ease", "payoff term"},
                 {"B.salience.P=0", "value"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_str part = ent_i_str(cases[i].part), kinds;
        assert_int_equal(ent_i_part_kinds(&k.d.ctx, &k.d.s, &part, 1, &kinds),
                         ENT_OK);
        if (!ent_i_eqz(kinds, cases[i].kind))
            fail_msg("%s is a %.*s", cases[i].part, ENT_P(kinds));
    }
    asked_close(&k);
}

static void kinds_are_told_once(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 1);
    ent_str part[] = {ENT_STR("fast"), ENT_STR("A.pump"), ENT_STR("slow")};
    ent_str kinds;
    assert_int_equal(ent_i_part_kinds(&k.d.ctx, &k.d.s, part, 3, &kinds),
                     ENT_OK);
    STR_EQUAL(kinds, "formula, move");
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_by_its_name),
        cmocka_unit_test(kinds_are_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
