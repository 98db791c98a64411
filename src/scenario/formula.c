/* formula.c - reads a formula: operators by precedence, functions, names.
 *
 * From loose to tight: or; and; not; comparisons; + -; * / %; signs; ^, which
 * groups from the right.  What a name means depends on whose formula it is: a
 * move sees its own actor's other moves, and those of leaders as they are
 * seen, but of everybody else the choice of the step before. */
#include "scenario/formula_words.h"
#include "scenario/scenario.h"

enum {
    TEXT_MAX = 16384, /* bytes of one formula */
    NEST_MAX = 100,   /* brackets and signs in one another */
    TREE_MAX = 500    /* terms of one chain */
};

typedef struct parser {
    ent_words w;
    const ent_names *names;
    uint32_t row;  /* of the formula */
    uint32_t nest; /* brackets that are open */
} parser;

static const struct {
    const char *text;
    uint32_t least, most;
    const char *usage;
} form[ENT_FORMS] = {
#define ENT_X(name, text, least, most, usage) {text, least, most, usage},
    ENT_FORM_LIST(ENT_X)
#undef ENT_X
};

const char *ent_i_form_text(ent_form f) {
    return form[f].text;
}

const char *ent_i_form_usage(ent_form f) {
    return form[f].usage;
}

static ent_err parse_or(parser *p, const ent_tree **out);

/* ---- nodes */

static ent_err make(parser *p, ent_form f, uint32_t at, const ent_vec *args,
                    ent_tree **out) {
    ent_tree *t = ENT_NEW(p->w.ctx->temp, 1, ent_tree);
    if (!t)
        return ENT_NOMEM_FAIL(p->w.ctx);
    t->form = f;
    t->at = at;
    if (args) {
        t->arg = args->at;
        t->n_args = (uint32_t)args->n;
    }
    for (uint32_t i = 0; i < t->n_args; i++)
        if (t->arg[i]->depth > t->depth)
            t->depth = t->arg[i]->depth;
    if (++t->depth > TREE_MAX)
        return ENT_FAIL_WORD(&p->w, ENT_LIMIT, at,
                             "the formula chains more than %d terms; put a "
                             "part of it into a quantity of its own",
                             TREE_MAX);
    *out = t;
    return ENT_OK;
}

static ent_err add_arg(parser *p, ent_vec *args, const ent_tree *t) {
    const ent_tree **a = ENT_PUSH(p->w.ctx->temp, args, const ent_tree *);
    if (!a)
        return ENT_NOMEM_FAIL(p->w.ctx);
    *a = t;
    return ENT_OK;
}

static ent_err join(parser *p, ent_form f, uint32_t at, const ent_tree *a,
                    const ent_tree **io) {
    ent_vec args = {0};
    ent_tree *t;
    if (a)
        ENT_TRY(add_arg(p, &args, a));
    ENT_TRY(add_arg(p, &args, *io));
    ENT_TRY(make(p, f, at, &args, &t));
    *io = t;
    return ENT_OK;
}

static ent_err enter(parser *p) {
    if (++p->nest > NEST_MAX)
        return ENT_FAIL_WORD(&p->w, ENT_LIMIT, p->w.word.at,
                             "the formula nests more than %d deep; put a part "
                             "of it into a quantity of its own",
                             NEST_MAX);
    return ENT_OK;
}

/* ---- names */

static ent_err fail_own(parser *p, const ent_word *word, const char *where) {
    return ENT_FAIL_WORD(&p->w, ENT_NAME, word->at,
                         "'%.*s' means nothing here; it stands only in %s",
                         ENT_P(word->name), where);
}

