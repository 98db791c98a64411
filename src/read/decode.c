/* decode.c - which encoding the bytes are in, and their text in UTF-8.
 *
 * A byte order mark decides first, then the zeros of UTF-16, then whether the
 * bytes are UTF-8; what is left is a legacy code page, guessed by uchardet
 * and decoded by iconv one character at a time so that the origin of each is
 * known.  Line ends become '\n'.  Plain UTF-8 keeps its bytes and needs no
 * map. */
#include "read/text.h"
#include <iconv.h>
#include <uchardet/uchardet.h>

enum {
    GUESS_BYTES = 1 << 20, /* of a text suffice to know its code page */
    MAX_BYTES = 1 << 30    /* so that offsets fit 32 bits after decoding */
};

typedef struct source {
    ent_weave w;
    size_t bad; /* bytes that stand for no character */
} source;

/* ---- is it text at all? */

typedef struct census {
    size_t zero[2]; /* at even and at odd places */
    size_t controls;
} census;

static census count_bytes(ent_str s) {
    census c = {0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.s[i];
        c.zero[i & 1] += b == 0;
        c.controls += b < 0x20 && b != '\t' && b != '\n' && b != '\r' &&
                      b != '\f' && b != '\v' && b != 0x1B;
    }
    return c;
}

static ent_err fail_binary(ent_ctx *ctx, const ent_doc *doc) {
    ent_place at = {doc->path, 0, 0};
    return ENT_FAIL_AT(ctx, ENT_ENCODING, at,
                       "these bytes are no text, but a program, a picture or "
                       "the like; give text or HTML");
}

/* ---- the encodings */

static void put_code(source *to, int32_t c, size_t from, size_t end) {
    char room[4];
    if (c < 0) {
        to->bad += end - from;
        c = 0xFFFD;
    }
    ent_i_weave_put(&to->w, (ent_str){room, ent_i_utf8_put(c, room)}, from,
                    end);
}

/* CR LF and a lone CR are line ends. */
static bool put_return(source *to, int32_t c, int32_t next, size_t from,
                       size_t end) {
    if (c != '\r')
        return false;
    if (next != '\n')
        put_code(to, '\n', from, end);
    return true;
}

static void from_utf8(ent_str s, size_t i, source *to) {
    size_t run = i;
    to->w.end = i;
    while (i < s.n) {
        size_t at = i;
        int32_t c = ent_i_utf8_next(s, &i);
        if (c >= 0 && c != '\r')
            continue;
        ent_i_weave_run(&to->w, s, run, at);
        run = i;
        if (!put_return(to, c, i < s.n ? s.s[i] : -1, at, i))
            put_code(to, -1, at, i);
    }
    ent_i_weave_run(&to->w, s, run, i);
}

/* One code unit of 2 or 4 bytes at s[i], or -1 when it is cut off. */
static int64_t unit(ent_str s, size_t i, size_t width, bool big) {
    int64_t u = 0;
    if (i + width > s.n)
        return -1;
    for (size_t k = 0; k < width; k++) {
        size_t at = i + (big ? k : width - 1 - k);
        u = u << 8 | (unsigned char)s.s[at];
    }
    return u;
}

static int32_t wide_next(ent_str s, size_t *i, size_t width, bool big) {
    int64_t u = unit(s, *i, width, big);
    if (u < 0) {
        *i = s.n;
        return -1;
    }
    *i += width;
    if (width == 2 && u >= 0xD800 && u < 0xDC00) {
        int64_t low = unit(s, *i, width, big);
        if (low < 0xDC00 || low > 0xDFFF)
            return -1;
        *i += width;
        return (int32_t)(0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00));
    }
    bool none = u > 0x10FFFF || (u >= 0xD800 && u <= 0xDFFF);
    return none ? -1 : (int32_t)u;
}

static void from_wide(ent_str s, size_t i, size_t width, bool big, source *to) {
    to->w.end = i;
    while (i < s.n) {
        size_t at = i, ahead;
        int32_t c = wide_next(s, &i, width, big);
        ahead = i;
        int32_t next =
            c == '\r' && i < s.n ? wide_next(s, &ahead, width, big) : -1;
        if (!put_return(to, c, next, at, i))
            put_code(to, c, at, i);
    }
}

/* The next character of a code page: as few bytes as make one. */
static int32_t page_next(iconv_t page, ent_str s, size_t *i) {
    char room[8];
    for (size_t width = 1; width <= 8 && *i + width <= s.n; width++) {
        char *in = (char *)(uintptr_t)(s.s + *i), *out = room;
        size_t in_left = width, out_left = sizeof room, at = 0;
        iconv(page, &in, &in_left, &out, &out_left);
        if (in_left)
            continue;
        *i += width;
        if (out == room)
            return 0xFEFF; /* a shift of state: no character */
        return ent_i_utf8_next((ent_str){room, (size_t)(out - room)}, &at);
    }
    (*i)++;
    return -1;
}

static void from_page(iconv_t page, ent_str s, source *to) {
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t c = page_next(page, s, &i);
        if (c != 0xFEFF && !put_return(to, c, i < s.n ? s.s[i] : -1, at, i))
            put_code(to, c, at, i);
    }
}

/* ---- which encoding */

/* Bytes of legacy text are rarely UTF-8 by chance: where whole multi-byte
 * characters outnumber the bad bytes, it is UTF-8 that was damaged. */
static bool mostly_utf8(ent_str s) {
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t c = ent_i_utf8_next(s, &i);
        good += i - at > 1;
        bad += c < 0;
    }
    return good >= bad;
}

/* "charset=windows-1251" in the head of a page states what uchardet would
 * have to guess. */
