/* plane.c - voters on a plane, in order along any direction.
 *
 * The order changes only at directions across the line through two voters;
 * between those one voter is pivotal. */
#include "model/plane.h"
#include <math.h>

static const double PI = 3.14159265358979323846;
static const double TOLERANCE = 1e-12; /* of all votes */

static bool votes(const ent_game *g, size_t i) {
    return ent_i_present(g, i) && ent_i_present(g, g->n_actors + i) &&
           g->capability[i] > 0;
}

static ent_err check(ent_ctx *ctx, const ent_game *g, size_t *n) {
    *n = 0;
    if (g->n_issues != 2)
        return ENT_FAIL(ctx, ENT_SHAPE,
                        "this model plays two issues together, and the table "
                        "has %zu; leave the others out",
                        g->n_issues);
    for (size_t i = 0; i < g->n_actors; i++) {
        double x = g->position[i], y = g->position[g->n_actors + i];
        if (!votes(g, i))
            continue;
        if (!(g->capability[i] <= 1e100 && fabs(x) <= 1e9 && fabs(y) <= 1e9))
            return ENT_FAIL(ctx, ENT_DOMAIN,
                            "a position or a number of votes is out of all "
                            "proportion");
        ++*n;
    }
    if (!*n || *n > ENT_PLANE_MOST)
        return ENT_FAIL(ctx, *n ? ENT_LIMIT : ENT_DOMAIN,
                        "%zu actors vote, with capability and a stance on "
                        "both issues; this takes 1 to %d",
                        *n, ENT_PLANE_MOST);
    return ENT_OK;
}

static void add_turns(ent_plane *p) {
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = i + 1; j < p->n; j++) {
            double dx = p->x[j] - p->x[i], dy = p->y[j] - p->y[i];
            if (dx == 0 && dy == 0)
                continue;
            double a = atan2(dy, dx) + PI / 2;
            a = a < 0 ? a + PI : a >= PI ? a - PI : a;
            p->turn[p->n_turns++] = a;
        }
    ent_i_sort(p->turn, p->n_turns);
}

static void seat(const ent_game *g, ent_plane *p) {
    size_t k = 0;
    for (size_t i = 0; i < g->n_actors; i++) {
        if (!votes(g, i))
            continue;
        p->x[k] = g->position[i];
        p->y[k] = g->position[g->n_actors + i];
        p->w[k] = g->capability[i];
        p->who[k++] = i;
    }
    p->total = ent_i_sum(p->w, p->n);
}

ent_err ent_i_plane(ent_ctx *ctx, const ent_game *g, double quota,
                    ent_plane *p) {
    size_t n;
    ENT_TRY(check(ctx, g, &n));
    double *at = ENT_NEW(ctx->temp, 4 * n + n * (n - 1) / 2, double);
    size_t *number = ENT_NEW(ctx->temp, 2 * n, size_t);
    if (!at || !number)
        return ENT_NOMEM_FAIL(ctx);
    *p = (ent_plane){.ctx = ctx,
                     .n = n,
                     .x = at,
                     .y = at + n,
                     .w = at + 2 * n,
                     .along = at + 3 * n,
                     .turn = at + 4 * n,
                     .who = number,
                     .order = number + n};
    seat(g, p);
    double slack = TOLERANCE * p->total, half = p->total / 2 + slack;
    quota = ent_i_quota(g, quota);
    p->need = (quota <= 1 ? quota * p->total : quota) - slack;
    p->need = p->need > half ? p->need : half;
    if (p->need > p->total)
        return ENT_FAIL(ctx, ENT_DOMAIN,
                        "the quota of %g is more than all votes, %g; lower it",
                        quota, p->total);
    add_turns(p);
    return ENT_OK;
}

void ent_i_plane_order(ent_plane *p, double angle) {
    double ux = cos(angle), uy = sin(angle);
    for (size_t i = 0; i < p->n; i++) {
        double t = p->x[i] * ux + p->y[i] * uy;
        size_t k = i;
        for (; k && p->along[p->order[k - 1]] < t; k--)
            p->order[k] = p->order[k - 1];
        p->along[i] = t;
        p->order[k] = i;
    }
}

size_t ent_i_plane_pivot(const ent_plane *p, double need) {
    double sum = 0;
    size_t k = 0;
    for (; k + 1 < p->n; k++) {
        sum += p->w[p->order[k]];
        if (sum >= need)
            break;
    }
    return p->order[k];
}
