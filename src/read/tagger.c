/* tagger.c - part-of-speech tags, from left to right, by an averaged
 * perceptron over the word, its ends, its neighbours, what the dictionary
 * knows of them and the tags before (after Collins 2002 and Honnibal 2013).
 *
 * A tag is the universal and the treebank's own together, so that one
 * decision gives both. */
#include "read/phrase.h"

/* Words the dictionary does not know are told apart by their ends. */
void ent_i_phrase_know(const ent_parser *w, ent_phrase *p) {
    for (uint32_t i = 1; i <= p->n; i++) {
        uint32_t none = (p->affix[i][1] & 0x7FFFFFU) << 8 | 0x80000000U;
        p->known[i] = ent_i_hashed_find(&w->dict, ent_i_mix(p->low[i]),
                                        none | ENT_TAG_NONE);
    }
}

uint8_t ent_i_tag_sure(const ent_phrase *p, uint32_t i) {
    return (uint8_t)(p->known[i] & 255U);
}

unsigned ent_i_tag_features(const ent_phrase *p, uint32_t i, uint64_t *key) {
    unsigned n = 0;
    uint32_t w = p->low[i], k0 = p->known[i] >> 8;
    uint32_t a = i > 1 ? i - 1 : 0, b = i + 1, c = i > 2 ? i - 2 : 0;
    uint64_t t1 = p->tag[a], t2 = p->tag[c];
    uint32_t k1 = p->known[b] >> 8, k2 = p->known[i + 2] >> 8;
    const uint32_t *x = p->affix[i];
    uint64_t first = i == 1;
#define F(t, u, v, s) key[n++] = ent_i_key(t, u, v, s)
    F(1, w, 0, 0);
    F(2, w, t1, 0);
    F(3, w, p->low[b], 0);
    F(4, w, p->low[a], 0);
    F(5, k0, t1, 0);
    F(6, k0, t1, t2);
    F(7, k0, k1, 0);
    F(8, k0, k1, t1);
    F(9, k0, k1, k2);
    F(10, x[0], 0, 0);
    F(11, x[1], 0, 0);
    F(12, x[2], 0, 0);
    F(13, x[3], 0, 0);
    F(14, x[4], 0, 0);
    F(15, x[5], 0, 0);
    F(16, x[6], 0, 0);
    F(17, x[7], 0, 0);
    F(18, p->shape[i], first, 0);
    F(19, p->shape[i], p->shape[a], p->shape[b]);
    F(20, t1, 0, 0);
    F(21, t1, t2, 0);
    F(22, p->low[a], 0, 0);
    F(23, p->low[b], 0, 0);
    F(24, p->low[c], 0, 0);
    F(25, p->low[i + 2], 0, 0);
    F(26, p->low[a], p->low[b], 0);
    F(27, x[2], t1, 0);
    F(28, x[1], t1, k1);
    F(29, p->shape[i], t1, x[1]);
    F(30, k0, p->shape[i], first);
    F(31, p->affix[a][2], x[2], 0);
    F(32, p->affix[b][2], x[2], 0);
    F(33, k0, p->low[b], 0);
    F(34, k0, p->low[a], 0);
    F(35, k1, t1, 0);
    F(36, p->low[b], p->low[i + 2], 0);
    F(37, p->low[c], p->low[a], 0);
    F(38, w, t1, k1);
    F(39, k0, p->low[b], p->low[i + 2]);
    F(40, p->shape[b], k0, 0);
#undef F
    return n;
}

uint8_t ent_i_tag_best(const ent_parser *w, const uint64_t *key, unsigned n) {
    int32_t score[ENT_CLASSES] = {0};
    unsigned best = 0;
    ent_i_score(&w->tagger, key, n, score);
    for (unsigned k = 1; k < w->n_tags; k++)
        if (score[k] > score[best])
            best = k;
    return (uint8_t)best;
}

void ent_i_phrase_tag(const ent_parser *w, ent_phrase *p) {
    uint64_t key[ENT_TAG_FEATURES];
    ent_i_phrase_know(w, p);
    for (uint32_t i = 1; i <= p->n; i++) {
        p->tag[i] = ent_i_tag_sure(p, i);
        if (p->tag[i] >= w->n_tags)
            p->tag[i] = ent_i_tag_best(w, key, ent_i_tag_features(p, i, key));
    }
}
