/* consultation.c - the EU's consultation procedure (Crombez 1996, Steunenberg
 * 1994): the Commission proposes, the Council accepts by qualified majority or
 * amends unanimously, Parliament is only heard.
 *
 * So the proposal must beat the status quo and lie where no amendment suits
 * the whole Council: between its outermost members. */
#include "model/procedure.h"
#include <math.h>

enum { QUOTA, COMMISSION, PARLIAMENT };
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "the Council's votes that carry where the table has no quota: up to 1 a "
     "share, above 1 a weight; less than half counts as more than half",
     0, 1e12, 0, NULL},
    {"commission", "actor",
     "who proposes; none: the one of the most weight (capability x salience)",
     0, 1e16, 0, NULL},
    {"parliament", "actor", "who is heard and does not vote; none: nobody", 0,
     1e16, 0, NULL}};

/* The status quo stays where the Commission likes nothing better. */
static double propose(ent_procedure *p) {
    if (!p->n)
        return p->ideal;
    p->lo = fmax(p->lo, p->x[0]);
    p->hi = fmin(p->hi, p->x[p->n - 1]);
    if (!p->has_quo) /* anything beats it; the amendments bind */
        return fmax(p->lo, fmin(p->hi, p->ideal));
    double z = ent_i_procedure_nearest(p, p->ideal);
    return fabs(p->ideal - z) < fabs(p->ideal - p->quo) ? z : p->quo;
}

static ent_err build(const ent_game *g, const double *param, double *work,
                     ent_procedure *p) {
    uint32_t who, heard = ENT_NOBODY;
    ENT_TRY(ent_i_procedure(g, work, p));
    if (param[PARLIAMENT] > 0)
        ENT_TRY(
            ent_i_procedure_actor(g, param[PARLIAMENT], ENT_NOBODY, &heard));
    ENT_TRY(ent_i_procedure_actor(g, param[COMMISSION], heard, &who));
    if (who == ENT_NOBODY || who == heard)
        return ENT_DOMAIN;
    ent_i_procedure_seat(p, work, who, heard);
    ENT_TRY(ent_i_procedure_pivots(p, ent_i_quota(g, param[QUOTA])));
    ent_i_procedure_winset(p);
    ent_i_procedure_proposer(p, who);
    p->z = propose(p);
    return ENT_OK;
}

ENT_PROCEDURE_MODEL(build)

const ent_model ent_i_model_consultation = {
    .name = "consultation",
    .title = "EU consultation procedure",
    .source = "Crombez 1996, Legislative Procedures in the European Community, "
              "British Journal of Political Science 26, 199-228, "
              "doi:10.1017/S0007123400000429",
    .flags = ENT_PROCEDURE_FLAGS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_procedure_work,
    .round = play,
    .matrices = tables,
};
