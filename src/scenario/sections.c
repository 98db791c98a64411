/* sections.c - documents, time, actors with their factions, issues, ties. */
#include "scenario/scenario.h"

static bool name_put(ent_reader *r, ent_index *x, ent_str name, size_t row) {
    return name.s && ent_i_index_put(r->ctx->temp, x, name, (uint32_t)row);
}

ent_err ent_i_documents_read(ent_reader *r, const ent_node *node) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "documents", &ok));
    for (uint32_t i = 0; ok && i < node->n; i++) {
        ent_str doc, key = node->key[i]->text;
        ENT_TRY(ent_i_text(r, node->item[i], "a document", &doc));
        if (!doc.n || memchr(doc.s, '#', doc.n) || !key.n ||
            memchr(key.s, '#', key.n)) {
            ENT_TRY(ent_i_find(r, ENT_NAME, node->key[i]->at,
                               "'%.*s' and '%.*s' cannot be a short name and "
                               "its document; write \"002\": korea-2019, "
                               "without '#'",
                               ENT_P(ent_i_clip(key)), ENT_P(ent_i_clip(doc))));
            continue;
        }
        if (!name_put(r, &r->aliases, node->key[i]->text, r->alias.n))
            return ENT_NOMEM_FAIL(r->ctx);
        ent_alias *alias = ENT_PUSH(r->ctx->keep, &r->alias, ent_alias);
        if (!alias)
            return ENT_NOMEM_FAIL(r->ctx);
        *alias = (ent_alias){node->key[i]->text, doc};
    }
    return ENT_OK;
}

/* ---- time */

static ent_err read_step(ent_reader *r, const ent_node *node) {
    static const char units[] = "dwmy";
    static const char *const names[] = {"day", "week", "month", "year"};
    ent_str text;
    uint64_t n = 1;
    ENT_TRY(ent_i_text(r, node, "step", &text));
    if (!text.n)
        return ENT_OK;
    ent_str unit = ent_i_trim(text), first = ent_i_cut(&unit, ' ');
    bool counted = unit.n && ent_i_uint(first, &n);
    unit = counted ? ent_i_trim(unit) : ent_i_trim(text);
    if (unit.n && unit.s[unit.n - 1] == 's')
        unit.n--;
    for (size_t i = 0; i < 4 && n && n <= 1000; i++)
        if (ent_i_eqz(unit, names[i])) {
            r->s.step_unit = units[i];
            r->s.step_count = (uint32_t)n;
            return ENT_OK;
        }
    return ent_i_find(r, ENT_SYNTAX, node->at,
                      "step '%.*s' is no span of time; write `1 month`, `2 "
                      "weeks`, `10 days` or `1 year`",
                      ENT_P(ent_i_clip(text)));
}

static ent_err read_steps(ent_reader *r, const ent_node *node) {
    ent_str text;
    uint64_t n;
    ENT_TRY(ent_i_text(r, node, "steps", &text));
    if (!text.n)
        return ENT_OK;
    if (!ent_i_uint(text, &n) || !n || n > 100000)
        return ent_i_find(r, ENT_DOMAIN, node->at,
                          "steps '%.*s' is not a whole number in 1..100000",
                          ENT_P(ent_i_clip(text)));
    r->s.steps = (uint32_t)n;
    return ENT_OK;
}

ent_err ent_i_time_read(ent_reader *r, const ent_node *node) {
    static const char *const keys[] = {"start", "step", "steps", NULL};
    const ent_node *got[3];
    int32_t first, last;
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "time", &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "time", keys, got));
    ENT_TRY(ent_i_text(r, got[0], "start", &r->s.start));
    if (!r->s.start.n)
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, node->at,
                           "time has no start; write start: 2019-05"));
    else if (!ent_i_iso_read(r->s.start, &first, &last))
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, got[0]->at,
                           "start '%.*s' is not a date; write 2019-05 or "
                           "2019-05-14",
                           ENT_P(ent_i_clip(r->s.start))));
    ENT_TRY(read_step(r, got[1]));
    return read_steps(r, got[2]);
}

/* ---- actors */

static ent_err put_party(ent_reader *r, ent_str name, uint32_t actor,
                         uint32_t faction) {
    if (!name_put(r, &r->parties, name, r->party.n))
        return ENT_NOMEM_FAIL(r->ctx);
    ent_party *p = ENT_PUSH(r->ctx->temp, &r->party, ent_party);
    if (!p)
        return ENT_NOMEM_FAIL(r->ctx);
    *p = (ent_party){actor, faction};
    return ENT_OK;
}

