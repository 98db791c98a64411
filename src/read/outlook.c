/* outlook.c - what becomes of an event by what stands beside and over it:
 * denied, possible, future, alleged, whose word it is.
 *
 * The walk goes from the trigger up to the root. At each step the modifiers of
 * the word count (modals, negation, adverbs), and, if the word above is an
 * outer word whose complement this is, its class. */
#include "read/coder.h"

enum { MAX_CLIMB = 10, MAX_WORD = 32 };

static uint32_t modal_bits(const ent_coder *c, uint32_t w) {
    char low[MAX_WORD];
    ent_str s = ent_i_word_text(c->doc, ent_i_w(c, w));
    if (s.n > MAX_WORD)
        return 0;
    for (size_t i = 0; i < s.n; i++)
        low[i] = (char)(s.s[i] >= 'A' && s.s[i] <= 'Z' ? s.s[i] + 32 : s.s[i]);
    return ent_i_frames_modal(c->frames, (ent_str){low, s.n});
}

uint32_t ent_i_outer_at(const ent_coder *c, uint32_t w) {
    uint32_t noun;
    ent_frame_kind kind;
    switch (ent_i_w(c, w)->upos) {
    case ENT_UPOS_VERB:
    case ENT_UPOS_AUX:
        kind = ENT_FRAME_OUTER_VERB;
        break;
    case ENT_UPOS_NOUN:
        kind = ENT_FRAME_OUTER_NOUN;
        break;
    case ENT_UPOS_ADJ:
        kind = ENT_FRAME_OUTER_ADJ;
        break;
    default:
        return 0;
    }
    const ent_frame *f = ent_i_frame_at(c, kind, w, &noun);
    return f ? f->bits : 0;
}

/* ---- factuality: the further from a fact wins */

static int rank(ent_str f) {
    return ent_i_eqz(f, "hypothetical") ? 3
           : ent_i_eqz(f, "alleged")    ? 2
           : ent_i_eqz(f, "future")     ? 1
                                        : 0;
}

static void set_factuality(ent_candidate *e, ent_str f) {
    if (rank(f) > rank(e->factuality))
        e->factuality = f;
}

/* ---- words beside */

static bool no_longer(const ent_coder *c, uint32_t k) {
    uint32_t n = ent_i_w(c, k)->kid;
    return ent_i_eqz(c->lemma[k], "longer") && n != ENT_NO_WORD &&
           (modal_bits(c, n) & ENT_MODAL_NEGATION);
}

static void apply_aux(ent_candidate *e, uint32_t bits) {
    if (bits & ENT_MODAL_FUTURE)
        set_factuality(e, ENT_STR("future"));
    if (bits & ENT_MODAL_POSSIBLE)
        set_factuality(e, ENT_STR("hypothetical"));
    if (bits & ENT_MODAL_HEDGE)
        e->hedged = true;
}

static void apply_adjective(ent_candidate *e, uint32_t bits) {
    if (bits & ENT_MODAL_ADJ_ALLEGED)
        set_factuality(e, ENT_STR("alleged"));
    if (bits & ENT_MODAL_ADJ_POSSIBLE)
        set_factuality(e, ENT_STR("hypothetical"));
    if (bits & ENT_MODAL_ADJ_FUTURE)
        set_factuality(e, ENT_STR("future"));
    if (bits & ENT_MODAL_ADJ_FAILED)
        e->negated = !e->negated;
    if (bits & ENT_MODAL_ADJ_PAST)
        e->background = true;
}

static void apply_adverb(ent_candidate *e, uint32_t bits) {
    if (bits & ENT_MODAL_NEGATION)
        e->negated = !e->negated;
    if (bits & ENT_MODAL_ADV_HEDGE)
        e->hedged = true;
    if (bits & ENT_MODAL_ADJ_ALLEGED)
        set_factuality(e, ENT_STR("alleged"));
}

