/* test_base.c - errors, memory, text, numbers, random numbers, dates. */
#include "test.h"
#include <math.h>
#include <stdlib.h>

static void every_error_has_a_sentence_and_an_exit_code(void **state) {
    (void)state;
    assert_int_equal(ent_err_exit(ENT_OK), 0);
    assert_int_equal(ent_err_exit(ENT_NEGATIVE), 1);
    assert_int_equal(ent_err_exit(ENT_USAGE), 2);
    assert_int_equal(ent_err_exit(ENT_SYNTAX), 3);
    assert_int_equal(ent_err_exit(ENT_CANCELLED), 130);
    assert_string_equal(ent_err_name(ENT_DOMAIN), "DOMAIN");
    assert_string_equal(ent_err_text((ent_err)99), "unknown error");
}

static void philox_is_the_published_one(void **state) {
    (void)state;
    /* Uniform bits come from Random123; what is pinned here is that nobody
     * changes how (seed, draw, name) become a number. */
    ent_stream s = ent_i_stream(7, ENT_STR("PRK.position.D1"));
    double u = ent_i_uniform(s, 0, 0);
    assert_true(u > 0 && u < 1);
    assert_true(u == ent_i_uniform(s, 0, 0));
    assert_true(u != ent_i_uniform(s, 1, 0));
    assert_true(u != ent_i_uniform(s, 0, 1));
    assert_true(
        u != ent_i_uniform(ent_i_stream(8, ENT_STR("PRK.position.D1")), 0, 0));
}

static void a_latin_square_hits_every_stratum_once(void **state) {
    (void)state;
    static const uint64_t sizes[] = {1, 2, 3, 5, 16, 17, 1000};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        uint64_t n = sizes[k];
        unsigned char *seen = calloc(n, 1);
        ent_stream s = ent_i_stream(3, ENT_STR("x"));
        for (uint64_t d = 0; d < n; d++) {
            double u = ent_i_latin(s, d, n);
            assert_true(u > 0 && u < 1);
            size_t stratum = (size_t)(u * (double)n);
            assert_int_equal(seen[stratum]++, 0);
        }
        free(seen);
    }
}

static void normal_quantiles_are_those_of_the_tables(void **state) {
    (void)state;
    NEAR(ent_i_normal(0.5), 0, 1e-15);
    NEAR(ent_i_normal(0.95), 1.6448536269514722, 1e-14);
    NEAR(ent_i_normal(0.975), 1.9599639845400545, 1e-14);
    NEAR(ent_i_normal(1e-10), -6.3613409024040557, 1e-13);
}

static void arena_keeps_its_limit_and_its_marks(void **state) {
    (void)state;
    ent_arena *a = ent_arena_new(1 << 20);
    assert_null(ent_arena_alloc(a, SIZE_MAX, 8));
    assert_null(ent_arena_alloc(a, 2 << 20, 1));
    char *p = ent_arena_alloc(a, 100, 1);
    assert_int_equal(p[99], 0);
    ent_mark m = ent_i_arena_mark(a);
    for (int i = 0; i < 9; i++)
        assert_non_null(ent_arena_alloc(a, 100000, 1));
    assert_null(ent_arena_alloc(a, 200000, 1));
    ent_i_arena_release(a, m);
    assert_non_null(ent_arena_alloc(a, 200000, 1));
    ent_arena_free(a);
}

static void numbers_are_read_whole_or_not_at_all(void **state) {
    (void)state;
    double x;
    assert_true(ent_i_number(ENT_STR(" -1.5e2 "), &x));
    NEAR(x, -150, 0);
    assert_false(ent_i_number(ENT_STR("1,5"), &x));
    assert_false(ent_i_number(ENT_STR("nan"), &x));
    assert_false(ent_i_number(ENT_STR("inf"), &x));
    assert_false(ent_i_number(ENT_STR("0x10"), &x));
    assert_false(ent_i_number(ENT_STR("1e999"), &x));
    assert_false(ent_i_number(ENT_STR(""), &x));
}

static void utf8_faults_are_found(void **state) {
    (void)state;
    assert_int_equal(ent_i_utf8_bad(ENT_STR("Shinz\xc5\x8d")), 7);
    assert_int_equal(ent_i_utf8_bad(ENT_STR("a\xc0\xaf")), 1); /* overlong */
    assert_int_equal(ent_i_utf8_bad(ENT_STR("\xed\xa0\x80")),
                     0);                                        /* surrogate */
    assert_int_equal(ent_i_utf8_bad(ENT_STR("ab\xe2\x80")), 2); /* cut off */
}

