/* report.c - finds a run and gathers what a report shows of it: forecasts
 * made anew from its draws, the path that was kept, the passages of its
 * dossier, and what differs from another run. */
#include "cli/report.h"
#include "cli/changes.h"
#include "cli/plan.h"
#include "find/find.h"

enum { PATH_BYTES = 64 << 20, TRACE_BYTES = 1 << 30, TEST_DRAWS = 256 };

/* ---- which dossier */

/* A run that lies in a dossier's runs/ brings its dossier along. */
static bool own_dossier(ent_cli *cli, ent_str dir, ent_str *out) {
    ent_arena *keep = cli->ctx.keep;
    *out = ent_i_path_join(keep, dir, ENT_STR("../.."));
    ent_str file = ent_i_path_join(keep, *out, ENT_STR("dossier.yaml"));
    return file.s && ent_i_file_exists(file);
}

/* Without a dossier a report has no passages, but it is a report. */
static ent_err open_store(ent_cli *cli, cli_shown *s) {
    ent_str dossier;
    if (cli_has(cli, "dossier"))
        ENT_TRY(cli_dossier(cli, &dossier));
    else if (!own_dossier(cli, s->dir, &dossier) &&
             cli_dossier(cli, &dossier)) {
        memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail);
        cli_note(cli, "no dossier: the report will have no passages to open");
        return ENT_OK;
    }
    return ent_store_open(&cli->ctx, dossier, 0, &s->store);
}

/* ---- what it shows */

static ent_err take_path(ent_cli *cli, cli_shown *s, ent_forecast *f) {
    ent_report *r = &s->report;
    ent_str text,
        file = ent_i_path_join(cli->ctx.keep, s->dir, ENT_STR("path.csv"));
    r->period_step = s->run.run.period_step;
    r->n_periods = s->run.run.n_periods;
    if (!file.s || !ent_i_file_exists(file))
        return ENT_OK;
    ENT_TRY(ent_i_file_read(&cli->ctx, cli->ctx.keep, file, PATH_BYTES, &text));
    return ent_path_read(&cli->ctx, &s->scenario, file, text, f,
                         &r->period_step, &r->n_periods);
}

/* The status quo that the bottom line counts from is that of the run. */
static ent_err take_forecasts(ent_cli *cli, cli_shown *s) {
    ent_ctx *ctx = &cli->ctx;
    const ent_run_facts *facts = &s->run.facts;
    ent_scenario seen = s->scenario;
    const ent_forecast *made;
    ENT_TRY(ent_forecast_make(ctx, &s->scenario, &s->run.run, &made));
    ent_forecast *f = ENT_NEW(ctx->keep, s->scenario.n_issues, ent_forecast);
    if (!f)
        return ENT_NOMEM_FAIL(ctx);
    memcpy(f, made, s->scenario.n_issues * sizeof *f);
    if (!s->run.plan.mixture)
        ENT_TRY(ent_scenario_focus(ctx, &s->scenario, facts->lens, &seen));
    ENT_TRY(ent_forecast_sum_up(ctx, &seen, f, &s->report.bottom_line,
                                &s->report.n_bottom_lines));
    s->report.forecast = f;
    return take_path(cli, s, f);
}

static ent_err take_warnings(ent_cli *cli, cli_shown *s) {
    const ent_finding *found;
    ent_coverage coverage;
    size_t n;
    ENT_TRY(ent_scenario_check(&cli->ctx, &s->scenario, s->store, &found, &n,
                               &coverage));
    ent_str *why = ENT_NEW(cli->ctx.keep, n, ent_str);
    if (!why)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (size_t i = 0; i < n; i++)
        why[i] = found[i].why;
    s->report.warning = why;
    s->report.n_warnings = n;
    return ENT_OK;
}

/* ---- the system */

static ent_err take_traced(ent_cli *cli, cli_shown *s) {
    ent_str text,
        file = ent_i_path_join(cli->ctx.keep, s->dir, ENT_STR("trace.csv"));
    if (!file.s || !ent_i_file_exists(file))
        return ENT_OK;
    ENT_TRY(
        ent_i_file_read(&cli->ctx, cli->ctx.keep, file, TRACE_BYTES, &text));
    ENT_TRY(ent_traced_read(&cli->ctx, file, text, &s->traced));
    s->report.traced = &s->traced;
    return ENT_OK;
}

