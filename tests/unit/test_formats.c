/* test_formats.c - encodings and formats: what text comes out, and that each
 * sentence is found again in the bytes that were given. */
#include "read/text.h"
#include "test.h"

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

static ent_doc read_as(const char *name, ent_str bytes) {
    ent_doc doc;
    if (ent_doc_read(&ctx, NULL, NULL, ent_i_str(name), bytes, &doc))
        fail_msg("%s: %s", name, ctx.fail.why);
    return doc;
}

static ent_err fails(const char *name, ent_str bytes) {
    ent_doc doc;
    ent_err e = ent_doc_read(&ctx, NULL, NULL, ent_i_str(name), bytes, &doc);
    assert_int_equal(doc.n_sents, 0);
    return e;
}

static ent_str sentence(const ent_doc *doc, size_t i) {
    assert_true(i < doc->n_sents);
    ent_span at = doc->sent[i].in.at;
    return (ent_str){doc->text.s + at.start, at.end - at.start};
}

/* The bytes at the place of a sentence, read on their own, are the sentence:
 * `mark` is the byte order mark that the cut-out lacks. */
static void found_again(const char *name, ent_str bytes, const char *mark,
                        size_t n_mark) {
    ent_doc doc = read_as(name, bytes);
    assert_true(doc.n_sents > 0);
    for (size_t i = 0; i < doc.n_sents; i++) {
        ent_span at = ent_doc_origin(&doc, doc.sent[i].in.at);
        ent_buf b = {0};
        assert_true(at.start < at.end && at.end <= bytes.n);
        ent_i_buf_put(&b, mark, n_mark);
        ent_i_buf_put(&b, bytes.s + at.start, at.end - at.start);
        ent_doc part = read_as(name, (ent_str){b.s, b.n});
        ent_span all = {0, (uint32_t)part.text.n};
        all = ent_i_span_trim(part.text, all);
        ent_str got = {part.text.s + all.start, all.end - all.start};
        if (!ent_i_eq(got, sentence(&doc, i)))
            fail_msg("%s: \"%.*s\" is not \"%.*s\"", name, ENT_P(got),
                     ENT_P(sentence(&doc, i)));
        ent_i_buf_free(&b);
    }
}

static const char two[] = "Norway\xE2\x80\x99s envoy left. \"Not yet,\" she "
                          "said.\r\nA \xF0\x9F\x98\x80 rose.\rEnd.\n";

