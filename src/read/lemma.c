/* lemma.c - lemmas by rules learnt from a treebank.
 *
 * A rule is an edit script: lower case or not, bytes off the end, bytes put
 * there. The rule of the longest ending that was seen with the same tag is
 * taken, the whole form being the longest. */
#include "read/phrase.h"

enum { LONGEST = 6 };

uint64_t ent_i_lemma_key(const ent_phrase *p, uint32_t i, unsigned n) {
    uint32_t len = p->text_n[i];
    if (n == ENT_WHOLE)
        return ent_i_key(200, p->tag[i], p->low[i], 0);
    const char *end = p->text[i] + len;
    return ent_i_key(201 + n, p->tag[i], n ? ent_i_hash32(end - n, n) : 0, 0);
}

static uint32_t find_script(const ent_parser *w, const ent_phrase *p,
                            uint32_t i) {
    uint32_t s = ent_i_hashed_find(&w->lemma, ent_i_lemma_key(p, i, ENT_WHOLE),
                                   UINT32_MAX);
    unsigned n = p->text_n[i] < LONGEST ? p->text_n[i] : LONGEST;
    for (unsigned k = n + 1; s == UINT32_MAX && k-- > 0;)
        s = ent_i_hashed_find(&w->lemma, ent_i_lemma_key(p, i, k), UINT32_MAX);
    return s < w->n_scripts ? s : UINT16_MAX;
}

static char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Writes the lemma, cut to `room`. */
static size_t spell(const ent_parser *w, const ent_phrase *p, uint32_t i,
                    char *out, size_t room) {
    static const ent_script as_is = {0};
    ent_str f = p->form[i];
    const ent_script *s =
        p->script[i] < w->n_scripts ? &w->script[p->script[i]] : &as_is;
    size_t n = 0, keep = f.n > s->strip ? f.n - s->strip : 0;
    for (; n < keep && n < room; n++)
        out[n] = s->lower ? lowered(f.s[n]) : f.s[n];
    for (size_t k = 0; k < s->add.n && n < room; k++)
        out[n++] = s->add.s[k];
    return n;
}

void ent_i_phrase_lemmas(const ent_parser *w, ent_phrase *p) {
    char text[64];
    for (uint32_t i = 1; i <= p->n; i++) {
        p->script[i] = (uint16_t)find_script(w, p, i);
        size_t n = spell(w, p, i, text, sizeof text);
        for (size_t k = 0; k < n; k++)
            text[k] = text[k] >= '0' && text[k] <= '9' ? '0' : lowered(text[k]);
        p->word[i] = ent_i_hash32(text, n);
    }
}

ent_str ent_i_lemma_text(const ent_parser *w, const ent_phrase *p, uint32_t i,
                         ent_arena *a) {
    ent_str f = p->form[i];
    bool same = p->script[i] >= w->n_scripts;
    if (!same) {
        const ent_script *s = &w->script[p->script[i]];
        same = !s->add.n && s->strip <= f.n;
        size_t keep = same ? f.n - s->strip : 0;
        for (size_t k = 0; same && s->lower && k < keep; k++)
            same = f.s[k] == lowered(f.s[k]);
        if (same)
            return (ent_str){f.s, keep ? keep : f.n};
    }
    if (same)
        return f;
    size_t room = f.n + w->script[p->script[i]].add.n;
    char *out = ENT_NEW(a, room + 1, char);
    return out ? (ent_str){out, spell(w, p, i, out, room)} : (ent_str){0};
}
