/* player.h - plays a sketch's quantities step by step, stocks by Euler, as an
 * engine would: one slot per value, per quantity, per other symbol. */
#ifndef ENT_TEST_PLAYER_H
#define ENT_TEST_PLAYER_H
#include "sketch.h"
#include "system/program.h"
#include <stdlib.h>

enum { PLAYER_SLOTS = 4096, PLAYER_OTHERS = 32 };

typedef struct player {
    sketch *k;
    ent_program *p;
    ent_now now;
    uint32_t n_others;
    ent_symbol other[PLAYER_OTHERS];
    uint32_t slot[SKETCH_ROWS], from[SKETCH_ROWS], to[SKETCH_ROWS];
    double *x;
} player;

static inline uint32_t player_slot(void *user, ent_symbol what) {
    player *y = user;
    if (what.kind == ENT_SYMBOL_VALUE)
        return what.row;
    if (what.kind == ENT_SYMBOL_QUANTITY)
        return SKETCH_ROWS + what.row;
    for (uint32_t i = 0; i < y->n_others; i++)
        if (y->other[i].kind == what.kind && y->other[i].row == what.row &&
            y->other[i].sub == what.sub)
            return 2 * SKETCH_ROWS + i;
    assert_true(y->n_others < PLAYER_OTHERS);
    y->other[y->n_others] = what;
    return 2 * SKETCH_ROWS + y->n_others++;
}

static inline double *player_lanes(player *y, uint32_t slot) {
    return y->x + (size_t)slot * ENT_LANES;
}

/* The lanes of a name. */
static inline double *player_name(player *y, const char *name) {
    return player_lanes(y, player_slot(y, sketch_find(y->k, name)));
}

static inline void player_fill(double *to, double x) {
    for (int i = 0; i < ENT_LANES; i++)
        to[i] = x;
}

/* Compiles all formulas in the order of their rows. */
static inline void player_open(player *y, sketch *k, uint64_t seed) {
    *y = (player){.k = k, .now = {seed, 0, 0, ENT_LANES}};
    assert_int_equal(ent_i_program_new(&k->ctx, &k->s,
                                       2 * SKETCH_ROWS + PLAYER_OTHERS,
                                       player_slot, y, &y->p),
                     ENT_OK);
    for (uint32_t f = 0; f < k->s.n_formulas; f++)
        if (ent_i_program_add(&k->ctx, y->p, f, &y->slot[f], &y->from[f],
                              &y->to[f]))
            fail_msg("%.*s: %s", ENT_P(k->formula[f].text), k->ctx.fail.why);
    assert_true(ent_i_program_slots(y->p) <= PLAYER_SLOTS);
    y->x = calloc(PLAYER_SLOTS * ENT_LANES, sizeof *y->x);
    assert_non_null(y->x);
}

static inline void player_close(player *y) {
    free(y->x);
}

/* Values and stocks lie in their slots; then step 0 can come. */
static inline void player_start(player *y) {
    for (uint32_t v = 0; v < y->k->s.n_values; v++)
        player_fill(player_lanes(y, v), y->k->value[v].kind == ENT_VALUE_BLANK
                                            ? NAN
                                            : y->k->value[v].best);
    y->now.step = 0;
    ent_i_program_start(y->p, y->x);
}

static inline void player_formulas(player *y) {
    const ent_scenario *s = &y->k->s;
    for (uint32_t q = 0; q < s->n_quantities; q++) {
        const ent_quantity *at = &s->quantity[q];
        uint32_t f = at->formula;
        if (f == ENT_NONE)
            continue;
        ent_i_program_run(y->p, y->from[f], y->to[f], &y->now, y->x);
        if (at->kind == ENT_QUANTITY_FORMULA)
            memcpy(player_lanes(y, at->value == ENT_NONE ? SKETCH_ROWS + q
                                                         : at->value),
                   player_lanes(y, y->slot[f]), ENT_LANES * sizeof *y->x);
    }
}

static inline void player_stocks(player *y) {
    const ent_scenario *s = &y->k->s;
    for (uint32_t q = 0; q < s->n_quantities; q++)
        if (s->quantity[q].kind == ENT_QUANTITY_STOCK)
            for (int i = 0; i < ENT_LANES; i++)
                player_lanes(y, s->quantity[q].value)[i] +=
                    player_lanes(y, y->slot[s->quantity[q].formula])[i];
}

/* One step: `t` is told, formulas run, stocks move. */
static inline void player_step(player *y) {
    player_fill(player_name(y, "t"), y->now.step);
    player_formulas(y);
    ent_i_program_end(y->p, y->x);
    player_stocks(y);
    y->now.step++;
}

/* How often formula f had to be mended in a lane. */
static inline double player_faults(player *y, uint32_t f, int lane) {
    uint32_t slot = ent_i_program_faults(y->p, f);
    return slot == ENT_NONE ? 0 : player_lanes(y, slot)[lane];
}
#endif
