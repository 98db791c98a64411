/* test_feed.c - documents out of archives and tables, one after the other. */
#include "packed.h"
#include "read/feed.h"
#include <unistd.h>

static ent_ctx ctx;
static char dir[] = "/tmp/ent-feed-XXXXXX";

static int set_up(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, (size_t)2 << 30) != ENT_OK || !mkdtemp(dir);
}

static int tear_down(void **state) {
    char command[64];
    (void)state;
    ent_ctx_close(&ctx);
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    return system(command);
}

static ent_str put(const char *name, ent_str bytes) {
    ent_str file = ent_i_path_join(ctx.keep, ent_i_str(dir), ent_i_str(name));
    if (ent_i_file_write(&ctx, file, bytes))
        fail_msg("%s", ctx.fail.why);
    return file;
}

/* All documents of one file; their bytes copied. */
static ent_vec all_of(ent_str file, const ent_read_options *opt) {
    ent_feed f;
    ent_vec v = {0};
    ent_part part[7];
    size_t n;
    assert_int_equal(ent_i_feed_open(&ctx, opt, &file, 1, &f), ENT_OK);
    for (;;) {
        if (ent_i_feed_next(&f, 7, 1 << 16, part, &n))
            fail_msg("%s", ctx.fail.why);
        if (!n)
            break;
        for (size_t i = 0; i < n; i++) {
            ent_part *to = ENT_PUSH(ctx.keep, &v, ent_part);
            *to = part[i];
            ent_str *text[] = {&to->path,   &to->bytes,     &to->name,
                               &to->title,  &to->published, &to->why,
                               &to->author, &to->publisher};
            for (size_t k = 0; k < sizeof text / sizeof *text; k++)
                if (text[k]->s)
                    *text[k] = ent_i_dup(ctx.keep, *text[k]);
        }
        assert_true(ent_i_feed_done(&f) >= 0 && ent_i_feed_done(&f) <= 1);
    }
    ent_i_feed_close(&f);
    return v;
}

static ent_vec of_text(const char *name, const char *text, const char *map) {
    ent_read_options opt = {.columns = ent_i_str(map)};
    return all_of(put(name, ent_i_str(text)), &opt);
}

static const ent_part *part(const ent_vec *v, size_t i) {
    assert_true(i < v->n);
    return (const ent_part *)v->at + i;
}

static void rows_of_csv_are_documents(void **state) {
    (void)state;
    ent_vec v = of_text("n.csv",
                        "\xEF\xBB\xBFurl,Headline,body,published,Source\r\n"
                        "https://x.org/a/lima.html,\"T, one\",\"A \"\"b\"\"\n"
                        "c\",\"May 2, 2019\",Daily\r\n"
                        "\r\n"
                        "7,Two,Text.,someday,\r\n"
                        "8,Three,,2019,\r\n",
                        NULL);
    assert_int_equal(v.n, 3);
    STR_EQUAL(part(&v, 0)->bytes, "A \"b\"\nc");
    STR_EQUAL(part(&v, 0)->name, "lima");
    STR_EQUAL(part(&v, 0)->title, "T, one");
    STR_EQUAL(part(&v, 0)->published, "2019-05-02");
    STR_EQUAL(part(&v, 0)->publisher, "Daily");
    assert_true(ent_i_ends(part(&v, 0)->path, "n.csv:2"));
    STR_EQUAL(part(&v, 1)->name, "7");
    assert_true(ent_i_ends(part(&v, 1)->path, "n.csv:5"));
    assert_int_equal(part(&v, 1)->err, ENT_OK);
    assert_non_null(strstr(part(&v, 1)->why.s, "someday"));
    assert_true(part(&v, 2)->skipped);
}

static void separators_are_told_apart(void **state) {
    (void)state;
    ent_vec v = of_text("n.csv", "id;text\n1;\"A, b\"\n", NULL);
    STR_EQUAL(part(&v, 0)->bytes, "A, b");
    v = of_text("n.tsv", "text\tday\nA, b; c\t2019-05\n", "date=day");
    STR_EQUAL(part(&v, 0)->bytes, "A, b; c");
    STR_EQUAL(part(&v, 0)->published, "2019-05");
    STR_EQUAL(part(&v, 0)->name, "n-2");
}

