/* ingest.c - documents in: read by all threads, saved in batches.
 *
 * Files, members of archives and rows of tables come as feed.h hands them
 * out.  A batch is read, hashed and parsed in parallel, one context per thread;
 * then one thread writes it in one transaction.  Before that commit the
 * original bytes lie synced in sources/, so whatever is reported as saved
 * outlasts a kill and a power cut, and running the same command again goes
 * on where it stopped: what is there already is known by its hash. */
#include "read/extract.h"
#include "read/feed.h"
#include "store/copies.h"
#include <omp.h>
#include <stdio.h>

enum {
    BATCH_FILES = 64,
    BATCH_BYTES = 8 << 20,
    DEFAULT_MAX_BYTES = 64 << 20,
    NAME_TRIES = 99,
    SYNCS = 16 /* files synced at a time: a disk waits, it does not compute */
};

/* One document on its way through a batch. */
typedef struct job {
    ent_ingest_item *item;
    ent_part part;
    ent_str bytes;
    ent_str format; /* of what was extracted, or blank */
    ent_fingerprint print;
    ent_doc doc;
    char hash[65];
    char why[512];
    bool pending;     /* nothing speaks against taking it in so far */
    struct job *twin; /* an earlier one of this batch with the same bytes */
    ent_err fatal;
} job;

typedef struct ingest {
    ent_ctx *ctx;
    ent_store *s;
    const ent_lexicon *lex;
    const ent_ingest *plan;
    ent_ingest_result *out;
    ent_feed feed;
    ent_copies copies;
    ent_vec item; /* ent_ingest_item */
    ent_ctx *worker;
    int n_workers; /* at least SYNCS */
    int threads;   /* for reading */
    job job[BATCH_FILES];
    int n_jobs;
    int64_t change;
} ingest;

/* ---- in parallel: one job, one worker's context */

static void give_up(job *j, const ent_ctx *w, ent_err e, ent_taken state) {
    j->pending = false;
    j->item->state = state;
    j->item->err = e;
    snprintf(j->why, sizeof j->why, "%s", w->fail.why);
    if (e == ENT_NOMEM)
        j->fatal = e;
}

/* What a reader of archives and tables said of a part. */
static bool was_given_up(job *j) {
    if (!j->part.err)
        return false;
    j->pending = false;
    j->item->err = j->part.err;
    j->item->state = j->part.skipped || j->part.err == ENT_LIMIT
                         ? ENT_TAKEN_SKIPPED
                         : ENT_TAKEN_FAILED;
    return true;
}

static void load(const ingest *g, job *j, ent_ctx *w) {
    size_t max = g->plan->read.max_bytes;
    snprintf(j->why, sizeof j->why, "%.*s", ENT_P(j->part.why));
    if (was_given_up(j))
        return;
    j->bytes = j->part.bytes;
    ent_err e = j->bytes.s
                    ? ENT_OK
                    : ent_i_file_read(w, w->keep, j->item->path,
                                      max ? max : DEFAULT_MAX_BYTES, &j->bytes);
    if (e) {
        give_up(j, w, e, e == ENT_LIMIT ? ENT_TAKEN_SKIPPED : ENT_TAKEN_FAILED);
        return;
    }
    e = ent_i_extract(w, &g->plan->read, j->item->path, &j->bytes, &j->format);
    ent_arena_reset(w->temp);
    if (e)
        give_up(j, w, e, e == ENT_IO ? ENT_TAKEN_FAILED : ENT_TAKEN_SKIPPED);
    else
        ent_i_sha256_hex(j->bytes, j->hash);
}

static void parse(const ingest *g, job *j, ent_ctx *w) {
    if (!j->pending)
        return;
    ent_read_options opt = ent_i_part_options(&g->plan->read, &j->part);
    if (j->format.n)
        opt.format = j->format;
    ent_err e = ent_doc_read(w, g->lex, &opt, j->item->path, j->bytes, &j->doc);
    if (!e)
        e = ent_i_fingerprint(w, &j->doc, &j->print);
    if (e)
        give_up(j, w, e, ENT_TAKEN_SKIPPED);
}

