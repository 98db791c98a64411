/* test_sql.c - a failure rolls back, is said in one sentence, and leaves the
 * store usable. */
#include "store.h"

static void what_failed_is_rolled_back(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, ent_i_sql_begin(&d.ctx, d.s));
    ent_err e = ent_i_sql_do(&d.ctx, d.s,
                             "INSERT INTO change (at, verb, command)"
                             " VALUES (?, 'ingest', ?)",
                             "zt", "2019-05-14T09:30:00Z", ENT_STR("x"));
    assert_int_equal(ent_i_sql_end(&d.ctx, d.s, e), ENT_OK);
    OK(&d, ent_i_sql_begin(&d.ctx, d.s));
    e = ent_i_sql_do(&d.ctx, d.s,
                     "INSERT INTO change (at, verb, command)"
                     " VALUES (?, 'dance', ?)",
                     "zt", "2019-05-14T09:30:00Z", ENT_STR("y"));
    assert_int_equal(e, ENT_DOMAIN);
    assert_non_null(strstr(d.ctx.fail.why, "verb"));
    assert_non_null(strstr(d.ctx.fail.file, "store.db"));
    assert_int_equal(ent_i_sql_end(&d.ctx, d.s, e), ENT_DOMAIN);
    assert_int_equal(count(&d, "SELECT count(*) FROM change"), 1);
    dossier_close(&d);
}

static void a_blank_text_is_null_and_an_empty_one_is_not(void **state) {
    (void)state;
    dossier d;
    int64_t x = 0;
    bool found;
    dossier_open(&d);
    OK(&d, ent_i_sql_int(&d.ctx, d.s, &x, &found,
                         "SELECT (?1 IS NULL) + 2 * (?2 = '') + 4 * (?3 = 7)"
                         " + 8 * (?4 = 0.5)",
                         "ttid", (ent_str){0}, ENT_STR(""), (int64_t)7, 0.5));
    assert_int_equal(x, 15);
    OK(&d, ent_i_sql_int(&d.ctx, d.s, &x, &found,
                         "SELECT id FROM document WHERE name = ?", "z", "a"));
    assert_false(found);
    dossier_close(&d);
}

static void another_writer_is_named(void **state) {
    (void)state;
    dossier d;
    ent_store *other;
    dossier_open(&d);
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 1, &other));
    sqlite3_busy_timeout(other->db, 20);
    OK(&d, ent_i_sql_begin(&d.ctx, d.s));
    assert_int_equal(ent_i_sql_begin(&d.ctx, other), ENT_IO);
    assert_non_null(strstr(d.ctx.fail.why, "another program"));
    OK(&d, ent_i_sql_end(&d.ctx, d.s, ENT_OK));
    OK(&d, ent_i_sql_begin(&d.ctx, other));
    OK(&d, ent_i_sql_end(&d.ctx, other, ENT_OK));
    ent_store_close(other);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_failed_is_rolled_back),
        cmocka_unit_test(a_blank_text_is_null_and_an_empty_one_is_not),
        cmocka_unit_test(another_writer_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
