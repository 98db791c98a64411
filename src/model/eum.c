/* eum.c - the expected-utility model of Bueno de Mesquita, as Scholz, Calbert
 * and Smith 2011 reconstruct it: everybody weighs a challenge to everybody,
 * by an attitude to risk of its own, and gives way to who expects to gain
 * more.
 *
 * The published text leaves much open; each reading is a setting, and a
 * variant names one reading of all.  Equation numbers are Scholz et al.'s;
 * docs/models/eum.md has the list. */
#include "model/rivals.h"
#include <math.h>

enum {
    VARIANT,
    DENOMINATOR,
    VOTES,
    RIVAL_EXPONENT,
    RESISTANCE,
    SECURITY,
    TURN,
    QUO,
    COMPEL,
    RANK,
    MEET,
    CONFLICT,
    CHOICE,
    RANGE,
    TOLERANCE,
    SETTINGS
};
static const char *const VARIANTS[] = {"scholz", "paper", "schelling", NULL};
#define AS_VARIANT "variant"
static const char *const DENOMINATORS[] = {AS_VARIANT, "all", "pair", NULL};
static const char *const VOTE[] = {AS_VARIANT, "risk", "linear", NULL};
static const char *const EXPONENT[] = {AS_VARIANT, "observer", "rival", NULL};
static const char *const RESIST[] = {AS_VARIANT, "target", "challenger", NULL};
static const char *const SECURE[] = {AS_VARIANT, "others", "own", NULL};
static const char *const TURNS[] = {AS_VARIANT, "between", "always", "closer",
                                    NULL};
static const char *const NO_YES[] = {AS_VARIANT, "no", "yes", NULL};
static const char *const RANKS[] = {AS_VARIANT, "move", "position", NULL};
static const char *const MEETS[] = {AS_VARIANT, "ratio", "average", NULL};
static const char *const LOSER[] = {AS_VARIANT, "nobody", "loser", NULL};
static const char *const CHOICES[] = {AS_VARIANT, "class", "gain", "move",
                                      NULL};
static const char *const RANGES[] = {AS_VARIANT, "initial", "round", NULL};

static const ent_param PARAMS[SETTINGS] = {
    {"variant", "", "one reading of all that the publication leaves open", 0, 2,
     0, VARIANTS},
    {"denominator", "",
     "chance to win: share of the votes of all pairs, or of "
     "the pair's",
     0, 2, 0, DENOMINATORS},
    {"votes", "",
     "votes by distance to the power of the voter's attitude to "
     "risk, or by distance",
     0, 2, 0, VOTE},
    {"exponent", "", "whose attitude to risk stands in the rival's utility", 0,
     2, 0, EXPONENT},
    {"resistance", "",
     "whose salience says how likely the target of the "
     "rival's challenge resists",
     0, 2, 0, RESIST},
    {"security", "",
     "attitudes to risk from others' challenges to one, or "
     "from one's own",
     0, 2, 0, SECURE},
    {"turn", "", "when things turn better without a challenge (T)", 0, 3, 0,
     TURNS},
    {"q", "probability", "that nothing changes without a challenge (Q)", 0, 1,
     1, NULL},
    {"compel", "", "who loses more than its rival gains gives in", 0, 2, 0,
     NO_YES},
    {"rank", "",
     "which compromise: least move, or lowest weighted mean of the "
     "two positions",
     0, 2, 0, RANKS},
    {"compromise", "",
     "at the ratio of the two utilities, or at their "
     "weighted average",
     0, 2, 0, MEETS},
    {"conflict", "", "who moves when both expect to gain", 0, 2, 0, LOSER},
    {"choice", "", "among offers: by class, by the other's gain, by least move",
     0, 3, 0, CHOICES},
    {"range", "",
     "distances as shares of the first round's range, or of each "
     "round's",
     0, 2, 0, RANGES},
    {"tolerance", "scale units",
     "stop when the median has moved less in two rounds running; 0: never, -1: "
     "as the variant",
     -1, 1e6, -1, NULL}};
