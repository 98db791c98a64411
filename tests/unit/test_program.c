/* test_program.c - a compiled formula gives what its text says, in every lane,
 * whatever the block; what is not defined has a value and is counted. */
#include "player.h"

/* Formulas of t and of two constants a = 7 and zero = 0, at step 3. */
static double at_three(const char *text, double *faults) {
    sketch k;
    player y;
    sketch_open(&k);
    sketch_constant(&k, "a", 7);
    sketch_constant(&k, "zero", 0);
    uint32_t f = sketch_aux(&k, "f", text);
    player_open(&y, &k, 1);
    player_start(&y);
    for (int step = 0; step < 3; step++)
        player_step(&y);
    *faults = -player_faults(&y, f, 0);
    player_step(&y);
    double *r = player_name(&y, "f");
    for (int i = 1; i < ENT_LANES; i++)
        assert_true(r[i] == r[0]);
    *faults += player_faults(&y, f, 0);
    double x = r[0];
    player_close(&y);
    sketch_close(&k);
    return x;
}

typedef struct expected {
    const char *text;
    double x;
} expected;

static void all_are(const expected *want, size_t n, double faults) {
    for (size_t i = 0; i < n; i++) {
        double counted, x = at_three(want[i].text, &counted);
        if (!(fabs(x - want[i].x) <= 1e-12 * (1 + fabs(want[i].x))) ||
            counted != faults)
            fail_msg("%s = %.17g with %g faults, want %.17g with %g",
                     want[i].text, x, counted, want[i].x, faults);
    }
}

static void operators_compute(void **state) {
    static const expected want[] = {{"a + 2 * t - 1", 12},
                                    {"2 - a", -5},
                                    {"a / 2", 3.5},
                                    {"14 / a", 2},
                                    {"a / t", 7. / 3},
                                    {"a % t", 1},
                                    {"-a % t", 2},
                                    {"a % -t", -2},
                                    {"2 ^ t", 8},
                                    {"a ^ 2", 49},
                                    {"t ^ t", 27},
                                    {"-t ^ 2", -9},
                                    {"2 ^ 3 ^ 2", 512},
                                    {"a > t", 1},
                                    {"a >= 7", 1},
                                    {"a < 7", 0},
                                    {"7 <= a", 1},
                                    {"a == 7", 1},
                                    {"a != 7", 0},
                                    {"a and zero", 0},
                                    {"a and t", 1},
                                    {"zero or a", 1},
                                    {"zero or 0", 0},
                                    {"not a", 0},
                                    {"not zero", 1},
                                    {"1 + 2 * 3", 7},
                                    {"a", 7},
                                    {"4", 4},
                                    {"-(a - 9)", 2}};
    (void)state;
    all_are(want, sizeof want / sizeof *want, 0);
}

static void functions_compute(void **state) {
    static const expected want[] = {{"min(a, t, 5)", 3},
                                    {"max(a, t, 5)", 7},
                                    {"max(1, t)", 3},
                                    {"sum(a, t, 5)", 15},
                                    {"mean(a, t, 5)", 5},
                                    {"mean(a)", 7},
                                    {"sum(*.capability)", 8},
                                    {"abs(t - a)", 4},
                                    {"clamp(a, 0, 5)", 5},
                                    {"clamp(-a, 0, 5)", 0},
                                    {"clamp(a, t, 100)", 7},
                                    {"clamp(1, t, a)", 3},
                                    {"if(a > t, a, t)", 7},
                                    {"if(a < t, a, 1)", 1},
                                    {"if(a < t, 2, t)", 3},
                                    {"if(a < t, 2, 1)", 1},
                                    {"if(1, a, t)", 7},
                                    {"exp(t)", 20.085536923187668},
                                    {"ln(a)", 1.9459101490553132},
                                    {"sqrt(a + 2)", 3},
                                    {"pow(t, 0.5)", 1.7320508075688772},
                                    {"logistic(zero)", 0.5},
                                    {"logistic(t)", 0.9525741268224334},
                                    {"logistic(-1000)", 0},
                                    {"step(3)", 1},
                                    {"step(4)", 0},
                                    {"step(t - 1)", 1},
                                    {"pulse(3, 1)", 1},
                                    {"pulse(2, 1)", 0},
                                    {"pulse(0, a)", 1},
                                    {"ramp(2, 1, 10)", 4},
                                    {"ramp(2, 1, 2)", 2},
                                    {"ramp(a, 5, 6)", 0},
                                    {"table(t; 0: 10, 2: 30, 4: 20)", 25},
                                    {"table(a; 0: 10, 2: 30, 4: 20)", 20},
                                    {"table(-a; 0: 10, 2: 30, 4: 20)", 10},
                                    {"table(2; 0: 10, 2: 30, 4: 20)", 30},
                                    {"noise(0)", 0}};
    (void)state;
    all_are(want, sizeof want / sizeof *want, 0);
}

