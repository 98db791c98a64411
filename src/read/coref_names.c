/* coref_names.c - names that no dictionary has, placed by what stands beside
 * them: "union leader Sara Lindqvist", "the Civic Party". Their state is the
 * one that the sentence or the text is about; later the surname is enough. */
#include "read/coref.h"

enum { MAX_NAME = 64, MOST_WORDS = 5 };

static const ent_word *word(const ent_coref *c, uint32_t w) {
    return &c->p->word[w];
}

bool ent_i_capital_word(const ent_coref *c, uint32_t w) {
    uint8_t upos = word(c, w)->upos;
    char ch = c->doc->text.s[word(c, w)->start];
    return !c->cover[w] && ch >= 'A' && ch <= 'Z' && upos != ENT_UPOS_DET &&
           upos != ENT_UPOS_PRON;
}

static bool unknown_name(const ent_coref *c, uint32_t w) {
    if (w >= c->p->first[c->sent + 1] || c->cover[w])
        return false;
    uint8_t upos = word(c, w)->upos;
    bool noun = upos == ENT_UPOS_NOUN || upos == ENT_UPOS_ADJ;
    return upos == ENT_UPOS_PROPN || (noun && ent_i_capital_word(c, w));
}

/* Behind the last word of the name that begins at w; hyphens join. */
static uint32_t name_end(const ent_coref *c, uint32_t w, uint32_t *n) {
    uint32_t stop = w + 2 * MOST_WORDS;
    for (*n = 0; w < stop && unknown_name(c, w); ++*n) {
        w++;
        while (w < stop && unknown_name(c, w + 1) &&
               ent_i_eqz(ent_i_word_text(c->doc, word(c, w)), "-"))
            w += 2;
    }
    return w;
}

/* The words in lower case, joined as entities are. */
static ent_str slug(ent_coref *c, uint32_t first, uint32_t end) {
    char s[MAX_NAME];
    size_t n = 0;
    for (uint32_t w = first; w < end; w++) {
        ent_str t = ent_i_word_text(c->doc, word(c, w));
        if (n + t.n + 1 >= MAX_NAME)
            break;
        if (n)
            s[n++] = '_';
        for (size_t i = 0; i < t.n; i++)
            s[n++] =
                t.s[i] >= 'A' && t.s[i] <= 'Z' ? (char)(t.s[i] | 0x20) : t.s[i];
    }
    return ent_i_dup(c->ctx->keep, (ent_str){s, n});
}

static uint32_t head_of(const ent_coref *c, uint32_t first, uint32_t end) {
    for (uint32_t w = first; w < end; w++)
        if (word(c, w)->head < first || word(c, w)->head >= end)
            return w;
    return first;
}

static ent_err put(ent_coref *c, uint32_t first, uint32_t end, uint32_t ref,
                   ent_str rule) {
    const ent_topic *r = ent_i_topic(c, ref);
    ent_mention m = {.in = ent_i_locus(c->doc, c->sent, word(c, first)->start,
                                       word(c, end - 1)->end),
                     .code = r->code,
                     .entity = r->entity,
                     .type = ENT_STR("NAM"),
                     .is_actor = 1,
                     .rule = rule};
    ent_i_topic_touch(c, ref, head_of(c, first, end));
    for (uint32_t w = first; w < end; w++)
        c->word_ref[w] = ref + 1;
    return ent_i_found(c, &m, ref);
}

static ent_str setting(const ent_coref *c) {
    ent_str state = ent_i_scene(c);
    return state.n ? state : ent_i_focus(c);
}

static ent_err learn(ent_coref *c, ent_str entity, const ent_lex_role *role,
                     ent_topic_kind kind, uint32_t *ref) {
    ent_str state = setting(c);
    *ref = ENT_NO_TOPIC;
    if (!state.n || !role->suffix.n)
        return entity.s ? ENT_OK : ENT_NOMEM_FAIL(c->ctx);
    ent_str code = ent_i_printf(c->ctx->keep, "%.*s%.*s", ENT_P(state),
                                ENT_P(role->suffix));
    if (!code.s || !entity.s)
        return ENT_NOMEM_FAIL(c->ctx);
    *ref = ent_i_topic_of(c, code, entity, kind);
    if (*ref == ENT_NO_TOPIC)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_topic *r = ent_i_topic(c, *ref);
    r->learnt = true;
    r->role = role;
    if (role->gender)
        r->gender = role->gender;
    return ENT_OK;
}

ent_err ent_i_titled_name(ent_coref *c, const ent_chunk *k, uint32_t *w) {
    uint32_t n, end = name_end(c, k->end, &n), ref;
    if (n < 2 || k->role->being != ENT_BEING_PERSON)
        return ENT_OK;
    ENT_TRY(learn(c, slug(c, end - 1, end), k->role, ENT_TOPIC_PERSON, &ref));
    if (ref == ENT_NO_TOPIC)
        return ENT_OK;
    ENT_TRY(put(c, k->end, end, ref, k->role->rule));
    c->word_ref[k->head] = ref + 1;
    *w = end - 1;
    return ENT_OK;
}

ent_err ent_i_named_body(ent_coref *c, const ent_chunk *k, bool *done) {
    uint32_t first = k->first, ref;
    bool sector =
        ent_i_eqz(k->role->suffix, "PTY") || ent_i_eqz(k->role->suffix, "LAB");
    while (first < k->head && !ent_i_capital_word(c, first))
        first++;
    if (!sector || k->role->being != ENT_BEING_BODY || first == k->head ||
        !ent_i_capital_word(c, k->head))
        return ENT_OK;
    ENT_TRY(learn(c, slug(c, first, k->end), k->role, ENT_TOPIC_BODY, &ref));
    if (ref == ENT_NO_TOPIC)
        return ENT_OK;
    *done = true;
    return put(c, first, k->end, ref, k->role->rule);
}

ent_err ent_i_learnt_name(ent_coref *c, uint32_t *w, bool *done) {
    uint32_t n, first = *w, end = name_end(c, first, &n);
    *done = false;
    if (!n)
        return ENT_OK;
    uint32_t ref;
    ENT_TRY(ent_i_topic_known(c, slug(c, end - 1, end), &ref));
    if (ref == ENT_NO_TOPIC || !ent_i_topic(c, ref)->learnt)
        return ENT_OK;
    *done = true;
    *w = end - 1;
    return put(c, first, end, ref, ent_i_topic(c, ref)->role->rule);
}
