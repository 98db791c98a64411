/* coleman.c - Coleman's exchange of control (Coleman 1990, chapter 25): actors
 * give up control over what matters little to them for control over what
 * matters more, in a market with perfect competition.
 *
 * Control C (issues x actors, rows sum to 1) are the shares of capability,
 * interest X (actors x issues, rows sum to 1) those of salience.  Power v and
 * the values w of issues are the fixed point v = w C, w = v X; afterwards
 * actor i controls v_i x_ip / w_p of issue p, and the settlement is the mean
 * of the positions by that control. */
#include "model/model.h"
#include <math.h>

enum { MOST_STEPS = 100000 };
static const double SETTLED = 1e-15; /* change of power in one step, of 1 */

typedef struct coleman {
    const ent_game *g;
    size_t n, m;
    double *control;  /* [m * n] c_pi */
    double *interest; /* [m * n] x_ip */
    double *v, *w;    /* [n] power, [m] value */
    double *next;     /* [n] */
} coleman;

static size_t work(size_t n, size_t m) {
    return 2 * n * m + 2 * n + m;
}

static coleman lay_out(const ent_game *g, double *at) {
    coleman c = {.g = g, .n = g->n_actors, .m = g->n_issues, .control = at};
    c.interest = c.control + c.n * c.m;
    c.v = c.interest + c.n * c.m;
    c.next = c.v + c.n;
    c.w = c.next + c.n;
    return c;
}

/* ---- shares */

static ent_err read(coleman *c) {
    const ent_game *g = c->g;
    double range = g->hi - g->lo;
    if (!(range >= 1e-90 && range <= 1e90 && fabs(g->lo) <= 1e90))
        return ENT_DOMAIN;
    for (size_t k = 0; k < c->n * c->m; k++) {
        bool here = ent_i_present(g, k);
        c->control[k] = here ? g->capability[k] : 0;
        c->interest[k] = here ? g->salience[k] : 0;
        if (here && !(fabs(g->position[k] - g->lo) <= 1e6 * range))
            return ENT_DOMAIN;
        if (!(c->control[k] >= 0 && c->control[k] <= 1e100 &&
              c->interest[k] >= 0 && c->interest[k] <= 1e100))
            return ENT_DOMAIN;
    }
    return ENT_OK;
}

/* Interests as shares; who has none takes no part. */
static void share_interest(coleman *c) {
    for (size_t i = 0; i < c->n; i++) {
        double sum = 0;
        for (size_t p = 0; p < c->m; p++)
            sum += c->interest[p * c->n + i];
        for (size_t p = 0; p < c->m; p++) {
            double *x = &c->interest[p * c->n + i];
            *x = sum > 1e-200 ? *x / sum : 0;
            if (!(sum > 1e-200))
                c->control[p * c->n + i] = 0;
        }
    }
}

/* Control as shares; ENT_DOMAIN where nobody who takes part has any. */
static ent_err share_control(coleman *c) {
    for (size_t p = 0; p < c->m; p++) {
        double sum = 0, *row = c->control + p * c->n;
        for (size_t i = 0; i < c->n; i++)
            sum += row[i];
        if (!(sum > 1e-200))
            return ENT_DOMAIN;
        for (size_t i = 0; i < c->n; i++)
            row[i] /= sum;
    }
    return ENT_OK;
}

/* ---- the market */

static void values(coleman *c) {
    for (size_t p = 0; p < c->m; p++) {
        c->w[p] = 0;
        for (size_t i = 0; i < c->n; i++)
            c->w[p] += c->v[i] * c->interest[p * c->n + i];
    }
}

/* One step of v = v X C, halfway: it cannot swing. */
static double step(coleman *c) {
    double change = 0;
    values(c);
    for (size_t i = 0; i < c->n; i++) {
        double sum = 0;
        for (size_t p = 0; p < c->m; p++)
            sum += c->w[p] * c->control[p * c->n + i];
        c->next[i] = (c->v[i] + sum) / 2;
    }
    for (size_t i = 0; i < c->n; i++) {
        change += fabs(c->next[i] - c->v[i]);
        c->v[i] = c->next[i];
    }
    return change;
}