/* "no concessions", "no country", "neither side". */
static bool has_no(const ent_coder *c, uint32_t w) {
    ENT_EACH_KID(c, k, w) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if ((rel == ENT_REL_DET || rel == ENT_REL_CC_PRECONJ ||
             rel == ENT_REL_ADVMOD || rel == ENT_REL_CC) &&
            k < w && (modal_bits(c, k) & ENT_MODAL_NEGATION))
            return true;
    }
    return ent_i_w(c, w)->upos == ENT_UPOS_PRON &&
           (modal_bits(c, w) & ENT_MODAL_NEGATION);
}

/* "stopped short of", "far from". */
static bool behind_short(const ent_coder *c, uint32_t k) {
    return k > c->p->first[ent_i_w(c, k)->sent] &&
           (ent_i_eqz(c->lemma[k - 1], "short") ||
            ent_i_eqz(c->lemma[k - 1], "far"));
}

static void apply_kid(const ent_coder *c, ent_candidate *e, uint32_t k) {
    uint32_t bits = modal_bits(c, k);
    switch (ent_i_w(c, k)->rel) {
    case ENT_REL_AUX:
    case ENT_REL_AUX_PASS:
    case ENT_REL_COP:
        apply_aux(e, bits);
        break;
    case ENT_REL_ADVMOD:
    case ENT_REL_CC_PRECONJ:
        apply_adverb(e, no_longer(c, k) ? ENT_MODAL_NEGATION : bits);
        break;
    case ENT_REL_CC: /* "neither the mayor nor the governor had" */
        if (ent_i_eqz(c->lemma[k], "neither"))
            e->negated = !e->negated;
        break;
    case ENT_REL_AMOD:
        apply_adjective(e, bits);
        break;
    case ENT_REL_DET:
        if (bits & ENT_MODAL_NEGATION)
            e->negated = !e->negated;
        break;
    case ENT_REL_MARK:
    case ENT_REL_CASE:
        if (ent_i_eqz(c->lemma[k], "without") || behind_short(c, k))
            e->negated = !e->negated;
        break;
    case ENT_REL_NSUBJ:
    case ENT_REL_NSUBJ_PASS:
    case ENT_REL_OBJ:
        if (k != e->word && has_no(c, k) &&
            ent_i_w(c, ent_i_w(c, k)->head)->upos == ENT_UPOS_VERB)
            e->negated = !e->negated;
        break;
    default:
        break;
    }
}

static bool own(const ent_coder *c, uint32_t w, ent_rel a, ent_rel b) {
    return ent_i_kid(c, w, a) != ENT_NO_WORD ||
           ent_i_kid(c, w, b) != ENT_NO_WORD;
}

static void apply_beside(const ent_coder *c, ent_candidate *e, uint32_t w) {
    ENT_EACH_KID(c, k, w)
    apply_kid(c, e, k);
}

/* "will meet and sign": a conjunct without subject shares the auxiliaries;
 * "did not attack or invade" the negation too. */
static void apply_shared(const ent_coder *c, ent_candidate *e, uint32_t w,
                         uint32_t first) {
    bool or = false, verb = ent_i_w(c, w)->upos == ENT_UPOS_VERB;
    if (own(c, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ_PASS) ||
        own(c, w, ENT_REL_AUX, ENT_REL_AUX))
        return;
    uint32_t cc = ent_i_kid(c, w, ENT_REL_CC);
    if (cc != ENT_NO_WORD)
        or = ent_i_eqz(c->lemma[cc], "or") || ent_i_eqz(c->lemma[cc], "nor");
    ENT_EACH_KID(c, k, first) {
        uint32_t bits = modal_bits(c, k);
        if (ent_i_w(c, k)->rel == ENT_REL_AUX && verb)
            apply_aux(e, bits);
        else if (or &&(bits & ENT_MODAL_NEGATION))
            e->negated = !e->negated;
    }
}

/* ---- words over */

static bool conditional(const ent_coder *c, uint32_t w) {
    ENT_EACH_KID(c, k, w)
    if ((ent_i_w(c, k)->rel == ENT_REL_MARK ||
         ent_i_w(c, k)->rel == ENT_REL_ADVMOD) &&
        (modal_bits(c, k) & ENT_MODAL_CONDITION))
        return true;
    return false;
}

