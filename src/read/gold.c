/* gold.c - tables of annotations: columns by their names, one row an item.
 *
 * The order of columns is free and those that are not known are passed over,
 * so that annotators may keep notes beside their work. */
#include "read/evaluate.h"

enum { MAX_CELLS = 64 };

const char *const ent_i_gold_name[ENT_GOLD_KINDS] = {
#define ENT_X(name, word, file) word,
    ENT_GOLD_LIST(ENT_X)
#undef ENT_X
};

static const char *const file_name[ENT_GOLD_KINDS] = {
#define ENT_X(name, word, file) file,
    ENT_GOLD_LIST(ENT_X)
#undef ENT_X
};

/* How a cell is read. */
typedef enum cell_kind {
    CELL_TEXT,
    CELL_DOC,   /* a document's name */
    CELL_UINT,  /* 0.. */
    CELL_COUNT, /* 1.. */
    CELL_FLAG,  /* 0, 1 */
    CELL_SIGN,  /* pos, neg */
    CELL_CORE,  /* core, ref */
    CELL_STANCE /* +, -, 0 or blank */
} cell_kind;

typedef struct column {
    const char *name;
    size_t at; /* in ent_item */
    cell_kind kind;
} column;

#define AT(field) offsetof(ent_item, field)
#define PLACE                        \
    {"doc", AT(doc), CELL_DOC}, {    \
        "para", AT(para), CELL_COUNT \
    }
#define IN_SENTENCE                  \
    PLACE, {                         \
        "sent", AT(sent), CELL_COUNT \
    }
#define BYTES                                  \
    {"byte_start", AT(at.start), CELL_UINT}, { \
        "byte_end", AT(at.end), CELL_UINT      \
    }

static const column columns[ENT_GOLD_KINDS][16] = {
    [ENT_GOLD_SENTENCE] = {IN_SENTENCE, BYTES},
    [ENT_GOLD_PARAGRAPH] = {PLACE, BYTES, {"kind", AT(type), CELL_TEXT}},
    [ENT_GOLD_CITATION] = {IN_SENTENCE,
                           {"byte_start", AT(at.start), CELL_UINT},
                           {"surface", AT(text), CELL_TEXT},
                           {"source", AT(what), CELL_TEXT},
                           {"date", AT(when), CELL_TEXT},
                           {"kind", AT(type), CELL_TEXT}},
    [ENT_GOLD_DATE] = {IN_SENTENCE,
                       {"byte_start", AT(at.start), CELL_UINT},
                       {"expression", AT(text), CELL_TEXT},
                       {"iso", AT(what), CELL_TEXT},
                       {"kind", AT(type), CELL_TEXT}},
    [ENT_GOLD_MENTION] = {IN_SENTENCE,
                          BYTES,
                          {"surface", AT(text), CELL_TEXT},
                          {"code", AT(what), CELL_TEXT},
                          {"type", AT(type), CELL_TEXT}},
    [ENT_GOLD_EVENT] = {IN_SENTENCE,
                        BYTES,
                        {"trigger", AT(text), CELL_TEXT},
                        {"source", AT(from), CELL_TEXT},
                        {"category", AT(what), CELL_TEXT},
                        {"target", AT(to), CELL_TEXT},
                        {"polarity", AT(negated), CELL_SIGN},
                        {"factuality", AT(factuality), CELL_TEXT},
                        {"anchor", AT(core), CELL_CORE},
                        {"reciprocal", AT(reciprocal), CELL_FLAG},
                        {"hedged", AT(hedged), CELL_FLAG},
                        {"alt_category", AT(also), CELL_TEXT}},
    [ENT_GOLD_STATEMENT] = {IN_SENTENCE,
                            {"cue_byte_start", AT(at.start), CELL_UINT},
                            {"cue", AT(text), CELL_TEXT},
                            {"speaker", AT(from), CELL_TEXT},
                            {"addressee", AT(to), CELL_TEXT},
                            {"mode", AT(what), CELL_TEXT},
                            {"negated", AT(negated), CELL_FLAG},
                            {"issue", AT(issue), CELL_TEXT},
                            {"stance", AT(stance), CELL_STANCE}},
};

/* A table being read. */
typedef struct sheet {
    ent_ctx *ctx;
    ent_gold *gold;
    ent_gold_kind kind;
    ent_place at;
    int where[16]; /* cell of each known column */
    ent_str cell[MAX_CELLS];
    size_t n_cells;
    uint32_t last_doc; /* rows of one document mostly follow each other */
} sheet;

