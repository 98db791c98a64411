/* train_events.c - entente train --events: the weights that arbitrate between
 * the rules of events. */
#include "cli/cli.h"

static ent_err train(ent_cli *cli, const ent_lexicon *lex,
                     const ent_parser *parser) {
    ent_str report, weights;
    const char *out = cli_text(cli, "out");
    if (!parser)
        return ENT_FAIL(&cli->ctx, ENT_MISSING,
                        "learning events needs the weights of the parser; "
                        "point ENTENTE_WEIGHTS at them");
    ENT_TRY(ent_events_train(&cli->ctx, lex, parser,
                             ent_i_str(cli_text(cli, "events")), &report,
                             &weights));
    ENT_TRY(cli_print(cli, "%.*s", ENT_P(report)));
    if (!out)
        return ENT_OK;
    ENT_TRY(ent_i_file_write(&cli->ctx, ent_i_str(out), weights));
    return cli_print(cli, "saved %s, %.0f kB\n", out, (double)weights.n / 1000);
}

ent_err cli_train_events(ent_cli *cli) {
    ent_lexicon *lex = NULL;
    ent_parser *parser = NULL;
    if (cli->argc)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--events takes the place of treebanks; leave '%s' out",
                        cli->argv[0]);
    ENT_TRY(cli_parser(cli, &parser));
    ent_err e = ent_lexicon_new(&cli->ctx, &lex);
    if (!e)
        e = train(cli, lex, parser);
    ent_lexicon_free(lex);
    ent_parser_free(parser);
    return e;
}
