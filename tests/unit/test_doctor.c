/* test_doctor.c - each kind of harm is found and comes with a remedy. */
#include "store.h"
#include <unistd.h>

/* The checks that found a problem, "source sources". */
static ent_str problems(dossier *d) {
    const ent_check *c;
    size_t n;
    ent_str out = ENT_STR("");
    OK(d, ent_store_doctor(&d->ctx, d->s, &c, &n));
    assert_true(n >= 4);
    for (size_t i = 0; i < n; i++) {
        assert_true(c[i].found.n > 0);
        if (c[i].remedy.n)
            out = ent_i_printf(d->ctx.keep, "%.*s%s%.*s", ENT_P(out),
                               out.n ? " " : "", ENT_P(c[i].what));
    }
    return out;
}

static ent_str source_of(dossier *d) {
    ent_str *file;
    size_t n;
    OK(d,
       ent_i_file_list(&d->ctx, d->ctx.keep, rest_of(d, "sources"), &file, &n));
    assert_true(n > 0);
    return file[0];
}

static void a_sound_dossier_has_no_problem(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    STR_EQUAL(problems(&d), "");
    OK(&d, put_text(&d, "a", RICH));
    STR_EQUAL(problems(&d), "");
    OK(&d,
       ent_i_file_write(&d.ctx, rest_of(&d, "sources/stray"), ENT_STR("x")));
    STR_EQUAL(problems(&d), ""); /* said, but no harm */
    ent_store_close(d.s);
    d.s = NULL;
    STR_EQUAL(problems(&d), ""); /* only the program */
    OK(&d, ent_store_open(&d.ctx, ent_i_str(d.dir), 0, &d.s));
    STR_EQUAL(problems(&d), "");
    dossier_close(&d);
}

static void changed_and_lost_sources_are_found(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "One."));
    OK(&d, ent_i_file_write(&d.ctx, source_of(&d), ENT_STR("Two.")));
    STR_EQUAL(problems(&d), "source");
    assert_int_equal(unlink(source_of(&d).s), 0);
    STR_EQUAL(problems(&d), "source");
    assert_int_equal(rmdir(rest_of(&d, "sources").s), 0);
    STR_EQUAL(problems(&d), "source");
    dossier_close(&d);
}

static void broken_links_and_a_stale_index_are_found(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", RICH));
    OK(&d, ent_i_sql_exec(&d.ctx, d.s,
                          "PRAGMA foreign_keys = OFF;"
                          "DELETE FROM paragraph WHERE number = 1"));
    STR_EQUAL(problems(&d), "links");
    OK(&d, ent_i_sql_exec(&d.ctx, d.s,
                          "DROP TRIGGER sentence_removed;"
                          "DELETE FROM sentence"));
    STR_EQUAL(problems(&d), "links index");
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_dossier_has_no_problem),
        cmocka_unit_test(changed_and_lost_sources_are_found),
        cmocka_unit_test(broken_links_and_a_stale_index_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
