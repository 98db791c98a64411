/* test_edit.c - numbers changed where they stand. */
#include "scenario.h"

static char dir[64];

/* a table cell with blanks around it, letters of two bytes, comments */
#define MAIN                                                                \
    "include: more.yaml  # the rest\nscenario: x\n"                         \
    "actors: {A: {capability: 50 (40..60)}, B: {capability:  {value: 20 , " \
    "note: n}}}  # who\n"                                                   \
    "issues: {P: {poles: [a, b], status_quo: \"30\"}}\n"                    \
    "stances: table.csv\n"                                                  \
    "events: {e: {hazard: 5, set: {k: =-2, f: \"*2\", A.capability: +3}}}\n"
#define MORE                                                            \
    "quantities:\n  # of what\n  k: {value: -4, range: -10..10}  # k\n" \
    "  f: 2 * k\nlenses: {l: {set: {k: +1}}}\n"
#define TABLE                              \
    "actor,issue,lens,position,salience\n" \
    "A,P,,\"8 (0..25)\",90\n# h\xC3\xB6r\nB,P,, 80 ,50\nB,P,l,70,50\n"

static int make_folder(void **state) {
    (void)state;
    snprintf(dir, sizeof dir, "/tmp/ent-edit-XXXXXX");
    if (!mkdtemp(dir))
        return -1;
    file_put(dir, "main.yaml", MAIN);
    file_put(dir, "more.yaml", MORE);
    file_put(dir, "table.csv", TABLE);
    return 0;
}

static int remove_folder(void **state) {
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", dir);
    return system(command);
}

static ent_err edit(desk *d, const char *set, const ent_edit **out, size_t *n) {
    char path[128];
    ent_str s = ent_i_str(set);
    desk_open(d);
    snprintf(path, sizeof path, "%s/main.yaml", dir);
    if (ent_scenario_read(&d->ctx, ent_i_str(path), &d->s, &d->found,
                          &d->n_found))
        fail_msg("%s", d->ctx.fail.why);
    return ent_scenario_edit(&d->ctx, &d->s, &s, 1, out, n);
}

/* In one file `old` becomes `now`; all else is as it was. */
static void replaces(const char *set, const char *file, const char *text,
                     const char *old, const char *now) {
    desk d;
    const ent_edit *e;
    size_t n;
    char want[2048];
    if (edit(&d, set, &e, &n))
        fail_msg("%s: %s", set, d.ctx.fail.why);
    const char *at = strstr(text, old);
    assert_non_null(at);
    snprintf(want, sizeof want, "%.*s%s%s", (int)(at - text), text, now,
             at + strlen(old));
    assert_int_equal(n, 1);
    assert_true(ent_i_ends(e[0].path, file));
    if (!ent_i_eqz(e[0].bytes, want))
        fail_msg("%s: got\n%.*swant\n%s", set, ENT_P(e[0].bytes), want);
    ent_ctx_close(&d.ctx);
}

static void one_number_is_replaced(void **state) {
    (void)state;
    replaces("A.capability=65 (55..75)", "main.yaml", MAIN, "50 (40..60)",
             "65 (55..75)");
    replaces("B.capability=*2", "main.yaml", MAIN, "value: 20 ,",
             "value: 40 ,");
    replaces("P.status_quo=+5", "main.yaml", MAIN, "\"30\"", "\"35\"");
    replaces("k==-3", "more.yaml", MORE, "-4", "-3");
    replaces("event.e.hazard=7", "main.yaml", MAIN, "hazard: 5", "hazard: 7");
    replaces("event.e.k==-1", "main.yaml", MAIN, "=-2", "=-1");
    replaces("event.e.f.scale=3", "main.yaml", MAIN, "\"*2\"", "\"*3\"");
    replaces("event.e.A.capability==-3", "main.yaml", MAIN, "+3", "-3");
    replaces("A.position.P=9 (0..20)", "table.csv", TABLE, "\"8 (0..25)\"",
             "9 (0..20)");
    replaces("A.salience.P=91", "table.csv", TABLE, "90", "91");
}

/* What lenses say is theirs, unless it is named. */
static void rows_of_lenses_stay(void **state) {
    (void)state;
    replaces("B.position.P=+5", "table.csv", TABLE, "80 ,", "85 ,");
    replaces("lens.l.k=+2", "more.yaml", MORE, "+1", "+3");
}

static void what_stands_nowhere_cannot_be_replaced(void **state) {
    (void)state;
    static const struct {
        const char *set;
        ent_err err;
        const char *why;
    } bad[] = {{"f=3", ENT_UNSUPPORTED, "f.hold is not written"},
               {"A.leverage.P=3", ENT_UNSUPPORTED, "is not written"},
               {"nobody=3", ENT_NAME, "no value 'nobody'"},
               {"A.salience.P=130", ENT_DOMAIN, "outside 0..100"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk d;
        const ent_edit *e;
        size_t n;
        assert_int_equal(edit(&d, bad[i].set, &e, &n), bad[i].err);
        assert_non_null(strstr(d.ctx.fail.why, bad[i].why));
        assert_int_equal(n, 0);
        ent_ctx_close(&d.ctx);
    }
}

static void no_change_is_no_edit(void **state) {
    (void)state;
    desk d;
    const ent_edit *e;
    size_t n;
    assert_int_equal(edit(&d, "A.salience.P=90", &e, &n), ENT_OK);
    assert_int_equal(n, 0);
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_number_is_replaced),
        cmocka_unit_test(rows_of_lenses_stay),
        cmocka_unit_test(what_stands_nowhere_cannot_be_replaced),
        cmocka_unit_test(no_change_is_no_edit),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
