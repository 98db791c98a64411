/* cmd_read.c - entente read: files in, evidence out, nothing kept.
 *
 * Documents are read by all threads, a batch at a time; what they gave is
 * written in the order in which their files were named, so that the output
 * does not depend on the number of threads. */
#include "cli/cli.h"
#include "read/feed.h"
#include <omp.h>
#include <stdio.h>

enum { BATCH = 32, BATCH_BYTES = 8 << 20 };

/* One document on its way. */
typedef struct job {
    ent_part part;
    ent_doc doc;    /* in the context of the worker that read it */
    ent_buf out;    /* its lines */
    ent_ctx failed; /* only .fail is used: why it could not be read */
} job;

/* One that was read, for the summary. */
typedef struct row {
    ent_str name;
    size_t count[ENT_EVIDENCE_KINDS];
} row;

typedef struct reading {
    ent_cli *cli;
    ent_lexicon *lex;
    ent_parser *parser;
    ent_issues *issues;
    ent_read_options opt;
    unsigned kinds; /* bits of ent_evidence; 0: all */
    bool summary;
    ent_ctx *worker;
    int n_workers;
    ent_vec file, skipped; /* ent_str and bool: what was named */
    ent_feed feed;
    job job[BATCH];
    ent_vec rows;
    size_t n_read, n_failed, n_skipped;
} reading;

static const char *const kind_names[] = {
#define ENT_X(name, text) text,
    ENT_EVIDENCE_LIST(ENT_X)
#undef ENT_X
};

/* ---- which files */

static ent_err add_file(reading *r, ent_str path, bool skipped) {
    ent_str *file = ENT_PUSH(r->cli->ctx.keep, &r->file, ent_str);
    bool *no = ENT_PUSH(r->cli->ctx.keep, &r->skipped, bool);
    if (!file || !no)
        return ENT_NOMEM_FAIL(&r->cli->ctx);
    *file = path;
    *no = skipped;
    return ENT_OK;
}

/* A file that is named is read whatever its ending; in a folder, those that
 * look like text. */
static ent_err add_path(reading *r, ent_str path) {
    ent_str *file;
    size_t n;
    if (!ent_i_folder_exists(path))
        return add_file(r, path, false);
    ENT_TRY(ent_i_file_list(&r->cli->ctx, r->cli->ctx.keep, path, &file, &n));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add_file(r, file[i], !ent_i_is_text_name(file[i])));
    return ENT_OK;
}

/* ---- in parallel: one document, one worker's context */

static bool is_read(const job *j) {
    return !j->part.err && !j->failed.fail.err;
}

static ent_err read_job(const reading *r, job *j, ent_ctx *w) {
    ent_read_options opt = ent_i_part_options(&r->opt, &j->part);
    ent_str bytes = j->part.bytes;
    if (!bytes.s)
        ENT_TRY(
            ent_i_file_read(w, w->keep, j->part.path, opt.max_bytes, &bytes));
    return ent_doc_read(w, r->lex, &opt, j->part.path, bytes, &j->doc);
}

static ent_err write_job(const reading *r, job *j, ent_ctx *w) {
    if (r->opt.trees) {
        ent_i_buf_str(&j->out, j->doc.trees);
        return j->out.bad ? ENT_NOMEM_FAIL(w) : ENT_OK;
    }
    return r->summary
               ? ENT_OK
               : ent_doc_write(w, &j->doc, r->kinds, ent_i_buf_sink(&j->out));
}

static void in_parallel(const reading *r, job *j, int n,
                        ent_err (*step)(const reading *, job *, ent_ctx *)) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(r->n_workers)
    for (int i = 0; i < n; i++) {
        ent_ctx *w = &r->worker[omp_get_thread_num()];
        if (is_read(&j[i]) && step(r, &j[i], w))
            ent_i_fail_copy(&j[i].failed, w);
    }
}

/* Documents that are read together may tell each other's year. */
static ent_err date_by_neighbours(const reading *r, job *j, int n) {
    ent_doc *doc[BATCH];
    size_t n_docs = 0;
    for (int i = 0; i < n; i++)
        if (is_read(&j[i]))
            doc[n_docs++] = &j[i].doc;
    return ent_docs_date(&r->worker[0], doc, n_docs);
}

