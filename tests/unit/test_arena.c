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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_its_limit_and_its_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
