/* runs.c - where runs lie: finding one, taking the place of a new one, keeping
 * it whole or not at all. */
#include "cli/plan.h"
#include <stdio.h>
#include <unistd.h>

/* ---- finding */

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
                    "name in %.*s; `entente run` makes one",
                    name, ENT_P(runs));
}

ent_err cli_run_seen(ent_cli *cli, const ent_run_saved *r, ent_scenario *out) {
    ent_scenario focused = r->scenario;
    if (!r->plan.mixture)
        ENT_TRY(ent_scenario_focus(&cli->ctx, &r->scenario, r->facts.lens,
                                   &focused));
    return ent_scenario_set(&cli->ctx, &focused, r->facts.set, r->facts.n_sets,
                            out);
}

/* ---- taking a place */

static ent_err new_name(ent_cli *cli, ent_str runs, ent_str scenario,
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

/* A folder of the user's own is taken only when it is empty, so that nothing
 * in it can be lost. */
static ent_err take_folder(ent_cli *cli, ent_str dir) {
    ent_str *file;
    size_t n;
    ENT_TRY(ent_i_folder_make(&cli->ctx, dir));
    ENT_TRY(ent_i_file_list(&cli->ctx, cli->ctx.keep, dir, &file, &n));
    if (!n)
        return ENT_OK;
    return ENT_FAIL_AT(&cli->ctx, ENT_NAME, ((ent_place){dir, 0, 0}),
                       "there are files in this folder already; name another "
                       "or remove it");
}

static ent_err free_place(ent_cli *cli, const cli_play *p, ent_str runs,
                          ent_str *name, ent_str *dir) {
    ENT_TRY(new_name(cli, runs, p->base.id, name));
    *dir = ent_i_path_join(cli->ctx.keep, runs, *name);
    return dir->s ? ENT_OK : ENT_NOMEM_FAIL(&cli->ctx);
}

ent_err cli_place(ent_cli *cli, cli_play *p, ent_str runs, ent_str *dir) {
    const char *out = cli_text(cli, "out");
    bool made = false;
    if (!runs.s && out) {
        *dir = ent_i_str(out);
        while (dir->n > 1 && ent_i_ends(*dir, "/"))
            dir->n--;
        p->facts.name = ent_i_path_base(*dir);
        return cli_dry_run(cli) ? ENT_OK : take_folder(cli, *dir);
    }
    if (!runs.s)
        ENT_TRY(cli_runs_folder(cli, &runs));
    do {
        ENT_TRY(free_place(cli, p, runs, &p->facts.name, dir));
        if (!cli_dry_run(cli))
            ENT_TRY(ent_i_folder_claim(&cli->ctx, *dir, &made));
    } while (!made && !cli_dry_run(cli));
    return ENT_OK;
}

/* ---- keeping */

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

static ent_err keep_trace(ent_cli *cli, ent_str dir, const cli_play *p,
                          const ent_run *r) {
    ent_ctx *ctx = &cli->ctx;
    ent_buf csv = {0}, json = {0};
    ent_traced t;
    if (!r->trace.n_names)
        return ENT_OK;
    ENT_TRY(ent_traced_make(ctx, &p->seen, &r->trace, &t));
    ENT_TRY(keep_file(cli, dir, "trace.csv",
                      ent_traced_csv(ctx, &t, ent_i_buf_sink(&csv)), &csv));
    return keep_file(cli, dir, "trace.json",
                     ent_traced_json(ctx, &t, ent_i_buf_sink(&json)), &json);
}

static ent_err keep(ent_cli *cli, ent_str dir, const cli_play *p,
                    const ent_run *r, const ent_forecast *f) {
    ent_ctx *ctx = &cli->ctx;
    ent_buf csv = {0}, path = {0};
    ENT_TRY(keep_file(
        cli, dir, "forecast.csv",
        ent_forecast_csv(ctx, &p->seen, &p->plan, f, ent_i_buf_sink(&csv)),
        &csv));
    ENT_TRY(keep_file(cli, dir, "path.csv",
                      ent_path_csv(ctx, &p->seen, r, f, ent_i_buf_sink(&path)),
                      &path));
    ENT_TRY(keep_trace(cli, dir, p, r));
    return ent_run_save(ctx, dir, &p->base, &p->plan, r, &p->facts);
}

/* Gives the place back with all that was written in it. */
static void forget(ent_cli *cli, ent_str dir) {
    static const char *const names[] = {
        "forecast.csv", "path.csv",      "trace.csv", "trace.json",
        "draws.csv",    "scenario.json", "run.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ent_str file = ent_i_path_join(cli->ctx.keep, dir, ent_i_str(names[i]));
        if (file.s)
            remove(file.s);
    }
    ent_str folder = ent_i_dup(cli->ctx.keep, dir);
    if (folder.s)
        rmdir(folder.s); /* stays when something else lies in it */
}

static ent_err play(ent_cli *cli, const cli_play *p, ent_str dir, ent_run *r,
                    const ent_forecast **f) {
    ENT_TRY(ent_run_play(&cli->ctx, &p->seen, &p->plan, r));
    ENT_TRY(ent_forecast_make(&cli->ctx, &p->seen, r, f));
    ENT_TRY(keep(cli, dir, p, r, *f));
    cli_progress_end(cli);
    return ENT_OK;
}

ent_err cli_play_keep(ent_cli *cli, const cli_play *p, ent_str dir, ent_run *r,
                      const ent_forecast **f) {
    ent_err e = play(cli, p, dir, r, f);
    if (e)
        forget(cli, dir);
    return e;
}

ent_err cli_headlines(ent_cli *cli, const ent_scenario *s,
                      const ent_forecast *f) {
    for (size_t p = 0; p < s->n_issues; p++)
        ENT_TRY(cli_print(cli, "%.*s\n", ENT_P(f[p].headline)));
    return ENT_OK;
}
