/* frames.c - reads the dictionaries of events and finds the frames of a lemma.
 *
 * All rows become one array sorted by kind, lemma and how much a frame asks
 * for; a hash table leads to the first of each lemma. */
#include "read/frames.h"
#include "read/inflect.h"
#include <stdlib.h>

enum { MAX_COLUMNS = 8, MAX_CLASSES = 64 };

typedef struct slot {
    uint32_t first, n; /* rows of frame; n 0: empty */
} slot;

struct ent_frames {
    ent_frame *frame;
    size_t n, mask;
    slot *slot;
    ent_str class_name[MAX_CLASSES];
    size_t n_classes;
    ent_inflect *inflect;
};

typedef struct builder {
    ent_ctx *ctx;
    ent_arena *arena;
    ent_vec frame; /* in ctx->temp */
    ent_str class_name[MAX_CLASSES];
    size_t n_classes;
    ent_str file, rest, cell[MAX_COLUMNS];
    size_t n_columns;
    uint32_t line;
} builder;

static ent_err wrong(builder *b, const char *why, ent_str what) {
    ent_place at = {b->file, b->line, 0};
    return ENT_FAIL_AT(b->ctx, ENT_SYNTAX, at,
                       "%s: \"%.*s\"; the head of the file says what a row "
                       "holds",
                       why, (int)(what.n > 120 ? 120 : what.n),
                       what.s ? what.s : "");
}

/* ---- rows */

static size_t split(ent_str line, ent_str *cell) {
    size_t n = 0;
    for (; line.s && n < MAX_COLUMNS; n++)
        cell[n] = ent_i_cut(&line, '\t');
    return line.s ? MAX_COLUMNS + 1 : n;
}

static ent_err open_file(builder *b, const ent_frame_file *f, size_t columns) {
    b->file = ent_i_path_base(ent_i_str(f->name));
    b->rest = f->bytes;
    b->line = 0;
    b->n_columns = columns;
    while (b->rest.n) {
        ent_str line = ent_i_cut(&b->rest, '\n');
        b->line++;
        if (!ent_i_starts(line, "#"))
            return split(line, b->cell) == columns
                       ? ENT_OK
                       : wrong(b, "a header line that does not fit", line);
    }
    return wrong(b, "a dictionary without a header line", b->file);
}

static ent_err next_row(builder *b, bool *more) {
    *more = b->rest.n > 0;
    if (!*more)
        return ENT_OK;
    ent_str line = ent_i_cut(&b->rest, '\n');
    b->line++;
    if (split(line, b->cell) != b->n_columns)
        return wrong(b, "a row that does not fit its header", line);
    for (size_t i = 0; i < b->n_columns; i++)
        if (!b->cell[i].n)
            return wrong(b, "an empty cell", line);
    return ENT_OK;
}

static ent_err new_frame(builder *b, ent_frame **out) {
    ent_frame *f = ENT_PUSH(b->ctx->temp, &b->frame, ent_frame);
    if (!f)
        return ENT_NOMEM_FAIL(b->ctx);
    f->rule = ent_i_printf(b->arena, "%.*s:%u", ENT_P(b->file), b->line);
    *out = f;
    return f->rule.s ? ENT_OK : ENT_NOMEM_FAIL(b->ctx);
}

/* ---- cells */

/* The number of a class, or MAX_CLASSES when `add` is false and it is not
 * known, or when there are too many. */
static size_t class_row(builder *b, ent_str name, bool add) {
    for (size_t i = 0; i < b->n_classes; i++)
        if (ent_i_eq(b->class_name[i], name))
            return i;
    if (!add || b->n_classes == MAX_CLASSES)
        return MAX_CLASSES;
    b->class_name[b->n_classes] = name;
    return b->n_classes++;
}

static ent_err read_part(builder *b, ent_str s, ent_frame *f) {
    if (f->n_parts == ENT_FRAME_PARTS)
        return wrong(b, "a frame of too many parts", s);
    ent_part *p = &f->part[f->n_parts++];
    *p = (ent_part){.kind = ENT_PART_WORD, .text = s};
    if (s.s[0] == '=' || s.s[0] == '+') {
        p->kind = s.s[0] == '=' ? ENT_PART_NOUN : ENT_PART_CLASS;
        p->text = (ent_str){s.s + 1, s.n - 1};
    }
    if (!p->text.n)
        return wrong(b, "a part without a word", s);
    if (p->kind == ENT_PART_CLASS) {
        size_t row = class_row(b, p->text, false);
        if (row == MAX_CLASSES)
            return wrong(b, "a class that no noun in nominals.tsv has", s);
        p->classes = (uint64_t)1 << row;
    }
    return ENT_OK;
}

