/* test_import.c - import(export(x)) = x, and a changed export is refused. */
#include "store.h"

static ent_err take(dossier *d, ent_str lines, ent_ingest_result *r) {
    return ent_store_import(&d->ctx, d->s, ENT_STR("x.jsonl"), lines,
                            ENT_STR("import"), r);
}

static void fill(dossier *d) {
    dossier_open(d);
    OK(d, put_text(d, "b", RICH));
    OK(d, put_text(d, "a", "One.| Two.\n\nThree."));
    OK(d,
       put_text(d, "\xd0\x9a\xd0\xbe\xd1\x80\xd0\xb5\xd1\x8f \"1\"", "Kim."));
}

static void what_was_exported_comes_back_the_same(void **state) {
    (void)state;
    dossier a, b;
    ent_ingest_result r;
    ent_str *file;
    const ent_log_row *c;
    size_t n;
    fill(&a);
    dossier_open(&b);
    OK(&b, take(&b, exported(&a), &r));
    assert_int_equal(r.n_added, 3);
    assert_int_equal(r.n_sents, 9);
    assert_same(exported(&b), exported(&a));
    OK(&b,
       ent_i_file_list(&b.ctx, b.ctx.keep, rest_of(&b, "sources"), &file, &n));
    assert_int_equal(n, 3);
    OK(&b, ent_store_undo(&b.ctx, b.s, -1, ENT_STR("undo"), &c, &n));
    assert_int_equal(count(&b, "SELECT count(*) FROM document"), 0);
    OK(&b, ent_store_undo(&b.ctx, b.s, -1, ENT_STR("undo"), &c, &n));
    assert_same(exported(&b), exported(&a));
    OK(&b, take(&b, exported(&a), &r));
    assert_int_equal(r.n_known, 3);
    assert_int_equal(r.change, 0);
    dossier_close(&a);
    dossier_close(&b);
}

static void a_taken_name_gets_a_number(void **state) {
    (void)state;
    dossier a, b;
    ent_ingest_result r;
    fill(&a);
    dossier_open(&b);
    OK(&b, put_text(&b, "a", "Something else."));
    OK(&b, take(&b, exported(&a), &r));
    assert_int_equal(r.n_added, 3);
    STR_EQUAL(r.item[0].name, "a-2");
    assert_true(r.item[0].why.n > 0);
    dossier_close(&a);
    dossier_close(&b);
}

/* Replaces the first `from` by `to` of the same length or another. */
static ent_str changed(dossier *d, ent_str s, const char *from,
                       const char *to) {
    const char *at = strstr(s.s, from);
    if (!at)
        fail_msg("there is no %s", from);
    return ent_i_printf(d->ctx.keep, "%.*s%s%s", (int)(at - s.s), s.s, to,
                        at + strlen(from));
}

static void a_changed_export_is_refused_whole(void **state) {
    (void)state;
    static const struct {
        const char *from, *to;
        ent_err err;
        unsigned line;
    } bad[] = {
        {"entente-export/1", "entente-export/9", ENT_UNSUPPORTED, 1},
        {"{\"schema\"", "{\"shema\"", ENT_SYNTAX, 1},
        {"{\"schema\"", "[\"schema\"", ENT_SYNTAX, 1},
        {"\"hash\":\"", "\"hash\":\"0", ENT_DOMAIN, 2},
        {"\"bytes\":", "\"bytes\":1", ENT_DOMAIN, 2},
        {"\"source\":\"", "\"source\":\"QUJD", ENT_DOMAIN, 2},
        {"\"source\":\"", "\"source\":\"QU", ENT_SYNTAX, 2},
        {"\"name\":\"a\"", "\"name\":\"\"", ENT_SYNTAX, 2},
        {"\"name\":\"a\"", "\"name\":7", ENT_SYNTAX, 2},
        {"\"kind\":\"body\"", "\"kind\":\"bodi\"", ENT_DOMAIN, 2},
        {"\"number\":1", "\"number\":0", ENT_DOMAIN, 2},
        {"\"number\":1", "\"number\":\"one\"", ENT_DOMAIN, 2},
        {"\"number\":1", "\"number\":true", ENT_SYNTAX, 2},
        {"\"start\":0", "\"start\":-1", ENT_DOMAIN, 2},
        {"\"paragraph\":[", "\"paragraph\":[7,", ENT_SYNTAX, 2},
        {"\"stance\":-1", "\"stance\":-2", ENT_DOMAIN, 3},
        {"\"confidence\":0.75", "\"confidence\":1.75", ENT_DOMAIN, 3},
        {"\"quote\":\"met\",", "", ENT_DOMAIN, 3},
        {"\"text\":\"Kim.\"", "\"end\":4000,\"text\":\"Kim.\"", ENT_SYNTAX, 4},
    };
    dossier a, b;
    ent_ingest_result r;
    fill(&a);
    dossier_open(&b);
    ent_str good = exported(&a);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_err e = take(&b, changed(&a, good, bad[i].from, bad[i].to), &r);
        if (e != bad[i].err || b.ctx.fail.line != bad[i].line)
            fail_msg("%s: %s in line %u: %s", bad[i].to, ent_err_name(e),
                     b.ctx.fail.line, b.ctx.fail.why);
        assert_string_equal(b.ctx.fail.file, "x.jsonl");
        assert_int_equal(count(&b, "SELECT count(*) FROM document"), 0);
    }
    ent_str *file;
    size_t n;
    OK(&b,
       ent_i_file_list(&b.ctx, b.ctx.keep, rest_of(&b, "sources"), &file, &n));
    assert_int_equal(n, 0);
    assert_int_equal(take(&b, (ent_str){0}, &r), ENT_MISSING);
    dossier_close(&a);
    dossier_close(&b);
}

static void an_end_behind_the_bytes_is_refused(void **state) {
    (void)state;
    dossier a, b;
    ent_ingest_result r;
    dossier_open(&a);
    dossier_open(&b);
    OK(&a, put_text(&a, "a", "Kim."));
    ent_str far = changed(&a, exported(&a), "\"end\":4", "\"end\":5");
    assert_int_equal(take(&b, far, &r), ENT_DOMAIN);
    assert_non_null(strstr(b.ctx.fail.why, "byte 5"));
    dossier_close(&a);
    dossier_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_exported_comes_back_the_same),
        cmocka_unit_test(a_taken_name_gets_a_number),
        cmocka_unit_test(a_changed_export_is_refused_whole),
        cmocka_unit_test(an_end_behind_the_bytes_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