static ent_err write_source(const ingest *g, const job *j, ent_ctx *w) {
    ent_str file;
    ENT_TRY(ent_i_store_path(w, g->s, "sources", ent_i_str(j->hash), &file));
    if (ent_i_file_exists(file) && ent_i_file_size(file) == j->bytes.n)
        return ENT_OK;
    return ent_i_file_write(w, file, j->bytes);
}

static void keep_source(const ingest *g, job *j, ent_ctx *w) {
    bool keep = j->pending && !g->s->rehearse;
    ent_err e = keep ? write_source(g, j, w) : ENT_OK;
    if (!e)
        return;
    give_up(j, w, e, ENT_TAKEN_FAILED);
    j->fatal = e;
}

static void in_parallel(ingest *g, int threads,
                        void (*step)(const ingest *, job *, ent_ctx *)) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (int i = 0; i < g->n_jobs; i++)
        step(g, &g->job[i], &g->worker[omp_get_thread_num()]);
}

/* ---- one after the other */

/* Texts that come in together may tell each other's year. */
static ent_err date_by_neighbours(ingest *g) {
    ent_doc *doc[BATCH_FILES];
    size_t n = 0;
    for (int i = 0; i < g->n_jobs; i++)
        if (g->job[i].pending)
            doc[n++] = &g->job[i].doc;
    return ent_docs_date(g->ctx, doc, n);
}

static void say_known(job *j, ent_str name) {
    j->item->name = name;
    j->item->state = ENT_TAKEN_KNOWN;
    j->pending = false;
    snprintf(j->why, sizeof j->why, "already there as %.*s", ENT_P(name));
}

static ent_err known(ingest *g, job *j) {
    sqlite3_stmt *q;
    ent_err e = ent_i_sql_open(g->ctx, g->s, &q,
                               "SELECT name FROM document WHERE hash = ?", "z",
                               j->hash);
    ENT_TRY(e);
    while (ent_i_sql_next(g->ctx, g->s, q, &e))
        say_known(j, ent_i_sql_text(g->ctx, q, 0, &e));
    return e;
}

/* A file's name can hold anything; a document's is text without '#', which
 * references use. */
static ent_str clean(ent_ctx *ctx, ent_str name) {
    ent_str out = ent_i_dup(ctx->keep, name);
    for (size_t i = 0, at = 0; out.s && (at = i) < out.n;) {
        int32_t c = ent_i_utf8_next(out, &i);
        if (c < 0x20 || c == 0x7F || c == '#')
            memset((char *)out.s + at, '_', i - at);
    }
    return out;
}

static ent_err name_taken(ent_ctx *ctx, ent_store *s, ent_str name,
                          bool *taken) {
    int64_t id;
    return ent_i_sql_int(ctx, s, &id, taken,
                         "SELECT id FROM document WHERE name = ?", "t", name);
}

ent_err ent_i_store_name(ent_ctx *ctx, ent_store *s, ent_str wanted,
                         const char *hash, ent_str *out) {
    bool taken;
    wanted = *out = clean(ctx, wanted.n ? wanted : ENT_STR("document"));
    if (!out->s)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(name_taken(ctx, s, *out, &taken));
    for (int i = 2; taken && i <= NAME_TRIES + 1; i++) {
        *out = i <= NAME_TRIES
                   ? ent_i_printf(ctx->keep, "%.*s-%d", ENT_P(wanted), i)
                   : ent_i_printf(ctx->keep, "%.*s-%s", ENT_P(wanted), hash);
        if (!out->s)
            return ENT_NOMEM_FAIL(ctx);
        ENT_TRY(name_taken(ctx, s, *out, &taken));
    }
    return ENT_OK;
}

