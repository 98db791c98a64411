/* test_units.c - units are worked out through a formula, and compared where
 * all of its parts have one. */
#include "told.h"

static void constant(sketch *k, const char *id, const char *text) {
    sketch_constant(k, id, 1);
    k->quantity[k->s.n_quantities - 1].unit = ent_i_str(text);
}

static void units_open(sketch *k) {
    sketch_open(k);
    constant(k, "oil", "barrel");
    constant(k, "price", "USD/barrel");
    constant(k, "cash", "USD");
    constant(k, "rate", "percent");
    constant(k, "time", "month");
    constant(k, "bare", "");
    constant(k, "area", "km^2");
    constant(k, "odd", "(kg*m/s^2) / (kg / s ^ 2)"); /* m */
    constant(k, "m", "m");
}

static told check(const char *text, const char *unit) {
    sketch k;
    units_open(&k);
    sketch_aux(&k, "f", text);
    k.quantity[k.s.n_quantities - 1].unit = ent_i_str(unit);
    told t = told_all(&k);
    sketch_close(&k);
    return t;
}

static void units_that_agree_are_silent(void **state) {
    static const char *const fine[][2] = {
        {"oil * price", "USD"},
        {"cash + oil * price - 3", "USD"},
        {"cash / price", "barrel"},
        {"2 * cash", "USD"},
        {"cash * rate / 100", "USD"},
        {"cash / time", "USD/month"},
        {"sqrt(area) * 2", "km"},
        {"area ^ 0.5", "km"},
        {"pow(m, 2) / m", "m"},
        {"odd + m", "m"},
        {"max(cash, oil * price, 0)", "USD"},
        {"clamp(cash, 0, 100)", "USD"},
        {"if(cash > 3, cash, 0)", "USD"},
        {"exp(cash / (oil * price))", "1"},
        {"cash * (oil > 3)", "USD"},
        {"smooth(cash, time) + delay(cash, 3, 0)", "USD"},
        {"cash + bare", "barrel"}, /* bare has none: nothing is known */
        {"cash + oil * bare", ""},
        {"table(oil; 0: 1, 2: 3)", "USD"},
        {"ramp(cash, 1, 2) + t", "m"},
        {"cash * noise(1) + mean(cash, 4)", "USD"},
        {"2 ^ rate", "1"}};
    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        told t = check(fine[i][0], fine[i][1]);
        if (t.n)
            fail_msg("%s: %s", fine[i][0], t.why[0]);
    }
}

static void units_that_disagree_are_told(void **state) {
    static const struct {
        const char *text, *unit;
        uint32_t column;
        const char *why;
    } want[] = {
        {"cash + oil", "USD", 6, "+ puts together USD and barrel"},
        {"oil * price > oil", "", 13, "> puts together USD and barrel"},
        {"max(0, cash, oil)", "", 1, "max puts together USD and barrel"},
        {"if(t > 1, cash, oil)", "", 1, "if puts together"},
        {"3 + exp(cash)", "", 5, "exp takes a number without a unit, not USD"},
        {"ln(cash * cash)", "", 1, "not USD^2"},
        {"cash / oil", "USD", 6,
         "the quantity 'f' is in USD, but its formula comes out in "
         "USD*barrel^-1"},
        {"smooth(cash, 3, oil)", "", 1, "smooth puts together"},
        {"cash % oil", "", 6, "% puts together"},
        {"cash + rate", "", 6, "USD and 1"}};
    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        told t = check(want[i].text, want[i].unit);
        if (t.n != 1 || !strstr(t.why[0], want[i].why) ||
            t.at[0].column != want[i].column + 10 || t.err[0] != ENT_DOMAIN)
            fail_msg("%s: %zu mistakes, at %u: %s", want[i].text, t.n,
                     t.at[0].column, t.why[0]);
    }
}

static void a_stock_changes_by_its_unit_or_by_that_per_step(void **state) {
    static const struct {
        const char *change;
        size_t n;
    } want[] = {{"cash", 0},
                {"cash / time", 0}, /* USD per month, steps are months */
                {"cash / time ^ 2", 1},
                {"oil", 1}};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        sketch k;
        units_open(&k);
        sketch_stock(&k, "fund", 3, want[i].change);
        k.quantity[k.s.n_quantities - 1].unit = ENT_STR("USD");
        assert_int_equal(told_all(&k).n, want[i].n);
        k.s.step_unit = 'y';
        assert_int_equal(told_all(&k).n, i == 0 ? 0 : 1);
        sketch_close(&k);
    }
}

static void a_unit_that_cannot_be_read_is_told(void **state) {
    static const char *const bad[] = {"USD/", "(a", "a^b", "*", "a b^", "a)"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sketch k;
        sketch_open(&k);
        constant(&k, "x", bad[i]);
        told_one(&k, ENT_SYNTAX, "is not a unit");
        sketch_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_that_agree_are_silent),
        cmocka_unit_test(units_that_disagree_are_told),
        cmocka_unit_test(a_stock_changes_by_its_unit_or_by_that_per_step),
        cmocka_unit_test(a_unit_that_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
