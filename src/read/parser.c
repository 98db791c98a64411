/* parser.c - dependency trees by beam search over transitions.
 *
 * The arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): SHIFT the
 * front of the buffer onto the stack; LEFT makes the top a child of the front;
 * RIGHT makes the top a child of the one below it. The root stands behind the
 * last word and takes one child. Every tree takes 2n steps, so that states of
 * a beam compare. Trees have no labels here; labels.c gives them with the
 * whole tree in view.
 *
 * Weights are learnt with a dynamic oracle and exploration (Goldberg and
 * Nivre 2013): the parser goes where its own mistakes lead and learns there
 * what still can be saved. Features follow Zhang and Nivre 2011. What depends
 * on two places only is scored once a sentence and kept. States share their
 * past: a stack is a chain of older states (Huang and Sagae 2010). */
#include "read/phrase.h"

enum { SHIFT, LEFT, RIGHT, N_ACTIONS };
enum { ROOM = ENT_PHRASE_ROOM, FEATURES = 80 };

/* A word with the outermost and the next children on either side so far. */
typedef struct item {
    uint16_t w, l, l2, r, r2;
    uint8_t nl, nr;
} item;

typedef struct state {
    int64_t score;
    const struct state *prev;
    const struct state *below; /* its top is the second of the stack */
    item top, front;
    uint8_t action; /* that led here */
} state;

typedef struct memo {
    uint32_t stamp;
    int32_t score[N_ACTIONS];
} memo;

typedef struct option {
    int64_t score;
    const state *from;
    uint8_t action;
} option;

struct ent_forest {
    state *pool;
    size_t used;
    state **beam;
    option *option;
    unsigned width;
    uint32_t stamp;
    memo front[ROOM];
    memo left[ROOM * ROOM];  /* front and top */
    memo right[ROOM * ROOM]; /* top and second */
    /* verbs, punctuation, conjunctions up to each place */
    uint8_t verb[ROOM], comma[ROOM], conj[ROOM];
};

ent_err ent_i_forest_new(ent_ctx *ctx, ent_arena *a, unsigned beam,
                         ent_forest **out) {
    ent_forest *f = ENT_NEW(a, 1, ent_forest);
    size_t steps = 2 * (size_t)ROOM;
    if (!f)
        return ENT_NOMEM_FAIL(ctx);
    f->width = beam;
    f->pool = ENT_NEW(a, steps * beam + 1, state);
    f->beam = ENT_NEW(a, beam, state *);
    f->option = ENT_NEW(a, (size_t)beam * N_ACTIONS, option);
    if (!f->pool || !f->beam || !f->option)
        return ENT_NOMEM_FAIL(ctx);
    *out = f;
    return ENT_OK;
}

/* ---- features */

#define F(t, u, v, s) key[n++] = ent_i_key(t, u, v, s)
#define TWO(u, v)     ((uint64_t)(u) << 32 | (v))

static uint32_t distance(uint32_t a, uint32_t b) {
    uint32_t d = a < b ? b - a : a - b;
    return d < 5 ? d : d < 8 ? 5 : d < 14 ? 6 : d < 25 ? 7 : 8;
}

/* What lies between two places, both exclusive. */
static uint32_t between(const ent_forest *f, uint32_t a, uint32_t b) {
    if (!a || b <= a + 1)
        return 0;
    uint32_t verbs = (uint32_t)f->verb[b - 1] - f->verb[a];
    uint32_t commas = (uint32_t)f->comma[b - 1] - f->comma[a];
    uint32_t conjs = (uint32_t)f->conj[b - 1] - f->conj[a];
    return 1 + (verbs > 2 ? 2 : verbs) + 3 * (commas > 3 ? 3 : commas) +
           12 * (conjs > 1 ? 1 : conjs);
}

static unsigned front_features(const ent_phrase *p, uint32_t b, uint64_t *key) {
    unsigned n = 0;
    uint64_t bw = p->word[b], bp = p->tag[b];
    uint64_t b1p = p->tag[b + 1], b1w = p->word[b + 1];
    uint64_t b2p = p->tag[b + 2], b2w = p->word[b + 2];
    F(1, bw, 0, 0);
    F(2, bp, 0, 0);
    F(3, bw, bp, 0);
    F(4, b1w, b1p, 0);
    F(5, b1p, 0, 0);
    F(6, b2w, b2p, 0);
    F(7, bp, b1p, 0);
    F(8, bp, b1p, b2p);
    F(9, bw, b1p, 0);
    F(10, bp, b1w, 0);
    F(11, p->low[b], bp, 0);
    return n;
}

