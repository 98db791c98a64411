/* trace.c - which names a run keeps over time. */
#include "run/run.h"

static bool has(const ent_vec *names, ent_str name) {
    const ent_str *at = names->at;
    for (size_t i = 0; i < names->n; i++)
        if (ent_i_eq(at[i], name))
            return true;
    return false;
}

static ent_err add(ent_ctx *ctx, const ent_scenario *s, ent_str name,
                   ent_vec *names, ent_vec *symbols) {
    ent_symbol what;
    if (has(names, name))
        return ENT_OK;
    ENT_TRY(ent_i_symbol_find(ctx, s, name, (ent_place){0}, &what));
    ent_str *text = ENT_PUSH(ctx->keep, names, ent_str);
    ent_symbol *symbol = ENT_PUSH(ctx->keep, symbols, ent_symbol);
    if (!text || !symbol)
        return ENT_NOMEM_FAIL(ctx);
    *text = name;
    *symbol = what;
    return ENT_OK;
}

static bool is_observed(ent_symbol what) {
    return !what.last && what.kind != ENT_SYMBOL_BASE &&
           what.kind != ENT_SYMBOL_OPTION && what.kind != ENT_SYMBOL_VISIBLE;
}

ent_err ent_i_trace_names(ent_ctx *ctx, const ent_scenario *s, ent_str pattern,
                          ent_vec *names, ent_vec *symbols) {
    ent_str *all;
    size_t n;
    ent_symbol what;
    if (!memchr(pattern.s, '*', pattern.n)) {
        ENT_TRY(ent_i_symbol_find(ctx, s, pattern, (ent_place){0}, &what));
        if (!is_observed(what))
            return ENT_FAIL(ctx, ENT_NAME,
                            "'%.*s' cannot be watched; watch the name itself",
                            ENT_P(pattern));
        return add(ctx, s, pattern, names, symbols);
    }
    ENT_TRY(ent_i_symbols_match(ctx, s, pattern, &all, &n));
    if (!n)
        return ENT_FAIL(ctx, ENT_NAME, "no name matches '%.*s'",
                        ENT_P(pattern));
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add(ctx, s, all[i], names, symbols));
    return ENT_OK;
}
