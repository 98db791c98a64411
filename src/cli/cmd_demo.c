/* cmd_demo.c - entente demo: the whole way on the example inside the program,
 * from five briefs to a report, in one command. */
#include "cli/plan.h"
#include "cli/report.h"

extern const ent_asset ent_i_example[];

static const char EXAMPLE[] = "examples/korea-2019/";

/* Briefs go to texts/, the scenario and its table to scenarios/. */
static ent_err unpack(ent_cli *cli, ent_str dir) {
    ent_arena *keep = cli->ctx.keep;
    for (const ent_asset *a = ent_i_example; a->name; a++) {
        ent_str name = ent_i_str(a->name + strlen(EXAMPLE));
        bool brief = ent_i_starts(name, "briefs/");
        ent_str folder = ent_i_path_join(
            keep, dir, brief ? ENT_STR("texts") : ENT_STR("scenarios"));
        ent_str path = ent_i_path_join(keep, folder, ent_i_path_base(name));
        if (!path.s)
            return ENT_NOMEM_FAIL(&cli->ctx);
        ENT_TRY(ent_i_folder_make(&cli->ctx, folder));
        if (!ent_i_file_exists(path)) /* a second demo keeps what was edited */
            ENT_TRY(ent_i_file_write(
                &cli->ctx, path,
                (ent_str){a->start, (size_t)(a->end - a->start)}));
    }
    return ENT_OK;
}

static ent_err open_dossier(ent_cli *cli, ent_str dir, ent_store **out) {
    ent_str mark = ent_i_path_join(cli->ctx.keep, dir, ENT_STR("dossier.yaml"));
    if (mark.s && !ent_i_file_exists(mark))
        ENT_TRY(ent_store_init(&cli->ctx, dir,
                               ENT_STR("The Korean dispute, spring 2019")));
    return ent_store_open(&cli->ctx, dir, 1, out);
}

static ent_err read_briefs(ent_cli *cli, ent_str dir, ent_store *store,
                           ent_parser *parser, ent_ingest_result *r) {
    ent_lexicon *lex = NULL;
    ent_issues *issues = NULL;
    ent_str texts = ent_i_path_join(cli->ctx.keep, dir, ENT_STR("texts"));
    ent_err e = cli_shipped_issues(cli, "korea-2019", &issues);
    if (!e)
        e = ent_lexicon_new(&cli->ctx, &lex);
    ent_ingest plan = {.path = &texts,
                       .n_paths = 1,
                       .command = cli_command(cli),
                       .read = {.parser = parser, .issues = issues}};
    if (!e)
        e = ent_store_ingest(&cli->ctx, store, lex, &plan, r);
    ent_lexicon_free(lex);
    ent_issues_free(issues);
    return e;
}

static ent_err ingest(ent_cli *cli, ent_str dir, ent_store *store) {
    ent_ingest_result r;
    ent_parser *parser;
    ENT_TRY(cli_parser(cli, &parser));
    ent_err e = read_briefs(cli, dir, store, parser, &r);
    ent_parser_free(parser);
    ENT_TRY(e);
    if (r.n_added)
        cli_note(
            cli,
            "read %zu briefs: %llu sentences, %llu mentions, %llu dates, "
            "%llu cited sources, %llu events, %llu statements",
            r.n_added, (unsigned long long)r.n_sents,
            (unsigned long long)r.n_mentions, (unsigned long long)r.n_dates,
            (unsigned long long)r.n_citations, (unsigned long long)r.n_events,
            (unsigned long long)r.n_statements);
    else
        cli_note(cli, "the %zu briefs are there already", r.n_known);
    return ENT_OK;
}

static ent_err check(ent_cli *cli, const ent_scenario *s, ent_store *store) {
    const ent_finding *found;
    size_t n;
    ent_coverage c;
    ENT_TRY(ent_scenario_check(&cli->ctx, s, store, &found, &n, &c));
    for (size_t i = 0; i < n; i++)
        if (found[i].err)
            return ENT_FAIL_AT(&cli->ctx, found[i].err, found[i].at, "%.*s",
                               ENT_P(found[i].why));
    cli_note(cli,
             "checked the scenario: %zu actors, %zu issues, %zu stances; %zu "
             "of %zu references open a paragraph",
             s->n_actors, s->n_issues, s->n_stances, c.n_resolved, c.n_refs);
    return ENT_OK;
}

