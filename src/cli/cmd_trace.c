/* cmd_trace.c - entente trace: what a run watched, over time. */
#include "cli/plan.h"
#include <sys/ioctl.h>
#include <unistd.h>

enum { TRACE_BYTES = 1 << 30 };

static size_t terminal_width(void) {
    struct winsize w;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) || !w.ws_col)
        return 0;
    return w.ws_col;
}

static ent_err read_trace(ent_cli *cli, ent_str dir, ent_traced *out) {
    ent_ctx *ctx = &cli->ctx;
    ent_str text, file = ent_i_path_join(ctx->keep, dir, ENT_STR("trace.csv"));
    if (!file.s)
        return ENT_NOMEM_FAIL(ctx);
    if (!ent_i_file_exists(file))
        return ENT_FAIL_AT(ctx, ENT_MISSING, ((ent_place){dir, 0, 0}),
                           "this run watched nothing over time; run the "
                           "scenario again with --watch NAME");
    ENT_TRY(ent_i_file_read(ctx, ctx->keep, file, TRACE_BYTES, &text));
    return ent_traced_read(ctx, file, text, out);
}

/* The first operand is a run where there is one of that name; else all are
 * names, and the run is the newest. */
static ent_err find_run(ent_cli *cli, ent_str *dir, int *first) {
    *first = 1;
    if (cli->argc && !cli_run_folder(cli, cli->argv[0], dir))
        return ENT_OK;
    if (cli->argc && strchr(cli->argv[0], '/'))
        return cli->ctx.fail.err;
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
    *first = 0;
    return cli_run_folder(cli, NULL, dir);
}

static ent_err run(ent_cli *cli) {
    ent_ctx *ctx = &cli->ctx;
    ent_str dir;
    ent_traced t;
    int first;
    ENT_TRY(find_run(cli, &dir, &first));
    ENT_TRY(read_trace(cli, dir, &t));
    size_t n = cli->argc > first ? (size_t)(cli->argc - first) : 0;
    ent_str *pattern = ENT_NEW(ctx->keep, n, ent_str);
    if (!pattern)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++)
        pattern[i] = ent_i_str(cli->argv[(size_t)first + i]);
    if (n)
        ENT_TRY(ent_traced_pick(ctx, &t, pattern, n, &t));
    if (cli->json)
        return ent_traced_json(ctx, &t, cli->out);
    if (cli_has(cli, "csv"))
        return ent_traced_csv(ctx, &t, cli->out);
    return ent_traced_text(ctx, &t, terminal_width(), cli->out);
}

const ent_verb ent_verb_trace = {
    .name = "trace",
    .group = CLI_SCENARIO,
    .args = "[RUN] [NAME]...",
    .summary = "show what a run watched, step by step",
    .most = -1,
    .run = run,
    .opt = OPTIONS({"csv", 0, NULL, "the bands as a table"},
                   {"dossier", 'd', "DIR", "whose runs"}),
    .example = EXAMPLES(
        "entente trace # all that the newest run watched",
        "entente trace base PRK.reserves 'RUS.*' # some names of one run",
        "entente trace base --csv # mean and quantiles by step"),
    .detail =
        "A run keeps the names that its claims and questions speak of, or else "
        "all quantities, moves, beliefs and gates; `entente run --watch NAME` "
        "says otherwise. A line runs between the least and the greatest of a "
        "name's own medians. Names such as settle.ISSUE, payoff.ACTOR and "
        "deal.PACKAGE are of the step before, as formulas read them."};
