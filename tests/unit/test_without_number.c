/* test_without_number.c - a part taken out as NAME=NUMBER stands there. */
#include "world.h"

#define TEXT                                                    \
    WORLD_HEAD WORLD_TIME(                                      \
        3) "actors: {A: {capability: 1}, B: {capability: 3}}\n" \
           "quantities:\n"                                      \
           "  k: 3\n"                                           \
           "  rest: {value: 4, neutral: 1}\n"                   \
           "  made: k * 10\n"                                   \
           "  left: rest + made\n"

/* What `name` is at the end of the first step without `part`. */
static double without(const char *part, const char *name) {
    world x;
    world_read(&x, TEXT);
    ent_str out = ent_i_str(part), watch = ent_i_str(name);
    ent_scenario cut;
    ent_run r;
    ent_plan plan = {.seed = 1,
                     .draws = 1,
                     .choice = &x.choice,
                     .n_choices = 1,
                     .watch = &watch,
                     .n_watch = 1};
    if (ent_scenario_without(&x.ctx, &x.s, &out, 1, &cut) ||
        ent_run_play(&x.ctx, &cut, &plan, &r))
        fail_msg("%s", x.ctx.fail.why);
    double got = r.trace.x[0];
    world_drop(&x);
    return got;
}

static void a_constant_goes_to_its_neutral(void **state) {
    (void)state;
    NEAR(without("k", "made"), 0, 0);
    NEAR(without("rest", "left"), 31, 0);
}

static void a_constant_with_a_number_stands_there(void **state) {
    (void)state;
    NEAR(without("k=5", "made"), 50, 0);
    NEAR(without("rest=-2", "left"), 28, 0);
}

static void a_formula_with_a_number_stands_there(void **state) {
    (void)state;
    NEAR(without("made", "left"), 4, 0);
    NEAR(without("made=7", "left"), 11, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_constant_goes_to_its_neutral),
        cmocka_unit_test(a_constant_with_a_number_stands_there),
        cmocka_unit_test(a_formula_with_a_number_stands_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
