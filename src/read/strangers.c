/* strangers.c - persons whom no dictionary has.
 *
 * Analysis quotes experts and officials by the hundred. A run of capitalised
 * words that the lexicon does not know is a person when a title stands before
 * it ("the Russian analyst A B") or an office or institute follows ("A B of
 * the C Institute"); the state comes from there too, else nobody is named.
 * Later the surname alone is enough. */
#include "read/mentions.h"

#define REACH   16 /* tokens from a name to its affiliation */
#define BUCKETS 256

typedef struct run {
    uint32_t first, end, last; /* tokens; last: the surname */
    uint32_t n_words;
} run;

/* A surname of the dictionaries that nobody in this document has in full. */
static bool spare_surname(const ent_finder *f, uint32_t i) {
    const ent_match *m = ent_i_over(f, i);
    if (!m || m->kind != ENT_LEX_SURNAME || m->end - m->first > 1)
        return false;
    for (uint32_t e = m->entry; e; e = ent_i_lex_entry(f->lex, e)->next)
        if (f->named[ent_i_lex_entry(f->lex, e)->person])
            return false;
    return true;
}

/* A capitalised word outside every match, as far as names go. */
static bool name_word(const ent_finder *f, uint32_t i, uint32_t stop) {
    return i < stop && !f->skip[i] && ent_i_capital(f, i) &&
           (!f->cover[i] || spare_surname(f, i));
}

/* Schools, reviews and parties bear capitals too. */
static bool is_thing(const ent_finder *f, uint32_t i) {
    static const char *const word[] = {
        "school",     "center",   "centre",  "institute", "department",
        "college",    "faculty",  "program", "committee", "council",
        "group",      "report",   "journal", "review",    "party",
        "conference", "forum",    "plan",    "act",       "award",
        "prize",      "library",  "press",   "summit",    "treaty",
        "agreement",  "laureate", "day",     "fund",      "project",
        "university", "street",   "house",   "club",      NULL};
    return ent_i_among(f, i, word);
}

/* The name that begins at token i: capitalised words, initials with their
 * stops, parts joined by hyphens. */
static run name_run(const ent_finder *f, uint32_t i, uint32_t stop) {
    run r = {i, i, i, 0};
    if (!name_word(f, i, stop) || ent_i_function_word(f, i))
        return r;
    while (name_word(f, r.end, stop) && r.end - i < 6) {
        bool initial = ent_i_at(f, r.end).n == 1;
        if (!initial)
            r.last = r.end;
        r.end++;
        r.n_words++;
        if (initial && r.end < stop && ent_i_eqz(ent_i_at(f, r.end), "."))
            r.end++;
        else if (r.end + 1 < stop && ent_i_eqz(ent_i_at(f, r.end), "-") &&
                 f->toks->tok[r.end + 1].kind == ENT_TOKEN_WORD &&
                 !f->cover[r.end + 1])
            r.end += 2;
    }
    if (r.end - i > 2 && f->cover[i] && ent_i_eqz(ent_i_at(f, i + 2), "-"))
        r.last = i; /* the family name comes first: Ban Ki-moon */
    return r;
}

/* A person at a university speaks as an expert. */
static ent_str sector(ent_str suffix) {
    return ent_i_eqz(suffix, "EDU") ? ENT_STR("EXP") : suffix;
}

/* The state of the match that ends at token i, through a possessive; or the
 * one where somebody is based: "the Vienna-based analyst". */
static ent_str state_before(const ent_finder *f, uint32_t i) {
    static const ent_lex_kind any[] = {ENT_LEX_ADJECTIVE, ENT_LEX_STATE,
                                       ENT_LEX_CAPITAL, ENT_LEX_PLACE};
    const ent_match *m;
    size_t n_kinds = 2;
    if (i && f->toks->tok[i - 1].kind == ENT_TOKEN_CLITIC)
        i--;
    if (i > 2 && ent_i_eqz(ent_i_at(f, i - 1), "based")) {
        i -= 2;
        n_kinds = 4;
    }
    if (!i || !(m = ent_i_over(f, i - 1)))
        return (ent_str){0};
    for (size_t k = 0; k < n_kinds; k++) {
        const ent_lex_entry *e = ent_i_reading(f, m, any[k]);
        if (e)
            return e->code.n == 3 ? e->code : (ent_str){0};
    }
    return (ent_str){0};
}

