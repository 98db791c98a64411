/* exchange_matrices.c - what one round of exchanges does to everybody, and how
 * much of it hangs on the order of equal gains.
 *
 * An externality is what an exchange between two others gives an actor: by how
 * much the outcomes of both issues come nearer to it, times its saliences.  It
 * is inner when the actor could itself have traded with one of the two on
 * those issues, outer otherwise; the two themselves have their own gain. */
#include "model/exchange.h"
#include <math.h>

enum { OWN, INNER_PLUS, INNER_MINUS, OUTER_PLUS, OUTER_MINUS, KINDS };
enum { TABLES = 7 };

typedef struct report {
    ent_ctx *ctx;
    const ent_game *g;
    const ent_str *actor, *issue;
    double *by_actor; /* [n * KINDS] */
    double *by_pair;  /* [pairs * KINDS] */
    ent_vec trade;    /* rows of KINDS + DEAL numbers */
    ent_vec name;     /* of these rows */
    bool bad;         /* out of memory */
} report;

/* What is kept of each exchange that was realised. */
enum { GIVES_FROM, GIVES_TO, GETS_FROM, GETS_TO, GAIN, GAIN_BY, DEAL };
typedef struct row {
    double deal[DEAL], effect[KINDS];
} row;

/* ---- one exchange */

static double nearer(const market *m, const trade *t, const deal *d, int k,
                     size_t actor) {
    size_t cell = market_cell(m, t->issue[k], actor);
    return m->s[cell] *
           (fabs(d->before[k] - m->x[cell]) - fabs(d->after[k] - m->x[cell]));
}

/* Which kind of effect, and how large, in *size. */
static int effect(const market *m, const trade *t, const deal *d, size_t actor,
                  double *size) {
    size_t p = t->issue[1], q = t->issue[0];
    for (int k = 0; k < 2; k++)
        if (t->who[k] == actor) {
            *size = d->gains[k];
            return OWN;
        }
    *size = nearer(m, t, d, 0, actor) + nearer(m, t, d, 1, actor);
    bool inner =
        market_group(m, p, q, actor) == market_group(m, p, q, t->who[0]);
    if (*size > 0)
        return inner ? INNER_PLUS : OUTER_PLUS;
    return inner ? INNER_MINUS : OUTER_MINUS;
}

/* Row of issues p < q among all pairs. */
static size_t pair_of(size_t m, size_t p, size_t q) {
    return p * (2 * m - p - 1) / 2 + (q - p - 1);
}

static void keep(report *r, const market *m, const trade *t, const deal *d,
                 const double *sum) {
    row *one = ENT_PUSH(r->ctx->keep, &r->trade, row);
    ent_str *name = ENT_PUSH(r->ctx->keep, &r->name, ent_str);
    if (!one || !name) {
        r->bad = true;
        return;
    }
    double *from = one->deal;
    for (int k = 0; k < 2; k++) {
        from[2 * k] = m->y[market_cell(m, t->issue[k], t->who[k])];
        from[2 * k + 1] = from[2 * k] + d->move[k];
        from[GAIN + k] = d->gains[k];
    }
    memcpy(one->effect, sum, sizeof one->effect);
    *name =
        ent_i_printf(r->ctx->keep, "%.*s: %.*s / %.*s: %.*s",
                     ENT_P(r->actor[t->who[0]]), ENT_P(r->issue[t->issue[0]]),
                     ENT_P(r->actor[t->who[1]]), ENT_P(r->issue[t->issue[1]]));
    r->bad = r->bad || !name->s;
}

static void note(void *user, const market *m, const trade *t, const deal *d) {
    report *r = user;
    double sum[KINDS] = {0}, size;
    size_t p = t->issue[1], q = t->issue[0];
    for (size_t i = 0; i < m->n; i++) {
        if (!market_group(m, p, q, i))
            continue;
        int kind = effect(m, t, d, i, &size);
        sum[kind] += size;
        r->by_actor[i * KINDS + (size_t)kind] += size;
    }
    for (size_t k = 0; k < KINDS; k++)
        r->by_pair[pair_of(m->m, p, q) * KINDS + k] += sum[k];
    keep(r, m, t, d, sum);
}

/* ---- tables */

static const char *const EFFECT_UNITS[] = {"utility", "utility", "utility",
                                           "utility", "utility"};
static const char *const ROW_UNITS[] = {
    "percent", "percent", "percent", "percent", "utility", "utility",
    "utility", "utility", "utility", "utility", "utility"};
static const char *const PERCENT[] = {"percent", "percent", "percent",
                                      "percent", "percent"};

static ent_str *names(ent_ctx *ctx, const char *const *text, size_t n) {
    ent_str *out = ENT_NEW(ctx->keep, n, ent_str);
    for (size_t i = 0; out && i < n; i++)
        out[i] = ent_i_str(text[i]);
    return out;
}