static ent_err note_change(ingest *g) {
    if (g->change)
        return ENT_OK;
    return ent_i_change_begin(g->ctx, g->s, "ingest", g->plan->command, 0,
                              &g->change);
}

static ent_err add(ingest *g, job *j) {
    char now[ENT_TIME_BYTES];
    ent_put put = {.hash = {j->hash, 64}, .simhash = j->print.simhash};
    ent_str wanted = j->doc.name;
    if (ent_i_eqz(wanted, "-"))
        wanted = ENT_STR("stdin");
    ENT_TRY(ent_i_store_name(g->ctx, g->s, wanted, j->hash, &put.name));
    if (!ent_i_eq(put.name, wanted))
        snprintf(j->why, sizeof j->why,
                 "named %.*s, because its own name is taken or cannot stand "
                 "in a reference",
                 ENT_P(put.name));
    ent_i_clock(now);
    put.at = ent_i_str(now);
    put.path = clean(g->ctx, j->item->path);
    if (!put.path.s)
        return ENT_NOMEM_FAIL(g->ctx);
    ENT_TRY(ent_i_store_put(g->ctx, g->s, &j->doc, &put));
    j->item->name = put.name;
    ENT_TRY(ent_i_copies_add(g->ctx, &g->copies, put.name, &j->print));
    return ent_i_change_add(g->ctx, g->s, g->change, put.name, put.hash,
                            (ent_str){0});
}

static ent_err fold(ingest *g, job *j) {
    ent_str name;
    int share;
    if (g->plan->keep_copies)
        return ENT_OK;
    ENT_TRY(
        ent_i_copies_find(g->ctx, g->s, &g->copies, &j->print, &name, &share));
    if (!name.n)
        return ENT_OK;
    j->item->name = name;
    j->item->state = ENT_TAKEN_FOLDED;
    j->pending = false;
    snprintf(j->why, sizeof j->why,
             "a near copy of %.*s, which stands for it: %d %% of their runs "
             "of four words are the same",
             ENT_P(name), share);
    return ENT_OK;
}

/* A document that breaks a rule of the store is a fault of the reader; the
 * others of its batch come in all the same. */
static ent_err add_or_skip(ingest *g, job *j) {
    ENT_TRY(known(g, j)); /* another program may have been faster */
    if (j->pending)
        ENT_TRY(fold(g, j));
    if (!j->pending)
        return ENT_OK;
    ENT_TRY(note_change(g));
    ENT_TRY(ent_i_sql_exec(g->ctx, g->s, "SAVEPOINT document"));
    ent_err e = add(g, j);
    if (e != ENT_DOMAIN && e != ENT_INTERNAL)
        return e ? e : ent_i_sql_exec(g->ctx, g->s, "RELEASE document");
    give_up(j, g->ctx, e, ENT_TAKEN_FAILED);
    j->item->name = (ent_str){0};
    return ent_i_sql_exec(g->ctx, g->s,
                          "ROLLBACK TO document; RELEASE document");
}

static ent_err add_pending(void *user) {
    ingest *g = user;
    ent_err e = ENT_OK;
    for (int i = 0; !e && i < g->n_jobs; i++)
        if (g->job[i].pending)
            e = add_or_skip(g, &g->job[i]);
    return e;
}

static ent_err save(ingest *g) {
    ent_str sources;
    ENT_TRY(ent_i_store_path(g->ctx, g->s, "sources", ENT_STR(""), &sources));
    ENT_TRY(ent_i_file_sync(g->ctx, sources));
    ENT_TRY(ent_i_sql_begin(g->ctx, g->s));
    return ent_i_sql_end(g->ctx, g->s,
                         ent_i_store_put_many(g->ctx, g->s, add_pending, g));
}

