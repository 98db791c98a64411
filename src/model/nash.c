/* nash.c - the asymmetric Nash bargaining solution on one scale (Nash 1950):
 * the point that maximises sum c_i ln(U_i(z) - d_i), with quadratic loss
 * U_i(z) = -s_i (z - x_i)^2 and capability as bargaining power.
 *
 * With a reach r_i, the distance at which actor i is as well off as without
 * an agreement, U_i(z) - d_i = s_i (r_i^2 - (z - x_i)^2), and s_i drops out of
 * the maximum.  So each actor is (c_i, x_i, r_i), whatever failure means:
 *   cost   d_i = -D (hi - lo)^2 for all:  r_i = (hi - lo) sqrt(D / s_i)
 *   point  d_i = U_i(q), q the status quo: r_i = |x_i - q| */
#include "model/model.h"
#include <math.h>

enum { DISAGREEMENT, COST, COALITION };
enum { FAIL_COST, FAIL_POINT };
enum { UNANIMITY, MAJORITY };
static const char *const FAILURES[] = {"cost", "point", NULL};
static const char *const COALITIONS[] = {"unanimity", "majority", NULL};
static const ent_param PARAMS[] = {
    {"disagreement", "", "what failure means: a cost to all, or the status quo",
     0, 1, FAIL_COST, FAILURES},
    {"cost", "largest possible loss",
     "cost of failure; 0: the issue's failure_cost, or 2 where it has none", 0,
     1e6, 0, NULL},
    {"coalition", "", "who must gain when disagreement is point", 0, 1,
     UNANIMITY, COALITIONS}};

static const double USUAL_COST = 2;
static const double HALF_TOLERANCE = 1e-12; /* of the total weight */

typedef struct bargain {
    double *c, *x, *r; /* power, position, reach */
    size_t n;
    double lo, hi; /* where all gain and the maximum can lie */
} bargain;

static size_t work(size_t n_actors, size_t n_issues) {
    (void)n_issues;
    return ENT_VOTERS_WORK(n_actors) + 3 * n_actors;
}

/* ---- the maximum of a concave function */

/* Newton's steps, and halving where they leave the bracket or take long. */
double ent_i_peak(ent_i_slope *slope, const void *user, double lo, double hi) {
    double z = lo + (hi - lo) / 2, tolerance = 1e-13 * (hi - lo);
    for (int k = 0; k < 120 && hi - lo > tolerance; k++) {
        double first, second;
        slope(user, z, &first, &second);
        if (first == 0)
            break;
        *(first > 0 ? &lo : &hi) = z;
        double next = z - first / second;
        if (k > 50 || !(next >= lo && next <= hi))
            next = lo + (hi - lo) / 2;
        double step = fabs(next - z);
        z = next;
        if (step <= tolerance)
            break;
    }
    return z;
}

/* Derivatives of sum c ln(r^2 - (z - x)^2); at the edge of somebody's reach
 * the first points back inside. */
static void slope(const void *user, double z, double *first, double *second) {
    const bargain *b = user;
    *first = *second = 0;
    for (size_t i = 0; i < b->n; i++) {
        double t = z - b->x[i], r = b->r[i];
        double gain = (r - fabs(t)) * (r + fabs(t));
        if (!(gain > 0)) {
            *first = t < 0 ? INFINITY : -INFINITY;
            *second = -1;
            return;
        }
        *first -= b->c[i] * (2 * t / gain);
        *second -= b->c[i] * (2 / gain * ((r * r + t * t) / gain));
    }
}

/* ---- who bargains */

static double reach(const ent_game *g, const double *param, size_t i) {
    if (param[DISAGREEMENT] == FAIL_POINT)
        return fabs(g->position[i] - g->status_quo[0]);
    double cost = param[COST];
    if (cost == 0 && g->failure_cost)
        cost = g->failure_cost[0];
    if (!(cost > 0))
        cost = USUAL_COST;
    return (g->hi - g->lo) * sqrt(cost / g->salience[i]);
}

/* Everybody with weight whose position lies in from..to. */
static void gather(const ent_game *g, const double *param, double from,
                   double to, bargain *b) {
    double least = INFINITY, most = -INFINITY;
    b->n = 0;
    b->lo = -INFINITY;
    b->hi = INFINITY;
    for (size_t i = 0; i < g->n_actors; i++) {
        double x = g->position[i];
        if (!ent_i_present(g, i) || !(g->capability[i] * g->salience[i] > 0) ||
            x < from || x > to)
            continue;
        double r = reach(g, param, i);
        b->c[b->n] = g->capability[i];
        b->x[b->n] = x;
        b->r[b->n++] = r;
        b->lo = fmax(b->lo, x - r);
        b->hi = fmin(b->hi, x + r);
        least = fmin(least, x);
        most = fmax(most, x);
    }
    b->lo = fmax(b->lo, least);
    b->hi = fmin(b->hi, most);
}

/* The positions of the smallest coalition that has more than half the weight
 * and stands farthest from q on one side of it; nobody when neither side has
 * the half. */
static void majority(ent_voters *v, double q, double *from, double *to) {
    double need = v->total * (.5 + HALF_TOLERANCE), sum = 0;
    *from = INFINITY;
    *to = -INFINITY;
    ent_i_voters_merge(v);
    for (size_t i = 0; i < v->n && v->x[i] < q; i++)
        if ((sum += v->w[i]) > need) {
            *from = v->x[0];
            *to = v->x[i];
            return;
        }
    sum = 0;
    for (size_t i = v->n; i-- > 0 && v->x[i] > q;)
        if ((sum += v->w[i]) > need) {
            *from = v->x[i];
            *to = v->x[v->n - 1];
            return;
        }
}

static ent_err settle_on_status_quo(const ent_game *g, bool has_quo,
                                    ent_outcome *out) {
    if (has_quo)
        ent_i_settle(g, g->status_quo[0], out);
    return has_quo ? ENT_OK : ENT_DOMAIN;
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    ent_voters v;
    double *room = scratch + ENT_VOTERS_WORK(g->n_actors);
    bargain b = {
        .c = room, .x = room + g->n_actors, .r = room + 2 * g->n_actors};
    double from = -INFINITY, to = INFINITY;
    (void)stream;
    ENT_TRY(ent_i_voters(g, scratch, &v));
    bool has_quo =
        g->status_quo && g->status_quo[0] >= g->lo && g->status_quo[0] <= g->hi;
    bool point = param[DISAGREEMENT] == FAIL_POINT;
    if (point && !has_quo)
        return ENT_DOMAIN;
    if (point && param[COALITION] == MAJORITY)
        majority(&v, g->status_quo[0], &from, &to);
    gather(g, param, from, to, &b);
    if (!b.n || b.lo > b.hi)
        return settle_on_status_quo(g, has_quo, out);
    double z = ent_i_peak(slope, &b, b.lo, b.hi);
    if (!isfinite(z))
        return ENT_DOMAIN;
    ent_i_settle(g, z, out);
    return ENT_OK;
}

const ent_model ent_i_model_nash = {
    .name = "nash",
    .title = "Nash bargaining solution",
    .source = "Nash 1950, The Bargaining Problem, Econometrica 18, 155-162, "
              "doi:10.2307/1907266",
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .work = work,
    .round = play,
};
