/* winset.c - what beats a point on two issues (McKelvey 1976): its area, and
 * who is pivotal in which direction.
 *
 * Voter i likes q + t u better than q for 0 < t < 2 (x_i - q) u.  So along u
 * the winset ends at the pivot's 2 (x_p - q) u, and between two turns of the
 * order it is a slice of the circle around x_p through q, whose area is
 *   d^2 (b - a + (sin 2(b - f) - sin 2(a - f)) / 2)
 * from angle a to b, d and f being x_p's distance and direction from q. */
#include "model/plane.h"
#include <math.h>

enum { QUOTA, AT, X, Y };
enum { AT_STATUS_QUO, AT_MEDIAN, AT_POINT };
static const char *const PLACES[] = {"status_quo", "median", "point", NULL};
static const ent_param PARAMS[] = {
    {"quota", "share or weight",
     "votes that carry where the first issue has no quota: up to 1 a share, "
     "above 1 a weight; less than half counts as more than half",
     0, 1e12, 0, NULL},
    {"at", "",
     "what is to be beaten: the status quo, or without one the medians; the "
     "medians of both issues; the point x, y",
     0, 2, AT_STATUS_QUO, PLACES},
    {"x", "position", "of at=point, on the first issue", -1e9, 1e9, 50, NULL},
    {"y", "position", "of at=point, on the second issue", -1e9, 1e9, 50, NULL}};

static const double PI = 3.14159265358979323846;

typedef struct arc {
    size_t pivot;
    double from, to, area;
} arc;

typedef struct winset {
    ent_plane p;
    double x, y; /* what is to be beaten */
    double area, reach;
    ent_vec arcs;
} winset;

/* ---- the point */

static bool has_quo(const ent_game *g) {
    return g->status_quo && g->status_quo[0] >= g->lo &&
           g->status_quo[0] <= g->hi && g->status_quo[1] >= g->lo &&
           g->status_quo[1] <= g->hi;
}

static double median(winset *s, double angle) {
    ent_i_plane_order(&s->p, angle);
    size_t above = ent_i_plane_pivot(&s->p, s->p.total / 2 * (1 + 1e-12));
    size_t below = ent_i_plane_pivot(&s->p, s->p.total / 2 * (1 - 1e-12));
    const double *x = angle > 0 ? s->p.y : s->p.x;
    return x[above] + (x[below] - x[above]) / 2;
}

static void place(const ent_game *g, const double *param, winset *s) {
    int at = (int)param[AT];
    if (at == AT_POINT) {
        s->x = param[X];
        s->y = param[Y];
    } else if (at == AT_STATUS_QUO && has_quo(g)) {
        s->x = g->status_quo[0];
        s->y = g->status_quo[1];
    } else {
        s->x = median(s, 0);
        s->y = median(s, PI / 2);
    }
}

/* ---- the slices */

static ent_err add(winset *s, double a, double b, size_t pivot) {
    double dx = s->p.x[pivot] - s->x, dy = s->p.y[pivot] - s->y;
    double d = hypot(dx, dy), f = atan2(dy, dx), mid = a + (b - a) / 2;
    if (!(d * cos(mid - f) > 1e-12 * d) || !(b > a))
        return ENT_OK; /* the pivot likes nothing that way */
    double area = d * d * (b - a + (sin(2 * (b - f)) - sin(2 * (a - f))) / 2);
    double ahead = remainder(f - mid, 2 * PI); /* where the circle is widest */
    double off = fabs(ahead) - (b - a) / 2;
    s->area += area;
    s->reach = fmax(s->reach, 2 * d * cos(off > 0 ? off : 0));
    arc *last = s->arcs.n ? (arc *)s->arcs.at + s->arcs.n - 1 : NULL;
    if (last && last->pivot == pivot && a - last->to < 1e-12) {
        last->to = b;
        last->area += area;
        return ENT_OK;
    }
    arc *new = ENT_PUSH(s->p.ctx->temp, &s->arcs, arc);
    if (!new)
        return ENT_NOMEM_FAIL(s->p.ctx);
    *new = (arc){pivot, a, b, area};
    return ENT_OK;
}

