/* veto.c - veto players (Tsebelis 2002): everybody with a veto must gain, so
 * that nothing between the outermost of them can be moved. */
#include "model/procedure.h"
#include <math.h>

enum { LEAST, PROPOSER };
static const ent_param PARAMS[] = {
    {"least", "share",
     "actors with at least this share of all capability have a veto; 0: all, "
     "and where nobody has as much the strongest",
     0, 1, 0, NULL},
    {"proposer", "actor", "who proposes; none: the median of all", 0, 1e16, 0,
     NULL}};

/* The outermost of those with a veto. */
static void outermost(ent_procedure *p, double least) {
    double most = 0, need = least * p->total * (1 - 1e-12);
    for (size_t k = 0; k < p->n; k++)
        most = fmax(most, p->votes[k]);
    need = fmin(need, most);
    p->left = p->n;
    for (size_t k = 0; k < p->n; k++) {
        if (p->votes[k] < need)
            continue;
        p->left = p->left < k ? p->left : k;
        p->right = k;
    }
}

static ent_err build(const ent_game *g, const double *param, double *work,
                     ent_procedure *p) {
    uint32_t who = ENT_NOBODY;
    ENT_TRY(ent_i_procedure(g, work, p));
    if (param[PROPOSER] > 0)
        ENT_TRY(ent_i_procedure_actor(g, param[PROPOSER], ENT_NOBODY, &who));
    ent_i_procedure_seat(p, work, ENT_NOBODY, ENT_NOBODY);
    outermost(p, param[LEAST]);
    ent_i_procedure_winset(p);
    ent_i_procedure_proposer(p, who);
    p->z = ent_i_procedure_nearest(p, p->ideal);
    return ENT_OK;
}

ENT_PROCEDURE_MODEL(build)

const ent_model ent_i_model_veto = {
    .name = "veto",
    .title = "Veto players",
    .source = "Tsebelis 2002, Veto Players, Princeton University Press, "
              "doi:10.1515/9781400831456",
    .flags = ENT_PROCEDURE_FLAGS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_procedure_work,
    .round = play,
    .matrices = tables,
};
