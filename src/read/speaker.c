/* speaker.c - who says it.
 *
 * The subject of the cue; where the cue has none of its own, that of the verb
 * it is joined to: "came and said", "began to say", "a note saying", "Merkel,
 * who said", "spoke, adding that". A document that speaks ("a statement
 * saying") hands over to who made it, where that is told. */
#include "read/say.h"

enum { MAX_STEPS = 6, MAX_CODE = 96 };

static const ent_mention *mention_at(const ent_teller *t, uint32_t w) {
    uint32_t m = t->in->who->mention[w];
    return m == ENT_NO_MENTION ? NULL : &t->doc->mention[m];
}

/* An actor before the verb that the parser took for something else. */
static uint32_t actor_before(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD && k < w;
         k = ent_i_say_word(t, k)->next) {
        const ent_mention *m = mention_at(t, k);
        ent_rel r = ent_i_say_word(t, k)->rel;
        bool odd = r == ENT_REL_ADVMOD || r == ENT_REL_OBL_UNMARKED ||
                   r == ENT_REL_OBL || r == ENT_REL_AMOD ||
                   r == ENT_REL_COMPOUND || r == ENT_REL_DEP ||
                   r == ENT_REL_VOCATIVE || r == ENT_REL_PARATAXIS;
        if (odd && m && m->is_actor &&
            ent_i_say_kid(t, k, ENT_REL_CASE, ENT_REL_MARK) == ENT_NO_WORD)
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t own_subject(const ent_teller *t, uint32_t w) {
    uint32_t s = ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ_PASS);
    if (s != ENT_NO_WORD)
        return s;
    ent_xpos x = ent_i_say_word(t, w)->xpos;
    bool finite = x == ENT_XPOS_VBD || x == ENT_XPOS_VBZ || x == ENT_XPOS_VBP ||
                  x == ENT_XPOS_VBN;
    return finite && ent_i_say_word(t, w)->rel != ENT_REL_CONJ
               ? actor_before(t, w)
               : ENT_NO_WORD;
}

static bool is_relative(const ent_teller *t, uint32_t s) {
    ent_xpos x = ent_i_say_word(t, s)->xpos;
    return x == ENT_XPOS_WP || x == ENT_XPOS_WDT ||
           (ent_i_say_lemma_is(t, s, "that") &&
            ent_i_say_word(t, s)->upos == ENT_UPOS_PRON);
}

/* The noun that a relative clause around `w` belongs to. */
static uint32_t antecedent(const ent_teller *t, uint32_t w) {
    for (int i = 0; i < MAX_STEPS && w != ENT_NO_WORD; i++) {
        const ent_word *x = ent_i_say_word(t, w);
        if (x->rel == ENT_REL_ACL_RELCL || x->rel == ENT_REL_ACL)
            return x->head;
        if (x->rel != ENT_REL_CONJ && x->rel != ENT_REL_XCOMP)
            return ENT_NO_WORD;
        w = x->head;
    }
    return ENT_NO_WORD;
}

/* A noun whose maker speaks through it. */
static bool is_document(const ent_teller *t, uint32_t w) {
    static const char *const words[] = {
        "statement",  "letter",   "message", "tweet",        "post",
        "speech",     "address",  "note",    "announcement", "declaration",
        "communique", "release",  "thing",   "word",         "interview",
        "comment",    "briefing", "memo",    "email",        "article",
        "resolution", "signal",   "report",  "paper",        NULL};
    return ent_i_say_lemma_in(t, w, words);
}

/* Merkel's letter, a letter from Merkel. */
static uint32_t maker(const ent_teller *t, uint32_t w) {
    uint32_t owner = ent_i_say_kid(t, w, ENT_REL_NMOD_POSS, ENT_REL_NMOD_POSS);
    if (owner != ENT_NO_WORD)
        return owner;
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next)
        if (ent_i_say_word(t, k)->rel == ENT_REL_NMOD &&
            (ent_i_say_has_case(t, k, "from") ||
             ent_i_say_has_case(t, k, "by")))
            return k;
    return ENT_NO_WORD;
}

/* The subject of the verb that has the noun as its object. */
static uint32_t giver(const ent_teller *t, uint32_t noun) {
    const ent_word *x = ent_i_say_word(t, noun);
    if (x->rel == ENT_REL_CONJ)
        x = ent_i_say_word(t, x->head);
    if (x->rel != ENT_REL_OBJ && x->rel != ENT_REL_OBL)
        return ENT_NO_WORD;
    return ent_i_say_subject(t, x->head);
}

static uint32_t through_document(const ent_teller *t, uint32_t s) {
    if (!is_document(t, s))
        return s;
    uint32_t m = maker(t, s);
    if (m == ENT_NO_WORD)
        m = giver(t, s);
    return m == ENT_NO_WORD ? s : m;
}

