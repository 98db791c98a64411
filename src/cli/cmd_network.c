/* cmd_network.c - entente network: discourse networks of statements, of a
 * dossier or of texts at hand. */
#include "cli/cli.h"
#include "read/read.h"

enum { FILE_BYTES = 64 << 20 };

static const char *const formats[] = {"csv", "graphml", "json"};
enum { CSV, GRAPHML, JSON, N_FORMATS };

/* ---- options */

/* One of several words; *io stays when the option was not given. */
static ent_err choose(ent_cli *cli, const char *option,
                      const char *(*word)(int i), int n, int *io) {
    const char *given = cli_text(cli, option);
    if (!given)
        return ENT_OK;
    for (int i = 0; i < n; i++)
        if (!strcmp(given, word(i))) {
            *io = i;
            return ENT_OK;
        }
    ent_buf b = {0};
    for (int i = 0; i < n; i++)
        ent_i_buf_printf(&b, "%s%s",
                         !i          ? ""
                         : i + 1 < n ? ", "
                                     : " or ",
                         word(i));
    ent_err e = ENT_FAIL(&cli->ctx, ENT_USAGE, "--%s takes %.*s, not '%s'",
                         option, (int)b.n, b.s ? b.s : "", given);
    ent_i_buf_free(&b);
    return e;
}

static const char *kind_word(int i) {
    return ent_network_text((ent_network_kind)i);
}

static const char *norm_word(int i) {
    return ent_norm_text((ent_norm)i);
}

static const char *once_word(int i) {
    return ent_once_text((ent_once)i);
}

static const char *level_word(int i) {
    return i ? "actor" : "state";
}

static const char *of_word(int i) {
    return i ? "issue" : "actor";
}

static const char *format_word(int i) {
    return formats[i];
}

/* "90" days, or "month" by the calendar. */
static ent_err take_window(ent_cli *cli, ent_network_plan *plan) {
    const char *given = cli_text(cli, "window");
    uint64_t days = 0;
    if (!given)
        return ENT_OK;
    for (ent_once k = ENT_ONCE_DAY; k <= ENT_ONCE_YEAR; k++)
        if (!strcmp(given, ent_once_text(k))) {
            plan->calendar = k;
            return ENT_OK;
        }
    if (!ent_i_uint(ent_i_str(given), &days) || days < 1 || days > 36525)
        return ENT_FAIL(&cli->ctx, ENT_USAGE,
                        "--window takes a number of days, or day, week, month "
                        "or year, not '%s'",
                        given);
    plan->window = (unsigned)days;
    return ENT_OK;
}

static ent_err take_plan(ent_cli *cli, ent_network_plan *plan, int *format) {
    int kind = 0, norm = 0, once = 0;
    *format = cli->json ? JSON : CSV;
    ENT_TRY(choose(cli, "kind", kind_word, ENT_NETWORK_KINDS, &kind));
    ENT_TRY(choose(cli, "norm", norm_word, ENT_NORMS, &norm));
    ENT_TRY(choose(cli, "once", once_word, ENT_ONCES, &once));
    ENT_TRY(choose(cli, "level", level_word, 2, &plan->by_code));
    ENT_TRY(choose(cli, "of", of_word, 2, &plan->of_issues));
    ENT_TRY(choose(cli, "format", format_word, N_FORMATS, format));
    plan->kind = (ent_network_kind)kind;
    plan->norm = (ent_norm)norm;
    plan->once = (ent_once)once;
    return take_window(cli, plan);
}

/* ---- statements: of the dossier, or of files */

typedef struct network {
    ent_cli *cli;
    ent_lexicon *lex;
    ent_parser *parser;
    ent_issues *issues;
    ent_vec rows; /* ent_statement_row */
} network;

static ent_err add_rows(network *w, const ent_doc *doc) {
    ent_ctx *ctx = &w->cli->ctx;
    const ent_statement_row *row;
    size_t n;
    ENT_TRY(ent_doc_statements(ctx, doc, &row, &n));
    for (size_t i = 0; i < n; i++) {
        ent_statement_row *to =
            ENT_PUSH(ctx->keep, &w->rows, ent_statement_row);
        if (!to)
            return ENT_NOMEM_FAIL(ctx);
        *to = row[i];
    }
    return ENT_OK;
}

static ent_err read_file(network *w, ent_str path, ent_doc *doc) {
    ent_ctx *ctx = &w->cli->ctx;
    ent_read_options opt = {.parser = w->parser, .issues = w->issues};
    ent_str bytes;
    ENT_TRY(ent_i_file_read(ctx, ctx->keep, path, FILE_BYTES, &bytes));
    ent_err e = ent_doc_read(ctx, w->lex, &opt, path, bytes, doc);
    if (!e)
        return ENT_OK;
    ent_str why = ent_i_dup(ctx->keep, ent_i_str(ctx->fail.why));
    return ENT_FAIL_AT(ctx, e, ((ent_place){path, 0, 0}), "%.*s", ENT_P(why));
}

