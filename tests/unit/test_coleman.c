/* test_coleman.c - control is traded for control: hand-computed markets. */
#include "moves_test.h"

#define HEAD "actor,issue,capability,position,salience\n"

static const ent_matrix *tables_of(moves *m, ent_str text) {
    const ent_matrix *all;
    size_t n;
    *m = moves_of("coleman", text, "", 1);
    assert_int_equal(m->err, ENT_OK);
    ent_game g = {.n_actors = m->t.n_actors,
                  .n_issues = m->t.n_issues,
                  .capability = m->t.capability,
                  .position = m->t.position,
                  .salience = m->t.salience,
                  .has = m->t.has,
                  .hi = 100};
    const ent_model *model = ent_model_find(ENT_STR("coleman"));
    assert_int_equal(
        model->matrices(&m->ctx, &g, m->t.actor, m->t.issue, NULL, &all, &n),
        ENT_OK);
    assert_int_equal(n, 3);
    return all;
}

/* A holds p, B holds q.  v_A = w_p = .4 v_A + .7 v_B, so v = (7, 6) / 13. */
static void two_owners_trade_by_hand(void **state) {
    (void)state;
    moves m;
    const ent_matrix *all =
        tables_of(&m, ENT_STR(HEAD "A,p,1,100,.4\nA,q,0,100,.6\n"
                                   "B,p,0,0,.7\nB,q,1,0,.3\n"));
    NEAR(all[0].x[0], 7. / 13, 1e-12);
    NEAR(all[0].x[1], 6. / 13, 1e-12);
    NEAR(all[1].x[0], 7. / 13, 1e-12);
    NEAR(m.settlement[0], 40, 1e-9); /* A keeps .4 (7/13) / (7/13) of p */
    NEAR(m.settlement[1], 70, 1e-9); /* and gets .6 (7/13) / (6/13) of q */
    moves_free(&m);
}

/* Who cares for one thing only spends all of its power there. */
static void power_and_control_are_a_fixed_point(void **state) {
    (void)state;
    moves m;
    const ent_matrix *all = tables_of(
        &m, ENT_STR(HEAD "A,p,3,10,.9\nA,q,1,20,.1\nA,r,2,0,.4\nB,p,1,80,.2\n"
                         "B,q,2,50,.8\nC,q,1,90,1\nC,r,5,60,0\nD,r,1,100,.7\n"
                         "D,p,2,30,.2\n"));
    const double *v = all[0].x, *w = all[1].x, *after = all[2].x;
    double sum = 0;
    for (size_t i = 0; i < 4; i++) {
        double power = 0;
        for (size_t p = 0; p < 3; p++) {
            double total = 0;
            for (size_t j = 0; j < 4; j++)
                total += m.t.capability[p * 4 + j];
            power += w[p] * m.t.capability[p * 4 + i] / total;
        }
        NEAR(power, v[i], 1e-12);
        sum += v[i];
    }
    NEAR(sum, 1, 1e-12);
    for (size_t p = 0; p < 3; p++) {
        double held = 0;
        for (size_t i = 0; i < 4; i++)
            held += after[p * 4 + i];
        NEAR(held, 1, 1e-12);
    }
    NEAR(after[4 + 2] * w[1], v[2], 1e-12);
    NEAR(after[8 + 2], 0, 1e-15); /* sold: C does not care for r */
    moves_free(&m);
}

/* One issue: power is capability, and interest is the same for all. */
static void one_issue_is_the_mean_by_capability(void **state) {
    (void)state;
    moves m;
    tables_of(&m, ENT_STR("actor,capability,position,salience\n"
                          "A,1,0,.1\nB,3,100,.9\n"));
    NEAR(m.settlement[0], 75, 1e-9);
    moves_free(&m);
}

static void who_cares_for_nothing_is_left_out(void **state) {
    (void)state;
    moves m;
    const ent_matrix *all =
        tables_of(&m, ENT_STR(HEAD "A,p,1,100,.4\nA,q,0,100,.6\nB,p,0,0,.7\n"
                                   "B,q,1,0,.3\nC,p,9,50,0\nC,q,9,50,0\n"));
    NEAR(all[0].x[0], 7. / 13, 1e-12);
    NEAR(all[0].x[2], 0, 0);
    moves_free(&m);
    m = moves_of("coleman", ENT_STR(HEAD "A,p,1,1,.5\nB,q,1,1,0\n"), "", 1);
    assert_int_equal(m.err, ENT_DOMAIN);
    moves_free(&m);
}

/* An issue that nobody cares for has no value; control of it stays. */
static void an_issue_without_value_stays_as_it_is(void **state) {
    (void)state;
    moves m;
    tables_of(&m, ENT_STR(HEAD "A,p,1,100,.4\nA,q,1,100,0\nB,p,3,0,.7\n"
                               "B,q,3,0,0\n"));
    NEAR(m.settlement[1], 25, 1e-9);
    moves_free(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_owners_trade_by_hand),
        cmocka_unit_test(power_and_control_are_a_fixed_point),
        cmocka_unit_test(one_issue_is_the_mean_by_capability),
        cmocka_unit_test(who_cares_for_nothing_is_left_out),
        cmocka_unit_test(an_issue_without_value_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
