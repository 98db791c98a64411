/* formula_words.c - cuts a formula's text into words.
 *
 * A name is the longest run of letters, digits, '_' and '.' that begins with a
 * letter or '_'; what else an id may hold, such as '-', stands in backquotes.
 * Bytes of other scripts are letters. */
#include "scenario/formula_words.h"
#include "scenario/scenario.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_inside(char c) {
    return is_letter(c) || is_digit(c) || c == '.';
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A formula of several lines holds them as they stand in the file, with their
 * indentation. */
ent_place ent_i_formula_place(const ent_formula *f, uint32_t byte) {
    ent_place at = f->at;
    uint32_t column = at.column ? at.column : 1;
    for (uint32_t i = 0; i < byte && i < f->text.n; i++) {
        column += ((unsigned char)f->text.s[i] & 0xC0) != 0x80;
        if (f->text.s[i] == '\n') {
            at.line += at.line > 0;
            column = 1;
        }
    }
    at.column = column;
    return at;
}

static char at_byte(const ent_words *w, uint32_t i) {
    return i < w->formula->text.n ? w->formula->text.s[i] : '\0';
}

static ent_str slice(const ent_words *w, uint32_t from, uint32_t to) {
    return (ent_str){w->formula->text.s + from, to - from};
}

/* 12, 0.5, .5, 1e3, 1.5e-3 */
static ent_err read_number(ent_words *w, uint32_t from) {
    uint32_t i = from;
    while (is_digit(at_byte(w, i)) || at_byte(w, i) == '.')
        i++;
    if (at_byte(w, i) == 'e' || at_byte(w, i) == 'E') {
        char c = at_byte(w, i + 1);
        uint32_t sign = c == '+' || c == '-';
        if (is_digit(at_byte(w, i + 1 + sign)))
            for (i += 1 + sign; is_digit(at_byte(w, i));)
                i++;
    }
    uint32_t end = i;
    while (is_inside(at_byte(w, end)))
        end++;
    if (end > i)
        return ENT_FAIL_WORD(w, ENT_SYNTAX, from,
                             "'%.*s' is neither a number nor a name; write "
                             "%.*s * %.*s, or an id that begins with a digit "
                             "in `backquotes`",
                             ENT_P(ent_i_clip(slice(w, from, end))),
                             ENT_P(ent_i_clip(slice(w, from, i))),
                             ENT_P(ent_i_clip(slice(w, i, end))));
    w->word.kind = ENT_WORD_NUMBER;
    w->word.raw = slice(w, from, i);
    w->next = i;
    if (!ent_i_number(w->word.raw, &w->word.number))
        return ENT_FAIL_WORD(w, ENT_SYNTAX, from, "'%.*s' is not a number",
                             ENT_P(ent_i_clip(w->word.raw)));
    return ENT_OK;
}

/* The name without its backquotes, in ctx->temp. */
static ent_err unquote(ent_words *w) {
    ent_str raw = w->word.raw;
    char *to = ENT_NEW(w->ctx->temp, raw.n, char);
    size_t n = 0;
    if (!to)
        return ENT_NOMEM_FAIL(w->ctx);
    for (size_t i = 0; i < raw.n; i++)
        if (raw.s[i] != '`')
            to[n++] = raw.s[i];
    w->word.name = (ent_str){to, n};
    w->word.quoted = true;
    return ENT_OK;
}

static ent_err read_name(ent_words *w, uint32_t from) {
    uint32_t i = from;
    bool inside = false, quotes = false;
    for (; i < w->formula->text.n; i++) {
        char c = at_byte(w, i);
        if (c == '`') {
            inside = !inside;
            quotes = true;
        } else if (!inside && !is_inside(c))
            break;
    }
    w->word.kind = ENT_WORD_NAME;
    w->word.raw = w->word.name = slice(w, from, i);
    w->next = i;
    if (inside)
        return ENT_FAIL_WORD(w, ENT_SYNTAX, from,
                             "the backquote that begins %.*s has no end",
                             ENT_P(ent_i_clip(w->word.raw)));
    return quotes ? unquote(w) : ENT_OK;
}

static ent_err fail_sign(ent_words *w, uint32_t at) {
    static const struct {
        char sign;
        const char *instead;
    } other[] = {{'&', "and"}, {'|', "or"}, {'!', "not"}, {'=', "=="}};
    char c = at_byte(w, at);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (c == other[i].sign)
            return ENT_FAIL_WORD(w, ENT_SYNTAX, at,
                                 "'%c' is not an operator; write %s", c,
                                 other[i].instead);
    return ENT_FAIL_WORD(w, ENT_SYNTAX, at,
                         "'%.*s' cannot stand in a formula; see "
                         "docs/formulas.md for what can",
                         (unsigned char)c < ' ' ? 0 : 1, &c);
}

static ent_err read_sign(ent_words *w, uint32_t from) {
    static const char *const two[] = {"<=", ">=", "==", "!="};
    ent_str rest = slice(w, from, (uint32_t)w->formula->text.n);
    w->word.kind = ENT_WORD_SIGN;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (ent_i_starts(rest, two[i])) {
            w->word.raw = (ent_str){rest.s, 2};
            w->next = from + 2;
            return ENT_OK;
        }
    if (!rest.s[0] || !strchr("+-*/%^(),;:<>", rest.s[0]))
        return fail_sign(w, from);
    w->word.raw = (ent_str){rest.s, 1};
    w->next = from + 1;
    return ENT_OK;
}

ent_err ent_i_words_next(ent_words *w) {
    uint32_t i = w->next;
    while (i < w->formula->text.n && is_space(at_byte(w, i)))
        i++;
    w->word = (ent_word){.kind = ENT_WORD_END, .at = i};
    if (i >= w->formula->text.n)
        return ENT_OK;
    char c = at_byte(w, i);
    if (is_digit(c) || (c == '.' && is_digit(at_byte(w, i + 1))))
        return read_number(w, i);
    if (is_letter(c) || c == '`')
        return read_name(w, i);
    return read_sign(w, i);
}

bool ent_i_words_sign(const ent_words *w, const char *sign) {
    return w->word.kind == ENT_WORD_SIGN && ent_i_eqz(w->word.raw, sign);
}

bool ent_i_words_key(const ent_words *w, const char *key) {
    return w->word.kind == ENT_WORD_NAME && !w->word.quoted &&
           ent_i_eqz(w->word.name, key);
}

/* A star between points, or at an end: `*.capability`, not `a*b`. */
static bool is_pattern(ent_str s) {
    bool any = false;
    while (s.s) {
        ent_str part = ent_i_cut(&s, '.');
        bool star = memchr(part.s, '*', part.n) != NULL;
        if (!part.n || (star && part.n > 1))
            return false;
        any |= star;
    }
    return any;
}

bool ent_i_words_pattern(ent_words *w, ent_str *out) {
    uint32_t from = w->word.at, i = from;
    while (is_inside(at_byte(w, i)) || at_byte(w, i) == '*')
        i++;
    *out = slice(w, from, i);
    if (!is_pattern(*out))
        return false;
    w->next = i;
    return true;
}

ent_str ent_i_words_dashed(const ent_words *w, const ent_word *from) {
    uint32_t i = from->at;
    while (is_inside(at_byte(w, i)) || at_byte(w, i) == '-')
        i++;
    return slice(w, from->at, i);
}
