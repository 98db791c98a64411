/* cmd_check.c - entente check: reads a scenario, lists what is wrong or
 * doubtful in it, whether its references open, and whether its claims and
 * mechanisms hold. */
#include "cli/plan.h"

/* Enough for a share of 90 % to be told from one of 80 %; docs/claims.md. */
enum { CHECK_DRAWS = 192 };
/* Where findings come from, in the order in which they are told. */
enum { READING, CHECKING, QUESTIONS, SOURCES };

typedef struct check {
    ent_cli *cli;
    ent_str path;
    ent_str dir; /* of the dossier; blank: references were not looked up */
    ent_scenario written; /* with its lenses */
    ent_scenario s;       /* as seen */
    bool readable;        /* s holds a scenario */
    const ent_finding *found[SOURCES];
    size_t n_found[SOURCES];
    size_t errors, warnings;
    ent_coverage coverage;
    ent_plan plan;
    ent_tests tests;
    bool tested;
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
        ENT_TRY(ent_scenario_focus(&cli->ctx, &c->written,
                                   ent_i_str(cli_text(cli, "lens")), &c->s));
    ENT_TRY(open_store(c, &store));
    ent_err e = ent_scenario_check(&cli->ctx, &c->s, store, &c->found[CHECKING],
                                   &c->n_found[CHECKING], &c->coverage);
    ent_store_close(store);
    return e;
}

/* A question that nobody could answer is an error like any other. */
static ent_err check_questions(check *c) {
    ent_ctx *ctx = &c->cli->ctx;
    ent_vec found = {0};
    for (size_t i = 0; i < c->written.n_asked; i++) {
        const ent_question *q = &c->written.asked[i];
        ent_err e = ent_question_check(ctx, &c->written, q);
        if (e == ENT_NOMEM)
            return e;
        if (!e)
            continue;
        ent_finding *f = ENT_PUSH(ctx->keep, &found, ent_finding);
        if (!f)
            return ENT_NOMEM_FAIL(ctx);
        *f = (ent_finding){e, q->grounds.at,
                           ent_i_printf(ctx->keep, "question %.*s: %s",
                                        ENT_P(q->id), ctx->fail.why)};
    }
    c->found[QUESTIONS] = found.at;
    c->n_found[QUESTIONS] = found.n;
    return ENT_OK;
}

/* ---- claims and mechanisms */

/* The pieces of "K01,K02" as a list; how many. */
static ent_err id_list(ent_cli *cli, const char *option, const ent_str **out,
                       size_t *n) {
    ent_str rest = ent_i_str(cli_text(cli, option));
    ent_vec v = {0};
    while (rest.s) {
        ent_str *id = ENT_PUSH(cli->ctx.keep, &v, ent_str);
        if (!id)
            return ENT_NOMEM_FAIL(&cli->ctx);
        *id = ent_i_trim(ent_i_cut(&rest, ','));
    }
    *out = v.at;
    *n = v.n;
    return ENT_OK;
}

static ent_err test(check *c) {
    ent_cli *cli = c->cli;
    ent_test_choice o = {0};
    ent_str lens = ent_i_str(cli_text(cli, "lens"));
    ENT_TRY(id_list(cli, "claims", &o.claim, &o.n_claims));
    ENT_TRY(id_list(cli, "mechanisms", &o.mechanism, &o.n_mechanisms));
    if (cli_has(cli, "lens"))
        o.lens = &lens;
    ENT_TRY(cli_plan(cli, &c->plan));
    if (!cli_has(cli, "draws"))
        c->plan.draws = CHECK_DRAWS;
    ENT_TRY(ent_claims_test(&cli->ctx, &c->written, &c->plan, &o, &c->tests));
    cli_progress_end(cli);
    c->tested = true;
    return ENT_OK;
}

/* Only of a scenario without errors. */
static bool to_test(const check *c) {
    bool any = c->s.n_claims + c->s.n_mechanisms > 0 ||
               cli_has(c->cli, "claims") || cli_has(c->cli, "mechanisms");
    return c->readable && !c->errors && any && !cli_has(c->cli, "no-claims");
}

static bool all_hold(const check *c) {
    return c->tests.n_held == c->tests.n_claims &&
           c->tests.n_working == c->tests.n_mechanisms;
}

