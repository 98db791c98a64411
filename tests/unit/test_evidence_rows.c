/* test_evidence_rows.c - events and statements of all documents, filtered. */
#include "store.h"

static size_t n_events(dossier *d, ent_evidence_find find) {
    const ent_event_row *row;
    size_t n;
    OK(d, ent_store_events(&d->ctx, d->s, &find, &row, &n));
    return n;
}

static size_t n_statements(dossier *d, ent_evidence_find find) {
    const ent_statement_row *row;
    size_t n;
    OK(d, ent_store_statements(&d->ctx, d->s, &find, &row, &n));
    return n;
}

static void rows_hold_all_that_was_read(void **state) {
    (void)state;
    dossier d;
    const ent_event_row *v;
    const ent_statement_row *w;
    size_t n;
    dossier_open(&d);
    OK(&d, put_text(&d, "b", "Kim left."));
    OK(&d, put_text(&d, "a", RICH));
    OK(&d, ent_store_events(&d.ctx, d.s, &(ent_evidence_find){0}, &v, &n));
    assert_int_equal(n, 1);
    STR_EQUAL(v->doc, "a");
    STR_EQUAL(v->published, "2019-05-02");
    STR_EQUAL(v->quote, "met");
    STR_EQUAL(v->text, "Kim met Moon in 2019.");
    STR_EQUAL(v->event.source, "PRKLEADER");
    STR_EQUAL(v->event.target, "USAGOV|USA");
    STR_EQUAL(v->event.category, "CONSULT");
    STR_EQUAL(v->event.reporter, "KOR");
    STR_EQUAL(v->event.rule, "verbs.tsv:7");
    assert_int_equal(v->event.in.para, 1);
    assert_int_equal(v->event.in.at.start, 4);
    assert_int_equal(v->event.source_at.end, 0);
    assert_int_equal(v->event.target_at.end, 7);
    assert_true(v->event.reciprocal && v->event.core && !v->event.negated);
    NEAR(v->event.confidence, 0.75, 0);
    OK(&d, ent_store_statements(&d.ctx, d.s, &(ent_evidence_find){0}, &w, &n));
    assert_int_equal(n, 2);
    STR_EQUAL(w->statement.speaker, "PRKLEADER");
    STR_EQUAL(w->statement.medium, "Tass");
    STR_EQUAL(w->content, "\"no\" \xe2\x80\x94 twice. (Tass)");
    STR_EQUAL(w->statement.date, "2019-05");
    assert_int_equal(w->statement.stance, -1);
    assert_int_equal(w->statement.hedged, 1);
    assert_int_equal(w->statement.speaker_at.start, 26);
    dossier_close(&d);
}

static void filters(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "Kim met Moon."));
    OK(&d, put_text(&d, "ab", "Kim met Lee.\nHe said so."));
    assert_int_equal(n_events(&d, (ent_evidence_find){0}), 2);
    ent_evidence_find f = {.actor = ENT_STR("PRK")};
    assert_int_equal(n_events(&d, f), 2);
    f.actor = ENT_STR("USA"); /* the second of two codes, as target */
    assert_int_equal(n_events(&d, f), 2);
    assert_int_equal(n_statements(&d, f), 0);
    f.actor = ENT_STR("SAG"); /* inside a code */
    assert_int_equal(n_events(&d, f), 0);
    f = (ent_evidence_find){.doc = ENT_STR("a")};
    assert_int_equal(n_events(&d, f), 1);
    f.doc = ENT_STR("a*");
    assert_int_equal(n_events(&d, f), 2);
    f = (ent_evidence_find){.category = ENT_STR("AID")};
    assert_int_equal(n_events(&d, f), 0);
    f = (ent_evidence_find){.issue = ENT_STR("D1")};
    assert_int_equal(n_statements(&d, f), 1);
    f.issue = ENT_STR("D2");
    assert_int_equal(n_statements(&d, f), 0);
    /* events without a date are of the day their text came out, 2019-05-02 */
    f = (ent_evidence_find){.from = ENT_STR("2019-05-03")};
    assert_int_equal(n_events(&d, f), 0);
    f.from = ENT_STR("2019-05");
    assert_int_equal(n_events(&d, f), 2);
    f = (ent_evidence_find){.to = ENT_STR("2019-04")};
    assert_int_equal(n_events(&d, f), 0);
    f.to = ENT_STR("soon");
    const ent_event_row *row;
    size_t n;
    assert_int_equal(ent_store_events(&d.ctx, d.s, &f, &row, &n), ENT_DOMAIN);
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold_all_that_was_read),
        cmocka_unit_test(filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
