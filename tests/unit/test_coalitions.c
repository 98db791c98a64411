/* test_coalitions.c - the governments that five theories expect. */
#include "tables_test.h"

#define HEAD "actor,capability,position,salience\n"

static const char *const LIJPHART =
    HEAD "A,8,1,1\nB,21,2,1\nC,26,3,1\nD,12,4,1\nE,33,5,1\n";

/* The coalitions with a 1 in the column, joined by blanks. */
static void are(const tables *x, const char *column, const char *want) {
    ent_buf b = {0};
    for (size_t k = 0; k < x->m[0].n_rows; k++) {
        ent_str name = x->m[0].row[k];
        char z[64];
        snprintf(z, sizeof z, "%.*s", ENT_P(name));
        if (cell(x, "coalition", z, column) > 0)
            ent_i_buf_printf(&b, "%s%s", b.n ? " " : "", z);
    }
    STR_EQUAL(((ent_str){b.s, b.n}), want);
    ent_i_buf_free(&b);
}

static void lijpharts_parliament(void **state) {
    (void)state;
    tables x = tables_of("coalitions", "", LIJPHART);
    assert_int_equal(x.err, ENT_OK);
    are(&x, "minimal_winning", "A+B+C A+D+E B+C+D B+E C+E");
    are(&x, "minimum_size", "A+D+E");
    are(&x, "fewest", "B+E C+E");
    are(&x, "minimal_range", "A+B+C B+C+D C+E");
    are(&x, "minimal_connected", "A+B+C B+C+D C+D+E");
    drop(&x);
}

static void offices_go_by_seats(void **state) {
    (void)state;
    tables x = tables_of("coalitions", "", LIJPHART);
    NEAR(cell(&x, "gamson", "B+E", "E"), 33. / 54, 1e-15);
    NEAR(cell(&x, "gamson", "B+E", "B"), 21. / 54, 1e-15);
    assert_true(isnan(cell(&x, "gamson", "B+E", "A")));
    drop(&x);
}

/* Each is minimal and winning, all are there: against every subset. */
static void every_minimal_coalition_is_found(void **state) {
    (void)state;
    ent_stream s = ent_i_stream(11, ENT_STR("parliaments"));
    for (uint64_t draw = 0; draw < 60; draw++) {
        char csv[600] = HEAD;
        double w[10], all = 0;
        unsigned n = 2 + (unsigned)(draw % 8);
        size_t wins = 0;
        for (unsigned i = 0; i < n; i++) {
            all += w[i] = 1 + floor(9 * ent_i_uniform(s, draw, i));
            snprintf(csv + strlen(csv), 40, "p%u,%g,%g,1\n", i, w[i],
                     floor(50 * ent_i_uniform(s, draw, 100 + i)));
        }
        for (unsigned set = 1; set < 1u << n; set++) {
            double sum = 0, least = 100;
            for (unsigned i = 0; i < n; i++)
                if (set >> i & 1) {
                    sum += w[i];
                    least = fmin(least, w[i]);
                }
            wins += sum > all / 2 && sum - least <= all / 2;
        }
        tables x = tables_of("coalitions", "", csv);
        size_t found = 0;
        for (size_t k = 0; k < x.m[0].n_rows; k++)
            found += x.m[0].x[k * x.m[0].n_columns + 3] > 0;
        assert_int_equal(found, wins);
        drop(&x);
    }
}

static void what_cannot_be_listed_is_refused(void **state) {
    (void)state;
    tables x = tables_of("coalitions", "quota=101", LIJPHART);
    assert_int_equal(x.err, ENT_DOMAIN);
    drop(&x);
    char csv[2000] = HEAD;
    for (int i = 0; i < 22; i++)
        snprintf(csv + strlen(csv), 40, "p%d,1,%d,1\n", i, i);
    x = tables_of("coalitions", "", csv);
    assert_int_equal(x.err, ENT_LIMIT);
    drop(&x);
    x = tables_of("coalitions", "", HEAD "A,5,1,1\n");
    are(&x, "minimal_connected", "A");
    drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lijpharts_parliament),
        cmocka_unit_test(offices_go_by_seats),
        cmocka_unit_test(every_minimal_coalition_is_found),
        cmocka_unit_test(what_cannot_be_listed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