static const double PRESET_TOLERANCE[] = {0, 0, .5};

/* What "variant" stands for, by setting and variant. */
static const signed char PRESET[SETTINGS][3] = {
    [DENOMINATOR] = {1, 2, 2},    [VOTES] = {1, 2, 2},
    [RIVAL_EXPONENT] = {1, 1, 2}, [RESISTANCE] = {1, 1, 1},
    [SECURITY] = {1, 1, 1},       [TURN] = {1, 1, 3},
    [COMPEL] = {1, 2, 2},         [RANK] = {2, 1, 1},
    [MEET] = {1, 1, 1},           [CONFLICT] = {2, 2, 1},
    [CHOICE] = {1, 1, 2},         [RANGE] = {1, 1, 2}};

static int setting(const double *param, int which) {
    int choice = (int)param[which];
    return choice ? choice : PRESET[which][(int)param[VARIANT]];
}

typedef struct eum {
    ent_rivals r;
    const double *param;
    double range, median;
    double *risk; /* [n] exponents, 1/2..2 */
    double *far;  /* [n * n] distance of j from voter k to its power */
    double *room; /* [2 n] */
} eum;

static size_t work(size_t n, size_t issues) {
    (void)issues;
    return ENT_RIVALS_WORK(n) + 3 * n + n * n;
}

/* The first round's range, the last median, rounds that it has stood still. */
enum { FIRST_RANGE, LAST_MEDIAN, STILL, STATE };
static size_t state(size_t n_actors, size_t n_issues) {
    (void)n_actors, (void)n_issues;
    return STATE;
}

/* ---- votes */

/* x^r for x in 0..1. */
static double raise(double x, double r) {
    if (!(x > 0))
        return 0;
    return r == 1 ? x : pow(x, r);
}

static void measure(eum *e, bool by_risk) {
    size_t n = e->r.n;
    for (size_t k = 0; k < n; k++)
        for (size_t j = 0; j < n; j++) {
            double d = fabs(e->r.x[k] - e->r.x[j]) / e->range;
            e->far[k * n + j] = raise(d, by_risk ? e->risk[k] : 1);
        }
}

/* P (S31): shares of the votes, of all pairs or of the pair's own. */
static void chances(eum *e) {
    size_t n = e->r.n;
    double *p = e->r.p, total = ent_i_rivals_votes(&e->r, e->far, e->room);
    bool all = setting(e->param, DENOMINATOR) == 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double pair = p[i * n + j] + p[j * n + i];
            double of = all ? 2 * total : pair;
            p[i * n + j] = of > 0 ? p[i * n + j] / of : 0;
            p[j * n + i] = of > 0 ? p[j * n + i] / of : 0;
        }
}

/* ---- utilities */

/* Without a challenge: 1 when things turn better for i, 0 when worse.  The
 * rival is taken to move to the median. */
static double turn(const eum *e, size_t i, size_t j) {
    double xi = e->r.x[i], xj = e->r.x[j], mu = e->median;
    double to_median = fabs(xi - mu), to_rival = fabs(xi - xj);
    bool past = (xi - xj) * (xi - mu) < 0; /* i between the two */
    switch (setting(e->param, TURN)) {
    case 1: /* worse when the rival moves away from i */
        return !(past && to_median > to_rival) &&
               !(!past && to_rival > 0 && to_rival < to_median);
    case 2:
        return 1;
    default:
        return to_median < to_rival;
    }
}

/* Success and failure (S15, S16) for both directions of a pair. */
typedef struct stake {
    double success, failure;
} stake;

static stake stake_of(const eum *e, size_t i, size_t j, double r) {
    double d = fabs(e->r.x[i] - e->r.x[j]) / e->range;
    return (stake){2 - 4 * raise(.5 - .5 * d, r),
                   2 - 4 * raise(.5 + .5 * d, r)};
}

