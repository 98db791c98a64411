/* yolk.c - the yolk on two issues (McKelvey 1986): the smallest circle that
 * touches every median line, a line with no more than half of the votes on
 * either side.
 *
 * Along a direction u the median line goes through one voter x_m until the
 * order turns, so that its distance from c is |(x_m - c) u|, greatest at a
 * turn - a limiting median line, through two voters - or where u points from c
 * to x_m.  Limiting lines alone can give too small a circle (Stone and Tovey
 * 1992); here both are looked at.  The greatest distance is convex in c, and is
 * minimised by golden sections, one within the other. */
#include "model/plane.h"
#include <math.h>

static const double PI = 3.14159265358979323846;
static const double GOLDEN = 0.61803398874989485;
enum { SECTIONS = 72 }; /* .618^72 < 1e-15 */

/* From direction u to v the median line goes through the voter at x, y; u_two,
 * v_two: at that end through another one as well. */
typedef struct span {
    size_t voter;
    double x, y;
    double ux, uy, vx, vy;
    bool u_two, v_two;
} span;

typedef struct yolk {
    ent_plane p;
    span *span;
    size_t n;
    bool limiting; /* only lines through two voters */
    double x, y, r;
} yolk;

/* ---- the median lines */

/* Whether the line across the angle through a voter meets one elsewhere. */
static bool meets(const ent_plane *p, size_t voter, double angle) {
    double ux = cos(angle), uy = sin(angle);
    for (size_t i = 0; i < p->n; i++) {
        double dx = p->x[i] - p->x[voter], dy = p->y[i] - p->y[voter];
        if ((dx != 0 || dy != 0) &&
            fabs(dx * ux + dy * uy) <= 1e-9 * hypot(dx, dy))
            return true;
    }
    return false;
}

/* Goes on with the last span where nothing but others changed places. */
static void add(yolk *k, size_t voter, double a, double b) {
    span *last = k->n ? &k->span[k->n - 1] : NULL;
    bool goes_on = last && last->voter == voter && !last->v_two &&
                   last->vx == cos(a) && last->vy == sin(a);
    if (!goes_on) {
        last = &k->span[k->n++];
        *last = (span){.voter = voter,
                       .x = k->p.x[voter],
                       .y = k->p.y[voter],
                       .ux = cos(a),
                       .uy = sin(a),
                       .u_two = meets(&k->p, voter, a)};
    }
    last->vx = cos(b);
    last->vy = sin(b);
    last->v_two = meets(&k->p, voter, b);
}

/* The nearer or the farther of the median lines, which differ where the votes
 * split in half. */
static void one_side(yolk *k, double need, double other) {
    ent_plane *p = &k->p;
    size_t n = p->n_turns ? p->n_turns : 1;
    for (size_t i = 0; i < n; i++) {
        double a = p->n_turns ? p->turn[i] : 0;
        double b = i + 1 < n ? p->turn[i + 1] : PI;
        if (i + 1 == n && p->n_turns)
            b += p->turn[0];
        if (!(b > a))
            continue;
        ent_i_plane_order(p, a + (b - a) / 2);
        size_t voter = ent_i_plane_pivot(p, need);
        if (other == 0 || ent_i_plane_pivot(p, other) != voter)
            add(k, voter, a, b);
    }
}

static ent_err lines(yolk *k) {
    double half = k->p.total / 2, slack = 1e-12 * k->p.total;
    k->span = ENT_NEW(k->p.ctx->temp, 2 * (k->p.n_turns + 1), span);
    if (!k->span)
        return ENT_NOMEM_FAIL(k->p.ctx);
    one_side(k, half - slack, 0);
    one_side(k, half + slack, half - slack);
    return ENT_OK;
}

/* Greatest distance of c from a line of the span. */
static double distance(const span *s, bool limiting, double x, double y) {
    double dx = s->x - x, dy = s->y - y;
    double one = fabs(dx * s->ux + dy * s->uy);
    double two = fabs(dx * s->vx + dy * s->vy);
    if (limiting)
        return fmax(s->u_two ? one : 0, s->v_two ? two : 0);
    double after = s->ux * dy - s->uy * dx, before = dx * s->vy - dy * s->vx;
    bool inside = (after >= 0 && before >= 0) || (after <= 0 && before <= 0);
    return inside ? hypot(dx, dy) : fmax(one, two);
}

