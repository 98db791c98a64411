/* answer.c - answers to questions: for a terminal, as Markdown, CSV, JSON.
 *
 * Numbers are shown with as many decimals as tell the numbers of their column
 * apart: none from 100 on, one from 10, two below. */
#include "view/view.h"
#include <math.h>
#include <stdio.h>
#include <utf8proc.h>

enum { CELL_BYTES = 40 };

/* ---- cells */

/* Decimals for a column: by its largest number, none when all are whole. */
static int decimals(const ent_answer_table *t, size_t column) {
    double most = 0;
    bool whole = true;
    for (size_t r = 0; r < t->n_rows; r++) {
        const ent_answer_cell *c = &t->cell[r * t->n_columns + column];
        if (c->text.s)
            continue;
        most = fmax(most, fabs(c->x));
        whole &= fabs(c->x - round(c->x)) < 5e-7;
    }
    return whole ? 0 : most >= 100 ? 0 : most >= 10 ? 1 : 2;
}

/* The text of a cell; room is for numbers. */
static ent_str cell_text(const ent_answer_cell *c, int digits,
                         char room[CELL_BYTES]) {
    if (c->text.s)
        return c->text;
    double unit = pow(10, digits), x = round(c->x * unit) / unit;
    int n = snprintf(room, CELL_BYTES, "%.*f", digits, x == 0 ? 0 : x);
    return (ent_str){room, n < 0 ? 0 : (size_t)n};
}

static bool is_numbers(const ent_answer_table *t, size_t column) {
    for (size_t r = 0; r < t->n_rows; r++)
        if (t->cell[r * t->n_columns + column].text.n)
            return false;
    return true;
}

static size_t columns_of(ent_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        int32_t c = ent_i_utf8_next(s, &i);
        int w = c < 0 ? 1 : utf8proc_charwidth(c);
        n += w > 0 ? (size_t)w : 0;
    }
    return n;
}

/* ---- for a terminal */

static void put_wrapped(ent_buf *b, ent_str text, size_t width) {
    size_t at = 0;
    while (text.s) {
        ent_str word = ent_i_cut(&text, ' ');
        size_t n = columns_of(word);
        if (at && at + 1 + n > width) {
            ent_i_buf_put(b, "\n", 1);
            at = 0;
        }
        ent_i_buf_put(b, " ", at ? 1 : 0);
        ent_i_buf_plain(b, word);
        at += n + (at ? 1 : 0);
    }
    ent_i_buf_put(b, "\n", 1);
}

static size_t widest(const ent_answer_table *t, size_t column) {
    char room[CELL_BYTES];
    int digits = decimals(t, column);
    size_t most = columns_of(t->column[column]);
    for (size_t r = 0; r < t->n_rows; r++) {
        size_t n = columns_of(
            cell_text(&t->cell[r * t->n_columns + column], digits, room));
        most = n > most ? n : most;
    }
    return most;
}

static void put_padded(ent_buf *b, ent_str s, size_t width, bool right) {
    size_t n = columns_of(s), pad = width > n ? width - n : 0;
    if (right)
        ent_i_buf_printf(b, "%*s", (int)pad, "");
    ent_i_buf_plain(b, s);
    if (!right)
        ent_i_buf_printf(b, "%*s", (int)pad, "");
}

/* Blanks at the end of a line help nobody. */
static void end_line(ent_buf *b) {
    while (!b->bad && b->n && b->s[b->n - 1] == ' ')
        b->n--;
    ent_i_buf_put(b, "\n", 1);
}

static void put_table(ent_ctx *ctx, ent_buf *b, const ent_answer_table *t) {
    char room[CELL_BYTES];
    size_t *width = ENT_NEW(ctx->temp, t->n_columns, size_t);
    if (!width) {
        b->bad = true;
        return;
    }
    ent_i_buf_put(b, "\n", 1);
    ent_i_buf_plain(b, t->title);
    ent_i_buf_put(b, "\n", 1);
    for (size_t c = 0; c < t->n_columns; c++) {
        width[c] = widest(t, c);
        ent_i_buf_put(b, "  ", 2);
        put_padded(b, t->column[c], width[c], is_numbers(t, c));
    }
    end_line(b);
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t c = 0; c < t->n_columns; c++) {
            ent_i_buf_put(b, "  ", 2);
            put_padded(
                b,
                cell_text(&t->cell[r * t->n_columns + c], decimals(t, c), room),
                width[c], is_numbers(t, c));
        }
        end_line(b);
    }
}

static void put_question(ent_buf *b, const ent_question *q,
                         const char *before) {
    ent_i_buf_printf(b, "%s", before);
    if (q->id.n)
        ent_i_buf_printf(b, "%.*s%s", ENT_P(q->id), q->ask.n ? " " : "");
    ent_i_buf_plain(b, q->ask);
    if (!q->id.n && !q->ask.n)
        ent_i_buf_plain(b, q->run);
    ent_i_buf_put(b, "\n", 1);
}

ent_err ent_answer_text(ent_ctx *ctx, const ent_answer *a, size_t width,
                        ent_sink out) {
    ent_buf b = {0};
    ent_mark m = ent_i_arena_mark(ctx->temp);
    put_question(&b, a->question, "");
    ent_i_buf_put(&b, "\n", 1);
    put_wrapped(&b, a->says, width ? width : 80);
    for (size_t i = 0; i < a->n_tables; i++)
        put_table(ctx, &b, &a->table[i]);
    ent_i_buf_printf(&b, "\n%.*s\n", ENT_P(a->note));
    ent_i_arena_release(ctx->temp, m);
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- Markdown */

/* What would end a cell or begin markup is escaped. */
static void put_markdown(ent_buf *b, ent_str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("|\\*_`<[", s.s[i]))
            ent_i_buf_put(b, "\\", 1);
        ent_i_buf_put(b, s.s[i] == '\n' ? " " : s.s + i, 1);
    }
}

