/* explain_say.c - what a thing is, in words, and what it rests on. */
#include "find/explain.h"
#include <math.h>

ent_str ent_i_thing_text(ent_film *f, const ent_thing *t) {
    const ent_scenario *s = f->s;
    ent_arena *keep = f->ctx->keep;
    const ent_belief *b;
    switch (t->kind) {
    case ENT_THING_SALIENCE:
    case ENT_THING_CAPABILITY:
        return ent_i_printf(
            keep, "%.*s.%s.%.*s", ENT_P(s->actor[t->what.row].id),
            t->kind == ENT_THING_SALIENCE ? "salience" : "capability",
            ENT_P(s->issue[t->what.sub].id));
    case ENT_THING_SIGNAL:
        b = &s->belief[t->what.row];
        return ent_i_printf(keep, "belief.%.*s.%.*s", ENT_P(b->id),
                            ENT_P(b->signal[t->what.sub].id));
    default:
        if (t->what.kind == ENT_SYMBOL_BASE)
            return s->value[t->what.row].name;
        return ent_i_symbol_text(keep, s, t->what);
    }
}

/* ---- kinds */

static const char *quantity_kind(const ent_quantity *q) {
    if (q->kind == ENT_QUANTITY_STOCK)
        return "stock";
    if (q->kind == ENT_QUANTITY_CONSTANT)
        return "constant";
    return q->value == ENT_NONE ? "formula" : "driver";
}

static const char *kind_of(const ent_film *f, const ent_thing *t) {
    static const char *const name[ENT_SYMBOL_KINDS] = {
        [ENT_SYMBOL_VALUE] = "value",
        [ENT_SYMBOL_QUANTITY] = "formula",
        [ENT_SYMBOL_SETTLE] = "settlement",
        [ENT_SYMBOL_FAILED] = "no deal",
        [ENT_SYMBOL_STAND] = "position",
        [ENT_SYMBOL_DESIRED] = "position",
        [ENT_SYMBOL_OPEN] = "gate",
        [ENT_SYMBOL_MOVE] = "move",
        [ENT_SYMBOL_DID] = "move",
        [ENT_SYMBOL_CHANCE] = "move",
        [ENT_SYMBOL_SEEN] = "move",
        [ENT_SYMBOL_BELIEF] = "belief",
        [ENT_SYMBOL_PAYOFF] = "payoff",
        [ENT_SYMBOL_ATTENTION] = "attention",
        [ENT_SYMBOL_DEAL] = "package",
        [ENT_SYMBOL_ODDS] = "package",
        [ENT_SYMBOL_GAIN] = "package",
        [ENT_SYMBOL_TRADE] = "exchange",
        [ENT_SYMBOL_HAPPENED] = "event",
        [ENT_SYMBOL_STRIKES] = "event",
        [ENT_SYMBOL_TIME] = "time",
        [ENT_SYMBOL_YEAR] = "time",
        [ENT_SYMBOL_MONTH] = "time",
        [ENT_SYMBOL_BASE] = "value"};
    uint32_t q;
    switch (t->kind) {
    case ENT_THING_SALIENCE:
        return "salience";
    case ENT_THING_CAPABILITY:
        return "capability";
    case ENT_THING_SIGNAL:
        return "signal";
    case ENT_THING_NONE:
        return "part";
    default:
        q = ent_i_thing_quantity(f, t->what);
        if (q != ENT_NONE)
            return quantity_kind(&f->s->quantity[q]);
        return name[t->what.kind] ? name[t->what.kind] : "part";
    }
}

/* ---- words */

/* "relay 12 to 30 %, mediator 5 to 4 %": chances of the options. */
static ent_err say_move(ent_film *f, const ent_thing *t, ent_cause *io) {
    const ent_move *m = &f->s->move[t->what.row];
    uint32_t slot = f->w.move_at[t->what.row] + 4 + (uint32_t)m->n_options;
    io->says = ENT_STR("chances of its options: ");
    for (uint32_t k = 0; k < m->n_options; k++) {
        size_t at = ent_i_film_slot(f, slot + k);
        io->says = ent_i_printf(
            f->ctx->keep, "%.*s%s%.*s %.0f to %.0f %%", ENT_P(io->says),
            k ? ", " : "", ENT_P(m->option[k].id),
            ent_i_film_mean(f, at, t->was), ent_i_film_mean(f, at, t->at));
        if (!io->says.s)
            return ENT_NOMEM_FAIL(f->ctx);
    }
    return ENT_OK;
}

/* Words, perhaps none. */
static ent_err put(ent_film *f, ent_cause *io, ent_str says) {
    io->says = says;
    return says.s ? ENT_OK : ENT_NOMEM_FAIL(f->ctx);
}

static ent_err say_event(ent_film *f, const ent_thing *t, ent_cause *io) {
    const ent_occurrence *o = &f->s->occurrence[t->what.row];
    return put(f, io,
               ent_i_printf(f->ctx->keep,
                            "%.*s%s%.*s: had happened in %.0f %% of draws",
                            ENT_P(o->what), o->date.n ? ", " : "",
                            ENT_P(o->date), 100 * io->after));
}

