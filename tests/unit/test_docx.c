/* test_docx.c - Word files: what stands in them, and what harms nobody. */
#include "packed.h"
#include "read/extract.h"

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

#define W(body) "<w:document xmlns:w=\"w\">" body "</w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                               \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" \
    "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r></w:p>"

static ent_err read_file(const packed_file *file, size_t n, ent_doc *doc) {
    return ent_doc_read(&ctx, NULL, NULL, ENT_STR("memo.docx"),
                        packed(ctx.keep, file, n), doc);
}

static ent_doc read_body(const char *body) {
    ent_doc doc;
    packed_file file = {"word/document.xml", body, 0};
    if (read_file(&file, 1, &doc))
        fail_msg("%s", ctx.fail.why);
    return doc;
}

static void paragraphs(const ent_doc *doc, const char *const *want, size_t n) {
    for (size_t i = 0; i < n && i < doc->n_paras; i++) {
        ent_span at = doc->para[i].at;
        STR_EQUAL(((ent_str){doc->text.s + at.start, at.end - at.start}),
                  want[i]);
        ent_span in = ent_doc_origin(doc, at);
        assert_true(in.start < in.end && in.end <= doc->bytes.n);
    }
    assert_int_equal(doc->n_paras, n);
}

static void its_parts_become_paragraphs(void **state) {
    (void)state;
    static const packed_file file[] = {
        {"word/document.xml",
         W(STYLED("Titel", "Talks &amp; tea") STYLED("berschrift1", "Before")
               P("Oslo waits.") "<w:tbl><w:tr><w:tc>" P(
                   "Left.") "</w:tc><w:tc>" P("Right.") "</w:tc></w:tr></"
                                                        "w:tbl>"),
         0},
        {"word/styles.xml",
         "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Titel\"><w:name "
         "w:val=\"Title\"/></w:style><w:style w:styleId=\"berschrift1\">"
         "<w:name w:val=\"heading 1\"/></w:style></w:styles>",
         0},
        {"word/footnotes.xml", W(P("See Tass.")), 0},
        {"docProps/core.xml",
         "<c:core xmlns:c=\"c\" xmlns:d=\"d\"><d:title>Memo</d:title>"
         "<d:creator>Ann Berg</d:creator></c:core>",
         0}};
    static const char *const want[] = {"Talks & tea", "Before", "Oslo waits.",
                                       "Left.",       "Right.", "See Tass."};
    ent_doc doc;
    assert_int_equal(read_file(file, 4, &doc), ENT_OK);
    paragraphs(&doc, want, 6);
    STR_EQUAL(doc.format, "docx");
    STR_EQUAL(doc.title, "Talks & tea");
    STR_EQUAL(doc.author, "Ann Berg");
    assert_int_equal(doc.para[0].kind, ENT_TEXT_TITLE);
    assert_int_equal(doc.para[1].kind, ENT_TEXT_HEADING);
}

static void what_is_not_its_text_is_left_out(void **state) {
    (void)state;
    static const char *const want[] = {"A b-c d e.", "Box."};
    ent_doc doc = read_body(W("<w:p><w:r><w:t xml:space=\"preserve\">A "
                              "</w:t><w:t>b</w:t>"
                              "<w:noBreakHyphen/><w:t>c</w:t><w:tab/><w:t>d</"
                              "w:t></w:r>"
                              "<w:del><w:r><w:delText>no</w:delText></w:r></"
                              "w:del>"
                              "<w:moveFrom><w:r><w:t>no</w:t></w:r></"
                              "w:moveFrom>"
                              "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                              "<w:r><w:alt><w:Choice><w:txbxContent>" P(
                                  "Box.") "</w:txbxContent></"
                                          "w:Choice><w:Fallback><w:"
                                          "txbxContent>" P("Box.") "</"
                                                                   "w:"
                                                                   "txbxContent"
                                                                   "></"
                                                                   "w:Fallback>"
                                                                   "</w:alt></"
                                                                   "w:r>"
                                                                   "<w:r><w:t "
                                                                   "xml:space="
                                                                   "\"preserve"
                                                                   "\"> "
                                                                   "e.</w:t></"
                                                                   "w:r></"
                                                                   "w:p>"));
    paragraphs(&doc, want, 2);
}

