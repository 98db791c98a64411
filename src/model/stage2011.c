/* stage2011.c - a model in the style of Bueno de Mesquita's of 2011: every
 * ordered pair of actors plays a stage game of proposals, coercion and
 * compromise with hidden types, and everybody moves to the mean of the
 * credible proposals it hears.
 *
 * It follows what the appendix of The Predictioneer's Game says of its model.
 * Much is not said there: docs/models/stage2011.md lists what is our own. */
#include "model/stage2011.h"
#include <math.h>

enum { THETA, ALPHA, TAU, GAMMA, PHI, RESOLVE };
static const char *const RESOLVES[] = {"salience", "last", NULL};
static const ent_param PARAMS[] = {
    {"theta", "share", "weight of the policy against resolve in utility", 0, 1,
     .5, NULL},
    {"alpha", "utility", "cost of coercing and meeting resistance", 0, 10, .1,
     NULL},
    {"tau", "utility", "cost of being coerced and resisting", 0, 10, .1, NULL},
    {"gamma", "utility", "cost of being coerced and giving in", 0, 10, .1,
     NULL},
    {"phi", "utility", "cost of coercing at all", 0, 10, .1, NULL},
    {"resolve", "",
     "resolve is the salience on the issue, or the position on "
     "the table's last issue",
     0, 1, 0, RESOLVES}};

static const double PRIOR = .5; /* that a rival is a dove, is retaliatory */

/* The actors that count, and the round they play. */
typedef struct stage {
    const ent_game *g;
    const double *param;
    size_t issue, n;
    double *who, *w;  /* [n] numbers in g, capability x salience */
    double *x, *r;    /* [n] position and resolve, 0..1 */
    double *y;        /* [n] position after the round */
    double *sum, *by; /* [n] of the credible proposals heard; their weight */
    double *u;        /* [n * n] utility to i of j's position */
    double *belief;   /* [n * n][2] i's of j: a dove, retaliatory */
    double *told;     /* [n * n][4] of j's types, to i, by this round */
    double quo;       /* position of the status quo */
    double total;     /* expected payoffs of all games */
    double forecast;  /* weighted mean of the credible proposals */
    ent_reasons *why;
} stage;

static size_t work(size_t n, size_t issues) {
    (void)issues;
    return ENT_VOTERS_WORK(n) + 7 * n + 7 * n * n;
}

/* Of each issue: whether there are beliefs, whether it is over, the last
 * forecast of a round and the last settlement, then beliefs by actors. */
enum { BEGUN, OVER, LAST_FORECAST, LAST_SETTLEMENT, BELIEFS };
static size_t state_of_issue(size_t n) {
    return BELIEFS + 2 * n * n;
}

static size_t state(size_t n, size_t issues) {
    return issues * state_of_issue(n);
}

/* ---- who plays */

static double unit(double z) {
    return z < 0 ? 0 : z > 1 ? 1 : z;
}

static double resolve_of(const ent_game *g, const ent_game *last, size_t i) {
    if (last && ent_i_present(last, i))
        return unit((last->position[i] - g->lo) / (g->hi - g->lo));
    return unit(g->salience[i]);
}

static void recall(stage *s) {
    const double *memory = s->g->state;
    bool begun = memory && s->g->round > 1 && memory[BEGUN] > 0;
    for (size_t k = 0; k < s->n * s->n; k++) {
        size_t i = (size_t)s->who[k / s->n], j = (size_t)s->who[k % s->n];
        for (size_t b = 0; b < 2; b++)
            s->belief[2 * k + b] =
                begun ? memory[BELIEFS + 2 * (i * s->g->n_actors + j) + b]
                      : PRIOR;
    }
}

/* @p last  the issue that holds resolve, or NULL */
static ent_err seat(const ent_game *g, const ent_game *last, double *at,
                    stage *s) {
    ent_voters v;
    size_t n = g->n_actors;
    ENT_TRY(ent_i_voters(g, at, &v));
    s->w = v.w;
    s->x = v.x;
    at += ENT_VOTERS_WORK(n);
    double **vector[] = {&s->who, &s->r, &s->y, &s->sum, &s->by};
    for (size_t k = 0; k < 5; k++, at += n)
        *vector[k] = at;
    s->u = at;
    s->belief = s->u + n * n;
    s->told = s->belief + 2 * n * n;
    for (size_t i = 0; i < n; i++)
        if (ent_i_present(g, i) && g->capability[i] * g->salience[i] > 0) {
            s->r[s->n] = resolve_of(g, last, i);
            s->x[s->n] = (s->x[s->n] - g->lo) / (g->hi - g->lo);
            s->who[s->n++] = (double)i;
        }
    recall(s);
    return ENT_OK;
}

