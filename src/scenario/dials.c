/* dials.c - the dials of what a formula or a choice computes.
 *
 * A result has no number of its own that a change could turn, so it has three
 * values that are: "X.hold" takes its place, "X.shift" is added, "X.scale"
 * multiplies it.  A change addressed to X is one of them. */
#include "scenario/scenario.h"
#include <math.h>

bool ent_i_is_dial(ent_str name) {
    return ent_i_ends(name, ".hold") || ent_i_ends(name, ".shift") ||
           ent_i_ends(name, ".scale");
}

static ent_err add_one(ent_reader *r, const ent_node *node,
                       const ent_range *range, ent_str name, const char *dial,
                       uint32_t *row) {
    return ent_i_value_add(
        r, node, range,
        ent_i_printf(r->ctx->keep, "%.*s.%s", ENT_P(name), dial), NULL, row);
}

ent_err ent_i_dials_add(ent_reader *r, ent_str name, const ent_range *range,
                        const ent_node *const *got, ent_dials *out) {
    static const ent_node none = {.text = {"0", 1}}, whole = {.text = {"1", 1}};
    ent_range shift = ent_i_range_by(*range, ENT_OP_ADD),
              scale = ent_i_range_by(*range, ENT_OP_TIMES);
    const ent_node *by = ent_i_node_blank(got[1]) ? &none : got[1];
    const ent_node *times = ent_i_node_blank(got[2]) ? &whole : got[2];
    ENT_TRY(add_one(r, got[0], range, name, "hold", &out->hold));
    ENT_TRY(add_one(r, by, &shift, name, "shift", &out->shift));
    return add_one(r, times, &scale, name, "scale", &out->scale);
}

ent_str ent_i_dial_name(const ent_scenario *s, size_t i, ent_dials *out) {
    *out = (ent_dials){ENT_NONE, ENT_NONE, ENT_NONE};
    if (i < s->n_quantities) {
        *out = s->quantity[i].dials;
        return s->quantity[i].id;
    }
    i -= s->n_quantities;
    if (i < s->n_moves) {
        *out = s->move[i].dials;
        return s->move[i].id;
    }
    i -= s->n_moves;
    if (i >= s->n_gates)
        return (ent_str){0};
    *out = s->gate[i].dials;
    if (out->hold == ENT_NONE)
        return s->gate[i].id;
    ent_str hold = s->value[out->hold].name; /* "open.GATE.hold" */
    return (ent_str){hold.s, hold.n - 5};
}

uint32_t ent_i_dial_pick(const ent_dials *d, ent_op op) {
    return op == ENT_OP_SET ? d->hold : op == ENT_OP_ADD ? d->shift : d->scale;
}

ent_err ent_i_changeable(ent_ctx *ctx, const ent_scenario *s,
                         const ent_str **out, size_t *n) {
    size_t room = s->n_values + s->n_quantities + s->n_moves + s->n_gates;
    ent_str *names = ENT_NEW(ctx->temp, room, ent_str), name;
    ent_dials dials;
    *n = 0;
    *out = names;
    if (!names)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; (name = ent_i_dial_name(s, i, &dials)).s; i++)
        if (dials.hold != ENT_NONE)
            names[(*n)++] = name;
    for (size_t i = 0; i < s->n_values; i++)
        if (s->value[i].name.s && !ent_i_is_dial(s->value[i].name))
            names[(*n)++] = s->value[i].name;
    return ENT_OK;
}
