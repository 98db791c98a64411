/* check_parts.c - parts of the system that are allowed but doubtful. */
#include "scenario/check.h"

/* ---- what rests on what */

typedef ent_err on_part(ent_checker *c, ent_str name, const ent_grounds *g,
                        void *user);

/* Every part that has grounds of its own; what is a value is told with the
 * values. */
static ent_err each_part(ent_checker *c, on_part *on, void *user) {
    const ent_scenario *s = c->s;
    for (size_t i = 0; i < s->n_quantities; i++)
        if (s->quantity[i].kind == ENT_QUANTITY_FORMULA ||
            s->quantity[i].formula != ENT_NONE)
            ENT_TRY(on(c, s->quantity[i].id, &s->quantity[i].grounds, user));
#define EACH(count, table)                \
    for (size_t i = 0; i < s->count; i++) \
        ENT_TRY(on(c, s->table[i].id, &s->table[i].grounds, user));
    EACH(n_moves, move)
    EACH(n_beliefs, belief)
    EACH(n_gates, gate)
    EACH(n_links, link)
    EACH(n_packages, package)
    EACH(n_exchanges, exchange)
    EACH(n_claims, claim)
    EACH(n_mechanisms, mechanism)
    EACH(n_asked, asked)
#undef EACH
    for (size_t i = 0; i < s->n_payoffs; i++)
        ENT_TRY(on(c,
                   ent_i_printf(c->r.ctx->temp, "payoff.%.*s.%.*s",
                                ENT_P(s->actor[s->payoff[i].actor].id),
                                ENT_P(s->payoff[i].id)),
                   &s->payoff[i].grounds, user));
    for (size_t i = 0; i < s->n_theatres; i++)
        ENT_TRY(on(c,
                   ent_i_printf(c->r.ctx->temp, "attention.%.*s.%.*s",
                                ENT_P(s->actor[s->theatre[i].actor].id),
                                ENT_P(s->theatre[i].id)),
                   &s->theatre[i].grounds, user));
    return ENT_OK;
}

static ent_err count_part(ent_checker *c, ent_str name, const ent_grounds *g,
                          void *user) {
    c->coverage->n_parts++;
    c->coverage->n_parts_evidence += g->n_evidence > 0;
    if (!g->n_evidence)
        ent_i_few_add(c, user, name, g->at);
    return ENT_OK;
}

static ent_err open_refs(ent_checker *c, ent_str name, const ent_grounds *g,
                         void *user) {
    (void)name;
    (void)user;
    for (size_t i = 0; i < g->n_evidence; i++)
        ENT_TRY(ent_i_check_ref(c, g->evidence[i], g->at));
    return ENT_OK;
}

ent_err ent_i_check_grounds(ent_checker *c) {
    return each_part(c, open_refs, NULL);
}

/* ---- what is read */

static bool **kind_of(ent_readers *r, ent_symbol_kind kind) {
    switch (kind) {
    case ENT_SYMBOL_VALUE:
        return &r->value;
    case ENT_SYMBOL_QUANTITY:
        return &r->quantity;
    case ENT_SYMBOL_MOVE:
    case ENT_SYMBOL_DID:
    case ENT_SYMBOL_CHANCE:
    case ENT_SYMBOL_SEEN:
        return &r->move;
    case ENT_SYMBOL_BELIEF:
        return &r->belief;
    case ENT_SYMBOL_OPEN:
        return &r->gate;
    case ENT_SYMBOL_ATTENTION:
        return &r->theatre;
    case ENT_SYMBOL_HAPPENED:
    case ENT_SYMBOL_STRIKES:
        return &r->occurrence;
    default:
        return NULL;
    }
}

static void mark(ent_checker *c, ent_symbol y) {
    bool **list = kind_of(&c->read, y.kind);
    if (list)
        (*list)[y.row] = true;
}

