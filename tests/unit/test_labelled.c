/* test_labelled.c - labelled sentences as docs/formats/labelled.md has them. */
#include "read/labelled.h"
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

static ent_err read_text(const char *text, ent_labels *out) {
    *out = (ent_labels){0};
    return ent_i_labels_read(&ctx, ENT_STR("a.txt"), ent_i_str(text), out);
}

static ent_str part(const ent_label_sentence *s, ent_span at) {
    return (ent_str){s->text.s + at.start, at.end - at.start};
}

static void the_format_is_read(void **state) {
    (void)state;
    ent_labels l;
    assert_int_equal(
        read_text(
            "# a comment\n"
            "= The Norwegian government called off the Lisbon talks.\n"
            "SANCTION NORGOV > PRT|ESP @called off@ neg hedged or REJECT\n"
            "\n"
            "= \"We will not sign,\" the Peruvian minister told reporters.\n"
            "DATE 2019-04-25\n"
            "AGREE PER > - @sign neg alleged ref reciprocal\n"
            "SAY PERGOV > - @told direct hedged \"We will not sign\"\n"
            "STANCE pact -\n"
            "= The report runs to ninety pages.\n"
            "none\n",
            &l),
        ENT_OK);
    const ent_label_sentence *s = l.sentence.at;
    const ent_label_event *e = l.event.at;
    const ent_label_statement *t = l.statement.at;
    assert_int_equal(l.sentence.n, 3);
    assert_int_equal(l.event.n, 2);
    assert_int_equal(l.statement.n, 1);
    assert_int_equal(s[0].line, 2);
    STR_EQUAL(part(&s[0], e[0].trigger), "called off");
    STR_EQUAL(e[0].target, "PRT|ESP");
    assert_int_equal(e[0].category, ENT_PLOVER_SANCTION);
    assert_int_equal(e[0].also[0], ENT_PLOVER_REJECT);
    assert_int_equal(e[0].also[1], ENT_PLOVER_NONE);
    assert_true(e[0].negated && e[0].hedged && !e[0].ref);
    STR_EQUAL(e[0].factuality, "factual");
    STR_EQUAL(s[1].date, "2019-04-25");
    STR_EQUAL(e[1].target, "");
    STR_EQUAL(e[1].factuality, "alleged");
    assert_true(e[1].ref && e[1].reciprocal);
    STR_EQUAL(part(&s[1], t[0].cue), "told");
    STR_EQUAL(part(&s[1], t[0].content), "We will not sign");
    STR_EQUAL(t[0].mode, "direct");
    STR_EQUAL(t[0].issue, "pact");
    assert_int_equal(t[0].stance, -1);
    assert_true(t[0].hedged && s[2].none);
}

/* "met" is no part of "helmets", unless there is no other. */
static void a_trigger_is_a_word(void **state) {
    (void)state;
    ent_labels l;
    assert_int_equal(read_text("= Blue helmets met.\nCONSULT - > - @met\n", &l),
                     ENT_OK);
    const ent_label_event *e = l.event.at;
    assert_int_equal(e->trigger.start, 13);
}

static void faults_are_named_with_their_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *why;
        uint32_t line;
    } fault[] = {
        {"CONSULT A > B @met\n", "no sentence", 1},
        {"= They met.\n", "neither an event", 1},
        {"= They met.\n\n= A.\nnone\n", "neither an event", 1},
        {"= They met.\nCONSULT USA > RUS @talked\n", "does not stand", 2},
        {"= They met.\nCONSULT USA RUS @met\n", "source > target", 2},
        {"= They met.\nCONSULT usa > RUS @met\n", "no code", 2},
        {"= They met.\nMEET USA > RUS @met\n", "no category", 2},
        {"= They met.\nCONSULT USA > RUS @met soon\n", "no flag", 2},
        {"= They met.\nCONSULT USA > RUS @met or\n", "behind \"or\"", 2},
        {"= They met.\nCONSULT USA > RUS met\n", "a trigger", 2},
        {"= They met.\nnone\nCONSULT USA > RUS @met\n", "and yet", 1},
        {"= He spoke.\nSAY USA > - @spoke aloud\n", "no mode", 2},
        {"= He spoke.\nSTANCE pact +\n", "without a SAY", 2},
        {"= He spoke.\nSAY USA > - @spoke direct\nSTANCE pact 7\n", "STANCE",
         3},
        {"= He spoke.\nDATE May\nnone\n", "no date", 2},
        {"= He spoke.\nSAY USA > - @spoke direct \"x\"\n", "does not stand", 2},
        {"= \n", "no sentence", 1},
    };
    for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
        ent_labels l;
        assert_int_equal(read_text(fault[i].text, &l), ENT_SYNTAX);
        if (!strstr(ctx.fail.why, fault[i].why) ||
            ctx.fail.line != fault[i].line)
            fail_msg("case %zu: line %u: %s", i, ctx.fail.line, ctx.fail.why);
        assert_string_equal(ctx.fail.file, "a.txt");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_format_is_read),
        cmocka_unit_test(a_trigger_is_a_word),
        cmocka_unit_test(faults_are_named_with_their_line),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