static void markdown_table(ent_buf *b, const ent_answer_table *t) {
    char room[CELL_BYTES];
    ent_i_buf_put(b, "\n**", 3);
    put_markdown(b, t->title);
    ent_i_buf_put(b, "**\n\n|", 5);
    for (size_t c = 0; c < t->n_columns; c++) {
        ent_i_buf_put(b, " ", 1);
        put_markdown(b, t->column[c]);
        ent_i_buf_put(b, " |", 2);
    }
    ent_i_buf_put(b, "\n|", 2);
    for (size_t c = 0; c < t->n_columns; c++)
        ent_i_buf_printf(b, "%s|", is_numbers(t, c) ? "--:" : "---");
    for (size_t r = 0; r < t->n_rows; r++) {
        ent_i_buf_put(b, "\n|", 2);
        for (size_t c = 0; c < t->n_columns; c++) {
            ent_i_buf_put(b, " ", 1);
            put_markdown(b, cell_text(&t->cell[r * t->n_columns + c],
                                      decimals(t, c), room));
            ent_i_buf_put(b, " |", 2);
        }
    }
    ent_i_buf_put(b, "\n", 1);
}

ent_err ent_answer_markdown(ent_ctx *ctx, const ent_answer *a, ent_sink out) {
    ent_buf b = {0};
    put_question(&b, a->question, "## ");
    ent_i_buf_put(&b, "\n", 1);
    put_markdown(&b, a->says);
    ent_i_buf_put(&b, "\n", 1);
    for (size_t i = 0; i < a->n_tables; i++)
        markdown_table(&b, &a->table[i]);
    ent_i_buf_put(&b, "\n", 1);
    put_markdown(&b, a->note);
    ent_i_buf_printf(&b, ". Run: `%.*s`\n", ENT_P(a->question->run));
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- CSV */

static void csv_table(ent_buf *b, const ent_answer_table *t) {
    for (size_t c = 0; c < t->n_columns; c++) {
        ent_i_buf_put(b, ",", c ? 1 : 0);
        ent_i_buf_csv(b, t->column[c]);
    }
    ent_i_buf_put(b, "\n", 1);
    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        const ent_answer_cell *cell = &t->cell[i];
        ent_i_buf_put(b, ",", i % t->n_columns ? 1 : 0);
        if (cell->text.s)
            ent_i_buf_csv(b, cell->text);
        else
            ent_i_buf_number(b, round(cell->x * 1e6) / 1e6);
        if (i % t->n_columns == t->n_columns - 1)
            ent_i_buf_put(b, "\n", 1);
    }
}

ent_err ent_answer_csv(ent_ctx *ctx, const ent_answer *a, ent_sink out) {
    ent_buf b = {0};
    for (size_t i = 0; i < a->n_tables; i++) {
        ent_i_buf_put(&b, "\n", i ? 1 : 0);
        csv_table(&b, &a->table[i]);
    }
    return ent_i_view_flush(ctx, &b, out);
}

/* ---- JSON */

static void json_table(ent_buf *b, const ent_answer_table *t) {
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "title", t->title);
    ent_i_view_texts(b, "columns", t->column, t->n_columns);
    ent_i_view_key(b, "rows");
    ent_i_view_open(b, '[');
    for (size_t r = 0; r < t->n_rows; r++) {
        ent_i_view_open(b, '[');
        for (size_t c = 0; c < t->n_columns; c++) {
            const ent_answer_cell *cell = &t->cell[r * t->n_columns + c];
            if (cell->text.s)
                ent_i_view_item(b, cell->text);
            else
                ent_i_view_number(b, cell->x);
        }
        ent_i_buf_put(b, "]", 1);
    }
    ent_i_buf_put(b, "]}", 2);
}

static void json_answer(ent_buf *b, const ent_answer *a) {
    const ent_question *q = a->question;
    ent_i_view_open(b, '{');
    ent_i_view_text(b, "id", q->id);
    ent_i_view_text(b, "ask", q->ask);
    ent_i_view_text(b, "run", q->run);
    ent_i_view_text(b, "lens", q->lens);
    ent_i_view_texts(b, "given", q->given, q->n_given);
    ent_i_view_text(b, "says", a->says);
    ent_i_view_count(b, "plays", a->n_plays);
    ent_i_view_key(b, "tables");
    ent_i_view_open(b, '[');
    for (size_t i = 0; i < a->n_tables; i++)
        json_table(b, &a->table[i]);
    ent_i_buf_put(b, "]}", 2);
}

ent_err ent_answers_json(ent_ctx *ctx, const ent_scenario *s,
                         const ent_plan *plan, const ent_answer *a, size_t n,
                         ent_sink out) {
    ent_buf b = {0};
    ent_i_view_open(&b, '{');
    ent_i_view_text(&b, "schema", ENT_STR("entente-answers/1"));
    ent_i_view_text(&b, "scenario", s->id);
    ent_i_view_plan(&b, plan);
    ent_i_view_key(&b, "answers");
    ent_i_view_open(&b, '[');
    for (size_t i = 0; i < n; i++)
        json_answer(&b, &a[i]);
    ent_i_buf_put(&b, "]}\n", 3);
    return ent_i_view_flush(ctx, &b, out);
}
