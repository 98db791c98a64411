/* symbols.c - what a name means: one index over all that a scenario has, built
 * from its rows.  Where two rows claim one name, the part of the system comes
 * before the value that it drives. */
#include "scenario/formula_tree.h"
#include "scenario/scenario.h"

/* ---- the name of a symbol */

static const char *const prefix[ENT_SYMBOL_KINDS] = {
    [ENT_SYMBOL_SETTLE] = "settle.",
    [ENT_SYMBOL_FAILED] = "failed.",
    [ENT_SYMBOL_STAND] = "stand.",
    [ENT_SYMBOL_DESIRED] = "desired.",
    [ENT_SYMBOL_OPEN] = "open.",
    [ENT_SYMBOL_DID] = "did.",
    [ENT_SYMBOL_CHANCE] = "chance.",
    [ENT_SYMBOL_SEEN] = "seen.",
    [ENT_SYMBOL_BELIEF] = "belief.",
    [ENT_SYMBOL_PAYOFF] = "payoff.",
    [ENT_SYMBOL_ATTENTION] = "attention.",
    [ENT_SYMBOL_DEAL] = "deal.",
    [ENT_SYMBOL_ODDS] = "odds.",
    [ENT_SYMBOL_GAIN] = "gain.",
    [ENT_SYMBOL_TRADE] = "gain.",
    [ENT_SYMBOL_HAPPENED] = "happened.",
    [ENT_SYMBOL_STRIKES] = "strikes.",
    [ENT_SYMBOL_TIME] = "t",
    [ENT_SYMBOL_YEAR] = "year",
    [ENT_SYMBOL_MONTH] = "month",
    [ENT_SYMBOL_BASE] = "base",
    [ENT_SYMBOL_OPTION] = "option",
    [ENT_SYMBOL_VISIBLE] = "visible"};

/* The id that a name begins with, behind its prefix. */
static ent_str first_part(const ent_scenario *s, ent_symbol y) {
    switch (y.kind) {
    case ENT_SYMBOL_VALUE:
        return s->value[y.row].name;
    case ENT_SYMBOL_QUANTITY:
        return s->quantity[y.row].id;
    case ENT_SYMBOL_SETTLE:
    case ENT_SYMBOL_FAILED:
        return s->issue[y.row].id;
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
    case ENT_SYMBOL_PAYOFF:
        return s->actor[y.row].id;
    case ENT_SYMBOL_OPEN:
        return s->gate[y.row].id;
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return s->move[y.row].id;
    case ENT_SYMBOL_BELIEF:
        return s->belief[y.row].id;
    case ENT_SYMBOL_ATTENTION:
        return s->actor[s->theatre[y.row].actor].id;
    case ENT_SYMBOL_DEAL:
    case ENT_SYMBOL_ODDS:
    case ENT_SYMBOL_GAIN:
        return s->package[y.row].id;
    case ENT_SYMBOL_TRADE:
        return s->exchange[y.row].id;
    case ENT_SYMBOL_HAPPENED:
    case ENT_SYMBOL_STRIKES:
        return s->occurrence[y.row].id;
    default:
        return (ent_str){0};
    }
}

/* The id behind that, blank where there is none. */
static ent_str second_part(const ent_scenario *s, ent_symbol y) {
    bool none = y.sub == ENT_NONE;
    switch (y.kind) {
    case ENT_SYMBOL_STAND:
    case ENT_SYMBOL_DESIRED:
        return s->issue[y.sub].id;
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
        return none ? (ent_str){0} : s->move[y.row].option[y.sub].id;
    case ENT_SYMBOL_PAYOFF:
        return none ? (ent_str){0} : s->payoff[y.sub].id;
    case ENT_SYMBOL_ATTENTION:
        return s->theatre[y.row].id;
    case ENT_SYMBOL_GAIN:
        return s->actor[s->package[y.row].party[y.sub]].id;
    case ENT_SYMBOL_TRADE:
        return s->actor[s->exchange[y.row].actor[y.sub]].id;
    default:
        return (ent_str){0};
    }
}

ent_str ent_i_symbol_text(ent_arena *into, const ent_scenario *s,
                          ent_symbol what) {
    const char *before = prefix[what.kind];
    ent_str a = first_part(s, what), b = second_part(s, what);
    if (!before && !what.last)
        return a;
    return ent_i_printf(into, "%s%s%.*s%s%.*s", what.last ? "last." : "",
                        before ? before : "", ENT_P(a), b.n ? "." : "",
                        ENT_P(b));
}

/* ---- all names */

typedef struct list {
    ent_ctx *ctx;
    ent_arena *into;
    const ent_scenario *s;
    ent_vec name; /* ent_name */
    ent_index index;
} list;

