/* test_table_matrix.c - squares of numbers by name, and what is wrong with
 * them. */
#include "tables_test.h"

static const ent_str NAME[] = {{"A", 1}, {"B", 1}, {"C, D", 4}};

static ent_err read_it(ent_ctx *ctx, const char *csv, double **out) {
    return ent_matrix_read(ctx, ENT_STR("m.csv"), ent_i_str(csv), NAME, 3, out);
}

static void names_may_stand_in_any_order(void **state) {
    (void)state;
    ent_ctx ctx;
    double *x;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(read_it(&ctx,
                             "# who,sees,whom\nfrom,B,\"C, D\",A\n"
                             "\"C, D\",1,2,3\nA,-4,,6e-1\n\nB,7,8,9\n",
                             &x),
                     ENT_OK);
    const double want[] = {.6, -4, 0, 9, 7, 8, 3, 1, 2};
    for (size_t k = 0; k < 9; k++)
        NEAR(x[k], want[k], 0);
    ent_ctx_close(&ctx);
}

static void gives(const char *csv, ent_err err, const char *want) {
    ent_ctx ctx;
    double *x;
    char got[600];
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(read_it(&ctx, csv, &x), err);
    snprintf(got, sizeof got, "%u:%u %s", ctx.fail.line, ctx.fail.column,
             ctx.fail.why);
    assert_string_equal(got, want);
    ent_ctx_close(&ctx);
}

#define HEAD ",A,B,\"C, D\"\n"

static void every_fault_is_named_with_its_place(void **state) {
    (void)state;
    gives("", ENT_SYNTAX,
          "0:0 the file is empty; a table begins with the names of all "
          "actors");
    gives(HEAD "A,1,x,3\nB,1,2\n\"C, D\",1,2,y\nE,0,0,0\n", ENT_SYNTAX,
          "2:5 a pair takes a number, not 'x'; leave the cell blank for 0; 4 "
          "more faults, at line:column 3:5, 4:12, 5:1, 0:0");
    gives(",A,A,B\nA,1,1,1\nB,1,1,1\n\"C, D\",0,0,0\n", ENT_NAME,
          "1:4 column 'A' stands here twice; keep one; 1 more fault, at "
          "line:column 1:6");
    gives(HEAD "A,1,1,1\nA,1,1,1\nB,1,1,1\n", ENT_NAME,
          "3:1 row 'A' stands here twice; keep one; 1 more fault, at "
          "line:column 0:0");
    gives(",A,B,\"C, E\"\n", ENT_NAME,
          "1:6 the table has no 'C, E' (did you mean 'C, D'?); give rows and "
          "columns the names of its actors; 4 more faults, at line:column "
          "1:6, 0:0, 0:0, 0:0");
    gives(HEAD "A,1,\xFF,1\n", ENT_ENCODING,
          "2:0 this is not UTF-8; save the table as UTF-8");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_may_stand_in_any_order),
        cmocka_unit_test(every_fault_is_named_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
