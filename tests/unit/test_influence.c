/* test_influence.c - opinions that move to those they listen to. */
#include "tables_test.h"
#include <stdlib.h>

static const double W[] = {.220, .120, .360, .300, .147, .215, .344, .294,
                           0,    0,    1,    0,    .090, .178, .446, .286};
static const double FOUR[] = {25, 25, 75, 85}, ONE[] = {1, 1, 1, 1};

typedef struct talk {
    double x[8], z;
    uint32_t rounds;
    ent_err err;
    ent_reason why[64];
    size_t n_why;
} talk;

static talk talk_of(const char *model, ent_game g, uint32_t rounds) {
    talk t = {.z = 0};
    const ent_model *m = ent_model_find(ent_i_str(model));
    double param[8], *work = calloc(1000, sizeof *work);
    ent_reasons why = {.at = t.why, .max = 64};
    ent_outcome out = {.position = t.x, .settlement = &t.z, .why = &why};
    ent_i_model_defaults(m, param);
    t.err = ent_model_play(m, &g, param, 0, rounds, work, &out, &t.rounds);
    t.n_why = why.n;
    free(work);
    return t;
}

static ent_game game_of(size_t n, const double *x, const double *s,
                        const double *link) {
    return (ent_game){.n_actors = n,
                      .n_issues = 1,
                      .capability = ONE,
                      .position = x,
                      .salience = s,
                      .link = link,
                      .lo = 0,
                      .hi = 100};
}

static void four_people_end_where_it_was_published(void **state) {
    (void)state;
    talk t = talk_of("friedkin", game_of(4, FOUR, ONE, W), 100);
    const double want[] = {60.021, 59.984, 75, 74.986};
    assert_int_equal(t.err, ENT_OK);
    assert_true(t.rounds < 100);
    for (size_t i = 0; i < 4; i++)
        NEAR(t.x[i], want[i], 6e-4);
}

static void the_matrix_of_influence_ends_there_too(void **state) {
    (void)state;
    ent_ctx ctx;
    const ent_matrix *m;
    size_t n;
    const ent_str name[] = {{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}};
    const double v[] = {.279, .045, .551, .124, .047, .278, .549, .125,
                        0,    0,    1,    0,    .030, .048, .532, .389};
    const ent_model *f = ent_model_find(ENT_STR("friedkin"));
    double param[8];
    ent_game g = game_of(4, FOUR, ONE, W);
    ent_i_model_defaults(f, param);
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(f->matrices(&ctx, &g, name, name, param, &m, &n), ENT_OK);
    for (size_t k = 0; k < 16; k++)
        NEAR(m->x[k], v[k], 6e-4);
    ent_ctx_close(&ctx);
}

static void two_reach_degroots_consensus(void **state) {
    (void)state;
    const double w[] = {.5, .5, .25, .75}, x[] = {0, 90};
    talk t = talk_of("degroot", game_of(2, x, ONE, w), 100);
    NEAR(t.x[0], 60, 1e-3);
    NEAR(t.x[1], 60, 1e-3);
    const double circle[] = {0, 1, 1, 0}; /* they change places for ever */
    t = talk_of("degroot", game_of(2, x, ONE, circle), 3);
    NEAR(t.x[0], 90, 0);
    ent_ctx ctx;
    const ent_matrix *m;
    size_t n;
    const ent_str name[] = {{"A", 1}, {"B", 1}};
    const ent_model *d = ent_model_find(ENT_STR("degroot"));
    double param[1] = {0};
    ent_game g = game_of(2, x, ONE, circle);
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    assert_int_equal(d->matrices(&ctx, &g, name, name, param, &m, &n), ENT_OK);
    for (size_t k = 0; k < 4; k++)
        NEAR(m->x[k], .5, 1e-12);
    ent_ctx_close(&ctx);
}

static void who_does_not_care_follows(void **state) {
    (void)state;
    const double x[] = {10, 90, 50}, s[] = {1, 1e-9, .5};
    talk t = talk_of("friedkin", game_of(3, x, s, NULL), 200);
    NEAR(t.x[0], 10, 0); /* all salience: it holds on */
    /* the others: x1 = mean, x2 = (mean + 50) / 2 */
    double mean = (t.x[0] + t.x[1] + t.x[2]) / 3;
    NEAR(t.x[1], mean, 1e-3);
    NEAR(t.x[2], (mean + 50) / 2, 1e-3);
}

static void reasons_say_who_pulled(void **state) {
    (void)state;
    const double w[] = {.5, .5, 0, 1}, x[] = {0, 80};
    talk t = talk_of("friedkin", game_of(2, x, ONE, w), 1);
    assert_int_equal(t.n_why, 1);
    assert_int_equal(t.why[0].mover, 0);
    assert_int_equal(t.why[0].by, 1);
    NEAR(t.why[0].to, 20, 1e-12); /* half open, half listening */
    NEAR(t.why[0].gain_by, .2, 1e-15);
    NEAR(t.why[0].chance, .25, 0);
}

static void a_negative_weight_is_refused(void **state) {
    (void)state;
    const double w[] = {.5, -.5, 0, 1}, x[] = {0, 80};
    assert_int_equal(talk_of("friedkin", game_of(2, x, ONE, w), 1).err,
                     ENT_DOMAIN);
    const double zero[] = {0, 0, 0, 0}; /* nobody listens: nobody moves */
    talk t = talk_of("degroot", game_of(2, x, ONE, zero), 9);
    NEAR(t.x[0], 0, 0);
    assert_int_equal(t.rounds, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_people_end_where_it_was_published),
        cmocka_unit_test(the_matrix_of_influence_ends_there_too),
        cmocka_unit_test(two_reach_degroots_consensus),
        cmocka_unit_test(who_does_not_care_follows),
        cmocka_unit_test(reasons_say_who_pulled),
        cmocka_unit_test(a_negative_weight_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
