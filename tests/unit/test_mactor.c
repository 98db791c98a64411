/* test_mactor.c - what holds for actors and objectives of any kind; the
 * program's own example stands in the catalog. */
#include "tables_test.h"

static const char *const TABLE =
    "actor,issue,capability,position,salience\n"
    "A,p,1,3,1\nB,p,1,-2,1\nC,p,1,1,1\nA,q,1,-1,1\nB,q,1,-4,1\n";
static const char *const MATRIX = ",A,B,C\nA,0,3,1\nB,2,0,4\nC,1,0,0\n";

static void influence_goes_through_others(void **state) {
    (void)state;
    tables x = tables_with("mactor", "", TABLE, MATRIX);
    NEAR(cell(&x, "MDII", "A", "C"), 1 + 3, 0); /* and by B min(3, 4) */
    NEAR(cell(&x, "MMDII", "A", "C"), 3, 0);    /* the best of the ways */
    NEAR(cell(&x, "MDII", "B", "A"), 2 + 1, 0); /* and by C */
    NEAR(cell(&x, "net", "A", "C"), 4 - 1, 0);  /* C to A: 1 */
    double mean = cell(&x, "actor", "A", "competitiveness") +
                  cell(&x, "actor", "B", "competitiveness") +
                  cell(&x, "actor", "C", "competitiveness");
    NEAR(mean, 3, 1e-14);
    drop(&x);
}

static void who_wants_the_same_converges(void **state) {
    (void)state;
    tables x = tables_with("mactor", "", TABLE, MATRIX);
    NEAR(cell(&x, "2CAA", "A", "B"), 2.5, 0); /* both against q: 1 and 4 */
    NEAR(cell(&x, "2DAA", "A", "B"), 2.5, 0); /* on p: 3 and -2 */
    NEAR(cell(&x, "1CAA", "A", "C"), 1, 0);
    NEAR(cell(&x, "1MAO", "B", "p"), -1, 0);
    NEAR(cell(&x, "2MAO", "C", "q"), 0, 0); /* no stance there */
    NEAR(cell(&x, "actor", "B", "ambivalence2"), 1 - 1.5 / 6.5, 1e-15);
    drop(&x);
}

static void nobody_with_influence_leaves_all_alike(void **state) {
    (void)state;
    tables x = tables_with("mactor", "", TABLE, ",A,B,C\nA,,,\nB,,,\nC,,,\n");
    NEAR(cell(&x, "actor", "A", "competitiveness"), 1, 0);
    NEAR(cell(&x, "3MAO", "A", "p"), 3, 0);
    drop(&x);
}

static void what_is_off_its_scale_is_refused(void **state) {
    (void)state;
    tables x = tables_with("mactor", "", TABLE, ",A,B,C\nA,,5,\nB,,,\nC,,,\n");
    assert_int_equal(x.err, ENT_DOMAIN);
    assert_non_null(strstr(x.ctx.fail.why, "influence of 'A' on 'B' is 5"));
    drop(&x);
    x = tables_of("mactor", "", TABLE);
    assert_int_equal(x.err, ENT_SHAPE);
    drop(&x);
    x = tables_with("mactor", "",
                    "actor,capability,position,salience\nA,1,5,1\n",
                    ",A\nA,0\n");
    assert_int_equal(x.err, ENT_DOMAIN);
    drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(influence_goes_through_others),
        cmocka_unit_test(who_wants_the_same_converges),
        cmocka_unit_test(nobody_with_influence_leaves_all_alike),
        cmocka_unit_test(what_is_off_its_scale_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
