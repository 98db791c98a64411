/* event_nouns.c - nouns that tell an event: the verb that carries them, and
 * whether the clause is about them. */
#include "read/coder.h"

/* "a rise in deployments", "signs of resentment": the noun that stands for it
 * in the clause. */
static uint32_t top_noun(const ent_coder *c, uint32_t w) {
    enum { MOST = 3 };
    for (int i = 0; i < MOST && ent_i_w(c, w)->rel == ENT_REL_NMOD; i++) {
        uint32_t h = ent_i_w(c, w)->head;
        bool lets = ent_i_is_quantity(c, h) ||
                    (ent_i_w(c, h)->upos == ENT_UPOS_NOUN &&
                     ent_i_outer_at(c, h) && !ent_i_mention_at(c, h));
        if (!lets)
            break;
        w = h;
    }
    return w;
}

/* "More than one summit should be held". */
static bool is_more_than(const ent_coder *c, uint32_t w) {
    uint32_t h = ent_i_w(c, w)->head;
    return h != ENT_NO_WORD && h < w && ent_i_has_case(c, w, ENT_STR("than")) &&
           (ent_i_eqz(c->lemma[h], "more") || ent_i_eqz(c->lemma[h], "much") ||
            ent_i_eqz(c->lemma[h], "many")) &&
           ent_i_w(c, h)->head != ENT_NO_WORD &&
           ent_i_w(c, h)->rel != ENT_REL_AMOD;
}

/* The verb of a noun: its head, or what the tree hangs below it, as in "the
 * chance of talks resuming". */
static uint32_t happening(const ent_coder *c, uint32_t w, uint32_t h) {
    uint32_t k = ent_i_kid(c, w, ENT_REL_ACL);
    bool verb = h != ENT_NO_WORD && ent_i_w(c, h)->upos == ENT_UPOS_VERB;
    if (k != ENT_NO_WORD && k == w + 1 && !c->row[k] &&
        ent_i_kid(c, k, ENT_REL_OBJ) == ENT_NO_WORD &&
        (ent_i_outer_at(c, k) & ENT_OUTER_HAPPEN))
        return k;
    return verb ? h : ENT_NO_WORD;
}

/* The light or receiving verb that carries a noun, or what it happens in. */
uint32_t ent_i_carrier(const ent_coder *c, uint32_t w, uint32_t *bits) {
    uint32_t at = top_noun(c, ent_i_first_conjunct(c, w));
    uint32_t h = ent_i_w(c, at)->head;
    uint8_t rel = ent_i_w(c, at)->rel;
    *bits = 0;
    if (is_more_than(c, at))
        at = h, rel = ENT_REL_NSUBJ_PASS, h = ent_i_w(c, at)->head;
    if ((h = happening(c, at, h)) == ENT_NO_WORD)
        return h;
    uint32_t outer = ent_i_outer_at(c, h);
    if (rel == ENT_REL_OBJ || rel == ENT_REL_NSUBJ_PASS)
        *bits = outer & (ENT_OUTER_SUPPORT | ENT_OUTER_RECEIVE);
    else if (rel == ENT_REL_NSUBJ)
        *bits = outer & ENT_OUTER_HAPPEN;
    if (h == at + 1 && ent_i_w(c, h)->head == at)
        *bits = outer & ENT_OUTER_HAPPEN;
    else if (rel == ENT_REL_OBL)
        *bits = outer & ENT_OUTER_RECEIVE;
    if (*bits & ENT_OUTER_SUPPORT)
        *bits = ENT_OUTER_SUPPORT;
    return *bits ? h : ENT_NO_WORD;
}

/* "There has been no truce", "the news is the escalation": the predicate. */
static bool is_predicate(const ent_coder *c, uint32_t w) {
    uint32_t h = ent_i_w(c, w)->head;
    if (ent_i_kid(c, w, ENT_REL_COP) != ENT_NO_WORD ||
        ent_i_kid(c, w, ENT_REL_EXPL) != ENT_NO_WORD)
        return true;
    return ent_i_w(c, w)->rel == ENT_REL_NSUBJ && h != ENT_NO_WORD &&
           ent_i_eqz(c->lemma[h], "be") &&
           ent_i_kid(c, h, ENT_REL_EXPL) != ENT_NO_WORD;
}

/* Subject of a clause that tells no event of its own. */
static bool is_topic(const ent_coder *c, uint32_t w) {
    uint32_t h = ent_i_w(c, w)->head;
    uint8_t rel = ent_i_w(c, w)->rel;
    return (rel == ENT_REL_NSUBJ || rel == ENT_REL_NSUBJ_PASS) &&
           h != ENT_NO_WORD && !c->row[h];
}

/* "will ease cooperation between Chad and Niger": both sides told, under a verb
 * that tells no event of its own. */
bool ent_i_is_done(const ent_coder *c, const ent_candidate *e) {
    uint32_t w = top_noun(c, ent_i_first_conjunct(c, e->word));
    uint32_t h = ent_i_w(c, w)->head;
    return ent_i_w(c, w)->rel == ENT_REL_OBJ && h != ENT_NO_WORD &&
           !c->row[h] && e->source.code.n && e->target.code.n;
}

bool ent_i_carries_clause(const ent_coder *c, uint32_t w) {
    w = top_noun(c, ent_i_first_conjunct(c, w));
    return is_predicate(c, w) || is_topic(c, w);
}
