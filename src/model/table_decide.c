/* table_decide.c - the files of the DECIDE program for position exchange:
 * records separated by tabulators, each cell perhaps in apostrophes.
 *
 *   #A actor      #P issue      #M issue  a value of its scale
 *   #D actor  issue  position  salience  capability     #O, #/ remarks
 *
 * The least and greatest #M of an issue are the ends of its scale, and
 * positions are stretched to 0..100 from there; an issue without #M is taken
 * to run 0..100 already. */
#include "model/table.h"

typedef struct scale {
    double lo, hi;
    uint32_t marks;
    bool used; /* a position was stretched by it */
} scale;

typedef struct decide {
    ent_builder *b;
    ent_rows r;
    ent_vec scale; /* by issue */
} decide;

bool ent_i_table_is_decide(ent_str text) {
    size_t i = text.n && text.s[0] == '\'';
    return text.n > i + 3 && text.s[i] == '#' &&
           strchr("APMDO/", text.s[i + 1]) && text.s[i + 1] &&
           text.s[2 * i + 2] == '\t';
}

static ent_str cell(const decide *d, size_t i) {
    return i < d->r.n ? d->r.cell[i].text : (ent_str){0};
}

static void fault_name(decide *d, const char *what, const ent_names *names,
                       size_t i) {
    ent_str name = cell(d, i);
    ent_str near = ent_i_nearest(name, names->name.at, ent_i_name_count(names));
    if (near.s)
        ent_i_fault(d->b, ENT_NAME, ent_i_rows_place(&d->r, i),
                    "no %s '%.*s' was named before; did you mean '%.*s'?", what,
                    ENT_P(name), ENT_P(near));
    else
        ent_i_fault(d->b, ENT_NAME, ent_i_rows_place(&d->r, i),
                    "no %s '%.*s' was named before; add its %s record", what,
                    ENT_P(name), *what == 'a' ? "#A" : "#P");
}

/* #A and #P */
static ent_err declare(decide *d, ent_names *names) {
    uint32_t number;
    if (!cell(d, 1).n || ent_i_name_find(names, cell(d, 1)) != UINT32_MAX) {
        ent_i_fault(d->b, ENT_NAME, ent_i_rows_place(&d->r, 1),
                    "'%.*s' is not a new name; each record needs its own",
                    ENT_P(cell(d, 1)));
        return ENT_OK;
    }
    ENT_TRY(ent_i_name_add(d->b, names, cell(d, 1), &number));
    if (names == &d->b->issue && !ENT_PUSH(d->b->ctx->temp, &d->scale, scale))
        return ENT_NOMEM_FAIL(d->b->ctx);
    return ENT_OK;
}

static void mark(decide *d) {
    uint32_t issue = ent_i_name_find(&d->b->issue, cell(d, 1));
    double x;
    if (issue == UINT32_MAX) {
        fault_name(d, "issue", &d->b->issue, 1);
        return;
    }
    if (!ent_i_number(cell(d, 2), &x)) {
        ent_i_fault(d->b, ENT_SYNTAX, ent_i_rows_place(&d->r, 2),
                    "the scale needs a number here, not '%.*s'",
                    ENT_P(cell(d, 2)));
        return;
    }
    scale *s = (scale *)d->scale.at + issue;
    if (s->used)
        ent_i_fault(d->b, ENT_SYNTAX, ent_i_rows_place(&d->r, 0),
                    "the scale of '%.*s' changes after a position on it; put "
                    "#M records before #D records",
                    ENT_P(cell(d, 1)));
    s->lo = !s->marks || x < s->lo ? x : s->lo;
    s->hi = !s->marks || x > s->hi ? x : s->hi;
    s->marks++;
}

/* Stretches a position to 0..100; off its scale it is a fault. */
static void stretch(decide *d, scale *s, double *x) {
    double lo = s->marks ? s->lo : 0, hi = s->marks ? s->hi : 100;
    s->used = true;
    if (!(hi > lo))
        ent_i_fault(d->b, ENT_DOMAIN, ent_i_rows_place(&d->r, 2),
                    "the scale of '%.*s' has one end only; give it two "
                    "different #M records",
                    ENT_P(cell(d, 2)));
    else if (*x < lo || *x > hi)
        ent_i_fault(d->b, ENT_DOMAIN, ent_i_rows_place(&d->r, 3),
                    "position %g of '%.*s' on '%.*s' lies outside its scale "
                    "%g..%g",
                    *x, ENT_P(cell(d, 1)), ENT_P(cell(d, 2)), lo, hi);
    else
        *x = lo == 0 && hi == 100 ? *x : 100 * (*x - lo) / (hi - lo);
}

static ent_err datum(decide *d) {
    static const int which[] = {ENT_POSITION, ENT_SALIENCE, ENT_CAPABILITY};
    uint32_t actor = ent_i_name_find(&d->b->actor, cell(d, 1));
    uint32_t issue = ent_i_name_find(&d->b->issue, cell(d, 2));
    ent_three t = {.raw = 0};
    if (actor == UINT32_MAX)
        fault_name(d, "actor", &d->b->actor, 1);
    if (issue == UINT32_MAX)
        fault_name(d, "issue", &d->b->issue, 2);
    for (size_t k = 0; k < 3; k++)
        ent_i_three_read(d->b, &t, which[k], cell(d, 3 + k),
                         ent_i_rows_place(&d->r, 3 + k));
    if (actor == UINT32_MAX || issue == UINT32_MAX)
        return ENT_OK;
    t.raw = t.value[ENT_POSITION];
    stretch(d, (scale *)d->scale.at + issue, &t.value[ENT_POSITION]);
    return ent_i_stance_add(d->b, actor, issue, &t, ent_i_rows_place(&d->r, 1));
}

static ent_err record(decide *d) {
    ent_str kind = cell(d, 0);
    char letter = kind.n == 2 && kind.s[0] == '#' ? kind.s[1] : 0;
    switch (letter) {
    case 'A':
        return declare(d, &d->b->actor);
    case 'P':
        return declare(d, &d->b->issue);
    case 'M':
        mark(d);
        return ENT_OK;
    case 'D':
        return datum(d);
    case 'O':
    case '/':
        return ENT_OK;
    default:
        ent_i_fault(d->b, ENT_SYNTAX, ent_i_rows_place(&d->r, 0),
                    "'%.*s' is no record of a DECIDE file; there are #A, #P, "
                    "#M, #D, and #/ for remarks",
                    ENT_P(kind));
        return ENT_OK;
    }
}

ent_err ent_i_table_decide(ent_builder *b, ent_str bytes) {
    b->stretched = true;
    decide d = {.b = b, .r = ent_i_rows(b->ctx, b->file, bytes, '\t', '\'')};
    for (;;) {
        ENT_TRY(ent_i_rows_next(&d.r));
        if (!d.r.n)
            return ENT_OK;
        ent_i_rows_trim(&d.r);
        ENT_TRY(record(&d));
    }
}