static ent_err add_stranger(ent_finder *f, const run *r, ent_str state,
                            ent_str suffix, ent_str rule) {
    ent_arena *keep = f->ctx->keep;
    ent_stranger *s = ENT_PUSH(f->ctx->temp, &f->stranger, ent_stranger);
    ent_str name = ent_i_at(f, r->last), entity = ent_i_dup(keep, name);
    if (!s || !entity.s)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t i = 0; i < entity.n; i++) {
        char *c = (char *)(uintptr_t)entity.s + i;
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c | 0x20);
    }
    *s = (ent_stranger){
        name,
        ent_i_printf(keep, "%.*s%.*s", ENT_P(state), ENT_P(sector(suffix))),
        entity, rule};
    return s->code.s ? ENT_OK : ENT_NOMEM_FAIL(f->ctx);
}

static const ent_lex_entry *title_of(const ent_finder *f, const ent_match *m) {
    const ent_lex_entry *e = m ? ent_i_reading(f, m, ENT_LEX_TITLE) : NULL;
    return e || !m ? e : ent_i_reading(f, m, ENT_LEX_ROLE);
}

/* An organisation that people speak from. */
static bool employs(const ent_lex_entry *org) {
    static const char *const sector_of[] = {"EXP", "EDU", "MED", "BUS", "CVL"};
    for (size_t i = 0; i < sizeof sector_of / sizeof *sector_of; i++)
        if (org->code.n == 6 && ent_i_ends(org->code, sector_of[i]))
            return true;
    return false;
}

static ent_err add_employee(ent_finder *f, const run *r,
                            const ent_lex_entry *org) {
    return add_stranger(f, r, (ent_str){org->code.s, 3},
                        (ent_str){org->code.s + 3, 3}, org->rule);
}

/* The institute or office a name belongs to: behind a comma or "is" a title
 * with an organisation or a state, or at once "of the" organisation. */
static ent_err by_affiliation(ent_finder *f, const run *r, bool *found) {
    static const char *const joins[] = {"of", "at", "from", "with", NULL};
    uint32_t stop = ent_i_sent_end(f, r->last);
    if (r->end >= stop)
        return ENT_OK;
    bool comma = ent_i_eqz(ent_i_at(f, r->end), ",") ||
                 ent_i_eqz(ent_i_at(f, r->end), "is");
    bool joined = ent_i_among(f, r->end, joins);
    for (uint32_t i = r->end; i < stop && i < r->end + REACH; i++) {
        const ent_match *m = ent_i_over(f, i);
        if (!m && name_word(f, i, stop) && !joined)
            return ENT_OK;
        if (!m || (!comma && !joined))
            continue;
        const ent_lex_entry *org = ent_i_reading(f, m, ENT_LEX_ORG);
        const ent_lex_entry *title = title_of(f, m);
        ent_str state = title ? state_before(f, m->first) : (ent_str){0};
        *found = true;
        if (org && joined && employs(org))
            return add_employee(f, r, org);
        if (comma && state.n)
            return add_stranger(f, r, state, title->code, title->rule);
        *found = false;
        joined = joined || title;
    }
    return ENT_OK;
}

/* "the Russian analyst A B", "Yale professor A B", "Yale's A B". */
static ent_err by_title(ent_finder *f, const run *r, bool *found) {
    uint32_t i = r->first;
    const ent_match *m = i ? ent_i_over(f, i - 1) : NULL;
    const ent_lex_entry *title = title_of(f, m);
    if (title)
        i = m->first;
    else if (!i || f->toks->tok[i - 1].kind != ENT_TOKEN_CLITIC)
        return ENT_OK;
    ent_str state = title ? state_before(f, i) : (ent_str){0};
    *found = true;
    if (state.n)
        return add_stranger(f, r, state, title->code, title->rule);
    if (i && f->toks->tok[i - 1].kind == ENT_TOKEN_CLITIC)
        i--;
    m = i ? ent_i_over(f, i - 1) : NULL;
    const ent_lex_entry *org = m ? ent_i_reading(f, m, ENT_LEX_ORG) : NULL;
    if (org && employs(org))
        return add_employee(f, r, org);
    *found = false;
    return ENT_OK;
}

/* ---- where strangers stand in the text */

typedef struct people {
    uint32_t head[BUCKETS]; /* 1 + row of f->stranger */
    ent_vec next;           /* uint32_t per stranger */
} people;

