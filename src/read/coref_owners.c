/* coref_owners.c - whose role a noun names, and who fills it.
 *
 * "The Russian president" and "the president of Russia" have their owner
 * beside them; "the president" takes who was spoken of in that role, else the
 * state the text is about. The office is the one held on the document's day. */
#include "read/coref.h"

enum { MAX_CODE = 96 };

/* ---- codes */

static bool is_state(ent_str code) {
    static const char *const disputed[] = {"XKX", "XAB", "XSO", "XTR",
                                           "XNC", "XSL", "XNK", "XKU"};
    if (code.n < 3 || ent_i_starts(code, "IGO") || ent_i_starts(code, "NGO"))
        return false;
    for (size_t i = 0; i < sizeof disputed / sizeof *disputed; i++)
        if (ent_i_starts(code, disputed[i]))
            return true;
    return code.s[0] != 'X';
}

static bool holds_code(ent_str list, ent_str code) {
    while (list.n)
        if (ent_i_eq(ent_i_cut(&list, '|'), code))
            return true;
    return false;
}

/* Sectors whose members speak for them whatever their title is. */
static bool keeps_sector(ent_str code) {
    static const char *const sector[] = {"BUS", "MED", "EXP", "EDU", "LEG",
                                         "PTY", "MIL", "REB", "LAB", "JUD",
                                         "REL", "OPP", "CVL", "COP"};
    for (size_t i = 0; i < sizeof sector / sizeof *sector; i++)
        if (code.n == 6 && ent_i_ends(code, sector[i]))
            return true;
    return false;
}

/* The code of one owner in that role: "Defence Ministry officials" stay in
 * their ministry, an organisation's people in it. */
static ent_str one_code(ent_arena *keep, ent_str owner, ent_str suffix) {
    bool body = ent_i_starts(owner, "IGO") || ent_i_starts(owner, "NGO");
    bool plain = ent_i_eqz(suffix, "GOV") || ent_i_eqz(suffix, "LEADER");
    if (body ||
        (plain && owner.n > 6 &&
         ent_i_starts((ent_str){owner.s + 3, owner.n - 3}, "GOV")) ||
        (plain && keeps_sector(owner)))
        return owner;
    return ent_i_printf(keep, "%.3s%.*s", owner.s, ENT_P(suffix));
}

static ent_str role_code(ent_arena *keep, ent_str owner, ent_str suffix) {
    ent_str out = {0};
    while (owner.n) {
        ent_str code = one_code(keep, ent_i_cut(&owner, '|'), suffix);
        if (!code.s)
            return code;
        if (!holds_code(out, code))
            out = out.n
                      ? ent_i_printf(keep, "%.*s|%.*s", ENT_P(out), ENT_P(code))
                      : code;
        if (out.n > MAX_CODE || !out.s)
            break;
    }
    return out;
}

/* ---- who says whose */

static bool usable(const ent_mention *m) {
    return m && m->code.n >= 3;
}

/* A person's team is not the person's office, but the state's. */
static ent_str owning_code(const ent_coref *c, const ent_mention *m) {
    bool person = ent_i_lex_entity(c->lex, m->entity) != NULL;
    return person && is_state(m->code) ? (ent_str){m->code.s, 3} : m->code;
}

/* A supra-national adjective in the phrase: "East Asian neighbours". */
static ent_str region_in(const ent_coref *c, const ent_chunk *k) {
    for (uint32_t i = k->first; i < k->head; i++) {
        uint32_t node = ENT_LEX_ROOT;
        for (uint32_t w = i; w < k->head && node && !c->cover[w]; w++) {
            ent_str s = ent_i_word_text(c->doc, &c->p->word[w]);
            node = ent_i_lex_step(c->lex, node, ent_i_lex_word(c->lex, s));
            uint32_t e = node ? ent_i_lex_first(c->lex, node) : 0;
            if (e && ent_i_lex_entry(c->lex, e)->kind == ENT_LEX_REGION)
                return ent_i_lex_entry(c->lex, e)->code;
        }
    }
    return (ent_str){0};
}

/* "Anti-Danish", "pro-Danish" are not Danish. */
static bool sided(const ent_coref *c, uint32_t w) {
    static const char *const side[] = {"anti", "pro", "non", NULL};
    uint32_t hyphen = ent_i_word_before(c, w);
    return hyphen != ENT_NO_WORD &&
           ent_i_eqz(ent_i_word_text(c->doc, &c->p->word[hyphen]), "-") &&
           ent_i_word_is(c, ent_i_word_before(c, hyphen), side);
}

/* The mention nearest to the head inside the phrase; those joined to it by
 * "and" or a hyphen come along. */
