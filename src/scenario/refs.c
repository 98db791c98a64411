/* refs.c - references to paragraphs and sentences: 002#19, 002#19.3. */
#include "scenario/scenario.h"

static bool count_read(ent_str s, uint32_t *out) {
    uint64_t n;
    if (!s.n || s.s[0] == ' ' || !ent_i_uint(s, &n) || !n || n > UINT32_MAX)
        return false;
    *out = (uint32_t)n;
    return true;
}

/* The last `sep` in s, or s.n. */
static size_t last_of(ent_str s, char sep) {
    size_t i = s.n;
    while (i && s.s[i - 1] != sep)
        i--;
    return i ? i - 1 : s.n;
}

/* Tables written for spreadsheets have a dot for '#': 002.19. */
ent_err ent_ref_read(ent_str text, ent_ref *out) {
    ent_ref ref = {0};
    text = ent_i_trim(text);
    size_t at = last_of(text, '#');
    bool dotted = at == text.n;
    if (dotted)
        at = last_of(text, '.');
    if (!at || at == text.n)
        return ENT_SYNTAX;
    ref.doc = (ent_str){text.s, at};
    ent_str rest = {text.s + at + 1, text.n - at - 1};
    ent_str para = dotted ? rest : ent_i_cut(&rest, '.');
    if (!count_read(para, &ref.para))
        return ENT_SYNTAX;
    if (!dotted && rest.s && !count_read(rest, &ref.sent))
        return ENT_SYNTAX;
    *out = ref;
    return ENT_OK;
}
