/* events.c - the events of a document, sentence by sentence.
 *
 * Every verb and noun with a frame is a candidate; what stands over it settles
 * its outlook, its frame the roles. Then the candidates of a sentence are seen
 * together: a promise takes its target from what is promised, a promise of
 * harm is a threat, talks that were cancelled are no talks. Candidates without
 * an actor fall away. */
#include "read/events.h"
#include "read/rerank.h"
#include <stdlib.h>

/* ---- candidates */

static ent_candidate *add(ent_coder *c, uint32_t w, const ent_frame *f) {
    ent_candidate *e = ENT_PUSH(c->ctx->temp, &c->cand, ent_candidate);
    if (e)
        *e = (ent_candidate){.word = w,
                             .clause = w,
                             .over = ENT_NO_WORD,
                             .noun = ENT_NO_WORD,
                             .frame = f,
                             .category = f->category,
                             .core = true,
                             .confidence = 1};
    c->row[w] = (uint32_t)c->cand.n;
    return e;
}

/* "fight against inflation", "attack the problem": no actor is fought. */
static bool fights_no_one(const ent_coder *c, uint32_t w, uint32_t noun) {
    static const char *const prep[] = {"against", "on", "with", "of"};
    uint64_t thing = ent_i_frames_class(c->frames, "disease");
    uint32_t o =
        ent_i_w(c, w)->upos == ENT_UPOS_VERB ? ent_i_object(c, w) : ENT_NO_WORD;
    if (o != ENT_NO_WORD && o != noun && (ent_i_noun_classes(c, o) & thing))
        return true;
    for (size_t i = 0; i < sizeof prep / sizeof *prep; i++) {
        uint32_t k = ent_i_oblique(c, w, ent_i_str(prep[i]));
        if (k != ENT_NO_WORD && k != noun && (ent_i_noun_classes(c, k) & thing))
            return true;
    }
    return false;
}

static bool is_hostile(ent_plover p) {
    return p == ENT_PLOVER_ASSAULT || p == ENT_PLOVER_COERCE ||
           p == ENT_PLOVER_SANCTION || p == ENT_PLOVER_MOBILIZE ||
           p == ENT_PLOVER_THREATEN;
}

/* "held a joint exercise": the compound noun knows better than the verb. */
static void heed_noun(const ent_coder *c, ent_candidate *e) {
    uint32_t none;
    if (e->noun == ENT_NO_WORD)
        return;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_NOUN, e->noun, &none);
    uint8_t last = e->frame->n_parts;
    bool plain = last && e->frame->part[0].kind == ENT_PART_NOUN;
    if (f && f->n_parts && f->category && plain)
        e->category = f->category;
}

/* "seeks to persuade": the verb only stands over another. */
static bool only_outer(const ent_coder *c, uint32_t w, const ent_frame *f) {
    uint32_t bits = ENT_OUTER_POSSIBLE | ENT_OUTER_TRY | ENT_OUTER_PLAN |
                    ENT_OUTER_ASPECT | ENT_OUTER_END | ENT_OUTER_FAIL;
    return !f->n_parts && ent_i_kid(c, w, ENT_REL_XCOMP) != ENT_NO_WORD &&
           ent_i_kid(c, w, ENT_REL_OBJ) == ENT_NO_WORD &&
           (ent_i_outer_at(c, w) & bits);
}

/* "is to blame": nobody blames. */
static bool is_to_blame(const ent_coder *c, uint32_t w) {
    return ent_i_w(c, w)->xpos == ENT_XPOS_VB &&
           ent_i_eqz(c->lemma[w], "blame") &&
           ent_i_kid(c, w, ENT_REL_OBJ) == ENT_NO_WORD &&
           (ent_i_kid(c, w, ENT_REL_COP) != ENT_NO_WORD ||
            ent_i_has_case(c, w, ENT_STR("to")));
}

/* "talks stalled", "fighting resumed": the noun tells the event. */
static bool only_happens(const ent_coder *c, uint32_t w) {
    uint32_t none, s = ent_i_kid(c, w, ENT_REL_NSUBJ);
    if (ent_i_w(c, w)->rel == ENT_REL_ACL && ent_i_w(c, w)->head + 1 == w)
        s = ent_i_w(c, w)->head;
    if (s == ENT_NO_WORD || ent_i_kid(c, w, ENT_REL_OBJ) != ENT_NO_WORD ||
        !(ent_i_outer_at(c, w) & ENT_OUTER_HAPPEN))
        return false;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_NOUN, s, &none);
    return f && f->category && !ent_i_mention_at(c, s);
}

