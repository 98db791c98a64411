/* parser.c - dependency trees by transitions.
 *
 * The arc-eager system (Nivre 2003): SHIFT the front of the buffer onto the
 * stack; REDUCE pops a top that has its head; LEFT makes the top a child of
 * the front and pops it; RIGHT makes the front a child of the top and shifts
 * it; both name the relation. The root stands behind the last word.
 *
 * Weights are learnt with a dynamic oracle and exploration (Goldberg and
 * Nivre 2012, 2013): the parser goes where its own mistakes lead and learns
 * there what still can be saved. Features follow Zhang and Nivre 2011. */
#include "read/phrase.h"

/* A margin below CLOSE marks a sentence as unsure. While learning, the right
 * action has to lead by MARGIN. */
enum { CLOSE = 64, MARGIN = 20, FAR = 1 << 30 };

enum { SHIFT, REDUCE, LEFT, RIGHT, N_ACTIONS };
enum { ROOM = ENT_PHRASE_ROOM, FEATURES = 128, NO_HEAD = 255 };

/* A class of the model is an action, LEFT and RIGHT with a relation. */
static unsigned class_of(unsigned action, unsigned rel) {
    return action < LEFT ? action
                         : LEFT + (action == RIGHT ? ENT_N_REL : 0U) + rel;
}

static unsigned action_of(unsigned c) {
    return c < LEFT ? c : c < LEFT + ENT_N_REL ? LEFT : RIGHT;
}

static uint8_t rel_of(unsigned c) {
    return (uint8_t)(c < LEFT               ? 0
                     : c < LEFT + ENT_N_REL ? c - LEFT
                                            : c - LEFT - ENT_N_REL);
}

/* What a word has so far: its head, the outermost and the next children on
 * either side, how many there are, and their relations. */
typedef struct node {
    uint64_t lrels, rrels;
    uint16_t head, l, l2, r, r2;
    uint8_t nl, nr, rel;
} node;

struct ent_forest {
    node node[ROOM];
    uint16_t stack[ROOM];
    uint32_t depth, front;
    int32_t margin;     /* the least between two actions */
    uint8_t upos[ROOM]; /* universal tags; beyond the words what is there */
    /* verbs, punctuation, conjunctions up to each place */
    uint8_t verb[ROOM], comma[ROOM], conj[ROOM];
};

ent_err ent_i_forest_new(ent_ctx *ctx, ent_arena *a, ent_forest **out) {
    ent_forest *f = ENT_NEW(a, 1, ent_forest);
    if (!f)
        return ENT_NOMEM_FAIL(ctx);
    *out = f;
    return ENT_OK;
}

/* ---- features */

#define F(t, u, v, s) key[n++] = ent_i_key(t, u, v, s)
#define TWO(u, v)     ((uint64_t)(u) << 32 | (v))

