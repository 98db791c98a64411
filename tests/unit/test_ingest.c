/* test_ingest.c - what comes in, under which name, and what is said of what
 * does not. */
#include "store.h"
#include <unistd.h>

typedef struct told {
    size_t batches, items;
    int stop_after; /* batches; 0: never */
} told;

static void on_saved(void *user, const ent_ingest_item *item, size_t n) {
    told *t = user;
    t->batches++;
    t->items += n;
    assert_non_null(item[n - 1].path.s);
}

static int on_progress(void *user, const char *what, double done) {
    const told *t = user;
    assert_non_null(what);
    assert_true(done >= 0 && done <= 1);
    return t->stop_after && t->batches >= (size_t)t->stop_after;
}

static void write_at(dossier *d, const char *name, const char *text, size_t n) {
    ent_str file = ent_i_printf(d->ctx.keep, "%s/in/%s", d->dir, name);
    OK(d, ent_i_folder_make(&d->ctx, ent_i_path_folder(file)));
    OK(d, ent_i_file_write(&d->ctx, file, (ent_str){text, n}));
}

static void write_text(dossier *d, const char *name, const char *text) {
    write_at(d, name, text, strlen(text));
}

static ent_err ingest(dossier *d, const char *path, told *t,
                      ent_ingest_result *r) {
    ent_str full = rest_of(d, path);
    ent_ingest plan = {.path = &full,
                       .n_paths = 1,
                       .threads = 2,
                       .command = ENT_STR("test"),
                       .saved = t ? on_saved : NULL,
                       .user = t};
    d->ctx.progress = t ? on_progress : NULL;
    d->ctx.user = t;
    return ent_store_ingest(&d->ctx, d->s, NULL, &plan, r);
}

static void folders_come_in_once(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    told t = {0};
    dossier_open(&d);
    write_text(&d, "a.txt", "First text. It has two sentences.\n\nEnd.\n");
    write_text(&d, "deep/er/b.txt", "Second text.\n");
    OK(&d, ingest(&d, "in", &t, &r));
    assert_int_equal(r.n_added, 2);
    assert_int_equal(r.n_paras, 3);
    assert_int_equal(t.items, 2);
    assert_int_equal(r.change, 1);
    STR_EQUAL(r.item[1].name, "b");
    OK(&d, ingest(&d, "in", &t, &r));
    assert_int_equal(r.n_added, 0);
    assert_int_equal(r.n_known, 2);
    assert_int_equal(r.change, 0);
    STR_EQUAL(r.item[0].why, "already there as a");
    dossier_close(&d);
}

static void the_original_bytes_are_kept(void **state) {
    (void)state;
    static const char bytes[] = "\xef\xbb\xbfText\r\nwith \x93odd\x94 bytes.";
    dossier d;
    ent_ingest_result r;
    const ent_doc_row *row;
    ent_str file, got;
    size_t n;
    dossier_open(&d);
    write_text(&d, "a.txt", bytes);
    OK(&d, ingest(&d, "in", NULL, &r));
    OK(&d, ent_store_docs(&d.ctx, d.s, &row, &n));
    assert_int_equal(row[0].bytes, sizeof bytes - 1);
    OK(&d, ent_i_store_path(&d.ctx, d.s, "sources", row[0].hash, &file));
    OK(&d, ent_i_file_read(&d.ctx, d.ctx.keep, file, 4096, &got));
    STR_EQUAL(got, bytes);
    dossier_close(&d);
}

static void names_never_clash(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    dossier_open(&d);
    write_text(&d, "1/brief.txt", "One text.");
    write_text(&d, "2/brief.txt", "Another text.");
    write_text(&d, "3/brief.txt", "One text."); /* again, in the same batch */
    write_text(&d, "4/no#1\n\xff.txt", "A third text.");
    OK(&d, ingest(&d, "in", NULL, &r));
    assert_int_equal(r.n_added, 3);
    assert_int_equal(r.n_known, 1);
    STR_EQUAL(r.item[0].name, "brief");
    assert_null(r.item[0].why.s);
    STR_EQUAL(r.item[1].name, "brief-2");
    assert_true(r.item[1].why.n > 0);
    STR_EQUAL(r.item[2].name, "brief");
    STR_EQUAL(r.item[3].name, "no_1__");
    dossier_close(&d);
}

static void what_cannot_be_read_is_named(void **state) {
    (void)state;
    static char big[200];
    dossier d;
    ent_ingest_result r;
    dossier_open(&d);
    memset(big, 'x', sizeof big);
    write_text(&d, "a.txt", "Good text.");
    write_at(&d, "big.txt", big, sizeof big);
    write_at(&d, "binary.txt",
             "\x7f"
             "ELF\1\0\0\0\3\0\0\0\0\0\0\0\7",
             17);
    write_text(&d, "empty.txt", "");
    ent_str path[] = {rest_of(&d, "in"), rest_of(&d, "gone.txt")};
    ent_ingest plan = {.path = path, .n_paths = 2, .read = {.max_bytes = 100}};
    OK(&d, ent_store_ingest(&d.ctx, d.s, NULL, &plan, &r));
    assert_int_equal(r.n_added, 1);
    assert_int_equal(r.n_skipped, 3);
    assert_int_equal(r.n_failed, 1);
    assert_int_equal(r.item[1].err, ENT_LIMIT);
    assert_int_equal(r.item[2].err, ENT_ENCODING);
    assert_int_equal(r.item[3].err, ENT_MISSING);
    assert_int_equal(r.item[4].state, ENT_TAKEN_FAILED);
    for (size_t i = 1; i < 5; i++)
        assert_true(r.item[i].why.n > 10);
    dossier_close(&d);
}

