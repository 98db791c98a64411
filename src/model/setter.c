/* setter.c - the agenda setter (Romer and Rosenthal 1978): one proposes, take
 * it or leave it, and the vote leaves the status quo where too few gain. */
#include "model/procedure.h"

enum { QUOTA, SETTER, VOTES };
static const char *const NO_YES[] = {"no", "yes", NULL};
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "votes that carry where the table has no quota: up to 1 a share, above 1 "
     "a weight; less than half counts as more than half",
     0, 1e12, 0, NULL},
    {"setter", "actor",
     "who proposes; none: the one of the most weight (capability x salience)",
     0, 1e16, 0, NULL},
    {"votes", "", "whether the setter votes too", 0, 1, 0, NO_YES}};

static ent_err build(const ent_game *g, const double *param, double *work,
                     ent_procedure *p) {
    uint32_t who;
    ENT_TRY(ent_i_procedure(g, work, p));
    ENT_TRY(ent_i_procedure_actor(g, param[SETTER], ENT_NOBODY, &who));
    ent_i_procedure_seat(p, work, param[VOTES] > 0 ? ENT_NOBODY : who,
                         ENT_NOBODY);
    ENT_TRY(ent_i_procedure_pivots(p, ent_i_quota(g, param[QUOTA])));
    ent_i_procedure_winset(p);
    ent_i_procedure_proposer(p, who);
    p->z = ent_i_procedure_nearest(p, p->ideal);
    return ENT_OK;
}

ENT_PROCEDURE_MODEL(build)

const ent_model ent_i_model_setter = {
    .name = "setter",
    .title = "Agenda setter",
    .source = "Romer and Rosenthal 1978, Political Resource Allocation, "
              "Controlled Agendas, and the Status Quo, Public Choice 33, "
              "27-43, doi:10.1007/BF03187594",
    .flags = ENT_PROCEDURE_FLAGS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_procedure_work,
    .round = play,
    .matrices = tables,
};
