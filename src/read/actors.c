/* actors.c - which reading a match has where it stands.
 *
 * A person has the office held on the date of the document; a surname needs
 * to be unmistakable or backed by the full name; a capital is a government or
 * a place by what surrounds it; an institution belongs to the state before or
 * behind it. What stays doubtful becomes no mention. */
#include "read/mentions.h"

/* ---- neighbours */

static bool starts_sentence(const ent_finder *f, uint32_t i) {
    return i == ent_i_sent_first(f, i);
}

/* The token before i in its sentence, or UINT32_MAX. */
static uint32_t before(const ent_finder *f, uint32_t i) {
    return starts_sentence(f, i) ? UINT32_MAX : i - 1;
}

static bool before_among(const ent_finder *f, uint32_t i,
                         const char *const *words) {
    uint32_t p = before(f, i);
    return p != UINT32_MAX && ent_i_among(f, p, words);
}

static bool next_is(const ent_finder *f, uint32_t i, const char *point) {
    return i < ent_i_sent_end(f, i - 1) && ent_i_eqz(ent_i_at(f, i), point);
}

static bool next_among(const ent_finder *f, uint32_t i,
                       const char *const *words) {
    return i < ent_i_sent_end(f, i - 1) && ent_i_among(f, i, words);
}

static bool in_headline(const ent_finder *f, uint32_t i) {
    ent_text_kind kind = f->doc->sent[f->toks->tok[i].sent].kind;
    return kind == ENT_TEXT_TITLE || kind == ENT_TEXT_HEADING;
}

static const char *const article[] = {"the", NULL};

/* ---- writing mentions */

typedef struct reading {
    ent_str code, entity, rule;
    const char *type;
    bool place, with_article;
} reading;

static ent_err put(ent_finder *f, ent_match *m, const reading *r) {
    ent_arena *keep = f->ctx->keep;
    const ent_token *tok = f->toks->tok;
    uint32_t first = m->first;
    if (r->with_article && before_among(f, first, article))
        first--;
    ent_mention *out = ENT_PUSH(f->ctx->temp, &f->out, ent_mention);
    if (!out)
        return ENT_NOMEM_FAIL(f->ctx);
    *out = (ent_mention){
        .in = ent_i_locus(f->doc, tok[first].sent, tok[first].start,
                          tok[m->end - 1].end),
        .code = ent_i_dup(keep, r->code),
        .entity = ent_i_dup(keep, r->entity.n ? r->entity : r->code),
        .type = ent_i_str(r->type),
        .is_actor = !r->place,
        .rule = ent_i_dup(keep, r->rule)};
    if (r->code.n >= 3)
        memcpy(m->owner, r->code.s, 3);
    m->place = r->place;
    return out->code.s && out->entity.s && out->rule.s ? ENT_OK
                                                       : ENT_NOMEM_FAIL(f->ctx);
}

static ent_err put_entry(ent_finder *f, ent_match *m, const ent_lex_entry *e,
                         const char *type) {
    reading r = {
        .code = e->code, .entity = e->entity, .rule = e->rule, .type = type};
    r.with_article = e->kind == ENT_LEX_SEAT;
    r.place = e->kind == ENT_LEX_PLACE;
    return put(f, m, &r);
}

/* ---- persons and their offices */

static bool in_office(const ent_lex_term *t, int32_t day) {
    return t->from <= day && day <= t->to;
}

/* The office held on the day; else the last one before it; else none. */
static const ent_lex_term *office(const ent_finder *f, const ent_lex_person *p,
                                  int32_t day) {
    const ent_lex_term *t = ent_i_lex_terms(f->lex, p), *best = NULL;
    for (uint32_t i = 0; i < p->n_terms; i++) {
        if (t[i].from > day)
            continue;
        bool now = in_office(&t[i], day), held = best && in_office(best, day);
        if (!best || now > held || (now == held && t[i].from > best->from))
            best = &t[i];
    }
    return best;
}

