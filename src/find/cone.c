/* cone.c - what need not be played. */
#include "find/variant.h"

ent_err ent_i_cone(ent_ctx *ctx, const ent_scenario *s, const ent_str *name,
                   size_t n, ent_scenario *out) {
    (void)ctx;
    (void)name;
    (void)n;
    *out = *s;
    return ENT_OK;
}
