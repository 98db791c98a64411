/* ids.c - which names a file may give: those that leave every dotted name of
 * the language with one meaning. */
#include "scenario/scenario.h"

/* Words that tell the parts of a value's name apart. */
static const char *const name_parts[] = {
    "position",   "salience", "leverage",   "reservation",
    "capability", "weight",   "status_quo", "failure_costs",
    "tie",        "event",    "lens",       NULL};

/* Words with which names in formulas begin. */
static const char *const name_heads[] = {
    "settle",   "failed",  "stand",  "desired",   "open",    "did",   "chance",
    "seen",     "belief",  "payoff", "attention", "deal",    "gain",  "odds",
    "happened", "strikes", "last",   "link",      "group",   "claim", "t",
    "year",     "month",   "base",   "option",    "visible", "auto",  "and",
    "or",       "not",     "if",     NULL};

/* With these end the names of dials and other settings of a part. */
static const char *const name_ends[] = {
    "hold",    "shift",    "scale",   "temperature", "detected",
    "if_true", "if_false", "walkout", "fade",        NULL};

static const char *in_list(const char *const *list, ent_str name) {
    for (size_t i = 0; list[i]; i++)
        if (ent_i_eqz(name, list[i]))
            return list[i];
    return NULL;
}

ent_str ent_i_last_part(ent_str name) {
    size_t i = name.n;
    while (i && name.s[i - 1] != '.')
        i--;
    return (ent_str){name.s + i, name.n - i};
}

bool ent_i_is_setting(ent_str name) {
    return in_list(name_ends, ent_i_last_part(name)) != NULL;
}

static bool can_name(ent_str s) {
    if (!s.n || s.n > 64)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.s[i] <= ' ' || s.s[i] == 0x7F ||
            strchr(".*=+|#,;:()[]{}\"'`<>&\\/", s.s[i]))
            return false;
    return true;
}

static ent_err taken(ent_reader *r, const ent_node *key, const char *what,
                     const char *word) {
    return ent_i_find(r, ENT_NAME, key->at,
                      "'%s' cannot name %s, for it is a part of the names of "
                      "values; choose another",
                      word, what);
}

ent_err ent_i_id(ent_reader *r, const ent_node *key, const char *what,
                 bool *ok) {
    *ok = key->kind == ENT_NODE_SCALAR && can_name(key->text);
    if (!*ok)
        return ent_i_find(r, ENT_NAME, key->at,
                          "'%.*s' cannot name %s; use letters, digits, '_' "
                          "and '-', at most 64 bytes",
                          ENT_P(ent_i_clip(key->text)), what);
    const char *word = in_list(name_parts, key->text);
    *ok = !word;
    return word ? taken(r, key, what, word) : ENT_OK;
}

ent_err ent_i_id_head(ent_reader *r, const ent_node *key, const char *what,
                      bool *ok) {
    ENT_TRY(ent_i_id(r, key, what, ok));
    const char *word = *ok ? in_list(name_heads, key->text) : NULL;
    *ok &= !word;
    return word ? taken(r, key, what, word) : ENT_OK;
}

/* Every part of "PRK.reserves" must be able to name something; the first is
 * no word of formulas, the last no dial. */
ent_err ent_i_id_dotted(ent_reader *r, const ent_node *key, const char *what,
                        bool *ok) {
    ent_str rest = key->text, part = {0};
    const char *word = NULL;
    *ok = key->kind == ENT_NODE_SCALAR && key->text.n <= 128;
    for (bool first = true; rest.s && *ok; first = false) {
        part = ent_i_cut(&rest, '.');
        *ok = can_name(part);
        if (first && !word)
            word = in_list(name_heads, part);
        if (!word)
            word = in_list(name_parts, part);
    }
    if (!*ok)
        return ent_i_find(r, ENT_NAME, key->at,
                          "'%.*s' cannot name %s; use letters, digits, '_' and "
                          "'-', in parts with dots between them",
                          ENT_P(ent_i_clip(key->text)), what);
    if (!word)
        word = in_list(name_ends, part);
    *ok = !word;
    return word ? taken(r, key, what, word) : ENT_OK;
}

ent_err ent_i_name_put(ent_reader *r, ent_str name, ent_place at, bool *ok) {
    ent_place *place;
    *ok = false;
    if (!name.s)
        return ENT_NOMEM_FAIL(r->ctx);
    uint32_t row = ent_i_index_find(&r->named, name);
    if (row != ENT_NONE) {
        place = (ent_place *)r->place.at + row;
        return ent_i_find(r, ENT_NAME, at,
                          "'%.*s' is named twice, first in %.*s, line %u; keep "
                          "one or rename it",
                          ENT_P(ent_i_clip(name)),
                          ENT_P(ent_i_path_base(place->file)), place->line);
    }
    place = ENT_PUSH(r->ctx->temp, &r->place, ent_place);
    if (!place || !ent_i_index_put(r->ctx->temp, &r->named, name,
                                   (uint32_t)r->place.n - 1))
        return ENT_NOMEM_FAIL(r->ctx);
    *place = at;
    *ok = true;
    return ENT_OK;
}