static ent_err put_text(list *l, ent_str text, ent_symbol what, bool quiet) {
    if (!text.n || ent_i_index_find(&l->index, text) != ENT_NONE)
        return ENT_OK;
    uint32_t row = (uint32_t)l->name.n;
    ent_name *n = ENT_PUSH(l->into, &l->name, ent_name);
    if (!n || !ent_i_index_put(l->into, &l->index, text, row))
        return ENT_NOMEM_FAIL(l->ctx);
    *n = (ent_name){text, what, quiet};
    return ENT_OK;
}

static ent_err put(list *l, ent_symbol_kind kind, size_t row, size_t sub) {
    ent_symbol y = {kind, (uint32_t)row, (uint32_t)sub, false};
    if (row != ENT_NONE && !first_part(l->s, y).n)
        return ENT_OK; /* an event that nobody named */
    ent_str text = ent_i_symbol_text(l->into, l->s, y);
    return text.s ? put_text(l, text, y, row == ENT_NONE)
                  : ENT_NOMEM_FAIL(l->ctx);
}

/* A quantity is the value that it keeps or drives, else its own. */
static ent_err put_quantities(list *l) {
    for (uint32_t i = 0; i < l->s->n_quantities; i++) {
        const ent_quantity *q = &l->s->quantity[i];
        ent_symbol y = {ENT_SYMBOL_QUANTITY, i, ENT_NONE, false};
        if (q->value != ENT_NONE)
            y = (ent_symbol){ENT_SYMBOL_VALUE, q->value, ENT_NONE, false};
        ENT_TRY(put_text(l, q->id, y, false));
    }
    return ENT_OK;
}

static ent_err put_moves(list *l) {
    for (size_t i = 0; i < l->s->n_moves; i++) {
        ENT_TRY(put(l, ENT_SYMBOL_MOVE, i, ENT_NONE));
        ENT_TRY(put(l, ENT_SYMBOL_SEEN, i, ENT_NONE));
        ENT_TRY(put(l, ENT_SYMBOL_DID, i, ENT_NONE));
        ENT_TRY(put(l, ENT_SYMBOL_CHANCE, i, ENT_NONE));
        for (size_t k = 0; k < l->s->move[i].n_options; k++) {
            ENT_TRY(put(l, ENT_SYMBOL_DID, i, k));
            ENT_TRY(put(l, ENT_SYMBOL_CHANCE, i, k));
        }
    }
    return ENT_OK;
}

static ent_err put_mind(list *l) {
    for (size_t i = 0; i < l->s->n_beliefs; i++)
        ENT_TRY(put(l, ENT_SYMBOL_BELIEF, i, ENT_NONE));
    for (size_t i = 0; i < l->s->n_gates; i++)
        ENT_TRY(put(l, ENT_SYMBOL_OPEN, i, ENT_NONE));
    for (size_t i = 0; i < l->s->n_theatres; i++)
        ENT_TRY(put(l, ENT_SYMBOL_ATTENTION, i, ENT_NONE));
    for (size_t i = 0; i < l->s->n_actors; i++)
        ENT_TRY(put(l, ENT_SYMBOL_PAYOFF, i, ENT_NONE));
    for (size_t i = 0; i < l->s->n_payoffs; i++)
        ENT_TRY(put(l, ENT_SYMBOL_PAYOFF, l->s->payoff[i].actor, i));
    return ENT_OK;
}

static ent_err put_issues(list *l) {
    const ent_scenario *s = l->s;
    for (size_t i = 0; i < s->n_issues; i++) {
        ENT_TRY(put(l, ENT_SYMBOL_SETTLE, i, ENT_NONE));
        ENT_TRY(put(l, ENT_SYMBOL_FAILED, i, ENT_NONE));
    }
    for (size_t i = 0; i < s->n_stances; i++) {
        const ent_stance *st = &s->stance[i];
        ENT_TRY(put(l, ENT_SYMBOL_STAND, st->actor, st->issue));
        ENT_TRY(put(l, ENT_SYMBOL_DESIRED, st->actor, st->issue));
    }
    return ENT_OK;
}

static ent_err put_deals(list *l) {
    const ent_scenario *s = l->s;
    for (size_t i = 0; i < s->n_packages; i++) {
        ENT_TRY(put(l, ENT_SYMBOL_DEAL, i, ENT_NONE));
        ENT_TRY(put(l, ENT_SYMBOL_ODDS, i, ENT_NONE));
        for (size_t k = 0; k < s->package[i].n_parties; k++)
            ENT_TRY(put(l, ENT_SYMBOL_GAIN, i, k));
    }
    for (size_t i = 0; i < s->n_exchanges; i++) {
        ENT_TRY(put(l, ENT_SYMBOL_TRADE, i, 0));
        ENT_TRY(put(l, ENT_SYMBOL_TRADE, i, 1));
    }
    for (size_t i = 0; i < s->n_occurrences; i++) {
        ENT_TRY(put(l, ENT_SYMBOL_HAPPENED, i, ENT_NONE));
        ENT_TRY(put(l, ENT_SYMBOL_STRIKES, i, ENT_NONE));
    }
    return ENT_OK;
}

