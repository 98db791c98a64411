/* doc.c - one document through all stages of reading. */
#include "read/conllu.h"
#include "read/coref.h"
#include "read/events.h"
#include "read/statements.h"
#include "read/text.h"

enum { DEFAULT_MAX = 64 << 20 };

static ent_err check_size(ent_ctx *ctx, const ent_read_options *opt,
                          ent_str path, size_t n) {
    size_t max = opt && opt->max_bytes ? opt->max_bytes : DEFAULT_MAX;
    if (n <= max)
        return ENT_OK;
    return ENT_FAIL_AT(ctx, ENT_LIMIT, (ent_place){path, 0, 0},
                       "%.1f MiB is more than the %.1f MiB that one document "
                       "may have; split it or allow more",
                       (double)n / (1 << 20), (double)max / (1 << 20));
}

static ent_err keep_trees(ent_ctx *ctx, const ent_parse *p, ent_doc *doc) {
    ent_buf b = {0};
    ent_i_conllu_put(&b, doc, p);
    doc->trees = ent_i_dup(ctx->keep, (ent_str){b.s, b.n});
    bool bad = b.bad || (b.n && !doc->trees.s);
    ent_i_buf_free(&b);
    return bad ? ENT_NOMEM_FAIL(ctx) : ENT_OK;
}

/* What needs the dictionaries and the trees. */
static ent_err read_evidence(ent_ctx *ctx, const ent_lexicon *lex,
                             const ent_read_options *opt,
                             const ent_parse *parse, ent_doc *doc) {
    ent_who who;
    ent_quotes quotes;
    ENT_TRY(ent_i_read_coref(ctx, lex, parse, doc));
    ENT_TRY(ent_i_read_who(ctx, doc, parse, &who));
    ENT_TRY(ent_i_read_quotes(ctx, doc, parse, &quotes));
    ENT_TRY(ent_i_read_events(ctx, lex, parse, &who, &quotes, doc));
    ent_reading in = {lex, opt->issues, parse, &who, &quotes};
    return ent_i_read_statements(ctx, &in, doc);
}

/* What needs the sentences' trees. */
static ent_err read_trees(ent_ctx *ctx, const ent_lexicon *lex,
                          const ent_read_options *opt, const ent_tokens *toks,
                          ent_doc *doc) {
    ent_parse parse;
    if (!opt || !opt->parser)
        return ENT_OK;
    ENT_TRY(ent_i_read_parse(ctx, opt->parser, doc, toks, &parse));
    if (lex && parse.n)
        ENT_TRY(read_evidence(ctx, lex, opt, &parse, doc));
    return opt->trees ? keep_trees(ctx, &parse, doc) : ENT_OK;
}

/* What the caller knows goes before what the text says. */
static void take_stated(const ent_read_options *opt, ent_doc *doc) {
    const struct {
        ent_str value, *to;
    } stated[] = {{opt->name, &doc->name},
                  {opt->title, &doc->title},
                  {opt->author, &doc->author},
                  {opt->publisher, &doc->publisher},
                  {opt->published, &doc->published}};
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++)
        if (stated[i].value.n)
            *stated[i].to = stated[i].value;
}

static ent_err read_stages(ent_ctx *ctx, const ent_lexicon *lex,
                           const ent_read_options *opt, ent_doc *doc) {
    ent_tokens toks;
    ENT_TRY(ent_i_read_text(ctx, opt, doc));
    if (opt)
        take_stated(opt, doc);
    ENT_TRY(ent_i_read_structure(ctx, doc));
    ENT_TRY(ent_i_read_tokens(ctx, doc, &toks));
    ENT_TRY(ent_i_read_citations(ctx, &toks, doc));
    ENT_TRY(ent_i_read_dates(ctx, &toks, doc));
    if (lex)
        ENT_TRY(ent_i_read_mentions(ctx, lex, &toks, doc));
    return read_trees(ctx, lex, opt, &toks, doc);
}

ent_err ent_doc_read(ent_ctx *ctx, const ent_lexicon *lex,
                     const ent_read_options *opt, ent_str path, ent_str bytes,
                     ent_doc *out) {
    memset(out, 0, sizeof *out);
    ENT_TRY(check_size(ctx, opt, path, bytes.n));
    ent_str name =
        ent_i_eqz(path, "-") ? ENT_STR("stdin") : ent_i_path_stem(path);
    ent_doc doc = {.path = path, .name = name, .bytes = bytes};
    ent_arena_reset(ctx->temp);
    ent_err e = read_stages(ctx, lex, opt, &doc);
    ent_arena_reset(ctx->temp);
    if (!e)
        *out = doc;
    return e;
}

ent_span ent_doc_origin(const ent_doc *doc, ent_span at) {
    if (!doc->origin)
        return at;
    return (ent_span){doc->origin[at.start], doc->origin[at.end]};
}
