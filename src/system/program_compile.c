/* program_compile.c - a tree of a formula becomes a list of loops.
 *
 * Parts made of constants alone are worked out here, by the very loops that
 * would do so later.  Results of parts lie in temporary slots, which all
 * formulas share, so that they stay in the cache.  What fails in the branch
 * that a condition does not take is not counted: such a part carries the
 * condition as its mask. */
#include "system/program_ops.h"
#include <math.h>

enum { DELAY_MAX = 1200 }; /* steps that a delay can reach back */

/* Where a part of a formula stands. */
typedef struct site {
    uint32_t lag;  /* it is read so many steps late */
    uint32_t mask; /* slot: its faults count where this is not 0 */
    uint32_t to;   /* slot for its value; ENT_NONE: a temporary one */
} site;

typedef struct ent_operand operand;

static ent_err part(ent_compiler *c, const ent_tree *t, site at, operand *out);

/* ---- operands */

static operand constant(double k) {
    return (operand){.fixed = true, .sound = true, .k = k, .slot = ENT_NONE};
}

static ent_err slot_for(ent_compiler *c, site at, operand *out) {
    uint32_t *idle = c->p->idle.at;
    *out = (operand){.temp = at.to == ENT_NONE, .sound = true, .slot = at.to};
    if (!out->temp)
        return ENT_OK;
    if (!c->p->idle.n)
        return ent_i_program_slot(c, 1, &out->slot);
    out->slot = idle[--c->p->idle.n];
    return ENT_OK;
}

static ent_err release(ent_compiler *c, operand o) {
    if (!o.temp)
        return ENT_OK;
    uint32_t *idle = ENT_PUSH(c->p->keep, &c->p->idle, uint32_t);
    if (!idle)
        return ENT_NOMEM_FAIL(c->ctx);
    *idle = o.slot;
    return ENT_OK;
}

static ent_err emit(ent_compiler *c, ent_instr o) {
    ent_instr *to = ENT_PUSH(c->p->keep, &c->p->instr, ent_instr);
    if (!to)
        return ENT_NOMEM_FAIL(c->ctx);
    *to = o;
    return ENT_OK;
}

/* The result is taken for sound; who knows better says so. */
static ent_err emit_to(ent_compiler *c, ent_instr o, site at, operand *out) {
    ENT_TRY(slot_for(c, at, out));
    o.to = out->slot;
    return emit(c, o);
}

/* An operand that lies in a slot, for loops that take no constant there. */
static ent_err lay(ent_compiler *c, operand *io) {
    site anywhere = {0, ENT_NONE, ENT_NONE};
    if (!io->fixed)
        return ENT_OK;
    return emit_to(c, (ent_instr){.run = ent_i_loops.fill, .k = io->k},
                   anywhere, io);
}

/* What a formula remembers for later, or looks up, is finite. */
static ent_err make_sound(ent_compiler *c, site at, operand *io);

static ent_err keep_memory(ent_compiler *c, ent_memory m, ent_instr *io) {
    ent_memory *kept = ENT_NEW(c->p->keep, 1, ent_memory);
    if (!kept)
        return ENT_NOMEM_FAIL(c->ctx);
    *kept = m;
    io->memory = kept;
    return ENT_OK;
}

/* ---- forms with one or two operands */

/* Runs one loop on constants; false when that fails. */
static bool work_out(ent_form f, double a, double b, bool two, double *out) {
    double x[4 * ENT_LANES] = {0};
    ent_now now = {.lanes = 1};
    ent_instr o = {.run = ent_i_kernels[f].vv,
                   .to = 0,
                   .a = 1,
                   .b = two ? 2 : 1,
                   .faults = 3,
                   .mask = ENT_NONE};
    for (int i = 0; i < ENT_LANES; i++) {
        x[ENT_LANES + i] = a;
        x[2 * ENT_LANES + i] = b;
    }
    o.run(&o, &now, x);
    *out = x[0];
    return x[3 * ENT_LANES] == 0 && isfinite(x[0]);
}

