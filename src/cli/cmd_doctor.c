/* cmd_doctor.c - entente doctor: is all well? */
#include "cli/cli.h"

static void put_json(ent_buf *b, const ent_check *c) {
    ent_i_buf_printf(b, "{\"check\":");
    ent_i_buf_json(b, c->what);
    ent_i_buf_printf(b,
                     ",\"ok\":%s,\"found\":", c->remedy.n ? "false" : "true");
    ent_i_buf_json(b, c->found);
    ent_i_buf_printf(b, ",\"remedy\":");
    ent_i_buf_json(b, c->remedy);
    ent_i_buf_put(b, "}", 1);
}

static void put_text(ent_buf *b, const ent_check *c) {
    ent_i_buf_printf(b, "%-8s %-10.*s %.*s\n", c->remedy.n ? "PROBLEM" : "ok",
                     ENT_P(c->what), ENT_P(c->found));
    if (c->remedy.n)
        ent_i_buf_printf(b, "%19s to do: %.*s\n", "", ENT_P(c->remedy));
}

static ent_err print(ent_cli *cli, const ent_check *c, size_t n) {
    ent_buf b = {0};
    size_t bad = 0;
    if (cli->json)
        ent_i_buf_printf(&b, "{\"schema\":\"entente-doctor/1\",\"checks\":[");
    for (size_t i = 0; i < n; i++) {
        bad += c[i].remedy.n > 0;
        if (cli->json) {
            ent_i_buf_put(&b, ",\n", i ? 2 : 0);
            put_json(&b, &c[i]);
        } else {
            put_text(&b, &c[i]);
        }
    }
    if (cli->json)
        ent_i_buf_printf(&b, "]}\n");
    ENT_TRY(cli_put(cli, &b));
    return bad ? ENT_NEGATIVE : ENT_OK;
}

/* For writing if possible: that brings an older store up to date and lets the
 * index be checked. */
static ent_err open_any(ent_cli *cli, ent_str dir, ent_store **s) {
    ent_err e = ent_store_open(&cli->ctx, dir, 1, s);
    return e == ENT_IO ? ent_store_open(&cli->ctx, dir, 0, s) : e;
}

/* A dossier that cannot be opened is what the doctor is asked about, so the
 * reason becomes one of the lines. */
static ent_err examine(ent_cli *cli, ent_str dir) {
    ent_store *s = NULL;
    const ent_check *c;
    size_t n;
    ent_err e = dir.s ? open_any(cli, dir, &s) : ENT_OK;
    if (e == ENT_NOMEM)
        return e;
    ent_check broken = {ENT_STR("dossier"),
                        ent_i_dup(cli->ctx.keep, ent_i_str(cli->ctx.fail.why)),
                        ENT_STR("as said; nothing else can be looked at")};
    ent_err d = ent_store_doctor(&cli->ctx, s, &c, &n);
    ent_store_close(s);
    cli_progress_end(cli);
    ENT_TRY(d);
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
    if (!e)
        return print(cli, c, n);
    ent_check *all = ENT_NEW(cli->ctx.keep, n + 1, ent_check);
    if (!all)
        return ENT_NOMEM_FAIL(&cli->ctx);
    memcpy(all, c, n * sizeof *c);
    all[n] = broken;
    return print(cli, all, n + 1);
}

static ent_err run(ent_cli *cli) {
    ent_str dir = {0};
    ent_err e = cli_dossier(cli, &dir);
    if (e == ENT_MISSING && !cli_has(cli, "dossier")) {
        cli_note(cli, "no dossier here: only the program is looked at");
        dir = (ent_str){0};
        e = ENT_OK;
    }
    ENT_TRY(e);
    return examine(cli, dir);
}

const ent_verb ent_verb_doctor = {
    .name = "doctor",
    .group = CLI_HELP,
    .args = "",
    .summary = "check the program, the machine and the dossier",
    .run = run,
    .opt = OPTIONS(CLI_DOSSIER_OPT),
    .example = EXAMPLES("entente doctor # the dossier here, if there is one",
                        "entente doctor --dossier korea --json # another one"),
    .detail = "Looks at the libraries, the database and its full text, and "
              "compares every file in sources/ with its SHA-256. Exit code 1: "
              "there is a problem; each comes with what to do."};
