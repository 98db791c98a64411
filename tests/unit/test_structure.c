/* test_structure.c - paragraphs, sentences and kinds against the annotated
 * texts, and what a head states. */
#include "read/read.h"
#include "test.h"
#include <stdlib.h>

static ent_doc read_doc(ent_ctx *ctx, const char *name, ent_str bytes) {
    ent_doc doc;
    ent_err e = ent_doc_read(ctx, NULL, NULL, ent_i_str(name), bytes, &doc);
    if (e)
        fail_msg("%s: %s", name, ctx->fail.why);
    return doc;
}

static ent_str shared(ent_ctx *ctx, const char *name) {
    ent_str out = {0};
    ent_str path = ent_i_printf(ctx->keep, "%s/%s", ENT_SHARED_DIR, name);
    if (ent_i_file_read(ctx, ctx->keep, path, 1 << 24, &out))
        skip();
    return out;
}

/* The n-th field of a line of a table. */
static ent_str field(ent_str line, size_t n) {
    ent_str cell = ent_i_cut(&line, '\t');
    while (n--)
        cell = ent_i_cut(&line, '\t');
    return cell;
}

static uint32_t number(ent_str s) {
    uint64_t x = 0;
    assert_true(ent_i_uint(s, &x));
    return (uint32_t)x;
}

static size_t missed_sentences(const ent_doc *doc, ent_str gold, size_t *n) {
    size_t missed = 0;
    while (gold.s) {
        ent_str line = ent_i_cut(&gold, '\n');
        if (!ent_i_eq(field(line, 0), doc->name))
            continue;
        bool found = false;
        for (size_t i = 0; i < doc->n_sents; i++) {
            const ent_locus *in = &doc->sent[i].in;
            found |= in->at.start == number(field(line, 3)) &&
                     in->at.end == number(field(line, 4)) &&
                     in->para == number(field(line, 1)) &&
                     in->sent == number(field(line, 2));
        }
        if (!found)
            print_message("missed: %.*s\n", ENT_P(line));
        missed += !found;
        ++*n;
    }
    return missed;
}

static void sentences_are_those_of_the_annotation(void **state) {
    static const char *const names[] = {"seeds/003.txt", "seeds/004.txt"};
    (void)state;
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    ent_str gold = shared(&ctx, "gold/sentences.tsv");
    for (size_t k = 0; k < 2; k++) {
        size_t n = 0;
        ent_doc doc = read_doc(&ctx, names[k], shared(&ctx, names[k]));
        size_t missed = missed_sentences(&doc, gold, &n);
        assert_true(n > 30);
        double f1 = 2.0 * (double)(n - missed) / (double)(n + doc.n_sents);
        if (f1 < 0.99)
            fail_msg("%s: F1 of sentences %.4f", names[k], f1);
    }
    ent_ctx_close(&ctx);
}

static const char *const kind_names[] = {
#define ENT_X(name, text) text,
    ENT_TEXT_LIST(ENT_X)
#undef ENT_X
};

static void kinds_are_those_of_the_annotation(void **state) {
    static const char *const names[] = {"seeds/003.txt", "seeds/004.txt"};
    (void)state;
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    ent_str gold = shared(&ctx, "gold/paragraphs.tsv");
    for (size_t k = 0; k < 2; k++) {
        ent_doc doc = read_doc(&ctx, names[k], shared(&ctx, names[k]));
        size_t n = 0;
        for (ent_str left = gold; left.s;) {
            ent_str line = ent_i_cut(&left, '\n');
            if (!ent_i_eq(field(line, 0), doc.name))
                continue;
            assert_true(n < doc.n_paras);
            const char *got = kind_names[doc.para[n].kind];
            if (!ent_i_starts(field(line, 7), got))
                fail_msg("%s paragraph %zu is %s, not %.*s", names[k], n + 1,
                         got, ENT_P(field(line, 7)));
            assert_int_equal(doc.para[n++].at.start, number(field(line, 4)));
        }
        assert_int_equal(n, doc.n_paras);
    }
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_those_of_the_annotation),
        cmocka_unit_test(kinds_are_those_of_the_annotation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
