/* ask_words.c - reading the `run:` of a question. */
#include "find/ask.h"
#include <math.h>

static bool is_cut(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

/* The end of the word that begins at i, brackets included. */
static size_t word_end(ent_str s, size_t i) {
    for (int depth = 0; i < s.n && (depth || !is_cut(s.s[i])); i++)
        depth += s.s[i] == '(' ? 1 : s.s[i] == ')' && depth ? -1 : 0;
    return i;
}

/* A short name of a document may stand in quotes, as YAML has it. */
static ent_str unquoted(ent_str s) {
    bool quoted =
        s.n > 2 && (*s.s == '"' || *s.s == '\'') && s.s[s.n - 1] == *s.s;
    return quoted ? (ent_str){s.s + 1, s.n - 2} : s;
}

ent_err ent_i_ask_words(ent_ctx *ctx, ent_str text, ent_str **out, size_t *n) {
    ent_vec v = {0};
    for (size_t i = 0; i < text.n;) {
        if (is_cut(text.s[i])) {
            i++;
            continue;
        }
        size_t end = word_end(text, i);
        ent_str *last = v.n ? (ent_str *)v.at + v.n - 1 : NULL;
        if (text.s[i] == '(' && last) {
            last->n = (size_t)(text.s + end - last->s);
        } else {
            ent_str *w = ENT_PUSH(ctx->keep, &v, ent_str);
            if (!w)
                return ENT_NOMEM_FAIL(ctx);
            *w = unquoted((ent_str){text.s + i, end - i});
        }
        i = end;
    }
    *out = v.at;
    *n = v.n;
    return ENT_OK;
}

size_t ent_i_ask_find(const ent_asking *a, size_t from, const char *word) {
    while (from < a->n_words && !ent_i_eqz(a->word[from], word))
        from++;
    return from;
}

bool ent_i_ask_range(ent_str text, double *lo, double *hi) {
    for (size_t i = 1; i + 1 < text.n; i++)
        if (text.s[i] == '.' && text.s[i + 1] == '.')
            return ent_i_number((ent_str){text.s, i}, lo) &&
                   ent_i_number((ent_str){text.s + i + 2, text.n - i - 2},
                                hi) &&
                   *lo < *hi;
    return false;
}

ent_err ent_i_ask_fail(const ent_asking *a, const char *why, const char *form) {
    return ENT_FAIL(a->ctx, ENT_SYNTAX, "'%.*s': %s; write it as in: %s",
                    ENT_P(a->q->run), why, form);
}

ent_err ent_i_ask_check(ent_asking *a, ent_str word) {
    ent_str amount = word, name = ent_i_cut(&amount, '=');
    if (amount.n && name.n)
        return ENT_OK;
    return ENT_FAIL(a->ctx, ENT_SYNTAX,
                    "'%.*s' changes nothing; write NAME=40, NAME=+10, "
                    "NAME=-10 or NAME=*1.2",
                    ENT_P(word));
}

ent_str ent_i_ask_set(ent_asking *a, ent_str name, double x) {
    ent_str out = ent_i_printf(a->ctx->keep, "%.*s=%s%.17g", ENT_P(name),
                               x < 0 ? "=" : "", x);
    a->bad |= !out.s;
    return out;
}
