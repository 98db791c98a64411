/* bench_read.c - bytes to evidence: one example brief, and many in one. */
#include "bench.h"
#include <stdlib.h>

#define WEIGHTS ENT_SOURCE_DIR "/data/weights/english.weights"

static const char *const briefs[] = {"eurasia-2019", "north38-2019",
                                     "korea-watch-2019", "valdai-2019",
                                     "eurasia-2017"};

typedef struct job {
    ent_ctx ctx;
    ent_lexicon *lex;
    ent_parser *parser; /* NULL: no trees, events, statements */
    ent_str bytes;
    size_t sentences;
} job;

static double read_once(void *user) {
    job *j = user;
    ent_doc doc;
    ent_read_options opt = {.parser = j->parser};
    ent_arena_reset(j->ctx.keep);
    if (ent_doc_read(&j->ctx, j->lex, &opt, ENT_STR("b.txt"), j->bytes, &doc))
        return -1;
    j->sentences = doc.n_sents;
    return (double)(doc.n_sents + doc.n_mentions * 1000 +
                    doc.n_dates * 1000000 + doc.n_events * 7 +
                    doc.n_statements * 13);
}

static double build_lexicon(void *user) {
    job *j = user;
    ent_lexicon *lex;
    ent_arena_reset(j->ctx.keep);
    if (ent_lexicon_new(&j->ctx, &lex))
        return -1;
    ent_lexicon_free(lex);
    return 1;
}

static double open_parser(void *user) {
    job *j = user;
    ent_parser *parser;
    if (ent_parser_open(&j->ctx, ENT_STR(WEIGHTS), &parser))
        return -1;
    ent_parser_free(parser);
    return 1;
}

/* The five briefs, `times` over, as one text; `end` ends each of them. */
static bool gather(ent_ctx *ctx, int times, const char *end, ent_buf *out) {
    ent_arena *keep = ctx->keep;
    for (int i = 0; i < times; i++)
        for (size_t k = 0; k < sizeof briefs / sizeof *briefs; k++) {
            ent_str text,
                path =
                    ent_i_printf(keep, "%s/examples/korea-2019/briefs/%s.txt",
                                 ENT_SOURCE_DIR, briefs[k]);
            if (ent_i_file_read(ctx, keep, path, 1 << 20, &text))
                return false;
            ent_i_buf_str(out, text);
            ent_i_buf_printf(out, "%s", end);
        }
    return !out->bad;
}

static void one(bench *b, const char *name, job *j, int times) {
    ent_buf text = {0};
    if (!bench_wanted(b, name) || !gather(&j->ctx, times, "\n\n", &text))
        return;
    j->bytes = (ent_str){text.s, text.n};
    read_once(j); /* to know how many sentences there are */
    bench_case(b, name, j->sentences, text.n, read_once, j);
    ent_i_buf_free(&text);
}

/* One paragraph of a megabyte, and one sentence of 5,000 words: a text that
 * no editor has seen costs no more for each word than another. */
static void odd(bench *b, job *j) {
    ent_buf text = {0};
    if (bench_wanted(b, "evidence/paragraph") &&
        gather(&j->ctx, 24, " ", &text)) {
        for (size_t i = 0; i < text.n; i++)
            if (text.s[i] == '\n')
                text.s[i] = ' ';
        j->bytes = (ent_str){text.s, text.n};
        read_once(j);
        bench_case(b, "evidence/paragraph", j->sentences, text.n, read_once, j);
    }
    ent_i_buf_free(&text);
    for (int i = 0; i < 1000; i++)
        ent_i_buf_printf(&text, "Norway met Peru and%s", i < 999 ? " " : " .");
    if (bench_wanted(b, "evidence/sentence") && !text.bad) {
        j->bytes = (ent_str){text.s, text.n};
        bench_case(b, "evidence/sentence", 1, text.n, read_once, j);
    }
    ent_i_buf_free(&text);
}

static void whole(bench *b, job *j) {
    bench_case(b, "evidence/open", 1, 0, open_parser, j);
    if (ent_parser_open(&j->ctx, ENT_STR(WEIGHTS), &j->parser))
        return;
    one(b, "evidence/sentences", j, 1);
    one(b, "evidence/sentences", j, 10);
    odd(b, j);
    ent_parser_free(j->parser);
    j->parser = NULL;
}

void bench_read(bench *b) {
    job j = {0};
    if (!ent_ctx_open(&j.ctx, (size_t)1 << 30) &&
        !ent_lexicon_new(&j.ctx, &j.lex)) {
        one(b, "read/sentences", &j, 1);
        one(b, "read/sentences", &j, 40);
        bench_case(b, "read/lexicon", 1, 0, build_lexicon, &j);
        whole(b, &j);
    }
    ent_lexicon_free(j.lex);
    ent_ctx_close(&j.ctx);
}
