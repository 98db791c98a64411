/* test_registry.c - models and settings found by name. */
#include "model_test.h"

static void every_model_is_found_by_its_name(void **state) {
    (void)state;
    size_t n = 0;
    for (const ent_model *const *m = ent_model_all(); *m; m++, n++) {
        assert_ptr_equal(ent_model_find(ent_i_str((*m)->name)), *m);
        assert_true(*(*m)->title && *(*m)->source);
        for (size_t i = 0; i < (*m)->n_params; i++) {
            const ent_param *p = &(*m)->param[i];
            assert_true(p->lo <= p->value && p->value <= p->hi);
            size_t k = 0;
            while (p->choices && p->choices[k])
                k++;
            assert_true(!p->choices || p->hi == (double)(k - 1));
        }
    }
    assert_true(n >= 3);
    assert_null(ent_model_find(ENT_STR("means")));
    assert_null(ent_model_find((ent_str){0}));
}

static void refused(ent_ctx *ctx, const char *text, ent_err err,
                    const char *why) {
    double param[1];
    const ent_model *m = ent_model_find(ENT_STR("median"));
    assert_int_equal(ent_model_set(ctx, m, ent_i_str(text), param), err);
    if (!strstr(ctx->fail.why, why))
        fail_msg("\"%s\" does not say \"%s\"", ctx->fail.why, why);
}

static void a_wrong_setting_is_refused_with_the_nearest(void **state) {
    (void)state;
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    refused(&ctx, "sid=low", ENT_NAME, "did you mean 'side'?");
    refused(&ctx, "quorum=low", ENT_NAME, "there is side");
    refused(&ctx, "side=lo", ENT_NAME, "did you mean 'low'?");
    refused(&ctx, "side=upper", ENT_NAME, "there is low, mid, high");
    refused(&ctx, "side", ENT_SYNTAX, "key=value");
    ent_ctx_close(&ctx);
}

static void blanks_around_a_setting_do_not_count(void **state) {
    (void)state;
    ent_ctx ctx;
    double param[1] = {9};
    const ent_model *m = ent_model_find(ENT_STR("median"));
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(ent_model_set(&ctx, m, ENT_STR(" side = high"), param),
                     ENT_OK);
    NEAR(param[0], 2, 0);
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_model_is_found_by_its_name),
        cmocka_unit_test(a_wrong_setting_is_refused_with_the_nearest),
        cmocka_unit_test(blanks_around_a_setting_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
