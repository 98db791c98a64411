/* plan.c - finding a scenario, choosing models and draws, naming a run. */
#include "cli/plan.h"
#include <stdio.h>
#include <unistd.h>

/* ---- the scenario */

static bool is_scenario_file(ent_str path) {
    return ent_i_ends(path, ".yaml") || ent_i_ends(path, ".yml") ||
           ent_i_ends(path, ".json");
}

/* The only scenario in the dossier's folder of them. */
static ent_err only_scenario(ent_cli *cli, ent_str folder, ent_str *out) {
    ent_str *file;
    size_t n, found = 0;
    ENT_TRY(ent_i_file_list(&cli->ctx, cli->ctx.keep, folder, &file, &n));
    for (size_t i = 0; i < n; i++)
        if (is_scenario_file(file[i]) &&
            ent_i_eq(ent_i_path_folder(file[i]), folder)) {
            *out = file[i];
            found++;
        }
    if (found == 1)
        return ENT_OK;
    return ENT_FAIL_AT(&cli->ctx, ENT_MISSING, ((ent_place){folder, 0, 0}),
                       found ? "there are several scenarios here; name one"
                             : "there is no scenario here; name a file");
}

static ent_err scenario_path(ent_cli *cli, const char *name, ent_str *out) {
    ent_str dossier, given = ent_i_str(name);
    if (name && (strchr(name, '/') || is_scenario_file(given))) {
        *out = given;
        return ENT_OK;
    }
    ENT_TRY(cli_dossier(cli, &dossier));
    ent_str folder =
        ent_i_path_join(cli->ctx.keep, dossier, ENT_STR("scenarios"));
    if (!name)
        return only_scenario(cli, folder, out);
    *out = ent_i_printf(cli->ctx.keep, "%.*s/%s.yaml", ENT_P(folder), name);
    return ENT_OK;
}

static void tell(const ent_finding *f) {
    fprintf(stderr, "%.*s:%u:%u: %s: %.*s\n", ENT_P(f->at.file), f->at.line,
            f->at.column, f->err ? "error" : "warning", ENT_P(f->why));
}

ent_err cli_scenario(ent_cli *cli, const char *name, ent_scenario *out) {
    ent_str path;
    const ent_finding *found = NULL;
    size_t n = 0, errors = 0;
    ENT_TRY(scenario_path(cli, name, &path));
    ent_err e = ent_scenario_read(&cli->ctx, path, out, &found, &n);
    for (size_t i = 0; i < n; i++)
        errors += found[i].err != ENT_OK;
    if (errors > 1 && !cli->json)
        for (size_t i = 0; i < n; i++)
            if (found[i].err)
                tell(&found[i]);
    return e;
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
    c->model = ent_model_find(name);
    if (!c->model)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "there is no model '%.*s'; `entente models` lists them",
                        ENT_P(name));
    if (rest.s && (!ent_i_number(rest, &c->weight) || c->weight < 0))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "the weight of %.*s is not a number of 0 or more: "
                        "'%.*s'",
                        ENT_P(name), ENT_P(rest));
    double *param = ENT_NEW(cli->ctx.keep, c->model->n_params, double);
    if (!param)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (size_t i = 0; i < c->model->n_params; i++)
        param[i] = c->model->param[i].value;
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
    uint64_t draws = 4000, jobs = 0;
    const char *list = cli_text(cli, "models");
    const char *design = cli_text(cli, "design");
    ent_str *param;
    *out = (ent_plan){.seed = 1};
    ENT_TRY(cli_uint(cli, "draws", 1, 100000000, &draws));
    ENT_TRY(cli_uint(cli, "jobs", 1, 1024, &jobs));
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

/* ---- runs */

ent_err cli_runs_folder(ent_cli *cli, ent_str *out) {
    ent_str dossier;
    ent_err e = cli_dossier(cli, &dossier);
    if (e && cli_has(cli, "dossier"))
        return e;
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
    *out = e ? ENT_STR("runs")
             : ent_i_path_join(cli->ctx.keep, dossier, ENT_STR("runs"));
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(&cli->ctx);
}