static double greatest(const yolk *k, double x, double y) {
    double most = 0;
    for (size_t i = 0; i < k->n; i++)
        most = fmax(most, distance(&k->span[i], k->limiting, x, y));
    return most;
}

/* ---- the smallest circle */

typedef double section_of(const yolk *k, double x, double fixed, double *arg);

/* Least value of f over lo..hi, and where. */
static double golden(const yolk *k, section_of *f, double fixed,
                     const double range[2], double *where) {
    double lo = range[0], hi = range[1], ignore;
    double a = hi - GOLDEN * (hi - lo), b = lo + GOLDEN * (hi - lo);
    double fa = f(k, a, fixed, &ignore), fb = f(k, b, fixed, &ignore);
    for (int i = 0; i < SECTIONS; i++) {
        if (fa <= fb) {
            hi = b;
            b = a;
            fb = fa;
            a = hi - GOLDEN * (hi - lo);
            fa = f(k, a, fixed, &ignore);
        } else {
            lo = a;
            a = b;
            fa = fb;
            b = lo + GOLDEN * (hi - lo);
            fb = f(k, b, fixed, &ignore);
        }
    }
    *where = fa <= fb ? a : b;
    return fmin(fa, fb);
}

static double at_point(const yolk *k, double y, double x, double *arg) {
    *arg = y;
    return greatest(k, x, y);
}

static void bounds(const double *x, size_t n, double range[2]) {
    range[0] = range[1] = x[0];
    for (size_t i = 1; i < n; i++) {
        range[0] = fmin(range[0], x[i]);
        range[1] = fmax(range[1], x[i]);
    }
}

/* The best y for an x. */
static double along_x(const yolk *k, double x, double fixed, double *y) {
    double range[2];
    (void)fixed;
    bounds(k->p.y, k->p.n, range);
    return golden(k, at_point, x, range, y);
}

static void solve(yolk *k, bool limiting) {
    double range[2];
    k->limiting = limiting;
    bounds(k->p.x, k->p.n, range);
    golden(k, along_x, 0, range, &k->x);
    k->r = along_x(k, k->x, 0, &k->y);
}

/* ---- tables */

static const char *const ROW[] = {"yolk", "limiting_lines"};
static const char *const COLUMN[] = {"x", "y", "radius", "other_lines_matter"};
static const char *const UNIT[] = {"position", "position", "position", "flag"};

static ent_err measure(ent_ctx *ctx, const ent_game *g, ent_matrix *m) {
    yolk k = {.n = 0};
    unsigned char *none;
    ENT_TRY(ent_i_plane(ctx, g, 0, &k.p));
    ENT_TRY(lines(&k));
    *m = (ent_matrix){.name = "yolk",
                      .n_rows = 2,
                      .row = ent_i_matrix_names(ctx, ROW, 2),
                      .n_columns = 4,
                      .column = ent_i_matrix_names(ctx, COLUMN, 4)};
    double *x = ent_i_matrix_room(ctx, m, "", &none);
    if (!x || !m->row || !m->column)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < 2; i++) {
        solve(&k, i == 1);
        x[4 * i] = k.x;
        x[4 * i + 1] = k.y;
        x[4 * i + 2] = k.r;
    }
    x[3] = x[2] > x[6] * (1 + 1e-6) + 1e-9 * (g->hi - g->lo);
    none[7] = 1;
    m->unit = UNIT;
    return ENT_OK;
}

static ent_err tables(ent_ctx *ctx, const ent_game *g, const ent_str *actor,
                      const ent_str *issue, const double *param,
                      const ent_matrix **out, size_t *n) {
    ent_mark mark = ent_i_arena_mark(ctx->temp);
    ent_matrix *m = ENT_NEW(ctx->keep, 1, ent_matrix);
    (void)actor;
    (void)issue;
    (void)param;
    ent_err e = m ? measure(ctx, g, m) : ENT_NOMEM_FAIL(ctx);
    ent_i_arena_release(ctx->temp, mark);
    *out = m;
    *n = 1;
    return e;
}

const ent_model ent_i_model_yolk = {
    .name = "yolk",
    .title = "Yolk on two issues",
    .source = "McKelvey 1986, Covering, Dominance, and Institution-Free "
              "Properties of Social Choice, American Journal of Political "
              "Science 30, 283-314, doi:10.2307/2111098",
    .flags = ENT_MODEL_TABLE | ENT_MODEL_MATRICES | ENT_MODEL_ISSUES,
    .matrices = tables,
};