static ent_err count_faults(ent_compiler *c, site at, ent_instr *io) {
    io->mask = at.mask;
    return ent_i_program_fault_slot(c, &io->faults);
}

static ent_err make_sound(ent_compiler *c, site at, operand *io) {
    operand old = *io;
    ent_instr o = {.run = ent_i_loops.finite, .a = old.slot};
    if (old.sound)
        return ENT_OK;
    at.to = ENT_NONE;
    ENT_TRY(count_faults(c, at, &o));
    ENT_TRY(emit_to(c, o, at, io));
    return release(c, old);
}

static ent_err unary(ent_compiler *c, ent_form f, operand a, site at,
                     operand *out) {
    double k;
    if (a.fixed && work_out(f, a.k, 0, false, &k)) {
        *out = constant(k);
        return ENT_OK;
    }
    ENT_TRY(lay(c, &a));
    ent_instr o = {.run = ent_i_kernels[f].vv, .a = a.slot};
    if (ent_i_kernels[f].faults)
        ENT_TRY(count_faults(c, at, &o));
    ENT_TRY(emit_to(c, o, at, out));
    if (f == ENT_FORM_NEG || f == ENT_FORM_ABS)
        out->sound = a.sound;
    return release(c, a);
}

/* The loop for two operands of which one may be constant; in a formula's last
 * operation the one that looks whether the result is finite. */
static ent_instr pick(ent_form f, operand a, operand b, bool sound) {
    const ent_kernels *kernels = &ent_i_kernels[f];
    ent_kernel *const plain[] = {kernels->vv, kernels->vk, kernels->kv};
    size_t which = a.fixed ? 2 : b.fixed ? 1 : 0;
    sound = sound && kernels->sound[which];
    return (ent_instr){.run = sound ? kernels->sound[which] : plain[which],
                       .a = a.fixed ? b.slot : a.slot,
                       .b = b.fixed ? a.slot : b.slot,
                       .k = a.fixed ? a.k : b.k};
}

static bool stays_sound(ent_form f, operand a, operand b) {
    if (ent_i_kernels[f].sound[0])
        return false; /* sums and products can leave all bounds */
    return (f != ENT_FORM_MIN && f != ENT_FORM_MAX) || (a.sound && b.sound);
}

/* The operands stay in use: a caller that is done with them releases them. */
static ent_err binary_of(ent_compiler *c, ent_form f, operand a, operand b,
                         site at, operand *out) {
    double k;
    bool last = at.to != ENT_NONE;
    if (a.fixed && b.fixed && work_out(f, a.k, b.k, true, &k)) {
        *out = constant(k);
        return ENT_OK;
    }
    bool own = b.fixed && (a.fixed || (f == ENT_FORM_DIV && b.k == 0));
    if (own)
        ENT_TRY(lay(c, &b));
    ent_instr o = pick(f, a, b, last);
    bool looks = last && ent_i_kernels[f].sound[0];
    if (ent_i_kernels[f].faults || looks)
        ENT_TRY(count_faults(c, at, &o));
    ENT_TRY(emit_to(c, o, at, out));
    out->sound = looks || stays_sound(f, a, b);
    return own ? release(c, b) : ENT_OK;
}

static ent_err binary(ent_compiler *c, ent_form f, operand a, operand b,
                      site at, operand *out) {
    ENT_TRY(binary_of(c, f, a, b, at, out));
    ENT_TRY(release(c, a));
    return release(c, b);
}

static site inner(site at) {
    at.to = ENT_NONE;
    return at;
}

static ent_err two_args(ent_compiler *c, const ent_tree *t, site at,
                        operand *out) {
    operand a, b;
    ENT_TRY(part(c, t->arg[0], inner(at), &a));
    ENT_TRY(part(c, t->arg[1], inner(at), &b));
    if (t->form == ENT_FORM_POW && b.fixed && b.k == 2 && !a.fixed) {
        ENT_TRY(binary_of(c, ENT_FORM_MUL, a, a, at, out));
        return release(c, a);
    }
    return binary(c, t->form, a, b, at, out);
}

