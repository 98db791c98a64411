/* quantities.c - named numbers that live in time: constants, formulas, stocks,
 * and drivers, which have the name of a value and stand in for it. */
#include "scenario/scenario.h"
#include <math.h>

enum {
    KIND,
    VALUE,
    START,
    CHANGE,
    FORMULA,
    RANGE,
    UNIT,
    NEUTRAL,
    NAME,
    HOLD,
    SHIFT,
    SCALE,
    GROUNDS,
    KEYS = GROUNDS + ENT_GROUNDS
};
static const char *const keys[] = {
    "kind",    "value", "start", "change", "formula", "range",         "unit",
    "neutral", "name",  "hold",  "shift",  "scale",   ENT_GROUNDS_KEYS};

static const ent_range result = {"formula", -ENT_MOST, ENT_MOST, false};
static const ent_range change = {"change", -ENT_MOST, ENT_MOST, false};

/* A quantity while it is read. */
typedef struct draft {
    ent_quantity q;
    const ent_node *key, *got[KEYS];
    uint32_t driven; /* the value of that name; ENT_NONE: none */
    ent_range range;
} draft;

/* ---- kinds */

static ent_err read_kind(ent_reader *r, draft *d) {
    static const char *const names[] = {"constant", "formula", "stock"};
    ent_str text;
    ENT_TRY(ent_i_text(r, d->got[KIND], "kind", &text));
    if (d->got[START] || d->got[CHANGE])
        d->q.kind = ENT_QUANTITY_STOCK;
    else if (d->got[FORMULA])
        d->q.kind = ENT_QUANTITY_FORMULA;
    if (!text.n)
        return ENT_OK;
    for (int i = 0; i < 3; i++)
        if (ent_i_eqz(text, names[i])) {
            d->q.kind = (ent_quantity_kind)i;
            return ENT_OK;
        }
    return ent_i_find(r, ENT_NAME, d->got[KIND]->at,
                      "kind '%.*s' of a quantity is not known; it is constant, "
                      "formula or stock",
                      ENT_P(ent_i_clip(text)));
}

/* Keys that this kind has no use for. */
static ent_err check_keys(ent_reader *r, const draft *d) {
    static const char *const names[] = {"a constant", "a formula", "a stock"};
    static const char *const remedy[] = {"give its value", "give its formula",
                                         "give its start and its change"};
    static const int wrong[][3] = {{START, CHANGE, FORMULA},
                                   {VALUE, START, CHANGE},
                                   {VALUE, FORMULA, FORMULA}};
    for (int i = 0; i < 3; i++) {
        const ent_node *node = d->got[wrong[d->q.kind][i]];
        if (node)
            return ent_i_find(r, ENT_SYNTAX, node->at,
                              "%.*s is %s and has no `%s`; %s", ENT_P(d->q.id),
                              names[d->q.kind], keys[wrong[d->q.kind][i]],
                              remedy[d->q.kind]);
    }
    for (int i = HOLD; i <= SCALE; i++)
        if (d->got[i] &&
            (d->q.kind != ENT_QUANTITY_FORMULA || d->driven != ENT_NONE))
            return ent_i_find(r, ENT_SYNTAX, d->got[i]->at,
                              "only a formula that drives no value has `%s`; "
                              "change the value itself",
                              keys[i]);
    return ENT_OK;
}

/* ---- ranges */

/* "0..100", "0.." or "..100" */
static ent_err read_range(ent_reader *r, draft *d) {
    ent_str text;
    ENT_TRY(ent_i_text(r, d->got[RANGE], "range", &text));
    d->q.lo = -INFINITY;
    d->q.hi = INFINITY;
    if (!text.n)
        return ENT_OK;
    const char *dots = memmem(text.s, text.n, "..", 2);
    ent_str lo = {text.s, dots ? (size_t)(dots - text.s) : 0},
            hi = {dots ? dots + 2 : NULL, 0};
    hi.n = dots ? text.n - lo.n - 2 : 0;
    lo = ent_i_trim(lo);
    hi = ent_i_trim(hi);
    bool good = dots && (!lo.n || ent_i_number(lo, &d->q.lo)) &&
                (!hi.n || ent_i_number(hi, &d->q.hi)) && d->q.lo < d->q.hi;
    if (good)
        return ENT_OK;
    d->q.lo = -INFINITY;
    d->q.hi = INFINITY;
    return ent_i_find(r, ENT_SYNTAX, d->got[RANGE]->at,
                      "range '%.*s' is not one; write 0..100, 0.. or ..100",
                      ENT_P(ent_i_clip(text)));
}

