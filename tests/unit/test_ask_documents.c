/* test_ask_documents.c - what rests on one document alone.  In lever.yaml the
 * position of A rests on `notes` alone, that of B on both. */
#include "ask.h"
#include "find/dropped.h"

static void a_value_loses_its_narrowness(void **state) {
    (void)state;
    asked k;
    ent_dropped d;
    asked_open(&k, "lever", 4);
    assert_int_equal(
        ent_i_document_drop(&k.d.ctx, &k.d.s, ENT_STR("notes"), &d), ENT_OK);
    const ent_value *v = value(&d.s, "A.position.P");
    NEAR(v->best, 20, 0);
    NEAR(v->lo, 0, 0);
    NEAR(v->hi, 100, 0);
    NEAR(value(&d.s, "B.position.P")->lo, 75, 0);          /* rests on both */
    NEAR(value(&d.s, "A.capability")->lo, 50.0 / 3, 1e-9); /* no upper end */
    NEAR(value(&d.s, "A.capability")->hi, 150, 1e-9);
    assert_int_equal(d.n_values, 5);
    assert_int_equal(d.n_lenses, 0);
    assert_int_equal(
        ent_i_document_drop(&k.d.ctx, &k.d.s, ENT_STR("letter"), &d), ENT_OK);
    assert_int_equal(d.n_values, 0);
    assert_int_equal(d.n_lenses, 1);
    assert_int_equal(d.s.lens[0].n_sets, 0);
    asked_close(&k);
}

static void parts_and_events_go_with_their_document(void **state) {
    (void)state;
    asked k;
    ent_dropped d;
    asked_open(&k, "clock", 4);
    assert_int_equal(
        ent_i_document_drop(&k.d.ctx, &k.d.s, ENT_STR("notes"), &d), ENT_OK);
    assert_int_equal(d.n_events, 1);
    assert_int_equal(d.n_parts, 6);
    assert_int_equal(d.n_mechanisms, 2); /* whose parts are among them */
    STR_EQUAL(d.part[0], "fast");
    STR_EQUAL(d.part[2], "tank");
    STR_EQUAL(d.part[5], "belief.B.A_pumps");
    NEAR(value(&d.s, "event.tap.chance")->best, 0, 0);
    asked_close(&k);
}

/* The tank is borne by another mechanism too, and the pump by a letter. */
static void parts_that_something_else_bears_stay(void **state) {
    (void)state;
    asked k;
    ent_dropped d;
    asked_open(&k, "clock", 4);
    ent_ref other = {ENT_STR("letter"), 1, 0};
    ent_str part[] = {ENT_STR("cost"), ENT_STR("rate=0"), ENT_STR("A.pump")};
    ent_mechanism m[2] = {k.d.s.mechanism[0], k.d.s.mechanism[1]};
    m[0].part = part, m[0].n_parts = 3;
    m[1].part = &part[1], m[1].n_parts = 1;
    m[1].grounds.evidence = &other;
    ent_move pump = k.d.s.move[0];
    pump.grounds.evidence = &other;
    k.d.s.mechanism = m;
    k.d.s.move = &pump;
    assert_int_equal(
        ent_i_document_drop(&k.d.ctx, &k.d.s, ENT_STR("notes"), &d), ENT_OK);
    assert_int_equal(d.n_mechanisms, 1);
    assert_int_equal(d.n_parts, 6); /* fast, slow, tank, A.position.P, the
                                       belief, and of M1 the cost */
    STR_EQUAL(d.part[5], "cost");
    asked_close(&k);
}

static void a_result_rests_on_the_document_that_narrows_it(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 500);
    asked_run(&k, "leave-one-out");
    NEAR(asked_number(&k, 0, 0, "values that rest on it"), 5, 0);
    STR_EQUAL(asked_text(&k, 1, 0, "rests on it"), "yes");
    assert_true(asked_number(&k, 1, 0, "band without") >
                3 * asked_number(&k, 1, 0, "band"));
    STR_EQUAL(asked_text(&k, 1, 1, "rests on it"), "no");
    SAYS(&k, "rest on one document: The balance (settle.P) on 1");
    asked_close(&k);
}

static void an_arrival_is_what_it_brings(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 500);
    asked_run(&k, "arrival 2");
    SAYS(&k, "Document 2 alone bears 0 values, 0 events, 0 mechanisms, 0 other "
             "parts and 1 lens.");
    STR_EQUAL(asked_text(&k, 0, 0, "before"), "no such lens");
    NEAR(asked_number(&k, 1, 0, "change"), 0, 0);
    NEAR(asked_number(&k, 2, 0, "change"), -20, 0.1); /* B at 40, not 80 */
    asked_run(&k, "arrival notes");
    STR_EQUAL(asked_text(&k, 0, 0, "what"), "A.capability");
    assert_int_equal(asked_try(&k, "arrival 9"), ENT_NAME);
    assert_int_equal(asked_try(&k, "arrival"), ENT_SYNTAX);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_loses_its_narrowness),
        cmocka_unit_test(parts_and_events_go_with_their_document),
        cmocka_unit_test(parts_that_something_else_bears_stay),
        cmocka_unit_test(a_result_rests_on_the_document_that_narrows_it),
        cmocka_unit_test(an_arrival_is_what_it_brings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
