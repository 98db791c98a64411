/* test_cells.c - rows, quotes, and the place of every cell. */
#include "model/table.h"
#include "test.h"

/* Cells as "line:column=text", '|' between cells, '/' after each row. */
static void rows_are(const char *text, char sep, char quote, const char *want) {
    ent_ctx ctx;
    ent_buf b = {0};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    ent_rows r = ent_i_rows(&ctx, (ent_str){0}, ent_i_str(text), sep, quote);
    r.comments = sep == ',';
    for (;;) {
        if (ent_i_rows_next(&r)) {
            ent_i_buf_printf(&b, "%u:%u!", ctx.fail.line, ctx.fail.column);
            break;
        }
        if (!r.n)
            break;
        for (size_t i = 0; i < r.n; i++)
            ent_i_buf_printf(&b, "%s%u:%u=%.*s", i ? "|" : "", r.cell[i].line,
                             r.cell[i].column, ENT_P(r.cell[i].text));
        ent_i_buf_put(&b, "/", 1);
    }
    STR_EQUAL(((ent_str){b.s ? b.s : "", b.n}), want);
    ent_i_buf_free(&b);
    ent_ctx_close(&ctx);
}

static void every_line_end_ends_a_row(void **state) {
    (void)state;
    rows_are("a,b\nc\r\nd\re", ',', '"', "1:1=a|1:3=b/2:1=c/3:1=d/4:1=e/");
    rows_are("", ',', '"', "");
    rows_are("\n \n\n", ',', '"', "");
}

static void columns_count_characters(void **state) {
    (void)state;
    rows_are("\xc3\xa9\xc3\xa9, x ,y", ',', '"',
             "1:1=\xc3\xa9\xc3\xa9|1:5=x|1:8=y/");
}

static void quotes_hold_separators_and_lines(void **state) {
    (void)state;
    rows_are("\"a,b\" , \"say \"\"no\"\"\",\"two\r\nlines\",z\nw", ',', '"',
             "1:1=a,b|1:9=say \"no\"|1:22=two\nlines|2:8=z/3:1=w/");
    rows_are("\"\",x", ',', '"', "1:1=|1:4=x/");
}

static void an_open_quote_is_told_where_it_opens(void **state) {
    (void)state;
    rows_are("a\nb,\"c\nd,e\n", ',', '"', "1:1=a/2:3!");
}

static void comments_are_no_rows_of_csv(void **state) {
    (void)state;
    rows_are("# it's \"open\na\n  # b\nc # d", ',', '"', "2:1=a/4:1=c # d/");
}

static void apostrophes_quote_in_decide_files(void **state) {
    (void)state;
    rows_are("'#A'\t'Cote d'Ivoire'\t''\t\nx\ty", '\t', '\'',
             "1:1=#A|1:6=Cote d'Ivoire|1:22=|1:25=/2:1=x|2:3=y/");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_end_ends_a_row),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(quotes_hold_separators_and_lines),
        cmocka_unit_test(an_open_quote_is_told_where_it_opens),
        cmocka_unit_test(comments_are_no_rows_of_csv),
        cmocka_unit_test(apostrophes_quote_in_decide_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
