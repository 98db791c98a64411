/* bench_statements.c - the stage of statements alone: trees in, records out. */
#include "bench.h"
#include "read/coref.h"
#include "read/statements.h"

typedef struct job {
    ent_ctx ctx;
    ent_lexicon *lex;
    ent_parser *parser;
    ent_doc doc;
    ent_parse parse;
    ent_who who;
    ent_quotes quotes;
} job;

/* The document up to its trees, once; what it allocates stays in temp. */
static ent_err prepare(job *j, ent_str text) {
    ent_ctx *ctx = &j->ctx;
    ent_tokens toks;
    j->doc = (ent_doc){.path = ENT_STR("b.txt"), .bytes = text};
    ENT_TRY(ent_i_read_text(ctx, NULL, &j->doc));
    ENT_TRY(ent_i_read_structure(ctx, &j->doc));
    ENT_TRY(ent_i_read_tokens(ctx, &j->doc, &toks));
    ENT_TRY(ent_i_read_citations(ctx, &toks, &j->doc));
    ENT_TRY(ent_i_read_dates(ctx, &toks, &j->doc));
    ENT_TRY(ent_i_read_mentions(ctx, j->lex, &toks, &j->doc));
    ENT_TRY(ent_i_read_parse(ctx, j->parser, &j->doc, &toks, &j->parse));
    ENT_TRY(ent_i_read_coref(ctx, j->lex, &j->parse, &j->doc));
    ENT_TRY(ent_i_read_who(ctx, &j->doc, &j->parse, &j->who));
    return ent_i_read_quotes(ctx, &j->doc, &j->parse, &j->quotes);
}

static double statements_once(void *user) {
    job *j = user;
    ent_doc doc = j->doc;
    ent_mark mark = ent_i_arena_mark(j->ctx.temp);
    ent_mark kept = ent_i_arena_mark(j->ctx.keep);
    ent_reading in = {j->lex, NULL, &j->parse, &j->who, &j->quotes};
    ent_err e = ent_i_read_statements(&j->ctx, &in, &doc);
    ent_i_arena_release(j->ctx.temp, mark);
    ent_i_arena_release(j->ctx.keep, kept);
    return e ? -1 : (double)doc.n_statements;
}

static bool gather(ent_ctx *ctx, int times, ent_buf *out) {
    ent_str text;
    if (ent_i_file_read(ctx, ctx->keep,
                        ENT_STR(ENT_SOURCE_DIR
                                "/examples/korea-2019/briefs/eurasia-2019.txt"),
                        1 << 20, &text))
        return false;
    for (int i = 0; i < times; i++) {
        ent_i_buf_str(out, text);
        ent_i_buf_put(out, "\n\n", 2);
    }
    return !out->bad;
}

void bench_statements(bench *b) {
    job j = {0};
    ent_buf text = {0};
    if (bench_wanted(b, "read/statements") &&
        !ent_ctx_open(&j.ctx, (size_t)1 << 30) &&
        !ent_lexicon_new(&j.ctx, &j.lex) &&
        !ent_parser_open(
            &j.ctx, ENT_STR(ENT_SOURCE_DIR "/data/weights/english.weights"),
            &j.parser) &&
        gather(&j.ctx, 40, &text) && !prepare(&j, (ent_str){text.s, text.n}))
        bench_case(b, "read/statements", j.doc.n_sents, text.n, statements_once,
                   &j);
    ent_i_buf_free(&text);
    ent_parser_free(j.parser);
    ent_lexicon_free(j.lex);
    ent_ctx_close(&j.ctx);
}