/* Is the symbol what this formula itself computes? */
static bool is_own(const ent_scenario *s, ent_str formula, ent_symbol y) {
    ent_str id = y.kind == ENT_SYMBOL_VALUE      ? s->value[y.row].name
                 : y.kind == ENT_SYMBOL_QUANTITY ? s->quantity[y.row].id
                 : y.kind == ENT_SYMBOL_MOVE     ? s->move[y.row].id
                                                 : (ent_str){0};
    return id.n && id.n <= formula.n && !memcmp(id.s, formula.s, id.n) &&
           (id.n == formula.n || formula.s[id.n] == '.');
}

static ent_err mark_formulas(ent_checker *c, const ent_names *names) {
    const ent_scenario *s = c->s;
    for (uint32_t i = 0; i < s->n_formulas; i++) {
        ent_symbol *y;
        size_t n;
        ent_mark m = ent_i_arena_mark(c->r.ctx->temp);
        ent_err e = ent_i_formula_reads(c->r.ctx, names, i, &y, &n);
        for (size_t k = 0; k < n && !e; k++)
            if (!is_own(s, s->formula[i].name, y[k]))
                mark(c, y[k]);
        ent_i_arena_release(c->r.ctx->temp, m);
        if (e == ENT_NOMEM)
            return e;
    }
    return ENT_OK;
}

static ent_err mark_name(ent_checker *c, const ent_names *names, ent_str name) {
    ent_vec rows = {0};
    ENT_TRY(ent_i_names_match(c->r.ctx, names, name, c->r.ctx->temp, &rows));
    for (size_t i = 0; i < rows.n; i++)
        mark(c, ent_i_names_symbol(names, ((uint32_t *)rows.at)[i]));
    return ENT_OK;
}

/* A word of an analysis: a name, a belief or a gate by its id. */
static ent_err mark_word(ent_checker *c, const ent_names *names, ent_str word) {
    static const char *const before[] = {"", "belief.", "open."};
    for (size_t i = 0; word.n && i < sizeof before / sizeof *before; i++) {
        ent_str name =
            ent_i_printf(c->r.ctx->temp, "%s%.*s", before[i], ENT_P(word));
        if (!name.s)
            return ENT_NOMEM_FAIL(c->r.ctx);
        ENT_TRY(mark_name(c, names, name));
    }
    return ENT_OK;
}

static ent_err mark_run(ent_checker *c, const ent_names *names, ent_str run) {
    for (size_t i = 0, from = 0; i <= run.n; i++)
        if (i == run.n || strchr(" ,=\n\t", run.s[i])) {
            ent_str word = {run.s + from, i - from};
            ENT_TRY(mark_word(c, names, word));
            from = i + 1;
        }
    return ENT_OK;
}

static ent_err mark_watched(ent_checker *c, const ent_names *names) {
    const ent_scenario *s = c->s;
    for (size_t i = 0; i < s->n_claims; i++)
        for (size_t k = 0; k < s->claim[i].n_expect; k++)
            ENT_TRY(mark_name(c, names, s->claim[i].expect[k].name));
    for (size_t i = 0; i < s->n_asked; i++) {
        ENT_TRY(mark_run(c, names, s->asked[i].run));
        for (size_t k = 0; k < s->asked[i].n_show; k++)
            ENT_TRY(mark_name(c, names, s->asked[i].show[k]));
    }
    return ENT_OK;
}

static ent_err find_readers(ent_checker *c) {
    const ent_scenario *s = c->s;
    ent_arena *temp = c->r.ctx->temp;
    const ent_names *names;
    c->read = (ent_readers){ENT_NEW(temp, s->n_values, bool),
                            ENT_NEW(temp, s->n_quantities, bool),
                            ENT_NEW(temp, s->n_moves, bool),
                            ENT_NEW(temp, s->n_beliefs, bool),
                            ENT_NEW(temp, s->n_gates, bool),
                            ENT_NEW(temp, s->n_theatres, bool),
                            ENT_NEW(temp, s->n_occurrences, bool)};
    const ent_readers *r = &c->read;
    if (!r->value || !r->quantity || !r->move || !r->belief || !r->gate ||
        !r->theatre || !r->occurrence)
        return ENT_NOMEM_FAIL(c->r.ctx);
    ENT_TRY(ent_i_names_new(c->r.ctx, temp, s, &names));
    ENT_TRY(mark_formulas(c, names));
    return mark_watched(c, names);
}

