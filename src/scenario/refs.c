/* refs.c - references as scenarios write them: 002#19, 002#19.3, and 002.19,
 * as tables written for spreadsheets have it. */
#include "scenario/scenario.h"

ent_err ent_i_ref_read(ent_str text, ent_ref *out) {
    uint64_t para;
    text = ent_i_trim(text);
    size_t at = text.n;
    while (at && text.s[at - 1] != '.')
        at--;
    if (text.n && memchr(text.s, '#', text.n))
        return ent_ref_read(text, out);
    if (at < 2 || !ent_i_uint((ent_str){text.s + at, text.n - at}, &para) ||
        !para || para > UINT32_MAX)
        return ENT_SYNTAX;
    *out = (ent_ref){{text.s, at - 1}, (uint32_t)para, 0};
    return ENT_OK;
}
