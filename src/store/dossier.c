/* dossier.c - the project folder: made, opened, brought up to date, closed.
 *
 * dossier.yaml is written last and marks a folder as a dossier, so that an
 * interrupted `init` can simply be run again.  The store keeps its version in
 * SQLite's user_version; a new store is made by schema.sql, an older one is
 * brought up version by version, each by a script of its own.  Write-ahead
 * logging lets readers go on during an ingest; FULL synchronisation makes a
 * commit outlast a power cut. */
#include "store/store.h"
#include <stdio.h>
#include <unistd.h>

static const struct {
    const char *script;
    int to;
} migration[ENT_STORE_VERSION] = {
    [0] = {"src/store/schema.sql", ENT_STORE_VERSION},
    [1] = {"src/store/version_2.sql", 2},
    [2] = {"src/store/version_3.sql", 3},
};

ent_err ent_i_store_path(ent_ctx *ctx, const ent_store *s, const char *folder,
                         ent_str name, ent_str *out) {
    *out = ent_i_printf(ctx->keep, "%.*s/%s%s%.*s", ENT_P(s->dir), folder,
                        *folder ? "/" : "", ENT_P(name));
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_i_store_writes(ent_ctx *ctx, const ent_store *s) {
    if (s->write)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_IO, ((ent_place){s->dir, 0, 0}),
                       "the dossier was opened for reading only");
}

static ent_err version_of(ent_ctx *ctx, ent_store *s, int64_t *version) {
    bool found;
    return ent_i_sql_int(ctx, s, version, &found, "PRAGMA user_version", "");
}

/* Scripts may replace the schema's text; nothing else may. */
static void allow_schema(ent_store *s, bool allow) {
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, !allow, NULL);
}

static ent_err migrate_step(ent_ctx *ctx, ent_store *s, int64_t from) {
    char mark[64];
    ent_str sql = ent_i_asset(ent_i_schema, migration[from].script);
    ent_str z = ent_i_dup(ctx->temp, sql);
    if (!z.s)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(ent_i_sql_exec(ctx, s, z.s));
    snprintf(mark, sizeof mark, "PRAGMA user_version = %d", migration[from].to);
    return ent_i_sql_exec(ctx, s, mark);
}

static ent_err is_empty(ent_ctx *ctx, ent_store *s) {
    int64_t tables = 0;
    bool found;
    ENT_TRY(ent_i_sql_int(ctx, s, &tables, &found,
                          "SELECT count(*) FROM sqlite_schema", ""));
    if (!tables)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){ent_i_str(s->file), 0, 0}),
                       "this is a database of another program; move it away "
                       "and run `entente init` again");
}

/* Inside one transaction, so that of two programs only one migrates. */
static ent_err migrate(ent_ctx *ctx, ent_store *s) {
    int64_t version = 0;
    ENT_TRY(ent_i_sql_begin(ctx, s));
    ent_err e = version_of(ctx, s, &version);
    if (!e && version == 0)
        e = is_empty(ctx, s);
    allow_schema(s, true);
    for (; !e && version < ENT_STORE_VERSION; version = migration[version].to)
        e = migrate_step(ctx, s, version);
    allow_schema(s, false);
    return ent_i_sql_end(ctx, s, e);
}

static ent_err check_version(ent_ctx *ctx, ent_store *s) {
    int64_t version = 0;
    ENT_TRY(version_of(ctx, s, &version));
    if (version == ENT_STORE_VERSION)
        return ENT_OK;
    ent_place at = {ent_i_str(s->file), 0, 0};
    if (version > ENT_STORE_VERSION)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, at,
                           "a newer entente made this store (version %lld, "
                           "this program knows %d); use that one",
                           (long long)version, ENT_STORE_VERSION);
    if (!s->write)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, at,
                           "an older entente made this store (version %lld); "
                           "`entente doctor` brings it up to version %d",
                           (long long)version, ENT_STORE_VERSION);
    return migrate(ctx, s);
}

