/* test_file.c - files are whole or as they were. */
#include "test.h"
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static ent_ctx ctx;
static char dir[] = "/tmp/entente-test-XXXXXX";

static ent_str in(const char *name) {
    return ent_i_path_join(ctx.keep, ent_i_str(dir), ent_i_str(name));
}

static int make(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, 64 << 20) || !mkdtemp(dir);
}

static int drop(void **state) {
    (void)state;
    ent_str *file;
    size_t n;
    if (!ent_i_file_list(&ctx, ctx.keep, ent_i_str(dir), &file, &n))
        for (size_t i = 0; i < n; i++)
            unlink(file[i].s);
    rmdir(in("sub/deep").s);
    rmdir(in("sub").s);
    rmdir(dir);
    ent_ctx_close(&ctx);
    return 0;
}

static void what_is_written_is_read_back(void **state) {
    (void)state;
    ent_str got;
    assert_int_equal(ent_i_file_write(&ctx, in("a"), ENT_STR("x\0y")), ENT_OK);
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, in("a"), 100, &got),
                     ENT_OK);
    assert_int_equal(got.n, 3);
    assert_int_equal(got.s[got.n], 0);
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, in("a"), 2, &got),
                     ENT_LIMIT);
}

static void what_is_missing_is_named(void **state) {
    (void)state;
    ent_str got;
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, in("none"), 9, &got),
                     ENT_MISSING);
    assert_string_equal(ctx.fail.file, in("none").s);
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, ent_i_str(dir), 9, &got),
                     ENT_MISSING); /* a folder is no file */
}

static void a_write_that_fails_leaves_the_old_file(void **state) {
    (void)state;
    ent_str got;
    assert_int_equal(ent_i_file_write(&ctx, in("b"), ENT_STR("old")), ENT_OK);
    assert_int_equal(ent_i_file_write(&ctx, in("none/b"), ENT_STR("new")),
                     ENT_MISSING);
    assert_int_equal(
        ent_i_file_write(&ctx, ENT_STR("/dev/full/b"), ENT_STR("new")),
        ENT_MISSING);
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, in("b"), 9, &got), ENT_OK);
    STR_EQUAL(got, "old");
}

static void folders_are_made_and_walked_in_order(void **state) {
    (void)state;
    ent_str *file;
    size_t n;
    assert_int_equal(ent_i_folder_make(&ctx, in("sub/deep")), ENT_OK);
    assert_int_equal(ent_i_folder_make(&ctx, in("sub/deep")), ENT_OK);
    ent_i_file_write(&ctx, in("sub/deep/z"), ENT_STR("1"));
    ent_i_file_write(&ctx, in("sub/.hidden"), ENT_STR("2"));
    assert_int_equal(ent_i_file_list(&ctx, ctx.keep, in("sub"), &file, &n),
                     ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(file[0].s, in("sub/deep/z").s);
    unlink(in("sub/.hidden").s);
}

static void of_two_programs_one_gets_the_folder(void **state) {
    (void)state;
    bool made;
    assert_int_equal(ent_i_folder_claim(&ctx, in("claimed/it"), &made), ENT_OK);
    assert_true(made);
    assert_int_equal(ent_i_folder_claim(&ctx, in("claimed/it"), &made), ENT_OK);
    assert_false(made);
    rmdir(in("claimed/it").s);
    rmdir(in("claimed").s);
    assert_int_equal(ent_i_file_write(&ctx, in("f"), ENT_STR("x")), ENT_OK);
    assert_int_equal(ent_i_folder_make(&ctx, in("f/below")), ENT_NAME);
    assert_non_null(strstr(ctx.fail.why, "is a file"));
}

static void paths_come_apart(void **state) {
    (void)state;
    STR_EQUAL(ent_i_path_stem(ENT_STR("a/b.tar.gz")), "b.tar");
    STR_EQUAL(ent_i_path_stem(ENT_STR("a/.x")), ".x");
    STR_EQUAL(ent_i_path_base(ENT_STR("/a")), "a");
    STR_EQUAL(ent_i_path_folder(ENT_STR("/a")), "/");
    STR_EQUAL(ent_i_path_folder(ENT_STR("a")), ".");
    STR_EQUAL(ent_i_path_folder(ENT_STR("a/b/c")), "a/b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(a_write_that_fails_leaves_the_old_file),
        cmocka_unit_test(folders_are_made_and_walked_in_order),
        cmocka_unit_test(of_two_programs_one_gets_the_folder),
        cmocka_unit_test(paths_come_apart),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