static uint32_t known_stranger(const ent_finder *f, const people *ix,
                               ent_str surname) {
    uint32_t row = ix->head[ent_i_hash(surname) % BUCKETS];
    const uint32_t *next = ix->next.at;
    /* Chains are short: a document names few people under one hash. */
    for (int steps = 0; row && steps < 16; row = next[row - 1], steps++) {
        const ent_stranger *s = (const ent_stranger *)f->stranger.at + row - 1;
        if (ent_i_eq(s->surname, surname))
            return row;
    }
    return 0;
}

static ent_err index_last(ent_finder *f, people *ix) {
    const ent_stranger *s = f->stranger.at;
    uint32_t row = (uint32_t)f->stranger.n;
    uint32_t *next = ENT_PUSH(f->ctx->temp, &ix->next, uint32_t);
    if (!next)
        return ENT_NOMEM_FAIL(f->ctx);
    uint32_t *head = &ix->head[ent_i_hash(s[row - 1].surname) % BUCKETS];
    *next = *head;
    *head = row;
    return ENT_OK;
}

static ent_err learn(ent_finder *f, people *ix, const run *r) {
    static const char *const article[] = {"the", "a", "an", NULL};
    bool found = false;
    if ((r->first && ent_i_among(f, r->first - 1, article)) ||
        is_thing(f, r->last))
        return ENT_OK;
    if (known_stranger(f, ix, ent_i_at(f, r->last)))
        return ENT_OK;
    ENT_TRY(by_affiliation(f, r, &found));
    if (!found)
        ENT_TRY(by_title(f, r, &found));
    return found ? index_last(f, ix) : ENT_OK;
}

static ent_err place_match(ent_finder *f, ent_vec *all, const run *r,
                           uint32_t stranger) {
    ent_match *m = ENT_PUSH(f->ctx->temp, all, ent_match);
    if (!m)
        return ENT_NOMEM_FAIL(f->ctx);
    for (uint32_t i = r->first; i < r->end; i++)
        if (ent_i_over(f, i))
            ent_i_over(f, i)->dead = true;
    *m = (ent_match){.first = r->first,
                     .end = r->end,
                     .stranger = stranger,
                     .kind = ENT_LEX_PERSON};
    return ENT_OK;
}

/* All runs of one sentence: in the first pass names of two words or more are
 * learnt, in the second each known surname is a match. */
static ent_err each_run(ent_finder *f, people *ix, uint32_t row, ent_vec *out) {
    uint32_t stop = f->toks->first[row + 1];
    for (uint32_t i = f->toks->first[row]; i < stop; i++) {
        run r = name_run(f, i, stop);
        if (r.end == i)
            continue;
        i = r.end - 1;
        if (!out && r.n_words > 1)
            ENT_TRY(learn(f, ix, &r));
        uint32_t who = out ? known_stranger(f, ix, ent_i_at(f, r.last)) : 0;
        if (who)
            ENT_TRY(place_match(f, out, &r, who - 1));
    }
    return ENT_OK;
}

/* Merges the strangers' matches into the others, in order of the text. */
static ent_err merge(ent_finder *f, const ent_vec *more) {
    const ent_match *a = f->match.at, *b = more->at;
    size_t na = f->match.n, nb = more->n, i = 0, j = 0;
    ent_match *all = ENT_NEW(f->ctx->temp, na + nb + 1, ent_match);
    if (!all)
        return ENT_NOMEM_FAIL(f->ctx);
    for (size_t k = 0; k < na + nb; k++)
        all[k] =
            j == nb || (i < na && a[i].first < b[j].first) ? a[i++] : b[j++];
    f->match = (ent_vec){all, na + nb, na + nb};
    memset(f->cover, 0, f->toks->n * sizeof *f->cover);
    for (uint32_t k = 0; k < f->match.n; k++)
        for (uint32_t t = all[k].first;
             !all[k].inner && !all[k].dead && t < all[k].end; t++)
            f->cover[t] = k + 1;
    return ENT_OK;
}

ent_err ent_i_find_strangers(ent_finder *f) {
    people *ix = ENT_NEW(f->ctx->temp, 1, people);
    ent_vec found = {0};
    if (!ix)
        return ENT_NOMEM_FAIL(f->ctx);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < f->doc->n_sents; i++) {
            ent_text_kind kind = f->doc->sent[i].kind;
            if (kind != ENT_TEXT_METADATA && kind != ENT_TEXT_BIO &&
                kind != ENT_TEXT_BOILERPLATE)
                ENT_TRY(each_run(f, ix, i, pass ? &found : NULL));
        }
    return found.n ? merge(f, &found) : ENT_OK;
}