static void count_added(ent_ingest_result *out, const ent_doc *d) {
    out->n_added++;
    out->n_paras += d->n_paras;
    out->n_sents += d->n_sents;
    out->n_citations += d->n_citations;
    out->n_dates += d->n_dates;
    out->n_mentions += d->n_mentions;
    out->n_events += d->n_events;
    out->n_statements += d->n_statements;
}

/* What became of its twin became of it. */
static void follow_twin(job *j) {
    if (j->twin->item->name.s && j->twin->item->state == ENT_TAKEN_ADDED) {
        say_known(j, j->twin->item->name);
        return;
    }
    j->item->name = j->twin->item->name;
    j->item->state = j->twin->item->state;
    j->item->err = j->twin->item->err;
    memcpy(j->why, j->twin->why, sizeof j->why);
}

/* Only what the disk holds is counted and reported. */
static ent_err report(ingest *g) {
    ent_ingest_result *out = g->out;
    for (int i = 0; i < g->n_jobs; i++) {
        job *j = &g->job[i];
        if (j->twin)
            follow_twin(j);
        if (j->pending)
            count_added(out, &j->doc);
        out->n_known += j->item->state == ENT_TAKEN_KNOWN;
        out->n_folded += j->item->state == ENT_TAKEN_FOLDED;
        out->n_skipped += j->item->state == ENT_TAKEN_SKIPPED;
        out->n_failed += j->item->state == ENT_TAKEN_FAILED;
        if (!*j->why)
            continue;
        j->item->why = ent_i_dup(g->ctx->keep, ent_i_str(j->why));
        if (!j->item->why.s)
            return ENT_NOMEM_FAIL(g->ctx);
    }
    out->change = (uint64_t)g->change;
    if (g->plan->saved)
        g->plan->saved(g->plan->user, &out->item[out->n_items],
                       (size_t)g->n_jobs);
    out->n_items += (size_t)g->n_jobs;
    return ENT_OK;
}

static void look_for_twin(ingest *g, job *j) {
    for (job *k = g->job; k < j && !j->twin; k++)
        if (k->pending && strcmp(k->hash, j->hash) == 0)
            j->twin = k;
    j->pending = !j->twin;
}

static ent_err look_up(ingest *g, bool *any) {
    *any = false;
    for (int i = 0; i < g->n_jobs; i++) {
        job *j = &g->job[i];
        if (j->pending)
            ENT_TRY(known(g, j));
        if (j->pending)
            look_for_twin(g, j);
        *any |= j->pending;
    }
    return ENT_OK;
}

static ent_err first_fatal(ingest *g) {
    for (int i = 0; i < g->n_jobs; i++)
        if (g->job[i].fatal)
            return ENT_FAIL_AT(g->ctx, g->job[i].fatal,
                               ((ent_place){g->s->dir, 0, 0}), "%s",
                               g->job[i].why);
    return ENT_OK;
}

static ent_err run_batch(ingest *g) {
    bool any;
    in_parallel(g, g->threads, load);
    ENT_TRY(first_fatal(g));
    ENT_TRY(look_up(g, &any));
    if (any) {
        in_parallel(g, g->threads, parse);
        in_parallel(g, SYNCS, keep_source);
        ENT_TRY(first_fatal(g));
        ENT_TRY(date_by_neighbours(g));
        ENT_TRY(save(g));
    }
    ENT_TRY(report(g));
    for (int i = 0; i < g->n_workers; i++)
        ent_arena_reset(g->worker[i].keep);
    return ENT_OK;
}

/* The next documents: at most BATCH_FILES, and BATCH_BYTES unless one alone has
 * more.  Items move when one is added, so that they are named at the end. */
