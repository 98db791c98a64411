/* sink.c - text going out: a growable buffer, JSON, CSV and numbers. */
#include "base/base.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void ent_i_buf_free(ent_buf *b) {
    ent_i_free(b->s);
    *b = (ent_buf){0};
}

static bool reserve(ent_buf *b, size_t more) {
    if (b->bad || more > SIZE_MAX / 2 - b->n)
        return !(b->bad = true);
    if (b->n + more <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap * 2 : 1024;
    if (cap < b->n + more)
        cap = b->n + more;
    char *s = ent_i_realloc(b->s, cap);
    if (!s)
        return !(b->bad = true);
    b->s = s;
    b->cap = cap;
    return true;
}

void ent_i_buf_put(ent_buf *b, const char *s, size_t n) {
    if (!n || !reserve(b, n))
        return;
    memcpy(b->s + b->n, s, n);
    b->n += n;
}

void ent_i_buf_str(ent_buf *b, ent_str s) {
    ent_i_buf_put(b, s.s, s.n);
}

void ent_i_buf_printf(ent_buf *b, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0 || !reserve(b, (size_t)n + 1)) {
        b->bad = true;
        return;
    }
    va_start(ap, fmt);
    vsnprintf(b->s + b->n, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->n += (size_t)n;
}

/* The escape of one byte, or NULL when it stands for itself. */
static const char *json_escape(unsigned char c, char room[8]) {
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '<':
        return "\\u003c";
    }
    if (c >= 0x20 && c != 0x7F)
        return NULL;
    snprintf(room, 8, "\\u%04x", c);
    return room;
}

void ent_i_buf_json(ent_buf *b, ent_str s) {
    char room[8];
    size_t from = 0;
    if (!s.s) {
        ent_i_buf_put(b, "null", 4);
        return;
    }
    ent_i_buf_put(b, "\"", 1);
    for (size_t i = 0; i < s.n; i++) {
        const char *esc = json_escape((unsigned char)s.s[i], room);
        if (!esc)
            continue;
        ent_i_buf_put(b, s.s + from, i - from);
        ent_i_buf_put(b, esc, strlen(esc));
        from = i + 1;
    }
    ent_i_buf_put(b, s.s + from, s.n - from);
    ent_i_buf_put(b, "\"", 1);
}

void ent_i_buf_plain(ent_buf *b, ent_str s) {
    for (size_t i = 0, from = 0; (from = i) < s.n;) {
        int32_t c = ent_i_utf8_next(s, &i);
        if (c >= '\t' && c <= '\r')
            ent_i_buf_put(b, " ", 1);
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            ent_i_buf_put(b, "\xef\xbf\xbd", 3);
        else
            ent_i_buf_put(b, s.s + from, i - from);
    }
}

void ent_i_buf_number(ent_buf *b, double x) {
    char z[32];
    if (!isfinite(x)) {
        ent_i_buf_put(b, "null", 4);
        return;
    }
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(z, sizeof z, "%.*g", digits, x);
        if (strtod(z, NULL) == x)
            break;
    }
    ent_i_buf_put(b, z, strlen(z));
}

void ent_i_buf_fixed(ent_buf *b, double x, int digits) {
    static const double scale[] = {1e0, 1e1, 1e2, 1e3, 1e4,
                                   1e5, 1e6, 1e7, 1e8, 1e9};
    char z[40];
    size_t i = sizeof z;
    double big = fabs(x) * scale[digits] + 0.5;
    if (!(big < 9e15)) {
        ent_i_buf_printf(b, "%.*f", digits, x);
        return;
    }
    uint64_t left = (uint64_t)big;
    bool negative = x < 0 && left > 0;
    for (int d = 0; d < digits; d++, left /= 10)
        z[--i] = (char)('0' + left % 10);
    if (digits)
        z[--i] = '.';
    do
        z[--i] = (char)('0' + left % 10);
    while (left /= 10);
    if (negative)
        z[--i] = '-';
    ent_i_buf_put(b, z + i, sizeof z - i);
}

void ent_i_buf_csv(ent_buf *b, ent_str s) {
    bool quote = false;
    for (size_t i = 0; i < s.n && !quote; i++)
        quote = strchr(",\"\r\n", s.s[i]) && s.s[i];
    if (!quote) {
        ent_i_buf_str(b, s);
        return;
    }
    ent_i_buf_put(b, "\"", 1);
    for (size_t i = 0; i < s.n; i++)
        ent_i_buf_put(b, s.s[i] == '"' ? "\"\"" : &s.s[i],
                      s.s[i] == '"' ? 2 : 1);
    ent_i_buf_put(b, "\"", 1);
}

static int buf_write(void *user, const char *bytes, size_t n) {
    ent_buf *b = user;
    ent_i_buf_put(b, bytes, n);
    return b->bad;
}

ent_sink ent_i_buf_sink(ent_buf *b) {
    return (ent_sink){buf_write, b};
}

ent_err ent_i_write(ent_ctx *ctx, ent_sink out, ent_str s) {
    if (s.n && out.write(out.user, s.s, s.n))
        return ENT_FAIL(ctx, ENT_IO,
                        "the output could not be written; is the disk full?");
    return ENT_OK;
}
