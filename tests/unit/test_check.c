/* test_check.c - what is doubtful, and whether references open. */
#include "scenario.h"
#include "store.h"

static ent_coverage check(desk *d, ent_store *store) {
    ent_coverage c;
    assert_int_equal(
        ent_scenario_check(&d->ctx, &d->s, store, &d->found, &d->n_found, &c),
        ENT_OK);
    return c;
}

static bool told(const desk *d, ent_err err, const char *why) {
    for (size_t i = 0; i < d->n_found; i++)
        if (d->found[i].err == err && strstr(d->found[i].why.s, why))
            return true;
    return false;
}

static void doubts_are_counted_and_named(void **state) {
    (void)state;
    desk d;
    desk_small(&d);
    ent_coverage c = check(&d, NULL);
    assert_int_equal(c.n_refs, 1);
    assert_int_equal(c.n_resolved, 0);
    assert_int_equal(c.n_evidence, 3);
    assert_true(told(&d, ENT_OK, "issue Q has no stance"));
    assert_true(told(&d, ENT_OK, "leverages are blank: "));
    assert_true(told(&d, ENT_OK, "status quo is blank: Q.status_quo"));
    assert_true(told(&d, ENT_OK, "values have no evidence: A.capability, "));
    assert_false(told(&d, ENT_OK, "lens"));
    ent_ctx_close(&d.ctx);
}

#define TWO                                                  \
    "scenario: x\ndocuments: {\"1\": %s}\n"                  \
    "actors: {A: {capability: 1, evidence: [1#1, 1#2.1]}}\n" \
    "issues: {P: {poles: [a, b], status_quo: 1, evidence: [1#2.2]}}\n"

static void references_open_under_either_name(void **state) {
    (void)state;
    static const char *const names[] = {"notes", "retold"};
    dossier box;
    dossier_open(&box);
    OK(&box, put_text(&box, "notes", "One.\nTwo.| Three."));
    OK(&box, put_text(&box, "1", "Eins.\nZwei.| Drei."));
    for (size_t i = 0; i < 2; i++) {
        desk d;
        char yaml[512];
        desk_open(&d);
        snprintf(yaml, sizeof yaml, TWO, names[i]);
        assert_int_equal(desk_read(&d, yaml), ENT_OK);
        ent_coverage c = check(&d, box.s);
        assert_int_equal(c.n_refs, 3);
        assert_int_equal(c.n_resolved, 3);
        assert_false(told(&d, ENT_MISSING, ""));
        ent_ctx_close(&d.ctx);
    }
    dossier_close(&box);
}

static void references_that_do_not_open_are_errors(void **state) {
    (void)state;
    dossier box;
    desk d;
    dossier_open(&box);
    OK(&box, put_text(&box, "notes", "One."));
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, "scenario: x\nactors:\n"
                      "  A: {capability: 1, evidence: [notes#1, notes#9]}\n"
                      "  B: {capability: 1, evidence: [nots#1, nots#2]}\n"
                      "issues: {P: {poles: [a, b]}}\n"),
        ENT_OK);
    ent_coverage c = check(&d, box.s);
    assert_int_equal(c.n_refs, 4);
    assert_int_equal(c.n_resolved, 1);
    assert_true(told(&d, ENT_MISSING, "9"));
    assert_true(told(&d, ENT_MISSING,
                     "document 'nots' is not in the dossier; ingest it or mend "
                     "`documents`; did you mean 'notes'?"));
    size_t errors = 0;
    for (size_t i = 0; i < d.n_found; i++)
        errors += d.found[i].err != ENT_OK;
    assert_int_equal(errors, 2); /* a document is told once */
    ent_ctx_close(&d.ctx);
    dossier_close(&box);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubts_are_counted_and_named),
        cmocka_unit_test(references_open_under_either_name),
        cmocka_unit_test(references_that_do_not_open_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
