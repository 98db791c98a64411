/* pivots.c - pivotal politics (Krehbiel 1998): the median proposes, and as many
 * as the quota asks for must gain. */
#include "model/procedure.h"

enum { QUOTA, PROPOSER };
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "votes that carry where the table has no quota: up to 1 a share, above 1 "
     "a weight; less than half counts as more than half",
     0, 1e12, 0, NULL},
    {"proposer", "actor", "who proposes; none: the median of those who vote", 0,
     1e16, 0, NULL}};

static ent_err build(const ent_game *g, const double *param, double *work,
                     ent_procedure *p) {
    uint32_t who = ENT_NOBODY;
    ENT_TRY(ent_i_procedure(g, work, p));
    if (param[PROPOSER] > 0)
        ENT_TRY(ent_i_procedure_actor(g, param[PROPOSER], ENT_NOBODY, &who));
    ent_i_procedure_seat(p, work, ENT_NOBODY, ENT_NOBODY);
    ENT_TRY(ent_i_procedure_pivots(p, ent_i_quota(g, param[QUOTA])));
    ent_i_procedure_winset(p);
    ent_i_procedure_proposer(p, who);
    p->z = ent_i_procedure_nearest(p, p->ideal);
    return ENT_OK;
}

ENT_PROCEDURE_MODEL(build)

const ent_model ent_i_model_pivots = {
    .name = "pivots",
    .title = "Pivots of a quota, and gridlock",
    .source = "Krehbiel 1998, Pivotal Politics, University of Chicago Press, "
              "doi:10.7208/chicago/9780226452739.001.0001",
    .flags = ENT_PROCEDURE_FLAGS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_procedure_work,
    .round = play,
    .matrices = tables,
};