static void count_findings(check *c) {
    for (int k = 0; k < SOURCES; k++)
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
    ENT_TRY(cli_print(c->cli, "%zu values, %zu with evidence; ", v->n_values,
                      v->n_evidence));
    if (v->n_parts)
        ENT_TRY(cli_print(c->cli, "%zu parts, %zu with evidence; ", v->n_parts,
                          v->n_parts_evidence));
    ENT_TRY(cli_print(c->cli, "%zu references", v->n_refs));
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
    for (int k = 0; k < SOURCES; k++)
        for (size_t i = 0; i < c->n_found[k]; i++)
            ENT_TRY(print_finding(c->cli, &c->found[k][i]));
    ENT_TRY(print_summary(c));
    return c->tested
               ? ent_tests_text(&c->cli->ctx, &c->s, &c->tests, c->cli->out)
               : ENT_OK;
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
    for (int k = 0; k < SOURCES; k++)
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
}

static ent_err json_tests(ent_buf *b, const check *c) {
    ent_i_buf_printf(b, ",\"tests\":%s", c->tested ? "" : "null");
    return c->tested ? ent_tests_json(&c->cli->ctx, &c->s, &c->plan, &c->tests,
                                      ent_i_buf_sink(b))
                     : ENT_OK;
}

static ent_err json_scenario(ent_buf *b, const check *c) {
    ent_i_buf_printf(b, ",\"scenario\":%s", c->readable ? "" : "null");
    return c->readable
               ? ent_scenario_write_json(&c->cli->ctx, &c->s, ent_i_buf_sink(b))
               : ENT_OK;
}

static ent_err print_json(const check *c) {
    ent_ctx *ctx = &c->cli->ctx;
    ent_buf b = {0};
    json_head(&b, c);
    ent_err e = json_tests(&b, c);
    if (!e)
        e = json_scenario(&b, c);
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
    ent_err e = ent_scenario_read(&cli->ctx, c.path, &c.written,
                                  &c.found[READING], &c.n_found[READING]);
    if (e && !c.n_found[READING])
        return e; /* the file itself cannot be read */
    c.readable = !e;
    c.s = c.written;
    if (c.readable)
        ENT_TRY(check_content(&c));
    if (c.readable)
        ENT_TRY(check_questions(&c));
    count_findings(&c);
    if (to_test(&c))
        ENT_TRY(test(&c));
    ENT_TRY(cli->json ? print_json(&c) : print_text(&c));
    memset(&cli->ctx.fail, 0, sizeof cli->ctx.fail); /* it has been told */
    bool bad =
        c.errors || (c.warnings && cli_has(cli, "strict")) || !all_hold(&c);
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
                   {"lens", 'l', "NAME",
                    "as seen through this lens, the claims' own set aside"},
                   {"strict", 0, NULL, "warnings count as errors"},
                   {"no-claims", 0, NULL, "do not play claims and mechanisms"},
                   {"claims", 0, "ID,…", "these claims only; * for any run"},
                   {"mechanisms", 0, "ID,…", "these mechanisms only"},
                   {"draws", 'n', "N", "how often to play each; default 192"},
                   {"seed", 's', "N", "of the draws; default 1"},
                   {"models", 'm', "LIST", "as of entente run"}, CLI_JOBS_OPT),
    .example = EXAMPLES(
        "entente check korea-2019.yaml # every mistake with its line",
        "entente check --dossier korea korea-2019.yaml # and its references",
        "entente check --json korea-2019.yaml # the scenario as understood",
        "entente check --no-claims korea-2019.yaml # without playing it",
        "entente check --mechanisms 'M05*' -n 1000 korea-2019.yaml # surer"),
    .detail =
        "A finding says where it is, what is wrong and what to do. Errors "
        "keep a scenario from being run: names that refer to nothing, numbers "
        "outside their range, references that open nothing. Warnings are what "
        "is allowed but doubtful: values without evidence, issues with fewer "
        "than two stances, lenses that change nothing.\n\n"
        "A scenario without errors is then played: each claim without and "
        "with its change, each mechanism with its parts in place and taken "
        "out, all on the same random numbers; docs/claims.md.\n\n"
        "The exit code is 0 without errors, 1 with errors (or, with --strict, "
        "warnings) or when a claim or mechanism fails, 3 when the file cannot "
        "be read."};
