/* test_changes.c - how one value changes another. */
#include "scenario.h"

static ent_value parsed(ent_ctx *ctx, const char *text, const ent_range *r) {
    ent_value v = {.name = ENT_STR("A.position.P")};
    assert_int_equal(
        ent_i_value_parse(ctx, ent_i_str(text), r, (ent_place){0}, &v), ENT_OK);
    return v;
}

static ent_value changed(const char *base, const char *amount) {
    desk d;
    desk_open(&d);
    ent_str text = ent_i_str(amount);
    ent_op op = ent_i_op_read(&text);
    ent_range range = ent_i_range_by(ent_i_position, op);
    ent_value v = parsed(&d.ctx, base, &ent_i_position), by = {0};
    assert_int_equal(
        ent_i_value_parse(&d.ctx, text, &range, (ent_place){0}, &by), ENT_OK);
    assert_int_equal(ent_i_value_change(&d.ctx, &v, op, &by), ENT_OK);
    v.choice = NULL; /* it ends with the arena */
    ent_ctx_close(&d.ctx);
    return v;
}

static void is(ent_value v, ent_value_kind kind, double best, double lo,
               double hi) {
    assert_int_equal(v.kind, kind);
    NEAR(v.best, best, 1e-12);
    NEAR(v.lo, lo, 1e-12);
    NEAR(v.hi, hi, 1e-12);
}

static void sums_and_products_are_exact(void **state) {
    (void)state;
    is(changed("8 (0..25)", "45"), ENT_VALUE_FIXED, 45, 45, 45);
    is(changed("8 (0..25)", "+10"), ENT_VALUE_INTERVAL, 18, 10, 35);
    is(changed("8 (0..25)", "-5"), ENT_VALUE_INTERVAL, 3, 0, 20);
    is(changed("8 (0..25)", "*2"), ENT_VALUE_INTERVAL, 16, 0, 50);
    is(changed("8", "+10 (5..15)"), ENT_VALUE_INTERVAL, 18, 13, 23);
    is(changed("50", "*uniform(1..1.5)"), ENT_VALUE_UNIFORM, 62.5, 50, 75);
    is(changed("choice(10 | 20)", "+5"), ENT_VALUE_CHOICE, 15, 15, 25);
    is(changed("normal(50; 10)", "*0.5"), ENT_VALUE_NORMAL, 25, 20, 30);
}

static void results_stay_inside_their_range(void **state) {
    (void)state;
    is(changed("95 (90..98)", "+4"), ENT_VALUE_INTERVAL, 99, 94, 100);
    is(changed("95 (90..98)", "+60"), ENT_VALUE_FIXED, 100, 100, 100);
    is(changed("5", "-60"), ENT_VALUE_FIXED, 0, 0, 0);
}

static void amounts_are_meant_only_by_their_own_names(void **state) {
    (void)state;
    assert_true(ent_i_name_match(ENT_STR("A.*"), ENT_STR("A.position.P")));
    assert_false(ent_i_name_match(ENT_STR("*"), ENT_STR("event.1.A.x.P")));
    assert_false(ent_i_name_match(ENT_STR("*"), ENT_STR("lens.one.A.x.P")));
    assert_true(
        ent_i_name_match(ENT_STR("event.1.*"), ENT_STR("event.1.A.x.P")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_products_are_exact),
        cmocka_unit_test(results_stay_inside_their_range),
        cmocka_unit_test(amounts_are_meant_only_by_their_own_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