static ent_err set_range(ent_reader *r, draft *d) {
    if (d->driven == ENT_NONE) {
        ENT_TRY(read_range(r, d));
        d->range = (ent_range){d->q.id.s, fmax(d->q.lo, -ENT_MOST),
                               fmin(d->q.hi, ENT_MOST), false};
        return ENT_OK;
    }
    const ent_value *v = (ent_value *)r->value.at + d->driven;
    d->range = ent_i_range_of(v);
    d->q.lo = v->min;
    d->q.hi = v->max;
    if (!d->got[RANGE])
        return ENT_OK;
    return ent_i_find(r, ENT_SYNTAX, d->got[RANGE]->at,
                      "%.*s drives a value, which has its own range, %g..%g; "
                      "remove `range`",
                      ENT_P(d->q.id), v->min, v->max);
}

static ent_err read_neutral(ent_reader *r, draft *d) {
    double lo = d->range.lo, hi = d->range.hi;
    ent_range range = {"neutral", lo, hi, false};
    d->q.neutral = lo > 0 ? lo : hi < 0 ? hi : 0;
    bool own = d->q.kind != ENT_QUANTITY_STOCK && d->driven == ENT_NONE;
    if (own || !d->got[NEUTRAL])
        return ent_i_number_read(r, d->got[NEUTRAL], &range, &d->q.neutral);
    return ent_i_find(r, ENT_SYNTAX, d->got[NEUTRAL]->at,
                      "%.*s has no `neutral`; taken out, %s", ENT_P(d->q.id),
                      d->driven != ENT_NONE ? "the value it drives is itself"
                                            : "a stock keeps its start");
}

/* ---- what it is worth */

static ent_err missing(ent_reader *r, const draft *d, const char *what,
                       const char *how) {
    return ent_i_find(r, ENT_SYNTAX, d->key->at, "%.*s has no %s; write %s",
                      ENT_P(ent_i_clip(d->q.id)), what, how);
}

static ent_err read_constant(ent_reader *r, draft *d) {
    if (d->driven != ENT_NONE)
        return ent_i_find(r, ENT_NAME, d->key->at,
                          "%.*s is a value already; change the number where it "
                          "stands, or give a formula that drives it",
                          ENT_P(d->q.id));
    if (ent_i_node_blank(d->got[VALUE]))
        return missing(r, d, "value", "value: 8 (0..25)");
    return ent_i_value_add(r, d->got[VALUE], &d->range, d->q.id, &d->q.grounds,
                           &d->q.value);
}

static ent_err read_formula(ent_reader *r, draft *d) {
    if (ent_i_node_blank(d->got[FORMULA]))
        return missing(r, d, "formula", "formula: 2 * inflow");
    ENT_TRY(ent_i_formula_add(r, d->got[FORMULA], &result, d->q.id,
                              &d->q.grounds, &d->q.formula));
    d->q.value = d->driven;
    if (d->driven != ENT_NONE)
        return ENT_OK;
    return ent_i_dials_add(r, d->q.id, &d->range, d->got + HOLD, &d->q.dials);
}

static ent_err read_start(ent_reader *r, draft *d) {
    if (d->driven != ENT_NONE) {
        d->q.value = d->driven;
        if (!d->got[START])
            return ENT_OK;
        return ent_i_find(r, ENT_SYNTAX, d->got[START]->at,
                          "this stock is the value %.*s, which is its start; "
                          "change the number there",
                          ENT_P(d->q.id));
    }
    if (ent_i_node_blank(d->got[START]))
        return missing(r, d, "start", "start: 60 (50..70)");
    return ent_i_value_add(r, d->got[START], &d->range, d->q.id, &d->q.grounds,
                           &d->q.value);
}

static ent_err read_stock(ent_reader *r, draft *d) {
    ENT_TRY(read_start(r, d));
    if (ent_i_node_blank(d->got[CHANGE]))
        return missing(r, d, "change", "change: inflow - outflow");
    ent_str name = ent_i_printf(r->ctx->keep, "%.*s.change", ENT_P(d->q.id));
    return ent_i_formula_add(r, d->got[CHANGE], &change, name, &d->q.grounds,
                             &d->q.formula);
}

/* ---- names */

