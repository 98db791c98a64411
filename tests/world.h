/* world.h - a small world from a scenario's text, played step by step. */
#ifndef ENT_TEST_WORLD_H
#define ENT_TEST_WORLD_H
#include "model/model.h"
#include "run/run.h"
#include "system/system.h"
#include "test.h"

/* What most texts begin with: a day for each step. */
#define WORLD_HEAD "scenario: w\ntitle: W\n"
#define WORLD_TIME(steps) \
    "time: {start: 2020-01-01, step: 1 day, steps: " #steps "}\n"

typedef struct world {
    ent_ctx ctx;
    ent_scenario s;
    ent_choice choice;
    ent_world w;
    ent_block b;
} world;

static inline void world_read(world *x, const char *text) {
    const ent_finding *found;
    size_t n;
    *x = (world){.choice = {&ent_i_model_mean, NULL, 1}};
    assert_int_equal(ent_ctx_open(&x->ctx, (size_t)1 << 30), ENT_OK);
    if (ent_scenario_parse(&x->ctx, ENT_STR("w.yaml"), ent_i_str(text), &x->s,
                           &found, &n))
        fail_msg("line %u: %s", x->ctx.fail.line, x->ctx.fail.why);
}

/* Draws 0 … lanes - 1 at their start. */
static inline void world_start(world *x, const char *text, int lanes) {
    ent_setup setup = {.seed = 1, .choice = &x->choice, .n_choices = 1};
    world_read(x, text);
    if (ent_i_world_build(&x->ctx, &x->s, &setup, &x->w))
        fail_msg("%s", x->ctx.fail.why);
    x->b.memory = ENT_NEW(x->ctx.keep, ent_i_block_size(&x->w), double);
    assert_non_null(x->b.memory);
    ent_i_block_start(&x->b, &x->w, &(ent_now){.seed = 1, .lanes = lanes}, 0,
                      NULL);
}

static inline void world_play(world *x, size_t period) {
    ent_i_block_play(&x->b, period);
}

/* Plays to the end of step `last`; names read as formulas of the next. */
static inline void world_run(world *x, size_t last) {
    for (size_t t = 0; t <= last; t++) {
        ent_i_block_play(&x->b, t);
        ent_i_block_end(&x->b);
    }
}

static inline double world_at(world *x, const char *name, int lane) {
    ent_symbol what;
    if (ent_i_symbol_find(&x->ctx, &x->s, ent_i_str(name), (ent_place){0},
                          &what))
        fail_msg("%s", x->ctx.fail.why);
    return ent_i_lanes(&x->b, ent_i_world_slot(&x->w, what))[lane];
}

static inline double world_is(world *x, const char *name) {
    return world_at(x, name, 0);
}

static inline void world_drop(world *x) {
    ent_ctx_close(&x->ctx);
}

/* The trace of one name in one draw of a run of 1 draw, or of `draws`. */
static inline ent_run world_trace(world *x, const char *text, size_t draws,
                                  const char *name) {
    ent_run r;
    ent_str watch = ent_i_str(name);
    ent_plan plan = {.seed = 1,
                     .draws = draws,
                     .choice = &x->choice,
                     .n_choices = 1,
                     .watch = &watch,
                     .n_watch = 1};
    world_read(x, text);
    if (ent_run_play(&x->ctx, &x->s, &plan, &r))
        fail_msg("%s", x->ctx.fail.why);
    return r;
}
#endif
