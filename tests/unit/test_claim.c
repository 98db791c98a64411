/* test_claim.c - when an expectation holds: signs, least, shares. */
#include "find/claims.h"
#include "test.h"

enum { N = 20 };

typedef struct sides {
    ent_ctx ctx;
    double x[2][N];
    unsigned char bad[2][N];
    ent_look look[2];
    ent_effect f;
} sides;

static void open_sides(sides *s) {
    *s = (sides){0};
    assert_int_equal(ent_ctx_open(&s->ctx, 1 << 20), ENT_OK);
    for (int k = 0; k < 2; k++)
        s->look[k] = (ent_look){.x = s->x[k], .bad = s->bad[k]};
    for (int i = 0; i < N; i++)
        s->x[0][i] = s->x[1][i] = 30 + i;
}

static ent_expectation expects(ent_sign sign, double least) {
    return (ent_expectation){.name = ENT_STR("settle.P"),
                             .sign = sign,
                             .least = least,
                             .share = 0.9};
}

static bool holds(sides *s, ent_sign sign, double least) {
    ent_expectation e = expects(sign, least);
    assert_int_equal(
        ent_i_effect_judge(&s->ctx, &e, &s->look[0], &s->look[1], N, &s->f),
        ENT_OK);
    return s->f.holds;
}

static void a_rise_counts_from_the_least_on(void **state) {
    (void)state;
    sides s;
    open_sides(&s);
    for (int i = 0; i < N; i++)
        s.x[1][i] += 0.5;
    assert_true(holds(&s, ENT_SIGN_UP, 0.5));
    NEAR(s.f.change.q50, 0.5, 1e-12);
    NEAR(s.f.agree, 1, 0);
    assert_non_null(strstr(s.f.says.s, "rises by 0.50"));
    assert_false(holds(&s, ENT_SIGN_UP, 0.6));
    assert_non_null(strstr(s.f.says.s, "should rise by 0.6 or more"));
    assert_false(holds(&s, ENT_SIGN_DOWN, 0.5));
    assert_false(holds(&s, ENT_SIGN_NOT_UP, 0.4));
    assert_true(holds(&s, ENT_SIGN_NOT_UP, 0.5)); /* the tolerance */
    assert_true(holds(&s, ENT_SIGN_NOT_DOWN, 0));
    assert_true(holds(&s, ENT_SIGN_UNCHANGED, 0.5));
    assert_false(holds(&s, ENT_SIGN_UNCHANGED, 0.4));
    ent_ctx_close(&s.ctx);
}

static void three_draws_of_twenty_against_it_are_too_many(void **state) {
    (void)state;
    sides s;
    open_sides(&s);
    for (int i = 0; i < N; i++)
        s.x[1][i] -= i < 2 ? 0 : 7;
    assert_true(holds(&s, ENT_SIGN_DOWN, 0.5));
    NEAR(s.f.agree, 0.9, 1e-12);
    s.x[1][2] = s.x[0][2];
    assert_false(holds(&s, ENT_SIGN_DOWN, 0.5));
    NEAR(s.f.agree, 0.85, 1e-12);
    ent_ctx_close(&s.ctx);
}

static void nothing_moved_is_no_rise_whatever_the_least(void **state) {
    (void)state;
    sides s;
    open_sides(&s);
    assert_false(holds(&s, ENT_SIGN_UP, 0));
    assert_false(holds(&s, ENT_SIGN_DOWN, 0));
    assert_true(holds(&s, ENT_SIGN_UNCHANGED, 0));
    for (int i = 0; i < N; i++)
        s.x[1][i] += 1e-13; /* rounding, not an effect */
    assert_false(holds(&s, ENT_SIGN_UP, 0));
    ent_ctx_close(&s.ctx);
}

static void a_level_is_of_the_changed_side(void **state) {
    (void)state;
    sides s;
    open_sides(&s); /* 30 to 49 */
    for (int i = 0; i < N; i++)
        s.x[1][i] += 20;
    assert_true(holds(&s, ENT_SIGN_ABOVE, 49));
    assert_false(holds(&s, ENT_SIGN_BELOW, 49));
    ent_expectation e = expects(ENT_SIGN_BELOW, 50.5);
    assert_int_equal(ent_i_effect_judge(&s.ctx, &e, NULL, &s.look[0], N, &s.f),
                     ENT_OK);
    assert_true(s.f.holds);
    assert_int_equal(s.f.change.n, 0);
    e = expects(ENT_SIGN_UP, 0.5); /* from what? */
    assert_int_equal(ent_i_effect_judge(&s.ctx, &e, NULL, &s.look[0], N, &s.f),
                     ENT_SYNTAX);
    ent_ctx_close(&s.ctx);
}

static void draws_without_a_settlement_do_not_count(void **state) {
    (void)state;
    sides s;
    open_sides(&s);
    for (int i = 0; i < N; i++) {
        s.x[1][i] += i < 15 ? -3 : 2;
        s.bad[i % 2][i] = i < 15;
    }
    assert_true(holds(&s, ENT_SIGN_UP, 1));
    assert_int_equal(s.f.change.n, 5);
    memset(s.bad, 1, sizeof s.bad);
    assert_false(holds(&s, ENT_SIGN_UP, 1));
    assert_false(holds(&s, ENT_SIGN_UNCHANGED, 1));
    assert_non_null(strstr(s.f.says.s, "no draw settles it"));
    ent_ctx_close(&s.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rise_counts_from_the_least_on),
        cmocka_unit_test(three_draws_of_twenty_against_it_are_too_many),
        cmocka_unit_test(nothing_moved_is_no_rise_whatever_the_least),
        cmocka_unit_test(a_level_is_of_the_changed_side),
        cmocka_unit_test(draws_without_a_settlement_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