static ent_err set_up(ent_ctx *ctx, ent_store *s) {
    sqlite3_extended_result_codes(s->db, 0);
    sqlite3_busy_timeout(s->db, 10000);
    allow_schema(s, false);
    ENT_TRY(ent_i_sql_exec(ctx, s,
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA cache_size = -32768;"));
    if (!s->write)
        return check_version(ctx, s);
    ENT_TRY(ent_i_sql_exec(ctx, s, "PRAGMA synchronous = FULL"));
    ENT_TRY(check_version(ctx, s));
    return ent_i_sql_exec(ctx, s, "PRAGMA journal_mode = WAL");
}

static ent_err connect(ent_ctx *ctx, ent_store *s, const char *name,
                       int flags) {
    int rc = sqlite3_open_v2(name, &s->db, flags, NULL);
    if (rc == SQLITE_NOMEM || !s->db)
        return ENT_NOMEM_FAIL(ctx);
    return rc == SQLITE_OK ? set_up(ctx, s) : ent_i_sql_fail(ctx, s);
}

/* A path as a file: URI, whatever stands in it. */
static ent_err uri_of(ent_ctx *ctx, const char *file, ent_str *out) {
    ent_buf b = {0};
    ent_i_buf_put(&b, "file:", 5);
    for (const char *c = file; *c; c++)
        if (strchr("?#%", *c))
            ent_i_buf_printf(&b, "%%%02x", (unsigned)*c);
        else
            ent_i_buf_put(&b, c, 1);
    ent_i_buf_put(&b, "?immutable=1", 12);
    *out = b.bad ? (ent_str){0} : ent_i_dup(ctx->temp, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

/* In a folder that cannot be written, SQLite cannot make the files that
 * readers and writers share; but then nobody writes either. */
static ent_err connect_fixed(ent_ctx *ctx, ent_store *s) {
    ent_str uri, wal;
    ENT_TRY(ent_i_store_path(ctx, s, "", ENT_STR("store.db-wal"), &wal));
    if (access(s->file, R_OK) != 0 || ent_i_file_exists(wal))
        return ctx->fail.err;
    ENT_TRY(uri_of(ctx, s->file, &uri));
    sqlite3_close(s->db);
    s->db = NULL;
    return connect(ctx, s, uri.s, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

static ent_err not_readable(ent_ctx *ctx, const ent_store *s) {
    return ENT_FAIL_AT(ctx, ENT_IO, ((ent_place){ent_i_str(s->file), 0, 0}),
                       "the database cannot be read; change its permissions");
}

static ent_err not_writable(ent_ctx *ctx, const ent_store *s) {
    return ENT_FAIL_AT(ctx, ENT_IO, ((ent_place){s->dir, 0, 0}),
                       "the dossier cannot be written; change its permissions "
                       "or copy it to another place");
}

static ent_err open_at(ent_ctx *ctx, ent_store *s, int flags) {
    if (access(s->file, F_OK) == 0 && access(s->file, R_OK) != 0)
        return not_readable(ctx, s);
    if (s->write && access(s->file, F_OK) == 0 &&
        (access(s->file, W_OK) != 0 || access(s->dir.s, W_OK) != 0))
        return not_writable(ctx, s);
    ent_err e = connect(ctx, s, s->file, flags);
    if (e == ENT_IO && !s->write && access(s->dir.s, W_OK) != 0)
        e = connect_fixed(ctx, s);
    return e;
}

/* The store's own memory is one block: struct, folder, file. */
static ent_store *new_store(ent_str dir, int write) {
    size_t n = dir.n + 1, m = dir.n + sizeof "/store.db";
    ent_store *s = ent_i_malloc(sizeof *s + n + m);
    if (!s)
        return NULL;
    char *text = (char *)(s + 1);
    snprintf(text, n, "%.*s", ENT_P(dir));
    snprintf(text + n, m, "%.*s/store.db", ENT_P(dir));
    *s = (ent_store){.write = write, .file = text + n, .dir = {text, dir.n}};
    return s;
}

static ent_err open_store(ent_ctx *ctx, ent_str dir, int write, int flags,
                          ent_store **out) {
    *out = NULL;
    ent_store *s = new_store(dir, write);
    if (!s)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = open_at(ctx, s, flags);
    if (e)
        ent_store_close(s);
    else
        *out = s;
    return e;
}

static ent_err need(ent_ctx *ctx, ent_str dir, const char *name,
                    const char *remedy) {
    ent_str file = ent_i_path_join(ctx->temp, dir, ent_i_str(name));
    if (!file.s)
        return ENT_NOMEM_FAIL(ctx);
    if (ent_i_file_exists(file))
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_MISSING, ((ent_place){dir, 0, 0}),
                       "there is no %s in this folder; %s", name, remedy);
}

ent_err ent_store_open(ent_ctx *ctx, ent_str dir, int write, ent_store **out) {
    *out = NULL;
    ENT_TRY(need(ctx, dir, "dossier.yaml",
                 "make a dossier with `entente init NAME`"));
    ENT_TRY(need(ctx, dir, "store.db",
                 "put a copy of it back, or make a new dossier"));
    ent_str file = ent_i_path_join(ctx->temp, dir, ENT_STR("store.db"));
    if (file.s && ent_i_file_size(file) == 0) /* no store ever is */
        return ENT_FAIL_AT(ctx, ENT_SYNTAX, ((ent_place){file, 0, 0}),
                           "the database is empty; put a copy of it back, or "
                           "make a new dossier and `entente ingest` the files "
                           "in sources/");
    return open_store(ctx, dir, write,
                      write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY,
                      out);
}

void ent_store_rehearse(ent_store *s) {
    s->rehearse = true;
}

void ent_store_close(ent_store *s) {
    if (!s)
        return;
    for (int i = 0; i < ENT_N_ADDERS; i++)
        sqlite3_finalize(s->add[i]);
    sqlite3_close(s->db);
    ent_i_free(s);
}

static ent_err make_folders(ent_ctx *ctx, ent_str dir) {
    static const char *const names[] = {"sources", "scenarios", "runs"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ent_str sub = ent_i_path_join(ctx->temp, dir, ent_i_str(names[i]));
        if (!sub.s)
            return ENT_NOMEM_FAIL(ctx);
        ENT_TRY(ent_i_folder_make(ctx, sub));
    }
    return ENT_OK;
}

static ent_err write_mark(ent_ctx *ctx, ent_str file, ent_str title) {
    ent_buf b = {0};
    ent_i_buf_printf(&b, "# A dossier of entente.  The title is yours to "
                         "change.\nentente: 1\ntitle: ");
    ent_i_buf_json(&b, title);
    ent_i_buf_put(&b, "\n", 1);
    ent_err e = b.bad ? ENT_NOMEM_FAIL(ctx)
                      : ent_i_file_write(ctx, file, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return e;
}

ent_err ent_store_init(ent_ctx *ctx, ent_str dir, ent_str title) {
    ent_store *s;
    ent_str mark = ent_i_path_join(ctx->keep, dir, ENT_STR("dossier.yaml"));
    if (!mark.s)
        return ENT_NOMEM_FAIL(ctx);
    if (ent_i_file_exists(mark))
        return ENT_FAIL_AT(ctx, ENT_NAME, ((ent_place){dir, 0, 0}),
                           "there is a dossier already; choose another name");
    if (ent_i_utf8_bad(title) < title.n)
        return ENT_FAIL(ctx, ENT_ENCODING, "the title is not UTF-8");
    ENT_TRY(make_folders(ctx, dir));
    ENT_TRY(open_store(ctx, dir, 1, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                       &s));
    ent_store_close(s);
    return write_mark(ctx, mark, title.n ? title : ent_i_path_base(dir));
}
