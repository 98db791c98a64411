/* cmd_check.c - entente check: reads a scenario, lists what is wrong or
 * doubtful in it, and whether its references open. */
#include "cli/plan.h"

typedef struct check {
    ent_cli *cli;
    ent_str path;
    ent_str dir; /* of the dossier; blank: references were not looked up */
    ent_scenario s;
    bool readable;               /* s holds a scenario */
    const ent_finding *found[2]; /* of reading, of checking */
    size_t n_found[2];
    size_t errors, warnings;
    ent_coverage coverage;
} check;

/* Evidence is looked up in the dossier that is named or at hand; without one
 * everything else is checked. */
static ent_err open_store(check *c, ent_store **out) {
    ent_cli *cli = c->cli;
    *out = NULL;
    ent_err e = cli_dossier(cli, &c->dir);
    if (e && (cli_has(cli, "dossier") || e != ENT_MISSING))
        return e;
    if (e) {
        c->dir = (ent_str){0};
        return ENT_OK;
    }
    return ent_store_open(&cli->ctx, c->dir, 0, out);
}

static ent_err check_content(check *c) {
    ent_cli *cli = c->cli;
    ent_store *store;
    if (cli_has(cli, "lens"))
        ENT_TRY(ent_scenario_focus(&cli->ctx, &c->s,
                                   ent_i_str(cli_text(cli, "lens")), &c->s));
    ENT_TRY(open_store(c, &store));
    ent_err e = ent_scenario_check(&cli->ctx, &c->s, store, &c->found[1],
                                   &c->n_found[1], &c->coverage);
    ent_store_close(store);
    return e;
}

static void count_findings(check *c) {
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < c->n_found[k]; i++) {
            c->errors += c->found[k][i].err != ENT_OK;
            c->warnings += c->found[k][i].err == ENT_OK;
        }
}

/* ---- for people */

static ent_err print_finding(ent_cli *cli, const ent_finding *f) {
    ENT_TRY(cli_print(cli, "%.*s:", ENT_P(f->at.file)));
    if (f->at.line)
        ENT_TRY(cli_print(cli, "%u:", f->at.line));
    if (f->at.line && f->at.column)
        ENT_TRY(cli_print(cli, "%u:", f->at.column));
    return cli_print(cli, " %s: %.*s\n", f->err ? "error" : "warning",
                     ENT_P(f->why));
}

static ent_err print_evidence(const check *c) {
    const ent_coverage *v = &c->coverage;
    ENT_TRY(cli_print(c->cli, "%zu values, %zu with evidence; %zu references",
                      v->n_values, v->n_evidence, v->n_refs));
    if (c->dir.s)
        return cli_print(c->cli, ", %zu found in %.*s\n", v->n_resolved,
                         ENT_P(c->dir));
    return cli_print(c->cli, ", not looked up: no dossier (name one with "
                             "--dossier DIR)\n");
}

static ent_err print_count(ent_cli *cli, const char *before, size_t n,
                           const char *what) {
    return cli_print(cli, "%s%zu %s%s", before, n, what, n == 1 ? "" : "s");
}

static ent_err print_counts(const check *c) {
    const ent_scenario *s = &c->s;
    const struct {
        const char *what;
        size_t n;
    } counts[] = {{"actor", s->n_actors}, {"faction", s->n_factions},
                  {"issue", s->n_issues}, {"stance", s->n_stances},
                  {"tie", s->n_ties},     {"event", s->n_occurrences}};
    ENT_TRY(cli_print(c->cli, "%.*s", ENT_P(s->id)));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        ENT_TRY(
            print_count(c->cli, i ? ", " : ": ", counts[i].n, counts[i].what));
    return cli_print(c->cli, ", %zu lens%s\n", s->n_lenses,
                     s->n_lenses == 1 ? "" : "es");
}

static ent_err print_summary(const check *c) {
    if (c->readable) {
        ENT_TRY(print_counts(c));
        ENT_TRY(print_evidence(c));
    }
    ENT_TRY(print_count(c->cli, "", c->errors, "error"));
    ENT_TRY(print_count(c->cli, ", ", c->warnings, "warning"));
    return cli_print(c->cli, "\n");
}

