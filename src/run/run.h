/* run.h - what the files of this layer share. */
#ifndef ENT_RUN_H
#define ENT_RUN_H
#include "base/base.h"

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
#endif
