/* code.c - documents read again: new dictionaries, old texts.
 *
 * A batch is read in parallel, then one thread writes it in one transaction.
 * In a savepoint of its own a document is taken out and put in anew; when the
 * rows are what they were, the savepoint is taken back and nothing is noted.
 * What a person added is set aside before and put back at its place. */
#include "store/rows.h"
#include <omp.h>
#include <stdio.h>

enum { BATCH_DOCS = 64, BATCH_BYTES = 8 << 20 };

/* One document on its way. */
typedef struct job {
    ent_ingest_item *item;
    const ent_doc_row *row;
    ent_str path, ingested_at; /* as the store has them */
    ent_str published;         /* to be told to the reader, or blank */
    ent_doc doc;
    char why[512];
    bool wanted, read;
    ent_err fatal;
} job;

typedef struct coding {
    ent_ctx *ctx;
    ent_store *s;
    const ent_lexicon *lex;
    const ent_coding *plan;
    ent_ingest_result *out;
    ent_ingest_item *item;   /* [n] */
    const ent_doc_row **row; /* [n] */
    size_t n;
    ent_ctx *worker;
    int n_workers;
    job job[BATCH_DOCS];
    int n_jobs;
    int64_t change;
} coding;

/* ---- in parallel: one document, one worker's context */

static void give_up(job *j, const ent_ctx *w, ent_err e) {
    j->read = false;
    j->item->state = ENT_TAKEN_FAILED;
    j->item->err = e;
    snprintf(j->why, sizeof j->why, "%s", w->fail.why);
    if (e == ENT_NOMEM)
        j->fatal = e;
}

static ent_err read_source(const coding *g, job *j, ent_ctx *w) {
    ent_read_options opt = g->plan->read;
    ent_str bytes;
    char hash[65];
    opt.format = j->row->format;
    opt.published = j->published;
    opt.max_bytes = (size_t)4 << 30; /* it was let in before */
    ENT_TRY(ent_i_file_read(w, w->keep, j->item->path, opt.max_bytes, &bytes));
    ent_i_sha256_hex(bytes, hash);
    if (!ent_i_eqz(j->row->hash, hash))
        return ENT_FAIL(w, ENT_SYNTAX,
                        "the file in sources/ was changed; `entente doctor` "
                        "says what to do");
    return ent_doc_read(w, g->lex, &opt, j->path, bytes, &j->doc);
}

static void read_batch(coding *g) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(g->n_workers)
    for (int i = 0; i < g->n_jobs; i++) {
        ent_ctx *w = &g->worker[omp_get_thread_num()];
        if (!g->job[i].wanted)
            continue;
        ent_err e = read_source(g, &g->job[i], w);
        if (e)
            give_up(&g->job[i], w, e);
        else
            g->job[i].read = true;
    }
}

/* The date that the dossier has was given, or learnt from texts that came in
 * beside it: where the text alone tells another, it is told to the reader. */
static void read_dated(coding *g) {
    for (int i = 0; i < g->n_jobs; i++) {
        job *j = &g->job[i];
        j->wanted = j->read && j->row->published.n &&
                    !ent_i_eq(j->row->published, j->doc.published);
        j->published = j->row->published;
    }
    read_batch(g);
}

/* Texts that are read together may tell each other's year. */
static ent_err date_by_neighbours(coding *g) {
    ent_doc *doc[BATCH_DOCS];
    size_t n = 0;
    for (int i = 0; i < g->n_jobs; i++)
        if (g->job[i].read)
            doc[n++] = &g->job[i].doc;
    return ent_docs_date(g->ctx, doc, n);
}

/* ---- one after the other */

#define BY_HAND                                       \
    " FROM %s t JOIN sentence s ON s.id = t.sentence" \
    " JOIN paragraph p ON p.id = s.paragraph"         \
    " JOIN document d ON d.id = p.document"           \
    " WHERE d.name = ?1 AND t.coder_kind = 'person'"