static int count_in_office(const ent_finder *f, int32_t day) {
    int n = 0;
    for (uint32_t p = 0; p < ent_i_lex_n_persons(f->lex); p++) {
        const ent_lex_person *who = ent_i_lex_person(f->lex, p);
        const ent_lex_term *t = ent_i_lex_terms(f->lex, who);
        bool held = false;
        for (uint32_t i = 0; f->cast[p] && i < who->n_terms; i++)
            held = held || in_office(&t[i], day);
        n += held;
    }
    return n;
}

/* The day on which most of the cast was in office; of several the latest. */
static int32_t day_of_cast(const ent_finder *f) {
    int32_t day = ENT_NO_DATE;
    int most = 0;
    for (uint32_t p = 0; p < ent_i_lex_n_persons(f->lex); p++) {
        const ent_lex_person *who = ent_i_lex_person(f->lex, p);
        const ent_lex_term *t = ent_i_lex_terms(f->lex, who);
        for (uint32_t i = 0; f->cast[p] && i < who->n_terms; i++) {
            int n = count_in_office(f, t[i].from);
            if (n > most || (n == most && t[i].from > day)) {
                most = n;
                day = t[i].from;
            }
        }
    }
    return day;
}

void ent_i_settle_today(ent_finder *f) {
    ent_str range = f->doc->published;
    int32_t last;
    if (ent_i_iso_read(ent_i_cut(&range, '/'), &f->today, &last)) {
        f->today += (last - f->today) / 2;
        return;
    }
    f->today = day_of_cast(f);
}

/* "former", "ex-": with only titles and states between it and the name. */
static bool is_former(const ent_finder *f, uint32_t first) {
    static const char *const word[] = {"former", "ex", "formerly", NULL};
    static const char *const link[] = {"of", "for", "and", "-", NULL};
    for (uint32_t i = before(f, first), n = 0; i != UINT32_MAX && n < 10;
         i = before(f, i), n++) {
        if (ent_i_among(f, i, word))
            return true;
        if (!f->cover[i] && !ent_i_among(f, i, link))
            return false;
    }
    return false;
}

static ent_str former_code(ent_str code, char out[8]) {
    memcpy(out, code.s, 3);
    memcpy(out + 3, "ELI", 3);
    return (ent_str){out, 6};
}

static ent_err put_person(ent_finder *f, ent_match *m, const ent_lex_entry *e) {
    const ent_lex_person *p = ent_i_lex_person(f->lex, e->person);
    const ent_lex_term *t = office(f, p, f->today);
    reading r = {.entity = p->entity, .rule = e->rule, .type = "NAM"};
    char code[8];
    if (t && !is_former(f, m->first)) {
        r.code = t->code;
        r.rule = t->rule;
    } else {
        r.code = former_code(ent_i_lex_terms(f->lex, p)->code, code);
    }
    return put(f, m, &r);
}

/* A capitalised word that no form covers, or a surname only. */
static bool name_like(const ent_finder *f, uint32_t i) {
    const ent_match *m = ent_i_over(f, i);
    return ent_i_capital(f, i) && (!m || m->kind == ENT_LEX_SURNAME);
}

/* Such a word beside the surname is part of another person's name: Kim
 * Hyun-chong, Ivanka Trump, Trump Jr; but not the Trump Organization. */
static bool part_of_other_name(const ent_finder *f, const ent_match *m) {
    static const char *const honour[] = {"mr",  "mrs",  "ms",  "dr", "lord",
                                         "sir", "prof", "gen", NULL};
    static const char *const thing[] = {"administration",
                                        "doctrine",
                                        "organization",
                                        "foundation",
                                        "cabinet",
                                        "government",
                                        "plan",
                                        "center",
                                        "library",
                                        "era",
                                        "campaign",
                                        "team",
                                        NULL};
    uint32_t p = before(f, m->first), n = m->end;
    if (in_headline(f, m->first))
        return false;
    if (p != UINT32_MAX && name_like(f, p) && !ent_i_among(f, p, honour) &&
        !ent_i_function_word(f, p))
        return true;
    return n < ent_i_sent_end(f, m->first) && name_like(f, n) &&
           !ent_i_among(f, n, thing);
}

