/* roles.c - who plays the roles of a frame.
 *
 * A role is found as the word that heads it. What it stands for is its own
 * mention, or else the nearest actor among its modifiers: "rebels in Chechnya"
 * without a code of their own belong to the state they are in. */
#include "read/coder.h"
#include "read/lexicon.h"

enum { MAX_DEPTH = 4, MAX_JOINED = 6, MAX_CODE = 64 };

/* ---- actors */

typedef struct codes {
    ent_str code[MAX_JOINED];
    size_t n;
} codes;

static void add_code(codes *to, ent_str code) {
    for (ent_str one; code.n && to->n < MAX_JOINED;) {
        one = ent_i_cut(&code, '|');
        bool there = !one.n;
        for (size_t i = 0; i < to->n; i++)
            there = there || ent_i_eq(to->code[i], one);
        if (!there)
            to->code[to->n++] = one;
    }
}

static bool own_code(const ent_coder *c, uint32_t w, bool target, codes *to) {
    const ent_mention *m = ent_i_mention_at(c, w);
    if (!m || !m->code.n || (!m->is_actor && !target))
        return false;
    add_code(to, m->code);
    return true;
}

static bool may_tell(const ent_coder *c, uint32_t k) {
    switch (ent_i_w(c, k)->rel) {
    case ENT_REL_AMOD:
    case ENT_REL_COMPOUND:
    case ENT_REL_NMOD_POSS:
    case ENT_REL_FLAT:
    case ENT_REL_APPOS:
        return true;
    case ENT_REL_NMOD:
    case ENT_REL_OBL:
        return ent_i_has_case(c, k, ENT_STR("of")) ||
               ent_i_has_case(c, k, ENT_STR("from")) ||
               ent_i_has_case(c, k, ENT_STR("in")) ||
               ent_i_has_case(c, k, ENT_STR("by")) ||
               ent_i_has_case(c, k, ENT_STR("at"));
    default:
        return false;
    }
}

static bool stands_for_people(const ent_coder *c, uint32_t w);

/* A thing acts for whose it is, not for where it is. */
static bool from_where(const ent_coder *c, uint32_t w, bool target) {
    return target || stands_for_people(c, w) || ent_i_is_quantity(c, w);
}

/* "his Spanish colleague" is not his: of whom something is done, a possessive
 * pronoun tells nothing. */
static bool modifier_code(const ent_coder *c, uint32_t w, int depth,
                          bool target, codes *to) {
    if (depth == MAX_DEPTH)
        return false;
    for (int pass = 0; pass < (from_where(c, w, target) ? 2 : 1); pass++)
        ENT_EACH_KID(c, k, w) {
            bool post = ent_i_w(c, k)->rel == ENT_REL_NMOD ||
                        ent_i_w(c, k)->rel == ENT_REL_APPOS;
            if (post != pass || !may_tell(c, k) ||
                (target && ent_i_w(c, k)->upos == ENT_UPOS_PRON))
                continue;
            if (own_code(c, k, true, to) ||
                modifier_code(c, k, depth + 1, target, to))
                return true;
        }
    return false;
}

static void phrase_codes(const ent_coder *c, uint32_t w, bool target,
                         codes *to) {
    if (!own_code(c, w, target, to))
        modifier_code(c, w, 0, target, to);
}

static ent_span phrase_span(const ent_coder *c, uint32_t w) {
    const ent_mention *m = ent_i_mention_at(c, w);
    if (m)
        return m->in.at;
    ent_span at = {ent_i_w(c, w)->start, ent_i_w(c, w)->end};
    ENT_EACH_KID(c, k, w) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if (rel != ENT_REL_DET && rel != ENT_REL_AMOD &&
            rel != ENT_REL_COMPOUND && rel != ENT_REL_NUMMOD &&
            rel != ENT_REL_NMOD_POSS && rel != ENT_REL_FLAT)
            continue;
        ent_span kid = {ent_i_w(c, k)->start, ent_i_w(c, k)->end};
        if (rel == ENT_REL_NMOD_POSS)
            kid = ent_i_word_span(c->p, k);
        at.start = kid.start < at.start ? kid.start : at.start;
        at.end = kid.end > at.end ? kid.end : at.end;
    }
    return at;
}

