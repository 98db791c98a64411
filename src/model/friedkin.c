/* friedkin.c - social influence (Friedkin and Johnsen 1990): everybody moves
 * to the mean of those it listens to, and holds on to where it began. */
#include "model/influence.h"

enum { OPEN, TOLERANCE };
static const char *const OPENS[] = {"auto", "diagonal", "salience", "all",
                                    NULL};
static const ent_param PARAMS[] = {
    {"open", "",
     "how far an actor can be moved: 1 - w_ii of the matrix, 1 - salience, all "
     "the way; auto: the first with a matrix, the second without",
     0, 3, ENT_OPEN_AUTO, OPENS},
    {"tolerance", "share of the scale",
     "it ends when nobody moves farther in a round", 0, 1, 1e-6, NULL}};

static size_t state(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return n_actors;
}

/* Where all began is remembered in the first round. */
static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    ent_listeners l;
    (void)stream;
    ENT_TRY(ent_i_listeners(g, (int)param[OPEN], work, &l));
    if (g->round <= 1)
        memcpy(g->state, g->position, g->n_actors * sizeof *g->state);
    return ent_i_listeners_step(&l, g->state, param[TOLERANCE], out);
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    (void)issue;
    return ent_i_listeners_tables(ctx, g, (int)param[OPEN], actor, out, n);
}

const ent_model ent_i_model_friedkin = {
    .name = "friedkin",
    .title = "Social influence",
    .source = "Friedkin and Johnsen 1990, Social Influence and Opinions, "
              "Journal of Mathematical Sociology 15, 193-206, "
              "doi:10.1080/0022250X.1990.9990069",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_STOPS | ENT_MODEL_MATRICES |
             ENT_MODEL_LINKS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_listeners_work,
    .round = play,
    .state = state,
    .matrices = tables,
};
