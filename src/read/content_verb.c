/* content_verb.c - what a verb governs: a clause, an infinitive, an object, a
 * preposition, or the sentence that it is put into.
 *
 * Each frame looks first where a right tree has it, then where the parser's
 * common mistakes put it: verbs taken for participles, objects for clauses,
 * "that" for a relative pronoun. */
#include "read/say.h"

static bool is_clause_rel(ent_rel r) {
    return r == ENT_REL_CCOMP || r == ENT_REL_CSUBJ;
}

static uint32_t clause_of(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k))
        if (is_clause_rel(ent_i_say_word(t, k)->rel) &&
            !ent_i_say_is_infinitive(t, k))
            return k;
    return ENT_NO_WORD;
}

static bool is_behind_colon(const ent_teller *t, uint32_t w) {
    const char *s = t->doc->text.s;
    uint32_t i = ent_i_word_span(t->p, w).start;
    while (i > 0 && s[i - 1] == ' ')
        i--;
    return i > 0 && s[i - 1] == ':';
}

/* A clause that the parser hung on loosely: "she said: the talks are over",
 * or "that" under another name. */
static uint32_t loose_clause(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k < w)
            continue;
        if ((r == ENT_REL_ADVCL || r == ENT_REL_ACL || r == ENT_REL_ACL_RELCL ||
             r == ENT_REL_XCOMP) &&
            ent_i_say_has_mark(t, k, "that"))
            return k;
        if (r == ENT_REL_PARATAXIS && is_behind_colon(t, k))
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t infinitive_of(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w &&
            (r == ENT_REL_XCOMP || is_clause_rel(r) || r == ENT_REL_ADVCL ||
             r == ENT_REL_ACL) &&
            ent_i_say_is_infinitive(t, k))
            return k;
    }
    return ENT_NO_WORD;
}

static uint32_t gerund_of(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w && (r == ENT_REL_XCOMP || r == ENT_REL_CCOMP) &&
            ent_i_say_word(t, k)->xpos == ENT_XPOS_VBG)
            return k;
    }
    return ENT_NO_WORD;
}

/* "the military exercises" as a clause: a verb in -s at its end, an article at
 * its beginning. */
static bool is_plural(const ent_teller *t, uint32_t k) {
    ent_span at = ent_i_word_span(t->p, k);
    uint32_t first = ent_i_word_at(t->p, at.start);
    return ent_i_say_word(t, k)->xpos == ENT_XPOS_VBZ &&
           at.end == ent_i_say_word(t, k)->end && first != ENT_NO_WORD &&
           (ent_i_say_word(t, first)->upos == ENT_UPOS_DET ||
            ent_i_say_word(t, first)->upos == ENT_UPOS_ADJ ||
            ent_i_say_word(t, first)->upos == ENT_UPOS_NOUN);
}

/* What stands right behind the verb, whatever the tree calls it, when it can
 * be a noun phrase: "rejected binding targets". */
static uint32_t next_phrase(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        const ent_word *x = ent_i_say_word(t, k);
        bool odd = x->rel == ENT_REL_XCOMP || x->rel == ENT_REL_CCOMP ||
                   x->rel == ENT_REL_OBL || x->rel == ENT_REL_OBL_UNMARKED ||
                   x->rel == ENT_REL_NSUBJ || x->rel == ENT_REL_IOBJ ||
                   x->rel == ENT_REL_ACL;
        bool noun = x->upos == ENT_UPOS_NOUN || x->upos == ENT_UPOS_PROPN ||
                    x->xpos == ENT_XPOS_VBG || is_plural(t, k);
        if (k > w && odd && noun && !ent_i_say_is_infinitive(t, k) &&
            ent_i_say_kid(t, k, ENT_REL_CASE, ENT_REL_MARK) == ENT_NO_WORD &&
            ent_i_word_span(t->p, k).start <= ent_i_say_word(t, w)->end + 2)
            return k;
    }
    return ENT_NO_WORD;
}

/* "terms the teams have rejected": the noun right before the subject. */
static uint32_t noun_before_subject(const ent_teller *t, uint32_t w) {
    uint32_t s = ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ);
    if (s == ENT_NO_WORD || s > w || ent_i_say_word(t, w)->head == ENT_NO_WORD)
        return ENT_NO_WORD;
    uint32_t first = ent_i_word_at(t->p, ent_i_word_span(t->p, s).start);
    if (first == ENT_NO_WORD || first == 0)
        return ENT_NO_WORD;
    const ent_word *x = ent_i_say_word(t, first - 1);
    return x->sent == ent_i_say_word(t, w)->sent && x->upos == ENT_UPOS_NOUN
               ? first - 1
               : ENT_NO_WORD;
}

