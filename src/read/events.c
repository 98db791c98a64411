/* events.c - the events of a document, sentence by sentence.
 *
 * Every verb and noun with a frame is a candidate; what stands over it settles
 * its outlook, its frame the roles. Then the candidates of a sentence are seen
 * together: a promise takes its target from what is promised, a promise of
 * harm is a threat, talks that were cancelled are no talks. Candidates without
 * an actor fall away. */
#include "read/events.h"
#include "read/coder.h"
#include <stdlib.h>

/* ---- candidates */

static ent_candidate *add(ent_coder *c, uint32_t w, const ent_frame *f) {
    ent_candidate *e = ENT_PUSH(c->ctx->temp, &c->cand, ent_candidate);
    if (e)
        *e = (ent_candidate){.word = w,
                             .last = w,
                             .clause = w,
                             .over = ENT_NO_WORD,
                             .noun = ENT_NO_WORD,
                             .frame = f,
                             .category = f->category,
                             .core = true,
                             .confidence = 1};
    return e;
}

/* "fight against inflation", "attack the problem": no actor is fought. */
static bool fights_no_one(const ent_coder *c, uint32_t w) {
    static const char *const prep[] = {"against", "on", "with", "of"};
    uint64_t thing = ent_i_frames_class(c->frames, "disease");
    uint32_t o =
        ent_i_w(c, w)->upos == ENT_UPOS_VERB ? ent_i_object(c, w) : ENT_NO_WORD;
    if (o != ENT_NO_WORD && (ent_i_noun_classes(c, o) & thing))
        return true;
    for (size_t i = 0; i < sizeof prep / sizeof *prep; i++) {
        uint32_t k = ent_i_oblique(c, w, ent_i_str(prep[i]));
        if (k != ENT_NO_WORD && (ent_i_noun_classes(c, k) & thing))
            return true;
    }
    return false;
}

static bool is_hostile(ent_plover p) {
    return p == ENT_PLOVER_ASSAULT || p == ENT_PLOVER_COERCE ||
           p == ENT_PLOVER_SANCTION || p == ENT_PLOVER_MOBILIZE ||
           p == ENT_PLOVER_PROTEST || p == ENT_PLOVER_THREATEN;
}

static ent_err code_verb(ent_coder *c, uint32_t w) {
    uint32_t noun;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_VERB, w, &noun);
    if (!f || ent_i_w(c, w)->rel == ENT_REL_AMOD ||
        ent_i_w(c, w)->rel == ENT_REL_COMPOUND ||
        (is_hostile(f->category) && fights_no_one(c, w)))
        return ENT_OK;
    ent_candidate *e = add(c, w, f);
    if (!e)
        return ENT_NOMEM_FAIL(c->ctx);
    e->noun = noun;
    e->passive = ent_i_is_passive(c, w);
    if (noun != ENT_NO_WORD)
        c->claimed[noun] = 1;
    ENT_TRY(ent_i_outlook(c, e));
    return ent_i_roles_verb(c, e);
}

/* The light or receiving verb that carries a noun, or what it happens in. */
static uint32_t carrier(const ent_coder *c, uint32_t w, uint32_t *bits) {
    uint32_t at = ent_i_first_conjunct(c, w), h = ent_i_w(c, at)->head;
    uint8_t rel = ent_i_w(c, at)->rel;
    *bits = 0;
    if (h == ENT_NO_WORD || ent_i_w(c, h)->upos != ENT_UPOS_VERB)
        return ENT_NO_WORD;
    uint32_t outer = ent_i_outer_at(c, h);
    if (rel == ENT_REL_OBJ || rel == ENT_REL_NSUBJ_PASS)
        *bits = outer & (ENT_OUTER_SUPPORT | ENT_OUTER_RECEIVE);
    else if (rel == ENT_REL_NSUBJ)
        *bits = outer & ENT_OUTER_HAPPEN;
    else if (rel == ENT_REL_OBL)
        *bits = outer & ENT_OUTER_RECEIVE;
    if (*bits & ENT_OUTER_SUPPORT)
        *bits = ENT_OUTER_SUPPORT;
    return *bits ? h : ENT_NO_WORD;
}

