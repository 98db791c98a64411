/* test_across.c - reports put together and set against each other. */
#include "find/across.h"
#include "test.h"

static ent_ctx ctx;

static int open_ctx(void **state) {
    (void)state;
    return (int)ent_ctx_open(&ctx, (size_t)1 << 28);
}

static int close_ctx(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static ent_event_row told(const char *doc, const char *source,
                          const char *category, const char *target,
                          const char *date) {
    return (ent_event_row){.doc = ent_i_str(doc),
                           .published = ENT_STR("2019-05-02"),
                           .event = {.in = {{0, 1}, 1, 1},
                                     .source = ent_i_str(source),
                                     .category = ent_i_str(category),
                                     .target = ent_i_str(target),
                                     .factuality = ENT_STR("factual"),
                                     .date = ent_i_str(date)}};
}

static ent_across put_together(const ent_event_row *row, size_t n) {
    ent_across a;
    assert_int_equal(ent_events_across(&ctx, row, n, &a), ENT_OK);
    return a;
}

static void one_event_in_three_texts(void **state) {
    (void)state;
    const ent_event_row row[] = {
        told("a", "RUSLEADER", "CONSULT", "PRKLEADER", "2019-04-25"),
        told("b", "PRK", "CONSULT", "RUSGOV|RUS", "2019-04"),
        told("c", "RUS", "CONSULT", "PRK", ""), /* the week before May 2 */
        told("c", "RUS", "CONSULT", "PRK", "2018-04-25"),
        told("c", "RUS", "AID", "PRK", "2019-04-25"),
        told("d", "", "CONSULT", "", "2019-04-25"),
        told("e", "", "CONSULT", "", "2019-04-25"),
    };
    ent_across a = put_together(row, 7);
    assert_int_equal(a.n_groups, 5);
    assert_int_equal(a.group_of[0], a.group_of[1]);
    assert_int_equal(a.group_of[0], a.group_of[2]);
    assert_int_not_equal(a.group_of[5], a.group_of[6]);
    const ent_reported *g = &a.group[a.group_of[0]];
    assert_int_equal(g->n_reports, 3);
    assert_int_equal(g->n_docs, 3);
    STR_EQUAL(g->first, "2019-04-25");
    STR_EQUAL(g->last, "2019-04-25");
    assert_int_equal(a.group_of[3], 0); /* by day */
    assert_int_equal(a.n_contradictions, 0);
}

/* "in 2019" could mean either of two meetings, so it joins none; with one
 * meeting alone it can only mean that. */
static void vague_dates_chain_nothing(void **state) {
    (void)state;
    ent_event_row row[] = {
        told("a", "NOR", "CONSULT", "PER", "2019-01-10"),
        told("b", "NOR", "CONSULT", "PER", "2019"),
        told("c", "NOR", "CONSULT", "PER", "2019-11-20"),
    };
    ent_across a = put_together(row, 3);
    assert_int_equal(a.n_groups, 3);
    a = put_together(row, 2);
    assert_int_equal(a.n_groups, 1);
    STR_EQUAL(a.group[0].last, "2019-01-10");
    /* 10 to 20, 18 to 30, 25 to 40: the third shares no day with the first */
    row[0].event.date = ENT_STR("2019-01-10/2019-01-20");
    row[1].event.date = ENT_STR("2019-01-18/2019-01-30");
    row[2].event.date = ENT_STR("2019-01-25/2019-02-09");
    a = put_together(row, 3);
    assert_int_equal(a.n_groups, 2);
    STR_EQUAL(a.group[0].first, "2019-01-18");
    STR_EQUAL(a.group[0].last, "2019-01-20");
    row[1].event.factuality = ENT_STR("future");
    assert_int_equal(put_together(row, 3).n_groups, 3);
}

static void background_without_a_date_stays_alone(void **state) {
    (void)state;
    ent_event_row row[] = {told("a", "NOR", "AID", "PER", ""),
                           told("b", "NOR", "AID", "PER", "")};
    assert_int_equal(put_together(row, 2).n_groups, 1);
    row[1].event.background = 1;
    ent_across a = put_together(row, 2);
    assert_int_equal(a.n_groups, 2);
    STR_EQUAL(a.group[0].first, "2019-04-25");
    assert_int_equal(a.group[1].first.n, 0);
}

static void what_is_denied_is_linked(void **state) {
    (void)state;
    ent_event_row row[] = {
        told("a", "NOR", "SANCTION", "PER", "2019-04-25"),
        told("b", "NOR", "SANCTION", "PER", "2019-04-20/2019-04-26"),
        told("c", "NOR", "SANCTION", "PER", "2019-06-01"),
    };
    row[1].event.negated = row[2].event.negated = 1;
    ent_across a = put_together(row, 3);
    assert_int_equal(a.n_groups, 3);
    assert_int_equal(a.n_contradictions, 1);
    STR_EQUAL(a.contradiction[0].kind, "polarity");
    assert_int_equal(a.contradiction[0].a, 0);
    assert_int_equal(a.contradiction[0].b, 1);
    row[1].event.reporter = ENT_STR("NORGOV");
    a = put_together(row, 3);
    STR_EQUAL(a.contradiction[0].kind, "denial");
}

static void numbers_that_differ(void **state) {
    (void)state;
    ent_event_row row[] = {
        told("a", "NOR", "ASSAULT", "PER", "2019-04-25"),
        told("b", "NOR", "ASSAULT", "PER", "2019-04-25"),
        told("c", "NOR", "ASSAULT", "PER", "2019-04-25"),
    };
    row[0].text = ENT_STR("It killed 12 soldiers and two envoys on April 25.");
    row[1].text = ENT_STR("In 2019, 15 Soldiers died; two envoys fled.");
    row[2].text = ENT_STR("Of 40 soldiers 9 soldiers died within 3 days.");
    ent_across a = put_together(row, 3);
    assert_int_equal(a.n_groups, 1);
    assert_int_equal(a.n_contradictions, 1);
    STR_EQUAL(a.contradiction[0].kind, "number");
    STR_EQUAL(a.contradiction[0].what, "12 soldiers, 15 Soldiers");
    row[1].doc = row[0].doc; /* a text does not contradict itself by counting */
    assert_int_equal(put_together(row, 2).n_contradictions, 0);
}

static void dates_that_differ(void **state) {
    (void)state;
    ent_event_row row[] = {
        told("a", "NOR", "CONSULT", "PER", "2019-04-24"),
        told("b", "PER", "CONSULT", "NOR", "2019-04-25"),
        told("c", "PER", "CONSULT", "NOR", "2019-05-25"),
    };
    ent_across a = put_together(row, 3);
    assert_int_equal(a.n_groups, 3);
    assert_int_equal(a.n_contradictions, 1);
    STR_EQUAL(a.contradiction[0].kind, "date");
    row[1].doc = row[0].doc; /* who tells of both tells of two meetings */
    assert_int_equal(put_together(row, 3).n_contradictions, 0);
}

static void statements(void **state) {
    (void)state;
    ent_statement_row row[5];
    static const char *const docs[] = {"a", "b", "c", "d", "d"};
    for (size_t i = 0; i < 5; i++)
        row[i] = (ent_statement_row){.doc = ent_i_str(docs[i]),
                                     .published = ENT_STR("2019-05-02"),
                                     .statement = {.speaker = ENT_STR("NORGOV"),
                                                   .issue = ENT_STR("tariffs"),
                                                   .stance = 1}};
    row[2].statement.stance = -1;
    row[3].statement.negated = 1;
    row[4].statement.issue = (ent_str){0};
    ent_across a;
    assert_int_equal(ent_statements_across(&ctx, row, 5, &a), ENT_OK);
    assert_int_equal(a.n_groups, 4);
    assert_int_equal(a.group_of[0], a.group_of[1]);
    assert_int_equal(a.n_contradictions, 2);
    STR_EQUAL(a.contradiction[0].kind, "stance");
    STR_EQUAL(a.contradiction[1].kind, "denial");
    assert_int_equal(a.contradiction[1].b, 3);
    assert_int_equal(ent_statements_across(&ctx, row, 0, &a), ENT_OK);
    assert_int_equal(a.n_groups, 0);
}

static void numbers_of_a_sentence(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        double first;
    } want[] = {{"12 soldiers", 1, 12},
                {"about 3.5 million people, 1,200 tents", 2, 3.5e6},
                {"Twelve envoys", 1, 12},
                {"on 25 April, 3 days, in 2019", 0, 0},
                {"two-hundred thousand refugees", 1, 2e5},
                {"one 7", 0, 0},
                {"", 0, 0}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ent_vec v = {0};
        assert_int_equal(ent_i_numbers(&ctx, ent_i_str(want[i].text), 0, &v),
                         ENT_OK);
        if (v.n != want[i].n)
            fail_msg("%s: %zu", want[i].text, v.n);
        if (v.n)
            NEAR(((ent_i_number_of *)v.at)->n, want[i].first, 0);
    }
}

/* 40,000 reports of one kind: time stays near linear. */
static void many_reports(void **state) {
    (void)state;
    enum { N = 40000 };
    static char day[N][32];
    ent_event_row *row = ENT_NEW(ctx.keep, N, ent_event_row);
    for (int i = 0; i < N; i++) {
        snprintf(day[i], sizeof day[i], "20%02d-%02d-%02d", i % 19, i % 12 + 1,
                 i % 28 + 1);
        row[i] = told("a", "NOR", "AID", "PER", day[i]);
    }
    ent_across a = put_together(row, N);
    size_t n = 0;
    for (size_t g = 0; g < a.n_groups; g++)
        n += a.group[g].n_reports;
    assert_int_equal(n, N);
    assert_true(a.n_groups > 1000 && a.n_groups < 6400);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_event_in_three_texts),
        cmocka_unit_test(vague_dates_chain_nothing),
        cmocka_unit_test(background_without_a_date_stays_alone),
        cmocka_unit_test(what_is_denied_is_linked),
        cmocka_unit_test(numbers_that_differ),
        cmocka_unit_test(dates_that_differ),
        cmocka_unit_test(statements),
        cmocka_unit_test(numbers_of_a_sentence),
        cmocka_unit_test(many_reports),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