/* "withdraw from +pact": the lemma first. */
static ent_err read_pattern(builder *b, ent_str s, ent_frame *f) {
    f->lemma = ent_i_cut(&s, ' ');
    if (!f->lemma.n)
        return wrong(b, "a frame without a lemma", b->cell[0]);
    while (s.s) {
        ent_str part = ent_i_cut(&s, ' ');
        if (!part.n)
            return wrong(b, "a stray blank", b->cell[0]);
        ENT_TRY(read_part(b, part, f));
    }
    return ENT_OK;
}

/* "air strike": the lemma last. */
static ent_err read_compound(builder *b, ent_str s, ent_frame *f) {
    while (s.s) {
        ent_str word = ent_i_cut(&s, ' ');
        if (!word.n)
            return wrong(b, "a stray blank", b->cell[0]);
        if (s.s) {
            if (word.s[0] == '=' || word.s[0] == '+')
                return wrong(b, "no noun", b->cell[0]);
            ENT_TRY(read_part(b, word, f));
        } else {
            f->lemma = word;
        }
    }
    return ENT_OK;
}

static ent_err read_slots(builder *b, ent_str list, ent_str *to, uint8_t *n) {
    if (!list.n)
        return wrong(b, "roles are written source>target", b->cell[0]);
    *n = 0;
    if (ent_i_eqz(list, "-"))
        return ENT_OK;
    while (list.s) {
        ent_str one = ent_i_cut(&list, '|');
        if (!one.n || *n == ENT_FRAME_SLOTS)
            return wrong(b, "an empty role, or too many", b->cell[0]);
        to[(*n)++] = one;
    }
    return ENT_OK;
}

static ent_err read_roles(builder *b, ent_str s, ent_frame *f) {
    ent_str target = s, source = ent_i_cut(&target, '>');
    f->reciprocal = !target.s;
    if (f->reciprocal) {
        target = s;
        source = ent_i_cut(&target, '=');
    }
    ENT_TRY(read_slots(b, source, f->source, &f->n_source));
    return read_slots(b, target, f->target, &f->n_target);
}

static ent_err read_category(builder *b, ent_str category, ent_str cameo,
                             ent_frame *f) {
    f->category = ent_i_plover(category);
    if (!f->category)
        return wrong(b, "no category", category);
    bool digits = cameo.n >= 2 && cameo.n <= 4;
    for (size_t i = 0; i < cameo.n; i++)
        digits = digits && cameo.s[i] >= '0' && cameo.s[i] <= '9';
    if (!digits)
        return wrong(b, "no CAMEO code", cameo);
    f->cameo = cameo;
    return ENT_OK;
}

static ent_err read_bits(builder *b, ent_str list, const char *const *name,
                         size_t n, uint32_t *out) {
    while (list.s) {
        ent_str one = ent_i_cut(&list, '|');
        size_t i = 0;
        while (i < n && !ent_i_eqz(one, name[i]))
            i++;
        if (i == n)
            return wrong(b, "no such class", one);
        *out |= 1u << i;
    }
    return ENT_OK;
}

/* ---- one row of each file */

static ent_err add_verb(builder *b) {
    ent_frame *f;
    ENT_TRY(new_frame(b, &f));
    f->kind = ENT_FRAME_VERB;
    ENT_TRY(read_pattern(b, b->cell[0], f));
    ENT_TRY(read_roles(b, b->cell[1], f));
    return read_category(b, b->cell[2], b->cell[3], f);
}

static ent_err add_noun(builder *b) {
    ent_frame *f;
    ENT_TRY(new_frame(b, &f));
    f->kind = ENT_FRAME_NOUN;
    ENT_TRY(read_compound(b, b->cell[0], f));
    for (ent_str list = b->cell[1]; list.s;) {
        ent_str one = ent_i_cut(&list, '|');
        size_t row = class_row(b, one, true);
        if (row == MAX_CLASSES)
            return wrong(b, "more than 64 classes of nouns", one);
        if (!ent_i_eqz(one, "-"))
            f->classes |= (uint64_t)1 << row;
    }
    if (ent_i_eqz(b->cell[2], "-"))
        return ENT_OK;
    ENT_TRY(read_roles(b, b->cell[4], f));
    return read_category(b, b->cell[2], b->cell[3], f);
}