/* ---- utilities */

/* 1 - d^2 to a power; 0^0 is 1. */
static double near(double d, double power) {
    double base = 1 - (d < -1 || d > 1 ? 1 : d * d);
    if (power == 0 || base == 1)
        return 1;
    return base > 0 ? pow(base, power) : 0;
}

static double mean_position(const stage *s) {
    double sum = 0, w = 0;
    for (size_t i = 0; i < s->n; i++) {
        sum += s->w[i] * (s->x[i] - s->x[0]);
        w += s->w[i];
    }
    return s->x[0] + sum / w;
}

static void utilities(stage *s) {
    const ent_game *g = s->g;
    double theta = s->param[THETA];
    for (size_t k = 0; k < s->n * s->n; k++) {
        size_t i = k / s->n, j = k % s->n;
        s->u[k] =
            near(s->x[i] - s->x[j], theta) * near(s->r[i] - s->r[j], 1 - theta);
    }
    s->quo = g->status_quo && g->status_quo[0] >= g->lo
                 ? (g->status_quo[0] - g->lo) / (g->hi - g->lo)
                 : mean_position(s);
}

/* i's share of those who take sides between i and j. */
static double share_of(const stage *s, size_t i, size_t j) {
    double for_i = 0, all = 0;
    for (size_t k = 0; k < s->n; k++) {
        double v = s->w[k] * (s->u[k * s->n + i] - s->u[k * s->n + j]);
        for_i += v > 0 ? v : 0;
        all += fabs(v);
    }
    return all > 0 ? for_i / all : .5;
}

static stage_dyad dyad_of(const stage *s, size_t i, size_t j, double share) {
    size_t n = s->n, pair[2] = {i, j};
    stage_dyad d;
    for (int p = 0; p < 2; p++) {
        size_t me = pair[p], other = pair[1 - p];
        d.u[p][0] = s->u[me * n + i];
        d.u[p][1] = s->u[me * n + j];
        d.lottery[p] = share * d.u[p][0] + (1 - share) * d.u[p][1];
        d.quo[p] = near(s->x[me] - s->quo, s->param[THETA]);
        memcpy(d.belief[p], &s->belief[2 * (other * n + me)],
               sizeof d.belief[p]);
    }
    return d;
}

/* ---- proposals */

static const char *const HOW[] = {"accepts", "resists",  "gives in",
                                  "resists", "gives in", "compromise"};

/* `to` hears a proposal of `by`.  It is credible when `to` gave in to it, or
 * when it is nearer than `to` is resolved. */
static void hear(stage *s, size_t to, size_t by, double z, int end) {
    bool gave_in =
        end == STAGE_COERCED_GAVE_IN || end == STAGE_COUNTERED_GAVE_IN;
    if (!gave_in && !(fabs(z - s->x[to]) < s->r[to]))
        return;
    s->sum[to] += s->w[by] * (z - s->x[to]);
    s->by[to] += s->w[by];
}

/* The proposals that a path of the game of i and j leaves behind: who hears
 * whose.  Returns how many. */
typedef struct proposal {
    size_t to, by;
    double z;
    int end;
} proposal;
static int proposals(const stage *s, size_t i, size_t j, double share, int path,
                     proposal out[2]) {
    if (path == STAGE_QUO)
        return 0;
    bool mirrored = path > STAGE_QUO;
    int end = mirrored ? path - STAGE_QUO - 1 : path;
    size_t p = mirrored ? j : i, o = mirrored ? i : j;
    double between = share * s->x[i] + (1 - share) * s->x[j];
    bool countered =
        end == STAGE_COUNTERED_RESISTED || end == STAGE_COUNTERED_GAVE_IN;
    out[0] = (proposal){o, p, s->x[p], end};
    if (countered)
        out[0] = (proposal){p, o, s->x[o], end};
    if (end != STAGE_COMPROMISED)
        return 1;
    out[0].z = between;
    out[1] = (proposal){p, o, between, end};
    return 2;
}

