/* say_noun.c - nouns and adjectives as cues: "Merkel's claim that", "made an
 * appeal for", "were frustrated that", "is ready to".
 *
 * A noun needs somebody whose it is: a possessive, "by" or "from", a demonym
 * before it, or the subject of the light verb ("expressed") above it. */
#include "read/say.h"

/* ---- what is below a noun or an adjective */

static bool is_that(const ent_teller *t, uint32_t k) {
    return ent_i_say_has_mark(t, k, "that") ||
           ent_i_say_has_mark(t, k, "whether");
}

static uint32_t clause_below(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w &&
            (r == ENT_REL_ACL || r == ENT_REL_CCOMP || r == ENT_REL_ADVCL ||
             r == ENT_REL_ACL_RELCL || r == ENT_REL_CSUBJ ||
             r == ENT_REL_XCOMP) &&
            (is_that(t, k) || r == ENT_REL_CCOMP || r == ENT_REL_CSUBJ) &&
            !ent_i_say_is_infinitive(t, k))
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t infinitive_below(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w &&
            (r == ENT_REL_ACL || r == ENT_REL_XCOMP || r == ENT_REL_CCOMP ||
             r == ENT_REL_ADVCL) &&
            ent_i_say_is_infinitive(t, k))
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t phrase_below(const ent_teller *t, uint32_t w, uint32_t frame) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k < w || (r != ENT_REL_NMOD && r != ENT_REL_OBL &&
                      r != ENT_REL_ACL && r != ENT_REL_ADVCL))
            continue;
        for (size_t i = 0; ent_i_cue_preps[i]; i++)
            if (frame & (uint32_t)ENT_FRAME_PREP << i &&
                ent_i_say_has_case(t, k, ent_i_cue_preps[i]) &&
                !ent_i_say_is_infinitive(t, k))
                return k;
    }
    return ENT_NO_WORD;
}

/* The content of the row below w, or ENT_NO_WORD. */
static uint32_t content_below(const ent_teller *t, uint32_t w, uint32_t f,
                              uint32_t *frame) {
    uint32_t c = ENT_NO_WORD;
    if (f & ENT_FRAME_CLAUSE && (c = clause_below(t, w)) != ENT_NO_WORD)
        *frame = ENT_FRAME_CLAUSE;
    else if (f & ENT_FRAME_INF && (c = infinitive_below(t, w)) != ENT_NO_WORD)
        *frame = ENT_FRAME_INF;
    else if ((c = phrase_below(t, w, f)) != ENT_NO_WORD)
        *frame = ENT_FRAME_PREP;
    return c;
}

/* The light verb above the noun, or ENT_NO_WORD. */
static uint32_t light_above(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    if (x->rel == ENT_REL_CONJ)
        x = ent_i_say_word(t, x->head);
    bool object =
        x->rel == ENT_REL_OBJ || x->rel == ENT_REL_NSUBJ_PASS ||
        (x->rel == ENT_REL_OBL && x->head < w &&
         ent_i_say_kid(t, w, ENT_REL_CASE, ENT_REL_CASE) == ENT_NO_WORD);
    if (!object || x->head == ENT_NO_WORD || !ent_i_say_is_light(t, x->head))
        return ENT_NO_WORD;
    return x->head;
}

/* A clause or infinitive that the tree hangs on the light verb. */
static uint32_t content_above(const ent_teller *t, uint32_t w, uint32_t f,
                              uint32_t *frame) {
    uint32_t verb = light_above(t, w), c = ENT_NO_WORD;
    if (verb == ENT_NO_WORD)
        return c;
    if (f & ENT_FRAME_CLAUSE && (c = clause_below(t, verb)) != ENT_NO_WORD &&
        c > w)
        *frame = ENT_FRAME_CLAUSE;
    else if (f & ENT_FRAME_INF &&
             (c = infinitive_below(t, verb)) != ENT_NO_WORD && c > w)
        *frame = ENT_FRAME_INF;
    else if ((c = phrase_below(t, verb, f)) != ENT_NO_WORD && c > w)
        *frame = ENT_FRAME_PREP;
    else
        c = ENT_NO_WORD;
    return c;
}

