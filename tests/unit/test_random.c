/* test_random.c - numbers as functions of seed, draw and name. */
#include "test.h"
#include <stdlib.h>

static void a_number_belongs_to_seed_draw_and_name(void **state) {
    (void)state;
    ent_stream s = ent_i_stream(7, ENT_STR("PRK.position.D1"));
    double u = ent_i_uniform(s, 0, 0);
    NEAR(u, 0x1.50519ebeeef07p-1,
         0); /* a run of today can be made again years on */
    assert_true(u > 0 && u < 1);
    assert_true(u == ent_i_uniform(s, 0, 0));
    assert_true(u != ent_i_uniform(s, 1, 0));
    assert_true(u != ent_i_uniform(s, 0, 1));
    assert_true(
        u != ent_i_uniform(ent_i_stream(8, ENT_STR("PRK.position.D1")), 0, 0));
}

static void a_latin_square_hits_every_stratum_once(void **state) {
    (void)state;
    static const uint64_t sizes[] = {1, 2, 3, 5, 16, 17, 1000};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        uint64_t n = sizes[k];
        unsigned char *seen = calloc(n, 1);
        ent_stream s = ent_i_stream(3, ENT_STR("x"));
        for (uint64_t d = 0; d < n; d++) {
            double u = ent_i_latin(s, d, n);
            assert_true(u > 0 && u < 1);
            size_t stratum = (size_t)(u * (double)n);
            assert_int_equal(seen[stratum]++, 0);
        }
        free(seen);
    }
}

static void normal_quantiles_are_those_of_the_tables(void **state) {
    (void)state;
    NEAR(ent_i_normal(0.5), 0, 1e-15);
    NEAR(ent_i_normal(0.95), 1.6448536269514722, 1e-14);
    NEAR(ent_i_normal(0.975), 1.9599639845400545, 1e-14);
    NEAR(ent_i_normal(1e-10), -6.3613409024040557, 1e-13);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_belongs_to_seed_draw_and_name),
        cmocka_unit_test(a_latin_square_hits_every_stratum_once),
        cmocka_unit_test(normal_quantiles_are_those_of_the_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
