/* cmd_evaluate.c - entente evaluate: a reading against annotations. */
#include "cli/cli.h"
#include "read/read.h"
#include <stdio.h>

#define TABLE_BYTES ((size_t)256 << 20)
#define POINT       0.01 /* by how much a figure may fall */

typedef struct evaluator {
    ent_cli *cli;
    ent_lexicon *lex;
    ent_issues *issues;
    ent_read_options opt;
    ent_gold *gold;
    ent_str *file; /* [n_files] texts */
    size_t n_files;
    ent_doc *doc; /* [n_files] as read */
} evaluator;

/* ---- annotations */

static const char *const tables[] = {
    "sentences.tsv", "paragraphs.tsv", "citations.tsv", "dates.tsv",
    "mentions.tsv",  "events.tsv",     "statements.tsv"};
enum { N_TABLES = sizeof tables / sizeof *tables };

/* Is it asked for?  --only takes the kind: "mention" of mentions.tsv. */
static bool wanted(const char *table, const ent_str *only, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strncmp(table, only[i].s, only[i].n) == 0 &&
            strcmp(table + only[i].n, "s.tsv") == 0)
            return true;
    return n == 0;
}

static ent_err check_only(evaluator *v) {
    ent_str *only;
    size_t n = cli_all(v->cli, "only", &only);
    for (size_t i = 0; i < n; i++) {
        size_t t = 0;
        while (t < N_TABLES && !wanted(tables[t], &only[i], 1))
            t++;
        if (t == N_TABLES)
            return ENT_FAIL(&v->cli->ctx, ENT_USAGE,
                            "--only takes sentence, paragraph, citation, "
                            "date, mention, event or statement, not '%.*s'",
                            ENT_P(only[i]));
    }
    return ENT_OK;
}

static ent_err read_tables(evaluator *v, ent_str dir) {
    ent_ctx *ctx = &v->cli->ctx;
    ent_str *only, bytes;
    size_t n = cli_all(v->cli, "only", &only), n_read = 0;
    ENT_TRY(ent_gold_new(ctx, &v->gold));
    for (size_t i = 0; i < N_TABLES; i++) {
        ent_str path = ent_i_path_join(ctx->keep, dir, ent_i_str(tables[i]));
        if (!path.s)
            return ENT_NOMEM_FAIL(ctx);
        if (!wanted(tables[i], only, n) || !ent_i_file_exists(path))
            continue;
        ENT_TRY(ent_i_file_read(ctx, ctx->keep, path, TABLE_BYTES, &bytes));
        ENT_TRY(ent_gold_read(ctx, v->gold, path, bytes));
        n_read++;
    }
    if (n_read)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_MISSING, ((ent_place){dir, 0, 0}),
                       "there is no table of annotations here%s; they are "
                       "called mentions.tsv, events.tsv … after their kinds",
                       n ? " that --only asks for" : "");
}

/* ---- texts */

static ent_err read_file(evaluator *v, ent_str path, ent_doc *doc) {
    ent_ctx *ctx = &v->cli->ctx;
    ent_str bytes;
    ENT_TRY(ent_i_file_read(ctx, ctx->keep, path, 64 << 20, &bytes));
    ent_err e = ent_doc_read(ctx, v->lex, &v->opt, path, bytes, doc);
    return e ? ENT_FAIL_AT(ctx, e, ((ent_place){path, 0, 0}), "%s",
                           ent_i_dup(ctx->keep, ent_i_str(ctx->fail.why)).s)
             : ENT_OK;
}

/* All texts of the folder, since those that are not annotated may tell the
 * others' year. */
static ent_err read_texts(evaluator *v, ent_str dir) {
    ent_ctx *ctx = &v->cli->ctx;
    size_t n = 0;
    ENT_TRY(ent_i_file_list(ctx, ctx->keep, dir, &v->file, &v->n_files));
    for (size_t i = 0; i < v->n_files; i++)
        if (ent_i_is_text_name(v->file[i]))
            v->file[n++] = v->file[i];
    v->n_files = n;
    v->doc = ENT_NEW(ctx->keep, n, ent_doc);
    ent_doc **all = ENT_NEW(ctx->keep, n, ent_doc *);
    if (!v->doc || !all)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < n; i++) {
        ENT_TRY(ent_i_progress(ctx, "reading", (double)i / (double)n));
        ENT_TRY(read_file(v, v->file[i], &v->doc[i]));
        all[i] = &v->doc[i];
    }
    return ent_docs_date(ctx, all, n);
}

