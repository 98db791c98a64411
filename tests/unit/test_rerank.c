/* test_rerank.c - the weights that arbitrate between the rules of events. */
#include "read/rerank.h"
#include "test.h"

static ent_ctx ctx;

static int open_ctx(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, (size_t)64 << 20);
}

static int close_ctx(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static ent_err read_text(const char *text, ent_rerank **out) {
    return ent_i_rerank_read(&ctx, ctx.keep, ENT_STR("w"), ent_i_str(text),
                             out);
}

static ent_plover pick(const ent_rerank *r, uint64_t feature) {
    int32_t score[ENT_N_PLOVER];
    ent_sample s = {.n = 1, .rule = ENT_PLOVER_AID};
    s.feature[0] = feature;
    ent_i_rerank_score(r, &s, score);
    return ent_i_rerank_best(score, s.rule);
}

static void the_rule_has_a_head_start(void **state) {
    (void)state;
    ent_rerank *r;
    assert_int_equal(read_text("entente-events 1\n"
                               "000000000000000a COERCE:230\n"
                               "000000000000000b COERCE:150 AID:-100\n"
                               "000000000000000c NONE:270\n"
                               "000000000000000d NONE:290\n",
                               &r),
                     ENT_OK);
    assert_int_equal(pick(r, 1), ENT_PLOVER_AID);
    assert_int_equal(pick(r, 0xa), ENT_PLOVER_AID);
    assert_int_equal(pick(r, 0xb), ENT_PLOVER_COERCE);
    assert_int_equal(pick(r, 0xc), ENT_PLOVER_AID);
    assert_int_equal(pick(r, 0xd), ENT_PLOVER_NONE);
}

static void faults_are_named_with_their_line(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
    } fault[] = {
        {"", 1},
        {"entente-events 2\n", 1},
        {"entente-events 1\nxyz AID:5\n", 2},
        {"entente-events 1\n0 AID:5\n", 2},
        {"entente-events 1\n1 AID:5\n1 AID:6\n", 3},
        {"entente-events 1\n1 HARM:5\n", 2},
        {"entente-events 1\n1 AID:many\n", 2},
        {"entente-events 1\n1 AID:99999\n", 2},
    };
    for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
        ent_rerank *r;
        assert_int_equal(read_text(fault[i].text, &r), ENT_SYNTAX);
        assert_int_equal(ctx.fail.line, fault[i].line);
    }
}

/* The same sentences give the same bytes. */
static void learning_is_deterministic(void **state) {
    (void)state;
    ent_lexicon *lex;
    ent_parser *parser;
    ent_str report[2], out[2];
    ent_str weights = ENT_STR(ENT_SOURCE_DIR "/data/weights/english.weights");
    ent_str text = ENT_STR(ENT_SOURCE_DIR "/data/labelled/negatives.txt");
    assert_int_equal(ent_lexicon_new(&ctx, &lex), ENT_OK);
    assert_int_equal(ent_parser_open(&ctx, weights, &parser), ENT_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            ent_events_train(&ctx, lex, parser, text, &report[i], &out[i]),
            ENT_OK);
    assert_true(out[0].n > 100 && ent_i_eq(out[0], out[1]));
    assert_true(ent_i_eq(report[0], report[1]));
    ent_parser_free(parser);
    ent_lexicon_free(lex);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_has_a_head_start),
        cmocka_unit_test(faults_are_named_with_their_line),
        cmocka_unit_test(learning_is_deterministic),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
