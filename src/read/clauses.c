/* clauses.c - who is the subject and the object of a verb, wherever a tree has
 * them.
 *
 * Trees of parsers err most in coordination and clauses without subject;
 * the walks up are bounded, so that a wrong tree costs a role and no time. */
#include "read/coder.h"

enum { MAX_CLIMB = 6, LONG = 150 };

uint32_t ent_i_kid(const ent_coder *c, uint32_t head, ent_rel rel) {
    ENT_EACH_KID(c, k, head)
    if (ent_i_w(c, k)->rel == rel)
        return k;
    return ENT_NO_WORD;
}

bool ent_i_has_case(const ent_coder *c, uint32_t w, ent_str prep) {
    ENT_EACH_KID(c, k, w) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if ((rel == ENT_REL_CASE || rel == ENT_REL_MARK) &&
            ent_i_eq(c->lemma[k], prep))
            return true;
    }
    return false;
}

uint32_t ent_i_first_conjunct(const ent_coder *c, uint32_t w) {
    for (int i = 0; i < MAX_CLIMB && ent_i_w(c, w)->rel == ENT_REL_CONJ &&
                    ent_i_w(c, w)->head != ENT_NO_WORD;
         i++)
        w = ent_i_w(c, w)->head;
    return w;
}

static bool is_relative(const ent_coder *c, uint32_t w) {
    uint8_t x = ent_i_w(c, w)->xpos;
    ent_str l = c->lemma[w];
    return x == ENT_XPOS_WDT || x == ENT_XPOS_WP ||
           (ent_i_eqz(l, "that") && ent_i_w(c, w)->upos == ENT_UPOS_PRON) ||
           ent_i_eqz(l, "who") || ent_i_eqz(l, "which");
}

/* The name or noun right before a relative pronoun, over a comma. */
static uint32_t noun_before(const ent_coder *c, uint32_t w) {
    enum { MOST = 3 };
    uint32_t first = c->p->first[ent_i_w(c, w)->sent];
    for (uint32_t k = w; k-- > first && k + MOST >= w;)
        if (ent_i_w(c, k)->upos == ENT_UPOS_PROPN ||
            ent_i_w(c, k)->upos == ENT_UPOS_NOUN ||
            c->who->mention[k] != ENT_NO_MENTION)
            return k;
    return w;
}

uint32_t ent_i_antecedent(const ent_coder *c, uint32_t w) {
    if (!is_relative(c, w))
        return w;
    uint32_t h = ent_i_w(c, w)->head;
    for (int i = 0; i < MAX_CLIMB && h != ENT_NO_WORD; i++) {
        if (ent_i_w(c, h)->rel == ENT_REL_ACL_RELCL ||
            ent_i_w(c, h)->rel == ENT_REL_ACL)
            return ent_i_w(c, h)->head;
        h = ent_i_w(c, h)->head;
    }
    return noun_before(c, w);
}

static bool is_finite(const ent_coder *c, uint32_t w) {
    uint8_t x = ent_i_w(c, w)->xpos;
    return x == ENT_XPOS_VBD || x == ENT_XPOS_VBZ || x == ENT_XPOS_VBP ||
           x == ENT_XPOS_MD;
}

static bool is_noun(const ent_coder *c, uint32_t w) {
    uint8_t u = ent_i_w(c, w)->upos;
    return u == ENT_UPOS_NOUN || u == ENT_UPOS_PROPN || u == ENT_UPOS_PRON ||
           u == ENT_UPOS_NUM;
}

static uint32_t agent(const ent_coder *c, uint32_t v) {
    uint32_t a = ent_i_kid(c, v, ENT_REL_OBL_AGENT);
    if (a != ENT_NO_WORD)
        return a;
    ENT_EACH_KID(c, k, v) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if ((rel == ENT_REL_OBL || rel == ENT_REL_NMOD) && is_noun(c, k) &&
            ent_i_has_case(c, k, ENT_STR("by")))
            return k;
    }
    return ENT_NO_WORD;
}

