/* test_arena.c - limits, marks and zeroed memory. */
#include "test.h"

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

/* Beyond a page an array has a page of its own; marks below, above and around
 * it stay true while it grows, and so does the limit. */
static void arrays_grow_where_they_are(void **state) {
    (void)state;
    ent_arena *a = ent_arena_new(8 << 20);
    ent_vec v = {0}, w = {0};
    ent_mark below = ent_i_arena_mark(a);
    for (uint32_t i = 0; i < 100000; i++)
        *ENT_PUSH(a, &v, uint32_t) = i;
    ent_mark above = ent_i_arena_mark(a);
    for (uint32_t i = 0; i < 300000; i++) {
        *ENT_PUSH(a, &w, uint32_t) = i;
        *ENT_PUSH(a, &v, uint32_t) = 100000 + i;
    }
    ent_i_arena_release(a, above);
    w = (ent_vec){0};
    char *other = ent_arena_alloc(a, 70000, 1);
    memset(other, 0xFF, 70000);
    for (uint32_t i = 0; i < 400000; i++)
        assert_int_equal(((const uint32_t *)v.at)[i], i);
    v.n = 7;
    assert_int_equal(*ENT_PUSH(a, &v, uint32_t), 0);
    v.n = v.cap;
    while (ENT_PUSH(a, &v, uint32_t))
        v.n = v.cap;
    assert_true(v.cap * sizeof(uint32_t) <= 8 << 20);
    assert_null(ent_arena_alloc(a, 8 << 20, 1));
    ent_i_arena_release(a, below);
    assert_non_null(ent_arena_alloc(a, (8 << 20) - 16, 1));
    ent_arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_its_limit_and_its_marks),
        cmocka_unit_test(arrays_grow_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