static ent_str stated_charset(ent_str s) {
    s.n = s.n < 2048 ? s.n : 2048;
    const char *at = memmem(s.s, s.n, "charset=", 8);
    if (!at || (s.n && !memchr(s.s, '<', (size_t)(at - s.s))))
        return (ent_str){0};
    size_t i = (size_t)(at - s.s) + 8, from;
    while (i < s.n && (s.s[i] == '"' || s.s[i] == '\''))
        i++;
    for (from = i; i < s.n && (s.s[i] == '-' || s.s[i] == '_' ||
                               (s.s[i] >= '0' && s.s[i] <= '9') ||
                               (s.s[i] >= 'A' && s.s[i] <= 'Z') ||
                               (s.s[i] >= 'a' && s.s[i] <= 'z'));)
        i++;
    return (ent_str){s.s + from, i - from};
}

static ent_err guess_page(ent_ctx *ctx, ent_str s, ent_str *name) {
    *name = ent_i_dup(ctx->keep, stated_charset(s));
    if (name->n)
        return ENT_OK;
    uchardet_t guess = uchardet_new();
    if (!guess)
        return ENT_NOMEM_FAIL(ctx);
    uchardet_handle_data(guess, s.s, s.n < GUESS_BYTES ? s.n : GUESS_BYTES);
    uchardet_data_end(guess);
    *name = ent_i_dup(ctx->keep, ent_i_str(uchardet_get_charset(guess)));
    uchardet_delete(guess);
    return name->s ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

static ent_err decode_page(ent_ctx *ctx, ent_doc *doc, source *to) {
    ent_place at = {doc->path, 0, 0};
    ENT_TRY(guess_page(ctx, doc->bytes, &doc->encoding));
    iconv_t page =
        doc->encoding.n ? iconv_open("UTF-8", doc->encoding.s) : (iconv_t)-1;
    if (page == (iconv_t)-1)
        return ENT_FAIL_AT(ctx, ENT_ENCODING, at,
                           "the encoding%s%.*s is not known; save the file as "
                           "UTF-8",
                           doc->encoding.n ? " " : "", ENT_P(doc->encoding));
    from_page(page, doc->bytes, to);
    iconv_close(page);
    if (to->bad * 4 > doc->bytes.n)
        return ENT_FAIL_AT(ctx, ENT_ENCODING, at,
                           "%zu of %zu bytes are no characters of %.*s; save "
                           "the file as UTF-8",
                           to->bad, doc->bytes.n, ENT_P(doc->encoding));
    return ENT_OK;
}

/* UTF-16 and UTF-32, by their mark or by where the zeros stand. */
static bool decode_wide(ent_doc *doc, census c, source *to) {
    static const struct {
        const char *name, *mark;
        size_t n_mark, width;
        bool big;
    } kinds[] = {{"UTF-32LE", "\xFF\xFE\0\0", 4, 4, false},
                 {"UTF-32BE", "\0\0\xFE\xFF", 4, 4, true},
                 {"UTF-16LE", "\xFF\xFE", 2, 2, false},
                 {"UTF-16BE", "\xFE\xFF", 2, 2, true}};
    ent_str s = doc->bytes;
    size_t half = s.n / 2, few = half / 16;
    for (size_t k = 0; k < 4; k++) {
        bool marked = s.n >= kinds[k].n_mark &&
                      memcmp(s.s, kinds[k].mark, kinds[k].n_mark) == 0;
        bool zeros = kinds[k].width == 2 && s.n >= 4 && s.n % 2 == 0 &&
                     c.zero[!kinds[k].big] > half / 2 &&
                     c.zero[kinds[k].big] <= few;
        if (!marked && !zeros)
            continue;
        doc->encoding = ent_i_str(kinds[k].name);
        from_wide(s, marked ? kinds[k].n_mark : 0, kinds[k].width, kinds[k].big,
                  to);
        return true;
    }
    return false;
}

static ent_err decode(ent_ctx *ctx, ent_doc *doc, source *to) {
    ent_str s = doc->bytes;
    census c = count_bytes(s);
    if (!decode_wide(doc, c, to)) {
        if (c.zero[0] || c.zero[1] || c.controls * 20 > s.n)
            return fail_binary(ctx, doc);
        size_t mark = ent_i_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
        if (mark || ent_i_utf8_bad(s) == s.n || mostly_utf8(s)) {
            doc->encoding = ENT_STR("UTF-8");
            from_utf8(s, mark, to);
        } else {
            ENT_TRY(decode_page(ctx, doc, to));
        }
    }
    if (to->bad)
        doc->encoding = ent_i_printf(ctx->keep, "%.*s (%zu bad byte%s)",
                                     ENT_P(doc->encoding), to->bad,
                                     to->bad == 1 ? "" : "s");
    return ent_i_weave_end(ctx, &to->w, doc);
}

ent_err ent_i_decode(ent_ctx *ctx, ent_doc *doc) {
    source to = {0};
    ent_str s = doc->bytes;
    if (s.n > MAX_BYTES)
        return ENT_FAIL_AT(ctx, ENT_LIMIT, (ent_place){doc->path, 0, 0},
                           "more than 1 GiB; split it");
    doc->text = s;
    doc->origin = NULL;
    doc->encoding = ENT_STR("UTF-8");
    if (!s.n || (!memchr(s.s, '\r', s.n) && !memchr(s.s, 0, s.n) &&
                 count_bytes(s).controls * 20 <= s.n &&
                 !ent_i_starts(s, "\xEF\xBB\xBF") && ent_i_utf8_bad(s) == s.n))
        return ENT_OK;
    ent_err e = decode(ctx, doc, &to);
    ent_i_weave_free(&to.w);
    return e;
}