static ent_err say_settlement(ent_film *f, const ent_thing *t, ent_cause *io) {
    ent_symbol failed = {ENT_SYMBOL_FAILED, t->what.row, ENT_NONE, false};
    size_t at = ent_i_film_next_slot(f, ent_i_world_slot(&f->w, failed));
    ent_mark mark = ent_i_arena_mark(f->ctx->temp);
    if (f->w.stage[t->what.row].ruled)
        ENT_TRY(put(f, io,
                    ent_i_printf(f->ctx->keep,
                                 "a rule or a veto stands beside it: no deal "
                                 "in %.0f %% of draws, %.0f %% before",
                                 100 * ent_i_film_mean(f, at, t->at),
                                 100 * ent_i_film_mean(f, at, t->was))));
    ent_err e = ENT_OK;
    if (t->at >= 0)
        e = ent_i_reasons_say(f, t->what.row, t->at, &io->says);
    ent_i_arena_release(f->ctx->temp, mark);
    return e;
}

static ent_err say_signal(ent_film *f, const ent_thing *t, ent_cause *io) {
    const ent_signal *g = &f->s->belief[t->what.row].signal[t->what.sub];
    double yes = f->s->value[g->if_true].best;
    double no = f->s->value[g->if_false].best;
    io->formula = f->s->formula[g->when].text;
    return put(f, io,
               ent_i_printf(f->ctx->keep,
                            "%.4g times as likely if it is true (%.4g %% "
                            "against %.4g %%)%s",
                            no > 0 ? yes / no : 0, yes, no,
                            g->absence ? "; its absence speaks too" : ""));
}

static ent_err say_words(ent_film *f, const ent_thing *t, ent_cause *io) {
    if (t->kind == ENT_THING_SIGNAL)
        return say_signal(f, t, io);
    if (t->kind != ENT_THING_SYMBOL)
        return ENT_OK;
    switch (t->what.kind) {
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return say_move(f, t, io);
    case ENT_SYMBOL_HAPPENED:
    case ENT_SYMBOL_STRIKES:
        return say_event(f, t, io);
    case ENT_SYMBOL_SETTLE:
        return say_settlement(f, t, io);
    default:
        return ENT_OK;
    }
}

/* ---- evidence */

static void by_grounds(ent_cause *io, const ent_grounds *g) {
    io->evidence = g->evidence;
    io->n_evidence = g->n_evidence;
    io->confidence = g->confidence;
    io->note = g->note;
}

static void by_value(ent_cause *io, const ent_value *v) {
    io->evidence = v->evidence;
    io->n_evidence = v->n_evidence;
    io->confidence = v->confidence;
    io->note = v->note;
}

static void by_formula(const ent_film *f, ent_cause *io, uint32_t row) {
    if (row != ENT_NONE)
        io->formula = f->s->formula[row].text;
}

static void say_quantity(const ent_film *f, const ent_quantity *q,
                         ent_cause *io) {
    by_grounds(io, &q->grounds);
    by_formula(f, io, q->formula);
    if (!io->n_evidence && q->value != ENT_NONE)
        by_value(io, &f->s->value[q->value]);
}

static void say_issue(const ent_film *f, const ent_thing *t, ent_cause *io) {
    uint32_t row = f->s->issue[t->what.row].status_quo;
    if (row != ENT_NONE)
        by_value(io, &f->s->value[row]);
}

static void say_grounds(const ent_film *f, const ent_thing *t, ent_cause *io) {
    const ent_scenario *s = f->s;
    uint32_t row = t->what.row, q = ent_i_thing_quantity(f, t->what);
    if (q != ENT_NONE) {
        say_quantity(f, &s->quantity[q], io);
        return;
    }
    switch (t->what.kind) {
    case ENT_SYMBOL_VALUE:
    case ENT_SYMBOL_BASE:
        by_value(io, &s->value[row]);
        return;
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        by_grounds(io, &s->move[row].grounds);
        by_formula(f, io, s->move[row].value);
        return;
    case ENT_SYMBOL_OPEN:
        by_grounds(io, &s->gate[row].grounds);
        by_formula(f, io, s->gate[row].opens);
        return;
    case ENT_SYMBOL_BELIEF:
        by_grounds(io, &s->belief[row].grounds);
        return;
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        by_grounds(io, &s->package[row].grounds);
        return;
    case ENT_SYMBOL_TRADE:
        by_grounds(io, &s->exchange[row].grounds);
        return;
    case ENT_SYMBOL_ATTENTION:
        by_grounds(io, &s->theatre[row].grounds);
        by_formula(f, io, s->theatre[row].demand);
        return;
    case ENT_SYMBOL_PAYOFF:
        if (t->what.sub == ENT_NONE)
            return;
        by_grounds(io, &s->payoff[t->what.sub].grounds);
        by_formula(f, io, s->payoff[t->what.sub].formula);
        return;
    case ENT_SYMBOL_HAPPENED:
    case ENT_SYMBOL_STRIKES:
        by_value(io, &s->value[s->occurrence[row].chance]);
        by_formula(f, io, s->occurrence[row].when);
        return;
    case ENT_SYMBOL_SETTLE:
        say_issue(f, t, io);
        return;
    default:
        return;
    }
}

ent_err ent_i_cause_say(ent_film *f, const ent_thing *t, ent_cause *io) {
    const ent_signal *g;
    io->kind = kind_of(f, t);
    if (t->kind == ENT_THING_SYMBOL)
        say_grounds(f, t, io);
    if (t->kind == ENT_THING_SIGNAL) {
        g = &f->s->belief[t->what.row].signal[t->what.sub];
        by_grounds(io, &f->s->belief[t->what.row].grounds);
        if (f->s->value[g->if_true].n_evidence)
            by_value(io, &f->s->value[g->if_true]);
    }
    return say_words(f, t, io);
}
