/* cmd_ask.c - entente ask: lists the questions of a scenario, or answers
 * them. */
#include "cli/plan.h"

enum { ASK_DRAWS = 512 }; /* docs/questions.md, "How sure" */

typedef struct ask {
    ent_cli *cli;
    ent_scenario s;
    ent_plan plan;
    const ent_question **q; /* [n] to be answered */
    ent_answer *answer;     /* [n] */
    size_t n;
} ask;

/* ---- the list */

static void json_list(ent_buf *b, const ent_scenario *s) {
    ent_i_buf_printf(b, "{\"schema\":\"entente-questions/1\",\"questions\":[");
    for (size_t i = 0; i < s->n_asked; i++) {
        const ent_question *q = &s->asked[i];
        ent_i_buf_printf(b, "%s{\"id\":", i ? ",\n" : "");
        ent_i_buf_json(b, q->id);
        ent_i_buf_printf(b, ",\"ask\":");
        ent_i_buf_json(b, q->ask);
        ent_i_buf_printf(b, ",\"run\":");
        ent_i_buf_json(b, q->run);
        ent_i_buf_put(b, "}", 1);
    }
    ent_i_buf_put(b, "]}\n", 3);
}

static void text_list(ent_buf *b, const ent_scenario *s) {
    size_t width = 1;
    for (size_t i = 0; i < s->n_asked; i++)
        width = s->asked[i].id.n > width ? s->asked[i].id.n : width;
    for (size_t i = 0; i < s->n_asked; i++) {
        const ent_question *q = &s->asked[i];
        ent_i_buf_printf(b, "%-*.*s  ", (int)width, ENT_P(q->id));
        ent_i_buf_plain(b, q->ask);
        ent_i_buf_put(b, "\n", 1);
    }
}

static ent_err list(ask *a) {
    ent_buf b = {0};
    if (!a->s.n_asked && !a->cli->json)
        cli_note(a->cli, "the scenario has no questions; ask one with --run, "
                         "or see docs/questions.md");
    if (a->cli->json)
        json_list(&b, &a->s);
    else
        text_list(&b, &a->s);
    return cli_put(a->cli, &b);
}

/* ---- which questions */

/* An operand that ends like a scenario is one; the others are ids. */
static const char *scenario_of(ent_cli *cli, int *first) {
    *first = 0;
    if (!cli->argc)
        return NULL;
    ent_str name = ent_i_str(cli->argv[0]);
    if (!cli_is_scenario_file(name) && !ent_i_file_exists(name))
        return NULL;
    *first = 1;
    return cli->argv[0];
}

static ent_err fail_id(ask *a, const char *id) {
    ent_str *known = ENT_NEW(a->cli->ctx.temp, a->s.n_asked, ent_str);
    if (!known)
        return ENT_NOMEM_FAIL(&a->cli->ctx);
    for (size_t i = 0; i < a->s.n_asked; i++)
        known[i] = a->s.asked[i].id;
    ent_str near = ent_i_nearest(ent_i_str(id), known, a->s.n_asked);
    return ENT_FAIL(&a->cli->ctx, ENT_NAME,
                    "the scenario has no question '%s'%s%.*s%s; entente ask "
                    "alone lists them",
                    id, near.n ? "; did you mean '" : "", ENT_P(near),
                    near.n ? "'" : "");
}

/* Ids may hold '*'. */
static ent_err pick(ask *a, const char *id) {
    size_t before = a->n;
    for (size_t i = 0; i < a->s.n_asked; i++)
        if (ent_i_glob(ent_i_str(id), a->s.asked[i].id))
            a->q[a->n++] = &a->s.asked[i];
    return a->n > before ? ENT_OK : fail_id(a, id);
}

/* A question that stands on the command line. */
static ent_err from_options(ask *a) {
    ent_cli *cli = a->cli;
    ent_question *q = ENT_NEW(cli->ctx.keep, 1, ent_question);
    ent_str *show, *given;
    if (!q)
        return ENT_NOMEM_FAIL(&cli->ctx);
    q->run = ent_i_str(cli_text(cli, "run"));
    q->lens = ent_i_str(cli_text(cli, "lens"));
    q->n_show = cli_all(cli, "show", &show);
    q->show = show;
    q->n_given = cli_all(cli, "set", &given);
    q->given = given;
    a->q[a->n++] = q;
    return ENT_OK;
}

/* --lens and --set hold for questions of the file as well. */
static ent_err overlay(ask *a, const ent_question **io) {
    ent_cli *cli = a->cli;
    ent_str *set;
    size_t n = cli_all(cli, "set", &set);
    if (!n && !cli_has(cli, "lens"))
        return ENT_OK;
    ent_question *q = ENT_NEW(cli->ctx.keep, 1, ent_question);
    ent_str *given = ENT_NEW(cli->ctx.keep, (*io)->n_given + n, ent_str);
    if (!q || !given)
        return ENT_NOMEM_FAIL(&cli->ctx);
    *q = **io;
    for (size_t i = 0; i < q->n_given + n; i++)
        given[i] = i < q->n_given ? q->given[i] : set[i - q->n_given];
    q->given = given;
    q->n_given += n;
    if (cli_has(cli, "lens"))
        q->lens = ent_i_str(cli_text(cli, "lens"));
    *io = q;
    return ENT_OK;
}