/* Runs sql made of a table's name and columns, each twice. */
static ent_err with_table(coding *g, int t, const char *form, ent_str name) {
    const ent_table_row *table = &ent_i_tables[t];
    ent_str sql = ent_i_printf(g->ctx->temp, form, table->name, table->columns,
                               table->columns, table->name);
    if (!sql.s)
        return ENT_NOMEM_FAIL(g->ctx);
    return ent_i_sql_do(g->ctx, g->s, sql.s, name.s ? "t" : "", name);
}

static ent_err set_aside(coding *g, int t, ent_str name) {
    const char *table = ent_i_tables[t].name;
    ent_str sql = ent_i_printf(
        g->ctx->temp, "CREATE TEMP TABLE kept_%s AS SELECT t.*" BY_HAND, table,
        table);
    if (!sql.s)
        return ENT_NOMEM_FAIL(g->ctx);
    return ent_i_sql_do(g->ctx, g->s, sql.s, "t", name);
}

/* At the sentence that now holds its first byte; none is a failure, since the
 * column must not be NULL. */
static ent_err put_back(coding *g, int t, ent_str name) {
    ent_str drop = ent_i_printf(g->ctx->temp, "DROP TABLE temp.kept_%s",
                                ent_i_tables[t].name);
    ENT_TRY(with_table(
        g, t,
        "INSERT INTO %s (%s, sentence) SELECT %s,"
        " (SELECT s.id FROM sentence s JOIN paragraph p ON p.id = s.paragraph"
        "  JOIN document d ON d.id = p.document WHERE d.name = ?1"
        "  AND s.start <= k.start AND s.end > k.start)"
        " FROM temp.kept_%s k ORDER BY k.id",
        name));
    return drop.s ? ent_i_sql_exec(g->ctx, g->s, drop.s)
                  : ENT_NOMEM_FAIL(g->ctx);
}

static ent_err replace(coding *g, const job *j) {
    ent_put put = {.name = j->row->name,
                   .hash = j->row->hash,
                   .path = j->path,
                   .at = j->ingested_at};
    ENT_TRY(set_aside(g, ENT_T_EVENT, put.name));
    ENT_TRY(set_aside(g, ENT_T_STATEMENT, put.name));
    ENT_TRY(ent_i_sql_do(g->ctx, g->s, "DELETE FROM document WHERE name = ?",
                         "t", put.name));
    ENT_TRY(ent_i_store_put(g->ctx, g->s, &j->doc, &put));
    ENT_TRY(put_back(g, ENT_T_EVENT, put.name));
    return put_back(g, ENT_T_STATEMENT, put.name);
}

static ent_err note(coding *g, const job *j, ent_str before) {
    ent_str name = j->row->name, hash = j->row->hash;
    if (!g->change)
        ENT_TRY(ent_i_change_begin(g->ctx, g->s, "code", g->plan->command, 0,
                                   &g->change));
    ENT_TRY(ent_i_change_add(g->ctx, g->s, g->change, name, hash, before));
    return ent_i_change_add(g->ctx, g->s, g->change, name, hash, (ent_str){0});
}

/* All of a document as JSON, in a buffer to free. */
static ent_err rows_of(coding *g, const job *j, ent_buf *b) {
    ENT_TRY(ent_i_rows_write(g->ctx, g->s, (ent_ref){.doc = j->row->name}, b));
    return b->bad ? ENT_NOMEM_FAIL(g->ctx) : ENT_OK;
}

static ent_err swap(coding *g, job *j, ent_buf *before, ent_buf *after) {
    ENT_TRY(rows_of(g, j, before));
    ENT_TRY(replace(g, j));
    ENT_TRY(rows_of(g, j, after));
    ent_str was = {before->s, before->n};
    if (ent_i_eq(was, (ent_str){after->s, after->n})) {
        j->item->state = ENT_TAKEN_KNOWN;
        return ENT_OK;
    }
    j->item->state = ENT_TAKEN_ADDED;
    return note(g, j, was);
}

