/* program.c - a program: its slots, what it remembers, running it. */
#include "system/program_ops.h"

/* Values that a stock or a driver gives are never blank when formulas run. */
static ent_err set_kept(ent_ctx *ctx, ent_program *p) {
    const ent_scenario *s = p->names->s;
    bool *kept = ENT_NEW(ctx->keep, s->n_values, bool);
    if (!kept)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].value != ENT_NONE)
            kept[s->quantity[i].value] = true;
    p->kept = kept;
    return ENT_OK;
}

ent_err ent_i_program_new(ent_ctx *ctx, const ent_scenario *s,
                          uint32_t free_slot, ent_i_slot_of *slot_of,
                          void *user, ent_program **out) {
    ent_program *p = ENT_NEW(ctx->keep, 1, ent_program);
    if (!p)
        return ENT_NOMEM_FAIL(ctx);
    p->keep = ctx->keep;
    p->slot_of = slot_of;
    p->user = user;
    p->n_slots = free_slot;
    p->faults = ENT_NEW(ctx->keep, s->n_formulas, uint32_t);
    if (!p->faults)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < s->n_formulas; i++)
        p->faults[i] = ENT_NONE;
    ENT_TRY(ent_i_names_new(ctx, ctx->keep, s, &p->names));
    *out = p;
    return set_kept(ctx, p);
}

static ent_err add(ent_compiler *c, uint32_t *slot) {
    const ent_tree *t;
    ENT_TRY(ent_i_formula_read(c->ctx, c->p->names, c->formula, &t));
    ENT_TRY(ent_i_program_slot(c, 1, slot));
    return ent_i_program_compile(c, t, *slot);
}

ent_err ent_i_program_add(ent_ctx *ctx, ent_program *p, uint32_t formula,
                          uint32_t *slot, uint32_t *from, uint32_t *to) {
    ent_compiler c = {.ctx = ctx, .p = p, .formula = formula};
    ent_mark m = ent_i_arena_mark(ctx->temp);
    *from = (uint32_t)p->instr.n;
    ent_err e = add(&c, slot);
    *to = (uint32_t)p->instr.n;
    ent_i_arena_release(ctx->temp, m);
    return e;
}

uint32_t ent_i_program_slots(const ent_program *p) {
    return p->n_slots;
}

uint32_t ent_i_program_faults(const ent_program *p, uint32_t formula) {
    return p->faults[formula];
}

/* ---- slots */

ent_err ent_i_program_slot(ent_compiler *c, uint32_t n, uint32_t *out) {
    enum { SLOTS_MAX = 1 << 24 }; /* 8 GB of lanes */
    if (c->p->n_slots > SLOTS_MAX - n)
        return ENT_FAIL(c->ctx, ENT_LIMIT,
                        "the formulas remember too much; shorten delays");
    *out = c->p->n_slots;
    c->p->n_slots += n;
    return ENT_OK;
}

ent_err ent_i_program_moves_on(ent_compiler *c, uint32_t from, uint32_t to,
                               bool at_start) {
    ent_move_on *m = ENT_PUSH(c->p->keep, &c->p->move_on, ent_move_on);
    if (!m)
        return ENT_NOMEM_FAIL(c->ctx);
    *m = (ent_move_on){from, to, at_start};
    return ENT_OK;
}

/* What a slot held `lag` steps ago; each copy is fed by the younger one. */
static ent_err copy_of(ent_compiler *c, uint32_t slot, uint32_t lag,
                       uint32_t *out) {
    uint32_t younger = slot;
    for (uint32_t k = 1; k <= lag; k++) {
        const ent_copy *at = c->p->copy.at;
        size_t i = 0;
        while (i < c->p->copy.n && (at[i].slot != slot || at[i].lag != k))
            i++;
        if (i == c->p->copy.n) {
            uint32_t copy;
            ENT_TRY(ent_i_program_slot(c, 1, &copy));
            ENT_TRY(ent_i_program_moves_on(c, younger, copy, true));
            ent_copy *new = ENT_PUSH(c->p->keep, &c->p->copy, ent_copy);
            if (!new)
                return ENT_NOMEM_FAIL(c->ctx);
            *new = (ent_copy){slot, k, copy};
            at = c->p->copy.at;
        }
        younger = at[i].copy;
    }
    *out = younger;
    return ENT_OK;
}

ent_err ent_i_program_symbol(ent_compiler *c, ent_symbol what, uint32_t lag,
                             uint32_t *out) {
    lag += what.last;
    what.last = false;
    uint32_t slot = c->p->slot_of(c->p->user, what);
    if (slot == ENT_NONE)
        return ENT_FAIL_AT(
            c->ctx, ENT_INTERNAL, c->p->names->s->formula[c->formula].at,
            "'%.*s' has no place in this world",
            ENT_P(ent_i_symbol_text(c->ctx->temp, c->p->names->s, what)));
    return copy_of(c, slot, lag, out);
}

ent_err ent_i_program_fault_slot(ent_compiler *c, uint32_t *out) {
    uint32_t *slot = &c->p->faults[c->formula];
    if (*slot == ENT_NONE)
        ENT_TRY(ent_i_program_slot(c, 1, slot));
    *out = *slot;
    return ENT_OK;
}

uint32_t ent_i_program_last(const ent_program *p, uint32_t slot) {
    const ent_copy *at = p->copy.at;
    for (size_t i = 0; i < p->copy.n; i++)
        if (at[i].slot == slot && at[i].lag == 1)
            return at[i].copy;
    return ENT_NONE;
}

/* ---- running */

void ent_i_program_run(const ent_program *p, uint32_t from, uint32_t to,
                       const ent_now *now, double *x) {
    const ent_instr *o = p->instr.at;
    for (uint32_t i = from; i < to; i++)
        o[i].run(&o[i], now, x);
}

static double *lanes(double *x, uint32_t slot) {
    return x + (size_t)slot * ENT_LANES;
}

void ent_i_program_start(const ent_program *p, double *x) {
    const ent_move_on *m = p->move_on.at;
    const size_t bytes = ENT_LANES * sizeof *x;
    for (size_t i = 0; i < p->move_on.n; i++) /* the younger copy first */
        if (m[i].at_start)
            memcpy(lanes(x, m[i].to), lanes(x, m[i].from), bytes);
    for (size_t i = 0; i < p->names->s->n_formulas; i++)
        if (p->faults[i] != ENT_NONE)
            memset(lanes(x, p->faults[i]), 0, bytes);
}

void ent_i_program_end(const ent_program *p, double *x) {
    const ent_move_on *m = p->move_on.at;
    for (size_t i = p->move_on.n; i--;) /* the older copy first */
        memcpy(lanes(x, m[i].to), lanes(x, m[i].from), ENT_LANES * sizeof *x);
}