static ent_err read_faction(ent_reader *r, const ent_node *key,
                            const ent_node *node, uint32_t actor_row) {
    static const char *const keys[] = {"name", "weight", "veto", "leads",
                                       ENT_GROUNDS_KEYS};
    const ent_node *got[4 + ENT_GROUNDS];
    const ent_actor *actor = (ent_actor *)r->actor.at + actor_row;
    ent_faction f = {.id = key->text, .actor = actor_row};
    ent_grounds basis;
    bool ok, leads;
    ENT_TRY(ent_i_id(r, key, "a faction", &ok));
    ENT_TRY(ent_i_keys(r, node, "a faction", keys, got));
    ENT_TRY(ent_i_text(r, got[0], "name", &f.name));
    ENT_TRY(ent_i_flag_read(r, got[3], "leads", &leads));
    ENT_TRY(ent_i_grounds_read(r, got + 4, key->at, &basis));
    f.leads = leads;
    ent_arena *keep = r->ctx->keep;
    ent_str who =
        ent_i_printf(keep, "%.*s.%.*s", ENT_P(actor->id), ENT_P(f.id));
    ENT_TRY(ent_i_value_add(r, got[1], &ent_i_weight,
                            ent_i_printf(keep, "%.*s.weight", ENT_P(who)),
                            &basis, &f.weight));
    if (ent_i_node_blank(got[1]))
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, key->at,
                           "faction %.*s has no weight; write weight: 55",
                           ENT_P(ent_i_clip(who))));
    ENT_TRY(put_party(r, who, actor_row, (uint32_t)r->faction.n));
    ENT_TRY(ent_i_later(r, &r->vetoes, r->faction.n, got[2]));
    ent_faction *place = ENT_PUSH(keep, &r->faction, ent_faction);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = f;
    return ENT_OK;
}

static ent_err check_leader(ent_reader *r, const ent_node *node,
                            uint32_t actor_row) {
    const ent_actor *a = (ent_actor *)r->actor.at + actor_row;
    uint32_t leaders = 0;
    for (uint32_t k = 0; k < a->n_factions; k++) {
        leaders +=
            (uint32_t)((ent_faction *)r->faction.at)[a->first_faction + k]
                .leads;
        if (leaders == 2)
            return ent_i_find(r, ENT_NAME, node->key[k]->at,
                              "two factions of %.*s lead it; only one can",
                              ENT_P(a->id));
    }
    return ENT_OK;
}

static ent_err read_factions(ent_reader *r, const ent_node *node,
                             uint32_t actor_row) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "factions", &ok));
    for (uint32_t i = 0; ok && i < node->n; i++) {
        ENT_TRY(read_faction(r, node->key[i], node->item[i], actor_row));
        ((ent_actor *)r->actor.at)[actor_row].n_factions++;
    }
    return ok ? check_leader(r, node, actor_row) : ENT_OK;
}

static ent_err read_actor(ent_reader *r, const ent_node *key,
                          const ent_node *node) {
    static const char *const keys[] = {"name",     "capability", "factions",
                                       "evidence", "confidence", "note",
                                       "coder",    NULL};
    const ent_node *got[7];
    uint32_t row = (uint32_t)r->actor.n;
    ent_actor a = {.id = key->text,
                   .first_faction = (uint32_t)r->faction.n,
                   .at = key->at};
    ent_grounds basis = {.at = key->at};
    bool ok;
    ENT_TRY(ent_i_id_head(r, key, "an actor", &ok));
    ENT_TRY(ent_i_keys(r, node, "an actor", keys, got));
    ENT_TRY(ent_i_text(r, got[0], "name", &a.name));
    ENT_TRY(ent_i_basis_read(
        r, &(ent_basis_nodes){got[3], got[4], got[5], got[6]}, &basis));
    ent_arena *keep = r->ctx->keep;
    ENT_TRY(ent_i_value_add(r, got[1], &ent_i_capability,
                            ent_i_printf(keep, "%.*s.capability", ENT_P(a.id)),
                            &basis, &a.capability));
    if (ent_i_node_blank(got[1]))
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, key->at,
                           "actor %.*s has no capability; write capability: "
                           "70 (55..80)",
                           ENT_P(ent_i_clip(a.id))));
    ENT_TRY(put_party(r, a.id, row, ENT_NONE));
    ent_actor *place = ENT_PUSH(keep, &r->actor, ent_actor);
    if (!place || !name_put(r, &r->actors, a.id, row))
        return ENT_NOMEM_FAIL(r->ctx);
    *place = a;
    return read_factions(r, got[2], row);
}

