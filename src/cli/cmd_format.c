/* cmd_format.c - entente format: scenario files laid out evenly, or one number
 * changed where it stands. */
#include "cli/cli.h"

typedef struct job {
    ent_cli *cli;
    bool dry;       /* --check or --dry-run: nothing is written */
    ent_edit *file; /* [n] bytes blank: it stays as it is */
    size_t n, changed;
} job;

/* ---- which files change */

static ent_err lay_out(job *j) {
    ent_ctx *ctx = &j->cli->ctx;
    j->n = (size_t)j->cli->argc;
    j->file = ENT_NEW(ctx->keep, j->n, ent_edit);
    if (!j->file)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < j->n; i++) {
        ent_str path = ent_i_str(j->cli->argv[i]), bytes, now;
        ENT_TRY(
            ent_i_file_read(ctx, ctx->keep, path, (size_t)64 << 20, &bytes));
        ENT_TRY(ent_scenario_format(ctx, path, bytes, &now));
        j->file[i].path = path;
        if (!ent_i_eq(bytes, now))
            j->file[i].bytes = now;
    }
    return ENT_OK;
}

static ent_err edit(job *j, const ent_str *set, size_t n_sets) {
    ent_ctx *ctx = &j->cli->ctx;
    ent_scenario s;
    const ent_finding *found;
    const ent_edit *edit;
    size_t n_found;
    if (j->cli->argc != 1)
        return ENT_FAIL(ctx, ENT_USAGE,
                        "--set changes one scenario; name one file");
    ENT_TRY(ent_scenario_read(ctx, ent_i_str(j->cli->argv[0]), &s, &found,
                              &n_found));
    ENT_TRY(ent_scenario_edit(ctx, &s, set, n_sets, &edit, &j->n));
    j->file = ENT_NEW(ctx->keep, j->n, ent_edit);
    if (!j->file)
        return ENT_NOMEM_FAIL(ctx);
    if (j->n)
        memcpy(j->file, edit, j->n * sizeof *edit);
    return ENT_OK;
}

/* ---- what is told and written */

static ent_err write_all(job *j) {
    for (size_t i = 0; i < j->n; i++) {
        if (!j->file[i].bytes.s)
            continue;
        j->changed++;
        if (!j->dry)
            ENT_TRY(ent_i_file_write(&j->cli->ctx, j->file[i].path,
                                     j->file[i].bytes));
    }
    return ENT_OK;
}

static void put_json(const job *j, ent_buf *b) {
    ent_i_buf_printf(b,
                     "{\"schema\":\"entente-format/1\",\"dry_run\":%s,"
                     "\"files\":[",
                     j->dry ? "true" : "false");
    for (size_t i = 0; i < j->n; i++) {
        ent_i_buf_printf(b, "%s{\"file\":", i ? "," : "");
        ent_i_buf_json(b, j->file[i].path);
        ent_i_buf_printf(b, ",\"changed\":%s}",
                         j->file[i].bytes.s ? "true" : "false");
    }
    ent_i_buf_printf(b, "]}\n");
}

static ent_err print(const job *j) {
    ent_buf b = {0};
    if (j->cli->json)
        put_json(j, &b);
    for (size_t i = 0; i < j->n && !j->cli->json && !j->cli->quiet; i++)
        if (j->file[i].bytes.s)
            ent_i_buf_printf(&b, "%s %.*s\n",
                             j->dry ? "would change" : "changed",
                             ENT_P(j->file[i].path));
    return cli_put(j->cli, &b);
}

static ent_err run(ent_cli *cli) {
    bool check = cli_has(cli, "check");
    job j = {.cli = cli, .dry = check || cli_dry_run(cli)};
    ent_str *set;
    size_t n_sets = cli_all(cli, "set", &set);
    ENT_TRY(n_sets ? edit(&j, set, n_sets) : lay_out(&j));
    ENT_TRY(write_all(&j));
    ENT_TRY(print(&j));
    if (!j.changed)
        cli_note(cli, "nothing changes");
    else if (j.dry)
        cli_note(cli, "nothing was written: %s",
                 check ? "--check" : "--dry-run");
    return check && j.changed ? ENT_NEGATIVE : ENT_OK;
}

const ent_verb ent_verb_format = {
    .name = "format",
    .group = CLI_SCENARIO,
    .args = "FILE...",
    .summary = "lay scenario files out evenly, comments kept",
    .least = 1,
    .most = -1,
    .run = run,
    .opt = OPTIONS(
        {"check", 0, NULL, "write nothing; exit code 1 if a file would change"},
        CLI_DRY_RUN_OPT,
        {"set", 0, "NAME=AMOUNT",
         "change this number where it stands, and nothing else; "
         "repeatable"}),
    .example =
        EXAMPLES("entente format korea-2019.yaml # in place",
                 "entente format --check *.yaml # for scripts",
                 "entente format --set 'PRK.capability=65 (55..75)' "
                 "korea-2019.yaml # one number, in the file or its table"),
    .detail =
        "Two blanks for each level, one blank line between sections, nothing "
        "aligned. Comments, order and all values stay as they are: what comes "
        "out is read again and compared before a file is replaced.\n\n"
        "With --set the new number is written where the old one stands, in the "
        "scenario, in a file that it includes or in its table; every other "
        "byte stays. Amounts are written as in the file: 45, +10, -10, *1.2, "
        "=-10."};
