/* parties.c - actors that go without saying: of meetings that are spoken of
 * again, or before their sides are named, and the other side of an event where
 * the text around it leaves one. */
#include "read/coder.h"

/* ---- places */

void ent_i_use_place(const ent_coder *c, ent_candidate *e, ent_role *r,
                     bool any) {
    if (r->code.n || r->word == ENT_NO_WORD || !(any || r->person))
        return;
    r->code = ent_i_place_code(c, e->clause);
    if (!r->code.n && e->clause != e->word)
        r->code = ent_i_place_code(c, e->word);
}

/* Those whom a state jails or pardons are its own, if nobody says else. */
void ent_i_stay_at_home(ent_candidate *e) {
    bool rules =
        e->category == ENT_PLOVER_COERCE || e->category == ENT_PLOVER_CONCEDE;
    if (rules && e->core && !e->target.code.n &&
        e->target.word != ENT_NO_WORD && e->target.person &&
        e->source.code.n >= 3)
        e->target.code = (ent_str){e->source.code.s, 3};
}

/* ---- meetings spoken of again */

uint32_t ent_i_meeting_noun(const ent_candidate *e) {
    if (e->category != ENT_PLOVER_CONSULT)
        return ENT_NO_WORD;
    return e->frame->kind == ENT_FRAME_NOUN ? e->word : e->noun;
}

static bool is_new(const ent_coder *c, uint32_t noun) {
    uint32_t det = ent_i_kid(c, noun, ENT_REL_DET);
    return det != ENT_NO_WORD && ent_i_eqz(c->lemma[det], "a");
}

static ent_met meeting_of(const ent_coder *c, const ent_candidate *e,
                          uint32_t noun) {
    uint32_t none;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_NOUN, noun, &none);
    return (ent_met){.noun = c->lemma[noun],
                     .cameo = f ? f->cameo : (ent_str){0},
                     .who = {e->source.code, e->target.code},
                     .sent = ent_i_w(c, e->word)->sent};
}

static bool is_same(const ent_met *a, const ent_met *b) {
    return ent_i_eq(a->noun, b->noun) ||
           (a->cameo.n && ent_i_eq(a->cameo, b->cameo));
}

/* Those who were spoken of before their names were told. */
static void tell_awaited(ent_coder *c, const ent_met *m) {
    enum { MOST = 2 }; /* sentences */
    for (uint32_t i = 0; i < ENT_N_MET && i < c->n_await; i++) {
        ent_met *a = &c->await[i];
        const ent_sentence *s = c->doc->sent;
        if (!a->out || !is_same(a, m) || m->sent - a->sent > MOST ||
            s[a->sent].in.para != s[m->sent].in.para)
            continue;
        ent_event *e = (ent_event *)c->out.at + a->out - 1;
        e->source = m->who[0];
        e->target = m->who[1];
        e->reciprocal = true;
        e->confidence = 0.5;
        a->out = 0;
    }
}

void ent_i_note_meeting(ent_coder *c, const ent_candidate *e) {
    uint32_t noun = ent_i_meeting_noun(e);
    if (noun == ENT_NO_WORD || !e->source.code.n || !e->target.code.n)
        return;
    ent_met *m = &c->met[c->n_met++ % ENT_N_MET];
    *m = meeting_of(c, e, noun);
    tell_awaited(c, m);
}

/* The latest meeting told that this may be, by its noun before its kind. */
static const ent_met *told_before(const ent_coder *c, const ent_met *m) {
    enum { MOST = 12 }; /* sentences */
    uint32_t n = c->n_met < ENT_N_MET ? c->n_met : ENT_N_MET;
    for (int kind = 0; kind < 2; kind++)
        for (uint32_t i = 1; i <= n; i++) {
            const ent_met *b = &c->met[(c->n_met - i) % ENT_N_MET];
            if ((kind ? is_same(b, m) : ent_i_eq(b->noun, m->noun)) &&
                m->sent - b->sent <= MOST)
                return b;
        }
    return NULL;
}