/* "003" is 003.txt, or else the only file whose name begins with it and goes
 * on with another sign than a letter or digit: 003-toloraya.txt. */
static bool is_short_for(ent_str name, ent_str file) {
    if (!name.n || file.n <= name.n || memcmp(file.s, name.s, name.n) != 0)
        return false;
    char c = file.s[name.n];
    return strchr("-_. ", c) != NULL && c;
}

static ent_err find_text(evaluator *v, ent_str name, ent_place at,
                         ent_doc **out) {
    size_t n_short = 0;
    *out = NULL;
    for (size_t i = 0; i < v->n_files; i++) {
        if (ent_i_eq(v->doc[i].name, name)) {
            *out = &v->doc[i];
            return ENT_OK;
        }
        if (!is_short_for(name, v->doc[i].name))
            continue;
        n_short++;
        *out = &v->doc[i];
    }
    if (n_short == 1)
        return ENT_OK;
    return ENT_FAIL_AT(&v->cli->ctx, n_short ? ENT_NAME : ENT_MISSING, at,
                       n_short ? "several texts could be '%.*s'; name it in "
                                 "full"
                               : "there is no text '%.*s' in the folder; its "
                                 "file must be called so",
                       ENT_P(name));
}

static ent_err find_texts(evaluator *v, ent_doc ***out, size_t *n) {
    const ent_str *name;
    const ent_place *at;
    ent_gold_docs(v->gold, &name, &at, n);
    *out = ENT_NEW(v->cli->ctx.keep, *n, ent_doc *);
    if (!*out)
        return ENT_NOMEM_FAIL(&v->cli->ctx);
    for (size_t i = 0; i < *n; i++)
        ENT_TRY(find_text(v, name[i], at[i], &(*out)[i]));
    return ENT_OK;
}

/* ---- the verb */

static bool asked_for(evaluator *v, ent_str kind) {
    ent_str *only;
    size_t n = cli_all(v->cli, "only", &only);
    for (size_t i = 0; i < n; i++)
        if (ent_i_eq(only[i], kind))
            return true;
    return n == 0;
}

/* Labelled sentences hold events and statements in one file. */
static ent_err pick_kinds(evaluator *v, ent_evaluation *r) {
    ent_ctx *ctx = &v->cli->ctx;
    ent_measure *m = ENT_NEW(ctx->keep, r->n_measures, ent_measure);
    ent_miss *e = ENT_NEW(ctx->keep, r->n_misses, ent_miss);
    size_t n_m = 0, n_e = 0;
    if (!m || !e)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < r->n_measures; i++)
        if (asked_for(v, r->measure[i].kind))
            m[n_m++] = r->measure[i];
    for (size_t i = 0; i < r->n_misses; i++)
        if (asked_for(v, r->miss[i].kind))
            e[n_e++] = r->miss[i];
    r->measure = m;
    r->n_measures = n_m;
    r->miss = e;
    r->n_misses = n_e;
    return ENT_OK;
}

/* Exit code 1 where a figure fell. */
static ent_err check_baseline(evaluator *v, const ent_evaluation *result) {
    ent_ctx *ctx = &v->cli->ctx;
    const char *path = cli_text(v->cli, "baseline");
    const ent_drop *drop;
    ent_str bytes;
    size_t n;
    if (!path)
        return ENT_OK;
    ENT_TRY(
        ent_i_file_read(ctx, ctx->keep, ent_i_str(path), TABLE_BYTES, &bytes));
    ENT_TRY(ent_evaluation_drops(ctx, result, ent_i_str(path), bytes, POINT,
                                 &drop, &n));
    for (size_t i = 0; i < n; i++)
        cli_note(v->cli, "%.*s, %.*s: %.1f, was %.1f",
                 ENT_P(drop[i].measure->kind), ENT_P(drop[i].measure->name),
                 100 * drop[i].measure->f1, 100 * drop[i].was);
    return n ? ENT_FAIL(ctx, ENT_NEGATIVE,
                        "%zu figures fell by more than a point", n)
             : ENT_OK;
}

static ent_err open_readers(evaluator *v) {
    ENT_TRY(cli_lexicon(v->cli, (ent_str){0}, &v->lex));
    ENT_TRY(cli_issues(v->cli, &v->issues));
    v->opt.issues = v->issues;
    return ENT_OK;
}

