/* fuzz_coref.c - texts of words that matter to coreference with any tags and
 * any trees. Mentions stay in order and inside the text; chains are numbered
 * without gaps. */
#include "read/coref.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const vocabulary[] = {
    "he",       "she",     "it",      "its",    "they",      "their",
    "them",     "himself", "itself",  "the",    "this",      "two",
    "other",    "and",     "of",      "in",     "'s",        "-",
    ",",        ".",       "Putin",   "Angela", "Merkel",    "Russia",
    "Japan",    "Moscow",  "Berlin",  "Danish", "North",     "Korean",
    "French",   "the",     "leader",  "army",   "president", "minister",
    "foreign",  "country", "sides",   "latter", "Americans", "counterpart",
    "workers",  "union",   "NATO",    "team",   "said",      "met",
    "was",      "seems",   "thanked", "for",    "world",     "European",
    "Kovo",     "Group",   "state",   "head",   "to",        "who",
    "warships", "party",   "police",  "Kim"};
enum { N_VOCABULARY = sizeof vocabulary / sizeof *vocabulary, MAX_WORDS = 400 };

typedef struct text {
    char s[MAX_WORDS * 12];
    size_t n;
    ent_word word[MAX_WORDS];
    size_t n_words;
    ent_sentence sent[MAX_WORDS + 1];
    uint32_t first[MAX_WORDS + 2];
    uint8_t unsure[MAX_WORDS + 1];
    size_t n_sents;
} text;

static void end_sentence(text *t, uint32_t first) {
    ent_sentence *s = &t->sent[t->n_sents];
    uint32_t n = (uint32_t)t->n_words;
    *s = (ent_sentence){.kind = ENT_TEXT_BODY};
    s->in.at = (ent_span){t->word[first].start, t->word[n - 1].end};
    s->in.para = 1;
    s->in.sent = (uint32_t)t->n_sents + 1;
    t->first[t->n_sents++] = first;
    t->first[t->n_sents] = n;
}

/* Three bytes a word: which, its tags and relation, how far its head is; all
 * heads of a sentence lie on one side, so that there is no circle. */
static void build(text *t, const uint8_t *d, size_t n) {
    uint32_t first = 0;
    for (size_t i = 0; i + 2 < n && t->n_words < MAX_WORDS; i += 3) {
        const char *w = vocabulary[d[i] % N_VOCABULARY];
        ent_word *o = &t->word[t->n_words];
        uint32_t at = (uint32_t)t->n_words++;
        *o = (ent_word){.start = (uint32_t)t->n, .head = ENT_NO_WORD};
        memcpy(t->s + t->n, w, strlen(w));
        t->n += strlen(w);
        o->end = (uint32_t)t->n;
        t->s[t->n++] = ' ';
        o->sent = (uint32_t)t->n_sents;
        o->upos = d[i + 1] % ENT_N_UPOS;
        o->xpos = (uint8_t)((d[i + 1] * 7 + d[i]) % ENT_N_XPOS);
        o->rel = d[i + 2] % ENT_N_REL;
        o->kid = o->next = ENT_NO_WORD;
        o->lemma = (ent_str){w, strlen(w)};
        if (at > first)
            o->head = at - 1 - (d[i + 2] >> 4) % (at - first);
        if (d[i] % N_VOCABULARY == 19) {
            end_sentence(t, first);
            first = (uint32_t)t->n_words;
        }
    }
    if (t->n_words > first)
        end_sentence(t, first);
    for (uint32_t i = (uint32_t)t->n_words; i-- > 0;)
        if (t->word[i].head != ENT_NO_WORD) {
            ent_word *h = &t->word[t->word[i].head];
            t->word[i].next = h->kid;
            h->kid = i;
        }
}

static void check(const ent_doc *doc) {
    uint32_t most = 0;
    for (size_t i = 0; i < doc->n_mentions; i++) {
        const ent_mention *m = &doc->mention[i];
        ent_span at = m->in.at;
        bool pronoun = ent_i_eqz(m->type, "PRO");
        if (at.start >= at.end || at.end > doc->text.n || !m->rule.n ||
            (m->code.n < 3 && !pronoun) || m->chain > most + 1)
            abort();
        if (i && at.start < doc->mention[i - 1].in.at.start)
            abort();
        most = m->chain > most ? m->chain : most;
    }
}

static ent_lexicon *lexicon(ent_ctx *ctx) {
    static ent_lexicon *lex;
    if (!lex && ent_lexicon_new(ctx, &lex))
        abort();
    return lex;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static text t;
    ent_ctx ctx;
    ent_tokens toks;
    memset(&t, 0, sizeof t);
    build(&t, data, size);
    if (!t.n_words || ent_ctx_open(&ctx, (size_t)1 << 28))
        return 0;
    const ent_lexicon *lex = lexicon(&ctx);
    for (int pass = 0; pass < 2; pass++) {
        ent_doc doc = {
            .text = {t.s, t.n}, .sent = t.sent, .n_sents = t.n_sents};
        ent_parse p = {t.word, t.n_words, t.first, t.unsure};
        if (pass)
            doc.published = ENT_STR("2015-05-10");
        if (ent_i_read_tokens(&ctx, &doc, &toks) ||
            ent_i_read_mentions(&ctx, lex, &toks, &doc))
            abort();
        if (ent_i_read_coref(&ctx, lex, &p, &doc))
            abort();
        check(&doc);
    }
    ent_ctx_close(&ctx);
    return 0;
}
