/* test_linkage.c - what a package adds to its issues. */
#include "model/package.h"
#include "moves_test.h"

#define HEAD "actor,issue,capability,position,salience\n"

/* From Nash's barter: each has something that the other wants more. */
#define SWAP                                                        \
    HEAD "Bill,book,1,0,.2\nJack,book,1,100,.4\nBill,pen,1,100,1\n" \
         "Jack,pen,1,0,.1\nBill,box,1,0,.4\nJack,box,1,100,.1\n"

typedef struct linked {
    moves m;
    const ent_matrix *all;
    ent_err err;
} linked;

static linked linked_of(const char *text, const char *settings, double q) {
    linked l = {.all = NULL};
    double param[MOST_SETTINGS], quo[8];
    size_t n;
    const ent_model *model = ent_model_find(ENT_STR("linkage"));
    assert_int_equal(ent_ctx_open(&l.m.ctx, 1 << 24), ENT_OK);
    assert_int_equal(
        ent_table_read(&l.m.ctx, ENT_STR("table"), ent_i_str(text), &l.m.t),
        ENT_OK);
    for (size_t k = 0; k < 8; k++)
        quo[k] = q;
    set_all(&l.m, model, settings, param);
    ent_game g = {.n_actors = l.m.t.n_actors,
                  .n_issues = l.m.t.n_issues,
                  .capability = l.m.t.capability,
                  .position = l.m.t.position,
                  .salience = l.m.t.salience,
                  .has = l.m.t.has,
                  .status_quo = quo,
                  .hi = 100};
    l.err = model->matrices(&l.m.ctx, &g, l.m.t.actor, l.m.t.issue, param,
                            &l.all, &n);
    if (!l.err)
        assert_int_equal(n, 3);
    return l;
}

static double cell(const linked *l, const char *row, size_t column) {
    const ent_matrix *m = &l->all[1];
    for (size_t k = 0; k < m->n_rows; k++)
        if (ent_i_eqz(m->row[k], row))
            return m->x[k * m->n_columns + column];
    fail_msg("no package %s", row);
    return 0;
}

static void no_thing_alone_but_a_pair_changes_hands(void **state) {
    (void)state;
    static const char *const values[] = {"values=ends", "values=any"};
    for (size_t k = 0; k < 2; k++) {
        linked l = linked_of(SWAP, values[k], 0);
        NEAR(l.all[0].x[0], 0, 0); /* no issue passes alone */
        NEAR(l.all[0].x[1], 2, 0);
        NEAR(l.all[0].x[2], 1, 0); /* linkage is needed */
        NEAR(cell(&l, "book", 0), 0, 0);
        NEAR(cell(&l, "book + pen", 0), 1, 0);
        NEAR(cell(&l, "book + pen + box", 0), 1, 0);
        moves_free(&l.m);
    }
    linked l = linked_of(SWAP, "values=ends", 0);
    NEAR(cell(&l, "book + pen", 1), .3, 1e-12); /* Jack: .4 - .1 */
    moves_free(&l.m);
}

/* Both want more of p: nothing needs to be tied to it. */
static void what_passes_alone_needs_no_link(void **state) {
    (void)state;
    linked l = linked_of(HEAD "A,p,1,60,.5\nB,p,1,90,.5\nA,q,1,0,.5\n"
                              "B,q,1,100,.5\n",
                         "", 40);
    NEAR(l.all[0].x[0], 1, 0);
    NEAR(l.all[0].x[1], 1, 0);
    NEAR(l.all[0].x[2], 0, 0);
    moves_free(&l.m);
}

/* Three against one: with unanimity nothing passes, with two thirds it does,
 * and who does not care for an issue goes along. */
static void a_quota_lets_more_pass(void **state) {
    (void)state;
    static const char text[] =
        HEAD "A,p,1,10,.5\nB,p,1,70,.5\nC,p,1,80,.5\nD,q,1,80,.5\n"
             "A,q,1,80,.5\n";
    linked l = linked_of(text, "", 40);
    NEAR(cell(&l, "p", 0), 0, 0);
    NEAR(cell(&l, "q", 0), 1, 0);
    moves_free(&l.m);
    l = linked_of(text, "quota=.6", 40); /* A has .4 of the weight */
    NEAR(cell(&l, "p", 0), 1, 0);
    NEAR(cell(&l, "p", 2), .6, 1e-12); /* B, C and D, who does not care */
    moves_free(&l.m);
    l = linked_of(text, "quota=.7", 40);
    NEAR(cell(&l, "p", 0), 0, 0);
    moves_free(&l.m);
}

static void an_ideal_depends_on_what_is_settled(void **state) {
    (void)state;
    const double a[] = {1, .5, .5, 1}, x[] = {50, 50}, z[] = {0, 70};
    NEAR(ent_i_conditional_ideal(a, x, z, 2, 0), 40, 1e-12);
    linked l = linked_of(HEAD "A,p,1,50,1\nA,q,1,50,1\n", "tie=.5", 70);
    NEAR(l.all[2].x[0], 40, 1e-12);
    NEAR(l.all[2].x[1], 40, 1e-12);
    moves_free(&l.m);
    /* Who cares for q four times as much as for p: a_pq / a_pp = .5 * 2. */
    l = linked_of(HEAD "A,p,1,50,.2\nA,q,1,50,.8\nB,p,1,30,.5\n", "tie=.5", 70);
    NEAR(l.all[2].x[0], 30, 1e-12);
    NEAR(l.all[2].x[1], 45, 1e-12);
    NEAR(l.all[2].x[2], 30, 1e-12);
    assert_true(l.all[2].none[3]);
    moves_free(&l.m);
}

static void what_makes_no_loss_is_refused(void **state) {
    (void)state;
    linked l = linked_of(SWAP, "tie=-.6", 0);
    assert_int_equal(l.err, ENT_DOMAIN);
    assert_non_null(strstr(l.m.ctx.fail.why, "above -1 / 2"));
    moves_free(&l.m);
    l = linked_of(SWAP, "", -1); /* no status quo */
    assert_int_equal(l.err, ENT_DOMAIN);
    assert_non_null(strstr(l.m.ctx.fail.why, "--status-quo"));
    moves_free(&l.m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_thing_alone_but_a_pair_changes_hands),
        cmocka_unit_test(what_passes_alone_needs_no_link),
        cmocka_unit_test(a_quota_lets_more_pass),
        cmocka_unit_test(an_ideal_depends_on_what_is_settled),
        cmocka_unit_test(what_makes_no_loss_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