static unsigned left_features(const ent_forest *f, const ent_phrase *p,
                              uint32_t s, uint32_t b, uint64_t *key) {
    unsigned n = 0;
    uint64_t sw = p->word[s], sp = p->tag[s], bw = p->word[b], bp = p->tag[b];
    uint64_t sn = p->tag[s + 1], sb = s ? p->tag[s - 1] : 0;
    uint64_t b1p = p->tag[b + 1], b1w = p->word[b + 1], bb = p->tag[b - 1];
    uint64_t b2p = p->tag[b + 2];
    uint64_t d = distance(s, b), m = between(f, s, b);
    F(20, sw, 0, 0);
    F(21, sp, 0, 0);
    F(22, sw, sp, 0);
    F(23, TWO(sw, sp), bw, bp);
    F(24, sw, sp, bp);
    F(25, sp, bw, bp);
    F(26, sw, bw, 0);
    F(27, sp, bp, 0);
    F(28, sp, bp, b1p);
    F(29, sp, bp, sn);
    F(30, sp, bp, sb);
    F(31, sp, bp, bb);
    F(32, TWO(sp, bp), sn, bb);
    F(33, sp, bp, d);
    F(34, sw, bp, d);
    F(35, sp, bw, d);
    F(36, sp, bp, m);
    F(37, sp, TWO(bp, b1p), b2p);
    F(38, sw, bp, b1p);
    F(39, sp, bw, b1p);
    F(40, sw, sp, d);
    F(41, TWO(sp, bp), b1w, 0);
    F(42, TWO(sp, bp), b1p, m);
    F(43, TWO(sp, bp), b1p, sb);
    return n;
}

static unsigned right_features(const ent_forest *f, const ent_phrase *p,
                               uint32_t t, uint32_t s, uint64_t *key) {
    unsigned n = 0;
    uint64_t tw = p->word[t], tp = p->tag[t], sw = p->word[s], sp = p->tag[s];
    uint64_t tn = p->tag[t + 1], sb = s ? p->tag[s - 1] : 0;
    uint64_t sn = p->tag[s + 1];
    uint64_t d = distance(t, s), m = between(f, t, s);
    F(50, tw, 0, 0);
    F(51, tp, 0, 0);
    F(52, tw, tp, 0);
    F(53, TWO(tw, tp), sw, sp);
    F(54, tw, tp, sp);
    F(55, tp, sw, sp);
    F(56, tw, sw, 0);
    F(57, tp, sp, 0);
    F(58, tp, sp, d);
    F(59, tw, sp, d);
    F(60, tp, sw, d);
    F(61, tp, sp, tn);
    F(62, tp, sp, sb);
    F(63, tp, sp, sn);
    F(64, TWO(tp, sp), tn, sb);
    F(65, tp, sp, m);
    F(66, tw, sp, m);
    return n;
}

