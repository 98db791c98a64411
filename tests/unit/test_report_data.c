/* test_report_data.c - the data behind the page keeps its contract. */
#include "report.h"

static void has_keys(const json_t *o, const char *const *key) {
    for (; *key; key++)
        at(o, *key);
}

static void every_field_of_the_contract_is_there(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    has_keys(o, (const char *const[]){"schema", "scenario", "title", "question",
                                      "date", "run", "bottom_line", "caveat",
                                      "warnings", "models", "actors", "issues",
                                      "events", "documents", "dates",
                                      "compared", NULL});
    has_keys(at(o, "run"),
             (const char *const[]){"version", "name", "seed", "draws", "failed",
                                   "design", "lens", "command", NULL});
    has_keys(json_array_get(at(o, "models"), 0),
             (const char *const[]){"name", "title", "source", "weight", NULL});
    assert_string_equal(TEXT(o, "schema"), "entente-report/1");
    assert_string_equal(TEXT(o, "scenario"), "pact");
    assert_string_equal(TEXT(o, "date"), "2019-05");
    assert_string_equal(TEXT(at(o, "run"), "seed"), "7");
    assert_true(json_array_size(at(o, "bottom_line")) > 0);
    assert_true(json_is_null(at(o, "compared")));
    json_decref(o);
    fixture_close(&x);
}

static void actors_have_their_weight_and_what_it_rests_on(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    json_t *o = report_json(&x);
    const json_t *a = json_array_get(at(o, "actors"), 0);
    assert_string_equal(TEXT(a, "name"), "Arland");
    NEAR(json_number_value(at(at(a, "capability"), "hi")), 80, 0);
    assert_int_equal(json_integer_value(at(a, "stances")), 1);
    assert_int_equal(json_array_size(at(a, "factions")), 2);
    assert_string_equal(json_string_value(json_array_get(at(a, "evidence"), 1)),
                        "second#2.1");
    assert_int_equal(json_array_size(at(a, "evidence")), 3); /* one twice */
    assert_int_equal(json_array_size(at(a, "capability_evidence")), 2);
    assert_string_equal(TEXT(a, "capability_note"), "Large");
    const json_t *f = json_array_get(at(a, "factions"), 0);
    assert_string_equal(TEXT(f, "name"), "The old");
    assert_string_equal(TEXT(f, "note"), "Few");
    assert_int_equal(json_array_size(at(f, "evidence")), 2);
    a = json_array_get(at(o, "actors"), 2);
    assert_int_equal(json_integer_value(at(a, "stances")), 0);
    json_decref(o);
    fixture_close(&x);
}

static void the_same_run_gives_the_same_bytes(void **state) {
    (void)state;
    fixture x, y;
    ent_buf a = {0}, b = {0};
    fixture_open(&x);
    fixture_open(&y);
    must(&x.ctx, ent_report_data(&x.ctx, &x.r, ent_i_buf_sink(&a)));
    must(&y.ctx, ent_report_data(&y.ctx, &y.r, ent_i_buf_sink(&b)));
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.s, b.s, a.n);
    ent_i_buf_free(&a);
    ent_i_buf_free(&b);
    fixture_close(&x);
    fixture_close(&y);
}

static int full_disk(void *user, const char *bytes, size_t n) {
    (void)user, (void)bytes, (void)n;
    return 1;
}

static void a_full_disk_is_told(void **state) {
    (void)state;
    fixture x;
    fixture_open(&x);
    assert_int_equal(ent_report_data(&x.ctx, &x.r, (ent_sink){full_disk, NULL}),
                     ENT_IO);
    fixture_close(&x);
}

static size_t left; /* allocations until the next one fails, once */

static void *failing_malloc(size_t n) {
    return left-- ? malloc(n) : NULL;
}

static void *failing_realloc(void *p, size_t n) {
    return left-- ? realloc(p, n) : NULL;
}

static void each_allocation_may_fail(void **state) {
    (void)state;
    fixture x;
    ent_err e = ENT_NOMEM;
    size_t k = 0;
    fixture_open(&x);
    for (; e && k < 1000; k++) {
        ent_buf b = {0};
        left = k;
        ent_i_malloc = failing_malloc;
        ent_i_realloc = failing_realloc;
        e = ent_report_html(&x.ctx, &x.r, ent_i_buf_sink(&b));
        ent_i_malloc = malloc;
        ent_i_realloc = realloc;
        e = !e && b.bad ? ENT_NOMEM : e; /* the caller's own buffer failed */
        assert_true(e == ENT_OK || e == ENT_NOMEM || e == ENT_IO);
        ent_i_buf_free(&b);
    }
    assert_true(k > 5 && k < 1000);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_contract_is_there),
        cmocka_unit_test(actors_have_their_weight_and_what_it_rests_on),
        cmocka_unit_test(the_same_run_gives_the_same_bytes),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(each_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
