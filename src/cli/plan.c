/* plan.c - finding a scenario, choosing models and draws. */
#include "cli/plan.h"
#include "model/model.h"

/* ---- the scenario */

bool cli_is_scenario_file(ent_str path) {
    return ent_i_ends(path, ".yaml") || ent_i_ends(path, ".yml") ||
           ent_i_ends(path, ".json");
}

enum { SCENARIO_MAX = 64 << 20 }; /* bytes of one file */

/* Files that a scenario includes lie beside it and have no name of their own:
 * no line that begins with `scenario:`.  JSON is written on one line. */
static ent_err is_whole(ent_cli *cli, ent_str path, bool *whole) {
    ent_str bytes;
    *whole = ent_i_ends(path, ".json");
    if (*whole)
        return ENT_OK;
    ENT_TRY(
        ent_i_file_read(&cli->ctx, cli->ctx.temp, path, SCENARIO_MAX, &bytes));
    const char *at = bytes.s, *end = bytes.s + bytes.n;
    while (at && at < end && !*whole) {
        size_t left = (size_t)(end - at);
        *whole = left > 9 && memcmp(at, "scenario:", 9) == 0;
        at = memchr(at, '\n', left);
        at = at ? at + 1 : NULL;
    }
    return ENT_OK;
}

/* The only scenario in the dossier's folder of them. */
static ent_err only_scenario(ent_cli *cli, ent_str folder, ent_str *out) {
    ent_str *file;
    size_t n, found = 0;
    ENT_TRY(ent_i_file_list(&cli->ctx, cli->ctx.keep, folder, &file, &n));
    for (size_t i = 0; i < n; i++) {
        bool whole = false;
        if (cli_is_scenario_file(file[i]) &&
            ent_i_eq(ent_i_path_folder(file[i]), folder))
            ENT_TRY(is_whole(cli, file[i], &whole));
        if (whole) {
            *out = file[i];
            found++;
        }
    }
    if (found == 1)
        return ENT_OK;
    return ENT_FAIL_AT(&cli->ctx, ENT_MISSING, ((ent_place){folder, 0, 0}),
                       found ? "there are several scenarios here; name one"
                             : "there is no scenario here; name a file");
}

ent_err cli_scenario_path(ent_cli *cli, const char *name, ent_str *out) {
    ent_str dossier, given = ent_i_str(name);
    if (name && (strchr(name, '/') || cli_is_scenario_file(given) ||
                 ent_i_file_exists(given))) {
        *out = given;
        return ENT_OK;
    }
    ENT_TRY(cli_dossier(cli, &dossier));
    ent_str folder =
        ent_i_path_join(cli->ctx.keep, dossier, ENT_STR("scenarios"));
    if (!name)
        return only_scenario(cli, folder, out);
    *out = ent_i_printf(cli->ctx.keep, "%.*s/%s.yaml", ENT_P(folder), name);
    if (out->s && ent_i_file_exists(*out))
        return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_MISSING,
                    "'%s' is no scenario: neither a file nor %s.yaml in %.*s",
                    name, name, ENT_P(folder));
}

/* One mistake is the failure itself; several are told one by one. */
static ent_err tell_all(ent_cli *cli, ent_err e, const ent_finding *found,
                        size_t n) {
    size_t errors = 0;
    for (size_t i = 0; i < n; i++)
        errors += found[i].err != ENT_OK;
    if (errors < 2 || cli->json)
        return e;
    for (size_t i = 0; i < n; i++)
        if (found[i].err)
            cli_tell(cli, found[i].err, found[i].at, found[i].why);
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
    return ENT_FAIL(&cli->ctx, e,
                    "the scenario has these %zu errors; mend "
                    "them and try again",
                    errors);
}

ent_err cli_scenario(ent_cli *cli, const char *name, ent_scenario *out) {
    ent_str path;
    const ent_finding *found = NULL;
    size_t n = 0;
    ENT_TRY(cli_scenario_path(cli, name, &path));
    ent_err e = ent_scenario_read(&cli->ctx, path, out, &found, &n);
    return e ? tell_all(cli, e, found, n) : ENT_OK;
}

/* ---- lens and sets */

static ent_err focus(ent_cli *cli, cli_play *p) {
    ent_str lens = ent_i_str(cli_text(cli, "lens"));
    p->facts.lens = lens;
    p->plan.mixture = ent_i_eqz(lens, "mixture");
    p->seen = p->base;
    if (p->plan.mixture)
        return ENT_OK;
    return ent_scenario_focus(&cli->ctx, &p->base, lens, &p->seen);
}

