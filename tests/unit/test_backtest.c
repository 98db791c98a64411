/* test_backtest.c - forecasters on invented decisions, and on the real ones
 * where they are there. */
#include "test.h"

static ent_err load(ent_ctx *ctx, const char *folder, ent_past *out) {
    ent_past_files f = {.issues_path = ENT_STR("issues.csv"),
                        .power_path = ENT_STR("capability.csv")};
    ent_str dir = ent_i_str(folder);
    ENT_TRY(ent_i_file_read(ctx, ctx->keep,
                            ent_i_path_join(ctx->keep, dir, f.issues_path),
                            1 << 22, &f.issues));
    ENT_TRY(ent_i_file_read(ctx, ctx->keep,
                            ent_i_path_join(ctx->keep, dir, f.power_path),
                            1 << 22, &f.power));
    return ent_past_read(ctx, &f, out);
}

static const ent_score *find(const ent_backtest *b, ent_split split,
                             const char *name) {
    for (size_t i = 0; i < b->n_scores; i++)
        if (b->score[i].split == split && ent_i_eqz(b->score[i].name, name))
            return &b->score[i];
    fail_msg("no score of %s", name);
    return NULL;
}

#define INVENTED ENT_SOURCE_DIR "/tests/past"
#define REAL     ENT_SHARED_DIR "/deu"

static void scores_are_those_of_the_definitions(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_past p;
    ent_backtest b;
    const ent_str name[] = {ENT_STR("mean"), ENT_STR("residuals")};
    ent_backtest_plan plan = {.name = name, .n_names = 2, .split = {0, 1, 1}};
    double mae = 0;
    size_t n = 0;
    assert_int_equal(ent_ctx_open(&ctx, (size_t)1 << 28), ENT_OK);
    assert_int_equal(load(&ctx, INVENTED, &p), ENT_OK);
    assert_int_equal(ent_backtest_make(&ctx, &p, &plan, &b), ENT_OK);
    assert_int_equal(b.n_scores, 6);
    for (size_t i = 0; i < p.n_issues; i++) {
        const ent_past_issue *it = &p.issue[i];
        double sum = 0, total = 0;
        for (size_t k = 0; k < p.n_actors && it->split == ENT_SPLIT_DEV; k++) {
            double w = it->has[k] * it->capability[k] * it->salience[k];
            total += w;
            sum += w * it->position[k];
        }
        mae += total > 0 ? fabs(sum / total - it->outcome) : 0;
        n += total > 0;
    }
    const ent_score *mean = find(&b, ENT_SPLIT_DEV, "mean");
    assert_int_equal(mean->n, n);
    NEAR(mean->mae, mae / (double)n, 1e-9);
    NEAR(mean->crps, mean->mae, 0); /* of a point */
    NEAR(mean->d_mae.is, 0, 0);
    const ent_score *r = find(&b, ENT_SPLIT_NONE, "residuals");
    double sum = 0;
    for (int k = 0; k < ENT_PIT_BINS; k++)
        sum += r->pit[k];
    NEAR(sum, 1, 1e-12);
    assert_true(r->d_crps.lo <= r->d_crps.is && r->d_crps.is <= r->d_crps.hi);
    ent_ctx_close(&ctx);
}

/* Outcomes of the part that is forecast must not touch its forecasts. */
static void a_forecast_never_sees_its_own_outcome(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_past p;
    const ent_str name[] = {ENT_STR("calibrated"), ENT_STR("settlements"),
                            ENT_STR("mixture")};
    ent_backtest_plan plan = {.name = name, .n_names = 3, .split = {0, 1}};
    const ent_prediction *a, *b;
    size_t n, m;
    assert_int_equal(ent_ctx_open(&ctx, (size_t)1 << 28), ENT_OK);
    assert_int_equal(load(&ctx, INVENTED, &p), ENT_OK);
    assert_int_equal(
        ent_backtest_predict(&ctx, &p, &plan, ENT_SPLIT_DEV, &a, &n), ENT_OK);
    for (size_t i = 0; i < p.n_issues; i++)
        if (p.issue[i].split == ENT_SPLIT_DEV)
            ((ent_past_issue *)p.issue)[i].outcome = 100 - p.issue[i].outcome;
    assert_int_equal(
        ent_backtest_predict(&ctx, &p, &plan, ENT_SPLIT_DEV, &b, &m), ENT_OK);
    assert_int_equal(n, 30);
    assert_int_equal(m, n);
    for (size_t i = 0; i < n; i++) {
        assert_memory_equal(a[i].q, b[i].q, sizeof a[i].q);
        assert_true(a[i].q[0] >= 0 && a[i].q[98] <= 100);
        NEAR(a[i].median, a[i].q[49], 0);
    }
    plan.split[ENT_SPLIT_DEV] = 1;
    assert_int_equal(
        ent_backtest_predict(&ctx, &p, &plan, ENT_SPLIT_DEV, &b, &m),
        ENT_SHAPE);
    ent_ctx_close(&ctx);
}

