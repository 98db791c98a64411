/* cmd_serve.c - entente serve: a run in the browser, on this machine only. */
#include "cli/plan.h"
#include "cli/report.h"
#include "serve/serve.h"
#include "view/view.h"
#include <signal.h>
#include <stdio.h>

enum { REPORT, DATA, RUNS, PAGES };
#define DATA_POLICY "default-src 'none'; frame-ancestors 'none'"

/* Being interrupted is how a server ends, so it is no failure here. */
static volatile sig_atomic_t asked_to_stop;

static void on_signal(int sig) {
    (void)sig;
    asked_to_stop = 1;
}

static bool stop(void *user) {
    (void)user;
    return asked_to_stop;
}

static ent_err ready(void *user, const char *url) {
    ent_cli *cli = user;
    if (cli->json)
        ENT_TRY(cli_print(cli,
                          "{\"schema\":\"entente-serve/1\",\"url\":"
                          "\"%s\"}\n",
                          url));
    else
        ENT_TRY(cli_print(cli, "%s\n", url));
    fflush(stdout); /* whoever started this waits for the address */
    cli_note(cli, "open this address in a browser; Ctrl-C ends");
    return ENT_OK;
}

/* ---- the list of runs: every folder with a run.json among the runs */

static ent_err list_runs(ent_cli *cli, ent_buf *b) {
    ent_str runs, *file;
    size_t n = 0, shown = 0;
    ENT_TRY(cli_runs_folder(cli, &runs));
    if (ent_i_folder_exists(runs))
        ENT_TRY(ent_i_file_list(&cli->ctx, cli->ctx.keep, runs, &file, &n));
    ent_i_buf_printf(b, "{\"schema\":\"entente-runs/1\",\"runs\":[");
    for (size_t i = 0; i < n; i++) {
        if (!ent_i_eqz(ent_i_path_base(file[i]), "run.json"))
            continue;
        ent_i_buf_put(b, ",", shown++ ? 1 : 0);
        ent_i_buf_json(b, ent_i_path_base(ent_i_path_folder(file[i])));
    }
    ent_i_buf_put(b, "]}\n", 3);
    return b->bad ? ENT_NOMEM_FAIL(&cli->ctx) : ENT_OK;
}

static ent_err make_pages(ent_cli *cli, const cli_shown *s, ent_page *page,
                          ent_buf *b) {
    ent_ctx *ctx = &cli->ctx;
    ENT_TRY(ent_i_report_policy(ctx, &page[REPORT].policy));
    ENT_TRY(ent_report_html(ctx, &s->report, ent_i_buf_sink(&b[REPORT])));
    ENT_TRY(ent_report_data(ctx, &s->report, ent_i_buf_sink(&b[DATA])));
    ENT_TRY(list_runs(cli, &b[RUNS]));
    for (int i = 0; i < PAGES; i++)
        page[i].bytes = (ent_str){b[i].s, b[i].n};
    return ENT_OK;
}

static ent_err serve(ent_cli *cli, const cli_shown *s, uint16_t port) {
    ent_page page[PAGES] = {
        {"/", "text/html; charset=utf-8", {0}, {0}},
        {"/report.json", "application/json", ENT_STR(DATA_POLICY), {0}},
        {"/runs", "application/json", ENT_STR(DATA_POLICY), {0}}};
    ent_buf b[PAGES] = {{0}};
    ent_serve how = {page, PAGES, port, ready, stop, cli};
    struct sigaction act = {.sa_handler = on_signal};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    ent_err e = make_pages(cli, s, page, b);
    if (!e)
        e = ent_i_serve(&cli->ctx, &how);
    for (int i = 0; i < PAGES; i++)
        ent_i_buf_free(&b[i]);
    return e;
}

static ent_err run(ent_cli *cli) {
    uint64_t port = 0;
    cli_shown s;
    ENT_TRY(cli_uint(cli, "port", 1, 65535, &port));
    ent_err e = cli_shown_open(cli, cli->argc ? cli->argv[0] : NULL, &s);
    if (!e)
        e = serve(cli, &s, (uint16_t)port);
    cli_shown_close(&s);
    return e;
}

const ent_verb ent_verb_serve = {
    .name = "serve",
    .group = CLI_SCENARIO,
    .args = "[RUN]",
    .summary = "show a run in the browser, on this machine only",
    .most = 1,
    .run = run,
    .opt = OPTIONS({"port", 0, "N", "listen there (default: any free)"},
                   {"since", 0, "RUN", "show what moved since that run"},
                   {"dossier", 'd', "DIR", "whose passages to quote"}),
    .example = EXAMPLES("entente serve # the newest run; prints its address",
                        "entente serve base --port 8080"),
    .detail = "Listens on 127.0.0.1 and answers only who knows the token in "
              "the address, which is new at each start.  /report.json and "
              "/runs give the same and the list of runs as JSON.  The pages "
              "are made when it starts."};
