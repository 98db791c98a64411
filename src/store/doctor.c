/* doctor.c - is all well with the program, the machine and the dossier? */
#include "store/store.h"
#include <jansson.h>
#include <libfyaml.h>
#include <microhttpd.h>
#include <omp.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <zip.h>

typedef struct doctor {
    ent_ctx *ctx;
    ent_store *s;
    ent_vec checks;
} doctor;

/* Notes one line; a problem has a remedy, NULL means all is well. */
static ent_err ENT_PRINTF(4, 5) note(doctor *d, const char *what,
                                     const char *remedy, const char *fmt, ...) {
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    ent_check *c = ENT_PUSH(d->ctx->keep, &d->checks, ent_check);
    if (!c)
        return ENT_NOMEM_FAIL(d->ctx);
    *c = (ent_check){ent_i_str(what), ent_i_dup(d->ctx->keep, ent_i_str(text)),
                     ent_i_str(remedy)};
    return c->found.s ? ENT_OK : ENT_NOMEM_FAIL(d->ctx);
}

static ent_err look_at_program(doctor *d) {
    ENT_TRY(note(d, "program", NULL, "entente %s, compiled by %s", ENT_VERSION,
                 ENT_COMPILER));
    ENT_TRY(note(d, "threads", NULL, "%d of %ld processors (OpenMP %d)",
                 omp_get_max_threads(), sysconf(_SC_NPROCESSORS_ONLN),
                 _OPENMP));
    ENT_TRY(note(d, "sqlite",
                 sqlite3_compileoption_used("ENABLE_FTS5")
                     ? NULL
                     : "install an SQLite that has FTS5",
                 "%s", sqlite3_libversion()));
    ENT_TRY(note(d, "libraries", NULL,
                 "jansson %s, libfyaml %s, libmicrohttpd %s, libzip %s",
                 jansson_version_str(), fy_library_version(), MHD_get_version(),
                 zip_libzip_version()));
    ent_str pdf = ent_i_child_find(d->ctx, "pdftotext");
    return note(d, "pdf", NULL, "%s",
                pdf.n ? pdf.s
                      : "PDF files are not read; poppler-utils would read "
                        "them");
}

static ent_err look_at_disk(doctor *d) {
    struct statvfs v;
    if (statvfs(d->s->dir.s, &v) != 0)
        return note(d, "disk", "check the path", "cannot be looked at");
    uint64_t mib = (uint64_t)v.f_bavail * v.f_frsize >> 20;
    return note(d, "disk", mib < 64 ? "free some space" : NULL, "%llu MiB free",
                (unsigned long long)mib);
}

/* The first row and the number of rows that a checking query yields. */
static ent_err first_row(doctor *d, const char *sql, ent_str *first,
                         size_t *n) {
    sqlite3_stmt *q;
    *n = 0;
    ent_err e = ent_i_sql_open(d->ctx, d->s, &q, sql, "");
    ENT_TRY(e);
    while (ent_i_sql_next(d->ctx, d->s, q, &e))
        if (!(*n)++)
            *first = ent_i_sql_text(d->ctx, q, 0, &e);
    return e;
}

#define REBUILD                                                        \
    "put a copy of store.db back, or make a new dossier and `entente " \
    "ingest` the files in sources/"

static ent_err look_at_database(doctor *d) {
    ent_str first = {0};
    size_t n;
    ENT_TRY(note(d, "store", NULL, "version %d, opened for %s",
                 ENT_STORE_VERSION, d->s->write ? "writing" : "reading only"));
    ent_err e = first_row(d, "PRAGMA integrity_check", &first, &n);
    bool ok = !e && ent_i_eqz(first, "ok");
    ENT_TRY(note(d, "integrity", ok ? NULL : REBUILD, "%s",
                 e ? d->ctx->fail.why : first.s));
    if (!ok)
        return ENT_OK;
    ENT_TRY(first_row(d, "PRAGMA foreign_key_check", &first, &n));
    if (n)
        return note(d, "links", REBUILD,
                    "%zu rows name a row that is not there", n);
    return note(d, "links", NULL, "every row has its place");
}

