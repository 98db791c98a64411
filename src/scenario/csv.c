/* csv.c - a table of stances, RFC 4180, through libcsv.
 *
 * libcsv does not say where a cell stands, so it is fed byte by byte and the
 * line and column of the next cell's first byte are kept here; line breaks
 * inside quotes count as the lines they are.  Lines that begin with '#' are
 * remarks. */
#include "scenario/scenario.h"
#include <csv.h>

enum { CELLS_MAX = 64 };

typedef struct table {
    ent_reader *r;
    ent_vec *rows;
    ent_str file;
    uint32_t line, column; /* of the byte at hand */
    ent_place cell_at;     /* of the cell being read */
    bool cell_open;        /* has its first byte been seen? */
    bool row_begins;       /* nothing of a row has been seen yet */
    const ent_node *cell[CELLS_MAX];
    uint32_t n_cells;
    uint32_t to_column[CELLS_MAX]; /* from place in the row */
    uint32_t n_header;             /* 0: the header is still to come */
    bool deaf;                     /* the header is wrong: stop there */
    ent_err e;                     /* what ends the reading */
} table;

#define ENT_X(upper, lower) #lower,
const char *const ent_i_columns[] = {ENT_COLUMN_LIST(ENT_X) NULL};
#undef ENT_X

static void on_cell(void *bytes, size_t n, void *user) {
    table *t = user;
    ent_ctx *ctx = t->r->ctx;
    t->cell_open = false;
    if (t->e || t->n_cells == CELLS_MAX)
        return;
    ent_node *node = ENT_NEW(ctx->temp, 1, ent_node);
    ent_str text = ent_i_trim(ent_i_dup(ctx->keep, (ent_str){bytes, n}));
    if (!node || !text.s) {
        t->e = ENT_NOMEM_FAIL(ctx);
        return;
    }
    *node = (ent_node){.text = text, .at = t->cell_at, .weight = 1};
    t->cell[t->n_cells++] = node;
}

static bool has_column(const table *t, uint32_t column) {
    for (uint32_t i = 0; i < t->n_header; i++)
        if (t->to_column[i] == column)
            return true;
    return false;
}

static ent_err read_heading(table *t, uint32_t i) {
    const ent_node *cell = t->cell[i];
    ent_str names[ENT_COLUMNS];
    for (uint32_t c = 0; c < ENT_COLUMNS; c++) {
        names[c] = ent_i_str(ent_i_columns[c]);
        if (!ent_i_eq(names[c], cell->text))
            continue;
        if (has_column(t, c))
            return ent_i_find(t->r, ENT_NAME, cell->at,
                              "the column '%s' stands here twice; keep one",
                              ent_i_columns[c]);
        t->to_column[i] = c;
        return ENT_OK;
    }
    return ent_i_find(
        t->r, ENT_NAME, cell->at, "a table of stances has no column '%.*s'%s",
        ENT_P(ent_i_clip(cell->text)),
        ent_i_hint(t->r->ctx->temp, cell->text, names, ENT_COLUMNS));
}

/* Names the columns that a table cannot do without and that are not there. */
static ent_err check_columns(table *t) {
    static const uint32_t need[] = {ENT_COLUMN_ISSUE, ENT_COLUMN_ACTOR,
                                    ENT_COLUMN_POSITION, ENT_COLUMN_SALIENCE};
    ent_str missing = {0};
    for (size_t i = 0; i < sizeof need / sizeof *need; i++)
        if (!has_column(t, need[i]))
            missing =
                ent_i_printf(t->r->ctx->temp, "%.*s%s'%s'", ENT_P(missing),
                             missing.n ? ", " : "", ent_i_columns[need[i]]);
    t->deaf = missing.n;
    if (!missing.n)
        return ENT_OK;
    return ent_i_find(t->r, ENT_SHAPE, t->cell[0]->at,
                      "the table has no column %.*s; its first line names the "
                      "columns: issue,actor,lens,position,salience,leverage,"
                      "evidence,confidence,note,coder",
                      ENT_P(missing));
}

static ent_err read_header(table *t) {
    ent_str first = t->cell[0]->text;
    if (t->n_cells == 1 && memchr(first.s, ';', first.n)) {
        t->deaf = true;
        return ent_i_find(t->r, ENT_SHAPE, t->cell[0]->at,
                          "semicolons separate the cells of this table; save "
                          "it with commas");
    }
    for (uint32_t i = 0; i < t->n_cells; i++) {
        t->to_column[i] = ENT_NONE;
        t->n_header = i + 1;
        ENT_TRY(read_heading(t, i));
    }
    return check_columns(t);
}