static void undefined_numbers_are_replaced_and_counted(void **state) {
    static const expected want[] = {{"a / zero", 0},
                                    {"1 / zero", 0},
                                    {"1 / 0", 0},
                                    {"a / 0", 0},
                                    {"zero / zero", 0},
                                    {"a % zero", 0},
                                    {"ln(zero)", -745},
                                    {"ln(-1)", -745},
                                    {"sqrt(-a)", 0},
                                    {"exp(1000 * a)", 1e300},
                                    {"exp(1000)", 1e300},
                                    {"zero ^ -1", 0},
                                    {"(-a) ^ 0.5", 0},
                                    {"(10 * a) ^ 1000", 1e300},
                                    {"-(10 * a) ^ 1001", -1e300},
                                    {"a * 1e308 * 1e308", 1e300},
                                    {"-a * 1e308 * 1e308", -1e300},
                                    {"zero * (a * 1e308 * 1e308)", 0},
                                    {"A.leverage.P + 5", 5}}; /* blank */
    (void)state;
    all_are(want, sizeof want / sizeof *want, 1);
}

static void a_branch_not_taken_does_not_count(void **state) {
    static const expected none[] = {
        {"if(zero == 0, 5, a / zero)", 5},
        {"if(zero > 0, a / zero, 6)", 6},
        {"if(zero > 0, if(a > 0, a / zero, 1), 6)", 6},
        {"zero != 0 and a / zero > 1", 0},
        {"zero == 0 or a / zero > 1", 1}};
    static const expected once[] = {
        {"if(zero == 0, a / zero, 5)", 0},
        {"if(a > 0, if(zero == 0, a / zero, 1), 6)", 0},
        {"a > 0 and a / zero < 1", 1}};
    (void)state;
    all_are(none, sizeof none / sizeof *none, 0);
    all_are(once, sizeof once / sizeof *once, 1);
}

/* What f is in steps 0, 1, … */
static void runs(const char *text, const double *want, size_t n) {
    sketch k;
    player y;
    sketch_open(&k);
    sketch_constant(&k, "a", 7);
    sketch_stock(&k, "s", 100, "-10");
    sketch_aux(&k, "square", "t * t + 1");
    sketch_aux(&k, "f", text);
    player_open(&y, &k, 1);
    player_start(&y);
    for (size_t step = 0; step < n; step++) {
        player_step(&y);
        double x = player_name(&y, "f")[5];
        if (!(fabs(x - want[step]) <= 1e-12 * fabs(want[step])))
            fail_msg("%s in step %zu = %.17g, want %.17g", text, step, x,
                     want[step]);
    }
    player_close(&y);
    sketch_close(&k);
}