/* A full sentence has a finite verb: where the tree has none but a participle
 * on its root ("soldiers clashed with militias"), that is the verb. */
static bool is_only_verb(const ent_coder *c, uint32_t v) {
    uint32_t s = ent_i_w(c, v)->sent, h = ent_i_w(c, v)->head;
    ent_span at = c->doc->sent[s].in.at;
    if ((h != ENT_NO_WORD && ent_i_w(c, h)->head != ENT_NO_WORD) ||
        at.end == at.start || c->doc->text.s[at.end - 1] != '.')
        return false;
    uint32_t from = c->p->first[s], to = c->p->first[s + 1];
    if (to - from > LONG)
        return false;
    for (uint32_t w = from; w < to; w++)
        if (w != v && is_finite(c, w))
            return false;
    return true;
}

/* The word below the first verb above a participle; ENT_NO_WORD: none stands
 * above it up to the root. */
static uint32_t below_verb(const ent_coder *c, uint32_t v, uint32_t *top) {
    uint32_t w = v;
    for (int i = 0; i < MAX_CLIMB; i++) {
        uint32_t h = ent_i_w(c, w)->head;
        *top = w;
        if (h == ENT_NO_WORD || ent_i_w(c, h)->upos == ENT_UPOS_VERB ||
            ent_i_w(c, h)->upos == ENT_UPOS_AUX)
            return h == ENT_NO_WORD ? h : w;
        w = h;
    }
    return v;
}

static bool is_subject(const ent_coder *c, uint32_t w) {
    return ent_i_w(c, w)->rel == ENT_REL_NSUBJ ||
           ent_i_w(c, w)->rel == ENT_REL_NSUBJ_PASS;
}

/* "Workers struck for a day, and soldiers drove the trains": the verb above
 * has a subject of its own behind the participle, or an "and" before it. */
static bool has_other_clause(const ent_coder *c, uint32_t v, uint32_t subject) {
    uint32_t verb = ent_i_w(c, subject)->head;
    if (!is_subject(c, subject))
        return false;
    ENT_EACH_KID(c, k, verb) {
        bool between = v < k && k < verb;
        if (k != subject && is_subject(c, k) && (between || k < subject))
            return true;
        if (between && ent_i_w(c, k)->rel == ENT_REL_CC)
            return true;
    }
    return false;
}

/* A participle behind its noun that must be the verb of the clause: no other
 * verb could be. */
static bool is_verb_after_all(const ent_coder *c, uint32_t v) {
    uint32_t s = ent_i_w(c, v)->sent, top = v;
    ent_span at = c->doc->sent[s].in.at;
    bool full = at.end > at.start && c->doc->text.s[at.end - 1] == '.';
    uint32_t h = ent_i_w(c, v)->head;
    if (!full || h == ENT_NO_WORD || h > v ||
        ent_i_w(c, v)->rel != ENT_REL_ACL || agent(c, v) != ENT_NO_WORD)
        return false;
    uint32_t subject = below_verb(c, v, &top);
    if (subject == ENT_NO_WORD)
        return top != v && ent_i_kid(c, top, ENT_REL_COP) == ENT_NO_WORD &&
               ent_i_kid(c, top, ENT_REL_AUX) == ENT_NO_WORD;
    return subject == h && has_other_clause(c, v, subject);
}

/* "Police officers seized drone parts", where the tree has "seized" for an
 * attribute of the noun behind it and that noun for one of "officers". */
bool ent_i_is_hidden_verb(const ent_coder *c, uint32_t v) {
    const ent_word *w = ent_i_w(c, v);
    if (w->rel != ENT_REL_AMOD || w->xpos != ENT_XPOS_VBN || !v ||
        w->head == ENT_NO_WORD || w->head < v)
        return false;
    return ent_i_w(c, w->head)->head == v - 1 && is_noun(c, v - 1) &&
           ent_i_w(c, v - 1)->sent == w->sent;
}