/* Every angle, 0 to 2 pi, at which the pivot or its liking may change. */
static ent_err angles(const winset *s, double **out, size_t *n) {
    const ent_plane *p = &s->p;
    double *at = ENT_NEW(p->ctx->temp, 2 * p->n_turns + 2 * p->n + 2, double);
    size_t k = 0;
    if (!at)
        return ENT_NOMEM_FAIL(p->ctx);
    at[k++] = 0;
    at[k++] = 2 * PI;
    for (size_t i = 0; i < p->n_turns; i++) {
        at[k++] = p->turn[i];
        at[k++] = p->turn[i] + PI;
    }
    for (size_t i = 0; i < p->n; i++) {
        double f = atan2(p->y[i] - s->y, p->x[i] - s->x);
        at[k++] = fmod(f + 2.5 * PI, 2 * PI);
        at[k++] = fmod(f + 1.5 * PI, 2 * PI);
    }
    ent_i_sort(at, k);
    *out = at;
    *n = k;
    return ENT_OK;
}

static ent_err sweep(winset *s) {
    double *at = NULL;
    size_t n = 0;
    ENT_TRY(angles(s, &at, &n));
    for (size_t k = 0; k + 1 < n; k++) {
        ent_i_plane_order(&s->p, at[k] + (at[k + 1] - at[k]) / 2);
        ENT_TRY(add(s, at[k], at[k + 1], ent_i_plane_pivot(&s->p, s->p.need)));
    }
    return ENT_OK;
}

/* ---- tables */

static const char *const WINSET_ROW[] = {"point"};
static const char *const WINSET_COLUMN[] = {"x", "y", "area", "reach"};
static const char *const WINSET_UNIT[] = {"position", "position", "position^2",
                                          "position"};
static const char *const ARC_COLUMN[] = {"from", "to", "area"};
static const char *const ARC_UNIT[] = {"degrees", "degrees", "position^2"};

static ent_err tell(const winset *s, const ent_str *actor, ent_matrix *m) {
    ent_ctx *ctx = s->p.ctx;
    const arc *a = s->arcs.at;
    ent_str *row = ENT_NEW(ctx->keep, s->arcs.n + 1, ent_str);
    m[0] = (ent_matrix){.name = "winset",
                        .n_rows = 1,
                        .row = ent_i_matrix_names(ctx, WINSET_ROW, 1),
                        .n_columns = 4,
                        .column = ent_i_matrix_names(ctx, WINSET_COLUMN, 4)};
    m[1] = (ent_matrix){.name = "pivot",
                        .n_rows = s->arcs.n,
                        .row = row,
                        .n_columns = 3,
                        .column = ent_i_matrix_names(ctx, ARC_COLUMN, 3)};
    double *x = ent_i_matrix_room(ctx, &m[0], "", NULL);
    double *slice = ENT_NEW(ctx->keep, 3 * s->arcs.n + 1, double);
    if (!x || !slice || !row || !m[0].row || !m[0].column || !m[1].column)
        return ENT_NOMEM_FAIL(ctx);
    x[0] = s->x;
    x[1] = s->y;
    x[2] = s->area;
    x[3] = s->reach;
    for (size_t k = 0; k < s->arcs.n; k++) {
        row[k] = actor[s->p.who[a[k].pivot]];
        slice[3 * k] = a[k].from * 180 / PI;
        slice[3 * k + 1] = a[k].to * 180 / PI;
        slice[3 * k + 2] = a[k].area;
    }
    m[0].unit = WINSET_UNIT;
    m[1].unit = ARC_UNIT;
    m[1].x = slice;
    return ENT_OK;
}

static ent_err measure(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                       const double *param, ent_matrix *m) {
    winset s = {.area = 0};
    ENT_TRY(ent_i_plane(ctx, g, param[QUOTA], &s.p));
    place(g, param, &s);
    ENT_TRY(sweep(&s));
    return tell(&s, actor, m);
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_matrix *m = ENT_NEW(ctx->keep, 2, ent_matrix);
    (void)issue;
    ent_err e = m ? measure(ctx, g, actor, param, m) : ENT_NOMEM_FAIL(ctx);
    ent_i_arena_release(ctx->temp, mark);
    *out = m;
    *n = 2;
    return e;
}

const ent_model ent_i_model_winset = {
    .name = "winset",
    .title = "Winset on two issues",
    .source = "McKelvey 1976, Intransitivities in Multidimensional Voting "
              "Models, Journal of Economic Theory 12, 472-482, "
              "doi:10.1016/0022-0531(76)90040-5",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_ISSUES,
    .param = PARAMS,
    .n_params = sizeof PARAMS / sizeof *PARAMS,
    .matrices = tables,
};
