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
    file_put(dir, "more.yaml",
             "include: [base.yaml]\nactors: {B: {capability: 3}}\n");
    file_put(dir, "top.yaml",
             "include: more.yaml\nscenario: top\n"
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

/* Of two files side by side neither wins; the one that includes them may. */
static void siblings_must_agree(void **state) {
    (void)state;
    desk d;
    file_put(dir, "a.yaml", ACTORS ISSUES "stances: []\n");
    file_put(dir, "b.yaml",
             "title: b\nactors:\n  A: {capability: 1}\n"
             "  B: {capability: 3}\n");
    file_put(dir, "ab.yaml", "include: [a.yaml, b.yaml]\nscenario: x\n");
    assert_int_equal(read_file(&d, "ab.yaml"), ENT_NAME);
    assert_int_equal(d.n_found, 1); /* both give the same A */
    first_is(&d, ENT_NAME, 4, 3,
             "'B' is given by two included files, first by a.yaml in line 1");
    ent_ctx_close(&d.ctx);
    file_put(dir, "ab.yaml",
             "include: [a.yaml, b.yaml]\nscenario: x\n"
             "actors: {B: {capability: 9}}\n");
    assert_int_equal(read_file(&d, "ab.yaml"), ENT_OK);
    assert_true(value(&d.s, "B.capability")->best == 9);
    ent_ctx_close(&d.ctx);
    file_put(dir, "c.yaml",
             "stances: [{issue: P, actor: A, position: 1, salience: 2}]\n");
    file_put(dir, "ac.yaml", "include: [a.yaml, c.yaml]\nscenario: x\n");
    assert_int_equal(read_file(&d, "ac.yaml"), ENT_NAME);
    first_is(&d, ENT_NAME, 1, 1, "one list would hide the other");
    ent_ctx_close(&d.ctx);
}

/* Two files on one base: what both took from it is no conflict. */
static void a_base_may_be_shared(void **state) {
    (void)state;
    desk d;
    file_put(dir, "base.yaml", ACTORS ISSUES);
    file_put(dir, "l.yaml", "include: base.yaml\nlenses: {l: {weight: 2}}\n");
    file_put(dir, "r.yaml", "include: base.yaml\nlenses: {r: {weight: 3}}\n");
    file_put(dir, "lr.yaml", "include: [l.yaml, r.yaml]\nscenario: x\n");
    assert_int_equal(read_file(&d, "lr.yaml"), ENT_OK);
    assert_int_equal(d.s.n_lenses, 2);
    ent_ctx_close(&d.ctx);
}

/* Many files bring terms to one payoff, and changes to one lens. */
static void payoffs_and_lenses_gather(void **state) {
    (void)state;
    desk d;
    file_put(dir, "p1.yaml",
             "moves:\npayoffs: {A: {terms: {x: t}}}\n"
             "lenses: {l: {says: one, set: {A.capability: 5}}}\n");
    file_put(dir, "p2.yaml",
             "moves: {A.m: {options: [0, 1], value: t}}\n"
             "payoffs: {A: {terms: {y: t}}}\n"
             "lenses: {l: {set: {B.capability: 6}}}\n");
    file_put(dir, "p.yaml",
             "include: [p1.yaml, p2.yaml]\nscenario: x\n"
             "moves: ~\n"
             "payoffs: {A: {terms: {y: 2 * t}}}\n" ACTORS ISSUES);
    assert_int_equal(read_file(&d, "p.yaml"), ENT_OK);
    assert_int_equal(d.s.n_moves, 1); /* a blank section says nothing */
    assert_int_equal(d.s.n_payoffs, 2);
    STR_EQUAL(d.s.formula[d.s.payoff[1].formula].text, "2 * t");
    assert_int_equal(d.s.lens[0].n_sets, 2);
    STR_EQUAL(d.s.lens[0].says, "one");
    ent_ctx_close(&d.ctx);
    file_put(dir, "p2.yaml", "payoffs: {A: {terms: {x: 3}}}\n");
    assert_int_equal(read_file(&d, "p.yaml"), ENT_NAME);
    first_is(&d, ENT_NAME, 1, 23, "'x' is given by two included files");
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
        cmocka_unit_test(siblings_must_agree),
        cmocka_unit_test(a_base_may_be_shared),
        cmocka_unit_test(payoffs_and_lenses_gather),
        cmocka_unit_test(paths_count_from_the_file_that_names_them),
        cmocka_unit_test(cycles_are_named),
        cmocka_unit_test(includes_are_bounded),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
