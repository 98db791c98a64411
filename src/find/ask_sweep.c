/* ask_sweep.c - outcomes as a function of one value or of two. */
#include "find/ask.h"
#include <math.h>
#include <stdio.h>

enum { POINTS = 11, POINTS_2 = 6, POINTS_MAX = 401 };
static const char form[] = "sweep CHN.aid 0..100 by 10, or sweep CHN.aid "
                           "0..100 and RUS.aid 0..50";
static const double SMALL = 0.5; /* moves below this are none */

/* One value and the points at which it is put. */
typedef struct axis {
    ent_str name;
    double lo, hi;
    size_t n;
} axis;

static double point(const axis *x, size_t i) {
    return x->lo + (x->hi - x->lo) * (double)i / (double)(x->n - 1);
}

/* ---- reading */

/* "by 10" or "in 5" at word *i. */
static ent_err read_pace(ent_asking *a, size_t *i, axis *x) {
    double step;
    bool by = *i < a->n_words && ent_i_eqz(a->word[*i], "by"),
         in = *i < a->n_words && ent_i_eqz(a->word[*i], "in");
    if (!by && !in)
        return ENT_OK;
    if (*i + 1 >= a->n_words || !ent_i_number(a->word[*i + 1], &step) ||
        !(step > 0))
        return ent_i_ask_fail(a, "'by' or 'in' lacks its number", form);
    double n = by ? floor((x->hi - x->lo) / step + 0.5) + 1 : step;
    if (n < 2 || n > POINTS_MAX)
        return ent_i_ask_fail(a, "a sweep has 2 to 401 points", form);
    x->n = (size_t)n;
    *i += 2;
    return ENT_OK;
}

static ent_err read_axis(ent_asking *a, size_t *i, axis *x) {
    if (*i + 1 >= a->n_words ||
        !ent_i_ask_range(a->word[*i + 1], &x->lo, &x->hi))
        return ent_i_ask_fail(a, "a name and a range are missing", form);
    x->name = a->word[*i];
    *i += 2;
    return read_pace(a, i, x);
}

static ent_err read_axes(ent_asking *a, axis x[2], int *n) {
    size_t i = 0;
    *n = 1;
    x[0].n = x[1].n =
        ent_i_ask_find(a, 0, "and") < a->n_words ? POINTS_2 : POINTS;
    ENT_TRY(read_axis(a, &i, &x[0]));
    if (i < a->n_words && ent_i_eqz(a->word[i], "and")) {
        i++;
        *n = 2;
        ENT_TRY(read_axis(a, &i, &x[1]));
    }
    if (i < a->n_words || x[0].n * x[1].n > POINTS_MAX * (*n == 1 ? POINTS : 1))
        return ent_i_ask_fail(a, "there is more than a sweep takes", form);
    return ENT_OK;
}

/* ---- one value */

static ent_err set_points(ent_asking *a, const axis *x, const axis *y,
                          ent_variant *v, size_t n) {
    for (size_t k = 0; k < n; k++) {
        ent_str *set = ENT_NEW(a->ctx->keep, 2, ent_str);
        if (!set)
            return ENT_NOMEM_FAIL(a->ctx);
        ENT_TRY(ent_i_ask_variant(a, &v[k]));
        set[0] = ent_i_ask_set(a, x->name, point(x, k % x->n));
        if (y)
            set[1] = ent_i_ask_set(a, y->name, point(y, k / x->n));
        v[k].change = set;
        v[k].n_changes = y ? 2 : 1;
    }
    return ENT_OK;
}

/* How a curve runs. */
typedef struct curve {
    bool rises, falls; /* somewhere, by more than rounding */
    size_t steepest;   /* the piece behind this point */
    size_t top, bottom;
} curve;

