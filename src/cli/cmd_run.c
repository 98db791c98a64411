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

static ent_err save_table(ent_cli *cli, ent_str dir, const char *name,
                          ent_buf *b) {
    ent_str path = ent_i_path_join(cli->ctx.keep, dir, ent_i_str(name));
    ent_err e = b->bad || !path.s
                    ? ENT_NOMEM_FAIL(&cli->ctx)
                    : ent_i_file_write(&cli->ctx, path, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return e;
}

/* The tables that a reader of the folder wants beside the draws. */
static ent_err save_tables(ent_cli *cli, ent_str dir, const cli_play *p,
                           const ent_run *r, const ent_forecast *f) {
    ent_ctx *ctx = &cli->ctx;
    ent_buf forecast = {0}, path = {0};
    ENT_TRY(ent_i_folder_make(ctx, dir));
    ent_err e =
        ent_forecast_csv(ctx, &p->seen, &p->plan, f, ent_i_buf_sink(&forecast));
    if (!e)
        e = ent_path_csv(ctx, &p->seen, r, f, ent_i_buf_sink(&path));
    if (!e)
        e = save_table(cli, dir, "forecast.csv", &forecast);
    if (!e)
        e = save_table(cli, dir, "path.csv", &path);
    ent_i_buf_free(&forecast);
    ent_i_buf_free(&path);
    return e;
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
    ENT_TRY(save_tables(cli, dir, &p, &r, f));
    ENT_TRY(ent_run_save(&cli->ctx, dir, &p.base, &p.plan, &r, &p.facts));
    if (cli->json)
        ENT_TRY(ent_forecast_json(&cli->ctx, &p.seen, &p.plan, &r, &p.facts, f,
                                  cli->out));
    else
        ENT_TRY(cli_headlines(cli, &p.seen, f));
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
        "forecast.csv, path.csv."};