static unsigned kid_features(const ent_phrase *p, const state *x,
                             uint64_t *key) {
    unsigned n = 0;
    static const state none;
    const item *s = &x->top, *b = &x->front;
    const state *tx = x->below ? x->below : &none;
    const item *t = &tx->top;
    uint32_t q = tx->below ? tx->below->top.w : 0;
    uint64_t sw = p->word[s->w], sp = p->tag[s->w];
    uint64_t tw = p->word[t->w], tp = p->tag[t->w];
    uint64_t bw = p->word[b->w], bp = p->tag[b->w];
    uint64_t qp = p->tag[q], qw = p->word[q];
    uint64_t slp = p->tag[s->l], slw = p->word[s->l], sl2p = p->tag[s->l2];
    uint64_t srp = p->tag[s->r], srw = p->word[s->r], sr2p = p->tag[s->r2];
    uint64_t tlp = p->tag[t->l], tlw = p->word[t->l], tl2p = p->tag[t->l2];
    uint64_t trp = p->tag[t->r], trw = p->word[t->r], tr2p = p->tag[t->r2];
    uint64_t blp = p->tag[b->l], blw = p->word[b->l], bl2p = p->tag[b->l2];
    F(70, TWO(tp, sp), bp, 0);
    F(71, TWO(tp, sp), bw, 0);
    F(72, TWO(tp, sw), bp, 0);
    F(73, TWO(tw, sp), bp, 0);
    F(74, qp, tp, sp);
    F(75, TWO(qp, tp), sp, bp);
    F(76, qw, tp, sp);
    F(77, slw, slp, sp);
    F(78, srw, srp, sp);
    F(79, blw, blp, bp);
    F(80, trw, trp, tp);
    F(81, tlw, tlp, tp);
    F(82, sp, slp, sl2p);
    F(83, sp, srp, sr2p);
    F(84, tp, trp, tr2p);
    F(85, bp, blp, bl2p);
    F(86, tp, tlp, tl2p);
    F(87, TWO(sp, bp), slp, 0);
    F(88, TWO(sp, bp), srp, 0);
    F(89, TWO(sp, bp), blp, 0);
    F(90, TWO(tp, sp), trp, 0);
    F(91, TWO(tp, sp), tlp, 0);
    F(92, TWO(tp, sp), slp, 0);
    F(93, TWO(tp, sp), srp, 0);
    F(94, TWO(tw, slw), sp, 0);
    F(95, TWO(sw, slw), tp, 0);
    F(96, TWO(tp, sp), slw, 0);
    F(97, TWO(tp, sp), TWO(slw, bp), 0);
    F(98, sw, s->nl, 0);
    F(99, sp, s->nl, s->nr);
    F(100, sw, s->nr, 0);
    F(101, bp, b->nl, 0);
    F(102, bw, b->nl, 0);
    F(103, tp, t->nr, t->nl);
    F(104, tw, t->nr, 0);
    F(105, TWO(tp, sp), t->nr, 0);
    F(106, TWO(sp, bp), s->nr, b->nl);
    F(107, TWO(sp, bp), blw, 0);
    F(108, TWO(sp, bp), srw, 0);
    F(109, TWO(tp, sp), trw, 0);
    F(110, TWO(tp, sp), TWO(slp, trp), 0);
    F(111, TWO(tp, sp), TWO(slp, srp), bp);
    F(112, TWO(sp, bp), TWO(slp, srp), blp);
    F(113, TWO(tp, sp), TWO(tlp, trp), 0);
    F(114, TWO(tw, sw), slw, 0);
    F(115, TWO(tp, sp), bp, p->tag[b->w + 1]);
    F(116, TWO(tp, sp), TWO(slw, trp), 0);
    F(117, TWO(qp, tp), TWO(sp, slw), 0);
    return n;
}

/* ---- scores */

static void add(int32_t *to, const int32_t *from) {
    for (int k = 0; k < N_ACTIONS; k++)
        to[k] += from[k];
}

static void score_state(const ent_parser *w, ent_forest *f, const ent_phrase *p,
                        const state *x, int32_t *out) {
    uint64_t key[FEATURES];
    uint32_t b = x->front.w, s = x->top.w;
    uint32_t t = x->below ? x->below->top.w : 0;
    memo *m = &f->front[b];
    memset(out, 0, N_ACTIONS * sizeof *out);
    ent_i_score(&w->tree, key, kid_features(p, x, key), out);
    if (m->stamp != f->stamp) {
        *m = (memo){.stamp = f->stamp};
        ent_i_score(&w->tree, key, front_features(p, b, key), m->score);
    }
    add(out, m->score);
    m = &f->left[s * ROOM + b];
    if (m->stamp != f->stamp) {
        *m = (memo){.stamp = f->stamp};
        ent_i_score(&w->tree, key, left_features(f, p, s, b, key), m->score);
    }
    add(out, m->score);
    m = &f->right[t * ROOM + s];
    if (m->stamp != f->stamp) {
        *m = (memo){.stamp = f->stamp};
        ent_i_score(&w->tree, key, right_features(f, p, t, s, key), m->score);
    }
    add(out, m->score);
}

/* The same while weights change at each step: nothing is kept. */
static void score_fresh(const ent_parser *w, ent_forest *f, const ent_phrase *p,
                        const state *x, int32_t *out) {
    f->stamp++;
    score_state(w, f, p, x, out);
}

