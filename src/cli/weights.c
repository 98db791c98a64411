/* weights.c - the parser that the verbs which read texts share. */
#include "cli/cli.h"

ent_err cli_parser(ent_cli *cli, ent_parser **out) {
    *out = NULL;
    ent_err e = ent_parser_open(&cli->ctx, (ent_str){0}, out);
    if (e != ENT_IO)
        return e;
    cli_note(cli,
             "no events and statements are read: %s: %s; install them, or name "
             "them with ENTENTE_WEIGHTS",
             cli->ctx.fail.file, cli->ctx.fail.why);
    return ENT_OK;
}