static ent_err play(ent_cli *cli, ent_str dir, cli_play *p, ent_str *run_dir) {
    ent_run r;
    const ent_forecast *f;
    ent_str runs = ent_i_path_join(cli->ctx.keep, dir, ENT_STR("runs"));
    if (!runs.s)
        return ENT_NOMEM_FAIL(&cli->ctx);
    ENT_TRY(cli_place(cli, p, runs, run_dir));
    ENT_TRY(cli_play_keep(cli, p, *run_dir, &r, &f));
    return cli->json ? ent_forecast_json(&cli->ctx, &p->seen, &p->plan, &r,
                                         &p->facts, f, cli->out)
                     : cli_headlines(cli, &p->seen, f);
}

static ent_err report(ent_cli *cli, ent_str run_dir, ent_str *page) {
    cli_shown shown;
    *page = ent_i_path_join(cli->ctx.keep, run_dir, ENT_STR("report.html"));
    ent_err e = cli_shown_open(cli, run_dir.s, &shown);
    if (!e)
        e = cli_shown_write(cli, &shown, *page);
    cli_shown_close(&shown);
    return e;
}

static ent_err work(ent_cli *cli, ent_str dir, ent_store *store,
                    ent_str *page) {
    cli_play p = {.facts = cli_facts(cli)};
    ent_str run_dir,
        file = ent_i_path_join(cli->ctx.keep, dir,
                               ENT_STR("scenarios/korea-2019.yaml"));
    ENT_TRY(ingest(cli, dir, store));
    ENT_TRY(cli_plan(cli, &p.plan));
    ENT_TRY(cli_scenario(cli, file.s, &p.base));
    ENT_TRY(check(cli, &p.base, store));
    ENT_TRY(ent_scenario_focus(&cli->ctx, &p.base, (ent_str){0}, &p.seen));
    ENT_TRY(cli_watch(cli, &p.seen, &p.plan));
    ENT_TRY(play(cli, dir, &p, &run_dir));
    return report(cli, run_dir, page);
}

static ent_err run(ent_cli *cli) {
    const char *name = cli_text(cli, "out");
    ent_str dir = ent_i_str(name ? name : "entente-demo"), page;
    ent_store *store = NULL;
    if (cli_dry_run(cli))
        return cli_would(cli,
                         "make the dossier %.*s, play its scenario and "
                         "write a report",
                         ENT_P(dir));
    ENT_TRY(open_dossier(cli, dir, &store));
    ent_err e = unpack(cli, dir);
    if (!e)
        e = work(cli, dir, store, &page);
    ent_store_close(store);
    ENT_TRY(e);
    ent_str run_name = ent_i_path_base(ent_i_path_folder(page));
    cli_note(cli,
             "\nreport: %.*s\n"
             "open it in a browser and click a number to see the sentence it "
             "rests on\n"
             "next: entente whatif --dossier %.*s %.*s --set "
             "CHN.position.D3=20",
             ENT_P(page), ENT_P(cli_quoted(cli, dir)), ENT_P(run_name));
    return ENT_OK;
}

const ent_verb ent_verb_demo = {
    .name = "demo",
    .group = CLI_HELP,
    .args = "",
    .summary = "the whole way on the shipped example, in one command",
    .run = run,
    .opt = OPTIONS(
        {"out", 'o', "DIR", "the dossier it makes; default entente-demo"},
        {"draws", 'n', "N", "how often to play it; default 4000"},
        {"seed", 's', "N", "the same seed gives the same run; default 1"},
        CLI_JOBS_OPT, CLI_DRY_RUN_OPT),
    .example = EXAMPLES("entente demo # makes the folder entente-demo",
                        "entente demo -n 20000 -o /tmp/korea # more draws"),
    .detail =
        "Takes five short briefs on the Korean dispute of spring 2019 and a "
        "scenario of 7 actors and 29 issues, reads the briefs into a new "
        "dossier, checks that every number of the scenario opens a paragraph, "
        "plays it some thousand times with several models, prints one line "
        "per issue and writes the report. A second demo in the same folder "
        "keeps your changes to the texts and the scenario."};
