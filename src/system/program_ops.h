/* program_ops.h - what the compiler of formulas and the loops that it strings
 * together share. */
#ifndef ENT_PROGRAM_OPS_H
#define ENT_PROGRAM_OPS_H
#include "scenario/formula_tree.h"
#include "system/program.h"

typedef struct ent_instr ent_instr;
/* One loop over the lanes.  The result's slot is never one of the operands'. */
typedef void ent_kernel(const ent_instr *o, const ent_now *now, double *x);

/* What only operations with a memory of their own need. */
typedef struct ent_memory {
    uint32_t state, n; /* first slot of what it remembers, how many */
    uint32_t lag;      /* it stands for the step so many steps ago */
    uint32_t n_points;
    const double *point; /* of a table */
    uint64_t stream;     /* of a noise: the hash of its name */
} ent_memory;

/* Kept small: the list of a large system must not push numbers out of the
 * cache. */
struct ent_instr {
    ent_kernel *run;
    uint32_t to, a, b, c; /* slots: the result, the operands */
    double k;             /* an operand that is constant */
    union {
        double l; /* another */
        struct {
            uint32_t faults; /* slot that counts them; ENT_NONE: nobody does */
            uint32_t mask;   /* slot: they count where it is not 0; ENT_NONE */
        };
    };
    const ent_memory *memory;
};

/* An operand: a slot, or a constant. */
typedef struct ent_operand {
    bool fixed;
    bool temp;  /* a slot that can be used again */
    bool sound; /* never infinite, never no number */
    double k;
    uint32_t slot;
} ent_operand;

/* The loops for one form.  By which operands are constants: none, the second,
 * the first; of forms with one operand the first alone. */
typedef struct ent_kernels {
    ent_kernel *vv, *vk, *kv;
    ent_kernel *sound[3]; /* the same with a look that the result is finite:
                             what fails is mended and counted; or NULL */
    bool faults;          /* it mends and counts anyway */
} ent_kernels;
extern const ent_kernels ent_i_kernels[ENT_FORMS];

/* Loops without a form of their own.  By `when`: if a then b else c, and which
 * of b and c are constants k, l. */
typedef struct ent_loops {
    ent_kernel *copy, *fill, *time, *blank;
    ent_kernel *finite; /* copies what is finite, mends and counts the rest */
    ent_kernel *clamp, *clamp_kk;
    ent_kernel *when[2][2]; /* [b is constant][c is constant] */
} ent_loops;
extern const ent_loops ent_i_loops;
ent_kernel ent_i_kernel_smooth, ent_i_kernel_smooth_from, ent_i_kernel_delay,
    ent_i_kernel_delay_from, ent_i_kernel_table, ent_i_kernel_noise;

/* A slot that becomes another at the end of a step. */
typedef struct ent_move_on {
    uint32_t from, to;
    bool at_start; /* and before step 0 too */
} ent_move_on;

/* last.NAME: the copy of a slot, `lag` steps old. */
typedef struct ent_copy {
    uint32_t slot, lag, copy;
} ent_copy;

struct ent_program {
    ent_arena *keep;
    const ent_names *names;
    ent_i_slot_of *slot_of;
    void *user;
    uint32_t n_slots;
    ent_vec instr;    /* ent_instr */
    ent_vec idle;     /* uint32_t: temporary slots not in use */
    ent_vec copy;     /* ent_copy */
    ent_vec move_on;  /* ent_move_on, in the order of making: from last
                         to first at the end of a step */
    uint32_t *faults; /* [n_formulas] slots */
    const bool *kept; /* [n_values] a stock or a driver gives it */
};

/* ---- compiling one formula (program_compile.c) */

typedef struct ent_compiler {
    ent_ctx *ctx;
    ent_program *p;
    uint32_t formula;
    uint32_t n_noises; /* met so far in the formula */
} ent_compiler;

/* A new slot of the program's own; *n of them in a row. */
ent_err ent_i_program_slot(ent_compiler *c, uint32_t n, uint32_t *out);
/* The slot of a symbol as it was `lag` steps ago. */
ent_err ent_i_program_symbol(ent_compiler *c, ent_symbol what, uint32_t lag,
                             uint32_t *out);
/* Says that `to` becomes `from` at the end of a step. */
ent_err ent_i_program_moves_on(ent_compiler *c, uint32_t from, uint32_t to,
                               bool at_start);
/* The slot that counts this formula's faults. */
ent_err ent_i_program_fault_slot(ent_compiler *c, uint32_t *out);
/* Compiles a tree so that slot `to` holds its value. */
ent_err ent_i_program_compile(ent_compiler *c, const ent_tree *t, uint32_t to);
#endif
