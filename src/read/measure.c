/* measure.c - trees found against a treebank's.
 *
 * A treebank's sentence is written as its words and spaces stand; our words
 * and its words are alike where they hold the same bytes. */
#include "read/conllu.h"
#include "read/phrase.h"
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct measuring {
    ent_ctx *ctx;
    const ent_parser *w;
    ent_phrase *phrase;
    ent_forest *forest;
    ent_parse_score *out;
} measuring;

static ent_str main_type(const char *rel) {
    ent_str s = ent_i_str(rel);
    return ent_i_cut(&s, ':');
}

/* One word that both have, with its head in the treebank's numbers (0: the
 * root; UINT32_MAX: a word it does not have). */
typedef struct found {
    uint8_t upos, xpos, rel;
    ent_str lemma;
    uint32_t head;
} found;

/* Returns whether head and relation are right. */
static bool count_word(ent_parse_score *o, const ent_conllu_word *g,
                       const found *f) {
    bool head = f->head == g->head, same = head && f->rel == g->rel;
    o->n_same++;
    o->upos += f->upos == g->upos;
    o->xpos += f->xpos == g->xpos;
    o->lemma += ent_i_eq(f->lemma, g->lemma) ||
                (ent_i_eqz(g->lemma, "_") && !ent_i_eqz(g->form, "_"));
    o->uas += head;
    o->las += same;
    o->las_main += head && ent_i_eq(main_type(ent_i_rel_name[f->rel]),
                                    main_type(ent_i_rel_name[g->rel]));
    o->rel[f->rel].found++;
    o->rel[f->rel].right += same;
    return same;
}

/* ---- words as the treebank has them */

static ent_err parse_gold(measuring *m, const ent_conllu_word *g, uint32_t n) {
    ent_phrase *p = m->phrase;
    size_t right = 0;
    for (uint32_t i = 0; i < n; i++)
        p->form[i + 1] = g[i].form;
    double start = now();
    ent_i_phrase_set(p, n);
    ent_i_phrase_tag(m->w, p);
    ent_i_phrase_lemmas(m->w, p);
    m->out->tag_seconds += now() - start;
    ent_i_phrase_tree(m->w, m->forest, p);
    m->out->seconds += now() - start;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = i + 1, h = p->head[k];
        ent_tag t = m->w->tag[p->tag[k]];
        ent_str lemma = ent_i_lemma_text(m->w, p, k, m->ctx->temp);
        found f = {t.upos, t.xpos, p->rel[k], lemma, h > n ? 0 : h};
        right += count_word(m->out, &g[i], &f);
    }
    if (p->unsure) {
        m->out->n_unsure++;
        m->out->unsure_words += n;
        m->out->unsure_las += right;
    }
    m->out->n_found += n;
    return ENT_OK;
}

/* ---- words of our own */

/* Document and parse of one sentence, from its bytes. */
typedef struct own {
    ent_doc doc;
    ent_sentence sent;
    ent_parse parse;
    uint32_t *start; /* [n] first byte of each of the treebank's words */
} own;

static ent_err write_text(measuring *m, const ent_conllu_word *g, uint32_t n,
                          own *o) {
    ent_buf b = {0};
    o->start = ENT_NEW(m->ctx->temp, n, uint32_t);
    for (uint32_t i = 0; o->start && i < n; i++) {
        o->start[i] = (uint32_t)b.n;
        ent_i_buf_str(&b, g[i].form);
        if (!g[i].glued && i + 1 < n)
            ent_i_buf_put(&b, " ", 1);
    }
    o->doc.text = ent_i_dup(m->ctx->temp, (ent_str){b.s, b.n});
    bool bad = b.bad || !o->start || !o->doc.text.s;
    ent_i_buf_free(&b);
    o->sent = (ent_sentence){.in = {{0, (uint32_t)o->doc.text.n}, 1, 1},
                             .kind = ENT_TEXT_BODY};
    o->doc.sent = &o->sent;
    o->doc.n_sents = 1;
    return bad ? ENT_NOMEM_FAIL(m->ctx) : ENT_OK;
}

/* The treebank's word with the same bytes: 1.., 0 none. */
static uint32_t alike(const own *o, const ent_conllu_word *g, uint32_t n,
                      const ent_word *w) {
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (o->start[mid] < w->start)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && o->start[low] == w->start &&
                   w->end == w->start + g[low].form.n
               ? low + 1
               : 0;
}

static ent_err parse_raw(measuring *m, const ent_conllu_word *g, uint32_t n) {
    own o = {0};
    ent_tokens toks;
    ENT_TRY(write_text(m, g, n, &o));
    double start = now();
    ENT_TRY(ent_i_read_tokens(m->ctx, &o.doc, &toks));
    ENT_TRY(ent_i_read_parse(m->ctx, m->w, &o.doc, &toks, &o.parse));
    m->out->seconds += now() - start;
    size_t right = 0;
    for (size_t i = 0; i < o.parse.n; i++) {
        const ent_word *w = &o.parse.word[i];
        uint32_t k = alike(&o, g, n, w);
        if (!k)
            continue;
        uint32_t h = w->head == ENT_NO_WORD
                         ? 0
                         : alike(&o, g, n, &o.parse.word[w->head]);
        if (!h && w->head != ENT_NO_WORD)
            h = UINT32_MAX;
        found f = {w->upos, w->xpos, w->rel, w->lemma, h};
        right += count_word(m->out, &g[k - 1], &f);
    }
    if (o.parse.n && o.parse.unsure[0]) {
        m->out->n_unsure++;
        m->out->unsure_words += n;
        m->out->unsure_las += right;
    }
    m->out->n_found += o.parse.n;
    return ENT_OK;
}

ent_err ent_parser_measure(ent_ctx *ctx, const ent_parser *parser,
                           const ent_train_text *text, int raw,
                           ent_parse_score *out) {
    ent_treebank b;
    measuring m = {.ctx = ctx, .w = parser, .out = out};
    ENT_TRY(ent_i_conllu_read(ctx, text->path, text->bytes, &b));
    if (!b.n_sents)
        return ENT_FAIL_AT(ctx, ENT_MISSING, ((ent_place){text->path, 0, 0}),
                           "there is no sentence in this treebank");
    m.phrase = ENT_NEW(ctx->keep, 1, ent_phrase);
    if (!m.phrase)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(ent_i_forest_new(ctx, ctx->keep, &m.forest));
    out->n_rels = ENT_N_REL;
    for (unsigned i = 0; i < ENT_N_REL; i++)
        out->rel[i].name = ent_i_rel_name[i];
    for (size_t i = 0; i < b.n_sents; i++) {
        const ent_conllu_word *g = b.word + b.sent[i].first;
        uint32_t n = b.sent[i].n;
        ent_mark mark = ent_i_arena_mark(ctx->temp);
        /* beyond what is parsed in one piece: as from the text */
        ENT_TRY(raw || n > ENT_PHRASE_MAX ? parse_raw(&m, g, n)
                                          : parse_gold(&m, g, n));
        ent_i_arena_release(ctx->temp, mark);
        for (uint32_t k = 0; k < n; k++)
            out->rel[g[k].rel].gold++;
        out->n_gold += n;
        out->n_sents++;
    }
    return ENT_OK;
}
_Static_assert((int)ENT_N_REL <= (int)ENT_SCORE_RELS, "room for each relation");
