/* explain_inputs.c - what each kind of thing is made from. */
#include "find/explain.h"

ent_err ent_i_input_add(ent_film *f, ent_vec *parts, ent_part p) {
    for (size_t i = 0; i < parts->n; i++) {
        const ent_part *old = (const ent_part *)parts->at + i;
        if (p.n_at && old->n_at && old->at[0] == p.at[0])
            return ENT_OK; /* read twice */
    }
    ent_part *to = ENT_PUSH(f->ctx->keep, parts, ent_part);
    if (!to)
        return ENT_NOMEM_FAIL(f->ctx);
    *to = p;
    return ENT_OK;
}

/* ---- names */

bool ent_i_thing_lags(ent_symbol_kind kind) {
    switch (kind) {
    case ENT_SYMBOL_SETTLE:
    case ENT_SYMBOL_FAILED:
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
    case ENT_SYMBOL_PAYOFF:
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
    case ENT_SYMBOL_TRADE:
        return true;
    default:
        return false;
    }
}

ent_thing ent_i_thing_read(ent_symbol what, int32_t at, int32_t was) {
    int32_t back = (int32_t)ent_i_thing_lags(what.kind) + (int32_t)what.last;
    what.last = false;
    return (ent_thing){ENT_THING_SYMBOL, what, at - back, was - back};
}

static ent_err add_symbol(ent_film *f, const ent_thing *t, ent_symbol what,
                          ent_vec *parts) {
    ent_symbol now = what;
    now.last = false;
    uint32_t slot = ent_i_world_slot(&f->w, now);
    if (what.last)
        slot = ent_i_program_last(f->w.program, slot);
    if (slot == ENT_NONE || what.kind == ENT_SYMBOL_OPTION ||
        what.kind == ENT_SYMBOL_VISIBLE)
        return ENT_OK;
    ent_part p = {.thing = ent_i_thing_read(what, t->at, t->was), .n_at = 1};
    p.at[0] = ent_i_film_slot(f, slot);
    return ent_i_input_add(f, parts, p);
}

static ent_err add_symbols(ent_film *f, const ent_thing *t,
                           const ent_symbol *what, size_t n, ent_vec *parts) {
    for (size_t i = 0; i < n; i++)
        ENT_TRY(add_symbol(f, t, what[i], parts));
    return ENT_OK;
}

ent_err ent_i_input_formula(ent_film *f, const ent_thing *t, uint32_t formula,
                            ent_vec *parts) {
    ent_symbol *all;
    size_t n;
    if (formula == ENT_NONE)
        return ENT_OK;
    ent_mark mark = ent_i_arena_mark(f->ctx->temp);
    ent_err e = ent_i_formula_reads(f->ctx, f->names, formula, &all, &n);
    if (!e)
        e = add_symbols(f, t, all, n, parts);
    ent_i_arena_release(f->ctx->temp, mark);
    return e;
}

/* ---- tasks */

static const ent_task *task_of(const ent_film *f, ent_task_kind kind,
                               uint32_t row) {
    for (size_t i = 0; i < f->w.n_tasks; i++)
        if (f->w.task[i].kind == kind && f->w.task[i].row == row)
            return &f->w.task[i];
    return NULL;
}

static ent_err add_task(ent_film *f, const ent_thing *t, ent_task_kind kind,
                        uint32_t row, ent_vec *parts) {
    const ent_task *k = task_of(f, kind, row);
    return k ? add_symbols(f, t, k->reads, k->n_reads, parts) : ENT_OK;
}

/* Is this what the trial of a move computes itself? */
static bool tried(const ent_film *f, const ent_trial *trial, ent_symbol what) {
    for (size_t i = 0; i < trial->n_tasks; i++) {
        const ent_task *k = &f->w.task[trial->task[i]];
        if (k->kind == ENT_TASK_ATTENTION && what.kind == ENT_SYMBOL_ATTENTION)
            return true;
        if (k->kind == ENT_TASK_QUANTITY &&
            ent_i_thing_quantity(f, what) == k->row)
            return true;
    }
    return what.kind == ENT_SYMBOL_MOVE || what.kind == ENT_SYMBOL_DID;
}

static ent_err add_trial(ent_film *f, const ent_thing *t, uint32_t move,
                         ent_vec *parts) {
    const ent_trial *trial = &f->w.trial[move];
    for (size_t i = 0; i < trial->n_tasks; i++) {
        const ent_task *k = &f->w.task[trial->task[i]];
        for (size_t r = 0; r < k->n_reads; r++)
            if (!tried(f, trial, k->reads[r]))
                ENT_TRY(add_symbol(f, t, k->reads[r], parts));
    }
    return ENT_OK;
}