static curve look_at(const double *y, size_t n) {
    curve c = {0};
    for (size_t i = 0; i + 1 < n; i++) {
        double d = y[i + 1] - y[i], best = y[c.steepest + 1] - y[c.steepest];
        c.rises |= d > 1e-6;
        c.falls |= d < -1e-6;
        if (fabs(d) > fabs(best))
            c.steepest = i;
    }
    for (size_t i = 1; i < n; i++) {
        c.top = y[i] > y[c.top] ? i : c.top;
        c.bottom = y[i] < y[c.bottom] ? i : c.bottom;
    }
    return c;
}

/* Where the curve passes the middle between its ends; false: nowhere. */
static bool crosses(const axis *x, const double *y, double *at) {
    double middle = (y[0] + y[x->n - 1]) / 2;
    for (size_t i = 0; i + 1 < x->n; i++)
        if ((y[i] - middle) * (y[i + 1] - middle) <= 0 && y[i] != y[i + 1]) {
            double part = (middle - y[i]) / (y[i + 1] - y[i]);
            *at = point(x, i) + part * (point(x, i + 1) - point(x, i));
            return true;
        }
    return false;
}

static void say_curve(ent_asking *a, ent_str name, const axis *x,
                      const double *y) {
    curve c = look_at(y, x->n);
    ent_str label = ent_i_ask_label(a, name);
    double first = y[0], last = y[x->n - 1], middle;
    if (a->says.n)
        ent_i_ask_say(a, " ");
    if (y[c.top] - y[c.bottom] < SMALL) {
        ent_i_ask_say(a, "%.*s stays at %.1f whatever %.*s is.", ENT_P(label),
                      first, ENT_P(x->name));
        return;
    }
    ent_i_ask_say(a,
                  "As %.*s goes from %g to %g, the median of %.*s goes from "
                  "%.1f to %.1f",
                  ENT_P(x->name), x->lo, x->hi, ENT_P(label), first, last);
    if (c.rises && c.falls)
        ent_i_ask_say(a,
                      ", with its highest, %.1f, at %g and its lowest, "
                      "%.1f, at %g",
                      y[c.top], point(x, c.top), y[c.bottom],
                      point(x, c.bottom));
    ent_i_ask_say(a, "; it moves most, by %+.1f, between %g and %g",
                  y[c.steepest + 1] - y[c.steepest], point(x, c.steepest),
                  point(x, c.steepest + 1));
    if (fabs(last - first) >= SMALL && crosses(x, y, &middle))
        ent_i_ask_say(a, ", and passes the middle (%.1f) near %.3g",
                      (first + last) / 2, middle);
    ent_i_ask_say(a, ".");
}

static ent_err tell_line(ent_asking *a, const axis *x, const ent_variant *v) {
    static const char *const column[] = {"",     "name", "median",
                                         "10 %", "90 %", "mean"};
    ent_str name[6];
    double *y = ENT_NEW(a->ctx->keep, x->n, double);
    ent_str *kept = ENT_NEW(a->ctx->keep, 6, ent_str);
    if (!y || !kept)
        return ENT_NOMEM_FAIL(a->ctx);
    for (int k = 0; k < 6; k++)
        name[k] = k ? ent_i_str(column[k]) : x->name;
    memcpy(kept, name, sizeof name);
    ent_i_ask_table_of(a, ENT_STR("Outcome at each point"), kept, 6);
    for (size_t s = 0; s < a->n_show; s++) {
        for (size_t i = 0; i < x->n; i++) {
            ent_band b;
            ENT_TRY(ent_i_ask_band(a, &v[i].look[s], &b));
            ent_i_ask_number(a, point(x, i));
            ent_i_ask_text(a, a->show[s]);
            ent_i_ask_cells(a, &b);
            ent_i_ask_number(a, b.mean);
            y[i] = b.q50;
        }
        say_curve(a, a->show[s], x, y);
    }
    return ENT_OK;
}

/* ---- two values */

