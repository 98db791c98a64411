/* test_pce.c - the probabilistic Condorcet election against hand-computed
 * tables, and a slow second reading of its definition. */
#include "model_test.h"

static const double W[] = {.3, .25, .2, .25}, X[] = {0, 30, 70, 100};

static void chances_are(const char *settings, const double *want) {
    issue it = issue_of(4, W, X, NULL);
    result r = play(&it, "pce", settings);
    double mean = 0;
    assert_int_equal(r.err, ENT_OK);
    for (size_t i = 0; i < 4; i++) {
        NEAR(r.chance[i], want[i], 6e-6);
        mean += X[i] * r.chance[i];
    }
    NEAR(r.z, mean, 1e-10);
}

static void binary_votes(void **state) {
    (void)state;
    chances_are("vote=binary variant=conditional",
                (double[]){.17970, .41931, .30074, .10025});
    chances_are("vote=binary variant=uniform",
                (double[]){.21711, .33289, .27857, .17143});
    chances_are("vote=binary variant=incentive",
                (double[]){.18938, .38494, .27621, .14947});
}

static void proportional_votes(void **state) {
    (void)state;
    chances_are("", (double[]){.12608, .45874, .34697, .0682});
    chances_are("variant=uniform", (double[]){.18515, .36314, .30761, .1441});
    chances_are("variant=incentive", (double[]){.16828, .40123, .3057, .12479});
}

/* The definition word by word, every voter counted for every pair. */
static double slow_vote(const char *rule, double d) {
    double sign = fmin(1, fmax(-1, d / 1e-8));
    if (strcmp(rule, "binary") == 0)
        return sign;
    if (strcmp(rule, "prop") == 0)
        return d;
    if (strcmp(rule, "cubic") == 0)
        return pow(d, 3);
    return strcmp(rule, "propbin") == 0 ? .8 * d + .2 * sign
                                        : .5 * d + .5 * pow(d, 3);
}

static double slow_support(const issue *it, const char *rule, size_t i,
                           size_t j) {
    double sum = 0;
    for (size_t k = 0; k < it->n; k++) {
        double d = fabs(it->x[k] - it->x[j]) - fabs(it->x[k] - it->x[i]);
        sum += it->c[k] * it->s[k] * fmax(0, slow_vote(rule, d / 100));
    }
    return sum;
}

static double slow_win(double a, double b, const char *power) {
    if (strcmp(power, "binary") == 0) {
        double share = a / (a + b);
        if (a >= 1.1 * b || b >= 1.1 * a)
            return (a > b ? 1 : 1e-6) / (1 + 1e-6);
        return (share * 2.1 - 1) / .1;
    }
    double e = strtod(power, NULL);
    return pow(a, e) / (pow(a, e) + pow(b, e));
}

static double slow(const issue *it, const char *rule, const char *power) {
    double sum = 0, mean = 0;
    for (size_t i = 0; i < it->n; i++) {
        double p = 1;
        for (size_t j = 0; j < it->n; j++)
            if (j != i)
                p *= slow_win(slow_support(it, rule, i, j),
                              slow_support(it, rule, j, i), power);
        sum += p;
        mean += p * it->x[i];
    }
    return mean / sum;
}

static void every_rule_follows_its_definition(void **state) {
    (void)state;
    const char *rules[] = {"binary", "prop", "cubic", "propbin", "propcbc"};
    const char *powers[] = {"1", "2", "4", "8", "binary"};
    ent_stream s = ent_i_stream(3, ENT_STR("pce"));
    for (uint64_t draw = 0; draw < 20; draw++) {
        issue it = {.n = 9};
        for (uint32_t i = 0; i < it.n; i++) {
            it.x[i] = 100 * ent_i_uniform(s, draw, 3 * i);
            it.c[i] = ent_i_uniform(s, draw, 3 * i + 1);
            it.s[i] = ent_i_uniform(s, draw, 3 * i + 2);
            it.has[i] = 1;
        }
        for (size_t r = 0; r < 5; r++)
            for (size_t p = 0; p < 5; p++) {
                char text[64];
                snprintf(text, sizeof text, "vote=%s power=%s", rules[r],
                         powers[p]);
                NEAR(settled(&it, "pce", text), slow(&it, rules[r], powers[p]),
                     1e-9);
            }
    }
}

static void equal_positions_are_one_option(void **state) {
    (void)state;
    const double w[] = {.1, .25, .2, .2, .25}, x[] = {0, 30, 0, 70, 100};
    issue it = issue_of(5, w, x, NULL);
    result r = play(&it, "pce", "vote=binary");
    NEAR(r.chance[0], .17970, 6e-6);
    assert_true(r.chance[2] == r.chance[0]); /* both stand for it */
}

static void where_there_is_no_choice_it_is_taken(void **state) {
    (void)state;
    const double w[] = {1, 2, 0}, x[] = {40, 40, 90};
    const char *variants[] = {"variant=conditional", "variant=uniform",
                              "variant=incentive"};
    issue it = issue_of(3, w, x, NULL);
    for (size_t k = 0; k < 3; k++) {
        result r = play(&it, "pce", variants[k]);
        assert_int_equal(r.err, ENT_OK);
        NEAR(r.z, 40, 0);
        NEAR(r.chance[0], 1, 1e-12);
        NEAR(r.chance[2], 0, 0); /* no weight: does not stand */
    }
}

static void a_hundred_options_do_not_vanish(void **state) {
    (void)state;
    const char *settings[] = {"power=8", "power=8 vote=cubic",
                              "power=8 variant=uniform",
                              "power=binary variant=incentive"};
    issue it = {.n = 100};
    for (size_t i = 0; i < it.n; i++) {
        it.x[i] = (double)i;
        it.c[i] = i % 2 ? 1e-30 : 1e30;
        it.s[i] = it.has[i] = 1;
    }
    for (size_t k = 0; k < 4; k++) {
        result r = play(&it, "pce", settings[k]);
        double sum = 0;
        assert_int_equal(r.err, ENT_OK);
        for (size_t i = 0; i < it.n; i++)
            sum += r.chance[i];
        NEAR(sum, 1, 1e-9);
        assert_true(r.z > 40 && r.z < 60);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binary_votes),
        cmocka_unit_test(proportional_votes),
        cmocka_unit_test(every_rule_follows_its_definition),
        cmocka_unit_test(equal_positions_are_one_option),
        cmocka_unit_test(where_there_is_no_choice_it_is_taken),
        cmocka_unit_test(a_hundred_options_do_not_vanish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
