/* test_challenge.c - the challenge model against its definition worked out by
 * hand, its readings, and inputs without a challenge. */
#include "moves_test.h"

#define HEAD  "actor,capability,position,salience\n"
#define THREE HEAD "Low,0.5,0,0.9\nMiddle,1,40,0.6\nHigh,0.8,100,0.5\n"
#define FIVE \
    HEAD "A,30,4,0.9\nB,20,40,0.3\nC,25,60,0.5\nD,15,75,0.8\nE,40,95,0.2\n"

static void positions_are(const char *text, const char *settings,
                          uint32_t round, const double *want) {
    moves m = moves_of("challenge", ent_i_str(text), settings, round);
    assert_int_equal(m.err, ENT_OK);
    for (size_t i = 0; i < m.t.n_actors; i++)
        NEAR(m.at[m.rounds][i], want[i], 1e-12);
    moves_free(&m);
}

/* P of Low over High is 57/97: 45 of its own and 12 of Middle, who stands 20
 * nearer to it, against 40. */
static void chances_and_expectations(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_table t;
    const ent_matrix *m;
    size_t n;
    double param[MOST_SETTINGS] = {0};
    const ent_model *model = ent_model_find(ENT_STR("challenge"));
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_table_read(&ctx, ENT_STR("t"), ENT_STR(THREE), &t),
                     ENT_OK);
    ent_game g = {.n_actors = 3,
                  .n_issues = 1,
                  .capability = t.capability,
                  .position = t.position,
                  .salience = t.salience,
                  .hi = 100};
    assert_int_equal(model->matrices(&ctx, &g, t.actor, t.issue, param, &m, &n),
                     ENT_OK);
    assert_int_equal(n, 3);
    assert_string_equal(m[0].name, "chance");
    NEAR(m[0].x[2], 57. / 97, 1e-15);
    assert_string_equal(m[1].name, "challenge");
    NEAR(m[1].x[2], .58763, 5e-6);
    NEAR(m[1].x[6], -.05773, 5e-6);
    assert_string_equal(m[2].name, "challenged");
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            NEAR(m[2].x[3 * i + j], m[1].x[3 * j + i], 1e-15);
    assert_int_equal(m[1].none[4], 1);
    ent_ctx_close(&ctx);
}

static void offers_are_taken(void **state) {
    (void)state;
    positions_are(THREE, "", 1, (double[]){40, 40, 90.17543859649122});
    positions_are(THREE, "", 2, (double[]){40, 40, 69.14954051796155});
    positions_are(FIVE, "", 1, (double[]){4, 4, 4, 4, 83.2968719037509});
}

/* B hears A, C and D: three fights it would lose.  E hears compromises of A
 * and D besides two to which it would have to give in. */
static void readings_choose_among_offers(void **state) {
    (void)state;
    positions_are(FIVE, "choice=move", 1,
                  (double[]){4, 60, 4, 60, 86.49277688603532});
    positions_are(FIVE, "choice=class conflict=nobody", 1,
                  (double[]){4, 40, 60, 75, 86.49277688603532});
    positions_are(FIVE, "conflict=nobody compel=no choice=gain", 1,
                  (double[]){4, 40, 60, 75, 83.2968719037509});
}

static void outcome_is_mean_or_median(void **state) {
    (void)state;
    moves m = moves_of("challenge", ENT_STR(THREE), "", 1);
    double mean = (.45 * 40 + .6 * 40 + .4 * 90.17543859649122) / 1.45;
    NEAR(m.settlement[0], mean, 1e-12);
    moves_free(&m);
    m = moves_of("challenge", ENT_STR(THREE), "outcome=median", 1);
    NEAR(m.settlement[0], 40, 0);
    moves_free(&m);
}

static void it_ends_where_nobody_moves(void **state) {
    (void)state;
    moves m = moves_of("challenge", ENT_STR(HEAD "A,1,30,.5\n"), "", 9);
    assert_int_equal(m.rounds, 1);
    NEAR(m.settlement[0], 30, 0);
    moves_free(&m);
    m = moves_of("challenge", ENT_STR(HEAD "A,1,40,.5\nB,2,40,.7\n"), "", 9);
    assert_int_equal(m.rounds, 1);
    moves_free(&m);
    m = moves_of("challenge", ENT_STR(HEAD "A,1,0,.5\nB,1,100,.5\n"), "", 9);
    assert_int_equal(m.rounds, 1); /* as strong as each other */
    NEAR(m.settlement[0], 50, 1e-12);
    moves_free(&m);
    m = moves_of("challenge", ENT_STR(HEAD "A,1,0,0\nB,0,100,.5\n"), "", 9);
    assert_int_equal(m.err, ENT_DOMAIN);
    moves_free(&m);
}

static void who_has_no_say_stays(void **state) {
    (void)state;
    moves m = moves_of("challenge",
                       ENT_STR(HEAD "X,0,70,1\nLow,0.5,0,0.9\nMiddle,1,40,0.6\n"
                                    "Y,9,55,0\nHigh,0.8,100,0.5\n"),
                       "", 1);
    static const double want[] = {70, 40, 40, 55, 90.17543859649122};
    for (size_t i = 0; i < 5; i++)
        NEAR(m.at[1][i], want[i], 1e-12);
    for (size_t k = 0; k < m.why.n; k++)
        assert_true(m.why.at[k].mover != 0 && m.why.at[k].mover != 3 &&
                    m.why.at[k].by != 0 && m.why.at[k].by != 3);
    assert_true(m.why.n > 0);
    moves_free(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_and_expectations),
        cmocka_unit_test(offers_are_taken),
        cmocka_unit_test(readings_choose_among_offers),
        cmocka_unit_test(outcome_is_mean_or_median),
        cmocka_unit_test(it_ends_where_nobody_moves),
        cmocka_unit_test(who_has_no_say_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
