/* test_dossier.c - making, opening, migrating and refusing dossiers. */
#include "store.h"
#include <sys/stat.h>
#include <unistd.h>

#define HASH_A \
    "00000000000000000000000000000000000000000000000000000000000000aa"
#define HASH_B \
    "00000000000000000000000000000000000000000000000000000000000000bb"

static void refused(dossier *d, int write, ent_err want, const char *says) {
    ent_store *s = (ent_store *)1;
    assert_int_equal(ent_store_open(&d->ctx, ent_i_str(d->dir), write, &s),
                     want);
    assert_null(s);
    if (!strstr(d->ctx.fail.why, says))
        fail_msg("\"%s\" does not say \"%s\"", d->ctx.fail.why, says);
}

static void write_store(dossier *d, const char *bytes, size_t n) {
    ent_store_close(d->s);
    d->s = NULL;
    OK(d,
       ent_i_file_write(&d->ctx, rest_of(d, "store.db"), (ent_str){bytes, n}));
}

static void a_new_dossier_has_its_parts(void **state) {
    (void)state;
    dossier d;
    ent_str mark;
    dossier_open(&d);
    assert_true(ent_i_folder_exists(rest_of(&d, "sources")));
    assert_true(ent_i_folder_exists(rest_of(&d, "scenarios")));
    assert_true(ent_i_folder_exists(rest_of(&d, "runs")));
    OK(&d, ent_i_file_read(&d.ctx, d.ctx.keep, rest_of(&d, "dossier.yaml"),
                           4096, &mark));
    assert_non_null(strstr(mark.s, "title: \"Test\""));
    assert_int_equal(ent_store_init(&d.ctx, ent_i_str(d.dir), ENT_STR("Again")),
                     ENT_NAME);
    dossier_close(&d);
}

static void an_interrupted_init_can_be_run_again(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "One."));
    ent_store_close(d.s);
    d.s = NULL;
    assert_int_equal(unlink(rest_of(&d, "dossier.yaml").s), 0);
    refused(&d, 0, ENT_MISSING, "entente init");
    OK(&d, ent_store_init(&d.ctx, ent_i_str(d.dir), ENT_STR("Again")));
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 0, &d.s));
    const ent_doc_row *row;
    size_t n;
    OK(&d, ent_store_docs(&d.ctx, d.s, &row, &n));
    assert_int_equal(n, 1);
    dossier_close(&d);
}

/* No store is ever of no bytes: to fill it anew would hide the loss. */
static void an_emptied_store_is_not_filled_anew(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    write_store(&d, "", 0);
    refused(&d, 0, ENT_SYNTAX, "the database is empty");
    refused(&d, 1, ENT_SYNTAX, "the database is empty");
    dossier_close(&d);
}

/* Version 0 is a database without tables. */
static void a_store_of_version_0_is_migrated(void **state) {
    (void)state;
    dossier d;
    int64_t version = 0;
    bool found;
    dossier_open(&d);
    write_store(&d, "", 0);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(rest_of(&d, "store.db").s, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "VACUUM", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    refused(&d, 0, ENT_UNSUPPORTED, "older entente");
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 1, &d.s));
    OK(&d,
       ent_i_sql_int(&d.ctx, d.s, &version, &found, "PRAGMA user_version", ""));
    assert_int_equal(version, ENT_STORE_VERSION);
    OK(&d, put_text(&d, "a", "One."));
    dossier_close(&d);
}