static uint32_t surface_object(const ent_coder *c, uint32_t v) {
    if (ent_i_is_hidden_verb(c, v))
        return ent_i_w(c, v)->head;
    uint32_t k = ent_i_kid(c, v, ENT_REL_OBJ);
    if (k == ENT_NO_WORD)
        k = ent_i_kid(c, v, ENT_REL_IOBJ);
    return k == ENT_NO_WORD ? k : ent_i_antecedent(c, k);
}

static bool bare_participle(const ent_coder *c, uint32_t v) {
    return ent_i_w(c, v)->xpos == ENT_XPOS_VBN &&
           ent_i_kid(c, v, ENT_REL_AUX) == ENT_NO_WORD;
}

bool ent_i_is_passive(const ent_coder *c, uint32_t v) {
    for (int i = 0; i < MAX_CLIMB; i++) {
        ENT_EACH_KID(c, k, v) {
            uint8_t rel = ent_i_w(c, k)->rel;
            if (rel == ENT_REL_AUX_PASS || rel == ENT_REL_NSUBJ_PASS ||
                rel == ENT_REL_OBL_AGENT || rel == ENT_REL_CSUBJ_PASS)
                return true;
            if (rel == ENT_REL_NSUBJ || rel == ENT_REL_OBJ)
                return false;
        }
        if (!bare_participle(c, v))
            return false;
        const ent_word *w = ent_i_w(c, v);
        if (is_only_verb(c, v) || is_verb_after_all(c, v) ||
            ent_i_is_hidden_verb(c, v))
            return false;
        if (w->rel != ENT_REL_CONJ || w->head == ENT_NO_WORD)
            return w->rel == ENT_REL_ACL || w->rel == ENT_REL_ACL_RELCL ||
                   w->rel == ENT_REL_ADVCL || w->rel == ENT_REL_AMOD ||
                   w->rel == ENT_REL_ROOT;
        v = w->head;
        if (ent_i_w(c, v)->upos != ENT_UPOS_VERB)
            return false;
    }
    return false;
}

/* The subject by the tree alone: of the surface, no matter which voice. */
static uint32_t own_subject(const ent_coder *c, uint32_t v) {
    ENT_EACH_KID(c, k, v) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if (rel == ENT_REL_NSUBJ || rel == ENT_REL_NSUBJ_PASS)
            return ent_i_antecedent(c, k);
    }
    return ENT_NO_WORD;
}

/* Subject controls these even over an object: "promised Iran to leave". */
static bool subject_controls(const ent_coder *c, uint32_t v) {
    ent_str l = c->lemma[v];
    return ent_i_eqz(l, "promise") || ent_i_eqz(l, "threaten") ||
           ent_i_eqz(l, "vow") || ent_i_eqz(l, "pledge") ||
           ent_i_eqz(l, "use") || ent_i_eqz(l, "take");
}

static bool is_acting(const ent_coder *c, uint32_t n) {
    uint64_t people = ent_i_frames_class(c->frames, "person") |
                      ent_i_frames_class(c->frames, "force") |
                      ent_i_frames_class(c->frames, "official");
    uint8_t u = ent_i_w(c, n)->upos;
    return u == ENT_UPOS_PROPN || u == ENT_UPOS_PRON ||
           c->who->mention[n] != ENT_NO_MENTION ||
           (ent_i_noun_classes(c, n) & people);
}

static bool has_actor(const ent_coder *c, uint32_t n) {
    ENT_EACH_KID(c, k, n)
    if (ent_i_w(c, k)->rel != ENT_REL_ACL && ent_i_mention_at(c, k) &&
        ent_i_mention_at(c, k)->is_actor)
        return true;
    return false;
}

/* "made an announcement rejecting", "cautious about providing", "the chance of
 * meeting": a thing acts for whoever makes it. */
