/* cmd_export.c - entente export: the dossier's documents and evidence. */
#include "cli/cli.h"

static ent_err need_output(ent_cli *cli, const char *what) {
    return ENT_FAIL(&cli->ctx, ENT_USAGE, "`entente export %s` needs --out %s",
                    cli->argv[0], what);
}

static ent_err lines(ent_cli *cli, ent_store *s, ent_str to) {
    ent_buf b = {0};
    if (!to.n)
        return ent_store_export(&cli->ctx, s, cli->out);
    if (ent_i_file_exists(to))
        return ENT_FAIL_AT(&cli->ctx, ENT_NAME, ((ent_place){to, 0, 0}),
                           "this exists already; choose another name");
    ent_err e = ent_store_export(&cli->ctx, s, ent_i_buf_sink(&b));
    if (!e)
        e = ent_i_file_write(&cli->ctx, to, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

static ent_err write_as(ent_cli *cli, ent_store *s, ent_str format,
                        ent_str to) {
    if (ent_i_eqz(format, "jsonl"))
        return lines(cli, s, to);
    if (ent_i_eqz(format, "csv"))
        return to.n ? ent_store_export_csv(&cli->ctx, s, to)
                    : need_output(cli, "FOLDER");
    if (ent_i_eqz(format, "sqlite"))
        return to.n ? ent_store_copy(&cli->ctx, s, to)
                    : need_output(cli, "FILE");
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "there is no format '%.*s'; jsonl, csv and sqlite are "
                    "written",
                    ENT_P(format));
}

static ent_err say(ent_cli *cli, ent_str format, ent_str to) {
    ent_buf b = {0};
    if (!to.n)
        return ENT_OK;
    if (!cli->json)
        return cli_print(cli, "wrote %.*s\n", ENT_P(to));
    ent_i_buf_printf(&b,
                     "{\"schema\":\"entente-written/1\",\"format\":\"%.*s\","
                     "\"output\":",
                     ENT_P(format));
    ent_i_buf_json(&b, to);
    ent_i_buf_put(&b, "}\n", 2);
    return cli_put(cli, &b);
}

static ent_err run(ent_cli *cli) {
    ent_store *s;
    ent_str format = cli->argc ? ent_i_str(cli->argv[0]) : ENT_STR("jsonl");
    ent_str to = ent_i_str(cli_text(cli, "out"));
    ENT_TRY(cli_store(cli, 0, &s));
    ent_err e = write_as(cli, s, format, to);
    ent_store_close(s);
    cli_progress_end(cli);
    return e ? e : say(cli, format, to);
}

const ent_verb ent_verb_export = {
    .name = "export",
    .group = CLI_STORE,
    .args = "[jsonl|csv|sqlite]",
    .summary = "write documents and evidence for other programs",
    .most = 1,
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT,
                   {"out", 'o', "PATH",
                    "file or folder; default for jsonl: standard output"}),
    .example =
        EXAMPLES("entente export > korea.jsonl # all, to come back by `import`",
                 "entente export csv -o tables # one CSV table per kind",
                 "entente export sqlite -o korea.db # a copy of the database"),
    .detail = "The JSON Lines hold the original files too: importing them into "
              "an empty dossier gives the same documents. Nothing that exists "
              "is written over."};
