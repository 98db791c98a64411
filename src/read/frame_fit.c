/* frame_fit.c - frames matched to the surroundings of a word: particles,
 * prepositions, nouns and classes of nouns, a name being of the classes that
 * its code tells.
 */
#include "read/coder.h"

/* ---- classes of nouns */

static bool code_has(ent_str code, const char *part) {
    size_t n = strlen(part);
    for (size_t i = 3; i + n <= code.n; i++)
        if (memcmp(code.s + i, part, n) == 0)
            return true;
    return false;
}

/* A name is of the classes that its code tells. */
static uint64_t classes_of_name(const ent_coder *c, uint32_t w) {
    const ent_mention *m = ent_i_mention_at(c, w);
    const char *name[4] = {0};
    size_t n = 0;
    uint64_t bits = 0;
    if (!m || !m->code.n)
        return 0;
    bool person = m->entity.n && !ent_i_eq(m->entity, m->code);
    if (!m->is_actor || m->code.n == 3)
        name[n++] = "territory", name[n++] = "city", name[n++] = "state";
    if (code_has(m->code, "GOV") || code_has(m->code, "LEADER"))
        name[n++] = "official";
    if (code_has(m->code, "MIL") || code_has(m->code, "REB"))
        name[n++] = "force";
    if (person && n < 4 && m->code.n > 3)
        name[n++] = "person";
    for (size_t i = 0; i < n; i++)
        bits |= ent_i_frames_class(c->frames, name[i]);
    return bits;
}

static bool stands_before(const ent_coder *c, uint32_t w, const ent_frame *f) {
    uint32_t at = w;
    uint32_t first = c->p->first[ent_i_w(c, w)->sent];
    for (size_t i = f->n_parts; i-- > 0;) {
        do
            if (at-- == first)
                return false;
        while (ent_i_w(c, at)->upos == ENT_UPOS_PUNCT && at > first);
        ent_str text = ent_i_word_text(c->doc, ent_i_w(c, at));
        if (!ent_i_eq(c->lemma[at], f->part[i].text) &&
            !ent_i_eq(text, f->part[i].text))
            return false;
    }
    return true;
}

static const ent_frame *noun_frame(const ent_coder *c, uint32_t w) {
    size_t n;
    const ent_frame *f =
        ent_i_frames_of(c->frames, ENT_FRAME_NOUN, c->lemma[w], &n);
    for (size_t i = 0; i < n; i++)
        if (stands_before(c, w, &f[i]))
            return &f[i];
    return NULL;
}

bool ent_i_is_quantity(const ent_coder *c, uint32_t w) {
    static const char *const names[] = {
        "dozen",   "hundred", "thousand", "number", "group", "million",
        "series",  "couple",  "lot",      "score",  "wave",  "round",
        "crowd",   "team",    "member",   "part",   "some",  "many",
        "package", "range",   "kind",     "ton",    "tonne", "billion",
        "most",    "source"};
    if (ent_i_w(c, w)->upos == ENT_UPOS_NUM)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ent_i_eqz(c->lemma[w], names[i]))
            return true;
    return false;
}

uint64_t ent_i_noun_classes(const ent_coder *c, uint32_t w) {
    const ent_frame *f = noun_frame(c, w);
    uint64_t bits = (f ? f->classes : 0) | classes_of_name(c, w);
    if (ent_i_is_quantity(c, w)) {
        uint32_t of = ent_i_oblique(c, w, ENT_STR("of"));
        if (of != ENT_NO_WORD && of != w) {
            f = noun_frame(c, of);
            bits |= (f ? f->classes : 0) | classes_of_name(c, of);
        }
    }
    return bits;
}

/* ---- frames */

static bool noun_fits(const ent_coder *c, uint32_t w, const ent_part *p) {
    if (w == ENT_NO_WORD)
        return false;
    if (p->kind == ENT_PART_NOUN)
        return ent_i_eq(c->lemma[w], p->text);
    return (ent_i_noun_classes(c, w) & p->classes) != 0;
}

/* A noun of a series: "tanks and troops". */
static uint32_t one_that_fits(const ent_coder *c, uint32_t w,
                              const ent_part *p) {
    if (noun_fits(c, w, p))
        return w;
    if (w != ENT_NO_WORD)
        ENT_EACH_KID(c, k, w)
    if (ent_i_w(c, k)->rel == ENT_REL_CONJ && noun_fits(c, k, p))
        return k;
    return ENT_NO_WORD;
}

static uint32_t any_kid(const ent_coder *c, uint32_t w, ent_str lemma) {
    ENT_EACH_KID(c, k, w)
    if (ent_i_eq(c->lemma[k], lemma) && ent_i_w(c, k)->rel != ENT_REL_CONJ &&
        ent_i_w(c, k)->rel != ENT_REL_PUNCT)
        return k;
    return ENT_NO_WORD;
}

static bool word_fits(const ent_coder *c, uint32_t w, ent_str text) {
    ENT_EACH_KID(c, k, w) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if ((rel == ENT_REL_COMPOUND_PRT || rel == ENT_REL_ADVMOD ||
             rel == ENT_REL_CASE || rel == ENT_REL_MARK ||
             rel == ENT_REL_ADVCL || rel == ENT_REL_XCOMP ||
             rel == ENT_REL_AUX_PASS) &&
            ent_i_eq(c->lemma[k], text))
            return true;
    }
    return ent_i_oblique(c, w, text) != ENT_NO_WORD;
}

static bool frame_fits(const ent_coder *c, uint32_t w, const ent_frame *f,
                       uint32_t *noun) {
    uint32_t found = ENT_NO_WORD;
    for (uint8_t i = 0; i < f->n_parts; i++) {
        const ent_part *p = &f->part[i];
        if (p->kind == ENT_PART_WORD) {
            bool more = i + 1 < f->n_parts;
            if (more && f->part[i + 1].kind != ENT_PART_WORD) {
                uint32_t o = ent_i_oblique(c, w, p->text);
                uint32_t fit = one_that_fits(c, o, &f->part[i + 1]);
                if (fit != ENT_NO_WORD) {
                    found = fit;
                    i++;
                    continue;
                }
            }
            if (!word_fits(c, w, p->text))
                return false;
            continue;
        }
        found = one_that_fits(c, ent_i_object(c, w), p);
        if (found == ENT_NO_WORD && p->kind == ENT_PART_NOUN)
            found = any_kid(c, w, p->text);
        if (found == ENT_NO_WORD)
            return false;
    }
    *noun = found;
    return true;
}

const ent_frame *ent_i_frame_at(const ent_coder *c, ent_frame_kind kind,
                                uint32_t w, uint32_t *noun) {
    size_t n;
    *noun = ENT_NO_WORD;
    if (kind == ENT_FRAME_NOUN)
        return noun_frame(c, w);
    const ent_frame *f = ent_i_frames_of(c->frames, kind, c->lemma[w], &n);
    for (size_t i = 0; i < n; i++)
        if (frame_fits(c, w, &f[i], noun))
            return &f[i];
    return NULL;
}

ent_str ent_i_singular(const ent_coder *c, ent_str lemma) {
    size_t n;
    ent_str cut = {lemma.s, lemma.n ? lemma.n - 1 : 0};
    if (cut.n < 3 || lemma.s[cut.n] != 's' ||
        ent_i_frames_of(c->frames, ENT_FRAME_NOUN, lemma, &n) ||
        !ent_i_frames_of(c->frames, ENT_FRAME_NOUN, cut, &n))
        return lemma;
    return cut;
}
