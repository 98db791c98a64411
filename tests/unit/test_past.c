/* test_past.c - tables of past decisions: what is read, what is refused. */
#include "test.h"

#define HEAD \
    "issue_id,proposal,voting_regime,split,outcome,p_a,p_b,p_c,s_a,s_b,s_c\n"
#define POWER \
    "regime,actor,power\nold,a,10\nold,b,5\nnew,a,40\nnew,b,30\nnew,d,8\n"

static ent_err read(ent_ctx *ctx, const char *issues, const char *power,
                    ent_past *out) {
    ent_past_files f = {ENT_STR("issues.csv"), ent_i_str(issues),
                        ENT_STR("capability.csv"), ent_i_str(power)};
    assert_int_equal(ent_ctx_open(ctx, 1 << 22), ENT_OK);
    return ent_past_read(ctx, &f, out);
}

static void a_row_is_an_issue(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_past p;
    assert_int_equal(read(&ctx,
                          HEAD "i1,deal,old,train,70,0,100,50,40,,100\n"
                               "i2,,new,test,,0,100,,40,20,100\n",
                          POWER, &p),
                     ENT_OK);
    assert_int_equal(p.n_actors, 3);
    assert_int_equal(p.n_issues, 2);
    assert_int_equal(p.institution[0], 0);
    assert_int_equal(p.institution[2], 1);
    const ent_past_issue *i = &p.issue[0];
    assert_int_equal(i->split, ENT_SPLIT_TRAIN);
    NEAR(i->outcome, 70, 0);
    assert_int_equal(i->has[0] && !i->has[1] && i->has[2], 1);
    NEAR(i->salience[0], 0.4, 1e-15);
    NEAR(i->capability[0], 100, 0);
    NEAR(i->capability[2], 100, 0); /* an institution: as the largest */
    assert_true(p.issue[1].outcome < 0);
    NEAR(p.issue[1].capability[1], 75, 1e-12);
    STR_EQUAL(p.issue[1].proposal, "i2");
    ent_ctx_close(&ctx);
}

static void a_state_outside_its_regime_is_scaled_from_another(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_past p;
    assert_int_equal(
        read(&ctx,
             "issue_id,proposal,voting_regime,split,outcome,p_d,s_d\n"
             "i,x,old,train,5,0,10\n",
             POWER, &p),
        ENT_OK);
    NEAR(p.issue[0].capability[0], 20, 1e-12); /* 8 of 40 */
    ent_ctx_close(&ctx);
}

typedef struct wrong {
    const char *issues, *power;
    ent_err err;
    uint32_t line, column;
} wrong;

static void what_is_wrong_is_said_with_its_place(void **state) {
    (void)state;
    static const wrong all[] = {
        {"", POWER, ENT_SHAPE, 0, 0},
        {HEAD, "", ENT_SHAPE, 0, 0},
        {HEAD, "regime,actor\n", ENT_NAME, 1, 1},
        {HEAD, "regime,actor,power\nold,a,x\n", ENT_SYNTAX, 2, 7},
        {HEAD, "regime,actor,power\nold,a\n", ENT_SHAPE, 2, 1},
        {"issue_id\n", POWER, ENT_NAME, 1, 1},
        {"issue_id,proposal,voting_regime,split,outcome\n", POWER, ENT_NAME, 1,
         1},
        {"issue_id,proposal,voting_regime,split,outcome,p_a\n", POWER, ENT_NAME,
         1, 1},
        {HEAD "i,d,old,half,5,0,0,0,1,1,1\n", POWER, ENT_NAME, 2, 9},
        {HEAD "i,d,none,dev,5,0,0,0,1,1,1\n", POWER, ENT_NAME, 2, 5},
        {HEAD "i,d,old,dev,-5,0,0,0,1,1,1\n", POWER, ENT_DOMAIN, 2, 13},
        {HEAD "i,d,old,dev,5,0,0,nan,1,1,1\n", POWER, ENT_SYNTAX, 2, 19},
        {HEAD "i,d,old,dev\n", POWER, ENT_SHAPE, 2, 1},
        {HEAD "i,d,old,dev,5,0,0,0,1,1,\"1\n", POWER, ENT_SYNTAX, 2, 25},
        {HEAD "\xff", POWER, ENT_ENCODING, 0, 0}};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        ent_ctx ctx;
        ent_past p;
        ent_err e = read(&ctx, all[k].issues, all[k].power, &p);
        if (e != all[k].err || ctx.fail.line != all[k].line ||
            ctx.fail.column != all[k].column || !ctx.fail.why[0])
            fail_msg("case %zu: %s at %u:%u: %s", k, ent_err_name(e),
                     ctx.fail.line, ctx.fail.column, ctx.fail.why);
        ent_ctx_close(&ctx);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_an_issue),
        cmocka_unit_test(a_state_outside_its_regime_is_scaled_from_another),
        cmocka_unit_test(what_is_wrong_is_said_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