static ent_err missing(ent_reader *r, const char *section, const char *how) {
    if (r->partial)
        return ENT_OK;
    return ent_i_find(r, ENT_SYNTAX, (ent_place){.file = r->s.path},
                      "the scenario has no %s; write %s", section, how);
}

ent_err ent_i_actors_read(ent_reader *r, const ent_node *node) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "actors", &ok));
    for (uint32_t i = 0; ok && i < node->n; i++)
        ENT_TRY(read_actor(r, node->key[i], node->item[i]));
    if (ent_i_node_blank(node) || (ok && !node->n))
        return missing(r, "actors",
                       "`actors: {PRK: {name: …, capability: 70}}`");
    return ENT_OK;
}

/* ---- issues */

static ent_err read_poles(ent_reader *r, const ent_node *node, ent_issue *out) {
    if (!node || node->kind != ENT_NODE_LIST || node->n != 2)
        return ent_i_find(r, ENT_SYNTAX, node ? node->at : out->at,
                          "issue %.*s needs two poles, [what 0 means, what "
                          "100 means]",
                          ENT_P(ent_i_clip(out->id)));
    for (size_t i = 0; i < 2; i++)
        ENT_TRY(ent_i_text(r, node->item[i], "a pole", &out->pole[i]));
    return ENT_OK;
}

static ent_err read_issue(ent_reader *r, const ent_node *key,
                          const ent_node *node) {
    static const char *const keys[] = {"name",       "poles",
                                       "status_quo", "failure_costs",
                                       "rule",       ENT_GROUNDS_KEYS};
    const ent_node *got[5 + ENT_GROUNDS];
    ent_issue p = {.id = key->text, .at = key->at};
    ent_grounds basis;
    bool ok;
    ENT_TRY(ent_i_id_head(r, key, "an issue", &ok));
    ENT_TRY(ent_i_keys(r, node, "an issue", keys, got));
    ENT_TRY(ent_i_text(r, got[0], "name", &p.name));
    ENT_TRY(read_poles(r, got[1], &p));
    ENT_TRY(ent_i_grounds_read(r, got + 5, key->at, &basis));
    ent_arena *keep = r->ctx->keep;
    ENT_TRY(ent_i_value_add(r, got[2], &ent_i_status_quo,
                            ent_i_printf(keep, "%.*s.status_quo", ENT_P(p.id)),
                            &basis, &p.status_quo));
    ENT_TRY(
        ent_i_value_add(r, got[3], &ent_i_failure_costs,
                        ent_i_printf(keep, "%.*s.failure_costs", ENT_P(p.id)),
                        &basis, &p.failure_cost));
    size_t row = r->issue.n;
    ent_issue *place = ENT_PUSH(keep, &r->issue, ent_issue);
    if (!place || !name_put(r, &r->issues, p.id, row))
        return ENT_NOMEM_FAIL(r->ctx);
    *place = p;
    return ent_i_later(r, &r->rules, row, got[4]);
}

ent_err ent_i_issues_read(ent_reader *r, const ent_node *node) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "issues", &ok));
    for (uint32_t i = 0; ok && i < node->n; i++)
        ENT_TRY(read_issue(r, node->key[i], node->item[i]));
    return ENT_OK;
}

ent_err ent_i_issues_needed(ent_reader *r, const ent_node *node) {
    bool empty =
        ent_i_node_blank(node) || (node->kind == ENT_NODE_MAP && !node->n);
    if (!empty || r->quantity.n || r->move.n || r->belief.n || r->gate.n)
        return ENT_OK;
    return missing(r, "issues", "`issues: {D1: {name: …, poles: [0, 100]}}`");
}

/* ---- ties */

