/* test_event_cases.c - single sentences and short paragraphs, each for one way
 * in which an event is told. */
#include "read/read.h"
#include "test.h"

static ent_ctx ctx;
static ent_lexicon *lex;
static ent_parser *parser;

static int open_all(void **state) {
    (void)state;
    ent_str path = ENT_STR(ENT_SOURCE_DIR "/data/weights/english.weights");
    return ent_ctx_open(&ctx, (size_t)256 << 20) ||
           ent_lexicon_new(&ctx, &lex) || ent_parser_open(&ctx, path, &parser);
}

static int close_all(void **state) {
    (void)state;
    ent_parser_free(parser);
    ent_lexicon_free(lex);
    ent_ctx_close(&ctx);
    return 0;
}

static void read_text(const char *text, ent_doc *doc) {
    ent_read_options opt = {.parser = parser, .published = ENT_STR("2024-05")};
    assert_int_equal(
        ent_doc_read(&ctx, lex, &opt, ENT_STR("s.txt"), ent_i_str(text), doc),
        ENT_OK);
}

/* The event at a word, "CHL CONSULT PER", with "ref" and "neg" behind. */
static const char *told(const ent_doc *doc, const char *trigger) {
    static char out[160];
    snprintf(out, sizeof out, "nothing");
    for (size_t i = 0; i < doc->n_events; i++) {
        const ent_event *e = &doc->event[i];
        ent_str word = {doc->text.s + e->in.at.start,
                        e->in.at.end - e->in.at.start};
        if (ent_i_eqz(word, trigger))
            snprintf(out, sizeof out, "%.*s %.*s %.*s%s%s", ENT_P(e->source),
                     ENT_P(e->category), ENT_P(e->target),
                     e->core ? "" : " ref", e->negated ? " neg" : "");
    }
    return out;
}

typedef struct instance {
    const char *text, *trigger, *event;
} instance;

static void all_are_told(const instance *c, size_t n) {
    for (size_t i = 0; i < n; i++) {
        ent_doc doc;
        read_text(c[i].text, &doc);
        const char *is = told(&doc, c[i].trigger);
        if (strcmp(is, c[i].event) != 0)
            fail_msg("%s\n  is     %s\n  wanted %s", c[i].text, is, c[i].event);
    }
}

#define ALL_TOLD(list) all_are_told(list, sizeof list / sizeof *list)

static void nouns_carry_their_clause(void **state) {
    (void)state;
    static const instance c[] = {
        {"The big news of the week is the Turkish attack on Syria.", "attack",
         "TUR ASSAULT SYR"},
        {"There has been no increase in Chinese deployments near Taiwan.",
         "deployments", "CHN MOBILIZE TWN neg"},
        {"The harsh criticism of Hungary by Poland is a surprise.", "criticism",
         "POL ACCUSE HUN"},
        {"A new port will facilitate the cooperation between Chad and Niger.",
         "cooperation", "TCD COOPERATE NER"},
        {"The summit between Chile and Peru was short. More than one summit "
         "should be held.",
         "summit", "CHL CONSULT PER"},
        {"Serbia launched a series of attacks on Kosovo.", "attacks",
         "nothing"},
        {"Serbia launched a series of attacks on Kosovo.", "launched",
         "SRB ASSAULT XKX"},
    };
    ALL_TOLD(c);
}

static void what_happens_to_a_noun_is_heeded(void **state) {
    (void)state;
    static const instance c[] = {
        {"Talks between Sudan and Egypt stalled in March.", "Talks",
         "SDN CONSULT EGY neg"},
        {"The talks between Sudan and Egypt resumed in March.", "talks",
         "SDN CONSULT EGY"},
        {"Neither the Kenyan president nor his minister have had contacts with "
         "Rwanda.",
         "contacts", "KENLEADER|KENGOV CONSULT RWA neg"},
    };
    ALL_TOLD(c);
}

static void a_thing_is_nobody(void **state) {
    (void)state;
    static const instance c[] = {
        {"This may encourage Kenya to put pressure on Uganda.", "encourage",
         "nothing"},
        {"This may encourage Kenya to put pressure on Uganda.", "put",
         "KEN COERCE UGA"},
        {"The Italian foreign ministry made a statement rejecting the claims "
         "of Libya.",
         "rejecting", "ITAGOVMFA REJECT LBY"},
        {"The Norwegian side was cautious about the possibility of providing "
         "economic assistance to Somalia.",
         "providing", "NORGOV AID SOM neg"},
    };
    ALL_TOLD(c);
}

static void parties_that_go_without_saying(void **state) {
    (void)state;
    static const instance c[] = {
        {"Relations with Uganda were bad. Kenya never apologised.",
         "apologised", "KEN SUPPORT UGA neg"},
        {"Kenya was praised for its patience, and in the end Uganda "
         "apologised.",
         "praised", " SUPPORT KEN"},
        {"Some hope that the negotiations will resume. Nobody expects much of "
         "the "
         "negotiation between Iran and Iraq.",
         "negotiations", "IRN CONSULT IRQ"},
        {"The summit between Chile and Peru opened on Monday. The meeting was "
         "a success.",
         "meeting", "CHL CONSULT PER"},
        {"The talks will go on for years.", "talks", "nothing"},
    };
    ALL_TOLD(c);
}

static void idioms_are_none(void **state) {
    (void)state;
    static const instance c[] = {
        {"Kenya cannot compensate for its weakness.", "compensate", "nothing"},
        {"Kenya is to blame for the failure.", "blame", "nothing"},
        {"Kenyan experts discussed the risks.", "discussed", "nothing"},
        {"Options of a deal were entertained by Kenya.", "entertained",
         "nothing"},
        {"Kenya opened fire on a Ugandan boat.", "opened", "KEN ASSAULT UGA"},
        {"Farmers in Kenya protested against milk prices.", "protested",
         "KENBUS PROTEST "},
    };
    ALL_TOLD(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nouns_carry_their_clause),
        cmocka_unit_test(what_happens_to_a_noun_is_heeded),
        cmocka_unit_test(a_thing_is_nobody),
        cmocka_unit_test(parties_that_go_without_saying),
        cmocka_unit_test(idioms_are_none),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
