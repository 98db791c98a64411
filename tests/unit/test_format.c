/* test_format.c - files laid out evenly, and nothing else changed in them. */
#include "scenario.h"

static void lays_out(const char *text, const char *want) {
    desk d;
    ent_str out, again;
    desk_open(&d);
    if (ent_scenario_format(&d.ctx, ENT_STR("x.yaml"), ent_i_str(text), &out))
        fail_msg("%s: %s", text, d.ctx.fail.why);
    if (!ent_i_eqz(out, want))
        fail_msg("got\n%.*swant\n%s", ENT_P(out), want);
    assert_int_equal(
        ent_scenario_format(&d.ctx, ENT_STR("x.yaml"), out, &again), ENT_OK);
    assert_true(ent_i_eq(out, again));
    ent_ctx_close(&d.ctx);
}

static void blocks_move_to_two_blanks(void **state) {
    (void)state;
    lays_out("a:\n     b:   1\n     c :\n         d: 2\n", /**/
             "a:\n  b: 1\n  c:\n    d: 2\n");
    lays_out("a:\n- 1\n-    x: 2\n     y: 3\n- - 4\n  - 5\n",
             "a:\n  - 1\n  - x: 2\n    y: 3\n  - - 4\n    - 5\n");
    lays_out("  a: 1\n  b: 2\n", "a: 1\nb: 2\n");
}

static void flow_loses_its_gaps(void **state) {
    (void)state;
    lays_out("a: { b : 1,c:[ 2,3 ] , d: , e }\n",
             "a: {b: 1, c: [2, 3], d: , e}\n");
    lays_out("a: {b: 1,\n  c: 2 }\n", "a: {b: 1,\n    c: 2}\n");
    lays_out("{\"a\":1,\n \"b\":[1,\n 2]}\n",
             "{\"a\": 1,\n  \"b\": [1,\n    2]}\n");
}

static void sections_stand_apart(void **state) {
    (void)state;
    lays_out("\n\nt: 1\nu: 2\n\n\n\na:\n  b: 1\n# about c\nc: 3\n",
             "t: 1\nu: 2\n\na:\n  b: 1\n\n# about c\nc: 3\n");
    lays_out("a:\n  b: 1\n\n\n\n  c: 2", "a:\n  b: 1\n\n  c: 2\n");
}

static void comments_stay_where_they_belong(void **state) {
    (void)state;
    lays_out("# top\na:   # behind\n    # above b\n    b: 1 # one\n    # last\n"
             "# above c\nc: 2\n# end\n",
             "# top\na:  # behind\n  # above b\n  b: 1  # one\n  # last\n\n"
             "# above c\nc: 2\n# end\n");
    lays_out("a:\n  b: {c: 1, # in\n    # own\n    d: 2}\n",
             "a:\n  b: {c: 1,  # in\n      # own\n      d: 2}\n");
}

/* Lines of a text are what it says, down to the last blank. */
static void texts_keep_what_they_say(void **state) {
    (void)state;
    lays_out("a:\n    b: |\n        one\n\n          two  \n    c: 1\n",
             "a:\n  b: |\n    one\n\n      two  \n  c: 1\n");
    lays_out("a: |+\n one\n\n\nb: 2\n", "a: |+\n  one\n\n\nb: 2\n");
    lays_out("a: >2-\n   x\n  y\nb: 1\n", "a: >2-\n   x\n  y\n\nb: 1\n");
    lays_out("a: \"one\n   two # no\n\n   three\"   # c\n",
             "a: \"one\n  two # no\n\n  three\"  # c\n");
    lays_out("a:\n    b: 2 *\n      t\n", "a:\n  b: 2 *\n    t\n");
    lays_out("a: 'it''s'\nb: \"\\\" # x\"\n", "a: 'it''s'\nb: \"\\\" # x\"\n");
}

static void anchors_and_marks_stay(void **state) {
    (void)state;
    lays_out("---\na: &x\n    b: 1\nc :   *x\nd: !t   5\n...\n",
             "---\na: &x\n  b: 1\n\nc: *x\nd: !t 5\n...\n");
    lays_out("\xEF\xBB\xBF"
             "a: 1\r\nb:   2\r\n",
             "a: 1\nb: 2\n");
}

static void what_cannot_be_read_is_left_alone(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ent_err err;
    } bad[] = {{"a: [1", ENT_SYNTAX},
               {"a: 1\na: 2\n", ENT_NAME},
               {"a: 1\rb: 2\n", ENT_UNSUPPORTED},
               {"", ENT_SYNTAX}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        desk d;
        ent_str out;
        desk_open(&d);
        assert_int_equal(ent_scenario_format(&d.ctx, ENT_STR("x.yaml"),
                                             ent_i_str(bad[i].text), &out),
                         bad[i].err);
        assert_null(out.s);
        ent_ctx_close(&d.ctx);
    }
}

/* ---- memory that runs out */

static void limits_of_memory_are_told(void **state) {
    (void)state;
    ent_err e = ENT_NOMEM;
    for (size_t room = 0; e == ENT_NOMEM && room < (size_t)1 << 22;
         room += 640) {
        ent_ctx ctx;
        ent_str out;
        assert_int_equal(ent_ctx_open(&ctx, room), ENT_OK);
        e = ent_scenario_format(&ctx, ENT_STR("x.yaml"), ENT_STR(SMALL), &out);
        assert_true(e == ENT_OK || strstr(ctx.fail.why, "memory"));
        ent_ctx_close(&ctx);
    }
    assert_int_equal(e, ENT_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_move_to_two_blanks),
        cmocka_unit_test(flow_loses_its_gaps),
        cmocka_unit_test(sections_stand_apart),
        cmocka_unit_test(comments_stay_where_they_belong),
        cmocka_unit_test(texts_keep_what_they_say),
        cmocka_unit_test(anchors_and_marks_stay),
        cmocka_unit_test(what_cannot_be_read_is_left_alone),
        cmocka_unit_test(limits_of_memory_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
