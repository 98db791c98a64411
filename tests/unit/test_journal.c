/* test_journal.c - whatever was done can be undone, and that too. */
#include "store.h"

/* Ingests one text as a file of this name. */
static void take(dossier *d, const char *name, const char *text) {
    ent_ingest_result r;
    ent_str file = rest_of(d, name);
    OK(d, ent_i_file_write(&d->ctx, file, ent_i_str(text)));
    ent_ingest plan = {
        .path = &file, .n_paths = 1, .threads = 1, .command = ENT_STR("test")};
    OK(d, ent_store_ingest(&d->ctx, d->s, NULL, &plan, &r));
}

static void undo(dossier *d, int64_t to) {
    const ent_log_row *c;
    size_t n;
    OK(d, ent_store_undo(&d->ctx, d->s, to, ENT_STR("undo"), &c, &n));
}

static void undo_twice_is_nothing(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    ent_str empty = exported(&d);
    take(&d, "a.txt", "One. Two on 3 May 2019 (Tass, May 3).\n\nThree.\n");
    ent_str full = exported(&d);
    undo(&d, -1);
    assert_same(exported(&d), empty);
    assert_int_equal(count(&d, "SELECT count(*) FROM sentence"), 0);
    undo(&d, -1);
    assert_same(exported(&d), full);
    undo(&d, -1);
    assert_same(exported(&d), empty);
    take(&d, "a.txt", "One. Two on 3 May 2019 (Tass, May 3).\n\nThree.\n");
    assert_int_equal(count(&d, "SELECT count(*) FROM document"), 1);
    dossier_close(&d);
}

/* After a random history, going back to any change gives what was there. */
static void any_earlier_state_comes_back(void **state) {
    (void)state;
    enum { STEPS = 24 };
    dossier d;
    ent_str state_after[4 * STEPS];
    int64_t last = 0;
    dossier_open(&d);
    state_after[0] = exported(&d);
    ent_stream dice = ent_i_stream(7, ENT_STR("history"));
    for (uint64_t i = 0; i < STEPS; i++) {
        double u = ent_i_uniform(dice, i, 0);
        char name[16], text[64];
        snprintf(name, sizeof name, "d%d.txt", (int)(u * 30));
        snprintf(text, sizeof text, "Text %d. Of 2019.\n", (int)i);
        if (u < 0.7 || last == 0)
            take(&d, name, text);
        else
            undo(&d, -1);
        state_after[++last] = exported(&d);
        assert_int_equal(count(&d, "SELECT max(id) FROM change"), last);
    }
    for (int64_t k = STEPS; k-- > STEPS - 6;) {
        undo(&d, k);
        assert_same(exported(&d), state_after[k]);
    }
    undo(&d, 0);
    assert_same(exported(&d), state_after[0]);
    OK(&d, ent_i_sql_exec(&d.ctx, d.s,
                          "INSERT INTO sentence_index (sentence_index, rank)"
                          " VALUES ('integrity-check', 1)"));
    dossier_close(&d);
}

static void the_log_says_who_undid_what(void **state) {
    (void)state;
    dossier d;
    const ent_log_row *c;
    size_t n;
    dossier_open(&d);
    take(&d, "a.txt", "One.");
    take(&d, "a.txt", "One."); /* nothing new: not in the log */
    take(&d, "b.txt", "Two.");
    undo(&d, -1);
    OK(&d, ent_store_log(&d.ctx, d.s, 0, &c, &n));
    assert_int_equal(n, 3);
    assert_int_equal(c[0].undoes, 2);
    assert_int_equal(c[0].n_removed, 1);
    assert_int_equal(c[1].undone_by, 3);
    STR_EQUAL(c[1].command, "test");
    STR_EQUAL(c[1].verb, "ingest");
    assert_int_equal(c[2].id, 1);
    assert_int_equal(c[2].undone_by, 0);
    OK(&d, ent_store_log(&d.ctx, d.s, 1, &c, &n));
    assert_int_equal(n, 1);
    dossier_close(&d);
}

static void nothing_to_undo_is_said(void **state) {
    (void)state;
    dossier d;
    const ent_log_row *c;
    size_t n;
    dossier_open(&d);
    assert_int_equal(ent_store_undo(&d.ctx, d.s, -1, ENT_STR("x"), &c, &n),
                     ENT_NEGATIVE);
    take(&d, "a.txt", "One.");
    assert_int_equal(ent_store_undo(&d.ctx, d.s, 1, ENT_STR("x"), &c, &n),
                     ENT_NEGATIVE);
    assert_int_equal(ent_store_undo(&d.ctx, d.s, 9, ENT_STR("x"), &c, &n),
                     ENT_NAME);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undo_twice_is_nothing),
        cmocka_unit_test(any_earlier_state_comes_back),
        cmocka_unit_test(the_log_says_who_undid_what),
        cmocka_unit_test(nothing_to_undo_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
