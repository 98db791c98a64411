/* refs.c - references as tables made for spreadsheets have them: 002.19. */
#include "scenario/scenario.h"

/* Only a dot before the last number stands for '#': the document of a name
 * with dots keeps them, and sentences need the proper form. */
ent_err ent_i_ref_read(ent_str text, ent_ref *out, bool *dotted) {
    size_t dot = text.n;
    *dotted = false;
    if (!ent_ref_read(text, out))
        return ENT_OK;
    while (dot && text.s[dot - 1] != '.')
        dot--;
    ent_str number = {text.s + dot, text.n - dot};
    uint64_t para;
    if (dot < 2 || memchr(text.s, '#', text.n) || !ent_i_uint(number, &para) ||
        !para || para > UINT32_MAX)
        return ENT_SYNTAX;
    *out = (ent_ref){.doc = {text.s, dot - 1}, .para = (uint32_t)para};
    *dotted = true;
    return ENT_OK;
}

ent_str ent_i_ref_alias(const ent_scenario *s, ent_str doc) {
    for (size_t i = 0; i < s->n_aliases; i++)
        if (ent_i_eq(s->alias[i].doc, doc))
            return s->alias[i].alias;
    return (ent_str){0};
}