static ent_err list_files(network *w, ent_str **file, size_t *n) {
    ent_ctx *ctx = &w->cli->ctx;
    ent_vec all = {0};
    for (int i = 0; i < w->cli->argc; i++) {
        ent_str path = ent_i_str(w->cli->argv[i]), *found = &path;
        size_t n_found = 1;
        bool folder = ent_i_folder_exists(path);
        if (folder)
            ENT_TRY(ent_i_file_list(ctx, ctx->keep, path, &found, &n_found));
        for (size_t k = 0; k < n_found; k++) {
            if (folder && !ent_i_is_text_name(found[k]))
                continue;
            ent_str *to = ENT_PUSH(ctx->keep, &all, ent_str);
            if (!to)
                return ENT_NOMEM_FAIL(ctx);
            *to = found[k];
        }
    }
    *file = all.at;
    *n = all.n;
    return ENT_OK;
}

static ent_err read_files(network *w) {
    ent_ctx *ctx = &w->cli->ctx;
    ent_str *file = NULL;
    size_t n = 0;
    ENT_TRY(cli_lexicon(w->cli, (ent_str){0}, &w->lex));
    ENT_TRY(cli_parser(w->cli, &w->parser));
    ENT_TRY(cli_issues(w->cli, &w->issues));
    ENT_TRY(list_files(w, &file, &n));
    ent_doc *doc = ENT_NEW(ctx->keep, n, ent_doc);
    ent_doc **all = ENT_NEW(ctx->keep, n, ent_doc *);
    if (!doc || !all)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        ENT_TRY(ent_i_progress(ctx, "reading", (double)i / (double)n));
        ENT_TRY(read_file(w, file[i], &doc[i]));
        all[i] = &doc[i];
    }
    ENT_TRY(ent_docs_date(ctx, all, n));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add_rows(w, &doc[i]));
    cli_progress_end(w->cli);
    return ENT_OK;
}

static ent_err read_dossier(network *w, const ent_evidence_find *find) {
    ent_store *s;
    const ent_statement_row *row;
    ENT_TRY(cli_store(w->cli, 0, &s));
    ent_err e = ent_store_statements(&w->cli->ctx, s, find, &row, &w->rows.n);
    w->rows.at = (void *)row;
    ent_store_close(s);
    return e;
}

/* ---- the verb */

static ent_err print(network *w, const ent_network_plan *plan, int format) {
    ent_cli *cli = w->cli;
    ent_networks nets;
    ENT_TRY(ent_networks_make(&cli->ctx, w->rows.at, w->rows.n, plan, &nets));
    if (nets.n_undated)
        cli_note(cli, "%zu statements have no date and are in no window",
                 nets.n_undated);
    ENT_TRY((format == GRAPHML ? ent_network_graphml
             : format == JSON
                 ? ent_networks_json
                 : ent_networks_csv)(&cli->ctx, plan, &nets, cli->out));
    if (nets.n)
        return ENT_OK;
    cli_note(cli, "no statement has a speaker and an issue; --issues FILE says "
                  "what to look for");
    return ENT_NEGATIVE;
}

static ent_err work(network *w) {
    ent_cli *cli = w->cli;
    ent_network_plan plan = {0};
    ent_evidence_find find = {.actor = ent_i_str(cli_text(cli, "actor")),
                              .issue = ent_i_str(cli_text(cli, "issue"))};
    int format;
    ENT_TRY(take_plan(cli, &plan, &format));
    ENT_TRY(cli_date(cli, "from", &find.from));
    ENT_TRY(cli_date(cli, "to", &find.to));
    ENT_TRY(cli->argc ? read_files(w) : read_dossier(w, &find));
    if (cli->argc)
        w->rows.n = ent_statements_pick(&find, w->rows.at, w->rows.n);
    return print(w, &plan, format);
}

static ent_err run(ent_cli *cli) {
    network w = {.cli = cli};
    ent_err e = work(&w);
    ent_issues_free(w.issues);
    ent_parser_free(w.parser);
    ent_lexicon_free(w.lex);
    return e;
}

const ent_verb ent_verb_network = {
    .name = "network",
    .group = CLI_STORE,
    .args = "[FILE|DIR]...",
    .summary = "tie actors by what they say about issues",
    .most = -1,
    .run = run,
    .opt = OPTIONS(
        {"kind", 0, "KIND",
         "actor-issue (default), congruence, conflict, subtract or "
         "co-occurrence"},
        {"level", 0, "LEVEL", "actors are each state (default) or actor"},
        {"of", 0, "NODES", "nodes are each actor (default) or issue"},
        {"norm", 0, "NORM", "none (default), average, jaccard or cosine"},
        {"once", 0, "SPAN",
         "repetition counts once in each document (default), day, week, month, "
         "year or range; all: every time"},
        {"window", 0, "SPAN",
         "one network for each N days, day, week, month or year"},
        {"actor", 0, "CODE", "only of codes that begin so"},
        {"issue", 0, "ID", "only about this issue"},
        {"from", 0, "DATE", "only on or after this day"},
        {"to", 0, "DATE", "only on or before this day"},
        {"format", 0, "FORMAT", "csv (default), graphml or json"},
        CLI_ISSUES_OPT, CLI_DICTIONARY_OPT, CLI_DOSSIER_OPT),
    .example = EXAMPLES(
        "entente network # who is for and against what, in the dossier",
        "entente network --kind congruence --norm average # who agrees with "
        "whom",
        "entente network texts --issues issues.yaml --kind conflict --format "
        "graphml >conflict.graphml # of texts at hand, for Gephi",
        "entente network --window month # how it went over time"),
    .detail = "Without FILE the statements of the dossier are taken; "
              "`entente code --issues FILE` gives them issues. docs/network.md "
              "has the formulas and an example by hand. Exit code 1: no "
              "statement has a speaker and an issue."};
