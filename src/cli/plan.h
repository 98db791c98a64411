/* plan.h - what the verbs that play a scenario share: finding it, choosing
 * models and draws, naming the run. */
#ifndef ENT_PLAN_H
#define ENT_PLAN_H
#include "cli/cli.h"

/* The options that cli_plan reads; put them into a verb's table. */
#define PLAN_OPTIONS                                                       \
    {"draws", 'n', "N", "how often to play it; default 4000"},             \
        {"seed", 's', "N", "the same seed gives the same run; default 1"}, \
        {"models", 'm', "LIST",                                            \
         "name=weight, as in mean,pce=2,median=0; weight 0: shown only"},  \
        {"param", 'p', "MODEL.KEY=VALUE",                                  \
         "a model's setting, e.g. nash.disagreement=point; repeatable"},   \
        {"rounds", 0, "N",                                                 \
         "most rounds of models that move actors; default 20"},            \
        {"design", 0, "NAME", "latin or random draws; default latin"},     \
        {"lens", 'l', "NAME", "one author's reading, or mixture of all"},  \
        {"set", 0, "NAME=VALUE", "change a value first; repeatable"},      \
        CLI_JOBS_OPT

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
/* The file that `name` names: a path, or a name in the dossier's scenarios/;
 * NULL: the only one there.  ENT_MISSING */
ent_err cli_scenario_path(ent_cli *cli, const char *name, ent_str *out);
bool cli_is_scenario_file(ent_str path); /* by its ending */
/* Reads only the scenario; its errors go to standard error. */
ent_err cli_scenario(ent_cli *cli, const char *name, ent_scenario *out);
/* What a run says of the command that made it. */
ent_run_facts cli_facts(ent_cli *cli);
/* The plan that the options ask for. */
ent_err cli_plan(ent_cli *cli, ent_plan *out);
/* What the run keeps over time: --watch, else the names that claims and
 * questions speak of, else all quantities, moves, beliefs and gates. */
ent_err cli_watch(ent_cli *cli, const ent_scenario *s, ent_plan *plan);
/* Applies the changes that --set asks for to p->seen. */
ent_err cli_sets(ent_cli *cli, cli_play *p);
/* Where runs go: the dossier's runs/, or ./runs outside one. */
ent_err cli_runs_folder(ent_cli *cli, ent_str *out);
/* The folder of the run that `name` names (a folder, or a name among the
 * runs); NULL: the newest.  ENT_MISSING */
ent_err cli_run_folder(ent_cli *cli, const char *name, ent_str *out);
/* The scenario as that run played it: through its lens, with its changes. */
ent_err cli_run_seen(ent_cli *cli, const ent_run_saved *r, ent_scenario *out);
/* Takes the place of a new run before it is played, so that a place that cannot
 * be written ends it at once: --out, or a new name in `runs` (blank: where runs
 * go).  Names the run in p->facts.  With --dry-run nothing is made. */
ent_err cli_place(ent_cli *cli, cli_play *p, ent_str runs, ent_str *dir);
/* Plays it, makes the forecasts and writes the folder: what ent_run_save
 * writes, and the forecasts.  When that fails, nothing of it stays. */
ent_err cli_play_keep(ent_cli *cli, const cli_play *p, ent_str dir, ent_run *r,
                      const ent_forecast **f);
/* One headline per issue. */
ent_err cli_headlines(ent_cli *cli, const ent_scenario *s,
                      const ent_forecast *f);
#endif