/* ---- transitions */

static bool legal(const ent_phrase *p, const state *x, unsigned action) {
    bool at_root = x->front.w > p->n;
    bool two = x->below && x->below->top.w;
    if (action == SHIFT)
        return !at_root;
    if (action == LEFT)
        return x->top.w && !(at_root && two);
    return two;
}

static void left_kid(item *head, uint16_t kid) {
    head->l2 = head->l;
    head->l = kid;
    head->nl++;
}

static void right_kid(item *head, uint16_t kid) {
    head->r2 = head->r;
    head->r = kid;
    head->nr++;
}

static void step(const state *x, unsigned action, state *out) {
    *out = (state){.prev = x, .action = (uint8_t)action, .front = x->front};
    if (action == SHIFT) {
        out->top = x->front;
        out->below = x;
        out->front = (item){.w = (uint16_t)(x->front.w + 1)};
        return;
    }
    out->top = x->below ? x->below->top : (item){0};
    out->below = x->below ? x->below->below : NULL;
    if (action == LEFT)
        left_kid(&out->front, x->top.w);
    else
        right_kid(&out->top, x->top.w);
}

static void begin(ent_forest *f) {
    if (!++f->stamp) { /* after 2^32 sentences: forget all that was kept */
        memset(f->front, 0, sizeof f->front);
        memset(f->left, 0, sizeof f->left);
        memset(f->right, 0, sizeof f->right);
        f->stamp = 1;
    }
    f->used = 1;
    f->pool[0] = (state){.front = {.w = 1}};
    f->beam[0] = &f->pool[0];
    f->verb[0] = f->comma[0] = f->conj[0] = 0;
}

/* Counts of what stands up to each place, for `between`. */
static void count_marks(ent_forest *f, const ent_parser *w,
                        const ent_phrase *p) {
    for (uint32_t i = 1; i <= p->n + 1; i++) {
        uint8_t t = p->tag[i];
        uint8_t u = t < w->n_tags ? w->tag[t].upos : (uint8_t)ENT_UPOS_OTHER;
        f->verb[i] = (uint8_t)(f->verb[i - 1] + (u == ENT_UPOS_VERB));
        f->comma[i] = (uint8_t)(f->comma[i - 1] + (u == ENT_UPOS_PUNCT));
        f->conj[i] = (uint8_t)(f->conj[i - 1] + (u == ENT_UPOS_CCONJ));
    }
}

/* Keeps the `width` best options, best first; of equals the earlier. */
static unsigned insert(option *o, unsigned n, unsigned width, option x) {
    unsigned i = n < width ? n : width;
    if (n == width && x.score <= o[n - 1].score)
        return n;
    if (n == width)
        i = n - 1;
    for (; i > 0 && o[i - 1].score < x.score; i--)
        o[i] = o[i - 1];
    o[i] = x;
    return n < width ? n + 1 : n;
}

static unsigned advance(const ent_parser *w, ent_forest *f, const ent_phrase *p,
                        unsigned n_beam) {
    unsigned n = 0;
    for (unsigned k = 0; k < n_beam; k++) {
        const state *x = f->beam[k];
        int32_t score[N_ACTIONS];
        score_state(w, f, p, x, score);
        for (unsigned a = 0; a < N_ACTIONS; a++)
            if (legal(p, x, a))
                n = insert(f->option, n, f->width,
                           (option){x->score + score[a], x, (uint8_t)a});
    }
    for (unsigned k = 0; k < n; k++) {
        state *s = &f->pool[f->used++];
        step(f->option[k].from, f->option[k].action, s);
        s->score = f->option[k].score;
        f->beam[k] = s;
    }
    return n;
}

static void take_heads(const state *x, uint16_t *head) {
    for (; x->prev; x = x->prev) {
        if (x->action == LEFT)
            head[x->prev->top.w] = x->prev->front.w;
        if (x->action == RIGHT)
            head[x->prev->top.w] = x->prev->below->top.w;
    }
}

/* A runner-up within this share of a step's usual margin is close. */
enum { CLOSE = 64 };

void ent_i_phrase_tree(const ent_parser *w, ent_forest *f, ent_phrase *p) {
    unsigned n = 1;
    begin(f);
    count_marks(f, w, p);
    for (uint32_t i = 0; i < 2 * p->n; i++)
        n = advance(w, f, p, n);
    p->unsure = n > 1 && f->beam[0]->score - f->beam[1]->score < CLOSE;
    take_heads(f->beam[0], p->head);
}