/* All tables, indexes and triggers as SQLite keeps them. */
static ent_str shape_of(dossier *d) {
    sqlite3_stmt *q;
    ent_buf b = {0};
    ent_err e = ent_i_sql_open(&d->ctx, d->s, &q,
                               "SELECT name || ': ' || sql FROM sqlite_schema"
                               " WHERE sql IS NOT NULL ORDER BY type, name",
                               "");
    while (ent_i_sql_next(&d->ctx, d->s, q, &e)) {
        ent_i_buf_str(&b, ent_i_sql_text(&d->ctx, q, 0, &e));
        ent_i_buf_put(&b, "\n", 1);
    }
    assert_int_equal(e, ENT_OK);
    ent_str out = ent_i_dup(d->ctx.keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

/* What version 1 wrote: a document with all kinds of evidence, brought in by
 * change 1, and one that change 2 took away. */
static const char rows_of_1[] =
    "INSERT INTO document VALUES (1, 'a', '" HASH_A "', 'a.txt', NULL, NULL,"
    " NULL, '2019-05', 'txt', 'UTF-8', 13, '2019-05-14T09:30:00Z');"
    "INSERT INTO paragraph VALUES (1, 1, 1, 'body', 0, 13);"
    "INSERT INTO sentence VALUES (1, 1, 1, 'body', 0, 13, 'Kim met Moon.');"
    "INSERT INTO mention VALUES (1, 1, 0, 3, 'Kim', 'PRKLEADER', 'kim', 'NAM',"
    " 1, 'leaders.tsv:3');"
    "INSERT INTO event VALUES (1, 1, 4, 7, 'met', 'PRK', 'KOR', 'CONSULT',"
    " '040', 'factual', 0, 0, 1, NULL, NULL, 0.5, 'rule', 'entente 0.1.0');"
    "INSERT INTO statement VALUES (1, 1, 4, 7, 'met', 'PRK', NULL, 'direct',"
    " 8, 12, 'Moon', NULL, 0, 0, 'rule', 'entente 0.1.0');"
    "INSERT INTO change VALUES (1, '2019-05-14T09:30:00Z', 'ingest', 'x', NULL)"
    ";INSERT INTO change_row VALUES (1, 1, 'a', '" HASH_A "', NULL);"
    "INSERT INTO change VALUES (2, '2019-05-14T09:31:00Z', 'ingest', 'y', NULL)"
    ";INSERT INTO change_row VALUES (2, 2, 'b', '" HASH_B "', NULL);"
    "INSERT INTO change VALUES (3, '2019-05-14T09:32:00Z', 'undo', 'z', 2);"
    "INSERT INTO change_row VALUES (3, 3, 'b', '" HASH_B "', '{\"name\":\"b\","
    "\"hash\":\"" HASH_B "\",\"path\":\"b.txt\",\"format\":\"txt\","
    "\"encoding\":\"UTF-8\",\"bytes\":4,\"ingested_at\":"
    "\"2019-05-14T09:31:00Z\",\"paragraph\":[{\"number\":1,\"kind\":\"body\","
    "\"start\":0,\"end\":4,\"sentence\":[{\"number\":1,\"kind\":\"body\","
    "\"start\":0,\"end\":4,\"text\":\"Met.\",\"event\":[{\"start\":0,\"end\":3,"
    "\"quote\":\"Met\",\"source\":null,\"target\":null,\"category\":"
    "\"CONSULT\","
    "\"cameo\":null,\"factuality\":\"factual\",\"negated\":0,\"hedged\":0,"
    "\"reciprocal\":0,\"date\":null,\"basis\":null,\"confidence\":1,"
    "\"coder_kind\":\"rule\",\"coder\":\"x\"}]}]}]}');"
    "PRAGMA user_version = 1;";

static void make_version_1(dossier *d) {
    sqlite3 *db;
    ent_str sql;
    OK(d,
       ent_i_file_read(&d->ctx, d->ctx.keep,
                       ent_i_str(ENT_SOURCE_DIR "/tests/store_version_1.sql"),
                       1 << 20, &sql));
    ent_store_close(d->s);
    d->s = NULL;
    assert_int_equal(unlink(rest_of(d, "store.db").s), 0);
    assert_int_equal(sqlite3_open(rest_of(d, "store.db").s, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql.s, NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_exec(db, rows_of_1, NULL, NULL, NULL))
        fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void a_store_of_version_1_is_migrated(void **state) {
    (void)state;
    dossier d;
    const ent_log_row *log;
    size_t n;
    dossier_open(&d);
    ent_str fresh = shape_of(&d);
    make_version_1(&d);
    refused(&d, 0, ENT_UNSUPPORTED, "older entente");
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 1, &d.s));
    assert_same(shape_of(&d), fresh);
    assert_int_equal(count(&d, "PRAGMA user_version"), ENT_STORE_VERSION);
    assert_int_equal(count(&d, "SELECT count(*) FROM mention WHERE chain IS"
                               " NULL AND rule = 'leaders.tsv:3'"),
                     1);
    assert_int_equal(count(&d, "SELECT count(*) FROM event WHERE core IS NULL"
                               " AND reciprocal = 1 AND confidence = 0.5"),
                     1);
    assert_int_equal(count(&d, "SELECT count(*) FROM statement WHERE content"
                               " = 'Moon' AND medium IS NULL"),
                     1);
    OK(&d, ent_store_log(&d.ctx, d.s, 0, &log, &n));
    assert_int_equal(n, 3);
    assert_int_equal(log[0].undoes, 2);
    /* what the old journal keeps comes back, and numbers go on */
    OK(&d, ent_store_undo(&d.ctx, d.s, -1, ENT_STR("undo"), &log, &n));
    assert_int_equal(log[0].undone_by, 4);
    assert_int_equal(count(&d, "SELECT count(*) FROM event"), 2);
    assert_int_not_equal(
        sqlite3_exec(d.s->db, "DELETE FROM change", NULL, NULL, NULL),
        SQLITE_OK);
    const ent_check *check;
    OK(&d, ent_store_doctor(&d.ctx, d.s, &check, &n));
    for (size_t i = 0; i < n; i++)
        if (ent_i_eqz(check[i].what, "links") ||
            ent_i_eqz(check[i].what, "integrity"))
            assert_int_equal(check[i].remedy.n, 0);
    dossier_close(&d);
}

static void a_newer_store_is_refused(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, ent_i_sql_exec(&d.ctx, d.s, "PRAGMA user_version = 99"));
    ent_store_close(d.s);
    d.s = NULL;
    refused(&d, 0, ENT_UNSUPPORTED, "newer entente");
    refused(&d, 1, ENT_UNSUPPORTED, "newer entente");
    dossier_close(&d);
}

static void a_damaged_or_foreign_database_is_named(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    static char junk[8192];
    memset(junk, 'x', sizeof junk);
    write_store(&d, junk, sizeof junk);
    refused(&d, 0, ENT_SYNTAX, "damaged");
    refused(&d, 1, ENT_SYNTAX, "damaged");
    assert_non_null(strstr(d.ctx.fail.file, "store.db"));
    sqlite3 *db;
    assert_int_equal(unlink(rest_of(&d, "store.db").s), 0);
    refused(&d, 1, ENT_MISSING, "store.db");
    assert_int_equal(sqlite3_open(rest_of(&d, "store.db").s, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    refused(&d, 1, ENT_SYNTAX, "another program");
    dossier_close(&d);
}

static void the_journal_and_sentences_cannot_be_changed(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "One."));
    OK(&d, ent_i_sql_exec(&d.ctx, d.s,
                          "INSERT INTO change (at, verb, command) VALUES"
                          " ('2019-05-14T09:30:00Z', 'ingest', 'x')"));
    assert_int_equal(
        ent_i_sql_exec(&d.ctx, d.s, "UPDATE change SET command = 'y'"),
        ENT_DOMAIN);
    assert_int_equal(ent_i_sql_exec(&d.ctx, d.s, "DELETE FROM change"),
                     ENT_DOMAIN);
    assert_int_equal(
        ent_i_sql_exec(&d.ctx, d.s, "UPDATE sentence SET text = 'Two.'"),
        ENT_DOMAIN);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_dossier_has_its_parts),
        cmocka_unit_test(an_interrupted_init_can_be_run_again),
        cmocka_unit_test(an_emptied_store_is_not_filled_anew),
        cmocka_unit_test(a_store_of_version_0_is_migrated),
        cmocka_unit_test(a_store_of_version_1_is_migrated),
        cmocka_unit_test(a_newer_store_is_refused),
        cmocka_unit_test(a_damaged_or_foreign_database_is_named),
        cmocka_unit_test(the_journal_and_sentences_cannot_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
