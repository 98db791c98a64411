/* options.h - the command line, taken apart by the table of verbs. */
#ifndef ENT_OPTIONS_H
#define ENT_OPTIONS_H
#include "cli/cli.h"
/* Fills verb, options and operands.  ENT_USAGE, ENT_NOMEM */
ent_err ent_i_options_parse(ent_cli *cli, int argc, char **argv);
#endif
