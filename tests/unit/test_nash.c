/* test_nash.c - bargains everybody gains by, and those nobody finds. */
#include "model_test.h"

static const double C[] = {.3, 1, .6}, X[] = {0, 30, 100}, S[] = {.9, .5, .4};

static void dearer_failure_leads_to_the_mean(void **state) {
    (void)state;
    issue it = issue_of(3, C, X, S);
    NEAR(settled(&it, "nash", "cost=1.05"), 39.337, 5e-4);
    NEAR(settled(&it, "nash", ""), 39.004, 5e-4); /* 2 where none is given */
    NEAR(settled(&it, "nash", "cost=5"), 38.772, 5e-4);
    NEAR(settled(&it, "nash", "cost=20"), 38.654, 5e-4);
    NEAR(settled(&it, "nash", "cost=1000"), 38.615, 5e-4);
    NEAR(settled(&it, "nash", "cost=1000000"), settled(&it, "mean", ""), 1e-5);
}

static void the_issue_may_say_what_failure_costs(void **state) {
    (void)state;
    const double cost[] = {5};
    issue it = issue_of(3, C, X, S);
    it.failure_cost = cost;
    NEAR(settled(&it, "nash", ""), 38.772, 5e-4);
    NEAR(settled(&it, "nash", "cost=20"), 38.654, 5e-4); /* asked for: wins */
}

/* Two actors of equal power at a and b > a > q: the maximum of
 * ln(r^2 - (z-a)^2) + ln(t^2 - (z-b)^2) is checked by its slope. */
static void all_who_gain_share_the_gain(void **state) {
    (void)state;
    const double c[] = {1, 1}, x[] = {50, 70}, quo[] = {40};
    issue it = issue_of(2, c, x, NULL);
    it.status_quo = quo;
    double z = settled(&it, "nash", "disagreement=point");
    double slope = -2 * (z - 50) / (100 - (z - 50) * (z - 50)) +
                   2 * (70 - z) / (900 - (70 - z) * (70 - z));
    NEAR(slope, 0, 1e-10);
    assert_true(z > 50 && z < 60);
}

static void a_status_quo_between_them_stays(void **state) {
    (void)state;
    const double c[] = {1, 1, 1}, x[] = {20, 60, 90}, quo[] = {40};
    issue it = issue_of(3, c, x, NULL);
    it.status_quo = quo;
    NEAR(settled(&it, "nash", "disagreement=point"), 40, 0);
    /* two of three can move it without the first */
    double z = settled(&it, "nash", "disagreement=point coalition=majority");
    assert_true(z > 60 && z < 80);
    it.c[0] = 2; /* half the weight is no majority, on either side */
    NEAR(settled(&it, "nash", "disagreement=point coalition=majority"), 40, 0);
    it.c[0] = 3; /* now the first decides alone */
    NEAR(settled(&it, "nash", "disagreement=point coalition=majority"), 20,
         1e-9);
}

static void one_content_actor_keeps_the_status_quo(void **state) {
    (void)state;
    const double c[] = {1, 1}, x[] = {40, 90}, quo[] = {40};
    issue it = issue_of(2, c, x, NULL);
    it.status_quo = quo;
    NEAR(settled(&it, "nash", "disagreement=point"), 40, 0);
}

static void without_a_status_quo_there_is_no_such_point(void **state) {
    (void)state;
    const double none[] = {-1};
    issue it = issue_of(3, C, X, S);
    assert_int_equal(play(&it, "nash", "disagreement=point").err, ENT_DOMAIN);
    it.status_quo = none;
    assert_int_equal(play(&it, "nash", "disagreement=point").err, ENT_DOMAIN);
    /* failure so cheap that no point suits everybody */
    assert_int_equal(play(&it, "nash", "cost=0.01").err, ENT_DOMAIN);
}

static void cheapest_failure_still_gives_a_number(void **state) {
    (void)state;
    const double c[] = {1, 1e-9}, x[] = {0, 100}, s[] = {1, 1};
    issue it = issue_of(2, c, x, s);
    double z = settled(&it, "nash", "cost=1"); /* both ends are poles */
    assert_true(z > 0 && z < 1);
    it.c[1] = 1;
    NEAR(settled(&it, "nash", "cost=1"), 50, 1e-9);
}

/* Split the dollar: one is neutral to risk, the other has sqrt(1 - x). */
static void dollar(const void *user, double z, double *first, double *second) {
    (void)user;
    *first = 1 / z - .5 / (1 - z);
    *second = -1 / (z * z) - .5 / ((1 - z) * (1 - z));
}

static void risk_aversion_costs_a_share_of_the_dollar(void **state) {
    (void)state;
    NEAR(ent_i_peak(dollar, NULL, 0, 1), 2.0 / 3, 1e-13);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dearer_failure_leads_to_the_mean),
        cmocka_unit_test(the_issue_may_say_what_failure_costs),
        cmocka_unit_test(all_who_gain_share_the_gain),
        cmocka_unit_test(a_status_quo_between_them_stays),
        cmocka_unit_test(one_content_actor_keeps_the_status_quo),
        cmocka_unit_test(without_a_status_quo_there_is_no_such_point),
        cmocka_unit_test(cheapest_failure_still_gives_a_number),
        cmocka_unit_test(risk_aversion_costs_a_share_of_the_dollar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
