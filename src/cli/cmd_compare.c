/* cmd_compare.c - entente compare: what two runs differ by, and whether it
 * is real. */
#include "cli/changes.h"
#include "cli/plan.h"

static ent_err run(ent_cli *cli) {
    ent_str dir[2];
    ent_run_saved r[2];
    ent_scenario s[2];
    for (int i = 0; i < 2; i++) {
        ENT_TRY(cli_run_folder(cli, cli->argv[i], &dir[i]));
        ENT_TRY(ent_run_load(&cli->ctx, dir[i], &r[i]));
        ENT_TRY(cli_run_seen(cli, &r[i], &s[i]));
    }
    cli_sides sides = {{&s[0], &s[1]},
                       {&r[0].run, &r[1].run},
                       cli_same_draws(&r[0].plan, &r[1].plan)};
    if (!sides.paired)
        cli_note(cli, "the runs used different draws, so their bands are "
                      "compared, not their draws");
    return cli_changes(cli, &sides);
}

const ent_verb ent_verb_compare = {
    .name = "compare",
    .group = CLI_SCENARIO,
    .args = "RUN-A RUN-B",
    .summary = "show what two runs differ by, and whether it is real",
    .least = 2,
    .most = 2,
    .run = run,
    .opt = OPTIONS(CHANGE_OPTIONS, CLI_DOSSIER_OPT),
    .example = EXAMPLES(
        "entente compare korea-2019-001 korea-2019-002 # by name",
        "entente compare old/run new/run --all # every issue, moved or not"),
    .detail = CHANGE_DETAIL};