/* "This may encourage China", "anything that would help": no person. */
static bool is_thing_pronoun(const ent_coder *c, uint32_t w) {
    static const char *const words[] = {"this",      "that",    "it",
                                        "which",     "what",    "anything",
                                        "something", "nothing", "everything"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ent_i_eqz(c->lemma[w], words[i]))
            return true;
    return false;
}

/* "farmers", "dozens of nurses". */
static bool are_people(const ent_coder *c, uint32_t w) {
    const ent_lex_role *r = ent_i_lex_role(c->lex, c->lemma[w]);
    uint32_t of = ENT_NO_WORD;
    if (r && (r->being == ENT_BEING_PERSON || r->being == ENT_BEING_PEOPLE))
        return true;
    for (int i = 0; i < MAX_DEPTH && ent_i_is_quantity(c, w); i++) {
        of = ent_i_oblique(c, w, ENT_STR("of"));
        if (of == ENT_NO_WORD || of == w)
            return false;
        w = of;
    }
    r = of == ENT_NO_WORD ? NULL : ent_i_lex_role(c->lex, c->lemma[w]);
    return r && (r->being == ENT_BEING_PERSON || r->being == ENT_BEING_PEOPLE);
}

static bool stands_for_people(const ent_coder *c, uint32_t w) {
    const ent_mention *m = ent_i_mention_at(c, w);
    if (!m && is_thing_pronoun(c, w))
        return false;
    uint64_t people = ent_i_frames_class(c->frames, "person") |
                      ent_i_frames_class(c->frames, "force") |
                      ent_i_frames_class(c->frames, "official");
    return (m && m->is_actor) || ent_i_w(c, w)->upos == ENT_UPOS_PROPN ||
           ent_i_w(c, w)->upos == ENT_UPOS_PRON ||
           (ent_i_noun_classes(c, w) & people) || are_people(c, w);
}

static ent_err join(const ent_coder *c, const codes *from, ent_str *out) {
    char text[MAX_JOINED * (MAX_CODE + 1)];
    size_t n = 0;
    if (from->n == 1) {
        *out = from->code[0];
        return ENT_OK;
    }
    for (size_t i = 0; i < from->n; i++) {
        if (from->code[i].n > MAX_CODE)
            continue;
        if (n)
            text[n++] = '|';
        memcpy(text + n, from->code[i].s, from->code[i].n);
        n += from->code[i].n;
    }
    *out = n ? ent_i_dup(c->ctx->keep, (ent_str){text, n}) : (ent_str){0};
    return n && !out->s ? ENT_NOMEM_FAIL(c->ctx) : ENT_OK;
}

ent_err ent_i_role(const ent_coder *c, uint32_t w, bool target, ent_role *out) {
    codes all = {0};
    *out = (ent_role){.word = w};
    if (w == ENT_NO_WORD)
        return ENT_OK;
    out->at = phrase_span(c, w);
    out->person = stands_for_people(c, w);
    phrase_codes(c, w, target, &all);
    ENT_EACH_KID(c, k, w)
    if (ent_i_w(c, k)->rel == ENT_REL_CONJ &&
        ent_i_w(c, k)->upos != ENT_UPOS_VERB)
        phrase_codes(c, k, target, &all);
    return join(c, &all, &out->code);
}

/* ---- roles of verbs */

static bool names_event(const ent_coder *c, uint32_t w) {
    uint32_t none;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_NOUN, w, &none);
    return f && f->category && !ent_i_mention_at(c, w);
}

static uint32_t verb_slot(const ent_coder *c, const ent_candidate *e,
                          ent_str slot) {
    uint32_t w = e->word, noun = e->noun;
    if (ent_i_eqz(slot, "s"))
        return ent_i_subject(c, w);
    if (ent_i_eqz(slot, "i"))
        return ent_i_kid(c, w, ENT_REL_IOBJ);
    if (ent_i_eqz(slot, "o")) {
        uint32_t o = ent_i_object(c, w);
        bool idiom = o == noun && o != ENT_NO_WORD && names_event(c, o);
        for (uint8_t i = 0; i < e->frame->n_parts && o == noun; i++)
            idiom = idiom || e->frame->part[i].kind == ENT_PART_NOUN;
        return idiom ? ENT_NO_WORD : o;
    }
    uint32_t k = ent_i_oblique(c, w, slot);
    if (k == ENT_NO_WORD && noun != ENT_NO_WORD)
        k = ent_i_oblique(c, noun, slot);
    bool clause = k != ENT_NO_WORD && ent_i_w(c, k)->upos == ENT_UPOS_VERB;
    return k == noun || clause ? ENT_NO_WORD : k;
}

