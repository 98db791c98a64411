/* bench_parse.c - words a second: tags and lemmas, and trees with them, of the
 * example briefs. */
#include "bench.h"
#include "read/phrase.h"

static const char *const briefs[] = {"eurasia-2019", "north38-2019",
                                     "korea-watch-2019", "valdai-2019",
                                     "eurasia-2017"};

typedef struct job {
    ent_ctx ctx;
    ent_parser *parser;
    ent_doc doc;
    ent_tokens toks;
    ent_mark mark; /* of temp, behind the tokens */
    ent_phrase *phrase;
} job;

static double trees(void *user) {
    job *j = user;
    ent_parse p;
    double sum = 0;
    if (ent_i_read_parse(&j->ctx, j->parser, &j->doc, &j->toks, &p))
        return -1;
    for (size_t i = 0; i < p.n; i++)
        sum += p.word[i].rel;
    ent_i_arena_release(j->ctx.temp, j->mark);
    return sum;
}

static double tags(void *user) {
    job *j = user;
    double sum = 0;
    for (size_t at = 0; at < j->toks.n; at += 25) {
        uint32_t n = 0;
        for (; n < 25 && at + n < j->toks.n; n++)
            j->phrase->form[n + 1] =
                ent_i_token_text(&j->doc, &j->toks.tok[at + n]);
        ent_i_phrase_set(j->phrase, n);
        ent_i_phrase_tag(j->parser, j->phrase);
        ent_i_phrase_lemmas(j->parser, j->phrase);
        sum += j->phrase->tag[1];
    }
    return sum;
}

/* The briefs, their lines taken as sentences of the body. */
static bool gather(job *j) {
    ent_arena *keep = j->ctx.keep;
    ent_buf b = {0};
    ent_vec v = {0};
    for (size_t k = 0; k < sizeof briefs / sizeof *briefs; k++) {
        ent_str text,
            path = ent_i_printf(keep, "%s/examples/korea-2019/briefs/%s.txt",
                                ENT_SOURCE_DIR, briefs[k]);
        if (ent_i_file_read(&j->ctx, keep, path, 1 << 20, &text))
            return false;
        ent_i_buf_str(&b, text);
        ent_i_buf_put(&b, "\n", 1);
    }
    j->doc.text = ent_i_dup(keep, (ent_str){b.s, b.n});
    ent_i_buf_free(&b);
    for (ent_str rest = j->doc.text; rest.n;) {
        ent_str line = ent_i_cut(&rest, '\n');
        uint32_t at = (uint32_t)(line.s - j->doc.text.s);
        ent_sentence *s = line.n ? ENT_PUSH(keep, &v, ent_sentence) : NULL;
        if (s)
            s->in.at = (ent_span){at, at + (uint32_t)line.n};
    }
    j->doc.sent = v.at;
    j->doc.n_sents = v.n;
    j->phrase = ENT_NEW(keep, 1, ent_phrase);
    bool ok = j->phrase && !ent_i_read_tokens(&j->ctx, &j->doc, &j->toks);
    j->mark = ent_i_arena_mark(j->ctx.temp);
    return ok;
}

void bench_parse(bench *b) {
    job j = {0};
    if ((bench_wanted(b, "parse/tags") || bench_wanted(b, "parse/trees")) &&
        !ent_ctx_open(&j.ctx, (size_t)1 << 30) &&
        !ent_parser_open(
            &j.ctx, ent_i_str(ENT_SOURCE_DIR "/data/weights/english.weights"),
            &j.parser) &&
        gather(&j)) {
        bench_case(b, "parse/tags", j.toks.n, j.doc.text.n, tags, &j);
        bench_case(b, "parse/trees", j.toks.n, j.doc.text.n, trees, &j);
    }
    ent_parser_free(j.parser);
    ent_ctx_close(&j.ctx);
}
