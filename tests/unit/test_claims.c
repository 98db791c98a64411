/* test_claims.c - claims and mechanisms played: verdicts, shared plays, the
 * same bits for any number of threads. */
#include "ask.h"

static ent_tests tested(asked *k, const ent_test_choice *o) {
    ent_tests t;
    if (ent_claims_test(&k->d.ctx, &k->d.s, &k->plan, o, &t))
        fail_msg("%s", k->d.ctx.fail.why);
    return t;
}

/* K1: 20 more in the tank lift A by 10 and the mean by 5. */
static void a_mechanism_needs_its_parts(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 70);
    ent_tests t = tested(&k, NULL);
    assert_int_equal(t.n_claims, 1); /* M1's own is not counted twice */
    assert_int_equal(t.n_held, 1);
    NEAR(t.claim[0].effect[0].change.q50, 5, 1e-9);
    NEAR(t.claim[0].effect[0].agree, 1, 0);
    assert_int_equal(t.n_mechanisms, 2);
    assert_int_equal(t.n_working, 1);
    const ent_mechanism_result *m = &t.mechanism[0];
    assert_int_equal(m->verdict, ENT_VERDICT_HOLDS);
    assert_int_equal(m->with.verdict, ENT_VERDICT_HOLDS);
    assert_int_equal(m->without.verdict, ENT_VERDICT_FAILS);
    NEAR(m->without.effect[0].change.q50, 0, 1e-9);
    STR_EQUAL(m->kinds, "driver");
    asked_close(&k);
}

static void a_mechanism_whose_parts_do_nothing_is_idle(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 70);
    ent_tests t = tested(&k, NULL);
    const ent_mechanism_result *m = &t.mechanism[1];
    assert_int_equal(m->verdict, ENT_VERDICT_IDLE);
    STR_EQUAL(m->kinds, "move");
    assert_true(ent_i_starts(m->says, "its claim holds without its parts too"));
    asked_close(&k);
}

/* As it is, K1, M1 with their changes; without M1's and M2's parts, each with
 * and without its change. */
static void plays_are_shared(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 8);
    assert_int_equal(tested(&k, NULL).n_plays, 7);
    ent_str only = ENT_STR("K*");
    ent_test_choice o = {.claim = &only, .n_claims = 1};
    ent_tests t = tested(&k, &o);
    assert_int_equal(t.n_plays, 2);
    assert_int_equal(t.n_mechanisms, 0);
    o.claim = NULL, o.n_claims = 0;
    ent_str idle = ENT_STR("M2");
    o.mechanism = &idle, o.n_mechanisms = 1;
    t = tested(&k, &o);
    assert_int_equal(t.n_claims, 0);
    assert_int_equal(t.n_mechanisms, 1);
    asked_close(&k);
}

static void a_name_that_is_none_is_told(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 8);
    ent_tests t;
    ent_str id = ENT_STR("K2");
    ent_test_choice o = {.claim = &id, .n_claims = 1};
    assert_int_equal(ent_claims_test(&k.d.ctx, &k.d.s, &k.plan, &o, &t),
                     ENT_NAME);
    assert_non_null(strstr(k.d.ctx.fail.why, "no claim 'K2'"));
    asked_close(&k);
}

/* A claim that cannot be played is a verdict, and the others go on. */
static void a_mistake_in_one_claim_stays_there(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 8);
    ent_claim *c = (ent_claim *)k.d.s.claim;
    ent_str change = ENT_STR("nobody=1");
    c[0].change = &change;
    ent_tests t = tested(&k, NULL);
    assert_int_equal(t.claim[0].verdict, ENT_VERDICT_ERROR);
    assert_non_null(strstr(t.claim[0].says.s, "nobody"));
    assert_int_equal(t.mechanism[1].verdict, ENT_VERDICT_ERROR); /* uses it */
    assert_int_equal(t.mechanism[0].verdict, ENT_VERDICT_HOLDS);
    asked_close(&k);
}

static void a_lens_can_be_put_over_all(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", 50);
    ent_str lens = ENT_STR("2");
    assert_int_equal(tested(&k, NULL).n_held, 3);
    ent_test_choice o = {.lens = &lens};
    ent_tests t = tested(&k, &o);
    assert_int_equal(t.n_held, 1); /* B no longer above 50, pulls less */
    assert_int_equal(t.claim[1].verdict, ENT_VERDICT_FAILS);
    asked_close(&k);
}

static void the_number_of_threads_changes_nothing(void **state) {
    (void)state;
    double got[4];
    for (int i = 0; i < 4; i++) {
        asked k;
        asked_open(&k, "lever", 150);
        k.plan.threads = (int[]){1, 2, 3, 16}[i];
        ent_tests t = tested(&k, NULL);
        got[i] = t.claim[0].effect[0].before.mean +
                 1e-3 * t.claim[2].effect[0].change.q10;
        asked_close(&k);
    }
    for (int i = 1; i < 4; i++)
        assert_memory_equal(&got[0], &got[i], sizeof *got);
}

static int stop(void *user, const char *what, double done) {
    (void)user;
    (void)what;
    return done > 0;
}

static void it_can_be_stopped(void **state) {
    (void)state;
    asked k;
    ent_tests t;
    asked_open(&k, "clock", 50);
    k.d.ctx.progress = stop;
    k.plan.threads = 1;
    assert_int_equal(ent_claims_test(&k.d.ctx, &k.d.s, &k.plan, NULL, &t),
                     ENT_CANCELLED);
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mechanism_needs_its_parts),
        cmocka_unit_test(a_mechanism_whose_parts_do_nothing_is_idle),
        cmocka_unit_test(plays_are_shared),
        cmocka_unit_test(a_name_that_is_none_is_told),
        cmocka_unit_test(a_mistake_in_one_claim_stays_there),
        cmocka_unit_test(a_lens_can_be_put_over_all),
        cmocka_unit_test(the_number_of_threads_changes_nothing),
        cmocka_unit_test(it_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
