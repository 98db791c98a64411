/* test_pdf.c - PDF: lines become paragraphs, pages keep their numbers, and no
 * file and no reader can keep the program waiting. */
#include "packed.h"
#include "read/extract.h"
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static ent_ctx ctx;

static int set_up(void **state) {
    (void)state;
    return ent_ctx_open(&ctx, (size_t)1 << 30) != ENT_OK;
}

static int tear_down(void **state) {
    (void)state;
    ent_ctx_close(&ctx);
    return 0;
}

static void need_pdftotext(void) {
    if (!ent_i_child_find(&ctx, "pdftotext").s) {
        print_message("pdftotext is not installed\n");
        skip();
    }
}

static ent_doc read_pages(const char *const *page, size_t n) {
    ent_doc doc;
    if (ent_doc_read(&ctx, NULL, NULL, ENT_STR("a.pdf"),
                     pdf_of(ctx.keep, page, n), &doc))
        fail_msg("%s", ctx.fail.why);
    STR_EQUAL(doc.format, "pdf");
    return doc;
}

static ent_str paragraph(const ent_doc *doc, size_t i) {
    assert_true(i < doc->n_paras);
    ent_span at = doc->para[i].at;
    return (ent_str){doc->text.s + at.start, at.end - at.start};
}

static void lines_are_joined_and_words_made_whole(void **state) {
    (void)state;
    need_pdftotext();
    static const char *const page[] = {
        "/F 12 Tf 20 600 Td (The two minis-) Tj 0 -14 Td (ters met in a "
        "well-) Tj 0 -14 Td (known town & left.) Tj 0 -60 Td (A well-known "
        "writer came.) Tj"};
    ent_doc doc = read_pages(page, 1);
    assert_int_equal(doc.n_paras, 2);
    STR_EQUAL(paragraph(&doc, 0),
              "The two ministers met in a well-known town & left.");
    assert_int_equal(doc.para[0].page, 1);
}

static void what_each_page_repeats_is_left_out(void **state) {
    (void)state;
    need_pdftotext();
    static const char *const page[] = {
        "/F 9 Tf 20 780 Td (The Daily, May 3) Tj 270 -760 Td (1) Tj "
        "/F 12 Tf -270 480 Td (Talks in Oslo went on and) Tj",
        "/F 9 Tf 20 780 Td (The Daily, May 4) Tj 270 -760 Td (2) Tj "
        "/F 12 Tf -270 480 Td (on until night.) Tj",
        "/F 9 Tf 20 780 Td (The Daily, May 5) Tj 270 -760 Td (3) Tj "
        "/F 12 Tf -270 480 Td (They failed.) Tj"};
    ent_doc doc = read_pages(page, 3);
    assert_int_equal(doc.n_paras, 2);
    STR_EQUAL(paragraph(&doc, 0), "Talks in Oslo went on and on until night.");
    assert_int_equal(doc.para[0].page, 1);
    STR_EQUAL(paragraph(&doc, 1), "They failed.");
    assert_int_equal(doc.para[1].page, 3);
}

static void columns_are_read_one_after_the_other(void **state) {
    (void)state;
    need_pdftotext();
    static const char *const page[] = {
        "/F 22 Tf 20 700 Td (Talks stall) Tj /F 12 Tf 0 -60 Td (The left "
        "column begins here and) Tj 0 -14 Td (goes on below for a while and) "
        "Tj 0 -14 Td (it ends in the middle of) Tj 300 28 Td (a sentence that "
        "the right one) Tj 0 -14 Td (goes on with and brings to) Tj 0 -14 Td "
        "(its end at last.) Tj"};
    ent_doc doc = read_pages(page, 1);
    STR_EQUAL(doc.title, "Talks stall");
    STR_EQUAL(paragraph(&doc, 1),
              "The left column begins here and goes on below for a while and "
              "it ends in the middle of a sentence that the right one goes on "
              "with and brings to its end at last.");
}

/* Columns nine points apart, in lines that pdftotext takes for one. */
static void narrow_columns_are_parted(void **state) {
    (void)state;
    ent_buf b = {0}, page = {0};
    ent_pdf pdf;
    ent_i_buf_printf(&b, "<doc><page height=\"800\"><block>");
    for (int i = 0; i < 8; i++) {
        ent_i_buf_printf(&b,
                         "<line xMin=\"20\" xMax=\"580\" yMin=\"%d\" "
                         "yMax=\"%d\">",
                         200 + 14 * i, 212 + 14 * i);
        for (int w = 0; w < 10; w++)
            ent_i_buf_printf(
                &b, "<word xMin=\"%d\" xMax=\"%d\">%s%d%d%s</word>",
                20 + 56 * w + 9 * (w > 4), 76 + 56 * w + 9 * (w > 4),
                w < 5 ? "left" : "right", i, w,
                i == 7 && w % 5 == 4 ? "." : "");
        ent_i_buf_printf(&b, "</line>");
    }
    ent_i_buf_printf(&b, "</block></page></doc>");
    assert_int_equal(ent_i_pdf_boxes(&ctx, ENT_STR("a"), b.s, b.n, &pdf), 0);
    assert_int_equal(ent_i_pdf_page(&ctx, &pdf, &page), 0);
    ent_i_buf_put(&page, "", 1);
    assert_non_null(strstr(page.s, "left04 left10 left11"));
    assert_non_null(strstr(page.s, "left74."));
    assert_non_null(strstr(page.s, "right09 right15 right16"));
    assert_null(strstr(page.s, "left04 right05"));
    ent_i_buf_free(&b);
    ent_i_buf_free(&page);
}

