/* test_sha256.c - the published test vectors; base64 and back. */
#include "test.h"

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
        cmocka_unit_test(sha256_is_the_published_one),
        cmocka_unit_test(base64_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
