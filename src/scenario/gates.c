/* gates.c - when issues are on the table, and what the result of one does to
 * another: gates and links. */
#include "scenario/scenario.h"

static const ent_range condition = {"condition", -ENT_MOST, ENT_MOST, false};

static ent_err read_hold(ent_reader *r, const ent_node *node, ent_str name,
                         ent_dials *out) {
    static const ent_range range = {"hold", 0, 1, false};
    out->shift = out->scale = ENT_NONE;
    return ent_i_value_add(r, node, &range,
                           ent_i_printf(r->ctx->keep, "%.*s.hold", ENT_P(name)),
                           NULL, &out->hold);
}

static ent_err read_conditions(ent_reader *r, const ent_node *const *got,
                               ent_str name, ent_gate *g) {
    ent_arena *keep = r->ctx->keep;
    if (ent_i_node_blank(got[0]))
        return ent_i_find(r, ENT_SYNTAX, g->grounds.at,
                          "gate %.*s does not say when it opens; write opens: "
                          "progress >= 40",
                          ENT_P(ent_i_clip(g->id)));
    ENT_TRY(ent_i_formula_add(r, got[0], &condition,
                              ent_i_printf(keep, "%.*s.opens", ENT_P(name)),
                              &g->grounds, &g->opens));
    return ent_i_formula_add(r, got[1], &condition,
                             ent_i_printf(keep, "%.*s.closes", ENT_P(name)),
                             &g->grounds, &g->closes);
}

static ent_err read_gate(ent_reader *r, const ent_node *key,
                         const ent_node *node) {
    static const char *const keys[] = {"opens", "closes", "issues",
                                       "name",  "hold",   ENT_GROUNDS_KEYS};
    const ent_node *got[5 + ENT_GROUNDS];
    ent_gate g = {.id = key->text};
    ent_str name = ent_i_printf(r->ctx->keep, "open.%.*s", ENT_P(key->text));
    ent_name_rows issues;
    bool ok;
    ENT_TRY(ent_i_id(r, key, "a gate", &ok));
    if (ok)
        ENT_TRY(ent_i_name_put(r, name, key->at, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a gate", keys, got));
    ENT_TRY(ent_i_text(r, got[3], "name", &g.name));
    ENT_TRY(ent_i_grounds_read(r, got + 5, key->at, &g.grounds));
    ENT_TRY(read_conditions(r, got, name, &g));
    ENT_TRY(ent_i_find_names(r, got[2], &r->issues, "issue", &issues));
    g.issue = issues.row;
    g.n_issues = issues.n;
    ENT_TRY(read_hold(r, got[4], name, &g.dials));
    ent_gate *place = ENT_PUSH(r->ctx->keep, &r->gate, ent_gate);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = g;
    return ENT_OK;
}

ent_err ent_i_gates_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "gates", read_gate);
}

/* ---- links */

enum { ID, FROM, TO, EFFECT, ACTORS, GROUNDS, KEYS = GROUNDS + ENT_GROUNDS };

static ent_err check_link(ent_reader *r, const ent_node *node,
                          const ent_node *const *got, const ent_link *k) {
    static const char *const names[] = {"from", "to", "effect"};
    for (int i = 0; i < 3; i++)
        if (ent_i_node_blank(got[FROM + i]))
            return ent_i_find(r, ENT_SYNTAX, node->at,
                              "this link has no `%s`; write {from: D1, to: D3, "
                              "effect: 0.5}",
                              names[i]);
    if (k->from == k->to && k->from != ENT_NONE)
        return ent_i_find(r, ENT_NAME, node->at,
                          "a link joins two issues, not one with itself");
    return ENT_OK;
}

/* A link without an id has that of what it joins: "D1.D3". */
static ent_err name_link(ent_reader *r, const ent_node *id,
                         const ent_node *const *got, ent_link *k, bool *ok) {
    ent_arena *keep = r->ctx->keep;
    *ok = true;
    if (id)
        ENT_TRY(ent_i_id_dotted(r, id, "a link", ok));
    k->id = id ? id->text
               : ent_i_printf(keep, "%.*s.%.*s", ENT_P(got[FROM]->text),
                              ENT_P(got[TO]->text));
    if (!*ok)
        return ENT_OK;
    return ent_i_name_put(r, ent_i_printf(keep, "link.%.*s", ENT_P(k->id)),
                          k->grounds.at, ok);
}

static ent_err read_effect(ent_reader *r, const ent_node *node, ent_link *k) {
    static const ent_range range = {"effect", -5, 5, false};
    return ent_i_value_add(
        r, node, &range, ent_i_printf(r->ctx->keep, "link.%.*s", ENT_P(k->id)),
        &k->grounds, &k->effect);
}

static ent_err read_link(ent_reader *r, const ent_node *id,
                         const ent_node *node) {
    static const char *const keys[] = {"id",     "from",   "to",
                                       "effect", "actors", ENT_GROUNDS_KEYS};
    const ent_node *got[KEYS];
    ent_link k = {.effect = ENT_NONE};
    ent_name_rows actors;
    bool ok;
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_keys(r, node, "a link", keys, got));
    ENT_TRY(ent_i_find_name(r, got[FROM], &r->issues, "issue", &k.from));
    ENT_TRY(ent_i_find_name(r, got[TO], &r->issues, "issue", &k.to));
    ENT_TRY(check_link(r, node, got, &k));
    if (r->n_errors > errors)
        return ENT_OK;
    ENT_TRY(ent_i_grounds_read(r, got + GROUNDS, id ? id->at : node->at,
                               &k.grounds));
    ENT_TRY(name_link(r, id, got, &k, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(read_effect(r, got[EFFECT], &k));
    ENT_TRY(ent_i_find_names(r, got[ACTORS], &r->actors, "actor", &actors));
    k.actor = actors.row;
    k.n_actors = actors.n;
    ent_link *place = ENT_PUSH(r->ctx->keep, &r->link, ent_link);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = k;
    return ENT_OK;
}

ent_err ent_i_links_read(ent_reader *r, const ent_node *node) {
    return ent_i_entries_read(r, node, "links", read_link);
}