static ent_err owner_inside(ent_coref *c, const ent_chunk *k, ent_owner *o) {
    const ent_mention *near = NULL;
    for (uint32_t w = k->head; w-- > k->first;) {
        const ent_mention *m = ent_i_covering(c, w);
        if (!usable(m) || m == near || sided(c, w))
            continue;
        if (!near) {
            near = m;
            o->code = owning_code(c, m);
            o->person = ent_i_lex_entity(c->lex, m->entity) != NULL;
            o->ref = c->word_ref[w] ? c->word_ref[w] - 1 : ENT_NO_TOPIC;
            continue;
        }
        bool alike = ent_i_eq(m->type, near->type) && !o->possessive &&
                     near->in.at.start - m->in.at.end <= 6 &&
                     c->p->word[w + 1].xpos != ENT_XPOS_POS;
        if (!alike)
            break;
        near = m;
        ent_str code = owning_code(c, m);
        if (holds_code(o->code, code))
            continue;
        o->code = ent_i_printf(c->ctx->temp, "%.*s|%.*s", ENT_P(code),
                               ENT_P(o->code));
        o->ref = ENT_NO_TOPIC;
        if (!o->code.s)
            return ENT_NOMEM_FAIL(c->ctx);
    }
    o->told = near != NULL;
    return ENT_OK;
}

static void owner_possessive(const ent_coref *c, const ent_chunk *k,
                             ent_owner *o) {
    uint32_t ref = c->word_ref[k->first];
    o->told = o->possessive = true;
    if (!ref)
        return;
    const ent_topic *r = ent_i_topic(c, ref - 1);
    bool one = !ent_i_several(r->code);
    o->ref = ref - 1;
    o->person = r->kind == ENT_TOPIC_PERSON;
    o->code = r->code;
    if (r->kind == ENT_TOPIC_PERSON && one && is_state(r->code))
        o->code.n = 3;
}

/* "of the Jutland region": the name does not end the phrase. */
static bool noun_goes_on(const ent_coref *c, const ent_mention *m) {
    uint32_t w = ent_i_word_at(c->p, m->in.at.end);
    if (w == ENT_NO_WORD || w >= c->p->first[c->sent + 1])
        return false;
    uint8_t upos = c->p->word[w].upos;
    return upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN;
}

/* "the leader of Russia", "officials in Moscow". */
static void owner_behind(const ent_coref *c, const ent_chunk *k, ent_owner *o) {
    static const char *const of[] = {"of", NULL};
    static const char *const from[] = {"in", "at", "from", "with", NULL};
    bool belongs =
        k->end < c->p->first[c->sent + 1] && ent_i_word_is(c, k->end, of);
    uint32_t w = k->end < c->p->first[c->sent + 1] ? k->end : ENT_NO_WORD;
    if (!belongs && !ent_i_word_is(c, w, from))
        return;
    for (w = ent_i_word_next(c, w); w != ENT_NO_WORD && !c->cover[w];
         w = ent_i_word_next(c, w)) {
        uint8_t upos = c->p->word[w].upos;
        if (upos != ENT_UPOS_DET && upos != ENT_UPOS_PROPN &&
            upos != ENT_UPOS_NOUN && upos != ENT_UPOS_ADJ)
            return;
        if (w > k->end + 4)
            return;
    }
    const ent_mention *m = ent_i_covering(c, w);
    if (!usable(m) || ent_i_eqz(m->type, "ADJ"))
        return;
    if (noun_goes_on(c, m))
        return;
    o->told = true;
    o->person = belongs && ent_i_lex_entity(c->lex, m->entity) != NULL;
    o->place = belongs && !m->is_actor;
    o->code = owning_code(c, m);
    while (belongs && w < c->p->n && c->p->word[w].end <= m->in.at.end)
        o->end = ++w;
}

ent_err ent_i_owner(ent_coref *c, const ent_chunk *k, ent_owner *out) {
    *out = (ent_owner){.ref = ENT_NO_TOPIC, .end = k->end};
    ent_str region = region_in(c, k);
    if (region.n) {
        out->region = out->told = true;
        out->code = region;
        return ENT_OK;
    }
    out->possessive = c->p->word[k->first].xpos == ENT_XPOS_PRPS;
    ENT_TRY(owner_inside(c, k, out));
    if (!out->told && out->possessive)
        owner_possessive(c, k, out);
    if (!out->told)
        owner_behind(c, k, out);
    return ENT_OK;
}

/* ---- who holds the office */

static bool same_word(char a, char b) {
    return (a | 0x20) == (b | 0x20);
}

