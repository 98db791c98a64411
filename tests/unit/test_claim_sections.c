/* test_claim_sections.c - claims, mechanisms and questions as they are read. */
#include "sections.h"

#define PARTS                                                 \
    "quantities: {k: {value: 70, range: 0..100}, f: 2 * k}\n" \
    "moves: {A.m: {options: [0, 20, 40], value: option * (50 - k)}}\n"

static void claim_with(desk *d, const char *claims) {
    static char yaml[4096];
    desk_open(d);
    snprintf(yaml, sizeof yaml, "%s\n" WORLD PARTS, claims);
    desk_read(d, yaml);
}

static void claims_say_what_changes_what(void **state) {
    (void)state;
    desk d;
    claim_with(&d, "claims: {c: {says: s, lens: l, given: {k: 60}, change: "
                   "{k: -30, f: =-3, A.m: \"*2\", B.position.P: +4 (2..6)}, "
                   "expect: {A.m: up, f: not up, settle.P: {sign: below 90, "
                   "at: end, share: 80}, k: {sign: down, least: 2, at: 3}}, "
                   "evidence: 1#7}}");
    if (d.n_found)
        fail_msg("%s", d.found[0].why.s);
    const ent_claim *c = d.s.claim;
    STR_EQUAL(c->lens, "l");
    STR_EQUAL(c->given[0], "k=60");
    STR_EQUAL(c->change[0], "k+=-30");
    STR_EQUAL(c->change[1], "f==-3");
    STR_EQUAL(c->change[2], "A.m*=2");
    STR_EQUAL(c->change[3], "B.position.P+=4 (2..6)");
    assert_int_equal(c->expect[0].sign, ENT_SIGN_UP);
    assert_true(c->expect[0].least == 0.5 && c->expect[0].share == 0.9);
    STR_EQUAL(c->expect[0].when, "mean");
    assert_int_equal(c->expect[1].sign, ENT_SIGN_NOT_UP);
    assert_int_equal(c->expect[2].sign, ENT_SIGN_BELOW);
    assert_true(c->expect[2].least == 90 && c->expect[2].share == 0.8);
    STR_EQUAL(c->expect[2].when, "end");
    assert_true(c->expect[3].least == 2);
    STR_EQUAL(c->expect[3].when, "3");
    assert_int_equal(c->grounds.n_evidence, 1);
    ent_ctx_close(&d.ctx);
}

static void mechanisms_name_or_make_a_claim(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_int_equal(
        desk_read(&d, WORLD PARTS
                  "claims: {c: {expect: {k: above 5}}}\n"
                  "mechanisms:\n"
                  "  m: {name: n, parts: [A.m, \"k=0\"], claim: c}\n"
                  "  o: {parts: f, change: {k: +3}, expect: {f: up}}\n"
                  "  bare: {parts: [k]}\n"),
        ENT_OK);
    const ent_mechanism *m = d.s.mechanism;
    assert_int_equal(d.s.n_claims, 2);
    assert_int_equal(m[0].claim, 0);
    STR_EQUAL(m[0].part[1], "k=0");
    STR_EQUAL(d.s.claim[m[1].claim].id, "o");
    assert_int_equal(m[2].claim, ENT_NONE);
    ent_ctx_close(&d.ctx);
}

static void questions_are_named_analyses(void **state) {
    (void)state;
    desk d;
    claim_with(&d, "questions: {q: {ask: why?, run: sweep k 0..100, given: {f: "
                   "3}, show: [A.m, settle.*], lens: mixture}}");
    assert_int_equal(d.n_found, 0);
    const ent_question *q = d.s.asked;
    STR_EQUAL(q->run, "sweep k 0..100");
    STR_EQUAL(q->given[0], "f=3");
    assert_int_equal(q->n_show, 2);
    STR_EQUAL(q->lens, "mixture");
    ent_ctx_close(&d.ctx);
}