static uint32_t behind_thing(const ent_coder *c, uint32_t v, uint32_t *up) {
    uint32_t n = ent_i_w(c, v)->head;
    bool marked = ent_i_kid(c, v, ENT_REL_MARK) != ENT_NO_WORD ||
                  ent_i_kid(c, v, ENT_REL_CASE) != ENT_NO_WORD;
    uint32_t poss = ent_i_kid(c, n, ENT_REL_NMOD_POSS);
    uint8_t rel = ent_i_w(c, n)->rel;
    if (ent_i_w(c, v)->xpos != ENT_XPOS_VBG)
        return n;
    if (!marked && (is_acting(c, n) || has_actor(c, n)))
        return n;
    if (poss != ENT_NO_WORD)
        return poss;
    if (ent_i_kid(c, n, ENT_REL_COP) != ENT_NO_WORD)
        *up = n;
    else if (rel == ENT_REL_OBJ || rel == ENT_REL_OBL || rel == ENT_REL_NMOD)
        *up = ent_i_w(c, n)->head;
    else if (!marked || rel == ENT_REL_NSUBJ)
        return n;
    return ENT_NO_WORD;
}

/* One step up from a verb without its own subject. */
static uint32_t controller(const ent_coder *c, uint32_t v, uint32_t *up) {
    const ent_word *w = ent_i_w(c, v);
    *up = ENT_NO_WORD;
    if (w->head == ENT_NO_WORD)
        return ENT_NO_WORD;
    if (w->rel == ENT_REL_XCOMP || w->rel == ENT_REL_CCOMP) {
        uint32_t o = surface_object(c, w->head);
        if (o != ENT_NO_WORD && !subject_controls(c, w->head) && is_noun(c, o))
            return o;
    }
    bool noun = is_noun(c, w->head);
    if ((w->rel == ENT_REL_ACL || w->rel == ENT_REL_ACL_RELCL) && noun) {
        if (w->xpos != ENT_XPOS_VB)
            return behind_thing(c, v, up);
        /* "the president's promise to visit": whose promise it is */
        uint32_t poss = ent_i_kid(c, w->head, ENT_REL_NMOD_POSS);
        if (poss != ENT_NO_WORD)
            return poss;
        uint8_t rel = ent_i_w(c, w->head)->rel;
        if (rel == ENT_REL_OBJ || rel == ENT_REL_OBL)
            *up = ent_i_w(c, w->head)->head;
        return ENT_NO_WORD;
    }
    if (w->rel == ENT_REL_CONJ || w->rel == ENT_REL_XCOMP ||
        w->rel == ENT_REL_CCOMP || w->rel == ENT_REL_ADVCL ||
        w->rel == ENT_REL_PARATAXIS || w->rel == ENT_REL_OBL ||
        w->rel == ENT_REL_OBJ)
        *up = w->head;
    return ENT_NO_WORD;
}

/* A name right before its verb that the tree calls something else. */
static uint32_t name_before(const ent_coder *c, uint32_t v) {
    ENT_EACH_KID(c, k, v) {
        uint32_t m = c->who->mention[k];
        uint8_t rel = ent_i_w(c, k)->rel;
        if (k < v && m != ENT_NO_MENTION && c->doc->mention[m].is_actor &&
            rel != ENT_REL_OBL && rel != ENT_REL_NMOD &&
            rel != ENT_REL_NMOD_POSS && rel != ENT_REL_CONJ)
            return k;
    }
    return ENT_NO_WORD;
}

static bool has_finite(const ent_coder *c, uint32_t v) {
    if (is_finite(c, v))
        return true;
    ENT_EACH_KID(c, k, v)
    if (is_finite(c, k) && ent_i_w(c, k)->rel == ENT_REL_AUX)
        return true;
    return false;
}

/* "At that time, Merkel, of course, refused": the last name before a finite
 * verb for which the tree has no subject at all. */
