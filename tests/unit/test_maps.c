/* test_maps.c - cognitive maps: fuzzy ones step by step, signed ones path by
 * path. */
#include "tables_test.h"

#define HEAD "actor,capability,position,salience\n"

static void a_ring_of_switches_goes_round(void **state) {
    (void)state;
    const char *ring = ",A,B,C\nA,0,1,0\nB,0,0,1\nC,1,0,0\n";
    const char *table = HEAD "A,1,1,1\nB,1,0,1\nC,1,0,1\n";
    tables x = tables_with("fcm", "rule=kosko transfer=bivalent", table, ring);
    NEAR(cell(&x, "end", "map", "fixed_point"), 0, 0);
    NEAR(cell(&x, "end", "map", "period"), 3, 0);
    NEAR(cell(&x, "end", "map", "chaos"), 0, 0);
    NEAR(cell(&x, "path", "1", "B"), 1, 0);
    NEAR(cell(&x, "path", "1", "A"), 0, 0);
    NEAR(cell(&x, "path", "3", "A"), 1, 0);
    drop(&x);
}

static void trivalent_knows_a_minus(void **state) {
    (void)state;
    tables x = tables_with("fcm", "transfer=trivalent",
                           HEAD "A,1,1,1\nB,1,0,1\n", ",A,B\nA,0,-2\nB,0,0\n");
    NEAR(cell(&x, "state", "B", "end"), -1, 0);
    NEAR(cell(&x, "end", "map", "fixed_point"), 1, 0);
    drop(&x);
}

static void each_rule_and_curve_is_its_formula(void **state) {
    (void)state;
    const char *t = HEAD "A,1,0.8,1\nB,1,0.3,1\n", *m = ",A,B\nA,0,.5\nB,0,0\n";
    tables x = tables_with("fcm", "rule=kosko lambda=2 steps=1", t, m);
    NEAR(cell(&x, "state", "B", "end"), 1 / (1 + exp(-2 * .4)), 1e-15);
    drop(&x);
    x = tables_with("fcm", "rule=rescaled transfer=tanh steps=1", t, m);
    NEAR(cell(&x, "state", "B", "end"), tanh(-.4 + .5 * .6), 1e-15);
    drop(&x);
    x = tables_with("fcm", "rule=modified transfer=tanh steps=1", t, m);
    NEAR(cell(&x, "state", "B", "end"), tanh(.3 + .5 * .8), 1e-15);
    drop(&x);
}

/* A turn and a stretch, bent back by the curve: never the same place twice. */
static void what_never_repeats_is_told(void **state) {
    (void)state;
    tables x = tables_with(
        "fcm",
        "rule=kosko transfer=tanh lambda=2 tolerance=0.000001 steps=1000",
        HEAD "A,1,0.1,1\nB,1,0.2,1\n", ",A,B\nA,1.5,1\nB,-1,0.4\n");
    NEAR(cell(&x, "end", "map", "steps"), 1000, 0);
    NEAR(cell(&x, "end", "map", "fixed_point"), 0, 0);
    NEAR(cell(&x, "end", "map", "chaos"), 1, 0);
    assert_true(isnan(cell(&x, "end", "map", "period")));
    drop(&x);
}

/* ---- signs */

static void paths_multiply_their_signs(void **state) {
    (void)state;
    tables x = tables_with("axelrod", "", "actor,capability\nA,1\nB,1\nC,1\n",
                           ",A,B,C\nA,0,-2,.5\nB,0,0,-1\nC,0,0,0\n");
    NEAR(cell(&x, "effect", "A", "C"), 1, 0); /* + directly, - - by B */
    NEAR(cell(&x, "positive", "A", "C"), 2, 0);
    assert_true(isnan(cell(&x, "effect", "C", "A")));
    assert_true(isnan(cell(&x, "distance", "C", "A")));
    NEAR(cell(&x, "distance", "A", "A"), 0, 0);
    NEAR(cell(&x, "map", "map", "balanced"), 1, 0); /* A, C against B */
    NEAR(cell(&x, "concept", "A", "causes"), 2, 0);
    NEAR(cell(&x, "concept", "B", "centrality"), 2, 0);
    drop(&x);
}

static void every_cycle_is_counted_once(void **state) {
    (void)state;
    /* A-B + -, B-C + +, A-B-C-A: + + -, a loop of B on itself */
    tables x = tables_with("axelrod", "", "actor,capability\nA,1\nB,1\nC,1\n",
                           ",A,B,C\nA,0,1,0\nB,-1,1,1\nC,-1,1,0\n");
    NEAR(cell(&x, "map", "map", "arrows"), 6, 0);
    NEAR(cell(&x, "map", "map", "amplifying_cycles"), 2, 0);
    NEAR(cell(&x, "map", "map", "damping_cycles"), 2, 0);
    NEAR(cell(&x, "map", "map", "balanced"), 0, 0);
    NEAR(cell(&x, "negative", "C", "A"), 2, 0); /* directly, by B */
    drop(&x);
}

static void too_many_paths_are_refused(void **state) {
    (void)state;
    char csv[1000] = "actor,capability\n", m[4000] = "";
    for (int i = 0; i < 20; i++) {
        snprintf(csv + strlen(csv), 20, "p%d,1\n", i);
        snprintf(m + strlen(m), 20, ",p%d", i);
    }
    for (int i = 0; i < 20; i++) {
        snprintf(m + strlen(m), 20, "\np%d", i);
        for (int j = 0; j < 20; j++)
            strcat(m, ",1");
    }
    tables x = tables_with("axelrod", "", csv, m);
    assert_int_equal(x.err, ENT_LIMIT);
    drop(&x);
}

static void a_map_needs_its_matrix(void **state) {
    (void)state;
    static const char *const models[] = {"fcm", "axelrod"};
    for (int k = 0; k < 2; k++) {
        tables x = tables_of(models[k], "", HEAD "A,1,1,1\n");
        assert_int_equal(x.err, ENT_SHAPE);
        assert_non_null(strstr(x.ctx.fail.why, "--matrix"));
        drop(&x);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_of_switches_goes_round),
        cmocka_unit_test(trivalent_knows_a_minus),
        cmocka_unit_test(each_rule_and_curve_is_its_formula),
        cmocka_unit_test(what_never_repeats_is_told),
        cmocka_unit_test(paths_multiply_their_signs),
        cmocka_unit_test(every_cycle_is_counted_once),
        cmocka_unit_test(too_many_paths_are_refused),
        cmocka_unit_test(a_map_needs_its_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
