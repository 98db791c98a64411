/* coref.c - the walk through the text; what is spoken of; chains. */
#include "read/coref.h"
#include <stdlib.h>

enum { FIRST_SLOTS = 256 };

/* Weights after Lappin and Leass: recency, then the place in the clause. */
#define RECENT    100.0
#define SUBJECT   210.0
#define OBJECT    180.0
#define OBLIQUE   120.0
#define POSSESSOR 50.0
#define MODIFIER  20.0

ent_topic *ent_i_topic(const ent_coref *c, uint32_t row) {
    return (ent_topic *)c->ref.at + row;
}

/* ---- topics by entity */

static uint32_t *slot_of(const ent_coref *c, ent_str entity) {
    size_t i = ent_i_hash(entity) & c->slot_mask;
    while (c->slot[i] &&
           !ent_i_eq(ent_i_topic(c, c->slot[i] - 1)->entity, entity))
        i = (i + 1) & c->slot_mask;
    return &c->slot[i];
}

static bool more_slots(ent_coref *c) {
    uint32_t *old = c->slot;
    size_t n = c->slot ? c->slot_mask + 1 : 0, size = n ? 2 * n : FIRST_SLOTS;
    c->slot = ENT_NEW(c->ctx->temp, size, uint32_t);
    if (!c->slot)
        return false;
    c->slot_mask = size - 1;
    for (size_t i = 0; i < n; i++)
        if (old[i])
            *slot_of(c, ent_i_topic(c, old[i] - 1)->entity) = old[i];
    return true;
}

uint32_t ent_i_topic_new(ent_coref *c, ent_topic_kind kind) {
    ent_topic *r = ENT_PUSH(c->ctx->temp, &c->ref, ent_topic);
    if (!r)
        return ENT_NO_TOPIC;
    *r = (ent_topic){.kind = kind, .word = ENT_NO_WORD, .sent = c->sent};
    return (uint32_t)c->ref.n - 1;
}

static char gender_of(const ent_coref *c, ent_str entity) {
    const ent_lex_person *p = ent_i_lex_entity(c->lex, entity);
    return p ? p->gender : 0;
}

uint32_t ent_i_topic_of(ent_coref *c, ent_str code, ent_str entity,
                        ent_topic_kind kind) {
    if (2 * (c->n_keyed + 1) > c->slot_mask && !more_slots(c))
        return ENT_NO_TOPIC;
    uint32_t *slot = slot_of(c, entity);
    if (*slot)
        return *slot - 1;
    uint32_t row = ent_i_topic_new(c, kind);
    if (row == ENT_NO_TOPIC)
        return row;
    ent_topic *r = ent_i_topic(c, row);
    r->code = code;
    r->entity = entity;
    if (kind == ENT_TOPIC_PERSON)
        r->gender = gender_of(c, entity);
    *slot = row + 1;
    c->n_keyed++;
    return row;
}

ent_err ent_i_topic_known(const ent_coref *c, ent_str entity, uint32_t *row) {
    *row = ENT_NO_TOPIC;
    if (!entity.s)
        return ENT_NOMEM_FAIL(c->ctx);
    uint32_t slot = *slot_of(c, entity);
    *row = slot ? slot - 1 : ENT_NO_TOPIC;
    return ENT_OK;
}

/* ---- weight */

static double decayed(const ent_coref *c, const ent_topic *r) {
    uint32_t age = c->sent - r->sent;
    return age == 0   ? r->before
           : age > 20 ? 0
                      : (r->before + r->now) / (1u << age);
}

double ent_i_topic_weight(const ent_coref *c, const ent_topic *r) {
    return decayed(c, r) + (r->sent == c->sent ? r->now : 0);
}

static bool is_subject(uint8_t rel) {
    return rel == ENT_REL_NSUBJ || rel == ENT_REL_NSUBJ_PASS;
}

/* A name in apposition or joined by "and" weighs as what it belongs to. */
static uint8_t place_of(const ent_coref *c, uint32_t w) {
    for (int n = 0; n < 4; n++) {
        const ent_word *t = &c->p->word[w];
        bool shared = t->rel == ENT_REL_CONJ || t->rel == ENT_REL_APPOS ||
                      t->rel == ENT_REL_FLAT;
        if (!shared || t->head == ENT_NO_WORD)
            return t->rel;
        w = t->head;
    }
    return ENT_REL_DEP;
}

