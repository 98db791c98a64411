/* read.h - what the stages of reading share.
 *
 *   bytes -> ent_i_read_text      encodings, formats: text, origin map
 *         -> ent_i_read_structure paragraphs, sentences, metadata
 *         -> ent_i_read_tokens    words, numbers, punctuation
 *         -> citations, dates, mentions (each fills its part of ent_doc)
 *
 * Every stage takes the document as the stages before left it, allocates what
 * it adds from ctx->keep and its scratch from ctx->temp, and is linear. */
#ifndef ENT_READ_H
#define ENT_READ_H
#include "base/base.h"

typedef enum ent_token_kind {
    ENT_TOKEN_WORD,   /* letters, inner digits and full stops: U.S, Xi, G20 */
    ENT_TOKEN_NUMBER, /* digits with inner , and . */
    ENT_TOKEN_CLITIC, /* possessive or contracted: 's, ’s, n't stays a word */
    ENT_TOKEN_POINT   /* one punctuation mark or symbol */
} ent_token_kind;

typedef struct ent_token {
    uint32_t start, end; /* into doc->text */
    uint32_t sent;       /* row of doc->sent */
    ent_token_kind kind;
} ent_token;

typedef struct ent_tokens {
    const ent_token *tok;
    size_t n;
    const uint32_t *first; /* [n_sents + 1] first token of each sentence */
} ent_tokens;

/* Decodes and takes the format apart: sets bytes, text, origin, format,
 * encoding, and title, author, publisher, published where the format states
 * them (HTML's head). */
ent_err ent_i_read_text(ent_ctx *ctx, const ent_read_options *opt,
                        ent_doc *doc);
/* Is a file of this name likely to be a text: has its name the ending of a
 * format that is read, or none? */
bool ent_i_is_text_name(ent_str path);
/* Paragraphs and sentences with their kinds; title, publisher and dateline
 * where the text states them. */
ent_err ent_i_read_structure(ent_ctx *ctx, ent_doc *doc);
ent_err ent_i_read_tokens(ent_ctx *ctx, const ent_doc *doc, ent_tokens *out);
ent_err ent_i_read_citations(ent_ctx *ctx, const ent_tokens *toks,
                             ent_doc *doc);
/* Dates; settles doc->published first where the text lets it. */
ent_err ent_i_read_dates(ent_ctx *ctx, const ent_tokens *toks, ent_doc *doc);
/* Gives a document whose year its own text does not tell the year known from
 * others: completes dates, citations and doc->published, with the basis
 * resolved_crossdoc.  Does nothing when doc->published is set. */
ent_err ent_i_dates_resolve(ent_ctx *ctx, ent_doc *doc, int year);
ent_err ent_i_read_mentions(ent_ctx *ctx, const ent_lexicon *lex,
                            const ent_tokens *toks, ent_doc *doc);

static inline ent_str ent_i_token_text(const ent_doc *doc, const ent_token *t) {
    return (ent_str){doc->text.s + t->start, t->end - t->start};
}
/* Fills para and sent of a locus from the row of its sentence. */
static inline ent_locus ent_i_locus(const ent_doc *doc, uint32_t sent,
                                    uint32_t start, uint32_t end) {
    ent_locus in = doc->sent[sent].in;
    in.at = (ent_span){start, end};
    return in;
}

extern const ent_asset ent_i_data[]; /* "data/leaders.tsv" … */
#endif
