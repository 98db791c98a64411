/* test_code.c - documents read again: only what reads otherwise changes, all
 * of it can be undone, and evidence by hand stays. */
#include "store.h"
#include <unistd.h>

static ent_err take_in(dossier *d, const char *name, const char *text) {
    ent_str file = rest_of(d, name);
    ent_ingest plan = {.path = &file, .n_paths = 1};
    ent_ingest_result r;
    OK(d, ent_i_file_write(&d->ctx, file, ent_i_str(text)));
    return ent_store_ingest(&d->ctx, d->s, NULL, &plan, &r);
}

static ent_ingest_result code(dossier *d, const char *doc, ent_err want) {
    ent_str name = ent_i_str(doc);
    ent_coding plan = {.doc = &name,
                       .n_docs = doc ? 1 : 0,
                       .threads = 2,
                       .command = ENT_STR("entente code")};
    ent_ingest_result r;
    ent_err e = ent_store_code(&d->ctx, d->s, NULL, &plan, &r);
    if (e != want)
        fail_msg("%s: %s", ent_err_name(e), d->ctx.fail.why);
    return r;
}

static void what_reads_as_before_is_left_alone(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, take_in(&d, "a.txt", "It rained on May 3, 2019. Talks ended.\n"));
    ent_str before = exported(&d);
    ent_ingest_result r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_known, 1);
    assert_int_equal(r.n_added, 0);
    assert_int_equal(r.change, 0);
    assert_same(exported(&d), before);
    assert_int_equal(count(&d, "SELECT count(*) FROM change"), 1);
    dossier_close(&d);
}

/* As if an older reader had missed a date: one change, undone at once. */
static void what_reads_otherwise_is_one_change(void **state) {
    (void)state;
    dossier d;
    const ent_log_row *log;
    size_t n;
    dossier_open(&d);
    OK(&d, take_in(&d, "a.txt", "It rained on May 3, 2019. Talks ended.\n"));
    OK(&d, take_in(&d, "b.txt", "It snowed on May 4, 2019.\n"));
    OK(&d, take_in(&d, "c.txt", "Nothing more.\n"));
    ent_str full = exported(&d);
    OK(&d, ent_i_sql_exec(&d.ctx, d.s, "DELETE FROM date"));
    ent_str poor = exported(&d);
    ent_ingest_result r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_added, 2);
    assert_int_equal(r.n_known, 1);
    assert_int_equal(r.n_dates, 2);
    assert_same(exported(&d), full);
    OK(&d, ent_store_log(&d.ctx, d.s, 1, &log, &n));
    STR_EQUAL(log[0].verb, "code");
    assert_int_equal(log[0].n_added, 2);
    assert_int_equal(log[0].n_removed, 2);
    OK(&d, ent_store_undo(&d.ctx, d.s, -1, ENT_STR("undo"), &log, &n));
    assert_same(exported(&d), poor);
    OK(&d, ent_store_undo(&d.ctx, d.s, -1, ENT_STR("undo"), &log, &n));
    assert_same(exported(&d), full);
    dossier_close(&d);
}

static void only_those_named(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, take_in(&d, "brief-1.txt", "It rained on May 3, 2019.\n"));
    OK(&d, take_in(&d, "brief-2.txt", "It snowed on May 4, 2019.\n"));
    OK(&d, take_in(&d, "note.txt", "It hailed on May 5, 2019.\n"));
    OK(&d, ent_i_sql_exec(&d.ctx, d.s, "DELETE FROM date"));
    ent_ingest_result r = code(&d, "brief-*", ENT_OK);
    assert_int_equal(r.n_items, 2);
    assert_int_equal(count(&d, "SELECT count(*) FROM date"), 2);
    r = code(&d, "note", ENT_OK);
    assert_int_equal(count(&d, "SELECT count(*) FROM date"), 3);
    code(&d, "x*", ENT_NAME);
    code(&d, "brief-3", ENT_MISSING);
    dossier_close(&d);
}

