/* test_deal.c - the Nash bargaining solution over several issues. */
#include "model/deal.h"
#include "test.h"

enum { MOST = 6 };
static double work[256];

static double product(const ent_deal *d, const double *z) {
    double sum = 0;
    for (size_t i = 0; i < d->n_parties; i++) {
        double gain = ent_i_deal_gain(d, i, z);
        if (!(gain > 0))
            return -INFINITY;
        sum += d->power[i] * log(gain);
    }
    return sum;
}

/* Two parties of equal power that care alike for one issue: the middle of
 * what is left to gain is where the logarithms' slopes cancel. */
static void one_issue_splits_the_difference(void **state) {
    (void)state;
    const double x[] = {0, 100}, care[] = {.01, .01}, power[] = {.5, .5};
    const double most[] = {100, 100}; /* no deal is worth 0 to both */
    const double present[] = {20};
    ent_deal d = {2, 1, x, care, most, power, present};
    double z[1];
    assert_true(ent_i_deal_solve(&d, work, z));
    NEAR(z[0], 50, 1e-9);
    const double strong[] = {.8, .2};
    d.power = strong;
    assert_true(ent_i_deal_solve(&d, work, z));
    /* .8 * 2 z / (1e4 - z^2) = .2 * 2 (100 - z) / (1e4 - (100 - z)^2) */
    double a = .8 * 2 * z[0] / (1e4 - z[0] * z[0]);
    double b = .2 * 2 * (100 - z[0]) / (1e4 - (100 - z[0]) * (100 - z[0]));
    NEAR(a, b, 1e-12);
    assert_true(z[0] < 50);
}

/* Each cares for another issue: both get what they care for. */
static void unlike_cares_are_traded(void **state) {
    (void)state;
    const double x[] = {0, 0, 100, 100}, power[] = {.5, .5};
    const double care[] = {.009, .001, .001, .009};
    const double present[] = {50, 50};
    double most[2], z[2];
    for (int i = 0; i < 2; i++)
        most[i] = .01 * 2500;
    ent_deal d = {2, 2, x, care, most, power, present};
    assert_true(ent_i_deal_solve(&d, work, z));
    NEAR(z[0], 10, 1e-9); /* weighted by care, gains being equal */
    NEAR(z[1], 90, 1e-9);
    NEAR(ent_i_deal_gain(&d, 0, z), ent_i_deal_gain(&d, 1, z), 1e-9);
}

/* No neighbour of the solution is better: checked on a fine star of steps,
 * for problems that random numbers make. */
static void nothing_near_it_is_better(void **state) {
    (void)state;
    ent_stream s = ent_i_stream(1, ENT_STR("deal"));
    size_t solved = 0;
    for (uint64_t k = 0; k < 300; k++) {
        double x[MOST * 3], care[MOST * 3], power[MOST], most[MOST], z[3];
        double present[3];
        size_t n = 2 + k % 5, p = 1 + k % 3;
        uint32_t u = 0;
        for (size_t j = 0; j < p; j++)
            present[j] = 100 * ent_i_uniform(s, k, u++);
        for (size_t i = 0; i < n; i++) {
            power[i] = ent_i_uniform(s, k, u++);
            most[i] = 10 * ent_i_uniform(s, k, u++) - 5;
            for (size_t j = 0; j < p; j++) {
                double at = 100 * ent_i_uniform(s, k, u++);
                x[i * p + j] = at;
                care[i * p + j] = .01 * ent_i_uniform(s, k, u++);
                most[i] +=
                    care[i * p + j] * (present[j] - at) * (present[j] - at);
            }
        }
        ent_deal d = {n, p, x, care, most, power, present};
        if (!ent_i_deal_solve(&d, work, z))
            continue;
        solved++;
        double best = product(&d, z);
        assert_true(isfinite(best));
        for (size_t j = 0; j < p; j++)
            for (double h = 1e-5; h < 20; h *= 10)
                for (int sign = -1; sign < 2; sign += 2) {
                    double y[3] = {z[0], z[1], z[2]};
                    y[j] += sign * h;
                    assert_true(product(&d, y) <= best + 1e-12);
                }
    }
    assert_true(solved > 50);
}

static void without_a_common_gain_there_is_no_deal(void **state) {
    (void)state;
    const double x[] = {0, 100}, care[] = {.01, .01}, power[] = {.5, .5};
    const double present[] = {50};
    double z[1];
    /* both stand as near as they can to the middle already */
    const double most[] = {25, 25};
    ent_deal d = {2, 1, x, care, most, power, present};
    assert_false(ent_i_deal_solve(&d, work, z));
    const double less[] = {24, 24}; /* and ask for more than there is */
    d.most = less;
    assert_false(ent_i_deal_solve(&d, work, z));
    const double more[] = {25.1, 25.1};
    d.most = more;
    assert_true(ent_i_deal_solve(&d, work, z));
    NEAR(z[0], 50, 1e-9);
}

/* One party that wants both issues elsewhere gets them there. */
static void one_party_alone_gets_its_way(void **state) {
    (void)state;
    const double x[] = {70, 20}, care[] = {.005, .005}, power[] = {1};
    const double present[] = {0, 100}, most[] = {56.5};
    double z[2];
    ent_deal d = {1, 2, x, care, most, power, present};
    assert_true(ent_i_deal_solve(&d, work, z));
    NEAR(z[0], 70, 1e-9);
    NEAR(z[1], 20, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_issue_splits_the_difference),
        cmocka_unit_test(unlike_cares_are_traded),
        cmocka_unit_test(nothing_near_it_is_better),
        cmocka_unit_test(without_a_common_gain_there_is_no_deal),
        cmocka_unit_test(one_party_alone_gets_its_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
