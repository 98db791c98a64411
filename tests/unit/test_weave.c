/* test_weave.c - which place a character gets when the source has something
 * between it and the one before. */
#include "read/text.h"
#include "test.h"

static ent_ctx ctx;

static int set_up(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, 1 << 20) != ENT_OK;
}

static int tear_down(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static void put(ent_weave *w, const char *piece, size_t from, size_t to) {
    ent_i_weave_put(w, ent_i_str(piece), from, to);
}

/* "<b>Kim</b>, <i>who</i> left": a name's place is without the tags. */
static void a_gap_belongs_to_neither_side(void **state) {
    (void)state;
    ent_str s = ENT_STR("<b>Kim</b>, <i>who</i> left");
    ent_weave w = {0};
    ent_doc doc = {.text = s, .bytes = s};
    ent_i_weave_run(&w, s, 3, 6);
    ent_i_weave_run(&w, s, 10, 12);
    ent_i_weave_run(&w, s, 15, 18);
    ent_i_weave_run(&w, s, 22, 27);
    assert_int_equal(ent_i_weave_end(&ctx, &w, &doc), ENT_OK);
    ent_i_weave_free(&w);
    STR_EQUAL(doc.text, "Kim, who left");
    ent_span kim = ent_doc_origin(&doc, (ent_span){0, 3});
    ent_span who = ent_doc_origin(&doc, (ent_span){5, 8});
    ent_span left = ent_doc_origin(&doc, (ent_span){9, 13});
    assert_int_equal(kim.start, 3);
    assert_int_equal(kim.end, 6);
    assert_int_equal(who.start, 15);
    assert_int_equal(who.end, 18);
    assert_int_equal(left.start, 23);
    assert_int_equal(left.end, 27);
}

static void a_line_ends_where_its_last_word_does(void **state) {
    (void)state;
    ent_weave w = {0};
    ent_doc doc = {.text = ENT_STR("&amp;  </h1> x"), .origin = NULL};
    put(&w, "&", 0, 5);
    put(&w, " ", 5, 6);
    assert_true(ent_i_weave_line(&w, ctx.keep, ENT_TEXT_HEADING));
    assert_true(ent_i_weave_line(&w, ctx.keep, ENT_TEXT_HEADING));
    put(&w, "x", 13, 14);
    assert_int_equal(ent_i_weave_end(&ctx, &w, &doc), ENT_OK);
    ent_i_weave_free(&w);
    STR_EQUAL(doc.text, "&\nx");
    assert_int_equal(ent_doc_origin(&doc, (ent_span){0, 1}).end, 5);
    assert_int_equal(ent_doc_origin(&doc, (ent_span){2, 3}).start, 13);
    assert_int_equal(doc.n_paras, 1);
    assert_int_equal(doc.para[0].kind, ENT_TEXT_HEADING);
}

static void two_maps_are_joined(void **state) {
    (void)state;
    static const uint32_t outer[] = {10, 12, 14, 16};
    ent_weave w = {0};
    ent_doc doc = {.text = ENT_STR("abc"), .origin = outer};
    put(&w, "b", 1, 2);
    assert_int_equal(ent_i_weave_end(&ctx, &w, &doc), ENT_OK);
    ent_i_weave_free(&w);
    ent_span b = ent_doc_origin(&doc, (ent_span){0, 1});
    assert_int_equal(b.start, 12);
    assert_int_equal(b.end, 14);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_belongs_to_neither_side),
        cmocka_unit_test(a_line_ends_where_its_last_word_does),
        cmocka_unit_test(two_maps_are_joined),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
