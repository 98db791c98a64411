/* units.c - units of formulas: products of powers of names.
 *
 * "barrel/month", "USD^2", "1"; what a name means is nobody's business but
 * that equal things have equal names.  Where a part has no unit, nothing is
 * known of the whole; a plain number goes with every unit. */
#include "scenario/loops.h"
#include "scenario/scenario.h"
#include <math.h>

enum { FACTORS_MAX = 8 };

typedef struct factor {
    ent_str name;
    double power;
} factor;

typedef struct unit {
    enum { UNKNOWN, NUMBER, KNOWN } kind;
    size_t n;
    factor of[FACTORS_MAX];
} unit;

struct ent_units {
    ent_ctx *ctx;
    const ent_names *names;
    ent_i_told *told;
    void *user;
    unit *of;              /* [n_quantities] */
    const uint32_t *home;  /* [n_values] the quantity that gives a value */
    const uint32_t *owner; /* [n_formulas] the quantity of a formula */
};

/* ---- algebra */

/* u * v^power */
static unit times(unit u, unit v, double power) {
    if (u.kind == UNKNOWN || v.kind == UNKNOWN)
        return (unit){.kind = UNKNOWN};
    u.kind = u.kind > v.kind ? u.kind : v.kind;
    for (size_t k = 0; k < v.n; k++) {
        size_t i = 0;
        while (i < u.n && !ent_i_eq(u.of[i].name, v.of[k].name))
            i++;
        if (i == FACTORS_MAX)
            return (unit){.kind = UNKNOWN};
        if (i == u.n)
            u.of[u.n++] = (factor){v.of[k].name, 0};
        u.of[i].power += power * v.of[k].power;
        if (fabs(u.of[i].power) < 1e-9) /* it cancels */
            u.of[i] = u.of[--u.n];
    }
    return u;
}

static unit power_of(unit u, double power) {
    unit one = {.kind = u.kind};
    return times(one, u, power);
}

static bool equal(const unit *u, const unit *v) {
    unit ratio = times(*u, *v, -1);
    return ratio.kind != KNOWN || !ratio.n;
}

static ent_str text_of(ent_arena *a, const unit *u) {
    ent_str s = u->n ? ENT_STR("") : ENT_STR("1");
    for (size_t i = 0; i < u->n; i++) {
        ent_str name = ent_i_clip(u->of[i].name);
        s = ent_i_printf(a, "%.*s%s%.*s", ENT_P(s), i ? "*" : "", ENT_P(name));
        if (u->of[i].power != 1)
            s = ent_i_printf(a, "%.*s^%.4g", ENT_P(s), u->of[i].power);
    }
    return s;
}

/* ---- reading */

typedef struct reader {
    ent_str text;
    size_t at;
    int depth;
} reader;

static bool read_product(reader *r, unit *out);

static void skip(reader *r) {
    while (r->at < r->text.n && r->text.s[r->at] == ' ')
        r->at++;
}

static bool take(reader *r, char c) {
    skip(r);
    bool here = r->at < r->text.n && r->text.s[r->at] == c;
    r->at += here;
    return here;
}

static ent_str read_word(reader *r) {
    size_t from = r->at;
    while (r->at < r->text.n && !strchr("*/^()", r->text.s[r->at]))
        r->at++;
    return ent_i_trim((ent_str){r->text.s + from, r->at - from});
}

static bool read_factor(reader *r, unit *out) {
    double power;
    *out = (unit){.kind = KNOWN};
    if (take(r, '(')) {
        if (++r->depth > 8 || !read_product(r, out) || !take(r, ')'))
            return false;
        r->depth--;
    } else {
        ent_str name = read_word(r);
        if (!name.n)
            return false;
        if (!ent_i_eqz(name, "1") && !ent_i_eqz(name, "percent") &&
            !ent_i_eqz(name, "%"))
            out->of[out->n++] = (factor){name, 1};
    }
    if (!take(r, '^'))
        return true;
    if (!ent_i_number(read_word(r), &power))
        return false;
    *out = power_of(*out, power);
    return true;
}

static bool read_product(reader *r, unit *out) {
    unit next;
    if (!read_factor(r, out))
        return false;
    for (;;) {
        bool over = take(r, '/');
        if (!over && !take(r, '*'))
            return true;
        if (!read_factor(r, &next))
            return false;
        *out = times(*out, next, over ? -1 : 1);
    }
}

static bool read_unit(ent_str text, unit *out) {
    reader r = {.text = ent_i_trim(text)};
    *out = (unit){.kind = UNKNOWN};
    if (!r.text.n)
        return true;
    if (read_product(&r, out) && r.at == r.text.n)
        return true;
    *out = (unit){.kind = UNKNOWN};
    return false;
}

static ent_err read_units(ent_units *u) {
    const ent_scenario *s = u->names->s;
    for (size_t i = 0; i < s->n_quantities; i++) {
        const ent_quantity *q = &s->quantity[i];
        if (read_unit(q->unit, &u->of[i]))
            continue;
        ent_str why = ent_i_printf(
            u->ctx->temp,
            "'%.*s' is not a unit; write names with *, / and ^, as in "
            "barrel/month, or 1 for a plain number",
            ENT_P(ent_i_clip(q->unit)));
        if (!why.s)
            return ENT_NOMEM_FAIL(u->ctx);
        ENT_TRY(u->told(u->user, ENT_SYNTAX, q->grounds.at, why));
    }
    return ENT_OK;
}