/* base, option and visible get the row of what owns the formula. */
static ent_err own(parser *p, const ent_word *word, ent_symbol *y) {
    uint32_t driver = p->names->driver[p->row], move = p->names->move[p->row];
    if (y->kind == ENT_SYMBOL_BASE) {
        if (driver == ENT_NONE)
            return fail_own(p, word,
                            "the formula of a driver: a quantity "
                            "with the name of a value");
        y->row = p->names->s->quantity[driver].value;
    } else if (y->kind == ENT_SYMBOL_OPTION) {
        if (move == ENT_NONE)
            return fail_own(p, word, "the formulas of a move");
        y->row = move;
    } else if (y->kind == ENT_SYMBOL_VISIBLE) {
        if (p->names->worth[p->row] == ENT_NONE)
            return fail_own(p, word, "the `value` of a move");
        y->row = move;
    }
    return ENT_OK;
}

static bool is_after(const ent_move *m, uint32_t actor) {
    for (size_t i = 0; i < m->n_after; i++)
        if (m->after[i] == actor)
            return true;
    return false;
}

/* What the owner of this formula, if it is a move, sees of others' moves. */
static void see(const parser *p, ent_symbol *y) {
    const ent_scenario *s = p->names->s;
    uint32_t me = p->names->move[p->row];
    if (me == ENT_NONE || y->kind < ENT_SYMBOL_MOVE ||
        y->kind > ENT_SYMBOL_SEEN || s->move[y->row].actor == s->move[me].actor)
        return;
    if (!is_after(&s->move[me], s->move[y->row].actor))
        y->last = true;
    else if (y->kind == ENT_SYMBOL_MOVE && !y->last)
        y->kind = ENT_SYMBOL_SEEN;
}

/* A name with '-' reads as a difference: say so when that explains it. */
static ent_err find(parser *p, const ent_word *word, ent_symbol *y) {
    ent_place at = ent_i_formula_place(p->w.formula, word->at);
    ent_str dashed = ent_i_words_dashed(&p->w, word);
    ent_err e = ent_i_names_find(p->w.ctx, p->names, word->name, at, y);
    if (e != ENT_NAME || word->quoted || dashed.n == word->raw.n ||
        ent_i_names_find(p->w.ctx, p->names, dashed, at, y)) {
        if (e) /* tell what is wrong with the name as it stands */
            return ent_i_names_find(p->w.ctx, p->names, word->name, at, y);
        return ENT_OK;
    }
    return ENT_FAIL_AT(p->w.ctx, ENT_NAME, at,
                       "nothing is called '%.*s'; a name with '-' stands in "
                       "backquotes: `%.*s`",
                       ENT_P(ent_i_clip(word->name)),
                       ENT_P(ent_i_clip(dashed)));
}

static ent_err parse_name(parser *p, const ent_word *word,
                          const ent_tree **out) {
    ent_tree *t;
    ENT_TRY(make(p, ENT_FORM_SYMBOL, word->at, NULL, &t));
    ENT_TRY(find(p, word, &t->symbol));
    ENT_TRY(own(p, word, &t->symbol));
    see(p, &t->symbol);
    *out = t;
    return ENT_OK;
}

/* ---- functions */

static ent_err expect(parser *p, const char *sign, const char *what) {
    if (ent_i_words_sign(&p->w, sign))
        return ent_i_words_next(&p->w);
    ent_str got = p->w.word.raw;
    if (!got.n)
        return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, p->w.word.at,
                             "the formula ends where %s '%s' is missing", what,
                             sign);
    return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, p->w.word.at,
                         "'%.*s' stands where %s '%s' is missing",
                         ENT_P(ent_i_clip(got)), what, sign);
}

/* All that a pattern means, each an argument. */
static ent_err spread(parser *p, ent_str pattern, uint32_t at, ent_vec *args) {
    ent_vec rows = {0};
    ent_tree *t;
    ENT_TRY(
        ent_i_names_match(p->w.ctx, p->names, pattern, p->w.ctx->temp, &rows));
    if (!rows.n)
        return ENT_FAIL_WORD(&p->w, ENT_NAME, at, "no name matches '%.*s'",
                             ENT_P(ent_i_clip(pattern)));
    for (size_t i = 0; i < rows.n; i++) {
        ENT_TRY(make(p, ENT_FORM_SYMBOL, at, NULL, &t));
        t->symbol =
            ent_i_names_symbol(p->names, ((const uint32_t *)rows.at)[i]);
        see(p, &t->symbol);
        ENT_TRY(add_arg(p, args, t));
    }
    return ENT_OK;
}

