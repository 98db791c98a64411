/* part.c - what the parts of a mechanism are called: "move", "driver". */
#include "find/claims.h"

static const char *quantity_kind(const ent_quantity *q) {
    if (q->kind == ENT_QUANTITY_STOCK)
        return "stock";
    if (q->kind == ENT_QUANTITY_CONSTANT)
        return "constant";
    return q->value == ENT_NONE ? "formula" : "driver";
}

/* Names that say by their beginning or end what they are. */
static const char *by_form(ent_str name) {
    static const struct {
        const char *begins, *kind;
    } head[] = {{"link.", "link"},   {"event.", "event"},
                {"group.", "group"}, {"deal.", "deal"},
                {"open.", "gate"},   {"payoff.", "payoff term"},
                {"tie.", "tie"},     {"attention.", "theatre"}},
      tail[] = {{".veto", "veto"}, {".leads", "leader"}, {".rule", "rule"}};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (ent_i_starts(name, head[i].begins))
            return head[i].kind;
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (ent_i_ends(name, tail[i].begins))
            return tail[i].kind;
    return "value";
}

static const char *belief_kind(const ent_scenario *s, ent_str name) {
    ent_str id = {name.s + 7, name.n - 7};
    for (size_t i = 0; i < s->n_beliefs; i++)
        if (ent_i_eq(s->belief[i].id, id))
            return "belief";
    return "signal";
}

static const char *kind_of(const ent_scenario *s, ent_str part) {
    ent_str name = part;
    name = ent_i_trim(ent_i_cut(&name, '='));
    for (size_t i = 0; i < s->n_quantities; i++)
        if (ent_i_eq(s->quantity[i].id, name))
            return quantity_kind(&s->quantity[i]);
    for (size_t i = 0; i < s->n_moves; i++)
        if (ent_i_eq(s->move[i].id, name))
            return "move";
    for (size_t i = 0; i < s->n_gates; i++)
        if (ent_i_eq(s->gate[i].id, name))
            return "gate";
    if (ent_i_starts(name, "belief."))
        return belief_kind(s, name);
    return by_form(name);
}

ent_err ent_i_part_kinds(ent_ctx *ctx, const ent_scenario *s,
                         const ent_str *part, size_t n, ent_str *out) {
    enum { KINDS = 20 };
    const char *seen[KINDS];
    size_t n_seen = 0;
    *out = ENT_STR("");
    for (size_t i = 0; i < n; i++) {
        const char *kind = kind_of(s, part[i]);
        size_t k = 0;
        while (k < n_seen && strcmp(seen[k], kind) != 0)
            k++;
        if (k < n_seen || n_seen == KINDS)
            continue;
        seen[n_seen++] = kind;
        *out = ent_i_printf(ctx->keep, "%.*s%s%s", ENT_P(*out),
                            out->n ? ", " : "", kind);
        if (!out->s)
            return ENT_NOMEM_FAIL(ctx);
    }
    return ENT_OK;
}