static ent_err read_tie_issues(ent_reader *r, const ent_node *node,
                               ent_tie *out) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_LIST, "issues", &ok));
    if (!ok)
        return ENT_OK;
    out->issues = ENT_NEW(r->ctx->keep, r->issue.n / 64 + 1, uint64_t);
    if (!out->issues)
        return ENT_NOMEM_FAIL(r->ctx);
    for (uint32_t i = 0; i < node->n; i++) {
        uint32_t row;
        ENT_TRY(ent_i_find_name(r, node->item[i], &r->issues, "issue", &row));
        if (row != ENT_NONE)
            out->issues[row / 64] |= (uint64_t)1 << row % 64;
    }
    return ENT_OK;
}

enum { KIND, FROM, TO, AMOUNT, ONLY, ID, GROUNDS };
enum { TIE_KEYS = GROUNDS + ENT_GROUNDS };

static const char *const tie_kinds[] = {"deference", "relation", "contact",
                                        "dependence"};

static ent_err check_tie_kind(ent_reader *r, const ent_node *node) {
    ent_str names[4];
    for (size_t i = 0; i < 4; i++) {
        names[i] = ent_i_str(tie_kinds[i]);
        if (ent_i_eq(names[i], node->text))
            return ENT_OK;
    }
    return ent_i_find(r, ENT_NAME, node->at, "there is no tie of kind '%.*s'%s",
                      ENT_P(ent_i_clip(node->text)),
                      ent_i_hint(r->ctx->temp, node->text, names, 4));
}

static ent_err check_tie(ent_reader *r, const ent_node *node,
                         const ent_node *const *got, const ent_tie *tie) {
    static const char *const need[] = {"kind", "from", "to", "value"};
    for (size_t i = KIND; i <= AMOUNT; i++)
        if (ent_i_node_blank(got[i]))
            return ent_i_find(r, ENT_SYNTAX, node->at,
                              "this tie has no `%s`; write {kind: deference, "
                              "from: KOR, to: USA, value: 65}",
                              need[i]);
    for (size_t i = KIND; i <= TO; i++)
        if (got[i]->kind != ENT_NODE_SCALAR)
            return ent_i_find(r, ENT_SYNTAX, got[i]->at,
                              "`%s` of a tie is one name", need[i]);
    ENT_TRY(check_tie_kind(r, got[KIND]));
    if (tie->from == tie->to && ent_i_eq(got[FROM]->text, got[TO]->text))
        return ent_i_find(r, ENT_NAME, node->at,
                          "a tie joins two actors, not one with itself");
    return ENT_OK;
}

static ent_err put_tie(ent_reader *r, const ent_node *const *got, ent_tie *t,
                       const ent_grounds *basis) {
    ent_str name =
        ent_i_printf(r->ctx->keep, "tie.%.*s.%.*s.%.*s", ENT_P(got[KIND]->text),
                     ENT_P(got[FROM]->text), ENT_P(got[TO]->text));
    if (ent_i_index_find(&r->values, name) != ENT_NONE)
        return ent_i_find(r, ENT_NAME, basis->at,
                          "%.*s stands here twice; keep one", ENT_P(name));
    ENT_TRY(ent_i_value_add(r, got[AMOUNT], &ent_i_deference, name, basis,
                            &t->value));
    t->kind = got[KIND]->text;
    ent_tie *place = ENT_PUSH(r->ctx->keep, &r->tie, ent_tie);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = *t;
    return ENT_OK;
}

static ent_err read_tie(ent_reader *r, const ent_node *id,
                        const ent_node *node) {
    static const char *const keys[] = {
        "kind", "from", "to", "value", "issues", "id", ENT_GROUNDS_KEYS};
    const ent_node *got[TIE_KEYS];
    ent_tie t = {0};
    ent_grounds basis;
    (void)id; /* only tells entries apart while files are merged */
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_keys(r, node, "a tie", keys, got));
    ENT_TRY(ent_i_find_name(r, got[FROM], &r->actors, "actor", &t.from));
    ENT_TRY(ent_i_find_name(r, got[TO], &r->actors, "actor", &t.to));
    bool known = r->n_errors == errors;
    ENT_TRY(check_tie(r, node, got, &t));
    if (!known || r->n_errors > errors)
        return ENT_OK;
    ENT_TRY(read_tie_issues(r, got[ONLY], &t));
    ENT_TRY(ent_i_grounds_read(r, got + GROUNDS, node->at, &basis));
    return put_tie(r, got, &t, &basis);
}

ent_err ent_i_ties_read(ent_reader *r, const ent_node *node) {
    return ent_i_entries_read(r, node, "ties", read_tie);
}