static ent_err parse_arg(parser *p, ent_form f, ent_vec *args) {
    ent_str pattern;
    const ent_tree *t;
    uint32_t at = p->w.word.at;
    if (f >= ENT_FORM_MIN && f <= ENT_FORM_MEAN &&
        ent_i_words_pattern(&p->w, &pattern)) {
        ENT_TRY(spread(p, pattern, at, args));
        return ent_i_words_next(&p->w);
    }
    ENT_TRY(parse_or(p, &t));
    return add_arg(p, args, t);
}

static ent_err parse_args(parser *p, ent_form f, ent_vec *args) {
    do {
        ENT_TRY(ent_i_words_next(&p->w)); /* behind '(' or ',' */
        if (!args->n && ent_i_words_sign(&p->w, ")"))
            break;
        ENT_TRY(parse_arg(p, f, args));
    } while (ent_i_words_sign(&p->w, ","));
    return ENT_OK;
}

/* A number with its sign. */
static ent_err parse_number(parser *p, double *out) {
    double sign = 1;
    if (ent_i_words_sign(&p->w, "-") || ent_i_words_sign(&p->w, "+")) {
        sign = ent_i_words_sign(&p->w, "-") ? -1 : 1;
        ENT_TRY(ent_i_words_next(&p->w));
    }
    if (p->w.word.kind != ENT_WORD_NUMBER)
        return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, p->w.word.at,
                             "the points of a table are plain numbers, as in "
                             "%s",
                             form[ENT_FORM_TABLE].usage);
    *out = sign * p->w.word.number;
    return ent_i_words_next(&p->w);
}

static ent_err parse_points(parser *p, ent_tree *t) {
    ent_vec points = {0};
    if (!ent_i_words_sign(&p->w, ";"))
        return expect(p, ";", "of a table the");
    do {
        double *xy;
        ENT_TRY(ent_i_words_next(&p->w)); /* behind ';' or ',' */
        uint32_t at = p->w.word.at;
        if (!ENT_PUSH(p->w.ctx->temp, &points, double) ||
            !ENT_PUSH(p->w.ctx->temp, &points, double))
            return ENT_NOMEM_FAIL(p->w.ctx);
        xy = (double *)points.at + points.n - 2;
        ENT_TRY(parse_number(p, &xy[0]));
        ENT_TRY(expect(p, ":", "of a point the"));
        ENT_TRY(parse_number(p, &xy[1]));
        if (points.n > 2 && !(xy[0] > xy[-2]))
            return ENT_FAIL_WORD(&p->w, ENT_DOMAIN, at,
                                 "the points of a table ascend; %.10g does "
                                 "not lie behind %.10g",
                                 xy[0], xy[-2]);
    } while (ent_i_words_sign(&p->w, ","));
    t->point = points.at;
    t->n_points = (uint32_t)points.n / 2;
    return ENT_OK;
}

static ent_err fail_function(parser *p, const ent_word *word) {
    ent_str known[ENT_FORMS];
    size_t n = 0;
    for (size_t f = 0; f < ENT_FORMS; f++)
        if (form[f].usage[0])
            known[n++] = ent_i_str(form[f].text);
    return ENT_FAIL_WORD(&p->w, ENT_NAME, word->at,
                         "there is no function '%.*s'%s",
                         ENT_P(ent_i_clip(word->name)),
                         ent_i_hint(p->w.ctx->temp, word->name, known, n));
}

static ent_form find_function(const ent_word *word) {
    for (ent_form f = ENT_FORM_POW; f < ENT_FORMS && !word->quoted; f++)
        if (form[f].usage[0] && ent_i_eqz(word->name, form[f].text))
            return f;
    return ENT_FORMS;
}

