/* table_matrix.c - a square of numbers for pairs: names in the head and in the
 * first column. */
#include "model/table.h"

enum { FIRST = 1 }; /* the column behind the names */

typedef struct square {
    ent_builder b;
    size_t n;
    size_t *column; /* [cells of the head] whose column; SIZE_MAX: unknown */
    bool *has_row;  /* [n] */
    size_t width;
    double *x;
} square;

/* Whose row or column it is; SIZE_MAX, with its fault, where nobody's. */
static size_t whose(square *s, ent_str name, ent_place at) {
    uint32_t i = ent_i_name_find(&s->b.actor, name);
    if (i != UINT32_MAX)
        return i;
    ent_str near = ent_i_nearest(name, s->b.actor.name.at, s->n);
    ent_i_fault(&s->b, ENT_NAME, at,
                "the table has no '%.*s'%s%.*s%s; give rows and columns the "
                "names of its actors",
                ENT_P(name), near.s ? " (did you mean '" : "", ENT_P(near),
                near.s ? "'?)" : "");
    return SIZE_MAX;
}

static ent_err read_head(square *s, const ent_rows *r) {
    s->width = r->n;
    s->column = ENT_NEW(s->b.ctx->temp, r->n, size_t);
    bool *seen = ENT_NEW(s->b.ctx->temp, s->n, bool);
    if (!s->column || !seen)
        return ENT_NOMEM_FAIL(s->b.ctx);
    for (size_t k = FIRST; k < r->n; k++) {
        ent_place at = ent_i_rows_place(r, k);
        size_t i = whose(s, r->cell[k].text, at);
        s->column[k] = i;
        if (i == SIZE_MAX)
            continue;
        if (seen[i])
            ent_i_fault(&s->b, ENT_NAME, at,
                        "column '%.*s' stands here twice; keep one",
                        ENT_P(r->cell[k].text));
        seen[i] = true;
    }
    const ent_str *name = s->b.actor.name.at;
    for (size_t i = 0; i < s->n; i++)
        if (!seen[i])
            ent_i_fault(&s->b, ENT_NAME, ent_i_rows_place(r, r->n),
                        "there is no column '%.*s'; the head names every "
                        "actor of the table",
                        ENT_P(name[i]));
    return ENT_OK;
}

static void read_cell(square *s, const ent_rows *r, size_t i, size_t k) {
    double x = 0;
    ent_str text = r->cell[k].text;
    if (text.n && !ent_i_number(text, &x))
        ent_i_fault(&s->b, ENT_SYNTAX, ent_i_rows_place(r, k),
                    "a pair takes a number, not '%.*s'; leave the cell blank "
                    "for 0",
                    ENT_P(text));
    if (s->column[k] != SIZE_MAX)
        s->x[i * s->n + s->column[k]] = x;
}

static void read_row(square *s, const ent_rows *r) {
    if (r->n != s->width) {
        ent_i_fault(&s->b, ENT_SYNTAX, ent_i_rows_place(r, r->n),
                    "this row has %zu cells and the head %zu; quote names "
                    "that hold a comma",
                    r->n, s->width);
        return;
    }
    size_t i = whose(s, r->cell[0].text, ent_i_rows_place(r, 0));
    if (i == SIZE_MAX)
        return;
    if (s->has_row[i])
        ent_i_fault(&s->b, ENT_NAME, ent_i_rows_place(r, 0),
                    "row '%.*s' stands here twice; keep one",
                    ENT_P(r->cell[0].text));
    s->has_row[i] = true;
    for (size_t k = FIRST; k < r->n; k++)
        read_cell(s, r, i, k);
}

static ent_err read_square(square *s, ent_str bytes) {
    ent_rows r = ent_i_rows(s->b.ctx, s->b.file, bytes, ',', '"');
    r.comments = true;
    ENT_TRY(ent_i_table_check_text(&s->b, bytes, "the names of all actors"));
    ENT_TRY(ent_i_rows_next(&r));
    ENT_TRY(read_head(s, &r));
    for (;;) {
        ENT_TRY(ent_i_rows_next(&r));
        if (!r.n)
            break;
        read_row(s, &r);
    }
    const ent_str *name = s->b.actor.name.at;
    for (size_t i = 0; i < s->n; i++)
        if (!s->has_row[i])
            ent_i_fault(&s->b, ENT_NAME, (ent_place){.file = s->b.file},
                        "there is no row '%.*s'; give every actor of the "
                        "table one",
                        ENT_P(name[i]));
    return ent_i_faults(&s->b);
}

static ent_err know_names(square *s, const ent_str *name) {
    for (size_t i = 0; i < s->n; i++) {
        uint32_t number;
        ENT_TRY(ent_i_name_add(&s->b, &s->b.actor, name[i], &number));
    }
    s->has_row = ENT_NEW(s->b.ctx->temp, s->n, bool);
    return s->has_row ? ENT_OK : ENT_NOMEM_FAIL(s->b.ctx);
}

ent_err ent_matrix_read(ent_ctx *ctx, ent_str path, ent_str bytes,
                        const ent_str *name, size_t n, double **out) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    square s = {.b = {.ctx = ctx, .file = path}, .n = n};
    if (ent_i_starts(bytes, "\xEF\xBB\xBF")) {
        bytes.s += 3;
        bytes.n -= 3;
    }
    ent_err e = ent_i_square_room(&s.b, n, &s.x);
    if (!e)
        e = know_names(&s, name);
    if (!e)
        e = read_square(&s, bytes);
    ent_i_arena_release(ctx->temp, mark);
    *out = s.x;
    return e;
}
