/* coref_nouns.c - role nouns and demonyms that stand for actors.
 *
 * "The North Korean leader", "its forces", "the two countries", "the
 * Americans". A noun needs to be a role of the dictionary and to have an
 * owner, or an article that points back. */
#include "read/coref.h"

static const char *const the[] = {"the", NULL};

static const ent_word *word(const ent_coref *c, uint32_t w) {
    return &c->p->word[w];
}

static bool plural(const ent_coref *c, uint32_t w) {
    uint8_t xpos = word(c, w)->xpos;
    return xpos == ENT_XPOS_NNS || xpos == ENT_XPOS_NNPS;
}

static ent_err put(ent_coref *c, uint32_t first, uint32_t end, uint32_t ref,
                   ent_str rule) {
    static const ent_topic none = {.code = {"", 0}};
    const ent_topic *r = ref == ENT_NO_TOPIC ? &none : ent_i_topic(c, ref);
    const ent_word *p = c->p->word;
    ent_mention m = {
        .in = ent_i_locus(c->doc, c->sent, p[first].start, p[end - 1].end),
        .code = r->code,
        .entity = r->entity,
        .type = ENT_STR("NOM"),
        .is_actor = 1,
        .rule = rule};
    return ent_i_found(c, &m, ref);
}

/* ---- demonyms: the Americans, Russians, the Chinese */

typedef struct people {
    const ent_lex_entry *entry;
    uint32_t end;
} people;

/* The longest people's name at w. */
static people people_at(const ent_coref *c, uint32_t w) {
    people found = {NULL, w};
    uint32_t node = ENT_LEX_ROOT, stop = c->p->first[c->sent + 1];
    for (uint32_t k = w; k < stop && !c->cover[k]; k++) {
        ent_str s = ent_i_word_text(c->doc, word(c, k));
        node = ent_i_lex_step(c->lex, node, ent_i_lex_word(c->lex, s));
        if (!node)
            break;
        for (uint32_t e = ent_i_lex_first(c->lex, node); e;) {
            const ent_lex_entry *entry = ent_i_lex_entry(c->lex, e);
            e = entry->next;
            if (entry->kind != ENT_LEX_PEOPLE &&
                entry->kind != ENT_LEX_ADJECTIVE)
                continue;
            if (found.end == k + 1 && found.entry->kind == ENT_LEX_PEOPLE)
                continue;
            found = (people){entry, k + 1};
        }
    }
    return found;
}

static bool noun_follows(const ent_coref *c, uint32_t end) {
    if (end >= c->p->first[c->sent + 1])
        return false;
    const ent_word *t = word(c, end);
    ent_str s = ent_i_word_text(c->doc, t);
    return t->upos == ENT_UPOS_NOUN || t->upos == ENT_UPOS_PROPN ||
           t->upos == ENT_UPOS_ADJ || ent_i_eqz(s, "-") ||
           t->upos == ENT_UPOS_CCONJ;
}

bool ent_i_stands_alone(const ent_coref *c, uint32_t w) {
    const ent_mention *m = ent_i_covering(c, w);
    if (!m || !ent_i_eqz(m->type, "ADJ") ||
        c->p->word[w].end - c->p->word[w].start !=
            m->in.at.end - m->in.at.start ||
        !ent_i_word_is(c, ent_i_word_before(c, w), the) ||
        noun_follows(c, w + 1))
        return false;
    switch (word(c, w)->rel) {
    case ENT_REL_NSUBJ:
    case ENT_REL_NSUBJ_PASS:
    case ENT_REL_OBJ:
    case ENT_REL_OBL:
        return m->code.n == 3;
    default:
        return false;
    }
}

/* A people with its article acts for its government; without, it is the
 * population. */
static ent_err find_people(ent_coref *c, uint32_t *w, bool *done) {
    people p = people_at(c, *w);
    *done = false;
    if (!p.entry || p.entry->code.n != 3)
        return ENT_OK;
    uint32_t before = ent_i_word_before(c, *w);
    bool definite = ent_i_word_is(c, before, the);
    bool adjective = p.entry->kind == ENT_LEX_ADJECTIVE;
    if (adjective && (!definite || noun_follows(c, p.end)))
        return ENT_OK;
    ent_str code = ent_i_printf(c->ctx->keep, "%.*s%s", ENT_P(p.entry->code),
                                definite ? "GOV" : "CVL");
    if (!code.s)
        return ENT_NOMEM_FAIL(c->ctx);
    uint32_t ref = ent_i_topic_of(c, code, code, ENT_TOPIC_GROUP);
    if (ref == ENT_NO_TOPIC)
        return ENT_NOMEM_FAIL(c->ctx);
    uint32_t first = definite ? before : ent_i_chunk_first(c, *w);
    ent_i_topic_touch(c, ref, p.end - 1);
    *w = p.end - 1;
    *done = true;
    return put(c, first, p.end, ref, p.entry->rule);
}

