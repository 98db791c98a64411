/* degroot.c - reaching a consensus (DeGroot 1974): everybody moves to the mean
 * of those it listens to, again and again. */
#include "model/influence.h"

enum { TOLERANCE };
static const ent_param PARAMS[] = {
    {"tolerance", "share of the scale",
     "it ends when nobody moves farther in a round", 0, 1, 1e-6, NULL}};

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    ent_listeners l;
    (void)stream;
    ENT_TRY(ent_i_listeners(g, ENT_OPEN_ALL, work, &l));
    return ent_i_listeners_step(&l, g->position, param[TOLERANCE], out);
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    (void)issue;
    (void)param;
    return ent_i_listeners_tables(ctx, g, ENT_OPEN_ALL, actor, out, n);
}

const ent_model ent_i_model_degroot = {
    .name = "degroot",
    .title = "Consensus by listening",
    .source = "DeGroot 1974, Reaching a Consensus, Journal of the American "
              "Statistical Association 69, 118-121, "
              "doi:10.1080/01621459.1974.10480137",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_STOPS | ENT_MODEL_MATRICES |
             ENT_MODEL_LINKS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_listeners_work,
    .round = play,
    .matrices = tables,
};