/* min, max, sum, mean: one argument after the other. */
static ent_err chain(ent_compiler *c, const ent_tree *t, site at,
                     operand *out) {
    bool mean = t->form == ENT_FORM_MEAN;
    ent_form f = mean ? ENT_FORM_SUM : t->form;
    ENT_TRY(part(c, t->arg[0], inner(at), out));
    for (uint32_t i = 1; i < t->n_args; i++) {
        bool last = i + 1 == t->n_args && !mean;
        operand a = *out, b;
        ENT_TRY(part(c, t->arg[i], inner(at), &b));
        ENT_TRY(binary(c, f, a, b, last ? at : inner(at), out));
    }
    if (!mean)
        return ENT_OK;
    return binary(c, ENT_FORM_DIV, *out, constant(t->n_args), at, out);
}

/* ---- conditions */

static bool can_fail(const ent_tree *t) {
    if (ent_i_kernels[t->form].faults || t->form == ENT_FORM_SYMBOL)
        return true; /* a symbol may be blank */
    for (uint32_t i = 0; i < t->n_args; i++)
        if (can_fail(t->arg[i]))
            return true;
    return false;
}

/* A part that counts only where `when` is true, or is false. */
static ent_err branch(ent_compiler *c, const ent_tree *t, operand when,
                      bool truth, site at, operand *out) {
    operand mask = when, both = {0};
    site own = inner(at);
    if (when.fixed || !can_fail(t) || t->form == ENT_FORM_SYMBOL)
        return part(c, t, own, out);
    mask.temp = false; /* the condition's slot is the caller's */
    if (!truth)
        ENT_TRY(binary_of(c, ENT_FORM_EQUAL, when, constant(0), own, &mask));
    own.mask = mask.slot;
    if (at.mask != ENT_NONE) {
        operand outer = {.slot = at.mask};
        ENT_TRY(binary_of(c, ENT_FORM_AND, mask, outer, inner(at), &both));
        own.mask = both.slot;
    }
    ENT_TRY(part(c, t, own, out));
    ENT_TRY(release(c, both));
    return release(c, mask);
}

static ent_err and_or(ent_compiler *c, const ent_tree *t, site at,
                      operand *out) {
    operand a, b;
    bool both = t->form == ENT_FORM_AND;
    ENT_TRY(part(c, t->arg[0], inner(at), &a));
    if (a.fixed && (a.k != 0) != both) {
        *out = constant(!both);
        return ENT_OK;
    }
    ENT_TRY(branch(c, t->arg[1], a, both, at, &b));
    return binary(c, t->form, a, b, at, out);
}

static ent_err choose(ent_compiler *c, const ent_tree *t, site at,
                      operand *out) {
    operand when, yes, no;
    ENT_TRY(part(c, t->arg[0], inner(at), &when));
    if (when.fixed)
        return part(c, t->arg[when.k != 0 ? 1 : 2], at, out);
    ENT_TRY(branch(c, t->arg[1], when, true, at, &yes));
    ENT_TRY(branch(c, t->arg[2], when, false, at, &no));
    ent_instr o = {.run = ent_i_loops.when[yes.fixed][no.fixed],
                   .a = when.slot,
                   .b = yes.fixed ? when.slot : yes.slot,
                   .c = no.fixed ? when.slot : no.slot,
                   .k = yes.k,
                   .l = no.k};
    ENT_TRY(emit_to(c, o, at, out));
    out->sound = yes.sound && no.sound;
    ENT_TRY(release(c, when));
    ENT_TRY(release(c, yes));
    return release(c, no);
}

/* ---- bounds and the clock */

