/* pdf_columns.c - columns that stand so close that pdftotext took them for one.
 *
 * Where no word of a block's lines crosses a strip, and there is prose on both
 * sides of it, the lines are cut there: the left column comes first. */
#include "read/extract.h"

enum {
    WIDTH_MAX = 2000, /* points */
    LINES_LEAST = 6,  /* on each side */
    BYTES_LEAST = 25  /* of a line on each side, on average */
};
static const float STRIP_LEAST = 5; /* points */

typedef struct block {
    const ent_pdf_line *line;
    size_t n;
    const ent_pdf_word *word;
} block;

/* The widest strip that no word touches between two that some do; its right
 * end, or 0. */
static float widest_strip(const block *b) {
    bool full[WIDTH_MAX] = {false};
    float best = 0, width = STRIP_LEAST;
    int last = WIDTH_MAX;
    for (size_t i = 0; i < b->n; i++)
        for (uint32_t k = 0; k < b->line[i].n_words; k++) {
            const ent_pdf_word *w = &b->word[b->line[i].first_word + k];
            int from = w->left < 0 ? 0 : (int)w->left;
            for (; from < WIDTH_MAX && (float)from < w->right; from++)
                full[from] = true;
        }
    for (int x = 0; x < WIDTH_MAX; x++) {
        if (full[x] && (float)(x - last - 1) >= width) {
            width = (float)(x - last - 1);
            best = (float)x;
        }
        last = full[x] ? x : last;
    }
    return best;
}

/* How many of a line's words stand left of x. */
static uint32_t words_before(const block *b, const ent_pdf_line *l, float x) {
    uint32_t k = 0;
    while (k < l->n_words && b->word[l->first_word + k].left < x)
        k++;
    return k;
}

/* The part of a line that stands on one side; blank: none. */
static ent_pdf_line side(const block *b, const ent_pdf_line *l, float x,
                         bool right) {
    ent_pdf_line out = *l;
    uint32_t k = words_before(b, l, x);
    size_t cut = k < l->n_words ? b->word[l->first_word + k].at : l->text.n;
    cut = cut < l->text.n ? cut : l->text.n;
    out.block = 2 * l->block + right;
    if (right) {
        out.text = (ent_str){l->text.s + cut, l->text.n - cut};
        if (k && k < l->n_words)
            out.left = b->word[l->first_word + k].left;
    } else {
        out.text = (ent_str){l->text.s, cut};
        if (k && k < l->n_words)
            out.right = b->word[l->first_word + k - 1].right;
    }
    out.text = ent_i_trim(out.text);
    return out;
}

static bool is_prose(const block *b, float x, bool right) {
    size_t n = 0, bytes = 0;
    for (size_t i = 0; i < b->n; i++) {
        size_t length = side(b, &b->line[i], x, right).text.n;
        n += length > 0;
        bytes += length;
    }
    return n >= LINES_LEAST && bytes >= BYTES_LEAST * n;
}

static ent_err put_side(ent_ctx *ctx, const block *b, float x, bool right,
                        ent_vec *out) {
    for (size_t i = 0; i < b->n; i++) {
        ent_pdf_line part = side(b, &b->line[i], x, right);
        if (!part.text.n)
            continue;
        ent_pdf_line *to = ENT_PUSH(ctx->temp, out, ent_pdf_line);
        if (!to)
            return ENT_NOMEM_FAIL(ctx);
        *to = part;
    }
    return ENT_OK;
}

ent_err ent_i_pdf_columns(ent_ctx *ctx, ent_pdf *pdf) {
    const ent_pdf_line *line = pdf->line.at;
    ent_vec out = {0};
    for (size_t i = 0; i < pdf->line.n;) {
        block b = {.line = line + i, .word = pdf->word.at};
        while (i < pdf->line.n && line[i].block == b.line->block)
            i++;
        b.n = (size_t)(line + i - b.line);
        float x = b.n < LINES_LEAST ? 0 : widest_strip(&b);
        bool two = x > 0 && is_prose(&b, x, false) && is_prose(&b, x, true);
        ENT_TRY(put_side(ctx, &b, two ? x : 2 * WIDTH_MAX, false, &out));
        if (two)
            ENT_TRY(put_side(ctx, &b, x, true, &out));
    }
    pdf->line = out;
    return ENT_OK;
}
