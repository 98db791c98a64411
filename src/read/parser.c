/* parser.c - dependency trees by transitions.
 *
 * The arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): SHIFT the
 * front of the buffer onto the stack; LEFT makes the top a child of the front;
 * RIGHT makes the top a child of the one below it; both name the relation.
 * The root stands behind the last word and takes one child. Every tree takes
 * 2n steps, so that states of a beam compare.
 *
 * Weights are learnt with a dynamic oracle and exploration (Goldberg and
 * Nivre 2013): the parser goes where its own mistakes lead and learns there
 * what still can be saved. Features follow Zhang and Nivre 2011. States share
 * their past: a stack is a chain of older states (Huang and Sagae 2010). */
#include "read/phrase.h"

/* A margin below this marks a sentence as unsure: about one in twenty. */
enum { CLOSE = 64, FAR = 1 << 30 };

enum { SHIFT, LEFT, RIGHT, N_ACTIONS };
enum { ROOM = ENT_PHRASE_ROOM, FEATURES = 128 };

/* A class of the model is an action, LEFT and RIGHT with a relation. */
static unsigned class_of(unsigned action, unsigned rel) {
    return action == SHIFT ? 0 : 1 + (action == RIGHT ? ENT_N_REL : 0U) + rel;
}

static unsigned action_of(unsigned c) {
    return !c ? SHIFT : c <= ENT_N_REL ? LEFT : RIGHT;
}

static uint8_t rel_of(unsigned c) {
    return (uint8_t)(!c ? 0 : c <= ENT_N_REL ? c - 1 : c - 1 - ENT_N_REL);
}

/* A word with the outermost and the next children on either side so far, the
 * relations of the outermost, and which relations it has to any child. */
typedef struct item {
    uint64_t rels;
    uint16_t w, l, l2, r, r2;
    uint8_t nl, nr, lrel, rrel;
} item;

typedef struct state {
    int64_t score;
    const struct state *prev;
    const struct state *below; /* its top is the second of the stack */
    item top, front;
    uint8_t class_; /* that led here */
} state;

typedef struct option {
    int64_t score;
    const state *from;
    uint8_t class_;
} option;

struct ent_forest {
    state *pool;
    size_t used;
    state **beam;
    option *option;
    unsigned width;
    int64_t margin; /* the least between two actions of the best state */
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
    f->option = ENT_NEW(a, beam, option);
    if (!f->pool || !f->beam || !f->option)
        return ENT_NOMEM_FAIL(ctx);
    *out = f;
    return ENT_OK;
}

/* ---- features */

#define F(t, u, v, s) key[n++] = ent_i_key(t, u, v, s)
#define TWO(u, v)     ((uint64_t)(u) << 32 | (v))
#define BIT(rel)      ((uint64_t)1 << ENT_REL_##rel)

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
    static const uint64_t core =
        BIT(NSUBJ) | BIT(NSUBJ_PASS) | BIT(OBJ) | BIT(IOBJ) | BIT(COP) |
        BIT(CASE) | BIT(MARK) | BIT(DET) | BIT(CC) | BIT(EXPL) | BIT(CCOMP) |
        BIT(XCOMP) | BIT(AUX_PASS) | BIT(CONJ) | BIT(CSUBJ);
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
    uint64_t sr = s->rels & core, tr = t->rels & core, br = b->rels & core;
    F(118, sp, s->lrel, s->rrel);
    F(119, bp, b->lrel, 0);
    F(120, tp, t->lrel, t->rrel);
    F(121, TWO(tp, sp), t->rrel, 0);
    F(122, TWO(tp, sp), s->lrel, 0);
    F(123, TWO(sp, bp), TWO(s->rrel, b->lrel), 0);
    F(124, sp, sr, 0);
    F(125, tp, tr, 0);
    F(126, bp, br, 0);
    F(127, tw, tr, 0);
    F(128, sw, sr, 0);
    F(129, bw, br, 0);
    F(130, TWO(tp, sp), tr, sr);
    F(131, TWO(sp, bp), sr, br);
    F(132, TWO(tp, sp), TWO(tw, s->lrel), tr);
    F(133, TWO(tp, sp), sw, tr);
    F(134, tw, t->rrel, sp);
    F(135, bp, sw, br);
    F(136, p->low[s->w], sp, 0);
    F(137, p->low[t->w], tp, 0);
    F(138, p->low[s->w], bp, 0);
    F(139, p->low[b->w], sp, 0);
    F(140, p->low[t->w], sp, 0);
    F(141, p->low[s->w], tp, 0);
    return n;
}