static ent_err take_tests(ent_cli *cli, cli_shown *s) {
    s->test_plan = s->run.plan;
    if (!cli_has(cli, "check") ||
        !(s->scenario.n_claims + s->scenario.n_mechanisms))
        return ENT_OK;
    if (s->test_plan.draws > TEST_DRAWS)
        s->test_plan.draws = TEST_DRAWS;
    ENT_TRY(ent_claims_test(&cli->ctx, &s->scenario, &s->test_plan, NULL,
                            &s->tests));
    s->report.tests = &s->tests;
    s->report.test_plan = &s->test_plan;
    return ENT_OK;
}

/* The largest movements of settlements, each in its own step. */
static ent_err take_explained(ent_cli *cli, cli_shown *s) {
    ent_ctx *ctx = &cli->ctx;
    const ent_scenario *own = &s->scenario;
    ent_why why = {.step = -1, .from = -1};
    ent_scenario seen;
    bool moves = own->n_quantities || own->n_links || own->n_gates ||
                 own->n_packages || own->n_exchanges;
    if (!moves || !own->n_issues || s->run.plan.mixture || own->steps < 2)
        return ENT_OK;
    ENT_TRY(ent_scenario_focus(ctx, own, s->run.facts.lens, &seen));
    ENT_TRY(ent_explain(ctx, &seen, &s->run.plan, &why, &s->explained));
    s->report.explained = &s->explained;
    return ENT_OK;
}

/* ---- what moved since another run */

static ent_err compare(ent_cli *cli, const ent_run_saved *before,
                       const ent_run_saved *after, ent_change *out) {
    int paired = cli_same_draws(&before->plan, &after->plan);
    for (uint32_t p = 0; p < after->run.n_issues; p++) {
        uint32_t q = cli_issue(&before->scenario, after->scenario.issue[p].id);
        if (q == ENT_NONE)
            continue;
        ent_err e = ent_i_change_sides(&cli->ctx, (ent_side){&before->run, q},
                                       (ent_side){&after->run, p}, paired, 0.5,
                                       &out[p]);
        if (e == ENT_SHAPE) /* one of them leaves it unsettled */
            out[p] = (ent_change){0};
        else
            ENT_TRY(e);
    }
    return ENT_OK;
}

static ent_err take_since(ent_cli *cli, cli_shown *s) {
    const char *name = cli_text(cli, "since");
    ent_run_saved since;
    ent_str dir;
    if (!name)
        return ENT_OK;
    ENT_TRY(cli_run_folder(cli, name, &dir));
    ENT_TRY(ent_run_load(&cli->ctx, dir, &since));
    ent_change *moved = ENT_NEW(cli->ctx.keep, s->run.run.n_issues, ent_change);
    if (!moved)
        return ENT_NOMEM_FAIL(&cli->ctx);
    s->report.moved = moved;
    s->report.since_name = since.facts.name;
    s->report.since_title = since.scenario.title;
    return compare(cli, &since, &s->run, moved);
}

ent_err cli_shown_open(ent_cli *cli, const char *name, cli_shown *s) {
    ent_ctx *ctx = &cli->ctx;
    *s = (cli_shown){0};
    ENT_TRY(cli_run_folder(cli, name, &s->dir));
    ENT_TRY(ent_run_load(ctx, s->dir, &s->run));
    ENT_TRY(ent_scenario_set(ctx, &s->run.scenario, s->run.facts.set,
                             s->run.facts.n_sets, &s->scenario));
    ENT_TRY(open_store(cli, s));
    s->report.scenario = &s->scenario;
    s->report.plan = &s->run.plan;
    s->report.run = &s->run.run;
    s->report.facts = &s->run.facts;
    s->report.store = s->store;
    ENT_TRY(take_forecasts(cli, s));
    ENT_TRY(take_warnings(cli, s));
    ENT_TRY(take_traced(cli, s));
    ENT_TRY(take_tests(cli, s));
    ENT_TRY(take_explained(cli, s));
    cli_progress_end(cli);
    return take_since(cli, s);
}

ent_err cli_shown_write(ent_cli *cli, const cli_shown *s, ent_str path) {
    ent_buf page = {0};
    ent_err e = ent_report_html(&cli->ctx, &s->report, ent_i_buf_sink(&page));
    if (!e)
        e = page.bad
                ? ENT_NOMEM_FAIL(&cli->ctx)
                : ent_i_file_write(&cli->ctx, path, (ent_str){page.s, page.n});
    ent_i_buf_free(&page);
    return e;
}

void cli_shown_close(cli_shown *s) {
    ent_store_close(s->store);
    s->store = NULL;
}
