/* test_frames.c - the dictionaries of events load, and faults are named. */
#include "read/frames.h"
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

static ent_err read_all(const char *verbs, const char *nouns, const char *outer,
                        const char *modal, ent_frames **out) {
    ent_frame_file file[ENT_N_FRAME_FILES] = {
        {"data/verbs.tsv", ent_i_str(verbs)},
        {"data/nominals.tsv", ent_i_str(nouns)},
        {"data/outer.tsv", ent_i_str(outer)},
        {"data/modality.tsv", ent_i_str(modal)},
        {"data/irregular.tsv", ENT_STR("form\tlemma\nmet\tmeet\n")}};
    return ent_i_frames_new(&ctx, ctx.keep, file, out);
}

#define VERBS "# x\nframe\troles\tcategory\tcameo\n"
#define NOUNS "noun\tclass\tcategory\tcameo\troles\n"
#define OUTER "outer\tclass\n"
#define MODAL "word\tclass\n"

static void our_dictionaries_load(void **state) {
    (void)state;
    ent_frames *f;
    size_t n;
    if (ent_i_frames_new(&ctx, ctx.keep, NULL, &f))
        fail_msg("%s:%u: %s", ctx.fail.file, ctx.fail.line, ctx.fail.why);
    const ent_frame *v =
        ent_i_frames_of(f, ENT_FRAME_VERB, ENT_STR("withdraw"), &n);
    assert_true(n > 3 && v[0].n_parts >= v[n - 1].n_parts);
    assert_int_equal(v[n - 1].n_parts, 0);
    assert_non_null(ent_i_frames_of(f, ENT_FRAME_NOUN, ENT_STR("raid"), &n));
    assert_null(ent_i_frames_of(f, ENT_FRAME_NOUN, ENT_STR("banana"), &n));
    assert_int_equal(ent_i_frames_modal(f, ENT_STR("never")),
                     ENT_MODAL_NEGATION);
    assert_true(ent_i_frames_class(f, "force") != 0);
    assert_true(ent_i_frames_class(f, "bananas") == 0);
}

static void rows_are_read(void **state) {
    (void)state;
    ent_frames *f;
    size_t n;
    assert_int_equal(
        read_all(VERBS "open =fire on\ts>on|at\tASSAULT\t190\n"
                       "meet with\ts=with\tCONSULT\t036\n"
                       "meet\ts=o\tCONSULT\t036\n"
                       "send +force to\ts>to\tMOBILIZE\t150\n",
                 NOUNS "troop\tforce|people\t-\t-\t-\n"
                       "air strike\tattack\tASSAULT\t195\tp|by>on\n",
                 OUTER "v:refuse\trefuse\nn:refusal\trefuse|fail\n",
                 MODAL "may\tmodal_possible|modal_hedge\n", &f),
        ENT_OK);
    const ent_frame *v =
        ent_i_frames_of(f, ENT_FRAME_VERB, ENT_STR("meet"), &n);
    assert_int_equal(n, 2);
    assert_true(v[0].reciprocal && v[0].n_parts == 1);
    STR_EQUAL(v[0].rule, "verbs.tsv:4");
    v = ent_i_frames_of(f, ENT_FRAME_VERB, ENT_STR("open"), &n);
    assert_int_equal(v->part[0].kind, ENT_PART_NOUN);
    assert_int_equal(v->n_target, 2);
    STR_EQUAL(v->target[1], "at");
    v = ent_i_frames_of(f, ENT_FRAME_VERB, ENT_STR("send"), &n);
    assert_true(v->part[0].classes == ent_i_frames_class(f, "force"));
    v = ent_i_frames_of(f, ENT_FRAME_NOUN, ENT_STR("strike"), &n);
    STR_EQUAL(v->part[0].text, "air");
    STR_EQUAL(v->cameo, "195");
    v = ent_i_frames_of(f, ENT_FRAME_OUTER_NOUN, ENT_STR("refusal"), &n);
    assert_int_equal(v->bits, ENT_OUTER_REFUSE | ENT_OUTER_FAIL);
}

