/* explain_parts.c - each input's share in a movement.
 *
 * An input gets its former number while all others keep their new one, and its
 * new number while all others have their former one; the mean of what both
 * change is its share.  For sums, and for products of two, the shares add up to
 * the movement; what is left over else is told as a remainder. */
#include "find/explain.h"
#include <math.h>

enum { BYTES = ENT_LANES * sizeof(double) };

/* ---- computing one thing again */

size_t ent_i_thing_place(const ent_film *f, const ent_thing *t) {
    uint32_t row = t->what.row, seat;
    switch (t->kind) {
    case ENT_THING_SALIENCE:
    case ENT_THING_CAPABILITY:
        seat = f->w.seat[row * f->s->n_issues + t->what.sub];
        return ent_i_film_seat(
            f, t->kind == ENT_THING_SALIENCE ? f->b.salience : f->b.capability,
            seat);
    case ENT_THING_SIGNAL:
        return ent_i_film_slot(f, f->w.heard_at[row] + t->what.sub);
    default:
        return ent_i_thing_lags(t->what.kind)
                   ? ent_i_film_next_slot(f, ent_i_world_slot(&f->w, t->what))
                   : ent_i_film_slot(f, ent_i_world_slot(&f->w, t->what));
    }
}

/* x of a move by the probabilities of its options: without the luck of the
 * draw. */
static void expected(const ent_film *f, uint32_t move, double *out) {
    const ent_move *m = &f->s->move[move];
    uint32_t chance = f->w.move_at[move] + 4 + (uint32_t)m->n_options;
    memset(out, 0, BYTES);
    for (uint32_t k = 0; k < m->n_options; k++)
        for (int l = 0; l < ENT_LANES; l++)
            out[l] += m->option[k].x * ent_i_lanes(&f->b, chance + k)[l] / 100;
}

static void run_deal(ent_film *f, uint32_t row) {
    const ent_package *g = &f->s->package[row];
    for (size_t i = 0; i < g->n_issues; i++)
        ent_i_bargain_issue(&f->b, g->issue[i]);
    ent_i_packages(&f->b);
}

/* A gate that stays open until it closes begins as it was the step before. */
static void run_gate(ent_film *f, const ent_thing *t) {
    size_t block = (size_t)(f->b.now.first - f->plan->first) / ENT_LANES;
    const double *before = ent_i_film_state(f, t->at - 1, block);
    size_t place = ent_i_thing_place(f, t);
    if (!before)
        before = ent_i_film_state(f, t->was, block);
    if (before)
        memcpy(f->b.memory + place, before + place, BYTES);
    ent_i_gate_run(&f->b, t->what.row);
}

static void run_symbol(ent_film *f, const ent_thing *t) {
    uint32_t q;
    switch (t->what.kind) {
    case ENT_SYMBOL_VALUE:
    case ENT_SYMBOL_QUANTITY:
        q = ent_i_thing_quantity(f, t->what);
        if (q != ENT_NONE && f->s->quantity[q].kind == ENT_QUANTITY_FORMULA &&
            !f->s->quantity[q].off)
            ent_i_quantity_run(&f->b, q);
        return;
    case ENT_SYMBOL_SETTLE:
    case ENT_SYMBOL_FAILED:
        ent_i_bargain_issue(&f->b, t->what.row);
        return;
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
        ent_i_stances(&f->b, t->what.sub, t->at < 0);
        return;
    case ENT_SYMBOL_OPEN:
        run_gate(f, t);
        return;
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        ent_i_move_run(&f->b, t->what.row);
        return;
    case ENT_SYMBOL_PAYOFF:
        ent_i_payoffs(&f->b);
        return;
    case ENT_SYMBOL_ATTENTION:
        ent_i_attention_run(&f->b, f->s->theatre[t->what.row].actor);
        return;
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        run_deal(f, t->what.row);
        return;
    default:
        return;
    }
}

/* How strongly it comes, as the next step hears it. */
static void run_signal(ent_film *f, const ent_thing *t) {
    const ent_signal *g = &f->s->belief[t->what.row].signal[t->what.sub];
    const double *x = ent_i_compute(&f->b, g->when);
    double *heard = f->b.memory + ent_i_thing_place(f, t);
    for (int l = 0; l < ENT_LANES; l++)
        heard[l] = ent_i_clamp(x[l], 0, 1);
}

/* A signal is heard in the step behind the one in which it came. */
double ent_i_thing_mean(ent_film *f, const ent_thing *t, int32_t period) {
    return ent_i_film_mean(f, ent_i_thing_place(f, t),
                           period + (t->kind == ENT_THING_SIGNAL));
}

void ent_i_thing_run(ent_film *f, const ent_thing *t, double out[ENT_LANES]) {
    size_t from = ent_i_thing_place(f, t);
    bool stance =
        t->kind == ENT_THING_SALIENCE || t->kind == ENT_THING_CAPABILITY;
    if (t->kind == ENT_THING_SYMBOL)
        run_symbol(f, t);
    else if (stance)
        ent_i_stances(&f->b, t->what.sub, t->at < 0);
    else if (t->kind == ENT_THING_SIGNAL)
        run_signal(f, t);
    if (t->kind == ENT_THING_SYMBOL && t->what.kind == ENT_SYMBOL_STAND)
        from = ent_i_film_seat(
            f, f->b.position,
            f->w.seat[t->what.row * f->s->n_issues + t->what.sub]);
    if (t->kind == ENT_THING_SYMBOL && t->what.kind == ENT_SYMBOL_DESIRED)
        from = ent_i_film_seat(
            f, f->b.desired,
            f->w.seat[t->what.row * f->s->n_issues + t->what.sub]);
    if (t->kind == ENT_THING_SYMBOL && t->what.kind == ENT_SYMBOL_MOVE)
        expected(f, t->what.row, out);
    else
        memcpy(out, f->b.memory + from, BYTES);
}

