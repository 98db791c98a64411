/* html_text.c - the text of a page's node, each character with its place.
 *
 * gumbo gives a node's decoded text and the source it came from.  Walking
 * both side by side finds which characters stand for a reference (&mdash;)
 * and how long it is, without a second table of names. */
#include "read/html.h"

static bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static ent_str from(ent_str s, size_t i) {
    return i < s.n ? (ent_str){s.s + i, s.n - i} : (ent_str){s.s, 0};
}

static bool begins_with(ent_str s, ent_str start) {
    return s.n >= start.n && memcmp(s.s, start.s, start.n) == 0;
}

static size_t number_length(ent_str s) {
    bool hex = s.n > 2 && (s.s[2] | 0x20) == 'x';
    size_t i = hex ? 3 : 2, first = i;
    while (i < s.n && is_alnum(s.s[i]) &&
           (hex ? (s.s[i] | 0x20) <= 'f' : s.s[i] <= '9'))
        i++;
    if (i == first)
        return 1; /* "&#" as it stands */
    return i + (i < s.n && s.s[i] == ';');
}

/* Bytes of the reference at s ("&…") after which the text goes on as @p left.
 * Old names need no semicolon, so a name may be followed by letters of the
 * text: as many of its last letters as stand in the text belong to that. */
static size_t name_length(ent_str s, ent_str left) {
    size_t end = 1;
    while (end < s.n && end < 40 && is_alnum(s.s[end]))
        end++;
    bool semicolon = end < s.n && s.s[end] == ';';
    size_t whole = end + semicolon;
    for (size_t cut = 3; cut < whole; cut++)
        if (begins_with(left, (ent_str){s.s + cut, whole - cut}))
            return cut;
    return whole;
}

/* How many bytes of source the character at the start of text stands for. */
static size_t source_length(ent_str s, ent_str text, size_t width) {
    if (s.s[0] != '&')
        return width;
    if (s.n > 1 && s.s[1] == '#')
        return number_length(s);
    if (text.s[0] != '&')
        return name_length(s, from(text, width));
    if (!ent_i_starts(s, "&amp") && !ent_i_starts(s, "&AMP"))
        return 1;
    return s.n > 4 && s.s[4] == ';' ? 5 : 4;
}

/* The place in the source of a character of the text: skips tags that gumbo
 * dropped inside the node. */
static size_t align(ent_str source, size_t j, ent_str piece) {
    while (j < source.n && source.s[j] != '&') {
        if (begins_with(from(source, j), piece))
            return j;
        const char *close =
            source.s[j] == '<' ? memchr(source.s + j, '>', source.n - j) : NULL;
        j = close ? (size_t)(close - source.s) + 1 : j + 1;
    }
    return j < source.n ? j : source.n;
}

/* The second of two characters that one reference stands for. */
static bool is_second(int32_t c) {
    return c == 0x338 || c == 0x20D2 || c == 0x20E5 || c == 0xFE00 ||
           c == 0x333 || c == 0x331 || c == 0x200A;
}

static bool is_white(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void put(ent_weave *w, ent_str piece, size_t start, size_t end,
                bool pre) {
    bool fresh = w->text.n == w->line;
    if (!is_white(piece.s[0])) {
        ent_i_weave_put(w, piece, start, end);
    } else if (pre && piece.s[0] == '\n') {
        ent_i_weave_line(w, NULL, ENT_TEXT_BODY);
    } else if (!fresh && !w->text.bad && w->text.s[w->text.n - 1] != ' ') {
        ent_i_weave_put(w, ENT_STR(" "), start, end);
    }
}

/* Is the character at source place j the second one of the reference that
 * ends there? */
static bool is_extra(ent_str left, ent_str piece) {
    size_t i = 0;
    if (!left.n || begins_with(left, piece))
        return !left.n;
    return is_second(ent_i_utf8_next(piece, &i)) ||
           (left.s[0] != '<' && left.s[0] != '&');
}

void ent_i_page_text(ent_weave *w, ent_str source, const GumboText *node,
                     bool pre) {
    ent_str text = ent_i_str(node->text);
    ent_str s = {node->original_text.data, node->original_text.length};
    size_t base = s.n ? (size_t)(s.s - source.s) : w->end;
    bool reference = false;
    for (size_t i = 0, j = 0; i < text.n && !w->text.bad;) {
        size_t next = i, start, end;
        ent_i_utf8_next(text, &next);
        ent_str piece = {text.s + i, next - i};
        if (reference && is_extra(from(s, j), piece)) {
            start = end = j;
        } else {
            start = align(s, j, piece);
            end = start < s.n ? start + source_length(from(s, start),
                                                      from(text, i), piece.n)
                              : start;
        }
        reference = end > start && s.s[start] == '&';
        put(w, piece, base + start, base + end, pre);
        i = next;
        j = end;
    }
}
