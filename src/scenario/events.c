/* events.c - dated changes and lenses: what both set, and when. */
#include "scenario/scenario.h"

/* The changes that one event or lens makes. */
typedef struct changes {
    ent_str scope; /* "event.2": begins the names of amounts */
    ent_vec set;   /* ent_set */
    ent_index at;  /* name of the target -> row of set */
} changes;

/* A later change of the same value takes the place of an earlier one. */
static ent_err put_set(ent_reader *r, changes *c, ent_set set) {
    ent_value *value = r->value.at;
    ent_str name = value[set.target].name;
    uint32_t row = ent_i_index_find(&c->at, name);
    if (row != ENT_NONE) {
        ent_set *old = (ent_set *)c->set.at + row;
        value[old->by] = (ent_value){.kind = ENT_VALUE_BLANK};
        *old = set;
        return ENT_OK;
    }
    ent_set *place = ENT_PUSH(r->ctx->keep, &c->set, ent_set);
    if (!place ||
        !ent_i_index_put(r->ctx->temp, &c->at, name, (uint32_t)c->set.n - 1))
        return ENT_NOMEM_FAIL(r->ctx);
    *place = set;
    return ENT_OK;
}

static ent_err add_set(ent_reader *r, const ent_node *amount, uint32_t target,
                       changes *c) {
    const ent_value old = ((ent_value *)r->value.at)[target];
    ent_grounds basis = {0};
    ENT_TRY(ent_i_value_open(r, &amount, &basis));
    if (ent_i_node_blank(amount) || amount->kind != ENT_NODE_SCALAR)
        return ent_i_find(r, ENT_SYNTAX, amount ? amount->at : old.at,
                          "the change of %.*s has no amount; write 45, +10 or "
                          "\"*1.2\"",
                          ENT_P(old.name));
    ent_node bare = *amount;
    ent_set set = {.target = target, .op = ent_i_op_read(&bare.text)};
    bare.quoted = true;
    ent_range range = ent_i_range_by(ent_i_range_of(&old), set.op);
    ent_str name = ent_i_printf(r->ctx->keep, "%.*s.%.*s", ENT_P(c->scope),
                                ENT_P(old.name));
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_value_add(r, &bare, &range, name, &basis, &set.by));
    if (r->n_errors > errors)
        return ENT_OK;
    if (set.op != ENT_OP_SET && old.kind == ENT_VALUE_BLANK)
        return ent_i_find(r, ENT_DOMAIN, amount->at,
                          "%.*s is blank, so nothing can be added to it; set "
                          "it to a number",
                          ENT_P(old.name));
    return put_set(r, c, set);
}

/* The value that a change of X means: X itself, or the dial of a result. */
static ent_err add_dialled(ent_reader *r, const ent_node *amount,
                           const ent_dials *dials, ent_str name, changes *c) {
    const ent_node *inner = amount;
    ent_grounds basis = {0};
    uint32_t errors = r->n_errors;
    ENT_TRY(ent_i_value_open(r, &inner, &basis));
    if (r->n_errors > errors)
        return ENT_OK;
    ent_str text =
        inner && inner->kind == ENT_NODE_SCALAR ? inner->text : (ent_str){0};
    uint32_t row = ent_i_dial_pick(dials, ent_i_op_read(&text));
    if (row != ENT_NONE)
        return add_set(r, amount, row, c);
    return ent_i_find(r, ENT_DOMAIN, amount->at,
                      "%.*s is open or shut; set it to 1 or 0",
                      ENT_P(ent_i_clip(name)));
}

/* All results with dials that a pattern names. */
static ent_err add_dials(ent_reader *r, ent_str pattern, const ent_node *amount,
                         changes *c, bool *any) {
    ent_dials dials;
    ent_str name;
    for (size_t i = 0; (name = ent_i_dial_name(&r->s, i, &dials)).s; i++)
        if (dials.hold != ENT_NONE && ent_i_glob(pattern, name)) {
            *any = true;
            ENT_TRY(add_dialled(r, amount, &dials, name, c));
        }
    return ENT_OK;
}