ent_err ent_i_units_new(ent_ctx *ctx, const ent_names *names, ent_i_told *told,
                        void *user, const ent_units **out) {
    const ent_scenario *s = names->s;
    ent_units *u = ENT_NEW(ctx->temp, 1, ent_units);
    unit *of = ENT_NEW(ctx->temp, s->n_quantities, unit);
    uint32_t *home = ENT_NEW(ctx->temp, s->n_values, uint32_t);
    uint32_t *owner = ENT_NEW(ctx->temp, s->n_formulas, uint32_t);
    if (!u || !of || !home || !owner)
        return ENT_NOMEM_FAIL(ctx);
    for (size_t i = 0; i < s->n_values; i++)
        home[i] = ENT_NONE;
    for (size_t i = 0; i < s->n_formulas; i++)
        owner[i] = ENT_NONE;
    for (uint32_t i = 0; i < s->n_quantities; i++) {
        if (s->quantity[i].value != ENT_NONE)
            home[s->quantity[i].value] = i;
        if (s->quantity[i].formula != ENT_NONE)
            owner[s->quantity[i].formula] = i;
    }
    *u = (ent_units){ctx, names, told, user, of, home, owner};
    *out = u;
    return read_units(u);
}

/* ---- the unit of a formula */

static ent_err unit_of(const ent_units *u, uint32_t row, const ent_tree *t,
                       unit *out);

static unit of_symbol(const ent_units *u, ent_symbol y) {
    uint32_t q = ENT_NONE;
    if (y.kind == ENT_SYMBOL_QUANTITY)
        q = y.row;
    if (y.kind == ENT_SYMBOL_VALUE || y.kind == ENT_SYMBOL_BASE)
        q = u->home[y.row];
    return q == ENT_NONE ? (unit){.kind = UNKNOWN} : u->of[q];
}

static ent_err tell(const ent_units *u, uint32_t row, const ent_tree *t,
                    ent_str why) {
    const ent_formula *f = &u->names->s->formula[row];
    if (!why.s)
        return ENT_NOMEM_FAIL(u->ctx);
    return u->told(u->user, ENT_DOMAIN, ent_i_formula_place(f, t->at), why);
}

/* Parts from `first` on that are added, compared or chosen from must agree;
 * the unit is theirs. */
static ent_err agree(const ent_units *u, uint32_t row, const ent_tree *t,
                     uint32_t first, unit *out) {
    bool unknown = false;
    *out = (unit){.kind = NUMBER};
    for (uint32_t i = first; i < t->n_args; i++) {
        unit next;
        ENT_TRY(unit_of(u, row, t->arg[i], &next));
        unknown |= next.kind == UNKNOWN;
        if (out->kind == KNOWN && next.kind == KNOWN && !equal(out, &next)) {
            ENT_TRY(tell(u, row, t,
                         ent_i_printf(u->ctx->temp,
                                      "%s puts together %.*s and %.*s",
                                      ent_i_form_text(t->form),
                                      ENT_P(text_of(u->ctx->temp, out)),
                                      ENT_P(text_of(u->ctx->temp, &next)))));
            unknown = true; /* told once */
        }
        if (next.kind == KNOWN)
            *out = next;
    }
    if (unknown)
        out->kind = UNKNOWN;
    return ENT_OK;
}

/* Units of all parts, of which those without one are asked for. */
static ent_err plain(const ent_units *u, uint32_t row, const ent_tree *t,
                     unit *out) {
    unit next;
    for (uint32_t i = 0; i < t->n_args; i++) {
        ENT_TRY(unit_of(u, row, t->arg[i], &next));
        if (next.kind != KNOWN || !next.n)
            continue;
        ENT_TRY(tell(u, row, t,
                     ent_i_printf(u->ctx->temp,
                                  "%s takes a number without a unit, not "
                                  "%.*s; divide it by a scale",
                                  ent_i_form_text(t->form),
                                  ENT_P(text_of(u->ctx->temp, &next)))));
    }
    *out = (unit){.kind = KNOWN};
    return ENT_OK;
}

static ent_err of_power(const ent_units *u, uint32_t row, const ent_tree *t,
                        unit *out) {
    unit base, power;
    ENT_TRY(unit_of(u, row, t->arg[0], &base));
    ENT_TRY(unit_of(u, row, t->arg[1], &power));
    if (t->arg[1]->form == ENT_FORM_NUMBER)
        *out = power_of(base, t->arg[1]->number);
    else
        *out = (unit){.kind = base.kind == KNOWN && !base.n ? KNOWN : UNKNOWN};
    return ENT_OK;
}

static ent_err of_product(const ent_units *u, uint32_t row, const ent_tree *t,
                          unit *out) {
    unit a, b;
    ENT_TRY(unit_of(u, row, t->arg[0], &a));
    ENT_TRY(unit_of(u, row, t->arg[1], &b));
    *out = times(a, b, t->form == ENT_FORM_MUL ? 1 : -1);
    return ENT_OK;
}

