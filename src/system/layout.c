/* layout.c - where every number of a world lies.
 *
 * Values come first, slot by row; then a slot for each driven value as it is
 * driven; then everything else that a formula can name.  What formulas see of
 * the step before lies in one stretch, so that a step ends with one copy. */
#include "system/system.h"

static uint32_t take(uint32_t *end, size_t n) {
    uint32_t at = *end;
    *end += (uint32_t)n;
    return at;
}

static ent_err rows(ent_ctx *ctx, size_t n, uint32_t fill, uint32_t **out) {
    *out = ENT_NEW(ctx->keep, n, uint32_t);
    for (size_t i = 0; *out && i < n; i++)
        (*out)[i] = fill;
    return *out ? ENT_OK : ENT_NOMEM_FAIL(ctx);
}

/* Does this quantity compute a value that the file, a lens and events give? */
static bool drives(const ent_quantity *q) {
    return q->kind == ENT_QUANTITY_FORMULA && q->value != ENT_NONE;
}

ent_err ent_i_layout_values(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    uint32_t *seen, *driver, end = (uint32_t)s->n_values;
    ENT_TRY(rows(ctx, s->n_values, 0, &seen));
    ENT_TRY(rows(ctx, s->n_values, ENT_NONE, &driver));
    for (uint32_t v = 0; v < s->n_values; v++)
        seen[v] = v;
    for (uint32_t q = 0; q < s->n_quantities; q++) {
        if (!drives(&s->quantity[q]) || s->quantity[q].off)
            continue;
        uint32_t v = s->quantity[q].value;
        driver[v] = q;
        seen[v] = take(&end, 1);
    }
    w->at.share = take(&end, s->n_theatres ? s->n_actors : 0);
    w->at.end = end;
    w->seen = seen;
    w->driver = driver;
    return ENT_OK;
}

/* x, seen, did, chance; then did and chance of each option. */
static ent_err place_moves(ent_ctx *ctx, ent_world *w, uint32_t *end) {
    uint32_t *at;
    ENT_TRY(rows(ctx, w->s->n_moves, 0, &at));
    for (size_t m = 0; m < w->s->n_moves; m++) {
        size_t n = w->s->move[m].n_options;
        at[m] = take(end, 4 + 2 * n);
        w->most_options = n > w->most_options ? n : w->most_options;
    }
    w->move_at = at;
    return ENT_OK;
}

/* An event changes the level of a belief, not its prior. */
static ent_err place_beliefs(ent_ctx *ctx, ent_world *w, uint32_t *end) {
    const ent_scenario *s = w->s;
    uint32_t *heard, *home;
    ENT_TRY(rows(ctx, s->n_beliefs, 0, &heard));
    ENT_TRY(rows(ctx, s->n_values, 0, &home));
    for (uint32_t v = 0; v < s->n_values; v++)
        home[v] = v;
    w->at.belief = take(end, s->n_beliefs);
    w->at.heard = *end;
    for (size_t i = 0; i < s->n_beliefs; i++) {
        heard[i] = take(end, s->belief[i].n_signals);
        home[s->belief[i].prior] = w->at.belief + (uint32_t)i;
    }
    w->heard_at = heard;
    w->home = home;
    return ENT_OK;
}

static ent_err place_past(ent_ctx *ctx, ent_world *w, uint32_t *end) {
    const ent_scenario *s = w->s;
    uint32_t *gain;
    ENT_TRY(rows(ctx, s->n_packages, 0, &gain));
    w->at.settle = take(end, s->n_issues);
    w->at.failed = take(end, s->n_issues);
    w->at.stand = take(end, w->n_seats);
    w->at.desired = take(end, w->n_seats);
    w->at.payoff = take(end, s->n_actors);
    w->at.term = take(end, s->n_payoffs);
    w->at.deal = take(end, s->n_packages);
    w->at.odds = take(end, s->n_packages);
    w->at.gain = *end;
    for (size_t i = 0; i < s->n_packages; i++)
        gain[i] = take(end, s->package[i].n_parties);
    w->at.trade = take(end, 2 * s->n_exchanges);
    w->at.lag_end = *end;
    w->gain_at = gain;
    return ENT_OK;
}