static ent_err print_text(const check *c) {
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < c->n_found[k]; i++)
            ENT_TRY(print_finding(c->cli, &c->found[k][i]));
    return print_summary(c);
}

/* ---- for programs */

static void json_finding(ent_buf *b, const ent_finding *f) {
    ent_i_buf_printf(b, "{\"severity\":\"%s\",\"error\":\"%s\",\"file\":",
                     f->err ? "error" : "warning", ent_err_name(f->err));
    ent_i_buf_json(b, f->at.file);
    ent_i_buf_printf(b, ",\"line\":%u,\"column\":%u,\"message\":", f->at.line,
                     f->at.column);
    ent_i_buf_json(b, f->why);
    ent_i_buf_put(b, "}", 1);
}

static void json_head(ent_buf *b, const check *c) {
    const ent_coverage *v = &c->coverage;
    ent_i_buf_printf(b,
                     "{\"schema\":\"entente-check/1\",\"errors\":%zu,"
                     "\"warnings\":%zu,\"findings\":[",
                     c->errors, c->warnings);
    const char *comma = "";
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < c->n_found[k]; i++, comma = ",\n") {
            ent_i_buf_put(b, comma, strlen(comma));
            json_finding(b, &c->found[k][i]);
        }
    ent_i_buf_printf(b,
                     "],\"values\":%zu,\"with_evidence\":%zu,"
                     "\"references\":%zu,\"resolved\":",
                     v->n_values, v->n_evidence, v->n_refs);
    if (c->dir.s)
        ent_i_buf_printf(b, "%zu", v->n_resolved);
    else
        ent_i_buf_put(b, "null", 4);
    ent_i_buf_printf(b, ",\"dossier\":");
    ent_i_buf_json(b, c->dir);
    ent_i_buf_printf(b, ",\"scenario\":%s", c->readable ? "" : "null");
}

static ent_err print_json(const check *c) {
    ent_ctx *ctx = &c->cli->ctx;
    ent_buf b = {0};
    json_head(&b, c);
    ent_err e = ENT_OK;
    if (c->readable)
        e = ent_scenario_write_json(ctx, &c->s, ent_i_buf_sink(&b));
    ent_i_buf_put(&b, "}\n", 2);
    if (!e)
        e = b.bad ? ENT_NOMEM_FAIL(ctx)
                  : ent_i_write(ctx, c->cli->out, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

static ent_err run(ent_cli *cli) {
    check c = {.cli = cli};
    ENT_TRY(cli_scenario_path(cli, cli->argc ? cli->argv[0] : NULL, &c.path));
    ent_err e =
        ent_scenario_read(&cli->ctx, c.path, &c.s, &c.found[0], &c.n_found[0]);
    if (e && !c.n_found[0])
        return e; /* the file itself cannot be read */
    c.readable = !e;
    if (c.readable)
        ENT_TRY(check_content(&c));
    count_findings(&c);
    ENT_TRY(cli->json ? print_json(&c) : print_text(&c));
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail); /* it has been told */
    bool bad = c.errors || (c.warnings && cli_has(cli, "strict"));
    return bad ? ENT_NEGATIVE : ENT_OK;
}

const ent_verb ent_verb_check = {
    .name = "check",
    .group = CLI_SCENARIO,
    .args = "[SCENARIO]",
    .summary = "list what is wrong or doubtful in a scenario",
    .most = 1,
    .run = run,
    .opt = OPTIONS({"dossier", 'd', "DIR",
                    "where references are looked up; default: here"},
                   {"lens", 'l', "NAME", "as seen through this lens"},
                   {"strict", 0, NULL, "warnings count as errors"}),
    .example = EXAMPLES(
        "entente check korea-2019.yaml # every mistake with its line",
        "entente check --dossier korea korea-2019.yaml # and its references",
        "entente check --json korea-2019.yaml # the scenario as understood"),
    .detail =
        "A finding says where it is, what is wrong and what to do. Errors "
        "keep a scenario from being run: names that refer to nothing, numbers "
        "outside their range, references that open nothing. Warnings are what "
        "is allowed but doubtful: values without evidence, issues with fewer "
        "than two stances, lenses that change nothing.\n\n"
        "The exit code is 0 without errors, 1 with errors (or, with --strict, "
        "warnings), 3 when the file cannot be read."};
