/* test_voters.c - what holds for every model of a settlement: who counts,
 * what is refused, what must not change the result. */
#include "model_test.h"

/* One actor after another from a fixed stream; some without weight. */
static issue random_issue(uint64_t draw) {
    ent_stream s = ent_i_stream(7, ENT_STR("issue"));
    issue it = {.n = 1 + (size_t)(ent_i_uniform(s, draw, 999) * 40)};
    for (uint32_t i = 0; i < it.n; i++) {
        double u = ent_i_uniform(s, draw, 4 * i);
        it.x[i] = draw % 3 ? 100 * u : 10 * floor(11 * u);
        it.c[i] = 100 * ent_i_uniform(s, draw, 4 * i + 1);
        it.s[i] = ent_i_uniform(s, draw, 4 * i + 2);
        it.has[i] = ent_i_uniform(s, draw, 4 * i + 3) < .9;
        if (ent_i_uniform(s, draw, 1000 + i) < .1)
            it.s[i] = 0;
    }
    it.has[0] = 1;
    it.s[0] = .5;
    return it;
}

static void each(void (*check)(const issue *it, const char *model)) {
    for (const ent_model *const *m = ent_model_all(); *m; m++)
        for (uint64_t draw = 0; draw < 200; draw++) {
            issue it = random_issue(draw);
            if (!((*m)->flags &
                  (ENT_MODEL_MOVES | ENT_MODEL_ISSUES | ENT_MODEL_TABLE)))
                check(&it, (*m)->name);
        }
}

static void in_hull(const issue *it, const char *model) {
    double lo = 100, hi = 0, z = settled(it, model, "");
    for (size_t i = 0; i < it->n; i++)
        if (it->has[i] && it->s[i] > 0) {
            lo = fmin(lo, it->x[i]);
            hi = fmax(hi, it->x[i]);
        }
    if (!(z >= lo - 1e-12 && z <= hi + 1e-12))
        fail_msg("%s leaves %g..%g: %.17g", model, lo, hi, z);
}

static void settlements_stay_among_the_positions(void **state) {
    (void)state;
    each(in_hull);
}

static void scaled(const issue *it, const char *model) {
    issue big = *it;
    for (size_t i = 0; i < it->n; i++)
        big.c[i] *= 3700;
    NEAR(settled(&big, model, ""), settled(it, model, ""), 1e-10);
}

static void only_ratios_of_capability_matter(void **state) {
    (void)state;
    each(scaled);
}

static void reversed(const issue *it, const char *model) {
    issue turned = *it;
    for (size_t i = 0; i < it->n; i++) {
        size_t j = it->n - 1 - i;
        turned.c[j] = it->c[i];
        turned.x[j] = it->x[i];
        turned.s[j] = it->s[i];
        turned.has[j] = it->has[i];
    }
    double a = settled(&turned, model, ""), b = settled(it, model, "");
    if (!(fabs(a - b) <= 1e-12))
        fail_msg("%s: %.17g, turned round %.17g", model, b, a);
}

static void the_order_of_actors_does_not_matter(void **state) {
    (void)state;
    each(reversed);
}

static void refuse(const issue *it, const char *model) {
    issue bad = *it;
    memset(bad.s, 0, sizeof bad.s);
    assert_int_equal(play(&bad, model, "").err, ENT_DOMAIN);
    const double wrong[] = {NAN, INFINITY, -INFINITY, 1e300};
    for (size_t k = 0; k < 4; k++) {
        bad = *it;
        bad.x[0] = wrong[k];
        assert_int_equal(play(&bad, model, "").err, ENT_DOMAIN);
        bad = *it;
        bad.c[0] = wrong[k];
        assert_int_equal(play(&bad, model, "").err, ENT_DOMAIN);
    }
    bad = *it;
    bad.c[0] = -1;
    assert_int_equal(play(&bad, model, "").err, ENT_DOMAIN);
}

static void what_is_no_number_is_refused(void **state) {
    (void)state;
    each(refuse);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settlements_stay_among_the_positions),
        cmocka_unit_test(only_ratios_of_capability_matter),
        cmocka_unit_test(the_order_of_actors_does_not_matter),
        cmocka_unit_test(what_is_no_number_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