static ent_err read_batch(const reading *r, job *j, int n) {
    in_parallel(r, j, n, read_job);
    ent_err e = date_by_neighbours(r, j, n);
    if (e)
        ent_i_fail_copy(&r->cli->ctx, &r->worker[0]);
    else
        in_parallel(r, j, n, write_job);
    return e;
}

/* ---- in order */

static void say_skipped(const reading *r, const ent_part *p) {
    if (r->cli->json) /* where it would otherwise be lost */
        cli_tell(r->cli, p->err, (ent_place){p->path, 0, 0}, p->why);
    else
        cli_note(r->cli, "skipped: %.*s: %.*s", ENT_P(p->path), ENT_P(p->why));
}

/* Why a document was not read.  When it is a file and the only one, that is
 * the verb's own failure. */
static ent_err say_failed(reading *r, const job *j) {
    ent_ctx *ctx = &r->cli->ctx;
    ent_err e = j->part.err ? j->part.err : j->failed.fail.err;
    ent_str why = j->part.err ? j->part.why : ent_i_str(j->failed.fail.why);
    ent_place at = {j->part.path, 0, 0};
    r->n_failed++;
    if (r->file.n == 1 && !j->part.bytes.s && !j->part.err)
        return ENT_FAIL_AT(ctx, e, at, "%.*s", ENT_P(why));
    cli_tell(r->cli, e, at, why);
    return ENT_OK;
}

static ent_err add_row(reading *r, const ent_doc *doc) {
    row *to = ENT_PUSH(r->cli->ctx.keep, &r->rows, row);
    if (!to)
        return ENT_NOMEM_FAIL(&r->cli->ctx);
    for (ent_evidence k = 0; k < ENT_EVIDENCE_KINDS; k++)
        to->count[k] = ent_doc_count(doc, k);
    to->name = ent_i_dup(r->cli->ctx.keep, doc->name);
    return to->name.s ? ENT_OK : ENT_NOMEM_FAIL(&r->cli->ctx);
}

static ent_err hand_out(reading *r, job *j) {
    ent_err e = ENT_OK;
    if (j->part.skipped) {
        r->n_skipped++;
        say_skipped(r, &j->part);
    } else if (!is_read(j)) {
        e = say_failed(r, j);
    } else {
        r->n_read++;
        ent_str out = {j->out.s, j->out.n};
        if (j->part.why.n)
            cli_note(r->cli, "%.*s: %.*s", ENT_P(j->part.path),
                     ENT_P(j->part.why));
        if (r->summary)
            e = add_row(r, &j->doc);
        else if (out.n)
            e = ent_i_write(&r->cli->ctx, r->cli->out, out);
    }
    return e;
}

static ent_err next_batch(reading *r, size_t *n) {
    ent_part part[BATCH];
    ENT_TRY(ent_i_progress(&r->cli->ctx, "reading", ent_i_feed_done(&r->feed)));
    ENT_TRY(ent_i_feed_next(&r->feed, BATCH, BATCH_BYTES, part, n));
    for (size_t i = 0; i < *n; i++)
        r->job[i] = (job){.part = part[i]};
    return ENT_OK;
}

static ent_err read_all(reading *r) {
    ent_err e = ENT_OK;
    for (size_t n = 1; !e && n;) {
        e = next_batch(r, &n);
        if (!e)
            e = read_batch(r, r->job, (int)n);
        for (size_t k = 0; !e && k < n; k++)
            e = hand_out(r, &r->job[k]);
        for (size_t k = 0; k < BATCH; k++)
            ent_i_buf_free(&r->job[k].out);
        for (int i = 0; i < r->n_workers; i++)
            ent_arena_reset(r->worker[i].keep);
    }
    cli_progress_end(r->cli);
    return e;
}

/* ---- the summary */

static void put_row(ent_buf *b, int width, ent_str name, const size_t *count) {
    ent_i_buf_printf(b, "%-*.*s", width, ENT_P(name));
    for (ent_evidence k = ENT_EVIDENCE_SENTENCE; k < ENT_EVIDENCE_KINDS; k++)
        ent_i_buf_printf(b, "  %*zu", (int)strlen(kind_names[k]) + 1, count[k]);
    ent_i_buf_put(b, "\n", 1);
}

