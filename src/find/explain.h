/* explain.h - what moved a number: the world as it stood in several steps,
 * and each input's part in the movement from one to another. */
#ifndef ENT_EXPLAIN_H
#define ENT_EXPLAIN_H
#include "find/find.h"
#include "system/system.h"

/* ---- the film: whole states of some blocks of draws (explain_film.c) */

/* A period of the world; -1 is the start, before anything was played. */
typedef struct ent_film {
    ent_ctx *ctx;
    const ent_scenario *s;
    const ent_plan *plan;
    const ent_names *names;
    ent_world w;
    ent_block b;   /* whatever state was loaded last */
    size_t size;   /* doubles of one state */
    size_t blocks; /* of ENT_LANES draws */
    size_t draws;
    int32_t *kept;  /* [n_kept] periods of which states are kept */
    double **state; /* [n_kept * blocks] */
    size_t n_kept;
    ent_arena *room; /* of the states */
} ent_film;

/* Compiles s and starts the first draws of the plan; close it whatever
 * happened. */
ent_err ent_i_film_open(ent_ctx *ctx, const ent_scenario *s,
                        const ent_plan *plan, ent_film *out);
void ent_i_film_close(ent_film *f);
/* Keeps the states of these periods, and no others. */
ent_err ent_i_film_keep(ent_film *f, const int32_t *period, size_t n);
/* Means over the draws of numbers in a state, in every period from -1 on:
 * out [(n_periods + 1) * n]. */
ent_err ent_i_film_means(ent_film *f, const size_t *at, size_t n, double *out);
/* A state that was kept; NULL: it was not. */
const double *ent_i_film_state(const ent_film *f, int32_t period, size_t block);
/* Makes it the state of f->b; `clock` is the period whose date and random
 * numbers hold. */
void ent_i_film_load(ent_film *f, int32_t period, size_t block, int32_t clock);
/* Goes on from there by one period. */
void ent_i_film_next(ent_film *f, int32_t period);
/* Where a slot, a result of the step, or a row of the arrays of seats lies in
 * a state. */
size_t ent_i_film_slot(const ent_film *f, uint32_t slot);
size_t ent_i_film_next_slot(const ent_film *f, uint32_t slot);
size_t ent_i_film_seat(const ent_film *f, const double *array, uint32_t seat);

/* ---- things that move, and their inputs (explain_parts.c) */

typedef enum ent_thing_kind {
    ENT_THING_SYMBOL,
    ENT_THING_SALIENCE,   /* actor, issue: as it counts at the table */
    ENT_THING_CAPABILITY, /* the same */
    ENT_THING_SIGNAL,     /* belief, signal */
    ENT_THING_NONE        /* it has no causes of its own */
} ent_thing_kind;

/* What moved between two periods, in which it came out so. */
typedef struct ent_thing {
    ent_thing_kind kind;
    ent_symbol what; /* row and sub of the other kinds too */
    int32_t at, was;
} ent_thing;

/* What a thing was made from. */
typedef struct ent_part {
    ent_thing thing;
    ent_str name; /* blank: the thing's own */
    const char *kind, *says;
    size_t at[4]; /* [n_at] its places in a state, swapped together */
    size_t n_at;
    size_t start; /* in place of the former number when that is the start */
    bool from_start, direct; /* direct: the parts are known, not tried */
    double share;
} ent_part;

/* A thing's parts with their shares, and its movement. */
typedef struct ent_parts {
    ent_part *part;
    size_t n;
    double before, after;
    const char *rest; /* what the remainder is called */
} ent_parts;

ent_err ent_i_parts_of(ent_film *f, const ent_thing *t, ent_parts *out);
/* Where the number of a thing lies in a state. */
size_t ent_i_thing_place(const ent_film *f, const ent_thing *t);
/* The same thing, read by a formula of period `at`, and of `was`. */
ent_thing ent_i_thing_read(ent_symbol what, int32_t at, int32_t was);
/* Is it a result of a step, which formulas see in the next one? */
bool ent_i_thing_lags(ent_symbol_kind kind);
/* The quantity that computes a symbol; ENT_NONE: none. */
uint32_t ent_i_thing_quantity(const ent_film *f, ent_symbol what);
/* The mean of a thing over the draws. */
double ent_i_thing_mean(ent_film *f, const ent_thing *t, int32_t period);
/* The mean of a place in a state. */
double ent_i_film_mean(ent_film *f, size_t place, int32_t period);

/* Inputs alone (explain_inputs.c): what may have moved it, without shares. */
ent_err ent_i_inputs_of(ent_film *f, const ent_thing *t, ent_vec *parts);
ent_err ent_i_input_add(ent_film *f, ent_vec *parts, ent_part p);
/* The symbols that a formula reads, as inputs. */
ent_err ent_i_input_formula(ent_film *f, const ent_thing *t, uint32_t formula,
                            ent_vec *parts);
/* Flows of stocks, signals of beliefs, and events, whose shares are counted
 * rather than tried (explain_count.c); false in *is: it is none of these. */
ent_err ent_i_count_parts(ent_film *f, const ent_thing *t, ent_parts *out,
                          bool *is);
/* Computes a thing again in f->b and gives its number. */
void ent_i_thing_run(ent_film *f, const ent_thing *t, double out[ENT_LANES]);

/* ---- words (explain_say.c) */

/* Kind, words, formula and evidence of a thing. */
ent_err ent_i_cause_say(ent_film *f, const ent_thing *t, ent_cause *io);
/* Adds what the models that move actors say of an issue (explain_reasons.c). */
ent_err ent_i_reasons_say(ent_film *f, uint32_t issue, int32_t at,
                          ent_str *says);
/* "RUS.leak", "USA.salience.D1" */
ent_str ent_i_thing_text(ent_film *f, const ent_thing *t);
#endif