static ent_err fails(ent_str bytes, const char *why) {
    ent_doc doc;
    ent_err e =
        ent_doc_read(&ctx, NULL, NULL, ENT_STR("memo.docx"), bytes, &doc);
    if (!strstr(ctx.fail.why, why))
        fail_msg("\"%s\" does not say \"%s\"", ctx.fail.why, why);
    return e;
}

static ent_err fails_with(const char *xml, size_t n, const char *why) {
    packed_file file = {"word/document.xml", xml, n};
    return fails(packed(ctx.keep, &file, 1), why);
}

static void what_harms_is_refused(void **state) {
    (void)state;
    static char zeros[3 << 20];
    memset(zeros, ' ', sizeof zeros);
    assert_int_equal(
        fails_with("<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]>"
                   "<a><p><t>&d;</t></p></a>",
                   0, "document type"),
        ENT_SYNTAX);
    assert_int_equal(
        fails_with("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", 0,
                   "document type"),
        ENT_SYNTAX);
    assert_int_equal(fails_with(W("<w:p>"), 0, "damaged"), ENT_SYNTAX);
    assert_int_equal(fails_with(zeros, sizeof zeros, "200 times"), ENT_LIMIT);
    assert_int_equal(fails(ENT_STR("PK\x03\x04 and no more"), "damaged"),
                     ENT_SYNTAX);
    assert_int_equal(fails(ENT_STR("Plain text."), "no Word"), ENT_SYNTAX);
    packed_file other = {"content.xml", "<a/>", 0};
    assert_int_equal(fails(packed(ctx.keep, &other, 1), "no Word"),
                     ENT_UNSUPPORTED);
}

static void an_extracted_page_is_read_again(void **state) {
    (void)state;
    static const char *const want[] = {"Oslo waits."};
    ent_doc doc = read_body(W(P("Oslo waits."))), again;
    ent_read_options opt = {.format = ENT_STR("docx")};
    assert_int_equal(
        ent_doc_read(&ctx, NULL, &opt, ENT_STR("memo"), doc.bytes, &again),
        ENT_OK);
    paragraphs(&again, want, 1);
    STR_EQUAL(again.format, "docx");
}

/* ---- every allocation fails once */

static long left; /* allocations until one fails; 0: none does */

static void *failing_malloc(size_t n) {
    return left && !--left ? NULL : malloc(n);
}

static void *failing_realloc(void *p, size_t n) {
    return left && !--left ? NULL : realloc(p, n);
}

static void no_failed_allocation_harms(void **state) {
    (void)state;
    packed_file file = {"word/document.xml", W(P("Oslo waits.")), 0};
    ent_str bytes = packed(ctx.keep, &file, 1);
    ent_err e = ENT_NOMEM;
    long k = 0;
    ent_i_malloc = failing_malloc;
    ent_i_realloc = failing_realloc;
    while (e) {
        ent_ctx mine;
        ent_doc doc;
        assert_int_equal(ent_ctx_open(&mine, 1 << 26), ENT_OK);
        left = ++k;
        e = ent_doc_read(&mine, NULL, NULL, ENT_STR("a.docx"), bytes, &doc);
        left = 0;
        ent_ctx_close(&mine);
        assert_true(e == ENT_OK || e == ENT_NOMEM);
    }
    ent_i_malloc = malloc;
    ent_i_realloc = realloc;
    assert_true(k > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_parts_become_paragraphs),
        cmocka_unit_test(what_is_not_its_text_is_left_out),
        cmocka_unit_test(what_harms_is_refused),
        cmocka_unit_test(an_extracted_page_is_read_again),
        cmocka_unit_test(no_failed_allocation_harms),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