static bool infinitive(const ent_coder *c, uint32_t w) {
    return ent_i_w(c, w)->xpos == ENT_XPOS_VB &&
           ent_i_has_case(c, w, ENT_STR("to"));
}

static void set_reporter(const ent_coder *c, ent_candidate *e, uint32_t who) {
    ent_role r;
    if (e->reporter.n || who == ENT_NO_WORD)
        return;
    if (!ent_i_role(c, who, false, &r))
        e->reporter = r.code;
}

static void under_say(const ent_coder *c, ent_candidate *e, uint32_t h,
                      uint32_t bits) {
    set_reporter(c, e, ent_i_subject(c, h));
    if (bits & ENT_OUTER_CLAIM)
        set_factuality(e, ENT_STR("alleged"));
    /* "said it would withdraw" speaks of the future */
    if (ent_i_eqz(e->factuality, "hypothetical") && !e->hedged) {
        uint32_t aux = ent_i_kid(c, e->clause, ENT_REL_AUX);
        ent_str l = aux == ENT_NO_WORD
                        ? (ent_str){0}
                        : ent_i_word_text(c->doc, ent_i_w(c, aux));
        if (ent_i_eqz(l, "would"))
            e->factuality = ENT_STR("future");
    }
}

/* "This may encourage China to …": nobody asks. */
static bool thing_speaks(const ent_coder *c, uint32_t h) {
    ent_role r;
    uint32_t s = ent_i_w(c, h)->upos == ENT_UPOS_VERB ? ent_i_subject(c, h)
                                                      : ENT_NO_WORD;
    return s != ENT_NO_WORD && !ent_i_role(c, s, false, &r) && !r.code.n &&
           !r.person;
}

static void under_event(const ent_coder *c, ent_candidate *e, uint32_t h,
                        uint32_t bits, uint32_t w) {
    bool noun = ent_i_w(c, w)->upos != ENT_UPOS_VERB;
    if (thing_speaks(c, h)) {
        set_factuality(e, ENT_STR("hypothetical"));
        return;
    }
    e->core = false;
    if (bits & (ENT_OUTER_AGREE | ENT_OUTER_PROMISE))
        set_factuality(e, ENT_STR("future"));
    else if (bits & ENT_OUTER_REFUSE) {
        e->negated = e->negated || !noun;
        set_factuality(e, ENT_STR("hypothetical"));
    } else if (bits & (ENT_OUTER_THREATEN | ENT_OUTER_WARN | ENT_OUTER_REQUEST))
        set_factuality(e, ENT_STR("hypothetical"));
    else if (bits & ENT_OUTER_ACCUSE) {
        if (ent_i_has_case(c, w, ENT_STR("of")) || !noun) {
            set_factuality(e, ENT_STR("alleged"));
            set_reporter(c, e, ent_i_subject(c, h));
        }
    } else if (bits & ENT_OUTER_DENY) {
        e->negated = !e->negated;
        set_factuality(e, ENT_STR("alleged"));
        set_reporter(c, e, ent_i_subject(c, h));
    }
}

enum {
    OVER_EVENT = ENT_OUTER_AGREE | ENT_OUTER_PROMISE | ENT_OUTER_REFUSE |
                 ENT_OUTER_THREATEN | ENT_OUTER_WARN | ENT_OUTER_REQUEST |
                 ENT_OUTER_ACCUSE | ENT_OUTER_PRAISE | ENT_OUTER_DENY
};

/* The class that counts: over a noun, light verbs before all others. */
static uint32_t class_here(uint32_t bits, bool noun) {
    uint32_t light = ENT_OUTER_SUPPORT | ENT_OUTER_RECEIVE;
    if (noun && (bits & light))
        return bits & light;
    return bits & ~(light | ENT_OUTER_HAPPEN);
}