/* The next word is the '(' behind a name. */
static ent_err parse_call(parser *p, const ent_word *word,
                          const ent_tree **out) {
    ent_vec args = {0};
    ent_tree *t;
    ent_form f = find_function(word);
    if (f == ENT_FORMS)
        return fail_function(p, word);
    ENT_TRY(enter(p));
    ENT_TRY(parse_args(p, f, &args));
    if (args.n < form[f].least || args.n > form[f].most)
        return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, word->at,
                             "%s is not written with %zu argument%s; write %s",
                             form[f].text, args.n, args.n == 1 ? "" : "s",
                             form[f].usage);
    ENT_TRY(make(p, f, word->at, &args, &t));
    if (f == ENT_FORM_TABLE)
        ENT_TRY(parse_points(p, t));
    p->nest--;
    *out = t;
    return expect(p, ")", "the closing");
}

/* ---- operators */

static ent_err fail_primary(parser *p) {
    const ent_word *word = &p->w.word;
    if (word->kind == ENT_WORD_END)
        return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, word->at,
                             p->w.formula->text.n
                                 ? "the formula ends where a number, a name "
                                   "or '(' is missing"
                                 : "the formula is blank; write a number or "
                                   "a name");
    return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, word->at,
                         "'%.*s' stands where a number, a name or '(' is "
                         "missing",
                         ENT_P(ent_i_clip(word->raw)));
}

static ent_err parse_bracket(parser *p, const ent_tree **out) {
    ENT_TRY(enter(p));
    ENT_TRY(ent_i_words_next(&p->w));
    ENT_TRY(parse_or(p, out));
    p->nest--;
    return expect(p, ")", "the closing");
}

static bool is_key(const ent_words *w) {
    return ent_i_words_key(w, "and") || ent_i_words_key(w, "or") ||
           ent_i_words_key(w, "not");
}

static ent_err parse_primary(parser *p, const ent_tree **out) {
    ent_word word = p->w.word;
    ent_tree *t;
    if (ent_i_words_sign(&p->w, "("))
        return parse_bracket(p, out);
    if (word.kind == ENT_WORD_NUMBER) {
        ENT_TRY(make(p, ENT_FORM_NUMBER, word.at, NULL, &t));
        t->number = word.number;
        *out = t;
        return ent_i_words_next(&p->w);
    }
    if (word.kind != ENT_WORD_NAME || is_key(&p->w))
        return fail_primary(p);
    ENT_TRY(ent_i_words_next(&p->w));
    if (ent_i_words_sign(&p->w, "("))
        return parse_call(p, &word, out);
    if (find_function(&word) != ENT_FORMS)
        return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, word.at,
                             "'%.*s' is a function; write %s, or a name that "
                             "reads so in `backquotes`",
                             ENT_P(word.name),
                             form[find_function(&word)].usage);
    return parse_name(p, &word, out);
}

static ent_err parse_sign(parser *p, const ent_tree **out);

static ent_err parse_power(parser *p, const ent_tree **out) {
    const ent_tree *base;
    ENT_TRY(parse_primary(p, &base));
    *out = base;
    uint32_t at = p->w.word.at;
    if (!ent_i_words_sign(&p->w, "^"))
        return ENT_OK;
    ENT_TRY(enter(p));
    ENT_TRY(ent_i_words_next(&p->w));
    ENT_TRY(parse_sign(p, out));
    p->nest--;
    return join(p, ENT_FORM_POW, at, base, out);
}

static ent_err parse_sign(parser *p, const ent_tree **out) {
    uint32_t at = p->w.word.at;
    bool minus = ent_i_words_sign(&p->w, "-");
    if (!minus && !ent_i_words_sign(&p->w, "+"))
        return parse_power(p, out);
    ENT_TRY(enter(p));
    ENT_TRY(ent_i_words_next(&p->w));
    ENT_TRY(parse_sign(p, out));
    p->nest--;
    return minus ? join(p, ENT_FORM_NEG, at, NULL, out) : ENT_OK;
}

/* One of the operators in [from, to] stands here, or ENT_FORMS. */
static ent_form operator_here(const parser *p, ent_form from, ent_form to) {
    for (ent_form f = from; f <= to; f++)
        if (ent_i_words_sign(&p->w, form[f].text) ||
            ent_i_words_key(&p->w, form[f].text))
            return f;
    return ENT_FORMS;
}

