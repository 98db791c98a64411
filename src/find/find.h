/* find.h - what callers of the findings share inside the project. */
#ifndef ENT_FIND_H
#define ENT_FIND_H
#include "base/base.h"

/* How sentences call an issue: by its name, or else by its id. */
static inline ent_str ent_i_issue_name(const ent_issue *issue) {
    return issue->name.n ? issue->name : issue->id;
}

/* One issue of one run: where its draws end. */
typedef struct ent_side {
    const ent_run *run;
    size_t issue;
} ent_side;

/* ent_change_of between the last periods of two runs. */
ent_err ent_i_change_sides(ent_ctx *ctx, ent_side before, ent_side after,
                           int paired, double least, ent_change *out);
#endif
