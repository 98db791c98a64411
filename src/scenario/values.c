/* values.c - the syntax of an uncertain number.
 *
 *   8   8 (0..25)   uniform(0..25)   normal(8; 3)   choice(1 | 2 | 5)
 *
 * Plain scalars without commas or square brackets, so that they stand in
 * block YAML, in flow YAML and in a CSV cell alike. */
#include "scenario/scenario.h"

enum { CHOICES_MAX = 64 };
#define FORMS                                                           \
    "write 8, 8 (0..25), uniform(0..25), normal(8; 3) or choice(1 | 2 " \
    "| 5)"
#define MOST 1e6

const ent_range ent_i_position = {"position", 0, 100, false};
const ent_range ent_i_salience = {"salience", 0, 100, false};
const ent_range ent_i_leverage = {"leverage", 0, 100, false};
const ent_range ent_i_reservation = {"reservation", 0, 100, false};
const ent_range ent_i_status_quo = {"status_quo", 0, 100, false};
const ent_range ent_i_chance = {"chance", 0, 100, false};
const ent_range ent_i_deference = {"deference", 0, 100, false};
const ent_range ent_i_weight = {"weight", 0, MOST, true};
const ent_range ent_i_capability = {"capability", 0, MOST, true};
const ent_range ent_i_failure_costs = {"failure_costs", 1, MOST, true};

typedef struct parser {
    ent_ctx *ctx;
    ent_str text; /* as written, for sentences */
    const ent_range *range;
    ent_place at;
} parser;

static ent_err fail_form(const parser *p) {
    return ENT_FAIL_AT(p->ctx, ENT_SYNTAX, p->at,
                       "%s '%.*s' is not a value; " FORMS, p->range->what,
                       ENT_P(ent_i_clip(p->text)));
}

static bool inside(const ent_range *r, double x) {
    return x <= r->hi && (r->above ? x > r->lo : x >= r->lo);
}

static ent_err check_inside(const parser *p, double x) {
    const ent_range *r = p->range;
    if (inside(r, x))
        return ENT_OK;
    if (r->above)
        return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                           "%s %.10g is outside its range; it must be above "
                           "%.10g and at most %.10g",
                           r->what, x, r->lo, r->hi);
    if (r->hi >= ENT_MOST && x < r->lo)
        return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                           "%s %.10g is outside its range; it must be at least "
                           "%.10g",
                           r->what, x, r->lo);
    return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at, "%s %.10g is outside %g..%g",
                       r->what, x, r->lo, r->hi);
}

/* "0..25" into two numbers, the first below the second. */
static ent_err read_interval(const parser *p, ent_str s, ent_value *v) {
    size_t i = 0;
    while (i + 1 < s.n && !(s.s[i] == '.' && s.s[i + 1] == '.'))
        i++;
    if (i + 1 >= s.n || !ent_i_number((ent_str){s.s, i}, &v->lo) ||
        !ent_i_number((ent_str){s.s + i + 2, s.n - i - 2}, &v->hi))
        return fail_form(p);
    if (v->lo > v->hi)
        return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                           "the interval %.10g..%.10g of %s is reversed; write "
                           "%.10g..%.10g",
                           v->lo, v->hi, p->range->what, v->hi, v->lo);
    if (v->lo == v->hi)
        return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                           "the interval %.10g..%.10g of %s has no width; "
                           "write %.10g alone for a certain value",
                           v->lo, v->hi, p->range->what, v->lo);
    ENT_TRY(check_inside(p, v->lo));
    return check_inside(p, v->hi);
}

/* What stands in the brackets of "name(…)", or false. */
static bool call(ent_str s, const char *name, ent_str *inner) {
    size_t n = strlen(name);
    if (!ent_i_starts(s, name) || s.s[s.n - 1] != ')')
        return false;
    s = ent_i_trim((ent_str){s.s + n, s.n - n - 1});
    if (!s.n || s.s[0] != '(')
        return false;
    *inner = ent_i_trim((ent_str){s.s + 1, s.n - 1});
    return true;
}

