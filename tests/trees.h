/* trees.h - documents with trees given as CoNLL-U, so that what reads trees
 * can be tested apart from the parser. */
#ifndef ENT_TREES_H
#define ENT_TREES_H
#include "read/quotes.h"
#include "read/who.h"
#include "test.h"

typedef struct trees {
    ent_vec word, sent, first; /* ent_word, ent_sentence, uint32_t */
    ent_buf text;
} trees;

static inline uint8_t trees_name(ent_str s, const char *const *name, size_t n,
                                 uint8_t otherwise) {
    for (size_t i = 0; i < n; i++)
        if (ent_i_eqz(s, name[i]))
            return (uint8_t)i;
    return otherwise;
}

static inline uint8_t trees_rel(ent_str s) {
    uint8_t r = trees_name(s, ent_i_rel_name, ENT_N_REL, UINT8_MAX);
    if (r != UINT8_MAX)
        return r;
    ent_str head = s;
    return trees_name(ent_i_cut(&head, ':'), ent_i_rel_name, ENT_N_REL,
                      ENT_REL_DEP);
}

/* One line of a sentence; false: a comment, a range, a blank line. */
static inline bool trees_word(ent_ctx *ctx, trees *t, ent_str line,
                              uint32_t base) {
    ent_str cell[10];
    uint64_t id, head;
    for (size_t i = 0; i < 10; i++)
        cell[i] = ent_i_cut(&line, '\t');
    if (!cell[9].n || !ent_i_uint(cell[0], &id) || !ent_i_uint(cell[6], &head))
        return false;
    ent_word *w = ENT_PUSH(ctx->temp, &t->word, ent_word);
    *w = (ent_word){.start = (uint32_t)t->text.n,
                    .head = head ? base + (uint32_t)head - 1 : ENT_NO_WORD,
                    .sent = (uint32_t)t->sent.n - 1,
                    .kid = ENT_NO_WORD,
                    .next = ENT_NO_WORD,
                    .lemma = cell[2],
                    .upos = trees_name(cell[3], ent_i_upos_name, ENT_N_UPOS, 0),
                    .xpos = trees_name(cell[4], ent_i_xpos_name, ENT_N_XPOS, 0),
                    .rel = trees_rel(cell[7])};
    ent_i_buf_str(&t->text, cell[1]);
    w->end = (uint32_t)t->text.n;
    if (!ent_i_eqz(cell[9], "SpaceAfter=No"))
        ent_i_buf_put(&t->text, " ", 1);
    return true;
}

static inline void trees_link(ent_word *w, uint32_t first, uint32_t end) {
    for (uint32_t i = end; i-- > first;)
        if (w[i].head != ENT_NO_WORD) {
            w[i].next = w[w[i].head].kid;
            w[w[i].head].kid = i;
        }
}

static inline void trees_sentence(ent_ctx *ctx, trees *t, ent_str *rest) {
    uint32_t base = (uint32_t)t->word.n;
    ent_sentence *s = ENT_PUSH(ctx->temp, &t->sent, ent_sentence);
    *(uint32_t *)ENT_PUSH(ctx->temp, &t->first, uint32_t) = base;
    s->in = (ent_locus){.para = 1, .sent = (uint32_t)t->sent.n};
    s->in.at.start = (uint32_t)t->text.n;
    while (rest->s) {
        ent_str line = ent_i_cut(rest, '\n');
        if (!trees_word(ctx, t, line, base) && !line.n)
            break;
    }
    s = (ent_sentence *)t->sent.at + t->sent.n - 1;
    s->in.at.end = (uint32_t)t->text.n;
    trees_link(t->word.at, base, (uint32_t)t->word.n);
}

/* All sentences of a CoNLL-U text as one paragraph; free text->s. */
static inline void trees_read(ent_ctx *ctx, ent_str conllu, ent_doc *doc,
                              ent_parse *p, ent_buf *text) {
    trees t = {.text = {0}};
    while (conllu.s && conllu.n)
        trees_sentence(ctx, &t, &conllu);
    *(uint32_t *)ENT_PUSH(ctx->temp, &t.first, uint32_t) = (uint32_t)t.word.n;
    ent_paragraph *para = ENT_NEW(ctx->temp, 1, ent_paragraph);
    *para = (ent_paragraph){.at = {0, (uint32_t)t.text.n},
                            .n_sents = (uint32_t)t.sent.n};
    *doc = (ent_doc){.text = {t.text.s, t.text.n},
                     .n_paras = 1,
                     .para = para,
                     .n_sents = t.sent.n,
                     .sent = t.sent.at};
    *p = (ent_parse){.word = t.word.at, .n = t.word.n, .first = t.first.at};
    *text = t.text;
}
#endif