/* The slots of a target: a preposition that closes the frame is one. Behind a
 * noun ("restore =relation with") it is the first, else the last. */
static size_t target_slots(const ent_frame *f, ent_str *slot) {
    const ent_part *last = f->n_parts ? &f->part[f->n_parts - 1] : NULL;
    bool closes = last && last->kind == ENT_PART_WORD && f->n_target;
    size_t n = 0;
    if (closes && f->n_parts > 1)
        slot[n++] = last->text;
    for (uint8_t i = 0; i < f->n_target; i++)
        slot[n++] = f->target[i];
    if (closes && f->n_parts == 1)
        slot[n++] = last->text;
    return n;
}

/* The first of the slots with a code; else the first that is there. */
static ent_err fill(const ent_coder *c, const ent_candidate *e, bool target,
                    ent_role *out) {
    ent_str of_target[ENT_FRAME_SLOTS + 1];
    const ent_str *slot = target ? of_target : e->frame->source;
    size_t n = target ? target_slots(e->frame, of_target) : e->frame->n_source;
    *out = (ent_role){.word = ENT_NO_WORD};
    for (size_t i = 0; i < n; i++) {
        ent_role r;
        uint32_t w = verb_slot(c, e, slot[i]);
        if (w == ENT_NO_WORD || w == e->word)
            continue;
        ENT_TRY(ent_i_role(c, w, target, &r));
        if (r.code.n || out->word == ENT_NO_WORD)
            *out = r;
        if (r.code.n)
            break;
    }
    return ENT_OK;
}

/* A conjunct, or the second of two names side by side: "the Rome-Paris line".
 */
static bool is_partner(const ent_coder *c, uint32_t k) {
    const ent_mention *m = ent_i_mention_at(c, k);
    uint8_t rel = ent_i_w(c, k)->rel;
    return rel == ENT_REL_CONJ ||
           ((rel == ENT_REL_FLAT || rel == ENT_REL_COMPOUND) && m &&
            m->is_actor && m->code.n);
}

/* Parsers err in coordination: the actor behind the next "and". */
static uint32_t behind_and(const ent_coder *c, uint32_t w) {
    enum { MOST = 8 };
    uint32_t end = c->p->first[ent_i_w(c, w)->sent + 1];
    bool and = false;
    for (uint32_t k = w + 1; k < end && k <= w + MOST; k++) {
        const ent_mention *m = ent_i_mention_at(c, k);
        if (ent_i_w(c, k)->upos == ENT_UPOS_VERB)
            break;
        if (and&&m && m->is_actor && m->code.n && m->type.n &&
            !ent_i_eqz(m->type, "ADJ"))
            return k;
        and = and || ent_i_eqz(c->lemma[k], "and");
    }
    return ENT_NO_WORD;
}

static void add_partner(const ent_coder *c, ent_candidate *e, uint32_t k,
                        codes *others) {
    if (!others->n) {
        e->target.at = phrase_span(c, k);
        e->target.word = k;
    }
    phrase_codes(c, k, false, others);
}

/* "the two Koreas met", "inter-Korean talks": but not a pair of states that
 * only share a place, as "talks on the Korean Peninsula". */
static bool is_between(const ent_coder *c, const ent_candidate *e) {
    const ent_mention *m = ent_i_mention_at(c, e->source.word);
    if (m && m->is_actor && !ent_i_eqz(m->type, "ADJ"))
        return true;
    ENT_EACH_KID(c, k, e->word) {
        ent_str s = ent_i_word_text(c->doc, ent_i_w(c, k));
        if (s.n > 6 && (s.s[0] | 32) == 'i' && memcmp(s.s + 1, "nter-", 5) == 0)
            return true;
    }
    return false;
}

