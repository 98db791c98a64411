/* cited_people.c - people as sources: authors, bylines, experts quoted.
 *
 * Only people whose word is the source count: an author, or somebody named
 * with a role of learning beside a verb of saying.  Politicians who say things
 * are parties to the dispute; their words are statements, not sources. */
#include "read/citations.h"

#define EXPERTS                                                           \
    "professor analyst analysts expert scholar researcher historian "     \
    "economist commentator columnist journalist observer specialist "     \
    "sinologist koreanist academic pundit author strategist orientalist " \
    "fellow lecturer dr prof"
#define SAYS                                                            \
    "says said writes wrote argues argued notes noted believes thinks " \
    "warns suggests contends concludes told observes observed explains"

/* The end of a run of capitalized words, hyphens between them, from i on;
 * longer ones than a name can be are cut. */
static uint32_t name_end(const ent_i_citer *c, uint32_t i) {
    uint32_t end = c->toks->first[c->sent + 1], from = i;
    while (i < end && i - from < 12 && ent_i_cite_capital(c, i)) {
        i++;
        /* Jong-un; the initial in "John F. Kennedy" */
        if (i + 1 < end && ent_i_cite_is(c, i, "-") &&
            c->toks->tok[i + 1].kind == ENT_TOKEN_WORD)
            i += 2;
        else if (i + 1 < end && ent_i_cite_is(c, i, ".") &&
                 c->toks->tok[i - 1].end - c->toks->tok[i - 1].start == 1 &&
                 ent_i_cite_capital(c, i + 1))
            i++;
    }
    return i;
}

static bool is_full_name(uint32_t i, uint32_t end) {
    return end >= i + 2 && end - i <= 6;
}

static ent_err add_person(ent_i_citer *c, uint32_t first, uint32_t name,
                          uint32_t end, const char *kind) {
    return ent_i_cite_add(c, first, end, ent_i_cite_text(c, name, end), kind,
                          (ent_str){NULL, 0});
}

ent_err ent_i_cite_byline(ent_i_citer *c, uint32_t first, uint32_t end,
                          bool *done) {
    ent_text_kind kind = c->doc->sent[c->sent].kind;
    uint32_t name = first;
    if (kind == ENT_TEXT_METADATA && end - first > 2 &&
        ent_i_cite_is(c, first, "by author authors"))
        name += ent_i_cite_is(c, first + 1, ":") ? 2 : 1;
    else if (kind != ENT_TEXT_BIO)
        return ENT_OK;
    if (name < end && ent_i_cite_is(c, name, "dr prof professor mr ms"))
        name += name + 1 < end && ent_i_cite_is(c, name + 1, ".") ? 2 : 1;
    uint32_t behind = name_end(c, name);
    *done = is_full_name(name, behind);
    return *done ? add_person(c, first, name, behind, "author") : ENT_OK;
}

/* [role] Name behind token i; 0 when there is none. */
static uint32_t role_and_name(const ent_i_citer *c, uint32_t i, uint32_t *name,
                              bool *expert) {
    uint32_t end = c->toks->first[c->sent + 1], from = i;
    *expert = false;
    while (i < end && i < from + 6 &&
           (ent_i_cite_is(c, i, EXPERTS) || !ent_i_cite_capital(c, i) ||
            (i + 1 < end && ent_i_cite_is(c, i + 1, EXPERTS)))) {
        if (c->toks->tok[i].kind != ENT_TOKEN_WORD)
            return 0;
        *expert = ent_i_cite_is(c, i++, EXPERTS);
    }
    *name = i;
    uint32_t behind = i < end ? name_end(c, i) : i;
    return is_full_name(i, behind) && (*expert || i == from) ? behind : 0;
}

static ent_err cite_behind(ent_i_citer *c, uint32_t i, uint32_t from,
                           bool author, uint32_t *end) {
    uint32_t name;
    bool expert;
    uint32_t behind = role_and_name(c, from, &name, &expert);
    if (!behind || (!expert && !author))
        return ENT_OK;
    *end = behind;
    return add_person(c, i, name, behind,
                      author ? "author" : "attributed_person");
}

ent_err ent_i_cite_people(ent_i_citer *c, uint32_t i, uint32_t *end) {
    uint32_t last = c->toks->first[c->sent + 1], first, name;
    bool expert;
    first = c->toks->first[c->sent];
    if (i > first && ent_i_cite_is(c, i, "writes") &&
        ent_i_cite_is(c, i - 1, ", \xe2\x80\x9d"))
        return cite_behind(c, i, i + 1, true, end);
    if (i + 2 < last && ent_i_cite_is(c, i, "according") &&
        ent_i_cite_is(c, i + 1, "to"))
        return cite_behind(c, i, i + 2, false, end);
    if (ent_i_cite_is(c, i, SAYS) && i > first && i + 1 < last &&
        ent_i_cite_is(c, i - 1, ", \xe2\x80\x9d"))
        return cite_behind(c, i, i + 1, false, end);
    if (!ent_i_cite_is(c, i, EXPERTS))
        return ENT_OK;
    uint32_t behind = role_and_name(c, i, &name, &expert);
    if (!behind || behind >= last || !ent_i_cite_is(c, behind, SAYS))
        return ENT_OK;
    *end = behind;
    return add_person(c, i, name, behind, "attributed_person");
}

/* ---- whose talk a record is of */

#define OFFICES                                                             \
    "president minister secretary leader ambassador envoy chairman chief "  \
    "premier chancellor counterpart general king prince representative of " \
    "state"

/* The name at the end of a run of capitalized words [i, end): what stands
 * behind the last office in it. */
static uint32_t bare_name(const ent_i_citer *c, uint32_t i, uint32_t end) {
    for (uint32_t k = end; k-- > i;)
        if (ent_i_cite_is(c, k, OFFICES))
            return k + 1;
    return i;
}

/* "A met with Minister B": the token "met" or its like before i, or 0. */
static uint32_t talk_verb(const ent_i_citer *c, uint32_t i) {
    for (uint32_t k = i, first = c->toks->first[c->sent];
         k-- > first + 1 && i - k < 40;)
        if (ent_i_cite_is(c, k, "met meets meeting spoke talked conferred") &&
            ent_i_cite_capital(c, k - 1))
            return k;
    return 0;
}

ent_err ent_i_cite_talk(ent_i_citer *c, uint32_t i, ent_str *name) {
    uint32_t verb = talk_verb(c, i), a, b;
    if (!verb)
        return ENT_OK;
    for (a = verb; a > c->toks->first[c->sent] &&
                   ent_i_cite_capital(c, a - 1) && verb - a < 8;)
        a--;
    a = bare_name(c, a, verb);
    for (b = verb + 1; b < i && !ent_i_cite_capital(c, b);)
        b++;
    uint32_t behind = b < i ? name_end(c, b) : b;
    b = bare_name(c, b, behind);
    if (a >= verb || b >= behind || behind > i)
        return ENT_OK;
    *name = ent_i_printf(c->ctx->keep, "%.*s (%.*s\xe2\x80\x93%.*s)",
                         ENT_P(*name), ENT_P(ent_i_cite_text(c, a, verb)),
                         ENT_P(ent_i_cite_text(c, b, behind)));
    return name->s ? ENT_OK : ENT_NOMEM_FAIL(c->ctx);
}