static ent_err clamp_of(ent_compiler *c, operand x, operand lo, operand hi,
                        site at, operand *out) {
    ENT_TRY(lay(c, &x));
    ent_instr o = {
        .run = ent_i_loops.clamp_kk, .a = x.slot, .k = lo.k, .l = hi.k};
    if (!lo.fixed || !hi.fixed) {
        ENT_TRY(lay(c, &lo));
        ENT_TRY(lay(c, &hi));
        o.run = ent_i_loops.clamp;
        o.b = lo.slot;
        o.c = hi.slot;
    }
    ENT_TRY(emit_to(c, o, at, out));
    out->sound = x.sound && lo.sound && hi.sound;
    ENT_TRY(release(c, x));
    ENT_TRY(release(c, lo));
    return release(c, hi);
}

static ent_err clamp(ent_compiler *c, const ent_tree *t, site at,
                     operand *out) {
    operand x, lo, hi;
    ENT_TRY(part(c, t->arg[0], inner(at), &x));
    ENT_TRY(part(c, t->arg[1], inner(at), &lo));
    ENT_TRY(part(c, t->arg[2], inner(at), &hi));
    return clamp_of(c, x, lo, hi, at, out);
}

static ent_err clock(ent_compiler *c, site at, operand *out) {
    ent_instr o = {.run = ent_i_loops.time};
    ENT_TRY(keep_memory(c, (ent_memory){.lag = at.lag}, &o));
    return emit_to(c, o, inner(at), out);
}

/* step(from): t >= from */
static ent_err step(ent_compiler *c, const ent_tree *t, site at, operand *out) {
    operand from, now;
    ENT_TRY(part(c, t->arg[0], inner(at), &from));
    ENT_TRY(clock(c, at, &now));
    return binary(c, ENT_FORM_MORE_EQUAL, now, from, at, out);
}

/* pulse(from, width): t >= from and t < from + width */
static ent_err pulse(ent_compiler *c, const ent_tree *t, site at,
                     operand *out) {
    operand from, width, now, end, begun, over;
    ENT_TRY(part(c, t->arg[0], inner(at), &from));
    ENT_TRY(part(c, t->arg[1], inner(at), &width));
    ENT_TRY(clock(c, at, &now));
    ENT_TRY(binary_of(c, ENT_FORM_ADD, from, width, inner(at), &end));
    ENT_TRY(binary_of(c, ENT_FORM_MORE_EQUAL, now, from, inner(at), &begun));
    ENT_TRY(binary(c, ENT_FORM_LESS, now, end, inner(at), &over));
    ENT_TRY(release(c, from));
    ENT_TRY(release(c, width));
    return binary(c, ENT_FORM_AND, begun, over, at, out);
}

/* ramp(slope, from, to): slope * (clamp(t, from, to) - from) */
static ent_err ramp(ent_compiler *c, const ent_tree *t, site at, operand *out) {
    operand slope, from, to, now, inside, gone;
    ENT_TRY(part(c, t->arg[0], inner(at), &slope));
    ENT_TRY(part(c, t->arg[1], inner(at), &from));
    ENT_TRY(part(c, t->arg[2], inner(at), &to));
    ENT_TRY(clock(c, at, &now));
    operand lo = from; /* it is needed once more */
    lo.temp = false;
    ENT_TRY(clamp_of(c, now, lo, to, inner(at), &inside));
    ENT_TRY(binary(c, ENT_FORM_SUB, inside, from, inner(at), &gone));
    return binary(c, ENT_FORM_MUL, slope, gone, at, out);
}

/* ---- what remembers */

/* Argument i in a slot, finite; 0 where there is none. */
static ent_err slot_arg(ent_compiler *c, const ent_tree *t, uint32_t i, site at,
                        operand *out) {
    *out = constant(0);
    at = inner(at);
    at.lag += ent_i_form_lags(t, i);
    if (i < t->n_args)
        ENT_TRY(part(c, t->arg[i], at, out));
    ENT_TRY(lay(c, out));
    return make_sound(c, at, out);
}

