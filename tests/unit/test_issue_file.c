/* test_issue_file.c - issue files: terms, several files, mistakes by place. */
#include "read/issues.h"
#include "test.h"

static ent_ctx ctx;

static int open_ctx(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, 1 << 26) != ENT_OK;
}

static int close_ctx(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static const ent_issue_term *term(const ent_issues *x, const char *words) {
    const ent_issue_term *t = x->term.at;
    for (size_t i = 0; i < x->term.n; i++)
        if (ent_i_eqz(t[i].words, words))
            return &t[i];
    fail_msg("no term %s", words);
    return NULL;
}

static void terms(void **state) {
    (void)state;
    ent_issues *x;
    const char *text = "issues:\n"
                       "  T:\n"
                       "    name: Tariffs\n"
                       "    poles: [none, high]\n"
                       "    with: [Norway]\n"
                       "    terms: [Trade  Talks]\n"
                       "    toward_0: [abolish*]\n"
                       "    toward_100: [tariff, customs duty]\n";
    assert_int_equal(
        ent_issues_read(&ctx, ENT_STR("t.yaml"), ent_i_str(text), &x), ENT_OK);
    const ent_issue_about *about = x->issue.at;
    assert_int_equal(x->issue.n, 1);
    STR_EQUAL(about->id, "T");
    STR_EQUAL(about->pole[1], "high");
    assert_true(about->needs_with);
    assert_true(term(x, "norway")->with);
    assert_int_equal(term(x, "trade talks")->side, 0);
    assert_int_equal(term(x, "abolish*")->side, -1);
    assert_int_equal(term(x, "customs duty")->side, 1);
    ent_str more = ENT_STR("issues: {U: {terms: [quota]}}");
    assert_int_equal(ent_issues_add(&ctx, x, ENT_STR("u.yaml"), more), ENT_OK);
    assert_int_equal(x->issue.n, 2);
    assert_int_equal(term(x, "quota")->issue, 1);
    assert_int_equal(ent_issues_add(&ctx, x, ENT_STR("u.yaml"), more),
                     ENT_NAME);
    ent_issues_free(x);
}

static void wrong(const char *text, ent_err err, uint32_t line, uint32_t column,
                  const char *why) {
    ent_issues *x;
    ent_err e = ent_issues_read(&ctx, ENT_STR("t.yaml"), ent_i_str(text), &x);
    assert_null(x);
    if (e != err || ctx.fail.line != line || ctx.fail.column != column ||
        !strstr(ctx.fail.why, why))
        fail_msg("%s: %d at %u:%u: %s", text, e, ctx.fail.line, ctx.fail.column,
                 ctx.fail.why);
    STR_EQUAL(ent_i_str(ctx.fail.file), "t.yaml");
}

static void mistakes(void **state) {
    (void)state;
    wrong("", ENT_SYNTAX, 0, 0, "");
    wrong("issues: []\n", ENT_SYNTAX, 1, 1, "one key, 'issues'");
    wrong("issue: {a: {terms: [x]}}\n", ENT_SYNTAX, 1, 1, "'issues'");
    wrong("issues:\n  a:\n    tems: [x]\n", ENT_NAME, 3, 5,
          "did you mean 'terms'");
    wrong("issues: {a: {name: x}}\n", ENT_SYNTAX, 1, 13, "no terms");
    wrong("issues: {a: {terms: [x, x]}}\n", ENT_NAME, 1, 25, "twice");
    wrong("issues: {a: {terms: [ab*]}}\n", ENT_SYNTAX, 1, 22, "too short");
    wrong("issues: {a: {terms: [abc*d]}}\n", ENT_SYNTAX, 1, 22, "'*'");
    wrong("issues: {a: {terms: [[x]]}}\n", ENT_SYNTAX, 1, 22, "a term");
    wrong("issues: {a: {poles: [x], terms: [x]}}\n", ENT_SYNTAX, 1, 21,
          "two texts");
    wrong("issues: {a: {terms: [x]}, a: {terms: [y]}}\n", ENT_NAME, 1, 27,
          "twice");
}

/* The files that ship can be read, alone and together. */
static void shipped(void **state) {
    (void)state;
    static const char *const files[] = {"korea-2019", "paris-2015",
                                        "coalition-de-2021"};
    ent_issues *x = NULL;
    for (size_t i = 0; i < 3; i++) {
        ent_str bytes, path = ent_i_printf(ctx.keep, "%s/data/issues/%s.yaml",
                                           ENT_SOURCE_DIR, files[i]);
        assert_int_equal(ent_i_file_read(&ctx, ctx.keep, path, 1 << 20, &bytes),
                         ENT_OK);
        ent_err e = x ? ent_issues_add(&ctx, x, path, bytes)
                      : ent_issues_read(&ctx, path, bytes, &x);
        if (e)
            fail_msg("%s:%u:%u: %s", ctx.fail.file, ctx.fail.line,
                     ctx.fail.column, ctx.fail.why);
    }
    assert_int_equal(x->issue.n, 29 + 8 + 8);
    ent_issues_free(x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(shipped),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
