/* changes.c - changes of values by name: what lenses, events and --set have
 * in common. */
#include "scenario/scenario.h"
#include <math.h>

bool ent_i_name_match(ent_str pattern, ent_str name) {
    static const char *const own[] = {"event.", "lens."};
    for (size_t i = 0; i < 2; i++)
        if (ent_i_starts(name, own[i]) && !ent_i_starts(pattern, own[i]))
            return false;
    if (ent_i_is_setting(name) &&
        !ent_i_eq(ent_i_last_part(pattern), ent_i_last_part(name)))
        return false;
    return name.s && ent_i_glob(pattern, name);
}

ent_op ent_i_op_read(ent_str *text) {
    *text = ent_i_trim(*text);
    if (ent_i_starts(*text, "=")) {
        *text = (ent_str){text->s + 1, text->n - 1};
        return ENT_OP_SET;
    }
    if (ent_i_starts(*text, "*")) {
        *text = (ent_str){text->s + 1, text->n - 1};
        return ENT_OP_TIMES;
    }
    if (ent_i_starts(*text, "+")) {
        *text = (ent_str){text->s + 1, text->n - 1};
        return ENT_OP_ADD;
    }
    return ent_i_starts(*text, "-") ? ENT_OP_ADD : ENT_OP_SET;
}

/* What must be above a whole number has that and a little as its least. */
ent_range ent_i_range_of(const ent_value *v) {
    double lo = floor(v->min);
    bool above = v->min > lo && v->min - lo < 2e-6;
    return (ent_range){v->name.s, above ? lo : v->min, v->max, above};
}

ent_range ent_i_range_by(ent_range range, ent_op op) {
    double span = fmin(range.hi - range.lo, ENT_MOST);
    if (op == ENT_OP_ADD)
        return (ent_range){range.what, -span, span, false};
    if (op == ENT_OP_TIMES)
        return (ent_range){range.what, 0, 1000, false};
    return range;
}

static double clamp(const ent_value *v, double x) {
    return x < v->min ? v->min : x > v->max ? v->max : x;
}

/* v becomes factor * v + shift, inside its range; factor >= 0. */
static ent_err affine(ent_ctx *ctx, ent_value *v, double factor, double shift) {
    double sd = (v->hi - v->best) * factor;
    v->best = clamp(v, v->best * factor + shift);
    if (v->kind == ENT_VALUE_NORMAL) {
        v->lo = v->best - sd;
        v->hi = v->best + sd;
    } else {
        v->lo = clamp(v, v->lo * factor + shift);
        v->hi = clamp(v, v->hi * factor + shift);
    }
    if (v->n_choices) {
        double *choice = ENT_NEW(ctx->keep, v->n_choices, double);
        if (!choice)
            return ENT_NOMEM_FAIL(ctx);
        for (size_t i = 0; i < v->n_choices; i++)
            choice[i] = clamp(v, v->choice[i] * factor + shift);
        v->choice = choice;
    }
    if (!(v->lo < v->hi)) {
        v->kind = ENT_VALUE_FIXED;
        v->n_choices = 0;
    }
    return ENT_OK;
}

/* Takes over the number of another value, not its name and range. */
static void take(ent_value *v, const ent_value *from) {
    v->kind = from->kind;
    v->best = from->best;
    v->lo = from->lo;
    v->hi = from->hi;
    v->choice = from->choice;
    v->n_choices = from->n_choices;
}

ent_err ent_i_value_change(ent_ctx *ctx, ent_value *io, ent_op op,
                           const ent_value *by) {
    ent_value old = *io;
    if (op == ENT_OP_SET) {
        take(io, by);
        io->evidence = by->evidence;
        io->n_evidence = by->n_evidence;
        io->confidence = by->confidence;
        io->note = by->note;
        io->coder = by->coder;
        io->at = by->at;
        return ENT_OK;
    }
    if (old.kind == ENT_VALUE_BLANK)
        return ENT_FAIL_AT(ctx, ENT_DOMAIN, by->at,
                           "%.*s is blank, so nothing can be added to it; set "
                           "it to a number first",
                           ENT_P(old.name));
    if (old.kind != ENT_VALUE_FIXED && by->kind != ENT_VALUE_FIXED)
        return ENT_FAIL_AT(ctx, ENT_UNSUPPORTED, by->at,
                           "%.*s and its change are both uncertain; give the "
                           "changed value itself, as in 45 (30..60)",
                           ENT_P(old.name));
    if (by->kind == ENT_VALUE_FIXED)
        return op == ENT_OP_ADD ? affine(ctx, io, 1, by->best)
                                : affine(ctx, io, by->best, 0);
    take(io, by);
    return op == ENT_OP_ADD ? affine(ctx, io, 1, old.best)
                            : affine(ctx, io, old.best, 0);
}
