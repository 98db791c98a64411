/* claims.h - what the tests of claims and mechanisms share. */
#ifndef ENT_CLAIMS_H
#define ENT_CLAIMS_H
#include "find/variant.h"

/* One expectation against what was seen; before NULL: nothing is changed.
 * ENT_SYNTAX when it needs a change and there is none. */
ent_err ent_i_effect_judge(ent_ctx *ctx, const ent_expectation *e,
                           const ent_look *before, const ent_look *after,
                           size_t draws, ent_effect *out);

/* What the parts of a mechanism are, each kind once: "move, stock". */
ent_err ent_i_part_kinds(ent_ctx *ctx, const ent_scenario *s,
                         const ent_str *part, size_t n, ent_str *out);
#endif
