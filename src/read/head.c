/* head.c - what the head of a text says about itself: who wrote it, where
 * and when it appeared.
 *
 * Lines of the form "Key: value", bylines, and lines that begin with a date.
 * What a document's format stated already (a page's meta tags) is kept. */
#include "read/text.h"
#include <strings.h>

static bool starts_nocase(ent_str s, const char *z) {
    size_t n = strlen(z);
    return s.n >= n && strncasecmp(s.s, z, n) == 0;
}

static ent_str rest(ent_str s, size_t n) {
    return ent_i_trim((ent_str){s.s + n, s.n - n});
}

/* ---- dates */

/* "Sep", "Sept" or "September": 1-based place of the name in the list. */
static int name_of(ent_str word, const char *const *list) {
    for (int k = 0; word.n >= 3 && list[k]; k++)
        if (word.n <= strlen(list[k]) &&
            strncasecmp(word.s, list[k], word.n) == 0)
            return k + 1;
    return 0;
}

static int month_of(ent_str word) {
    static const char *const months[] = {
        "January",  "February", "March",  "April",     "May",
        "June",     "July",     "August", "September", "October",
        "November", "December", NULL};
    return name_of(word, months);
}

/* The next word or number, without the punctuation around it. */
static ent_str next_word(ent_str *s) {
    size_t i = 0, from;
    while (i < s->n && strchr(" \t,.", s->s[i]) && s->s[i])
        i++;
    for (from = i; i < s->n && !strchr(" \t,.", s->s[i]);)
        i++;
    ent_str word = {s->s + from, i - from};
    *s = (ent_str){s->s + i, s->n - i};
    return word;
}

/* A number with at most four digits, as in "2nd" or "2019"; -1 if none. */
static int number_of(ent_str word) {
    int x = 0;
    size_t i = 0;
    for (; i < word.n && i < 5 && word.s[i] >= '0' && word.s[i] <= '9'; i++)
        x = x * 10 + (word.s[i] - '0');
    bool tail = i == word.n || (i + 2 == word.n && word.s[i] > '9');
    return i && i <= 4 && tail ? x : -1;
}

/* "2019-05-02", also "2019/05/02", with a time or nothing behind it. */
static ent_str iso_date(ent_ctx *ctx, ent_str s) {
    int32_t first, last;
    char z[11] = "";
    if (s.n < 10 || (s.n > 10 && s.s[10] >= '0' && s.s[10] <= '9'))
        return (ent_str){0};
    memcpy(z, s.s, 10);
    if (z[4] == '/' && z[7] == '/')
        z[4] = z[7] = '-';
    if (!ent_i_iso_read((ent_str){z, 10}, &first, &last))
        return (ent_str){0};
    return ent_i_dup(ctx->keep, (ent_str){z, 10});
}

ent_str ent_i_head_date(ent_ctx *ctx, ent_str s) {
    static const char *const days[] = {"Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday",  "Saturday",
                                       "Sunday",   NULL};
    ent_str iso = iso_date(ctx, ent_i_trim(s)), one = next_word(&s);
    if (iso.n)
        return iso;
    if (name_of(one, days))
        one = next_word(&s);
    ent_str two = next_word(&s);
    int year = number_of(next_word(&s));
    int day = number_of(month_of(one) ? two : one);
    int month = month_of(month_of(one) ? one : two);
    if (year < 1000 || !month || day < 1 || day > ent_i_month_days(year, month))
        return (ent_str){0};
    return ent_i_printf(ctx->keep, "%04d-%02d-%02d", year, month, day);
}

/* ---- names */

ent_str ent_i_head_name(ent_str s) {
    size_t i = 0, end = 0, words = 0;
    while (i < s.n && words < 5) {
        size_t next = i;
        if (!ent_i_is_upper(ent_i_utf8_next(s, &next)))
            break;
        while (next < s.n && !strchr(" ,;:()|\n", s.s[next]))
            next++;
        words++;
        end = next;
        if (next >= s.n || s.s[next] != ' ')
            break;
        i = next + 1;
    }
    while (end && s.s[end - 1] == '.')
        end--;
    return words >= 2 ? (ent_str){s.s, end} : (ent_str){0};
}

