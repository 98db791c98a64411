/* formula.h - what the names and formulas of a scenario mean. */
#ifndef ENT_FORMULA_H
#define ENT_FORMULA_H
#include "base/base.h"

/* ---- names (symbols.c) */

/* What a name can stand for; `row` and `sub` are rows of the scenario. */
#define ENT_SYMBOL_LIST(X)                                            \
    X(VALUE)     /* row of value, as driven in this step */           \
    X(QUANTITY)  /* row of quantity: a formula that drives nothing */ \
    X(SETTLE)    /* issue; the step before, as the next four */       \
    X(FAILED)    /* issue */                                          \
    X(STAND)     /* actor, issue */                                   \
    X(DESIRED)   /* actor, issue */                                   \
    X(OPEN)      /* gate */                                           \
    X(MOVE)      /* move: x of what was chosen */                     \
    X(DID)       /* move, option; ENT_NONE: any but the first */      \
    X(CHANCE)    /* the same, percent, before the draw */             \
    X(SEEN)      /* move */                                           \
    X(BELIEF)    /* belief */                                         \
    X(PAYOFF)    /* actor, row of payoff; ENT_NONE: the whole */      \
    X(ATTENTION) /* theatre */                                        \
    X(DEAL)      /* package */                                        \
    X(ODDS)      /* package */                                        \
    X(GAIN)      /* package, place in its parties */                  \
    X(TRADE)     /* exchange, 0 or 1: its gain for actor[sub] */      \
    X(HAPPENED)  /* occurrence */                                     \
    X(STRIKES)   /* occurrence */                                     \
    X(TIME)      /* t */                                              \
    X(YEAR)      /* */                                                \
    X(MONTH)     /* */                                                \
    X(BASE)      /* of a driver's own formula */                      \
    X(OPTION)    /* of a move's own formulas */                       \
    X(VISIBLE)   /* the same */

typedef enum ent_symbol_kind {
#define ENT_X(name) ENT_SYMBOL_##name,
    ENT_SYMBOL_LIST(ENT_X)
#undef ENT_X
        ENT_SYMBOL_KINDS
} ent_symbol_kind;

typedef struct ent_symbol {
    ent_symbol_kind kind;
    uint32_t row, sub; /* ENT_NONE where there is none */
    bool last;         /* as it was in the step before: last.NAME */
} ent_symbol;

/* All names of a scenario, each with what it means.  Building it costs a look
 * at every row: who asks for many names builds it once. */
typedef struct ent_names ent_names;
ent_err ent_i_names_new(ent_ctx *ctx, ent_arena *into, const ent_scenario *s,
                        const ent_names **out);
ent_err ent_i_names_find(ent_ctx *ctx, const ent_names *names, ent_str name,
                         ent_place at, ent_symbol *out);
/* Rows of names that match, in a stable order; in `into`. */
ent_err ent_i_names_match(ent_ctx *ctx, const ent_names *names, ent_str pattern,
                          ent_arena *into, ent_vec *rows);
ent_str ent_i_names_text(const ent_names *names, uint32_t row);
ent_symbol ent_i_names_symbol(const ent_names *names, uint32_t row);
/* The name of a symbol, as formulas write it; blank if no memory. */
ent_str ent_i_symbol_text(ent_arena *into, const ent_scenario *s,
                          ent_symbol what);

/* What a name means, base, option, visible and last.NAME included.  ENT_NAME
 * with the nearest known name. */
ent_err ent_i_symbol_find(ent_ctx *ctx, const ent_scenario *s, ent_str name,
                          ent_place at, ent_symbol *out);
/* All names that can be observed (no last., base, option, visible) and match
 * a pattern, in a stable order; in ctx->keep. */
ent_err ent_i_symbols_match(ent_ctx *ctx, const ent_scenario *s,
                            ent_str pattern, ent_str **out, size_t *n);

/* ---- formulas (formula.c) */

/* Reads formula `row`: syntax, names, number of arguments.  The tree lives in
 * ctx->temp.  ENT_SYNTAX, ENT_NAME with the place of the fault. */
typedef struct ent_tree ent_tree;
ent_err ent_i_formula_parse(ent_ctx *ctx, const ent_scenario *s, uint32_t row,
                            const ent_tree **out);
/* The same with the names at hand. */
ent_err ent_i_formula_read(ent_ctx *ctx, const ent_names *names, uint32_t row,
                           const ent_tree **out);
/* The symbols that a formula reads, wildcards spelled out, each once; marked
 * `last` is what it reads of the step before: last.NAME, the choice of a rival
 * that moves at the same time, and what is averaged or delayed from a given
 * start.  In ctx->temp. */
ent_err ent_i_formula_uses(ent_ctx *ctx, const ent_scenario *s, uint32_t row,
                           ent_symbol **out, size_t *n);
ent_err ent_i_formula_reads(ent_ctx *ctx, const ent_names *names, uint32_t row,
                            ent_symbol **out, size_t *n);

/* ---- what must hold between formulas (loops.c, units.c) */

/* Lists loops in one step ("PRK.reserves -> inflow -> PRK.reserves"), base or
 * option where they mean nothing, formulas that cannot be read, ids that mean
 * something else, units that do not agree.  Called by the reader when all rows
 * are there; mistakes go through `told`, whose text is borrowed. */
typedef ent_err ent_i_told(void *user, ent_err err, ent_place at, ent_str why);
ent_err ent_i_formulas_check(ent_ctx *ctx, const ent_scenario *s,
                             ent_i_told *told, void *user);
#endif