static ent_err code_verb(ent_coder *c, uint32_t w) {
    uint32_t noun;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_VERB, w, &noun);
    bool attribute =
        ent_i_w(c, w)->rel == ENT_REL_AMOD && !ent_i_is_hidden_verb(c, w);
    if (!f || attribute || only_outer(c, w, f) || only_happens(c, w) ||
        is_to_blame(c, w) || ent_i_w(c, w)->rel == ENT_REL_COMPOUND ||
        (is_hostile(f->category) && fights_no_one(c, w, noun)))
        return ENT_OK;
    ent_candidate *e = add(c, w, f);
    if (!e)
        return ENT_NOMEM_FAIL(c->ctx);
    e->noun = noun;
    e->passive = ent_i_is_passive(c, w);
    if (noun != ENT_NO_WORD)
        c->claimed[noun] = 1;
    heed_noun(c, e);
    ENT_TRY(ent_i_outlook(c, e));
    return ent_i_roles_verb(c, e);
}

static ent_err code_noun(ent_coder *c, uint32_t w) {
    uint32_t noun, bits;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_NOUN, w, &noun);
    uint8_t rel = ent_i_w(c, w)->rel;
    if (!f || !f->category || c->claimed[w] || rel == ENT_REL_COMPOUND ||
        rel == ENT_REL_AMOD || rel == ENT_REL_NMOD_POSS ||
        c->who->mention[w] != ENT_NO_MENTION ||
        (is_hostile(f->category) && fights_no_one(c, w, noun)))
        return ENT_OK;
    ent_candidate *e = add(c, w, f);
    if (!e)
        return ENT_NOMEM_FAIL(c->ctx);
    ENT_TRY(ent_i_outlook(c, e));
    uint32_t support = ent_i_carrier(c, w, &bits);
    bool ending = e->over_class & ENT_OUTER_END;
    bool free = e->core;
    if (support == ENT_NO_WORD && !ending)
        e->core = e->core && ent_i_carries_clause(c, w);
    if (support != ENT_NO_WORD) {
        e->over = support;
        e->over_class = bits;
    } else if (ending) {
        support = e->over;
        e->over_class = ENT_OUTER_END | ENT_OUTER_SUPPORT;
    }
    ENT_TRY(ent_i_roles_noun(c, e, support));
    e->core = e->core || (free && ent_i_is_done(c, e));
    return ENT_OK;
}

/* "is ready to sign": willingness is an AGREE of its own. */
static ent_err code_willing(ent_coder *c, uint32_t w) {
    static const ent_str subject[] = {{"s", 1}},
                         whom[] = {{"with", 4}, {"to", 2}};
    uint32_t noun, to = ENT_NO_WORD;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_OUTER_ADJ, w, &noun);
    if (!f || !(f->bits & ENT_OUTER_AGREE))
        return ENT_OK;
    ENT_EACH_KID(c, k, w)
    if ((ent_i_w(c, k)->rel == ENT_REL_XCOMP ||
         ent_i_w(c, k)->rel == ENT_REL_ADVCL ||
         ent_i_w(c, k)->rel == ENT_REL_CCOMP) &&
        ent_i_w(c, k)->xpos == ENT_XPOS_VB)
        to = k;
    if (to == ENT_NO_WORD)
        return ENT_OK;
    ent_frame *own = ENT_NEW(c->ctx->temp, 1, ent_frame);
    if (!own)
        return ENT_NOMEM_FAIL(c->ctx);
    *own = *f;
    own->category = ENT_PLOVER_AGREE;
    own->cameo = ENT_STR("030");
    own->n_parts = 0;
    own->n_source = 1;
    own->n_target = 2;
    memcpy(own->source, subject, sizeof subject);
    memcpy(own->target, whom, sizeof whom);
    ent_candidate *e = add(c, w, own);
    if (!e)
        return ENT_NOMEM_FAIL(c->ctx);
    ENT_TRY(ent_i_outlook(c, e));
    return ent_i_roles_verb(c, e);
}

/* ---- candidates of a sentence, seen together */

static ent_candidate *cand(const ent_coder *c, size_t i) {
    return (ent_candidate *)c->cand.at + i;
}

