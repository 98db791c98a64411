/* test_formula.c - formulas are read as a person reads them; mistakes are
 * told where they stand. */
#include "sketch.h"

/* A tree in brackets: (+ 1 (* 2 3)). */
static void show(sketch *k, const ent_tree *t, ent_buf *b) {
    if (t->form == ENT_FORM_NUMBER)
        ent_i_buf_number(b, t->number);
    else if (t->form == ENT_FORM_SYMBOL)
        ent_i_buf_str(b, ent_i_symbol_text(k->ctx.temp, &k->s, t->symbol));
    else {
        ent_i_buf_printf(b, "(%s", ent_i_form_text(t->form));
        for (uint32_t i = 0; i < t->n_args; i++) {
            ent_i_buf_put(b, " ", 1);
            show(k, t->arg[i], b);
        }
        for (uint32_t i = 0; i < t->n_points; i++)
            ent_i_buf_printf(b, " %g:%g", t->point[2 * i], t->point[2 * i + 1]);
        ent_i_buf_put(b, ")", 1);
    }
}

static void reads_row(sketch *k, uint32_t row, const char *want) {
    const ent_tree *t;
    ent_buf b = {0};
    if (ent_i_formula_parse(&k->ctx, &k->s, row, &t))
        fail_msg("%.*s: %s", ENT_P(k->formula[row].text), k->ctx.fail.why);
    show(k, t, &b);
    if (!ent_i_eqz((ent_str){b.s, b.n}, want))
        fail_msg("%.*s: %.*s, want %s", ENT_P(k->formula[row].text), (int)b.n,
                 b.s, want);
    ent_i_buf_free(&b);
}

static void reads(sketch *k, const char *text, const char *want) {
    uint32_t row = sketch_formula(k, "f", text);
    reads_row(k, row, want);
    k->s.n_formulas--;
}

static void fails(sketch *k, const char *text, ent_err err, uint32_t column,
                  const char *why) {
    uint32_t row = sketch_formula(k, "f", text);
    sketch_fails(k, row, err, column, why);
    k->s.n_formulas--;
}

static void operators_bind_as_people_read(void **state) {
    static const char *const want[][2] = {
        {"1 + 2 * 3", "(+ 1 (* 2 3))"},
        {"(1 + 2) * 3", "(* (+ 1 2) 3)"},
        {"10 - 4 - 3", "(- (- 10 4) 3)"},
        {"8 / 4 % 3 * 2", "(* (% (/ 8 4) 3) 2)"},
        {"2 ^ 3 ^ 2", "(pow 2 (pow 3 2))"},
        {"-2 ^ 2", "(- (pow 2 2))"},
        {"2 ^ -1", "(pow 2 (- 1))"},
        {"2 * -3 + +4", "(+ (* 2 (- 3)) 4)"},
        {"t < 3 and t > 1 or t == 7", "(or (and (< t 3) (> t 1)) (== t 7))"},
        {"not t < 3 and t != 1", "(and (not (< t 3)) (!= t 1))"},
        {"not not t", "(not (not t))"},
        {"1 + t >= 2 * t", "(>= (+ 1 t) (* 2 t))"},
        {"1e3 + .5 + 2.5e-1", "(+ (+ 1000 0.5) 0.25)"},
        {"A.capability*t", "(* A.capability t)"},
        {"if(t<=3, 1, min(t, 2, 3))", "(if (<= t 3) 1 (min t 2 3))"},
        {"a_b\n  + t", "(+ a_b t)"}};
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_constant(&k, "a_b", 1);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        reads(&k, want[i][0], want[i][1]);
    sketch_close(&k);
}

static void functions_take_their_arguments(void **state) {
    static const char *const want[][2] = {
        {"table(t; 0: 10, 50.5: -20, 60:0)", "(table t 0:10 50.5:-20 60:0)"},
        {"table(t; -1: 1)", "(table t -1:1)"},
        {"smooth(t, 3)", "(smooth t 3)"},
        {"delay(t, 3, 0)", "(delay t 3 0)"},
        {"clamp(t, 0, 9) + pow(t, 2)", "(+ (clamp t 0 9) (pow t 2))"},
        {"noise(2) + pulse(1, 2) + ramp(1, 2, 3) + step(4)",
         "(+ (+ (+ (noise 2) (pulse 1 2)) (ramp 1 2 3)) (step 4))"},
        {"exp(1) + ln(2) + sqrt(3) + logistic(4) + abs(5)",
         "(+ (+ (+ (+ (exp 1) (ln 2)) (sqrt 3)) (logistic 4)) (abs 5))"}};
    (void)state;
    sketch k;
    sketch_open(&k);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        reads(&k, want[i][0], want[i][1]);
    sketch_close(&k);
}