static void numbers_print_so_that_they_read_back(void **state) {
    (void)state;
    static const double xs[] = {0, 0.1, 1.0 / 3, 1e300, -71.25, 5e-324};
    for (size_t i = 0; i < sizeof xs / sizeof *xs; i++) {
        ent_buf b = {0};
        ent_i_buf_number(&b, xs[i]);
        ent_i_buf_put(&b, "", 1);
        assert_true(strtod(b.s, NULL) == xs[i]);
        ent_i_buf_free(&b);
    }
    ent_buf b = {0};
    ent_i_buf_fixed(&b, -0.004, 2);
    ent_i_buf_put(&b, " ", 1);
    ent_i_buf_fixed(&b, 12.345, 2);
    ent_i_buf_put(&b, " ", 1);
    ent_i_buf_number(&b, NAN);
    ent_i_buf_put(&b, "", 1);
    assert_string_equal(b.s, "0.00 12.35 null");
    ent_i_buf_free(&b);
}

static void json_cannot_close_a_script(void **state) {
    (void)state;
    ent_buf b = {0};
    ent_i_buf_json(&b, ENT_STR("</script>\"\\\n"));
    ent_i_buf_put(&b, "", 1);
    assert_string_equal(b.s, "\"\\u003c/script>\\\"\\\\\\n\"");
    ent_i_buf_free(&b);
}

static void names_near_a_slip_are_offered(void **state) {
    (void)state;
    ent_str names[] = {ENT_STR("draws"), ENT_STR("seed"), ENT_STR("models")};
    assert_true(ent_i_eqz(ent_i_nearest(ENT_STR("draw"), names, 3), "draws"));
    assert_true(ent_i_eqz(ent_i_nearest(ENT_STR("sede"), names, 3), "seed"));
    assert_null(ent_i_nearest(ENT_STR("xyzzy"), names, 3).s);
    assert_true(
        ent_i_glob(ENT_STR("RUS.salience.*"), ENT_STR("RUS.salience.D1")));
    assert_false(ent_i_glob(ENT_STR("RUS.*.D2"), ENT_STR("RUS.salience.D1")));
}

static void days_count_from_1970(void **state) {
    (void)state;
    int32_t a, b;
    int y, m, d;
    assert_int_equal(ent_i_days(1970, 1, 1), 0);
    assert_int_equal(ent_i_days(2019, 4, 25), 18011);
    ent_i_civil(18011, &y, &m, &d);
    assert_int_equal(y * 10000 + m * 100 + d, 20190425);
    assert_int_equal(ent_i_weekday(18011), 3); /* a Thursday */
    assert_true(ent_i_iso_read(ENT_STR("2020-02"), &a, &b));
    assert_int_equal(b - a, 28);
    assert_false(ent_i_iso_read(ENT_STR("2019-02-29"), &a, &b));
    assert_false(ent_i_iso_read(ENT_STR("2019-4"), &a, &b));
}

static void sha256_is_the_published_one(void **state) {
    (void)state;
    unsigned char h[32];
    char hex[65];
    ent_i_sha256(ENT_STR("abc"), h);
    ent_i_hex(h, 32, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
    ent_i_sha256(ENT_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnop"
                         "nopq"),
                 h);
    ent_i_hex(h, 32, hex);
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039"
                             "a33ce45964ff2167f6ecedd419db06c1");
}

static void quantiles_lie_between_ranks(void **state) {
    (void)state;
    double x[] = {4, 1, 3, 2};
    ent_i_sort(x, 4);
    NEAR(ent_i_quantile(x, 4, 0.5), 2.5, 1e-15);
    NEAR(ent_i_quantile(x, 4, 0), 1, 0);
    NEAR(ent_i_quantile(x, 4, 1), 4, 0);
}

static void base64_reads_back(void **state) {
    (void)state;
    unsigned char bytes[64];
    char text[96], back[96];
    size_t n;
    for (size_t len = 0; len < sizeof bytes; len++) {
        for (size_t i = 0; i < len; i++)
            bytes[i] = (unsigned char)(i * 37 + len * 11);
        ent_i_base64(bytes, len, text);
        assert_true(ent_i_base64_read(ent_i_str(text), back, &n));
        assert_int_equal(n, len);
        assert_memory_equal(back, bytes, len);
    }
    assert_false(ent_i_base64_read(ENT_STR("QUJ"), back, &n));
    assert_false(ent_i_base64_read(ENT_STR("Q=JD"), back, &n));
    assert_false(ent_i_base64_read(ENT_STR("===="), back, &n));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base64_reads_back),
        cmocka_unit_test(every_error_has_a_sentence_and_an_exit_code),
        cmocka_unit_test(philox_is_the_published_one),
        cmocka_unit_test(a_latin_square_hits_every_stratum_once),
        cmocka_unit_test(normal_quantiles_are_those_of_the_tables),
        cmocka_unit_test(arena_keeps_its_limit_and_its_marks),
        cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
        cmocka_unit_test(utf8_faults_are_found),
        cmocka_unit_test(numbers_print_so_that_they_read_back),
        cmocka_unit_test(json_cannot_close_a_script),
        cmocka_unit_test(names_near_a_slip_are_offered),
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(sha256_is_the_published_one),
        cmocka_unit_test(quantiles_lie_between_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
