/* test_query.c - documents, paragraphs, dates and mentions come back as they
 * were read. */
#include "store.h"

static void references_are_read_or_refused(void **state) {
    (void)state;
    ent_ref r;
    assert_int_equal(ent_ref_read(ENT_STR("002#19.3"), &r), ENT_OK);
    STR_EQUAL(r.doc, "002");
    assert_int_equal(r.para, 19);
    assert_int_equal(r.sent, 3);
    assert_int_equal(ent_ref_read(ENT_STR("a#b#7"), &r), ENT_OK);
    STR_EQUAL(r.doc, "a#b");
    assert_int_equal(r.sent, 0);
    static const char *const bad[] = {
        "",        "002",  "#1",   "002#", "002#0",        "002#1.", "a#1.0",
        "a#1.2.3", "a#-1", "a# 1", "a#1 ", "a#4294967296", "a#1.x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ent_ref_read(ent_i_str(bad[i]), &r) != ENT_SYNTAX)
            fail_msg("'%s' was taken", bad[i]);
}

static void documents_are_listed_by_name(void **state) {
    (void)state;
    dossier d;
    const ent_doc_row *row;
    size_t n;
    dossier_open(&d);
    OK(&d, ent_store_docs(&d.ctx, d.s, &row, &n));
    assert_int_equal(n, 0);
    OK(&d, put_text(&d, "b", "Kim met Moon in 2019.| Kim left. (Tass)\nEnd."));
    OK(&d, put_text(&d, "a", "Nothing."));
    OK(&d, ent_store_docs(&d.ctx, d.s, &row, &n));
    assert_int_equal(n, 2);
    STR_EQUAL(row[0].name, "a");
    STR_EQUAL(row[1].name, "b");
    STR_EQUAL(row[1].title, "A title");
    assert_null(row[1].author.s);
    STR_EQUAL(row[1].published, "2019-05-02");
    assert_int_equal(row[1].hash.n, 64);
    assert_int_equal(row[1].n_paras, 2);
    assert_int_equal(row[1].n_sents, 3);
    assert_int_equal(row[1].bytes, 44);
    assert_int_equal(row[1].n_mentions, 2);
    assert_int_equal(row[1].n_dates, 1);
    assert_int_equal(row[1].n_citations, 1);
    assert_int_equal(row[0].n_mentions, 0);
    dossier_close(&d);
}

static void passages_are_whole_and_in_order(void **state) {
    (void)state;
    dossier d;
    const ent_passage *p;
    ent_passage one;
    size_t n;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "One.| Two.\nThree."));
    OK(&d, ent_store_passages(&d.ctx, d.s, ENT_STR("a"), &p, &n));
    assert_int_equal(n, 2);
    STR_EQUAL(p[0].kind, "body");
    assert_int_equal(p[0].n_sents, 2);
    STR_EQUAL(p[0].sent[1], " Two.");
    STR_EQUAL(p[1].sent[0], "Three.");
    assert_int_equal(p[1].at.start, 11);
    assert_int_equal(p[1].at.end, 17);
    ent_ref ref = {ENT_STR("a"), 2, 1};
    OK(&d, ent_store_passage(&d.ctx, d.s, ref, &one));
    STR_EQUAL(one.sent[0], "Three.");
    STR_EQUAL(one.doc, "a");
    dossier_close(&d);
}

static void what_does_not_exist_is_named(void **state) {
    (void)state;
    dossier d;
    ent_passage p;
    dossier_open(&d);
    OK(&d, put_text(&d, "korea-watch", "One.| Two.\nThree."));
    static const struct {
        const char *ref, *says;
    } bad[] = {{"korea-wach#1", "did you mean 'korea-watch'"},
               {"x#1", "no document 'x'"},
               {"korea-watch#3", "no paragraph 3; it has 2"},
               {"korea-watch#1.3", "no sentence 3; it has 2"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_ref ref;
        assert_int_equal(ent_ref_read(ent_i_str(bad[i].ref), &ref), ENT_OK);
        assert_int_equal(ent_store_passage(&d.ctx, d.s, ref, &p), ENT_MISSING);
        if (!strstr(d.ctx.fail.why, bad[i].says))
            fail_msg("\"%s\" does not say \"%s\"", d.ctx.fail.why, bad[i].says);
    }
    dossier_close(&d);
}

static void dates_name_their_document(void **state) {
    (void)state;
    dossier d;
    const ent_date *date;
    const ent_str *doc;
    size_t n;
    dossier_open(&d);
    OK(&d, put_text(&d, "b", "In 2019."));
    OK(&d, put_text(&d, "a", "x\ny| 2019 and 2019."));
    OK(&d, ent_store_dates(&d.ctx, d.s, &date, &doc, &n));
    assert_int_equal(n, 3);
    STR_EQUAL(doc[0], "a");
    STR_EQUAL(doc[2], "b");
    assert_int_equal(date[1].in.para, 2);
    assert_int_equal(date[1].in.sent, 2);
    assert_int_equal(date[1].in.at.start, 14);
    STR_EQUAL(date[2].value, "2019");
    STR_EQUAL(date[2].basis, "explicit");
    dossier_close(&d);
}

static void mentions_count_by_beginning_of_any_code(void **state) {
    (void)state;
    static const struct {
        const char *code;
        uint64_t n;
    } want[] = {{"", 5},    {"PRK", 3}, {"PRKLEADER", 2}, {"USA", 2},
                {"KOR", 1}, {"RUS", 0}, {"prk", 0},       {"SA", 0}};
    dossier d;
    uint64_t n;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", "Kim and Kim."));
    OK(&d, ent_i_sql_exec(
               &d.ctx, d.s,
               "INSERT INTO mention (sentence, start, end, quote, code, type,"
               " is_actor) VALUES (1, 0, 1, 'x', 'USAGOV|USA', 'MET', 1),"
               " (1, 0, 1, 'x', 'USA', 'NAM', 1),"
               " (1, 0, 1, 'x', 'KOR|PRK', 'ADJ', 1),"
               " (1, 0, 1, 'x', NULL, 'LOC', 0)"));
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        OK(&d, ent_store_mentions(&d.ctx, d.s, ent_i_str(want[i].code), &n));
        if (n != want[i].n)
            fail_msg("%s: %d, want %d", want[i].code, (int)n, (int)want[i].n);
    }
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_are_read_or_refused),
        cmocka_unit_test(documents_are_listed_by_name),
        cmocka_unit_test(passages_are_whole_and_in_order),
        cmocka_unit_test(what_does_not_exist_is_named),
        cmocka_unit_test(dates_name_their_document),
        cmocka_unit_test(mentions_count_by_beginning_of_any_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