/* ---- role nouns */

/* A title stands before a name: "the cruiser Varyag", "President Moon". */
static bool before_name(const ent_coref *c, const ent_chunk *k) {
    if (k->end >= c->p->first[c->sent + 1])
        return false;
    uint8_t upos = word(c, k->end)->upos;
    return c->cover[k->end] ? upos != ENT_UPOS_ADJ : upos == ENT_UPOS_PROPN;
}

static bool pointed_at(const ent_coref *c, const ent_chunk *k) {
    static const char *const back[] = {"the",   "this",  "that",
                                       "these", "those", NULL};
    return ent_i_word_is(c, k->first, back);
}

static bool two_of(const ent_coref *c, const ent_chunk *k) {
    static const char *const two[] = {"two", "both", NULL};
    uint32_t w = k->first;
    if (ent_i_word_is(c, w, the) && w < k->head)
        w++;
    return w < k->head && ent_i_word_is(c, w, two) && plural(c, k->head);
}

static bool others(const ent_coref *c, const ent_chunk *k) {
    static const char *const other[] = {
        "other", "foreign", "several", "neighbouring", "neighboring", NULL};
    for (uint32_t w = k->first; w < k->head; w++)
        if (ent_i_word_is(c, w, other))
            return plural(c, k->head);
    return false;
}

static ent_err unspecified(ent_coref *c, const ent_chunk *k, uint32_t *ref) {
    bool all = ent_i_eqz(k->role->suffix, "XXX");
    ent_str suffix = all ? (ent_str){0} : k->role->suffix;
    ent_str code = ent_i_printf(c->ctx->keep, "XXX%.*s", ENT_P(suffix));
    if (!code.s)
        return ENT_NOMEM_FAIL(c->ctx);
    *ref = ent_i_topic_of(c, code, code, ENT_TOPIC_GROUP);
    return *ref == ENT_NO_TOPIC ? ENT_NOMEM_FAIL(c->ctx) : ENT_OK;
}

static bool same_number(const ent_topic *r, const ent_lex_role *role,
                        bool many) {
    if (role->being == ENT_BEING_PERSON)
        return many ? r->kind == ENT_TOPIC_GROUP : r->kind == ENT_TOPIC_PERSON;
    return r->kind == (many || role->being == ENT_BEING_PEOPLE
                           ? ENT_TOPIC_GROUP
                           : ENT_TOPIC_BODY);
}

static bool in_sector(ent_str code, ent_str suffix) {
    return code.n == 3 + suffix.n &&
           memcmp(code.s + 3, suffix.s, suffix.n) == 0;
}

/* Who was spoken of last in that sector; one that a role noun named before
 * one by name: "the regime of …; this government". */
static uint32_t known_as(const ent_coref *c, const ent_lex_role *role,
                         bool many) {
    uint32_t named = ENT_NO_TOPIC;
    for (size_t i = 0; i < c->n_recent; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        uint32_t age = c->sent - r->sent;
        if (!same_number(r, role, many) || age > 8 ||
            !in_sector(r->code, role->suffix) ||
            (role->owned && r->role != role))
            continue;
        if (r->role && age <= 2)
            return c->recent[i];
        named = named == ENT_NO_TOPIC ? c->recent[i] : named;
    }
    return named;
}

/* "the country": the state spoken of, but not the doer's own. */
static ent_err one_state(ent_coref *c, uint32_t *ref) {
    for (size_t i = 0; i < c->n_recent; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        if (r->code.n == 3 && r->kind == ENT_TOPIC_BODY &&
            c->sent - r->sent <= 3 && !ent_i_starts(r->code, "X")) {
            *ref = c->recent[i];
            return ENT_OK;
        }
    }
    ent_str state = ent_i_focus(c);
    *ref = ENT_NO_TOPIC;
    if (!state.n)
        return ENT_OK;
    *ref = ent_i_topic_of(c, state, state, ENT_TOPIC_BODY);
    return *ref == ENT_NO_TOPIC ? ENT_NOMEM_FAIL(c->ctx) : ENT_OK;
}

/* With an article alone: who was named in the role, else the state that the
 * text is about. */
