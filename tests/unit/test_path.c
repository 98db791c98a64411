/* test_path.c - the path of a forecast goes out and comes back. */
#include "report.h"

typedef struct copy {
    ent_forecast f[2];
    const uint32_t *step;
    size_t n;
} copy;

static ent_err read_back(fixture *x, ent_str text, copy *c) {
    memcpy(c->f, x->r.forecast, sizeof c->f);
    return ent_path_read(&x->ctx, &x->s, ENT_STR("path.csv"), text, c->f,
                         &c->step, &c->n);
}

static ent_buf written(fixture *x) {
    ent_buf b = {0};
    must(&x->ctx, ent_path_csv(&x->ctx, &x->s, &x->run, x->r.forecast,
                               ent_i_buf_sink(&b)));
    return b;
}

static void what_was_written_is_read_back(void **state) {
    (void)state;
    fixture x;
    copy c;
    fixture_open(&x);
    ent_buf b = written(&x);
    must(&x.ctx, read_back(&x, (ent_str){b.s, b.n}, &c));
    assert_int_equal(c.n, 2);
    assert_int_equal(c.step[0], 0);
    assert_int_equal(c.step[1], 3);
    for (size_t k = 0; k < 2; k++) {
        NEAR(c.f[0].path[k].q10, x.r.forecast[0].path[k].q10, 1e-6);
        NEAR(c.f[0].path[k].mean, x.r.forecast[0].path[k].mean, 1e-6);
        assert_int_equal(c.f[0].path[k].n, 200);
        assert_int_equal(c.f[1].path[k].n, 0); /* nobody cares about X2 */
    }
    assert_true(c.f[0].path[1].mean > c.f[0].path[0].mean); /* the gift */
    ent_i_buf_free(&b);
    fixture_close(&x);
}

static void a_damaged_table_is_refused_with_its_line(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
    } bad[] = {
        {"", 1},
        {"draw,issue\n", 1},
        {"issue,step,date,mean,q05,q10,q50,q90,q95,draws\n", 1},
        {"issue,step,date,mean,q05,q10,q50,q90,q95,draws\nX1,0,,,,,,,,0\n", 1},
        {"issue,step,date,mean,q05,q10,q50,q90,q95,draws\n"
         "X1,0,,1,1,1,1,1,1,9\nX1,0,,1,1,1,1,1,1,9\n"
         "X2,0,,,,,,,,0\nX2,0,,,,,,,,0\n",
         3},
        {"issue,step,date,mean,q05,q10,q50,q90,q95,draws\n"
         "X1,0,,1,1,1,1,1,1,9\nX3,0,,,,,,,,0\n",
         3},
        {"issue,step,date,mean,q05,q10,q50,q90,q95,draws\n"
         "X1,0,,1,1,1,,1,1,9\nX2,0,,,,,,,,0\n",
         2}};
    fixture x;
    copy c;
    fixture_open(&x);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(read_back(&x, ent_i_str(bad[i].text), &c), ENT_SYNTAX);
        assert_int_equal(x.ctx.fail.line, bad[i].line);
        assert_ptr_equal(c.f[0].path, x.r.forecast[0].path);
    }
    fixture_close(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(a_damaged_table_is_refused_with_its_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