static void mark_dials(const ent_dials *d, bool *dial) {
    if (d->hold != ENT_NONE)
        dial[d->hold] = true;
    if (d->shift != ENT_NONE)
        dial[d->shift] = true;
    if (d->scale != ENT_NONE)
        dial[d->scale] = true;
}

static ent_err put_values(list *l) {
    const ent_scenario *s = l->s;
    bool *dial = ENT_NEW(l->ctx->temp, s->n_values, bool);
    if (!dial)
        return ENT_NOMEM_FAIL(l->ctx);
    for (size_t i = 0; i < s->n_quantities; i++)
        mark_dials(&s->quantity[i].dials, dial);
    for (size_t i = 0; i < s->n_moves; i++)
        mark_dials(&s->move[i].dials, dial);
    for (size_t i = 0; i < s->n_gates; i++)
        mark_dials(&s->gate[i].dials, dial);
    for (uint32_t i = 0; i < s->n_values; i++) {
        const ent_value *v = &s->value[i];
        bool quiet = dial[i] || !v->kind || ent_i_starts(v->name, "event.") ||
                     ent_i_starts(v->name, "lens.");
        ENT_TRY(put_text(l, v->name,
                         (ent_symbol){ENT_SYMBOL_VALUE, i, ENT_NONE, false},
                         quiet));
    }
    return ENT_OK;
}

static ent_err put_all(list *l) {
    static const ent_symbol_kind alone[] = {ENT_SYMBOL_TIME, ENT_SYMBOL_YEAR,
                                            ENT_SYMBOL_MONTH};
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
        ENT_TRY(put(l, alone[i], ENT_NONE, ENT_NONE));
    ENT_TRY(put_quantities(l));
    ENT_TRY(put_moves(l));
    ENT_TRY(put_mind(l));
    ENT_TRY(put_issues(l));
    ENT_TRY(put_deals(l));
    return put_values(l);
}

/* ---- whose formula is whose */

static void belongs(uint32_t *owner, uint32_t formula, uint32_t row) {
    if (formula != ENT_NONE)
        owner[formula] = row;
}

static ent_err put_owners(list *l, ent_names *names) {
    const ent_scenario *s = l->s;
    uint32_t *move = ENT_NEW(l->into, s->n_formulas, uint32_t);
    uint32_t *driver = ENT_NEW(l->into, s->n_formulas, uint32_t);
    uint32_t *worth = ENT_NEW(l->into, s->n_formulas, uint32_t);
    if (!move || !driver || !worth)
        return ENT_NOMEM_FAIL(l->ctx);
    for (size_t i = 0; i < s->n_formulas; i++)
        move[i] = driver[i] = worth[i] = ENT_NONE;
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].kind == ENT_QUANTITY_FORMULA &&
            s->quantity[i].value != ENT_NONE)
            belongs(driver, s->quantity[i].formula, i);
    for (uint32_t i = 0; i < s->n_moves; i++) {
        const ent_move *m = &s->move[i];
        belongs(move, m->value, i);
        belongs(worth, m->value, i);
        belongs(move, m->when, i);
        belongs(move, m->detected, i);
        for (size_t k = 0; k < m->n_options; k++) {
            belongs(move, m->option[k].value, i);
            belongs(worth, m->option[k].value, i);
            belongs(move, m->option[k].when, i);
        }
    }
    names->move = move;
    names->driver = driver;
    names->worth = worth;
    return ENT_OK;
}

ent_err ent_i_names_new(ent_ctx *ctx, ent_arena *into, const ent_scenario *s,
                        const ent_names **out) {
    list l = {.ctx = ctx, .into = into, .s = s};
    ent_names *names = ENT_NEW(into, 1, ent_names);
    ent_index *index = ENT_NEW(into, 1, ent_index);
    if (!names || !index)
        return ENT_NOMEM_FAIL(ctx);
    ENT_TRY(put_all(&l));
    ENT_TRY(put_owners(&l, names));
    *index = l.index;
    names->s = s;
    names->name = l.name.at;
    names->n = (uint32_t)l.name.n;
    names->index = index;
    *out = names;
    return ENT_OK;
}

/* ---- finding */

ent_str ent_i_names_text(const ent_names *names, uint32_t row) {
    return names->name[row].text;
}

ent_symbol ent_i_names_symbol(const ent_names *names, uint32_t row) {
    return names->name[row].symbol;
}