static ent_err point_back(ent_coref *c, const ent_chunk *k, uint32_t *ref) {
    const ent_lex_role *role = k->role;
    bool many = plural(c, k->head);
    *ref = ENT_NO_TOPIC;
    if (two_of(c, k))
        return ent_i_both(c, role, ref);
    if (role->being == ENT_BEING_STATE)
        return many ? ENT_OK : one_state(c, ref);
    *ref = known_as(c, role, many);
    if (*ref != ENT_NO_TOPIC || role->owned)
        return ENT_OK;
    ent_str state = ent_i_focus(c);
    return state.n ? ent_i_fill(c, role, state, many, ref) : ENT_OK;
}

/* "His Chinese counterpart" does there what he does here; several are the
 * government. */
static ent_err counterpart(ent_coref *c, const ent_chunk *k, const ent_owner *o,
                           uint32_t *ref) {
    uint32_t of = c->word_ref[k->first];
    ent_str suffix = ENT_STR("GOV");
    if (!of || !o->possessive ||
        ent_i_eq(o->code, ent_i_topic(c, of - 1)->code))
        return ENT_OK;
    const ent_topic *r = ent_i_topic(c, of - 1);
    bool one = r->kind == ENT_TOPIC_PERSON && r->code.n > 3;
    if (one && !plural(c, k->head))
        suffix = (ent_str){r->code.s + 3, r->code.n - 3};
    ent_lex_role role = *k->role;
    role.suffix = ent_i_dup(c->ctx->keep, suffix);
    if (!role.suffix.s)
        return ENT_NOMEM_FAIL(c->ctx);
    return ent_i_fill(c, &role, o->code, plural(c, k->head), ref);
}

/* With an owner beside it. */
static ent_err belong(ent_coref *c, const ent_chunk *k, const ent_owner *o,
                      uint32_t *ref) {
    const ent_lex_role *role = k->role;
    *ref = ENT_NO_TOPIC;
    if (o->code.n < 3)
        return ENT_OK;
    if (!role->suffix.n && role->being == ENT_BEING_PERSON)
        return counterpart(c, k, o, ref);
    if (role->being != ENT_BEING_STATE) {
        ent_lex_role local = *role;
        if (o->place && ent_i_eqz(role->suffix, "LEADER"))
            local.suffix = ENT_STR("GOV");
        return ent_i_fill(c, o->place ? &local : role, o->code,
                          plural(c, k->head), ref);
    }
    static const char *const others_of[] = {"neighbor", "neighbour", "ally",
                                            "capital",  "power",     NULL};
    if (ent_i_lemma_is(c, k->head, others_of) && !o->region)
        return ENT_OK;
    ent_str code = o->code;
    if (!o->region)
        code = ent_i_dup(c->ctx->keep, (ent_str){code.s, 3});
    if (!code.s)
        return ENT_NOMEM_FAIL(c->ctx);
    *ref = ent_i_topic_of(c, code, code,
                          o->region ? ENT_TOPIC_GROUP : ENT_TOPIC_BODY);
    return *ref == ENT_NO_TOPIC ? ENT_NOMEM_FAIL(c->ctx) : ENT_OK;
}

/* "the Civic Party": a name that no dictionary has, not the party spoken of. */
static bool named_thing(const ent_coref *c, const ent_chunk *k) {
    bool upper = ent_i_capital_word(c, k->head);
    for (uint32_t w = k->first; w < k->key; w++)
        if (!c->cover[w] && (word(c, w)->upos == ENT_UPOS_PROPN ||
                             (upper && ent_i_capital_word(c, w))))
            return true;
    return false;
}

/* "the Tass agency": the noun only says what kind of body bears the name. */
static bool is_its_name(const ent_coref *c, const ent_chunk *k,
                        const ent_owner *o) {
    static const char *const body[] = {"MED", "PTY", "LAB", "BUS", "REB"};
    const ent_mention *m = ent_i_covering(c, k->head - (k->head > k->first));
    if (!m || !ent_i_eqz(m->type, "NAM") || o->ref == ENT_NO_TOPIC ||
        plural(c, k->head) || k->role->being != ENT_BEING_BODY)
        return false;
    for (size_t i = 0; i < sizeof body / sizeof *body; i++)
        if (ent_i_eqz(k->role->suffix, body[i]) && ent_i_ends(m->code, body[i]))
            return true;
    return false;
}

/* Teams are persons' teams; those of states play football. */
static bool crew(const ent_chunk *k) {
    return ent_i_eqz(k->role->name, "team") || ent_i_eqz(k->role->name, "camp");
}

