/* sentences.c - where one sentence ends and the next begins.
 *
 * A boundary stands behind . ? ! or an ellipsis with closing quotes and
 * brackets, when white space follows and then, perhaps behind an opening
 * quote or bracket, a capital, a letter without case, or a number.  What
 * speaks against it: an abbreviation or an initial before the full stop.
 * A bracket that cites a source stays with the sentence it closes.  Looks
 * back and ahead only a bounded way, so that the whole is linear. */
#include "read/text.h"
#include <stdlib.h>

enum { WORD_MAX = 32, BRACKET_MAX = 240 };

/* How an abbreviation behaves before a capital. */
typedef enum ent_habit {
    HABIT_NONE, /* not an abbreviation */
    HABIT_OPEN, /* never ends a sentence: Gen, e.g, J */
    HABIT_BOTH, /* ends one only when the next word is one that begins them:
                   U.S, Inc, p.m */
    HABIT_UNIT  /* goes on only before a number: no, art, min */
} ent_habit;

typedef struct row {
    ent_str name;
    ent_habit habit;
} row;

struct ent_abbrevs {
    const row *at;
    size_t n;
};

/* Titles that follow a name, so that a sentence may end with them. */
static bool follows_name(ent_str name) {
    return memchr(name.s, '.', name.n) || ent_i_eqz(name, "Jr") ||
           ent_i_eqz(name, "Sr") || ent_i_eqz(name, "Esq");
}

static bool always_open(ent_str name) {
    static const char *const open[] = {"e.g", "i.e", "vs", "v",
                                       "cf",  "viz", "c",  "ca"};
    for (size_t k = 0; k < sizeof open / sizeof *open; k++)
        if (ent_i_eqz(name, open[k]))
            return true;
    return false;
}

static ent_habit habit_of(ent_str name, ent_str kind) {
    if (ent_i_eqz(kind, "title") || ent_i_eqz(kind, "initial"))
        return follows_name(name) ? HABIT_BOTH : HABIT_OPEN;
    if (ent_i_eqz(kind, "latin") && always_open(name))
        return HABIT_OPEN;
    if (ent_i_eqz(kind, "unit") && ent_i_is_lower(name.s[0]))
        return HABIT_UNIT;
    return HABIT_BOTH;
}

static int by_name(const void *a, const void *b) {
    return ent_i_cmp(((const row *)a)->name, ((const row *)b)->name);
}

ent_err ent_i_abbrevs(ent_ctx *ctx, const ent_abbrevs **out) {
    ent_str all = ent_i_asset(ent_i_data, "data/abbreviations.tsv");
    ent_abbrevs *a = ENT_NEW(ctx->temp, 1, ent_abbrevs);
    ent_vec v = {0};
    bool head = true; /* the first row names the columns */
    while (a && all.s) {
        ent_str kind = ent_i_cut(&all, '\n');
        if (!kind.n || kind.s[0] == '#')
            continue;
        ent_str name = ent_i_cut(&kind, '\t');
        row *r = head || !name.n ? NULL : ENT_PUSH(ctx->temp, &v, row);
        if (!head && name.n && !r)
            return ENT_NOMEM_FAIL(ctx);
        if (r)
            *r = (row){name, habit_of(name, ent_i_cut(&kind, '\t'))};
        head = false;
    }
    if (!a)
        return ENT_NOMEM_FAIL(ctx);
    *a = (ent_abbrevs){v.at, v.n};
    if (v.n)
        qsort(v.at, v.n, sizeof(row), by_name);
    *out = a;
    return ENT_OK;
}

static ent_habit find_habit(const ent_abbrevs *a, ent_str word) {
    row key = {.name = word};
    const row *r =
        a->n ? bsearch(&key, a->at, a->n, sizeof key, by_name) : NULL;
    return r ? r->habit : HABIT_NONE;
}

