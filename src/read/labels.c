/* labels.c - the relation of each word to its head, once the tree stands.
 *
 * From the root down and from left to right, so that the relation of the head
 * and those of the sisters before are known; an averaged perceptron over the
 * two words, their children, sisters and what is above. */
#include "read/phrase.h"

/* The tree as lists, for one sentence. */
typedef struct tree {
    uint16_t kid[ENT_PHRASE_ROOM], next[ENT_PHRASE_ROOM];
    uint16_t last[ENT_PHRASE_ROOM];  /* last child */
    uint16_t order[ENT_PHRASE_ROOM]; /* heads, from the root down */
    uint32_t n;
} tree;

static void link_tree(const ent_phrase *p, tree *t) {
    memset(t->kid, 0, sizeof t->kid);
    memset(t->last, 0, sizeof t->last);
    for (uint16_t i = 1; i <= p->n; i++) {
        uint16_t h = p->head[i];
        t->next[i] = 0;
        if (t->last[h])
            t->next[t->last[h]] = i;
        else
            t->kid[h] = i;
        t->last[h] = i;
    }
    t->n = 1;
    t->order[0] = (uint16_t)(p->n + 1);
    for (uint32_t k = 0; k < t->n && k <= p->n; k++)
        for (uint16_t c = t->kid[t->order[k]]; c; c = t->next[c])
            t->order[t->n++] = c;
}

/* The child nearest to the word on its left. */
static uint32_t near_left(const tree *t, uint32_t w) {
    uint32_t best = 0;
    for (uint32_t c = t->kid[w]; c && c < w; c = t->next[c])
        best = c;
    return best;
}

static uint32_t near_right(const tree *t, uint32_t w) {
    uint32_t c = t->kid[w];
    while (c && c < w)
        c = t->next[c];
    return c;
}

#define F(t, u, v, s) key[n++] = ent_i_key(300 + (t), u, v, s)
#define TWO(u, v)     ((uint64_t)(u) << 32 | (v))

/* `before` is the sister before d, `rels` a set of relations that the head's
 * children before d have. */
static unsigned features(const ent_phrase *p, const tree *t, uint32_t d,
                         uint32_t before, uint64_t rels, uint64_t *key) {
    unsigned n = 0;
    uint32_t h = p->head[d], g = h <= p->n ? p->head[h] : 0;
    uint32_t l = t->kid[d] < d ? t->kid[d] : 0;
    uint32_t l2 = near_left(t, d), r = near_right(t, d), r2 = t->last[d];
    uint32_t after = t->next[d];
    uint64_t dw = p->word[d], dp = p->tag[d], hw = p->word[h], hp = p->tag[h];
    uint64_t side = d < h, far = d < h ? h - d : d - h;
    uint64_t hr = h <= p->n ? p->rel[h] : 99, form = p->low[d];
    uint64_t lw = p->word[l], lp = p->tag[l], rp = p->tag[r];
    uint64_t br = before ? p->rel[before] : 98;
    uint64_t ap = p->tag[after], aw = p->word[after];
    uint32_t hl = t->kid[h] < h ? t->kid[h] : 0, hl2 = near_left(t, h);
    if (r2 < d)
        r2 = 0;
    far = far < 4 ? far : far < 7 ? 4 : far < 12 ? 5 : 6;
    uint64_t s = side * 8 + far, x = TWO(dp, side);
    F(0, dp, hp, side);
    F(1, dw, dp, side);
    F(2, hw, hp, side);
    F(3, TWO(dw, dp), TWO(hw, hp), side);
    F(4, dw, x, hp);
    F(5, x, hw, hp);
    F(6, dw, hw, side);
    F(7, TWO(dp, hp), s, 0);
    F(8, x, hp, TWO(lw, lp));
    F(9, x, hw, lw);
    F(10, x, hp, lp);
    F(11, x, hp, rp);
    F(12, x, hp, TWO(lp, rp));
    F(13, x, hp, br);
    F(14, x, hw, br);
    F(15, x, hp, hr);
    F(16, x, hp, TWO(br, hr));
    F(17, x, hp, ap);
    F(18, x, hp, aw);
    F(19, dw, x, br);
    F(20, dw, x, lw);
    F(21, x, hp, p->tag[g]);
    F(22, x, hp, p->word[g]);
    F(23, x, hp, rels);
    F(24, x, hw, rels);
    F(25, TWO(dp, hp), p->tag[d - 1], p->tag[d + 1]);
    F(26, x, hp, p->tag[d - 1]);
    F(27, x, hp, p->tag[d + 1]);
    F(28, x, hp, TWO(p->word[l2], p->tag[l2]));
    F(29, x, p->word[r], p->tag[r]);
    F(30, x, hp, p->tag[r2]);
    F(31, TWO(hw, hp), p->word[hl2], x);
    F(32, hp, TWO(p->tag[hl], p->tag[hl2]), x);
    F(33, hp, p->word[hl], x);
    F(34, hp, TWO(p->tag[near_right(t, h)], p->tag[t->last[h]]), x);
    F(35, form, x, 0);
    F(36, form, hp, side);
    F(37, p->shape[d], x, hp);
    F(38, TWO(p->shape[d], p->shape[h]), x, hp);
    F(39, p->affix[d][2], x, hp);
    F(40, p->affix[d][1], hp, s);
    F(41, lw, x, 0);
    F(42, lw, x, p->word[l2]);
    F(43, dw, lw, TWO(hp, side));
    F(44, dw, hp, s);
    F(45, hw, dp, s);
    F(46, x, hp, TWO(p->tag[l], before ? p->tag[before] : 0));
    F(47, x, hr, TWO(lw, hp));
    F(48, dw, hr, x);
    F(49, x, TWO(hp, d == 1), p->tag[d + 1]);
    F(50, x, TWO(hp, h == p->n + 1), lp);
    return n;
}

