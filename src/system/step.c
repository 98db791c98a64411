/* step.c - a block of draws through a step of the world, piece by piece. */
#include "system/system.h"
#include <math.h>

/* ---- room: all arrays of a block in one piece of memory */

typedef struct room {
    double *at; /* NULL: it is measured, not given out */
    size_t used;
} room;

static double *take(room *r, size_t n) {
    double *mem = r->at ? r->at + r->used : NULL;
    r->used += n;
    return mem;
}

static double *take_lanes(room *r, size_t rows) {
    return take(r, rows * ENT_LANES);
}

static unsigned char *take_bytes(room *r, size_t n) {
    return (unsigned char *)take(r, n / sizeof(double) + 1);
}

static void scratch(const ent_world *w, room *r, ent_block *b) {
    const ent_scenario *s = w->s;
    size_t table = 0, parties = 0;
    for (size_t i = 0; i < s->n_packages; i++) {
        size_t n = ent_i_package_work(&s->package[i]);
        table = n > table ? n : table;
        n = s->package[i].n_parties;
        parties = n > parties ? n : parties;
    }
    b->game = take(r, ent_i_game_size(w));
    b->work = take(r, w->work);
    b->table = take(r, table);
    b->party = (uint32_t *)take(r, parties);
    b->stock = take_lanes(r, s->n_quantities);
    b->choice = take_lanes(r, 3 * w->most_options);
    b->past = take_lanes(r, w->n_past);
}

static size_t lay_out(const ent_world *w, double *mem, ent_block *b) {
    size_t seats = w->n_seats, issues = w->s->n_issues;
    size_t cells = w->n_models * issues;
    room r = {mem, 0};
    b->w = w;
    b->x = take_lanes(&r, w->n_slots);
    b->next = take_lanes(&r, w->at.lag_end - w->at.settle);
    b->own = take_lanes(&r, seats);
    b->position = take_lanes(&r, seats);
    b->salience = take_lanes(&r, seats);
    b->capability = take_lanes(&r, seats);
    b->desired = take_lanes(&r, seats);
    b->played = take_lanes(&r, 3 * seats + 2 * issues);
    b->begun = take_lanes(&r, issues);
    b->raw = take_lanes(&r, cells);
    b->settlement = take_lanes(&r, cells);
    b->blend = take_lanes(&r, issues);
    b->dirty = take_bytes(&r, issues);
    b->fresh = take_bytes(&r, issues * ENT_LANES);
    b->need = take_bytes(&r, issues * ENT_LANES);
    b->blend_bad = take_bytes(&r, issues * ENT_LANES);
    b->raw_bad = take_bytes(&r, cells * ENT_LANES);
    b->bad = take_bytes(&r, cells * ENT_LANES);
    scratch(w, &r, b);
    return r.used;
}

size_t ent_i_block_size(const ent_world *w) {
    ent_block b;
    return lay_out(w, NULL, &b);
}

/* ---- the start */

/* Where an issue stands before anybody has bargained: its status quo, or the
 * weighted mean of the stances; 0 and blank where there is neither. */
static double start_of(const ent_block *b, const ent_stage *st, int lane,
                       unsigned char *blank) {
    double quo = st->quo == ENT_NONE ? NAN : ent_i_lanes(b, st->quo)[lane];
    double sum = 0, total = 0;
    *blank = 0;
    if (!isnan(quo))
        return quo;
    for (size_t i = 0; i < st->n_players; i++) {
        size_t at = (st->seat + i) * ENT_LANES + (size_t)lane;
        double w = b->capability[at] * b->salience[at];
        total += w;
        sum += w * b->own[at];
    }
    *blank = !(total > 0);
    return total > 0 ? sum / total : 0;
}

static void begin_issue(ent_block *b, uint32_t p) {
    const ent_world *w = b->w;
    const ent_stage *st = &w->stage[p];
    double *z = ent_i_lanes(b, w->at.settle + p);
    memset(b->fresh + p * ENT_LANES, 0, ENT_LANES);
    memset(b->need + p * ENT_LANES, 0, ENT_LANES);
    if (!w->looks && !st->ruled)
        return;
    ent_i_stances(b, p, true);
    for (int l = 0; l < ENT_LANES; l++) {
        unsigned char blank;
        z[l] = start_of(b, st, l, &blank);
        for (size_t m = 0; m < w->n_models; m++) {
            size_t at = (m * w->s->n_issues + p) * ENT_LANES + (size_t)l;
            b->settlement[at] = z[l];
            b->bad[at] = blank;
        }
        b->blend[p * ENT_LANES + (size_t)l] = z[l];
        b->blend_bad[p * ENT_LANES + (size_t)l] = blank;
    }
    size_t bytes = st->n_players * ENT_LANES * sizeof(double);
    memcpy(b->begun + (size_t)p * ENT_LANES, z, ENT_LANES * sizeof *z);
    if (bytes) {
        memcpy(ent_i_lanes(b, w->at.stand + st->seat),
               b->own + (size_t)st->seat * ENT_LANES, bytes);
        memcpy(ent_i_lanes(b, w->at.desired + st->seat),
               b->desired + (size_t)st->seat * ENT_LANES, bytes);
    }
}