static ent_err annotated_texts(evaluator *v, ent_doc ***doc, size_t *n) {
    if (v->cli->argc != 2)
        return ENT_FAIL(&v->cli->ctx, ENT_USAGE,
                        "name the folder of annotations and the folder of "
                        "texts, or --labelled FILE; see `entente evaluate "
                        "--help`");
    ENT_TRY(read_tables(v, ent_i_str(v->cli->argv[0])));
    ENT_TRY(open_readers(v));
    ENT_TRY(read_texts(v, ent_i_str(v->cli->argv[1])));
    return find_texts(v, doc, n);
}

/* Each sentence is read in a context of its own, as a short text is. */
static ent_err labelled(evaluator *v, const ent_str *path, size_t n_paths,
                        ent_doc ***doc, size_t *n) {
    ent_ctx *ctx = &v->cli->ctx;
    const ent_str *name;
    const ent_place *at;
    if (v->cli->argc)
        return ENT_FAIL(ctx, ENT_USAGE,
                        "--labelled takes the place of folders; leave '%s' out",
                        v->cli->argv[0]);
    ENT_TRY(ent_gold_new(ctx, &v->gold));
    for (size_t i = 0; i < n_paths; i++)
        ENT_TRY(ent_gold_labelled(ctx, v->gold, path[i]));
    ENT_TRY(open_readers(v));
    ent_gold_docs(v->gold, &name, &at, n);
    v->doc = ENT_NEW(ctx->keep, *n, ent_doc);
    *doc = ENT_NEW(ctx->keep, *n, ent_doc *);
    if (!v->doc || !*doc)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < *n; i++) {
        (*doc)[i] = &v->doc[i];
        ENT_TRY(ent_i_progress(ctx, "reading", (double)i / (double)*n));
        ENT_TRY(ent_gold_read_labelled(ctx, v->gold, i, v->lex, &v->opt,
                                       &v->doc[i]));
    }
    return ENT_OK;
}

static ent_err work(evaluator *v) {
    ent_ctx *ctx = &v->cli->ctx;
    ent_evaluation result;
    ent_doc **doc = NULL;
    ent_str *path;
    size_t n, n_paths = cli_all(v->cli, "labelled", &path);
    uint64_t n_errors = 0;
    ENT_TRY(cli_uint(v->cli, "errors", 0, UINT32_MAX, &n_errors));
    ENT_TRY(check_only(v));
    ENT_TRY(n_paths ? labelled(v, path, n_paths, &doc, &n)
                    : annotated_texts(v, &doc, &n));
    ENT_TRY(ent_evaluate(ctx, v->gold, doc, n, &result));
    ENT_TRY(pick_kinds(v, &result));
    cli_progress_end(v->cli);
    ENT_TRY((v->cli->json ? ent_evaluation_json : ent_evaluation_text)(
        ctx, &result, n_errors, v->cli->out));
    return check_baseline(v, &result);
}

static ent_err run(ent_cli *cli) {
    evaluator v = {.cli = cli};
    ent_parser *parser = NULL;
    ENT_TRY(cli_parser(cli, &parser));
    v.opt.parser = parser;
    ent_err e = work(&v);
    ent_issues_free(v.issues);
    ent_lexicon_free(v.lex);
    ent_parser_free(parser);
    return e;
}

const ent_verb ent_verb_evaluate = {
    .name = "evaluate",
    .group = CLI_READING,
    .args = "[ANNOTATIONS TEXTS]",
    .summary = "measure the reading against texts annotated by hand",
    .most = 2,
    .run = run,
    .opt = OPTIONS(
        {"labelled", 0, "FILE|DIR",
         "labelled sentences instead of annotated texts; may be repeated"},
        CLI_DICTIONARY_OPT,
        {"only", 0, "KIND",
         "only sentence, paragraph, citation, date, mention, event or "
         "statement; may be repeated"},
        CLI_ISSUES_OPT,
        {"errors", 0, "N", "list N errors too, the most frequent first"},
        {"baseline", 0, "FILE",
         "an earlier --json; exit 1 if a figure fell by more than a point"}),
    .example = EXAMPLES(
        "entente evaluate gold texts # precision, recall and F1 of each kind",
        "entente evaluate gold texts --only event --errors 30 # what to mend",
        "entente evaluate --labelled data/labelled # labelled sentences",
        "entente evaluate gold texts --json >before.json # keep a result",
        "entente evaluate gold texts --baseline before.json # did it get "
        "worse?"),
    .detail =
        "ANNOTATIONS is a folder of tables as docs/formats/gold.md describes "
        "them, TEXTS the folder of the texts they are about; labelled "
        "sentences are described in docs/formats/labelled.md. Each error shows "
        "the annotated row and what was read instead, with the file and line "
        "of both."};
