/* test_csv.c - tables of stances: cells, places, mistakes. */
#include "scenario.h"

typedef struct table {
    desk d;
    ent_reader r;
    ent_vec rows;
} table;

static void read_table(table *t, const char *text) {
    *t = (table){0};
    desk_open(&t->d);
    t->r.ctx = &t->d.ctx;
    assert_int_equal(
        ent_i_csv_read(&t->r, ENT_STR("x.csv"), ent_i_str(text), &t->rows),
        ENT_OK);
    t->d.found = t->r.found.at;
    t->d.n_found = t->r.found.n;
}

static const ent_row *row(const table *t, size_t i) {
    assert_true(i < t->rows.n);
    return (const ent_row *)t->rows.at + i;
}

static void columns_may_stand_in_any_order(void **state) {
    (void)state;
    table t;
    read_table(&t, "salience,actor,position,note,issue\n5,A,8 (0..25),,P\n");
    assert_int_equal(t.d.n_found, 0);
    STR_EQUAL(row(&t, 0)->cell[ENT_COLUMN_ISSUE]->text, "P");
    STR_EQUAL(row(&t, 0)->cell[ENT_COLUMN_POSITION]->text, "8 (0..25)");
    assert_null(row(&t, 0)->cell[ENT_COLUMN_NOTE]); /* blank */
    assert_null(row(&t, 0)->cell[ENT_COLUMN_LENS]); /* no such column */
    ent_ctx_close(&t.d.ctx);
}

static void places_hold_through_quotes_and_remarks(void **state) {
    (void)state;
    table t;
    read_table(&t, "\xEF\xBB\xBFissue,actor,position,salience,note\r\n"
                   "# a \"remark, with a quote\r\n"
                   "\r\n"
                   "P, \"A\" ,1,2,\"\xC3\xA9\r\nsays \"\"no\"\"\"\r\n"
                   "P,B,3,4,last");
    assert_int_equal(t.d.n_found, 0);
    assert_int_equal(t.rows.n, 2);
    const ent_row *a = row(&t, 0), *b = row(&t, 1);
    STR_EQUAL(a->cell[ENT_COLUMN_ACTOR]->text, "A");
    STR_EQUAL(a->cell[ENT_COLUMN_NOTE]->text, "\xC3\xA9\r\nsays \"no\"");
    assert_int_equal(a->at.line, 4);
    assert_int_equal(a->cell[ENT_COLUMN_ACTOR]->at.column, 4);
    assert_int_equal(b->at.line, 6);
    assert_int_equal(b->cell[ENT_COLUMN_SALIENCE]->at.column, 7);
    STR_EQUAL(b->cell[ENT_COLUMN_NOTE]->text, "last");
    ent_ctx_close(&t.d.ctx);
}

static void mistakes_have_their_places(void **state) {
    (void)state;
#define HEAD "issue,actor,position,salience\n"
    static const struct {
        const char *text;
        ent_err err;
        uint32_t line, column;
        const char *why;
    } bad[] = {
        {"", ENT_SHAPE, 0, 0, "empty"},
        {"issue,actor,position\n", ENT_SHAPE, 1, 1, "no column 'salience'"},
        {"issue,actor,position,salience,issue\n", ENT_NAME, 1, 31, "twice"},
        {"issue;actor;position\n", ENT_SHAPE, 1, 1, "semicolons"},
        {HEAD "P,A,1,2\nP,A,1\n", ENT_SHAPE, 3, 1, "3 cells"},
        {HEAD "P,A,1,2,3\n", ENT_SHAPE, 2, 1, "5 cells"},
        {HEAD "P,A\"b\",1,2\n", ENT_SYNTAX, 2, 3, "quote stands inside"},
        {HEAD "P,A,\"1,2\nP\n", ENT_SYNTAX, 2, 5, "does not end"},
        {HEAD "P,\xC3\xA9,\xFF\n", ENT_ENCODING, 2, 5, "UTF-8"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        table t;
        read_table(&t, bad[i].text);
        first_is(&t.d, bad[i].err, bad[i].line, bad[i].column, bad[i].why);
        assert_true(t.r.partial);
        ent_ctx_close(&t.d.ctx);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_may_stand_in_any_order),
        cmocka_unit_test(places_hold_through_quotes_and_remarks),
        cmocka_unit_test(mistakes_have_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