/* ---- the word before the full stop */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool in_word(int32_t c) {
    return ent_i_is_upper(c) || ent_i_is_lower(c) || c == '.' || c == '\'' ||
           c == 0x2019 || (c >= '0' && c <= '9') || ent_i_is_caseless(c);
}

static ent_str word_before(ent_str text, size_t from, size_t stop) {
    size_t i = stop;
    while (i > from && stop - i < WORD_MAX) {
        size_t at = i;
        if (!in_word(ent_i_utf8_before(text, &at)) || at < from)
            break;
        i = at;
    }
    return (ent_str){text.s + i, stop - i};
}

/* Letters with a full stop after each: U.S, D.P.R.K, p.m. */
static bool is_dotted(ent_str w) {
    bool letter = true;
    size_t n = 0;
    for (size_t i = 0; i < w.n; letter = !letter) {
        int32_t c = ent_i_utf8_next(w, &i);
        if (letter ? !ent_i_is_upper(c) && !ent_i_is_lower(c) : c != '.')
            return false;
        n++;
    }
    return n >= 3 && !letter;
}

static bool is_initial(ent_str w) {
    size_t i = 0;
    return w.n && ent_i_is_upper(ent_i_utf8_next(w, &i)) && i == w.n;
}

static bool all_digits(ent_str w) {
    for (size_t i = 0; i < w.n; i++)
        if (!is_digit(w.s[i]))
            return false;
    return w.n;
}

static ent_habit habit_before(const ent_abbrevs *a, ent_str w, bool first) {
    ent_habit known = find_habit(a, w);
    if (known)
        return known;
    if (is_initial(w) || (first && all_digits(w) && w.n <= 2))
        return HABIT_OPEN; /* also "1. The talks" */
    return is_dotted(w) ? HABIT_BOTH : HABIT_NONE;
}

/* ---- what follows it */

static bool is_closer(int32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' ||
           c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x203A;
}

static bool is_opener(int32_t c) {
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{' ||
           c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x2039 ||
           c == 0x201E;
}

static bool is_stop(int32_t c) {
    return c == '.' || c == '?' || c == '!' || c == 0x2026;
}

/* "[12]" right behind a sentence: the mark of a footnote. */
static size_t note_end(ent_str s, size_t i) {
    size_t j = i + 1;
    if (i >= s.n || s.s[i] != '[')
        return i;
    while (j < s.n && is_digit(s.s[j]))
        j++;
    return j > i + 1 && j < s.n && s.s[j] == ']' ? j + 1 : i;
}

/* Behind all stops, closing quotes and brackets from s[i] on. */
static size_t run_end(ent_str s, size_t i) {
    while (i < s.n) {
        size_t next = note_end(s, i);
        if (next == i) {
            int32_t c = ent_i_utf8_next(s, &next);
            if (!is_stop(c) && !is_closer(c))
                break;
        }
        i = next;
    }
    return i;
}

static size_t skip_blank(ent_str s, size_t i) {
    while (i < s.n) {
        size_t next = i;
        if (!ent_i_is_blank(ent_i_utf8_next(s, &next)))
            break;
        i = next;
    }
    return i;
}

static size_t skip_openers(ent_str s, size_t i) {
    for (int k = 0; k < 3 && i < s.n; k++) {
        size_t next = i;
        if (!is_opener(ent_i_utf8_next(s, &next)))
            break;
        i = next;
    }
    return i;
}

/* Words that begin a sentence far more often than a name. */
static bool is_starter(ent_str s, size_t i) {
    static const char *const words[] = {
        "According", "After",     "All",       "Also",    "Although",
        "And",       "As",        "At",        "Both",    "But",
        "Despite",   "During",    "Even",      "For",     "From",
        "He",        "Her",       "His",       "However", "If",
        "In",        "Indeed",    "Instead",   "It",      "Its",
        "Many",      "Meanwhile", "Moreover",  "Most",    "Nevertheless",
        "Nor",       "Not",       "Now",       "On",      "One",
        "Only",      "Our",       "She",       "Since",   "Some",
        "Still",     "Such",      "That",      "The",     "Their",
        "Then",      "There",     "Therefore", "These",   "They",
        "This",      "Those",     "Though",    "Thus",    "Under",
        "Until",     "We",        "What",      "When",    "Where",
        "Whether",   "While",     "Who",       "Why",     "With",
        "Yet"};
    size_t end = i;
    while (end < s.n && ((s.s[end] | 32) >= 'a' && (s.s[end] | 32) <= 'z'))
        end++;
    if (end >= s.n || !strchr(" ,\xC2", s.s[end]))
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ent_i_eqz((ent_str){s.s + i, end - i}, words[k]))
            return true;
    return false;
}