static void apply_class(const ent_coder *c, ent_candidate *e, uint32_t h,
                        uint32_t w, uint32_t bits) {
    if (bits & OVER_EVENT)
        under_event(c, e, h, bits, w);
    else if (bits & ENT_OUTER_FAIL)
        e->negated = !e->negated;
    else if (bits & ENT_OUTER_PLAN)
        set_factuality(e, ENT_STR("future"));
    else if (bits & ENT_OUTER_POSSIBLE) {
        set_factuality(e, ENT_STR("hypothetical"));
        if (modal_bits(c, h) & ENT_MODAL_ADV_HEDGE)
            e->hedged = true;
        if (ent_i_eqz(c->lemma[h], "unlikely"))
            e->negated = !e->negated;
    } else if (bits & (ENT_OUTER_SAY | ENT_OUTER_CLAIM))
        under_say(c, e, h, bits);
    if (e->over == ENT_NO_WORD) {
        e->over = h;
        e->over_class = bits;
    }
}

/* May an outer word at the head take this as its complement? */
static bool is_complement(const ent_coder *c, uint32_t w) {
    uint32_t h = ent_i_w(c, w)->head;
    uint8_t rel = ent_i_w(c, w)->rel, u = ent_i_w(c, h)->upos;
    switch (rel) {
    case ENT_REL_XCOMP:
    case ENT_REL_CCOMP:
    case ENT_REL_CSUBJ:
    case ENT_REL_CSUBJ_PASS:
    case ENT_REL_OBJ:
    case ENT_REL_NSUBJ_PASS:
        return true;
    case ENT_REL_ACL:
        return infinitive(c, w) || ent_i_has_case(c, w, ENT_STR("of")) ||
               ent_i_has_case(c, w, ENT_STR("that"));
    case ENT_REL_ADVCL:
        return ent_i_has_case(c, w, ENT_STR("for")) ||
               ent_i_has_case(c, w, ENT_STR("of")) ||
               ent_i_has_case(c, w, ENT_STR("from")) ||
               ent_i_has_case(c, w, ENT_STR("against")) ||
               (u == ENT_UPOS_ADJ && infinitive(c, w));
    case ENT_REL_OBL:
    case ENT_REL_NMOD:
        return ent_i_has_case(c, w, ENT_STR("of")) ||
               ent_i_has_case(c, w, ENT_STR("for")) ||
               ent_i_has_case(c, w, ENT_STR("to")) ||
               ent_i_has_case(c, w, ENT_STR("from")) ||
               ent_i_has_case(c, w, ENT_STR("with")) ||
               ent_i_has_case(c, w, ENT_STR("on")) ||
               (u == ENT_UPOS_NOUN && ent_i_has_case(c, w, ENT_STR("in"))) ||
               (u == ENT_UPOS_ADJ && ent_i_has_case(c, w, ENT_STR("about"))) ||
               ent_i_has_case(c, w, ENT_STR("against"));
    default:
        return false;
    }
}

/* A clause beside "X said" or under "according to X". */
static void apply_parenthesis(const ent_coder *c, ent_candidate *e,
                              uint32_t w) {
    ENT_EACH_KID(c, k, w) {
        uint8_t rel = ent_i_w(c, k)->rel;
        uint32_t bits;
        if ((rel == ENT_REL_PARATAXIS || rel == ENT_REL_CCOMP) &&
            ent_i_w(c, k)->upos == ENT_UPOS_VERB && k > e->word) {
            bits = ent_i_outer_at(c, k);
            if (bits & (ENT_OUTER_SAY | ENT_OUTER_CLAIM) &&
                ent_i_kid(c, k, ENT_REL_OBJ) == ENT_NO_WORD)
                under_say(c, e, k, bits);
        } else if (rel == ENT_REL_OBL &&
                   ent_i_has_case(c, k, ENT_STR("accord")))
            set_reporter(c, e, k);
    }
}

