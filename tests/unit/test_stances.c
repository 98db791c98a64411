/* test_stances.c - rows of stances, from YAML and from tables. */
#include "scenario.h"

#define HEAD                                                     \
    "scenario: x\nlenses: {l: {}, m: {}}\n"                      \
    "actors: {A: {capability: 1, factions: {F: {weight: 1}}}}\n" \
    "issues: {P: {poles: [a, b]}}\n"

static void rows_know_party_and_lenses(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, HEAD "stances:\n"
                           "- {issue: P, actor: A.F, position: 1, salience: 2, "
                           "lens: l|m}\n"
                           "- {issue: P, actor: A.F, position: "
                           "{value: 3, note: own}, salience: 4, note: row}\n"),
        ENT_OK);
    assert_int_equal(d.s.n_stances, 2);
    assert_int_equal(d.s.stance[0].lenses, 0);
    assert_int_equal(d.s.stance[1].lenses, 3);
    assert_int_equal(d.s.stance[1].faction, 0);
    const ent_value *v = d.s.value;
    assert_true(v[d.s.stance[0].position].best == 3);
    STR_EQUAL(v[d.s.stance[0].position].note, "own");
    STR_EQUAL(v[d.s.stance[0].salience].note, "row");
    assert_int_equal(v[d.s.stance[0].leverage].kind, ENT_VALUE_BLANK);
    /* both rows have values of one name, the base row's comes first */
    STR_EQUAL(v[d.s.stance[1].position].name, "A.F.position.P");
    assert_true(value(&d.s, "A.F.position.P")->best == 3);
    ent_ctx_close(&d.ctx);
}

static void mistakes_in_rows_are_told(void **state) {
    (void)state;
    static const struct {
        const char *row;
        ent_err err;
        const char *why;
    } bad[] = {
        {"{issue: P, actor: A, salience: 2}", ENT_SYNTAX, "no position"},
        {"{issue: P, actor: A, position: 2}", ENT_SYNTAX, "no salience"},
        {"{actor: A, position: 2, salience: 2}", ENT_SYNTAX, "no issue"},
        {"{issue: P, actor: A.G, position: 2, salience: 2}", ENT_NAME,
         "no actor 'A.G'"},
        {"{issue: R, actor: A, position: 2, salience: 2}", ENT_NAME,
         "no issue 'R'"},
        {"{issue: P, actor: A, lens: n, position: 2, salience: 2}", ENT_NAME,
         "no lens 'n'; known: l, m"},
        {"{issue: P, actor: A, postion: 2, salience: 2}", ENT_NAME,
         "did you mean 'position'?"},
        {"[P, A]", ENT_SYNTAX, "stances are a table"},
        {"none.csv", ENT_MISSING, "no table"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk d;
        char yaml[512];
        bool found = false;
        desk_open(&d);
        snprintf(yaml, sizeof yaml, HEAD "stances: [%s]\n", bad[i].row);
        assert_int_not_equal(desk_read(&d, yaml), ENT_OK);
        for (size_t k = 0; k < d.n_found; k++)
            found |= d.found[k].err == bad[i].err && d.found[k].at.line == 5 &&
                     strstr(d.found[k].why.s, bad[i].why);
        if (!found)
            fail_msg("%s: %s", bad[i].row, d.found[0].why.s);
        ent_ctx_close(&d.ctx);
    }
}

static void one_lens_has_one_row(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
#define ROW "- {issue: P, actor: A, position: 1, salience: 2, lens: "
    assert_int_equal(desk_read(&d, HEAD "stances:\n" ROW "l}\n" ROW "l|m}\n"),
                     ENT_NAME);
    first_is(&d, ENT_NAME, 7, 3, "given twice for one lens, first in line 6");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_know_party_and_lenses),
        cmocka_unit_test(mistakes_in_rows_are_told),
        cmocka_unit_test(one_lens_has_one_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