/* Is w at or below `head`, within a few steps? */
static bool is_below(const ent_coder *c, uint32_t w, uint32_t head) {
    for (int i = 0; i < 6 && w != ENT_NO_WORD; i++) {
        if (w == head)
            return true;
        w = ent_i_w(c, w)->head;
    }
    return false;
}

static bool takes_from_inner(ent_plover p) {
    return p == ENT_PLOVER_AGREE || p == ENT_PLOVER_THREATEN ||
           p == ENT_PLOVER_REJECT || p == ENT_PLOVER_REQUEST;
}

/* "promised to attack": a threat; "agreed to attack": the attack itself. */
static void settle_promise(ent_candidate *e, const ent_candidate *inner) {
    bool hostile = inner->category == ENT_PLOVER_ASSAULT ||
                   inner->category == ENT_PLOVER_COERCE ||
                   inner->category == ENT_PLOVER_SANCTION ||
                   inner->category == ENT_PLOVER_PROTEST;
    if (e->category != ENT_PLOVER_AGREE || !hostile || inner->negated)
        return;
    if (e->frame->kind == ENT_FRAME_OUTER_ADJ)
        e->dead = true;
    e->category = ENT_PLOVER_THREATEN;
}

static void borrow_target(ent_candidate *e, const ent_candidate *inner) {
    const ent_role *from = &inner->target;
    if (e->category == ENT_PLOVER_REQUEST && inner->source.code.n &&
        !ent_i_eq(inner->source.code, e->source.code))
        from = &inner->source;
    if (!from->code.n || ent_i_eq(from->code, e->source.code))
        from = &inner->source;
    if (from->code.n && !ent_i_eq(from->code, e->source.code))
        e->target = *from;
}

/* "This may encourage China", "the storm killed ten": a thing is no source,
 * unless it is a weapon. */
static bool thing_acts(const ent_coder *c, const ent_candidate *e) {
    uint64_t weapon = ent_i_frames_class(c->frames, "arms") |
                      ent_i_frames_class(c->frames, "force") |
                      ent_i_frames_class(c->frames, "attack") |
                      ent_i_frames_class(c->frames, "aid");
    if (e->source.word == ENT_NO_WORD || e->source.person)
        return false;
    bool physical = e->category == ENT_PLOVER_ASSAULT ||
                    e->category == ENT_PLOVER_AID ||
                    e->category == ENT_PLOVER_MOBILIZE;
    if (physical)
        return !(ent_i_noun_classes(c, e->source.word) & weapon);
    return !e->source.code.n;
}

/* An event under another's word: what is promised, asked, refused. */
static void relate(ent_coder *c, ent_candidate *in) {
    uint32_t row = in->over == ENT_NO_WORD ? 0 : c->row[in->over];
    ent_candidate *e = row ? cand(c, row - 1) : NULL;
    if (!e || e == in || e->word != in->over || thing_acts(c, e))
        return;
    settle_promise(e, in);
    if (!e->target.code.n && takes_from_inner(e->category))
        borrow_target(e, in);
    if (takes_from_inner(e->category) || e->category == ENT_PLOVER_ACCUSE)
        in->core = false;
}

/* Does another clause begin here? */
static bool is_other_clause(const ent_coder *c, uint32_t w) {
    uint8_t rel = ent_i_w(c, w)->rel;
    return rel == ENT_REL_PARATAXIS || rel == ENT_REL_ACL_RELCL ||
           (rel == ENT_REL_ACL && ent_i_w(c, w)->xpos == ENT_XPOS_VBN) ||
           (rel == ENT_REL_CONJ && ent_i_w(c, w)->upos == ENT_UPOS_VERB);
}

/* Steps from w up to `head`; 0: it is not below, or in another clause. */
static int steps_below(const ent_coder *c, uint32_t w, uint32_t head) {
    enum { MOST = 8 };
    for (int i = 0; i < MOST && w != ENT_NO_WORD; i++) {
        if (w == head)
            return i;
        if (is_other_clause(c, w))
            return 0;
        w = ent_i_w(c, w)->head;
    }
    return 0;
}

static bool wants_target(const ent_candidate *e) {
    switch (e->category) {
    case ENT_PLOVER_AGREE:
    case ENT_PLOVER_THREATEN:
    case ENT_PLOVER_REJECT:
    case ENT_PLOVER_REQUEST:
    case ENT_PLOVER_SANCTION:
    case ENT_PLOVER_ACCUSE:
    case ENT_PLOVER_SUPPORT:
    case ENT_PLOVER_RETREAT:
    case ENT_PLOVER_MOBILIZE:
        return e->frame->kind != ENT_FRAME_NOUN;
    case ENT_PLOVER_AID:
    case ENT_PLOVER_ASSAULT:
    case ENT_PLOVER_COERCE:
    case ENT_PLOVER_COOPERATE:
        return e->target.word != ENT_NO_WORD || e->noun != ENT_NO_WORD;
    default:
        return false;
    }
}

