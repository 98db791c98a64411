/* test_gate.c - whom the workbench answers. */
#include "serve/serve.h"
#include "test.h"

static const ent_door door = {"0123456789abcdef0123456789abcdef", 4711};

static const ent_knock good = {"GET", "127.0.0.1:4711", NULL,
                               "0123456789abcdef0123456789abcdef", NULL};

static void who_knows_the_token_comes_in(void **state) {
    (void)state;
    ent_knock k = good;
    assert_int_equal(ent_i_door_check(&door, &k), 200);
    k.cookie = k.token;
    k.token = NULL;
    assert_int_equal(ent_i_door_check(&door, &k), 200);
    k.host = "localhost:4711";
    k.origin = "http://localhost:4711";
    assert_int_equal(ent_i_door_check(&door, &k), 200);
}

static void a_wrong_token_is_none(void **state) {
    (void)state;
    static const char *const bad[] = {NULL, "", "0123456789abcdef",
                                      "0123456789abcdef0123456789abcdee",
                                      "0123456789abcdef0123456789abcdef0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_knock k = good;
        k.token = k.cookie = bad[i];
        assert_int_equal(ent_i_door_check(&door, &k), 403);
    }
}

static void another_name_for_this_machine_is_turned_away(void **state) {
    (void)state;
    static const char *const bad[] = {NULL,
                                      "evil.example:4711",
                                      "127.0.0.1",
                                      "127.0.0.1:4712",
                                      "127.0.0.1:4711.evil.example",
                                      "[::1]:4711"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_knock k = good;
        k.host = bad[i];
        assert_int_equal(ent_i_door_check(&door, &k), 403);
    }
}

static void a_page_of_another_site_is_turned_away(void **state) {
    (void)state;
    static const char *const bad[] = {"null", "http://evil.example",
                                      "https://127.0.0.1:4711",
                                      "http://127.0.0.1:4712", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_knock k = good;
        k.origin = bad[i];
        assert_int_equal(ent_i_door_check(&door, &k), 403);
    }
}

static void nothing_can_be_changed(void **state) {
    (void)state;
    ent_knock k = good;
    k.method = "POST";
    assert_int_equal(ent_i_door_check(&door, &k), 405);
    k.token = NULL;
    assert_int_equal(ent_i_door_check(&door, &k), 403);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_knows_the_token_comes_in),
        cmocka_unit_test(a_wrong_token_is_none),
        cmocka_unit_test(another_name_for_this_machine_is_turned_away),
        cmocka_unit_test(a_page_of_another_site_is_turned_away),
        cmocka_unit_test(nothing_can_be_changed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