/* Arguments that only must agree among themselves; the result has none. */
static ent_err of_truth(const ent_units *u, uint32_t row, const ent_tree *t,
                        unit *out) {
    unit any;
    if (t->form >= ENT_FORM_LESS && t->form <= ENT_FORM_UNEQUAL)
        ENT_TRY(agree(u, row, t, 0, &any));
    else
        for (uint32_t i = 0; i < t->n_args; i++)
            ENT_TRY(unit_of(u, row, t->arg[i], &any));
    *out = (unit){.kind = KNOWN};
    return ENT_OK;
}

/* The unit of what is averaged or delayed; how long has its own. */
static ent_err of_memory(const ent_units *u, uint32_t row, const ent_tree *t,
                         unit *out) {
    const ent_tree *ends[2] = {t->arg[0], t->arg[t->n_args - 1]};
    ent_tree pair = *t;
    unit time;
    ENT_TRY(unit_of(u, row, t->arg[1], &time));
    pair.arg = ends;
    pair.n_args = t->n_args == 3 ? 2 : 1;
    return agree(u, row, &pair, 0, out);
}

static ent_err of_rest(const ent_units *u, uint32_t row, const ent_tree *t,
                       unit *out) {
    unit any;
    for (uint32_t i = 0; i < t->n_args; i++)
        ENT_TRY(unit_of(u, row, t->arg[i], &any));
    *out = (unit){.kind = t->form == ENT_FORM_TABLE ? NUMBER : UNKNOWN};
    return ENT_OK;
}

static ent_err unit_of(const ent_units *u, uint32_t row, const ent_tree *t,
                       unit *out) {
    unit any;
    switch (t->form) {
    case ENT_FORM_NUMBER:
        *out = (unit){.kind = NUMBER};
        return ENT_OK;
    case ENT_FORM_SYMBOL:
        *out = of_symbol(u, t->symbol);
        return ENT_OK;
    case ENT_FORM_MUL:
    case ENT_FORM_DIV:
        return of_product(u, row, t, out);
    case ENT_FORM_POW:
        return of_power(u, row, t, out);
    case ENT_FORM_SQRT:
        ENT_TRY(unit_of(u, row, t->arg[0], &any));
        *out = power_of(any, 0.5);
        return ENT_OK;
    case ENT_FORM_EXP:
    case ENT_FORM_LN:
    case ENT_FORM_LOGISTIC:
        return plain(u, row, t, out);
    case ENT_FORM_IF:
        ENT_TRY(unit_of(u, row, t->arg[0], &any));
        return agree(u, row, t, 1, out);
    case ENT_FORM_SMOOTH:
    case ENT_FORM_DELAY:
        return of_memory(u, row, t, out);
    case ENT_FORM_RAMP:
    case ENT_FORM_TABLE:
        return of_rest(u, row, t, out);
    case ENT_FORM_STEP:
    case ENT_FORM_PULSE:
        return of_truth(u, row, t, out);
    default:
        if (t->form <= ENT_FORM_UNEQUAL)
            return of_truth(u, row, t, out);
        return agree(u, row, t, 0, out);
    }
}

/* ---- the unit that a formula should have */

static bool is_step(const ent_scenario *s, ent_str name) {
    static const char *const word[] = {"day", "week", "month", "year"};
    const char *letter = strchr("dwmy", s->step_unit);
    if (ent_i_ends(name, "s"))
        name.n--;
    return ent_i_eqz(name, "step") ||
           (s->step_unit && letter &&
            ent_i_eqz(name, word[strlen("dwmy") - strlen(letter)]));
}

/* The change of a stock may be written per step or as such. */
static bool per_step(const ent_scenario *s, const unit *stock,
                     const unit *change) {
    unit ratio = times(*change, *stock, -1);
    return ratio.n == 1 && fabs(ratio.of[0].power + 1) < 1e-9 &&
           is_step(s, ratio.of[0].name);
}

ent_err ent_i_units_check(const ent_units *u, uint32_t formula,
                          const ent_tree *t) {
    const ent_scenario *s = u->names->s;
    uint32_t q = u->owner[formula];
    unit got;
    ENT_TRY(unit_of(u, formula, t, &got));
    if (q == ENT_NONE || u->of[q].kind != KNOWN || got.kind != KNOWN ||
        equal(&got, &u->of[q]))
        return ENT_OK;
    bool stock = s->quantity[q].kind == ENT_QUANTITY_STOCK;
    if (stock && per_step(s, &u->of[q], &got))
        return ENT_OK;
    return tell(u, formula, t,
                ent_i_printf(u->ctx->temp,
                             "%s '%.*s' is in %.*s, but its formula comes "
                             "out in %.*s",
                             stock ? "the stock" : "the quantity",
                             ENT_P(ent_i_clip(s->quantity[q].id)),
                             ENT_P(text_of(u->ctx->temp, &u->of[q])),
                             ENT_P(text_of(u->ctx->temp, &got))));
}
