/* cmd_run.c - entente run: play a scenario many times, say where it settles. */
#include "cli/plan.h"

/* Without issues there is no settlement to tell of. */
static ent_err show_trace(ent_cli *cli, const cli_play *p, const ent_run *r) {
    ent_traced t;
    ENT_TRY(ent_traced_make(&cli->ctx, &p->seen, &r->trace, &t));
    return ent_traced_text(&cli->ctx, &t, 0, cli->out);
}

static ent_err show(ent_cli *cli, const cli_play *p, const ent_run *r,
                    const ent_forecast *f) {
    if (cli->json)
        return ent_forecast_json(&cli->ctx, &p->seen, &p->plan, r, &p->facts, f,
                                 cli->out);
    if (!p->seen.n_issues)
        return show_trace(cli, p, r);
    if (cli_has(cli, "table"))
        return ent_forecast_text(&cli->ctx, &p->seen, f, 0, cli->out);
    return cli_headlines(cli, &p->seen, f);
}

/* Formulas that asked for what is undefined: the numbers go on, but whoever
 * reads them should know. */
static void note_faults(ent_cli *cli, const cli_play *p, const ent_run *r) {
    for (size_t i = 0; i < r->n_faults; i++)
        cli_note(cli,
                 "%.*s: %llu results were undefined and replaced; see "
                 "docs/formulas.md",
                 ENT_P(p->seen.formula[r->fault[i].formula].name),
                 (unsigned long long)r->fault[i].n);
}

static ent_err announce(ent_cli *cli, const cli_play *p, ent_str dir) {
    ent_buf b = {0};
    for (size_t m = 0; m < p->plan.n_choices; m++)
        ent_i_buf_printf(&b, "%s%s", m ? ", " : "",
                         p->plan.choice[m].model->name);
    ent_err e = cli_would(cli,
                          "play %.*s %zu times with %.*s and keep it in "
                          "%.*s",
                          ENT_P(p->base.id), p->plan.draws, (int)b.n,
                          b.s ? b.s : "", ENT_P(dir));
    ent_i_buf_free(&b);
    return e;
}

static ent_err run(ent_cli *cli) {
    cli_play p;
    ent_run r;
    ent_str dir;
    const ent_forecast *f;
    ENT_TRY(cli_play_read(cli, &p));
    ENT_TRY(cli_sets(cli, &p));
    ENT_TRY(cli_watch(cli, &p.seen, &p.plan));
    ENT_TRY(cli_place(cli, &p, (ent_str){0}, &dir));
    if (cli_dry_run(cli))
        return announce(cli, &p, dir);
    ENT_TRY(cli_play_keep(cli, &p, dir, &r, &f));
    ENT_TRY(show(cli, &p, &r, f));
    note_faults(cli, &p, &r);
    cli_note(cli, "saved %.*s; next: entente report %.*s", ENT_P(dir),
             ENT_P(cli_quoted(cli, dir)));
    if (!r.failed)
        return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_PARTIAL,
                    "%zu of %zu settlements could not be computed; the "
                    "forecasts leave them out",
                    r.failed, r.n_models * r.n_issues * r.n_periods * r.draws);
}

const ent_verb ent_verb_run = {
    .name = "run",
    .group = CLI_SCENARIO,
    .args = "[SCENARIO]",
    .summary = "play a scenario many times and say where it settles",
    .most = 1,
    .run = run,
    .opt = OPTIONS(
        PLAN_OPTIONS,
        {"watch", 'w', "NAME", "keep this over time, '*' allowed; repeatable"},
        {"table", 't', NULL, "a table with the scales drawn"},
        {"out", 'o', "DIR", "folder of the run; default runs/NAME-001"},
        CLI_DOSSIER_OPT, CLI_DRY_RUN_OPT),
    .example = EXAMPLES(
        "entente run # the dossier's only scenario",
        "entente run korea-2019.yaml -n 20000 # more draws, narrower errors",
        "entente run --lens 001 # as the author of document 001 sees it",
        "entente run --watch 'RUS.*' --watch settle.D3 # what to keep by step",
        "entente run --models mean,pce=2 # two models, the second counts "
        "twice"),
    .detail =
        "Every uncertain value is drawn, every model settles every issue, and "
        "one line per issue says where it may settle: the median of the draws, "
        "the band that holds 80 % of them, and how far the models part. Draw d "
        "uses the same random numbers whatever the number of threads. The run "
        "is kept as a folder: run.json, scenario.json, draws.csv, "
        "forecast.csv, "
        "path.csv, and trace.csv with trace.json when there is something to "
        "watch over time (`entente trace`)."};