typedef ent_err level(parser *p, const ent_tree **out);

static ent_err parse_chain(parser *p, level *tighter, ent_form from,
                           ent_form to, const ent_tree **out) {
    ENT_TRY(tighter(p, out));
    for (;;) {
        const ent_tree *left = *out;
        uint32_t at = p->w.word.at;
        ent_form f = operator_here(p, from, to);
        if (f == ENT_FORMS)
            return ENT_OK;
        ENT_TRY(ent_i_words_next(&p->w));
        ENT_TRY(tighter(p, out));
        ENT_TRY(join(p, f, at, left, out));
    }
}

static ent_err parse_product(parser *p, const ent_tree **out) {
    return parse_chain(p, parse_sign, ENT_FORM_MUL, ENT_FORM_MOD, out);
}

static ent_err parse_sum(parser *p, const ent_tree **out) {
    return parse_chain(p, parse_product, ENT_FORM_ADD, ENT_FORM_SUB, out);
}

static ent_err parse_comparison(parser *p, const ent_tree **out) {
    ENT_TRY(parse_sum(p, out));
    const ent_tree *left = *out;
    uint32_t at = p->w.word.at;
    ent_form f = operator_here(p, ENT_FORM_LESS, ENT_FORM_UNEQUAL);
    if (f == ENT_FORMS)
        return ENT_OK;
    ENT_TRY(ent_i_words_next(&p->w));
    ENT_TRY(parse_sum(p, out));
    if (operator_here(p, ENT_FORM_LESS, ENT_FORM_UNEQUAL) != ENT_FORMS)
        return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, p->w.word.at,
                             "comparisons do not chain; write "
                             "a < b and b < c");
    return join(p, f, at, left, out);
}

static ent_err parse_not(parser *p, const ent_tree **out) {
    uint32_t at = p->w.word.at;
    if (!ent_i_words_key(&p->w, "not"))
        return parse_comparison(p, out);
    ENT_TRY(enter(p));
    ENT_TRY(ent_i_words_next(&p->w));
    ENT_TRY(parse_not(p, out));
    p->nest--;
    return join(p, ENT_FORM_NOT, at, NULL, out);
}

static ent_err parse_and(parser *p, const ent_tree **out) {
    return parse_chain(p, parse_not, ENT_FORM_AND, ENT_FORM_AND, out);
}

static ent_err parse_or(parser *p, const ent_tree **out) {
    return parse_chain(p, parse_and, ENT_FORM_OR, ENT_FORM_OR, out);
}

static ent_err parse_all(parser *p, const ent_tree **out) {
    const ent_word *word = &p->w.word;
    if (p->w.formula->text.n > TEXT_MAX)
        return ENT_FAIL_WORD(&p->w, ENT_LIMIT, 0,
                             "the formula is longer than %d bytes; put a part "
                             "of it into a quantity of its own",
                             TEXT_MAX);
    ENT_TRY(ent_i_words_next(&p->w));
    ENT_TRY(parse_or(p, out));
    if (word->kind == ENT_WORD_END)
        return ENT_OK;
    return ENT_FAIL_WORD(&p->w, ENT_SYNTAX, word->at,
                         "'%.*s' stands where an operator or the end is "
                         "missing",
                         ENT_P(ent_i_clip(word->raw)));
}

ent_err ent_i_formula_read(ent_ctx *ctx, const ent_names *names, uint32_t row,
                           const ent_tree **out) {
    parser p = {.w = {.ctx = ctx, .formula = &names->s->formula[row]},
                .names = names,
                .row = row};
    return parse_all(&p, out);
}

ent_err ent_i_formula_parse(ent_ctx *ctx, const ent_scenario *s, uint32_t row,
                            const ent_tree **out) {
    const ent_names *names;
    ENT_TRY(ent_i_names_new(ctx, ctx->temp, s, &names));
    return ent_i_formula_read(ctx, names, row, out);
}
