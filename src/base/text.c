/* text.c - borrowed pieces of text: comparing, cutting, numbers, UTF-8. */
#include "base/base.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

ent_str ent_i_str(const char *z) {
    return z ? (ent_str){z, strlen(z)} : (ent_str){0};
}

bool ent_i_eq(ent_str a, ent_str b) {
    return a.n == b.n && (!a.n || memcmp(a.s, b.s, a.n) == 0);
}

bool ent_i_eqz(ent_str a, const char *z) {
    return ent_i_eq(a, ent_i_str(z));
}

int ent_i_cmp(ent_str a, ent_str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.s, b.s, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

ent_str ent_i_trim(ent_str s) {
    while (s.n && is_space(s.s[0]))
        s.s++, s.n--;
    while (s.n && is_space(s.s[s.n - 1]))
        s.n--;
    return s;
}

bool ent_i_starts(ent_str s, const char *z) {
    size_t n = strlen(z);
    return s.n >= n && memcmp(s.s, z, n) == 0;
}

bool ent_i_ends(ent_str s, const char *z) {
    size_t n = strlen(z);
    return s.n >= n && memcmp(s.s + s.n - n, z, n) == 0;
}

ent_str ent_i_cut(ent_str *s, char sep) {
    ent_str head = *s;
    const char *at = s->n ? memchr(s->s, sep, s->n) : NULL;
    if (!at) {
        *s = (ent_str){0};
        return head;
    }
    head.n = (size_t)(at - s->s);
    *s = (ent_str){at + 1, s->n - head.n - 1};
    return head;
}

ent_str ent_i_dup(ent_arena *a, ent_str s) {
    char *copy = ent_arena_alloc(a, s.n + 1, 1);
    if (!copy)
        return (ent_str){0};
    if (s.n)
        memcpy(copy, s.s, s.n);
    return (ent_str){copy, s.n};
}

ent_str ent_i_printf(ent_arena *a, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *s = n < 0 ? NULL : ent_arena_alloc(a, (size_t)n + 1, 1);
    if (!s)
        return (ent_str){0};
    va_start(ap, fmt);
    vsnprintf(s, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return (ent_str){s, (size_t)n};
}

/* strtod takes hexadecimal, inf and nan too; a table must not. */
static bool plain_number(ent_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789+-.eE", s.s[i]) || !s.s[i])
            return false;
    return s.n > 0;
}

bool ent_i_number(ent_str s, double *out) {
    char z[64], *end;
    s = ent_i_trim(s);
    if (s.n >= sizeof z || !plain_number(s))
        return false;
    memcpy(z, s.s, s.n);
    z[s.n] = 0;
    double x = strtod(z, &end);
    if (*end || end == z || !isfinite(x))
        return false;
    *out = x;
    return true;
}

bool ent_i_uint(ent_str s, uint64_t *out) {
    uint64_t x = 0;
    s = ent_i_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        unsigned digit = (unsigned)(unsigned char)s.s[i] - '0';
        if (digit > 9 || x > (UINT64_MAX - digit) / 10)
            return false;
        x = x * 10 + digit;
    }
    *out = x;
    return s.n > 0;
}

uint64_t ent_i_hash(ent_str s) {
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.s[i]) * 1099511628211u;
    return h;
}

enum { NEAR_MAX = 64 };

/* Levenshtein's distance, one row at a time; case does not count. */
static size_t edits(ent_str a, ent_str b) {
    size_t row[NEAR_MAX + 1];
    for (size_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t best = corner + ((a.s[i - 1] | 32) != (b.s[j - 1] | 32));
            corner = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.n];
}

ent_str ent_i_nearest(ent_str s, const ent_str *name, size_t n) {
    ent_str best = {0};
    size_t least = s.n / 3 + 2; /* farther away is no help */
    if (s.n > NEAR_MAX)
        return best;
    for (size_t i = 0; i < n; i++) {
        if (name[i].n > NEAR_MAX)
            continue;
        size_t d = edits(s, name[i]);
        if (d < least && d < (s.n > name[i].n ? s.n : name[i].n)) {
            least = d;
            best = name[i];
        }
    }
    return best;
}

bool ent_i_glob(ent_str p, ent_str s) {
    size_t i = 0, j = 0, star = SIZE_MAX, back = 0;
    while (j < s.n) {
        if (i < p.n && p.s[i] == '*') {
            star = i++;
            back = j;
        } else if (i < p.n && p.s[i] == s.s[j]) {
            i++, j++;
        } else if (star != SIZE_MAX) {
            i = star + 1;
            j = ++back;
        } else {
            return false;
        }
    }
    while (i < p.n && p.s[i] == '*')
        i++;
    return i == p.n;
}

/* How many continuation bytes follow a lead byte, and its own bits. */
static int lead(unsigned char c, int32_t *bits, int32_t *least) {
    if (c >= 0xC2 && c <= 0xDF)
        return *bits = c & 0x1F, *least = 0x80, 1;
    if (c >= 0xE0 && c <= 0xEF)
        return *bits = c & 0x0F, *least = 0x800, 2;
    if (c >= 0xF0 && c <= 0xF4)
        return *bits = c & 0x07, *least = 0x10000, 3;
    return 0;
}

int32_t ent_i_utf8_next(ent_str s, size_t *i) {
    unsigned char c = (unsigned char)s.s[*i];
    int32_t code = 0, least = 0;
    if (c < 0x80) {
        (*i)++;
        return c;
    }
    int more = lead(c, &code, &least);
    if (!more || s.n - *i <= (size_t)more) {
        (*i)++;
        return -1;
    }
    for (int k = 1; k <= more; k++) {
        unsigned char d = (unsigned char)s.s[*i + (size_t)k];
        if ((d & 0xC0) != 0x80) {
            (*i)++;
            return -1;
        }
        code = code << 6 | (d & 0x3F);
    }
    bool bad =
        code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
    *i += bad ? 1 : (size_t)more + 1;
    return bad ? -1 : code;
}

size_t ent_i_utf8_put(int32_t c, char out[4]) {
    if (c < 0x80)
        return out[0] = (char)c, 1;
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t ent_i_utf8_bad(ent_str s) {
    size_t i = 0;
    while (i < s.n) {
        size_t at = i;
        if ((unsigned char)s.s[i] < 0x80)
            i++;
        else if (ent_i_utf8_next(s, &i) < 0)
            return at;
    }
    return s.n;
}
