/* cues.c - the dictionaries of cues and of attitudes.
 *
 * Rows are kept in the order of the file; the hash table of a kind holds the
 * first row of each word. */
#include "read/cues.h"

const char *const ent_i_cue_preps[] = {
    "about", "against", "at",   "behind", "by",   "for",  "in",
    "of",    "on",      "over", "to",     "upon", "with", NULL};

const char *const ent_i_cue_class_name[ENT_N_CUE_CLASSES] = {
#define ENT_X(name, text, side) text,
    ENT_CUE_CLASS_LIST(ENT_X)
#undef ENT_X
};

static const int class_side[ENT_N_CUE_CLASSES] = {
#define ENT_X(name, text, side) side,
    ENT_CUE_CLASS_LIST(ENT_X)
#undef ENT_X
};

static const char *const pos_name[] = {"verb", "noun", "adj", "prep", NULL};
static const char *const mode_name[] = {"indirect", "belief", NULL};
static const char *const attitude_name[] = {"",     "good", "bad", "more",
                                            "less", "not",  NULL};

static const struct {
    const char *name;
    uint32_t bit;
} frame_name[] = {
    {"quote", ENT_FRAME_QUOTE}, {"clause", ENT_FRAME_CLAUSE},
    {"inf", ENT_FRAME_INF},     {"ing", ENT_FRAME_ING},
    {"comp", ENT_FRAME_COMP},   {"as", ENT_FRAME_AS},
    {"obj", ENT_FRAME_OBJ},     {"bare", ENT_FRAME_BARE},
    {"whom", ENT_FRAME_WHOM},   {"forwhom", ENT_FRAME_FORWHOM},
    {"actor", ENT_FRAME_ACTOR},
};

typedef struct slot {
    ent_str word;
    uint32_t first, n; /* rows of cue; or the attitude and 1 */
} slot;

typedef struct hash {
    slot *slot;
    size_t mask;
} hash;

struct ent_cues {
    ent_cue *cue;
    size_t n;
    hash of[ENT_N_CUE_POS], attitude;
};

static slot *slot_at(const hash *h, ent_str word) {
    size_t i = ent_i_hash(word) & h->mask;
    while (h->slot[i].n && !ent_i_eq(h->slot[i].word, word))
        i = (i + 1) & h->mask;
    return &h->slot[i];
}

const ent_cue *ent_i_cue_find(const ent_cues *cues, ent_cue_pos pos,
                              ent_str word, size_t *n) {
    const slot *s = slot_at(&cues->of[pos], word);
    *n = s->n;
    return s->n ? cues->cue + s->first : NULL;
}

ent_attitude ent_i_attitude(const ent_cues *cues, ent_str word) {
    const slot *s = slot_at(&cues->attitude, word);
    return s->n ? (ent_attitude)s->first : ENT_ATTITUDE_NONE;
}

int ent_i_cue_side(ent_cue_class cls) {
    return class_side[cls];
}

/* ---- rows */

typedef struct table {
    ent_ctx *ctx;
    ent_arena *arena;
    const char *file;
    ent_str rest;
    uint32_t line;
    ent_str cell[5];
    size_t n; /* columns */
} table;

static ent_err fault(const table *t, const char *why, ent_str what) {
    ent_place at = {ent_i_str(t->file), t->line, 0};
    return ENT_FAIL_AT(t->ctx, ENT_SYNTAX, at,
                       "%s: \"%.*s\"; see the head of "
                       "the file for what is known",
                       why, ENT_P(what));
}

static bool take_cells(table *t, ent_str line) {
    for (size_t i = 0; i < t->n; i++) {
        t->cell[i] = ent_i_cut(&line, '\t');
        if (!t->cell[i].n)
            return false;
    }
    return !line.s;
}

/* The next row below the header line; *more is cleared at the end. */
static ent_err next(table *t, bool *more) {
    ent_str line = {0};
    bool header = t->line == 0;
    *more = false;
    while (t->rest.n) {
        line = ent_i_cut(&t->rest, '\n');
        t->line++;
        if (ent_i_starts(line, "#"))
            continue;
        if (!take_cells(t, line))
            return fault(t, "a row with a cell too many or too few", line);
        if (!header) {
            *more = true;
            return ENT_OK;
        }
        header = false;
    }
    return ENT_OK;
}

static ent_err choose(const table *t, ent_str text, const char *const *names,
                      uint8_t *out) {
    for (uint8_t i = 0; names[i]; i++)
        if (ent_i_eqz(text, names[i])) {
            *out = i;
            return ENT_OK;
        }
    return fault(t, "not known", text);
}

static ent_err read_frame(const table *t, ent_str list, uint32_t *out) {
    enum { N = sizeof frame_name / sizeof *frame_name };
    while (list.n) {
        ent_str name = ent_i_cut(&list, ',');
        uint32_t bit = 0;
        for (size_t i = 0; i < N; i++)
            if (ent_i_eqz(name, frame_name[i].name))
                bit = frame_name[i].bit;
        for (size_t i = 0; !bit && ent_i_cue_preps[i]; i++)
            if (ent_i_eqz(name, ent_i_cue_preps[i]))
                bit = (uint32_t)ENT_FRAME_PREP << i;
        if (!bit)
            return fault(t, "not known", name);
        *out |= bit;
    }
    return ENT_OK;
}

