/* test_doc.c - a document through all stages, also when memory runs out. */
#include "read/read.h"
#include "test.h"
#include <stdlib.h>

static long left; /* allocations that still succeed */

static void *failing_malloc(size_t n) {
    return left-- > 0 ? malloc(n) : NULL;
}

static void *failing_realloc(void *p, size_t n) {
    return left-- > 0 ? realloc(p, n) : NULL;
}

static ent_err read_with(long allocations, const char *name, ent_str bytes) {
    ent_ctx ctx;
    ent_doc doc;
    left = allocations;
    ent_i_malloc = failing_malloc;
    ent_i_realloc = failing_realloc;
    ent_err e = ent_ctx_open(&ctx, (size_t)1 << 28);
    if (!e)
        e = ent_doc_read(&ctx, NULL, NULL, ent_i_str(name), bytes, &doc);
    if (e && e != ENT_NOMEM)
        fail_msg("%s: %s", name, ctx.fail.why);
    ent_ctx_close(&ctx);
    ent_i_malloc = malloc;
    ent_i_realloc = realloc;
    return e;
}

static void no_memory_is_said_at_every_allocation(void **state) {
    const struct {
        const char *name;
        ent_str bytes;
    } files[] = {
        {"a.txt", ENT_STR("Talks\n\nThe U.S. envoy left on May 2, 2019 "
                          "(Dagbladet, May 3). It rained.\r\nEnd.")},
        {"a.txt", ENT_STR("\xFF\xFEO\0k\0.\0")},
        {"a.txt", ENT_STR("D\xE9j\xE0 vu \xE0 Gen\xE8ve, tr\xE8s tard.")},
        {"a.html", ENT_STR("<title>T</title><meta name=author content=A><h1>T "
                           "&amp; t</h1><p>One <b>two</b> three.<p>Four.")},
        {"a.md", ENT_STR("---\ntitle: T\n---\n# T\n\nOne *two* [a](b).\n")}};
    (void)state;
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        long n = 0;
        while (read_with(n, files[k].name, files[k].bytes))
            assert_true(++n < 5000);
        assert_true(n > 3);
    }
}

static void a_date_that_is_given_wins(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_doc doc;
    ent_read_options opt = {.published = ENT_STR("2018-01")};
    assert_int_equal(ent_ctx_open(&ctx, (size_t)1 << 28), ENT_OK);
    assert_int_equal(
        ent_doc_read(&ctx, NULL, &opt, ENT_STR("-"),
                     ENT_STR("Talks\n\nMay 2, 2019\n\nThe envoy went home to "
                             "Oslo that day, they said.\n"),
                     &doc),
        ENT_OK);
    STR_EQUAL(doc.published, "2018-01");
    STR_EQUAL(doc.name, "stdin");
    ent_span at = {2, 5};
    assert_int_equal(ent_doc_origin(&doc, at).start, 2);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory_is_said_at_every_allocation),
        cmocka_unit_test(a_date_that_is_given_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