static size_t lag_bytes(const ent_world *w) {
    return (w->at.lag_end - w->at.settle) * ENT_LANES * sizeof(double);
}

/* Before step 0 what is computed is computed once from the start alone, so
 * that the events of step 0 have something to go by. */
static void preview(ent_block *b) {
    const ent_world *w = b->w;
    for (size_t i = 0; i < w->n_tasks; i++)
        if (w->task[i].wanted && w->task[i].kind == ENT_TASK_QUANTITY)
            ent_i_task_run(b, &w->task[i]);
    for (uint32_t i = 0; i < w->s->n_formulas; i++) {
        uint32_t faults = ent_i_program_faults(w->program, i);
        if (faults != ENT_NONE)
            memset(ent_i_lanes(b, faults), 0, ENT_LANES * sizeof(double));
    }
}

void ent_i_block_start(ent_block *b, const ent_world *w, const ent_now *now,
                       uint64_t of, const unsigned char *active) {
    lay_out(w, b->memory, b);
    b->now = *now;
    b->of = of;
    for (int l = 0; l < ENT_LANES; l++)
        b->active[l] = l < now->lanes && (!active || active[l]);
    ent_i_block_sample(b);
    memset(ent_i_lanes(b, (uint32_t)w->s->n_values), 0,
           (w->n_slots - w->s->n_values) * ENT_LANES * sizeof(double));
    ent_i_drivers_start(b);
    ent_i_stocks_start(b);
    ent_i_block_clock(b, 0);
    ent_i_moves_start(b);
    ent_i_beliefs_start(b);
    for (uint32_t p = 0; p < w->s->n_issues; p++)
        begin_issue(b, p);
    memcpy(b->next, ent_i_lanes(b, w->at.settle), lag_bytes(w));
    ent_i_program_start(w->program, b->x);
    preview(b);
}

/* ---- a step */

void ent_i_task_run(ent_block *b, const ent_task *t) {
    switch (t->kind) {
    case ENT_TASK_QUANTITY:
        ent_i_quantity_run(b, t->row);
        break;
    case ENT_TASK_ATTENTION:
        ent_i_attention_run(b, t->row);
        break;
    case ENT_TASK_GATE:
        ent_i_gate_run(b, t->row);
        break;
    case ENT_TASK_MOVE:
        ent_i_move_run(b, t->row);
        break;
    }
}

bool ent_i_may_change(const ent_block *b, size_t p) {
    const ent_stage *st = &b->w->stage[p];
    return st->wanted && (st->varies || b->dirty[p] || b->now.step == 0);
}

/* Where everybody stood goes into the next step's names. */
static void note_stands(ent_block *b, size_t p) {
    const ent_world *w = b->w;
    const ent_stage *st = &w->stage[p];
    size_t at = (size_t)st->seat * ENT_LANES;
    size_t bytes = st->n_players * ENT_LANES * sizeof(double);
    if (!bytes)
        return;
    memcpy(ent_i_next(b, w->at.stand + st->seat), b->position + at, bytes);
    memcpy(ent_i_next(b, w->at.desired + st->seat), b->desired + at, bytes);
}

static void meet(ent_block *b) {
    size_t n = b->w->s->n_issues;
    for (size_t p = 0; p < n; p++)
        if (ent_i_may_change(b, p))
            ent_i_stances(b, p, false);
    ent_i_exchanges(b);
    for (size_t p = 0; p < n; p++)
        if (ent_i_may_change(b, p))
            note_stands(b, p);
    ent_i_bargain(b);
    ent_i_packages(b);
}

void ent_i_block_play(ent_block *b, size_t period) {
    const ent_world *w = b->w;
    ent_i_block_clock(b, w->step[period]);
    if (w->s->n_issues)
        memset(b->dirty, 0, w->s->n_issues);
    ent_i_block_events(b, period);
    ent_i_beliefs_update(b);
    ent_i_auto_remember(b);
    for (size_t i = 0; i < w->n_tasks; i++)
        if (w->task[i].wanted)
            ent_i_task_run(b, &w->task[i]);
    meet(b);
    ent_i_payoffs(b);
}

void ent_i_block_end(ent_block *b) {
    const ent_world *w = b->w;
    ent_i_beliefs_hear(b);
    ent_i_stocks_change(b);
    ent_i_program_end(w->program, b->x);
    ent_i_stocks_apply(b);
    memcpy(ent_i_lanes(b, w->at.settle), b->next, lag_bytes(w));
}

/* ---- for those that explain */

void ent_i_block_evaluate(ent_block *b, uint32_t formula, const uint32_t *slot,
                          const double *const *with, size_t n,
                          double out[ENT_LANES]) {
    enum { BYTES = ENT_LANES * sizeof(double) };
    double kept[ENT_LANES];
    if (n) {
        memcpy(kept, ent_i_lanes(b, *slot), BYTES);
        memcpy(ent_i_lanes(b, *slot), *with, BYTES);
        ent_i_block_evaluate(b, formula, slot + 1, with + 1, n - 1, out);
        memcpy(ent_i_lanes(b, *slot), kept, BYTES);
        return;
    }
    memcpy(out, ent_i_compute(b, formula), BYTES);
}
