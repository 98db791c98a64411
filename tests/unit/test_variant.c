/* test_variant.c - several versions of a scenario on the same draws. */
#include "ask.h"
#include "find/variant.h"

enum { DRAWS = 130 }; /* two blocks and a bit */

static ent_look looks(const char *name, ent_when_kind kind) {
    return (ent_look){.name = ent_i_str(name), .when = {kind, 0}};
}

/* Draws share their random numbers, whatever is changed. */
static void a_change_is_all_that_differs(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", DRAWS);
    ent_str change = ENT_STR("B.position.P+=6");
    ent_look a = looks("settle.P", ENT_WHEN_END), b = a;
    ent_variant v[2] = {
        {.look = &a, .n_looks = 1},
        {.look = &b, .n_looks = 1, .change = &change, .n_changes = 1}};
    assert_int_equal(ent_i_variants_play(&k.d.ctx, &k.d.s, &k.plan, v, 2),
                     ENT_OK);
    for (int d = 0; d < DRAWS; d++)
        NEAR(b.x[d] - a.x[d], 3, 1e-9);
    assert_true(a.x[0] != a.x[1]);
    asked_close(&k);
}

/* Half of the draws take each reading: B at 80 or at 40. */
static void a_mixture_takes_each_reading(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", DRAWS);
    ent_look l = looks("B.position.P", ENT_WHEN_END);
    ent_variant v = {.lens = ENT_STR("mixture"), .look = &l, .n_looks = 1};
    assert_int_equal(ent_i_variants_play(&k.d.ctx, &k.d.s, &k.plan, &v, 1),
                     ENT_OK);
    for (int d = 0; d < DRAWS; d++)
        assert_true(l.x[d] < 60); /* there is one lens, and it says 40 */
    asked_close(&k);
}

static void what_is_taken_out_stays_out(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    ent_str change = ENT_STR("rate=30"), part = ENT_STR("rate");
    ent_look l = looks("tank", ENT_WHEN_END);
    ent_variant v = {.look = &l,
                     .n_looks = 1,
                     .change = &change,
                     .n_changes = 1,
                     .without = &part,
                     .n_without = 1};
    assert_int_equal(ent_i_variants_play(&k.d.ctx, &k.d.s, &k.plan, &v, 1),
                     ENT_OK);
    NEAR(l.x[0], 0, 0); /* the tap changes nothing either */
    asked_close(&k);
}

static void one_mistake_does_not_stop_the_others(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "clock", 4);
    ent_look good = looks("tank", ENT_WHEN_END),
             bad = looks("nothing", ENT_WHEN_END);
    ent_variant v[2] = {{.look = &bad, .n_looks = 1},
                        {.look = &good, .n_looks = 1}};
    assert_int_equal(ent_i_variants_play(&k.d.ctx, &k.d.s, &k.plan, v, 2),
                     ENT_OK);
    assert_int_equal(v[0].err, ENT_NAME);
    assert_int_equal(v[1].err, ENT_OK);
    NEAR(good.x[0], 80, 0);
    assert_int_equal(ent_i_variants_fail(&k.d.ctx, v, 2), ENT_NAME);
    assert_non_null(strstr(k.d.ctx.fail.why, "nothing"));
    asked_close(&k);
}

/* Dealt by plays or by draws, the numbers are the same bit for bit. */
static void any_number_of_threads(void **state) {
    (void)state;
    asked k;
    asked_open(&k, "lever", DRAWS);
    double first[DRAWS];
    for (int threads = 1; threads <= 4; threads++) {
        ent_look l[3];
        ent_variant v[3];
        for (int i = 0; i < 3; i++) {
            l[i] = looks("settle.P", ENT_WHEN_END);
            v[i] = (ent_variant){.look = &l[i], .n_looks = 1};
        }
        k.plan.threads = threads;
        assert_int_equal(ent_i_variants_play(&k.d.ctx, &k.d.s, &k.plan, v, 3),
                         ENT_OK);
        if (threads == 1)
            memcpy(first, l[0].x, sizeof first);
        for (int i = 0; i < 3; i++)
            assert_memory_equal(first, l[i].x, sizeof first);
    }
    asked_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_all_that_differs),
        cmocka_unit_test(a_mixture_takes_each_reading),
        cmocka_unit_test(what_is_taken_out_stays_out),
        cmocka_unit_test(one_mistake_does_not_stop_the_others),
        cmocka_unit_test(any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
