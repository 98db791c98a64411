/* formula_uses.c - what a formula reads, in the order of its text. */
#include "scenario/formula_tree.h"

typedef struct uses {
    ent_ctx *ctx;
    ent_vec symbol;
} uses;

static bool same(ent_symbol a, ent_symbol b) {
    return a.kind == b.kind && a.row == b.row && a.sub == b.sub &&
           a.last == b.last;
}

static ent_err add(uses *u, ent_symbol y) {
    const ent_symbol *at = u->symbol.at;
    for (size_t i = 0; i < u->symbol.n; i++)
        if (same(at[i], y))
            return ENT_OK;
    ent_symbol *to = ENT_PUSH(u->ctx->temp, &u->symbol, ent_symbol);
    if (!to)
        return ENT_NOMEM_FAIL(u->ctx);
    *to = y;
    return ENT_OK;
}

static ent_err walk(uses *u, const ent_tree *t, bool last) {
    if (t->form == ENT_FORM_SYMBOL) {
        ent_symbol y = t->symbol;
        y.last |= last;
        return add(u, y);
    }
    for (uint32_t i = 0; i < t->n_args; i++)
        ENT_TRY(walk(u, t->arg[i], last || ent_i_form_lags(t, i)));
    return ENT_OK;
}

ent_err ent_i_formula_reads(ent_ctx *ctx, const ent_names *names, uint32_t row,
                            ent_symbol **out, size_t *n) {
    uses u = {.ctx = ctx};
    const ent_tree *t;
    ENT_TRY(ent_i_formula_read(ctx, names, row, &t));
    ENT_TRY(walk(&u, t, false));
    *out = u.symbol.at;
    *n = u.symbol.n;
    return ENT_OK;
}

/* The names are let go before the result is laid down, so that a caller who
 * asks for every formula of a scenario does not fill ctx->temp with them. */
ent_err ent_i_formula_uses(ent_ctx *ctx, const ent_scenario *s, uint32_t row,
                           ent_symbol **out, size_t *n) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    const ent_names *names;
    ent_buf kept = {0};
    ent_err e = ent_i_names_new(ctx, ctx->temp, s, &names);
    *n = 0;
    if (!e)
        e = ent_i_formula_reads(ctx, names, row, out, n);
    if (!e)
        ent_i_buf_put(&kept, (const char *)*out, *n * sizeof **out);
    ent_i_arena_release(ctx->temp, m);
    *out = ENT_NEW(ctx->temp, *n, ent_symbol);
    if (!e && (!*out || kept.bad))
        e = ENT_NOMEM_FAIL(ctx);
    if (!e && *n)
        memcpy(*out, kept.s, kept.n);
    ent_i_buf_free(&kept);
    return e;
}
