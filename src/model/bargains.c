/* bargains.c - four rules for sharing what an agreement on several issues at
 * once is worth: Nash's product, Kalai and Smorodinsky's equal share of what
 * each could hope for, the equal gain, and the largest sum. */
#include "model/package.h"
#include <math.h>

static const ent_param PARAMS[] = {PACKAGE_SETTINGS(PACKAGE_AT_COST)};

typedef bool solution(package *b, double *z);

/* ---- the four */

static bool nash(package *b, double *z) {
    return package_nash(b, &b->some, z);
}

static bool egalitarian(package *b, double *z) {
    double level;
    return package_level(b, &b->some, NULL, z, &level);
}

static bool kalai(package *b, double *z) {
    double level;
    return package_ideals(b, b->unit) &&
           package_level(b, &b->some, b->unit, z, &level);
}

/* The weighted mean, where nobody loses by it. */
static bool everyone_gains_by_the_mean(const package *b, double *z) {
    const ent_deal *d = &b->some;
    for (size_t p = 0; p < d->n_issues; p++) {
        double sum = 0, total = 0;
        for (size_t i = 0; i < d->n_parties; i++) {
            double w = d->power[i] * d->care[i * d->n_issues + p];
            total += w;
            sum += w * d->x[i * d->n_issues + p];
        }
        z[p] = total > 0 ? sum / total : d->present[p];
    }
    for (size_t i = 0; i < d->n_parties; i++)
        if (!(ent_i_deal_gain(d, i, z) >= 0))
            return false;
    return true;
}

static bool utilitarian(package *b, double *z) {
    return (!b->ends && everyone_gains_by_the_mean(b, z)) ||
           package_sum(b, &b->some, b->some.power, z);
}

/* ---- a settlement */

static double on_scale(const ent_game *g, double x) {
    return g->hi - g->lo == 100 ? g->lo + x : ent_i_on_scale(g, x / 100);
}

static void settle(const ent_game *g, const double *z, ent_outcome *out) {
    for (size_t k = 0; k < g->n_actors * g->n_issues; k++) {
        size_t p = k / g->n_actors;
        out->settlement[p] = z ? on_scale(g, z[p]) : g->status_quo[p];
        out->position[k] = ent_i_present(g, k) ? out->settlement[p] : g->lo;
    }
}

static ent_err bargain(const ent_game *g, const double *param, double *work,
                       solution *find, ent_outcome *out) {
    package b;
    double *z = work + package_work(g->n_actors, g->n_issues);
    ENT_TRY(package_open(&b, g, param, NULL, work));
    bool found = package_choose(&b, param, NULL) && find(&b, z);
    for (size_t p = 0; !found && p < g->n_issues; p++)
        if (!g->status_quo || !(g->status_quo[p] >= g->lo))
            return ENT_DOMAIN; /* no agreement, and nothing to fall back on */
    settle(g, found ? z : NULL, out);
    return ENT_OK;
}

static size_t work(size_t n, size_t m) {
    return package_work(n, m) + m;
}

/* ---- what everybody gains */

static ent_err gains(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                     const double *param, solution *find,
                     const ent_matrix **out, size_t *n) {
    static const char *const unit[] = {"largest loss", "largest loss", "share"};
    static const char *const name[] = {"gain", "most", "bargains"};
    size_t rows = g->n_actors;
    double *at = ENT_NEW(ctx->keep, work(rows, g->n_issues), double);
    double *x = ENT_NEW(ctx->keep, 3 * rows, double);
    double *ideal = ENT_NEW(ctx->keep, rows, double);
    unsigned char *none = ENT_NEW(ctx->keep, 3 * rows, unsigned char);
    ent_str *column = ENT_NEW(ctx->keep, 3, ent_str);
    ent_matrix *m = ENT_NEW(ctx->keep, 1, ent_matrix);
    package b;
    if (!at || !x || !ideal || !none || !column || !m)
        return ENT_NOMEM_FAIL(ctx);
    double *z = at + package_work(rows, g->n_issues);
    if (package_open(&b, g, param, NULL, at) ||
        !package_choose(&b, param, NULL) || !find(&b, z) ||
        !package_ideals(&b, ideal))
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "no agreement lets a winning coalition gain; lower the "
                        "quota or raise the cost of failure");
    memset(none, 1, 3 * rows);
    for (size_t i = 0; i < b.all.n_parties; i++) {
        size_t k = 3 * (size_t)b.who[i];
        x[k] = ent_i_deal_gain(&b.all, i, z);
        none[k] = none[k + 2] = 0;
    }
    for (size_t i = 0; i < b.some.n_parties; i++) {
        size_t k = 3 * (size_t)b.member[i];
        x[k + 1] = ideal[i];
        x[k + 2] = 1;
        none[k + 1] = 0;
    }
    for (size_t k = 0; k < 3; k++)
        column[k] = ent_i_str(name[k]);
    *m = (ent_matrix){"gains", rows, 3, actor, column, unit, x, none};
    *out = m;
    *n = 1;
    return ENT_OK;
}

/* ---- the models: a function of each kind knows its solution */

#define BARGAIN(id, solve, head, from)                                        \
    static ent_err id##_play(const ent_game *g, const double *param,          \
                             uint64_t stream, double *at, ent_outcome *out) { \
        (void)stream;                                                         \
        return bargain(g, param, at, solve, out);                             \
    }                                                                         \
    static ent_err id##_gains(ent_ctx *ctx, const ent_game *g,                \
                              const ent_str *actor, const ent_str *issue,     \
                              const double *param, const ent_matrix **out,    \
                              size_t *n) {                                    \
        (void)issue;                                                          \
        return gains(ctx, g, actor, param, solve, out, n);                    \
    }                                                                         \
    const ent_model ent_i_model_##id = {                                      \
        .name = #id,                                                          \
        .title = head,                                                        \
        .source = from,                                                       \
        .flags = ENT_MODEL_ISSUES | ENT_MODEL_MATRICES,                       \
        .param = PARAMS,                                                      \
        .n_params = PACKAGE_PARAMS,                                           \
        .work = work,                                                         \
        .round = id##_play,                                                   \
        .matrices = id##_gains,                                               \
    };

BARGAIN(nash_package, nash, "Nash bargaining solution over packages",
        "Nash 1950, The Bargaining Problem, Econometrica 18, 155-162, "
        "doi:10.2307/1907266")
BARGAIN(kalai, kalai, "Kalai-Smorodinsky solution",
        "Kalai and Smorodinsky 1975, Other Solutions to Nash's Bargaining "
        "Problem, Econometrica 43, 513-518, doi:10.2307/1914280")
BARGAIN(egalitarian, egalitarian, "Egalitarian solution",
        "Kalai 1977, Proportional Solutions to Bargaining Situations: "
        "Interpersonal Utility Comparisons, Econometrica 45, 1623-1630, "
        "doi:10.2307/1913954")
BARGAIN(utilitarian, utilitarian, "Utilitarian solution",
        "Harsanyi 1955, Cardinal Welfare, Individualistic Ethics, and "
        "Interpersonal Comparisons of Utility, Journal of Political Economy "
        "63, 309-321, doi:10.1086/257678")
