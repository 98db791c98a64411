/* test_load.c - a run that is kept is the run that is read back. */
#include "run/run.h"
#include "test.h"
#include <stdlib.h>
#include <unistd.h>

#define EXAMPLE ENT_SOURCE_DIR "/examples/korea-2019/korea-2019.yaml"

static ent_ctx ctx;
static ent_scenario base, plain;
static ent_run run;
static ent_choice choice[2];
static ent_plan plan = {.seed = 18446744073709551615u,
                        .draws = 20,
                        .choice = choice,
                        .n_choices = 2};
static char dir[] = "/tmp/entente-run-XXXXXX";

static ent_str in(const char *name) {
    return ent_i_path_join(ctx.keep, ent_i_str(dir), ent_i_str(name));
}

static int make(void **state) {
    const ent_finding *found;
    size_t n;
    ent_str set = ENT_STR("CHN.position.D3=20");
    ent_run_facts facts = {.name = ENT_STR("x"),
                           .command = ENT_STR("entente run"),
                           .set = &set,
                           .n_sets = 1};
    (void)state;
    choice[0] = (ent_choice){ent_model_find(ENT_STR("mean")), NULL, 1};
    choice[1] = (ent_choice){ent_model_find(ENT_STR("pce")), NULL, 0.5};
    return ent_ctx_open(&ctx, (size_t)1 << 30) || !mkdtemp(dir) ||
           ent_scenario_read(&ctx, ent_i_str(EXAMPLE), &base, &found, &n) ||
           ent_scenario_focus(&ctx, &base, (ent_str){0}, &plain) ||
           ent_run_play(&ctx, &plain, &plan, &run) ||
           ent_run_save(&ctx, ent_i_str(dir), &base, &plan, &run, &facts);
}

static int drop(void **state) {
    static const char *const names[] = {"run.json", "scenario.json",
                                        "draws.csv"};
    (void)state;
    for (int i = 0; i < 3; i++)
        unlink(in(names[i]).s);
    rmdir(dir);
    ent_ctx_close(&ctx);
    return 0;
}

static void what_is_kept_is_read_back(void **state) {
    (void)state;
    ent_run_saved r;
    if (ent_run_load(&ctx, ent_i_str(dir), &r))
        fail_msg("%s:%u: %s", ctx.fail.file, ctx.fail.line, ctx.fail.why);
    assert_true(r.plan.seed == plan.seed);
    assert_int_equal(r.plan.draws, 20);
    assert_int_equal(r.plan.n_choices, 2);
    NEAR(r.plan.choice[1].weight, 0.5, 0);
    STR_EQUAL(r.facts.set[0], "CHN.position.D3=20");
    for (size_t m = 0; m < 2; m++)
        for (size_t p = 0; p < run.n_issues; p++)
            for (size_t d = 0; d < run.draws; d++)
                NEAR(r.run.settlement[ent_i_run_cell(&r.run, m, 0, p, d)],
                     run.settlement[ent_i_run_cell(&run, m, run.n_periods - 1,
                                                   p, d)],
                     5e-7); /* the table has six decimals */
}

static void a_scenario_read_back_plays_the_same(void **state) {
    (void)state;
    ent_run_saved saved;
    ent_scenario again;
    ent_run r;
    assert_int_equal(ent_run_load(&ctx, ent_i_str(dir), &saved), ENT_OK);
    assert_int_equal(
        ent_scenario_focus(&ctx, &saved.scenario, (ent_str){0}, &again),
        ENT_OK);
    assert_int_equal(ent_run_play(&ctx, &again, &plan, &r), ENT_OK);
    assert_int_equal(r.n_periods, run.n_periods);
    assert_memory_equal(r.ensemble, run.ensemble,
                        run.n_periods * run.n_issues * run.draws *
                            sizeof(double));
}

static void replace(const char *file, const char *text) {
    unlink(in(file).s);
    assert_int_equal(ent_i_file_write(&ctx, in(file), ent_i_str(text)), ENT_OK);
}

static void a_damaged_run_is_named(void **state) {
    (void)state;
    ent_run_saved r;
    replace("draws.csv", "draw,issue,forecast,mean,pce\n0,D1,x,1,2\n");
    assert_int_equal(ent_run_load(&ctx, ent_i_str(dir), &r), ENT_SYNTAX);
    replace("draws.csv", "draw,issue,forecast,mean,pce\n");
    assert_int_equal(ent_run_load(&ctx, ent_i_str(dir), &r), ENT_SYNTAX);
    replace("run.json", "{\"schema\":\"entente-run/2\",\"version\":\"9\"}");
    assert_int_equal(ent_run_load(&ctx, ent_i_str(dir), &r), ENT_UNSUPPORTED);
    replace("run.json", "{");
    assert_int_equal(ent_run_load(&ctx, ent_i_str(dir), &r), ENT_SYNTAX);
    assert_int_equal(ent_run_load(&ctx, in("nothing"), &r), ENT_MISSING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_read_back),
        cmocka_unit_test(a_scenario_read_back_plays_the_same),
        cmocka_unit_test(a_damaged_run_is_named),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
