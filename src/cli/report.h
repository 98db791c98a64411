/* report.h - a run opened for showing, as `report` and `serve` need it. */
#ifndef ENT_CLI_REPORT_H
#define ENT_CLI_REPORT_H
#include "cli/cli.h"

typedef struct cli_shown {
    ent_str dir; /* the run's folder */
    ent_run_saved run;
    ent_scenario scenario; /* with the run's changes, all lenses in it */
    ent_traced traced;
    ent_tests tests;
    ent_plan test_plan;
    ent_explanation explained;
    ent_store *store;  /* NULL: there is no dossier */
    ent_report report; /* points into the rest: the struct stays put */
} cli_shown;

/* Opens the run called `name` (NULL: the newest), its dossier's store and, with
 * --since, the run to compare it with.  Close it whatever happened. */
ent_err cli_shown_open(ent_cli *cli, const char *name, cli_shown *out);
/* Writes the page to a file. */
ent_err cli_shown_write(ent_cli *cli, const cli_shown *s, ent_str path);
void cli_shown_close(cli_shown *s);
#endif
