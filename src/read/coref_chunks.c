/* coref_chunks.c - noun phrases as stretches of words.
 *
 * Tags are right more often than trees, so the bounds of a phrase come from
 * tags; the tree only says which words head it and what is said of it. */
#include "read/coref.h"

/* A phrase is no longer than that, or a list of names would be read over and
 * over. */
enum { MAX_KEY = 64, MAX_BACK = 4, MAX_AHEAD = 4, MAX_CHUNK = 32 };

static const ent_word *word(const ent_coref *c, uint32_t w) {
    return &c->p->word[w];
}

static bool among(ent_str s, const char *const *words) {
    for (; s.n && *words; words++) {
        size_t n = strlen(*words);
        if (s.n == n && (s.s[0] | 0x20) == (*words)[0] &&
            memcmp(s.s + 1, *words + 1, n - 1) == 0)
            return true;
    }
    return false;
}

bool ent_i_word_is(const ent_coref *c, uint32_t w, const char *const *words) {
    return w != ENT_NO_WORD &&
           among(ent_i_word_text(c->doc, word(c, w)), words);
}

bool ent_i_lemma_is(const ent_coref *c, uint32_t w, const char *const *words) {
    return w != ENT_NO_WORD && among(word(c, w)->lemma, words);
}

uint32_t ent_i_word_next(const ent_coref *c, uint32_t w) {
    return w + 1 < c->p->first[c->sent + 1] ? w + 1 : ENT_NO_WORD;
}

uint32_t ent_i_word_before(const ent_coref *c, uint32_t w) {
    return w > c->p->first[c->sent] ? w - 1 : ENT_NO_WORD;
}

const ent_mention *ent_i_covering(const ent_coref *c, uint32_t w) {
    if (w == ENT_NO_WORD || !c->cover[w])
        return NULL;
    return &c->doc->mention[c->cover[w] - 1];
}

/* ---- the first word of a phrase */

static bool nominal(uint8_t upos) {
    return upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN ||
           upos == ENT_UPOS_ADJ || upos == ENT_UPOS_NUM;
}

static bool is_point(const ent_coref *c, uint32_t w, const char *points) {
    ent_str s = ent_i_word_text(c->doc, word(c, w));
    return s.n == 1 && strchr(points, s.s[0]);
}

/* "Russian, Chinese and French officials": the word before w joins two
 * modifiers of one kind; or, with an article that names alone do not take,
 * "the Brandt and Scheel teams". */
static bool joins(const ent_coref *c, uint32_t w) {
    if (w < c->p->first[c->sent] + 2)
        return false;
    uint32_t link = w - 1, left = w - 2;
    bool linked = word(c, link)->upos == ENT_UPOS_CCONJ;
    if (!linked && !is_point(c, link, ","))
        return false;
    uint8_t a = word(c, left)->upos, b = word(c, w)->upos;
    if (a == ENT_UPOS_ADJ && b == ENT_UPOS_ADJ)
        return true;
    const ent_mention *m = ent_i_covering(c, left), *n = ent_i_covering(c, w);
    if (!m || !n || m == n)
        return false;
    bool adjectives = ent_i_eqz(m->type, "ADJ") && ent_i_eqz(n->type, "ADJ");
    bool article = left > c->p->first[c->sent] && !c->cover[left - 1] &&
                   word(c, left - 1)->upos == ENT_UPOS_DET;
    return adjectives || (linked && article && ent_i_eqz(m->type, "NAM") &&
                          ent_i_eqz(n->type, "NAM"));
}

/* "The generals arrested ministers": a verb, whatever its tag. */
static bool behind_noun(const ent_coref *c, uint32_t w) {
    uint32_t before = ent_i_word_before(c, w);
    return before != ENT_NO_WORD && (word(c, before)->upos == ENT_UPOS_NOUN ||
                                     word(c, before)->upos == ENT_UPOS_PROPN);
}

/* May the word stand inside a phrase, left of its head? */
static bool inside(const ent_coref *c, uint32_t w, uint32_t right) {
    const ent_word *t = word(c, w);
    if (nominal(t->upos))
        return true;
    if (t->upos == ENT_UPOS_VERB)
        return (t->xpos == ENT_XPOS_VBN || t->xpos == ENT_XPOS_VBG) &&
               !behind_noun(c, w);
    if (t->upos == ENT_UPOS_ADV)
        return word(c, right)->upos == ENT_UPOS_ADJ ||
               word(c, right)->upos == ENT_UPOS_VERB;
    if (is_point(c, w, "-."))
        return true;
    return ent_i_eqz(ent_i_word_text(c->doc, t), "\xe2\x80\x93");
}

/* Verbs, adverbs and points found at its left edge open no phrase. */
static uint32_t trim_left(const ent_coref *c, uint32_t first, uint32_t head) {
    while (first < head && !nominal(word(c, first)->upos) &&
           word(c, first)->upos != ENT_UPOS_DET &&
           word(c, first)->upos != ENT_UPOS_PRON)
        first++;
    return first;
}

uint32_t ent_i_chunk_first(const ent_coref *c, uint32_t w) {
    uint32_t stop = c->p->first[c->sent], k = w;
    while (k > stop && w - k < MAX_CHUNK) {
        const ent_word *t = word(c, k - 1);
        bool mine = t->xpos == ENT_XPOS_PRPS;
        if (t->upos == ENT_UPOS_DET || mine)
            return k - 1;
        if (t->xpos == ENT_XPOS_POS && k - 1 > stop)
            k -= 2; /* "Russia's": on with what it belongs to */
        else if (joins(c, k))
            k -= 2;
        else if (inside(c, k - 1, k))
            k--;
        else
            break;
    }
    return trim_left(c, k, w);
}

