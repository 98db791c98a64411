/* test_step_models.c - the models of the plan at the tables of a step: those
 * that play all issues together, and those that play none. */
#include "world.h"

#define TEXT                                                                \
    WORLD_HEAD WORLD_TIME(                                                  \
        4) "actors: {A: {capability: 30}, B: {capability: 80}, C: "         \
           "{capability: "                                                  \
           "50}}\n"                                                         \
           "issues: {D1: {poles: [a, b]}, D2: {poles: [a, b], status_quo: " \
           "7}}\n"                                                          \
           "stances:\n"                                                     \
           "  - {issue: D1, actor: A, position: 10, salience: 40}\n"        \
           "  - {issue: D1, actor: B, position: 80, salience: 60}\n"        \
           "  - {issue: D1, actor: C, position: 55, salience: 20}\n"        \
           "  - {issue: D2, actor: A, position: 90, salience: 60}\n"        \
           "  - {issue: D2, actor: B, position: 20, salience: 40}\n"        \
           "  - {issue: D2, actor: C, position: 35, salience: 80}\n"

static void begin(world *x, const char *text) {
    world_read(x, text);
    const ent_model *smp = ent_model_find(ent_i_str("smp"));
    double *param = ENT_NEW(x->ctx.keep, smp->n_params, double);
    ent_i_model_defaults(smp, param);
    x->choice = (ent_choice){smp, param, 1};
    ent_setup setup = {.seed = 1, .choice = &x->choice, .n_choices = 1};
    assert_int_equal(ent_i_world_build(&x->ctx, &x->s, &setup, &x->w), ENT_OK);
    x->b.memory = ENT_NEW(x->ctx.keep, ent_i_block_size(&x->w), double);
    ent_i_block_start(&x->b, &x->w, &(ent_now){.seed = 1, .lanes = 1}, 0, NULL);
}

/* What the model says of the first n issues by itself. */
static void alone(const world *x, size_t n, double a_on_d1, double *z) {
    const ent_model *m = x->choice.model;
    double c[] = {30, 80, 50, 30, 80, 50}, s[] = {.4, .6, .2, .6, .4, .8};
    double p[] = {a_on_d1, 80, 55, 90, 20, 35}, quo[] = {-1, 7};
    double cost[] = {0, 0}, to[6];
    double *work = ENT_NEW(x->ctx.temp,
                           m->work(3, n) + ent_i_play_memory(m, 3, n), double);
    ent_game g = {.n_actors = 3,
                  .n_issues = n,
                  .capability = c,
                  .position = p,
                  .salience = s,
                  .status_quo = quo,
                  .failure_cost = cost,
                  .hi = 100};
    ent_outcome out = {.position = to, .settlement = z};
    assert_int_equal(
        ent_model_play(m, &g, x->choice.param, 0, ENT_ROUNDS, work, &out, NULL),
        ENT_OK);
}

static void issues_are_played_together(void **state) {
    (void)state;
    world x;
    double z[2];
    begin(&x, TEXT "quantities: {q: 1}\n");
    world_run(&x, 0);
    alone(&x, 2, 10, z);
    NEAR(world_is(&x, "settle.D1"), z[0], 1e-9);
    NEAR(world_is(&x, "settle.D2"), z[1], 1e-9);
    world_drop(&x);
}

static void what_changes_on_one_issue_is_felt_on_all(void **state) {
    (void)state;
    world x;
    double z[2], before;
    begin(&x, TEXT "quantities: {A.position.D1: base + 60 * (t == 2)}\n");
    world_run(&x, 1);
    before = world_is(&x, "settle.D2");
    world_play(&x, 2);
    ent_i_block_end(&x.b);
    alone(&x, 2, 70, z);
    NEAR(world_is(&x, "settle.D1"), z[0], 1e-9);
    NEAR(world_is(&x, "settle.D2"), z[1], 1e-9);
    assert_true(fabs(before - z[1]) > 1e-6);
    world_play(&x, 3);
    ent_i_block_end(&x.b);
    NEAR(world_is(&x, "settle.D2"), before, 1e-9);
    world_drop(&x);
}

static void only_open_issues_are_on_the_table(void **state) {
    (void)state;
    world x;
    double one[1], two[2];
    begin(&x, TEXT "gates: {g: {opens: t == 1, issues: [D2]}}\n");
    alone(&x, 1, 10, one);
    alone(&x, 2, 10, two);
    for (size_t t = 0; t < 3; t++) {
        world_play(&x, t);
        ent_i_block_end(&x.b);
        NEAR(world_is(&x, "settle.D1"), t == 1 ? two[0] : one[0], 1e-9);
        NEAR(world_is(&x, "settle.D2"), t ? two[1] : 7, 1e-9);
    }
    world_drop(&x);
}

static void a_model_that_only_makes_tables_is_refused(void **state) {
    (void)state;
    world x;
    ent_run r;
    static const ent_model tables = {.name = "tables",
                                     .flags = ENT_MODEL_TABLE};
    world_read(&x, TEXT);
    x.choice = (ent_choice){&tables, NULL, 1};
    ent_plan plan = {.draws = 1, .choice = &x.choice, .n_choices = 1};
    assert_int_equal(ent_run_play(&x.ctx, &x.s, &plan, &r), ENT_UNSUPPORTED);
    assert_non_null(strstr(x.ctx.fail.why, "tables"));
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(issues_are_played_together),
        cmocka_unit_test(what_changes_on_one_issue_is_felt_on_all),
        cmocka_unit_test(only_open_issues_are_on_the_table),
        cmocka_unit_test(a_model_that_only_makes_tables_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