/* ---- what actors bring to a table */

/* The value whose number, as driven, lies in a slot. */
static uint32_t value_at(const ent_film *f, uint32_t slot) {
    if (slot < f->s->n_values)
        return slot;
    for (uint32_t v = 0; v < f->s->n_values; v++)
        if (f->w.seen[v] == slot)
            return v;
    return ENT_NONE;
}

static ent_err add_slot(ent_film *f, const ent_thing *t, uint32_t slot,
                        ent_vec *parts) {
    uint32_t row = slot == ENT_NONE ? ENT_NONE : value_at(f, slot);
    if (row == ENT_NONE)
        return ENT_OK;
    return add_symbol(
        f, t, (ent_symbol){ENT_SYMBOL_VALUE, row, ENT_NONE, false}, parts);
}

static const ent_player *player_at(const ent_film *f, uint32_t issue,
                                   uint32_t actor) {
    const ent_stage *st = &f->w.stage[issue];
    for (size_t i = 0; i < st->n_players; i++)
        if (st->player[i].actor == actor)
            return &st->player[i];
    return NULL;
}

static ent_err add_voices(ent_film *f, const ent_thing *t, const ent_player *p,
                          int which, ent_vec *parts) {
    for (size_t k = 0; k < p->n_voices; k++) {
        const ent_voice *v = &p->voice[k];
        const uint32_t slot[] = {v->position, v->salience, v->leverage};
        ENT_TRY(add_slot(f, t, slot[which], parts));
        ENT_TRY(add_slot(f, t, v->weight, parts));
    }
    return ENT_OK;
}

static ent_err add_share(ent_film *f, const ent_thing *t, const ent_player *p,
                         ent_vec *parts) {
    ent_part part = {.thing = {ENT_THING_NONE, {0}, t->at, t->was},
                     .name = ENT_STR("share of attention"),
                     .kind = "attention",
                     .n_at = 1};
    if (p->share == ENT_NONE)
        return ENT_OK;
    part.at[0] = ent_i_film_slot(f, p->share);
    for (uint32_t k = 0; k < f->s->n_theatres; k++) {
        const ent_theatre *h = &f->s->theatre[k];
        for (size_t i = 0; i < h->n_issues && h->actor == t->what.row; i++)
            if (h->issue[i] == t->what.sub)
                part.thing = (ent_thing){ENT_THING_SYMBOL,
                                         {ENT_SYMBOL_ATTENTION, k, ENT_NONE, 0},
                                         t->at,
                                         t->was};
    }
    return ent_i_input_add(f, parts, part);
}

static ent_err add_pulls(ent_film *f, const ent_thing *t, const ent_player *p,
                         ent_vec *parts) {
    const ent_stage *st = &f->w.stage[t->what.sub];
    for (size_t k = 0; k < p->n_pulls; k++) {
        ENT_TRY(add_slot(f, t, p->pull[k].value, parts));
        ENT_TRY(add_voices(f, t, &st->player[p->pull[k].to], 0, parts));
    }
    for (size_t k = 0; k < p->n_shoves; k++) {
        ENT_TRY(add_slot(f, t, p->shove[k].effect, parts));
        ENT_TRY(add_symbol(
            f, t,
            (ent_symbol){ENT_SYMBOL_SETTLE, p->shove[k].from, ENT_NONE, false},
            parts));
    }
    return ENT_OK;
}

static ent_err add_stance(ent_film *f, const ent_thing *t, int which,
                          ent_vec *parts) {
    const ent_player *p = player_at(f, t->what.sub, t->what.row);
    if (!p)
        return ENT_OK;
    ENT_TRY(add_voices(f, t, p, which, parts));
    if (which == 0)
        return add_pulls(f, t, p, parts);
    return which == 1 ? add_share(f, t, p, parts) : ENT_OK;
}

/* ---- the table itself */

/* One voice alone needs no level of its own: it is the value. */
static ent_thing brought(const ent_film *f, const ent_thing *t,
                         const ent_player *p, uint32_t issue, int which) {
    static const ent_thing_kind kind[] = {ENT_THING_SYMBOL, ENT_THING_SALIENCE,
                                          ENT_THING_CAPABILITY};
    ent_symbol as = {ENT_SYMBOL_STAND, p->actor, issue, false};
    const ent_voice *v = p->voice;
    const uint32_t slot[] = {v->position, v->salience, v->leverage};
    bool moved = which == 0 ? p->n_pulls || p->n_shoves || f->s->n_exchanges
                            : which == 1 && p->share != ENT_NONE;
    uint32_t row = value_at(f, slot[which]);
    if (p->n_voices == 1 && !moved && row != ENT_NONE)
        return (ent_thing){ENT_THING_SYMBOL,
                           {ENT_SYMBOL_VALUE, row, ENT_NONE, false},
                           t->at,
                           t->was};
    return (ent_thing){kind[which], as, t->at, t->was};
}

