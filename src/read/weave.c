/* weave.c - a text woven from a source, each byte with its origin.
 *
 * Decoders and format readers put characters here in order; the map they
 * leave is exact for every character and never runs backwards further than
 * the source itself does. */
#include "read/text.h"
#include <utf8proc.h>

void ent_i_weave_free(ent_weave *w) {
    ent_i_buf_free(&w->text);
    ent_i_buf_free(&w->origin);
}

/* Does this character end what stands before it?  White space does, and
 * punctuation that follows a word. */
static bool closes(const ent_weave *w, ent_str piece) {
    size_t i = 0, at = w->text.n;
    int32_t c = ent_i_utf8_next(piece, &i);
    if (ent_i_is_blank(c))
        return true;
    int32_t before = ent_i_utf8_before((ent_str){w->text.s, at}, &at);
    utf8proc_category_t k = utf8proc_category(c < 0 ? 0 : c);
    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO &&
           k != UTF8PROC_CATEGORY_PS && !ent_i_is_blank(before) && before >= 0;
}

void ent_i_weave_put(ent_weave *w, ent_str piece, size_t from, size_t to) {
    if (from != w->end && closes(w, piece))
        from = w->end;
    ent_i_buf_str(&w->text, piece);
    for (size_t k = 0; k < piece.n; k++) {
        uint32_t place = (uint32_t)(from + k < to || !k ? from + k : to - 1);
        ent_i_buf_put(&w->origin, (const char *)&place, sizeof place);
    }
    w->end = to;
}

void ent_i_weave_run(ent_weave *w, ent_str source, size_t from, size_t to) {
    size_t i = from;
    if (from < to && from != w->end) {
        ent_i_utf8_next(source, &i);
        ent_i_weave_put(w, (ent_str){source.s + from, i - from}, from, i);
    }
    if (i < to)
        ent_i_buf_put(&w->text, source.s + i, to - i);
    for (; i < to; i++) {
        uint32_t place = (uint32_t)i;
        ent_i_buf_put(&w->origin, (const char *)&place, sizeof place);
    }
    w->end = to > w->end ? to : w->end;
}

static uint32_t origin_at(const ent_weave *w, size_t i) {
    uint32_t place;
    memcpy(&place, w->origin.s + i * sizeof place, sizeof place);
    return place;
}

bool ent_i_weave_line(ent_weave *w, ent_arena *a, ent_text_kind kind) {
    ent_span at =
        ent_i_span_trim((ent_str){w->text.s, w->text.n},
                        (ent_span){(uint32_t)w->line, (uint32_t)w->text.n});
    if (at.start == at.end) {
        w->text.n = w->line;
        w->origin.n = w->line * sizeof(uint32_t);
        return true;
    }
    size_t place = w->end;
    if (at.end < w->text.n)
        place = origin_at(w, at.end);
    w->text.n = at.end;
    w->origin.n = at.end * sizeof(uint32_t);
    ent_paragraph *p = NULL;
    if (kind != ENT_TEXT_BODY) {
        if (!(p = ENT_PUSH(a, &w->hint, ent_paragraph)))
            return false;
        *p = (ent_paragraph){.at = at, .kind = kind};
    }
    w->end = place;
    ent_i_weave_put(w, ENT_STR("\n"), place, place + 1);
    w->end = place;
    w->line = w->text.n;
    return true;
}

ent_err ent_i_weave_end(ent_ctx *ctx, ent_weave *w, ent_doc *doc) {
    size_t n = w->text.n;
    uint32_t *origin = ENT_NEW(ctx->keep, n + 1, uint32_t);
    ent_str text = ent_i_dup(ctx->keep, (ent_str){w->text.s, n});
    if (w->text.bad || w->origin.bad || !origin || !text.s)
        return ENT_NOMEM_FAIL(ctx);
    if (n)
        memcpy(origin, w->origin.s, n * sizeof *origin);
    origin[n] = (uint32_t)w->end;
    for (size_t i = 0; doc->origin && i <= n; i++)
        origin[i] = doc->origin[origin[i]];
    doc->text = text;
    doc->origin = origin;
    doc->para = w->hint.at;
    doc->n_paras = w->hint.n;
    return ENT_OK;
}