static ent_err code_noun(ent_coder *c, uint32_t w) {
    uint32_t noun, bits;
    const ent_frame *f = ent_i_frame_at(c, ENT_FRAME_NOUN, w, &noun);
    uint8_t rel = ent_i_w(c, w)->rel;
    if (!f || !f->category || c->claimed[w] || rel == ENT_REL_COMPOUND ||
        rel == ENT_REL_AMOD || rel == ENT_REL_NMOD_POSS ||
        c->who->mention[w] != ENT_NO_MENTION ||
        (is_hostile(f->category) && fights_no_one(c, w)))
        return ENT_OK;
    ent_candidate *e = add(c, w, f);
    if (!e)
        return ENT_NOMEM_FAIL(c->ctx);
    ENT_TRY(ent_i_outlook(c, e));
    uint32_t support = carrier(c, w, &bits);
    bool ending = e->over_class & ENT_OUTER_END;
    if (support == ENT_NO_WORD && !ending)
        e->core = false;
    if (support != ENT_NO_WORD) {
        e->over = support;
        e->over_class = bits;
    } else if (ending) {
        support = e->over;
        e->over_class = ENT_OUTER_END | ENT_OUTER_SUPPORT;
    }
    return ent_i_roles_noun(c, e, support);
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
                   inner->category == ENT_PLOVER_SANCTION;
    if (e->category != ENT_PLOVER_AGREE || !hostile || inner->negated)
        return;
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

static void relate(ent_coder *c, ent_candidate *e) {
    for (size_t i = 0; i < c->cand.n; i++) {
        ent_candidate *in = cand(c, i);
        if (in == e || in->word == e->word || in->over != e->word)
            continue;
        settle_promise(e, in);
        if (!e->target.code.n && takes_from_inner(e->category))
            borrow_target(e, in);
        if (takes_from_inner(e->category) || e->category == ENT_PLOVER_ACCUSE)
            in->core = false;
    }
}

/* A target still missing: the actor nearest below the complement. */
static ent_err from_complement(ent_coder *c, ent_candidate *e) {
    if (e->target.code.n || !takes_from_inner(e->category) ||
        ent_i_w(c, e->word)->upos == ENT_UPOS_NOUN)
        return ENT_OK;
    ENT_EACH_KID(c, k, e->word) {
        ent_role r;
        uint8_t rel = ent_i_w(c, k)->rel;
        if (rel != ENT_REL_XCOMP && rel != ENT_REL_CCOMP)
            continue;
        uint32_t s = e->category == ENT_PLOVER_REQUEST ? ent_i_subject(c, k)
                                                       : ENT_NO_WORD;
        uint32_t place[3] = {s, ent_i_object(c, k),
                             ent_i_oblique(c, k, ENT_STR("with"))};
        for (int i = 0; i < 3; i++) {
            if (place[i] == ENT_NO_WORD)
                continue;
            ENT_TRY(ent_i_role(c, place[i], true, &r));
            if (r.code.n && !ent_i_eq(r.code, e->source.code)) {
                e->target = r;
                return ENT_OK;
            }
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

static void use_place(const ent_coder *c, ent_candidate *e, ent_role *r) {
    if (r->code.n || r->word == ENT_NO_WORD || !r->person)
        return;
    r->code = ent_i_place_code(c, e->clause);
    if (!r->code.n && e->clause != e->word)
        r->code = ent_i_place_code(c, e->word);
}

/* No actor, no event: except where people stand on both sides. */
static bool has_actors(const ent_candidate *e) {
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

static ent_err settle(ent_coder *c) {
    for (size_t i = 0; i < c->cand.n; i++) {
        relate(c, cand(c, i));
        ENT_TRY(from_complement(c, cand(c, i)));
    }
    for (size_t i = 0; i < c->cand.n; i++) {
        ent_candidate *e = cand(c, i);
        settle_ending(e);
        use_place(c, e, &e->source);
        use_place(c, e, &e->target);
        e->dead = e->dead || !has_actors(e);
    }
    drop_doubles(c);
    for (size_t i = 0; i < c->cand.n; i++)
        if (!cand(c, i)->dead)
            ENT_TRY(emit(c, cand(c, i)));
    return ENT_OK;
}

/* ---- the stage */

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
    return kind == ENT_TEXT_BODY || kind == ENT_TEXT_STANDFIRST;
}

ent_err ent_i_read_events(ent_ctx *ctx, const ent_lexicon *lex,
                          const ent_parse *p, const ent_who *who,
                          const ent_quotes *quotes, ent_doc *doc) {
    ent_coder c = {.ctx = ctx,
                   .frames = ent_i_lex_frames(lex),
                   .p = p,
                   .who = who,
                   .quotes = quotes,
                   .doc = doc};
    if (!p->n)
        return ENT_OK;
    c.claimed = ENT_NEW(ctx->temp, p->n + 1, uint32_t);
    if (!c.claimed)
        return ENT_NOMEM_FAIL(ctx);
    for (uint32_t s = 0; s < doc->n_sents; s++)
        if (bears(doc->sent[s].kind))
            ENT_TRY(code_sentence(&c, s));
    if (c.out.n)
        qsort(c.out.at, c.out.n, sizeof(ent_event), by_place);
    doc->event = c.out.at;
    doc->n_events = c.out.n;
    return ENT_OK;
}
