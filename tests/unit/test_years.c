/* test_years.c - a text without a year takes it from its neighbours. */
#include "read/read.h"
#include "test.h"

static ent_ctx ctx;
static ent_lexicon *lex;

static int open_all(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, 1 << 28) || ent_lexicon_new(&ctx, &lex);
}

static int close_all(void **state) {
    (void)state;
    ent_lexicon_free(lex);
    ent_ctx_close(&ctx);
    return 0;
}

static ent_doc read_text(const char *name, const char *text) {
    ent_doc d;
    if (ent_doc_read(&ctx, lex, NULL, ent_i_str(name), ent_i_str(text), &d))
        fail_msg("%s", ctx.fail.why);
    return d;
}

static const char DATED[] =
    "A Visit to Paris\n\nPublished: June 20, 2018\n\n"
    "Angela Merkel met Emmanuel Macron on June 19, 2018 and stayed a day.\n";
static const char UNDATED[] =
    "Two Leaders and a Pipeline\n\n"
    "Emmanuel Macron and Angela Merkel talked on June 19 about gas.\n";
static const char STRANGER[] =
    "Harvest in Chile\n\nThe minister opened the fair on June 19.\n";

static void the_same_day_and_people_give_the_year(void **state) {
    (void)state;
    ent_doc a = read_text("a.txt", DATED), b = read_text("b.txt", UNDATED);
    STR_EQUAL(b.date[0].value, "--06-19");
    ent_doc *docs[] = {&b, &a};
    assert_int_equal(ent_docs_date(&ctx, docs, 2), ENT_OK);
    STR_EQUAL(b.date[0].value, "2018-06-19");
    STR_EQUAL(b.date[0].basis, "resolved_crossdoc");
}

static void the_same_day_alone_gives_nothing(void **state) {
    (void)state;
    ent_doc a = read_text("a.txt", DATED), b = read_text("c.txt", STRANGER);
    ent_doc *docs[] = {&a, &b};
    assert_int_equal(ent_docs_date(&ctx, docs, 2), ENT_OK);
    STR_EQUAL(b.date[0].value, "--06-19");
}

static void neighbours_that_contradict_give_nothing(void **state) {
    (void)state;
    ent_doc a = read_text("a.txt", DATED), b = read_text("b.txt", UNDATED);
    ent_doc c = read_text(
        "d.txt", "Another Visit\n\nPublished: June 20, 2019\n\nAngela Merkel "
                 "met Emmanuel Macron on June 19, 2019 and stayed a day.\n");
    ent_doc *docs[] = {&a, &b, &c};
    assert_int_equal(ent_docs_date(&ctx, docs, 3), ENT_OK);
    STR_EQUAL(b.date[0].value, "--06-19");
}

static void a_year_that_is_written_out_is_over(void **state) {
    (void)state;
    ent_doc d = read_text(
        "e.txt", "The Grain Talks Resume\n\nThe envoys met in Riga on March "
                 "3. Both had been invited since June 2020. Throughout last "
                 "year neither came.\n");
    STR_EQUAL(d.published, "2021");
    STR_EQUAL(d.date[0].value, "2021-03-03");
    d = read_text("f.txt", "The Grain Talks Resume\n\nThe envoys met in Riga "
                           "on March 3. Both had been invited since June "
                           "2020.\n");
    STR_EQUAL(d.date[0].value, "--03-03"); /* it may be any later year */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_day_and_people_give_the_year),
        cmocka_unit_test(the_same_day_alone_gives_nothing),
        cmocka_unit_test(neighbours_that_contradict_give_nothing),
        cmocka_unit_test(a_year_that_is_written_out_is_over),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
