/* run.h - what the files of this layer share. */
#ifndef ENT_RUN_H
#define ENT_RUN_H
#include "scenario/formula.h"

/* The place of one settlement in ent_run.settlement and ent_run.bad. */
static inline size_t ent_i_run_cell(const ent_run *r, size_t m, size_t t,
                                    size_t p, size_t d) {
    return ((m * r->n_periods + t) * r->n_issues + p) * r->draws + d;
}
/* The place of one forecast of the models together, in ent_run.ensemble. */
static inline size_t ent_i_run_blend(const ent_run *r, size_t t, size_t p,
                                     size_t d) {
    return (t * r->n_issues + p) * r->draws + d;
}

/* Adds the names that a pattern watches, each once, with their meaning
 * (ent_str, ent_symbol).  ENT_NAME: it names nothing that can be watched. */
ent_err ent_i_trace_names(ent_ctx *ctx, const ent_scenario *s, ent_str pattern,
                          ent_vec *names, ent_vec *symbols);
/* Plays what plan->watch depends on, and nothing else: the same numbers as in
 * the trace of ent_run_play, sooner. */
ent_err ent_i_run_watch(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, ent_trace *out);
/* The same, but what a step finds (settlements, stands, payoffs, deals) stands
 * in that step, and not in the next one as formulas read it.
 * @param bad  shape of out->x: where an issue has no settlement */
ent_err ent_i_run_reach(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, ent_trace *out,
                        unsigned char **bad);
#endif
