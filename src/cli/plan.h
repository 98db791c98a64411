/* plan.h - what the verbs that play a scenario share: finding it, choosing
 * models and draws, naming the run. */
#ifndef ENT_PLAN_H
#define ENT_PLAN_H
#include "cli/cli.h"

/* The options that cli_plan reads; put them into a verb's table. */
#define PLAN_OPTIONS                                                      \
    {"draws", 'n', "NUMBER", "how often to play it (4000)"},              \
        {"seed", 's', "NUMBER", "the same seed gives the same run (1)"},  \
        {"models", 'm', "LIST",                                           \
         "e.g. mean,pce=2,median=0: name=weight, 0 is shown only"},       \
        {"param", 'p', "M.KEY=VALUE",                                     \
         "a model's setting, e.g. nash.disagreement=point; repeatable"},  \
        {"design", 0, "NAME", "latin or random draws (latin)"},           \
        {"lens", 'l', "NAME", "one author's reading, or mixture of all"}, \
        {"set", 0, "NAME=VALUE", "change a value first; repeatable"}, {   \
        "jobs", 'J', "NUMBER", "threads (all)"                            \
    }

/* A scenario as a verb will play it. */
typedef struct cli_play {
    ent_scenario base; /* as written */
    ent_scenario seen; /* through the lens, with the sets if any */
    ent_plan plan;
    ent_run_facts facts; /* lens, sets, command */
} cli_play;

/* Reads the scenario called by the first operand (a file, or a name in the
 * dossier's scenarios/; without one the only one there), tells what is wrong
 * with it, looks through the lens and fills in the plan from the options. */
ent_err cli_play_read(ent_cli *cli, cli_play *out);
/* Reads only the scenario; its errors and warnings go to standard error. */
ent_err cli_scenario(ent_cli *cli, const char *name, ent_scenario *out);
/* What a run says of the command that made it. */
ent_run_facts cli_facts(ent_cli *cli);
/* The plan that the options ask for. */
ent_err cli_plan(ent_cli *cli, ent_plan *out);
/* Applies the changes that --set asks for to p->seen. */
ent_err cli_sets(ent_cli *cli, cli_play *p);
/* Where runs go: the dossier's runs/, or ./runs outside one. */
ent_err cli_runs_folder(ent_cli *cli, ent_str *out);
/* The folder of the run that `name` names (a folder, or a name among the
 * runs); NULL: the newest.  ENT_MISSING */
ent_err cli_run_folder(ent_cli *cli, const char *name, ent_str *out);
/* A name that no run has: korea-2019-001. */
ent_err cli_run_name(ent_cli *cli, ent_str runs, ent_str scenario,
                     ent_str *out);
/* Writes the run's folder: what ent_run_save writes, and the forecasts. */
ent_err cli_keep(ent_cli *cli, ent_str dir, const cli_play *p, const ent_run *r,
                 const ent_forecast *f);
/* One headline per issue. */
ent_err cli_headlines(ent_cli *cli, const ent_scenario *s,
                      const ent_forecast *f);
#endif
