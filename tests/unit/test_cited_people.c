/* test_cited_people.c - which people are sources, and where their rows point;
 * more examples in tests/text/citations.txt. */
#include "read/read.h"
#include "test.h"

static void read_one(ent_ctx *ctx, const char *z, ent_doc *doc) {
    assert_int_equal(ent_ctx_open(ctx, 1 << 26), ENT_OK);
    assert_int_equal(
        ent_doc_read(ctx, NULL, NULL, ENT_STR("a.txt"), ent_i_str(z), doc),
        ENT_OK);
}

static void the_row_spans_the_verb_and_the_name(void **state) {
    ent_ctx ctx;
    ent_doc doc;
    (void)state;
    read_one(&ctx, "Fish is good, writes professor Ola H. Nordmann, a cook.\n",
             &doc);
    assert_int_equal(doc.n_citations, 1);
    STR_EQUAL(doc.citation[0].source, "Ola H. Nordmann");
    ent_span at = doc.citation[0].in.at;
    STR_EQUAL(((ent_str){doc.text.s + at.start, at.end - at.start}),
              "writes professor Ola H. Nordmann");
    ent_ctx_close(&ctx);
}

static void parties_to_the_dispute_are_no_sources(void **state) {
    ent_ctx ctx;
    ent_doc doc;
    (void)state;
    read_one(&ctx,
             "“Fish is good,” said President Ola Nordmann. "
             "According to Kari Nordmann, it is not. "
             "Ola Nordmann says so.\n",
             &doc);
    assert_int_equal(doc.n_citations, 0);
    ent_ctx_close(&ctx);
}

/* Once quadratic: names were sought to the end of each run of capitals. */
static void long_runs_of_names_take_linear_time(void **state) {
    ent_ctx ctx;
    ent_doc doc;
    ent_buf b = {0};
    (void)state;
    for (int i = 0; i < 60000; i++)
        ent_i_buf_put(&b, "Dr Ann ", 7);
    ent_i_buf_put(&b, "\n", 2);
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    assert_int_equal(ent_doc_read(&ctx, NULL, NULL, ENT_STR("a.txt"),
                                  (ent_str){b.s, b.n - 1}, &doc),
                     ENT_OK);
    assert_int_equal(doc.n_citations, 0);
    ent_i_buf_free(&b);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_row_spans_the_verb_and_the_name),
        cmocka_unit_test(parties_to_the_dispute_are_no_sources),
        cmocka_unit_test(long_runs_of_names_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
