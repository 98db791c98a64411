/* test_cues.c - the dictionaries of cues and attitudes. */
#include "read/cues.h"
#include "test.h"

static ent_ctx ctx;

static int open_ctx(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, 1 << 26) != ENT_OK;
}

static int close_ctx(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static const char good[] = "word\tkind\nbad\tbad\nlift\tless\n";

static ent_err read_cues(const char *cue, const char *attitude,
                         const ent_cues **out) {
    return ent_i_cues_new(&ctx, ctx.keep, ent_i_str(cue), ent_i_str(attitude),
                          out);
}

static void rows(void **state) {
    (void)state;
    const ent_cues *c;
    size_t n;
    assert_int_equal(
        read_cues("# head\ncue\tpos\tclass\tmode\tframe\n"
                  "say\tverb\treport\tindirect\tquote,clause,about\n"
                  "say\tnoun\treport\tindirect\tof\n"
                  "speak out\tverb\toppose\tindirect\tactor,against\n"
                  "speak\tverb\treport\tbelief\twhom,obj\n",
                  good, &c),
        ENT_OK);
    const ent_cue *row = ent_i_cue_find(c, ENT_CUE_VERB, ENT_STR("speak"), &n);
    assert_int_equal(n, 2);
    STR_EQUAL(row[0].more, "out");
    STR_EQUAL(row[0].rule, "cues.tsv:5");
    assert_true(row[1].belief);
    assert_int_equal(row[1].frame, ENT_FRAME_WHOM | ENT_FRAME_OBJ);
    assert_int_equal(ent_i_cue_side((ent_cue_class)row[0].cls), -1);
    row = ent_i_cue_find(c, ENT_CUE_VERB, ENT_STR("say"), &n);
    assert_int_equal(n, 1);
    assert_int_equal(row->frame, ENT_FRAME_QUOTE | ENT_FRAME_CLAUSE |
                                     ENT_FRAME_PREP /* about is the first */);
    assert_null(ent_i_cue_find(c, ENT_CUE_ADJ, ENT_STR("say"), &n));
    assert_int_equal(n, 0);
    assert_int_equal(ent_i_attitude(c, ENT_STR("lift")), ENT_ATTITUDE_LESS);
    assert_int_equal(ent_i_attitude(c, ENT_STR("raise")), ENT_ATTITUDE_NONE);
}

static void wrong(const char *cue, const char *attitude, const char *file,
                  uint32_t line, const char *why) {
    const ent_cues *c;
    assert_int_equal(read_cues(cue, attitude, &c), ENT_SYNTAX);
    if (ctx.fail.line != line || !strstr(ctx.fail.why, why) ||
        strcmp(ctx.fail.file, file) != 0)
        fail_msg("%s:%u: %s", ctx.fail.file, ctx.fail.line, ctx.fail.why);
}

#define HEAD "cue\tpos\tclass\tmode\tframe\n"

static void malformed_rows_are_refused(void **state) {
    (void)state;
    wrong(HEAD "say\tverb\treport\tindirect\n", good, "cues.tsv", 2, "cell");
    wrong(HEAD "say\tverb\treport\tindirect\tquote\tx\n", good, "cues.tsv", 2,
          "cell");
    wrong(HEAD "say\tverb\treport\tindirect\t\n", good, "cues.tsv", 2, "cell");
    wrong(HEAD "say\tverbs\treport\tindirect\tquote\n", good, "cues.tsv", 2,
          "verbs");
    wrong(HEAD "say\tverb\tsay\tindirect\tquote\n", good, "cues.tsv", 2, "say");
    wrong(HEAD "say\tverb\treport\tdirect\tquote\n", good, "cues.tsv", 2,
          "direct");
    wrong(HEAD "say\tverb\treport\tindirect\tquote,across\n", good, "cues.tsv",
          2, "across");
    wrong(HEAD "say\tverb\treport\tindirect\tquote\n",
          "word\tkind\nbad\tawful\n", "attitude.tsv", 2, "awful");
    wrong(HEAD "say\tverb\treport\tindirect\tquote\n",
          "word\tkind\nbad\tbad\nbad\tgood\n", "attitude.tsv", 3, "twice");
}

/* What ships is as large as the documents say, and no row of it stands there
 * twice. */
static void shipped(void **state) {
    (void)state;
    ent_lexicon *lex;
    size_t n, same = 0;
    assert_int_equal(ent_lexicon_new(&ctx, &lex), ENT_OK);
    const ent_cues *c = ent_i_lex_cues(lex);
    const ent_cue *row = ent_i_cue_find(c, ENT_CUE_VERB, ENT_STR("say"), &n);
    assert_true(n > 0);
    assert_int_equal(row->cls, ENT_CUE_REPORT);
    row = ent_i_cue_find(c, ENT_CUE_VERB, ENT_STR("warn"), &n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            same += row[i].frame == row[k].frame && row[i].cls == row[k].cls;
    assert_int_equal(same, 0);
    assert_int_equal(ent_i_attitude(c, ENT_STR("harmful")), ENT_ATTITUDE_BAD);
    ent_lexicon_free(lex);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),
        cmocka_unit_test(malformed_rows_are_refused),
        cmocka_unit_test(shipped),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