/* Is the office that role? Premier and prime minister are one. */
static bool office_is(ent_str office, ent_str role) {
    if (ent_i_eqz(role, "premier"))
        role = ENT_STR("prime minister");
    if (ent_i_eqz(office, "Premier"))
        office = ENT_STR("Prime Minister");
    if (office.n != role.n)
        return false;
    for (size_t i = 0; i < role.n; i++)
        if (!same_word(office.s[i], role.s[i]))
            return false;
    return true;
}

static bool now(const ent_coref *c, const ent_lex_term *t) {
    return t->from <= c->today && c->today <= t->to;
}

/* The term that the role names in that state: held today, or if nobody holds
 * it any term, for its code alone. */
static const ent_lex_term *term_of(const ent_coref *c, ent_str state,
                                   const ent_lex_role *role) {
    const ent_lex_term *any = NULL;
    for (uint32_t i = ent_i_lex_terms_of(c->lex, state); i;) {
        const ent_lex_term *t = ent_i_lex_term(c->lex, i - 1);
        i = t->next;
        if (!office_is(t->office, role->name))
            continue;
        if (c->today != ENT_COREF_DATE && now(c, t))
            return t;
        any = t;
    }
    return any;
}

/* Leads whoever holds the highest office; of several the one spoken of. */
static const ent_lex_term *leader_of(const ent_coref *c, ent_str state) {
    const ent_lex_term *best = NULL;
    int n = 0;
    for (uint32_t i = ent_i_lex_terms_of(c->lex, state); i;) {
        const ent_lex_term *t = ent_i_lex_term(c->lex, i - 1);
        i = t->next;
        if (!now(c, t) || !ent_i_ends(t->code, "LEADER"))
            continue;
        best = t;
        n++;
    }
    return n == 1 ? best : NULL;
}

/* The person spoken of last in that office. */
static uint32_t spoken_of(const ent_coref *c, ent_str code, bool persons) {
    for (size_t i = 0; i < c->n_recent; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        if ((r->kind == ENT_TOPIC_PERSON) == persons && ent_i_eq(r->code, code))
            return c->recent[i];
    }
    return ENT_NO_TOPIC;
}

static ent_err keyed(ent_coref *c, ent_str code, ent_str entity,
                     ent_topic_kind kind, uint32_t *ref) {
    if (!code.s || !entity.s)
        return ENT_NOMEM_FAIL(c->ctx);
    *ref = ent_i_topic_of(c, code, entity, kind);
    return *ref == ENT_NO_TOPIC ? ENT_NOMEM_FAIL(c->ctx) : ENT_OK;
}

static ent_err fill_person(ent_coref *c, const ent_lex_role *role,
                           ent_str owner, uint32_t *ref) {
    ent_str state = {owner.s, 3}, code;
    const ent_lex_term *t = term_of(c, state, role);
    bool today = t && c->today != ENT_COREF_DATE && now(c, t);
    code = t ? t->code : role_code(c->ctx->keep, owner, role->suffix);
    if (!code.s)
        return ENT_NOMEM_FAIL(c->ctx);
    if (!today) {
        *ref = spoken_of(c, code, true);
        if (*ref != ENT_NO_TOPIC)
            return ENT_OK;
        if (c->today != ENT_COREF_DATE && ent_i_eqz(role->suffix, "LEADER"))
            t = leader_of(c, state);
        today = t && c->today != ENT_COREF_DATE && now(c, t);
    }
    if (!today) {
        ENT_TRY(keyed(c, code, code, ENT_TOPIC_PERSON, ref));
        if (role->gender)
            ent_i_topic(c, *ref)->gender = role->gender;
        return ENT_OK;
    }
    const ent_lex_person *p = ent_i_lex_person(c->lex, t->person);
    return keyed(c, t->code, p->entity, ENT_TOPIC_PERSON, ref);
}

ent_err ent_i_fill(ent_coref *c, const ent_lex_role *role, ent_str owner,
                   bool many, uint32_t *ref) {
    bool one = !ent_i_several(owner);
    if (role->being == ENT_BEING_PERSON && !many && one && is_state(owner) &&
        !keeps_sector(owner) && (role->suffix.n > 3 || owner.n <= 3))
        return fill_person(c, role, owner, ref);
    ent_str code = role_code(c->ctx->keep, owner, role->suffix);
    ent_topic_kind kind = many || !one || role->being == ENT_BEING_PEOPLE
                              ? ENT_TOPIC_GROUP
                          : role->being == ENT_BEING_PERSON ? ENT_TOPIC_PERSON
                                                            : ENT_TOPIC_BODY;
    if (kind != ENT_TOPIC_PERSON)
        return keyed(c, code, code, kind, ref);
    *ref = ent_i_topic_new(c, kind);
    if (*ref == ENT_NO_TOPIC || !code.s)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_topic *r = ent_i_topic(c, *ref);
    r->code = r->entity = code;
    r->gender = role->gender;
    return ENT_OK;
}