static void columns_can_be_named(void **state) {
    (void)state;
    ent_field_map m;
    ent_vec v = of_text("n.csv", "text,korpus,nr\nno,Yes.,3\n",
                        " text = korpus, id=nr");
    STR_EQUAL(part(&v, 0)->bytes, "Yes.");
    STR_EQUAL(part(&v, 0)->name, "3");
    v = of_text("n.csv", "a,b\n1,2\n", NULL);
    assert_int_equal(part(&v, 0)->err, ENT_SHAPE);
    assert_non_null(strstr(part(&v, 0)->why.s, "only a, b"));
    assert_true(part(&v, 0)->skipped); /* a table of something else */
    v = of_text("n.csv", "a,text\n1,2\n", "date=c");
    assert_non_null(strstr(part(&v, 0)->why.s, "no column 'c'"));
    assert_false(part(&v, 0)->skipped); /* it was asked for */
    assert_int_equal(ent_i_field_map(&ctx, ENT_STR("txt=a"), &m), ENT_USAGE);
    assert_int_equal(ent_i_field_map(&ctx, ENT_STR("text"), &m), ENT_USAGE);
}

static void bad_rows_are_named_with_their_line(void **state) {
    (void)state;
    ent_vec v = of_text("n.csv", "id,text\n1\n2,B.\n3,\"open\n\n", NULL);
    assert_int_equal(v.n, 3);
    assert_int_equal(part(&v, 0)->err, ENT_SHAPE);
    assert_true(ent_i_ends(part(&v, 0)->path, ":2"));
    STR_EQUAL(part(&v, 1)->bytes, "B.");
    assert_int_equal(part(&v, 2)->err, ENT_SYNTAX);
    assert_true(ent_i_ends(part(&v, 2)->path, ":4"));
    v = of_text("n.csv", "", NULL);
    assert_int_equal(part(&v, 0)->err, ENT_MISSING);
}

static void lines_of_json_are_documents(void **state) {
    (void)state;
    ent_vec v = of_text("n.jsonl",
                        "{\"text\":\"Caf\\u00e9.\",\"id\":12,"
                        "\"date\":\"2019-05-02T10:00:00Z\",\"author\":null}\n"
                        "\n{\"x\":1}\n[1]\n{\"text\":\"a\",\"text\":\"b\"}\n",
                        NULL);
    assert_int_equal(v.n, 4);
    STR_EQUAL(part(&v, 0)->bytes, "Caf\xC3\xA9.");
    STR_EQUAL(part(&v, 0)->name, "12");
    STR_EQUAL(part(&v, 0)->published, "2019-05-02");
    assert_int_equal(part(&v, 1)->err, ENT_SHAPE);
    assert_true(ent_i_ends(part(&v, 1)->path, ":3"));
    assert_int_equal(part(&v, 2)->err, ENT_SYNTAX);
    assert_int_equal(part(&v, 3)->err, ENT_SYNTAX);
}

static void members_are_documents(void **state) {
    (void)state;
    static const packed_file file[] = {{"b/two.md", "# Two", 0},
                                       {"a.txt", "One.", 0},
                                       {"../../evil.txt", "Evil.", 0},
                                       {"t.csv", "text\nRow.\nRow 2.\n", 0},
                                       {"p.jpg", "x", 0},
                                       {"in.zip", "PK\3\4", 0},
                                       {"__MACOSX/a.txt", "no", 0},
                                       {".hidden.txt", "no", 0}};
    ent_vec v = all_of(put("n.zip", packed(ctx.keep, file, 8)), NULL);
    static const char *const want[] = {"../../evil.txt", "a.txt", "b/two.md",
                                       "in.zip",         "p.jpg", "t.csv:2",
                                       "t.csv:3"};
    assert_int_equal(v.n, 7);
    for (size_t i = 0; i < 7; i++) {
        ent_str path = part(&v, i)->path;
        assert_true(ent_i_ends(path, want[i]));
        assert_non_null(strstr(path.s, "n.zip/"));
        assert_int_equal(part(&v, i)->skipped, i == 3 || i == 4);
    }
    STR_EQUAL(part(&v, 0)->bytes, "Evil.");
    STR_EQUAL(part(&v, 6)->bytes, "Row 2.");
}

