/* test_plane.c - winset and yolk on two issues, against plain counting. */
#include "tables_test.h"

static const double PI = 3.14159265358979323846;
enum { MOST = 9 };

typedef struct voters {
    size_t n;
    double x[MOST], y[MOST], w[MOST];
} voters;

static tables ask(const char *model, const char *settings, const voters *v) {
    static char csv[4000];
    strcpy(csv, "issue,actor,capability,position,salience\n");
    for (size_t i = 0; i < v->n; i++)
        snprintf(csv + strlen(csv), 200,
                 "a,v%zu,%.17g,%.17g,1\nb,v%zu,%.17g,%.17g,1\n", i, v->w[i],
                 v->x[i], i, v->w[i], v->y[i]);
    return tables_of(model, settings, csv);
}

static voters random_voters(uint64_t draw) {
    ent_stream s = ent_i_stream(2, ENT_STR("plane"));
    voters v = {.n = 3 + draw % 7};
    for (uint32_t i = 0; i < v.n; i++) {
        v.x[i] = 100 * ent_i_uniform(s, draw, 3 * i);
        v.y[i] = 100 * ent_i_uniform(s, draw, 3 * i + 1);
        v.w[i] =
            draw % 2 ? 1 : 1 + floor(4 * ent_i_uniform(s, draw, 3 * i + 2));
    }
    return v;
}

static bool beats(const voters *v, double x, double y, double qx, double qy) {
    double with = 0, all = 0;
    for (size_t i = 0; i < v->n; i++) {
        all += v->w[i];
        if (hypot(v->x[i] - x, v->y[i] - y) < hypot(v->x[i] - qx, v->y[i] - qy))
            with += v->w[i];
    }
    return with > all / 2;
}

/* Squares of a fine grid whose middle beats q. */
static double counted(const voters *v, double qx, double qy) {
    double area = 0, h = 1. / 3;
    for (double x = -200; x < 300; x += h)
        for (double y = -200; y < 300; y += h)
            area += beats(v, x + h / 2, y + h / 2, qx, qy) ? h * h : 0;
    return area;
}

static void one_voter_likes_a_circle(void **state) {
    (void)state;
    voters v = {1, {30}, {40}, {1}};
    tables x = ask("winset", "at=point x=27 y=36", &v);
    NEAR(cell(&x, "winset", "point", "area"), 25 * PI, 1e-12);
    NEAR(cell(&x, "winset", "point", "reach"), 10, 1e-12);
    drop(&x);
    x = ask("winset", "at=point x=30 y=40", &v);
    NEAR(cell(&x, "winset", "point", "area"), 0, 0);
    assert_int_equal(x.m[1].n_rows, 0);
    drop(&x);
}

static void the_area_is_that_of_the_points_that_beat_it(void **state) {
    (void)state;
    for (uint64_t draw = 0; draw < 4; draw++) {
        voters v = random_voters(draw);
        tables x = ask("winset", "at=point x=60 y=35", &v);
        double want = counted(&v, 60, 35), sum = 0;
        NEAR(cell(&x, "winset", "point", "area"), want, 10 + .005 * want);
        for (size_t k = 0; k < x.m[1].n_rows; k++)
            sum += x.m[1].x[3 * k + 2];
        NEAR(cell(&x, "winset", "point", "area"), sum, 1e-9 * (1 + sum));
        drop(&x);
    }
}

static void a_higher_quota_leaves_less(void **state) {
    (void)state;
    voters v = random_voters(5);
    double last = INFINITY;
    static const char *const quota[] = {"quota=.5", "quota=.7", "quota=1"};
    for (size_t k = 0; k < 3; k++) {
        tables x = ask("winset", quota[k], &v);
        double area = cell(&x, "winset", "point", "area");
        assert_true(area <= last);
        last = area;
        drop(&x);
    }
}

/* ---- the yolk */

