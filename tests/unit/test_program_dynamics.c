/* test_program_dynamics.c - classical models of system dynamics, played by
 * Euler's method, against what is known of them: closed forms, conserved
 * quantities, and that the error halves with the step. */
#include "player.h"

static void play(player *y, int steps) {
    player_start(y);
    for (int i = 0; i < steps; i++)
        player_step(y);
}

/* The last of `steps` steps of one name in a model laid out by `lay`. */
static double end_of(void (*lay)(sketch *k, double dt), double dt, int steps,
                     const char *name) {
    sketch k;
    player y;
    sketch_open(&k);
    lay(&k, dt);
    k.s.steps = (uint32_t)steps;
    player_open(&y, &k, 1);
    play(&y, steps);
    double x = player_name(&y, name)[0];
    for (uint32_t f = 0; f < k.s.n_formulas; f++)
        NEAR(player_faults(&y, f, 0), 0, 0);
    player_close(&y);
    sketch_close(&k);
    return x;
}

/* A cup at 180 degrees in a room at 70 cools with a time of 10 minutes. */
static void lay_teacup(sketch *k, double dt) {
    sketch_constant(k, "dt", dt);
    sketch_constant(k, "room", 70);
    sketch_aux(k, "loss", "(tea - room) / 10");
    sketch_stock(k, "tea", 180, "-loss * dt");
}

static void a_teacup_cools_exponentially(void **state) {
    (void)state;
    double exact = 70 + 110 * exp(-3), before = 0;
    for (int n = 30; n <= 960; n *= 2) {
        double dt = 30. / n, x = end_of(lay_teacup, dt, n, "tea");
        NEAR(x, 70 + 110 * pow(1 - dt / 10, n), 1e-10); /* Euler's own */
        double error = exact - x;
        if (n > 60)
            NEAR(before / error, 2, 0.1);
        before = error;
    }
    NEAR(before, 0, 0.03);
}

/* Susceptible, infected, recovered; each infects 2 before recovering. */
static void lay_epidemic(sketch *k, double dt) {
    sketch_constant(k, "dt", dt);
    sketch_aux(k, "infection", "0.5 * S * I / (S + I + R)");
    sketch_aux(k, "recovery", "I / 4");
    sketch_stock(k, "S", 9999, "-infection * dt");
    sketch_stock(k, "I", 1, "(infection - recovery) * dt");
    sketch_stock(k, "R", 0, "recovery * dt");
}

/* Kermack and McKendrick 1927: ln(S0 / S) = R0 * (1 - S / N) at the end. */
static void an_epidemic_ends_at_its_final_size(void **state) {
    (void)state;
    double before = 0, share = 0;
    for (int n = 1000; n <= 4000; n *= 2) {
        share = end_of(lay_epidemic, 250. / n, n, "S") / 1e4;
        double error = log(0.9999 / share) - 2 * (1 - share);
        if (before != 0)
            NEAR(before / error, 2, 0.2);
        before = error;
    }
    NEAR(1 - share, 0.7968, 0.004); /* the size for R0 = 2 */
}

/* Prey x, predators y: x' = x - x y, y' = x y - y; the orbit is closed. */
static void lay_predators(sketch *k, double dt) {
    sketch_constant(k, "dt", dt);
    sketch_aux(k, "eaten", "x * y");
    sketch_stock(k, "x", 1.1, "(x - eaten) * dt");
    sketch_stock(k, "y", 1, "(eaten - y) * dt");
}

static double conserved(double dt, int steps) {
    double x = end_of(lay_predators, dt, steps, "x");
    double y = end_of(lay_predators, dt, steps, "y");
    return x - log(x) + y - log(y);
}

static void prey_and_predators_run_in_a_circle(void **state) {
    (void)state;
    double start = 1.1 - log(1.1) + 1, dt = 0.001;
    /* After a period of about 2 pi they are back, after half of it the prey is
     * at the other root of x - ln x = 1.1 - ln 1.1; on the way
     * x - ln x + y - ln y drifts only as Euler lets it. */
    int period = (int)(2 * acos(-1) / dt + 0.5);
    NEAR(end_of(lay_predators, dt, period, "x"), 1.1, 1e-3);
    NEAR(end_of(lay_predators, dt, period, "y"), 1, 1e-3);
    NEAR(end_of(lay_predators, dt, period / 2, "x"), 0.9064, 5e-4);
    double coarse = conserved(0.002, 3000) - start;
    double fine = conserved(0.001, 6000) - start;
    NEAR(coarse / fine, 2, 0.02);
    NEAR(fine, 0, 1e-4);
}

/* A step of input through one and through three stages of a delay of 90. */
static void lay_delays(sketch *k, double dt) {
    sketch_constant(k, "stage", 30 / dt);
    sketch_aux(k, "input", "step(0)");
    sketch_aux(k, "first", "smooth(input, 3 * stage, 0)");
    sketch_aux(k, "third",
               "smooth(smooth(smooth(input, stage, 0), stage, 0), stage, 0)");
    sketch_aux(k, "exact", "delay(input, 90, 0)");
}

static void delays_of_first_and_third_order_answer_a_step(void **state) {
    (void)state;
    double dt = 0.1, u = 3 * 45. / 90;
    int n = (int)(45 / dt + 0.5);
    /* step n shows what has come in n steps before */
    NEAR(end_of(lay_delays, dt, n + 1, "first"), 1 - exp(-45. / 90), 5e-4);
    NEAR(end_of(lay_delays, dt, n + 1, "first"), 1 - pow(1 - dt / 90, n),
         1e-12);
    /* each further stage adds a step of its own */
    NEAR(end_of(lay_delays, dt, n + 3, "third"),
         1 - exp(-u) * (1 + u + u * u / 2), 2e-3);
    NEAR(end_of(lay_delays, 1, 90, "exact"), 0, 0);
    NEAR(end_of(lay_delays, 1, 91, "exact"), 1, 0);
}

/* Verhulst's growth, its limit given as a table of the crowd. */
static void lay_crowd(sketch *k, double dt) {
    sketch_constant(k, "dt", dt);
    sketch_aux(k, "room",
               "table(people / 1000; 0: 1, 0.25: 0.75, 0.5: 0.5, 1: 0)");
    sketch_stock(k, "people", 10, "0.1 * people * room * dt");
}

static void a_table_limits_growth_as_its_formula_would(void **state) {
    (void)state;
    for (double t = 20; t < 100; t += 20) {
        double want = 1000 / (1 + 99 * exp(-0.1 * t));
        double got = end_of(lay_crowd, 0.01, (int)(t / 0.01 + 0.5), "people");
        NEAR(got / want, 1, 0.01);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_teacup_cools_exponentially),
        cmocka_unit_test(an_epidemic_ends_at_its_final_size),
        cmocka_unit_test(prey_and_predators_run_in_a_circle),
        cmocka_unit_test(delays_of_first_and_third_order_answer_a_step),
        cmocka_unit_test(a_table_limits_growth_as_its_formula_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
