/* basis.c - what a value rests on: evidence, confidence, note, coder; and the
 * table of values, each with its name. */
#include "scenario/scenario.h"

/* A document under its own name, or under a short one. */
static ent_err resolve(ent_reader *r, ent_str *doc, ent_place at) {
    uint32_t row = ent_i_index_find(&r->aliases, *doc);
    const ent_alias *alias = r->alias.at;
    if (row != ENT_NONE) {
        *doc = alias[row].doc;
        return ENT_OK;
    }
    for (size_t i = 0; i < r->alias.n; i++)
        if (ent_i_eq(alias[i].doc, *doc))
            return ENT_OK;
    if (!r->alias.n || ent_i_index_find(&r->strange, *doc) != ENT_NONE)
        return ENT_OK;
    if (!ent_i_index_put(r->ctx->temp, &r->strange, *doc, 0))
        return ENT_NOMEM_FAIL(r->ctx);
    return ent_i_find(
        r, ENT_OK, at, "document '%.*s' is not among `documents`%s",
        ENT_P(ent_i_clip(*doc)),
        ent_i_hint(r->ctx->temp, *doc, r->aliases.key, r->aliases.n));
}

static ent_err read_ref(ent_reader *r, ent_str text, ent_place at,
                        ent_vec *refs) {
    ent_ref ref;
    bool dotted;
    if (ent_i_ref_read(text, &ref, &dotted))
        return ent_i_find(r, ENT_SYNTAX, at,
                          "evidence '%.*s' is not a reference; write "
                          "document#paragraph or document#paragraph.sentence, "
                          "as in 002#19.3",
                          ENT_P(ent_i_clip(text)));
    if (dotted && !r->n_dotted++)
        r->dotted = at;
    ENT_TRY(resolve(r, &ref.doc, at));
    ent_ref *place = ENT_PUSH(r->ctx->keep, refs, ent_ref);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = ref;
    return ENT_OK;
}

static ent_str take_word(ent_str *rest) {
    static const char gaps[] = " \t\r\n,;";
    while (rest->n && memchr(gaps, rest->s[0], sizeof gaps - 1))
        rest->s++, rest->n--;
    ent_str word = {rest->s, 0};
    while (word.n < rest->n && !memchr(gaps, rest->s[word.n], sizeof gaps - 1))
        word.n++;
    *rest = (ent_str){rest->s + word.n, rest->n - word.n};
    return word;
}

/* One or several references in one text, separated by spaces.  An item of a
 * list with one '#' is taken whole: names of documents may have spaces. */
static ent_err read_refs(ent_reader *r, const ent_node *node, bool in_list,
                         ent_vec *refs) {
    if (node->kind != ENT_NODE_SCALAR)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "evidence is a reference or a list of them, as in "
                          "[002#19, 001#14]");
    ent_str rest = node->text, word;
    const char *sign = memchr(rest.s, '#', rest.n);
    if (in_list && sign == memrchr(rest.s, '#', rest.n))
        return read_ref(r, rest, node->at, refs);
    while ((word = take_word(&rest)).n)
        ENT_TRY(read_ref(r, word, node->at, refs));
    return ENT_OK;
}

static ent_err read_evidence(ent_reader *r, const ent_node *node,
                             ent_grounds *io) {
    ent_vec refs = {0};
    bool list = node->kind == ENT_NODE_LIST;
    for (uint32_t i = 0; i < (list ? node->n : 1); i++)
        ENT_TRY(read_refs(r, list ? node->item[i] : node, list, &refs));
    io->evidence = refs.at;
    io->n_evidence = refs.n;
    return ENT_OK;
}

static ent_err read_confidence(ent_reader *r, const ent_node *node,
                               ent_str *out) {
    static const char *const levels[][2] = {
        {"H", "high"}, {"M", "medium"}, {"L", "low"}};
    ent_str text;
    ENT_TRY(ent_i_text(r, node, "confidence", &text));
    for (size_t i = 0; i < 3; i++)
        if (ent_i_eqz(text, levels[i][0]) || ent_i_eqz(text, levels[i][1])) {
            *out = ent_i_str(levels[i][0]);
            return ENT_OK;
        }
    return ent_i_find(r, ENT_DOMAIN, node->at,
                      "confidence '%.*s' is not one of H, M, L (high, medium, "
                      "low)",
                      ENT_P(ent_i_clip(text)));
}

ent_err ent_i_basis_read(ent_reader *r, const ent_basis_nodes *n,
                         ent_grounds *io) {
    if (!ent_i_node_blank(n->evidence))
        ENT_TRY(read_evidence(r, n->evidence, io));
    if (!ent_i_node_blank(n->confidence))
        ENT_TRY(read_confidence(r, n->confidence, &io->confidence));
    if (!ent_i_node_blank(n->note))
        ENT_TRY(ent_i_text(r, n->note, "note", &io->note));
    if (!ent_i_node_blank(n->coder))
        ENT_TRY(ent_i_text(r, n->coder, "coder", &io->coder));
    return ENT_OK;
}

/* {value: …, evidence: …, confidence: …, note: …, coder: …} */
ent_err ent_i_value_open(ent_reader *r, const ent_node **node,
                         ent_grounds *basis) {
    static const char *const keys[] = {"value", "evidence", "confidence",
                                       "note",  "coder",    NULL};
    const ent_node *got[5];
    if (!*node || (*node)->kind != ENT_NODE_MAP)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, *node, "a value", keys, got));
    *node = got[0];
    return ent_i_basis_read(
        r, &(ent_basis_nodes){got[1], got[2], got[3], got[4]}, basis);
}

static ent_err read_value(ent_reader *r, const ent_node *node,
                          const ent_range *range, ent_value *v) {
    ent_str text = {0};
    if (node && node->kind != ENT_NODE_SCALAR)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "%s is a value, not a list; write 8 or 8 (0..25)",
                          range->what);
    if (!ent_i_node_blank(node))
        text = node->text;
    ent_err e = ent_i_value_parse(r->ctx, text, range, v->at, v);
    return e ? ent_i_find_fail(r, e) : ENT_OK;
}

ent_err ent_i_value_add(ent_reader *r, const ent_node *node,
                        const ent_range *range, ent_str name,
                        const ent_grounds *basis, uint32_t *row) {
    ent_grounds own = basis ? *basis : (ent_grounds){0};
    ent_value v = {.kind = ENT_VALUE_FIXED, .name = name};
    if (!name.s)
        return ENT_NOMEM_FAIL(r->ctx);
    v.at = node ? node->at : own.at;
    ENT_TRY(ent_i_value_open(r, &node, &own));
    ENT_TRY(read_value(r, node, range, &v));
    v.evidence = own.evidence;
    v.n_evidence = own.n_evidence;
    v.confidence = own.confidence;
    v.note = own.note;
    v.coder = own.coder;
    *row = (uint32_t)r->value.n;
    ent_value *place = ENT_PUSH(r->ctx->keep, &r->value, ent_value);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = v;
    if (ent_i_index_find(&r->values, name) == ENT_NONE &&
        !ent_i_index_put(r->ctx->temp, &r->values, name, *row))
        return ENT_NOMEM_FAIL(r->ctx);
    return ENT_OK;
}
