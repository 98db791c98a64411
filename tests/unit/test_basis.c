/* test_basis.c - evidence, confidence, notes: where they may stand and which
 * of them a value gets. */
#include "scenario.h"

static const ent_value *read_capability(desk *d, const char *actor) {
    char yaml[512];
    desk_open(d);
    snprintf(yaml, sizeof yaml,
             "scenario: x\ndocuments: {\"1\": my notes, \"2\": two}\n"
             "actors: {A: %s}\nissues: {P: {poles: [a, b]}}\n",
             actor);
    return desk_read(d, yaml) ? NULL : value(&d->s, "A.capability");
}

static void evidence_is_one_or_many(void **state) {
    (void)state;
    static const char *const forms[] = {
        "{capability: 1, evidence: 1#3 2#4.5}",
        "{capability: 1, evidence: [1#3, 2#4.5]}",
        "{capability: 1, evidence: [my notes#3, two#4.5]}",
        "{capability: {value: 1, evidence: 1#3;2#4.5}, evidence: 2#9}",
        "{capability: 1, evidence: [1#3 2#4.5]}"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        desk d;
        const ent_value *v = read_capability(&d, forms[i]);
        assert_non_null(v);
        assert_int_equal(v->n_evidence, 2);
        STR_EQUAL(v->evidence[0].doc, "my notes");
        assert_int_equal(v->evidence[0].para, 3);
        STR_EQUAL(v->evidence[1].doc, "two");
        assert_int_equal(v->evidence[1].sent, 5);
        ent_ctx_close(&d.ctx);
    }
}

static void a_value_keeps_what_it_says_itself(void **state) {
    (void)state;
    desk d;
    const ent_value *v = read_capability(
        &d, "{capability: {value: 1, note: own}, note: of the actor, "
            "confidence: high, coder: kb}");
    STR_EQUAL(v->note, "own");
    STR_EQUAL(v->confidence, "H");
    STR_EQUAL(v->coder, "kb");
    assert_int_equal(v->at.line, 3);
    ent_ctx_close(&d.ctx);
}

static void what_is_no_evidence_is_refused(void **state) {
    (void)state;
    desk d;
    assert_null(read_capability(&d, "{capability: 1, evidence: {a: b}}"));
    first_is(&d, ENT_SYNTAX, 3, 39, "a reference or a list");
    ent_ctx_close(&d.ctx);
    assert_null(read_capability(&d, "{capability: 1, evidence: page}"));
    first_is(&d, ENT_SYNTAX, 3, 39, "'page' is not a reference");
    ent_ctx_close(&d.ctx);
    assert_null(read_capability(&d, "{capability: 1, confidence: sure}"));
    first_is(&d, ENT_DOMAIN, 3, 41, "'sure' is not one of H, M, L");
    ent_ctx_close(&d.ctx);
}

static void an_undeclared_document_is_told_once(void **state) {
    (void)state;
    desk d;
    assert_non_null(
        read_capability(&d, "{capability: 1, evidence: [tow#1, tow#2]}"));
    assert_int_equal(d.n_found, 1);
    first_is(&d, ENT_OK, 3, 40, "'tow' is not among `documents`");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_is_one_or_many),
        cmocka_unit_test(a_value_keeps_what_it_says_itself),
        cmocka_unit_test(what_is_no_evidence_is_refused),
        cmocka_unit_test(an_undeclared_document_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
