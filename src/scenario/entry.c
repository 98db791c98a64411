/* entry.c - what the sections of the system have in common: entries with ids,
 * lists of names, switches, formulas with what they rest on. */
#include "scenario/scenario.h"

const ent_node *ent_i_entry_id(const ent_node *map) {
    for (uint32_t i = 0; map->kind == ENT_NODE_MAP && i < map->n; i++)
        if (ent_i_eqz(map->key[i]->text, "id") &&
            !ent_i_node_blank(map->item[i]))
            return map->item[i];
    return NULL;
}

ent_err ent_i_map_read(ent_reader *r, const ent_node *node, const char *what,
                       ent_i_entry *read) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, what, &ok));
    uint32_t errors = r->n_errors;
    for (uint32_t i = 0; ok && i < node->n; i++)
        ENT_TRY(read(r, node->key[i], node->item[i]));
    r->partial |= r->n_errors > errors; /* an entry may have been left out */
    return ENT_OK;
}

ent_err ent_i_entries_read(ent_reader *r, const ent_node *node,
                           const char *what, ent_i_entry *read) {
    bool ok;
    if (!ent_i_node_blank(node) && node->kind == ENT_NODE_MAP) {
        bool partial =
            r->partial; /* these are not what sets are addressed to */
        ent_err e = ent_i_map_read(r, node, what, read);
        r->partial = partial;
        return e;
    }
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_LIST, what, &ok));
    for (uint32_t i = 0; ok && i < node->n; i++) {
        const ent_node *item = node->item[i];
        if (item->kind == ENT_NODE_MAP)
            ENT_TRY(read(r, ent_i_entry_id(item), item));
        else
            ENT_TRY(ent_i_find(r, ENT_SYNTAX, item->at,
                               "an entry of %s is written as a map, {name: "
                               "value}",
                               what));
    }
    return ENT_OK;
}

ent_err ent_i_flag_read(ent_reader *r, const ent_node *node, const char *what,
                        bool *out) {
    *out = false;
    if (ent_i_node_blank(node))
        return ENT_OK;
    if (node->kind == ENT_NODE_SCALAR) {
        *out = ent_i_eqz(node->text, "true");
        if (*out || ent_i_eqz(node->text, "false"))
            return ENT_OK;
    }
    return ent_i_find(r, ENT_SYNTAX, node->at, "%s is true or false", what);
}

ent_err ent_i_number_read(ent_reader *r, const ent_node *node,
                          const ent_range *range, double *out) {
    ent_str text;
    ENT_TRY(ent_i_text(r, node, range->what, &text));
    if (ent_i_node_blank(node) || node->kind != ENT_NODE_SCALAR)
        return ENT_OK;
    double x;
    bool number = ent_i_number(text, &x);
    if (number && x <= range->hi &&
        (range->above ? x > range->lo : x >= range->lo)) {
        *out = x;
        return ENT_OK;
    }
    return ent_i_find(r, ENT_DOMAIN, node->at,
                      "%s '%.*s' is not a number %s %.10g and at most %.10g",
                      range->what, ENT_P(ent_i_clip(text)),
                      range->above ? "above" : "of at least", range->lo,
                      range->hi);
}

ent_err ent_i_find_name(ent_reader *r, const ent_node *node,
                        const ent_index *names, const char *what,
                        uint32_t *row) {
    ent_str text;
    *row = ENT_NONE;
    ENT_TRY(ent_i_text(r, node, what, &text));
    if (!text.n)
        return ENT_OK;
    *row = ent_i_index_find(names, text);
    if (*row != ENT_NONE)
        return ENT_OK;
    return ent_i_find(r, ENT_NAME, node->at, "there is no %s '%.*s'%s", what,
                      ENT_P(ent_i_clip(text)),
                      ent_i_hint(r->ctx->temp, text, names->key, names->n));
}

static ent_err add_row(ent_reader *r, const ent_node *node,
                       const ent_index *names, const char *what,
                       ent_vec *rows) {
    uint32_t row, *at = rows->at;
    if (node->kind != ENT_NODE_SCALAR || !node->text.n)
        return ent_i_find(r, ENT_SYNTAX, node->at, "%s is expected here", what);
    ENT_TRY(ent_i_find_name(r, node, names, what, &row));
    if (row == ENT_NONE)
        return ENT_OK;
    for (size_t i = 0; i < rows->n; i++)
        if (at[i] == row)
            return ent_i_find(r, ENT_NAME, node->at,
                              "%s '%.*s' stands here twice; keep one", what,
                              ENT_P(ent_i_clip(node->text)));
    uint32_t *place = ENT_PUSH(r->ctx->keep, rows, uint32_t);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = row;
    return ENT_OK;
}

ent_err ent_i_find_names(ent_reader *r, const ent_node *node,
                         const ent_index *names, const char *what,
                         ent_name_rows *out) {
    ent_vec rows = {0};
    bool list = node && node->kind == ENT_NODE_LIST;
    *out = (ent_name_rows){0};
    if (ent_i_node_blank(node))
        return ENT_OK;
    for (uint32_t i = 0; i < (list ? node->n : 1); i++)
        ENT_TRY(add_row(r, list ? node->item[i] : node, names, what, &rows));
    *out = (ent_name_rows){rows.at, rows.n};
    return ENT_OK;
}