static ent_err fails(ent_str bytes, const char *why) {
    ent_doc doc;
    ent_err e = ent_doc_read(&ctx, NULL, NULL, ENT_STR("a.pdf"), bytes, &doc);
    if (!strstr(ctx.fail.why, why))
        fail_msg("\"%s\" does not say \"%s\"", ctx.fail.why, why);
    return e;
}

static void damaged_files_are_named(void **state) {
    (void)state;
    need_pdftotext();
    static const char *const page[] = {"/F 12 Tf 20 600 Td (Text.) Tj"};
    static const char *const none[] = {"20 600 Td"};
    ent_str whole = pdf_of(ctx.keep, page, 1);
    assert_int_equal(fails((ent_str){whole.s, 60}, "damaged"), ENT_SYNTAX);
    assert_int_equal(fails(ENT_STR("Plain text."), "no PDF"), ENT_SYNTAX);
    assert_int_equal(fails(pdf_of(ctx.keep, none, 1), "no text"), ENT_MISSING);
    static const char locked[] = "trailer<</Encrypt<</Filter/Standard/V 1/R 2"
                                 "/O<00>/U<00>/P -4>>/ID[<00><00>]";
    ent_buf b = {0};
    ent_i_buf_put(&b, whole.s, whole.n - strlen("trailer<</Root 1 0 R>>\n"));
    ent_i_buf_printf(&b, "%s/Root 1 0 R>>\n", locked);
    assert_int_equal(fails((ent_str){b.s, b.n}, "password"), ENT_UNSUPPORTED);
    ent_i_buf_free(&b);
}

/* ---- a pdftotext that means ill */

static void with_program(const char *script, void (*test)(void)) {
    char dir[] = "/tmp/ent-path-XXXXXX", file[64], *path = getenv("PATH");
    ent_str keep = ent_i_dup(ctx.keep, ent_i_str(path ? path : ""));
    assert_non_null(mkdtemp(dir));
    snprintf(file, sizeof file, "%s/pdftotext", dir);
    if (script) {
        assert_int_equal(
            ent_i_file_write(&ctx, ent_i_str(file), ent_i_str(script)), ENT_OK);
        assert_int_equal(chmod(file, 0755), 0);
    }
    assert_int_equal(setenv("PATH", dir, 1), 0);
    test();
    assert_int_equal(setenv("PATH", keep.s, 1), 0);
    unlink(file);
    rmdir(dir);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void sleeps(void) {
    double before = now();
    ent_i_pdf_seconds = 0.3;
    assert_int_equal(fails(ENT_STR("%PDF-1.4"), "did not end"), ENT_LIMIT);
    ent_i_pdf_seconds = 60;
    assert_true(now() - before < 20);
}

static void floods(void) {
    ent_doc doc;
    ent_read_options opt = {.max_bytes = 1000};
    assert_int_equal(ent_doc_read(&ctx, NULL, &opt, ENT_STR("a.pdf"),
                                  ENT_STR("%PDF-1.4"), &doc),
                     ENT_LIMIT);
    assert_non_null(strstr(ctx.fail.why, "more text"));
}

static void is_missing(void) {
    assert_int_equal(fails(ENT_STR("%PDF-1.4"), "poppler-utils"),
                     ENT_UNSUPPORTED);
}

static void babbles(void) {
    assert_int_equal(fails(ENT_STR("%PDF-1.4"), "not understood"), ENT_SYNTAX);
}

static void writes_a_file(void) {
    assert_int_equal(fails(ENT_STR("%PDF-1.4"), "damaged"), ENT_SYNTAX);
    assert_false(ent_i_file_exists(ENT_STR("/tmp/ent-written-by-a-child")) &&
                 ent_i_file_size(ENT_STR("/tmp/ent-written-by-a-child")));
    unlink("/tmp/ent-written-by-a-child");
}

static void no_program_keeps_it_waiting(void **state) {
    (void)state;
    with_program("#!/bin/sh\nsleep 100 &\nsleep 100\n", sleeps);
    with_program("#!/bin/sh\nexec >&- 2>&-\nsleep 100\n", sleeps);
    with_program("#!/bin/sh\nwhile :; do echo flood; done\n", floods);
    with_program("#!/bin/sh\necho '<doc><page>'\n", babbles);
    with_program("#!/bin/sh\necho '<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>'"
                 "\n",
                 babbles);
    with_program("#!/bin/sh\necho x > /tmp/ent-written-by-a-child || exit 1\n"
                 "exit 1\n",
                 writes_a_file);
    with_program(NULL, is_missing);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_joined_and_words_made_whole),
        cmocka_unit_test(what_each_page_repeats_is_left_out),
        cmocka_unit_test(columns_are_read_one_after_the_other),
        cmocka_unit_test(narrow_columns_are_parted),
        cmocka_unit_test(damaged_files_are_named),
        cmocka_unit_test(no_program_keeps_it_waiting),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
