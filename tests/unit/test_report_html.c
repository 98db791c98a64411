/* test_report_html.c - the page: whole, offline, and with nothing that runs
 * but its own script. */
#include "report.h"

static ent_str page_of(fixture *x, ent_buf *b) {
    must(&x->ctx, ent_report_html(&x->ctx, &x->r, ent_i_buf_sink(b)));
    return (ent_str){b->s, b->n};
}

static size_t how_often(ent_str page, const char *what) {
    size_t n = 0;
    for (size_t i = 0; i < page.n; i++)
        n += ent_i_starts((ent_str){page.s + i, page.n - i}, what);
    return n;
}

/* What stands between the first `before` and the next `after`. */
static ent_str between(ent_str page, const char *before, const char *after) {
    const char *a = memmem(page.s, page.n, before, strlen(before));
    assert_non_null(a);
    a += strlen(before);
    const char *z =
        memmem(a, page.n - (size_t)(a - page.s), after, strlen(after));
    assert_non_null(z);
    return (ent_str){a, (size_t)(z - a)};
}

static void the_data_comes_out_of_the_page_as_it_went_in(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0}, data = {0};
    fixture_open(&x);
    ent_str page = page_of(&x, &b);
    must(&x.ctx, ent_report_data(&x.ctx, &x.r, ent_i_buf_sink(&data)));
    ent_str in = between(page, "id=\"entente-data\">", "</script>");
    assert_true(ent_i_eq(in, (ent_str){data.s, data.n}));
    ent_i_buf_free(&data);
    ent_i_buf_free(&b);
    fixture_close(&x);
}

static void no_mark_is_left_and_no_text_breaks_out(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0};
    fixture_open(&x);
    ent_str page = page_of(&x, &b);
    assert_int_equal(how_often(page, "<!--entente:"), 0);
    assert_int_equal(how_often(page, "-hash}}"), 0);
    assert_int_equal(how_often(page, "<img src=x"), 0);
    assert_int_equal(how_often(page, "<script>pact"), 0);
    ent_str title = between(page, "<title>", "</title>");
    assert_true(ent_i_starts(title, "A &lt;/title&gt;&lt;script&gt;pact"));
    ent_i_buf_free(&b);
    fixture_close(&x);
}

static void hash_is(ent_str page, ent_str part, const char *directive) {
    unsigned char sum[32];
    char hash[48], want[96];
    ent_i_sha256(part, sum);
    ent_i_base64(sum, sizeof sum, hash);
    snprintf(want, sizeof want, "%s 'sha256-%s'", directive, hash);
    assert_int_equal(how_often(page, want), 1);
}

static void the_policy_names_its_own_script_and_style(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0};
    fixture_open(&x);
    ent_str page = page_of(&x, &b), policy;
    hash_is(page, between(page, "<style>", "</style>"), "style-src");
    hash_is(page, between(page, "<script>", "</script>"), "script-src");
    assert_int_equal(how_often(page, "default-src 'none'"), 1);
    must(&x.ctx, ent_i_report_policy(&x.ctx, &policy));
    hash_is(policy, between(page, "<script>", "</script>"), "script-src");
    ent_i_buf_free(&b);
    fixture_close(&x);
}

static void the_page_names_no_outside_address(void **state) {
    (void)state;
    fixture x;
    ent_buf b = {0};
    fixture_open(&x);
    ent_str page = page_of(&x, &b);
    assert_int_equal(how_often(page, "https://"),
                     how_often(page, "https://doi.org"));
    assert_int_equal(how_often(page, "http://"),
                     how_often(page, "http://www.w3.org/"));
    assert_int_equal(how_often(page, "src=\"") + how_often(page, "href=\"http"),
                     0);
    ent_i_buf_free(&b);
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_data_comes_out_of_the_page_as_it_went_in),
        cmocka_unit_test(no_mark_is_left_and_no_text_breaks_out),
        cmocka_unit_test(the_policy_names_its_own_script_and_style),
        cmocka_unit_test(the_page_names_no_outside_address)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