static ent_err add_player(ent_film *f, const ent_thing *t, uint32_t issue,
                          size_t i, ent_vec *parts) {
    const ent_stage *st = &f->w.stage[issue];
    const double *array[] = {f->b.position, f->b.salience, f->b.capability};
    for (int k = 0; k < 3; k++) {
        ent_part p = {.thing = brought(f, t, &st->player[i], issue, k),
                      .n_at = 1};
        p.at[0] = ent_i_film_seat(f, array[k], st->seat + (uint32_t)i);
        if (k == 0 && t->what.kind == ENT_SYMBOL_SETTLE) {
            p.from_start = true;
            p.start = ent_i_film_slot(f, f->w.at.settle + issue);
        }
        ENT_TRY(ent_i_input_add(f, parts, p));
    }
    return ENT_OK;
}

static ent_err add_table(ent_film *f, const ent_thing *t, uint32_t issue,
                         ent_vec *parts) {
    const ent_stage *st = &f->w.stage[issue];
    for (size_t i = 0; i < st->n_players; i++)
        ENT_TRY(add_player(f, t, issue, i, parts));
    ENT_TRY(add_slot(f, t, st->quo, parts));
    ENT_TRY(add_slot(f, t, st->cost, parts));
    for (size_t i = 0; st->ruled && i < st->n_players; i++)
        for (size_t k = 0; k < st->player[i].n_voices; k++)
            ENT_TRY(add_slot(f, t, st->player[i].voice[k].reservation, parts));
    for (size_t i = 0; i < st->n_gates; i++) {
        ent_symbol gate = {ENT_SYMBOL_OPEN, st->gate[i], ENT_NONE, false};
        ent_part p = {.thing = ent_i_thing_read(gate, t->at, t->was),
                      .direct = true};
        ENT_TRY(ent_i_input_add(f, parts, p));
    }
    return ENT_OK;
}

static bool settles(const ent_package *g, uint32_t issue) {
    for (size_t i = 0; i < g->n_issues; i++)
        if (g->issue[i] == issue)
            return !g->off;
    return false;
}

static ent_err add_settlement(ent_film *f, const ent_thing *t, ent_vec *parts) {
    ENT_TRY(add_table(f, t, t->what.row, parts));
    for (uint32_t i = 0; i < f->s->n_packages; i++) {
        ent_part p = {.direct = true};
        p.thing = (ent_thing){ENT_THING_SYMBOL,
                              {ENT_SYMBOL_DEAL, i, ENT_NONE, false},
                              t->at,
                              t->was};
        if (settles(&f->s->package[i], t->what.row))
            ENT_TRY(ent_i_input_add(f, parts, p));
    }
    return ENT_OK;
}

static ent_err add_package(ent_film *f, const ent_thing *t, ent_vec *parts) {
    const ent_package *g = &f->s->package[t->what.row];
    for (size_t k = 0; k < g->n_issues; k++) {
        const ent_stage *st = &f->w.stage[g->issue[k]];
        for (size_t i = 0; i < st->n_players; i++)
            ENT_TRY(add_player(f, t, g->issue[k], i, parts));
    }
    ENT_TRY(ent_i_input_formula(f, t, g->when, parts));
    ENT_TRY(ent_i_input_formula(f, t, g->walkout, parts));
    for (size_t k = 0; g->reserve && k < g->n_parties; k++)
        ENT_TRY(ent_i_input_formula(f, t, g->reserve[k], parts));
    return ENT_OK;
}

/* ---- payoffs */

static ent_err add_result(ent_film *f, const ent_thing *t, ent_symbol what,
                          bool direct, ent_vec *parts) {
    ent_part p = {.thing = {ENT_THING_SYMBOL, what, t->at, t->was},
                  .direct = direct,
                  .n_at = 1};
    p.at[0] = ent_i_film_next_slot(f, ent_i_world_slot(&f->w, what));
    return ent_i_input_add(f, parts, p);
}