/* A name made like that of a value and that of none is a slip of the pen. */
static ent_err check_new(ent_reader *r, draft *d, bool *ok) {
    ENT_TRY(ent_i_id_dotted(r, d->key, "a quantity", ok));
    if (*ok)
        ENT_TRY(ent_i_name_put(r, d->q.id, d->key->at, ok));
    return ENT_OK;
}

static bool like_value(ent_str id) {
    static const char *const parts[] = {"position", "salience", "leverage",
                                        "reservation", NULL};
    ent_str rest = id;
    if (ent_i_starts(id, "tie."))
        return true;
    while (rest.s) {
        ent_str part = ent_i_cut(&rest, '.');
        for (size_t i = 0; parts[i]; i++)
            if (ent_i_eqz(part, parts[i]))
                return true;
    }
    return ent_i_ends(id, ".capability") || ent_i_ends(id, ".weight") ||
           ent_i_ends(id, ".status_quo") || ent_i_ends(id, ".failure_costs");
}

/* May this value be driven? */
static ent_err check_driven(ent_reader *r, draft *d, bool *ok) {
    const ent_value *v = (ent_value *)r->value.at + d->driven;
    *ok = false;
    if (ent_i_is_dial(v->name) || ent_i_starts(v->name, "belief."))
        return ent_i_find(r, ENT_NAME, d->key->at,
                          "%.*s cannot be driven; change the formula that "
                          "gives it",
                          ENT_P(d->q.id));
    if (v->kind == ENT_VALUE_BLANK)
        return ent_i_find(r, ENT_DOMAIN, d->key->at,
                          "%.*s is blank, so it cannot be driven; give it a "
                          "number where it stands",
                          ENT_P(d->q.id));
    return ent_i_name_put(r, d->q.id, d->key->at, ok);
}

static ent_err check_name(ent_reader *r, draft *d, bool *ok) {
    d->driven = ent_i_index_find(&r->values, d->q.id);
    if (d->driven != ENT_NONE)
        return check_driven(r, d, ok);
    *ok = false;
    if (like_value(d->q.id))
        return r->partial ? ENT_OK
                          : ent_i_find(r, ENT_NAME, d->key->at,
                                       "there is no value '%.*s' to drive%s",
                                       ENT_P(ent_i_clip(d->q.id)),
                                       ent_i_hint(r->ctx->temp, d->q.id,
                                                  r->values.key, r->values.n));
    return check_new(r, d, ok);
}

static ent_err read_nodes(ent_reader *r, const ent_node *node, draft *d) {
    if (node->kind == ENT_NODE_SCALAR) {
        bool value = ent_i_node_blank(node) || ent_i_value_like(node->text);
        d->got[value ? VALUE : FORMULA] = node;
        d->q.kind = value ? ENT_QUANTITY_CONSTANT : ENT_QUANTITY_FORMULA;
        return ENT_OK;
    }
    ENT_TRY(ent_i_keys(r, node, "a quantity", keys, d->got));
    return read_kind(r, d);
}

static ent_err read_quantity(ent_reader *r, const ent_node *key,
                             const ent_node *node) {
    static ent_err (*const read[])(ent_reader *, draft *) = {
        read_constant, read_formula, read_stock};
    draft d = {.q = {.id = key->text,
                     .value = ENT_NONE,
                     .formula = ENT_NONE,
                     .dials = {ENT_NONE, ENT_NONE, ENT_NONE}},
               .key = key};
    bool ok;
    ENT_TRY(check_name(r, &d, &ok));
    if (!ok)
        return ENT_OK;
    uint32_t errors = r->n_errors;
    ENT_TRY(read_nodes(r, node, &d));
    if (r->n_errors == errors)
        ENT_TRY(check_keys(r, &d));
    if (r->n_errors > errors)
        return ENT_OK;
    ENT_TRY(set_range(r, &d));
    ENT_TRY(read_neutral(r, &d));
    ENT_TRY(ent_i_text(r, d.got[NAME], "name", &d.q.name));
    ENT_TRY(ent_i_text(r, d.got[UNIT], "unit", &d.q.unit));
    ENT_TRY(ent_i_grounds_read(r, d.got + GROUNDS, key->at, &d.q.grounds));
    ENT_TRY(read[d.q.kind](r, &d));
    ent_quantity *place = ENT_PUSH(r->ctx->keep, &r->quantity, ent_quantity);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = d.q;
    return ENT_OK;
}

ent_err ent_i_quantities_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "quantities", read_quantity);
}