static ent_err fill_batch(ingest *g) {
    ent_part part[BATCH_FILES];
    size_t n, first = g->item.n;
    ENT_TRY(ent_i_feed_next(&g->feed, BATCH_FILES, BATCH_BYTES, part, &n));
    for (size_t i = 0; i < n; i++) {
        ent_ingest_item *item =
            ENT_PUSH(g->ctx->keep, &g->item, ent_ingest_item);
        if (!item)
            return ENT_NOMEM_FAIL(g->ctx);
        item->path = ent_i_dup(g->ctx->keep, part[i].path);
        if (!item->path.s)
            return ENT_NOMEM_FAIL(g->ctx);
        g->job[i] = (job){.part = part[i], .pending = true};
    }
    for (size_t i = 0; i < n; i++)
        g->job[i].item = (ent_ingest_item *)g->item.at + first + i;
    g->n_jobs = (int)n;
    g->out->item = g->item.at;
    return ENT_OK;
}

static ent_err go_on(ingest *g) {
    if (!ent_i_progress(g->ctx, "reading", ent_i_feed_done(&g->feed)))
        return ENT_OK;
    return ENT_FAIL(g->ctx, ENT_CANCELLED,
                    "interrupted after %zu documents, in file %zu of %zu; what "
                    "was reported as saved is saved, and the same command "
                    "again goes on",
                    g->out->n_items, g->feed.next_file, g->feed.n_files);
}

static ent_err run_all(ingest *g) {
    for (;;) {
        ENT_TRY(go_on(g));
        ENT_TRY(fill_batch(g));
        if (!g->n_jobs)
            return ENT_OK;
        ENT_TRY(run_batch(g));
    }
}

/* ---- which files */

/* A path that is not there becomes an item that failed, like any file. */
static ent_err list_path(ingest *g, ent_str path, ent_vec *v) {
    ent_str *file = &path;
    size_t n = 1;
    if (ent_i_folder_exists(path))
        ENT_TRY(ent_i_file_list(g->ctx, g->ctx->keep, path, &file, &n));
    for (size_t i = 0; i < n; i++) {
        ent_str *to = ENT_PUSH(g->ctx->keep, v, ent_str);
        if (!to)
            return ENT_NOMEM_FAIL(g->ctx);
        *to = file[i];
    }
    return ENT_OK;
}

static ent_err open_workers(ingest *g) {
    g->threads =
        g->plan->threads > 0 ? g->plan->threads : omp_get_max_threads();
    int n = g->threads > SYNCS ? g->threads : SYNCS;
    g->worker = ENT_NEW(g->ctx->keep, (size_t)n, ent_ctx);
    if (!g->worker)
        return ENT_NOMEM_FAIL(g->ctx);
    for (; g->n_workers < n; g->n_workers++)
        if (ent_ctx_open(&g->worker[g->n_workers], (size_t)4 << 30))
            return ENT_NOMEM_FAIL(g->ctx);
    return ENT_OK;
}

static ent_err prepare_and_run(ingest *g) {
    ent_vec v = {0};
    for (size_t i = 0; i < g->plan->n_paths; i++)
        ENT_TRY(list_path(g, g->plan->path[i], &v));
    ENT_TRY(ent_i_feed_open(g->ctx, &g->plan->read, v.at, v.n, &g->feed));
    ENT_TRY(ent_i_copies_open(g->ctx, g->s, &g->copies));
    ENT_TRY(open_workers(g));
    return run_all(g);
}

ent_err ent_store_ingest(ent_ctx *ctx, ent_store *s, const ent_lexicon *lex,
                         const ent_ingest *plan, ent_ingest_result *out) {
    memset(out, 0, sizeof *out);
    ENT_TRY(ent_i_store_writes(ctx, s));
    ingest *g = ent_i_malloc(sizeof *g);
    if (!g)
        return ENT_NOMEM_FAIL(ctx);
    memset(g, 0, sizeof *g);
    g->ctx = ctx;
    g->s = s;
    g->lex = lex;
    g->plan = plan;
    g->out = out;
    ent_err e = prepare_and_run(g);
    for (int i = 0; i < g->n_workers; i++)
        ent_ctx_close(&g->worker[i]);
    ent_i_feed_close(&g->feed);
    ent_i_free(g);
    return e;
}
