/* cmd_init.c - entente init: a new dossier. */
#include "cli/cli.h"

static ent_err run(ent_cli *cli) {
    ent_buf b = {0};
    ent_str dir = ent_i_str(cli->argv[0]);
    while (dir.n > 1 && ent_i_ends(dir, "/"))
        dir.n--;
    /* what is a dossier already is refused before anything is written */
    if (cli_dry_run(cli) && !cli_is_dossier(cli, dir))
        return cli_would(cli, "make the dossier %.*s", ENT_P(dir));
    ENT_TRY(ent_store_init(&cli->ctx, dir, ent_i_str(cli_text(cli, "title"))));
    cli_note(cli,
             "made the dossier %.*s\n"
             "next: entente ingest FOLDER --dossier %.*s",
             ENT_P(dir), ENT_P(cli_quoted(cli, dir)));
    if (!cli->json)
        return ENT_OK;
    ent_i_buf_printf(&b, "{\"schema\":\"entente-init/1\",\"dossier\":");
    ent_i_buf_json(&b, dir);
    ent_i_buf_put(&b, "}\n", 2);
    return cli_put(cli, &b);
}

const ent_verb ent_verb_init = {
    .name = "init",
    .group = CLI_STORE,
    .args = "NAME",
    .summary = "make a dossier: a folder for one dispute",
    .least = 1,
    .most = 1,
    .run = run,
    .opt = OPTIONS({"title", 0, "TEXT", "what it is about; default: NAME"},
                   CLI_DRY_RUN_OPT),
    .example =
        EXAMPLES("entente init korea # makes the folder korea",
                 "entente init korea --title 'Talks on Korea' # with a title"),
    .detail = "A dossier is a folder: dossier.yaml with its title, store.db "
              "with what was read (SQLite), sources/ with the original files "
              "under their SHA-256, scenarios/ and runs/."};
