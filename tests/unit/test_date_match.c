/* test_date_match.c - the longest rule wins, lists, spans, lack of memory. */
#include "read/date_rules.h"
#include "test.h"
#include <stdlib.h>

typedef struct text {
    ent_ctx ctx;
    ent_sentence one;
    ent_doc doc;
    ent_tokens toks;
    ent_i_dater *dater;
} text;

static void open_text(text *t, const char *z) {
    assert_int_equal(ent_ctx_open(&t->ctx, 1 << 26), ENT_OK);
    t->one = (ent_sentence){.in = {{0, (uint32_t)strlen(z)}, 1, 1}};
    t->doc = (ent_doc){.text = ent_i_str(z), .n_sents = 1, .sent = &t->one};
    assert_int_equal(ent_i_read_tokens(&t->ctx, &t->doc, &t->toks), ENT_OK);
    assert_int_equal(ent_i_dater_new(&t->ctx, &t->doc, &t->toks, &t->dater),
                     ENT_OK);
}

static void the_longest_match_wins(void **state) {
    text t;
    ent_i_date_match m;
    ent_i_now now = {.ref = {2019, 5, 15}};
    (void)state;
    open_text(&t, "since late last year they talk");
    assert_true(ent_i_date_at(t.dater, &now, 0, 6, &m));
    assert_int_equal(m.end, 4);
    assert_true(m.when.open_b);
    assert_true(ent_i_date_at(t.dater, &now, 0, 4, &m));
    assert_false(ent_i_date_at(t.dater, &now, 0, 3, &m));
    assert_false(ent_i_date_at(t.dater, &now, 4, 6, &m));
    ent_ctx_close(&t.ctx);
}

static void a_list_of_days(void **state) {
    text t;
    ent_i_date_match m[4];
    ent_i_now now = {.cited = true};
    (void)state;
    open_text(&t, "April 23, 25, May 2");
    assert_int_equal(ent_i_date_list(t.dater, &now, 0, 7, m, 4), 3);
    assert_int_equal(m[1].when.a.m, 4);
    assert_int_equal(m[1].when.a.d, 25);
    assert_int_equal(m[2].when.a.m, 5);
    assert_int_equal(ent_i_date_list(t.dater, &now, 0, 7, m, 2), 2);
    ent_ctx_close(&t.ctx);
}

/* ---- every allocation may fail */

static long left;

static void *failing_malloc(size_t n) {
    return left-- > 0 ? malloc(n) : NULL;
}

static void *failing_realloc(void *p, size_t n) {
    return left-- > 0 ? realloc(p, n) : NULL;
}

static ent_err read_once(void) {
    ent_ctx ctx;
    ent_doc doc;
    ent_err e = ent_ctx_open(&ctx, 1 << 26);
    if (!e)
        e = ent_doc_read(&ctx, NULL, NULL, ENT_STR("a.txt"),
                         ENT_STR("They met on May 3, 2018 (VG, May 4; NTB, "
                                 "May 5), writes professor Ola Nordmann."),
                         &doc);
    ent_ctx_close(&ctx);
    return e;
}

static void lack_of_memory_is_an_error(void **state) {
    ent_err e = ENT_NOMEM;
    long n = 0;
    (void)state;
    ent_i_malloc = failing_malloc;
    ent_i_realloc = failing_realloc;
    for (; e == ENT_NOMEM && n < 10000; n++) {
        left = n;
        e = read_once();
    }
    ent_i_malloc = malloc;
    ent_i_realloc = realloc;
    assert_int_equal(e, ENT_OK);
    assert_true(n > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_match_wins),
        cmocka_unit_test(a_list_of_days),
        cmocka_unit_test(lack_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