/* ---- role nouns by their lemmas */

typedef struct key {
    char s[MAX_KEY];
    size_t n;
} key;

/* Appends a word in lower case, with a blank unless hyphens join. */
static bool key_add(key *k, ent_str s) {
    bool hyphen = s.n && s.s[0] == '-';
    bool joined = k->n && k->s[k->n - 1] == '-';
    if (k->n + s.n + 1 > MAX_KEY)
        return false;
    if (k->n && !hyphen && !joined)
        k->s[k->n++] = ' ';
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.s[i];
        k->s[k->n++] = ch >= 'A' && ch <= 'Z' ? (char)(ch | 0x20) : ch;
    }
    return true;
}

static const ent_lex_role *role_at(const ent_coref *c, const key *k) {
    return ent_i_lex_role(c->lex, (ent_str){k->s, k->n});
}

/* The words [first, w) as written and w as lemma, or as written. */
static const ent_lex_role *role_to(const ent_coref *c, uint32_t first,
                                   uint32_t w) {
    key left = {.n = 0};
    for (uint32_t i = first; i < w; i++)
        if (!key_add(&left, ent_i_word_text(c->doc, word(c, i))))
            return NULL;
    key k = left;
    if (!key_add(&k, ent_i_word_text(c->doc, word(c, w))))
        return NULL;
    const ent_lex_role *r = role_at(c, &k);
    k = left;
    return r || !key_add(&k, word(c, w)->lemma) ? r : role_at(c, &k);
}

/* "head of state": the lemma of w and the words behind it. */
static const ent_lex_role *role_ahead(const ent_coref *c, uint32_t w,
                                      uint32_t *end) {
    static const char *const joint[] = {"of", "for", "without", NULL};
    uint32_t stop = c->p->first[c->sent + 1];
    const ent_lex_role *best = NULL;
    key k = {.n = 0};
    if (!ent_i_word_is(c, ent_i_word_next(c, w), joint) ||
        !key_add(&k, word(c, w)->lemma))
        return NULL;
    for (uint32_t i = w + 1; i < stop && i <= w + MAX_AHEAD; i++) {
        if (!key_add(&k, ent_i_word_text(c->doc, word(c, i))))
            break;
        const ent_lex_role *r = role_at(c, &k);
        if (r) {
            best = r;
            *end = i + 1;
        }
    }
    return best;
}

static const ent_lex_role *find_role(const ent_coref *c, ent_chunk *k) {
    const ent_lex_role *r = role_ahead(c, k->head, &k->end);
    uint32_t back = k->head - k->first;
    k->key = k->head;
    for (back = back < MAX_BACK ? back : MAX_BACK; !r; back--) {
        k->key = k->head - back;
        r = role_to(c, k->key, k->head);
        if (!back)
            break;
    }
    return r;
}

/* Another noun goes on where w ends: "government officials". */
static bool goes_on(const ent_coref *c, uint32_t w) {
    uint32_t next = ent_i_word_next(c, w);
    const ent_word *t = word(c, w);
    if (next == ENT_NO_WORD)
        return false;
    uint8_t upos = word(c, next)->upos;
    if (upos == ENT_UPOS_PROPN && t->upos == ENT_UPOS_NOUN)
        return false; /* a title */
    if (t->rel == ENT_REL_COMPOUND && t->head != ENT_NO_WORD && t->head > w &&
        t->head < w + 4)
        return true;
    return upos == ENT_UPOS_NOUN || is_point(c, next, "-") ||
           (upos == ENT_UPOS_PROPN && t->upos == ENT_UPOS_PROPN);
}

/* "the Danish military" may be tagged as an adjective. */
static bool noun_after_all(const ent_coref *c, uint32_t w) {
    uint32_t before = ent_i_word_before(c, w), next = ent_i_word_next(c, w);
    const ent_mention *m = ent_i_covering(c, before);
    bool opened =
        before != ENT_NO_WORD && (word(c, before)->upos == ENT_UPOS_DET ||
                                  (m && ent_i_eqz(m->type, "ADJ")));
    return opened && word(c, w)->upos == ENT_UPOS_ADJ &&
           (next == ENT_NO_WORD || !nominal(word(c, next)->upos) ||
            (word(c, next)->upos == ENT_UPOS_ADJ && !c->cover[next] &&
             word(c, w)->head != next && m));
}

bool ent_i_chunk(const ent_coref *c, uint32_t w, ent_chunk *out) {
    uint8_t upos = word(c, w)->upos;
    bool noun = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN;
    if (goes_on(c, w) || (!noun && !noun_after_all(c, w)))
        return false;
    *out = (ent_chunk){.head = w, .end = w + 1};
    out->first = ent_i_chunk_first(c, w);
    out->role = find_role(c, out);
    return noun || out->role;
}

bool ent_i_predicated(const ent_coref *c, uint32_t w) {
    static const char *const turn[] = {"become", "remain", "stay", NULL};
    static const char *const as[] = {"as", NULL}, *const the[] = {"the", NULL};
    const ent_word *t = word(c, w);
    if (ent_i_word_kid(c->p, w, ENT_REL_COP) != ENT_NO_WORD)
        return true;
    if (t->head == ENT_NO_WORD)
        return false;
    bool argument = t->rel == ENT_REL_XCOMP || t->rel == ENT_REL_OBJ;
    if (argument && ent_i_lemma_is(c, t->head, turn))
        return true;
    uint32_t first = ent_i_chunk_first(c, w);
    return word(c, first)->upos != ENT_UPOS_PRON &&
           !ent_i_word_is(c, first, the) &&
           ent_i_word_is(c, ent_i_word_before(c, first), as);
}
