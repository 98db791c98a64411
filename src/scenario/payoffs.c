/* payoffs.c - what actors get out of a step beside the issues, and what keeps
 * them busy elsewhere: payoffs and attention. */
#include "scenario/scenario.h"

static const ent_range term = {"term", -ENT_MOST, ENT_MOST, false};
static const ent_range demand = {"demand", 0, ENT_MOST, false};
static const ent_range budget = {"budget", 0, ENT_MOST, false};

/* Enters "payoff.PRK.survival"; blank when the name cannot be. */
static ent_err enter(ent_reader *r, const char *head, ent_str actor,
                     const ent_node *key, ent_str *name) {
    bool ok;
    ENT_TRY(ent_i_id(r, key, head, &ok));
    *name = (ent_str){0};
    if (!ok)
        return ENT_OK;
    ent_str full = ent_i_printf(r->ctx->keep, "%s.%.*s.%.*s", head,
                                ENT_P(actor), ENT_P(key->text));
    ENT_TRY(ent_i_name_put(r, full, key->at, &ok));
    if (ok)
        *name = full;
    return ENT_OK;
}

/* ---- payoffs */

static ent_err read_term(ent_reader *r, const ent_node *key,
                         const ent_node *node, uint32_t actor) {
    static const char *const keys[] = {"formula", ENT_GROUNDS_KEYS};
    const ent_node *got[1 + ENT_GROUNDS] = {node};
    ent_payoff p = {.id = key->text, .actor = actor};
    ent_str name;
    ENT_TRY(
        enter(r, "payoff", ((ent_actor *)r->actor.at)[actor].id, key, &name));
    if (!name.s)
        return ENT_OK;
    bool bare = ent_i_node_blank(node) || node->kind != ENT_NODE_MAP;
    if (!bare)
        ENT_TRY(ent_i_keys(r, node, "a term of a payoff", keys, got));
    ENT_TRY(ent_i_grounds_read(r, got + 1, key->at, &p.grounds));
    if (ent_i_node_blank(got[0]))
        return ent_i_find(r, ENT_SYNTAX, key->at,
                          "term %.*s of a payoff has no formula; write "
                          "%.*s: 20 * prestige",
                          ENT_P(ent_i_clip(key->text)),
                          ENT_P(ent_i_clip(key->text)));
    ENT_TRY(ent_i_formula_add(
        r, got[0], &term, ent_i_printf(r->ctx->keep, "%.*s.term", ENT_P(name)),
        &p.grounds, &p.formula));
    ent_payoff *place = ENT_PUSH(r->ctx->keep, &r->payoff, ent_payoff);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = p;
    return ENT_OK;
}

static ent_err read_payoff(ent_reader *r, const ent_node *key,
                           const ent_node *node) {
    static const char *const keys[] = {"terms", NULL};
    const ent_node *got[1];
    uint32_t actor;
    bool ok;
    ENT_TRY(ent_i_find_name(r, key, &r->actors, "actor", &actor));
    if (actor == ENT_NONE)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a payoff", keys, got));
    ENT_TRY(ent_i_is_kind(r, got[0], ENT_NODE_MAP, "terms", &ok));
    for (uint32_t i = 0; ok && i < got[0]->n; i++)
        ENT_TRY(read_term(r, got[0]->key[i], got[0]->item[i], actor));
    return ENT_OK;
}

ent_err ent_i_payoffs_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "payoffs", read_payoff);
}

/* ---- attention */

static ent_err read_theatre(ent_reader *r, const ent_node *key,
                            const ent_node *node, ent_theatre t) {
    static const char *const keys[] = {"demand", "issues", ENT_GROUNDS_KEYS};
    const ent_node *got[2 + ENT_GROUNDS];
    ent_name_rows issues;
    ent_str name;
    t.id = key->text;
    ENT_TRY(enter(r, "attention", ((ent_actor *)r->actor.at)[t.actor].id, key,
                  &name));
    if (!name.s)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a theatre", keys, got));
    ENT_TRY(ent_i_grounds_read(r, got + 2, key->at, &t.grounds));
    if (ent_i_node_blank(got[0]))
        return ent_i_find(r, ENT_SYNTAX, key->at,
                          "theatre %.*s has no demand; write {demand: 30, "
                          "issues: [D1]}",
                          ENT_P(ent_i_clip(key->text)));
    ENT_TRY(ent_i_formula_add(
        r, got[0], &demand,
        ent_i_printf(r->ctx->keep, "%.*s.demand", ENT_P(name)), &t.grounds,
        &t.demand));
    ENT_TRY(ent_i_find_names(r, got[1], &r->issues, "issue", &issues));
    t.issue = issues.row;
    t.n_issues = issues.n;
    ent_theatre *place = ENT_PUSH(r->ctx->keep, &r->theatre, ent_theatre);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = t;
    return ENT_OK;
}

static ent_err read_budget(ent_reader *r, const ent_node *key,
                           const ent_node *node, uint32_t *row) {
    static const ent_node usual = {.text = {"100", 3}};
    return ent_i_value_add(
        r, ent_i_node_blank(node) ? &usual : node, &budget,
        ent_i_printf(r->ctx->keep, "attention.%.*s.budget", ENT_P(key->text)),
        NULL, row);
}

static ent_err read_attention(ent_reader *r, const ent_node *key,
                              const ent_node *node) {
    static const char *const keys[] = {"budget", "theatres", NULL};
    const ent_node *got[2];
    ent_theatre t = {0};
    bool ok;
    ENT_TRY(ent_i_find_name(r, key, &r->actors, "actor", &t.actor));
    if (t.actor == ENT_NONE)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "attention of an actor", keys, got));
    ENT_TRY(read_budget(r, key, got[0], &t.budget));
    ENT_TRY(ent_i_is_kind(r, got[1], ENT_NODE_MAP, "theatres", &ok));
    if (!ok || !got[1]->n)
        return ent_i_find(r, ENT_SYNTAX, key->at,
                          "attention of %.*s has no theatres; write theatres: "
                          "{korea: {demand: 30, issues: [D1]}}",
                          ENT_P(ent_i_clip(key->text)));
    for (uint32_t i = 0; i < got[1]->n; i++)
        ENT_TRY(read_theatre(r, got[1]->key[i], got[1]->item[i], t));
    return ENT_OK;
}

ent_err ent_i_attention_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "attention", read_attention);
}