static const char *const outer_name[] = {
#define ENT_X(name, text) text,
    ENT_OUTER_LIST(ENT_X)
#undef ENT_X
};
static const char *const modal_name[] = {
#define ENT_X(name, text) text,
    ENT_MODAL_LIST(ENT_X)
#undef ENT_X
};

static ent_err add_outer(builder *b) {
    static const char mark[] = "vna";
    ent_frame *f;
    ent_str s = b->cell[0];
    const char *at = s.n > 2 && s.s[1] == ':' ? strchr(mark, s.s[0]) : NULL;
    if (!at)
        return wrong(b, "v:, n: or a: is wanted", s);
    ENT_TRY(new_frame(b, &f));
    f->kind = (ent_frame_kind)(ENT_FRAME_OUTER_VERB + (at - mark));
    ENT_TRY(read_pattern(b, (ent_str){s.s + 2, s.n - 2}, f));
    return read_bits(b, b->cell[1], outer_name, ENT_N_OUTER, &f->bits);
}

static ent_err add_modal(builder *b) {
    ent_frame *f;
    ENT_TRY(new_frame(b, &f));
    f->kind = ENT_FRAME_MODAL;
    f->lemma = b->cell[0];
    return read_bits(b, b->cell[1], modal_name, ENT_N_MODAL, &f->bits);
}

/* A form waits as a frame, its lemma as cameo, until all are counted. */
static ent_err add_form(builder *b) {
    ent_frame *f;
    ENT_TRY(new_frame(b, &f));
    f->kind = ENT_FRAME_FORM;
    f->lemma = b->cell[0];
    f->cameo = b->cell[1];
    return ENT_OK;
}

static ent_err gather(builder *b, const ent_frame_file *file) {
    /* Nouns first: frames of verbs ask for their classes. */
    static const struct {
        size_t row, columns;
        ent_err (*add)(builder *b);
    } step[ENT_N_FRAME_FILES] = {{1, 5, add_noun},
                                 {0, 4, add_verb},
                                 {2, 2, add_outer},
                                 {3, 2, add_modal},
                                 {4, 2, add_form}};
    for (size_t i = 0; i < ENT_N_FRAME_FILES; i++) {
        bool more = true;
        ENT_TRY(open_file(b, &file[step[i].row], step[i].columns));
        for (;;) {
            ENT_TRY(next_row(b, &more));
            if (!more)
                break;
            ENT_TRY(step[i].add(b));
        }
    }
    return ENT_OK;
}

/* ---- the table */

static int by_lemma(const void *pa, const void *pb) {
    const ent_frame *a = pa, *b = pb;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int c = ent_i_cmp(a->lemma, b->lemma);
    if (c)
        return c;
    if (a->n_parts != b->n_parts)
        return a->n_parts > b->n_parts ? -1 : 1;
    for (uint8_t i = 0; i < a->n_parts; i++) {
        if (a->part[i].kind != b->part[i].kind)
            return a->part[i].kind == ENT_PART_NOUN ? -1 : 1;
        c = ent_i_cmp(a->part[i].text, b->part[i].text);
        if (c)
            return c;
    }
    return 0;
}

static bool same_lemma(const ent_frame *a, const ent_frame *b) {
    return a->kind == b->kind && ent_i_eq(a->lemma, b->lemma);
}

static slot *slot_of(const ent_frames *f, ent_frame_kind kind, ent_str lemma) {
    uint64_t h = (ent_i_hash(lemma) ^ kind) * 0x9E3779B97F4A7C15u;
    for (size_t i = h >> 32 & f->mask;; i = (i + 1) & f->mask) {
        slot *s = &f->slot[i];
        const ent_frame *first = &f->frame[s->first];
        if (!s->n || (first->kind == kind && ent_i_eq(first->lemma, lemma)))
            return s;
    }
}