static size_t n_columns(ent_gold_kind kind) {
    size_t n = 0;
    while (columns[kind][n].name)
        n++;
    return n;
}

/* The character at which a cell begins, 1.. */
static uint32_t column_of(const sheet *s, size_t cell) {
    uint32_t n = 1;
    for (const char *c = s->cell[0].s; c < s->cell[cell].s; c++)
        n += (*c & 0xC0) != 0x80;
    return n;
}

static ent_err bad_cell(sheet *s, size_t i, const char *remedy) {
    size_t cell = (size_t)s->where[i];
    ent_str text = s->cell[cell];
    text.n = text.n < 60 ? text.n : 60;
    s->at.column = column_of(s, cell);
    return ENT_FAIL_AT(s->ctx, ENT_SYNTAX, s->at, "'%.*s' in column '%s'; %s",
                       ENT_P(text), columns[s->kind][i].name, remedy);
}

static ent_err cut_cells(sheet *s, ent_str line) {
    if (line.n && line.s[line.n - 1] == '\r')
        line.n--;
    for (s->n_cells = 0; line.s; s->n_cells++) {
        if (s->n_cells == MAX_CELLS)
            return ENT_FAIL_AT(s->ctx, ENT_LIMIT, s->at,
                               "more than %d columns; take some out",
                               MAX_CELLS);
        s->cell[s->n_cells] = ent_i_cut(&line, '\t');
    }
    return ENT_OK;
}

static ent_err read_head(sheet *s, ent_str line) {
    ENT_TRY(cut_cells(s, line));
    for (size_t i = 0; i < n_columns(s->kind); i++) {
        size_t k = 0;
        while (k < s->n_cells &&
               !ent_i_eqz(s->cell[k], columns[s->kind][i].name))
            k++;
        if (k == s->n_cells)
            return ENT_FAIL_AT(s->ctx, ENT_SYNTAX, s->at,
                               "there is no column '%s' in the first line; "
                               "columns are parted by tabs",
                               columns[s->kind][i].name);
        s->where[i] = (int)k;
    }
    return ENT_OK;
}

static ent_err find_doc(sheet *s, ent_str name, uint32_t *out) {
    const ent_str *known = s->gold->name.at;
    size_t n = s->gold->name.n;
    if (s->last_doc < n && ent_i_eq(known[s->last_doc], name)) {
        *out = s->last_doc;
        return ENT_OK;
    }
    for (*out = 0; *out < n && !ent_i_eq(known[*out], name);)
        ++*out;
    s->last_doc = *out;
    if (*out < n)
        return ENT_OK;
    ent_str *added = ENT_PUSH(s->ctx->keep, &s->gold->name, ent_str);
    ent_place *place = ENT_PUSH(s->ctx->keep, &s->gold->place, ent_place);
    if (!added || !place)
        return ENT_NOMEM_FAIL(s->ctx);
    *added = name;
    *place = s->at;
    return ENT_OK;
}

static ent_err read_number(sheet *s, size_t i, uint64_t least, uint64_t most,
                           uint32_t *out) {
    uint64_t x;
    if (!ent_i_uint(s->cell[s->where[i]], &x) || x < least || x > most)
        return bad_cell(s, i,
                        most == 1 ? "write 0 or 1" : "write a whole number");
    *out = (uint32_t)x;
    return ENT_OK;
}

static ent_err read_word(sheet *s, size_t i, const char *no, const char *yes,
                         bool *out) {
    ent_str cell = s->cell[s->where[i]];
    *out = ent_i_eqz(cell, yes);
    if (*out || ent_i_eqz(cell, no))
        return ENT_OK;
    return bad_cell(s, i,
                    *yes == 'n' ? "write pos or neg" : "write core or ref");
}

static ent_err read_stance(sheet *s, size_t i, ent_str *out) {
    *out = s->cell[s->where[i]];
    if (!out->n || (out->n == 1 && strchr("+-0", out->s[0])))
        return ENT_OK;
    return bad_cell(s, i, "write +, - or 0");
}