static ent_err read_cue(const table *t, ent_cue *c) {
    static const char *const classes[ENT_N_CUE_CLASSES + 1] = {
#define ENT_X(name, text, side) text,
        ENT_CUE_CLASS_LIST(ENT_X)
#undef ENT_X
    };
    uint8_t mode = 0;
    c->more = t->cell[0];
    c->word = ent_i_cut(&c->more, ' ');
    ENT_TRY(choose(t, t->cell[1], pos_name, &c->pos));
    ENT_TRY(choose(t, t->cell[2], classes, &c->cls));
    ENT_TRY(choose(t, t->cell[3], mode_name, &mode));
    ENT_TRY(read_frame(t, t->cell[4], &c->frame));
    c->belief = mode == 1;
    c->rule = ent_i_printf(t->arena, "%s:%u", t->file, t->line);
    return c->rule.s ? ENT_OK : ENT_NOMEM_FAIL(t->ctx);
}

/* ---- tables */

static size_t count_lines(ent_str text) {
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.s[i] == '\n';
    return n;
}

static ent_err new_hash(const table *t, size_t rows, hash *h) {
    size_t size = 16;
    while (size < 2 * rows)
        size *= 2;
    h->mask = size - 1;
    h->slot = ENT_NEW(t->arena, size, slot);
    return h->slot ? ENT_OK : ENT_NOMEM_FAIL(t->ctx);
}

/* Rows are grouped by kind and first word, however the file sorts them. */
static int by_kind(const ent_cue *a, const ent_cue *b) {
    return a->pos != b->pos ? a->pos - b->pos : ent_i_cmp(a->word, b->word);
}

/* Sorted files need few steps; the order of equal rows is kept. */
static void sort_cues(ent_cue *c, size_t n, ent_cue *scratch) {
    if (n < 2)
        return;
    size_t half = n / 2, i = 0, k = half;
    sort_cues(c, half, scratch);
    sort_cues(c + half, n - half, scratch);
    for (size_t out = 0; out < n; out++)
        scratch[out] = k == n || (i < half && by_kind(&c[i], &c[k]) <= 0)
                           ? c[i++]
                           : c[k++];
    memcpy(c, scratch, n * sizeof *c);
}

static ent_err index_cues(table *t, ent_cues *cues) {
    ent_cue *scratch = ENT_NEW(t->ctx->temp, cues->n + 1, ent_cue);
    if (!scratch)
        return ENT_NOMEM_FAIL(t->ctx);
    sort_cues(cues->cue, cues->n, scratch);
    for (size_t i = 0; i < cues->n; i++) {
        slot *s = slot_at(&cues->of[cues->cue[i].pos], cues->cue[i].word);
        if (!s->n)
            *s = (slot){cues->cue[i].word, (uint32_t)i, 0};
        s->n++;
    }
    return ENT_OK;
}

static ent_err read_cues(table *t, ent_cues *cues) {
    size_t most = count_lines(t->rest);
    bool more;
    cues->cue = ENT_NEW(t->arena, most, ent_cue);
    if (!cues->cue)
        return ENT_NOMEM_FAIL(t->ctx);
    for (int i = 0; i < ENT_N_CUE_POS; i++)
        ENT_TRY(new_hash(t, most, &cues->of[i]));
    for (;;) {
        ENT_TRY(next(t, &more));
        if (!more)
            return index_cues(t, cues);
        ENT_TRY(read_cue(t, &cues->cue[cues->n++]));
    }
}

static ent_err read_attitudes(table *t, ent_cues *cues) {
    bool more;
    ENT_TRY(new_hash(t, count_lines(t->rest), &cues->attitude));
    for (;;) {
        uint8_t kind = 0;
        ENT_TRY(next(t, &more));
        if (!more)
            return ENT_OK;
        ENT_TRY(choose(t, t->cell[1], attitude_name, &kind));
        slot *s = slot_at(&cues->attitude, t->cell[0]);
        if (s->n)
            return fault(t, "stands here twice", t->cell[0]);
        *s = (slot){t->cell[0], kind, 1};
    }
}

ent_err ent_i_cues_new(ent_ctx *ctx, ent_arena *arena, ent_str cue,
                       ent_str attitude, const ent_cues **out) {
    ent_cues *cues = ENT_NEW(arena, 1, ent_cues);
    if (!cues)
        return ENT_NOMEM_FAIL(ctx);
    table t = {.ctx = ctx, .arena = arena};
    t.file = "cues.tsv", t.rest = cue, t.n = 5;
    ENT_TRY(read_cues(&t, cues));
    t.file = "attitude.tsv", t.rest = attitude, t.line = 0, t.n = 2;
    ENT_TRY(read_attitudes(&t, cues));
    *out = cues;
    return ENT_OK;
}