/* ---- learning */

/* How many of the right arcs no tree can have any more after each action
 * (Goldberg and Nivre 2013, for the arc-hybrid system). */
static void costs(const ent_phrase *p, const state *x, uint32_t *cost) {
    uint32_t s = x->top.w, b = x->front.w, t = x->below ? x->below->top.w : 0;
    const uint16_t *head = p->head;
    uint32_t kids = 0, shift = 0;
    for (uint32_t i = b; s && i <= p->n; i++) /* of the top, yet to come */
        kids += head[i] == s;
    cost[LEFT] = kids + (s && (head[s] == t || head[s] > b));
    cost[RIGHT] = kids + (s && head[s] >= b);
    for (const state *y = x; y && y->top.w; y = y->below) {
        shift += head[y->top.w] == b;
        shift += y != x && b <= p->n && head[b] == y->top.w;
    }
    cost[SHIFT] = shift;
}

static ent_err update(ent_ctx *ctx, ent_forest *f, const ent_phrase *p,
                      ent_learner *l, const state *x,
                      const unsigned action[2]) {
    uint64_t key[4 * FEATURES];
    uint32_t b = x->front.w, s = x->top.w;
    uint32_t t = x->below ? x->below->top.w : 0;
    unsigned n = kid_features(p, x, key);
    n += front_features(p, b, key + n);
    n += left_features(f, p, s, b, key + n);
    n += right_features(f, p, t, s, key + n);
    ENT_TRY(ent_i_learn(ctx, l, key, n, action[0], +1));
    return ent_i_learn(ctx, l, key, n, action[1], -1);
}

/* The best action by score among the legal, and among those of least cost. */
static void choose(const ent_phrase *p, const state *x, const int32_t *score,
                   unsigned *best, unsigned *right) {
    uint32_t cost[N_ACTIONS], least = UINT32_MAX;
    costs(p, x, cost);
    *best = *right = N_ACTIONS;
    for (unsigned a = 0; a < N_ACTIONS; a++) {
        if (!legal(p, x, a))
            continue;
        if (*best == N_ACTIONS || score[a] > score[*best])
            *best = a;
        if (cost[a] < least || (cost[a] == least && score[a] > score[*right])) {
            least = cost[a];
            *right = a;
        }
    }
    if (cost[*best] == least)
        *right = *best;
}

ent_err ent_i_tree_learn(ent_ctx *ctx, const ent_parser *w, ent_forest *f,
                         ent_phrase *p, ent_explore explore, ent_learner *l,
                         size_t *wrong) {
    begin(f);
    count_marks(f, w, p);
    const state *x = &f->pool[0];
    for (uint32_t i = 0; i < 2 * p->n; i++) {
        int32_t score[N_ACTIONS];
        unsigned act[2];
        score_fresh(w, f, p, x, score);
        choose(p, x, score, &act[1], &act[0]);
        ent_i_learner_tick(l);
        if (act[0] != act[1]) {
            ++*wrong;
            ENT_TRY(update(ctx, f, p, l, x, act));
        }
        bool own =
            explore.share > 0 &&
            ent_i_uniform(explore.stream, explore.draw, i) < explore.share;
        state *next = &f->pool[f->used++];
        step(x, act[own], next);
        x = next;
    }
    return ENT_OK;
}

/* ---- trees that cross */

static bool crosses(const uint16_t *head, uint32_t i) {
    uint32_t h = head[i], a = i < h ? i : h, b = i < h ? h : i;
    for (uint32_t k = a + 1; k < b; k++)
        if (head[k] < a || head[k] > b)
            return true;
    return false;
}

void ent_i_lift(uint16_t *head, uint32_t n) {
    for (;;) {
        uint32_t pick = 0, span = UINT32_MAX;
        for (uint32_t i = 1; i <= n; i++) {
            uint32_t h = head[i], d = i < h ? h - i : i - h;
            if (h <= n && head[h] <= n && d < span && crosses(head, i)) {
                pick = i;
                span = d;
            }
        }
        if (!pick)
            return;
        head[pick] = head[head[pick]];
    }
}