static double distance(const voters *v, double angle, double x, double y) {
    double all = 0, most = 0;
    for (size_t i = 0; i < v->n; i++)
        all += v->w[i];
    for (size_t i = 0; i < v->n; i++) {
        double at = v->x[i] * cos(angle) + v->y[i] * sin(angle);
        double above = 0, below = 0;
        for (size_t j = 0; j < v->n; j++) {
            double t = v->x[j] * cos(angle) + v->y[j] * sin(angle);
            above += t > at ? v->w[j] : 0;
            below += t < at ? v->w[j] : 0;
        }
        if (above <= all / 2 && below <= all / 2)
            most = fmax(most, fabs(at - x * cos(angle) - y * sin(angle)));
    }
    return most;
}

/* Greatest distance from a median line, of very many. */
static double greatest(const voters *v, double x, double y) {
    double most = 0;
    for (int k = 0; k < 20000; k++)
        most = fmax(most, distance(v, k * PI / 20000, x, y));
    return most;
}

static void of_three_it_is_the_inscribed_circle(void **state) {
    (void)state;
    voters v = {3, {0, 60, 0}, {0, 0, 80}, {1, 1, 1}};
    tables x = ask("yolk", "", &v);
    NEAR(cell(&x, "yolk", "yolk", "x"), 20, 1e-6);
    NEAR(cell(&x, "yolk", "yolk", "y"), 20, 1e-6);
    NEAR(cell(&x, "yolk", "yolk", "radius"), 20, 1e-9);
    NEAR(cell(&x, "yolk", "yolk", "other_lines_matter"), 0, 0);
    drop(&x);
}

static void with_a_median_in_all_directions_it_is_a_point(void **state) {
    (void)state;
    voters v = {5, {50, 10, 90, 20, 70}, {50, 50, 50, 20, 70}, {1, 1, 1, 1, 1}};
    tables x = ask("yolk", "", &v);
    NEAR(cell(&x, "yolk", "yolk", "radius"), 0, 1e-9);
    NEAR(cell(&x, "yolk", "yolk", "x"), 50, 1e-9);
    drop(&x);
    voters same = {2, {5, 5}, {7, 7}, {1, 2}};
    x = ask("yolk", "", &same);
    NEAR(cell(&x, "yolk", "yolk", "radius"), 0, 1e-12);
    drop(&x);
}

static void it_touches_every_median_line_and_none_is_smaller(void **state) {
    (void)state;
    for (uint64_t draw = 0; draw < 8; draw++) {
        voters v = random_voters(draw);
        tables t = ask("yolk", "", &v);
        double x = cell(&t, "yolk", "yolk", "x");
        double y = cell(&t, "yolk", "yolk", "y");
        double r = cell(&t, "yolk", "yolk", "radius");
        NEAR(greatest(&v, x, y), r, 1e-2 * (1 + r));
        assert_true(greatest(&v, x, y) <= r + 1e-6);
        assert_true(cell(&t, "yolk", "limiting_lines", "radius") <= r + 1e-9);
        for (int k = 0; k < 8; k++) /* convex: worse all around is worse */
            assert_true(greatest(&v, x + 2 * cos(k * PI / 4),
                                 y + 2 * sin(k * PI / 4)) >= r - 1e-2);
        drop(&t);
    }
}

static void what_is_no_plane_is_refused(void **state) {
    (void)state;
    tables x = tables_of("winset", "",
                         "actor,capability,position,salience\nA,1,2,1\n");
    assert_int_equal(x.err, ENT_SHAPE);
    drop(&x);
    voters v = {2, {1, 2}, {3, 4}, {0, 0}};
    x = ask("yolk", "", &v);
    assert_int_equal(x.err, ENT_DOMAIN);
    drop(&x);
    v.w[0] = 1;
    x = ask("winset", "quota=2", &v);
    assert_int_equal(x.err, ENT_DOMAIN);
    drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_voter_likes_a_circle),
        cmocka_unit_test(the_area_is_that_of_the_points_that_beat_it),
        cmocka_unit_test(a_higher_quota_leaves_less),
        cmocka_unit_test(of_three_it_is_the_inscribed_circle),
        cmocka_unit_test(with_a_median_in_all_directions_it_is_a_point),
        cmocka_unit_test(it_touches_every_median_line_and_none_is_smaller),
        cmocka_unit_test(what_is_no_plane_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