static ent_err read_uniform(const parser *p, ent_str s, ent_value *v) {
    v->kind = ENT_VALUE_UNIFORM;
    ENT_TRY(read_interval(p, s, v));
    v->best = v->lo + (v->hi - v->lo) / 2;
    return ENT_OK;
}

static ent_err read_normal(const parser *p, ent_str s, ent_value *v) {
    double sd;
    v->kind = ENT_VALUE_NORMAL;
    if (!ent_i_number(ent_i_cut(&s, ';'), &v->best) || !ent_i_number(s, &sd))
        return fail_form(p);
    if (!(sd > 0 && sd <= ENT_MOST))
        return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                           "the standard deviation %.10g of %s is not above 0; "
                           "write normal(mean; deviation)",
                           sd, p->range->what);
    v->lo = v->best - sd;
    v->hi = v->best + sd;
    return check_inside(p, v->best);
}

/* best is the middle one in order of size, the lower of two. */
static ent_err read_choice(const parser *p, ent_str s, ent_value *v) {
    double x[CHOICES_MAX], sorted[CHOICES_MAX];
    size_t n = 0;
    while (s.s && n < CHOICES_MAX) {
        if (!ent_i_number(ent_i_cut(&s, '|'), &x[n]))
            return fail_form(p);
        ENT_TRY(check_inside(p, x[n++]));
    }
    if (s.s || n < 2)
        return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                           "%s has %s choices; give 2 to %d, separated by |",
                           p->range->what, s.s ? "too many" : "too few",
                           CHOICES_MAX);
    double *keep = ENT_NEW(p->ctx->keep, n, double);
    if (!keep)
        return ENT_NOMEM_FAIL(p->ctx);
    memcpy(keep, x, n * sizeof *x);
    memcpy(sorted, x, n * sizeof *x);
    ent_i_sort(sorted, n);
    v->kind = ENT_VALUE_CHOICE;
    v->choice = keep;
    v->n_choices = n;
    v->best = sorted[(n - 1) / 2];
    v->lo = sorted[0];
    v->hi = sorted[n - 1];
    return ENT_OK;
}

/* "8" or "8 (0..25)" */
static ent_err read_plain(const parser *p, ent_str s, ent_value *v) {
    ent_str rest = s;
    ent_str best = ent_i_cut(&rest, '(');
    if (!ent_i_number(best, &v->best))
        return fail_form(p);
    ENT_TRY(check_inside(p, v->best));
    v->kind = ENT_VALUE_FIXED;
    v->lo = v->hi = v->best;
    if (!rest.s)
        return ENT_OK;
    if (!rest.n || rest.s[rest.n - 1] != ')')
        return fail_form(p);
    v->kind = ENT_VALUE_INTERVAL;
    ENT_TRY(read_interval(p, (ent_str){rest.s, rest.n - 1}, v));
    if (v->best >= v->lo && v->best <= v->hi)
        return ENT_OK;
    return ENT_FAIL_AT(p->ctx, ENT_DOMAIN, p->at,
                       "%s %.10g is not inside its own interval %.10g..%.10g; "
                       "move one of them",
                       p->range->what, v->best, v->lo, v->hi);
}

ent_err ent_i_value_parse(ent_ctx *ctx, ent_str text, const ent_range *range,
                          ent_place at, ent_value *out) {
    ent_str s = ent_i_trim(text), inner;
    parser p = {ctx, s, range, at};
    out->min = range->above ? range->lo + 1e-6 : range->lo;
    out->max = range->hi;
    if (!s.n) {
        out->kind = ENT_VALUE_BLANK;
        out->best = out->lo = out->hi = out->min;
        return ENT_OK;
    }
    if (call(s, "uniform", &inner))
        return read_uniform(&p, inner, out);
    if (call(s, "normal", &inner))
        return read_normal(&p, inner, out);
    if (call(s, "choice", &inner))
        return read_choice(&p, inner, out);
    return read_plain(&p, s, out);
}
