/* test_find.c - what is typed finds what is meant, and nothing typed breaks
 * it. */
#include "store.h"

static void fill(dossier *d) {
    dossier_open(d);
    OK(d, put_text(d, "a",
                   "The sanctions stay.| Talks went on.\nNew sanction talks."));
    OK(d, put_text(d, "b", "Élysée talks with Pyongyang.\nNo talks."));
}

/* Expects the sentences as "a#1.1 b#2.1", in any order of score but sorted. */
static void finds_in(dossier *d, const char *text, const char *doc,
                     const char *want) {
    const ent_hit *hit;
    size_t n;
    uint64_t total;
    ent_buf b = {0};
    ent_find f = {.text = ent_i_str(text), .doc = ent_i_str(doc)};
    OK(d, ent_store_find(&d->ctx, d->s, &f, &hit, &n, &total));
    assert_int_equal(n, total);
    for (const char *name = "ab"; *name; name++)
        for (uint32_t para = 1; para <= 2; para++)
            for (uint32_t sent = 1; sent <= 2; sent++)
                for (size_t i = 0; i < n; i++)
                    if (*hit[i].ref.doc.s == *name && hit[i].ref.para == para &&
                        hit[i].ref.sent == sent)
                        ent_i_buf_printf(&b, "%s%c#%u.%u", b.n ? " " : "",
                                         *name, para, sent);
    if (!ent_i_eqz((ent_str){b.s, b.n}, want))
        fail_msg("%s: %.*s, want %s", text, (int)b.n, b.s ? b.s : "", want);
    ent_i_buf_free(&b);
}

static void words_are_found_by_their_stems(void **state) {
    (void)state;
    dossier d;
    fill(&d);
    finds_in(&d, "sanctions", NULL, "a#1.1 a#2.1");
    finds_in(&d, "SANCTION", NULL, "a#1.1 a#2.1");
    finds_in(&d, "elysee", NULL, "b#1.1");
    finds_in(&d, "sanction talk", NULL, "a#2.1");
    finds_in(&d, "\"new sanction\"", NULL, "a#2.1");
    finds_in(&d, "\"sanction new\"", NULL, "");
    finds_in(&d, "pyong*", NULL, "b#1.1");
    finds_in(&d, "talks -sanction", NULL, "a#1.2 b#1.1 b#2.1");
    finds_in(&d, "stay OR pyongyang", NULL, "a#1.1 b#1.1");
    finds_in(&d, "talks", "b", "b#1.1 b#2.1");
    finds_in(&d, "talks", "*", "a#1.2 a#2.1 b#1.1 b#2.1");
    finds_in(&d, "talks", "[ab]", "");
    finds_in(&d, "nothing", NULL, "");
    dossier_close(&d);
}

static void what_was_found_is_marked(void **state) {
    (void)state;
    dossier d;
    const ent_hit *hit;
    size_t n;
    uint64_t total;
    fill(&d);
    ent_find f = {.text = ENT_STR("talks"), .limit = 1, .offset = 0};
    OK(&d, ent_store_find(&d.ctx, d.s, &f, &hit, &n, &total));
    assert_int_equal(n, 1);
    assert_int_equal(total, 4);
    STR_EQUAL(hit[0].text, "No talks."); /* the shortest says it best */
    assert_int_equal(hit[0].n_marks, 1);
    assert_int_equal(hit[0].mark[0].start, 3);
    assert_int_equal(hit[0].mark[0].end, 8);
    assert_true(hit[0].score > 0);
    f.offset = 4;
    OK(&d, ent_store_find(&d.ctx, d.s, &f, &hit, &n, &total));
    assert_int_equal(n, 0);
    dossier_close(&d);
}

static void syntax_of_the_database_is_only_words(void **state) {
    (void)state;
    static const char *const odd[] = {
        "text:talks", "talks NEAR", "NEAR(a b)",  "a AND",
        "OR talks",   "talks OR",   "(talks",     "^talks",
        "a+b",        "{text} : x", "talks NOT",  "'; DROP --x",
        "a\"b c\"",   "x**",        "--x y",      "sentence_index",
        "\\",         "talks\x01",  "\xff talks", "* talks *"};
    static const char *const bad[] = {"",   "  ",  "\"open", "-talks", "\"\"",
                                      "\\", "...", "*",      "OR"};
    dossier d;
    const ent_hit *hit;
    size_t n;
    uint64_t total;
    fill(&d);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        ent_find f = {.text = ent_i_str(odd[i])};
        ent_err e = ent_store_find(&d.ctx, d.s, &f, &hit, &n, &total);
        if (e && e != ENT_SYNTAX)
            fail_msg("%s: %s", odd[i], d.ctx.fail.why);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_find f = {.text = ent_i_str(bad[i])};
        assert_int_equal(ent_store_find(&d.ctx, d.s, &f, &hit, &n, &total),
                         ENT_SYNTAX);
    }
    dossier_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_by_their_stems),
        cmocka_unit_test(what_was_found_is_marked),
        cmocka_unit_test(syntax_of_the_database_is_only_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