static void patterns_spread_into_names(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_constant(&k, "a", 1);
    sketch_constant(&k, "b", 1);
    reads(&k, "sum(*.capability)", "(sum A.capability B.capability)");
    reads(&k, "max(0, A.*.P)", "(max 0 A.position.P A.salience.P)");
    reads(&k, "mean(stand.*.P)", "(mean stand.A.P stand.B.P)");
    reads(&k, "min(a*b)", "(min (* a b))"); /* a product, no pattern */
    reads(&k, "min(a * b, 2)", "(min (* a b) 2)");
    fails(&k, "1 + sum(C.*)", ENT_NAME, 9, "no name matches 'C.*'");
    fails(&k, "abs(*.capability)", ENT_SYNTAX, 5, "'*' stands where");
    sketch_close(&k);
}

static void names_with_other_signs_stand_in_backquotes(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_constant(&k, "min", 1);
    sketch_constant(&k, "or", 1);
    sketch_constant(&k, "\xD0\x9C", 1);
    reads(&k, "settle.`two-parts` - 1", "(- settle.two-parts 1)");
    reads(&k, "`settle.two-parts`", "settle.two-parts");
    reads(&k, "`min` + `or`", "(+ min or)");
    reads(&k, "\xD0\x9C", "\xD0\x9C");
    fails(&k, "1 + settle.two-parts", ENT_NAME, 5,
          "a name with '-' stands in backquotes: `settle.two-parts`");
    fails(&k, "2 * `two", ENT_SYNTAX, 5, "has no end");
    fails(&k, "2 * min", ENT_SYNTAX, 5, "'min' is a function");
    sketch_close(&k);
}

static void mistakes_are_told_where_they_stand(void **state) {
    static const struct {
        const char *text;
        ent_err err;
        uint32_t column;
        const char *why;
    } want[] = {
        {"", ENT_SYNTAX, 1, "the formula is blank"},
        {"1 +", ENT_SYNTAX, 4, "ends where a number, a name or '('"},
        {"1 + * 2", ENT_SYNTAX, 5, "'*' stands where a number"},
        {"(1 + 2", ENT_SYNTAX, 7, "ends where the closing ')'"},
        {"1 2", ENT_SYNTAX, 3, "'2' stands where an operator"},
        {"1 + B.capabilty", ENT_NAME, 5, "did you mean 'B.capability'?"},
        {"\xD0\x9C\xD0\x9C + 1", ENT_NAME, 1, "nothing is called"},
        {"1 + mx(1, 2)", ENT_NAME, 5, "did you mean 'max'?"},
        {"clamp(1, 2)", ENT_SYNTAX, 1, "clamp(x, least, most)"},
        {"abs()", ENT_SYNTAX, 1, "with 0 arguments"},
        {"smooth(1, 2, 3, 4)", ENT_SYNTAX, 1, "with 4 arguments"},
        {"1 < t < 3", ENT_SYNTAX, 7, "a < b and b < c"},
        {"t = 3", ENT_SYNTAX, 3, "write =="},
        {"t && 3", ENT_SYNTAX, 3, "write and"},
        {"!t", ENT_SYNTAX, 1, "write not"},
        {"3x", ENT_SYNTAX, 1, "write 3 * x"},
        {"1.2.3", ENT_SYNTAX, 1, "'1.2.3' is not a number"},
        {"1e999", ENT_SYNTAX, 1, "is not a number"},
        {"1 ? 2", ENT_SYNTAX, 3, "'?' cannot stand"},
        {"table(t)", ENT_SYNTAX, 8, "';' is missing"},
        {"table(t; 1: 2, 1: 3)", ENT_DOMAIN, 16, "ascend"},
        {"table(t; 1: t)", ENT_SYNTAX, 13, "plain numbers"},
        {"t and or 1", ENT_SYNTAX, 7, "'or' stands where"},
        {"base + 1", ENT_NAME, 1, "a driver"},
        {"option", ENT_NAME, 1, "the formulas of a move"},
        {"visible", ENT_NAME, 1, "the `value` of a move"}};
    (void)state;
    sketch k;
    sketch_open(&k);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        fails(&k, want[i].text, want[i].err, want[i].column, want[i].why);
    uint32_t row = sketch_formula(&k, "f", "1 +\n  2 +\n  nobody");
    const ent_tree *t; /* lines after the first stand as in the file */
    assert_int_equal(ent_i_formula_parse(&k.ctx, &k.s, row, &t), ENT_NAME);
    assert_int_equal(k.ctx.fail.line, 9);
    assert_int_equal(k.ctx.fail.column, 3);
    sketch_close(&k);
}

