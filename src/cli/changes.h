/* changes.h - two plays of one dispute side by side, printed. */
#ifndef ENT_CHANGES_H
#define ENT_CHANGES_H
#include "cli/cli.h"

#define CHANGE_OPTIONS                                                     \
    {"all", 'a', NULL, "also issues and values that do not differ"}, {     \
        "least", 0, "NUMBER", "smallest move that counts, in points (0.5)" \
    }

#define CHANGE_DETAIL                                                         \
    "Runs of one seed share their random numbers, so they are compared draw " \
    "by draw. A difference is real when the median moves by --least or more " \
    "and at least 90 % of the draws move the same way."

typedef struct cli_sides {
    const ent_scenario *s[2]; /* before, after: as played */
    const ent_run *run[2];
    bool paired;
} cli_sides;

/* Draws can be compared one by one when both runs asked for the same. */
bool cli_same_draws(const ent_plan *a, const ent_plan *b);
/* The row of the issue called `id`, or ENT_NONE. */
uint32_t cli_issue(const ent_scenario *s, ent_str id);
/* Prints the inputs that differ, then the issues that do. */
ent_err cli_changes(ent_cli *cli, const cli_sides *sides);
#endif