static void forms_of_verbs_lead_to_their_lemma(void **state) {
    (void)state;
    static const char *const form[][2] = {
        {"shelled", "shell"},       {"Blockaded", "blockade"},
        {"boycotts", "boycott"},    {"rallied", "rally"},
        {"stopped", "stop"},        {"visited", "visit"},
        {"overthrew", "overthrow"}, {"agreed", "agree"},
        {"clashes", "clash"},       {"vetoes", "veto"},
        {"denying", "deny"},        {"bombing", "bomb"}};
    ent_frames *f;
    assert_int_equal(ent_i_frames_new(&ctx, ctx.keep, NULL, &f), ENT_OK);
    for (size_t i = 0; i < sizeof form / sizeof *form; i++)
        STR_EQUAL(ent_i_frames_lemma(f, ent_i_str(form[i][0])), form[i][1]);
    assert_int_equal(ent_i_frames_lemma(f, ENT_STR("bananas")).n, 0);
}

static void faults_are_named(void **state) {
    (void)state;
    static const struct {
        const char *verbs, *nouns, *outer, *modal, *file, *why;
        uint32_t line;
    } fault[] = {
        {VERBS "hit\ts>o\tHARM\t190\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "no category", 3},
        {VERBS "hit\ts>o\tASSAULT\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "does not fit its header", 3},
        {VERBS "hit\ts>o\tASSAULT\tx9\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "no CAMEO", 3},
        {VERBS "hit\ts\tASSAULT\t190\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "source>target", 3},
        {VERBS "hit\ts>o||at\tASSAULT\t190\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "empty role", 3},
        {VERBS "hit +ghost\ts>o\tASSAULT\t190\n", NOUNS, OUTER, MODAL,
         "verbs.tsv", "a class that no noun", 3},
        {VERBS "a b c d e f\ts>o\tASSAULT\t190\n", NOUNS, OUTER, MODAL,
         "verbs.tsv", "too many parts", 3},
        {VERBS "hit\t\tASSAULT\t190\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "empty cell", 3},
        {VERBS "hit  on\ts>o\tASSAULT\t190\n", NOUNS, OUTER, MODAL, "verbs.tsv",
         "stray blank", 3},
        {VERBS, NOUNS "raid\tattack\tASSAULT\t190\tp\n", OUTER, MODAL,
         "nominals.tsv", "source>target", 2},
        {VERBS, NOUNS, OUTER "refuse\trefuse\n", MODAL, "outer.tsv",
         "is wanted", 2},
        {VERBS, NOUNS, OUTER "v:refuse\tsulk\n", MODAL, "outer.tsv",
         "no such class", 2},
        {VERBS, NOUNS, OUTER, MODAL "may\tsulk\n", "modality.tsv",
         "no such class", 2},
        {VERBS, NOUNS, OUTER, "word\n", "modality.tsv", "header line", 1},
        {VERBS, "", OUTER, MODAL, "nominals.tsv", "without a header", 0},
    };
    for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
        ent_frames *f;
        assert_int_equal(read_all(fault[i].verbs, fault[i].nouns,
                                  fault[i].outer, fault[i].modal, &f),
                         ENT_SYNTAX);
        assert_null(f);
        if (!strstr(ctx.fail.why, fault[i].why) ||
            ctx.fail.line != fault[i].line ||
            strcmp(ctx.fail.file, fault[i].file))
            fail_msg("case %zu: %s:%u: %s", i, ctx.fail.file, ctx.fail.line,
                     ctx.fail.why);
    }
}

static void the_same_frame_twice_is_a_fault(void **state) {
    (void)state;
    ent_frames *f;
    assert_int_equal(read_all(VERBS "hit\ts>o\tASSAULT\t190\n"
                                    "hit\ts>on\tACCUSE\t110\n",
                              NOUNS, OUTER, MODAL, &f),
                     ENT_SYNTAX);
    assert_non_null(strstr(ctx.fail.why, "the same frame"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_dictionaries_load),
        cmocka_unit_test(rows_are_read),
        cmocka_unit_test(forms_of_verbs_lead_to_their_lemma),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(the_same_frame_twice_is_a_fault),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