/* "The summit" behind "the summit between A and B" is theirs too. */
void ent_i_same_meeting(ent_coder *c, ent_candidate *e) {
    uint32_t noun = ent_i_meeting_noun(e);
    if (noun == ENT_NO_WORD || e->dead || e->source.code.n ||
        e->target.code.n || is_new(c, noun))
        return;
    ent_met m = meeting_of(c, e, noun);
    const ent_met *b = told_before(c, &m);
    e->await = !b && !c->watch;
    if (!b)
        return;
    e->source.code = b->who[0];
    e->target.code = b->who[1];
    e->reciprocal = e->again = true;
}

/* An event whose sides may be told in the sentences to come. */
void ent_i_await_sides(ent_coder *c, const ent_candidate *e) {
    ent_met *a = &c->await[c->n_await++ % ENT_N_MET];
    *a = meeting_of(c, e, ent_i_meeting_noun(e));
    a->out = c->out.n;
    ((ent_event *)c->out.at)[c->out.n - 1].confidence = -1; /* not yet */
}

/* What was awaited and never told falls away. */
void ent_i_drop_awaited(ent_coder *c) {
    ent_event *e = c->out.at;
    size_t kept = 0;
    for (size_t i = 0; i < c->out.n; i++)
        if (e[i].confidence >= 0)
            e[kept++] = e[i];
    c->out.n = kept;
}

/* ---- parties that go without saying */

typedef struct others {
    const ent_mention *at; /* the nearest before the word, or the first */
    uint32_t n;            /* how often another state begins */
} others;

static bool same_state(ent_str a, ent_str b) {
    return a.n >= 3 && b.n >= 3 && memcmp(a.s, b.s, 3) == 0;
}

static const ent_mention *one_actor(const ent_coder *c, uint32_t w) {
    const ent_mention *m = ent_i_mention_at(c, w);
    return m && m->is_actor && m->code.n >= 3 &&
                   memcmp(m->code.s, "XXX", 3) != 0 &&
                   !memchr(m->code.s, '|', m->code.n)
               ? m
               : NULL;
}

/* The states of a sentence that are not `known`, seen from a word. */
static others other_states(const ent_coder *c, uint32_t sent, ent_str known,
                           uint32_t word) {
    enum { MOST = 150 }; /* words; keeps endless sentences linear */
    others o = {0};
    uint32_t from = c->p->first[sent], to = c->p->first[sent + 1];
    to = to - from > MOST ? from + MOST : to;
    for (uint32_t w = from; w < to; w++) {
        const ent_mention *m = one_actor(c, w);
        if (!m || same_state(m->code, known) ||
            (o.at && (w > word || same_state(m->code, o.at->code))))
            continue;
        o.at = m;
        o.n++;
    }
    return o;
}

/* The other side of an event is the other state of its sentence, or of those
 * before it in the paragraph: "Turkey promised", said of talks with Egypt. */
void ent_i_imply_party(const ent_coder *c, ent_candidate *e) {
    enum { BACK = 3 };
    ent_role *known = e->target.code.n ? &e->target : &e->source;
    ent_role *r = e->target.code.n ? &e->source : &e->target;
    uint32_t s = ent_i_w(c, e->word)->sent;
    if (e->dead || r->code.n || !known->code.n ||
        memchr(known->code.s, '|', known->code.n))
        return;
    others o = other_states(c, s, known->code, e->word);
    for (uint32_t i = 1; i <= BACK && !o.n && s >= i &&
                         c->doc->sent[s - i].in.para == c->doc->sent[s].in.para;
         i++)
        o = other_states(c, s - i, known->code, c->p->first[s]);
    if (!o.n)
        return;
    r->code = o.at->code;
    r->at = o.at->in.at;
    e->implied = true;
}
