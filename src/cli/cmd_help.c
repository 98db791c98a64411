/* cmd_help.c - entente help: what --help says, man pages, names of verbs. */
#include "cli/cli.h"

static ent_err list(ent_cli *cli) {
    for (const ent_verb *const *v = ent_i_verbs; *v; v++)
        ENT_TRY(cli_print(cli, "%s\n", (*v)->name));
    return ENT_OK;
}

/* ---- for programs */

static void put_text(ent_buf *b, const char *key, const char *text) {
    ent_i_buf_printf(b, "\"%s\":", key);
    ent_i_buf_json(b, ent_i_str(text));
}

static const char *put_options(ent_buf *b, const ent_opt *o,
                               const char *comma) {
    for (; o && o->name; o++, comma = ",") {
        const char letter[] = {o->letter, 0};
        ent_i_buf_printf(b, "%s{", comma);
        put_text(b, "name", o->name);
        ent_i_buf_put(b, ",", 1);
        put_text(b, "letter", o->letter ? letter : NULL);
        ent_i_buf_put(b, ",", 1);
        put_text(b, "value", o->arg);
        ent_i_buf_put(b, ",", 1);
        put_text(b, "text", o->text);
        ent_i_buf_put(b, "}", 1);
    }
    return comma;
}

static void put_verb(ent_buf *b, const ent_verb *v) {
    ent_i_buf_put(b, "{", 1);
    put_text(b, "name", v->name);
    ent_i_buf_put(b, ",", 1);
    put_text(b, "operands", v->args);
    ent_i_buf_put(b, ",", 1);
    put_text(b, "summary", v->summary);
    ent_i_buf_printf(b, ",\"options\":[");
    put_options(b, ent_i_common_opts, put_options(b, v->opt, ""));
    ent_i_buf_put(b, "]}", 2);
}

static ent_err put_json(ent_cli *cli, const ent_verb *only) {
    ent_buf b = {0};
    const char *comma = "\n";
    ent_i_buf_printf(&b, "{\"schema\":\"entente-help/1\",\"verbs\":[");
    for (const ent_verb *const *v = ent_i_verbs; *v; v++) {
        if (only && only != *v)
            continue;
        ent_i_buf_put(&b, comma, strlen(comma));
        put_verb(&b, *v);
        comma = ",\n";
    }
    ent_i_buf_put(&b, "]}\n", 3);
    return cli_put(cli, &b);
}

/* ---- the verb */

static ent_err explain(ent_cli *cli, const ent_verb *v) {
    if (v && cli_has(cli, "man"))
        ent_i_help_man(cli->out, v);
    else if (v)
        ent_i_help_verb(cli->out, v);
    else if (cli_has(cli, "man"))
        ent_i_help_man_program(cli->out);
    else
        ent_i_help_program(cli->out);
    return ENT_OK;
}

static ent_err run(ent_cli *cli) {
    const ent_verb *v = NULL;
    if (cli->argc)
        ENT_TRY(cli_verb(cli, cli->argv[0], &v));
    if (cli->json)
        return put_json(cli, v);
    return cli_has(cli, "list") ? list(cli) : explain(cli, v);
}

const ent_verb ent_verb_help = {
    .name = "help",
    .group = CLI_HELP,
    .args = "[VERB]",
    .summary = "explain a verb, as --help does",
    .most = 1,
    .run = run,
    .opt = OPTIONS({"man", 0, NULL, "as the source of a man page (scdoc)"},
                   {"list", 0, NULL, "only the names of the verbs"}),
    .example = EXAMPLES(
        "entente help run # the same as `entente run --help`",
        "entente help --json # all verbs and options, for a program",
        "entente help --man run | scdoc > entente-run.1 # its man page")};