/* Of those named in full: who holds office today, else who was named last. */
static bool better(const ent_finder *f, uint32_t a, uint32_t b) {
    const ent_lex_person *p[2] = {ent_i_lex_person(f->lex, a),
                                  ent_i_lex_person(f->lex, b)};
    bool now[2];
    for (int i = 0; i < 2; i++) {
        const ent_lex_term *t = office(f, p[i], f->today);
        now[i] = t && in_office(t, f->today) && ent_i_ends(t->code, "LEADER");
    }
    return now[0] != now[1] ? now[0] : f->seen[a] > f->seen[b];
}

/* "President Moon": the title is that of the office held today. */
static bool titled(const ent_finder *f, const ent_match *m,
                   const ent_lex_entry *e) {
    uint32_t p = before(f, m->first);
    const ent_match *by = p == UINT32_MAX ? NULL : ent_i_over(f, p);
    const ent_lex_entry *title =
        by ? ent_i_reading(f, by, ENT_LEX_TITLE) : NULL;
    const ent_lex_term *t =
        office(f, ent_i_lex_person(f->lex, e->person), f->today);
    return title && t && in_office(t, f->today) && t->code.n > 3 &&
           ent_i_eq((ent_str){t->code.s + 3, t->code.n - 3}, title->code);
}

/* Who a surname means: one of those named in full; else the only one who has
 * it, unless it is a common word; else the holder of the title before it. */
static const ent_lex_entry *surname(const ent_finder *f, const ent_match *m) {
    const ent_lex_entry *best = NULL, *only = NULL, *holder = NULL;
    int n = 0, n_holders = 0;
    for (uint32_t i = m->entry; i;) {
        const ent_lex_entry *e = ent_i_lex_entry(f->lex, i);
        i = e->next;
        if (e->kind != ENT_LEX_SURNAME)
            continue;
        n++;
        if (!e->weak)
            only = e;
        if (titled(f, m, e)) {
            holder = e;
            n_holders++;
        }
        if (f->named[e->person] &&
            (!best || better(f, e->person, best->person)))
            best = e;
    }
    if (!best && n == 1)
        best = only;
    if (!best && n_holders == 1)
        best = holder;
    return best && !part_of_other_name(f, m) ? best : NULL;
}

/* ---- capitals */

/* One of the words within five tokens before i, in the same clause. */
static bool follows(const ent_finder *f, uint32_t i, const char *const *words) {
    uint32_t p = before(f, i);
    for (int n = 0; p != UINT32_MAX && n < 5; p = before(f, p), n++) {
        if (ent_i_among(f, p, words))
            return true;
        if (ent_i_eqz(ent_i_at(f, p), ",") || ent_i_eqz(ent_i_at(f, p), ";"))
            return false;
    }
    return false;
}

/* "Moscow and Seoul": what the capital before the "and" was read as. */
static const ent_match *coordinated(const ent_finder *f, const ent_match *m) {
    static const char *const link[] = {"and", "or", ",", NULL};
    uint32_t p = before(f, m->first);
    if (p == UINT32_MAX || !ent_i_among(f, p, link) || starts_sentence(f, p))
        return NULL;
    const ent_match *other = ent_i_over(f, p - 1);
    bool alike = other && (other->kind == ENT_LEX_CAPITAL ||
                           other->kind == ENT_LEX_PLACE);
    return alike && other->owner[0] ? other : NULL;
}

