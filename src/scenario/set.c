/* set.c - changes from the command line: "NAME=45", "NAME+=10", "NAME*=1.2".
 *
 * A change reaches every row of that name, base or lens, and what lenses set
 * the value to, so that it wins whatever lens is looked through later. */
#include "scenario/scenario.h"

typedef struct change {
    ent_str pattern, amount;
    ent_op op;
} change;

/* "NAME+=10" and "NAME*=1.2"; or the amount as files write it, "NAME=+10",
 * "NAME=-10", "NAME==-10". */
static ent_err split(ent_ctx *ctx, ent_str text, change *out) {
    ent_str rest = text;
    ent_str name = ent_i_cut(&rest, '=');
    out->op = ENT_OP_SET;
    if (ent_i_ends(name, "+"))
        out->op = ENT_OP_ADD;
    else if (ent_i_ends(name, "*") && !ent_i_ends(name, ".*"))
        out->op = ENT_OP_TIMES;
    if (out->op)
        name.n--;
    out->pattern = ent_i_trim(name);
    out->amount = ent_i_trim(rest);
    if (!out->op)
        out->op = ent_i_op_read(&out->amount);
    if (!out->pattern.n || !out->amount.n)
        return ENT_FAIL(ctx, ENT_SYNTAX,
                        "'%.*s' sets nothing; write NAME=45, NAME+=10 or "
                        "NAME*=1.2, as in PRK.position.D1=45",
                        ENT_P(ent_i_clip(text)));
    return ENT_OK;
}

static ent_err change_row(ent_ctx *ctx, ent_value *v, const change *c,
                          ent_op op) {
    ent_value by = {0};
    ent_range range = ent_i_range_by(ent_i_range_of(v), c->op);
    ENT_TRY(ent_i_value_parse(ctx, c->amount, &range, (ent_place){0}, &by));
    return ent_i_value_change(ctx, v, op, &by);
}

/* What lenses do to a value whose row the user has changed. */
static ent_err change_lenses(ent_ctx *ctx, const ent_scenario *s,
                             ent_value *value, const change *c) {
    for (size_t l = 0; l < s->n_lenses; l++)
        for (size_t i = 0; i < s->lens[l].n_sets; i++) {
            const ent_set *set = &s->lens[l].set[i];
            ent_value *by = &value[set->by];
            if (!ent_i_name_match(c->pattern, value[set->target].name))
                continue;
            if (set->op == ENT_OP_SET)
                ENT_TRY(change_row(ctx, by, c, c->op));
            else if (c->op == ENT_OP_SET) /* nothing is added any more */
                *by = (ent_value){.kind = ENT_VALUE_FIXED,
                                  .best = set->op == ENT_OP_TIMES,
                                  .lo = set->op == ENT_OP_TIMES,
                                  .hi = set->op == ENT_OP_TIMES,
                                  .min = by->min,
                                  .max = by->max,
                                  .name = by->name};
        }
    return ENT_OK;
}

static ent_err fail_name(ent_ctx *ctx, const ent_scenario *s, ent_str name) {
    const ent_str *known;
    size_t n;
    ENT_TRY(ent_i_changeable(ctx, s, &known, &n));
    return ENT_FAIL(ctx, ENT_NAME, "there is no value '%.*s'%s",
                    ENT_P(ent_i_clip(name)),
                    ent_i_hint(ctx->temp, name, known, n));
}

/* What an event or a lens does to a dial stays; a change from here is one of
 * the dial that it means. */
static ent_err change_dials(ent_ctx *ctx, const ent_scenario *s,
                            ent_value *value, const change *c, bool *any) {
    ent_dials dials;
    ent_str name;
    for (size_t i = 0; (name = ent_i_dial_name(s, i, &dials)).s; i++) {
        if (dials.hold == ENT_NONE || !ent_i_glob(c->pattern, name))
            continue;
        uint32_t row = ent_i_dial_pick(&dials, c->op);
        change dial = *c;
        if (row == ENT_NONE)
            return ENT_FAIL(ctx, ENT_DOMAIN,
                            "%.*s is open or shut; set it to 1 or 0",
                            ENT_P(ent_i_clip(name)));
        *any = true;
        dial.pattern = value[row].name;
        ENT_TRY(change_row(ctx, &value[row], &dial, c->op));
        ENT_TRY(change_lenses(ctx, s, value, &dial));
    }
    return ENT_OK;
}

static ent_err apply(ent_ctx *ctx, const ent_scenario *s, ent_str text,
                     ent_value *value) {
    change c;
    bool any = false;
    ENT_TRY(split(ctx, text, &c));
    bool wild = memchr(c.pattern.s, '*', c.pattern.n) != NULL;
    for (size_t i = 0; i < s->n_values; i++) {
        bool blank = value[i].kind == ENT_VALUE_BLANK;
        if (!ent_i_name_match(c.pattern, value[i].name) || (wild && blank))
            continue;
        any = true;
        ENT_TRY(change_row(ctx, &value[i], &c, c.op));
    }
    if (any)
        ENT_TRY(change_lenses(ctx, s, value, &c));
    ENT_TRY(change_dials(ctx, s, value, &c, &any));
    return any ? ENT_OK : fail_name(ctx, s, c.pattern);
}

ent_err ent_scenario_set(ent_ctx *ctx, const ent_scenario *base,
                         const ent_str *set, size_t n_sets, ent_scenario *out) {
    ent_err e = ENT_OK;
    ent_value *value = ENT_NEW(ctx->keep, base->n_values, ent_value);
    if (!value)
        return ENT_NOMEM_FAIL(ctx);
    if (base->n_values)
        memcpy(value, base->value, base->n_values * sizeof *value);
    ent_mark m = ent_i_arena_mark(ctx->temp);
    for (size_t i = 0; i < n_sets && !e; i++)
        e = apply(ctx, base, set[i], value);
    ent_i_arena_release(ctx->temp, m);
    *out = *base;
    out->value = value;
    return e;
}