static void memory_moves_on_by_steps(void **state) {
    static const struct {
        const char *text;
        double x[6];
    } want[] = {
        {"s", {100, 90, 80, 70, 60, 50}},
        {"last.s", {100, 100, 90, 80, 70, 60}},
        {"last.square", {0, 1, 2, 5, 10, 17}},
        {"smooth(square, 2)", {1, 1, 1.5, 3.25, 6.625, 11.8125}},
        {"smooth(square, 2, 0)", {0, 0.5, 1.25, 3.125, 6.5625, 11.78125}},
        {"smooth(square, 0)", {1, 1, 2, 5, 10, 17}},
        {"delay(square, 2)", {1, 1, 1, 2, 5, 10}},
        {"delay(square, 0)", {1, 2, 5, 10, 17, 26}},
        {"delay(square, 2, 9)", {9, 9, 1, 2, 5, 10}},
        {"delay(square, 0, 9)", {9, 1, 2, 5, 10, 17}},
        {"delay(square, 2.4)", {1, 1, 1, 2, 5, 10}},
        {"delay(square, t)", {1, 1, 1, 1, 1, 1}},
        {"delay(square, 100)", {1, 1, 1, 1, 1, 1}},
        {"delay(square, 100, a)", {7, 7, 7, 7, 7, 7}},
        {"delay(delay(square, 1, 0), 1, 3)", {3, 0, 1, 2, 5, 10}},
        {"delay(last.square, 1, 3)", {3, 0, 1, 2, 5, 10}},
        {"smooth(step(2), 2)", {0, 0, 0, 0.5, 0.75, 0.875}},
        {"delay(step(2) * 8, 1, 5)", {5, 0, 0, 8, 8, 8}},
        {"smooth(step(2), 2, 0)", {0, 0, 0, 0.5, 0.75, 0.875}}};
    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        runs(want[i].text, want[i].x, 6);
}

static void a_second_run_in_a_step_changes_nothing(void **state) {
    (void)state;
    sketch k;
    player y, z;
    sketch_open(&k);
    sketch_aux(&k, "f",
               "smooth(t * t, 3) + delay(t, 2, 1) + last.f + "
               "noise(2) / delay(t + 1, 1)");
    player_open(&y, &k, 5);
    player_open(&z, &k, 5);
    player_start(&y);
    player_start(&z);
    for (int step = 0; step < 5; step++) {
        player_fill(player_name(&z, "t"), 1000);
        player_formulas(&z); /* as if another option were weighed */
        player_step(&y);
        player_step(&z);
        assert_memory_equal(player_name(&y, "f"), player_name(&z, "f"),
                            ENT_LANES * sizeof(double));
    }
    player_close(&y);
    player_close(&z);
    sketch_close(&k);
}

/* Draws 0..63 in one block are bit by bit draws 0..9 and 10..63 in two. */
static void bits_do_not_depend_on_the_block(void **state) {
    (void)state;
    sketch k;
    player whole, part;
    double want[ENT_LANES];
    sketch_open(&k);
    sketch_aux(&k, "n", "noise(3) * noise(1)");
    sketch_aux(&k, "f",
               "exp(n / 5) + smooth(n, 3) + delay(n, 1) / n + "
               "if(n > 0, n ^ 2, sqrt(n)) + table(n; -1: 2, 1: 5)");
    player_open(&whole, &k, 9);
    player_open(&part, &k, 9);
    static const int block[][2] = {{0, 10}, {10, 54}};
    player_start(&whole);
    for (int step = 0; step < 7; step++)
        player_step(&whole);
    memcpy(want, player_name(&whole, "f"), sizeof want);
    assert_true(want[0] != want[1] && want[1] != want[2]);
    for (size_t b = 0; b < 2; b++) {
        part.now.first = (uint64_t)block[b][0];
        part.now.lanes = block[b][1];
        player_start(&part);
        for (int step = 0; step < 7; step++)
            player_step(&part);
        assert_memory_equal(player_name(&part, "f"), want + block[b][0],
                            (size_t)block[b][1] * sizeof *want);
    }
    player_close(&whole);
    player_close(&part);
    sketch_close(&k);
}