static void put_table(const reading *r, ent_buf *b, const size_t *total) {
    const row *j = r->rows.at;
    size_t width = 8;
    for (size_t i = 0; i < r->rows.n; i++)
        width = j[i].name.n > width ? j[i].name.n : width;
    width = width > 40 ? 40 : width;
    ent_i_buf_printf(b, "%-*s", (int)width, "document");
    for (ent_evidence k = ENT_EVIDENCE_SENTENCE; k < ENT_EVIDENCE_KINDS; k++)
        ent_i_buf_printf(b, "  %ss", kind_names[k]);
    ent_i_buf_put(b, "\n", 1);
    for (size_t i = 0; i < r->rows.n; i++)
        put_row(b, (int)width, j[i].name, j[i].count);
    put_row(b, (int)width, ENT_STR("total"), total);
}

static void put_counts(ent_buf *b, ent_str name, const size_t *count) {
    ent_i_buf_printf(b, "{\"doc\":");
    ent_i_buf_json(b, name);
    for (ent_evidence k = ENT_EVIDENCE_SENTENCE; k < ENT_EVIDENCE_KINDS; k++)
        ent_i_buf_printf(b, ",\"%ss\":%zu", kind_names[k], count[k]);
    ent_i_buf_put(b, "}", 1);
}

static void put_json(const reading *r, ent_buf *b, const size_t *total) {
    const row *j = r->rows.at;
    const char *comma = "";
    ent_i_buf_printf(b,
                     "{\"schema\":\"entente-read-summary/1\",\"read\":%zu,"
                     "\"failed\":%zu,\"skipped\":%zu,\"documents\":[",
                     r->n_read, r->n_failed, r->n_skipped);
    for (size_t i = 0; i < r->rows.n; i++) {
        ent_i_buf_printf(b, "%s\n", comma);
        put_counts(b, j[i].name, j[i].count);
        comma = ",";
    }
    ent_i_buf_printf(b, "],\n\"total\":");
    put_counts(b, (ent_str){0}, total);
    ent_i_buf_printf(b, "}\n");
}

static ent_err sum_up(reading *r) {
    const row *j = r->rows.at;
    size_t total[ENT_EVIDENCE_KINDS] = {0};
    ent_buf b = {0};
    for (size_t i = 0; i < r->rows.n; i++)
        for (ent_evidence k = 0; k < ENT_EVIDENCE_KINDS; k++)
            total[k] += j[i].count[k];
    (r->cli->json ? put_json : put_table)(r, &b, total);
    return cli_put(r->cli, &b);
}

/* ---- the verb */

static ent_err verdict(reading *r) {
    ent_ctx *ctx = &r->cli->ctx;
    if (!r->file.n)
        return ENT_FAIL(ctx, ENT_MISSING,
                        "there are no files in this folder; name another");
    if (!r->n_read)
        return ENT_FAIL(ctx, ENT_MISSING,
                        "nothing could be read; the reasons are above");
    if (r->n_failed)
        return ENT_FAIL(ctx, ENT_PARTIAL, "%zu of %zu files could not be read",
                        r->n_failed, r->n_failed + r->n_read + r->n_skipped);
    return ENT_OK;
}

static ent_err take_kinds(reading *r) {
    ent_str *given;
    size_t n = cli_all(r->cli, "only", &given);
    for (size_t i = 0; i < n; i++) {
        ent_evidence k = 0;
        while (k < ENT_EVIDENCE_KINDS && !ent_i_eqz(given[i], kind_names[k]))
            k++;
        if (k == ENT_EVIDENCE_KINDS)
            return ENT_FAIL(&r->cli->ctx, ENT_USAGE,
                            "--only takes document, sentence, citation, date, "
                            "mention, event or statement, not '%.*s'",
                            ENT_P(given[i]));
        r->kinds |= 1U << k;
    }
    return ENT_OK;
}

static ent_err take_options(reading *r, uint64_t *jobs) {
    uint64_t megabytes = 64;
    ent_cli *cli = r->cli;
    ENT_TRY(cli_uint(cli, "jobs", 1, 1024, jobs));
    ENT_TRY(cli_uint(cli, "max-size", 1, 1024, &megabytes));
    ENT_TRY(take_kinds(r));
    r->opt.trees = cli_has(cli, "conllu");
    r->summary = cli_has(cli, "summary");
    r->opt.max_bytes = (size_t)megabytes << 20;
    ENT_TRY(cli_format(cli, &r->opt.format));
    ENT_TRY(cli_map(cli, &r->opt.columns));
    return cli_date(cli, "published", &r->opt.published);
}

