/* test_qre.c - quantal responses: alike at no precision, the challenge model's
 * at much, and draws that agree with their chances. */
#include "moves_test.h"

#define HEAD "actor,capability,position,salience\n"
#define FIVE \
    HEAD "A,30,4,0.9\nB,20,40,0.3\nC,25,60,0.5\nD,15,75,0.8\nE,40,95,0.2\n"

static void positions_are(const char *settings, const double *want) {
    moves m = moves_of("qre", ENT_STR(FIVE), settings, 1);
    assert_int_equal(m.err, ENT_OK);
    for (size_t i = 0; i < 5; i++)
        NEAR(m.at[1][i], want[i], 1e-9);
    moves_free(&m);
}

static void precision_leads_from_all_alike_to_the_best(void **state) {
    (void)state;
    positions_are("lambda=0",
                  (double[]){4, 139. / 3, 4, 32, 67.44741219744655});
    positions_are("lambda=5",
                  (double[]){4, 43.838220549978274, 4, 27.686564731022216,
                             73.80398917893275});
    positions_are("", (double[]){4, 41.594568487169006, 4, 23.573114543004614,
                                 80.41051145192363});
    positions_are("lambda=1000000", (double[]){4, 4, 4, 4, 83.2968719037509});
}

/* The chances of the offers to one actor, in its reasons, sum to 1. */
static void reasons_hold_the_chances(void **state) {
    (void)state;
    moves m = moves_of("qre", ENT_STR(FIVE), "", 1);
    for (uint32_t i = 1; i < 5; i++) {
        double sum = 0, mean = 0;
        size_t taken = 0;
        for (size_t k = 0; k < m.why.n; k++) {
            const ent_reason *w = &m.why.at[k];
            if (w->mover != i)
                continue;
            sum += w->chance;
            mean += w->chance * w->to;
            taken += w->taken != 0;
        }
        NEAR(sum, 1, 1e-12);
        NEAR(mean, m.at[1][i], 1e-9);
        assert_int_equal(taken, 1);
    }
    moves_free(&m);
}

/* Each draw is one of the offers; their mean over many draws is the mean
 * play's, within four standard errors. */
static void draws_agree_with_the_mean(void **state) {
    (void)state;
    enum { DRAWS = 4000 };
    double sum[5] = {0}, square[5] = {0}, next[5], z, param[MOST_SETTINGS];
    const ent_model *qre = ent_model_find(ENT_STR("qre"));
    moves m = moves_of("qre", ENT_STR(FIVE), "", 1);
    double *work = doubles(&m, qre->work(5, 1));
    ent_game g = {.n_actors = 5,
                  .n_issues = 1,
                  .capability = m.t.capability,
                  .position = m.t.position,
                  .salience = m.t.salience,
                  .hi = 100};
    ent_outcome out = {.position = next, .settlement = &z};
    set_all(&m, qre, "play=draw", param);
    for (uint64_t d = 0; d < DRAWS; d++) {
        assert_int_equal(qre->round(&g, param, d, work, &out), ENT_OK);
        for (size_t i = 0; i < 5; i++) {
            bool offered = next[i] == m.t.position[i];
            for (size_t k = 0; k < m.why.n; k++)
                offered = offered ||
                          (m.why.at[k].mover == i && m.why.at[k].to == next[i]);
            assert_true(offered);
            sum[i] += next[i] / DRAWS;
            square[i] += next[i] * next[i] / DRAWS;
        }
    }
    for (size_t i = 0; i < 5; i++) {
        double sd = sqrt(fmax(0, square[i] - sum[i] * sum[i]));
        NEAR(sum[i], m.at[1][i], 4 * sd / sqrt(DRAWS) + 1e-9);
    }
    moves_free(&m);
}

static void nothing_to_answer(void **state) {
    (void)state;
    moves m = moves_of("qre", ENT_STR(HEAD "A,1,30,.5\n"), "", 5);
    assert_int_equal(m.rounds, 1);
    NEAR(m.settlement[0], 30, 0);
    moves_free(&m);
    m = moves_of("qre", ENT_STR(HEAD "A,1,0,0\nB,0,100,.5\n"), "", 5);
    assert_int_equal(m.err, ENT_DOMAIN);
    moves_free(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(precision_leads_from_all_alike_to_the_best),
        cmocka_unit_test(reasons_hold_the_chances),
        cmocka_unit_test(draws_agree_with_the_mean),
        cmocka_unit_test(nothing_to_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
