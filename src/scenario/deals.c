/* deals.c - several issues settled together: packages and exchanges. */
#include "scenario/scenario.h"

static const ent_range condition = {"condition", -ENT_MOST, ENT_MOST, false};
static const ent_range walkout = {"walkout", 0, 100, false};
static const ent_range reserve = {"reserve", -ENT_MOST, ENT_MOST, false};

/* Packages and exchanges share the names "deal.ID" and "gain.ID.PARTY". */
static ent_err name_deal(ent_reader *r, const ent_node *key, ent_str *name,
                         bool *ok) {
    *name = ent_i_printf(r->ctx->keep, "deal.%.*s", ENT_P(key->text));
    ENT_TRY(ent_i_id(r, key, "a deal", ok));
    return *ok ? ent_i_name_put(r, *name, key->at, ok) : ENT_OK;
}

static ent_str part_of(ent_reader *r, ent_str name, const char *what) {
    return ent_i_printf(r->ctx->keep, "%.*s.%s", ENT_P(name), what);
}

static ent_err read_list(ent_reader *r, const ent_node *node,
                         const ent_index *names, const char *what, size_t least,
                         ent_name_rows *out) {
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_find_names(r, node, names, what, out));
    if (r->n_errors > errors || out->n >= least || !node)
        return ENT_OK;
    return ent_i_find(r, ENT_SHAPE, node->at, "at least %zu %ss are needed",
                      least, what);
}

/* ---- packages */

enum { ISSUES, PARTIES, WHEN, WALKOUT, RESERVE, NAME, GROUNDS };
enum { KEYS = GROUNDS + ENT_GROUNDS };

static ent_err read_reserve(ent_reader *r, const ent_node *node, ent_str name,
                            ent_package *p) {
    bool ok;
    uint32_t *row = ENT_NEW(r->ctx->keep, p->n_parties, uint32_t);
    if (!row)
        return ENT_NOMEM_FAIL(r->ctx);
    for (size_t i = 0; i < p->n_parties; i++)
        row[i] = ENT_NONE;
    p->reserve = row;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "reserve", &ok));
    for (uint32_t i = 0; ok && i < node->n; i++) {
        const ent_node *key = node->key[i];
        uint32_t actor, k = 0;
        ENT_TRY(ent_i_find_name(r, key, &r->actors, "actor", &actor));
        while (k < p->n_parties && p->party[k] != actor)
            k++;
        if (actor != ENT_NONE && k == p->n_parties)
            ENT_TRY(ent_i_find(r, ENT_NAME, key->at,
                               "%.*s is no party to %.*s; add it to `parties` "
                               "or remove this",
                               ENT_P(ent_i_clip(key->text)), ENT_P(p->id)));
        else if (actor != ENT_NONE)
            ENT_TRY(ent_i_formula_add(
                r, node->item[i], &reserve,
                ent_i_printf(r->ctx->keep, "%.*s.reserve.%.*s", ENT_P(name),
                             ENT_P(key->text)),
                &p->grounds, &row[k]));
    }
    return ENT_OK;
}

static ent_err read_sides(ent_reader *r, const ent_node *const *got,
                          ent_package *p) {
    ent_name_rows issues, parties;
    for (int i = ISSUES; i <= PARTIES; i++)
        if (ent_i_node_blank(got[i]))
            return ent_i_find(r, ENT_SYNTAX, p->grounds.at,
                              "package %.*s has no `%s`; write {issues: [D1, "
                              "D3], parties: [PRK, USA]}",
                              ENT_P(ent_i_clip(p->id)),
                              i == ISSUES ? "issues" : "parties");
    ENT_TRY(read_list(r, got[ISSUES], &r->issues, "issue", 1, &issues));
    ENT_TRY(read_list(r, got[PARTIES], &r->actors, "actor", 2, &parties));
    p->issue = issues.row;
    p->n_issues = issues.n;
    p->party = parties.row;
    p->n_parties = parties.n;
    return ENT_OK;
}

static ent_err read_terms(ent_reader *r, const ent_node *const *got,
                          ent_str name, ent_package *p) {
    ENT_TRY(ent_i_formula_add(r, got[WHEN], &condition,
                              part_of(r, name, "when"), &p->grounds, &p->when));
    ENT_TRY(ent_i_formula_add(r, got[WALKOUT], &walkout,
                              part_of(r, name, "walkout"), &p->grounds,
                              &p->walkout));
    return read_reserve(r, got[RESERVE], name, p);
}

static ent_err read_package(ent_reader *r, const ent_node *key,
                            const ent_node *node) {
    static const char *const keys[] = {"issues",        "parties", "when",
                                       "walkout",       "reserve", "name",
                                       ENT_GROUNDS_KEYS};
    const ent_node *got[KEYS];
    ent_package p = {.id = key->text};
    ent_str name;
    bool ok;
    ENT_TRY(name_deal(r, key, &name, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a package", keys, got));
    ENT_TRY(ent_i_text(r, got[NAME], "name", &p.name));
    ENT_TRY(ent_i_grounds_read(r, got + GROUNDS, key->at, &p.grounds));
    ENT_TRY(read_sides(r, got, &p));
    ENT_TRY(read_terms(r, got, name, &p));
    ent_package *place = ENT_PUSH(r->ctx->keep, &r->package, ent_package);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = p;
    return ENT_OK;
}

ent_err ent_i_packages_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "packages", read_package);
}

/* ---- exchanges */

static ent_err read_pair(ent_reader *r, const ent_node *node,
                         const ent_node *key, const ent_index *names,
                         uint32_t *out) {
    const char *what = names == &r->actors ? "actor" : "issue";
    ent_name_rows rows;
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_find_names(r, node, names, what, &rows));
    if (r->n_errors > errors)
        return ENT_OK;
    if (rows.n == 2) {
        out[0] = rows.row[0];
        out[1] = rows.row[1];
        return ENT_OK;
    }
    return ent_i_find(
        r, ENT_SHAPE, node ? node->at : key->at,
        "an exchange has two %ss, for each of two actors gives way on one "
        "of two issues; write {between: [RUS, USA], issues: [G1, "
        "D7]}",
        what);
}

static ent_err read_exchange(ent_reader *r, const ent_node *key,
                             const ent_node *node) {
    static const char *const keys[] = {"between", "issues", "when", "name",
                                       ENT_GROUNDS_KEYS};
    const ent_node *got[4 + ENT_GROUNDS];
    ent_exchange x = {.id = key->text,
                      .actor = {ENT_NONE, ENT_NONE},
                      .issue = {ENT_NONE, ENT_NONE},
                      .when = ENT_NONE};
    ent_str name;
    bool ok;
    ENT_TRY(name_deal(r, key, &name, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "an exchange", keys, got));
    ENT_TRY(ent_i_text(r, got[3], "name", &x.name));
    ENT_TRY(ent_i_grounds_read(r, got + 4, key->at, &x.grounds));
    uint32_t errors = r->n_errors;
    ENT_TRY(read_pair(r, got[0], key, &r->actors, x.actor));
    ENT_TRY(read_pair(r, got[1], key, &r->issues, x.issue));
    if (r->n_errors > errors || x.actor[1] == ENT_NONE ||
        x.issue[1] == ENT_NONE)
        return ENT_OK;
    ENT_TRY(ent_i_formula_add(r, got[2], &condition, part_of(r, name, "when"),
                              &x.grounds, &x.when));
    ent_exchange *place = ENT_PUSH(r->ctx->keep, &r->exchange, ent_exchange);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = x;
    return ENT_OK;
}

ent_err ent_i_exchanges_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "exchanges", read_exchange);
}
