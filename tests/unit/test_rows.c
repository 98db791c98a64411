/* test_rows.c - what is stored can be seen whole, and nothing else gets in. */
#include "store.h"
#include "store/rows.h"

static ent_err shown(dossier *d, ent_ref ref, json_t **out) {
    ent_buf b = {0};
    json_error_t why;
    *out = NULL;
    ent_err e = ent_store_show(&d->ctx, d->s, ref, ent_i_buf_sink(&b));
    if (!e && !(*out = json_loadb(b.s, b.n, 0, &why)))
        fail_msg("%s: %s", why.text, b.s);
    ent_i_buf_free(&b);
    return e;
}

static json_t *row(json_t *of, const char *kind, size_t i) {
    json_t *out = json_array_get(json_object_get(of, kind), i);
    if (!out)
        fail_msg("there is no %s %zu", kind, i);
    return out;
}

static const char *text(json_t *of, const char *key) {
    return json_string_value(json_object_get(of, key));
}

static void every_kind_of_evidence_is_shown(void **state) {
    (void)state;
    dossier d;
    json_t *root;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", RICH));
    OK(&d, shown(&d, (ent_ref){.doc = ENT_STR("a")}, &root));
    json_t *doc = json_object_get(root, "document");
    assert_string_equal(text(doc, "name"), "a");
    assert_true(json_is_null(json_object_get(doc, "author")));
    json_t *one = row(row(doc, "paragraph", 0), "sentence", 0);
    json_t *two = row(row(doc, "paragraph", 0), "sentence", 1);
    assert_string_equal(text(one, "text"), "Kim met Moon in 2019.");
    assert_string_equal(text(row(one, "mention", 0), "entity"), "kim_jong_un");
    assert_string_equal(text(row(one, "date", 0), "quote"), "2019");
    json_t *event = row(one, "event", 0);
    assert_string_equal(text(event, "quote"), "met");
    assert_string_equal(text(event, "target"), "USAGOV|USA");
    assert_string_equal(text(event, "coder_kind"), "rule");
    NEAR(json_number_value(json_object_get(event, "confidence")), 0.75, 0);
    assert_string_equal(text(row(two, "citation", 0), "source"), "Tass");
    json_t *statement = row(two, "statement", 0);
    assert_string_equal(text(statement, "content"),
                        "\"no\" \xe2\x80\x94 twice. (Tass)");
    assert_int_equal(json_integer_value(json_object_get(statement, "stance")),
                     -1);
    json_decref(root);
    dossier_close(&d);
}

static void one_sentence_can_be_shown(void **state) {
    (void)state;
    dossier d;
    json_t *root;
    dossier_open(&d);
    OK(&d, put_text(&d, "a", RICH));
    OK(&d, shown(&d, (ent_ref){ENT_STR("a"), 1, 2}, &root));
    json_t *doc = json_object_get(root, "document");
    assert_int_equal(json_array_size(json_object_get(doc, "paragraph")), 1);
    json_t *para = row(doc, "paragraph", 0);
    assert_int_equal(json_array_size(json_object_get(para, "sentence")), 1);
    assert_int_equal(
        json_integer_value(json_object_get(row(para, "sentence", 0), "number")),
        2);
    json_decref(root);
    assert_int_equal(shown(&d, (ent_ref){ENT_STR("a"), 1, 3}, &root),
                     ENT_MISSING);
    assert_int_equal(shown(&d, (ent_ref){ENT_STR("b"), 0, 0}, &root),
                     ENT_MISSING);
    dossier_close(&d);
}

/* The list of tables names every column of the schema but the two that hold
 * the rows together. */
static void the_list_of_tables_is_complete(void **state) {
    (void)state;
    dossier d;
    dossier_open(&d);
    for (int t = 0; t < ENT_N_TABLES; t++) {
        const ent_table_row *table = &ent_i_tables[t];
        char sql[96];
        int64_t n = 1;
        for (const char *c = table->columns; *c; c++)
            n += *c == ',';
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM pragma_table_info('%s')", table->name);
        assert_int_equal(count(&d, sql), n + 1 + (table->parent != NULL));
    }
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_evidence_is_shown),
        cmocka_unit_test(one_sentence_can_be_shown),
        cmocka_unit_test(the_list_of_tables_is_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