/* All values with a number that a pattern names, each by its first row. */
static ent_err add_pattern(ent_reader *r, const ent_node *key,
                           const ent_node *amount, changes *c) {
    bool any = false;
    for (size_t i = 0, n = r->value.n; i < n; i++) {
        const ent_value *v = (ent_value *)r->value.at + i;
        if (v->kind == ENT_VALUE_BLANK ||
            !ent_i_name_match(key->text, v->name) ||
            ent_i_index_find(&r->values, v->name) != i)
            continue;
        any = true;
        ENT_TRY(add_set(r, amount, (uint32_t)i, c));
    }
    ENT_TRY(add_dials(r, key->text, amount, c, &any));
    if (any || r->partial)
        return ENT_OK;
    return ent_i_find(r, ENT_NAME, key->at,
                      "no value with a number has a name like '%.*s'",
                      ENT_P(ent_i_clip(key->text)));
}

static ent_err add_named(ent_reader *r, const ent_node *key,
                         const ent_node *amount, changes *c) {
    uint32_t row = ent_i_index_find(&r->values, key->text);
    bool any = false;
    if (row != ENT_NONE)
        return add_set(r, amount, row, c);
    ENT_TRY(add_dials(r, key->text, amount, c, &any));
    if (any || r->partial)
        return ENT_OK;
    const ent_str *known;
    size_t n;
    ENT_TRY(ent_i_changeable(r->ctx, &r->s, &known, &n));
    return ent_i_find(r, ENT_NAME, key->at, "there is no value '%.*s'%s",
                      ENT_P(ent_i_clip(key->text)),
                      ent_i_hint(r->ctx->temp, key->text, known, n));
}

/* Patterns first: what is named in full wins over a pattern. */
static ent_err read_sets(ent_reader *r, const ent_node *map, changes *c) {
    bool ok;
    if (!c->scope.s)
        return ENT_NOMEM_FAIL(r->ctx);
    ENT_TRY(ent_i_is_kind(r, map, ENT_NODE_MAP, "set", &ok));
    for (int named = 0; named < 2; named++)
        for (uint32_t i = 0; ok && i < map->n; i++) {
            ent_str name = map->key[i]->text;
            bool wild = memchr(name.s, '*', name.n) != NULL;
            if (wild != named)
                ENT_TRY((named ? add_named : add_pattern)(r, map->key[i],
                                                          map->item[i], c));
        }
    return ENT_OK;
}

/* ---- events */

/* The step of the scenario's time in which a day lies; -1 before all. */
static int32_t step_of(const ent_scenario *s, int32_t day) {
    int32_t start, last;
    int y0, m0, d0, y1, m1, d1;
    ent_i_iso_read(s->start, &start, &last);
    if (day < start)
        return -1;
    if (s->step_unit == 'd' || s->step_unit == 'w')
        return (day - start) /
               (int32_t)(s->step_count * (s->step_unit == 'w' ? 7 : 1));
    ent_i_civil(start, &y0, &m0, &d0);
    ent_i_civil(day, &y1, &m1, &d1);
    int months = (y1 - y0) * 12 + m1 - m0 - (d1 < d0);
    return months / (int)(s->step_count * (s->step_unit == 'y' ? 12 : 1));
}

enum { ID, DATE, WHAT, CHANCE, HAZARD, WHEN, AGAIN, SET, GROUNDS };
enum { EVENT_KEYS = GROUNDS + ENT_GROUNDS };

/* An event while it is read. */
typedef struct draft {
    ent_occurrence o;
    const ent_node *got[EVENT_KEYS];
    ent_grounds grounds;
    changes c;
} draft;

static ent_err read_date(ent_reader *r, const ent_node *node,
                         ent_occurrence *o) {
    int32_t first, last;
    ENT_TRY(ent_i_text(r, node, "date", &o->date));
    if (!o->date.n)
        return ent_i_find(r, ENT_SYNTAX, o->at,
                          "this event has no date; write date: 2019-06, or "
                          "hazard: 5, percent in each step");
    if (!ent_i_iso_read(o->date, &first, &last))
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "date '%.*s' is not a date; write 2019-06 or "
                          "2019-06-14",
                          ENT_P(ent_i_clip(o->date)));
    if (!r->s.start.n)
        return ent_i_find(r, ENT_SYNTAX, node->at,
                          "events need a `time` with a start, and this "
                          "scenario has none");
    if (!r->n_errors)
        o->step = step_of(&r->s, first);
    return ENT_OK;
}

