/* test_procedure.c - who is pivotal, what beats the status quo, what comes of
 * the procedures: hand-computed cases, and what must hold for all. */
#include "model_test.h"

enum { SEVEN = 7 };
static const double ONE[] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
static const double X[] = {10, 20, 35, 50, 55, 70, 90, 80};

/* Seven members, and perhaps a setter at 80; status quo q. */
static issue seven(size_t n, const double *q) {
    issue it = issue_of(n, ONE, X, NULL);
    it.status_quo = q;
    return it;
}

static void pivots_gate_what_the_median_wants(void **state) {
    (void)state;
    const double at30[] = {30}, at40[] = {40}, at70[] = {70};
    issue it = seven(SEVEN, at30);
    NEAR(settled(&it, "pivots", ""), 50, 0);
    NEAR(settled(&it, "pivots", "quota=5"), 40, 0); /* winset 30..40 */
    it.status_quo = at40;
    NEAR(settled(&it, "pivots", "quota=5"), 40, 0); /* gridlock 35..55 */
    it.status_quo = at70;
    NEAR(settled(&it, "pivots", "quota=5"), 50, 0);
    NEAR(settled(&it, "pivots", "quota=5 proposer=a0"), 40, 0);
    it.status_quo = NULL;
    NEAR(settled(&it, "pivots", "quota=1"), 50, 0);
    assert_int_equal(play(&it, "pivots", "quota=8").err, ENT_DOMAIN);
}

static void the_reason_names_the_pivot(void **state) {
    (void)state;
    const double q[] = {30};
    issue it = seven(SEVEN, q);
    result r = play(&it, "pivots", "quota=5 proposer=a6");
    STR_EQUAL(ent_i_str(r.why.how), "pivot");
    assert_int_equal(r.why.mover, 2); /* 35: indifferent between 30 and 40 */
    assert_int_equal(r.why.by, 6);
    NEAR(r.why.to, 40, 0);
    NEAR(r.why.gain_mover, 0, 0);
    NEAR(r.why.gain_by, .1, 1e-15);
    assert_true(r.why.taken);
}

static void the_setter_gets_what_the_pivot_bears(void **state) {
    (void)state;
    const double at30[] = {30}, at50[] = {50}, at75[] = {75};
    issue it = seven(SEVEN + 1, at30);
    NEAR(settled(&it, "setter", "setter=a7"), 70, 0);
    it.status_quo = at50;
    NEAR(settled(&it, "setter", "setter=a7"), 50, 0);
    it.status_quo = at75; /* 25..75 beats it, and 75 is nearest to 80 */
    NEAR(settled(&it, "setter", "setter=a7"), 75, 0);
    it.status_quo = at30;
    it.c[7] = 3; /* the weightiest sets where nobody is named */
    NEAR(settled(&it, "setter", ""), 70, 0);
    it.has[7] = 0;
    assert_int_equal(play(&it, "setter", "setter=a7").err, ENT_DOMAIN);
    assert_int_equal(play(&it, "setter", "setter=zz").err, ENT_DOMAIN);
}

static void veto_players_must_all_gain(void **state) {
    (void)state;
    const double q[] = {20}, c[] = {5, 1, 5, 5}, x[] = {35, 10, 50, 55};
    issue it = issue_of(4, c, x, NULL);
    it.status_quo = q;
    NEAR(settled(&it, "veto", ""), 20, 0); /* inside 10..55 */
    NEAR(settled(&it, "veto", "least=.3 proposer=a3"), 50, 0); /* 20..50 */
    NEAR(settled(&it, "veto", "least=.3 proposer=a0"), 35, 0);
    NEAR(settled(&it, "veto", "least=1 proposer=a3"), 50, 0);
}

