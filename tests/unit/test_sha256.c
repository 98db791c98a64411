/* test_sha256.c - the published test vectors. */
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_is_the_published_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