/* "France and Germany met": the first, and the others. */
static ent_err split_pair(const ent_coder *c, ent_candidate *e) {
    codes first = {0}, others = {0};
    uint32_t w = e->source.word;
    if (w == ENT_NO_WORD || e->target.code.n)
        return ENT_OK;
    phrase_codes(c, w, false, &first);
    ENT_EACH_KID(c, k, w)
    if (is_partner(c, k))
        add_partner(c, e, k, &others);
    if (!others.n && (w = behind_and(c, w)) != ENT_NO_WORD)
        add_partner(c, e, w, &others);
    w = e->source.word;
    if (!others.n && first.n > 1 && is_between(c, e)) {
        for (size_t i = 1; i < first.n; i++)
            add_code(&others, first.code[i]);
        first.n = 1;
        e->target.at = e->source.at;
        e->target.word = w;
    }
    if (!first.n || !others.n)
        return ENT_OK;
    ENT_TRY(join(c, &first, &e->source.code));
    return join(c, &others, &e->target.code);
}

/* "Tunisia and Algeria agreed": with each other, as nobody else is named. */
static bool is_mutual(const ent_candidate *e) {
    ent_plover p = e->category;
    return !e->target.code.n &&
           (p == ENT_PLOVER_AGREE || p == ENT_PLOVER_SUPPORT ||
            p == ENT_PLOVER_COOPERATE || p == ENT_PLOVER_RETREAT ||
            p == ENT_PLOVER_CONSULT);
}

/* "inspected its ships": whose they are, if they are not one's own. */
static void by_possessive(const ent_coder *c, ent_candidate *e) {
    uint32_t k = e->target.word == ENT_NO_WORD
                     ? ENT_NO_WORD
                     : ent_i_kid(c, e->target.word, ENT_REL_NMOD_POSS);
    codes own = {0};
    if (!e->target.code.n && k != ENT_NO_WORD && own_code(c, k, false, &own) &&
        !ent_i_eq(own.code[0], e->source.code))
        e->target.code = own.code[0];
}

/* "committed itself", "withdrew its troops": oneself is no target. */
static void drop_self(const ent_coder *c, ent_candidate *e) {
    ent_str a = e->source.code, b = e->target.code;
    if (a.n < 3 || b.n < 3 || memcmp(a.s, b.s, 3) != 0)
        return;
    bool pronoun = ent_i_w(c, e->target.word)->upos == ENT_UPOS_PRON;
    bool moves =
        e->category == ENT_PLOVER_MOBILIZE || e->category == ENT_PLOVER_RETREAT;
    uint64_t force = ent_i_frames_class(c->frames, "force");
    if ((pronoun && ent_i_eq(a, b)) ||
        (moves && (ent_i_noun_classes(c, e->target.word) & force)))
        e->target.code = (ent_str){0};
}

/* "Peacekeepers from Ghana were deployed": who is sent, and whose goods are
 * handed out, acts where nobody else is named. */
static void theme_acts(const ent_coder *c, ent_candidate *e) {
    uint64_t sent = ent_i_frames_class(c->frames, "force") |
                    ent_i_frames_class(c->frames, "aid") |
                    ent_i_frames_class(c->frames, "arms");
    bool moves =
        e->category == ENT_PLOVER_MOBILIZE || e->category == ENT_PLOVER_AID;
    uint32_t thing = e->target.word;
    if (!e->passive || !moves || e->source.word != ENT_NO_WORD ||
        thing == ENT_NO_WORD || thing != ent_i_object(c, e->word) ||
        !(ent_i_noun_classes(c, thing) & sent))
        return;
    e->source = e->target;
    e->target = (ent_role){.word = ENT_NO_WORD};
    e->target.code = ent_i_place_code(c, e->word);
}

ent_err ent_i_roles_verb(ent_coder *c, ent_candidate *e) {
    const ent_frame *f = e->frame;
    ENT_TRY(fill(c, e, false, &e->source));
    ENT_TRY(fill(c, e, true, &e->target));
    if (e->target.word == e->source.word && e->source.word != ENT_NO_WORD)
        e->target = (ent_role){.word = ENT_NO_WORD};
    if (!e->target.code.n && e->noun != ENT_NO_WORD) {
        codes mine = {0};
        modifier_code(c, e->noun, 0, true, &mine);
        if (mine.n && !ent_i_eq(mine.code[0], e->source.code)) {
            ENT_TRY(join(c, &mine, &e->target.code));
            e->target.word = e->noun;
            e->target.at = phrase_span(c, e->noun);
        }
    }
    by_possessive(c, e);
    drop_self(c, e);
    theme_acts(c, e);
    e->reciprocal = f->reciprocal;
    if (!f->reciprocal && !is_mutual(e))
        return ENT_OK;
    ENT_TRY(split_pair(c, e));
    e->reciprocal = e->reciprocal || e->target.code.n > 0;
    return ENT_OK;
}

