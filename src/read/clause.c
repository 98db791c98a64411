/* clause.c - small questions about the words of a tree, as statements ask
 * them. Trees come from a parser and are wrong now and then, so each question
 * looks at the nearest words rather than at far ones. */
#include "read/say.h"

bool ent_i_say_lemma_is(const ent_teller *t, uint32_t w, const char *lemma) {
    return ent_i_eqz(ent_i_say_word(t, w)->lemma, lemma);
}

bool ent_i_say_lemma_in(const ent_teller *t, uint32_t w,
                        const char *const *list) {
    ent_str lemma = ent_i_say_word(t, w)->lemma;
    for (; *list; list++)
        if (ent_i_eqz(lemma, *list))
            return true;
    return false;
}

ent_str ent_i_say_lower(const ent_teller *t, uint32_t w, char buf[32]) {
    ent_str s = ent_i_word_text(t->doc, ent_i_say_word(t, w));
    if (s.n > 32)
        return (ent_str){0};
    for (size_t i = 0; i < s.n; i++)
        buf[i] = (char)(s.s[i] >= 'A' && s.s[i] <= 'Z' ? s.s[i] | 32 : s.s[i]);
    return (ent_str){buf, s.n};
}

uint32_t ent_i_say_kid(const ent_teller *t, uint32_t w, ent_rel a, ent_rel b) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next)
        if (ent_i_say_word(t, k)->rel == a || ent_i_say_word(t, k)->rel == b)
            return k;
    return ENT_NO_WORD;
}

static bool has_kid(const ent_teller *t, uint32_t w, ent_rel a, ent_rel b,
                    const char *lemma) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if ((r == a || r == b) && ent_i_say_lemma_is(t, k, lemma))
            return true;
    }
    return false;
}

bool ent_i_say_has_case(const ent_teller *t, uint32_t w, const char *lemma) {
    return has_kid(t, w, ENT_REL_CASE, ENT_REL_MARK, lemma);
}

bool ent_i_say_has_mark(const ent_teller *t, uint32_t w, const char *lemma) {
    return has_kid(t, w, ENT_REL_MARK, ENT_REL_ADVMOD, lemma);
}

bool ent_i_say_is_infinitive(const ent_teller *t, uint32_t w) {
    if (ent_i_say_has_mark(t, w, "to"))
        return true;
    /* the copula's or passive's "to" may hang on the auxiliary */
    return w > 0 && ent_i_say_word(t, w)->xpos == ENT_XPOS_VB &&
           ent_i_say_word(t, w - 1)->sent == ent_i_say_word(t, w)->sent &&
           ent_i_say_word(t, w - 1)->xpos == ENT_XPOS_TO;
}

bool ent_i_say_is_negated(const ent_teller *t, uint32_t w) {
    static const char *const words[] = {"not",    "never",    "n't",     "no",
                                        "hardly", "scarcely", "neither", "nor",
                                        "nobody", "nothing",  "without", NULL};
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        bool near = r == ENT_REL_ADVMOD || r == ENT_REL_DET ||
                    r == ENT_REL_CC || r == ENT_REL_CC_PRECONJ ||
                    r == ENT_REL_MARK || r == ENT_REL_CASE;
        if (near && ent_i_say_lemma_in(t, k, words))
            return true;
    }
    return false;
}

bool ent_i_say_is_hedged(const ent_teller *t, uint32_t w) {
    static const char *const words[] = {
        "apparently", "reportedly", "allegedly", "seemingly",   "perhaps",
        "probably",   "presumably", "possibly",  "purportedly", "supposedly",
        "may",        "might",      "could",     "maybe",       "likely",
        "seem",       "appear",     NULL};
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if ((r == ENT_REL_ADVMOD || r == ENT_REL_AUX) &&
            ent_i_say_lemma_in(t, k, words))
            return true;
    }
    uint32_t h = ent_i_say_word(t, w)->head;
    return ent_i_say_word(t, w)->rel == ENT_REL_XCOMP &&
           ent_i_say_lemma_in(t, h, words);
}

/* "Unions rejected the offer", where the tagger takes the past for a
 * participle behind its noun: an object or a clause of its own gives it away,
 * or that nothing else in the sentence can be its verb. */