static uint32_t object_of(const ent_teller *t, uint32_t w) {
    bool passive = ent_i_say_is_passive(t, w);
    uint32_t o =
        passive ? ent_i_say_kid(t, w, ENT_REL_NSUBJ_PASS, ENT_REL_NSUBJ_PASS)
                : ent_i_say_kid(t, w, ENT_REL_OBJ, ENT_REL_OBJ);
    const ent_word *x = ent_i_say_word(t, w);
    if (o == ENT_NO_WORD && passive && x->rel == ENT_REL_ACL)
        return x->head; /* terms rejected by */
    if (o == ENT_NO_WORD && x->rel == ENT_REL_AMOD && x->head > w)
        return x->head; /* a verb that was taken for an attribute */
    if (o == ENT_NO_WORD && !passive)
        o = next_phrase(t, w);
    if (o != ENT_NO_WORD)
        return o;
    if (o == ENT_NO_WORD && x->rel == ENT_REL_ACL_RELCL)
        return x->head; /* terms that Paris rejected */
    if (o == ENT_NO_WORD && !passive)
        o = noun_before_subject(t, w);
    if (o == ENT_NO_WORD && passive && x->rel == ENT_REL_CONJ)
        return ent_i_say_kid(t, x->head, ENT_REL_NSUBJ_PASS,
                             ENT_REL_NSUBJ_PASS);
    return o;
}

/* An oblique with one of the cue's prepositions, below word w. */
static uint32_t oblique_of(const ent_teller *t, uint32_t w, uint32_t frame) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k < w ||
            (r != ENT_REL_OBL && r != ENT_REL_NMOD && r != ENT_REL_ACL &&
             r != ENT_REL_ADVCL && r != ENT_REL_CCOMP && r != ENT_REL_XCOMP &&
             r != ENT_REL_OBL_AGENT))
            continue;
        for (size_t i = 0; ent_i_cue_preps[i]; i++)
            if (frame & (uint32_t)ENT_FRAME_PREP << i &&
                ent_i_say_has_case(t, k, ent_i_cue_preps[i]) &&
                !ent_i_say_is_infinitive(t, k))
                return k;
    }
    return ENT_NO_WORD;
}

static uint32_t complement_of(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k))
        if (k > w && ent_i_say_word(t, k)->rel == ENT_REL_XCOMP &&
            ent_i_say_word(t, k)->upos != ENT_UPOS_VERB)
            return k;
    return ENT_NO_WORD;
}

static uint32_t as_of(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w &&
            (r == ENT_REL_OBL || r == ENT_REL_XCOMP || r == ENT_REL_ADVCL ||
             r == ENT_REL_NMOD) &&
            ent_i_say_has_case(t, k, "as"))
            return k;
    }
    return ENT_NO_WORD;
}

/* ---- the sentence around: "X, she said", "as she said, X" */

static bool has_complement(const ent_teller *t, uint32_t w) {
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        ent_rel r = ent_i_say_word(t, k)->rel;
        if (k > w &&
            (r == ENT_REL_OBJ || r == ENT_REL_CCOMP || r == ENT_REL_XCOMP))
            return true;
    }
    return false;
}

/* A clause of its own: "they left; he said so". */
static bool is_behind_stop(const ent_teller *t, uint32_t w) {
    const char *s = t->doc->text.s;
    uint32_t i = ent_i_word_span(t->p, w).start;
    while (i > 0 && s[i - 1] == ' ')
        i--;
    return i > 0 && (s[i - 1] == ';' || s[i - 1] == ':');
}

/* ", engineers warned," or ", leaders claimed." */
static bool is_between_commas(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    uint32_t s = ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ);
    if (s == ENT_NO_WORD || s > w || x->head == ENT_NO_WORD)
        return false;
    const char *text = t->doc->text.s;
    ent_span in = t->doc->sent[x->sent].in.at, at = ent_i_word_span(t->p, s);
    uint32_t i = at.start, k = x->end;
    while (i > in.start && text[i - 1] == ' ')
        i--;
    while (k < in.end && text[k] == ' ')
        k++;
    bool before = i > in.start && text[i - 1] == ',';
    bool behind = k + 2 >= in.end || text[k] == ',' || text[k] == ';';
    return before && behind && at.end <= x->start;
}

