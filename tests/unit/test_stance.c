/* test_stance.c - factions are averaged, patrons deferred to, events happen. */
#include "model/model.h"
#include "system/system.h"
#include "test.h"

/* A on 10, B of two factions on 20 and 60 (weights 1 and 3), C on 90. */
enum { N_VALUES = 16 };
static ent_value value[N_VALUES];
static ent_actor actor[3] = {
    {.capability = 0}, {.capability = 1}, {.capability = 2}};
static ent_faction faction[2] = {{.actor = 1, .weight = 3},
                                 {.actor = 1, .weight = 4}};
static ent_issue issue[1] = {
    {.status_quo = ENT_NONE, .failure_cost = ENT_NONE}};
static ent_stance stance[4] = {
    {0, 0, ENT_NONE, 5, 6, ENT_NONE, 0, {{0}, 0, 0}, ENT_NONE},
    {0, 1, 0, 7, 8, ENT_NONE, 0, {{0}, 0, 0}, ENT_NONE},
    {0, 1, 1, 9, 10, ENT_NONE, 0, {{0}, 0, 0}, ENT_NONE},
    {0, 2, ENT_NONE, 11, 12, ENT_NONE, 0, {{0}, 0, 0}, ENT_NONE},
};
static ent_tie tie[2] = {{0, 2, 13, NULL, {0}}, {0, 1, 14, NULL, {0}}};
static ent_set set[1] = {{.target = 11, .op = ENT_OP_ADD, .by = 15}};
static ent_occurrence occurrence[1] = {{.step = 2,
                                        .chance = 14,
                                        .set = set,
                                        .n_sets = 1,
                                        .hazard = ENT_NONE,
                                        .when = ENT_NONE}};

static void fix(uint32_t row, double x) {
    value[row] = (ent_value){.kind = ENT_VALUE_FIXED,
                             .best = x,
                             .lo = x,
                             .hi = x,
                             .min = -100,
                             .max = 100};
}

static ent_scenario dispute(void) {
    static const double x[N_VALUES] = {1,  2,  3,  1,  3,  10, 50, 20,
                                       40, 60, 80, 90, 30, 25, 0,  -30};
    for (uint32_t i = 0; i < N_VALUES; i++)
        fix(i, x[i]);
    return (ent_scenario){.steps = 12,
                          .n_values = N_VALUES,
                          .value = value,
                          .n_actors = 3,
                          .actor = actor,
                          .n_factions = 2,
                          .faction = faction,
                          .n_issues = 1,
                          .issue = issue,
                          .n_stances = 4,
                          .stance = stance,
                          .n_occurrences = 1,
                          .occurrence = occurrence};
}

typedef struct result {
    double capability[3], position[3], salience[3];
    bool changed;
    size_t n_periods;
} result;

static const ent_choice mean = {&ent_i_model_mean, NULL, 1};

/* Plays draw 0 up to the end of `period`. */
static result play(const ent_scenario *s, size_t period) {
    result r = {0};
    ent_ctx ctx;
    ent_world w;
    ent_block b = {0};
    ent_setup setup = {.seed = 1, .choice = &mean, .n_choices = 1};
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    assert_int_equal(ent_i_world_build(&ctx, s, &setup, &w), ENT_OK);
    b.memory = ENT_NEW(ctx.temp, ent_i_block_size(&w), double);
    ent_i_block_start(&b, &w, &(ent_now){.seed = 1, .lanes = 1}, 0, NULL);
    for (size_t t = 0; t <= period && t < w.n_periods; t++) {
        ent_i_block_play(&b, t);
        r.changed = *ent_i_lanes(&b, w.at.strikes) != 0;
    }
    r.n_periods = w.n_periods;
    for (int i = 0; i < 3; i++) {
        r.capability[i] = b.capability[i * ENT_LANES];
        r.position[i] = b.position[i * ENT_LANES];
        r.salience[i] = b.salience[i * ENT_LANES];
    }
    ent_ctx_close(&ctx);
    return r;
}

static void factions_are_averaged_by_weight(void **state) {
    (void)state;
    ent_scenario s = dispute();
    result r = play(&s, 0);
    NEAR(r.position[1], (1 * 20 + 3 * 60) / 4.0, 1e-12);
    NEAR(r.salience[1], (1 * 40 + 3 * 80) / 4.0 / 100, 1e-12);
    NEAR(r.capability[1], 2, 0); /* no leverage: the actor's capability */
    NEAR(r.position[0], 10, 0);
}

static void a_row_for_the_whole_silences_the_factions(void **state) {
    (void)state;
    ent_scenario s = dispute();
    ent_stance rows[5];
    memcpy(rows, stance, sizeof stance);
    rows[4] = (ent_stance){0,        1, ENT_NONE,    11,      12,
                           ENT_NONE, 0, {{0}, 0, 0}, ENT_NONE};
    s.stance = rows;
    s.n_stances = 5;
    NEAR(play(&s, 0).position[1], 90, 0);
}

static void deference_moves_toward_the_patron(void **state) {
    (void)state;
    ent_scenario s = dispute();
    s.tie = tie;
    s.n_ties = 1;
    NEAR(play(&s, 0).position[0], 0.75 * 10 + 0.25 * 90, 1e-12);
    uint64_t elsewhere = 0; /* the tie holds on no issue */
    ent_tie none = {0, 2, 13, &elsewhere, {0}};
    s.tie = &none;
    NEAR(play(&s, 0).position[0], 10, 0);
}

static void several_patrons_never_take_more_than_all(void **state) {
    (void)state;
    ent_scenario s = dispute();
    s.tie = tie;
    s.n_ties = 2;
    fix(13, 100);
    fix(14, 100);
    NEAR(play(&s, 0).position[0], (90 + 50) / 2.0, 1e-12);
}

static void an_event_happens_with_its_chance(void **state) {
    (void)state;
    ent_scenario s = dispute();
    result r = play(&s, 1);
    assert_int_equal(r.n_periods, 2);
    assert_false(r.changed); /* chance 0 */
    NEAR(r.position[2], 90, 0);
    fix(14, 100);
    r = play(&s, 1);
    assert_true(r.changed);
    NEAR(r.position[2], 60, 0);
    NEAR(play(&s, 0).position[2], 90, 0); /* it is not due yet */
}

static void an_event_beyond_the_time_never_happens(void **state) {
    (void)state;
    ent_scenario s = dispute();
    fix(14, 100);
    s.steps = 2;
    assert_int_equal(play(&s, 1).n_periods, 1);
}

static void a_stance_without_salience_is_refused(void **state) {
    (void)state;
    ent_ctx ctx;
    ent_world w;
    ent_scenario s = dispute();
    value[6].kind = ENT_VALUE_BLANK;
    assert_int_equal(ent_ctx_open(&ctx, 1 << 24), ENT_OK);
    ent_setup setup = {.seed = 1, .choice = &mean, .n_choices = 1};
    assert_int_equal(ent_i_world_build(&ctx, &s, &setup, &w), ENT_SHAPE);
    assert_non_null(strstr(ctx.fail.why, "salience"));
    ent_ctx_close(&ctx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(factions_are_averaged_by_weight),
        cmocka_unit_test(a_row_for_the_whole_silences_the_factions),
        cmocka_unit_test(deference_moves_toward_the_patron),
        cmocka_unit_test(several_patrons_never_take_more_than_all),
        cmocka_unit_test(an_event_happens_with_its_chance),
        cmocka_unit_test(an_event_beyond_the_time_never_happens),
        cmocka_unit_test(a_stance_without_salience_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