static double weight_at(const ent_coref *c, uint32_t w) {
    switch (place_of(c, w)) {
    case ENT_REL_NSUBJ:
    case ENT_REL_NSUBJ_PASS:
        return RECENT + SUBJECT;
    case ENT_REL_OBJ:
    case ENT_REL_IOBJ:
    case ENT_REL_ROOT:
        return RECENT + OBJECT;
    case ENT_REL_NMOD_POSS:
        return RECENT + POSSESSOR;
    case ENT_REL_NMOD:
    case ENT_REL_COMPOUND:
    case ENT_REL_AMOD:
    case ENT_REL_DET:
        return RECENT * 0.5 + MODIFIER;
    default:
        return RECENT + OBLIQUE;
    }
}

static void move_to_front(ent_coref *c, uint32_t row) {
    size_t i = 0;
    while (i < c->n_recent && c->recent[i] != row)
        i++;
    if (i == c->n_recent && i < ENT_N_RECENT)
        c->n_recent++;
    else if (i == ENT_N_RECENT)
        i--;
    memmove(c->recent + 1, c->recent, i * sizeof *c->recent);
    c->recent[0] = row;
}

/* Is the word only an adjective or a noun before a noun? */
static bool modifies(const ent_coref *c, uint32_t w) {
    if (w == ENT_NO_WORD)
        return false;
    uint8_t rel = c->p->word[w].rel;
    const ent_mention *m = ent_i_covering(c, w);
    return rel == ENT_REL_AMOD || (m && ent_i_eqz(m->type, "ADJ"));
}

void ent_i_topic_touch(ent_coref *c, uint32_t row, uint32_t w) {
    ent_topic *r = ent_i_topic(c, row);
    double weight = w == ENT_NO_WORD ? RECENT : weight_at(c, w);
    r->before = decayed(c, r);
    if (r->sent != c->sent)
        r->now = 0;
    r->now = weight > r->now ? weight : r->now;
    r->sent = c->sent;
    r->subject = w != ENT_NO_WORD && is_subject(place_of(c, w));
    r->solid = r->solid || !modifies(c, w);
    r->word = w;
    if (w != ENT_NO_WORD)
        c->word_ref[w] = row + 1;
    move_to_front(c, row);
}

ent_err ent_i_found(ent_coref *c, const ent_mention *m, uint32_t ref) {
    ent_found *f = ENT_PUSH(c->ctx->temp, &c->found, ent_found);
    if (!f)
        return ENT_NOMEM_FAIL(c->ctx);
    *f = (ent_found){*m, ref};
    if (ref != ENT_NO_TOPIC)
        ent_i_topic(c, ref)->n++;
    return ENT_OK;
}

/* ---- names found before */

static ent_topic_kind kind_of(const ent_coref *c, const ent_mention *m) {
    if (ent_i_lex_entity(c->lex, m->entity))
        return ENT_TOPIC_PERSON;
    if (ent_i_eqz(m->type, "NAM") && m->entity.n && m->entity.s[0] >= 'a' &&
        ent_i_starts(m->rule, "titles.tsv"))
        return ENT_TOPIC_PERSON; /* a stranger, by title */
    if (ent_i_starts(m->rule, "roles.tsv"))
        return ENT_TOPIC_PERSON;
    return ent_i_several(m->code) ? ENT_TOPIC_GROUP : ENT_TOPIC_BODY;
}

static ent_err name_ref(ent_coref *c, const ent_mention *m, uint32_t *ref) {
    *ref = ENT_NO_TOPIC;
    if (!m->is_actor) {
        c->place = m->code;
        return ENT_OK;
    }
    *ref = ent_i_topic_of(c, m->code, m->entity, kind_of(c, m));
    return *ref == ENT_NO_TOPIC ? ENT_NOMEM_FAIL(c->ctx) : ENT_OK;
}

/* ---- "Medvedev and Shoigu" are they */

static bool is_word(const ent_coref *c, uint32_t w, const char *s) {
    return ent_i_eqz(ent_i_word_text(c->doc, &c->p->word[w]), s);
}