bool ent_i_say_noun_speaks(const ent_teller *t, uint32_t w) {
    size_t n;
    uint32_t frame;
    const ent_cue *row =
        ent_i_cue_find(t->cues, ENT_CUE_NOUN, ent_i_say_word(t, w)->lemma, &n);
    if (n && ent_i_say_is_that(t, w))
        return true;
    for (size_t i = 0; i < n; i++)
        if (content_below(t, w, row[i].frame, &frame) != ENT_NO_WORD ||
            content_above(t, w, row[i].frame, &frame) != ENT_NO_WORD)
            return true;
    return false;
}

/* ---- whose noun it is */

static uint32_t owner(const ent_teller *t, uint32_t w, uint32_t content) {
    uint32_t k = ent_i_say_kid(t, w, ENT_REL_NMOD_POSS, ENT_REL_NMOD_POSS);
    if (k != ENT_NO_WORD)
        return k;
    for (k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        if (ent_i_say_word(t, k)->rel != ENT_REL_NMOD || k == content ||
            !ent_i_say_is_actor(t, k))
            continue;
        if (ent_i_say_has_case(t, k, "by") ||
            ent_i_say_has_case(t, k, "from") ||
            ent_i_say_has_case(t, k, "of") || ent_i_say_has_case(t, k, "among"))
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t demonym(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
         k = ent_i_say_word(t, k)->next) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        uint32_t m = t->in->who->mention[k];
        if ((r == ENT_REL_AMOD || r == ENT_REL_COMPOUND) &&
            m != ENT_NO_MENTION && t->doc->mention[m].is_actor)
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t light_speaker(const ent_teller *t, uint32_t verb) {
    if (ent_i_say_is_passive(t, verb))
        return ent_i_say_agent(t, verb);
    return ent_i_say_subject(t, verb);
}

/* "American concerns about X" are somebody's; "Russian support for X" may be
 * about the Russians. */
static bool is_deed(const ent_cue *c) {
    return c->cls == ENT_CUE_FEAR || c->cls == ENT_CUE_DEMAND ||
           c->cls == ENT_CUE_DOUBT || c->cls == ENT_CUE_WARN ||
           c->cls == ENT_CUE_THREATEN || c->cls == ENT_CUE_BLAME ||
           c->cls == ENT_CUE_DENY || c->cls == ENT_CUE_PROMISE;
}

/* Fills speaker, cue_at, negated, hedged of a noun. */
static bool find_owner(const ent_teller *t, ent_say *say) {
    enum { NEAR = 90 };
    uint32_t w = say->word, verb = light_above(t, w);
    const ent_word *x = ent_i_say_word(t, w);
    say->cue_at = (ent_span){x->start, x->end};
    say->negated = ent_i_say_is_negated(t, w);
    say->speaker = owner(t, w, say->content);
    if (verb != ENT_NO_WORD) {
        ent_span g = ent_i_say_verb_group(t, verb);
        /* "expressed its support": it is the subject's */
        if (say->speaker == ENT_NO_WORD ||
            ent_i_say_word(t, say->speaker)->upos == ENT_UPOS_PRON) {
            uint32_t s = light_speaker(t, verb);
            say->speaker = s == ENT_NO_WORD ? say->speaker : s;
            if (g.start < x->start && x->end - g.start < NEAR)
                say->cue_at.start = g.start;
        }
        say->negated = say->negated || ent_i_say_is_negated(t, verb);
        say->hedged = ent_i_say_is_hedged(t, verb);
        if (ent_i_say_is_unsaid(t, verb))
            return false;
    }
    if (say->speaker == ENT_NO_WORD &&
        (say->frame != ENT_FRAME_PREP || is_deed(say->cue)))
        say->speaker = demonym(t, w);
    return say->speaker != ENT_NO_WORD && ent_i_say_is_actor(t, say->speaker) &&
           !ent_i_say_is_nobody(t, say->speaker);
}

/* What stands below the noun, right behind it, or below its verb. */
static bool noun_content(const ent_teller *t, ent_say *say) {
    uint32_t w = say->word, f = say->cue->frame;
    if (f & ENT_FRAME_CLAUSE && ent_i_say_is_that(t, w)) {
        say->content = clause_below(t, w);
        say->frame = ENT_FRAME_CLAUSE;
        if (say->content == ENT_NO_WORD)
            say->content_at =
                ent_i_say_trim_content(t, ent_i_say_that_clause(t, w));
        return true;
    }
    say->content = content_below(t, w, f, &say->frame);
    if (say->content == ENT_NO_WORD)
        say->content = content_above(t, w, f, &say->frame);
    return say->content != ENT_NO_WORD;
}

ent_err ent_i_say_noun(ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    size_t n;
    const ent_cue *row = ent_i_cue_find(t->cues, ENT_CUE_NOUN, x->lemma, &n);
    if (x->rel == ENT_REL_COMPOUND)
        return ENT_OK;
    ent_say best = {.frame = 0};
    for (size_t i = 0; i < n; i++) {
        ent_say say = {.cue = &row[i], .word = w, .addressee = ENT_NO_WORD};
        if (!noun_content(t, &say) || !find_owner(t, &say))
            continue;
        if (!best.frame || say.frame < best.frame)
            best = say;
    }
    if (!best.frame)
        return ENT_OK;
    best.speaker_at = ent_i_say_phrase(t, best.speaker, w);
    if (best.content != ENT_NO_WORD)
        best.content_at = ent_i_say_content(t, best.content, ENT_NO_WORD);
    if (best.frame == ENT_FRAME_PREP)
        best.content_at.start = ent_i_say_behind_case(t, best.content_at);
    return ent_i_say_add(t, &best);
}

/* "Moscow's proclaimed turn": a participle between a noun and whose it is. */
ent_err ent_i_say_participle(ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    size_t n;
    const ent_cue *row = ent_i_cue_find(t->cues, ENT_CUE_VERB, x->lemma, &n);
    if (!n || x->rel != ENT_REL_AMOD || x->head == ENT_NO_WORD || x->head < w)
        return ENT_OK;
    uint32_t s =
        ent_i_say_kid(t, x->head, ENT_REL_NMOD_POSS, ENT_REL_NMOD_POSS);
    if (s == ENT_NO_WORD || s > w || !ent_i_say_is_actor(t, s))
        return ENT_OK;
    ent_say say = {.word = w,
                   .speaker = s,
                   .addressee = ENT_NO_WORD,
                   .content = x->head,
                   .frame = ENT_FRAME_OBJ};
    for (size_t i = 0; i < n && !say.cue; i++)
        if (!row[i].more.n &&
            row[i].frame & (ENT_FRAME_OBJ | ENT_FRAME_CLAUSE) &&
            row[i].cls != ENT_CUE_LIGHT)
            say.cue = &row[i];
    if (!say.cue)
        return ENT_OK;
    say.cue_at = (ent_span){x->start, x->end};
    say.speaker_at = ent_i_say_phrase(t, s, w);
    say.content_at = ent_i_say_trim_content(
        t, (ent_span){x->end, ent_i_word_span(t->p, x->head).end});
    return say.content_at.end > say.content_at.start ? ent_i_say_add(t, &say)
                                                     : ENT_OK;
}

/* ---- adjectives */

/* Where the subject of an adjective hangs: on itself, or on "feel". */
static uint32_t frame_verb(const ent_teller *t, uint32_t w) {
    static const char *const words[] = {"feel",   "remain", "seem", "appear",
                                        "become", "sound",  "look", "grow",
                                        "get",    "stay",   "be",   NULL};
    const ent_word *x = ent_i_say_word(t, w);
    if (ent_i_say_kid(t, w, ENT_REL_COP, ENT_REL_AUX_PASS) != ENT_NO_WORD)
        return w;
    if (x->head != ENT_NO_WORD && x->rel == ENT_REL_XCOMP &&
        ent_i_say_lemma_in(t, x->head, words))
        return x->head;
    return x->rel == ENT_REL_CONJ || x->rel == ENT_REL_ACL ? w : ENT_NO_WORD;
}

/* important for X that …: X is the speaker. */
static uint32_t for_whom(const ent_teller *t, uint32_t w) {
    for (int up = 0; up < 2; up++) {
        for (uint32_t k = ent_i_say_word(t, w)->kid; k != ENT_NO_WORD;
             k = ent_i_say_word(t, k)->next)
            if ((ent_i_say_word(t, k)->rel == ENT_REL_OBL ||
                 ent_i_say_word(t, k)->rel == ENT_REL_NMOD) &&
                (ent_i_say_has_case(t, k, "for") ||
                 ent_i_say_has_case(t, k, "to")) &&
                ent_i_say_is_actor(t, k) && !ent_i_say_is_nobody(t, k))
                return k;
        w = ent_i_say_word(t, w)->head;
        if (w == ENT_NO_WORD)
            break;
        if (ent_i_say_has_case(t, w, "for") && ent_i_say_is_actor(t, w))
            return w; /* For Paris, the result is important */
    }
    return ENT_NO_WORD;
}

/* "most upsetting for Paris is that …" */
static bool clause_behind(const ent_teller *t, ent_say *say) {
    enum { NEAR = 4 };
    uint32_t w = say->speaker > say->word ? say->speaker : say->word;
    for (uint32_t k = w; k + 1 < t->p->n && k < w + NEAR; k++)
        if (ent_i_say_is_that(t, k)) {
            say->content_at =
                ent_i_say_trim_content(t, ent_i_say_that_clause(t, k));
            return true;
        }
    return false;
}

static bool content_for_whom(const ent_teller *t, ent_say *say) {
    uint32_t w = say->word;
    say->speaker = for_whom(t, w);
    if (say->speaker == ENT_NO_WORD)
        return false;
    uint32_t f = ENT_FRAME_CLAUSE | ENT_FRAME_INF;
    say->content = content_below(t, w, f, &say->frame);
    if (say->content == ENT_NO_WORD)
        say->content = ent_i_say_kid(t, w, ENT_REL_CSUBJ, ENT_REL_NSUBJ);
    say->frame = ENT_FRAME_FORWHOM;
    if (say->content == ENT_NO_WORD)
        return clause_behind(t, say);
    return ent_i_say_word(t, say->content)->upos != ENT_UPOS_PRON;
}

static bool content_of_adjective(const ent_teller *t, ent_say *say,
                                 uint32_t verb) {
    uint32_t w = say->word, f = say->cue->frame;
    if (f & ENT_FRAME_FORWHOM)
        return content_for_whom(t, say);
    say->speaker = ent_i_say_subject(t, verb);
    if (say->speaker == ENT_NO_WORD || !ent_i_say_is_actor(t, say->speaker) ||
        ent_i_say_is_nobody(t, say->speaker))
        return false;
    say->content = content_below(t, w, f, &say->frame);
    if (say->content == ENT_NO_WORD && verb != w)
        say->content = content_below(t, verb, f, &say->frame);
    return say->content != ENT_NO_WORD;
}

static ent_span adjective_group(const ent_teller *t, uint32_t w,
                                uint32_t verb) {
    ent_span at = ent_i_say_verb_group(t, w);
    if (verb != w && verb < w)
        at.start = ent_i_say_verb_group(t, verb).start;
    return at;
}

ent_err ent_i_say_adjective(ent_teller *t, uint32_t w) {
    char buf[32];
    size_t n;
    const ent_cue *row =
        ent_i_cue_find(t->cues, ENT_CUE_ADJ, ent_i_say_lower(t, w, buf), &n);
    uint32_t verb = n ? frame_verb(t, w) : ENT_NO_WORD;
    if (n && verb == ENT_NO_WORD && row[0].frame & ENT_FRAME_FORWHOM)
        verb = w;
    if (verb == ENT_NO_WORD || ent_i_say_is_unsaid(t, verb))
        return ENT_OK;
    ent_say best = {.frame = 0};
    for (size_t i = 0; i < n; i++) {
        ent_say say = {.cue = &row[i], .word = w, .addressee = ENT_NO_WORD};
        if (content_of_adjective(t, &say, verb) &&
            (!best.frame || say.frame < best.frame))
            best = say;
    }
    if (!best.frame)
        return ENT_OK;
    best.cue_at = adjective_group(t, w, verb);
    best.speaker_at = ent_i_say_phrase(t, best.speaker, w);
    if (best.content != ENT_NO_WORD)
        best.content_at = ent_i_say_content(t, best.content, w);
    if (best.frame == ENT_FRAME_PREP)
        best.content_at.start = ent_i_say_behind_case(t, best.content_at);
    best.negated = ent_i_say_is_negated(t, w) || ent_i_say_is_negated(t, verb);
    best.hedged = ent_i_say_is_hedged(t, w) || ent_i_say_is_hedged(t, verb);
    return ent_i_say_add(t, &best);
}