/* Where to look: below the verb, or only below what it is done to. */
static uint32_t place_to_look(const ent_candidate *e) {
    bool narrow =
        e->category == ENT_PLOVER_AID || e->category == ENT_PLOVER_ASSAULT ||
        e->category == ENT_PLOVER_COERCE || e->category == ENT_PLOVER_COOPERATE;
    uint32_t thing = e->target.word == ENT_NO_WORD ? e->noun : e->target.word;
    return narrow ? thing : e->word;
}

/* A target still missing: the first actor in what depends on the verb. */
static ent_err from_complement(ent_coder *c, ent_candidate *e) {
    enum { MOST = 150 }; /* words; keeps endless sentences linear */
    uint32_t end = c->p->first[ent_i_w(c, e->word)->sent + 1];
    if (e->target.code.n || !wants_target(e))
        return ENT_OK;
    uint32_t top = place_to_look(e);
    for (uint32_t w = e->word + 1; w < end && w <= e->word + MOST; w++) {
        ent_role r;
        const ent_mention *m = c->who->mention[w] == ENT_NO_MENTION
                                   ? NULL
                                   : &c->doc->mention[c->who->mention[w]];
        if (!m || !m->is_actor || !m->code.n || !steps_below(c, w, top) ||
            steps_below(c, w, e->source.word) ||
            (m->type.n == 3 && memcmp(m->type.s, "PRO", 3) == 0))
            continue;
        ENT_TRY(ent_i_role(c, w, true, &r));
        if (r.code.n && !ent_i_eq(r.code, e->source.code)) {
            e->target = r;
            return ENT_OK;
        }
    }
    return ENT_OK;
}

/* What it means that an event of a category is ended. */
static ent_plover ended(ent_plover p) {
    switch (p) {
    case ENT_PLOVER_ASSAULT:
    case ENT_PLOVER_MOBILIZE:
    case ENT_PLOVER_SANCTION:
        return ENT_PLOVER_RETREAT;
    case ENT_PLOVER_COERCE:
    case ENT_PLOVER_PROTEST:
    case ENT_PLOVER_REQUEST:
        return ENT_PLOVER_CONCEDE;
    case ENT_PLOVER_CONSULT:
    case ENT_PLOVER_COOPERATE:
    case ENT_PLOVER_AID:
    case ENT_PLOVER_SUPPORT:
        return ENT_PLOVER_SANCTION;
    case ENT_PLOVER_AGREE:
        return ENT_PLOVER_REJECT;
    default:
        return ENT_PLOVER_NONE;
    }
}

static void settle_ending(ent_candidate *e) {
    if (!(e->over_class & ENT_OUTER_END) || !e->core)
        return;
    e->category = ended(e->category);
    e->dead = e->dead || !e->category;
}

static bool is_bodily(ent_plover p) {
    return p == ENT_PLOVER_ASSAULT || p == ENT_PLOVER_COERCE ||
           p == ENT_PLOVER_PROTEST || p == ENT_PLOVER_AID ||
           p == ENT_PLOVER_RETREAT;
}

/* "beat Finland in the final": sport. */
static bool is_game(const ent_coder *c, const ent_candidate *e) {
    uint64_t sport = ent_i_frames_class(c->frames, "sport");
    uint64_t team = ent_i_frames_class(c->frames, "team");
    if (e->source.word != ENT_NO_WORD &&
        (ent_i_noun_classes(c, e->source.word) & team))
        return true;
    ENT_EACH_KID(c, k, e->word)
    if (ent_i_w(c, k)->rel == ENT_REL_OBL && (ent_i_noun_classes(c, k) & sport))
        return e->category == ENT_PLOVER_ASSAULT;
    return false;
}

/* "Experts discussed the risks": among themselves, of which nothing follows. */
static bool only_talk(const ent_candidate *e) {
    ent_str code = e->source.code;
    ent_str kind = code.n == 6 ? (ent_str){code.s + 3, 3} : (ent_str){0};
    return e->category == ENT_PLOVER_CONSULT && !e->target.code.n &&
           (ent_i_eqz(kind, "EXP") || ent_i_eqz(kind, "MED") ||
            ent_i_eqz(kind, "EDU"));
}