static ent_str wide(bool big, size_t width, bool marked) {
    ent_buf b = {0};
    ent_str s = ent_i_str(two);
    for (size_t i = 0; i < s.n || marked;) {
        int32_t c = marked ? 0xFEFF : ent_i_utf8_next(s, &i);
        uint32_t units[2] = {(uint32_t)c, 0};
        if (width == 2 && c > 0xFFFF) {
            units[0] = 0xD800 + (((uint32_t)c - 0x10000) >> 10);
            units[1] = 0xDC00 + (((uint32_t)c - 0x10000) & 0x3FF);
        }
        for (size_t u = 0; u < 2 && (u == 0 || units[u]); u++)
            for (size_t k = 0; k < width; k++) {
                size_t shift = 8 * (big ? width - 1 - k : k);
                char byte = (char)(units[u] >> shift & 0xFF);
                ent_i_buf_put(&b, &byte, 1);
            }
        marked = false;
    }
    ent_str out = ent_i_dup(ctx.keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    return out;
}

static void every_encoding_gives_the_same_text(void **state) {
    (void)state;
    const char *want = "Norway\xE2\x80\x99s envoy left. \"Not yet,\" she said."
                       "\nA \xF0\x9F\x98\x80 rose.\nEnd.\n";
    STR_EQUAL(read_as("a.txt", ent_i_str(two)).text, want);
    static const char *const names[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE",
                                        "UTF-32BE"};
    static const char *const marks[] = {"\xFF\xFE", "\xFE\xFF", "\xFF\xFE\0\0",
                                        "\0\0\xFE\xFF"};
    for (size_t k = 0; k < 4; k++) {
        size_t width = k < 2 ? 2 : 4;
        ent_str bytes = wide(k & 1, width, true);
        ent_doc doc = read_as("a.txt", bytes);
        STR_EQUAL(doc.text, want);
        STR_EQUAL(doc.encoding, names[k]);
        found_again("a.txt", bytes, marks[k], width);
    }
    STR_EQUAL(read_as("a.txt", wide(false, 2, false)).text, want);
    found_again("a.txt", ent_i_str(two), "", 0);
}

static void a_byte_order_mark_is_no_text(void **state) {
    (void)state;
    ent_doc doc = read_as("a.txt", ENT_STR("\xEF\xBB\xBFOslo waits."));
    STR_EQUAL(doc.text, "Oslo waits.");
    assert_int_equal(ent_doc_origin(&doc, doc.sent[0].in.at).start, 3);
}

static void code_pages_are_recognised(void **state) {
    (void)state;
    /* Windows-1251: a Russian sentence, twice */
    ent_str ru = ENT_STR("\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB \xE2 "
                         "\xCE\xF1\xEB\xEE \xEF\xF0\xEE\xF8\xEB\xE8 "
                         "\xF3\xF1\xEF\xE5\xF8\xED\xEE. \xC2\xF1\xE5 "
                         "\xE4\xEE\xE2\xEE\xEB\xFC\xED\xFB.");
    ent_doc doc = read_as("a.txt", ru);
    STR_EQUAL(doc.encoding, "WINDOWS-1251");
    assert_int_equal(doc.n_sents, 2);
    ent_span second = ent_doc_origin(&doc, doc.sent[1].in.at);
    assert_memory_equal(ru.s + second.start, "\xC2\xF1\xE5", 3);
    /* the page states what cannot be guessed from one letter */
    ent_str page = ENT_STR("<html><meta charset=\"iso-8859-2\"><p>Prezydent "
                           "R\xB1"
                           "czka powiedzia\xB3.</p>");
    ent_doc stated = read_as("a.html", page);
    STR_EQUAL(sentence(&stated, 0), "Prezydent R\xC4\x85"
                                    "czka powiedzia\xC5\x82.");
}

static void damaged_utf8_is_marked_and_said(void **state) {
    (void)state;
    ent_doc doc =
        read_as("a.txt", ENT_STR("Caf\xC3\xA9 \xFF talks. Na\xC3\xAFve."));
    STR_EQUAL(doc.encoding, "UTF-8 (1 bad byte)");
    STR_EQUAL(sentence(&doc, 0), "Caf\xC3\xA9 \xEF\xBF\xBD talks.");
    ent_span at = ent_doc_origin(&doc, doc.sent[1].in.at);
    assert_int_equal(at.start, 15);
    assert_int_equal(at.end, 22);
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    assert_int_equal(fails("a", ENT_STR("\x7F"
                                        "ELF\2\1\1\0\0\0\0")),
                     ENT_ENCODING);
    assert_int_equal(fails("a.txt", ENT_STR("PK\x03\x04zip")), ENT_SYNTAX);
    assert_int_equal(fails("a.txt", ENT_STR("")), ENT_MISSING);
    assert_int_equal(fails("a.txt", ENT_STR(" \xC2\xA0\n")), ENT_MISSING);
    assert_int_equal(fails("a.html", ENT_STR("<p></p>")), ENT_MISSING);
    ent_doc doc;
    ent_read_options small = {.max_bytes = 4};
    assert_int_equal(
        ent_doc_read(&ctx, NULL, &small, ENT_STR("a"), ENT_STR("Hello"), &doc),
        ENT_LIMIT);
    ent_read_options odd = {.format = ENT_STR("rtf")};
    assert_int_equal(
        ent_doc_read(&ctx, NULL, &odd, ENT_STR("a"), ENT_STR("Hello"), &doc),
        ENT_UNSUPPORTED);
}

static const char page_text[] =
    "<!DOCTYPE html><html><head><title>Ignored - The Fjord</title>\n"
    "<meta name=author content='Ann  Berg'>"
    "<meta property='og:site_name' content='The Fjord'>"
    "<meta property='article:published_time' content='2019-05-02T10:00Z'>"
    "</head><body><nav><ul><li>Home</ul></nav><h1>Talks &amp; tea</h1>\n"
    "<p>The <b>first</b> day&rsquo;s talks,\n   held in Oslo, went well."
    " &quot;Not yet&quot;, said one&mdash;and left. It rained&hellip;</p>"
    "<script>var a = '<p>No.</p>';</script><h2>What next?</h2>"
    "<figure><img><figcaption>Both <i>envoys</i></figcaption></figure>"
    "<p>Nobody knows &copy2019 or AT&T; &#8220;so&#x201D; it goes."
    "<br>A &NotEqualTilde; B &fjlig;ord, &unknown; stays.</i></p>"
    "<footer>Buy now.</footer></body></html>";

static void a_page_is_what_its_reader_sees(void **state) {
    (void)state;
    ent_doc doc = read_as("a.html", ent_i_str(page_text));
    STR_EQUAL(doc.text,
              "Talks & tea\n"
              "The first day\xE2\x80\x99s talks, held in Oslo, went well. "
              "\"Not yet\", said one\xE2\x80\x94"
              "and left. It rained\xE2\x80\xA6\n"
              "What next?\nBoth envoys\n"
              "Nobody knows \xC2\xA9"
              "2019 or AT&T; \xE2\x80\x9Cso\xE2\x80\x9D it goes.\n"
              "A \xE2\x89\x82\xCC\xB8 B fjord, &unknown; stays.\n");
    STR_EQUAL(doc.title, "Talks & tea");
    STR_EQUAL(doc.author, "Ann Berg");
    STR_EQUAL(doc.publisher, "The Fjord");
    STR_EQUAL(doc.published, "2019-05-02");
    static const ent_text_kind kinds[] = {ENT_TEXT_TITLE,   ENT_TEXT_BODY,
                                          ENT_TEXT_HEADING, ENT_TEXT_CAPTION,
                                          ENT_TEXT_BODY,    ENT_TEXT_BODY};
    assert_int_equal(doc.n_paras, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(doc.para[i].kind, kinds[i]);
}

static void a_page_keeps_the_place_of_each_word(void **state) {
    (void)state;
    found_again("a.html", ent_i_str(page_text), "", 0);
    ent_doc doc = read_as("a.html", ent_i_str(page_text));
    const char *at = memmem(doc.text.s, doc.text.n, "stays", 5);
    uint32_t i = (uint32_t)(at - doc.text.s);
    ent_span in = ent_doc_origin(&doc, (ent_span){i, i + 5});
    assert_memory_equal(page_text + in.start, "stays", 5);
    assert_int_equal(in.end - in.start, 5);
    at = memmem(doc.text.s, doc.text.n, "envoys", 6);
    i = (uint32_t)(at - doc.text.s);
    in = ent_doc_origin(&doc, (ent_span){i, i + 6});
    assert_memory_equal(page_text + in.start, "envoys</i>", 10);
    assert_int_equal(in.end - in.start, 6);
}

static void a_hostile_page_is_bounded(void **state) {
    (void)state;
    ent_buf deep = {0}, tangled = {0}, wordy = {0};
    for (int i = 0; i < 100000; i++)
        ent_i_buf_printf(&deep, "<div>");
    for (int i = 0; i < 30000; i++)
        ent_i_buf_printf(&tangled, "<div><b id=%d></div>x", i);
    ent_i_buf_printf(&wordy, "<p ");
    for (int i = 0; i < 30000; i++)
        ent_i_buf_printf(&wordy, "a%d=b ", i);
    assert_int_equal(fails("a.html", (ent_str){deep.s, deep.n}), ENT_LIMIT);
    assert_int_equal(fails("a.html", (ent_str){tangled.s, tangled.n}),
                     ENT_LIMIT);
    assert_int_equal(fails("a.html", (ent_str){wordy.s, wordy.n}), ENT_LIMIT);
    ent_i_buf_free(&wordy);
    ent_i_buf_free(&deep);
    ent_i_buf_free(&tangled);
}

static const char md_text[] =
    "---\ntitle: \"Quiet talks\"\nauthor: [Ann Berg, Bo Dahl]\n"
    "date: 2019-05-02\nsource: The Fjord\n---\n"
    "# Quiet **talks**\n\n"
    "The *first* day in [Oslo](http://no.example/a_(b)) went\n"
    "well. Nobody `knew` 2 * 3 \\*why\\* snake_case stays.\n\n"
    "<!-- left\nout -->\n\n> Quoted _words_ here &mdash; twice.\n\n"
    "- One point.\n- Another [point][p].\n\n"
    "![Both envoys](a.jpg)\n\n"
    "Next step\n---------\n\nThey left.[^1] See <https://no.example> now.\n\n"
    "```\ncode *as* is\n```\n\n[p]: http://no.example\n\n"
    "| Side | Word |\n|------|------|\n| Oslo | yes |\n";

static void markdown_is_what_its_reader_sees(void **state) {
    (void)state;
    ent_doc doc = read_as("a.md", ent_i_str(md_text));
    STR_EQUAL(doc.text,
              "Quiet talks\n"
              "The first day in Oslo went well. Nobody knew 2 * 3 *why* "
              "snake_case stays.\n"
              "Quoted words here \xE2\x80\x94 twice.\n"
              "One point.\nAnother point.\nBoth envoys\nNext step\n"
              "They left. See https://no.example now.\n"
              "code *as* is\nSide | Word\nOslo | yes\n");
    STR_EQUAL(doc.title, "Quiet talks");
    STR_EQUAL(doc.author, "Ann Berg, Bo Dahl");
    STR_EQUAL(doc.publisher, "The Fjord");
    STR_EQUAL(doc.published, "2019-05-02");
    assert_int_equal(doc.para[0].kind, ENT_TEXT_TITLE);
    assert_int_equal(doc.para[5].kind, ENT_TEXT_CAPTION);
    assert_int_equal(doc.para[6].kind, ENT_TEXT_HEADING);
}

static void markdown_keeps_the_place_of_each_sentence(void **state) {
    (void)state;
    ent_doc doc = read_as("a.md", ent_i_str(md_text));
    ent_span at = ent_doc_origin(&doc, doc.sent[1].in.at);
    ent_str want = ENT_STR("The *first* day in [Oslo](http://no.example/a_(b)) "
                           "went\nwell.");
    assert_int_equal(at.end - at.start, want.n);
    assert_memory_equal(md_text + at.start, want.s, want.n);
    found_again("a.md",
                ENT_STR("Plain *words* here. More **bold** ones.\n\n"
                        "> And a quote. It has two\n> sentences.\n"),
                "", 0);
}

static void the_content_tells_the_format(void **state) {
    (void)state;
    ent_str page = ENT_STR("\n<html><p>Oslo waits.</p>");
    STR_EQUAL(read_as("-", page).format, "html");
    STR_EQUAL(read_as("-", ENT_STR("# Oslo\n\nIt waits.\n")).format, "md");
    STR_EQUAL(read_as("-", ENT_STR("Oslo waits.")).format, "txt");
    STR_EQUAL(read_as("a.txt", page).format, "txt");
    STR_EQUAL(read_as("d/a.HTM", page).format, "html");
    STR_EQUAL(read_as("d/a.b.HTM", page).name, "a.b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_gives_the_same_text),
        cmocka_unit_test(a_byte_order_mark_is_no_text),
        cmocka_unit_test(code_pages_are_recognised),
        cmocka_unit_test(damaged_utf8_is_marked_and_said),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(a_page_is_what_its_reader_sees),
        cmocka_unit_test(a_page_keeps_the_place_of_each_word),
        cmocka_unit_test(a_hostile_page_is_bounded),
        cmocka_unit_test(markdown_is_what_its_reader_sees),
        cmocka_unit_test(markdown_keeps_the_place_of_each_sentence),
        cmocka_unit_test(the_content_tells_the_format),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
