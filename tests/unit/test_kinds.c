/* test_kinds.c - what each paragraph of an article is, and what its head
 * states. */
#include "read/text.h"
#include "test.h"

static ent_ctx ctx;

static int set_up(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, (size_t)1 << 28) != ENT_OK;
}

static int tear_down(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static const char *const names[] = {
#define ENT_X(name, text) text,
    ENT_TEXT_LIST(ENT_X)
#undef ENT_X
};

#define LONG                                                                \
    "The envoys of both states met in Bergen for two days and spoke about " \
    "fish, oil and the border. Nothing was signed, and neither side would " \
    "say when they will meet again. Observers had hoped for more than that.\n"

/* A line of `text` is "kind> what stands in the article". */
static ent_doc kinds_are(const char *text) {
    ent_doc doc;
    ent_buf b = {0};
    for (ent_str left = ent_i_str(text), line; left.n;) {
        line = ent_i_cut(&left, '\n');
        ent_i_cut(&line, '>');
        ent_i_buf_printf(&b, "%.*s\n\n", ENT_P(ent_i_trim(line)));
    }
    ent_str bytes = ent_i_dup(ctx.keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    if (ent_doc_read(&ctx, NULL, NULL, ENT_STR("a.txt"), bytes, &doc))
        fail_msg("%s", ctx.fail.why);
    size_t i = 0;
    for (ent_str left = ent_i_str(text), line; left.n; i++) {
        line = ent_i_cut(&left, '\n');
        ent_str want = ent_i_trim(ent_i_cut(&line, '>'));
        assert_true(i < doc.n_paras);
        if (!ent_i_eqz(want, names[doc.para[i].kind]))
            fail_msg("\"%.*s\" is %s, not %.*s", ENT_P(line),
                     names[doc.para[i].kind], ENT_P(want));
    }
    assert_int_equal(i, doc.n_paras);
    return doc;
}

static void a_journal_article(void **state) {
    (void)state;
    ent_doc doc =
        kinds_are("title> Two Neighbours Fail to Agree on Fish\n"
                  "metadata> Publication: Nordic Monitor Volume: 3 Issue: 12\n"
                  "metadata> By Ann Berg and Bo Dahl\n"
                  "metadata> Published: 2 May 2019\n"
                  "caption> The envoys in Bergen (Source: NTB)\n"
                  "body> " LONG "heading> What Comes Next?\n"
                  "body> " LONG "body> Is this the end?\n"
                  "heading> A Second Look\n"
                  "body> " LONG);
    STR_EQUAL(doc.title, "Two Neighbours Fail to Agree on Fish");
    STR_EQUAL(doc.publisher, "Nordic Monitor");
    STR_EQUAL(doc.author, "Ann Berg and Bo Dahl");
    STR_EQUAL(doc.published, "2019-05-02");
}

static void a_magazine_article(void **state) {
    (void)state;
    ent_doc doc = kinds_are(
        "title> Why Bergen Failed\n"
        "metadata> NTB\n"
        "metadata> June 3, 2018 Topic: Fish Region: North Tags: BergenOil\n"
        "title> Why Bergen Failed\n"
        "standfirst> Neither side needed a deal, and both knew it well.\n"
        "body> " LONG "body> " LONG
        "bio> Ann Berg is a senior fellow at the Fjord Institute. She lives "
        "in Oslo.\n"
        "caption> Image: NTB\n");
    STR_EQUAL(doc.author, "Ann Berg");
    STR_EQUAL(doc.published, "2018-06-03");
}

static void a_newsletter_and_a_list(void **state) {
    (void)state;
    kinds_are("title> Bergen, Again\n"
              "caption> (Photo: NTB/Scanpix).\n"
              "body> " LONG "body> Three points stay open:\n"
              "body> \xE2\x80\x93 the border\n"
              "body> \xE2\x80\x93 the price of fish\n"
              "body> " LONG "boilerplate> Subscribe to our newsletter\n"
              "boilerplate> News and views from the north\n"
              "boilerplate> I'd like to hear about...\n");
    /* no title, the author named in the opening */
    ent_doc doc = kinds_are(
        "standfirst> The meeting in Bergen changed little. More of them are "
        "needed, writes professor Ann Berg, Director of the Fjord Institute.\n"
        "body> " LONG);
    STR_EQUAL(doc.author, "Ann Berg");
    assert_int_equal(doc.title.n, 0);
}

static void text_without_prose_is_all_body(void **state) {
    (void)state;
    kinds_are("body> Envoys met in Bergen\n"
              "body> Talks failed\n");
    kinds_are("body> The envoys met in Bergen and spoke about many fish.\n");
}

static void dates_and_names_at_a_start(void **state) {
    (void)state;
    static const struct {
        const char *text, *iso;
    } dates[] = {{"May 2, 2019 Topic: X", "2019-05-02"},
                 {"Thursday, 2 May 2019", "2019-05-02"},
                 {"Sept. 30, 2019, 10:15", "2019-09-30"},
                 {"2nd May 2019", "2019-05-02"},
                 {"2019-05-02T10:15:00Z", "2019-05-02"},
                 {"2019/05/02", "2019-05-02"},
                 {"May 32, 2019", ""},
                 {"2019-13-02", ""},
                 {"Maybe 2, 2019", ""},
                 {"In 2019 they met", ""},
                 {"", ""}};
    for (size_t k = 0; k < sizeof dates / sizeof *dates; k++) {
        ent_str got = ent_i_head_date(&ctx, ent_i_str(dates[k].text));
        if (!ent_i_eqz(got, dates[k].iso))
            fail_msg("%s gives \"%.*s\"", dates[k].text, ENT_P(got));
    }
    STR_EQUAL(ent_i_head_name(ENT_STR("Ann B. Berg is here")), "Ann B. Berg");
    STR_EQUAL(ent_i_head_name(ENT_STR("Ann went")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_journal_article),
        cmocka_unit_test(a_magazine_article),
        cmocka_unit_test(a_newsletter_and_a_list),
        cmocka_unit_test(text_without_prose_is_all_body),
        cmocka_unit_test(dates_and_names_at_a_start),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