/* Nothing in them is left to fail in a run. */
static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"claims: {c: {}}", 10, "c expects nothing"},
        {"claims: {c: {expect: {A.m: up}}}", 23, "c changes nothing"},
        {"claims: {c: {expect: {A.n: above 1}}}", 23, "did you mean 'A.m'"},
        {"claims: {c: {expect: {option: above 1}}}", 23, "in formulas only"},
        {"claims: {c: {expect: {last.k: above 1}}}", 23, "in formulas only"},
        {"claims: {c: {expect: {k: higher}}}", 26, "'higher' cannot be"},
        {"claims: {c: {expect: {k: above x}}}", 26, "cannot be expected"},
        {"claims: {c: {expect: {k: {sign: above 1, least: 2}}}}", 49,
         "a level has no `least`"},
        {"claims: {c: {expect: {k: {sign: above 1, at: 12}}}}", 46,
         "a step in 0..11"},
        {"claims: {c: {expect: {k: {sign: above 1, share: 0}}}}", 49,
         "share '0'"},
        {"claims: {c: {lens: m, expect: {k: above 1}}}", 20, "no lens 'm'"},
        {"claims: {c: {change: {j: 3}, expect: {k: up}}}", 23, "no value 'j'"},
        {"claims: {c: {change: {k: 130}, expect: {k: up}}}", 23,
         "k 130 is outside 0..100"},
        {"claims: {c: {change: {k: }, expect: {k: up}}}", 23, "has no amount"},
        {"claims: {c: {given: {k: high}, expect: {k: above 1}}}", 22,
         "is not a value"},
        {"mechanisms: {m: {parts: [k], claim: c}}", 37, "no claim 'c'"},
        {"mechanisms: {m: {expect: {k: above 1}}}", 14, "names no parts"},
        {"mechanisms: {m: {parts: [j], expect: {k: above 1}}}", 26,
         "no part 'j'"},
        {"mechanisms: {m: {parts: [P.status_quo], expect: {k: above 1}}}", 26,
         "write P.status_quo=NUMBER"},
        {"questions: {q: {run: x}}", 13, "q has no `ask`"},
        {"questions: {q: {ask: x}}", 13, "q has no `run`"},
        {"questions: {q: {ask: x, run: y, show: [nobody]}}", 40,
         "nothing is called 'nobody'"},
        {"questions: {q: {ask: x, run: y, show: [no.*]}}", 40, "a name like"},
        {"questions: {q: {ask: x, run: y, lens: w}}", 39, "no lens 'w'"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        desk d;
        claim_with(&d, list[i].text);
        if (!d.n_found || !strstr(d.found[0].why.s, list[i].why) ||
            d.found[0].at.line != 1 || d.found[0].at.column != list[i].column)
            fail_msg("%s: %zu findings: %u:%u: %s", list[i].text, d.n_found,
                     d.n_found ? d.found[0].at.line : 0,
                     d.n_found ? d.found[0].at.column : 0,
                     d.n_found ? d.found[0].why.s : "none");
        ent_ctx_close(&d.ctx);
    }
}

/* A name that only exists under another lens would fail in the run. */
static void names_are_looked_up_through_the_lens(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    desk_read(&d,
              WORLD "claims: {c: {lens: l, expect: {stand.A.Q: above 1}}}\n");
    assert_int_equal(d.n_found, 0);
    ent_ctx_close(&d.ctx);
    desk_open(&d);
    desk_read(&d, "scenario: x\nactors: {A: {capability: 1}, B: {capability: "
                  "1}}\nissues: {P: {poles: [a, b]}}\nlenses: {l: }\n"
                  "stances: [{issue: P, actor: A, position: 1, salience: 2}, "
                  "{issue: P, actor: B, lens: l, position: 3, salience: 4}]\n"
                  "quantities: {f: B.position.P + 1}\n");
    first_is(&d, ENT_NAME, 6, 17,
             "through the lens 'none': nothing is called "
             "'B.position.P'");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_say_what_changes_what),
        cmocka_unit_test(mechanisms_name_or_make_a_claim),
        cmocka_unit_test(questions_are_named_analyses),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(names_are_looked_up_through_the_lens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