static bool place_by_preposition(const ent_finder *f, const ent_match *m) {
    static const char *const inside[] = {"in",     "at",     "near", "outside",
                                         "inside", "around", "via",  "through",
                                         "across", "into",   NULL};
    static const char *const course[] = {"to", "from", "for", NULL};
    static const char *const motion[] = {
        "visit",      "visits",     "visited",  "visiting",  "trip",
        "trips",      "travel",     "travels",  "traveled",  "travelled",
        "traveling",  "travelling", "go",       "goes",      "going",
        "went",       "gone",       "come",     "came",      "fly",
        "flew",       "flown",      "flight",   "flights",   "arrive",
        "arrived",    "arrival",    "return",   "returned",  "returning",
        "journey",    "depart",     "departed", "departure", "leave",
        "left",       "train",      "trains",   "route",     "distance",
        "kilometers", "kilometres", "miles",    "moved",     "tour",
        "drove",      "rushed",     "hurried",  "shorter",   "closer",
        "road",       "railway",    "line",     "pipeline",  "invite",
        "invited",    "invitation", "brought",  "sent",      "was",
        "were",       "away",       NULL};
    static const char *const of_place[] = {
        "university", "city",   "treaty",    "battle",  "outskirts", "suburbs",
        "streets",    "mayor",  "residents", "north",   "south",     "east",
        "west",       "centre", "center",    "capital", NULL};
    static const char *const they[] = {"they", NULL};
    /* "hopes faded after Doha.": the meeting held there, not its host */
    static const char *const landmark[] = {"after", "since", "before",
                                           "until", "post",  NULL};
    uint32_t p = before(f, m->first);
    if (p == UINT32_MAX)
        return false;
    if (ent_i_among(f, p, landmark) || (p && ent_i_eqz(ent_i_at(f, p), "-") &&
                                        ent_i_among(f, p - 1, landmark)))
        return m->end >= ent_i_sent_end(f, m->first) ||
               f->toks->tok[m->end].kind == ENT_TOKEN_POINT;
    if (ent_i_among(f, p, inside))
        return !(next_is(f, m->end, ",") && next_among(f, m->end + 1, they));
    if (ent_i_eqz(ent_i_at(f, p), "of"))
        return before_among(f, p, of_place);
    return ent_i_among(f, p, course) && follows(f, p, motion);
}

static bool place_by_neighbour(const ent_finder *f, const ent_match *m) {
    static const char *const verb[] = {
        "visit", "visited", "visiting", "visits", "left",    "leave",
        "reach", "reached", "reaching", "toured", "leaving", NULL};
    static const char *const venue[] = {
        "summit",       "meeting",  "conference", "airport",    "suburb",
        "suburbs",      "region",   "streets",    "street",     "metro",
        "hotel",        "olympics", "parade",     "residents",  "round",
        "declaration",  "time",     "forum",      "university", "subway",
        "failure",      "fiasco",   "talks",      "agreement",  "agreements",
        "accord",       "accords",  "protocol",   "format",     "process",
        "negotiations", NULL};
    uint32_t n = m->end;
    if (before_among(f, m->first, verb) || next_among(f, n, venue))
        return true;
    if (next_is(f, n, "-") &&
        next_among(f, n + 1, (const char *const[]){"based", NULL}))
        return true;
    if (!next_is(f, n, ",") || n + 1 >= ent_i_sent_end(f, m->first))
        return false;
    n += next_among(f, n + 1, article) ? 2 : 1;
    const ent_match *of =
        n < ent_i_sent_end(f, m->first) ? ent_i_over(f, n) : NULL;
    const ent_lex_entry *own = ent_i_reading(f, m, ENT_LEX_CAPITAL);
    const ent_lex_entry *state =
        of ? ent_i_reading(f, of, ENT_LEX_STATE) : NULL;
    return state && ent_i_eq(state->code, own->code);
}

static bool capital_is_place(const ent_finder *f, const ent_match *m) {
    const ent_match *other = coordinated(f, m);
    if (other)
        return other->place;
    return place_by_preposition(f, m) || place_by_neighbour(f, m);
}

static ent_err put_capital(ent_finder *f, ent_match *m,
                           const ent_lex_entry *e) {
    reading r = {.code = e->code,
                 .entity = e->code,
                 .rule = e->rule,
                 .type = "LOC",
                 .place = true};
    if (!capital_is_place(f, m)) {
        r.place = false;
        r.type = "MET";
        r.code = r.entity =
            ent_i_printf(f->ctx->temp, "%.*sGOV", ENT_P(e->code));
        if (!r.code.s)
            return ENT_NOMEM_FAIL(f->ctx);
    }
    return put(f, m, &r);
}