static ent_err build_table(builder *b, ent_frames *out) {
    size_t size = 2;
    out->n = b->frame.n;
    while (size < 2 * out->n + 2)
        size *= 2;
    out->mask = size - 1;
    out->slot = ENT_NEW(b->arena, size, slot);
    out->frame = ENT_NEW(b->arena, out->n + 1, ent_frame);
    if (!out->slot || !out->frame)
        return ENT_NOMEM_FAIL(b->ctx);
    if (out->n)
        memcpy(out->frame, b->frame.at, out->n * sizeof *out->frame);
    qsort(out->frame, out->n, sizeof *out->frame, by_lemma);
    for (size_t i = 0, k; i < out->n; i = k) {
        for (k = i + 1;
             k < out->n && same_lemma(&out->frame[i], &out->frame[k]); k++)
            if (!by_lemma(&out->frame[k - 1], &out->frame[k]))
                return ENT_FAIL(b->ctx, ENT_SYNTAX,
                                "%.*s and %.*s hold the same frame; drop one",
                                ENT_P(out->frame[k - 1].rule),
                                ENT_P(out->frame[k].rule));
        *slot_of(out, out->frame[i].kind, out->frame[i].lemma) =
            (slot){(uint32_t)i, (uint32_t)(k - i)};
    }
    return ENT_OK;
}

/* Irregular forms first: the first lemma of a form stays. */
static ent_err build_forms(builder *b, ent_frames *out) {
    enum { FORMS = 7 };
    ENT_TRY(ent_i_inflect_new(b->ctx, b->arena, FORMS * out->n, &out->inflect));
    for (size_t i = 0; i < out->n; i++) {
        const ent_frame *f = &out->frame[i];
        if (f->kind == ENT_FRAME_FORM)
            ENT_TRY(ent_i_inflect_add(b->ctx, b->arena, out->inflect, f->lemma,
                                      f->cameo));
    }
    for (size_t i = 0; i < out->n; i++) {
        const ent_frame *f = &out->frame[i];
        bool verb =
            f->kind == ENT_FRAME_VERB || f->kind == ENT_FRAME_OUTER_VERB;
        if (verb && (!i || !same_lemma(f, f - 1)))
            ENT_TRY(ent_i_inflect_regular(b->ctx, b->arena, out->inflect,
                                          f->lemma));
    }
    return ENT_OK;
}

ent_err ent_i_frames_new(ent_ctx *ctx, ent_arena *arena,
                         const ent_frame_file *file, ent_frames **out) {
    static const char *const name[ENT_N_FRAME_FILES] = {
        "data/verbs.tsv", "data/nominals.tsv", "data/outer.tsv",
        "data/modality.tsv", "data/irregular.tsv"};
    ent_frame_file own[ENT_N_FRAME_FILES];
    for (size_t i = 0; i < ENT_N_FRAME_FILES && !file; i++)
        own[i] = (ent_frame_file){name[i], ent_i_asset(ent_i_data, name[i])};
    builder b = {.ctx = ctx, .arena = arena};
    ent_frames *f = ENT_NEW(arena, 1, ent_frames);
    if (!f)
        return ENT_NOMEM_FAIL(ctx);
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_err e = gather(&b, file ? file : own);
    if (!e)
        e = build_table(&b, f);
    if (!e)
        e = build_forms(&b, f);
    memcpy(f->class_name, b.class_name, sizeof b.class_name);
    f->n_classes = b.n_classes;
    ent_i_arena_release(ctx->temp, mark);
    *out = e ? NULL : f;
    return e;
}

const ent_frame *ent_i_frames_of(const ent_frames *f, ent_frame_kind kind,
                                 ent_str lemma, size_t *n) {
    const slot *s = slot_of(f, kind, lemma);
    *n = s->n;
    return s->n ? &f->frame[s->first] : NULL;
}

ent_str ent_i_frames_lemma(const ent_frames *f, ent_str form) {
    return ent_i_inflect_lemma(f->inflect, form);
}

uint64_t ent_i_frames_class(const ent_frames *f, const char *name) {
    for (size_t i = 0; i < f->n_classes; i++)
        if (ent_i_eqz(f->class_name[i], name))
            return (uint64_t)1 << i;
    return 0;
}

uint32_t ent_i_frames_modal(const ent_frames *f, ent_str word) {
    const slot *s = slot_of(f, ENT_FRAME_MODAL, word);
    return s->n ? f->frame[s->first].bits : 0;
}