const char *ent_i_names_hint(ent_ctx *ctx, const ent_names *names,
                             ent_str name) {
    ent_str *known = ENT_NEW(ctx->temp, names->n, ent_str);
    size_t n = 0;
    for (uint32_t i = 0; known && i < names->n; i++)
        if (!names->name[i].quiet)
            known[n++] = names->name[i].text;
    return ent_i_hint(ctx->temp, name, known, n);
}

static bool find_own(ent_str name, ent_symbol *out) {
    static const ent_symbol_kind own[] = {ENT_SYMBOL_BASE, ENT_SYMBOL_OPTION,
                                          ENT_SYMBOL_VISIBLE};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (ent_i_eqz(name, prefix[own[i]])) {
            *out = (ent_symbol){own[i], ENT_NONE, ENT_NONE, false};
            return true;
        }
    return false;
}

ent_err ent_i_names_find(ent_ctx *ctx, const ent_names *names, ent_str name,
                         ent_place at, ent_symbol *out) {
    ent_str rest = name;
    bool last = ent_i_starts(name, "last.");
    if (last)
        rest = (ent_str){name.s + 5, name.n - 5};
    uint32_t row = ent_i_index_find(names->index, rest);
    if (row != ENT_NONE)
        *out = names->name[row].symbol;
    else if (last || !find_own(name, out)) {
        if (last && (ent_i_starts(rest, "last.") || find_own(rest, out)))
            return ENT_FAIL_AT(ctx, ENT_NAME, at,
                               "'%.*s' means nothing; last. stands once, "
                               "before a name that is known outside of one "
                               "formula; write delay(x, 2) for two steps",
                               ENT_P(ent_i_clip(name)));
        return ENT_FAIL_AT(ctx, ENT_NAME, at, "nothing is called '%.*s'%s",
                           ENT_P(ent_i_clip(rest)),
                           ent_i_names_hint(ctx, names, rest));
    }
    out->last = last;
    return ENT_OK;
}

ent_err ent_i_symbol_find(ent_ctx *ctx, const ent_scenario *s, ent_str name,
                          ent_place at, ent_symbol *out) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    const ent_names *names;
    ent_err e = ent_i_names_new(ctx, ctx->temp, s, &names);
    if (!e)
        e = ent_i_names_find(ctx, names, name, at, out);
    ent_i_arena_release(ctx->temp, m);
    return e;
}

/* ---- matching */

static ent_str last_part(ent_str s) {
    size_t i = s.n;
    while (i && s.s[i - 1] != '.')
        i--;
    return (ent_str){s.s + i, s.n - i};
}

static bool is_dial(ent_str part) {
    return ent_i_eqz(part, "hold") || ent_i_eqz(part, "shift") ||
           ent_i_eqz(part, "scale");
}

/* Does the pattern mean a name that stays out of the way of patterns? */
static bool spelled(ent_str pattern, ent_str name) {
    ent_str end = last_part(pattern), a = pattern, b = name;
    return ent_i_eq(pattern, name) ||
           (is_dial(end) && ent_i_eq(end, last_part(name))) ||
           ((ent_i_starts(name, "event.") || ent_i_starts(name, "lens.")) &&
            ent_i_eq(ent_i_cut(&a, '.'), ent_i_cut(&b, '.')));
}

ent_err ent_i_names_match(ent_ctx *ctx, const ent_names *names, ent_str pattern,
                          ent_arena *into, ent_vec *rows) {
    for (uint32_t i = 0; i < names->n; i++) {
        const ent_name *n = &names->name[i];
        if (!ent_i_glob(pattern, n->text) ||
            (n->quiet && !spelled(pattern, n->text)))
            continue;
        uint32_t *row = ENT_PUSH(into, rows, uint32_t);
        if (!row)
            return ENT_NOMEM_FAIL(ctx);
        *row = i;
    }
    return ENT_OK;
}

static ent_err match(ent_ctx *ctx, const ent_scenario *s, ent_str pattern,
                     ent_str **out, size_t *n) {
    const ent_names *names;
    ent_vec rows = {0};
    ENT_TRY(ent_i_names_new(ctx, ctx->temp, s, &names));
    ENT_TRY(ent_i_names_match(ctx, names, pattern, ctx->temp, &rows));
    *n = rows.n;
    *out = ENT_NEW(ctx->keep, rows.n, ent_str);
    if (!*out)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < rows.n; i++) {
        ent_str text = names->name[((uint32_t *)rows.at)[i]].text;
        (*out)[i] = ent_i_dup(ctx->keep, text);
        if (!(*out)[i].s)
            return ENT_NOMEM_FAIL(ctx);
    }
    return ENT_OK;
}

ent_err ent_i_symbols_match(ent_ctx *ctx, const ent_scenario *s,
                            ent_str pattern, ent_str **out, size_t *n) {
    ent_mark m = ent_i_arena_mark(ctx->temp);
    ent_err e = match(ctx, s, pattern, out, n);
    ent_i_arena_release(ctx->temp, m);
    return e;
}