static bool is_inserted(const ent_teller *t, uint32_t w) {
    const ent_word *x = ent_i_say_word(t, w);
    if (x->head == ENT_NO_WORD)
        return false;
    if (x->rel == ENT_REL_PARATAXIS)
        return !has_complement(t, w) && !is_behind_stop(t, w);
    if (is_between_commas(t, w))
        return !has_complement(t, w);
    return ent_i_say_has_mark(t, w, "as") &&
           ent_i_say_kid(t, w, ENT_REL_NSUBJ, ENT_REL_NSUBJ) != ENT_NO_WORD;
}

static bool put_around(const ent_teller *t, ent_say *say) {
    uint32_t h = ent_i_say_word(t, say->word)->head;
    /* a relative clause by mistake: the sentence, not the noun */
    while (ent_i_say_word(t, h)->head != ENT_NO_WORD &&
           ent_i_say_word(t, h)->upos != ENT_UPOS_VERB &&
           ent_i_say_kid(t, h, ENT_REL_NSUBJ, ENT_REL_COP) == ENT_NO_WORD)
        h = ent_i_say_word(t, h)->head;
    say->content = h;
    say->content_at = ent_i_say_content(t, h, say->word);
    say->frame = ENT_FRAME_CLAUSE;
    return say->content_at.end > say->content_at.start;
}

static bool put_pair(const ent_teller *t, ent_say *say, uint32_t a, uint32_t b,
                     uint32_t frame) {
    if (a == ENT_NO_WORD || b == ENT_NO_WORD)
        return false;
    ent_span x = ent_i_word_span(t->p, a), y = ent_i_word_span(t->p, b);
    bool apart = x.end <= say->cue_at.start && y.start >= say->cue_at.end;
    say->content = b;
    say->content_at = ent_i_say_trim_content(
        t, apart ? y
                 : (ent_span){x.start < y.start ? x.start : y.start,
                              x.end > y.end ? x.end : y.end});
    say->frame = frame;
    return true;
}

static bool put(const ent_teller *t, ent_say *say, uint32_t head,
                uint32_t frame) {
    if (head == ENT_NO_WORD)
        return false;
    bool holds = ent_i_say_is_below(t, say->word, head);
    say->content = head;
    say->content_at =
        ent_i_say_content(t, head, holds ? say->word : ENT_NO_WORD);
    if (frame == ENT_FRAME_PREP)
        say->content_at.start = ent_i_say_behind_case(t, say->content_at);
    say->frame = frame;
    return say->content_at.end > say->content_at.start;
}

/* The addressee of "told Iran that": the object, or who is told. */
static uint32_t addressee_of(const ent_teller *t, uint32_t w) {
    uint32_t o = ent_i_say_kid(t, w, ENT_REL_IOBJ, ENT_REL_OBJ);
    if (o == ENT_NO_WORD)
        o = ent_i_say_kid(t, w, ENT_REL_NSUBJ_PASS, ENT_REL_NSUBJ_PASS);
    return o;
}

static uint32_t to_whom(const ent_teller *t, uint32_t w) {
    uint32_t o = ent_i_say_kid(t, w, ENT_REL_IOBJ, ENT_REL_IOBJ);
    for (uint32_t k = ent_i_say_word(t, w)->kid;
         o == ENT_NO_WORD && k != ENT_NO_WORD; k = ent_i_say_word(t, k)->next)
        if (ent_i_say_word(t, k)->rel == ENT_REL_OBL &&
            ent_i_say_has_case(t, k, "to"))
            o = k;
    return o;
}

/* "that" right behind the cue or its addressee. */
static bool put_that(const ent_teller *t, ent_say *say) {
    uint32_t w = say->word;
    if (!ent_i_say_is_that(t, w)) {
        w = say->addressee;
        if (w == ENT_NO_WORD || w < say->word || !ent_i_say_is_that(t, w))
            return false;
    }
    say->content = ENT_NO_WORD;
    say->content_at = ent_i_say_trim_content(t, ent_i_say_that_clause(t, w));
    say->frame = ENT_FRAME_CLAUSE;
    return true;
}

static bool by_clause(const ent_teller *t, ent_say *say) {
    uint32_t c = clause_of(t, say->word);
    if (c == ENT_NO_WORD && put_that(t, say))
        return true;
    if (c == ENT_NO_WORD && (say->inserted || is_inserted(t, say->word)) &&
        ent_i_say_word(t, say->word)->head != ENT_NO_WORD)
        return put_around(t, say);
    if (c == ENT_NO_WORD)
        c = loose_clause(t, say->word);
    return put(t, say, c, ENT_FRAME_CLAUSE);
}