/* ---- institutions */

/* The state a match stands for, once it was resolved. */
static const char *owner(const ent_finder *f, uint32_t row) {
    const ent_match *m = ent_i_match(f, row);
    bool own = m->owner[0] && memcmp(m->owner, "IGO", 3) &&
               memcmp(m->owner, "NGO", 3) && !m->place;
    return own ? m->owner : NULL;
}

/* The nearest state that acts before the match in its sentence. */
static const char *owner_before(const ent_finder *f, uint32_t row) {
    uint32_t sent = f->toks->tok[ent_i_match(f, row)->first].sent;
    for (uint32_t i = row, n = 0; i-- > 0 && n < 8; n++) {
        if (f->toks->tok[ent_i_match(f, i)->first].sent != sent)
            return NULL;
        if (owner(f, i))
            return owner(f, i);
    }
    return NULL;
}

/* "the Faculty of Law at the Czech University": a state behind. */
static const char *owner_behind(const ent_finder *f, const ent_match *m) {
    static const char *const join[] = {"of", "at", NULL};
    uint32_t i = m->end, stop = ent_i_sent_end(f, m->first);
    if (!next_among(f, i, join))
        return NULL;
    i += next_among(f, i + 1, article) ? 2 : 1;
    const ent_match *of = i < stop ? ent_i_over(f, i) : NULL;
    static const ent_lex_kind kind[] = {ENT_LEX_STATE, ENT_LEX_ADJECTIVE,
                                        ENT_LEX_ORG};
    for (size_t k = 0; of && k < sizeof kind / sizeof *kind; k++) {
        const ent_lex_entry *e = ent_i_reading(f, of, kind[k]);
        if (e && !ent_i_starts(e->code, "IGO"))
            return e->code.s;
    }
    return NULL;
}

static ent_err put_institution(ent_finder *f, uint32_t row,
                               const ent_lex_entry *e) {
    ent_match *m = ent_i_match(f, row);
    char code[24];
    reading r = {.rule = e->rule, .type = "NAM"};
    if (!ent_i_capital(f, m->first) || e->code.n > sizeof code - 3)
        return ENT_OK;
    const char *state = owner_behind(f, m);
    if (!state)
        state = owner_before(f, row);
    memcpy(code, state ? state : "IGO", 3);
    memcpy(code + 3, e->code.s, e->code.n);
    r.code = (ent_str){code, 3 + e->code.n};
    if (!state) {
        /* Alone it is the United Nations' council; others stay unnamed. */
        if (!ent_i_eqz(ent_i_at(f, m->first), "Security"))
            return ENT_OK;
        r.code = ENT_STR("IGOUNSC");
    }
    return put(f, m, &r);
}

/* ---- demonyms and states */

/* "the Chinese, who": a people, which is no adjective. */
static bool stands_for_people(const ent_finder *f, const ent_match *m) {
    static const char *const verb[] = {
        "are",        "were",  "is",   "was", "have",  "had", "has",
        "will",       "would", "to",   "in",  "on",    "at",  "who",
        "themselves", "do",    "did",  "can", "could", "may", "might",
        "should",     "must",  "that", NULL};
    static const char *const link[] = {"and", "or", ",", NULL};
    uint32_t n = m->end, stop = ent_i_sent_end(f, m->first);
    if (n >= stop || next_among(f, n, verb))
        return true;
    if (next_among(f, n, link)) {
        const ent_match *more = n + 1 < stop ? ent_i_over(f, n + 1) : NULL;
        return !more || more->kind != ENT_LEX_ADJECTIVE;
    }
    ent_str s = ent_i_at(f, n);
    return f->toks->tok[n].kind == ENT_TOKEN_CLITIC || ent_i_eqz(s, ".") ||
           ent_i_eqz(s, ";") || ent_i_eqz(s, ":") || ent_i_eqz(s, "?");
}

