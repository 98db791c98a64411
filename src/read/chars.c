/* chars.c - what structure asks of a character, over all of Unicode. */
#include "read/text.h"
#include <utf8proc.h>

int32_t ent_i_utf8_before(ent_str s, size_t *i) {
    size_t at = *i, start = *i;
    if (!at)
        return -1;
    do
        at--;
    while (at && start - at < 4 && ((unsigned char)s.s[at] & 0xC0) == 0x80);
    size_t next = at;
    int32_t c = ent_i_utf8_next(s, &next);
    if (next != start) { /* a stray byte */
        at = start - 1;
        c = -1;
    }
    *i = at;
    return c;
}

bool ent_i_is_blank(int32_t c) {
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    utf8proc_category_t k = utf8proc_category(c);
    return (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP) ||
           c == 0x85 || c == 0x200B || c == 0xFEFF;
}

bool ent_i_is_upper(int32_t c) {
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    utf8proc_category_t k = utf8proc_category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool ent_i_is_lower(int32_t c) {
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    return utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool ent_i_is_caseless(int32_t c) {
    return c >= 0x80 && utf8proc_category(c) == UTF8PROC_CATEGORY_LO;
}

ent_span ent_i_span_trim(ent_str text, ent_span at) {
    size_t i = at.start, end = at.end;
    while (i < end) {
        size_t next = i;
        if (!ent_i_is_blank(ent_i_utf8_next((ent_str){text.s, end}, &next)))
            break;
        i = next;
    }
    while (end > i) {
        size_t before = end;
        if (!ent_i_is_blank(ent_i_utf8_before(text, &before)))
            break;
        end = before;
    }
    return (ent_span){(uint32_t)i, (uint32_t)end};
}