/* "compensate for its weakness": what is given to nobody is no aid. */
static bool gives_to_no_one(const ent_candidate *e) {
    return e->category == ENT_PLOVER_AID && !e->frame->n_parts &&
           e->frame->kind == ENT_FRAME_VERB && e->target.word == ENT_NO_WORD;
}

/* No actor, no event: except where people stand on both sides. */
static bool has_actors(const ent_coder *c, const ent_candidate *e) {
    if (thing_acts(c, e) || is_game(c, e) || only_talk(e) ||
        gives_to_no_one(e) ||
        (ent_i_eqz(e->frame->cameo, "170") && !e->source.code.n))
        return false;
    int told = (e->source.code.n > 0) + (e->target.code.n > 0);
    bool people = e->source.word != ENT_NO_WORD && e->source.person;
    bool two = people && e->target.word != ENT_NO_WORD && e->target.person;
    if (told)
        return true;
    return e->core && is_bodily(e->category) &&
           (two || (people && e->category == ENT_PLOVER_PROTEST));
}

static double confidence(const ent_coder *c, const ent_candidate *e) {
    double x = 0.5;
    x += e->source.code.n ? 0.15 : 0;
    x += e->target.code.n ? 0.15 : 0;
    x += e->frame->n_parts ? 0.1 : 0;
    x -= e->core ? 0 : 0.15;
    x -= e->doubt ? 0.2 : 0;
    x -= e->again || e->implied ? 0.2 : 0;
    x -= c->p->unsure && c->p->unsure[ent_i_w(c, e->word)->sent] ? 0.1 : 0;
    return x;
}

/* The same twice: "met for a meeting". */
static void drop_doubles(ent_coder *c) {
    for (size_t i = 1; i < c->cand.n; i++) {
        ent_candidate *b = cand(c, i), *a = cand(c, i - 1);
        if (!a->dead && a->category == b->category && a->core && !b->core &&
            is_below(c, b->word, a->word) &&
            (ent_i_eq(a->source.code, b->source.code) || !b->source.code.n))
            b->dead = true;
    }
}

static ent_err emit(ent_coder *c, const ent_candidate *e) {
    const ent_word *w = ent_i_w(c, e->word);
    ent_event *out = ENT_PUSH(c->ctx->keep, &c->out, ent_event);
    if (!out)
        return ENT_NOMEM_FAIL(c->ctx);
    out->in = ent_i_locus(c->doc, w->sent, w->start, w->end);
    out->source = e->source.code;
    out->target = e->target.code;
    out->source_at = e->source.at;
    out->target_at = e->target.at;
    out->category = ent_i_str(ent_i_plover_name[e->category]);
    out->cameo =
        e->category == e->frame->category ? e->frame->cameo : (ent_str){0};
    out->factuality = e->factuality;
    out->reporter = e->reporter;
    out->rule = e->frame->rule;
    out->negated = e->negated;
    out->hedged = e->hedged;
    out->reciprocal = e->reciprocal;
    out->core = e->core;
    out->confidence = confidence(c, e);
    ent_i_event_date(c, e, out);
    return ENT_OK;
}

/* The weights may take another category than the rule's, or none; what they
 * disagree on is less sure. */
static ent_err arbitrate(ent_coder *c, ent_candidate *e) {
    int32_t score[ENT_N_PLOVER];
    ent_sample s;
    if (!c->rerank && !c->watch)
        return ENT_OK;
    ent_i_rerank_sample(c, e, &s);
    if (c->watch) {
        ent_sample *out = ENT_PUSH(c->ctx->temp, c->watch, ent_sample);
        if (!out)
            return ENT_NOMEM_FAIL(c->ctx);
        *out = s;
        return ENT_OK;
    }
    ent_i_rerank_score(c->rerank, &s, score);
    ent_plover best = ent_i_rerank_best(score, e->category);
    e->doubt = best != e->category;
    e->dead = best == ENT_PLOVER_NONE;
    e->category = best;
    return ENT_OK;
}