/* "event.2" or "event.summit"; begins the names of its values. */
static ent_err name_event(ent_reader *r, const ent_node *id, draft *d) {
    ent_arena *keep = r->ctx->keep;
    if (id)
        d->o.id = id->text;
    d->c.scope = id ? ent_i_printf(keep, "event.%.*s", ENT_P(id->text))
                    : ent_i_printf(keep, "event.%zu", r->occurrence.n + 1);
    return d->c.scope.s ? ENT_OK : ENT_NOMEM_FAIL(r->ctx);
}

static ent_err read_chance(ent_reader *r, draft *d) {
    static const ent_node certain = {.text = {"100", 3}};
    const ent_node *node = d->got[CHANCE];
    return ent_i_value_add(
        r, ent_i_node_blank(node) ? &certain : node, &ent_i_chance,
        ent_i_printf(r->ctx->keep, "%.*s.chance", ENT_P(d->c.scope)),
        &d->grounds, &d->o.chance);
}

/* At random instead of on a date. */
static ent_err read_hazard(ent_reader *r, draft *d) {
    static const ent_range hazard = {"hazard", 0, 100, false};
    static const int beside[] = {DATE, CHANCE};
    static const char *const names[] = {"date", "chance"};
    d->o.step = -1;
    for (int i = 0; i < 2; i++)
        if (!ent_i_node_blank(d->got[beside[i]]))
            return ent_i_find(r, ENT_SYNTAX, d->got[beside[i]]->at,
                              "an event with a hazard, percent in each step, "
                              "has no `%s`; keep one of them",
                              names[i]);
    return ent_i_formula_add(
        r, d->got[HAZARD], &hazard,
        ent_i_printf(r->ctx->keep, "%.*s.hazard", ENT_P(d->c.scope)),
        &d->grounds, &d->o.hazard);
}

static ent_err read_occasion(ent_reader *r, draft *d) {
    static const ent_range when = {"condition", -ENT_MOST, ENT_MOST, false};
    bool hazard = !ent_i_node_blank(d->got[HAZARD]), again;
    ENT_TRY(hazard ? read_hazard(r, d) : read_date(r, d->got[DATE], &d->o));
    ENT_TRY(read_chance(r, d));
    ENT_TRY(ent_i_flag_read(r, d->got[AGAIN], "again", &again));
    d->o.again = again;
    if (again && !hazard)
        ENT_TRY(ent_i_find(r, ENT_SYNTAX, d->got[AGAIN]->at,
                           "an event on a date happens once; `again` stands "
                           "beside a hazard"));
    return ent_i_formula_add(
        r, d->got[WHEN], &when,
        ent_i_printf(r->ctx->keep, "%.*s.when", ENT_P(d->c.scope)), NULL,
        &d->o.when);
}

static ent_err read_event(ent_reader *r, const ent_node *id,
                          const ent_node *node) {
    static const char *const keys[] = {"id",     "date",   "what",
                                       "chance", "hazard", "when",
                                       "again",  "set",    ENT_GROUNDS_KEYS};
    draft d = {.o = {.at = id ? id->at : node->at,
                     .hazard = ENT_NONE,
                     .when = ENT_NONE}};
    ENT_TRY(ent_i_keys(r, node, "an event", keys, d.got));
    ENT_TRY(name_event(r, id, &d));
    ENT_TRY(ent_i_text(r, d.got[WHAT], "what", &d.o.what));
    ENT_TRY(ent_i_grounds_read(r, d.got + GROUNDS, d.o.at, &d.grounds));
    ENT_TRY(read_occasion(r, &d));
    ENT_TRY(read_sets(r, d.got[SET], &d.c));
    d.o.set = d.c.set.at;
    d.o.n_sets = d.c.set.n;
    ent_occurrence *place =
        ENT_PUSH(r->ctx->keep, &r->occurrence, ent_occurrence);
    if (!place)
        return ENT_NOMEM_FAIL(r->ctx);
    *place = d.o;
    return ENT_OK;
}

