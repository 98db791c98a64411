/* rerank.c - features of a candidate, and the weights that score them. */
#include "read/rerank.h"

typedef struct row {
    uint64_t feature; /* 0: empty */
    int16_t weight[ENT_N_PLOVER];
} row;

struct ent_rerank {
    row *row;
    size_t mask;
};

/* ---- features */

typedef struct maker {
    ent_sample *s;
    ent_plover rule;
} maker;

/* A feature is the hash of its name and up to two words. */
static void add(maker *m, uint64_t name, ent_str a, ent_str b) {
    uint64_t h = name * 0x9E3779B97F4A7C15u;
    h = (h ^ ent_i_hash(a)) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (h >> 31) ^ ent_i_hash(b)) * 0x94D049BB133111EBu;
    h ^= h >> 29;
    if (m->s->n < ENT_RERANK_FEATURES)
        m->s->feature[m->s->n++] = h ? h : 1;
}

static ent_str suffix(ent_str code) {
    size_t n = code.n > 6 ? 3 : code.n > 3 ? code.n - 3 : 0;
    return n ? (ent_str){code.s + 3, n} : ENT_STR("-");
}

static ent_str word_lemma(const ent_coder *c, uint32_t w) {
    return w == ENT_NO_WORD ? ENT_STR("-") : c->lemma[w];
}

void ent_i_rerank_sample(const ent_coder *c, const ent_candidate *e,
                         ent_sample *out) {
    const ent_word *w = ent_i_w(c, e->word);
    *out = (ent_sample){
        .start = w->start, .end = w->end, .rule = e->category, .core = e->core};
    if (e->noun != ENT_NO_WORD)
        out->noun =
            (ent_span){ent_i_w(c, e->noun)->start, ent_i_w(c, e->noun)->end};
    maker m = {out, e->category};
    ent_str cat = ent_i_str(ent_i_plover_name[e->category]);
    ent_str lemma = c->lemma[e->word], no = {0};
    bool verb = w->upos == ENT_UPOS_VERB;
    uint32_t o = verb ? ent_i_object(c, e->word) : ENT_NO_WORD;
    bool pair = e->source.code.n && e->target.code.n;
    add(&m, 1, cat, no);
    add(&m, 2, lemma, no);
    add(&m, 3, lemma, cat);
    add(&m, 4, lemma, word_lemma(c, o));
    add(&m, 5, word_lemma(c, o), cat);
    add(&m, 6, suffix(e->source.code), cat);
    add(&m, 7, suffix(e->target.code), cat);
    add(&m, 8, pair ? ENT_STR("pair") : no, cat);
    add(&m, 9, e->passive ? ENT_STR("passive") : no, cat);
    add(&m, 10, e->core ? ENT_STR("core") : no, cat);
    add(&m, 11, verb ? ENT_STR("verb") : ENT_STR("noun"), cat);
    add(&m, 12, word_lemma(c, e->source.word), cat);
    add(&m, 13, word_lemma(c, e->target.word), cat);
    add(&m, 14, word_lemma(c, e->over), cat);
    add(&m, 15, e->frame->n_parts ? e->frame->part[0].text : no, lemma);
    add(&m, 16, e->source.person ? ENT_STR("person") : no, cat);
    add(&m, 17, e->target.code.n ? ENT_STR("told") : no, lemma);
    add(&m, 18, e->source.code.n ? ENT_STR("told") : no, lemma);
    ENT_EACH_KID(c, k, e->word) {
        uint8_t rel = ent_i_w(c, k)->rel;
        if (rel != ENT_REL_OBL && rel != ENT_REL_NMOD)
            continue;
        uint32_t p = ent_i_kid(c, k, ENT_REL_CASE);
        add(&m, 19, word_lemma(c, p), lemma);
        add(&m, 20, c->lemma[k], cat);
    }
}

/* ---- scores */