/* Without a subject of its own: where the verb is joined to. */
static uint32_t step_up(const ent_teller *t, uint32_t *w) {
    const ent_word *x = ent_i_say_word(t, *w);
    *w = ENT_NO_WORD;
    switch (x->rel) {
    case ENT_REL_CONJ:
    case ENT_REL_XCOMP:
    case ENT_REL_ADVCL:
    case ENT_REL_PARATAXIS:
    case ENT_REL_COP:
        *w = x->head;
        return ENT_NO_WORD;
    case ENT_REL_ACL:
    case ENT_REL_ACL_RELCL:
        return x->head;
    default:
        return ENT_NO_WORD;
    }
}

uint32_t ent_i_say_subject(const ent_teller *t, uint32_t w) {
    uint32_t from = w;
    for (int i = 0; i < MAX_STEPS && w != ENT_NO_WORD; i++) {
        uint32_t s = own_subject(t, w);
        /* "urged Iran to say": the object of the outer verb is the subject */
        if (s != ENT_NO_WORD && i > 0 && ent_i_say_is_passive(t, w) &&
            ent_i_say_agent(t, w) != ENT_NO_WORD)
            s = ent_i_say_agent(t, w);
        if (s != ENT_NO_WORD && is_relative(t, s)) {
            s = antecedent(t, w);
            return s == ENT_NO_WORD ? s : through_document(t, s);
        }
        /* "found it right to mention" */
        if (s != ENT_NO_WORD && i > 0 && ent_i_say_lemma_is(t, s, "it") &&
            (ent_i_say_word(t, w)->rel == ENT_REL_CCOMP ||
             ent_i_say_word(t, w)->rel == ENT_REL_XCOMP)) {
            w = ent_i_say_word(t, w)->head;
            continue;
        }
        if (s != ENT_NO_WORD)
            return through_document(t, s);
        s = step_up(t, &w);
        if (s != ENT_NO_WORD)
            return s == from ? ENT_NO_WORD : through_document(t, s);
    }
    return ENT_NO_WORD;
}

uint32_t ent_i_say_agent(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (r == ENT_REL_OBL_AGENT ||
            (r == ENT_REL_OBL && ent_i_say_has_case(t, k, "by")))
            return k;
    }
    return ENT_NO_WORD;
}

/* ---- its words */

static bool is_outer(const ent_word *k) {
    return k->rel == ENT_REL_CASE || k->rel == ENT_REL_MARK ||
           k->rel == ENT_REL_CC || k->rel == ENT_REL_PARATAXIS ||
           k->rel == ENT_REL_COP || k->rel == ENT_REL_NSUBJ ||
           k->rel == ENT_REL_ADVCL || k->rel == ENT_REL_DISCOURSE;
}

static ent_span join(ent_span a, ent_span b) {
    return (ent_span){a.start < b.start ? a.start : b.start,
                      a.end > b.end ? a.end : b.end};
}

ent_span ent_i_say_phrase(const ent_teller *t, uint32_t head, uint32_t cue) {
    const ent_word *h = ent_i_say_word(t, head);
    ent_span at = {h->start, h->end};
    for (uint32_t k = h->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        const ent_word *x = ent_i_say_word(t, k);
        if (is_outer(x) || x->rel == ENT_REL_PUNCT)
            continue;
        bool has_cue = cue != ENT_NO_WORD && ent_i_say_is_below(t, cue, k);
        if (has_cue && k > head)
            break;
        if (!has_cue)
            at = join(at, ent_i_word_span(t->p, k));
    }
    /* never over the cue, whatever the tree says */
    const ent_word *c = cue == ENT_NO_WORD ? NULL : ent_i_say_word(t, cue);
    if (c && at.start < c->start && c->start < at.end)
        at.end = c->start > h->end ? c->start : h->end;
    return ent_i_say_trim_content(t, at);
}

/* ---- can it speak? */

bool ent_i_say_is_nobody(const ent_teller *t, uint32_t w) {
    static const char *const words[] = {"i",  "we", "you",  "one", "there",
                                        "us", "me", "what", NULL};
    char buf[32];
    ent_str s = ent_i_say_lower(t, w, buf);
    for (size_t i = 0; words[i]; i++)
        if (ent_i_eqz(s, words[i]))
            return true;
    return false;
}

/* Documents, and words that stand for persons without naming a kind. */
static bool is_speaking(const ent_teller *t, uint32_t w) {
    static const char *const words[] = {
        "who",       "some",   "many",    "other",     "most",  "all",
        "none",      "few",    "several", "everyone",  "two",   "three",
        "statement", "report", "letter",  "document",  "paper", "poll",
        "study",     "source", "side",    "critic",    "ally",  "rival",
        "campaign",  "friend", "nobody",  "someone",   "crowd", "resident",
        "survivor",  "host",   "guest",   "colleague", NULL};
    return ent_i_lex_role(t->in->lex, ent_i_say_word(t, w)->lemma) ||
           ent_i_say_lemma_in(t, w, words);
}