static void one_faulty_document_stops_no_other(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    dossier_open(&d);
    OK(&d, ent_i_sql_exec(&d.ctx, d.s,
                          "CREATE TRIGGER faulty BEFORE INSERT ON sentence"
                          " WHEN new.text LIKE 'Bad%' BEGIN"
                          " SELECT raise(ABORT, 'faulty'); END"));
    write_text(&d, "a.txt", "Good text.");
    write_text(&d, "b.txt", "It begins well. Bad it ends.");
    write_text(&d, "c.txt", "Good again.");
    OK(&d, ingest(&d, "in", NULL, &r));
    assert_int_equal(r.n_added, 2);
    assert_int_equal(r.item[1].state, ENT_TAKEN_FAILED);
    assert_null(r.item[1].name.s);
    assert_non_null(strstr(r.item[1].why.s, "faulty"));
    assert_int_equal(count(&d, "SELECT count(*) FROM document"), 2);
    assert_int_equal(count(&d, "SELECT count(*) FROM sentence"), 2);
    assert_int_equal(count(&d, "SELECT count(*) FROM change_row"), 2);
    dossier_close(&d);
}

static void stopped_between_batches_it_goes_on(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    told t = {.stop_after = 1};
    dossier_open(&d);
    for (int i = 0; i < 150; i++) {
        char name[32], text[64];
        snprintf(name, sizeof name, "%03d.txt", i);
        snprintf(text, sizeof text, "Text number %d.", i);
        write_text(&d, name, text);
    }
    assert_int_equal(ingest(&d, "in", &t, &r), ENT_CANCELLED);
    assert_int_equal(t.batches, 1);
    assert_int_equal(r.n_added, t.items);
    assert_true(r.n_added > 0 && r.n_added < 150);
    assert_int_equal(count(&d, "SELECT count(*) FROM document"), t.items);
    told again = {0};
    OK(&d, ingest(&d, "in", &again, &r));
    assert_int_equal(r.n_added + r.n_known, 150);
    assert_int_equal(r.n_known, t.items);
    assert_int_equal(count(&d, "SELECT count(*) FROM document"), 150);
    dossier_close(&d);
}

static void reading_only_refuses_to_write(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    const ent_log_row *c;
    size_t n;
    dossier_open(&d);
    ent_store_close(d.s);
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 0, &d.s));
    assert_int_equal(ingest(&d, "in", NULL, &r), ENT_IO);
    assert_int_equal(ent_store_undo(&d.ctx, d.s, -1, ENT_STR("x"), &c, &n),
                     ENT_IO);
    assert_int_equal(ent_store_import(&d.ctx, d.s, ENT_STR("x"), ENT_STR("{}"),
                                      ENT_STR("x"), &r),
                     ENT_IO);
    dossier_close(&d);
}

/* ---- every allocation fails once */

static _Thread_local long left; /* allocations until one fails; 0: none does */

static void *failing_malloc(size_t n) {
    return left && !--left ? NULL : malloc(n);
}

static void *failing_realloc(void *p, size_t n) {
    return left && !--left ? NULL : realloc(p, n);
}

static void no_failed_allocation_harms_the_store(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    long k = 0;
    ent_err e = ENT_NOMEM;
    dossier_open(&d);
    write_text(&d, "a.txt", "One text. It was read in 2019 (Tass, May 3).");
    ent_i_malloc = failing_malloc;
    ent_i_realloc = failing_realloc;
    for (k = 1; e; k++) {
        ent_ctx mine;
        ent_str path = rest_of(&d, "in/a.txt");
        ent_ingest plan = {.path = &path, .n_paths = 1, .threads = 1};
        left = 0;
        assert_int_equal(ent_ctx_open(&mine, 1 << 26), ENT_OK);
        left = k;
        e = ent_store_ingest(&mine, d.s, NULL, &plan, &r);
        left = 0;
        ent_ctx_close(&mine);
        assert_true(e == ENT_OK || e == ENT_NOMEM);
        assert_int_equal(count(&d, "SELECT count(*) FROM document"), !e);
        assert_int_equal(count(&d, "SELECT count(*) FROM change"), !e);
    }
    ent_i_malloc = malloc;
    ent_i_realloc = realloc;
    assert_true(k > 10); /* it did fail in many places */
    dossier_close(&d);
}

static void a_rehearsal_leaves_no_trace(void **state) {
    (void)state;
    dossier d;
    ent_ingest_result r;
    ent_str *file;
    size_t n;
    dossier_open(&d);
    write_text(&d, "a.txt", "First text.\n");
    write_text(&d, "b.txt", "First text.\n");
    ent_store_rehearse(d.s);
    OK(&d, ingest(&d, "in", NULL, &r));
    assert_int_equal(r.n_added, 1);
    OK(&d, ingest(&d, "in", NULL, &r)); /* what came before is seen */
    assert_int_equal(r.n_known, 2);
    ent_store_close(d.s);
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 1, &d.s));
    const ent_doc_row *row;
    OK(&d, ent_store_docs(&d.ctx, d.s, &row, &n));
    assert_int_equal(n, 0);
    OK(&d,
       ent_i_file_list(&d.ctx, d.ctx.keep, rest_of(&d, "sources"), &file, &n));
    assert_int_equal(n, 0);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_come_in_once),
        cmocka_unit_test(the_original_bytes_are_kept),
        cmocka_unit_test(names_never_clash),
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(one_faulty_document_stops_no_other),
        cmocka_unit_test(stopped_between_batches_it_goes_on),
        cmocka_unit_test(a_rehearsal_leaves_no_trace),
        cmocka_unit_test(reading_only_refuses_to_write),
        cmocka_unit_test(no_failed_allocation_harms_the_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
