/* test_table_ktab.c - inputs of the KTAB program, CSV and XML. */
#include "table_test.h"

#define CSV                                            \
    "scene, a test, 2, 2,\n"                           \
    "Actor,Description,Influence,P1,S1, \"P2\" ,S2,\n" \
    "A,\"first, of all\", 10, 20, 30, 40.5, 50,\n"     \
    "B,second, 5, 0, 1, 100, 60\n"

static void csv_with_its_quirks(void **state) {
    (void)state;
    table_gives(CSV, "P1/A 10 20 0.3; P1/B 5 0 0.01; P2/A 10 40.5 0.5; "
                     "P2/B 5 100 0.6");
}

static void csv_faults(void **state) {
    (void)state;
    table_gives(CSV "C,one too many,1,2,3,4,5\n",
                "1:16 the first line says 2 actors, the table has 3");
    table_gives("s,d,1,2\na,b,c,P1,S1\nA,x,1,2,3\n",
                "2:1 the header has 5 cells; with the 2 dimensions");
    table_gives("s,d,1,1\na,b,c,P1,S1\nA,x,1,200,3\n",
                "3:7 position 200 lies outside this format's 0..100");
    table_gives("s,d,1,1\na,b,c,P1,S1\nA,x,1,20\n",
                "3:7 this row has 4 cells and the header 5");
    table_gives("s,d,1,2\na,b,c,P,S,P,S\nA,x,1,2,3,4,5\n",
                "2:11 dimension 'P' is named twice");
    table_gives("s,d,2,1\na,b,c,P,S\nA,x,1,2,3\nA,x,1,2,3\n",
                "4:1 actor 'A' is given twice on issue 'P'");
}

#define XML_WITH(settings, actor, pairs)                                   \
    "<?xml "                                                               \
    "version='1.0'?>\n<Scenario><name>s</name><ModelParameters>" settings  \
    "</ModelParameters>"                                                   \
    "<Dimensions><dName>P1</dName><dName>P &amp; 2</dName></Dimensions>\n" \
    "<Actors>" actor "</Actors>\n<IdealAdjustment>" pairs                  \
    "</IdealAdjustment></Scenario>"
#define XML(actor) XML_WITH("<VotingRule>Prop</VotingRule>", actor, "")
#define PAIR(who, whom, share)                                            \
    "<iaPair><adjustingIdeal>" who "</adjustingIdeal><referencePos>" whom \
    "</referencePos><adjust>" share "</adjust></iaPair>"
#define ACTOR(x)                                                       \
    "<Actor><name>A</name><description>d</description><capability>10"  \
    "</capability><Position><dCoord>" x "</dCoord><dCoord>40</dCoord>" \
    "</Position><Salience><dSal>30</dSal><dSal>50</dSal></Salience></Actor>"

#define XML_TAIL                                                  \
    "<Dimensions><dName>P1</dName><dName>P2</dName></Dimensions>" \
    "<Actors>" ACTOR("20") "</Actors></Scenario>"

static void xml(void **state) {
    (void)state;
    table_gives(XML(ACTOR(" 20 ")), "P1/A 10 20 0.3; P & 2/A 10 40 0.5");
}

/* What it says beside the actors. */
static void xml_settings(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_table t;
    const char *text =
        XML_WITH("<PCEModel>MarkovUniform</PCEModel><VotingRule>Proportional"
                 "</VotingRule><BigRAdjust> No </BigRAdjust>",
                 ACTOR("20") "<Actor><name>B</name><capability>1</capability>"
                             "<Position><dCoord>1</dCoord><dCoord>2</dCoord>"
                             "</Position><Salience><dSal>3</dSal><dSal>4"
                             "</dSal></Salience></Actor>",
                 PAIR("B", "B", "0.25") PAIR("B", "A", "0.5"));
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    if (ent_table_read(&ctx, ENT_STR("t"), ent_i_str(text), &t))
        fail_msg("%s", ctx.fail.why);
    assert_int_equal(t.n_settings, 3);
    STR_EQUAL(t.setting[0], "PCEModel=MarkovUniform");
    STR_EQUAL(t.setting[1], "VotingRule=Prop");
    STR_EQUAL(t.setting[2], "BigRAdjust=None");
    static const double want[] = {1, 0, .5, .25};
    for (size_t i = 0; i < 4; i++)
        NEAR(t.accommodation[i], want[i], 0);
    assert_false(t.has_seed);
    text = "<Scenario><prngSeed>12345</prngSeed>" XML_TAIL;
    if (ent_table_read(&ctx, ENT_STR("t"), ent_i_str(text), &t))
        fail_msg("%s", ctx.fail.why);
    assert_true(t.has_seed && t.seed == 12345);
    assert_null(t.accommodation);
    ent_ctx_close(&ctx);
}

static void xml_settings_faults(void **state) {
    (void)state;
    table_gives(XML_WITH("<VotingRule>Fair</VotingRule>", ACTOR("20"), ""),
                "2:58 'VotingRule' cannot be 'Fair'; there is Binary");
    table_gives(XML_WITH("<Votes>Prop</Votes>", ACTOR("20"), ""),
                "2:53 model 'smp' has no setting 'Votes'");
    table_gives(XML_WITH("", ACTOR("20"), PAIR("A", "Z", "1")),
                "4:18 iaPair names an actor 'Z', and there is none");
    table_gives(XML_WITH("", ACTOR("20"), PAIR("A", "A", "2")),
                "4:18 the adjust of 'A' to 'A' must be a number in 0..1");
    table_gives(XML_WITH("",
                         ACTOR("20") "<Actor><name>B</name><capability>1"
                                     "</capability><Position><dCoord>1"
                                     "</dCoord><dCoord>2</dCoord></Position>"
                                     "<Salience><dSal>3</dSal><dSal>4</dSal>"
                                     "</Salience></Actor>",
                         PAIR("A", "B", ".5")),
                "4:18 the ideal of 'A' follows others by 1.5 in all, more "
                "than 1");
    table_gives("<Scenario><prngSeed>x</prngSeed>" XML_TAIL,
                "1:22 the seed must be a whole number from 0, not 'x'");
}

static void xml_faults(void **state) {
    (void)state;
    table_gives(XML(ACTOR("")), "3:103 position must be a number, not ''");
    table_gives(XML("<Actor><name>A</name></Actor>"),
                "3:9 actor 'A' needs a name, and a dCoord and a dSal for each "
                "of the 2 dimensions");
    table_gives(XML(ACTOR("20") ACTOR("30")),
                "3:203 actor 'A' is given twice on issue 'P1'");
    table_gives("<html><body/></html>", "1:1 <html> is not KTAB's <Scenario>");
    table_gives("<Scenario><name>", "1:17 this is not well-formed XML");
    table_gives("<Scenario></Scenario>", "0:0 there is no row");
}

static void xml_with_entities_is_refused(void **state) {
    (void)state;
    table_gives("<!DOCTYPE s [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>\n"
                "<Scenario><name>&b;</name></Scenario>",
                "1:13 a document type is not read");
}

static void no_allocation_is_taken_for_granted(void **state) {
    (void)state;
    survives_without_memory(CSV);
    survives_without_memory(XML_WITH("<VotingRule>Prop</VotingRule>",
                                     ACTOR("20"), PAIR("A", "A", ".5")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_with_its_quirks),
        cmocka_unit_test(csv_faults),
        cmocka_unit_test(xml),
        cmocka_unit_test(xml_settings),
        cmocka_unit_test(xml_settings_faults),
        cmocka_unit_test(xml_faults),
        cmocka_unit_test(xml_with_entities_is_refused),
        cmocka_unit_test(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
