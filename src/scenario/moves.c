/* moves.c - what actors can do in each step, and what it is worth to them. */
#include "scenario/scenario.h"

enum { OPTIONS_MAX = 64 };
enum {
    OPTIONS,
    VALUE,
    WHEN,
    TEMPERATURE,
    HIDDEN,
    DETECTED,
    AFTER,
    PLAY,
    NAME,
    HOLD,
    SHIFT,
    SCALE,
    GROUNDS,
    KEYS = GROUNDS + ENT_GROUNDS
};
static const char *const keys[] = {
    "options",  "value", "when",          "temperature", "hidden",
    "detected", "after", "play",          "name",        "hold",
    "shift",    "scale", ENT_GROUNDS_KEYS};

/* A move while it is read. */
typedef struct draft {
    ent_move m;
    const ent_node *key, *got[KEYS];
    ent_option option[OPTIONS_MAX];
} draft;

static const ent_range worth = {"value of an option", -ENT_MOST, ENT_MOST,
                                false};
static const ent_range condition = {"condition", -ENT_MOST, ENT_MOST, false};
static const ent_range detected = {"detected", 0, 100, false};
static const ent_range temperature = {"temperature", 0, 1e6, false};

/* "RUS.leak.relay.value"; option blank: of the move. */
static ent_str name_of(ent_reader *r, const draft *d, ent_str option,
                       const char *what) {
    return ent_i_printf(r->ctx->keep, "%.*s%s%.*s.%s", ENT_P(d->m.id),
                        option.n ? "." : "", ENT_P(option), what);
}

/* ---- options */

static ent_err read_x(ent_reader *r, const ent_node *node, ent_place at,
                      ent_option *o) {
    o->x = 0;
    if (ent_i_node_blank(node))
        return ent_i_find(r, ENT_SYNTAX, at,
                          "option '%.*s' has no number; write {none: 0, relay: "
                          "1}",
                          ENT_P(ent_i_clip(o->id)));
    return ent_i_number_read(
        r, node, &(ent_range){"option", -ENT_MOST, ENT_MOST, false}, &o->x);
}

static ent_err read_option_map(ent_reader *r, draft *d, const ent_node *node,
                               ent_option *o) {
    static const char *const known[] = {"x", "value", "when", NULL};
    const ent_node *got[3];
    ENT_TRY(ent_i_keys(r, node, "an option", known, got));
    ENT_TRY(read_x(r, got[0], node->at, o));
    ENT_TRY(ent_i_formula_add(r, got[1], &worth, name_of(r, d, o->id, "value"),
                              &d->m.grounds, &o->value));
    if (!ent_i_node_blank(got[2]) && o == d->option)
        return ent_i_find(r, ENT_SYNTAX, got[2]->at,
                          "the first option is open in every step, so it has "
                          "no `when`; put doing nothing first");
    return ent_i_formula_add(r, got[2], &condition,
                             name_of(r, d, o->id, "when"), NULL, &o->when);
}

static ent_err read_named(ent_reader *r, draft *d, const ent_node *node,
                          uint32_t i) {
    ent_option *o = &d->option[i];
    bool ok;
    *o = (ent_option){node->key[i]->text, 0, ENT_NONE, ENT_NONE};
    ENT_TRY(ent_i_id(r, node->key[i], "an option", &ok));
    if (node->item[i]->kind == ENT_NODE_MAP)
        return read_option_map(r, d, node->item[i], o);
    return read_x(r, node->item[i], node->item[i]->at, o);
}

static ent_err read_bare(ent_reader *r, draft *d, const ent_node *node,
                         uint32_t i) {
    const ent_node *item = node->item[i];
    ent_option *o = &d->option[i];
    *o = (ent_option){item->text, 0, ENT_NONE, ENT_NONE};
    for (uint32_t k = 0; k < i; k++)
        if (ent_i_eq(d->option[k].id, item->text))
            return ent_i_find(r, ENT_NAME, item->at,
                              "option '%.*s' stands here twice; keep one",
                              ENT_P(ent_i_clip(item->text)));
    return read_x(r, item, item->at, o);
}