static unsigned features(const ent_forest *f, const ent_phrase *p,
                         const state *x, uint64_t *key) {
    uint32_t b = x->front.w, s = x->top.w;
    uint32_t t = x->below ? x->below->top.w : 0;
    unsigned n = kid_features(p, x, key);
    n += front_features(p, b, key + n);
    n += left_features(f, p, s, b, key + n);
    return n + right_features(f, p, t, s, key + n);
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

/* The classes an action may have here: [from, to). */
static void classes(const ent_phrase *p, const state *x, unsigned action,
                    unsigned *from, unsigned *to) {
    bool root = action == LEFT && x->front.w > p->n;
    *from = root ? class_of(LEFT, ENT_REL_ROOT) : class_of(action, 0);
    *to = root || action == SHIFT ? *from + 1 : *from + ENT_N_REL;
    if (!legal(p, x, action))
        *to = *from;
}

static void left_kid(item *head, uint16_t kid, uint8_t rel) {
    head->l2 = head->l;
    head->l = kid;
    head->lrel = rel;
    head->rels |= (uint64_t)1 << rel;
    head->nl++;
}

static void right_kid(item *head, uint16_t kid, uint8_t rel) {
    head->r2 = head->r;
    head->r = kid;
    head->rrel = rel;
    head->rels |= (uint64_t)1 << rel;
    head->nr++;
}

static void step(const state *x, unsigned class_, state *out) {
    unsigned action = action_of(class_);
    *out = (state){.prev = x, .class_ = (uint8_t)class_, .front = x->front};
    if (action == SHIFT) {
        out->top = x->front;
        out->below = x;
        out->front = (item){.w = (uint16_t)(x->front.w + 1)};
        return;
    }
    out->top = x->below ? x->below->top : (item){0};
    out->below = x->below ? x->below->below : NULL;
    if (action == LEFT)
        left_kid(&out->front, x->top.w, rel_of(class_));
    else
        right_kid(&out->top, x->top.w, rel_of(class_));
}

static void begin(ent_forest *f) {
    f->used = 1;
    f->pool[0] = (state){.front = {.w = 1}};
    f->beam[0] = &f->pool[0];
    f->margin = FAR;
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

/* The best class of an action by score; legal classes only. */
static unsigned best_class(const ent_phrase *p, const state *x,
                           const int32_t *score, unsigned action) {
    unsigned from, to, best;
    classes(p, x, action, &from, &to);
    best = from;
    for (unsigned c = from + 1; c < to; c++)
        if (score[c] > score[best] && c != class_of(action, ENT_REL_ROOT))
            best = c;
    return best;
}

/* Each state goes on by the best class of each action. */
static unsigned advance(const ent_parser *w, ent_forest *f, const ent_phrase *p,
                        unsigned n_beam) {
    uint64_t key[FEATURES];
    unsigned n = 0;
    for (unsigned k = 0; k < n_beam; k++) {
        const state *x = f->beam[k];
        int64_t best = -FAR, second = -FAR; /* of the actions */
        int32_t score[ENT_CLASSES] = {0};
        ent_i_score(&w->tree, key, features(f, p, x, key), score);
        for (unsigned a = 0; a < N_ACTIONS; a++) {
            unsigned c = best_class(p, x, score, a);
            if (!legal(p, x, a))
                continue;
            second = score[c] > best     ? best
                     : score[c] > second ? score[c]
                                         : second;
            best = score[c] > best ? score[c] : best;
            n = insert(f->option, n, f->width,
                       (option){x->score + score[c], x, (uint8_t)c});
        }
        if (!k && best - second < f->margin)
            f->margin = best - second;
    }
    for (unsigned k = 0; k < n; k++) {
        state *s = &f->pool[f->used++];
        step(f->option[k].from, f->option[k].class_, s);
        s->score = f->option[k].score;
        f->beam[k] = s;
    }
    return n;
}

static void take_tree(const state *x, ent_phrase *p) {
    for (; x->prev; x = x->prev) {
        unsigned a = action_of(x->class_);
        uint16_t w = x->prev->top.w;
        if (a == SHIFT)
            continue;
        p->head[w] = a == LEFT ? x->prev->front.w : x->prev->below->top.w;
        p->rel[w] = rel_of(x->class_);
    }
}

void ent_i_phrase_tree(const ent_parser *w, ent_forest *f, ent_phrase *p) {
    unsigned n = 1;
    begin(f);
    count_marks(f, w, p);
    for (uint32_t i = 0; i < 2 * p->n; i++)
        n = advance(w, f, p, n);
    take_tree(f->beam[0], p);
    p->unsure = f->margin < CLOSE;
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

/* Where an action makes an arc, the word it hangs and its new head. */
static bool makes_right_arc(const ent_phrase *p, const state *x, unsigned a) {
    uint32_t s = x->top.w;
    return (a == LEFT && p->head[s] == x->front.w) ||
           (a == RIGHT && p->head[s] == x->below->top.w);
}

/* The best class by score among the legal, and among those that cost least;
 * of a right arc only the right relation costs nothing. */
static void choose(const ent_phrase *p, const state *x, const int32_t *score,
                   unsigned *best, unsigned *right) {
    uint32_t cost[N_ACTIONS], least = UINT32_MAX;
    bool any = false;
    costs(p, x, cost);
    for (unsigned a = 0; a < N_ACTIONS; a++)
        if (legal(p, x, a) && cost[a] < least)
            least = cost[a];
    *best = *right = UINT32_MAX;
    for (unsigned a = 0; a < N_ACTIONS; a++) {
        if (!legal(p, x, a))
            continue;
        unsigned c = best_class(p, x, score, a), d = c;
        if (makes_right_arc(p, x, a))
            d = class_of(a, p->rel[x->top.w]);
        if (!any || score[c] > score[*best])
            *best = c;
        any = true;
        if (cost[a] == least &&
            (*right == UINT32_MAX || score[d] > score[*right]))
            *right = d;
    }
}

ent_err ent_i_tree_learn(ent_ctx *ctx, const ent_parser *w, ent_forest *f,
                         ent_phrase *p, ent_explore explore, ent_learner *l,
                         size_t *wrong) {
    uint64_t key[FEATURES];
    begin(f);
    count_marks(f, w, p);
    const state *x = &f->pool[0];
    for (uint32_t i = 0; i < 2 * p->n; i++) {
        int32_t score[ENT_CLASSES] = {0};
        unsigned best, right, n = features(f, p, x, key);
        ent_i_score(&w->tree, key, n, score);
        choose(p, x, score, &best, &right);
        ent_i_learner_tick(l);
        if (best != right) {
            ++*wrong;
            ENT_TRY(ent_i_learn(ctx, l, key, n, right, +1));
            ENT_TRY(ent_i_learn(ctx, l, key, n, best, -1));
        }
        bool own =
            explore.share > 0 &&
            ent_i_uniform(explore.stream, explore.draw, i) < explore.share;
        state *next = &f->pool[f->used++];
        step(x, own ? best : right, next);
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