/* "the West" is a bloc with its article and without a noun behind it. */
static ent_err put_state(ent_finder *f, ent_match *m, const ent_lex_entry *e) {
    static const char *const of[] = {"of", "coast", "wing", "side", NULL};
    if (!ent_i_eqz(e->code, "XWS") || m->end - m->first > 1)
        return put_entry(f, m, e, "NAM");
    if (!before_among(f, m->first, article) || next_among(f, m->end, of) ||
        (m->end < ent_i_sent_end(f, m->first) && ent_i_capital(f, m->end)))
        return ENT_OK;
    reading r = {.code = e->code,
                 .entity = e->code,
                 .rule = e->rule,
                 .type = "NAM",
                 .with_article = true};
    return put(f, m, &r);
}

static ent_err put_stranger(ent_finder *f, ent_match *m) {
    const ent_stranger *s = (const ent_stranger *)f->stranger.at + m->stranger;
    reading r = {
        .code = s->code, .entity = s->entity, .rule = s->rule, .type = "NAM"};
    char code[8];
    if (is_former(f, m->first))
        r.code = former_code(s->code, code);
    return put(f, m, &r);
}

/* ---- all kinds */

/* Does another state than the organisation's stand right before its name?
 * "South Korea's Joint Chiefs of Staff" are not the American ones. */
static bool owned_by_other(const ent_finder *f, uint32_t row,
                           const ent_lex_entry *org) {
    const ent_match *m = ent_i_match(f, row);
    uint32_t p = before(f, m->first);
    if (p != UINT32_MAX && f->toks->tok[p].kind == ENT_TOKEN_CLITIC)
        p--;
    const ent_match *by = p == UINT32_MAX ? NULL : ent_i_over(f, p);
    return by && by->owner[0] && memcmp(by->owner, org->code.s, 3) != 0 &&
           ent_i_reading(f, m, ENT_LEX_INSTITUTION);
}

/* The readings of one form, the stronger first. */
static const ent_lex_entry *choose(const ent_finder *f, uint32_t row) {
    const ent_match *m = ent_i_match(f, row);
    static const ent_lex_kind order[] = {
        ENT_LEX_PERSON,      ENT_LEX_STATE, ENT_LEX_ADJECTIVE, ENT_LEX_ORG,
        ENT_LEX_INSTITUTION, ENT_LEX_SEAT,  ENT_LEX_CAPITAL,   ENT_LEX_PLACE,
        ENT_LEX_SURNAME,     ENT_LEX_MEDIUM};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const ent_lex_entry *e = ent_i_reading(f, m, order[i]);
        if (e && order[i] == ENT_LEX_SURNAME)
            e = surname(f, m);
        if (e && order[i] == ENT_LEX_ORG && owned_by_other(f, row, e))
            e = NULL;
        if (e)
            return e;
    }
    return NULL;
}

ent_err ent_i_resolve(ent_finder *f, uint32_t row) {
    ent_match *m = ent_i_match(f, row);
    if (m->dead)
        return ENT_OK;
    if (!m->entry)
        return put_stranger(f, m);
    const ent_lex_entry *e = choose(f, row);
    if (!e)
        return ENT_OK;
    m->kind = e->kind;
    switch (e->kind) {
    case ENT_LEX_PERSON:
        f->seen[e->person] = m->first + 1; /* fall through */
    case ENT_LEX_SURNAME:
        return put_person(f, m, e);
    case ENT_LEX_STATE:
        return put_state(f, m, e);
    case ENT_LEX_ADJECTIVE:
        return stands_for_people(f, m) ? ENT_OK : put_entry(f, m, e, "ADJ");
    case ENT_LEX_INSTITUTION:
        return put_institution(f, row, e);
    case ENT_LEX_SEAT:
        return put_entry(f, m, e, "MET");
    case ENT_LEX_CAPITAL:
        return put_capital(f, m, e);
    case ENT_LEX_PLACE:
        return put_entry(f, m, e, "LOC");
    default:
        return put_entry(f, m, e, "NAM");
    }
}