/* "the leadership of a movement": owned, but by nobody we know. */
static bool of_something(const ent_coref *c, const ent_chunk *k) {
    static const char *const of[] = {"of", NULL};
    return k->end < c->p->first[c->sent + 1] && ent_i_word_is(c, k->end, of);
}

/* "the U.S. Department of Agriculture" is another body than "the department".
 */
static bool named_office(const ent_coref *c, const ent_chunk *k,
                         const ent_owner *o) {
    return k->role->being == ENT_BEING_BODY && o->end == k->end &&
           of_something(c, k) && ent_i_capital_word(c, k->head);
}

/* The world is somebody where it acts or is told, else a place. */
static bool worldwide(const ent_coref *c, const ent_chunk *k) {
    static const char *const world[] = {"world", NULL};
    return ent_i_eqz(k->role->suffix, "XXX") && pointed_at(c, k) &&
           !(k->end == k->head + 1 && ent_i_lemma_is(c, k->head, world) &&
             ent_i_word_kid(c->p, k->head, ENT_REL_CASE) != ENT_NO_WORD);
}

/* "Director of the centre": a title behind a name, no phrase of its own. */
static bool bare_title(const ent_coref *c, const ent_chunk *k) {
    for (uint32_t w = k->first; w < k->head; w++)
        if (c->cover[w] || word(c, w)->upos == ENT_UPOS_DET ||
            word(c, w)->upos == ENT_UPOS_PRON)
            return false;
    return !plural(c, k->head) && k->role->being == ENT_BEING_PERSON;
}

/* "Police fired on protesters in Bangkok": several, without article or owner,
 * whom one meets where it happens. */
static bool local_people(const ent_coref *c, const ent_chunk *k) {
    static const char *const sector[] = {"COP", "MIL", "REB", "LAB",
                                         "CVL", "OPP", "JUD"};
    const ent_lex_role *role = k->role;
    bool several = plural(c, k->head) || role->being == ENT_BEING_PEOPLE;
    uint8_t upos = word(c, k->first)->upos;
    if (!several || role->owned || role->being == ENT_BEING_FORCE ||
        upos == ENT_UPOS_DET || upos == ENT_UPOS_PRON || of_something(c, k))
        return false;
    if (ent_i_eqz(role->name, "authorities"))
        return true;
    for (size_t i = 0; i < sizeof sector / sizeof *sector; i++)
        if (ent_i_eqz(role->suffix, sector[i]))
            return true;
    return false;
}

/* "German carmakers and French unions": they. */
static ent_err join(ent_coref *c, uint32_t w) {
    uint32_t head = word(c, w)->head, own = c->word_ref[w];
    if (word(c, w)->rel != ENT_REL_CONJ || head == ENT_NO_WORD ||
        !c->word_ref[head] || c->word_ref[head] == own)
        return ENT_OK;
    const ent_topic *a = ent_i_topic(c, c->word_ref[head] - 1),
                    *b = ent_i_topic(c, own - 1);
    if (!a->code.n || a->code.n + b->code.n > 80)
        return ENT_OK;
    ent_str code =
        ent_i_printf(c->ctx->keep, "%.*s|%.*s", ENT_P(a->code), ENT_P(b->code));
    ent_str entity = ent_i_printf(c->ctx->keep, "%.*s+%.*s", ENT_P(a->entity),
                                  ENT_P(b->entity));
    if (!code.s || !entity.s)
        return ENT_NOMEM_FAIL(c->ctx);
    uint32_t ref = ent_i_topic_of(c, code, entity, ENT_TOPIC_GROUP);
    if (ref == ENT_NO_TOPIC)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_i_topic_touch(c, ref, w);
    c->word_ref[w] = own;
    return ENT_OK;
}