ent_err ent_i_layout_build(ent_ctx *ctx, ent_world *w) {
    const ent_scenario *s = w->s;
    uint32_t end = w->at.end;
    w->at.quantity = take(&end, s->n_quantities);
    w->at.open = take(&end, s->n_gates);
    w->at.attention = take(&end, s->n_theatres);
    w->at.happened = take(&end, s->n_occurrences);
    w->at.strikes = take(&end, s->n_occurrences);
    w->at.clock = take(&end, 3);
    w->at.option = take(&end, 1);
    w->at.visible = take(&end, 1);
    w->at.nothing = take(&end, 1);
    ENT_TRY(place_moves(ctx, w, &end));
    ENT_TRY(place_beliefs(ctx, w, &end));
    ENT_TRY(place_past(ctx, w, &end));
    w->at.end = end;
    return ENT_OK;
}

/* ---- names */

static uint32_t at_seat(const ent_world *w, ent_symbol x, uint32_t first) {
    uint32_t seat = w->seat[x.row * w->s->n_issues + x.sub];
    return seat == ENT_NONE ? w->at.nothing : first + seat;
}

static uint32_t at_quantity(const ent_world *w, uint32_t row) {
    const ent_quantity *q = &w->s->quantity[row];
    return q->value != ENT_NONE ? w->seen[q->value] : w->at.quantity + row;
}

/* did or chance (which: 0, 1) of a move or of one of its options. */
static uint32_t at_option(const ent_world *w, ent_symbol x, uint32_t which) {
    uint32_t at = w->move_at[x.row];
    if (x.sub == ENT_NONE)
        return at + 2 + which;
    return at + 4 + which * (uint32_t)w->s->move[x.row].n_options + x.sub;
}

static uint32_t at_past(const ent_world *w, ent_symbol x) {
    switch (x.kind) {
    case ENT_SYMBOL_SETTLE:
        return w->at.settle + x.row;
    case ENT_SYMBOL_FAILED:
        return w->at.failed + x.row;
    case ENT_SYMBOL_STAND:
        return at_seat(w, x, w->at.stand);
    case ENT_SYMBOL_DESIRED:
        return at_seat(w, x, w->at.desired);
    case ENT_SYMBOL_PAYOFF:
        return x.sub == ENT_NONE ? w->at.payoff + x.row : w->at.term + x.sub;
    case ENT_SYMBOL_DEAL:
        return w->at.deal + x.row;
    case ENT_SYMBOL_ODDS:
        return w->at.odds + x.row;
    case ENT_SYMBOL_GAIN:
        return w->gain_at[x.row] + x.sub;
    case ENT_SYMBOL_TRADE:
        return w->at.trade + 2 * x.row + x.sub;
    default:
        return w->at.nothing;
    }
}

uint32_t ent_i_world_slot(const ent_world *w, ent_symbol x) {
    switch (x.kind) {
    case ENT_SYMBOL_VALUE:
        return w->seen[x.row];
    case ENT_SYMBOL_QUANTITY:
        return at_quantity(w, x.row);
    case ENT_SYMBOL_OPEN:
        return w->at.open + x.row;
    case ENT_SYMBOL_MOVE:
        return w->move_at[x.row];
    case ENT_SYMBOL_SEEN:
        return w->move_at[x.row] + 1;
    case ENT_SYMBOL_DID:
        return at_option(w, x, 0);
    case ENT_SYMBOL_CHANCE:
        return at_option(w, x, 1);
    case ENT_SYMBOL_BELIEF:
        return w->at.belief + x.row;
    case ENT_SYMBOL_ATTENTION:
        return w->at.attention + x.row;
    case ENT_SYMBOL_HAPPENED:
        return w->at.happened + x.row;
    case ENT_SYMBOL_STRIKES:
        return w->at.strikes + x.row;
    case ENT_SYMBOL_TIME:
    case ENT_SYMBOL_YEAR:
    case ENT_SYMBOL_MONTH:
        return w->at.clock + (uint32_t)(x.kind - ENT_SYMBOL_TIME);
    case ENT_SYMBOL_BASE:
        return x.row;
    case ENT_SYMBOL_OPTION:
        return w->at.option;
    case ENT_SYMBOL_VISIBLE:
        return w->at.visible;
    default:
        return at_past(w, x);
    }
}
