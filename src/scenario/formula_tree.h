/* formula_tree.h - a formula as it was read, for those that walk through it:
 * the list of what it uses, the check of units, the compiler. */
#ifndef ENT_FORMULA_TREE_H
#define ENT_FORMULA_TREE_H
#include "scenario/formula.h"

enum { ENT_ANY_NUMBER = 1 << 20 }; /* of arguments */

/* Operators and functions: spelling, least and most arguments, how it is
 * written. */
#define ENT_FORM_LIST(X)                                                   \
    X(NUMBER, "", 0, 0, "")                                                \
    X(SYMBOL, "", 0, 0, "")                                                \
    X(OR, "or", 2, 2, "")                                                  \
    X(AND, "and", 2, 2, "")                                                \
    X(NOT, "not", 1, 1, "")                                                \
    X(LESS, "<", 2, 2, "")                                                 \
    X(LESS_EQUAL, "<=", 2, 2, "")                                          \
    X(MORE, ">", 2, 2, "")                                                 \
    X(MORE_EQUAL, ">=", 2, 2, "")                                          \
    X(EQUAL, "==", 2, 2, "")                                               \
    X(UNEQUAL, "!=", 2, 2, "")                                             \
    X(ADD, "+", 2, 2, "")                                                  \
    X(SUB, "-", 2, 2, "")                                                  \
    X(MUL, "*", 2, 2, "")                                                  \
    X(DIV, "/", 2, 2, "")                                                  \
    X(MOD, "%", 2, 2, "")                                                  \
    X(NEG, "-", 1, 1, "")                                                  \
    X(POW, "pow", 2, 2, "pow(x, power)")                                   \
    X(ABS, "abs", 1, 1, "abs(x)")                                          \
    X(CLAMP, "clamp", 3, 3, "clamp(x, least, most)")                       \
    X(IF, "if", 3, 3, "if(condition, then, else)")                         \
    X(EXP, "exp", 1, 1, "exp(x)")                                          \
    X(LN, "ln", 1, 1, "ln(x)")                                             \
    X(SQRT, "sqrt", 1, 1, "sqrt(x)")                                       \
    X(LOGISTIC, "logistic", 1, 1, "logistic(x)")                           \
    X(MIN, "min", 1, ENT_ANY_NUMBER, "min(a, b) or min(*.name)")           \
    X(MAX, "max", 1, ENT_ANY_NUMBER, "max(a, b) or max(*.name)")           \
    X(SUM, "sum", 1, ENT_ANY_NUMBER, "sum(a, b) or sum(*.name)")           \
    X(MEAN, "mean", 1, ENT_ANY_NUMBER, "mean(a, b) or mean(*.name)")       \
    X(STEP, "step", 1, 1, "step(from)")                                    \
    X(PULSE, "pulse", 2, 2, "pulse(from, width)")                          \
    X(RAMP, "ramp", 3, 3, "ramp(slope, from, to)")                         \
    X(SMOOTH, "smooth", 2, 3, "smooth(x, time) or smooth(x, time, start)") \
    X(DELAY, "delay", 2, 3, "delay(x, steps) or delay(x, steps, start)")   \
    X(TABLE, "table", 1, 1, "table(x; 0: 10, 50: 20)")                     \
    X(NOISE, "noise", 1, 1, "noise(deviation)")

typedef enum ent_form {
#define ENT_X(name, text, least, most, usage) ENT_FORM_##name,
    ENT_FORM_LIST(ENT_X)
#undef ENT_X
        ENT_FORMS
} ent_form;

struct ent_tree {
    ent_form form;
    uint32_t at;    /* byte of the formula's text where it begins */
    uint32_t depth; /* of the deepest branch below, itself included */
    uint32_t n_args;
    uint32_t n_points;
    double number;              /* of NUMBER */
    ent_symbol symbol;          /* of SYMBOL */
    const ent_tree *const *arg; /* [n_args] */
    const double *point;        /* of TABLE: [n_points] pairs x, y */
};

/* "clamp(x, least, most)": how a function is written. */
const char *ent_i_form_text(ent_form form);
const char *ent_i_form_usage(ent_form form);
/* An average or a delay that is given its start reads its first argument as of
 * the step before; argument i of any other form is read in this one. */
static inline bool ent_i_form_lags(const ent_tree *t, uint32_t i) {
    return i == 0 && t->n_args == 3 &&
           (t->form == ENT_FORM_SMOOTH || t->form == ENT_FORM_DELAY);
}
/* The place in its file of a byte of a formula's text. */
ent_place ent_i_formula_place(const ent_formula *f, uint32_t byte);

/* ---- names by heart (symbols.c) */

typedef struct ent_name {
    ent_str text;
    ent_symbol symbol;
    bool quiet; /* not meant by a pattern unless it says so: t, dials, the
                   amounts of events and lenses, blank values */
} ent_name;

struct ent_names {
    const ent_scenario *s;
    const ent_name *name; /* [n] */
    uint32_t n;
    const struct ent_index *index; /* text -> row of name */
    /* [n_formulas] the move that a formula belongs to, the quantity whose
     * driver it is, the move whose options it values: rows or ENT_NONE */
    const uint32_t *move, *driver, *worth;
};
/* "; did you mean 'RUS.leak'?" or "". */
const char *ent_i_names_hint(ent_ctx *ctx, const ent_names *names,
                             ent_str name);
#endif