/* The word before a name and the titles that go with it. */
static uint32_t before_titles(const ent_coref *c, uint32_t w) {
    uint32_t stop = c->p->first[c->sent];
    for (int n = 0; w > stop && n < 6; n++, w--) {
        const ent_word *t = &c->p->word[w - 1];
        const ent_mention *m = ent_i_covering(c, w - 1);
        bool title = m ? ent_i_eqz(m->type, "ADJ")
                       : t->upos == ENT_UPOS_PROPN ||
                             t->upos == ENT_UPOS_NOUN ||
                             t->upos == ENT_UPOS_ADJ || t->upos == ENT_UPOS_DET;
        if (!title)
            break;
    }
    return w > stop ? w - 1 : ENT_NO_WORD;
}

/* The mention that "and" joins to the one that begins at word w; through a
 * comma too where *listed is set. */
static const ent_mention *joined_before(const ent_coref *c, uint32_t w,
                                        bool listed) {
    uint32_t link = before_titles(c, w), stop = c->p->first[c->sent];
    if (link == ENT_NO_WORD || link == stop)
        return NULL;
    bool linked =
        c->p->word[link].upos == ENT_UPOS_CCONJ && !is_word(c, link, "but");
    if (!linked && !(listed && is_word(c, link, ",")))
        return NULL;
    uint32_t end = link - 1;
    if (is_word(c, end, ",") && end > stop)
        end--;
    const ent_mention *m = ent_i_covering(c, end);
    bool name = m && m->is_actor &&
                (ent_i_eqz(m->type, "NAM") || ent_i_eqz(m->type, "MET"));
    return name ? m : NULL;
}

static ent_err name_pair(ent_coref *c, const ent_mention *last, uint32_t w) {
    ent_arena *keep = c->ctx->keep;
    ent_str code = last->code, entity = last->entity;
    uint32_t at = ent_i_word_at(c->p, last->in.at.start), own = c->word_ref[w];
    for (int n = 0; n < 8 && at != ENT_NO_WORD; n++) {
        const ent_mention *m = joined_before(c, at, n > 0);
        if (!m || code.n > 80)
            break;
        at = ent_i_word_at(c->p, m->in.at.start);
        code = ent_i_printf(keep, "%.*s|%.*s", ENT_P(m->code), ENT_P(code));
        entity =
            ent_i_printf(keep, "%.*s+%.*s", ENT_P(m->entity), ENT_P(entity));
        if (!code.s || !entity.s)
            return ENT_NOMEM_FAIL(c->ctx);
    }
    if (code.s == last->code.s)
        return ENT_OK;
    uint32_t ref = ent_i_topic_of(c, code, entity, ENT_TOPIC_GROUP);
    if (ref == ENT_NO_TOPIC)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_i_topic_touch(c, ref, w);
    c->word_ref[w] = own;
    return ENT_OK;
}

/* Of "the cruiser Varyag", "President Moon" the tree may take the title as
 * head: it stands for the name. */
static void share_with_title(ent_coref *c, const ent_mention *m, uint32_t w) {
    uint32_t first = ent_i_word_at(c->p, m->in.at.start);
    if (first == ENT_NO_WORD || first <= c->p->first[c->sent])
        return;
    uint8_t upos = c->p->word[first - 1].upos;
    if ((upos == ENT_UPOS_NOUN || upos == ENT_UPOS_PROPN) &&
        !c->cover[first - 1])
        c->word_ref[first - 1] = c->word_ref[w];
}

/* ---- the walk */

static ent_err walk_word(ent_coref *c, uint32_t *w) {
    uint32_t row = c->who.mention[*w], ref;
    const ent_word *t = &c->p->word[*w];
    if (row != ENT_NO_MENTION && ent_i_stands_alone(c, *w)) {
        c->drop[row] = 1;
        for (uint32_t k = *w; k < c->p->n && c->cover[k] == row + 1; k++)
            c->cover[k] = 0;
        return ent_i_coref_noun(c, w);
    }
    if (row != ENT_NO_MENTION) {
        ENT_TRY(name_ref(c, &c->doc->mention[row], &ref));
        if (ref == ENT_NO_TOPIC)
            return ENT_OK;
        ent_i_topic_touch(c, ref, *w);
        share_with_title(c, &c->doc->mention[row], *w);
        return name_pair(c, &c->doc->mention[row], *w);
    }
    if (c->cover[*w])
        return ENT_OK;
    if (t->upos == ENT_UPOS_PRON)
        return ent_i_coref_pronoun(c, *w);
    return ent_i_coref_noun(c, w);
}