static ent_err save_one(coding *g, job *j) {
    ent_buf before = {0}, after = {0};
    ENT_TRY(ent_i_sql_exec(g->ctx, g->s, "SAVEPOINT document"));
    ent_err e = swap(g, j, &before, &after);
    ent_i_buf_free(&before);
    ent_i_buf_free(&after);
    if (!e && j->item->state == ENT_TAKEN_ADDED)
        return ent_i_sql_exec(g->ctx, g->s, "RELEASE document");
    if (e && e != ENT_DOMAIN && e != ENT_INTERNAL)
        return e;
    if (e)
        give_up(j, g->ctx, e);
    return ent_i_sql_exec(g->ctx, g->s,
                          "ROLLBACK TO document; RELEASE document");
}

static ent_err save(coding *g) {
    ENT_TRY(ent_i_sql_begin(g->ctx, g->s));
    ent_err e = ENT_OK;
    for (int i = 0; !e && i < g->n_jobs; i++)
        if (g->job[i].read)
            e = save_one(g, &g->job[i]);
    return ent_i_sql_end(g->ctx, g->s, e);
}

static void count_read(ent_ingest_result *out, const ent_doc *d) {
    out->n_paras += d->n_paras;
    out->n_sents += d->n_sents;
    out->n_citations += d->n_citations;
    out->n_dates += d->n_dates;
    out->n_mentions += d->n_mentions;
    out->n_events += d->n_events;
    out->n_statements += d->n_statements;
}

static ent_err report(coding *g) {
    ent_ingest_result *out = g->out;
    for (int i = 0; i < g->n_jobs; i++) {
        job *j = &g->job[i];
        out->n_added += j->item->state == ENT_TAKEN_ADDED;
        out->n_known += j->item->state == ENT_TAKEN_KNOWN;
        out->n_failed += j->item->state == ENT_TAKEN_FAILED;
        if (j->item->state == ENT_TAKEN_ADDED)
            count_read(out, &j->doc);
        if (!*j->why)
            continue;
        j->item->why = ent_i_dup(g->ctx->keep, ent_i_str(j->why));
        if (!j->item->why.s)
            return ENT_NOMEM_FAIL(g->ctx);
    }
    out->change = (uint64_t)g->change;
    out->n_items += (size_t)g->n_jobs;
    return ENT_OK;
}

static ent_err first_fatal(coding *g) {
    for (int i = 0; i < g->n_jobs; i++)
        if (g->job[i].fatal)
            return ENT_FAIL(g->ctx, g->job[i].fatal, "%s", g->job[i].why);
    return ENT_OK;
}

static ent_err run_batch(coding *g) {
    read_batch(g);
    ENT_TRY(first_fatal(g));
    ENT_TRY(date_by_neighbours(g));
    read_dated(g);
    ENT_TRY(first_fatal(g));
    ENT_TRY(save(g));
    ENT_TRY(report(g));
    for (int i = 0; i < g->n_workers; i++)
        ent_arena_reset(g->worker[i].keep);
    return ENT_OK;
}

/* ---- which documents */

static ent_err fill_job(coding *g, size_t i, job *j) {
    sqlite3_stmt *q;
    *j = (job){.item = &g->item[i], .row = g->row[i], .wanted = true};
    ent_err e =
        ent_i_sql_open(g->ctx, g->s, &q,
                       "SELECT path, ingested_at FROM document WHERE name = ?",
                       "t", j->row->name);
    ENT_TRY(e);
    while (ent_i_sql_next(g->ctx, g->s, q, &e)) {
        j->path = ent_i_sql_text(g->ctx, q, 0, &e);
        j->ingested_at = ent_i_sql_text(g->ctx, q, 1, &e);
    }
    return e;
}

static ent_err fill_batch(coding *g, size_t from) {
    uint64_t bytes = 0;
    for (g->n_jobs = 0; g->n_jobs < BATCH_DOCS && from < g->n; from++) {
        bytes += g->row[from]->bytes;
        if (g->n_jobs && bytes > BATCH_BYTES)
            return ENT_OK;
        ENT_TRY(fill_job(g, from, &g->job[g->n_jobs]));
        g->n_jobs++;
    }
    return ENT_OK;
}

