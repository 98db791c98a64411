/* test_table.c - plain tables, and all tables that were published. */
#include "model/model.h"
#include "table_test.h"
#include <stdlib.h>

#define HEAD "actor,capability,position,salience\n"

static void columns_come_in_any_order(void **state) {
    (void)state;
    table_gives(HEAD "A,1,30,.5\nB,2,70,1\n",
                "issue/A 1 30 0.5; issue/B 2 70 1");
    table_gives("\xEF\xBB\xBF# remark\nSalience,note,Actor,Position,"
                "Capability\r\n.5,\"a, b\",\"A \"\"x\"\"\",30,1\r\n",
                "issue/A \"x\" 1 30 0.5");
}

static void an_issue_column_makes_a_long_table(void **state) {
    (void)state;
    table_gives("issue,actor,capability,position,salience\n"
                "tax,A,1,30,50\ntrade,B,2,70,1\ntrade,A,1,10,100\n",
                "tax/A 1 30 0.5; trade/A 1 10 1; trade/B 2 70 0.01");
}

static void the_scale_grows_with_the_data(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_table t;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_table_read(&ctx, ENT_STR("t"),
                                    ENT_STR(HEAD "A,1,-5,1\nB,1,250,1\n"), &t),
                     ENT_OK);
    NEAR(t.lo, -5, 0);
    NEAR(t.hi, 250, 0);
    assert_string_equal(t.format, "table");
    ent_ctx_close(&ctx);
}

static void a_fault_is_told_with_place_and_remedy(void **state) {
    (void)state;
    table_gives("", "0:0 the file is empty");
    table_gives(" \n", "0:0 the file is empty");
    table_gives(HEAD, "0:0 there is no row with a position in it");
    table_gives("actor,power\nA,1\n", "1:1 no column 'capability'");
    table_gives("actor,actor,capability,position,salience\n",
                "1:7 column 'actor' stands here twice");
    table_gives(HEAD "A,1,30\n", "2:5 this row has 3 cells and the header 4");
    table_gives(HEAD "A,1,x,1\n", "2:5 position must be a number, not 'x'");
    table_gives(HEAD "A,1,nan,1\n", "2:5 position must be a number");
    table_gives(HEAD "A,-1,3,1\n", "2:3 capability must not be negative: -1");
    table_gives(HEAD "A,1,3,101\n", "2:7 salience must lie in 0..1");
    table_gives(HEAD "A,1,3,-.1\n", "2:7 salience must lie in 0..1");
    table_gives(HEAD ",1,3,1\n", "2:1 the actor has no name");
    table_gives(HEAD "A,1,3,1\nB,1,3,1\nA,1,4,1\n",
                "4:1 actor 'A' is given twice on issue 'issue'; keep one row");
    table_gives(HEAD "\xff,1,3,1\n", "2:0 this is not UTF-8");
}

static void all_faults_are_named_at_once(void **state) {
    (void)state;
    table_gives(HEAD "A,1,x,1\nB,-1,3,7000\nC,1,1,1\nD,1\n",
                "2:5 position must be a number, not 'x'; leave the row out "
                "where an actor has no position; 3 more faults, at "
                "line:column 3:3, 3:8, 5:3");
}

static void a_table_may_hold_weights_and_quotas_alone(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_table t;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(
        ent_table_read(&ctx, ENT_STR("t.csv"),
                       ENT_STR("actor,issue,capability,quota\nA,p,3,\nB,p,1,"
                               "75%\nA,q,1,\nB,q,1,\nB,r,4,2\n"),
                       &t),
        ENT_OK);
    assert_true(t.bare);
    assert_int_equal(t.n_issues, 3);
    NEAR(t.quota[0], 3, 1e-15);
    NEAR(t.quota[1], 0, 0);
    NEAR(t.quota[2], 2, 0);
    NEAR(t.salience[0], 1, 0);
    NEAR(t.position[0], t.lo, 0);
    ent_ctx_close(&ctx);
    table_gives("actor,capability,quota\nA,1,12\nB,1,13\nC,1,x\nD,1,-2%\n",
                "3:5 this issue has another quota above; keep one; 2 more "
                "faults, at line:column 4:5, 5:5");
    table_gives("actor,capability,position\nA,1,2\n",
                "1:1 no column 'salience'; the first row must name the "
                "columns: actor,capability,position,salience (and perhaps "
                "issue)");
}