static ent_err settle(ent_coder *c) {
    for (size_t i = 0; i < c->cand.n; i++)
        relate(c, cand(c, i));
    for (size_t i = 0; i < c->cand.n; i++)
        ENT_TRY(from_complement(c, cand(c, i)));
    for (size_t i = 0; i < c->cand.n; i++) {
        ent_candidate *e = cand(c, i);
        settle_ending(e);
        ent_i_use_place(c, e, &e->source, false);
        ent_i_use_place(c, e, &e->target, is_bodily(e->category));
        ent_i_stay_at_home(e);
        ent_i_same_meeting(c, e);
        ent_i_note_meeting(c, e);
        e->dead = e->dead || (!e->await && !has_actors(c, e));
        ent_i_imply_party(c, e);
    }
    drop_doubles(c);
    for (size_t i = 0; i < c->cand.n; i++)
        if (!cand(c, i)->dead)
            ENT_TRY(arbitrate(c, cand(c, i)));
    for (size_t i = 0; i < c->cand.n; i++)
        if (!cand(c, i)->dead &&
            !(cand(c, i)->await &&
              ent_i_meeting_noun(cand(c, i)) == ENT_NO_WORD)) {
            ENT_TRY(emit(c, cand(c, i)));
            if (cand(c, i)->await)
                ent_i_await_sides(c, cand(c, i));
        }
    return ENT_OK;
}

/* ---- the stage */

static void mend_lemmas(ent_coder *c) {
    for (uint32_t w = 0; w < c->p->n; w++) {
        const ent_word *at = ent_i_w(c, w);
        c->lemma[w] = at->lemma;
        if (at->upos == ENT_UPOS_NOUN)
            c->lemma[w] = ent_i_singular(c, at->lemma);
        if (at->upos != ENT_UPOS_VERB)
            continue;
        ent_str known =
            ent_i_frames_lemma(c->frames, ent_i_word_text(c->doc, at));
        if (known.n)
            c->lemma[w] = known;
    }
}

static ent_err code_sentence(ent_coder *c, uint32_t s) {
    uint32_t from = c->p->first[s], to = c->p->first[s + 1];
    c->cand.n = 0;
    for (uint32_t w = from; w < to; w++)
        if (ent_i_w(c, w)->upos == ENT_UPOS_VERB)
            ENT_TRY(code_verb(c, w));
    for (uint32_t w = from; w < to; w++) {
        if (ent_i_w(c, w)->upos == ENT_UPOS_NOUN)
            ENT_TRY(code_noun(c, w));
        else if (ent_i_w(c, w)->upos == ENT_UPOS_ADJ)
            ENT_TRY(code_willing(c, w));
    }
    return settle(c);
}

static int by_place(const void *pa, const void *pb) {
    const ent_event *a = pa, *b = pb;
    return (a->in.at.start > b->in.at.start) -
           (a->in.at.start < b->in.at.start);
}

static bool bears(ent_text_kind kind) {
    return kind == ENT_TEXT_BODY || kind == ENT_TEXT_STANDFIRST ||
           kind == ENT_TEXT_CAPTION;
}

ent_err ent_i_code_events(ent_coder *c) {
    const ent_parse *p = c->p;
    if (!p->n)
        return ENT_OK;
    c->claimed = ENT_NEW(c->ctx->temp, p->n + 1, uint32_t);
    c->lemma = ENT_NEW(c->ctx->temp, p->n + 1, ent_str);
    c->row = ENT_NEW(c->ctx->temp, p->n + 1, uint32_t);
    if (!c->claimed || !c->lemma || !c->row)
        return ENT_NOMEM_FAIL(c->ctx);
    mend_lemmas(c);
    for (uint32_t s = 0; s < c->doc->n_sents; s++)
        if (bears(c->doc->sent[s].kind))
            ENT_TRY(code_sentence(c, s));
    ent_i_drop_awaited(c);
    return ENT_OK;
}

ent_err ent_i_read_events(ent_ctx *ctx, const ent_lexicon *lex,
                          const ent_parse *p, const ent_who *who,
                          const ent_quotes *quotes, ent_doc *doc) {
    ent_coder c = {.ctx = ctx,
                   .lex = lex,
                   .frames = ent_i_lex_frames(lex),
                   .rerank = ent_i_lex_rerank(lex),
                   .p = p,
                   .who = who,
                   .quotes = quotes,
                   .doc = doc};
    ENT_TRY(ent_i_code_events(&c));
    if (c.out.n)
        qsort(c.out.at, c.out.n, sizeof(ent_event), by_place);
    doc->event = c.out.at;
    doc->n_events = c.out.n;
    return ENT_OK;
}