static ent_err choose(ask *a, int first) {
    ent_cli *cli = a->cli;
    size_t most = (size_t)(cli->argc - first) * (a->s.n_asked + 1) + 1;
    a->q = ENT_NEW(cli->ctx.keep, most, const ent_question *);
    a->answer = ENT_NEW(cli->ctx.keep, most, ent_answer);
    if (!a->q || !a->answer)
        return ENT_NOMEM_FAIL(&cli->ctx);
    for (int i = first; i < cli->argc; i++)
        ENT_TRY(pick(a, cli->argv[i]));
    for (size_t i = 0; i < a->n; i++)
        ENT_TRY(overlay(a, &a->q[i]));
    return cli_has(cli, "run") ? from_options(a) : ENT_OK;
}

/* ---- answers */

static ent_err print_answer(ask *a, size_t i, ent_sink out, ent_str file) {
    ent_ctx *ctx = &a->cli->ctx;
    if (ent_i_ends(file, ".csv"))
        return ent_answer_csv(ctx, &a->answer[i], out);
    if (ent_i_ends(file, ".md"))
        return ent_answer_markdown(ctx, &a->answer[i], out);
    return ent_answer_text(ctx, &a->answer[i], 80, out);
}

static ent_err print_all(ask *a, ent_sink out, ent_str file) {
    ent_ctx *ctx = &a->cli->ctx;
    if (a->cli->json || ent_i_ends(file, ".json"))
        return ent_answers_json(ctx, &a->s, &a->plan, a->answer, a->n, out);
    for (size_t i = 0; i < a->n; i++) {
        if (i)
            ENT_TRY(ent_i_write(ctx, out, ENT_STR("\n")));
        ENT_TRY(print_answer(a, i, out, file));
    }
    return ENT_OK;
}

static ent_err write_file(ask *a, ent_str file) {
    ent_buf b = {0};
    ent_err e = print_all(a, ent_i_buf_sink(&b), file);
    if (!e)
        e = b.bad ? ENT_NOMEM_FAIL(&a->cli->ctx)
                  : ent_i_file_write(&a->cli->ctx, file, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    if (!e)
        cli_note(a->cli, "wrote %.*s", ENT_P(file));
    return e;
}

static ent_err answer_all(ask *a) {
    ent_cli *cli = a->cli;
    ent_str file = ent_i_str(cli_text(cli, "out"));
    if (file.s && !ent_i_ends(file, ".md") && !ent_i_ends(file, ".csv") &&
        !ent_i_ends(file, ".json") && !ent_i_ends(file, ".txt"))
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--out takes a file that ends with .md, .csv, .json "
                        "or .txt, not '%.*s'",
                        ENT_P(file));
    for (size_t i = 0; i < a->n; i++)
        ENT_TRY(ent_question_answer(&cli->ctx, &a->s, &a->plan, a->q[i],
                                    &a->answer[i]));
    cli_progress_end(cli);
    return file.s ? write_file(a, file) : print_all(a, cli->out, file);
}

static ent_err run(ent_cli *cli) {
    ask a = {.cli = cli};
    int first;
    const char *name = scenario_of(cli, &first);
    ENT_TRY(cli_plan(cli, &a.plan));
    if (!cli_has(cli, "draws"))
        a.plan.draws = ASK_DRAWS;
    ENT_TRY(cli_scenario(cli, name, &a.s));
    ENT_TRY(choose(&a, first));
    return a.n ? answer_all(&a) : list(&a);
}

const ent_verb ent_verb_ask = {
    .name = "ask",
    .group = CLI_SCENARIO,
    .args = "[SCENARIO] [ID…]",
    .summary = "answer the questions of a scenario, or a new one",
    .most = -1,
    .run = run,
    .opt = OPTIONS(
        {"run", 'r', "ANALYSIS", "a question that is not in the file"},
        {"show", 0, "NAME", "what to look at with --run; repeatable"},
        {"lens", 'l', "NAME", "one author's reading, or mixture of all"},
        {"set", 0, "NAME=VALUE", "hold throughout; repeatable"},
        {"out", 'o', "FILE", "write to FILE.md, .csv, .json or .txt"},
        {"draws", 'n', "N", "how often to play each version; default 512"},
        {"seed", 's', "N", "of the draws; default 1"},
        {"models", 'm', "LIST", "as of entente run"}, CLI_JOBS_OPT,
        CLI_DOSSIER_OPT),
    .example = EXAMPLES(
        "entente ask korea-2019.yaml # which questions it has",
        "entente ask korea-2019.yaml Q05 Q12 # answer two of them",
        "entente ask korea-2019.yaml --run 'flip settle.D8 above 60 by "
        "*.salience.D8' # whose attention turns it",
        "entente ask korea-2019.yaml --run lenses --show settle.D3 -o d3.md"),
    .detail =
        "A question is an analysis with a name: what-if, sweep, flip, without, "
        "posterior, order, deals, leave-one-out, lenses, drivers, "
        "information, contradictions, arrival, delay, path, shares. "
        "docs/questions.md says what each does and how it is written.\n\n"
        "An answer is a paragraph whose numbers come from runs, its tables, "
        "and what it rests on."};