static void bombs_do_not_go_off(void **state) {
    (void)state;
    static char big[3 << 20];
    memset(big, 'a', sizeof big);
    const packed_file file[] = {{"a.txt", big, sizeof big}, {"b.txt", "B.", 0}};
    ent_str bytes = packed(ctx.keep, file, 2);
    ent_vec v = all_of(put("n.zip", bytes), NULL);
    assert_int_equal(v.n, 2);
    assert_int_equal(part(&v, 0)->err, ENT_LIMIT);
    STR_EQUAL(part(&v, 1)->bytes, "B.");
    /* the same, with a small size declared in both heads */
    char *lie = (char *)(uintptr_t)bytes.s;
    for (size_t i = 0; i + 4 <= bytes.n; i++)
        if (memcmp(lie + i, "\0\0\x30\0", 4) == 0)
            memcpy(lie + i, "\x10\0\0\0", 4);
    v = all_of(put("n.zip", bytes), NULL);
    assert_true(part(&v, 0)->err == ENT_LIMIT ||
                part(&v, 0)->err == ENT_SYNTAX);
    for (size_t n = bytes.n - 1; n > 10; n -= n / 5) {
        v = all_of(put("n.zip", (ent_str){bytes.s, n}), NULL);
        assert_int_equal(part(&v, 0)->err, ENT_SYNTAX);
    }
}

static void members_with_a_password_are_named(void **state) {
    (void)state;
    packed_file file = {"a.txt", "Text.", 0};
    ent_str bytes = packed(ctx.keep, &file, 1);
    char *b = (char *)(uintptr_t)bytes.s;
    char *central = memmem(b, bytes.n, "PK\1\2", 4);
    b[6] |= 1; /* the flags of both heads say so */
    central[8] |= 1;
    ent_vec v = all_of(put("n.zip", bytes), NULL);
    assert_int_equal(part(&v, 0)->err, ENT_UNSUPPORTED);
}

static void ten_thousand_members_are_read(void **state) {
    (void)state;
    enum { N = 10000 };
    packed_file *file = ENT_NEW(ctx.keep, N, packed_file);
    for (size_t i = 0; i < N; i++)
        file[i] = (packed_file){
            ent_i_printf(ctx.keep, "%05zu.txt", N - 1 - i).s, "Text.", 0};
    ent_vec v = all_of(put("n.zip", packed(ctx.keep, file, N)), NULL);
    assert_int_equal(v.n, N);
    assert_true(ent_i_ends(part(&v, 77)->path, "n.zip/00077.txt"));
}

static void files_go_as_they_are(void **state) {
    (void)state;
    ent_str file[] = {put("a.txt", ENT_STR("A.")),
                      put("b.jsonl", ENT_STR("{\"text\":\"B.\"}")),
                      put("c.txt", ENT_STR("C."))};
    ent_feed f;
    ent_part p[9];
    size_t n;
    assert_int_equal(ent_i_feed_open(&ctx, NULL, file, 3, &f), ENT_OK);
    assert_int_equal(ent_i_feed_next(&f, 9, 100, p, &n), ENT_OK);
    assert_int_equal(n, 1); /* a table begins a batch */
    assert_null(p[0].bytes.s);
    assert_int_equal(ent_i_feed_next(&f, 9, 100, p, &n), ENT_OK);
    assert_int_equal(n, 2);
    STR_EQUAL(p[0].bytes, "B.");
    assert_true(ent_i_eq(p[1].path, file[2]));
    assert_int_equal(ent_i_feed_next(&f, 9, 100, p, &n), ENT_OK);
    assert_int_equal(n, 0);
    ent_i_feed_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_csv_are_documents),
        cmocka_unit_test(separators_are_told_apart),
        cmocka_unit_test(columns_can_be_named),
        cmocka_unit_test(bad_rows_are_named_with_their_line),
        cmocka_unit_test(lines_of_json_are_documents),
        cmocka_unit_test(members_are_documents),
        cmocka_unit_test(bombs_do_not_go_off),
        cmocka_unit_test(members_with_a_password_are_named),
        cmocka_unit_test(ten_thousand_members_are_read),
        cmocka_unit_test(files_go_as_they_are),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