/* FTS5 compares its index with the sentences when told to through a write. */
static ent_err look_at_index(doctor *d) {
    if (!d->s->write)
        return note(d, "index", NULL, "not looked at: opened for reading");
    ent_err e = ent_i_sql_exec(d->ctx, d->s,
                               "INSERT INTO sentence_index (sentence_index,"
                               " rank) VALUES ('integrity-check', 1)");
    return note(d, "index", e ? REBUILD : NULL, "%s",
                e ? "the full text does not agree with the sentences"
                  : "the full text agrees with the sentences");
}

/* ---- sources/ */

static ent_err check_source(doctor *d, const ent_doc_row *row, size_t *bad) {
    ent_str file, bytes;
    char hash[65];
    ent_mark mark = ent_i_arena_mark(d->ctx->temp);
    ENT_TRY(ent_i_store_path(d->ctx, d->s, "sources", row->hash, &file));
    ent_err e =
        ent_i_file_read(d->ctx, d->ctx->temp, file, (size_t)4 << 30, &bytes);
    if (e == ENT_NOMEM)
        return e;
    if (!e)
        ent_i_sha256_hex(bytes, hash);
    ent_i_arena_release(d->ctx->temp, mark);
    if (!e && ent_i_eqz(row->hash, hash))
        return ENT_OK;
    ++*bad;
    return note(d, "source",
                "put the original file back into sources/ under this name",
                "%.*s: %s %.*s", ENT_P(row->name),
                e ? d->ctx->fail.why : "other bytes than were read lie in",
                ENT_P(row->hash));
}

static ent_err count_known(doctor *d, ent_str name, bool *known) {
    int64_t x;
    return ent_i_sql_int(d->ctx, d->s, &x, known,
                         "SELECT 1 FROM change_row WHERE hash = ?1 UNION"
                         " SELECT 1 FROM document WHERE hash = ?1",
                         "t", name);
}

/* Files that no document and no change names: of an ingest that was killed. */
static ent_err count_strays(doctor *d, size_t *strays) {
    ent_str dir, *file;
    size_t n;
    bool known;
    ENT_TRY(ent_i_store_path(d->ctx, d->s, "sources", ENT_STR(""), &dir));
    if (!ent_i_folder_exists(dir))
        return ENT_OK; /* said of each document already */
    ENT_TRY(ent_i_file_list(d->ctx, d->ctx->keep, dir, &file, &n));
    for (size_t i = 0; i < n; i++) {
        ENT_TRY(count_known(d, ent_i_path_base(file[i]), &known));
        *strays += !known;
    }
    return ENT_OK;
}

static ent_err look_at_sources(doctor *d) {
    const ent_doc_row *row;
    size_t n, bad = 0, strays = 0;
    ENT_TRY(ent_store_docs(d->ctx, d->s, &row, &n));
    for (size_t i = 0; i < n; i++) {
        ENT_TRY(ent_i_progress(d->ctx, "checking", (double)i / (double)n));
        ENT_TRY(check_source(d, &row[i], &bad));
    }
    ENT_TRY(note(d, "sources", NULL, "%zu of %zu files are as they were read",
                 n - bad, n));
    ENT_TRY(count_strays(d, &strays));
    if (!strays)
        return ENT_OK;
    return note(d, "strays", NULL,
                "%zu files in sources/ belong to nothing (an ingest was "
                "interrupted); they do no harm",
                strays);
}

ent_err ent_store_doctor(ent_ctx *ctx, ent_store *s, const ent_check **out,
                         size_t *n) {
    doctor d = {.ctx = ctx, .s = s};
    ENT_TRY(look_at_program(&d));
    if (s) {
        ENT_TRY(look_at_disk(&d));
        ENT_TRY(look_at_database(&d));
        ENT_TRY(look_at_index(&d));
        ENT_TRY(look_at_sources(&d));
    }
    *out = d.checks.at;
    *n = d.checks.n;
    return ENT_OK;
}