static void noise_is_normal_fresh_and_keyed_by_name(void **state) {
    (void)state;
    sketch k;
    player y;
    double sum = 0, square = 0, cross = 0, lag = 0, before = 0;
    int n = 0;
    sketch_open(&k);
    sketch_aux(&k, "f", "noise(2)");
    sketch_aux(&k, "g", "noise(2)");
    sketch_aux(&k, "twice", "noise(1) - noise(1)");
    player_open(&y, &k, 3);
    player_start(&y);
    for (int step = 0; step < 200; step++) {
        player_step(&y);
        double *f = player_name(&y, "f"), *g = player_name(&y, "g");
        for (int i = 0; i < ENT_LANES; i++, n++) {
            sum += f[i];
            square += f[i] * f[i];
            cross += f[i] * g[i];
        }
        lag += before * f[0];
        before = f[0];
        assert_true(player_name(&y, "twice")[3] != 0);
    }
    NEAR(sum / n, 0, 0.06); /* four standard errors: 4 * 2 / sqrt(12800) */
    NEAR(square / n, 4, 0.2);
    NEAR(cross / n, 0, 0.15);
    NEAR(lag / 200, 0, 1.2);
    player_close(&y);
    sketch_close(&k);
}

static void limits_and_missing_places_are_told(void **state) {
    (void)state;
    sketch k;
    ent_program *p;
    uint32_t slot, from, to;
    sketch_open(&k);
    k.s.steps = 5000;
    uint32_t f = sketch_aux(&k, "f", "2 + delay(t, 3000)");
    player y = {.k = &k};
    assert_int_equal(ent_i_program_new(&k.ctx, &k.s, 200, player_slot, &y, &p),
                     ENT_OK);
    assert_int_equal(ent_i_program_add(&k.ctx, p, f, &slot, &from, &to),
                     ENT_LIMIT);
    assert_int_equal(k.ctx.fail.column, 11 + 13);
    f = sketch_aux(&k, "g", "t");
    assert_int_equal(ent_i_program_add(&k.ctx, p, f, &slot, &from, &to),
                     ENT_OK);
    assert_true(slot >= 200 && to > from);
    sketch_close(&k);
}

/* With less memory than it takes, compiling fails so, and does not break. */
static void too_little_memory_is_told(void **state) {
    (void)state;
    sketch k;
    sketch_open(&k);
    player y = {.k = &k};
    uint32_t f = sketch_aux(&k, "f",
                            "if(t > 1, smooth(t, 2) / t, delay(t, 3)) + "
                            "table(t; 0: 1, 1: 2) + noise(1) + last.f");
    ent_err e = ENT_NOMEM;
    int failed = 0;
    for (size_t bytes = 256; e; bytes += 256, failed++) {
        ent_ctx small;
        ent_program *p;
        uint32_t slot, from, to;
        assert_int_equal(ent_ctx_open(&small, bytes), ENT_OK);
        e = ent_i_program_new(&small, &k.s, 200, player_slot, &y, &p);
        if (!e)
            e = ent_i_program_add(&small, p, f, &slot, &from, &to);
        assert_true(!e || e == ENT_NOMEM);
        ent_ctx_close(&small);
    }
    assert_true(failed > 5);
    sketch_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_compute),
        cmocka_unit_test(functions_compute),
        cmocka_unit_test(undefined_numbers_are_replaced_and_counted),
        cmocka_unit_test(a_branch_not_taken_does_not_count),
        cmocka_unit_test(memory_moves_on_by_steps),
        cmocka_unit_test(a_second_run_in_a_step_changes_nothing),
        cmocka_unit_test(bits_do_not_depend_on_the_block),
        cmocka_unit_test(noise_is_normal_fresh_and_keyed_by_name),
        cmocka_unit_test(limits_and_missing_places_are_told),
        cmocka_unit_test(too_little_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
