/* test_sentences.c - the readable corpus tests/text/sentences.txt. */
#include "read/text.h"
#include "test.h"

/* The line without its marks, and where they stood. */
static size_t take_marks(ent_str line, ent_buf *plain, size_t *cut) {
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++) {
        ent_str here = {line.s + i, line.n - i};
        if (ent_i_starts(here, " | ")) {
            cut[n++] = plain->n;
            i++; /* one of the two blanks stays */
        } else {
            ent_i_buf_put(plain, line.s + i, 1);
        }
    }
    cut[n++] = plain->n;
    return n;
}

static void check(ent_ctx *ctx, const ent_abbrevs *abbrevs, ent_str line) {
    size_t cut[64], n = 0, i = 0;
    ent_buf plain = {0};
    size_t want = take_marks(line, &plain, cut);
    ent_str text = ent_i_dup(ctx->keep, (ent_str){plain.s, plain.n});
    ent_i_buf_free(&plain);
    while (i < text.n) {
        size_t end = ent_i_sentence_end(abbrevs, text, i, text.n);
        if (n == want || end != cut[n])
            fail_msg("%.*s\nsentence %zu ends after \"%.*s\"", ENT_P(line),
                     n + 1, (int)(end - i), text.s + i);
        n++;
        ent_span left = {(uint32_t)end, (uint32_t)text.n};
        i = ent_i_span_trim(text, left).start;
    }
    assert_int_equal(n, want);
}

static void corpus(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_str file;
    const ent_abbrevs *abbrevs;
    size_t n = 0;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    ent_str path = ENT_STR(ENT_SOURCE_DIR "/tests/text/sentences.txt");
    assert_int_equal(ent_i_file_read(&ctx, ctx.keep, path, 1 << 20, &file), 0);
    assert_int_equal(ent_i_abbrevs(&ctx, &abbrevs), ENT_OK);
    while (file.s) {
        ent_str line = ent_i_cut(&file, '\n');
        if (!line.n || line.s[0] == '#')
            continue;
        check(&ctx, abbrevs, line);
        n++;
    }
    assert_true(n >= 40);
    ent_ctx_close(&ctx);
}

/* Ten megabytes in one paragraph: what is not linear would not end. */
static void one_long_paragraph(void **state) {
    static const char *const units[] = {
        "The envoy left for Oslo. He said (Dagbladet, May 3) no. ",
        ". ",
        ".(a,1",
        ". (a,1) ",
        ".\"",
        "U.S. ",
        "x"};
    (void)state;
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, (size_t)1 << 30), ENT_OK);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        ent_buf b = {0};
        ent_doc doc;
        while (b.n < (k ? 1 << 20 : 10 << 20))
            ent_i_buf_put(&b, units[k], strlen(units[k]));
        doc = (ent_doc){.text = {b.s, b.n}};
        assert_int_equal(ent_i_read_structure(&ctx, &doc), ENT_OK);
        assert_int_equal(doc.n_paras, 1);
        if (!k)
            assert_int_equal(doc.n_sents, 2 * (b.n / strlen(units[0])));
        ent_i_buf_free(&b);
        ent_arena_reset(ctx.temp);
        ent_arena_reset(ctx.keep);
    }
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corpus),
        cmocka_unit_test(one_long_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
