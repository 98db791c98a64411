/* program.h - formulas compiled once and run over a block of draws at a time.
 *
 * All numbers of a world lie in slots of ENT_LANES draws each,
 * x[slot * ENT_LANES + lane], so that every inner loop is over draws. */
#ifndef ENT_PROGRAM_H
#define ENT_PROGRAM_H
#include "scenario/formula.h"

enum { ENT_LANES = 64 };

/* What stands for a number that has left all bounds, and for the logarithm of
 * nothing; docs/formulas.md, "Undefined numbers". */
#define ENT_NUMBER_MOST 1e300
#define ENT_LN_LEAST    (-745.0)

/* Where a symbol lies; called while formulas are compiled.  For a symbol with
 * `last`, the slot of the symbol itself is asked for; the program keeps the
 * copy. */
typedef uint32_t ent_i_slot_of(void *user, ent_symbol what);

typedef struct ent_program ent_program; /* operations and their states */

/* Which step is being played, by which draws. */
typedef struct ent_now {
    uint64_t seed, first; /* number of the draw in lane 0 */
    uint32_t step;
    int lanes; /* 1..ENT_LANES that count */
} ent_now;

/* A new, empty program in ctx->keep; slots from `free_slot` on are its own. */
ent_err ent_i_program_new(ent_ctx *ctx, const ent_scenario *s,
                          uint32_t free_slot, ent_i_slot_of *slot_of,
                          void *user, ent_program **out);
/* Compiles a formula behind those added before: the slot of its result and
 * the range of operations [*from, *to) that computes it. */
ent_err ent_i_program_add(ent_ctx *ctx, ent_program *p, uint32_t formula,
                          uint32_t *slot, uint32_t *from, uint32_t *to);
/* Slots in use, the program's own included; valid after the last add. */
uint32_t ent_i_program_slots(const ent_program *p);
/* Runs operations [from, to).  Running them again in one step, perhaps with
 * other inputs, is fine: what is remembered moves on in `end` alone. */
void ent_i_program_run(const ent_program *p, uint32_t from, uint32_t to,
                       const ent_now *now, double *x);
/* Before step 0, when values, stocks, settlements and first options lie in
 * their slots: what last.NAME starts with; faults count from 0 again. */
void ent_i_program_start(const ent_program *p, double *x);
/* At the end of a step, after its last formula and before stocks and what is
 * "of the step before" are renewed: averages and last.NAME move on. */
void ent_i_program_end(const ent_program *p, double *x);
/* Formulas whose result had to be replaced (division by zero, a logarithm of
 * nothing) count it in a slot of their own; ENT_NONE: this one never does. */
uint32_t ent_i_program_faults(const ent_program *p, uint32_t formula);
/* The slot that holds what `slot` held in the step before, for formulas that
 * say last.NAME; ENT_NONE: none does. */
uint32_t ent_i_program_last(const ent_program *p, uint32_t slot);
#endif