static ent_err read_options(ent_reader *r, draft *d) {
    const ent_node *node = d->got[OPTIONS];
    bool list = node && node->kind == ENT_NODE_LIST;
    if (ent_i_node_blank(node) || node->kind == ENT_NODE_SCALAR ||
        node->n < 2 || node->n > OPTIONS_MAX)
        return ent_i_find(r, ENT_SYNTAX, node ? node->at : d->key->at,
                          "%.*s needs 2 to %d options, the first for doing "
                          "nothing; write options: [0, 20, 40] or {none: 0, "
                          "relay: 1}",
                          ENT_P(ent_i_clip(d->m.id)), OPTIONS_MAX);
    for (uint32_t i = 0; i < node->n; i++)
        ENT_TRY((list ? read_bare : read_named)(r, d, node, i));
    d->m.n_options = node->n;
    return ENT_OK;
}

/* ---- what they are worth */

static ent_err value_of(ent_reader *r, draft *d, const ent_node *key,
                        const ent_node *node) {
    ent_str names[OPTIONS_MAX];
    for (size_t i = 0; i < d->m.n_options; i++) {
        ent_option *o = &d->option[i];
        names[i] = o->id;
        if (!ent_i_eq(o->id, key->text))
            continue;
        if (o->value != ENT_NONE)
            return ent_i_find(r, ENT_NAME, key->at,
                              "option '%.*s' has a value already; keep one",
                              ENT_P(ent_i_clip(o->id)));
        return ent_i_formula_add(r, node, &worth, name_of(r, d, o->id, "value"),
                                 &d->m.grounds, &o->value);
    }
    return ent_i_find(
        r, ENT_NAME, key->at, "%.*s has no option '%.*s'%s",
        ENT_P(ent_i_clip(d->m.id)), ENT_P(ent_i_clip(key->text)),
        ent_i_hint(r->ctx->temp, key->text, names, d->m.n_options));
}

static bool any_value(const draft *d) {
    for (size_t i = 0; i < d->m.n_options; i++)
        if (d->option[i].value != ENT_NONE)
            return true;
    return false;
}

static ent_err read_worth(ent_reader *r, draft *d) {
    const ent_node *node = d->got[VALUE];
    bool own = any_value(d);
    if (ent_i_node_blank(node) && own)
        return ENT_OK;
    if (ent_i_node_blank(node))
        return ent_i_find(r, ENT_SYNTAX, d->key->at,
                          "%.*s does not say what its options are worth; write "
                          "value: 2 * option, value: auto, or a value for each",
                          ENT_P(ent_i_clip(d->m.id)));
    if (node->kind == ENT_NODE_MAP) {
        for (uint32_t i = 0; i < node->n; i++)
            ENT_TRY(value_of(r, d, node->key[i], node->item[i]));
        return ENT_OK;
    }
    if (own)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "options of %.*s have values of their own; give one "
                          "formula for all or one for each",
                          ENT_P(ent_i_clip(d->m.id)));
    d->m.automatic = node->kind == ENT_NODE_SCALAR &&
                     ent_i_eqz(ent_i_trim(node->text), "auto");
    if (d->m.automatic)
        return ENT_OK;
    return ent_i_formula_add(r, node, &worth,
                             name_of(r, d, (ent_str){0}, "value"),
                             &d->m.grounds, &d->m.value);
}

/* ---- how it is played */

static ent_err read_hidden(ent_reader *r, draft *d) {
    static const ent_node never = {.text = {"0", 1}};
    bool hidden;
    ent_str name = name_of(r, d, (ent_str){0}, "detected");
    const ent_node *node = d->got[DETECTED];
    ENT_TRY(ent_i_flag_read(r, d->got[HIDDEN], "hidden", &hidden));
    if (!hidden && !ent_i_node_blank(d->got[DETECTED]))
        return ent_i_find(r, ENT_SYNTAX, d->got[DETECTED]->at,
                          "a move that is not hidden is always seen; write "
                          "hidden: true beside `detected`");
    if (hidden && ent_i_node_blank(node))
        node = &never;
    return ent_i_formula_add(r, node, &detected, name, &d->m.grounds,
                             &d->m.detected);
}