/* Nouns that end as names of persons do: negotiators, economists. */
static bool is_agent(const ent_teller *t, uint32_t w) {
    static const char *const ends[] = {"ist", "ian", "er",  "or",
                                       "eer", "man", "men", NULL};
    static const char *const things[] = {
        "number",  "order",  "power",   "matter",   "winter",    "summer",
        "factor",  "paper",  "letter",  "border",   "sector",    "weather",
        "water",   "river",  "error",   "terror",   "tender",    "answer",
        "chapter", "corner", "offer",   "computer", "cover",     "danger",
        "finger",  "floor",  "harbor",  "layer",    "manner",    "master",
        "mirror",  "motor",  "murder",  "corridor", "reactor",   "register",
        "tanker",  "tower",  "charter", "quarter",  "disaster",  "centre",
        "center",  "humor",  "labor",   "rumor",    "shelter",   "theater",
        "other",   "former", "latter",  "october",  "september", NULL};
    ent_str s = ent_i_say_word(t, w)->lemma;
    if (ent_i_say_lemma_in(t, w, things))
        return false;
    for (size_t i = 0; ends[i]; i++)
        if (s.n > strlen(ends[i]) + 2 && ent_i_ends(s, ends[i]))
            return true;
    return false;
}

bool ent_i_say_is_actor(const ent_teller *t, uint32_t w) {
    static const char *const pronouns[] = {"he",  "she",  "they",
                                           "who", "both", NULL};
    const ent_word *x = ent_i_say_word(t, w);
    const ent_mention *m = mention_at(t, w);
    if (ent_i_say_lemma_is(t, w, "it")) /* "it" may be anything */
        return m && m->is_actor && m->code.n;
    if (m && m->is_actor)
        return true;
    if (x->upos == ENT_UPOS_PROPN)
        return true;
    if (x->upos == ENT_UPOS_PRON || x->upos == ENT_UPOS_DET)
        return ent_i_say_lemma_in(t, w, pronouns) || is_speaking(t, w);
    return is_speaking(t, w) || is_agent(t, w);
}

/* ---- its code */

/* Words beside the head that name whose it is, nearest kind first. */
static const ent_mention *owner_of(const ent_teller *t, uint32_t w) {
    static const ent_rel order[] = {ENT_REL_FLAT,      ENT_REL_APPOS,
                                    ENT_REL_COMPOUND,  ENT_REL_AMOD,
                                    ENT_REL_NMOD_POSS, ENT_REL_NMOD};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
             k = ent_i_say_word(t, k)->next) {
            const ent_mention *m = mention_at(t, k);
            bool of = order[i] != ENT_REL_NMOD ||
                      ent_i_say_has_case(t, k, "of") ||
                      ent_i_say_has_case(t, k, "for") ||
                      ent_i_say_has_case(t, k, "from");
            if (ent_i_say_word(t, k)->rel == order[i] && of && m && m->code.n &&
                m->is_actor)
                return m;
        }
    return NULL;
}

typedef struct codes {
    char text[MAX_CODE];
    size_t n;
} codes;

static bool has_code(const codes *c, ent_str code) {
    ent_str rest = {c->text, c->n};
    while (rest.n)
        if (ent_i_eq(ent_i_cut(&rest, '|'), code))
            return true;
    return false;
}

static void add_codes(codes *c, ent_str list) {
    while (list.n) {
        ent_str code = ent_i_cut(&list, '|');
        if (has_code(c, code) || c->n + code.n + 1 > MAX_CODE)
            continue;
        if (c->n)
            c->text[c->n++] = '|';
        memcpy(c->text + c->n, code.s, code.n);
        c->n += code.n;
    }
}

static void add_word(const ent_teller *t, uint32_t w, codes *c) {
    const ent_mention *m = mention_at(t, w);
    if (!m || !m->code.n)
        m = owner_of(t, w);
    if (m)
        add_codes(c, m->code);
}

ent_err ent_i_say_code(const ent_teller *t, uint32_t w, ent_str *out) {
    codes c = {.n = 0};
    *out = (ent_str){0};
    if (w == ENT_NO_WORD)
        return ENT_OK;
    add_word(t, w, &c);
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next)
        if (ent_i_say_word(t, k)->rel == ENT_REL_CONJ)
            add_word(t, k, &c);
    if (!c.n)
        return ENT_OK;
    *out = ent_i_dup(t->ctx->keep, (ent_str){c.text, c.n});
    return out->s ? ENT_OK : ENT_NOMEM_FAIL(t->ctx);
}
