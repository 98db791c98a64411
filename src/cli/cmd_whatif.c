/* cmd_whatif.c - entente whatif: play a scenario with and without changes on
 * the same random numbers. */
#include "cli/changes.h"
#include "cli/plan.h"

/* A run keeps its plan, so that the changes alone make the difference. */
static ent_err refuse_plan(ent_cli *cli, const char *name) {
    static const char *const own[] = {"draws", "seed",   "models",
                                      "param", "design", "lens"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (cli_has(cli, own[i]))
            return ENT_FAIL(&cli->ctx, ENT_USAGE,
                            "--%s is for a scenario file; the run '%s' is "
                            "played again as it was",
                            own[i], name);
    return ENT_OK;
}

/* A run's own scenario and plan, or a scenario file with the options. */
static ent_err read_base(ent_cli *cli, cli_play *p) {
    const char *name = cli->argv[0];
    ent_str dir;
    ent_run_saved saved;
    if (cli_is_scenario_file(ent_i_str(name)))
        return cli_play_read(cli, p);
    ENT_TRY(refuse_plan(cli, name));
    ENT_TRY(cli_run_folder(cli, name, &dir));
    ENT_TRY(ent_run_load(&cli->ctx, dir, &saved));
    *p = (cli_play){saved.scenario, saved.scenario, saved.plan, saved.facts};
    uint64_t jobs = 0;
    ENT_TRY(cli_uint(cli, "jobs", 1, 1024, &jobs));
    p->plan.threads = (int)jobs;
    return cli_run_seen(cli, &saved, &p->seen);
}

static ent_err run(ent_cli *cli) {
    cli_play p;
    ent_scenario changed;
    ent_run before, after;
    ent_str *set;
    size_t n = cli_all(cli, "set", &set);
    if (!n)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "say what to change: --set PRK.salience.D1=45");
    ENT_TRY(read_base(cli, &p));
    ENT_TRY(ent_scenario_set(&cli->ctx, &p.seen, set, n, &changed));
    ENT_TRY(ent_run_play(&cli->ctx, &p.seen, &p.plan, &before));
    ENT_TRY(ent_run_play(&cli->ctx, &changed, &p.plan, &after));
    cli_progress_end(cli);
    return cli_changes(
        cli, &(cli_sides){{&p.seen, &changed}, {&before, &after}, true});
}

const ent_verb ent_verb_whatif = {
    .name = "whatif",
    .group = CLI_SCENARIO,
    .args = "RUN|SCENARIO.yaml",
    .summary = "change values and see what moves, on the same draws",
    .least = 1,
    .most = 1,
    .run = run,
    .opt = OPTIONS(PLAN_OPTIONS, CHANGE_OPTIONS, CLI_DOSSIER_OPT),
    .example = EXAMPLES(
        "entente whatif korea-2019-001 --set CHN.position.D3=20 # China turns",
        "entente whatif s.yaml --set 'RUS.salience.*=5' # Russia looks away",
        "entente whatif s.yaml --set 'PRK.position.D1+=15 (5..25)' # by a "
        "range"),
    .detail = CHANGE_DETAIL};