bool ent_i_event_is_read(const ent_checker *c, uint32_t row) {
    return c->read.occurrence[row];
}

/* A driver and a stock on a value are read wherever the value is. */
static bool is_read(const ent_checker *c, uint32_t row) {
    const ent_quantity *q = &c->s->quantity[row];
    if (q->kind == ENT_QUANTITY_CONSTANT)
        return c->read.value[q->value];
    if (q->value == ENT_NONE)
        return c->read.quantity[row];
    return !ent_i_quantity_is_own(c->s, q) || c->read.value[q->value];
}

static ent_err check_readers(ent_checker *c) {
    const ent_scenario *s = c->s;
    ent_few idle = {0};
    for (uint32_t i = 0; i < s->n_quantities; i++)
        if (!is_read(c, i))
            ent_i_few_add(c, &idle, s->quantity[i].id,
                          s->quantity[i].grounds.at);
    for (uint32_t i = 0; i < s->n_moves; i++)
        if (!c->read.move[i])
            ent_i_few_add(c, &idle, s->move[i].id, s->move[i].grounds.at);
    for (uint32_t i = 0; i < s->n_beliefs; i++)
        if (!c->read.belief[i])
            ent_i_few_add(c, &idle, s->belief[i].id, s->belief[i].grounds.at);
    for (uint32_t i = 0; i < s->n_gates; i++)
        if (!c->read.gate[i] && !s->gate[i].n_issues)
            ent_i_few_add(c, &idle, s->gate[i].id, s->gate[i].grounds.at);
    return ent_i_few_tell(c, &idle, "part is read by nothing",
                          "parts are read by nothing",
                          "use them in a formula, a claim or a question, or "
                          "remove them");
}

/* ---- moves and mechanisms */

/* Does a formula that is common to all options tell them apart? */
static ent_err weighs(ent_checker *c, uint32_t formula, bool *out) {
    ent_symbol *y;
    size_t n;
    ent_mark m = ent_i_arena_mark(c->r.ctx->temp);
    ent_err e = ent_i_formula_uses(c->r.ctx, c->s, formula, &y, &n);
    *out = e != ENT_OK;
    for (size_t i = 0; i < n && !e; i++)
        *out |=
            y[i].kind == ENT_SYMBOL_OPTION || y[i].kind == ENT_SYMBOL_VISIBLE;
    ent_i_arena_release(c->r.ctx->temp, m);
    return e == ENT_NOMEM ? e : ENT_OK;
}

static ent_err check_moves(ent_checker *c) {
    ent_few same = {0};
    for (size_t i = 0; i < c->s->n_moves; i++) {
        const ent_move *m = &c->s->move[i];
        bool differs = m->automatic;
        for (size_t k = 0; k < m->n_options; k++)
            differs |= m->option[k].value != ENT_NONE;
        if (m->value != ENT_NONE)
            ENT_TRY(weighs(c, m->value, &differs));
        if (!differs)
            ent_i_few_add(c, &same, m->id, m->grounds.at);
    }
    return ent_i_few_tell(c, &same, "move has options that are worth the same",
                          "moves have options that are worth the same",
                          "let `value` depend on option");
}

static ent_err check_mechanisms(ent_checker *c) {
    ent_few bare = {0};
    for (size_t i = 0; i < c->s->n_mechanisms; i++) {
        const ent_mechanism *m = &c->s->mechanism[i];
        if (m->claim == ENT_NONE)
            ent_i_few_add(c, &bare, m->id, m->grounds.at);
    }
    return ent_i_few_tell(c, &bare, "mechanism has no claim",
                          "mechanisms have no claim",
                          "say what it does, with change and expect");
}

ent_err ent_i_check_parts(ent_checker *c) {
    ent_few bare = {0};
    ENT_TRY(find_readers(c));
    ENT_TRY(each_part(c, count_part, &bare));
    ENT_TRY(ent_i_few_tell(c, &bare, "part has no evidence",
                           "parts have no evidence",
                           "give each a reference, as in evidence: 002#19"));
    ENT_TRY(check_readers(c));
    ENT_TRY(check_moves(c));
    return check_mechanisms(c);
}