static uint32_t stray_name(const ent_coder *c, uint32_t v) {
    uint32_t first = c->p->first[ent_i_w(c, v)->sent];
    if (!has_finite(c, v))
        return ENT_NO_WORD;
    for (uint32_t w = v; w-- > first && w + LONG > v;) {
        uint32_t m = c->who->mention[w];
        if (is_finite(c, w) && ent_i_w(c, w)->head != v)
            break;
        if (m != ENT_NO_MENTION && c->doc->mention[m].is_actor &&
            c->doc->mention[m].code.n &&
            !ent_i_eqz(c->doc->mention[m].type, "ADJ") &&
            ent_i_kid(c, w, ENT_REL_CASE) == ENT_NO_WORD)
            return w;
    }
    return ENT_NO_WORD;
}

/* The subject of the surface, found above where the verb has none. */
static uint32_t surface_subject(const ent_coder *c, uint32_t v) {
    uint32_t name = name_before(c, v), verb = v;
    if (ent_i_is_hidden_verb(c, v))
        return v - 1;
    if (name != ENT_NO_WORD && own_subject(c, v) == ENT_NO_WORD)
        return name;
    for (int i = 0; i < MAX_CLIMB && v != ENT_NO_WORD; i++) {
        uint32_t s = own_subject(c, v), up;
        if (s == ENT_NO_WORD)
            s = controller(c, v, &up);
        else
            return s;
        if (s != ENT_NO_WORD)
            return s;
        v = up;
    }
    return stray_name(c, verb);
}

uint32_t ent_i_subject(const ent_coder *c, uint32_t v) {
    return ent_i_is_passive(c, v) ? agent(c, v) : surface_subject(c, v);
}

/* "condemned and rejected the plan": the object stands with the neighbour. */
static uint32_t shared_object(const ent_coder *c, uint32_t v) {
    uint32_t k = ent_i_kid(c, v, ENT_REL_CONJ);
    if (k == ENT_NO_WORD || ent_i_w(c, k)->upos != ENT_UPOS_VERB || k > v + 3)
        return ENT_NO_WORD;
    return surface_object(c, k);
}

uint32_t ent_i_object(const ent_coder *c, uint32_t v) {
    if (ent_i_is_passive(c, v))
        return surface_subject(c, v);
    uint32_t o = surface_object(c, v);
    if (o != ENT_NO_WORD)
        return o;
    const ent_word *w = ent_i_w(c, v);
    if (w->rel == ENT_REL_ACL_RELCL && w->head != ENT_NO_WORD &&
        own_subject(c, v) != ENT_NO_WORD && own_subject(c, v) != w->head)
        return w->head; /* "the town that they shelled" */
    return shared_object(c, v);
}

static uint32_t behind(const ent_coder *c, uint32_t head, ent_str prep) {
    ENT_EACH_KID(c, k, head) {
        uint8_t rel = ent_i_w(c, k)->rel;
        bool may = rel == ENT_REL_OBL || rel == ENT_REL_NMOD ||
                   rel == ENT_REL_OBL_AGENT || rel == ENT_REL_ADVMOD ||
                   rel == ENT_REL_ADVCL || rel == ENT_REL_ACL ||
                   rel == ENT_REL_OBL_UNMARKED || rel == ENT_REL_XCOMP ||
                   rel == ENT_REL_OBJ || rel == ENT_REL_IOBJ;
        if (may && ent_i_has_case(c, k, prep))
            return k;
    }
    return ENT_NO_WORD;
}

uint32_t ent_i_oblique(const ent_coder *c, uint32_t head, ent_str prep) {
    uint32_t k = behind(c, head, prep);
    if (k != ENT_NO_WORD || ent_i_w(c, head)->upos != ENT_UPOS_VERB)
        return k;
    uint32_t o = ent_i_object(c, head);
    if (o == ENT_NO_WORD || o == head)
        return ENT_NO_WORD;
    k = behind(c, o, prep);
    return k;
}