/* With ever more memory: it says that there is none until there is enough. */
static void without_memory_it_says_so(void **state) {
    (void)state;
    const ent_str name[] = {ENT_STR("calibrated"), ENT_STR("settlements")};
    ent_backtest_plan plan = {
        .name = name, .n_names = 2, .split = {0, 1, 1}, .cv = 1};
    ent_err e = ENT_NOMEM;
    size_t refused = 0;
    for (size_t most = 4096; e && most < (size_t)1 << 28; most += most / 4) {
        ent_ctx ctx;
        ent_past p;
        ent_backtest b;
        assert_int_equal(ent_ctx_open(&ctx, most), ENT_OK);
        e = load(&ctx, INVENTED, &p);
        e = e ? e : ent_backtest_make(&ctx, &p, &plan, &b);
        if (e && e != ENT_NOMEM && e != ENT_LIMIT)
            fail_msg("%zu bytes: %s", most, ctx.fail.why);
        refused += e != ENT_OK;
        ent_ctx_close(&ctx);
    }
    assert_int_equal(e, ENT_OK);
    assert_true(refused > 5);
}

static void open_real(void **state, ent_ctx *ctx, ent_past *p) {
    (void)state;
    if (!ent_i_folder_exists(ent_i_str(REAL))) {
        print_message("skipped: no %s\n", REAL);
        skip();
    }
    assert_int_equal(ent_ctx_open(ctx, (size_t)1 << 28), ENT_OK);
    assert_int_equal(load(ctx, REAL, p), ENT_OK);
}

/* The figures that docs/backtest.md gives: found again by whoever runs it. */
static void real_decisions_give_the_published_figures(void **state) {
    ent_ctx ctx;
    ent_past p;
    ent_backtest b;
    const ent_str name[] = {ENT_STR("mean"), ENT_STR("calibrated")};
    ent_backtest_plan plan = {
        .name = name, .n_names = 2, .split = {0, 1, 1}, .cv = 1, .seed = 1};
    open_real(state, &ctx, &p);
    assert_int_equal(ent_backtest_make(&ctx, &p, &plan, &b), ENT_OK);
    NEAR(find(&b, ENT_SPLIT_TRAIN, "mean")->mae, 23.57, 0.006);
    NEAR(find(&b, ENT_SPLIT_DEV, "mean")->mae, 24.11, 0.006);
    const ent_score *mean = find(&b, ENT_SPLIT_NONE, "mean");
    const ent_score *c = find(&b, ENT_SPLIT_NONE, "calibrated");
    assert_int_equal(c->n, 245);
    assert_true(c->crps <= 16.0);
    assert_true(c->mae <= mean->mae);
    assert_true(c->held80 >= 0.76 && c->held80 <= 0.85);
    ent_ctx_close(&ctx);
}

/* What the report's interval is made of can be made again. */
static void the_shipped_weights_are_those_of_the_fit(void **state) {
    ent_ctx ctx;
    ent_past p;
    const double shipped[] = {-0.471637352, -1.56883034, 1.8999003,
                              0.427703402};
    double weight[ENT_SETTLEMENT_WEIGHTS];
    ent_backtest_plan plan = {.split = {0, 1, 1}};
    open_real(state, &ctx, &p);
    assert_int_equal(ent_backtest_fit(&ctx, &p, &plan, weight), ENT_OK);
    for (int k = 0; k < ENT_SETTLEMENT_WEIGHTS; k++)
        NEAR(weight[k], shipped[k], 1e-5);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_those_of_the_definitions),
        cmocka_unit_test(a_forecast_never_sees_its_own_outcome),
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(real_decisions_give_the_published_figures),
        cmocka_unit_test(the_shipped_weights_are_those_of_the_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