static ent_err clear(coleman *c) {
    double sum = 0;
    for (size_t i = 0; i < c->n; i++) {
        double has = 0;
        for (size_t p = 0; p < c->m; p++)
            has += c->control[p * c->n + i];
        c->v[i] = has / (double)c->m;
    }
    for (int k = 0; k < MOST_STEPS; k++)
        if (step(c) <= SETTLED) {
            for (size_t i = 0; i < c->n; i++)
                sum += c->v[i];
            for (size_t i = 0; i < c->n; i++)
                c->v[i] /= sum;
            values(c);
            return ENT_OK;
        }
    return ENT_DIVERGED;
}

static ent_err solve(const ent_game *g, double *at, coleman *c) {
    *c = lay_out(g, at);
    ENT_TRY(read(c));
    share_interest(c);
    ENT_TRY(share_control(c));
    return clear(c);
}

/* Control of i over p when all have traded.  Nobody bids for an issue without
 * value: there control stays as it was. */
static double control_after(const coleman *c, size_t p, size_t i) {
    size_t k = p * c->n + i;
    return c->w[p] > 1e-12 ? c->v[i] * c->interest[k] / c->w[p] : c->control[k];
}

static ent_err play(const ent_game *g, const double *param, uint64_t stream,
                    double *scratch, ent_outcome *out) {
    coleman c;
    (void)param, (void)stream;
    ENT_TRY(solve(g, scratch, &c));
    for (size_t p = 0; p < c.m; p++) {
        double z = 0, least = INFINITY, most = -INFINITY;
        for (size_t i = 0; i < c.n; i++) {
            double share = control_after(&c, p, i),
                   x = g->position[p * c.n + i];
            if (!(share > 0))
                continue;
            z += share * x;
            least = fmin(least, x);
            most = fmax(most, x);
        }
        out->settlement[p] = fmax(least, fmin(most, z));
        for (size_t i = 0; i < c.n; i++)
            out->position[p * c.n + i] =
                ent_i_present(g, p * c.n + i) ? out->settlement[p] : g->lo;
    }
    return ENT_OK;
}

/* ---- matrices */

enum { TABLES = 3 };

static ent_err tables(ent_ctx *ctx, const coleman *c, const ent_str *actor,
                      const ent_str *issue, ent_matrix *out) {
    static const char *const unit[] = {"share"};
    const char **units = ENT_NEW(ctx->keep, c->n, const char *);
    double *after = ENT_NEW(ctx->keep, c->n * c->m, double);
    ent_str *head = ENT_NEW(ctx->keep, 2, ent_str);
    if (!units || !after || !head)
        return ENT_NOMEM_FAIL(ctx);
    head[0] = ENT_STR("power");
    head[1] = ENT_STR("value");
    for (size_t k = 0; k < c->n * c->m; k++)
        after[k] = control_after(c, k / c->n, k % c->n);
    for (size_t i = 0; i < c->n; i++)
        units[i] = "share";
    out[0] = (ent_matrix){"power", c->n, 1, actor, head, unit, c->v, NULL};
    out[1] = (ent_matrix){"value", c->m, 1, issue, head + 1, unit, c->w, NULL};
    out[2] =
        (ent_matrix){"control", c->m, c->n, issue, actor, units, after, NULL};
    return ENT_OK;
}

static ent_err matrices(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                        const ent_str *issue, const double *param,
                        const ent_matrix **out, size_t *n) {
    double *at = ENT_NEW(ctx->keep, work(g->n_actors, g->n_issues), double);
    ent_matrix *all = ENT_NEW(ctx->keep, TABLES, ent_matrix);
    coleman c;
    (void)param;
    if (!at || !all)
        return ENT_NOMEM_FAIL(ctx);
    ent_err e = solve(g, at, &c);
    if (e)
        return ENT_FAIL(ctx, e,
                        e == ENT_DIVERGED
                            ? "the values of the issues do not settle: "
                              "interests and control hardly meet"
                            : "an issue is controlled by nobody who cares for "
                              "anything, or a number is out of all proportion");
    ENT_TRY(tables(ctx, &c, actor, issue, all));
    *out = all;
    *n = TABLES;
    return ENT_OK;
}

const ent_model ent_i_model_coleman = {
    .name = "coleman",
    .title = "Coleman's exchange of control",
    .source = "Coleman 1990, Foundations of Social Theory, Harvard University "
              "Press, ch. 25; first in Coleman 1966, Foundations for a Theory "
              "of Collective Decisions, American Journal of Sociology 71, "
              "615-627",
    .flags = ENT_MODEL_ISSUES | ENT_MODEL_MATRICES,
    .work = work,
    .round = play,
    .matrices = matrices,
};
