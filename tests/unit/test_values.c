/* test_values.c - the value syntax: what is read, what is refused and why. */
#include "scenario.h"

static void parse(ent_ctx *ctx, const char *text, ent_value *v) {
    *v = (ent_value){0};
    ent_err e = ent_i_value_parse(ctx, ent_i_str(text), &ent_i_position,
                                  (ent_place){0}, v);
    if (e)
        fail_msg("'%s': %s", text, ctx->fail.why);
}

static void each_form_is_read(void **state) {
    (void)state;
    desk d;
    ent_value v;
    desk_open(&d);
    parse(&d.ctx, " 8 ", &v);
    assert_int_equal(v.kind, ENT_VALUE_FIXED);
    assert_true(v.best == 8 && v.lo == 8 && v.hi == 8);
    assert_true(v.min == 0 && v.max == 100);
    parse(&d.ctx, "8(0 .. 25)", &v);
    assert_int_equal(v.kind, ENT_VALUE_INTERVAL);
    assert_true(v.best == 8 && v.lo == 0 && v.hi == 25);
    parse(&d.ctx, "uniform( 0.5..25 )", &v);
    assert_int_equal(v.kind, ENT_VALUE_UNIFORM);
    assert_true(v.best == 12.75 && v.lo == 0.5 && v.hi == 25);
    parse(&d.ctx, "normal(8; 3)", &v);
    assert_int_equal(v.kind, ENT_VALUE_NORMAL);
    assert_true(v.best == 8 && v.hi - v.best == 3);
    parse(&d.ctx, "choice(5 | 1 | 2 | 9)", &v);
    assert_int_equal(v.kind, ENT_VALUE_CHOICE);
    assert_int_equal(v.n_choices, 4);
    assert_true(v.choice[0] == 5 && v.best == 2 && v.lo == 1 && v.hi == 9);
    parse(&d.ctx, "", &v);
    assert_int_equal(v.kind, ENT_VALUE_BLANK);
    ent_ctx_close(&d.ctx);
}

static void what_is_wrong_is_named_with_the_remedy(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ent_err err;
        const char *why;
    } bad[] = {
        {"-5", ENT_DOMAIN, "position -5 is outside 0..100"},
        {"101", ENT_DOMAIN, "position 101 is outside 0..100"},
        {"8 (25..0)", ENT_DOMAIN, "write 0..25"},
        {"8 (8..8)", ENT_DOMAIN, "has no width"},
        {"30 (0..25)", ENT_DOMAIN, "is not inside its own interval 0..25"},
        {"8 (-1..25)", ENT_DOMAIN, "position -1 is outside"},
        {"uniform(5..101)", ENT_DOMAIN, "101 is outside"},
        {"normal(8; -1)", ENT_DOMAIN, "standard deviation -1"},
        {"normal(101; 1)", ENT_DOMAIN, "101 is outside"},
        {"choice(1)", ENT_DOMAIN, "too few"},
        {"eight", ENT_SYNTAX, "'eight' is not a value; write 8"},
        {"8,5", ENT_SYNTAX, "is not a value"},
        {"8 (0..25", ENT_SYNTAX, "is not a value"},
        {"8 (0-25)", ENT_SYNTAX, "is not a value"},
        {"nan", ENT_SYNTAX, "is not a value"},
        {"1e999", ENT_SYNTAX, "is not a value"},
        {"normal(8)", ENT_SYNTAX, "is not a value"},
        {"choice(1 || 2)", ENT_SYNTAX, "is not a value"},
    };
    desk d;
    desk_open(&d);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_value v = {0};
        ent_err e = ent_i_value_parse(&d.ctx, ent_i_str(bad[i].text),
                                      &ent_i_position, (ent_place){0}, &v);
        if (e != bad[i].err || !strstr(d.ctx.fail.why, bad[i].why))
            fail_msg("'%s': %s", bad[i].text, d.ctx.fail.why);
    }
    ent_ctx_close(&d.ctx);
}

static void weights_lie_above_nought(void **state) {
    (void)state;
    desk d;
    ent_value v = {0};
    desk_open(&d);
    assert_int_equal(ent_i_value_parse(&d.ctx, ENT_STR("0"), &ent_i_weight,
                                       (ent_place){0}, &v),
                     ENT_DOMAIN);
    assert_int_equal(ent_i_value_parse(&d.ctx, ENT_STR("1"),
                                       &ent_i_failure_costs, (ent_place){0},
                                       &v),
                     ENT_DOMAIN);
    assert_int_equal(ent_i_value_parse(&d.ctx, ENT_STR("0.1"), &ent_i_weight,
                                       (ent_place){0}, &v),
                     ENT_OK);
    assert_true(v.min > 0);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_is_read),
        cmocka_unit_test(what_is_wrong_is_named_with_the_remedy),
        cmocka_unit_test(weights_lie_above_nought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