static void evidence_by_hand_stays(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, take_in(&d, "a.txt", "It rained. Oslo met Lima on May 3, 2019.\n"));
    OK(&d, ent_i_sql_exec(
               &d.ctx, d.s,
               "DELETE FROM date; INSERT INTO event (sentence, start, end,"
               " quote, source, target, category, factuality, negated, hedged,"
               " reciprocal, confidence, coder_kind, coder) VALUES (2, 16, 19,"
               " 'met', 'NOR', 'PER', 'CONSULT', 'factual', 0, 0, 1, 1,"
               " 'person', 'Ann')"));
    ent_ingest_result r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_added, 1);
    assert_int_equal(
        count(&d, "SELECT count(*) FROM event JOIN sentence s ON s.id ="
                  " sentence WHERE coder = 'Ann' AND s.number = 2"),
        1);
    r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_known, 1);
    dossier_close(&d);
}

/* A date given by hand is not in the text; it is kept. */
static void a_date_that_was_given_stays(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    dossier_open(&d);
    ent_str file = rest_of(&d, "a.txt");
    ent_ingest plan = {
        .path = &file, .n_paths = 1, .read.published = ENT_STR("2017-04-24")};
    OK(&d, ent_i_file_write(&d.ctx, file, ENT_STR("It rained on Friday.\n")));
    OK(&d, ent_store_ingest(&d.ctx, d.s, NULL, &plan, &r));
    ent_str before = exported(&d);
    r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_known, 1);
    assert_same(exported(&d), before);
    dossier_close(&d);
}

static void a_changed_source_is_named_and_the_others_go_on(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, take_in(&d, "a.txt", "It rained on May 3, 2019.\n"));
    OK(&d, take_in(&d, "b.txt", "It snowed on May 4, 2019.\n"));
    OK(&d, ent_i_sql_exec(&d.ctx, d.s, "DELETE FROM date"));
    const ent_doc_row *row;
    size_t n;
    ent_str source;
    OK(&d, ent_store_docs(&d.ctx, d.s, &row, &n));
    OK(&d, ent_i_store_path(&d.ctx, d.s, "sources", row[0].hash, &source));
    OK(&d, ent_i_file_write(&d.ctx, source, ENT_STR("It rained on May 9.\n")));
    ent_ingest_result r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_failed, 1);
    assert_int_equal(r.n_added, 1);
    assert_non_null(strstr(r.item[0].why.s, "was changed"));
    assert_int_equal(count(&d, "SELECT count(*) FROM document"), 2);
    dossier_close(&d);
}

static int stop(void *user, const char *what, double done) {
    (void)what;
    return done >= *(double *)user;
}

/* Stopped between batches: what was saved is saved, and again goes on. */
static void interrupted_it_goes_on(void **state) {
    (void)state;
    dossier d;
    double half = 0.5;
    char name[32], text[64];
    dossier_open(&d);
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof name, "d%03d.txt", i);
        snprintf(text, sizeof text, "On May 3, 2019 it rained %d times.\n", i);
        OK(&d, take_in(&d, name, text));
    }
    ent_str full = exported(&d);
    OK(&d, ent_i_sql_exec(&d.ctx, d.s, "DELETE FROM date"));
    d.ctx.progress = stop;
    d.ctx.user = &half;
    ent_ingest_result r = code(&d, NULL, ENT_CANCELLED);
    assert_int_equal(r.n_added, 64);
    d.ctx.progress = NULL;
    r = code(&d, NULL, ENT_OK);
    assert_int_equal(r.n_known, 64);
    assert_int_equal(r.n_added, 36);
    assert_same(exported(&d), full);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_reads_as_before_is_left_alone),
        cmocka_unit_test(what_reads_otherwise_is_one_change),
        cmocka_unit_test(only_those_named),
        cmocka_unit_test(evidence_by_hand_stays),
        cmocka_unit_test(a_date_that_was_given_stays),
        cmocka_unit_test(a_changed_source_is_named_and_the_others_go_on),
        cmocka_unit_test(interrupted_it_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