/* Titles bear no trees, but names. */
static ent_err walk_names(ent_coref *c, uint32_t first, uint32_t end) {
    for (uint32_t i = first, ref; i < end; i++) {
        ENT_TRY(name_ref(c, &c->doc->mention[i], &ref));
        if (ref != ENT_NO_TOPIC)
            ent_i_topic_touch(c, ref, ENT_NO_WORD);
    }
    return ENT_OK;
}

static bool has_trees(ent_text_kind kind) {
    return kind == ENT_TEXT_BODY || kind == ENT_TEXT_STANDFIRST;
}

static ent_err walk(ent_coref *c) {
    const ent_doc *doc = c->doc;
    for (uint32_t s = 0, m = 0, end = 0; s < doc->n_sents; s++, m = end) {
        while (end < doc->n_mentions &&
               doc->mention[end].in.at.start < doc->sent[s].in.at.end)
            end++;
        c->sent = s;
        c->first_mention = m;
        c->end_mention = end;
        if (!has_trees(doc->sent[s].kind)) {
            ENT_TRY(walk_names(c, m, end));
            continue;
        }
        for (uint32_t w = c->p->first[s]; w < c->p->first[s + 1]; w++)
            ENT_TRY(walk_word(c, &w));
    }
    return ENT_OK;
}

/* ---- before and behind */

static ent_err prepare(ent_coref *c) {
    ent_arena *temp = c->ctx->temp;
    ent_str range = c->doc->published;
    int32_t last;
    c->cover = ENT_NEW(temp, c->p->n + 1, uint32_t);
    c->word_ref = ENT_NEW(temp, c->p->n + 1, uint32_t);
    c->drop = ENT_NEW(temp, c->doc->n_mentions + 1, uint8_t);
    if (!c->drop || !c->cover || !c->word_ref || !more_slots(c))
        return ENT_NOMEM_FAIL(c->ctx);
    c->today = ENT_COREF_DATE;
    if (ent_i_iso_read(ent_i_cut(&range, '/'), &c->today, &last))
        c->today += (last - c->today) / 2;
    uint32_t w = 0;
    for (uint32_t i = 0; i < c->doc->n_mentions; i++) {
        ent_span at = c->doc->mention[i].in.at;
        while (w < c->p->n && c->p->word[w].end <= at.start)
            w++;
        for (uint32_t k = w; k < c->p->n && c->p->word[k].start < at.end; k++)
            if (!c->cover[k])
                c->cover[k] = i + 1;
    }
    return ent_i_read_who(c->ctx, c->doc, c->p, &c->who);
}

static int by_place(const void *a, const void *b) {
    const ent_span *x = &((const ent_found *)a)->m.in.at,
                   *y = &((const ent_found *)b)->m.in.at;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

/* All mentions in the order of the text, an outer one before its inner. */
static ent_err hand_over(ent_coref *c) {
    for (uint32_t i = 0; i < c->doc->n_mentions; i++) {
        const ent_mention *m = &c->doc->mention[i];
        uint32_t ref = ENT_NO_TOPIC;
        if (c->drop[i])
            continue;
        ENT_TRY(name_ref(c, m, &ref));
        ENT_TRY(ent_i_found(c, m, ref));
    }
    ent_found *f = c->found.at;
    size_t n = c->found.n;
    ent_mention *out = ENT_NEW(c->ctx->keep, n + 1, ent_mention);
    if (!out)
        return ENT_NOMEM_FAIL(c->ctx);
    if (n)
        qsort(f, n, sizeof *f, by_place);
    uint32_t n_chains = 0;
    for (size_t i = 0; i < n; i++) {
        ent_topic *r =
            f[i].ref == ENT_NO_TOPIC ? NULL : ent_i_topic(c, f[i].ref);
        if (r && r->n > 1 && !r->chain)
            r->chain = ++n_chains;
        out[i] = f[i].m;
        out[i].chain = r ? r->chain : 0;
    }
    c->doc->mention = out;
    c->doc->n_mentions = n;
    return ENT_OK;
}

ent_err ent_i_read_coref(ent_ctx *ctx, const ent_lexicon *lex,
                         const ent_parse *p, ent_doc *doc) {
    ent_coref c = {.ctx = ctx, .lex = lex, .p = p, .doc = doc};
    if (!p->n)
        return ENT_OK;
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err err = prepare(&c);
    if (!err)
        err = walk(&c);
    if (!err)
        err = hand_over(&c);
    ent_i_arena_release(ctx->temp, mark);
    return err;
}
