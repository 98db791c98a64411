/* smp.c - the spatial model of politics, as the KTAB program plays it (Wise,
 * Lester and Efird 2015): on several issues at once each actor challenges the
 * one from whom it expects most, the two find a meeting point, and all vote
 * on who takes which.
 *
 * One round is one turn of KTAB: assess, target, propose, resolve, then the
 * ideals follow.  All act on the positions that the turn began with. */
#include "model/smp.h"

static const char *const VICTORY[] = {"Linear", "Square", "Quartic",
                                      "Octic",  "Binary", NULL};
static const char *const PCE[] = {"Conditional", "MarkovUniform",
                                  "MarkovIncentive", NULL};
static const char *const TRANSITION[] = {"Deterministic", "Stochastic", NULL};
static const char *const VOTE[] = {"Binary", "PropBin",   "Prop", "PropCbc",
                                   "Cubic",  "ASymProsp", NULL};
static const char *const ADJUST[] = {"None",      "OneThird", "Half",
                                     "TwoThirds", "Full",     NULL};
static const char *const RANGE[] = {"Min", "Mid", "Max", NULL};
static const char *const THIRD[] = {"NoCommit", "SemiCommit", "FullCommit",
                                    NULL};
static const char *const INTERPOLATION[] = {"S1P1", "S2P2", "S2PMax", NULL};
static const char *const BARGAIN[] = {"InitOnlyInterp", "InitRcvrInterp",
                                      "PWCompInterp", NULL};
static const char *const COMPAT[] = {"none", "ktab", NULL};

static const ent_param PARAMS[SMP_PARAMS] = {
    {"VictoryProbModel", "",
     "chance to win by the coalitions' strength: its power 1, 2, 4, 8, or a "
     "10 % majority",
     0, 4, 0, VICTORY},
    {"PCEModel", "", "from pairs of options to one distribution", 0, 2, 0, PCE},
    {"StateTransitions", "", "take the likeliest option, or draw one", 0, 1, 0,
     TRANSITION},
    {"VotingRule", "", "how a vote grows with the difference in utility", 0, 5,
     2, VOTE},
    {"BigRAdjust", "",
     "how much of the others' attitude to risk an actor sees; the rest it "
     "takes from its own",
     0, 4, 1, ADJUST},
    {"BigRRange", "", "attitudes to risk on 0..1, -1/2..1 or -1..1", 0, 2, 1,
     RANGE},
    {"ThirdPartyCommit", "", "what a third party stakes by taking a side", 0, 2,
     1, THIRD},
    {"InterVecBrgn", "",
     "meeting point by salience x chance, by their squares, or the likelier "
     "loser moves",
     0, 2, 1, INTERPOLATION},
    {"BargnModel", "",
     "offers as the initiator sees things, as both do, or one in between", 0, 2,
     0, BARGAIN},
    {"compat", "",
     "ktab: with the two mistakes that KTAB makes in the receiver's view", 0, 1,
     0, COMPAT}};

static const ent_vote_rule RULES[] = {{0, 0, 1, 1}, {.8, 0, .2, 1},
                                      {1, 0, 0, 1}, {.5, .5, 0, 1},
                                      {0, 1, 0, 1}, {1, 0, 0, 2. / 3}};

/* ---- reasons */

/* One half of one offer, an entry for each issue on which it asks for a
 * move. */
static void tell(const smp *s, size_t b, bool initiator, ent_reasons *why) {
    const smp_offer *o = &s->offer[b];
    size_t k = initiator ? o->from : o->to, by = initiator ? o->to : o->from;
    const double *y = s->half + (2 * b + !initiator) * s->m;
    for (size_t p = 0; p < s->m; p++) {
        double from = s->x[k * s->m + p];
        if (y[p] == from)
            continue;
        ent_i_reason(
            why,
            (ent_reason){.round = s->g->round ? s->g->round : 1,
                         .issue = (uint32_t)p,
                         .mover = (uint32_t)s->who[k],
                         .by = (uint32_t)s->who[by],
                         .how = initiator ? "own challenge" : "challenged",
                         .from = ent_i_on_scale(s->g, from),
                         .to = ent_i_on_scale(s->g, y[p]),
                         .gain_mover = initiator ? o->gain_from : o->gain_to,
                         .gain_by = initiator ? o->gain_to : o->gain_from,
                         .chance = initiator ? 1 - o->chance : o->chance,
                         .taken = initiator ? o->taken_from : o->taken_to});
    }
}

/* ---- the model */

static ent_err turn(smp *s) {
    smp_distances(s);
    s->n_offers = 0;
    ENT_TRY(smp_assess(s));
    for (size_t i = 0; i < s->n; i++) {
        size_t j = smp_target(s, i);
        if (j != SIZE_MAX)
            smp_propose(s, i, j);
    }
    return smp_resolve(s);
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    smp s = {.g = g,
             .param = param,
             .stream = stream,
             .vote = &RULES[(int)param[SMP_VOTE]]};
    ENT_TRY(smp_seat(&s, g, work));
    ENT_TRY(turn(&s));
    for (size_t b = 0; out->why && b < s.n_offers; b++) {
        tell(&s, b, true, out->why);
        tell(&s, b, false, out->why);
    }
    ENT_TRY(smp_leave(&s, out));
    return out->chance ? smp_report_chances(&s, out->chance) : ENT_OK;
}

const ent_model ent_i_model_smp = {
    .name = "smp",
    .title = "Spatial model of politics",
    .source = "Wise, Lester and Efird 2015, An Introduction to the KAPSARC "
              "Toolkit for Behavioral Analysis (KTAB), KAPSARC, as the KTAB "
              "program computes it",
    .flags =
        ENT_MODEL_MOVES | ENT_MODEL_CHANCE | ENT_MODEL_ISSUES | ENT_MODEL_STOPS,
    .param = PARAMS,
    .n_params = SMP_PARAMS,
    .work = smp_work,
    .round = play,
    .state = smp_state,
};
