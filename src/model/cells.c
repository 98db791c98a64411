/* cells.c - rows of cells after RFC 4180, with the place of every cell.
 *
 * The separator and the quote are the caller's: comma and double quote for
 * CSV, tabulator and apostrophe for DECIDE.  Blanks around a cell do not
 * count; a quoted cell may hold line ends. */
#include "model/table.h"

ent_rows ent_i_rows(ent_ctx *ctx, ent_str file, ent_str bytes, char sep,
                    char quote) {
    return (ent_rows){.ctx = ctx,
                      .file = file,
                      .bytes = bytes,
                      .sep = sep,
                      .quote = quote,
                      .line = 1,
                      .column = 1};
}

/* Counts characters up to where reading stands, each byte once. */
static uint32_t column(ent_rows *r) {
    for (; r->counted < r->at; r->counted++)
        r->column += ((unsigned char)r->bytes.s[r->counted] & 0xC0) != 0x80;
    return r->column;
}

static bool at_line_end(const ent_rows *r) {
    return r->at >= r->bytes.n || r->bytes.s[r->at] == '\n' ||
           r->bytes.s[r->at] == '\r';
}

/* Steps over "\n", "\r\n" or "\r". */
static void end_line(ent_rows *r) {
    if (r->at >= r->bytes.n)
        return;
    r->at += r->bytes.s[r->at] == '\r' && r->at + 1 < r->bytes.n &&
                     r->bytes.s[r->at + 1] == '\n'
                 ? 2
                 : 1;
    r->counted = r->at;
    r->column = 1;
    r->line++;
}

static void skip_blanks(ent_rows *r) {
    while (r->at < r->bytes.n && r->bytes.s[r->at] != r->sep &&
           (r->bytes.s[r->at] == ' ' || r->bytes.s[r->at] == '\t'))
        r->at++;
}

/* Whether the quote at r->at ends the cell: nothing but blanks follows. */
static bool closes(const ent_rows *r) {
    ent_rows ahead = *r;
    ahead.at++;
    skip_blanks(&ahead);
    return at_line_end(&ahead) || ahead.bytes.s[ahead.at] == ahead.sep;
}

static ent_err quoted(ent_rows *r, ent_cell *c) {
    ent_place open = {r->file, c->line, c->column};
    ent_buf b = {0};
    for (r->at++;; r->at++) {
        if (r->at >= r->bytes.n) {
            ent_i_buf_free(&b);
            return ENT_FAIL_AT(r->ctx, ENT_SYNTAX, open,
                               "this quote is never closed; close it or take "
                               "it out");
        }
        char x = r->bytes.s[r->at];
        bool twice = r->at + 1 < r->bytes.n && r->bytes.s[r->at + 1] == x;
        if (x == r->quote && twice)
            r->at++; /* stands for one */
        else if (x == r->quote && closes(r))
            break;
        if (x == '\n' || x == '\r') {
            end_line(r);
            r->at--;
            x = '\n';
        }
        ent_i_buf_put(&b, &x, 1);
    }
    r->at++;
    c->text = ent_i_dup(r->ctx->keep, ent_i_trim((ent_str){b.s, b.n}));
    bool bad = b.bad || !c->text.s;
    ent_i_buf_free(&b);
    return bad ? ENT_NOMEM_FAIL(r->ctx) : ENT_OK;
}

static ent_err one_cell(ent_rows *r) {
    ent_cell *c = ENT_PUSH(r->ctx->temp, &r->room, ent_cell);
    if (!c)
        return ENT_NOMEM_FAIL(r->ctx);
    skip_blanks(r);
    c->line = r->line;
    c->column = column(r);
    if (r->at < r->bytes.n && r->bytes.s[r->at] == r->quote) {
        ENT_TRY(quoted(r, c));
        skip_blanks(r);
        return ENT_OK;
    }
    size_t start = r->at;
    while (!at_line_end(r) && r->bytes.s[r->at] != r->sep)
        r->at++;
    c->text = ent_i_trim((ent_str){r->bytes.s + start, r->at - start});
    return ENT_OK;
}

/* Comments and empty lines are none of the rows. */
static bool skip_line(ent_rows *r) {
    size_t start = r->at;
    skip_blanks(r);
    bool comment = r->comments && r->at < r->bytes.n && !at_line_end(r) &&
                   r->bytes.s[r->at] == '#';
    if (!comment && !at_line_end(r)) {
        r->at = start;
        return false;
    }
    while (!at_line_end(r))
        r->at++;
    end_line(r);
    return true;
}

ent_err ent_i_rows_next(ent_rows *r) {
    r->room.n = r->n = 0;
    while (r->at < r->bytes.n && skip_line(r))
        continue;
    if (r->at >= r->bytes.n)
        return ENT_OK;
    for (;;) {
        ENT_TRY(one_cell(r));
        if (at_line_end(r))
            break;
        r->at++; /* the separator */
    }
    end_line(r);
    r->cell = r->room.at;
    r->n = r->room.n;
    return ENT_OK;
}

void ent_i_rows_trim(ent_rows *r) {
    while (r->n && !r->cell[r->n - 1].text.n)
        r->n--;
}

ent_place ent_i_rows_place(const ent_rows *r, size_t i) {
    if (!r->room.n)
        return (ent_place){r->file, r->line, 0};
    const ent_cell *c = &r->cell[i < r->room.n ? i : r->room.n - 1];
    return (ent_place){r->file, c->line, c->column};
}
