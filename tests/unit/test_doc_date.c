/* test_doc_date.c - when a document was published, from what it says. */
#include "read/date_rules.h"
#include "test.h"

static void published_is(const char *text, const char *want) {
    ent_ctx ctx;
    ent_doc doc;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 26), ENT_OK);
    assert_int_equal(
        ent_doc_read(&ctx, NULL, NULL, ENT_STR("a.txt"), ent_i_str(text), &doc),
        ENT_OK);
    STR_EQUAL(doc.published, want);
    ent_ctx_close(&ctx);
}

static void the_volume_gives_the_year(void **state) {
    (void)state;
    assert_int_equal(ent_i_volume_year(ENT_STR("Terrorism Monitor"), 17), 2019);
    assert_int_equal(ent_i_volume_year(ENT_STR("Fishing Monthly"), 17), 0);
    published_is("Fish and Its Foes\n\n"
                 "Publication: Terrorism Monitor Volume: 17 Issue: 4\n\n"
                 "The two met again in Bergen (Dagbladet, May 3).\n",
                 "2019-05-03/2019-05-09");
}

static void last_year_beside_a_dated_source(void **state) {
    (void)state;
    published_is("Fish and Its Foes\n\n"
                 "The two met late last year (Dagbladet, October 3, 2011). "
                 "They met again in Bergen (Dagbladet, May 3).\n",
                 "2012-05-03/2012-05-09");
}

static void weekdays_tell_and_refuse_years(void **state) {
    (void)state;
    published_is("Fish and Its Foes\n\n"
                 "They met last Friday (April 21), not as in 2016 "
                 "(Dagbladet, April 22).\n",
                 "2017-04-22/2017-04-28");
    published_is("Fish and Its Foes\n\n"
                 "Publication: Terrorism Monitor Volume: 17 Issue: 4\n\n"
                 "They met last Friday (April 21) (Dagbladet, April 22).\n",
                 "");
}

static void the_turn_of_the_year(void **state) {
    (void)state;
    published_is("Fish and Its Foes\n\n"
                 "Publication: Terrorism Monitor Volume: 17 Issue: 1\n\n"
                 "They met (Dagbladet, December 28) and parted "
                 "(Dagbladet, January 3).\n",
                 "2019-01-03/2019-01-09");
}

static void nothing_known_stays_blank(void **state) {
    (void)state;
    published_is("Fish and Its Foes\n\nThey met on May 3 in Bergen.\n", "");
    published_is("Fish and Its Foes\n\nIn 2015 they met.\n", "");
}

static void counting_begins_on_a_working_day(void **state) {
    (void)state;
    ent_i_point p = ent_i_reference(ENT_STR("2017-04-22/2017-04-28"));
    assert_int_equal(p.d, 24);
    assert_int_equal(ent_i_reference(ENT_STR("2017-04-22")).d, 22);
    assert_int_equal(ent_i_reference(ENT_STR("2017")).m, 0);
    assert_int_equal(ent_i_reference((ent_str){NULL, 0}).y, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_volume_gives_the_year),
        cmocka_unit_test(last_year_beside_a_dated_source),
        cmocka_unit_test(weekdays_tell_and_refuse_years),
        cmocka_unit_test(the_turn_of_the_year),
        cmocka_unit_test(nothing_known_stays_blank),
        cmocka_unit_test(counting_begins_on_a_working_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
