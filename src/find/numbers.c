/* numbers.c - "12 soldiers", "two envoys": how many of what a sentence tells,
 * so that two reports of one event can be compared. */
#include "find/across.h"
#include <stdlib.h>
#include <strings.h>

static const char *const words[] = {"one",  "two", "three",  "four",
                                    "five", "six", "seven",  "eight",
                                    "nine", "ten", "eleven", "twelve"};
static const struct {
    const char *word;
    double times;
} powers[] = {
    {"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}};
/* What stands behind the number of a date or of a span of time. */
static const char *const times[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
    "year",    "month",    "week",      "day",     "hour",     "minute",
    "second",  "decade",   "a",         "the",     "of",       "in",
    "on",      "and",      "or",        "at",      "to",       "by"};

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t stem_length(ent_str s) {
    return s.n > 3 && (s.s[s.n - 1] | 0x20) == 's' ? s.n - 1 : s.n;
}

int ent_i_noun_cmp(ent_str a, ent_str b) {
    size_t n = stem_length(a), k = stem_length(b);
    int c = strncasecmp(a.s ? a.s : "", b.s ? b.s : "", n < k ? n : k);
    return c ? c : (n > k) - (n < k);
}

static ent_str next_word(ent_str s, size_t *i) {
    while (*i < s.n && (s.s[*i] == ' ' || s.s[*i] == '-'))
        ++*i;
    size_t from = *i;
    while (*i < s.n && is_word(s.s[*i]))
        ++*i;
    return (ent_str){s.s + from, *i - from};
}

/* Digits with commas between thousands and a decimal part. */
static bool read_digits(ent_str s, size_t *i, double *out) {
    char text[32];
    size_t n = 0;
    while (*i < s.n && n < sizeof text - 1) {
        char c = s.s[*i];
        bool inner =
            (c == ',' || c == '.') && *i + 1 < s.n && is_digit(s.s[*i + 1]);
        if (!is_digit(c) && !inner)
            break;
        if (c != ',')
            text[n++] = c;
        ++*i;
    }
    text[n] = 0;
    return n && ent_i_number((ent_str){text, n}, out);
}

static bool read_word(ent_str word, double *out) {
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (word.n == strlen(words[k]) &&
            strncasecmp(word.s, words[k], word.n) == 0) {
            *out = (double)k + 1;
            return true;
        }
    return false;
}

static bool is_power(ent_str word, double *times_it) {
    for (size_t k = 0; k < sizeof powers / sizeof *powers; k++)
        if (ent_i_noun_cmp(word, ent_i_str(powers[k].word)) == 0) {
            *times_it *= powers[k].times;
            return true;
        }
    return false;
}

static bool counts(ent_str noun) {
    for (size_t k = 0; k < sizeof times / sizeof *times; k++)
        if (ent_i_noun_cmp(noun, ent_i_str(times[k])) == 0)
            return false;
    return noun.n > 1;
}

ent_err ent_i_numbers(ent_ctx *ctx, ent_str s, size_t row, ent_vec *out) {
    for (size_t i = 0; i < s.n;) {
        double x;
        size_t at = i;
        bool any = is_digit(s.s[i]) ? read_digits(s, &i, &x)
                                    : read_word(next_word(s, &i), &x);
        if (!any) {
            i += i == at;
            continue;
        }
        size_t behind = i;
        ent_str noun = next_word(s, &behind);
        while (is_power(noun, &x))
            noun = next_word(s, &behind);
        if (!counts(noun))
            continue;
        ent_i_number_of *n = ENT_PUSH(ctx->temp, out, ent_i_number_of);
        if (!n)
            return ENT_NOMEM_FAIL(ctx);
        *n = (ent_i_number_of){x, noun, row};
        i = behind;
    }
    return ENT_OK;
}