/* ---- one input after the other */

/* Lanes of the movement that count for the inputs that are tried. */
typedef struct trial {
    ent_film *f;
    const ent_thing *t;
    size_t block;
    const double *now, *was; /* states */
    bool skip[ENT_LANES];    /* a deal or a gate decides there */
} trial;

static double mean_change(const trial *x, const double *a, const double *b) {
    double sum = 0;
    for (int l = 0; l < x->f->b.now.lanes; l++)
        if (!x->skip[l] && isfinite(a[l]) && isfinite(b[l]))
            sum += a[l] - b[l];
    return sum / (double)x->f->draws;
}

/* Where the other number of an input comes from. */
static const double *other(const trial *x, const ent_part *p, size_t i,
                           bool former) {
    if (!former)
        return x->now + p->at[i];
    bool start = p->from_start && x->t->was < 0;
    return x->was + (start ? p->start : p->at[i]);
}

static bool same(const trial *x, const ent_part *p) {
    for (size_t i = 0; i < p->n_at; i++)
        if (memcmp(x->now + p->at[i], other(x, p, i, true), BYTES) != 0)
            return false;
    return true;
}

static void run_with(trial *x, const ent_part *p, bool former,
                     double out[ENT_LANES]) {
    double kept[4][ENT_LANES], *at = x->f->b.memory;
    for (size_t i = 0; i < p->n_at; i++) {
        memcpy(kept[i], at + p->at[i], BYTES);
        memcpy(at + p->at[i], other(x, p, i, former), BYTES);
    }
    ent_i_thing_run(x->f, x->t, out);
    for (size_t i = 0; i < p->n_at; i++)
        memcpy(at + p->at[i], kept[i], BYTES);
}

/* All inputs but one as they are in the state that was loaded. */
static void try_all(trial *x, ent_parts *ps, bool former, double weight) {
    double base[ENT_LANES], with[ENT_LANES];
    ent_i_film_load(x->f, former ? x->t->at : x->t->was, x->block, x->t->at);
    ent_i_thing_run(x->f, x->t, base);
    for (size_t i = 0; i < ps->n; i++) {
        ent_part *p = &ps->part[i];
        if (p->direct || same(x, p))
            continue;
        run_with(x, p, former, with);
        p->share += weight * (former ? mean_change(x, base, with)
                                     : mean_change(x, with, base));
    }
}

/* ---- parts that are known */

/* Does a package or a gate decide the movement in this lane? */
static bool decides(const trial *x, const ent_part *p, size_t l) {
    size_t at = ent_i_thing_place(x->f, &p->thing) + l;
    if (p->thing.what.kind == ENT_SYMBOL_DEAL)
        return x->now[at] != 0 || x->was[at] != 0;
    return x->now[at] != x->was[at];
}

/* Of a settlement, deals and gates have whole draws; of a payoff, a term has
 * its own change. */
static void direct(trial *x, ent_parts *ps) {
    size_t place = ent_i_thing_place(x->f, x->t), first = x->block * ENT_LANES;
    bool whole = x->t->what.kind != ENT_SYMBOL_PAYOFF;
    for (size_t k = ps->n; k-- > 0;) {
        ent_part *p = &ps->part[k];
        size_t from =
            whole || !p->direct ? place : ent_i_thing_place(x->f, &p->thing);
        for (size_t l = 0;
             p->direct && l < ENT_LANES && first + l < x->f->draws; l++) {
            if (whole && (x->skip[l] || !decides(x, p, l)))
                continue;
            p->share +=
                (x->now[from + l] - x->was[from + l]) / (double)x->f->draws;
            x->skip[l] = whole;
        }
    }
}

static ent_err tried(ent_film *f, const ent_thing *t, ent_parts *ps) {
    ent_vec v = {0};
    ENT_TRY(ent_i_inputs_of(f, t, &v));
    ps->part = v.at;
    ps->n = v.n;
    bool start = t->was < 0 && t->kind == ENT_THING_SYMBOL &&
                 t->what.kind == ENT_SYMBOL_SETTLE;
    for (size_t k = 0; k < f->blocks && v.n; k++) {
        trial x = {f,
                   t,
                   k,
                   ent_i_film_state(f, t->at, k),
                   ent_i_film_state(f, t->was, k),
                   {false}};
        if (!x.now || !x.was)
            return ENT_OK;
        direct(&x, ps);
        try_all(&x, ps, true, start ? 1 : 0.5);
        if (!start)
            try_all(&x, ps, false, 0.5);
    }
    return ENT_OK;
}

static const char *rest_of(const ent_film *f, const ent_thing *t) {
    if (t->kind == ENT_THING_SYMBOL && t->what.kind == ENT_SYMBOL_MOVE)
        return "the luck of the draw, and together";
    if (t->kind == ENT_THING_SYMBOL && t->what.kind == ENT_SYMBOL_STAND &&
        f->s->n_exchanges)
        return "exchanges, and together";
    return "together, or remembered from earlier";
}

ent_err ent_i_parts_of(ent_film *f, const ent_thing *t, ent_parts *ps) {
    bool counted;
    *ps = (ent_parts){.rest = rest_of(f, t)};
    ps->before = ent_i_thing_mean(f, t, t->was);
    ps->after = ent_i_thing_mean(f, t, t->at);
    ENT_TRY(ent_i_count_parts(f, t, ps, &counted));
    return counted ? ENT_OK : tried(f, t, ps);
}