ent_err ent_i_events_read(ent_reader *r, const ent_node *node) {
    return ent_i_entries_read(r, node, "events", read_event);
}

static ent_err read_event_name(ent_reader *r, const ent_node *id) {
    bool ok;
    if (!id)
        return ENT_OK;
    ENT_TRY(ent_i_id(r, id, "an event", &ok));
    if (!ok)
        return ENT_OK;
    ent_str name = ent_i_printf(r->ctx->keep, "event.%.*s", ENT_P(id->text));
    return ent_i_name_put(r, name, id->at, &ok);
}

/* Their ids: beliefs name events, and are read before them. */
ent_err ent_i_event_names_read(ent_reader *r, const ent_node *node) {
    uint32_t errors = r->n_errors;
    for (uint32_t i = 0; node && i < node->n; i++)
        ENT_TRY(read_event_name(r, node->key ? node->key[i]
                                             : ent_i_entry_id(node->item[i])));
    r->partial |= r->n_errors > errors;
    return ENT_OK;
}

/* ---- lenses */

static ent_err read_lens_weight(ent_reader *r, const ent_node *node,
                                double *out) {
    ent_str text;
    *out = 1;
    ENT_TRY(ent_i_text(r, node, "weight", &text));
    if (!text.n || (ent_i_number(text, out) && *out > 0 && *out <= 1e6))
        return ENT_OK;
    return ent_i_find(r, ENT_DOMAIN, node->at,
                      "weight '%.*s' of a lens is not a number above 0 and at "
                      "most 1000000",
                      ENT_P(ent_i_clip(text)));
}

static const char *const lens_keys[] = {"says", "weight", "set", NULL};

/* Names, texts and weights; stances refer to them. */
ent_err ent_i_lens_names_read(ent_reader *r, const ent_node *node) {
    bool ok;
    ENT_TRY(ent_i_is_kind(r, node, ENT_NODE_MAP, "lenses", &ok));
    for (uint32_t i = 0; ok && i < node->n; i++) {
        const ent_node *key = node->key[i], *got[3];
        ent_lens lens = {.id = key->text};
        bool named;
        if (i == ENT_LENSES_MAX)
            return ent_i_find(r, ENT_LIMIT, key->at,
                              "more than %d lenses; remove some",
                              ENT_LENSES_MAX);
        ENT_TRY(ent_i_id(r, key, "a lens", &named));
        ENT_TRY(ent_i_keys(r, node->item[i], "a lens", lens_keys, got));
        ENT_TRY(ent_i_text(r, got[0], "says", &lens.says));
        ENT_TRY(read_lens_weight(r, got[1], &lens.weight));
        ent_lens *place = ENT_PUSH(r->ctx->keep, &r->lens, ent_lens);
        if (!place || !ent_i_index_put(r->ctx->temp, &r->lenses, lens.id, i))
            return ENT_NOMEM_FAIL(r->ctx);
        *place = lens;
    }
    return ENT_OK;
}

/* What lenses set; all values are known by now. */
ent_err ent_i_lens_sets_read(ent_reader *r, const ent_node *node) {
    if (ent_i_node_blank(node) || node->kind != ENT_NODE_MAP)
        return ENT_OK;
    for (uint32_t i = 0; i < r->lens.n; i++) {
        ent_lens *lens = (ent_lens *)r->lens.at + i;
        const ent_node *map = node->item[i];
        changes c = {
            .scope = ent_i_printf(r->ctx->keep, "lens.%.*s", ENT_P(lens->id))};
        for (uint32_t k = 0; map->kind == ENT_NODE_MAP && k < map->n; k++)
            if (ent_i_eqz(map->key[k]->text, "set"))
                ENT_TRY(read_sets(r, map->item[k], &c));
        lens->set = c.set.at;
        lens->n_sets = c.set.n;
    }
    return ENT_OK;
}
