/* test_table_decide.c - files of the DECIDE program. */
#include "table_test.h"

#define NAMES "#A\tA\tlong name\n#A\tB\n#P\ttoll\n"

static void positions_are_stretched_by_their_scale(void **state) {
    (void)state;
    table_gives(NAMES "#M\ttoll\t7\n#M\ttoll\t0.5\n"
                      "#D\tA\ttoll\t7\t0.5\t2\n#D\tB\ttoll\t1.8\t1\t1\n",
                "toll/A 2 100 0.5; toll/B 1 20 1");
    table_gives("'#A'\t'A'\t''\t\n'#P'\t'toll'\t\n'#D'\t'A'\t'toll'\t30\t50\t"
                "1\t\n#/\tremark\n",
                "toll/A 1 30 0.5");
}

static void names_must_be_declared(void **state) {
    (void)state;
    table_gives(NAMES "#D\tC\ttoll\t1\t1\t1\n",
                "4:4 no actor 'C' was named before");
    table_gives(NAMES "#D\tA\ttol\t1\t1\t1\n",
                "4:6 no issue 'tol' was named before; did you mean 'toll'?");
    table_gives(NAMES "#A\tB\n", "4:4 'B' is not a new name");
    table_gives(NAMES "#M\tx\t1\n", "4:4 no issue 'x' was named before");
}

static void faults_of_a_record_are_named(void **state) {
    (void)state;
    table_gives(NAMES "#D\tA\ttoll\t160\t1\t-1\n",
                "4:17 capability must not be negative: -1; use 0 for an actor "
                "without any; 1 more fault, at line:column 4:11");
    table_gives(NAMES "#M\ttoll\t3\n#D\tA\ttoll\t3\t1\t1\n",
                "5:6 the scale of 'toll' has one end only");
    table_gives(NAMES "#D\tA\ttoll\t3\t1\t1\n#M\ttoll\t1\n",
                "5:1 the scale of 'toll' changes after a position on it");
    table_gives(NAMES "#M\ttoll\tx\n", "4:9 the scale needs a number here");
    table_gives(NAMES "#X\n", "4:1 '#X' is no record of a DECIDE file");
    table_gives(NAMES "#D\tA\ttoll\t3\n",
                "4:11 salience must be a number, not ''");
}

static void the_published_file_with_faults_is_refused(void **state) {
    (void)state;
    const char *path =
        ENT_SHARED_DIR "/cases/exchange/copenhagen_with_errors.csv";
    ent_ctx ctx;
    ent_str bytes;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    if (!ent_i_file_exists(ent_i_str(path))) {
        print_message("skipped: the published cases are not here\n");
        skip();
    }
    assert_int_equal(
        ent_i_file_read(&ctx, ctx.keep, ent_i_str(path), 1 << 20, &bytes),
        ENT_OK);
    table_gives(bytes.s, "86:19 position 160 of 'Russia' on 'Control' lies "
                         "outside its scale 0..100; 1 more fault, at "
                         "line:column 87:32");
    ent_ctx_close(&ctx);
}

static void no_allocation_is_taken_for_granted(void **state) {
    (void)state;
    survives_without_memory(NAMES "#M\ttoll\t0\n#M\ttoll\t100\n"
                                  "#D\t'A'\ttoll\t1\t1\t1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_are_stretched_by_their_scale),
        cmocka_unit_test(names_must_be_declared),
        cmocka_unit_test(faults_of_a_record_are_named),
        cmocka_unit_test(the_published_file_with_faults_is_refused),
        cmocka_unit_test(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
