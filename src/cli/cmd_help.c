/* cmd_help.c - entente help: what --help says, man pages, names of verbs. */
#include "cli/cli.h"

static ent_err list(ent_cli *cli) {
    for (const ent_verb *const *v = ent_i_verbs; *v; v++)
        ENT_TRY(cli_print(cli, "%s\n", (*v)->name));
    return ENT_OK;
}

static ent_err run(ent_cli *cli) {
    const ent_verb *v = cli->argc ? ent_i_verb_find(cli->argv[0]) : NULL;
    bool man = cli_has(cli, "man");
    if (cli->argc && !v)
        return ENT_FAIL(&cli->ctx, ENT_USAGE, "there is no verb '%s'",
                        cli->argv[0]);
    if (cli_has(cli, "list"))
        return list(cli);
    if (v && man)
        ent_i_help_man(cli->out, v);
    else if (v)
        ent_i_help_verb(cli->out, v);
    else if (man)
        ent_i_help_man_program(cli->out);
    else
        ent_i_help_program(cli->out);
    return ENT_OK;
}

const ent_verb ent_verb_help = {
    .name = "help",
    .args = "[VERB]",
    .summary = "explain a verb, as --help does",
    .most = 1,
    .run = run,
    .opt = OPTIONS({"man", 0, NULL, "as the source of a man page (scdoc)"},
                   {"list", 0, NULL, "only the names of the verbs"}),
    .example = EXAMPLES(
        "entente help run # the same as `entente run --help`",
        "entente help --man run | scdoc > entente-run.1 # its man page")};