static ent_err add_stake(ent_film *f, const ent_thing *t, uint32_t issue,
                         ent_vec *parts) {
    uint32_t actor = t->what.row;
    uint32_t seat = f->w.seat[actor * f->s->n_issues + issue];
    if (seat == ENT_NONE)
        return ENT_OK;
    ent_symbol as = {ENT_SYMBOL_DESIRED, actor, issue, false};
    ENT_TRY(add_result(f, t,
                       (ent_symbol){ENT_SYMBOL_SETTLE, issue, ENT_NONE, false},
                       false, parts));
    ENT_TRY(add_result(f, t,
                       (ent_symbol){ENT_SYMBOL_FAILED, issue, ENT_NONE, false},
                       false, parts));
    ent_part p = {.thing = {ENT_THING_SYMBOL, as, t->at, t->was}, .n_at = 1};
    p.at[0] = ent_i_film_seat(f, f->b.desired, seat);
    ENT_TRY(ent_i_input_add(f, parts, p));
    p.thing.kind = ENT_THING_SALIENCE;
    p.at[0] = ent_i_film_seat(f, f->b.salience, seat);
    return ent_i_input_add(f, parts, p);
}

static ent_err add_payoff(ent_film *f, const ent_thing *t, ent_vec *parts) {
    const ent_scenario *s = f->s;
    if (t->what.sub != ENT_NONE)
        return ent_i_input_formula(f, t, s->payoff[t->what.sub].formula, parts);
    for (uint32_t p = 0; p < s->n_issues; p++)
        ENT_TRY(add_stake(f, t, p, parts));
    for (uint32_t i = 0; i < s->n_payoffs; i++)
        if (s->payoff[i].actor == t->what.row && !s->payoff[i].off)
            ENT_TRY(add_result(
                f, t, (ent_symbol){ENT_SYMBOL_PAYOFF, t->what.row, i, false},
                true, parts));
    return ENT_OK;
}

/* ---- all kinds */

uint32_t ent_i_thing_quantity(const ent_film *f, ent_symbol what) {
    const ent_scenario *s = f->s;
    if (what.kind == ENT_SYMBOL_QUANTITY)
        return what.row;
    for (uint32_t q = 0; what.kind == ENT_SYMBOL_VALUE && q < s->n_quantities;
         q++)
        if (s->quantity[q].value == what.row)
            return q;
    return ENT_NONE;
}

static ent_err add_move(ent_film *f, const ent_thing *t, ent_vec *parts) {
    const ent_move *m = &f->s->move[t->what.row];
    ENT_TRY(add_task(f, t, ENT_TASK_MOVE, t->what.row, parts));
    return m->automatic ? add_trial(f, t, t->what.row, parts) : ENT_OK;
}

static ent_err add_computed(ent_film *f, const ent_thing *t, ent_vec *parts) {
    uint32_t q = ent_i_thing_quantity(f, t->what);
    return q == ENT_NONE ? ENT_OK : add_task(f, t, ENT_TASK_QUANTITY, q, parts);
}

static ent_err symbol_inputs(ent_film *f, const ent_thing *t, ent_vec *parts) {
    uint32_t row = t->what.row;
    switch (t->what.kind) {
    case ENT_SYMBOL_VALUE:
    case ENT_SYMBOL_QUANTITY:
        return add_computed(f, t, parts);
    case ENT_SYMBOL_SETTLE:
    case ENT_SYMBOL_FAILED:
        return add_settlement(f, t, parts);
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
        return add_stance(f, t, 0, parts);
    case ENT_SYMBOL_OPEN:
        return add_task(f, t, ENT_TASK_GATE, row, parts);
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return add_move(f, t, parts);
    case ENT_SYMBOL_PAYOFF:
        return add_payoff(f, t, parts);
    case ENT_SYMBOL_ATTENTION:
        return add_task(f, t, ENT_TASK_ATTENTION, f->s->theatre[row].actor,
                        parts);
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        return add_package(f, t, parts);
    default:
        return ENT_OK;
    }
}

ent_err ent_i_inputs_of(ent_film *f, const ent_thing *t, ent_vec *parts) {
    switch (t->kind) {
    case ENT_THING_SYMBOL:
        return symbol_inputs(f, t, parts);
    case ENT_THING_SALIENCE:
        return add_stance(f, t, 1, parts);
    case ENT_THING_CAPABILITY:
        return add_stance(f, t, 2, parts);
    case ENT_THING_SIGNAL:
        return ent_i_input_formula(
            f, t, f->s->belief[t->what.row].signal[t->what.sub].when, parts);
    default:
        return ENT_OK;
    }
}