bool ent_i_say_is_past(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    if (x->rel != ENT_REL_ACL || x->head > w || x->xpos == ENT_XPOS_VBG ||
        ent_i_say_is_infinitive(t, w) || ent_i_say_agent(t, w) != ENT_NO_WORD)
        return false;
    return ent_i_say_word(t, x->head)->head == ENT_NO_WORD ||
           ent_i_say_kid(t, w, ENT_REL_OBJ, ENT_REL_CCOMP) != ENT_NO_WORD;
}

bool ent_i_say_is_passive(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    if (ent_i_say_kid(t, w, ENT_REL_AUX_PASS, ENT_REL_AUX_PASS) != ENT_NO_WORD)
        return true;
    if (x->xpos != ENT_XPOS_VBN || ent_i_say_is_past(t, w))
        return false;
    if (x->rel == ENT_REL_CONJ)
        return ent_i_say_kid(t, x->head, ENT_REL_AUX_PASS, ENT_REL_AUX_PASS) !=
                   ENT_NO_WORD &&
               ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_OBJ) == ENT_NO_WORD;
    if (x->rel == ENT_REL_AMOD || x->rel == ENT_REL_ACL)
        return ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ) == ENT_NO_WORD;
    return ent_i_say_agent(t, w) != ENT_NO_WORD &&
           ent_i_say_kid(t, w, ENT_REL_OBJ, ENT_REL_CCOMP) == ENT_NO_WORD;
}

/* The word whose children may be the verb's own: of a verb that the tree takes
 * for a participle, the noun. */
static uint32_t stand_in(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    if (x->rel == ENT_REL_AMOD && x->head > w && x->head != ENT_NO_WORD &&
        ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ) != ENT_NO_WORD)
        return x->head;
    return ent_i_say_is_past(t, w) ? x->head : ENT_NO_WORD;
}

/* The first of a chain of siblings that stands behind w. */
static uint32_t behind(const ent_teller *t, uint32_t w, uint32_t k) {
    while (k != ENT_NO_WORD && k <= w)
        k = ent_i_say_word(t, k)->next;
    return k;
}

uint32_t ent_i_say_first(const ent_teller *t, uint32_t w) {
    uint32_t k = ent_i_say_word(t, w)->kid;
    if (k != ENT_NO_WORD)
        return k;
    uint32_t other = stand_in(t, w);
    return other == ENT_NO_WORD ? other
                                : behind(t, w, ent_i_say_word(t, other)->kid);
}

uint32_t ent_i_say_next(const ent_teller *t, uint32_t w, uint32_t k) {
    const ent_word *x = ent_i_say_word(t, k);
    if (x->next != ENT_NO_WORD || x->head != w)
        return x->next;
    uint32_t other = stand_in(t, w);
    return other == ENT_NO_WORD ? other
                                : behind(t, w, ent_i_say_word(t, other)->kid);
}

bool ent_i_say_is_that(const ent_teller *t, uint32_t w) {
    uint32_t n = w + 1;
    if (n + 1 >= t->p->n ||
        ent_i_say_word(t, n + 1)->sent != ent_i_say_word(t, w)->sent ||
        !ent_i_say_lemma_is(t, n, "that"))
        return false;
    /* "claims that were rejected" is a relative clause */
    const ent_word *x = ent_i_say_word(t, n + 1);
    return (x->upos != ENT_UPOS_VERB && x->upos != ENT_UPOS_AUX &&
            x->upos != ENT_UPOS_PUNCT) ||
           x->xpos == ENT_XPOS_VBG;
}

ent_span ent_i_say_that_clause(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w + 1);
    uint32_t end = t->p->first[x->sent + 1], k = w + 1;
    while (k + 1 < end) {
        ent_str s = ent_i_word_text(t->doc, ent_i_say_word(t, k + 1));
        if (ent_i_eqz(s, ";") || ent_i_eqz(s, "\xE2\x80\x94"))
            break;
        k++;
    }
    return (ent_span){x->start, ent_i_say_word(t, k)->end};
}

bool ent_i_say_is_below(const ent_teller *t, uint32_t w, uint32_t top) {
    while (w != ENT_NO_WORD && w != top)
        w = ent_i_say_word(t, w)->head;
    return w == top;
}

bool ent_i_say_is_inside_speech(const ent_teller *t, uint32_t w) {
    const ent_quote *q =
        ent_i_quote_at(t->in->quotes, ent_i_say_word(t, w)->start);
    return q && q->speech;
}