/* Slots that a delay needs: as many as it has steps, or the run. */
static ent_err delay_length(ent_compiler *c, const ent_tree *t, uint32_t *n) {
    const ent_tree *steps = t->arg[1];
    double most = c->p->names->s->steps;
    if (steps->form == ENT_FORM_NUMBER && steps->number < most)
        most = steps->number;
    if (steps->form == ENT_FORM_NUMBER && most > DELAY_MAX)
        return ENT_FAIL_AT(c->ctx, ENT_LIMIT,
                           ent_i_formula_place(
                               &c->p->names->s->formula[c->formula], steps->at),
                           "a delay reaches back at most %d steps", DELAY_MAX);
    most = most < 1 ? 1 : most > DELAY_MAX ? DELAY_MAX : most;
    *n = (uint32_t)(most + 0.5) + 1;
    return ENT_OK;
}

static ent_err remember(ent_compiler *c, const ent_tree *t, site at,
                        ent_instr *io) {
    bool from = t->n_args == 3, smooth = t->form == ENT_FORM_SMOOTH;
    ent_memory m = {.n = 2, .lag = at.lag};
    if (!smooth)
        ENT_TRY(delay_length(c, t, &m.n));
    ENT_TRY(ent_i_program_slot(c, m.n + (!smooth && from), &m.state));
    if (smooth) {
        io->run = from ? ent_i_kernel_smooth_from : ent_i_kernel_smooth;
        ENT_TRY(ent_i_program_moves_on(c, m.state + 1, m.state, false));
    } else {
        io->run = from ? ent_i_kernel_delay_from : ent_i_kernel_delay;
    }
    return keep_memory(c, m, io);
}

static ent_err memory(ent_compiler *c, const ent_tree *t, site at,
                      operand *out) {
    operand arg[3];
    ent_instr o = {0};
    ENT_TRY(remember(c, t, at, &o));
    for (uint32_t i = 0; i < 3; i++)
        ENT_TRY(slot_arg(c, t, i, at, &arg[i]));
    o.a = arg[0].slot;
    o.b = arg[1].slot;
    o.c = arg[2].slot;
    ENT_TRY(emit_to(c, o, at, out));
    for (uint32_t i = 0; i < 3; i++)
        ENT_TRY(release(c, arg[i]));
    return ENT_OK;
}

static ent_err table(ent_compiler *c, const ent_tree *t, site at,
                     operand *out) {
    operand x;
    ENT_TRY(slot_arg(c, t, 0, at, &x));
    double *point = ENT_NEW(c->p->keep, 2 * (size_t)t->n_points, double);
    if (!point)
        return ENT_NOMEM_FAIL(c->ctx);
    memcpy(point, t->point, 2 * (size_t)t->n_points * sizeof *point);
    ent_instr o = {.run = ent_i_kernel_table, .a = x.slot};
    ENT_TRY(keep_memory(
        c, (ent_memory){.point = point, .n_points = t->n_points}, &o));
    ENT_TRY(emit_to(c, o, at, out));
    return release(c, x);
}

/* Each noise of a formula has numbers of its own, and none those of a value
 * with the formula's name. */
static ent_err noise(ent_compiler *c, const ent_tree *t, site at,
                     operand *out) {
    operand deviation;
    ent_str name = c->p->names->s->formula[c->formula].name;
    ENT_TRY(slot_arg(c, t, 0, at, &deviation));
    uint32_t nth = ++c->n_noises;
    ent_str own =
        nth == 1
            ? ent_i_printf(c->ctx->temp, "noise.%.*s", ENT_P(name))
            : ent_i_printf(c->ctx->temp, "noise.%.*s#%u", ENT_P(name), nth);
    if (!own.s)
        return ENT_NOMEM_FAIL(c->ctx);
    ent_instr o = {.run = ent_i_kernel_noise, .a = deviation.slot};
    ENT_TRY(keep_memory(
        c, (ent_memory){.lag = at.lag, .stream = ent_i_stream(0, own).name},
        &o));
    ENT_TRY(emit_to(c, o, at, out));
    return release(c, deviation);
}

