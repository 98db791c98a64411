/* cmd_report.c - entente report: one HTML file of a run, to send around. */
#include "cli/report.h"
#include <sys/ioctl.h>
#include <unistd.h>

static ent_err write_page(ent_cli *cli, const cli_shown *s) {
    const char *to = cli_text(cli, "out");
    ent_str path =
        to ? ent_i_str(to)
           : ent_i_path_join(cli->ctx.keep, s->dir, ENT_STR("report.html"));
    if (!path.s)
        return ENT_NOMEM_FAIL(&cli->ctx);
    if (cli_dry_run(cli))
        return cli_would(cli, "write %.*s", ENT_P(path));
    ENT_TRY(cli_shown_write(cli, s, path));
    return cli_print(cli, "%.*s\n", ENT_P(path));
}

static size_t terminal_width(void) {
    struct winsize w;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) || !w.ws_col)
        return 0;
    return w.ws_col;
}

static ent_err show(ent_cli *cli, const cli_shown *s) {
    ent_ctx *ctx = &cli->ctx;
    const ent_report *r = &s->report;
    if (cli->json && !cli_dry_run(cli))
        return ent_report_data(ctx, r, cli->out);
    if (cli_has(cli, "table"))
        return ent_forecast_text(ctx, r->scenario, r->forecast,
                                 terminal_width(), cli->out);
    return write_page(cli, s);
}

static ent_err run(ent_cli *cli) {
    cli_shown s;
    ent_err e = cli_shown_open(cli, cli->argc ? cli->argv[0] : NULL, &s);
    if (!e)
        e = show(cli, &s);
    cli_shown_close(&s);
    return e;
}

const ent_verb ent_verb_report = {
    .name = "report",
    .group = CLI_SCENARIO,
    .args = "[RUN]",
    .summary = "write a run as one HTML file that opens offline",
    .most = 1,
    .run = run,
    .opt = OPTIONS({"out", 'o', "FILE", "where to; default RUN/report.html"},
                   {"table", 't', NULL, "only the forecasts, to the terminal"},
                   {"since", 0, "RUN", "show what moved since that run"},
                   {"check", 'c', NULL,
                    "test its claims and mechanisms for the page; slow"},
                   {"dossier", 'd', "DIR", "whose passages to quote"},
                   CLI_DRY_RUN_OPT),
    .example =
        EXAMPLES("entente report # the newest run of the dossier",
                 "entente report base --since last-week # and what moved since",
                 "entente report --table # the forecasts on their scales",
                 "entente report base --json # what the page shows, as JSON"),
    .detail = "RUN is a folder or a name in the dossier's runs/; without it "
              "the newest run is taken.  The page holds the documents that "
              "its numbers rest on and loads nothing from outside."};