/* ---- roles of nouns */

static bool is_actor(const ent_coder *c, uint32_t w) {
    codes some = {0};
    return own_code(c, w, true, &some);
}

/* The possessor, or the actor that modifies: "Turkey's", "Turkish". */
static uint32_t possessor(const ent_coder *c, uint32_t w, uint32_t not_this) {
    uint32_t k = ent_i_kid(c, w, ENT_REL_NMOD_POSS);
    if (k != ENT_NO_WORD && k != not_this)
        return k;
    ENT_EACH_KID(c, a, w) {
        uint8_t rel = ent_i_w(c, a)->rel;
        if ((rel == ENT_REL_AMOD || rel == ENT_REL_COMPOUND) && a != not_this &&
            is_actor(c, a))
            return a;
    }
    return ENT_NO_WORD;
}

static uint32_t noun_slot(const ent_coder *c, uint32_t w, ent_str slot,
                          uint32_t support, uint32_t not_this) {
    if (ent_i_eqz(slot, "p"))
        return possessor(c, w, not_this);
    uint32_t k = ent_i_oblique(c, w, slot);
    if (k == ENT_NO_WORD && support != ENT_NO_WORD)
        k = ent_i_oblique(c, support, slot);
    return k == w || k == not_this ? ENT_NO_WORD : k;
}

static ent_err fill_noun(const ent_coder *c, const ent_candidate *e,
                         bool target, uint32_t support, ent_role *out) {
    const ent_frame *f = e->frame;
    const ent_str *slot = target ? f->target : f->source;
    size_t n = target ? f->n_target : f->n_source;
    uint32_t taken = target ? e->source.word : ENT_NO_WORD;
    ent_role r;
    for (size_t i = 0; i < n && !out->code.n; i++) {
        uint32_t w = noun_slot(c, e->word, slot[i], support, taken);
        if (w == ENT_NO_WORD)
            continue;
        ENT_TRY(ent_i_role(c, w, target, &r));
        if (r.code.n || out->word == ENT_NO_WORD)
            *out = r;
    }
    return ENT_OK;
}

ent_err ent_i_roles_noun(ent_coder *c, ent_candidate *e, uint32_t support) {
    e->source = e->target = (ent_role){.word = ENT_NO_WORD};
    uint32_t classes = support == ENT_NO_WORD ? 0 : e->over_class;
    if (classes & ENT_OUTER_RECEIVE)
        ENT_TRY(ent_i_role(c, ent_i_subject(c, support), true, &e->target));
    else if (classes & ENT_OUTER_SUPPORT)
        ENT_TRY(ent_i_role(c, ent_i_subject(c, support), false, &e->source));
    if (!e->source.code.n)
        ENT_TRY(fill_noun(c, e, false, support, &e->source));
    if (!e->target.code.n)
        ENT_TRY(fill_noun(c, e, true, support, &e->target));
    if (!e->target.code.n && e->frame->reciprocal) {
        uint32_t other = possessor(c, e->word, e->source.word);
        if (other != ENT_NO_WORD)
            ENT_TRY(ent_i_role(c, other, true, &e->target));
    }
    e->reciprocal = e->frame->reciprocal;
    return e->reciprocal ? split_pair(c, e) : ENT_OK;
}

/* ---- places */

static ent_str place_among(const ent_coder *c, uint32_t head) {
    static const char *const prep[] = {"in", "at", "near", "outside", "across"};
    ENT_EACH_KID(c, k, head) {
        const ent_mention *m = ent_i_mention_at(c, k);
        if (!m || m->code.n < 3)
            continue;
        for (size_t i = 0; i < sizeof prep / sizeof *prep; i++)
            if (ent_i_has_case(c, k, ent_i_str(prep[i])))
                return (ent_str){m->code.s, 3};
    }
    return (ent_str){0};
}

ent_str ent_i_place_code(const ent_coder *c, uint32_t w) {
    ent_str code = place_among(c, w);
    uint32_t h = ent_i_w(c, w)->head;
    if (!code.n && h != ENT_NO_WORD && ent_i_w(c, w)->upos == ENT_UPOS_NOUN)
        code = place_among(c, h);
    return code;
}
