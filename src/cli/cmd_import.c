/* cmd_import.c - entente import: what `entente export` wrote. */
#include "cli/cli.h"

static ent_err print(ent_cli *cli, const ent_ingest_result *r) {
    for (size_t i = 0; i < r->n_items; i++)
        if (r->item[i].why.n && r->item[i].state == ENT_TAKEN_ADDED)
            cli_note(cli, "%.*s", ENT_P(r->item[i].why));
    if (cli->json)
        return cli_print(cli,
                         "{\"schema\":\"entente-import/1\",\"dry_run\":%s,"
                         "\"change\":%llu,\"added\":%zu,\"known\":%zu,"
                         "\"sentences\":%llu}\n",
                         cli_dry_run(cli) ? "true" : "false",
                         (unsigned long long)r->change, r->n_added, r->n_known,
                         (unsigned long long)r->n_sents);
    if (cli->quiet)
        return ENT_OK;
    ENT_TRY(cli_print(cli, "%zu added, %zu already there\n", r->n_added,
                      r->n_known));
    cli_note(cli, cli_dry_run(cli) ? "nothing was written: --dry-run"
                                   : "next: entente show");
    return ENT_OK;
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    ent_ingest_result r;
    ent_str path = ent_i_str(cli->argv[0]), bytes;
    ENT_TRY(ent_i_file_read(&cli->ctx, cli->ctx.keep, path, (size_t)4 << 30,
                            &bytes));
    ENT_TRY(cli_store(cli, 1, &s));
    ent_err e =
        ent_store_import(&cli->ctx, s, path, bytes, cli_command(cli), &r);
    ent_store_close(s);
    cli_progress_end(cli);
    return e ? e : print(cli, &r);
}

const ent_verb ent_verb_import = {
    .name = "import",
    .group = CLI_STORE,
    .args = "FILE",
    .summary = "take in what `entente export` wrote",
    .least = 1,
    .most = 1,
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT, CLI_DRY_RUN_OPT),
    .example = EXAMPLES("entente import korea.jsonl # all of it or nothing",
                        "entente export -d a | entente import - -d b # merge "
                        "two dossiers")};