static ent_err open_workers(reading *r, uint64_t jobs) {
    int n = jobs ? (int)jobs : omp_get_max_threads();
    if (n > BATCH)
        n = BATCH;
    r->worker = ENT_NEW(r->cli->ctx.keep, (size_t)n, ent_ctx);
    if (!r->worker)
        return ENT_NOMEM_FAIL(&r->cli->ctx);
    for (; r->n_workers < n; r->n_workers++)
        if (ent_ctx_open(&r->worker[r->n_workers], (size_t)4 << 30))
            return ENT_NOMEM_FAIL(&r->cli->ctx);
    return ENT_OK;
}

/* Trees cannot be printed without weights; all else can. */
static ent_err open_parser(reading *r) {
    ent_ctx *ctx = &r->cli->ctx;
    ENT_TRY(r->opt.trees ? ent_parser_open(ctx, (ent_str){0}, &r->parser)
                         : cli_parser(r->cli, &r->parser));
    r->opt.parser = r->parser;
    ENT_TRY(cli_issues(r->cli, &r->issues));
    r->opt.issues = r->issues;
    return ENT_OK;
}

static ent_err work(reading *r) {
    uint64_t jobs = 0;
    ENT_TRY(take_options(r, &jobs));
    for (int i = 0; i < r->cli->argc; i++)
        ENT_TRY(add_path(r, ent_i_str(r->cli->argv[i])));
    ENT_TRY(open_workers(r, jobs));
    ENT_TRY(ent_i_feed_open(&r->cli->ctx, &r->opt, r->file.at, r->file.n,
                            &r->feed));
    r->feed.skipped = r->skipped.at;
    /* whatever is printed: names also tell years apart */
    ENT_TRY(cli_lexicon(r->cli, (ent_str){0}, &r->lex));
    ENT_TRY(open_parser(r));
    ENT_TRY(read_all(r));
    if (r->summary && r->n_read)
        ENT_TRY(sum_up(r));
    return verdict(r);
}

static ent_err run(ent_cli *cli) {
    reading *r = ENT_NEW(cli->ctx.keep, 1, reading); /* many jobs */
    if (!r)
        return ENT_NOMEM_FAIL(&cli->ctx);
    r->cli = cli;
    ent_err e = work(r);
    for (int i = 0; i < r->n_workers; i++)
        ent_ctx_close(&r->worker[i]);
    ent_i_feed_close(&r->feed);
    ent_issues_free(r->issues);
    ent_parser_free(r->parser);
    ent_lexicon_free(r->lex);
    return e;
}

const ent_verb ent_verb_read = {
    .name = "read",
    .group = CLI_READING,
    .args = "FILE|DIR|-...",
    .summary = "read texts and print what is in them as JSON Lines",
    .least = 1,
    .most = -1,
    .run = run,
    .opt = OPTIONS(
        CLI_FORMAT_OPT, CLI_MAP_OPT,
        {"published", 0, "DATE", "when the texts came out; default: as stated"},
        {"only", 0, "KIND",
         "only lines of this kind: document, sentence, citation, date, "
         "mention, event, statement; may be repeated"},
        CLI_DICTIONARY_OPT,
        {"max-size", 0, "MB", "refuse larger files; default 64"}, CLI_JOBS_OPT,
        CLI_ISSUES_OPT,
        {"summary", 0, NULL, "how many of each kind, as a table"},
        {"conllu", 0, NULL, "words, tags and trees in CoNLL-U instead"}),
    .example = EXAMPLES(
        "entente read article.html # all that was read in one page",
        "entente read ~/articles --summary # how much is in a folder",
        "entente read news.zip report.pdf # an archive's texts, and a PDF's",
        "entente read news.csv --map text=body,date=day # an article a row",
        "entente read a.txt --only date --only citation # two kinds of lines",
        "entente read a.txt --conllu # how its sentences are built",
        "curl -s ADDRESS | entente read - --format html # from a pipe"),
    .detail =
        "Nothing is kept: `entente ingest` takes texts into a dossier. Each "
        "line is one JSON object with its kind, its document and its place in "
        "bytes of the original file; of PDF and Word files, of the HTML page "
        "that is made of them. A file that cannot be read is named, the "
        "others are read all the same, and the exit code is then 4; 3 when "
        "none could be read."};