ent_err ent_i_texts_read(ent_reader *r, const ent_node *node, const char *what,
                         ent_vec *out) {
    bool list = node && node->kind == ENT_NODE_LIST;
    if (ent_i_node_blank(node))
        return ENT_OK;
    for (uint32_t i = 0; i < (list ? node->n : 1); i++) {
        const ent_node *item = list ? node->item[i] : node;
        ent_str text;
        ENT_TRY(ent_i_text(r, item, what, &text));
        if (!text.n)
            continue;
        ent_str *place = ENT_PUSH(r->ctx->keep, out, ent_str);
        if (!place)
            return ENT_NOMEM_FAIL(r->ctx);
        *place = text;
    }
    return ENT_OK;
}

ent_err ent_i_owner_read(ent_reader *r, const ent_node *key, const char *what,
                         uint32_t *actor, bool *ok) {
    ent_str rest = key->text, who = ent_i_cut(&rest, '.');
    ENT_TRY(ent_i_id_dotted(r, key, what, ok));
    if (!*ok)
        return ENT_OK;
    *actor = ent_i_index_find(&r->actors, who);
    *ok = rest.n && *actor != ENT_NONE;
    if (*ok)
        return ENT_OK;
    if (!rest.n)
        return ent_i_find(r, ENT_NAME, key->at,
                          "'%.*s' does not say whose it is; %s is named "
                          "ACTOR.%.*s",
                          ENT_P(ent_i_clip(who)), what, ENT_P(ent_i_clip(who)));
    return ent_i_find(
        r, ENT_NAME, key->at, "there is no actor '%.*s'%s",
        ENT_P(ent_i_clip(who)),
        ent_i_hint(r->ctx->temp, who, r->actors.key, r->actors.n));
}

ent_err ent_i_grounds_read(ent_reader *r, const ent_node *const *got,
                           ent_place at, ent_grounds *out) {
    *out = (ent_grounds){.at = at};
    return ent_i_basis_read(
        r, &(ent_basis_nodes){got[0], got[1], got[2], got[3]}, out);
}

/* ---- formulas */

/* Does the text stand for a number, certain or not? */
bool ent_i_value_like(ent_str text) {
    static const char *const words[] = {"uniform(", "normal(", "choice("};
    double x;
    ent_str s = ent_i_trim(text);
    for (size_t i = 0; i < 3; i++)
        if (ent_i_starts(s, words[i]))
            return true;
    return ent_i_number(s, &x) || memmem(s.s, s.n, "..", 2);
}

/* The place of the first character that is no white space. */
static ent_str strip(ent_str s, ent_place *at) {
    while (s.n && strchr(" \t\r\n", s.s[0])) {
        at->column++;
        if (s.s[0] == '\n') {
            at->line++;
            at->column = 1;
        }
        s.s++, s.n--;
    }
    return ent_i_trim(s);
}

ent_err ent_i_formula_put(ent_reader *r, ent_str text, ent_str name,
                          ent_place at, uint32_t *row) {
    ent_formula *f = ENT_PUSH(r->ctx->keep, &r->formula, ent_formula);
    if (!f || !name.s || !text.s)
        return ENT_NOMEM_FAIL(r->ctx);
    *f = (ent_formula){text, name, at};
    *row = (uint32_t)r->formula.n - 1;
    return ENT_OK;
}

static ent_err add_text(ent_reader *r, const ent_node *node, ent_str name,
                        uint32_t *row) {
    ent_place at = node->at;
    ent_str text = node->text;
    if (node->raw.s) {
        text = node->raw;
        at.column += node->quoted && text.s[-1] == '"';
        at.column += node->quoted && text.s[-1] == '\'';
    }
    text = strip(text, &at);
    return ent_i_formula_put(r, ent_i_dup(r->ctx->keep, text), name, at, row);
}

ent_str ent_i_name_quoted(ent_arena *a, ent_str name) {
    bool plain = name.n && (name.s[0] < '0' || name.s[0] > '9');
    for (size_t i = 0; i < name.n; i++) {
        char c = name.s[i];
        plain &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                 (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
    }
    return plain ? name : ent_i_printf(a, "`%.*s`", ENT_P(name));
}

ent_err ent_i_formula_add(ent_reader *r, const ent_node *node,
                          const ent_range *range, ent_str name,
                          const ent_grounds *basis, uint32_t *row) {
    uint32_t value;
    *row = ENT_NONE;
    if (ent_i_node_blank(node))
        return ENT_OK;
    if (node->kind == ENT_NODE_LIST)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "%s is a formula or a number, not a list",
                          range->what);
    if (node->kind == ENT_NODE_SCALAR && !ent_i_value_like(node->text))
        return add_text(r, node, name, row);
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_value_add(r, node, range, name, basis, &value));
    if (r->n_errors == errors &&
        ((ent_value *)r->value.at)[value].kind == ENT_VALUE_BLANK)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "%s has no number; write value: 20", range->what);
    return ent_i_formula_put(r, ent_i_name_quoted(r->ctx->keep, name), name,
                             node->at, row);
}