/* What is to be had without a challenge of i to j (S22-S24). */
static double stand(const eum *e, size_t i, size_t j, double r) {
    double q = e->param[QUO], same = 2 - 4 * exp2(-r);
    if (q == 1)
        return same;
    double t = turn(e, i, j);
    double reach =
        (fabs(e->r.x[i] - e->median) + fabs(e->r.x[i] - e->r.x[j])) / e->range;
    double better = 2 - 4 * raise(.5 - .25 * reach, r);
    double worse = 2 - 4 * raise(.5 + .25 * reach, r);
    return q * same + (1 - q) * (t * better + (1 - t) * worse);
}

/* Expected utility of challenging (S5-S7) a rival that resists so likely. */
static double expect(stake u, double p, double resists, double without) {
    return resists * (p * u.success + (1 - p) * u.failure) +
           (1 - resists) * u.success - without;
}

static double challenge(const eum *e, size_t i, size_t j, double r,
                        double resists) {
    return expect(stake_of(e, i, j, r), e->r.p[i * e->r.n + j], resists,
                  stand(e, i, j, r));
}

/* ---- attitudes to risk */

/* How safe i is (S32): the more others gain by challenging it, the less. */
static double security(const eum *e, size_t i) {
    bool others = setting(e->param, SECURITY) == 1;
    bool target = setting(e->param, RESISTANCE) == 1;
    double sum = 0;
    for (size_t j = 0; j < e->r.n; j++)
        if (j != i)
            sum += others ? challenge(e, j, i, 1, e->r.s[target ? i : j])
                          : challenge(e, i, j, 1, e->r.s[j]);
    return sum;
}

/* Exponents (S33, S34), from a pass in which all are neutral. */
static void attitudes(eum *e) {
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < e->r.n; i++) {
        e->risk[i] = security(e, i);
        least = fmin(least, e->risk[i]);
        most = fmax(most, e->risk[i]);
    }
    for (size_t i = 0; i < e->r.n; i++) {
        double share = most - least > 1e-12 * (fabs(most) + fabs(least))
                           ? (2 * e->risk[i] - most - least) / (most - least)
                           : 0;
        e->risk[i] = (1 - share / 3) / (1 + share / 3);
    }
}

static void expectations(eum *e) {
    size_t n = e->r.n;
    bool observer = setting(e->param, RIVAL_EXPONENT) == 1;
    bool target = setting(e->param, RESISTANCE) == 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double r = e->risk[i], of_j = observer ? r : e->risk[j];
            double resists = e->r.s[target ? i : j];
            stake u = stake_of(e, i, j, r);
            stake v = of_j == r ? u : stake_of(e, i, j, of_j);
            e->r.a[i * n + j] =
                expect(u, e->r.p[i * n + j], e->r.s[j], stand(e, i, j, r));
            e->r.b[i * n + j] =
                expect(v, e->r.p[j * n + i], resists, stand(e, j, i, of_j));
        }
}

/* ---- a round */

static double range_of(const ent_rivals *r) {
    double least = r->x[0], most = r->x[0];
    for (size_t i = 1; i < r->n; i++) {
        least = fmin(least, r->x[i]);
        most = fmax(most, r->x[i]);
    }
    return most - least;
}

/* Positions may have left the first range when they were changed from
 * outside. */
static double range_for(const eum *e) {
    double now = range_of(&e->r), *memory = e->r.g->state;
    if (!memory || setting(e->param, RANGE) == 2)
        return now;
    if (e->r.g->round <= 1 || now > memory[FIRST_RANGE])
        memory[FIRST_RANGE] = now;
    return memory[FIRST_RANGE];
}

