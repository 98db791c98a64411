/* test_dossier.c - making, opening, migrating and refusing dossiers. */
#include "store.h"
#include <sys/stat.h>
#include <unistd.h>

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
        cmocka_unit_test(a_newer_store_is_refused),
        cmocka_unit_test(a_damaged_or_foreign_database_is_named),
        cmocka_unit_test(the_journal_and_sentences_cannot_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
