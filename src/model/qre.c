/* qre.c - the challenge model with quantal responses: an actor takes up an
 * offer with a probability that grows with the offerer's expected gain, by a
 * logit of a given precision (McKelvey and Palfrey 1995).
 *
 * At precision 0 all offers are alike; as it grows, the answer becomes that of
 * the challenge model with choice=gain. */
#include "model/rivals.h"

enum { LAMBDA, PLAY, COMPEL, CONFLICT, OUTCOME };
static const char *const PLAYS[] = {"mean", "draw", NULL};
static const char *const NO_YES[] = {"no", "yes", NULL};
static const char *const LOSER[] = {"nobody", "loser", NULL};
static const char *const OUTCOMES[] = {"mean", "median", NULL};
static const ent_param PARAMS[] = {
    {"lambda", "per scale length", "precision of the choice among offers", 0,
     1e6, 10, NULL},
    {"play", "",
     "move to the mean of the offers by their chances, or to one "
     "that is drawn",
     0, 1, 0, PLAYS},
    {"compel", "", "who loses more than its rival gains gives in", 0, 1, 1,
     NO_YES},
    {"conflict", "", "who moves when both expect to gain", 0, 1, 1, LOSER},
    {"outcome", "", "settlement on the new positions", 0, 1, 0, OUTCOMES}};

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    ent_rivals r;
    ENT_TRY(ent_i_challenge_weigh(g, work, &r));
    ent_offer_rules rules = {.choice = ENT_CHOOSE_LOGIT,
                             .compel = param[COMPEL] > 0,
                             .conflict = param[CONFLICT] > 0,
                             .lambda = param[LAMBDA],
                             .draw = param[PLAY] > 0,
                             .stream = ent_i_stream(stream, ENT_STR("qre"))};
    ent_i_rivals_answer(&r, &rules, out->why);
    ent_i_challenge_leave(&r, param[OUTCOME] > 0, out);
    return ENT_OK;
}

const ent_model ent_i_model_qre = {
    .name = "qre",
    .title = "Challenge model with quantal responses",
    .source = "McKelvey and Palfrey 1995, Quantal Response Equilibria for "
              "Normal Form Games, Games and Economic Behavior 10, 6-38, "
              "doi:10.1006/game.1995.1023, applied to the offers of the "
              "challenge model",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_MATRICES,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = ent_i_challenge_work,
    .round = play,
    .matrices = ent_i_challenge_matrices,
};
