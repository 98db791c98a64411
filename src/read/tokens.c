/* tokens.c - words, numbers, clitics and punctuation, sentence by sentence.
 *
 * Hyphens and slashes part words (Kim Jong-un is four tokens); a full stop
 * between letters does not (U.S, Kremlin.ru); the possessive is a token of
 * its own, so that a name's span ends before it. */
#include "read/read.h"
#include "read/text.h"
#include <utf8proc.h>

static bool is_letter(int32_t c) {
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    utf8proc_category_t k = utf8proc_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
}

static bool is_digit(int32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_apostrophe(int32_t c) {
    return c == '\'' || c == 0x2019;
}

static int32_t peek(ent_str s, size_t i) {
    return i < s.n ? ent_i_utf8_next(s, &i) : -1;
}

/* How far the clitic at s[i] reaches, or i: 's, ’s, ’re, ’ll, ’ve, ’d, ’m. */
static size_t clitic_end(ent_str s, size_t i) {
    static const char *const tails[] = {"s", "re", "ll", "ve", "d", "m"};
    size_t j = i;
    if (!is_apostrophe(ent_i_utf8_next(s, &j)))
        return i;
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
        size_t end = j + strlen(tails[k]);
        if (ent_i_starts((ent_str){s.s + j, s.n - j}, tails[k]) &&
            !is_letter(peek(s, end)) && !is_digit(peek(s, end)))
            return end;
    }
    return i;
}

/* One word: letters and digits, a full stop or apostrophe between letters. */
static size_t word_end(ent_str s, size_t i) {
    while (i < s.n) {
        size_t next = i;
        int32_t c = ent_i_utf8_next(s, &next);
        if (!is_letter(c) && !is_digit(c)) {
            bool inner =
                c == '.' || (is_apostrophe(c) && clitic_end(s, i) == i);
            if (!inner || !is_letter(peek(s, next)))
                return i;
        }
        i = next;
    }
    return i;
}

static size_t number_end(ent_str s, size_t i) {
    while (i < s.n) {
        char c = s.s[i];
        bool inner = (c == ',' || c == '.') && is_digit(peek(s, i + 1));
        if (!is_digit(c) && !inner)
            return is_letter(peek(s, i)) ? word_end(s, i) : i;
        i++;
    }
    return i;
}

static size_t token_end(ent_str s, size_t i, ent_token_kind *kind) {
    size_t next = i, end;
    int32_t c = ent_i_utf8_next(s, &next);
    *kind = ENT_TOKEN_POINT;
    if (is_digit(c)) {
        *kind = ENT_TOKEN_NUMBER;
        return number_end(s, i);
    }
    if (is_letter(c)) {
        *kind = ENT_TOKEN_WORD;
        return word_end(s, i);
    }
    if (i && is_apostrophe(c) && (end = clitic_end(s, i)) > i) {
        *kind = ENT_TOKEN_CLITIC;
        return end;
    }
    return next;
}

static ent_err cut_sentence(ent_ctx *ctx, const ent_doc *doc, uint32_t row,
                            ent_vec *v) {
    ent_span at = doc->sent[row].in.at;
    ent_str s = {doc->text.s, at.end};
    for (size_t i = at.start; i < at.end;) {
        size_t next = i;
        if (ent_i_is_blank(ent_i_utf8_next(s, &next))) {
            i = next;
            continue;
        }
        ent_token *t = ENT_PUSH(ctx->temp, v, ent_token);
        if (!t)
            return ENT_NOMEM_FAIL(ctx);
        next = token_end(s, i, &t->kind);
        t->start = (uint32_t)i;
        t->end = (uint32_t)next;
        t->sent = row;
        i = next;
    }
    return ENT_OK;
}

ent_err ent_i_read_tokens(ent_ctx *ctx, const ent_doc *doc, ent_tokens *out) {
    ent_vec v = {0};
    uint32_t *first = ENT_NEW(ctx->temp, doc->n_sents + 1, uint32_t);
    if (!first)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < doc->n_sents; i++) {
        first[i] = (uint32_t)v.n;
        ENT_TRY(cut_sentence(ctx, doc, (uint32_t)i, &v));
    }
    first[doc->n_sents] = (uint32_t)v.n;
    *out = (ent_tokens){v.at, v.n, first};
    return ENT_OK;
}
