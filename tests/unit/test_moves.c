/* test_moves.c - options, what they are worth, how they are played. */
#include "sections.h"

static void options_are_numbers_or_names(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "moves: {A.leak: {options: [0, 20, 0.5], value: 2 * option, "
                  "temperature: 4 (2..8)}, B.role: {options: {none: 0, relay: "
                  "1, broker: {x: 2, value: 3, when: t > 2}}, value: {relay: 1 "
                  "+ t}, play: mean}}");
    const ent_move *m = d.s.move;
    assert_int_equal(m[0].n_options, 3);
    STR_EQUAL(m[0].option[1].id, "20");
    assert_true(m[0].option[2].x == 0.5);
    assert_string_equal(formula_text(&d, m[0].value), "2 * option");
    assert_int_equal(m[0].play, ENT_PLAY_DRAW);
    assert_true(value(&d.s, "A.leak.temperature")->hi == 8);
    assert_true(value(&d.s, "A.leak.hold")->max == 20);
    assert_int_equal(m[1].actor, 1);
    assert_int_equal(m[1].value, ENT_NONE);
    assert_int_equal(m[1].option[0].value, ENT_NONE);
    assert_string_equal(formula_text(&d, m[1].option[1].value), "1 + t");
    assert_true(value(&d.s, "B.role.broker.value")->best == 3);
    assert_string_equal(formula_text(&d, m[1].option[2].when), "t > 2");
    assert_int_equal(m[1].play, ENT_PLAY_MEAN);
    assert_true(value(&d.s, "B.role.temperature")->best == 10);
    ent_ctx_close(&d.ctx);
}

static void hidden_moves_are_detected_at_times(void **state) {
    (void)state;
    desk d;
    desk_good(&d, "moves: {A.a: {options: [0, 1], value: auto, hidden: true}, "
                  "A.b: {options: [0, 1], value: auto, hidden: true, detected: "
                  "20 (5..40)}, A.c: {options: [0, 1], value: auto, hidden: "
                  "true, detected: 2 * t, after: [B]}, B.d: {options: [0, 1], "
                  "value: auto, hidden: false}}");
    const ent_move *m = d.s.move;
    assert_true(m[0].automatic);
    assert_string_equal(formula_text(&d, m[0].detected), "A.a.detected");
    assert_true(value(&d.s, "A.a.detected")->best == 0);
    assert_true(value(&d.s, "A.b.detected")->hi == 40);
    assert_string_equal(formula_text(&d, m[2].detected), "2 * t");
    assert_int_equal(m[2].n_after, 1);
    assert_int_equal(m[2].after[0], 1);
    assert_int_equal(m[3].detected, ENT_NONE);
    ent_ctx_close(&d.ctx);
}

static void mistakes_are_told(void **state) {
    (void)state;
    static const wrong list[] = {
        {"moves: {leak: {options: [0, 1], value: auto}}", 9,
         "does not say whose it is"},
        {"moves: {C.leak: {options: [0, 1], value: auto}}", 9, "no actor 'C'"},
        {"moves: {A.m: {value: auto}}", 9, "needs 2 to 64 options"},
        {"moves: {A.m: {options: [0], value: auto}}", 24, "needs 2 to 64"},
        {"moves: {A.m: {options: [0, 0], value: auto}}", 28,
         "stands here twice"},
        {"moves: {A.m: {options: [0, x], value: auto}}", 28, "option 'x'"},
        {"moves: {A.m: {options: {n: 0, o: {when: t}}, value: auto}}", 34,
         "option 'o' has no number"},
        {"moves: {A.m: {options: {n: {x: 0, when: t}, o: 1}, value: auto}}", 41,
         "the first option is open in every step"},
        {"moves: {A.m: {options: [0, 1]}}", 9, "what its options are worth"},
        {"moves: {A.m: {options: [0, 1], value: {2: t}}}", 40, "no option '2'"},
        {"moves: {A.m: {options: {n: 0, o: {x: 1, value: 2}}, value: t}}", 60,
         "have values of their own"},
        {"moves: {A.m: {options: {n: 0, o: {x: 1, value: 2}}, value: {o: t}}}",
         61, "has a value already"},
        {"moves: {A.m: {options: [0, 1], value: auto, hidden: maybe}}", 53,
         "true or false"},
        {"moves: {A.m: {options: [0, 1], value: auto, detected: 5}}", 55,
         "always seen"},
        {"moves: {A.m: {options: [0, 1], value: auto, hidden: true, detected: "
         "101}}",
         69, "outside 0..100"},
        {"moves: {A.m: {options: [0, 1], value: auto, after: [A]}}", 52,
         "not of its own"},
        {"moves: {A.m: {options: [0, 1], value: auto, play: chess}}", 51,
         "it is draw or mean"},
        {"moves: {A.m: {options: [0, 1], value: auto, temperature: -1}}", 58,
         "temperature -1"},
        {"moves: {A.m: {options: [0, 1], value: auto, option: 1}}", 45,
         "did you mean 'options'"},
    };
    ALL_WRONG(list);
}

/* One name, one thing: a quantity and a move cannot share it. */
static void names_are_taken_once(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    desk_read(&d, WORLD "moves:\n  A.m: {options: [0, 1], value: auto}\n"
                        "quantities:\n  A.m: 3\n");
    first_is(&d, ENT_NAME, 11, 3,
             "'A.m' is named twice, first in x.yaml, line "
             "9");
    ent_ctx_close(&d.ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_numbers_or_names),
        cmocka_unit_test(hidden_moves_are_detected_at_times),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(names_are_taken_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
