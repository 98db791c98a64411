/* cmd_run.c - entente run: play a scenario many times, say where it settles. */
#include "cli/plan.h"

static ent_err name_run(ent_cli *cli, cli_play *p, ent_str *dir) {
    const char *out = cli_text(cli, "out");
    ent_str runs;
    if (out) {
        *dir = ent_i_str(out);
        p->facts.name = ent_i_path_base(*dir);
        return ENT_OK;
    }
    ENT_TRY(cli_runs_folder(cli, &runs));
    ENT_TRY(cli_run_name(cli, runs, p->base.id, &p->facts.name));
    *dir = ent_i_path_join(cli->ctx.keep, runs, p->facts.name);
    return dir->s ? ENT_OK : ENT_NOMEM_FAIL(&cli->ctx);
}

static ent_err show(ent_cli *cli, const cli_play *p, const ent_run *r,
                    const ent_forecast *f) {
    if (cli->json)
        return ent_forecast_json(&cli->ctx, &p->seen, &p->plan, r, &p->facts, f,
                                 cli->out);
    if (cli_has(cli, "table"))
        return ent_forecast_text(&cli->ctx, &p->seen, f, 0, cli->out);
    return cli_headlines(cli, &p->seen, f);
}

static ent_err run(ent_cli *cli) {
    cli_play p;
    ent_run r;
    ent_str dir;
    const ent_forecast *f;
    ENT_TRY(cli_play_read(cli, &p));
    ENT_TRY(cli_sets(cli, &p));
    ENT_TRY(name_run(cli, &p, &dir));
    ENT_TRY(ent_run_play(&cli->ctx, &p.seen, &p.plan, &r));
    cli_progress_end(cli);
    ENT_TRY(ent_forecast_make(&cli->ctx, &p.seen, &r, &f));
    ENT_TRY(cli_keep(cli, dir, &p, &r, f));
    ENT_TRY(show(cli, &p, &r, f));
    cli_note(cli, "saved %.*s; next: entente report %.*s", ENT_P(dir),
             ENT_P(dir));
    if (!r.failed)
        return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_PARTIAL,
                    "%zu of %zu settlements could not be computed; the "
                    "forecasts leave them out",
                    r.failed, r.n_models * r.n_issues * r.n_periods * r.draws);
}

const ent_verb ent_verb_run = {
    .name = "run",
    .args = "[SCENARIO]",
    .summary = "play a scenario many times and say where it settles",
    .most = 1,
    .run = run,
    .opt = OPTIONS(PLAN_OPTIONS,
                   {"table", 't', NULL, "a table with the scales drawn"},
                   {"out", 'o', "DIR", "folder of the run (runs/NAME-001)"},
                   {"dossier", 'd', "DIR", "the dossier"}),
    .example = EXAMPLES(
        "entente run # the dossier's only scenario",
        "entente run korea-2019.yaml -n 20000 # more draws, narrower errors",
        "entente run --lens 001 # as the author of document 001 sees it",
        "entente run --models mean,pce=2 # two models, the second counts "
        "twice"),
    .detail =
        "Every uncertain value is drawn, every model settles every issue, and "
        "one line per issue says where it may settle: the median of the draws, "
        "the band that holds 80 % of them, and how far the models part. Draw d "
        "uses the same random numbers whatever the number of threads. The run "
        "is kept as a folder: run.json, scenario.json, draws.csv, "
        "forecast.csv, "
        "path.csv."};