static ent_err find_role(ent_coref *c, const ent_chunk *k, bool *done) {
    ent_owner o;
    ent_str scene;
    uint32_t ref = ENT_NO_TOPIC;
    *done = false;
    ENT_TRY(ent_i_owner(c, k, &o));
    if (!o.told && named_thing(c, k))
        return ent_i_named_body(c, k, done);
    if (bare_title(c, k) || named_office(c, k, &o))
        return ENT_OK;
    if (is_its_name(c, k, &o)) {
        c->word_ref[k->head] = o.ref + 1;
        *done = true;
        return ENT_OK;
    }
    if (crew(k) && !o.person)
        return ENT_OK;
    if (worldwide(c, k))
        ENT_TRY(unspecified(c, k, &ref));
    else if (ent_i_eqz(k->role->suffix, "XXX"))
        return ENT_OK;
    else if (two_of(c, k) && !o.told)
        ENT_TRY(ent_i_both(c, k->role, &ref));
    else if (o.told && o.code.n)
        ENT_TRY(belong(c, k, &o, &ref));
    else if (others(c, k) &&
             (!k->role->owned || k->role->being == ENT_BEING_STATE))
        ENT_TRY(unspecified(c, k, &ref));
    else if (pointed_at(c, k) && !o.told && !of_something(c, k))
        ENT_TRY(point_back(c, k, &ref));
    else if (!o.told && local_people(c, k) && (scene = ent_i_scene(c)).n)
        ENT_TRY(ent_i_fill(c, k->role, scene, true, &ref));
    if (ref == ENT_NO_TOPIC)
        return ENT_OK;
    *done = true;
    ent_i_topic_touch(c, ref, k->head);
    ent_i_topic(c, ref)->role = k->role;
    ENT_TRY(put(c, k->first, o.end, ref, k->role->rule));
    return join(c, k->head);
}

/* "the latter": who was named last. */
static ent_err find_latter(ent_coref *c, uint32_t w, bool *done) {
    static const char *const latter[] = {"latter", NULL};
    uint32_t before = ent_i_word_before(c, w), next = ent_i_word_next(c, w);
    *done = ent_i_word_is(c, w, latter) && ent_i_word_is(c, before, the) &&
            (next == ENT_NO_WORD || word(c, next)->upos != ENT_UPOS_NOUN);
    if (!*done)
        return ENT_OK;
    for (size_t i = 0; i < c->n_recent; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        if (c->sent - r->sent > 1)
            break;
        if (!r->code.n || ent_i_several(r->code))
            continue;
        uint32_t ref = c->recent[i];
        ent_i_topic_touch(c, ref, w);
        return put(c, before, w + 1, ref, ENT_STR("latter"));
    }
    return ENT_OK;
}

/* ---- all nouns */

/* What pronouns may mean though it is no actor; times are spoken of only to
 * place something else. */
static ent_err put_thing(ent_coref *c, uint32_t w, const ent_chunk *k) {
    static const char *const time[] = {
        "day",    "week",    "month",     "year",     "decade",   "century",
        "hour",   "minute",  "moment",    "time",     "monday",   "tuesday",
        "friday", "sunday",  "wednesday", "thursday", "saturday", "morning",
        "today",  "evening", "percent",   "end",      "lot",      "way",
        "kind",   "part",    "fact",      "case",     NULL};
    if (ent_i_lemma_is(c, w, time))
        return ENT_OK;
    bool person = k->role && k->role->being == ENT_BEING_PERSON;
    ent_topic_kind kind = person ? ENT_TOPIC_PERSON : ENT_TOPIC_THING;
    if (word(c, w)->upos == ENT_UPOS_PROPN && !person)
        kind = ENT_TOPIC_MAYBE;
    if (person && plural(c, w))
        kind = ENT_TOPIC_GROUP;
    uint32_t ref = ent_i_topic_new(c, kind);
    if (ref == ENT_NO_TOPIC)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_i_topic(c, ref)->many = plural(c, w);
    if (k->role)
        ent_i_topic(c, ref)->gender = k->role->gender;
    ent_i_topic_touch(c, ref, w);
    return ENT_OK;
}

ent_err ent_i_coref_noun(ent_coref *c, uint32_t *w) {
    const ent_word *t = word(c, *w);
    bool noun = t->upos == ENT_UPOS_NOUN || t->upos == ENT_UPOS_PROPN;
    bool done = false;
    ent_chunk k;
    if (!noun && t->upos != ENT_UPOS_ADJ)
        return ENT_OK;
    ENT_TRY(find_latter(c, *w, &done));
    if (done)
        return ENT_OK;
    ENT_TRY(ent_i_learnt_name(c, w, &done));
    if (done)
        return ENT_OK;
    ENT_TRY(find_people(c, w, &done));
    if (done || !ent_i_chunk(c, *w, &k))
        return ENT_OK;
    bool named = before_name(c, &k);
    if (k.role && named)
        ENT_TRY(ent_i_titled_name(c, &k, w));
    if (k.role && !named && !ent_i_predicated(c, *w))
        ENT_TRY(find_role(c, &k, &done));
    return done || named || !noun ? ENT_OK : put_thing(c, *w, &k);
}