static ent_err read_after(ent_reader *r, draft *d) {
    ent_name_rows rows;
    ENT_TRY(ent_i_find_names(r, d->got[AFTER], &r->actors, "actor", &rows));
    d->m.after = rows.row;
    d->m.n_after = rows.n;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.row[i] == d->m.actor)
            return ent_i_find(r, ENT_NAME, d->got[AFTER]->at,
                              "a move comes after those of other actors, not "
                              "of its own");
    return ENT_OK;
}

static ent_err read_play(ent_reader *r, draft *d) {
    ent_str text;
    ENT_TRY(ent_i_text(r, d->got[PLAY], "play", &text));
    d->m.play = ent_i_eqz(text, "mean") ? ENT_PLAY_MEAN : ENT_PLAY_DRAW;
    if (!text.n || d->m.play == ENT_PLAY_MEAN || ent_i_eqz(text, "draw"))
        return ENT_OK;
    return ent_i_find(r, ENT_NAME, d->got[PLAY]->at,
                      "play '%.*s' is not known; it is draw or mean",
                      ENT_P(ent_i_clip(text)));
}

static ent_err read_temperature(ent_reader *r, draft *d) {
    static const ent_node usual = {.text = {"10", 2}};
    const ent_node *node = d->got[TEMPERATURE];
    return ent_i_value_add(r, ent_i_node_blank(node) ? &usual : node,
                           &temperature,
                           name_of(r, d, (ent_str){0}, "temperature"),
                           &d->m.grounds, &d->m.temperature);
}

static ent_err read_turns(ent_reader *r, draft *d) {
    ent_range range = {d->m.id.s, 0, 0, false};
    for (size_t i = 0; i < d->m.n_options; i++) {
        double x = d->option[i].x;
        range.lo = i && range.lo < x ? range.lo : x;
        range.hi = i && range.hi > x ? range.hi : x;
    }
    return ent_i_dials_add(r, d->m.id, &range, d->got + HOLD, &d->m.dials);
}

static ent_err put_move(ent_reader *r, draft *d) {
    ent_option *option = ENT_NEW(r->ctx->keep, d->m.n_options, ent_option);
    ent_move *place = ENT_PUSH(r->ctx->keep, &r->move, ent_move);
    if (!option || !place)
        return ENT_NOMEM_FAIL(r->ctx);
    if (d->m.n_options)
        memcpy(option, d->option, d->m.n_options * sizeof *option);
    d->m.option = option;
    *place = d->m;
    return ENT_OK;
}

static ent_err read_rest(ent_reader *r, draft *d) {
    ENT_TRY(ent_i_formula_add(r, d->got[WHEN], &condition,
                              name_of(r, d, (ent_str){0}, "when"), NULL,
                              &d->m.when));
    ENT_TRY(read_temperature(r, d));
    ENT_TRY(read_hidden(r, d));
    ENT_TRY(read_after(r, d));
    ENT_TRY(read_play(r, d));
    ENT_TRY(read_turns(r, d));
    return put_move(r, d);
}

static ent_err read_move(ent_reader *r, const ent_node *key,
                         const ent_node *node) {
    draft d = {.m = {.id = key->text,
                     .value = ENT_NONE,
                     .when = ENT_NONE,
                     .detected = ENT_NONE},
               .key = key};
    bool ok;
    ENT_TRY(ent_i_owner_read(r, key, "a move", &d.m.actor, &ok));
    if (ok)
        ENT_TRY(ent_i_name_put(r, d.m.id, key->at, &ok));
    if (!ok)
        return ENT_OK;
    ENT_TRY(ent_i_keys(r, node, "a move", keys, d.got));
    ENT_TRY(ent_i_text(r, d.got[NAME], "name", &d.m.name));
    ENT_TRY(ent_i_grounds_read(r, d.got + GROUNDS, key->at, &d.m.grounds));
    uint32_t errors = r->n_errors;
    ENT_TRY(read_options(r, &d));
    if (r->n_errors == errors)
        ENT_TRY(read_worth(r, &d));
    return read_rest(r, &d);
}

ent_err ent_i_moves_read(ent_reader *r, const ent_node *node) {
    return ent_i_map_read(r, node, "moves", read_move);
}
