/* bench_read.c - bytes to evidence: one example brief, and many in one. */
#include "bench.h"
#include <stdlib.h>

static const char *const briefs[] = {"eurasia-2019", "north38-2019",
                                     "korea-watch-2019", "valdai-2019",
                                     "eurasia-2017"};

typedef struct job {
    ent_ctx ctx;
    ent_lexicon *lex;
    ent_str bytes;
    size_t sentences;
} job;

static double read_once(void *user) {
    job *j = user;
    ent_doc doc;
    ent_arena_reset(j->ctx.keep);
    if (ent_doc_read(&j->ctx, j->lex, NULL, ENT_STR("b.txt"), j->bytes, &doc))
        return -1;
    j->sentences = doc.n_sents;
    return (double)(doc.n_sents + doc.n_mentions * 1000 +
                    doc.n_dates * 1000000);
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

/* The five briefs, `times` over, as one text. */
static bool gather(ent_ctx *ctx, int times, ent_buf *out) {
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
            ent_i_buf_put(out, "\n\n", 2);
        }
    return !out->bad;
}

static void one(bench *b, const char *name, job *j, int times) {
    ent_buf text = {0};
    if (!bench_wanted(b, name) || !gather(&j->ctx, times, &text))
        return;
    j->bytes = (ent_str){text.s, text.n};
    read_once(j); /* to know how many sentences there are */
    bench_case(b, name, j->sentences, text.n, read_once, j);
    ent_i_buf_free(&text);
}

void bench_read(bench *b) {
    job j = {0};
    if (!ent_ctx_open(&j.ctx, (size_t)1 << 30) &&
        !ent_lexicon_new(&j.ctx, &j.lex)) {
        one(b, "read/sentences", &j, 1);
        one(b, "read/sentences", &j, 40);
        bench_case(b, "read/lexicon", 1, 0, build_lexicon, &j);
    }
    ent_lexicon_free(j.lex);
    ent_ctx_close(&j.ctx);
}