static ent_err go_on(coding *g) {
    double done = (double)g->out->n_items / (double)g->n;
    if (!ent_i_progress(g->ctx, "coding", done))
        return ENT_OK;
    return ENT_FAIL(g->ctx, ENT_CANCELLED,
                    "interrupted after %zu of %zu documents; what was coded "
                    "is saved, and the same command again goes on",
                    g->out->n_items, g->n);
}

static ent_err add_matches(coding *g, ent_str pattern, const ent_doc_row *row,
                           size_t n, bool *taken) {
    bool any = false;
    for (size_t i = 0; i < n; i++)
        if (ent_i_glob(pattern, row[i].name))
            any = taken[i] = true;
    int64_t id;
    if (any)
        return ENT_OK;
    if (!memchr(pattern.s, '*', pattern.n)) /* fails with the nearest name */
        ENT_TRY(ent_i_store_doc_id(g->ctx, g->s, pattern, &id));
    return ENT_FAIL(g->ctx, ENT_NAME, "no document is called '%.*s'",
                    ENT_P(pattern));
}

static ent_err choose(coding *g) {
    const ent_doc_row *row;
    size_t n;
    ENT_TRY(ent_store_docs(g->ctx, g->s, &row, &n));
    bool *taken = ENT_NEW(g->ctx->keep, n, bool);
    g->item = ENT_NEW(g->ctx->keep, n, ent_ingest_item);
    g->row = ENT_NEW(g->ctx->keep, n, const ent_doc_row *);
    if (!taken || !g->item || !g->row)
        return ENT_NOMEM_FAIL(g->ctx);
    for (size_t i = 0; i < g->plan->n_docs; i++)
        ENT_TRY(add_matches(g, g->plan->doc[i], row, n, taken));
    for (size_t i = 0; i < n; i++) {
        if (g->plan->n_docs && !taken[i])
            continue;
        ent_ingest_item *item = &g->item[g->n];
        item->name = row[i].name;
        ENT_TRY(ent_i_store_path(g->ctx, g->s, "sources", row[i].hash,
                                 &item->path));
        g->row[g->n++] = &row[i];
    }
    g->out->item = g->item;
    return ENT_OK;
}

static ent_err open_workers(coding *g) {
    int n = g->plan->threads > 0 ? g->plan->threads : omp_get_max_threads();
    g->worker = ENT_NEW(g->ctx->keep, (size_t)n, ent_ctx);
    if (!g->worker)
        return ENT_NOMEM_FAIL(g->ctx);
    for (; g->n_workers < n; g->n_workers++)
        if (ent_ctx_open(&g->worker[g->n_workers], (size_t)4 << 30))
            return ENT_NOMEM_FAIL(g->ctx);
    return ENT_OK;
}

static ent_err code_all(coding *g) {
    ENT_TRY(choose(g));
    ENT_TRY(open_workers(g));
    while (g->out->n_items < g->n) {
        ENT_TRY(go_on(g));
        ENT_TRY(fill_batch(g, g->out->n_items));
        ENT_TRY(run_batch(g));
    }
    return ENT_OK;
}

ent_err ent_store_code(ent_ctx *ctx, ent_store *s, const ent_lexicon *lex,
                       const ent_coding *plan, ent_ingest_result *out) {
    memset(out, 0, sizeof *out);
    ENT_TRY(ent_i_store_writes(ctx, s));
    coding *g = ent_i_malloc(sizeof *g);
    if (!g)
        return ENT_NOMEM_FAIL(ctx);
    memset(g, 0, sizeof *g);
    g->ctx = ctx;
    g->s = s;
    g->lex = lex;
    g->plan = plan;
    g->out = out;
    ent_err e = code_all(g);
    for (int i = 0; i < g->n_workers; i++)
        ent_ctx_close(&g->worker[i]);
    ent_i_free(g);
    return e;
}
