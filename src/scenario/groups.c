/* groups.c - values that are wrong, if they are, together. */
#include "scenario/scenario.h"

typedef struct draft {
    ent_reader *r;
    ent_index *taken; /* row of a value as text -> number of its group */
    ent_vec rows;     /* uint32_t */
    uint32_t number;
} draft;

static ent_err add_value(draft *d, uint32_t row, ent_place at) {
    ent_reader *r = d->r;
    ent_str name = ((ent_value *)r->value.at)[row].name;
    uint32_t other = ent_i_index_find(d->taken, name);
    if (other == d->number)
        return ENT_OK;
    if (other != ENT_NONE)
        return ent_i_find(r, ENT_NAME, at,
                          "%.*s stands in two groups of correlations; take it "
                          "out of one",
                          ENT_P(name));
    uint32_t *place = ENT_PUSH(r->ctx->keep, &d->rows, uint32_t);
    if (!place || !ent_i_index_put(r->ctx->temp, d->taken, name, d->number))
        return ENT_NOMEM_FAIL(r->ctx);
    *place = row;
    return ENT_OK;
}

/* All values with a number that the name or pattern means. */
static ent_err add_pattern(draft *d, const ent_node *node) {
    ent_reader *r = d->r;
    bool any = false;
    ent_str text;
    ENT_TRY(ent_i_text(r, node, "a value of the group", &text));
    for (uint32_t i = 0; text.n && i < r->value.n; i++) {
        const ent_value *v = (ent_value *)r->value.at + i;
        if (v->kind == ENT_VALUE_BLANK || !ent_i_name_match(text, v->name) ||
            ent_i_index_find(&r->values, v->name) != i)
            continue;
        any = true;
        ENT_TRY(add_value(d, i, node->at));
    }
    if (any || !text.n || r->partial)
        return ENT_OK;
    return ent_i_find(
        r, ENT_NAME, node->at, "no value with a number is called '%.*s'%s",
        ENT_P(ent_i_clip(text)),
        ent_i_hint(r->ctx->temp, text, r->values.key, r->values.n));
}

static ent_err read_members(draft *d, const ent_node *node, ent_place at) {
    bool list = node && node->kind == ENT_NODE_LIST;
    uint32_t errors = d->r->n_errors;
    for (uint32_t i = 0; node && i < (list ? node->n : 1); i++)
        ENT_TRY(add_pattern(d, list ? node->item[i] : node));
    if (d->rows.n >= 2 || d->r->n_errors > errors || d->r->partial)
        return ENT_OK;
    return ent_i_find(d->r, ENT_SHAPE, node ? node->at : at,
                      "a group of correlations has two values or more; write "
                      "group: [\"CHN.position.*\"]");
}

static ent_err name_group(ent_reader *r, const ent_node *id, ent_group *g,
                          bool *ok) {
    ent_arena *keep = r->ctx->keep;
    *ok = true;
    if (id)
        ENT_TRY(ent_i_id(r, id, "a group", ok));
    g->id = id ? id->text : ent_i_printf(keep, "%zu", r->group.n + 1);
    if (!*ok)
        return ENT_OK;
    return ent_i_name_put(r, ent_i_printf(keep, "group.%.*s", ENT_P(g->id)),
                          g->at, ok);
}

static ent_err read_group(ent_reader *r, const ent_node *id,
                          const ent_node *node) {
    static const char *const keys[] = {"id", "group", "correlation", NULL};
    static const ent_range range = {"correlation", 0, 1, false};
    const ent_node *got[3];
    ent_group g = {.at = node->at, .correlation = -1};
    draft d = {.r = r, .taken = &r->grouped, .number = (uint32_t)r->group.n};
    bool ok;
    ENT_TRY(ent_i_keys(r, node, "a group of correlations", keys, got));
    ENT_TRY(name_group(r, id, &g, &ok));
    if (!ok)
        return ENT_OK;
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_number_read(r, got[2], &range, &g.correlation));
    if (g.correlation < 0 && r->n_errors == errors)
        return ent_i_find(r, ENT_SYNTAX, g.at,
                          "this group has no correlation; write correlation: "
                          "0.7");
    ENT_TRY(read_members(&d, got[1], g.at));
    g.value = d.rows.at;
    g.n_values = d.rows.n;
    ent_group *place = ENT_PUSH(r->ctx->keep, &r->group, ent_group);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = g;
    return ENT_OK;
}

ent_err ent_i_groups_read(ent_reader *r, const ent_node *node) {
    return ent_i_entries_read(r, node, "correlations", read_group);
}