static bool any_word(const ent_coder *c, uint32_t h, const char *lemma) {
    ENT_EACH_KID(c, k, h)
    if (ent_i_eqz(c->lemma[k], lemma))
        return true;
    return false;
}

/* One step up; false at the end of what bears on the event. */
static bool climb(ent_coder *c, ent_candidate *e, uint32_t *at) {
    uint32_t w = *at, h = ent_i_w(c, w)->head;
    bool noun = ent_i_w(c, w)->upos != ENT_UPOS_VERB;
    apply_parenthesis(c, e, w);
    if (conditional(c, w))
        set_factuality(e, ENT_STR("hypothetical"));
    if (h == ENT_NO_WORD)
        return false;
    *at = h;
    uint8_t rel = ent_i_w(c, w)->rel;
    if (rel == ENT_REL_CONJ) {
        apply_shared(c, e, w, h);
        return true;
    }
    if (rel == ENT_REL_NSUBJ) {
        uint32_t bits = ent_i_outer_at(c, h);
        if (bits & ENT_OUTER_HAPPEN || (bits & ENT_OUTER_END)) {
            if (e->over == ENT_NO_WORD)
                e->over = h, e->over_class = ENT_OUTER_HAPPEN;
            if (noun && (bits & ENT_OUTER_FAIL))
                e->negated = !e->negated;
            apply_beside(c, e, h);
            return true;
        }
        return false;
    }
    if (rel == ENT_REL_CCOMP && any_word(c, w, "how"))
        return false; /* who does not grasp how it is does not deny it */
    if (!is_complement(c, w)) {
        if (rel == ENT_REL_ADVCL && infinitive(c, w)) {
            set_factuality(e, ENT_STR("hypothetical"));
            e->core = false;
        }
        return false;
    }
    uint32_t bits = class_here(ent_i_outer_at(c, h), noun);
    bool had = ent_i_eqz(c->lemma[h], "have") && infinitive(c, w);
    if (had && ent_i_w(c, h)->xpos == ENT_XPOS_VBD && !any_word(c, h, "yet"))
        bits &= ~(uint32_t)ENT_OUTER_POSSIBLE; /* who had to do it did it */
    else if (had) {
        set_factuality(e, ENT_STR("hypothetical"));
        e->negated = e->negated || any_word(c, h, "yet");
    }
    if (!bits) {
        apply_beside(c, e, h);
        return rel == ENT_REL_XCOMP || rel == ENT_REL_CCOMP ||
               rel == ENT_REL_CSUBJ;
    }
    apply_class(c, e, h, w, bits);
    bool over = bits & OVER_EVENT && !(bits & ENT_OUTER_ACCUSE);
    if (!over || rank(e->factuality) == 0)
        apply_beside(c, e, h);
    return true;
}

static bool is_question(const ent_coder *c, uint32_t w) {
    ent_span at = c->doc->sent[ent_i_w(c, w)->sent].in.at;
    return at.end > at.start && c->doc->text.s[at.end - 1] == '?';
}

ent_err ent_i_outlook(ent_coder *c, ent_candidate *e) {
    uint32_t at = e->word;
    e->factuality = ENT_STR("factual");
    e->over = ENT_NO_WORD;
    e->clause = e->word;
    apply_beside(c, e, at);
    if (ent_i_is_more_than(c, at)) {
        at = ent_i_w(c, ent_i_w(c, at)->head)->head;
        e->clause = at;
        apply_beside(c, e, at);
    }
    for (int i = 0; i < MAX_CLIMB; i++) {
        if (ent_i_w(c, at)->upos == ENT_UPOS_VERB &&
            ent_i_w(c, e->clause)->upos != ENT_UPOS_VERB)
            e->clause = at;
        if (!climb(c, e, &at))
            break;
    }
    if (is_question(c, e->word))
        set_factuality(e, ENT_STR("hypothetical"));
    const ent_quote *q = ent_i_quote_at(c->quotes, ent_i_w(c, e->word)->start);
    if (q && q->speech)
        set_factuality(e, ENT_STR("alleged"));
    return ENT_OK;
}