static row *row_of(const ent_rerank *r, uint64_t feature) {
    size_t i = feature & r->mask;
    while (r->row[i].feature && r->row[i].feature != feature)
        i = (i + 1) & r->mask;
    return &r->row[i];
}

void ent_i_rerank_score(const ent_rerank *r, const ent_sample *s,
                        int32_t score[ENT_N_PLOVER]) {
    memset(score, 0, ENT_N_PLOVER * sizeof *score);
    score[s->rule] = ENT_RERANK_PRIOR;
    for (uint32_t i = 0; i < s->n; i++) {
        const row *f = row_of(r, s->feature[i]);
        for (size_t k = 0; f->feature && k < ENT_N_PLOVER; k++)
            score[k] += f->weight[k];
    }
}

ent_plover ent_i_rerank_best(const int32_t score[ENT_N_PLOVER],
                             ent_plover rule) {
    ent_plover best = rule;
    int32_t top = score[rule] + ENT_RERANK_OTHER;
    for (size_t k = 1; k < ENT_N_PLOVER; k++)
        if (score[k] > top) {
            best = (ent_plover)k;
            top = score[k];
        }
    return score[0] > top + ENT_RERANK_NONE ? ENT_PLOVER_NONE : best;
}

/* ---- the file */

static ent_err wrong(ent_ctx *ctx, ent_str path, uint32_t line,
                     const char *why) {
    return ENT_FAIL_AT(ctx, ENT_SYNTAX, (ent_place){path, line, 0},
                       "%s; write the weights again with `entente train "
                       "--events`",
                       why);
}

static bool read_hex(ent_str s, uint64_t *out) {
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.s[i];
        int d = ch >= '0' && ch <= '9'   ? ch - '0'
                : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10
                                         : -1;
        if (d < 0)
            return false;
        *out = *out << 4 | (uint64_t)d;
    }
    return s.n > 0 && s.n <= 16;
}

/* "NONE:-12" */
static bool read_weight(ent_str s, row *to) {
    double x;
    ent_str name = ent_i_cut(&s, ':');
    ent_plover p = ent_i_plover(name);
    if ((!p && !ent_i_eqz(name, "NONE")) || !ent_i_number(s, &x) || x < -9999 ||
        x > 9999)
        return false;
    to->weight[p] = (int16_t)x;
    return true;
}

static ent_err read_row(ent_ctx *ctx, ent_rerank *r, ent_str path,
                        uint32_t line, ent_str text) {
    uint64_t feature;
    if (!read_hex(ent_i_cut(&text, ' '), &feature) || !feature)
        return wrong(ctx, path, line, "no number of a feature");
    row *to = row_of(r, feature);
    if (to->feature)
        return wrong(ctx, path, line, "a feature twice");
    to->feature = feature;
    while (text.n)
        if (!read_weight(ent_i_cut(&text, ' '), to))
            return wrong(ctx, path, line, "no weight of a category");
    return ENT_OK;
}

ent_err ent_i_rerank_read(ent_ctx *ctx, ent_arena *arena, ent_str path,
                          ent_str bytes, ent_rerank **out) {
    size_t lines = 1, size = 2;
    uint32_t line = 1;
    for (size_t i = 0; i < bytes.n; i++)
        lines += bytes.s[i] == '\n';
    while (size < 2 * lines + 2)
        size *= 2;
    *out = NULL;
    if (!ent_i_eqz(ent_i_cut(&bytes, '\n'), "entente-events 1"))
        return wrong(ctx, path, 1, "not weights of events of this version");
    ent_rerank *r = ENT_NEW(arena, 1, ent_rerank);
    if (!r || !(r->row = ENT_NEW(arena, size, row)))
        return ENT_NOMEM_FAIL(ctx);
    r->mask = size - 1;
    while (bytes.n) {
        ent_str text = ent_i_cut(&bytes, '\n');
        line++;
        if (text.n)
            ENT_TRY(read_row(ctx, r, path, line, text));
    }
    *out = r;
    return ENT_OK;
}