static ent_err effects(report *r, ent_matrix *out, const char *name,
                       size_t n_rows, const ent_str *rows, const double *x) {
    static const char *const kind[] = {"own", "inner gain", "inner loss",
                                       "outer gain", "outer loss"};
    *out = (ent_matrix){.name = name,
                        .n_rows = n_rows,
                        .n_columns = KINDS,
                        .row = rows,
                        .column = names(r->ctx, kind, KINDS),
                        .unit = EFFECT_UNITS,
                        .x = x};
    return out->column ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

static ent_err pairs(report *r, ent_matrix *out) {
    size_t m = r->g->n_issues, k = 0, n = m * (m - 1) / 2;
    ent_str *name = ENT_NEW(r->ctx->keep, n + 1, ent_str);
    if (!name)
        return ENT_NOMEM_FAIL(r->ctx);
    for (size_t p = 0; p < m; p++)
        for (size_t q = p + 1; q < m; q++)
            name[k++] = ent_i_printf(r->ctx->keep, "%.*s / %.*s",
                                     ENT_P(r->issue[p]), ENT_P(r->issue[q]));
    for (size_t i = 0; i < n; i++)
        if (!name[i].s)
            return ENT_NOMEM_FAIL(r->ctx);
    return effects(r, out, "issue_externalities", n, name, r->by_pair);
}

static ent_err trades(report *r, ent_matrix *out) {
    static const char *const column[] = {
        "gives from", "gives to",   "gets from", "gets to",
        "gain",       "gain by",    "own",       "inner gain",
        "inner loss", "outer gain", "outer loss"};
    *out = (ent_matrix){.name = "exchanges",
                        .n_rows = r->trade.n,
                        .n_columns = DEAL + KINDS,
                        .row = r->name.at,
                        .column = names(r->ctx, column, DEAL + KINDS),
                        .unit = ROW_UNITS,
                        .x = r->trade.at};
    return out->column ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

/* Votes: a row for each issue, a column for each actor. */
static ent_err votes(report *r, const market *m, ent_matrix *out) {
    size_t n = m->n, cells = n * m->m;
    double *x = ENT_NEW(r->ctx->keep, cells, double);
    unsigned char *none = ENT_NEW(r->ctx->keep, cells, unsigned char);
    const char **unit = ENT_NEW(r->ctx->keep, n, const char *);
    if (!x || !none || !unit)
        return ENT_NOMEM_FAIL(r->ctx);
    for (size_t k = 0; k < cells; k++) {
        x[k] = m->here[k] ? m->y[k] : 0;
        none[k] = !m->here[k];
    }
    for (size_t i = 0; i < n; i++)
        unit[i] = PERCENT[0];
    *out = (ent_matrix){.name = "votes",
                        .n_rows = m->m,
                        .n_columns = n,
                        .row = r->issue,
                        .column = r->actor,
                        .unit = unit,
                        .x = x,
                        .none = none};
    return ENT_OK;
}

static ent_err outcomes(report *r, const market *m, ent_matrix *out) {
    static const char *const column[] = {"preferred", "voted"};
    double *x = ENT_NEW(r->ctx->keep, 2 * m->m, double);
    ent_str *name = names(r->ctx, column, 2);
    if (!x || !name)
        return ENT_NOMEM_FAIL(r->ctx);
    for (size_t p = 0; p < m->m; p++) {
        bool any = m->total[p] >= 1e-200;
        x[2 * p] = any ? m->outcome[p] : 0;
        x[2 * p + 1] = any ? market_mean(m, p, m->y) : 0;
    }
    *out = (ent_matrix){.name = "outcomes",
                        .n_rows = m->m,
                        .n_columns = 2,
                        .row = r->issue,
                        .column = name,
                        .unit = PERCENT,
                        .x = x};
    return ENT_OK;
}

/* ---- the spread over orders of ties, and over random rates */

enum { MEAN, DEVIATION, LEAST, GREATEST, SPREAD };

typedef struct spread {
    double *first, *last; /* [issues * SPREAD] after one round, after all */
    double *position, *next, *settlement, *work;
} spread;

static void gather(double *x, const double *z, size_t m, size_t count) {
    for (size_t p = 0; p < m; p++, x += SPREAD) {
        double by = z[p] - x[MEAN];
        x[MEAN] += by / (double)(count + 1);
        x[DEVIATION] += by * (z[p] - x[MEAN]);
        x[LEAST] = count ? fmin(x[LEAST], z[p]) : z[p];
        x[GREATEST] = count ? fmax(x[GREATEST], z[p]) : z[p];
    }
}

/* One order: plays all rounds. */
static ent_err one_order(const report *r, const double *param, size_t order,
                         spread *s) {
    size_t cells = r->g->n_actors * r->g->n_issues;
    ent_game g = *r->g;
    ent_outcome out = {.position = s->next, .settlement = s->settlement};
    memcpy(s->position, g.position, cells * sizeof(double));
    g.position = s->position;
    for (g.round = 1; g.round <= (uint32_t)param[EXCHANGE_HORIZON]; g.round++) {
        market m = {.told = NULL};
        ENT_TRY(market_round(&m, &g, param, g.seed + order, s->work, &out));
        memcpy(s->position, s->next, cells * sizeof(double));
        if (g.round == 1)
            gather(s->first, s->settlement, g.n_issues, order);
    }
    gather(s->last, s->settlement, g.n_issues, order);
    return ENT_OK;
}

static ent_err spread_table(report *r, const char *name, double *x, size_t n,
                            ent_matrix *out) {
    static const char *const column[] = {"mean", "standard deviation", "least",
                                         "greatest"};
    for (size_t p = 0; p < r->g->n_issues; p++)
        x[p * SPREAD + DEVIATION] =
            n > 1 ? sqrt(x[p * SPREAD + DEVIATION] / (double)(n - 1)) : 0;
    *out = (ent_matrix){.name = name,
                        .n_rows = r->g->n_issues,
                        .n_columns = SPREAD,
                        .row = r->issue,
                        .column = names(r->ctx, column, SPREAD),
                        .unit = PERCENT,
                        .x = x};
    return out->column ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

static ent_err spreads(report *r, const double *param, double *work,
                       ent_matrix *out) {
    size_t m = r->g->n_issues, cells = r->g->n_actors * m;
    double own[EXCHANGE_PARAMS], *at;
    size_t orders = (size_t)param[EXCHANGE_ORDERS];
    memcpy(own, param, sizeof own);
    own[EXCHANGE_TIES] = EXCHANGE_TIES_RANDOM;
    at = ENT_NEW(r->ctx->keep, 2 * SPREAD * m + 2 * cells + m, double);
    if (!at)
        return ENT_NOMEM_FAIL(r->ctx);
    spread s = {.first = at, .last = at + SPREAD * m, .work = work};
    s.position = s.last + SPREAD * m;
    s.next = s.position + cells;
    s.settlement = s.next + cells;
    for (size_t k = 0; k < orders; k++)
        ENT_TRY(one_order(r, own, k, &s));
    ENT_TRY(spread_table(r, "first_spread", s.first, orders, out));
    return spread_table(r, "last_spread", s.last, orders, out + 1);
}

/* ---- all of them */

static ent_err first_round(report *r, const double *param, double *work,
                           market *m) {
    size_t n = r->g->n_actors, p = r->g->n_issues;
    double *next = ENT_NEW(r->ctx->keep, n * p + p, double);
    r->by_actor = ENT_NEW(r->ctx->keep, n * KINDS, double);
    r->by_pair = ENT_NEW(r->ctx->keep, p * p * KINDS + KINDS, double);
    if (!next || !r->by_actor || !r->by_pair)
        return ENT_NOMEM_FAIL(r->ctx);
    ent_outcome out = {.position = next, .settlement = next + n * p};
    *m = (market){.told = note, .user = r};
    if (market_round(m, r->g, param, r->g->seed, work, &out))
        return ENT_FAIL(r->ctx, ENT_DOMAIN,
                        "nobody has weight (capability x salience) on one of "
                        "the issues, or a number is out of all proportion");
    return r->bad ? ENT_NOMEM_FAIL(r->ctx) : ENT_OK;
}

ent_err ent_i_exchange_matrices(ent_ctx *ctx, const ent_game *g,
                                const ent_str *actor, const ent_str *issue,
                                const double *param, const ent_matrix **out,
                                size_t *n) {
    report r = {.ctx = ctx, .g = g, .actor = actor, .issue = issue};
    ent_matrix *all = ENT_NEW(ctx->keep, TABLES, ent_matrix);
    double *work =
        ENT_NEW(ctx->keep, market_work(g->n_actors, g->n_issues), double);
    market m;
    if (!all || !work)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(first_round(&r, param, work, &m));
    ENT_TRY(
        effects(&r, &all[0], "externalities", g->n_actors, actor, r.by_actor));
    ENT_TRY(pairs(&r, &all[1]));
    ENT_TRY(trades(&r, &all[2]));
    ENT_TRY(votes(&r, &m, &all[3]));
    ENT_TRY(outcomes(&r, &m, &all[4]));
    ENT_TRY(spreads(&r, param, work, &all[5]));
    *out = all;
    *n = TABLES;
    return ENT_OK;
}