ent_err cli_run_name(ent_cli *cli, ent_str runs, ent_str scenario,
                     ent_str *out) {
    for (int i = 1; i < 1000000; i++) {
        *out = ent_i_printf(cli->ctx.keep, "%.*s-%03d", ENT_P(scenario), i);
        ent_str path = ent_i_path_join(cli->ctx.keep, runs, *out);
        if (!out->s || !path.s)
            return ENT_NOMEM_FAIL(&cli->ctx);
        if (!ent_i_folder_exists(path))
            return ENT_OK;
    }
    return ENT_FAIL_AT(&cli->ctx, ENT_LIMIT, ((ent_place){runs, 0, 0}),
                       "a million runs lie here; remove some");
}

static bool is_run(ent_cli *cli, ent_str dir) {
    ent_str file = ent_i_path_join(cli->ctx.keep, dir, ENT_STR("run.json"));
    return file.s && ent_i_file_exists(file);
}

/* run.json is written last, so the newest is the run that ended last. */
static ent_err newest(ent_cli *cli, ent_str runs, ent_str *out) {
    ent_str *file;
    size_t n;
    int64_t best = -1;
    *out = (ent_str){0};
    if (ent_i_folder_exists(runs)) {
        ENT_TRY(ent_i_file_list(&cli->ctx, cli->ctx.keep, runs, &file, &n));
        for (size_t i = 0; i < n; i++) {
            int64_t at = ent_i_file_time(file[i]);
            if (ent_i_eqz(ent_i_path_base(file[i]), "run.json") && at >= best) {
                best = at;
                *out = ent_i_path_folder(file[i]);
            }
        }
    }
    if (out->s)
        return ENT_OK;
    return ENT_FAIL_AT(&cli->ctx, ENT_MISSING, ((ent_place){runs, 0, 0}),
                       "there is no run yet; make one with `entente run`");
}

ent_err cli_run_folder(ent_cli *cli, const char *name, ent_str *out) {
    ent_str runs;
    if (name && is_run(cli, ent_i_str(name))) {
        *out = ent_i_str(name);
        return ENT_OK;
    }
    ENT_TRY(cli_runs_folder(cli, &runs));
    if (!name)
        return newest(cli, runs, out);
    *out = ent_i_path_join(cli->ctx.keep, runs, ent_i_str(name));
    if (out->s && is_run(cli, *out))
        return ENT_OK;
    return ENT_FAIL(&cli->ctx, ENT_MISSING,
                    "'%s' is no run: neither a folder with run.json nor a "
                    "name in %.*s",
                    name, ENT_P(runs));
}

static ent_err keep_file(ent_cli *cli, ent_str dir, const char *name, ent_err e,
                         ent_buf *b) {
    ent_str path = ent_i_path_join(cli->ctx.keep, dir, ent_i_str(name));
    if (!e)
        e = b->bad || !path.s
                ? ENT_NOMEM_FAIL(&cli->ctx)
                : ent_i_file_write(&cli->ctx, path, (ent_str){b->s, b->n});
    ent_i_buf_free(b);
    return e;
}

ent_err cli_keep(ent_cli *cli, ent_str dir, const cli_play *p, const ent_run *r,
                 const ent_forecast *f) {
    ent_ctx *ctx = &cli->ctx;
    ent_buf csv = {0}, path = {0};
    ENT_TRY(ent_i_folder_make(ctx, dir));
    ENT_TRY(keep_file(
        cli, dir, "forecast.csv",
        ent_forecast_csv(ctx, &p->seen, &p->plan, f, ent_i_buf_sink(&csv)),
        &csv));
    ENT_TRY(keep_file(cli, dir, "path.csv",
                      ent_path_csv(ctx, &p->seen, r, f, ent_i_buf_sink(&path)),
                      &path));
    return ent_run_save(ctx, dir, &p->base, &p->plan, r, &p->facts);
}

ent_err cli_headlines(ent_cli *cli, const ent_scenario *s,
                      const ent_forecast *f) {
    for (size_t p = 0; p < s->n_issues; p++)
        ENT_TRY(cli_print(cli, "%.*s\n", ENT_P(f[p].headline)));
    return ENT_OK;
}