/* "called the offer a step backwards": all that follows the verb, when trees
 * do not find the two apart. */
static bool put_rest(const ent_teller *t, ent_say *say) {
    uint32_t w = say->word, first = ENT_NO_WORD, last = ENT_NO_WORD;
    for (uint32_t k = ent_i_say_first(t, w); k != ENT_NO_WORD;
         k = ent_i_say_next(t, w, k)) {
        const ent_word *x = ent_i_say_word(t, k);
        if (k < w || x->rel == ENT_REL_PUNCT)
            continue;
        bool starts = x->rel == ENT_REL_OBJ || x->rel == ENT_REL_CCOMP ||
                      x->rel == ENT_REL_XCOMP || x->rel == ENT_REL_IOBJ;
        if (first == ENT_NO_WORD &&
            (!starts || ent_i_say_has_case(t, k, "for")))
            return false;
        first = first == ENT_NO_WORD ? k : first;
        if (x->rel == ENT_REL_CONJ || x->rel == ENT_REL_CC)
            break;
        last = k;
    }
    if (first == ENT_NO_WORD ||
        (first == last && ent_i_say_word(t, first)->rel == ENT_REL_OBJ))
        return false;
    say->content = last;
    say->content_at =
        ent_i_say_trim_content(t, (ent_span){ent_i_word_span(t->p, first).start,
                                             ent_i_word_span(t->p, last).end});
    say->frame = ENT_FRAME_COMP;
    return true;
}

/* "brushed off the criticism", the particle taken for a preposition. */
static bool put_behind_particle(const ent_teller *t, ent_say *say) {
    uint32_t k = ent_i_say_kid(t, say->word, ENT_REL_OBL, ENT_REL_OBL);
    if (k == ENT_NO_WORD || k < say->word)
        return false;
    ent_span at = ent_i_word_span(t->p, k);
    if (at.start > say->cue_at.end)
        return false;
    at.start = say->cue_at.end;
    say->content = k;
    say->content_at = ent_i_say_trim_content(t, at);
    say->frame = ENT_FRAME_OBJ;
    return say->content_at.end > say->content_at.start;
}

static bool by_object(const ent_teller *t, ent_say *say, uint32_t f) {
    uint32_t w = say->word;
    if (f & ENT_FRAME_COMP &&
        put_pair(t, say, object_of(t, w), complement_of(t, w), ENT_FRAME_COMP))
        return true;
    if (f & ENT_FRAME_COMP && put_rest(t, say))
        return true;
    if (f & ENT_FRAME_AS &&
        put_pair(t, say, object_of(t, w), as_of(t, w), ENT_FRAME_AS))
        return true;
    if (f & ENT_FRAME_OBJ && put(t, say, object_of(t, w), ENT_FRAME_OBJ))
        return true;
    if (f & ENT_FRAME_OBJ && say->cue->more.n && put_behind_particle(t, say))
        return true;
    uint32_t o = oblique_of(t, w, f);
    /* "accused its neighbour of": hung on the addressee now and then */
    if (o == ENT_NO_WORD && say->cue->frame & ENT_FRAME_WHOM &&
        say->addressee > w)
        o = oblique_of(t, say->addressee, f);
    return put(t, say, o, ENT_FRAME_PREP);
}

bool ent_i_say_verb_content(ent_teller *t, ent_say *say, uint32_t f) {
    uint32_t w = say->word;
    bool whom = say->cue->frame & ENT_FRAME_WHOM;
    say->content = ENT_NO_WORD;
    say->addressee = whom ? addressee_of(t, w) : to_whom(t, w);
    if (whom && say->addressee == ENT_NO_WORD)
        return false;
    if (f & ENT_FRAME_QUOTE && ent_i_say_quotation(t, say, &say->content_at)) {
        say->frame = ENT_FRAME_QUOTE;
        return true;
    }
    if (f & ENT_FRAME_CLAUSE && by_clause(t, say))
        return true;
    if (f & ENT_FRAME_INF && put(t, say, infinitive_of(t, w), ENT_FRAME_INF))
        return true;
    /* "begged the council to send": hung on the addressee */
    if (f & ENT_FRAME_INF && whom && say->addressee > w &&
        put(t, say, infinitive_of(t, say->addressee), ENT_FRAME_INF))
        return true;
    if (f & ENT_FRAME_ING && put(t, say, gerund_of(t, w), ENT_FRAME_ING))
        return true;
    return by_object(t, say, f);
}