/* ---- lines */

typedef enum use { USE_NOTHING, USE_DATE, USE_AUTHOR, USE_PUBLISHER } use;

static const struct {
    const char *key;
    use use;
} keys[] = {{"publication date", USE_DATE}, {"publication", USE_PUBLISHER},
            {"published on", USE_DATE},     {"published by", USE_PUBLISHER},
            {"published", USE_DATE},        {"publisher", USE_PUBLISHER},
            {"posted on", USE_DATE},        {"posted", USE_DATE},
            {"first published", USE_DATE},  {"last updated", USE_NOTHING},
            {"updated", USE_NOTHING},       {"last modified", USE_NOTHING},
            {"dateline", USE_NOTHING},      {"date", USE_DATE},
            {"authors", USE_AUTHOR},        {"author", USE_AUTHOR},
            {"written by", USE_AUTHOR},     {"by", USE_AUTHOR},
            {"translated by", USE_NOTHING}, {"translation", USE_NOTHING},
            {"edited by", USE_NOTHING},     {"editor", USE_NOTHING},
            {"topics", USE_NOTHING},        {"topic", USE_NOTHING},
            {"tags", USE_NOTHING},          {"tag", USE_NOTHING},
            {"regions", USE_NOTHING},       {"region", USE_NOTHING},
            {"section", USE_NOTHING},       {"categories", USE_NOTHING},
            {"category", USE_NOTHING},      {"filed under", USE_NOTHING},
            {"keywords", USE_NOTHING},      {"volume", USE_NOTHING},
            {"issue", USE_NOTHING},         {"source", USE_NOTHING},
            {"url", USE_NOTHING},           {"link", USE_NOTHING},
            {"doi", USE_NOTHING},           {"issn", USE_NOTHING},
            {"copyright", USE_NOTHING},     {"language", USE_NOTHING},
            {"series", USE_NOTHING},        {"reading time", USE_NOTHING}};

/* The first value of "X Volume: 16 Issue: 61": up to the next key. */
static ent_str first_value(ent_str s) {
    const char *colon = s.n ? memchr(s.s, ':', s.n) : NULL;
    if (!colon)
        return s;
    size_t end = (size_t)(colon - s.s);
    while (end && s.s[end - 1] != ' ')
        end--;
    return ent_i_trim((ent_str){s.s, end});
}

static void set(ent_str *to, ent_str value) {
    if (!to->n && value.n)
        *to = value;
}

static void state(ent_ctx *ctx, ent_doc *doc, use as, ent_str value) {
    if (as == USE_DATE)
        set(&doc->published, ent_i_head_date(ctx, value));
    if (as == USE_PUBLISHER)
        set(&doc->publisher, first_value(value));
    if (as == USE_AUTHOR && ent_i_head_name(value).n)
        set(&doc->author, first_value(ent_i_cut(&value, '|')));
}

/* "By Jane Doe and Richard Roe", "By JANE DOE, Staff Writer" */
static bool byline(ent_doc *doc, ent_str line) {
    if (line.n > 160 || !starts_nocase(line, "by "))
        return false;
    ent_str name = ent_i_head_name(rest(line, 3));
    ent_str names = rest(line, 3);
    if (!name.n)
        return false;
    names = ent_i_trim(ent_i_cut(&names, '|'));
    const char *comma = memchr(names.s, ',', names.n);
    bool several = memmem(names.s, names.n, " and ", 5) != NULL;
    if (comma && !several)
        names.n = (size_t)(comma - names.s);
    set(&doc->author, names);
    return true;
}

bool ent_i_head_line(ent_ctx *ctx, ent_doc *doc, ent_str line) {
    ent_str date = ent_i_head_date(ctx, line);
    if (date.n) {
        set(&doc->published, date);
        return true;
    }
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        size_t n = strlen(keys[k].key);
        if (!starts_nocase(line, keys[k].key) || line.n <= n ||
            line.s[n] != ':')
            continue;
        state(ctx, doc, keys[k].use, rest(line, n + 1));
        return true;
    }
    return byline(doc, line);
}
