/* package.c - who bargains over several issues, and what they may agree on.
 *
 * Everybody loses by the square of the distance on each issue, weighted by
 * salience, in units of the largest loss of one who cares fully.  What an
 * agreement is worth is measured from failure: a cost to all, or the status
 * quo. */
#include "model/package.h"
#include <math.h>

const char *const ent_i_package_failures[] = {"cost", "point", NULL};
const char *const ent_i_package_values[] = {"any", "ends", NULL};

static const double USUAL_COST = 2;
static const double LEAST = ENT_DEAL_LEAST; /* a gain below this is none */
enum { EVERY_COALITION = 10 }; /* parties: all coalitions are looked at */

/* ---- room */

size_t package_work(size_t n, size_t m) {
    return 4 * n * m + 8 * n + 3 * m + ent_i_deal_work(m);
}

static double *take(double **at, size_t n) {
    double *p = *at;
    *at += n;
    return p;
}

static void lay_out(package *b, size_t n, size_t m, double *at) {
    b->x = take(&at, n * m);
    b->care = take(&at, n * m);
    b->sx = take(&at, n * m);
    b->scare = take(&at, n * m);
    b->most = take(&at, n);
    b->power = take(&at, n);
    b->weight = take(&at, n);
    b->who = take(&at, n);
    b->member = take(&at, n);
    b->smost = take(&at, n);
    b->spower = take(&at, n);
    b->unit = take(&at, n);
    b->present = take(&at, m);
    b->z = take(&at, m);
    b->best = take(&at, m);
    b->work = at;
}

/* ---- who sits there */

static double on_percent(const ent_game *g, double x) {
    double range = g->hi - g->lo;
    return range == 100 ? x - g->lo : 100 * ((x - g->lo) / range);
}

static double cost_of(const ent_game *g, const double *param, size_t p) {
    double cost = param[PACKAGE_COST];
    if (cost == 0 && g->failure_cost)
        cost = g->failure_cost[p];
    return cost > 0 ? cost : USUAL_COST;
}

static bool has_quo(const ent_game *g) {
    for (size_t p = 0; p < g->n_issues; p++)
        if (!g->status_quo || !(g->status_quo[p] >= g->lo) ||
            !(g->status_quo[p] <= g->hi))
            return false;
    return true;
}

/* Where to begin: the status quo, or each issue's weighted mean. */
static void begin(package *b, const ent_game *g, bool point) {
    size_t n = g->n_actors;
    for (size_t p = 0; p < g->n_issues; p++) {
        double sum = 0, total = 0;
        for (size_t k = p * n; k < (p + 1) * n; k++) {
            double w =
                ent_i_present(g, k) ? g->capability[k] * g->salience[k] : 0;
            total += w > 0 ? w : 0;
            sum += w > 0 ? w * on_percent(g, g->position[k]) : 0;
        }
        b->present[p] = point       ? on_percent(g, g->status_quo[p])
                        : total > 0 ? sum / total
                                    : 50;
    }
}

/* One actor's stakes; false where a number is out of all proportion. */
static bool seat(package *b, const ent_game *g, const double *param,
                 const bool *which, size_t i) {
    size_t m = g->n_issues, k = b->all.n_parties;
    double s = 0, w = 0, fail = 0, range = g->hi - g->lo;
    for (size_t p = 0; p < m; p++) {
        size_t at = p * g->n_actors + i;
        bool here = ent_i_present(g, at);
        double c = here ? g->capability[at] : 0;
        double care = here ? g->salience[at] : 0;
        if (!(c >= 0 && c <= 1e100 && care >= 0 && care <= 1e6) ||
            (here && !(fabs(g->position[at] - g->lo) <= 1e6 * range)))
            return false;
        bool counts = c * care > 0 && (!which || which[p]);
        b->x[k * m + p] =
            counts ? on_percent(g, g->position[at]) : b->present[p];
        b->care[k * m + p] = counts ? care / 1e4 : 0;
        double by = b->present[p] - b->x[k * m + p];
        fail += !counts ? 0
                : param[PACKAGE_DISAGREEMENT] == PACKAGE_AT_POINT
                    ? care / 1e4 * by * by
                    : cost_of(g, param, p);
        s += counts ? care : 0;
        w += counts ? c * care : 0;
    }
    if (!(w > 1e-200))
        return true;
    b->who[k] = (double)i;
    b->most[k] = fail;
    b->weight[k] = w;
    b->power[k] = w / s;
    b->total += w;
    b->all.n_parties++;
    return true;
}

