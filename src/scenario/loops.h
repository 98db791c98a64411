/* loops.h - the checks between formulas, among themselves. */
#ifndef ENT_LOOPS_H
#define ENT_LOOPS_H
#include "scenario/formula_tree.h"

/* Tells what ctx->fail says, unless it is of a kind that ends reading. */
ent_err ent_i_told_fail(ent_ctx *ctx, ent_err e, ent_place at, ent_i_told *told,
                        void *user);

/* ---- units (units.c) */

/* The units of all quantities, read once. */
typedef struct ent_units ent_units;
ent_err ent_i_units_new(ent_ctx *ctx, const ent_names *names, ent_i_told *told,
                        void *user, const ent_units **out);
/* Tells where the parts of a formula have units that do not agree. */
ent_err ent_i_units_check(const ent_units *u, uint32_t formula,
                          const ent_tree *t);
#endif