static ent_err put_surface(ent_asking *a, size_t s, const axis *x,
                           const axis *y, const ent_variant *v, double *z) {
    ent_str *column = ENT_NEW(a->ctx->keep, x->n + 1, ent_str);
    if (!column)
        return ENT_NOMEM_FAIL(a->ctx);
    column[0] = ent_i_printf(a->ctx->keep, "%.*s \\ %.*s", ENT_P(y->name),
                             ENT_P(x->name));
    for (size_t i = 0; i < x->n; i++)
        column[i + 1] = ent_i_printf(a->ctx->keep, "%g", point(x, i));
    ent_i_ask_table_of(
        a, ent_i_printf(a->ctx->keep, "Median of %.*s", ENT_P(a->show[s])),
        column, x->n + 1);
    for (size_t j = 0; j < y->n; j++) {
        ent_i_ask_number(a, point(y, j));
        for (size_t i = 0; i < x->n; i++) {
            ent_band b;
            ENT_TRY(ent_i_ask_band(a, &v[j * x->n + i].look[s], &b));
            z[j * x->n + i] = b.q50;
            ent_i_ask_number(a, b.q50);
        }
    }
    return ENT_OK;
}

/* What the first value does while the second stands still at each point. */
static void say_slopes(ent_asking *a, const axis *x, const axis *y,
                       const double *z, bool across) {
    const axis *moved = across ? x : y, *still = across ? y : x;
    size_t up = 0, down = 0;
    double least = INFINITY, most = -INFINITY;
    for (size_t j = 0; j < still->n; j++) {
        size_t from = across ? j * x->n : j,
               to = across ? j * x->n + x->n - 1 : (y->n - 1) * x->n + j;
        double d = z[to] - z[from];
        up += d >= SMALL;
        down += d <= -SMALL;
        least = fmin(least, d);
        most = fmax(most, d);
    }
    const char *what = up && down         ? "raises it or lowers it"
                       : up == still->n   ? "raises it throughout"
                       : down == still->n ? "lowers it throughout"
                       : up               ? "raises it or leaves it"
                       : down             ? "lowers it or leaves it"
                                          : "leaves it";
    ent_i_ask_say(a, " %.*s %s (by %+.1f to %+.1f, as %.*s is)",
                  ENT_P(moved->name), what, least, most, ENT_P(still->name));
}

static ent_err tell_surface(ent_asking *a, const axis x[2],
                            const ent_variant *v) {
    double *z = ENT_NEW(a->ctx->keep, x[0].n * x[1].n, double);
    if (!z)
        return ENT_NOMEM_FAIL(a->ctx);
    for (size_t s = 0; s < a->n_show; s++) {
        ENT_TRY(put_surface(a, s, &x[0], &x[1], v, z));
        ent_str label = ent_i_ask_label(a, a->show[s]);
        size_t n = x[0].n, m = x[1].n;
        ent_i_ask_say(a,
                      "%sThe median of %.*s is %.1f when both are lowest, "
                      "%.1f when %.*s alone is highest, %.1f when %.*s alone "
                      "is, %.1f when both are:",
                      s ? " " : "", ENT_P(label), z[0], z[n - 1],
                      ENT_P(x[0].name), z[(m - 1) * n], ENT_P(x[1].name),
                      z[m * n - 1]);
        say_slopes(a, &x[0], &x[1], z, true);
        ent_i_ask_say(a, ",");
        say_slopes(a, &x[0], &x[1], z, false);
        ent_i_ask_say(a, ".");
    }
    return ENT_OK;
}

ent_err ent_i_ask_sweep(ent_asking *a) {
    axis x[2];
    memset(x, 0, sizeof x);
    int n_axes;
    ENT_TRY(read_axes(a, x, &n_axes));
    size_t n = n_axes == 2 ? x[0].n * x[1].n : x[0].n;
    ent_variant *v = ENT_NEW(a->ctx->keep, n, ent_variant);
    if (!v)
        return ENT_NOMEM_FAIL(a->ctx);
    ENT_TRY(set_points(a, &x[0], n_axes == 2 ? &x[1] : NULL, v, n));
    ENT_TRY(ent_i_ask_play(a, v, n));
    return n_axes == 2 ? tell_surface(a, x, v) : tell_line(a, &x[0], v);
}
