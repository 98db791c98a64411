/* test_report_documents.c - what a report quotes. */
#include "report.h"

static json_t *with_store(fixture *x, const char *const *name, size_t n) {
    fixture_open(x);
    dossier_open(&x->d);
    for (size_t i = 0; i < n; i++) {
        char text[128];
        snprintf(text, sizeof text,
                 "%s: Kim met him.|It was 2019.\n</script> he said yes.",
                 name[i]);
        must(&x->d.ctx, put_text(&x->d, name[i], text));
    }
    x->r.store = x->d.s;
    return report_json(x);
}

static const char *evidence_of(const json_t *o, size_t stance) {
    const json_t *i = json_array_get(at(o, "issues"), 0);
    const json_t *row = json_array_get(at(i, "stances"), stance);
    return json_string_value(json_array_get(at(row, "evidence"), 0));
}

static void passages_come_whole_and_harmless(void **state) {
    (void)state;
    static const char *const name[] = {"first", "second"};
    fixture x;
    json_t *o = with_store(&x, name, 2);
    const json_t *d = json_array_get(at(o, "documents"), 0);
    assert_string_equal(TEXT(d, "id"), "first");
    assert_string_equal(json_string_value(json_array_get(at(d, "aliases"), 0)),
                        "000");
    assert_string_equal(TEXT(d, "title"), "A title");
    const json_t *p = json_array_get(at(d, "paragraphs"), 1);
    assert_string_equal(TEXT(p, "kind"), "body");
    const json_t *s = json_array_get(at(p, "sentences"), 0);
    assert_string_equal(TEXT(s, "text"), "</script> he said yes.");
    assert_int_equal(json_integer_value(at(s, "n")), 1);
    json_decref(o);
    fixture_close(&x);
}

static void references_name_the_document_that_is_there(void **state) {
    (void)state;
    static const char *const real[] = {"first"}, *const brief[] = {"000"};
    fixture x;
    json_t *o = with_store(&x, real, 1);
    assert_string_equal(evidence_of(o, 0), "first#1");
    assert_string_equal(evidence_of(o, 2), "nowhere#7"); /* stays as it was */
    json_decref(o);
    fixture_close(&x);
    o = with_store(&x, brief, 1); /* only under its short name */
    assert_string_equal(evidence_of(o, 0), "000#1");
    assert_string_equal(TEXT(json_array_get(at(o, "documents"), 0), "id"),
                        "000");
    json_decref(o);
    fixture_close(&x);
}

static void a_large_dossier_brings_only_what_is_cited(void **state) {
    (void)state;
    static char name[42][16];
    const char *list[42] = {"first", "second"};
    for (int i = 2; i < 42; i++) {
        snprintf(name[i], sizeof name[i], "d%02d", i);
        list[i] = name[i];
    }
    fixture x;
    json_t *o = with_store(&x, list, 42);
    assert_int_equal(json_array_size(at(o, "documents")), 2);
    assert_int_equal(json_array_size(at(o, "dates")), 2);
    json_decref(o);
    fixture_close(&x);
}

static void dates_and_mentions_are_counted_from_the_store(void **state) {
    (void)state;
    static const char *const name[] = {"first", "second"};
    fixture x;
    json_t *o = with_store(&x, name, 2);
    const json_t *d = json_array_get(at(o, "dates"), 0);
    assert_string_equal(TEXT(d, "text"), "2019");
    assert_string_equal(TEXT(d, "start"), "2019-01-01");
    assert_string_equal(TEXT(d, "end"), "2019-12-31");
    assert_string_equal(TEXT(d, "class"), "date");
    assert_int_equal(json_integer_value(at(d, "sent")), 2);
    const json_t *prk = json_array_get(at(o, "actors"), 0);
    assert_int_equal(json_integer_value(at(prk, "mentions")), 2);
    json_decref(o);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passages_come_whole_and_harmless),
        cmocka_unit_test(references_name_the_document_that_is_there),
        cmocka_unit_test(a_large_dossier_brings_only_what_is_cited),
        cmocka_unit_test(dates_and_mentions_are_counted_from_the_store)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