ent_err cli_sets(ent_cli *cli, cli_play *p) {
    ent_str *set;
    p->facts.n_sets = cli_all(cli, "set", &set);
    p->facts.set = set;
    return ent_scenario_set(&cli->ctx, &p->seen, set, p->facts.n_sets,
                            &p->seen);
}

/* ---- the plan */

static ent_err choose(ent_cli *cli, ent_str text, ent_choice *c) {
    ent_str rest = text, name = ent_i_trim(ent_i_cut(&rest, '='));
    c->weight = 1;
    ent_str z = ent_i_dup(cli->ctx.keep, name);
    ENT_TRY(cli_model(cli, z.s ? z.s : "", &c->model));
    if (rest.s && (!ent_i_number(rest, &c->weight) || c->weight < 0))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "the weight of %.*s is not a number of 0 or more: "
                        "'%.*s'",
                        ENT_P(name), ENT_P(rest));
    double *param = ENT_NEW(cli->ctx.keep, c->model->n_params, double);
    if (!param)
        return ENT_NOMEM_FAIL(&cli->ctx);
    ent_i_model_defaults(c->model, param);
    c->param = param;
    return ENT_OK;
}

static ent_err choose_all(ent_cli *cli, ent_str list, ent_plan *plan) {
    ent_vec v = {0};
    while (list.s) {
        ent_str one = ent_i_trim(ent_i_cut(&list, ','));
        ent_choice *c = ENT_PUSH(cli->ctx.keep, &v, ent_choice);
        if (!c)
            return ENT_NOMEM_FAIL(&cli->ctx);
        ENT_TRY(choose(cli, one, c));
    }
    plan->choice = v.at;
    plan->n_choices = v.n;
    return ENT_OK;
}

/* "nash.disagreement=point" */
static ent_err set_param(ent_cli *cli, const ent_plan *plan, ent_str text) {
    ent_str rest = text, name = ent_i_cut(&rest, '.');
    for (size_t m = 0; m < plan->n_choices; m++)
        if (ent_i_eqz(name, plan->choice[m].model->name))
            return ent_model_set(&cli->ctx, plan->choice[m].model, rest,
                                 (double *)plan->choice[m].param);
    return ENT_FAIL(&cli->ctx, ENT_USAGE,
                    "--param %.*s names no model of this run; write "
                    "MODEL.KEY=VALUE",
                    ENT_P(text));
}

ent_err cli_plan(ent_cli *cli, ent_plan *out) {
    uint64_t draws = 4000, jobs = 0, rounds = 0;
    const char *list = cli_text(cli, "models");
    const char *design = cli_text(cli, "design");
    ent_str *param;
    *out = (ent_plan){.seed = 1};
    ENT_TRY(cli_uint(cli, "draws", 1, 100000000, &draws));
    ENT_TRY(cli_uint(cli, "jobs", 1, 1024, &jobs));
    ENT_TRY(cli_uint(cli, "rounds", 1, 100000, &rounds));
    ENT_TRY(cli_uint(cli, "seed", 0, UINT64_MAX, &out->seed));
    ENT_TRY(choose_all(
        cli, list ? ent_i_str(list) : ENT_STR("mean,nash,pce,median=0"), out));
    size_t n = cli_all(cli, "param", &param);
    for (size_t i = 0; i < n; i++)
        ENT_TRY(set_param(cli, out, param[i]));
    if (design && strcmp(design, "random") == 0)
        out->design = ENT_DESIGN_RANDOM;
    else if (design && strcmp(design, "latin") != 0)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--design is latin or random, not '%s'", design);
    out->draws = (size_t)draws;
    out->threads = (int)jobs;
    out->rounds = (uint32_t)rounds;
    return ENT_OK;
}

ent_run_facts cli_facts(ent_cli *cli) {
    ent_run_facts f = {.command = cli_command(cli)};
    ent_str *argv = ENT_NEW(cli->ctx.keep, (size_t)cli->all_argc, ent_str);
    for (int i = 0; argv && i < cli->all_argc; i++)
        argv[f.n_argv++] = ent_i_str(cli->all_argv[i]);
    f.argv = argv;
    return f;
}

ent_err cli_play_read(ent_cli *cli, cli_play *out) {
    *out = (cli_play){.facts = cli_facts(cli)};
    ENT_TRY(cli_plan(cli, &out->plan));
    ENT_TRY(cli_scenario(cli, cli->argc ? cli->argv[0] : NULL, &out->base));
    return focus(cli, out);
}
