/* cmd_undo.c - entente undo: changes reversed. */
#include "cli/cli.h"

static void put_json(ent_buf *b, const ent_log_row *c, size_t n, bool dry) {
    ent_i_buf_printf(b,
                     "{\"schema\":\"entente-undo/1\",\"dry_run\":%s,"
                     "\"undone\":[",
                     dry ? "true" : "false");
    for (size_t i = 0; i < n; i++)
        ent_i_buf_printf(b, "%s{\"change\":%llu,\"by\":%llu}", i ? "," : "",
                         (unsigned long long)c[i].id,
                         (unsigned long long)c[i].undone_by);
    ent_i_buf_printf(b, "]}\n");
}

static ent_err print(ent_cli *cli, const ent_log_row *c, size_t n) {
    ent_buf b = {0};
    bool dry = cli_dry_run(cli);
    if (cli->json)
        put_json(&b, c, n, dry);
    for (size_t i = 0; i < n && !cli->json && !cli->quiet; i++)
        ent_i_buf_printf(&b, "%s: %llu, %.*s\n", dry ? "would undo" : "undone",
                         (unsigned long long)c[i].id, ENT_P(c[i].command));
    ENT_TRY(cli_put(cli, &b));
    cli_note(cli, dry ? "nothing was written: --dry-run"
                      : "next: entente log, or entente undo to take this back");
    return ENT_OK;
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    const ent_log_row *c;
    size_t n;
    uint64_t to = 0;
    ENT_TRY(cli_uint(cli, "to", 0, INT64_MAX, &to));
    ENT_TRY(cli_store(cli, 1, &s));
    ent_err e =
        ent_store_undo(&cli->ctx, s, cli_has(cli, "to") ? (int64_t)to : -1,
                       cli_command(cli), &c, &n);
    ent_store_close(s);
    return e ? e : print(cli, c, n);
}

const ent_verb ent_verb_undo = {
    .name = "undo",
    .group = CLI_STORE,
    .args = "",
    .summary = "reverse the last change of the dossier",
    .run = run,
    .opt = OPTIONS(
        CLI_DOSSIER_OPT, CLI_DRY_RUN_OPT,
        {"to", 0, "N", "go back to how it was right after change N; 0: empty"}),
    .example = EXAMPLES("entente undo # the last change",
                        "entente undo # again: as if nothing had been undone",
                        "entente undo --to 3 # all that came after change 3"),
    .detail = "To undo is itself a change, so nothing is ever lost: undo twice "
              "and all is as before. `entente log` lists the changes. Exit "
              "code 1: there was nothing to undo."};