static uint32_t distance(uint32_t a, uint32_t b) {
    uint32_t d = b - a;
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

/* Top of the stack and front of the buffer, and what follows. */
static unsigned word_features(const ent_forest *f, const ent_phrase *p,
                              uint64_t *key) {
    unsigned n = 0;
    uint32_t b = f->front, s = f->stack[f->depth];
    const node *S = &f->node[s];
    uint32_t h = S->head;
    const uint8_t *u = f->upos;
    uint64_t sw = p->word[s];
    uint64_t sp = u[s];
    uint64_t bw = p->word[b];
    uint64_t bp = u[b];
    uint64_t b1p = u[b + 1];
    uint64_t b1w = p->word[b + 1];
    uint64_t b2p = u[b + 2];
    uint64_t b2w = p->word[b + 2];
    uint64_t hl = h ? S->rel : NO_HEAD;
    uint64_t free_ = hl == NO_HEAD;
    uint64_t sf = p->low[s];
    uint64_t bf = p->low[b];
    F(1, TWO(sw, sp), hl, 0);
    F(2, sw, free_, 0);
    F(3, sp, hl, 0);
    F(4, bw, bp, free_);
    F(5, bw, 0, 0);
    F(6, bp, hl, 0);
    F(7, b1w, b1p, 0);
    F(9, b1p, free_, 0);
    F(10, b2w, b2p, 0);
    F(12, b2p, 0, 0);
    F(13, TWO(sw, sp), bw, bp);
    F(14, sw, bw, 0);
    F(15, sw, sp, bp);
    F(16, sp, bw, bp);
    F(17, sp, bp, hl);
    F(18, bp, b1p, 0);
    F(19, bp, b1p, b2p);
    F(20, TWO(sp, bp), b1p, free_);
    F(56, TWO(sw, bp), b1p, 0);
    F(57, TWO(sp, bw), b1p, 0);
    F(63, TWO(sp, bp), TWO(b1p, b2p), 0);
    F(71, sf, bp, 0);
    F(72, bf, sp, 0);
    F(73, TWO(sp, bp), b1w, 0);
    return n;
}

/* Heads above, what stands around and between, how far. */
static unsigned place_features(const ent_forest *f, const ent_phrase *p,
                               uint64_t *key) {
    unsigned n = 0;
    uint32_t b = f->front, s = f->stack[f->depth];
    uint32_t t = f->stack[f->depth - 1];
    const node *S = &f->node[s];
    uint32_t h = S->head;
    const uint8_t *u = f->upos;
    uint64_t sw = p->word[s];
    uint64_t sp = u[s];
    uint64_t bw = p->word[b];
    uint64_t bp = u[b];
    uint64_t b1p = u[b + 1];
    uint64_t hw = p->word[h];
    uint64_t hp = u[h];
    uint64_t h2p = u[f->node[h].head];
    uint64_t tw = p->word[t];
    uint64_t tp = u[t];
    uint64_t sn = u[s + 1];
    uint64_t sb = u[s - 1];
    uint64_t bb = u[b - 1];
    uint64_t d = distance(s, b);
    uint64_t m = between(f, s, b);
    uint64_t hl = h ? S->rel : NO_HEAD;
    uint64_t free_ = hl == NO_HEAD;
    F(21, TWO(hp, sp), bp, hl);
    F(25, sw, d, 0);
    F(26, sp, d, free_);
    F(27, bw, d, 0);
    F(28, bp, d, 0);
    F(29, sw, bw, d);
    F(30, TWO(sp, bp), d, free_);
    F(37, hw, sp, hl);
    F(38, TWO(hp, sp), hl, 0);
    F(45, TWO(h2p, hp), sp, TWO(hl, bp));
    F(55, TWO(sp, bp), m, free_);
    F(58, TWO(tp, sp), bp, hl);
    F(59, TWO(tw, sp), bp, 0);
    F(60, TWO(tp, sp), bw, 0);
    F(61, TWO(tp, sw), bp, 0);
    F(62, TWO(sp, bp), TWO(sn, bb), 0);
    F(64, TWO(sp, bp), TWO(sb, b1p), 0);
    F(65, TWO(hw, bp), sp, hl);
    F(66, TWO(hp, bw), sp, 0);
    F(77, sw, bp, d);
    F(78, sp, bw, d);
    return n;
}

/* Children so far. */
static unsigned kid_features(const ent_forest *f, const ent_phrase *p,
                             uint64_t *key) {
    unsigned n = 0;
    uint32_t b = f->front, s = f->stack[f->depth];
    const node *S = &f->node[s], *B = &f->node[b];
    uint32_t h = S->head;
    const uint8_t *u = f->upos;
    uint64_t sw = p->word[s];
    uint64_t sp = u[s];
    uint64_t bw = p->word[b];
    uint64_t bp = u[b];
    uint64_t hw = p->word[h];
    uint64_t slw = p->word[S->l];
    uint64_t slp = u[S->l];
    uint64_t sl2p = u[S->l2];
    uint64_t srw = p->word[S->r];
    uint64_t srp = u[S->r];
    uint64_t sr2p = u[S->r2];
    uint64_t blw = p->word[B->l];
    uint64_t blp = u[B->l];
    uint64_t bl2p = u[B->l2];
    uint64_t hl = h ? S->rel : NO_HEAD;
    uint64_t free_ = hl == NO_HEAD;
    uint64_t sll = f->node[S->l].rel;
    uint64_t srl = f->node[S->r].rel;
    uint64_t bll = f->node[B->l].rel;
    F(22, TWO(sp, bp), slp, free_);
    F(23, TWO(sp, bp), srp, srl);
    F(24, TWO(sp, bp), blp, bll);
    F(31, sw, S->nr, bp);
    F(32, sp, S->nr, bp);
    F(33, sw, S->nl, 0);
    F(34, TWO(sp, bp), S->nl, 0);
    F(35, bw, B->nl, 0);
    F(36, TWO(bp, sp), B->nl, 0);
    F(39, slw, slp, sll);
    F(40, sp, slp, sll);
    F(41, srw, srp, srl);
    F(42, sp, srp, srl);
    F(43, blw, bp, bll);
    F(44, bp, blp, bll);
    F(46, TWO(sp, slp), sl2p, 0);
    F(47, TWO(sp, srp), sr2p, bp);
    F(48, TWO(bp, blp), bl2p, 0);
    F(49, sw, S->rrels, 0);
    F(50, sp, S->rrels, bp);
    F(51, sw, S->lrels, 0);
    F(52, sp, S->lrels, bp);
    F(53, bw, B->lrels, 0);
    F(54, bp, B->lrels, sp);
    F(67, TWO(sp, bp), srw, 0);
    F(68, TWO(sp, bp), slw, 0);
    F(69, TWO(sp, bp), blw, 0);
    F(70, TWO(sw, bp), srp, srl);
    F(74, TWO(sw, blw), bp, 0);
    F(75, TWO(hw, blw), bp, sp);
    F(76, TWO(sp, S->rrels & 0xFFFFFFFF), B->lrels, bp);
    F(79, TWO(sw, bp), blp, 0);
    return n;
}

/* The treebank's own tags say more than universal ones, and err more often. */
static unsigned fine_features(const ent_forest *f, const ent_phrase *p,
                              uint64_t *key) {
    unsigned n = 0;
    uint32_t b = f->front, s = f->stack[f->depth];
    const node *S = &f->node[s], *B = &f->node[b];
    uint32_t h = S->head;
    const uint8_t *u = p->tag;
    uint64_t sw = p->word[s];
    uint64_t sp = u[s];
    uint64_t bw = p->word[b];
    uint64_t bp = u[b];
    uint64_t b1p = u[b + 1];
    uint64_t hp = u[h];
    uint64_t slp = u[S->l];
    uint64_t srp = u[S->r];
    uint64_t blp = u[B->l];
    uint64_t d = distance(s, b);
    uint64_t hl = h ? S->rel : NO_HEAD;
    F(130, sp, bp, hl);
    F(131, TWO(sp, bp), b1p, 0);
    F(132, TWO(sp, bp), d, 0);
    F(133, sw, sp, bp);
    F(134, bw, bp, sp);
    F(135, sp, bp, slp);
    F(136, sp, bp, srp);
    F(137, sp, bp, blp);
    F(138, sp, bp, hp);
    F(139, TWO(sw, bw), sp, bp);
    F(140, sp, bp, B->lrels);
    F(141, sp, bp, S->rrels);
    return n;
}

static unsigned features(const ent_forest *f, const ent_phrase *p,
                         uint64_t *key) {
    unsigned n = word_features(f, p, key);
    n += place_features(f, p, key + n);
    n += kid_features(f, p, key + n);
    return n + fine_features(f, p, key + n);
}

/* ---- transitions */

static bool legal(const ent_forest *f, const ent_phrase *p, unsigned action) {
    uint32_t s = f->stack[f->depth];
    bool more = f->front <= p->n;
    if (action == SHIFT)
        return more;
    if (action == RIGHT)
        return more && s;
    if (action == REDUCE)
        return s && f->node[s].head;
    return s && !f->node[s].head;
}

static void left_kid(ent_forest *f, uint32_t head, uint32_t kid, uint8_t rel) {
    node *h = &f->node[head];
    h->l2 = h->l;
    h->l = (uint16_t)kid;
    h->lrels |= (uint64_t)1 << rel;
    h->nl++;
    f->node[kid].head = (uint16_t)head;
    f->node[kid].rel = rel;
}

static void right_kid(ent_forest *f, uint32_t head, uint32_t kid, uint8_t rel) {
    node *h = &f->node[head];
    h->r2 = h->r;
    h->r = (uint16_t)kid;
    h->rrels |= (uint64_t)1 << rel;
    h->nr++;
    f->node[kid].head = (uint16_t)head;
    f->node[kid].rel = rel;
}

static void step(ent_forest *f, unsigned class_) {
    unsigned action = action_of(class_);
    if (action == LEFT)
        left_kid(f, f->front, f->stack[f->depth], rel_of(class_));
    if (action == RIGHT)
        right_kid(f, f->stack[f->depth], f->front, rel_of(class_));
    if (action == LEFT || action == REDUCE)
        f->depth--;
    else
        f->stack[++f->depth] = (uint16_t)f->front++;
}

static void begin(ent_forest *f, const ent_phrase *p) {
    memset(f->node, 0, (p->n + 2) * sizeof *f->node);
    f->depth = 0;
    f->stack[0] = 0;
    f->front = 1;
    f->margin = FAR;
    f->verb[0] = f->comma[0] = f->conj[0] = 0;
}

/* Universal tags, and counts of what stands up to each place. */
static void set_tags(ent_forest *f, const ent_parser *w, const ent_phrase *p) {
    f->upos[0] = ENT_N_UPOS;
    for (uint32_t i = 1; i < p->n + 6; i++) {
        uint8_t t = p->tag[i], outside = i > p->n + 1 ? 2 : 1;
        uint8_t u =
            t < w->n_tags ? w->tag[t].upos : (uint8_t)(ENT_N_UPOS + outside);
        f->upos[i] = u;
        f->verb[i] = (uint8_t)(f->verb[i - 1] + (u == ENT_UPOS_VERB));
        f->comma[i] = (uint8_t)(f->comma[i - 1] + (u == ENT_UPOS_PUNCT));
        f->conj[i] = (uint8_t)(f->conj[i - 1] + (u == ENT_UPOS_CCONJ));
    }
}

/* The best class of an action by score. */
static unsigned best_class(const int32_t *score, unsigned action) {
    unsigned from = class_of(action, 0), best = from;
    unsigned to = action < LEFT ? from + 1 : from + ENT_N_REL;
    for (unsigned c = from + 1; c < to; c++)
        if (score[c] > score[best])
            best = c;
    return best;
}

/* The best legal class; the margin to the next best action is kept. */
static unsigned decide(ent_forest *f, const ent_phrase *p,
                       const int32_t *score) {
    int32_t top = -FAR, second = -FAR;
    unsigned best = SHIFT;
    for (unsigned a = 0; a < N_ACTIONS; a++) {
        if (!legal(f, p, a))
            continue;
        unsigned c = best_class(score, a);
        if (score[c] > top) {
            second = top;
            top = score[c];
            best = c;
        } else if (score[c] > second)
            second = score[c];
    }
    if (top - second < f->margin)
        f->margin = top - second;
    return best;
}

/* Words that found no head: the first is the root, each other one a child of
 * what stands below it on the stack. */
static void close_tree(const ent_parser *w, ent_forest *f, ent_phrase *p) {
    uint64_t key[FEATURES];
    uint32_t last = f->depth, root = 0;
    for (uint32_t i = 1; i <= last; i++) {
        uint32_t k = f->stack[i];
        int32_t score[ENT_CLASSES] = {0};
        if (f->node[k].head)
            continue;
        if (!root) {
            root = k;
            f->node[k].head = (uint16_t)(p->n + 1);
            f->node[k].rel = ENT_REL_ROOT;
            continue;
        }
        f->depth = i - 1;
        f->front = k;
        ent_i_score(&w->tree, key, features(f, p, key), score);
        right_kid(f, f->stack[i - 1], k, rel_of(best_class(score, RIGHT)));
    }
    for (uint32_t i = 1; i <= p->n; i++) {
        p->head[i] = f->node[i].head;
        p->rel[i] = f->node[i].rel;
    }
}

void ent_i_phrase_tree(const ent_parser *w, ent_forest *f, ent_phrase *p) {
    uint64_t key[FEATURES];
    begin(f, p);
    set_tags(f, w, p);
    while (f->front <= p->n) {
        int32_t score[ENT_CLASSES] = {0};
        if (!f->depth) {
            step(f, SHIFT);
            continue;
        }
        ent_i_score(&w->tree, key, features(f, p, key), score);
        step(f, decide(f, p, score));
    }
    close_tree(w, f, p);
    p->unsure = f->margin < CLOSE;
}

/* ---- learning */

/* How many of the right arcs no tree can have any more after each action
 * (Goldberg and Nivre 2012). */
static void costs(const ent_forest *f, const ent_phrase *p, uint32_t *cost) {
    uint32_t s = f->stack[f->depth], b = f->front;
    const uint16_t *head = p->head;
    uint32_t kids = 0, lost = 0, above = 0;
    for (uint32_t i = b; s && i <= p->n; i++) /* of the top, yet to come */
        kids += head[i] == s;
    for (uint32_t i = 1; i <= f->depth; i++) {
        uint32_t k = f->stack[i];
        lost += !f->node[k].head && head[k] == b;
        above += head[b] == k;
    }
    cost[SHIFT] = lost + above;
    cost[RIGHT] = lost + (head[b] != s && (above || head[b] > b));
    cost[REDUCE] = kids;
    cost[LEFT] = kids + (head[s] > b);
}

static bool makes_right_arc(const ent_forest *f, const ent_phrase *p,
                            unsigned a) {
    uint32_t s = f->stack[f->depth];
    return (a == LEFT && p->head[s] == f->front) ||
           (a == RIGHT && p->head[f->front] == s);
}

/* Of the legal classes by score: the best, the best that costs least, the best
 * that costs more; of a right arc only the right relation costs nothing. */
typedef struct choice {
    unsigned best, right, wrong; /* UINT32_MAX: there is none */
} choice;

static void take_better(const int32_t *score, unsigned c, unsigned *best) {
    if (*best == UINT32_MAX || score[c] > score[*best])
        *best = c;
}

/* An action that costs least, where it makes a right arc. */
static void choose_relation(const ent_forest *f, const ent_phrase *p,
                            const int32_t *score, unsigned action, choice *o) {
    uint32_t kid = action == LEFT ? f->stack[f->depth] : f->front;
    unsigned right = class_of(action, p->rel[kid]);
    take_better(score, right, &o->right);
    for (unsigned r = 0; r < ENT_N_REL; r++)
        if (class_of(action, r) != right)
            take_better(score, class_of(action, r), &o->wrong);
}

static choice choose(const ent_forest *f, const ent_phrase *p,
                     const int32_t *score) {
    uint32_t cost[N_ACTIONS], least = UINT32_MAX;
    choice o = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
    costs(f, p, cost);
    for (unsigned a = 0; a < N_ACTIONS; a++)
        if (legal(f, p, a) && cost[a] < least)
            least = cost[a];
    for (unsigned a = 0; a < N_ACTIONS; a++) {
        if (!legal(f, p, a))
            continue;
        unsigned c = best_class(score, a);
        take_better(score, c, &o.best);
        if (cost[a] > least)
            take_better(score, c, &o.wrong);
        else if (makes_right_arc(f, p, a))
            choose_relation(f, p, score, a, &o);
        else
            take_better(score, c, &o.right);
    }
    return o;
}

ent_err ent_i_tree_learn(ent_ctx *ctx, const ent_parser *w, ent_forest *f,
                         ent_phrase *p, ent_explore explore, ent_learner *l,
                         ent_tally *tally) {
    uint64_t key[FEATURES];
    begin(f, p);
    set_tags(f, w, p);
    for (uint32_t i = 0; f->front <= p->n; i++) {
        int32_t score[ENT_CLASSES] = {0};
        if (!f->depth) {
            step(f, SHIFT);
            continue;
        }
        unsigned n = features(f, p, key);
        ent_i_score(&w->tree, key, n, score);
        choice o = choose(f, p, score);
        tally->steps++;
        tally->wrong += o.best != o.right;
        ent_i_learner_tick(l);
        if (o.wrong != UINT32_MAX && score[o.right] < score[o.wrong] + MARGIN) {
            ENT_TRY(ent_i_learn(ctx, l, key, n, o.right, +1));
            ENT_TRY(ent_i_learn(ctx, l, key, n, o.wrong, -1));
        }
        bool own =
            explore.share > 0 &&
            ent_i_uniform(explore.stream, explore.draw, i) < explore.share;
        step(f, own ? o.best : o.right);
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