static void tell(const stage *s, const proposal *p, size_t i,
                 const stage_result *r) {
    const ent_game *g = s->g;
    int mover = p->to == i ? 0 : 1;
    bool gave_in =
        p->end == STAGE_COERCED_GAVE_IN || p->end == STAGE_COUNTERED_GAVE_IN;
    ent_i_reason(s->why,
                 (ent_reason){.round = g->round ? g->round : 1,
                              .issue = (uint32_t)s->issue,
                              .mover = (uint32_t)s->who[p->to],
                              .by = (uint32_t)s->who[p->by],
                              .how = HOW[p->end],
                              .from = ent_i_on_scale(g, s->x[p->to]),
                              .to = ent_i_on_scale(g, p->z),
                              .gain_mover = r->gain[mover],
                              .gain_by = r->gain[1 - mover],
                              .chance = r->chance[r->likeliest],
                              .taken = gave_in ||
                                       fabs(p->z - s->x[p->to]) < s->r[p->to]});
}

/* ---- a round */

/* What the path of the game of i and j tells each of the other's type. */
static void learn(stage *s, size_t i, size_t j, const stage_result *r) {
    double *of_j = s->told + STAGE_TYPES * (i * s->n + j);
    double *of_i = s->told + STAGE_TYPES * (j * s->n + i);
    for (int t = 0; t < STAGE_TYPES; t++) {
        of_i[t] *= r->told[0][t];
        of_j[t] *= r->told[1][t];
    }
}

static void play_pair(stage *s, size_t i, size_t j) {
    stage_costs costs = {s->param[ALPHA], s->param[TAU], s->param[GAMMA],
                         s->param[PHI]};
    double share = share_of(s, i, j);
    stage_dyad d = dyad_of(s, i, j, share);
    stage_result r;
    proposal p[2];
    stage_solve(&d, &costs, &r);
    s->total += r.value[0] + r.value[1];
    learn(s, i, j, &r);
    int n = proposals(s, i, j, share, r.likeliest, p);
    for (int k = 0; k < n; k++) {
        hear(s, p[k].to, p[k].by, p[k].z, p[k].end);
        if (s->why)
            tell(s, &p[k], i, &r);
    }
}

static void update_beliefs(stage *s) {
    for (size_t k = 0; k < s->n * s->n; k++) {
        double *b = s->belief + 2 * k, dove = 0, strong = 0, all = 0;
        for (int t = 0; t < STAGE_TYPES; t++) {
            double w = (t & STAGE_HAWK ? 1 - b[0] : b[0]) *
                       (t & STAGE_RETALIATORY ? b[1] : 1 - b[1]) *
                       s->told[STAGE_TYPES * k + (size_t)t];
            all += w;
            dove += t & STAGE_HAWK ? 0 : w;
            strong += t & STAGE_RETALIATORY ? w : 0;
        }
        b[0] = all > 0 ? dove / all : PRIOR; /* off the path */
        b[1] = all > 0 ? strong / all : PRIOR;
    }
}

/* Rounding carries nothing out of the range of the positions. */
static double in_range(const stage *s, double z) {
    double least = s->x[0], most = s->x[0];
    for (size_t i = 1; i < s->n; i++) {
        least = fmin(least, s->x[i]);
        most = fmax(most, s->x[i]);
    }
    return fmax(least, fmin(most, z));
}

/* Plays every ordered pair from x and the beliefs: fills y, total, forecast,
 * and updates the beliefs. */
static void play_all(stage *s) {
    double sum = 0, w = 0;
    utilities(s);
    s->total = 0;
    memset(s->sum, 0, s->n * sizeof *s->sum);
    memset(s->by, 0, s->n * sizeof *s->by);
    for (size_t k = 0; k < STAGE_TYPES * s->n * s->n; k++)
        s->told[k] = 1;
    for (size_t k = 0; k < s->n * s->n; k++)
        if (k / s->n != k % s->n)
            play_pair(s, k / s->n, k % s->n);
    for (size_t i = 0; i < s->n; i++) {
        s->y[i] =
            in_range(s, s->x[i] + (s->by[i] > 0 ? s->sum[i] / s->by[i] : 0));
        sum += s->by[i] * s->y[i];
        w += s->by[i];
    }
    s->forecast = in_range(s, w > 0 ? sum / w : mean_position(s));
    update_beliefs(s);
}

