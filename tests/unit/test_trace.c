/* test_trace.c - what was watched over time goes out and comes back, and is
 * drawn in the width there is. */
#include "world.h"

#define TEXT                                                            \
    WORLD_HEAD "time: {start: 2020-01, step: 1 month, steps: 5}\n"      \
               "actors: {A: {capability: 1}}\n"                         \
               "quantities:\n"                                          \
               "  stock: {start: uniform(10..20), change: 5 + 0 * t}\n" \
               "  still: t * 0\n"                                       \
               "  small: 0.001 * t - 0.002\n"

typedef struct fixture {
    world x;
    ent_run r;
    ent_traced t;
} fixture;

static void open(fixture *f) {
    f->r = world_trace(&f->x, TEXT, 100, "s*");
    assert_int_equal(ent_traced_make(&f->x.ctx, &f->x.s, &f->r.trace, &f->t),
                     ENT_OK);
    assert_int_equal(f->t.n_names, 3);
    assert_int_equal(f->t.n_steps, 5);
}

static void what_was_written_is_read_back(void **state) {
    (void)state;
    fixture f;
    ent_buf b = {0};
    ent_traced back;
    open(&f);
    assert_int_equal(ent_traced_csv(&f.x.ctx, &f.t, ent_i_buf_sink(&b)),
                     ENT_OK);
    assert_int_equal(ent_traced_read(&f.x.ctx, ENT_STR("trace.csv"),
                                     (ent_str){b.s, b.n}, &back),
                     ENT_OK);
    assert_int_equal(back.n_names, 3);
    assert_int_equal(back.n_steps, 5);
    for (size_t i = 0; i < 3; i++)
        assert_true(ent_i_eq(back.name[i], f.t.name[i]));
    STR_EQUAL(back.date[0], "2020-01");
    STR_EQUAL(back.date[4], "2020-05");
    for (size_t i = 0; i < 15; i++) {
        NEAR(back.band[i].q10, f.t.band[i].q10, 1e-6);
        NEAR(back.band[i].mean, f.t.band[i].mean, 1e-6);
        assert_int_equal(back.band[i].n, 100);
    }
    NEAR(back.band[4].q50, 15 + 20, 0.5);
    ent_i_buf_free(&b);
    world_drop(&f.x);
}

static void a_damaged_table_is_refused_with_its_line(void **state) {
    (void)state;
#define HEAD    "name,step,date,mean,q05,q10,q50,q90,q95,draws\n"
#define NUMBERS ",,1,1,1,1,1,1,9\n"
    static const struct {
        const char *text;
        uint32_t line;
    } bad[] = {
        {"", 1},
        {"name,step\n", 1},
        {HEAD "a,x" NUMBERS, 2},
        {HEAD "a,1" NUMBERS, 2},
        {HEAD "a,0" NUMBERS "a,2" NUMBERS, 3},
        {HEAD "a,0" NUMBERS "b,1" NUMBERS, 3},
        {HEAD "a,0,,1,1,1,1,1\n", 2},
        {HEAD "a,0" NUMBERS "a,1" NUMBERS "b,0" NUMBERS, 4},
        {HEAD "a,0" NUMBERS "a,1" NUMBERS "b,0" NUMBERS "c,0" NUMBERS, 5}};
    ent_ctx ctx;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_traced t;
        assert_int_equal(ent_traced_read(&ctx, ENT_STR("trace.csv"),
                                         ent_i_str(bad[i].text), &t),
                         ENT_SYNTAX);
        assert_int_equal(ctx.fail.line, bad[i].line);
        assert_non_null(strstr(ctx.fail.why, "again"));
    }
    ent_ctx_close(&ctx);
}

static size_t columns(const char *s, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; k++)
        ent_i_utf8_next((ent_str){s, n}, &i);
    return k;
}

static void lines_fit_the_terminal(void **state) {
    (void)state;
    fixture f;
    open(&f);
    for (size_t width = 70; width < 200; width += 7) {
        ent_buf b = {0};
        assert_int_equal(
            ent_traced_text(&f.x.ctx, &f.t, width, ent_i_buf_sink(&b)), ENT_OK);
        ent_str rest = {b.s, b.n};
        size_t lines = 0;
        for (; rest.n; lines++) {
            ent_str line = ent_i_cut(&rest, '\n');
            assert_true(columns(line.s, line.n) <= width);
        }
        assert_int_equal(lines, 4);
        ent_i_buf_free(&b);
    }
    world_drop(&f.x);
}

static void a_line_rises_with_its_medians(void **state) {
    (void)state;
    fixture f;
    ent_buf b = {0};
    open(&f);
    assert_int_equal(ent_traced_text(&f.x.ctx, &f.t, 80, ent_i_buf_sink(&b)),
                     ENT_OK);
    ent_i_buf_put(&b, "", 1);
    assert_non_null(strstr(b.s, "stock  "));
    assert_non_null(strstr(b.s, "▁▃▅▇█"));
    assert_non_null(strstr(b.s, "▁▁▁▁▁")); /* still */
    assert_non_null(strstr(b.s, "-0.002"));
    ent_i_buf_free(&b);
    world_drop(&f.x);
}

static void names_are_picked_by_pattern(void **state) {
    (void)state;
    fixture f;
    ent_traced some;
    static const ent_str want[] = {{"sm*", 3}, {"stock", 5}},
                         none = {"stok", 4};
    open(&f);
    assert_int_equal(ent_traced_pick(&f.x.ctx, &f.t, want, 2, &some), ENT_OK);
    assert_int_equal(some.n_names, 2);
    STR_EQUAL(some.name[0], "stock");
    STR_EQUAL(some.name[1], "small");
    NEAR(some.band[5].q50, -0.002, 1e-12);
    assert_int_equal(ent_traced_pick(&f.x.ctx, &f.t, &none, 1, &some),
                     ENT_NAME);
    assert_non_null(strstr(f.x.ctx.fail.why, "stock"));
    world_drop(&f.x);
}

/* A scenario without anything that moves has periods between its events; its
 * trace has every step all the same. */
static void quiet_steps_are_traced_too(void **state) {
    (void)state;
    world x;
    ent_run r = world_trace(
        &x,
        WORLD_HEAD WORLD_TIME(
            6) "actors: {A: {capability: 1}}\n"
               "issues: {D1: {poles: [a, b], status_quo: 5}}\n"
               "stances: [{issue: D1, actor: A, position: 30, salience: 50}]\n"
               "events: [{date: 2020-01-04, what: a, set: {A.position.D1: "
               "60}}]\n",
        2, "settle.D1");
    const double want[] = {5, 30, 30, 30, 60, 60};
    assert_int_equal(r.n_periods, 2);
    assert_int_equal(r.trace.n_steps, 6);
    for (size_t t = 0; t < 6; t++)
        NEAR(r.trace.x[t * 2], want[t], 0);
    world_drop(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(a_damaged_table_is_refused_with_its_line),
        cmocka_unit_test(lines_fit_the_terminal),
        cmocka_unit_test(a_line_rises_with_its_medians),
        cmocka_unit_test(names_are_picked_by_pattern),
        cmocka_unit_test(quiet_steps_are_traced_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