ent_err package_open(package *b, const ent_game *g, const double *param,
                     const bool *which, double *work) {
    double range = g->hi - g->lo, most = 0;
    bool point = param[PACKAGE_DISAGREEMENT] == PACKAGE_AT_POINT;
    *b = (package){.ends = param[PACKAGE_VALUES] == PACKAGE_ENDS};
    if (!(range >= 1e-90 && range <= 1e90 && fabs(g->lo) <= 1e90) ||
        (point && !has_quo(g)))
        return ENT_DOMAIN;
    if (b->ends && g->n_issues > PACKAGE_MOST_ENDS)
        return ENT_SHAPE;
    lay_out(b, g->n_actors, g->n_issues, work);
    begin(b, g, point);
    for (size_t i = 0; i < g->n_actors; i++)
        if (!seat(b, g, param, which, i))
            return ENT_DOMAIN;
    if (!b->all.n_parties)
        return ENT_DOMAIN;
    for (size_t k = 0; k < b->all.n_parties; k++)
        most = fmax(most, b->power[k]);
    for (size_t k = 0; k < b->all.n_parties; k++)
        b->power[k] /= most;
    b->all = (ent_deal){b->all.n_parties, g->n_issues, b->x,      b->care,
                        b->most,          b->power,    b->present};
    return ENT_OK;
}

/* ---- agreements at the ends of the scale */

enum { LEVEL, SUM, NASH };

/* How good an agreement is; -INFINITY where it is none. */
static double value_of(const ent_deal *d, int kind, const double *by,
                       const double *z) {
    double sum = kind == LEVEL ? INFINITY : 0;
    for (size_t i = 0; i < d->n_parties; i++) {
        double gain = ent_i_deal_gain(d, i, z);
        if (kind == LEVEL)
            sum = fmin(sum, gain / (by ? by[i] : 1));
        else if (!(gain > LEAST))
            return -INFINITY;
        else
            sum += kind == SUM ? by[i] * gain : d->power[i] * log(gain);
    }
    return sum;
}

/* Looks at every agreement; of equal ones the first, with the status quo's
 * neighbours in counting order. */
static double best_ends(package *b, const ent_deal *d, int kind,
                        const double *by, double *z) {
    double most = -INFINITY;
    for (uint32_t mask = 0; mask < 1u << d->n_issues; mask++) {
        for (size_t p = 0; p < d->n_issues; p++)
            b->best[p] = mask >> p & 1 ? 100 : 0;
        double value = value_of(d, kind, by, b->best);
        if (value > most + 1e-12) {
            most = value;
            memcpy(z, b->best, d->n_issues * sizeof *z);
        }
    }
    return most;
}

bool package_level(package *b, const ent_deal *d, const double *unit, double *z,
                   double *level) {
    if (b->ends)
        *level = best_ends(b, d, LEVEL, unit, z);
    else
        ent_i_deal_level(d, unit, b->work, z, level);
    return *level > LEAST;
}

bool package_sum(package *b, const ent_deal *d, const double *weight,
                 double *z) {
    if (b->ends)
        return best_ends(b, d, SUM, weight, z) > -INFINITY;
    return ent_i_deal_sum(d, weight, b->work, z);
}

bool package_nash(package *b, const ent_deal *d, double *z) {
    if (b->ends)
        return best_ends(b, d, NASH, NULL, z) > -INFINITY;
    return ent_i_deal_solve(d, b->work, z);
}