/* ---- without an owner */

typedef struct state_weight {
    ent_str state;
    double weight;
    uint32_t first; /* ref: the earlier, the sooner spoken of */
} state_weight;

/* The states of the topics in reach with their weights. */
static size_t weigh_states(const ent_coref *c, state_weight *out) {
    size_t n = 0;
    for (size_t i = 0; i < c->n_recent; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        if (!is_state(r->code) || ent_i_several(r->code))
            continue;
        size_t k = 0;
        ent_str state = {r->code.s, 3};
        while (k < n && !ent_i_eq(out[k].state, state))
            k++;
        if (k == n)
            out[n++] = (state_weight){state, 0, UINT32_MAX};
        out[k].weight += ent_i_topic_weight(c, r);
        if (c->recent[i] < out[k].first)
            out[k].first = c->recent[i];
    }
    return n;
}

static const state_weight *heaviest(const state_weight *s, size_t n,
                                    const state_weight *but) {
    const state_weight *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (&s[i] != but && (!best || s[i].weight > best->weight))
            best = &s[i];
    return best;
}

ent_str ent_i_scene(const ent_coref *c) {
    ent_str only = {0};
    for (uint32_t i = c->first_mention; i < c->end_mention; i++) {
        const ent_mention *m = &c->doc->mention[i];
        ent_str state = {m->code.s, 3};
        if (!is_state(m->code) || ent_i_several(m->code))
            continue;
        if (!m->is_actor)
            return state;
        if (only.n && !ent_i_eq(only, state))
            return (ent_str){0};
        only = state;
    }
    return only;
}

ent_str ent_i_focus(const ent_coref *c) {
    state_weight s[ENT_N_RECENT];
    const state_weight *best = heaviest(s, weigh_states(c, s), NULL);
    if (best && best->weight > 0)
        return best->state;
    bool one = is_state(c->place) && !ent_i_several(c->place);
    return one ? (ent_str){c->place.s, 3} : (ent_str){0};
}

static ent_err both_states(ent_coref *c, ent_str suffix, uint32_t *ref) {
    state_weight s[ENT_N_RECENT];
    size_t n = weigh_states(c, s);
    const state_weight *a = heaviest(s, n, NULL),
                       *b = a ? heaviest(s, n, a) : NULL;
    if (!b || b->weight < 1)
        return ENT_OK;
    if (b->first < a->first) {
        const state_weight *t = a;
        a = b;
        b = t;
    }
    ent_str code =
        ent_i_printf(c->ctx->keep, "%.*s%.*s|%.*s%.*s", ENT_P(a->state),
                     ENT_P(suffix), ENT_P(b->state), ENT_P(suffix));
    return keyed(c, code, code, ENT_TOPIC_GROUP, ref);
}

ent_err ent_i_both(ent_coref *c, const ent_lex_role *role, uint32_t *ref) {
    ent_arena *keep = c->ctx->keep;
    uint32_t two[2], n = 0;
    *ref = ENT_NO_TOPIC;
    if (role && role->being != ENT_BEING_PERSON)
        return both_states(c, role->suffix, ref);
    for (size_t i = 0; i < c->n_recent && n < 2; i++) {
        const ent_topic *r = ent_i_topic(c, c->recent[i]);
        bool fits = r->kind == ENT_TOPIC_PERSON && r->code.n &&
                    (!role || role->suffix.n < 6 ||
                     (r->code.n == 3 + role->suffix.n &&
                      !memcmp(r->code.s + 3, role->suffix.s, role->suffix.n)));
        if (fits && c->sent - r->sent <= 3)
            two[n++] = c->recent[i];
    }
    if (n < 2)
        return role ? both_states(c, role->suffix, ref) : ENT_OK;
    const ent_topic *a = ent_i_topic(c, two[0] < two[1] ? two[0] : two[1]),
                    *b = ent_i_topic(c, two[0] < two[1] ? two[1] : two[0]);
    ent_str code =
        ent_i_printf(keep, "%.*s|%.*s", ENT_P(a->code), ENT_P(b->code));
    ent_str entity =
        ent_i_printf(keep, "%.*s+%.*s", ENT_P(a->entity), ENT_P(b->entity));
    return keyed(c, code, entity, ENT_TOPIC_GROUP, ref);
}
