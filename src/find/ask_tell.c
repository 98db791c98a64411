/* ask_tell.c - filling the paragraph and the tables of an answer. */
#include "find/ask.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- tables */

static ent_answer_table *last_table(ent_asking *a) {
    ent_answer_table *t = a->table.at;
    return a->table.n ? &t[a->table.n - 1] : NULL;
}

void ent_i_ask_close(ent_asking *a) {
    ent_answer_table *t = last_table(a);
    if (!t || t->cell)
        return;
    t->cell = a->cell.at;
    t->n_rows = a->cell.n / t->n_columns;
    a->cell = (ent_vec){0};
}

void ent_i_ask_table_of(ent_asking *a, ent_str title, const ent_str *column,
                        size_t n_columns) {
    ent_i_ask_close(a);
    ent_answer_table *t = ENT_PUSH(a->ctx->keep, &a->table, ent_answer_table);
    if (!t) {
        a->bad = true;
        return;
    }
    t->title = title;
    t->column = column;
    t->n_columns = n_columns;
}

void ent_i_ask_table(ent_asking *a, const char *title,
                     const char *const *column, size_t n_columns) {
    ent_str *name = ENT_NEW(a->ctx->keep, n_columns, ent_str);
    a->bad |= !name;
    for (size_t i = 0; name && i < n_columns; i++)
        name[i] = ent_i_str(column[i]);
    ent_i_ask_table_of(a, ent_i_str(title), name, n_columns);
}

void ent_i_ask_text(ent_asking *a, ent_str text) {
    ent_answer_cell *c = ENT_PUSH(a->ctx->keep, &a->cell, ent_answer_cell);
    a->bad |= !c;
    if (c)
        c->text = text.s ? text : ENT_STR("");
}

void ent_i_ask_z(ent_asking *a, const char *text) {
    ent_i_ask_text(a, ent_i_str(text));
}

void ent_i_ask_number(ent_asking *a, double x) {
    ent_answer_cell *c = ENT_PUSH(a->ctx->keep, &a->cell, ent_answer_cell);
    a->bad |= !c;
    if (c)
        c->x = x;
}

void ent_i_ask_count(ent_asking *a, size_t n) {
    ent_i_ask_number(a, (double)n);
}

void ent_i_ask_percent(ent_asking *a, double share) {
    ent_i_ask_number(a, round(share * 1000) / 10);
}

void ent_i_ask_cells(ent_asking *a, const ent_band *b) {
    if (!b->n) {
        for (int i = 0; i < 3; i++)
            ent_i_ask_z(a, "");
        return;
    }
    ent_i_ask_number(a, b->q50);
    ent_i_ask_number(a, b->q10);
    ent_i_ask_number(a, b->q90);
}

/* ---- the paragraph */

void ent_i_ask_say(ent_asking *a, const char *fmt, ...) {
    char *text = NULL;
    va_list ap;
    va_start(ap, fmt);
    int n = vasprintf(&text, fmt, ap);
    va_end(ap);
    a->bad |= n < 0;
    if (n < 0)
        return;
    ent_i_buf_put(&a->says, text, (size_t)n);
    free(text);
}

/* Digits that tell numbers of this size apart. */
static int digits_for(const ent_band *b) {
    double width = b->q90 - b->q10, size = fabs(b->q50);
    double least = width > 0 ? width : size;
    if (b->q10 == floor(b->q10) && b->q50 == floor(b->q50) &&
        b->q90 == floor(b->q90))
        return 0;
    return least >= 10 || least == 0 ? 0 : least >= 1 ? 1 : 2;
}

ent_str ent_i_ask_band_text(ent_asking *a, const ent_band *b) {
    int k = digits_for(b);
    ent_str out = ENT_STR("unsettled");
    if (b->n && b->q10 == b->q90)
        out = ent_i_printf(a->ctx->keep, "%.*f", k, b->q50);
    else if (b->n)
        out = ent_i_printf(a->ctx->keep, "%.*f (80 %% of draws %.*f to %.*f)",
                           k, b->q50, k, b->q10, k, b->q90);
    a->bad |= !out.s;
    return out;
}

ent_str ent_i_ask_chance_text(ent_asking *a, double p) {
    ent_str out = ent_i_printf(a->ctx->keep, "%s (%.0f %% of draws)",
                               ent_likelihood(p), p * 100);
    a->bad |= !out.s;
    return out;
}