/* The forecast, with that of the round before where there is one. */
static double remember(const stage *s) {
    double *memory = s->g->state, z = s->forecast;
    if (!memory)
        return z;
    if (s->g->round > 1 && memory[BEGUN] > 0)
        z = (z + memory[LAST_FORECAST]) / 2;
    memory[BEGUN] = 1;
    memory[LAST_FORECAST] = s->forecast;
    for (size_t k = 0; k < s->n * s->n; k++) {
        size_t i = (size_t)s->who[k / s->n], j = (size_t)s->who[k % s->n];
        memcpy(&memory[BELIEFS + 2 * (i * s->g->n_actors + j)],
               &s->belief[2 * k], 2 * sizeof *memory);
    }
    return z;
}

/* Whether all together would do worse in the next round, or it would only
 * repeat this one, which forecast z. */
static bool is_last(stage *s, double z) {
    double now = s->total;
    bool same = z == s->forecast;
    memcpy(s->x, s->y, s->n * sizeof *s->x);
    s->why = NULL;
    play_all(s);
    same &= memcmp(s->x, s->y, s->n * sizeof *s->x) == 0;
    return now > s->total + 1e-12 * fabs(now) ||
           (same && now == s->total && z == s->forecast);
}

/* ---- issues */

/* Issue p of a game as a game of its own. */
static ent_game issue_of(const ent_game *g, size_t p) {
    ent_game one = *g;
    size_t at = p * g->n_actors;
    one.n_issues = 1;
    one.capability += at;
    one.position += at;
    one.salience += at;
    if (g->has)
        one.has += at;
    if (g->status_quo)
        one.status_quo += p;
    if (g->state)
        one.state += p * state_of_issue(g->n_actors);
    return one;
}

/* One round on one issue; true in *over when it is to be the last. */
static ent_err play_issue(stage *s, const ent_game *last, double *work,
                          double *position, double *settlement, bool *over) {
    const ent_game *g = s->g;
    double *memory = g->state;
    memcpy(position, g->position, g->n_actors * sizeof *position);
    *over = memory && g->round > 1 && memory[OVER] > 0;
    if (*over) {
        *settlement = memory[LAST_SETTLEMENT];
        return ENT_OK;
    }
    ENT_TRY(seat(g, last, work, s));
    play_all(s);
    for (size_t i = 0; i < s->n; i++)
        if (s->y[i] != s->x[i])
            position[(size_t)s->who[i]] = ent_i_on_scale(g, s->y[i]);
    double z = remember(s);
    *settlement = ent_i_on_scale(g, z);
    *over = is_last(s, z);
    if (memory) {
        memory[OVER] = *over;
        memory[LAST_SETTLEMENT] = *settlement;
    }
    return ENT_OK;
}

/* Nobody settles resolve: it stays, and its plain mean stands for it. */
static void keep_resolve(const ent_game *last, double *position,
                         double *settlement) {
    double sum = 0, n = 0;
    memcpy(position, last->position, last->n_actors * sizeof *position);
    for (size_t i = 0; i < last->n_actors; i++)
        if (ent_i_present(last, i)) {
            sum += last->position[i];
            n++;
        }
    *settlement = n > 0 ? sum / n : last->lo;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *work, ent_outcome *out) {
    size_t n = g->n_actors, m = g->n_issues;
    bool given = param[RESOLVE] > 0, over, all = true;
    ent_game last = issue_of(g, m - 1);
    (void)stream;
    if (given && m < 2)
        return ENT_SHAPE;
    for (size_t p = 0; p + given < m; p++) {
        ent_game one = issue_of(g, p);
        stage s = {.g = &one, .param = param, .issue = p, .why = out->why};
        ENT_TRY(play_issue(&s, given ? &last : NULL, work,
                           out->position + p * n, &out->settlement[p], &over));
        all = all && over;
    }
    if (given)
        keep_resolve(&last, out->position + (m - 1) * n,
                     &out->settlement[m - 1]);
    if (all)
        out->stop = 1;
    return ENT_OK;
}

const ent_model ent_i_model_stage2011 = {
    .name = "stage2011",
    .title = "Stage games, 2011-style",
    .source = "after Bueno de Mesquita 2009, The Predictioneer's Game, "
              "appendix, and 2011, A New Model for Predicting Policy Choices, "
              "Conflict Management and Peace Science 28, 65-85, "
              "doi:10.1177/0738894210388127; not that model",
    .flags = ENT_MODEL_MOVES | ENT_MODEL_ISSUES | ENT_MODEL_STOPS,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = work,
    .round = play,
    .state = state,
};
