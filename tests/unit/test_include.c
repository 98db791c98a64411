/* test_include.c - files in files: what wins, and cycles. */
#include "scenario.h"

#define ACTORS "actors: {A: {capability: 1}, B: {capability: 2}}\n"
#define ISSUES "issues: {P: {poles: [a, b]}}\n"

static char dir[64];

static ent_err read_file(desk *d, const char *name) {
    char path[256];
    desk_open(d);
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return ent_scenario_read(&d->ctx, ent_i_str(path), &d->s, &d->found,
                             &d->n_found);
}

static int make_folder(void **state) {
    (void)state;
    snprintf(dir, sizeof dir, "/tmp/ent-include-XXXXXX");
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_folder(void **state) {
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command);
}

static void entries_of_the_file_itself_win(void **state) {
    (void)state;
    desk d;
    file_put(dir, "base.yaml", "scenario: base\ntitle: one\n" ACTORS ISSUES);
    file_put(dir, "more.yaml", "actors: {B: {capability: 3}}\n");
    file_put(dir, "top.yaml",
             "include: [base.yaml, more.yaml]\nscenario: top\n"
             "actors: {C: {capability: 4}}\n");
    assert_int_equal(read_file(&d, "top.yaml"), ENT_OK);
    STR_EQUAL(d.s.id, "top");
    STR_EQUAL(d.s.title, "one");
    assert_int_equal(d.s.n_actors, 3);
    assert_true(value(&d.s, "A.capability")->best == 1);
    assert_true(value(&d.s, "B.capability")->best == 3);
    assert_true(value(&d.s, "C.capability")->best == 4);
    assert_true(ent_i_ends(value(&d.s, "B.capability")->at.file, "more.yaml"));
    ent_ctx_close(&d.ctx);
}

static void paths_count_from_the_file_that_names_them(void **state) {
    (void)state;
    desk d;
    char sub[128];
    snprintf(sub, sizeof sub, "mkdir %s/sub", dir);
    assert_int_equal(system(sub), 0);
    file_put(dir, "sub/s.csv", "issue,actor,position,salience\nP,A,1,2\n");
    file_put(dir, "sub/in.yaml", "stances: s.csv\n" ACTORS ISSUES);
    file_put(dir, "out.yaml", "include: sub/in.yaml\nscenario: x\n");
    assert_int_equal(read_file(&d, "out.yaml"), ENT_OK);
    assert_int_equal(d.s.n_stances, 1);
    ent_ctx_close(&d.ctx);
}

static void cycles_are_named(void **state) {
    (void)state;
    desk d;
    file_put(dir, "1.yaml", "include: [2.yaml]\n");
    file_put(dir, "2.yaml", "title: x\ninclude: [./3.yaml]\n");
    file_put(dir, "3.yaml", "include: [../x/../1.yaml, 1.yaml]\n");
    assert_int_equal(read_file(&d, "1.yaml"), ENT_MISSING);
    assert_int_equal(d.n_found, 2); /* there is no folder ../x */
    assert_non_null(
        strstr(d.found[1].why.s, "1.yaml -> 2.yaml -> 3.yaml -> 1.yaml"));
    ent_ctx_close(&d.ctx);
}

/* Each file includes the next twice: two to the power of the depth. */
static void includes_are_bounded(void **state) {
    (void)state;
    desk d;
    char name[32], text[64];
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof name, "d%d.yaml", i);
        snprintf(text, sizeof text, "include: [d%d.yaml, d%d.yaml]\n", i + 1,
                 i + 1);
        file_put(dir, name, text);
    }
    file_put(dir, "d12.yaml", "scenario: x\n" ACTORS ISSUES);
    assert_int_equal(read_file(&d, "d0.yaml"), ENT_LIMIT);
    first_is(&d, ENT_LIMIT, 1, 20, "too many includes");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_of_the_file_itself_win),
        cmocka_unit_test(paths_count_from_the_file_that_names_them),
        cmocka_unit_test(cycles_are_named),
        cmocka_unit_test(includes_are_bounded),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