/* Council 10..90 as above, Commission a7 at 80, Parliament a8 at 95. */
static void consultation_ends_where_nobody_amends(void **state) {
    (void)state;
    const double at30[] = {30}, at52[] = {52}, at0[] = {0};
    issue it = seven(SEVEN + 1, at30);
    it.n = 9;
    it.c[8] = it.s[8] = it.has[8] = 1;
    it.x[8] = 95;
    const char *who = "commission=a7 parliament=a8 quota=5";
    NEAR(settled(&it, "consultation", who), 40, 0);
    it.status_quo = at52;
    NEAR(settled(&it, "consultation", who), 52, 0);
    it.status_quo = at0;
    NEAR(settled(&it, "consultation", who), 70, 0); /* 2 * 35 */
    it.x[7] = 5; /* 0..70 and 10..90: the Council would amend 5 to 10 */
    NEAR(settled(&it, "consultation", who), 0, 0); /* no better than 0 */
    it.x[7] = 6;
    NEAR(settled(&it, "consultation", who), 10, 0);
    it.status_quo = NULL;
    NEAR(settled(&it, "consultation", who), 10, 0);
}

/* The peak of ln of both gains, by a fine grid. */
static double best(double q, double p, double e) {
    double best = -1, at = q;
    for (double z = q; z <= 2 * p - q && z <= 2 * e - q; z += 1e-4) {
        double gain = ((p - q) * (p - q) - (z - p) * (z - p)) *
                      ((e - q) * (e - q) - (z - e) * (z - e));
        if (gain > best) {
            best = gain;
            at = z;
        }
    }
    return at;
}

static void codecision_is_a_bargain_of_pivot_and_parliament(void **state) {
    (void)state;
    const double at20[] = {20}, at40[] = {40}, at60[] = {60};
    issue it = seven(SEVEN + 1, at20);
    const char *who = "parliament=a7 quota=5";
    NEAR(settled(&it, "codecision", who), best(20, 35, 80), 2e-4);
    NEAR(settled(&it, "codecision", "parliament=a7 quota=5 last=parliament"),
         50, 0); /* 2 * 35 - 20 */
    NEAR(settled(&it, "codecision", "parliament=a7 quota=5 last=council"), 35,
         0);
    it.status_quo = at40; /* in the Council's gridlock */
    NEAR(settled(&it, "codecision", who), 40, 0);
    it.status_quo = at60; /* the Council would go left, Parliament right */
    NEAR(settled(&it, "codecision", who), 60, 0);
    it.x[7] = 30; /* both left: 2 * 55 - 60 = 50 binds */
    double mirrored = 100 - best(40, 45, 70);
    NEAR(settled(&it, "codecision", who), mirrored, 2e-4);
    it.status_quo = NULL;
    NEAR(settled(&it, "codecision", who), 40, 0); /* half way 50 to 30 */
}

static const char *const PROCEDURES[] = {"pivots", "veto", "setter",
                                         "consultation", "codecision"};

/* Nobody who must agree is worse off than with the status quo. */
static void no_pivot_loses(void **state) {
    (void)state;
    ent_stream s = ent_i_stream(5, ENT_STR("procedures"));
    for (uint64_t draw = 0; draw < 400; draw++) {
        issue it = {.n = 3 + draw % 9};
        double q[1] = {100 * ent_i_uniform(s, draw, 0)};
        for (uint32_t i = 0; i < it.n; i++) {
            it.c[i] = 1 + floor(5 * ent_i_uniform(s, draw, 2 * i + 1));
            it.x[i] = floor(101 * ent_i_uniform(s, draw, 2 * i + 2));
            it.s[i] = it.has[i] = 1;
        }
        it.status_quo = q;
        for (size_t k = 0; k < 5; k++) {
            result r = play(&it, PROCEDURES[k], "");
            assert_int_equal(r.err, ENT_OK);
            assert_true(r.why.gain_mover >= -1e-12);
            assert_true(r.why.gain_by >= -1e-12);
            assert_true(r.z >= 0 && r.z <= 100);
            for (size_t i = 0; k == 1 && i < it.n; i++) /* all have a veto */
                assert_true(fabs(it.x[i] - r.z) <=
                            fabs(it.x[i] - q[0]) + 1e-12);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pivots_gate_what_the_median_wants),
        cmocka_unit_test(the_reason_names_the_pivot),
        cmocka_unit_test(the_setter_gets_what_the_pivot_bears),
        cmocka_unit_test(veto_players_must_all_gain),
        cmocka_unit_test(consultation_ends_where_nobody_amends),
        cmocka_unit_test(codecision_is_a_bargain_of_pivot_and_parliament),
        cmocka_unit_test(no_pivot_loses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