static void no_allocation_is_taken_for_granted(void **state) {
    (void)state;
    survives_without_memory(HEAD "\"A \"\"x\"\"\",1,30,.5\nB,2,70,1\n");
}

/* Every model on every issue of one file; how many settlements. */
static size_t solve(ent_ctx *ctx, const ent_table *t) {
    size_t n = t->n_actors, solved = 0;
    double *next = calloc(n, sizeof *next), param[32], z;
    for (const ent_model *const *m = ent_model_all(); *m; m++) {
        if ((*m)->flags & (ENT_MODEL_ISSUES | ENT_MODEL_TABLE))
            continue;
        size_t held = (*m)->state ? (*m)->state(n, 1) : 0;
        double *work = calloc((*m)->work(n, 1) + held + 1, sizeof *work);
        for (size_t i = 0; i < (*m)->n_params; i++)
            param[i] = (*m)->param[i].value;
        for (size_t p = 0; p < t->n_issues; p++) {
            ent_game g = {.n_actors = n,
                          .n_issues = 1,
                          .capability = t->capability + p * n,
                          .position = t->position + p * n,
                          .salience = t->salience + p * n,
                          .has = t->has + p * n,
                          .state = work + (*m)->work(n, 1),
                          .lo = t->lo,
                          .hi = t->hi};
            ent_outcome out = {.position = next, .settlement = &z};
            assert_int_equal((*m)->round(&g, param, 0, work, &out), ENT_OK);
            assert_true(z >= t->lo && z <= t->hi);
            solved++;
        }
        free(work);
    }
    (void)ctx;
    free(next);
    return solved;
}

static bool is_input(ent_str path) {
    return (ent_i_ends(path, ".xml") || ent_i_ends(path, "_input.csv") ||
            strstr(path.s, "/exchange/") || strstr(path.s, "/smp/")) &&
           !ent_i_ends(path, ".positions.csv") && !ent_i_ends(path, ".json") &&
           !ent_i_ends(path, "_with_errors.csv");
}

static void every_published_table_is_read_and_solved(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_str *file, bytes;
    size_t n, read = 0;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    if (!ent_i_folder_exists(ENT_STR(ENT_SHARED_DIR "/cases"))) {
        print_message("skipped: the published cases are not here\n");
        skip();
    }
    assert_int_equal(ent_i_file_list(&ctx, ctx.keep,
                                     ENT_STR(ENT_SHARED_DIR "/cases"), &file,
                                     &n),
                     ENT_OK);
    for (size_t i = 0; i < n; i++) {
        ent_table t;
        if (!is_input(file[i]))
            continue;
        assert_int_equal(
            ent_i_file_read(&ctx, ctx.keep, file[i], 1 << 24, &bytes), ENT_OK);
        if (ent_table_read(&ctx, file[i], bytes, &t))
            fail_msg("%s:%u %s", ctx.fail.file, ctx.fail.line, ctx.fail.why);
        assert_true(solve(&ctx, &t) > 0);
        read++;
    }
    assert_true(read > 60);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_come_in_any_order),
        cmocka_unit_test(an_issue_column_makes_a_long_table),
        cmocka_unit_test(the_scale_grows_with_the_data),
        cmocka_unit_test(a_fault_is_told_with_place_and_remedy),
        cmocka_unit_test(all_faults_are_named_at_once),
        cmocka_unit_test(a_table_may_hold_weights_and_quotas_alone),
        cmocka_unit_test(no_allocation_is_taken_for_granted),
        cmocka_unit_test(every_published_table_is_read_and_solved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