/* Who counts, with which attitude to risk, and what all expect. */
static ent_err weigh(const ent_game *g, const double *param, double *work,
                     eum *e) {
    size_t n = g->n_actors;
    *e = (eum){.param = param};
    ENT_TRY(ent_i_rivals(g, work, &e->r));
    e->risk = work + ENT_RIVALS_WORK(n);
    e->room = e->risk + n;
    e->far = e->room + 2 * n;
    e->range = range_for(e);
    e->median = ent_i_rivals_median(&e->r, e->r.x, e->room);
    if (!(range_of(&e->r) > 0))
        return ENT_OK; /* all agree */
    measure(e, false);
    chances(e);
    attitudes(e);
    if (setting(param, VOTES) == 1) {
        measure(e, true);
        chances(e);
    }
    expectations(e);
    return ENT_OK;
}

static void stop_or_go_on(const eum *e, double median, ent_outcome *out) {
    double *memory = e->r.g->state, least = e->param[TOLERANCE];
    if (least < 0)
        least = PRESET_TOLERANCE[(int)e->param[VARIANT]];
    if (!memory || !(least > 0))
        return;
    if (e->r.g->round <= 1) {
        memory[LAST_MEDIAN] = e->median;
        memory[STILL] = 0;
    }
    bool still = fabs(median - memory[LAST_MEDIAN]) < least;
    memory[STILL] = still ? memory[STILL] + 1 : 0;
    memory[LAST_MEDIAN] = median;
    if (memory[STILL] >= 2)
        out->stop = 1;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    eum e;
    (void)stream;
    ENT_TRY(weigh(g, param, scratch, &e));
    ent_offer_rules rules = {.choice = setting(param, CHOICE) - 1,
                             .rank = setting(param, RANK) - 1,
                             .meet = setting(param, MEET) - 1,
                             .compel = setting(param, COMPEL) == 2,
                             .conflict = setting(param, CONFLICT) == 2};
    if (range_of(&e.r) > 0)
        ent_i_rivals_answer(&e.r, &rules, out->why);
    double median = ent_i_rivals_median(&e.r, e.r.y, e.room);
    stop_or_go_on(&e, median, out);
    ent_i_rivals_leave(&e.r, median, out);
    return ENT_OK;
}

/* ---- what all expect in the first round */

static ent_err matrices(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                        const ent_str *issue, const double *param,
                        const ent_matrix **out, size_t *n) {
    static const char *const unit[] = {"exponent"};
    double *scratch = ENT_NEW(ctx->keep, work(g->n_actors, 1), double);
    ent_str *name, *column = ENT_NEW(ctx->keep, 1, ent_str);
    eum e;
    (void)issue;
    if (!scratch || !column)
        return ENT_NOMEM_FAIL(ctx);
    ent_err err = weigh(g, param, scratch, &e);
    if (err || !(range_of(&e.r) > 0))
        return ENT_FAIL(ctx, err ? err : ENT_DOMAIN,
                        "nobody has anything to challenge: it takes two "
                        "actors with weight at different positions");
    ENT_TRY(ent_i_rivals_names(ctx, &e.r, actor, &name));
    column[0] = ENT_STR("risk");
    ent_matrix risk = {.name = "risk",
                       .n_rows = e.r.n,
                       .n_columns = 1,
                       .row = name,
                       .column = column,
                       .unit = unit,
                       .x = e.risk};
    return ent_i_rivals_matrices(ctx, &e.r, actor, &risk, out, n);
}

const ent_model ent_i_model_eum = {
    .name = "eum",
    .title = "Expected-utility model",
    .source = "Bueno de Mesquita 1997, A Decision Making Model, International "
              "Interactions 23, 235-266, doi:10.1080/03050629708434909, as "
              "Scholz, Calbert and Smith 2011 reconstruct it, "
              "doi:10.1177/0951629811418142",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_MATRICES,
    .param = PARAMS,
    .n_params = SETTINGS,
    .work = work,
    .round = play,
    .state = state,
    .matrices = matrices,
};