static ent_err read_row(table *t) {
    if (t->n_cells != t->n_header)
        return ent_i_find(t->r, ENT_SHAPE, t->cell[0]->at,
                          "this row has %u cells, the header has %u; quote "
                          "cells that hold a comma",
                          t->n_cells, t->n_header);
    ent_row *row = ENT_PUSH(t->r->ctx->temp, t->rows, ent_row);
    if (!row)
        return ENT_NOMEM_FAIL(t->r->ctx);
    row->at = t->cell[0]->at;
    for (uint32_t i = 0; i < t->n_cells; i++)
        if (t->to_column[i] != ENT_NONE && t->cell[i]->text.n)
            row->cell[t->to_column[i]] = t->cell[i];
    return ENT_OK;
}

static void on_row(int end, void *user) {
    table *t = user;
    (void)end;
    if (!t->e && t->n_cells)
        t->e = t->n_header ? read_row(t) : read_header(t);
    t->n_cells = 0;
    t->row_begins = true;
}

/* Moves the place behind one byte; a character counts at its first byte. */
static void advance(table *t, char c) {
    if (c == '\n') {
        t->line++;
        t->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        t->column++;
    }
}

static ent_err fail_csv(table *t, struct csv_parser *p, const char *why) {
    if (t->e)
        return t->e;
    return csv_error(p) == CSV_EPARSE
               ? ent_i_find(t->r, ENT_SYNTAX, t->cell_at, "%s", why)
               : ENT_NOMEM_FAIL(t->r->ctx);
}

/* Sees a byte before libcsv does; is it part of a remark? */
static bool in_remark(table *t, char c, bool remark) {
    bool line_end = c == '\n' || c == '\r';
    if (remark || (t->row_begins && c == '#'))
        return !line_end;
    if (t->row_begins && (line_end || c == ' ' || c == '\t'))
        return false;
    t->row_begins = false;
    if (!t->cell_open && c != ' ' && c != '\t') {
        t->cell_at = (ent_place){t->file, t->line, t->column};
        t->cell_open = true;
    }
    return false;
}

static ent_err feed(table *t, struct csv_parser *p, ent_str bytes) {
    bool remark = false;
    for (size_t i = 0; i < bytes.n && !t->e && !t->deaf; i++) {
        remark = in_remark(t, bytes.s[i], remark);
        advance(t, bytes.s[i]);
        if (!remark && csv_parse(p, bytes.s + i, 1, on_cell, on_row, t) != 1)
            return fail_csv(t, p,
                            "a quote stands inside this cell; write it twice "
                            "and quote the whole cell");
    }
    if (t->deaf)
        return t->e;
    if (t->e || csv_fini(p, on_cell, on_row, t))
        return fail_csv(t, p,
                        "this quoted cell does not end; close it with \"");
    return t->e;
}

static ent_err read_table(ent_reader *r, ent_str file, ent_str bytes,
                          ent_vec *rows) {
    table t = {.r = r, .rows = rows, .file = file, .line = 1, .column = 1};
    t.row_begins = true;
    struct csv_parser p;
    size_t bad;
    if (ent_i_starts(bytes, "\xEF\xBB\xBF"))
        bytes = (ent_str){bytes.s + 3, bytes.n - 3};
    if ((bad = ent_i_utf8_bad(bytes)) < bytes.n) {
        for (size_t i = 0; i < bad; i++)
            advance(&t, bytes.s[i]);
        return ent_i_find(r, ENT_ENCODING, (ent_place){file, t.line, t.column},
                          "the table is not UTF-8 here; save it as UTF-8");
    }
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI))
        return ENT_NOMEM_FAIL(r->ctx);
    csv_set_realloc_func(&p, ent_i_realloc);
    csv_set_free_func(&p, ent_i_free);
    ent_err e = feed(&t, &p, bytes);
    csv_free(&p);
    if (!e && !t.n_header && !t.deaf)
        e = ent_i_find(r, ENT_SHAPE, (ent_place){.file = file},
                       "the table is empty; its first line names the columns");
    return e;
}

ent_err ent_i_csv_read(ent_reader *r, ent_str file, ent_str bytes,
                       ent_vec *rows) {
    uint32_t errors = r->n_errors;
    ent_err e = read_table(r, file, bytes, rows);
    r->partial |= r->n_errors > errors;
    return e;
}