/* Can a sentence begin at s[i], after word w with this habit? */
static bool begins(ent_str s, size_t i, ent_str w, ent_habit habit) {
    size_t next = i;
    if (i >= s.n)
        return true;
    int32_t c = ent_i_utf8_next(s, &next);
    if (c >= '0' && c <= '9')
        return habit == HABIT_NONE && (!all_digits(w) || w.n == 4);
    bool capital = ent_i_is_upper(c) || ent_i_is_caseless(c);
    if (!capital || habit == HABIT_OPEN)
        return false;
    return habit != HABIT_BOTH || is_starter(s, i);
}

/* "(Aftenposten, May 3)" or "(see …)" at s[i]: behind it, or i. */
static size_t citation_end(ent_str s, size_t i) {
    if (i >= s.n || s.s[i] != '(')
        return i;
    size_t most = s.n - i < BRACKET_MAX ? s.n - i : BRACKET_MAX;
    const char *close = memchr(s.s + i, ')', most);
    if (!close)
        return i;
    ent_str in = {s.s + i + 1, (size_t)(close - s.s) - i - 1};
    bool digit = false;
    for (size_t k = 0; k < in.n; k++)
        digit |= is_digit(in.s[k]);
    bool cites = (digit && memchr(in.s, ',', in.n)) ||
                 ent_i_starts(in, "see ") || ent_i_starts(in, "via ") ||
                 ent_i_starts(in, "Source:");
    if (!cites || (in.n && strchr(".?!", in.s[in.n - 1])))
        return i;
    return run_end(s, i + in.n + 2);
}

/* The end of the sentence whose stop is at s[i], or 0 when it goes on. */
static size_t end_at(const ent_abbrevs *a, ent_str s, size_t from, size_t i) {
    size_t end = run_end(s, i), next = skip_blank(s, end);
    if (next == end)
        return end == s.n ? end : 0;
    size_t cited = citation_end(s, next);
    if (cited > next) {
        end = cited;
        next = skip_blank(s, end);
        size_t word = skip_openers(s, next);
        return begins(s, word, (ent_str){0}, HABIT_NONE) ? end : 0;
    }
    ent_str w = word_before(s, from, i);
    bool lone = s.s[i] == '.' && (i + 1 == s.n || s.s[i + 1] != '.');
    ent_habit habit = lone ? habit_before(a, w, w.s == s.s + from) : HABIT_NONE;
    return begins(s, skip_openers(s, next), w, habit) ? end : 0;
}

size_t ent_i_sentence_end(const ent_abbrevs *abbrevs, ent_str text, size_t from,
                          size_t end) {
    ent_str s = {text.s, end};
    size_t i = from;
    while (i < end) {
        size_t next = i;
        bool stop = s.s[i] == '.' || s.s[i] == '?' || s.s[i] == '!' ||
                    (unsigned char)s.s[i] == 0xE2;
        if (stop && is_stop(ent_i_utf8_next(s, &next))) {
            size_t found = end_at(abbrevs, s, from, i);
            if (found)
                return found;
            next = run_end(s, i);
        }
        i = stop ? next : i + 1;
    }
    return end;
}