static ent_err read_cell(sheet *s, size_t i, ent_item *t) {
    const column *c = &columns[s->kind][i];
    ent_str cell = s->cell[s->where[i]];
    void *at = (char *)t + c->at;
    uint32_t flag = 0;
    switch (c->kind) {
    case CELL_TEXT:
        *(ent_str *)at = cell;
        return ENT_OK;
    case CELL_DOC:
        return cell.n ? find_doc(s, cell, at)
                      : bad_cell(s, i, "write the name of a document");
    case CELL_UINT:
        return read_number(s, i, 0, UINT32_MAX, at);
    case CELL_COUNT:
        return read_number(s, i, 1, UINT32_MAX, at);
    case CELL_FLAG:
        ENT_TRY(read_number(s, i, 0, 1, &flag));
        *(bool *)at = flag;
        return ENT_OK;
    case CELL_SIGN:
        return read_word(s, i, "pos", "neg", at);
    case CELL_CORE:
        return read_word(s, i, "ref", "core", at);
    default:
        return read_stance(s, i, at);
    }
}

/* Where the table gives words and no end, the words give it; a paragraph
 * that repeats another is body to a reader of one text. */
static ent_err complete(sheet *s, ent_item *t) {
    uint64_t end = (uint64_t)t->at.start + t->text.n;
    if (!t->at.end)
        t->at.end = end < UINT32_MAX ? (uint32_t)end : UINT32_MAX;
    if (s->kind == ENT_GOLD_PARAGRAPH && ent_i_starts(t->type, "body"))
        t->type = ENT_STR("body");
    if (t->at.end >= t->at.start)
        return ENT_OK;
    return ENT_FAIL_AT(s->ctx, ENT_SYNTAX, s->at,
                       "it ends at byte %u, before it begins at %u", t->at.end,
                       t->at.start);
}

static ent_err read_row(sheet *s, ent_str line) {
    ENT_TRY(cut_cells(s, line));
    ent_item *t = ENT_PUSH(s->ctx->keep, &s->gold->item[s->kind], ent_item);
    if (!t)
        return ENT_NOMEM_FAIL(s->ctx);
    t->line = s->at.line;
    for (size_t i = 0; i < n_columns(s->kind); i++) {
        if ((size_t)s->where[i] >= s->n_cells)
            return ENT_FAIL_AT(s->ctx, ENT_SYNTAX, s->at,
                               "the row has %zu cells and none for '%s'; "
                               "cells are parted by tabs",
                               s->n_cells, columns[s->kind][i].name);
        ENT_TRY(read_cell(s, i, t));
    }
    return complete(s, t);
}

static ent_err read_lines(sheet *s, ent_str rest) {
    size_t bad = ent_i_utf8_bad(rest);
    if (bad < rest.n)
        return ENT_FAIL_AT(s->ctx, ENT_ENCODING, s->at,
                           "byte %zu is not UTF-8; save the table as UTF-8",
                           bad);
    while (rest.n) {
        ent_str line = ent_i_cut(&rest, '\n');
        s->at.line++;
        s->at.column = 0;
        if (s->at.line == 1)
            ENT_TRY(read_head(s, line));
        else if (ent_i_trim(line).n)
            ENT_TRY(read_row(s, line));
    }
    if (s->at.line)
        return ENT_OK;
    return ENT_FAIL_AT(s->ctx, ENT_SYNTAX, s->at,
                       "the table is empty; its first line names its columns");
}

ent_err ent_gold_new(ent_ctx *ctx, ent_gold **out) {
    *out = ENT_NEW(ctx->keep, 1, ent_gold);
    return *out ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

ent_err ent_gold_read(ent_ctx *ctx, ent_gold *gold, ent_str path,
                      ent_str bytes) {
    ent_str name = ent_i_path_base(path);
    sheet s = {.ctx = ctx, .gold = gold, .at = {path, 0, 0}};
    while (s.kind < ENT_GOLD_KINDS && !ent_i_eqz(name, file_name[s.kind]))
        s.kind++;
    if (s.kind == ENT_GOLD_KINDS)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, s.at,
                           "no table of this name is measured; they are "
                           "sentences.tsv, paragraphs.tsv, citations.tsv, "
                           "dates.tsv, mentions.tsv, events.tsv and "
                           "statements.tsv");
    gold->file[s.kind] = path;
    return read_lines(&s, bytes);
}

void ent_gold_docs(const ent_gold *gold, const ent_str **name,
                   const ent_place **at, size_t *n) {
    *name = gold->name.at;
    *at = gold->place.at;
    *n = gold->name.n;
}
