/* test_dates.c - dates in sentences, against a readable corpus, the page that
 * documents the rules, and the annotated texts. */
#include "gold.h"

static void read_text(ent_ctx *ctx, ent_str text, ent_str published,
                      ent_doc *doc) {
    static ent_sentence one;
    ent_tokens toks;
    one = (ent_sentence){.in = {{0, (uint32_t)text.n}, 1, 1}};
    *doc = (ent_doc){
        .text = text, .published = published, .n_sents = 1, .sent = &one};
    assert_int_equal(ent_i_read_tokens(ctx, doc, &toks), ENT_OK);
    assert_int_equal(ent_i_read_citations(ctx, &toks, doc), ENT_OK);
    assert_int_equal(ent_i_read_dates(ctx, &toks, doc), ENT_OK);
}

static ent_str span_text(const ent_doc *doc, ent_span at) {
    return (ent_str){doc->text.s + at.start, at.end - at.start};
}

/* "April 25=2019-04-25; since May=2018-05/.." */
static ent_str dates_line(ent_ctx *ctx, const ent_doc *doc) {
    ent_str s = {NULL, 0};
    for (size_t i = 0; i < doc->n_dates; i++)
        s = ent_i_printf(ctx->keep, "%.*s%s%.*s=%.*s", ENT_P(s), i ? "; " : "",
                         ENT_P(span_text(doc, doc->date[i].in.at)),
                         ENT_P(doc->date[i].value));
    return s.s ? s : ENT_STR("none");
}

static ent_str source_file(ent_ctx *ctx, const char *name) {
    ent_str s = {NULL, 0};
    ent_str dir = ent_i_str(ENT_SOURCE_DIR);
    ent_str path = ent_i_path_join(ctx->keep, dir, ent_i_str(name));
    assert_int_equal(ent_i_file_read(ctx, ctx->keep, path, 1 << 24, &s),
                     ENT_OK);
    return s;
}

static int check(ent_ctx *ctx, ent_str published, ent_str text, ent_str want) {
    ent_doc doc;
    if (ent_i_eqz(published, "-"))
        published = (ent_str){NULL, 0};
    read_text(ctx, text, published, &doc);
    ent_str got = dates_line(ctx, &doc);
    if (ent_i_eq(got, want))
        return 0;
    print_error("%.*s | %.*s\n    got  %.*s\n    want %.*s\n", ENT_P(published),
                ENT_P(text), ENT_P(got), ENT_P(want));
    return 1;
}

/* Lines "dateline | sentence | span=value; …"; '#' begins a remark. */
static void corpus(void **state) {
    ent_ctx ctx;
    int wrong = 0, n = 0;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    ent_str rest = source_file(&ctx, "tests/text/dates.txt");
    while (rest.n) {
        ent_str line = ent_i_cut(&rest, '\n');
        if (!line.n || line.s[0] == '#')
            continue;
        ent_str date = ent_i_trim(ent_i_cut(&line, '|'));
        ent_str text = ent_i_trim(ent_i_cut(&line, '|'));
        wrong += check(&ctx, date, text, ent_i_trim(line));
        n++;
    }
    assert_true(n >= 150);
    assert_int_equal(wrong, 0);
    ent_ctx_close(&ctx);
}

/* The tables of the page: | kind | `text` | `value` |, dateline 2019-05-15 */
static void page(void **state) {
    ent_ctx ctx;
    int wrong = 0, n = 0;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    ent_str rest = source_file(&ctx, "docs/reading-dates.md");
    while (rest.n) {
        ent_str line = ent_i_cut(&rest, '\n'), cell[4];
        for (int i = 0; i < 4; i++)
            cell[i] = ent_i_trim(ent_i_cut(&line, '|'));
        if (cell[2].n < 3 || cell[3].n < 3 || cell[2].s[0] != '`')
            continue;
        ent_str text = {cell[2].s + 1, cell[2].n - 2};
        ent_str want = {cell[3].s + 1, cell[3].n - 2};
        wrong += check(&ctx, ENT_STR("2019-05-15"), text, want);
        n++;
    }
    assert_true(n >= 60);
    assert_int_equal(wrong, 0);
    ent_ctx_close(&ctx);
}

/* ---- the annotated texts */

typedef struct score {
    size_t hit, got, want;
} score;

static bool is_gold(const ent_date *d, const ent_str *cell) {
    return d->in.para == gold_uint(cell[1]) &&
           d->in.sent == gold_uint(cell[2]) &&
           d->in.at.start == gold_uint(cell[7]) &&
           d->in.at.end == d->in.at.start + cell[3].n &&
           ent_i_eq(d->value, cell[4]) && ent_i_eq(d->kind, cell[5]);
}

static void score_doc(ent_ctx *ctx, const ent_doc *doc, score *s) {
    ent_str table, cell[9];
    assert_true(gold_read(ctx, "gold/dates.tsv", &table));
    s->got += doc->n_dates;
    while (gold_row(&table, cell, 9)) {
        size_t hit = 0;
        if (!ent_i_eq(cell[0], doc->name))
            continue;
        for (size_t i = 0; i < doc->n_dates; i++)
            hit += is_gold(&doc->date[i], cell);
        s->want++;
        s->hit += hit;
        if (!hit)
            print_message("%.*s %.*s.%.*s missed: %.*s = %.*s\n",
                          ENT_P(cell[0]), ENT_P(cell[1]), ENT_P(cell[2]),
                          ENT_P(cell[3]), ENT_P(cell[4]));
    }
}

static void annotated_texts(void **state) {
    ent_ctx ctx;
    ent_doc doc;
    score s = {0};
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 28), ENT_OK);
    gold_doc(&ctx, "004", "", &doc);
    STR_EQUAL(doc.published, "2017-04-22/2017-04-28");
    score_doc(&ctx, &doc, &s);
    gold_doc(&ctx, "003", "2019-04-25/2019-04-27", &doc);
    score_doc(&ctx, &doc, &s);
    double f1 = 2.0 * (double)s.hit / (double)(s.got + s.want);
    print_message("dates: %zu of %zu found, %zu reported, F1 %.3f\n", s.hit,
                  s.want, s.got, f1);
    assert_true(f1 >= 0.95);
    ent_ctx_close(&ctx);
}

/* A text without a year learns it from others. */
static void year_from_other_documents(void **state) {
    ent_ctx ctx;
    ent_doc doc;
    (void)state;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    read_text(&ctx, ENT_STR("They met on May 3 (Dagbladet, May 4)."),
              (ent_str){NULL, 0}, &doc);
    STR_EQUAL(doc.date[0].value, "--05-03");
    STR_EQUAL(doc.date[0].basis, "explicit");
    STR_EQUAL(doc.citation[0].date, "--05-04");
    assert_int_equal(ent_i_dates_resolve(&ctx, &doc, 2018), ENT_OK);
    STR_EQUAL(doc.date[0].value, "2018-05-03");
    STR_EQUAL(doc.date[0].basis, "resolved_crossdoc");
    STR_EQUAL(doc.date[1].kind, "citation");
    STR_EQUAL(doc.citation[0].date, "2018-05-04");
    STR_EQUAL(doc.published, "2018-05-04/2018-05-10");
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corpus),
        cmocka_unit_test(page),
        cmocka_unit_test(annotated_texts),
        cmocka_unit_test(year_from_other_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