static uint8_t classify(const ent_parser *w, const uint64_t *key, unsigned n) {
    int32_t score[ENT_CLASSES] = {0};
    unsigned best = 0;
    ent_i_score(&w->labels, key, n, score);
    for (unsigned k = 1; k < w->n_rels; k++)
        if (score[k] > score[best])
            best = k;
    return (uint8_t)best;
}

/* Only the word below the root is `root`, and it is nothing else. */
static uint8_t settle(const ent_parser *w, const ent_phrase *p, uint32_t d,
                      const uint64_t *key, unsigned n) {
    if (p->head[d] > p->n)
        return ENT_REL_ROOT;
    uint8_t r = classify(w, key, n);
    return r == ENT_REL_ROOT ? ENT_REL_DEP : r;
}

void ent_i_phrase_labels(const ent_parser *w, ent_phrase *p) {
    uint64_t key[ENT_REL_FEATURES];
    tree t;
    link_tree(p, &t);
    for (uint32_t k = 0; k < t.n; k++) {
        uint64_t rels = 0;
        uint32_t before = 0;
        for (uint32_t d = t.kid[t.order[k]]; d; before = d, d = t.next[d]) {
            unsigned n = features(p, &t, d, before, rels, key);
            p->rel[d] = settle(w, p, d, key, n);
            rels |= (uint64_t)1 << (p->rel[d] & 63);
        }
    }
}

ent_err ent_i_labels_learn(ent_ctx *ctx, const ent_parser *w, ent_phrase *p,
                           const uint8_t *right, ent_learner *l,
                           size_t *wrong) {
    uint64_t key[ENT_REL_FEATURES];
    tree t;
    link_tree(p, &t);
    for (uint32_t k = 0; k < t.n; k++) {
        uint64_t rels = 0;
        uint32_t before = 0;
        for (uint32_t d = t.kid[t.order[k]]; d; before = d, d = t.next[d]) {
            unsigned n = features(p, &t, d, before, rels, key);
            p->rel[d] = settle(w, p, d, key, n);
            rels |= (uint64_t)1 << (p->rel[d] & 63);
            if (p->head[d] > p->n || p->rel[d] == right[d])
                continue;
            ++*wrong;
            ENT_TRY(ent_i_learn(ctx, l, key, n, right[d], +1));
            ENT_TRY(ent_i_learn(ctx, l, key, n, p->rel[d], -1));
        }
        ent_i_learner_tick(l);
    }
    return ENT_OK;
}