bool package_ideals(package *b, double *ideal) {
    size_t n = b->some.n_parties;
    double *weight = b->weight; /* who bargains is settled by now */
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++)
            weight[k] = k == i;
        if (!package_sum(b, &b->some, weight, b->z))
            return false;
        ideal[i] = ent_i_deal_gain(&b->some, i, b->z);
    }
    return true;
}

/* ---- who bargains */

/* Those for whom `in` says so. */
static void gather(package *b, const bool *in) {
    size_t m = b->all.n_issues, k = 0;
    for (size_t i = 0; i < b->all.n_parties; i++) {
        if (!in[i])
            continue;
        memcpy(b->sx + k * m, b->x + i * m, m * sizeof(double));
        memcpy(b->scare + k * m, b->care + i * m, m * sizeof(double));
        b->smost[k] = b->most[i];
        b->spower[k] = b->power[i];
        b->member[k++] = b->who[i];
    }
    b->some =
        (ent_deal){k, m, b->sx, b->scare, b->smost, b->spower, b->present};
}

static double weight_of(const package *b, const bool *in) {
    double sum = 0;
    for (size_t i = 0; i < b->all.n_parties; i++)
        sum += in[i] ? b->weight[i] : 0;
    return sum;
}

/* It wins, and loses without any one of its members. */
static bool is_minimal(const package *b, const bool *in, double need) {
    double sum = weight_of(b, in);
    for (size_t i = 0; i < b->all.n_parties; i++)
        if (in[i] && sum - b->weight[i] >= need)
            return false;
    return sum >= need;
}

static void of_mask(uint32_t mask, size_t n, bool *in) {
    for (size_t i = 0; i < n; i++)
        in[i] = mask >> i & 1;
}

static double try_coalition(package *b, const bool *in) {
    double level;
    gather(b, in);
    package_level(b, &b->some, NULL, b->z, &level);
    return level;
}

static double choose_among_all(package *b, double need) {
    size_t n = b->all.n_parties;
    bool in[EVERY_COALITION];
    double most = -INFINITY;
    uint32_t best = 0;
    for (uint32_t mask = 1; mask < 1u << n; mask++) {
        of_mask(mask, n, in);
        if (!is_minimal(b, in, need))
            continue;
        double level = try_coalition(b, in);
        if (level > most + LEAST) {
            most = level;
            best = mask;
        }
    }
    of_mask(best, n, in);
    gather(b, in);
    return most;
}

/* Sends away whoever stands most in the way, as long as the rest can win. */
static double choose_step_by_step(package *b, double need) {
    size_t n = b->all.n_parties;
    bool *in = (bool *)b->unit; /* n bytes of n doubles */
    memset(in, 1, n);
    for (;;) {
        double level = try_coalition(b, in), sum = weight_of(b, in);
        size_t out = n;
        double least = INFINITY;
        for (size_t i = 0; i < n; i++) {
            double gain = ent_i_deal_gain(&b->all, i, b->z);
            if (in[i] && sum - b->weight[i] >= need && gain < least) {
                least = gain;
                out = i;
            }
        }
        if (out == n)
            return level;
        in[out] = false;
    }
}

bool package_choose(package *b, const double *param, double *level) {
    double need = param[PACKAGE_QUOTA] * b->total * (1 - 1e-12) - b->spare;
    bool every = b->all.n_parties <= EVERY_COALITION;
    if (param[PACKAGE_QUOTA] >= 1) {
        b->some = b->all;
        memcpy(b->member, b->who, b->all.n_parties * sizeof(double));
        return !level || package_level(b, &b->some, NULL, b->z, level);
    }
    if (!(need > 0))
        need = 1e-300; /* somebody must */
    double found =
        every ? choose_among_all(b, need) : choose_step_by_step(b, need);
    if (level)
        *level = found;
    return found > LEAST;
}