static void depth_and_length_have_limits(void **state) {
    (void)state;
    sketch k;
    char text[20001];
    sketch_open(&k);
    memset(text, '(', sizeof text);
    text[4000] = '\0';
    fails(&k, text, ENT_LIMIT, 101, "nests more than 100 deep");
    memset(text, '-', 4000);
    fails(&k, text, ENT_LIMIT, 101, "nests more than 100 deep");
    for (size_t i = 0; i < 4000; i += 2)
        memcpy(text + i, "1+", 2);
    fails(&k, text, ENT_LIMIT, 1000, "chains more than 500 terms");
    memset(text, '1', 20000);
    text[20000] = '\0';
    fails(&k, text, ENT_LIMIT, 1, "longer than 16384 bytes");
    sketch_close(&k);
}

static void base_and_option_know_their_owner(void **state) {
    (void)state;
    sketch k;
    const ent_tree *t;
    sketch_open(&k);
    uint32_t d = sketch_driver(&k, "A.salience.P", "base * 2");
    uint32_t m = sketch_move(&k, "A.leak", 0, "option * visible");
    assert_int_equal(ent_i_formula_parse(&k.ctx, &k.s, d, &t), ENT_OK);
    assert_int_equal(t->arg[0]->symbol.kind, ENT_SYMBOL_BASE);
    assert_int_equal(t->arg[0]->symbol.row, k.quantity[0].value);
    assert_int_equal(ent_i_formula_parse(&k.ctx, &k.s, k.move[m].value, &t),
                     ENT_OK);
    assert_int_equal(t->arg[0]->symbol.row, m);
    k.move[m].when = sketch_formula(&k, "w", "visible > 0");
    sketch_fails(&k, k.move[m].when, ENT_NAME, 1, "the `value` of a move");
    sketch_close(&k);
}

/* A quick move of A, and moves of B: the choice of the step before, unless A
 * is waited for, and then as it is seen. */
static void a_move_sees_rivals_late_and_leaders_as_they_seem(void **state) {
    static const uint32_t first[] = {0};
    (void)state;
    sketch k;
    sketch_open(&k);
    sketch_move(&k, "A.leak", 0, "option");
    uint32_t own = sketch_move(&k, "A.deny", 0, "A.leak");
    uint32_t b =
        sketch_move(&k, "B.punish", 1, "A.leak + did.A.leak + last.A.leak");
    uint32_t aux = sketch_aux(&k, "flow", "A.leak");
    reads_row(&k, k.move[own].value, "A.leak");
    reads_row(&k, aux, "A.leak");
    reads_row(&k, k.move[b].value,
              "(+ (+ last.A.leak last.did.A.leak) last.A.leak)");
    k.move[b].after = first;
    k.move[b].n_after = 1;
    reads_row(&k, k.move[b].value,
              "(+ (+ seen.A.leak did.A.leak) last.A.leak)");
    sketch_close(&k);
}

static void uses_are_listed_once(void **state) {
    (void)state;
    sketch k;
    ent_symbol *y;
    size_t n;
    ent_buf b = {0};
    sketch_open(&k);
    sketch_constant(&k, "a", 1);
    uint32_t row = sketch_aux(&k, "f",
                              "a + t * a + last.a + sum(*.capability) + "
                              "smooth(t, a) + smooth(P.status_quo, a, t)"
                              " + delay(month, 2, year)");
    assert_int_equal(ent_i_formula_uses(&k.ctx, &k.s, row, &y, &n), ENT_OK);
    for (size_t i = 0; i < n; i++) {
        ent_i_buf_str(&b, ent_i_symbol_text(k.ctx.temp, &k.s, y[i]));
        ent_i_buf_put(&b, " ", 1);
    }
    STR_EQUAL(((ent_str){b.s, b.n}),
              "a t last.a A.capability B.capability last.P.status_quo "
              "last.month year ");
    ent_i_buf_free(&b);
    row = sketch_aux(&k, "g", "2 + 3");
    assert_int_equal(ent_i_formula_uses(&k.ctx, &k.s, row, &y, &n), ENT_OK);
    assert_int_equal(n, 0);
    row = sketch_aux(&k, "h", "2 + nobody");
    assert_int_equal(ent_i_formula_uses(&k.ctx, &k.s, row, &y, &n), ENT_NAME);
    sketch_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_people_read),
        cmocka_unit_test(functions_take_their_arguments),
        cmocka_unit_test(patterns_spread_into_names),
        cmocka_unit_test(names_with_other_signs_stand_in_backquotes),
        cmocka_unit_test(mistakes_are_told_where_they_stand),
        cmocka_unit_test(depth_and_length_have_limits),
        cmocka_unit_test(base_and_option_know_their_owner),
        cmocka_unit_test(a_move_sees_rivals_late_and_leaders_as_they_seem),
        cmocka_unit_test(uses_are_listed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