/* ---- names, and which part is which */

static bool may_be_blank(const ent_program *p, ent_symbol y) {
    return y.row != ENT_NONE &&
           ((y.kind == ENT_SYMBOL_VALUE && !p->kept[y.row]) ||
            y.kind == ENT_SYMBOL_BASE) &&
           p->names->s->value[y.row].kind == ENT_VALUE_BLANK;
}

static ent_err symbol(ent_compiler *c, const ent_tree *t, site at,
                      operand *out) {
    operand found = {.sound = true};
    ENT_TRY(ent_i_program_symbol(c, t->symbol, at.lag, &found.slot));
    *out = found;
    if (!may_be_blank(c->p, t->symbol))
        return ENT_OK;
    ent_instr o = {.run = ent_i_loops.blank, .a = found.slot};
    ENT_TRY(count_faults(c, at, &o));
    return emit_to(c, o, inner(at), out);
}

static ent_err part(ent_compiler *c, const ent_tree *t, site at, operand *out) {
    operand a;
    switch (t->form) {
    case ENT_FORM_NUMBER:
        *out = constant(t->number);
        return ENT_OK;
    case ENT_FORM_SYMBOL:
        return symbol(c, t, at, out);
    case ENT_FORM_AND:
    case ENT_FORM_OR:
        return and_or(c, t, at, out);
    case ENT_FORM_IF:
        return choose(c, t, at, out);
    case ENT_FORM_CLAMP:
        return clamp(c, t, at, out);
    case ENT_FORM_MIN:
    case ENT_FORM_MAX:
    case ENT_FORM_SUM:
    case ENT_FORM_MEAN:
        return chain(c, t, at, out);
    case ENT_FORM_STEP:
        return step(c, t, at, out);
    case ENT_FORM_PULSE:
        return pulse(c, t, at, out);
    case ENT_FORM_RAMP:
        return ramp(c, t, at, out);
    case ENT_FORM_SMOOTH:
    case ENT_FORM_DELAY:
        return memory(c, t, at, out);
    case ENT_FORM_TABLE:
        return table(c, t, at, out);
    case ENT_FORM_NOISE:
        return noise(c, t, at, out);
    default:
        if (t->n_args == 2)
            return two_args(c, t, at, out);
        ENT_TRY(part(c, t->arg[0], inner(at), &a));
        return unary(c, t->form, a, at, out);
    }
}

/* The last operation wrote something perhaps infinite to `to`: lets it write
 * elsewhere, and `to` get that made finite. */
static ent_err redirect(ent_compiler *c, uint32_t to) {
    site root = {0, ENT_NONE, to}, anywhere = inner(root);
    operand temp, out;
    ENT_TRY(slot_for(c, anywhere, &temp));
    ent_instr *last = (ent_instr *)c->p->instr.at + c->p->instr.n - 1;
    last->to = temp.slot;
    ent_instr o = {.run = ent_i_loops.finite, .a = temp.slot};
    ENT_TRY(count_faults(c, root, &o));
    ENT_TRY(emit_to(c, o, root, &out));
    return release(c, temp);
}

/* The value of the whole formula in its own slot, and finite. */
ent_err ent_i_program_compile(ent_compiler *c, const ent_tree *t, uint32_t to) {
    site at = {0, ENT_NONE, to};
    operand out;
    ENT_TRY(part(c, t, at, &out));
    if (out.fixed)
        return emit(c,
                    (ent_instr){.run = ent_i_loops.fill, .to = to, .k = out.k});
    if (out.slot == to)
        return out.sound ? ENT_OK : redirect(c, to);
    ent_instr copy = {.run = ent_i_loops.copy, .to = to, .a = out.slot};
    if (!out.sound) {
        copy.run = ent_i_loops.finite;
        ENT_TRY(count_faults(c, at, &copy));
    }
    ENT_TRY(emit(c, copy));
    return release(c, out);
}
