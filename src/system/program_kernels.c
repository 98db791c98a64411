/* program_kernels.c - one loop over lanes for each kind of operation.
 *
 * A result never shares its slot with an operand, so that every loop may be
 * turned into vector instructions.  What is not defined has a value all the
 * same: docs/formulas.md, "Undefined numbers". */
#include "system/program_ops.h"
#include <float.h>
#include <math.h>

#define ARGS    const ent_instr *o, const ent_now *now, double *x
#define SLOT(n) (x + (size_t)(n)*ENT_LANES)
#define OPEN                           \
    (void)now;                         \
    double *restrict to = SLOT(o->to); \
    const double *restrict a = SLOT(o->a)
#define OPEN2 \
    OPEN;     \
    const double *restrict b = SLOT(o->b)
#define EACH _Pragma("omp simd") for (int i = 0; i < ENT_LANES; i++)

/* ---- operations that cannot fail: p is the first operand, q the second */

#define UNARY(name, expr)          \
    static void name(ARGS) {       \
        OPEN;                      \
        EACH {                     \
            const double p = a[i]; \
            to[i] = (expr);        \
        }                          \
    }

#define BINARY(name, expr)                   \
    static void name##_vv(ARGS) {            \
        OPEN2;                               \
        EACH {                               \
            const double p = a[i], q = b[i]; \
            to[i] = (expr);                  \
        }                                    \
    }                                        \
    static void name##_vk(ARGS) {            \
        OPEN;                                \
        const double q = o->k;               \
        EACH {                               \
            const double p = a[i];           \
            to[i] = (expr);                  \
        }                                    \
    }                                        \
    static void name##_kv(ARGS) {            \
        OPEN;                                \
        const double p = o->k;               \
        EACH {                               \
            const double q = a[i];           \
            to[i] = (expr);                  \
        }                                    \
    }

BINARY(add, p + q)
BINARY(sub, p - q)
BINARY(mul, p *q)
BINARY(min, p < q ? p : q)
BINARY(max, p > q ? p : q)
BINARY(less, p < q ? 1.0 : 0.0)
BINARY(less_equal, p <= q ? 1.0 : 0.0)
BINARY(more, p > q ? 1.0 : 0.0)
BINARY(more_equal, p >= q ? 1.0 : 0.0)
BINARY(equal, p == q ? 1.0 : 0.0)
BINARY(unequal, p != q ? 1.0 : 0.0)
BINARY(both, ((p != 0) & (q != 0)) ? 1.0 : 0.0)
BINARY(either, ((p != 0) | (q != 0)) ? 1.0 : 0.0)
UNARY(neg, -p)
UNARY(abs_of, fabs(p))
UNARY(none, p == 0 ? 1.0 : 0.0)

void ent_i_kernel_copy(ARGS) {
    OPEN;
    EACH to[i] = a[i];
}

void ent_i_kernel_fill(ARGS) {
    (void)now;
    double *restrict to = SLOT(o->to);
    EACH to[i] = o->k;
}

/* The number of the step that an operation stands for. */
void ent_i_kernel_time(ARGS) {
    double *restrict to = SLOT(o->to);
    double t = now->step > o->lag ? now->step - o->lag : 0;
    EACH to[i] = t;
}

void ent_i_kernel_div_by(ARGS) {
    OPEN;
    const double k = o->k;
    EACH to[i] = a[i] / k;
}

#define IF(name, yes, no)                              \
    void ent_i_kernel_if_##name(ARGS) {                \
        OPEN;                                          \
        const double *restrict b = SLOT(o->b);         \
        const double *restrict c = SLOT(o->c);         \
        const double k = o->k, l = o->l;               \
        (void)b, (void)c, (void)k, (void)l;            \
        EACH {                                         \
            const double when = a[i], p = yes, q = no; \
            to[i] = when != 0 ? p : q;                 \
        }                                              \
    }
IF(vv, b[i], c[i])
IF(vk, b[i], l)
IF(kv, k, c[i])
IF(kk, k, l)

void ent_i_kernel_clamp(ARGS) {
    OPEN2;
    const double *restrict c = SLOT(o->c);
    EACH {
        const double p = a[i], lo = b[i], hi = c[i];
        const double r = p > hi ? hi : p;
        to[i] = p < lo ? lo : r;
    }
}

void ent_i_kernel_clamp_kk(ARGS) {
    OPEN;
    const double k = o->k, l = o->l;
    EACH {
        const double p = a[i], r = p > l ? l : p;
        to[i] = p < k ? k : r;
    }
}

/* ---- operations that can fail: `bad` says where, `expr` what stands there */

static void count(const ent_instr *o, double *x, int lane) {
    if (o->mask == ENT_NONE || SLOT(o->mask)[lane] != 0)
        SLOT(o->faults)[lane] += 1;
}

/* The first loop is a vector's: it divides all the same, and looks whether it
 * should have. */
#define DIVIDE(name, open, p, q)                                              \
    static void name(ARGS) {                                                  \
        open;                                                                 \
        double any = 0;                                                       \
        _Pragma("omp simd reduction(+ : any)") for (int i = 0; i < ENT_LANES; \
                                                    i++) {                    \
            any += (q) == 0 ? 1.0 : 0.0;                                      \
            to[i] = (p) / (q);                                                \
        }                                                                     \
        for (int i = 0; any > 0 && i < ENT_LANES; i++) {                      \
            if ((q) != 0)                                                     \
                continue;                                                     \
            to[i] = 0;                                                        \
            if (i < now->lanes)                                               \
                count(o, x, i);                                               \
        }                                                                     \
    }
DIVIDE(div_vv, OPEN2, a[i], b[i])
DIVIDE(div_kv, OPEN, o->k, a[i])

/* Operations that take their time lane by lane.  `f` sets *bad. */
typedef double call1(double p, bool *bad);
typedef double call2(double p, double q, bool *bad);

static inline void each1(ARGS, call1 *f) {
    OPEN;
    for (int i = 0; i < ENT_LANES; i++) {
        bool bad = false;
        to[i] = i < now->lanes ? f(a[i], &bad) : 0;
        if (bad)
            count(o, x, i);
    }
}

static inline void each2(ARGS, call2 *f, const double *p, const double *q) {
    double *restrict to = SLOT(o->to);
    size_t dp = p == &o->k ? 0 : 1, dq = q == &o->k ? 0 : 1;
    for (size_t i = 0; i < ENT_LANES; i++) {
        bool bad = false;
        to[i] = (int)i < now->lanes ? f(p[i * dp], q[i * dq], &bad) : 0;
        if (bad)
            count(o, x, (int)i);
    }
}

static double capped(double r, bool *bad) {
    *bad = !(fabs(r) <= ENT_NUMBER_MOST);
    if (!*bad)
        return r;
    return r > 0 ? ENT_NUMBER_MOST : r < 0 ? -ENT_NUMBER_MOST : 0;
}

static double exp_of(double p, bool *bad) {
    return capped(exp(p), bad);
}

static double ln_of(double p, bool *bad) {
    *bad = !(p > 0);
    return *bad ? ENT_LN_LEAST : log(p);
}

static double sqrt_of(double p, bool *bad) {
    *bad = p < 0;
    return *bad ? 0 : sqrt(p);
}

static double logistic_of(double p, bool *bad) {
    *bad = false;
    return 1 / (1 + exp(-p));
}

static double pow_of(double p, double q, bool *bad) {
    *bad = (p == 0 && q < 0) || (p < 0 && q != floor(q));
    return *bad ? 0 : capped(pow(p, q), bad);
}

/* What is left after whole multiples of q, with the sign of q. */
static double mod_of(double p, double q, bool *bad) {
    *bad = q == 0;
    return *bad ? 0 : p - q * floor(p / q);
}

#define CALL1(name)                  \
    static void each_##name(ARGS) {  \
        each1(o, now, x, name##_of); \
    }
CALL1(exp)
CALL1(ln)
CALL1(sqrt)
CALL1(logistic)

#define CALL2(name)                                          \
    static void name##_vv(ARGS) {                            \
        each2(o, now, x, name##_of, SLOT(o->a), SLOT(o->b)); \
    }                                                        \
    static void name##_vk(ARGS) {                            \
        each2(o, now, x, name##_of, SLOT(o->a), &o->k);      \
    }                                                        \
    static void name##_kv(ARGS) {                            \
        each2(o, now, x, name##_of, &o->k, SLOT(o->a));      \
    }
CALL2(pow)
CALL2(mod)

/* A value that nobody gave is 0, and is counted. */
void ent_i_kernel_blank(ARGS) {
    OPEN;
    for (int i = 0; i < ENT_LANES; i++) {
        to[i] = isnan(a[i]) ? 0 : a[i];
        if (i < now->lanes && isnan(a[i]))
            count(o, x, i);
    }
}

/* The result of a formula, in place: one look at the exponents, and again
 * only where one is that of an infinity or of no number. */
void ent_i_kernel_finite(ARGS) {
    double *restrict to = SLOT(o->to);
    uint64_t any = 0;
    _Pragma("omp simd reduction(| : any)") for (int i = 0; i < ENT_LANES; i++) {
        uint64_t bits;
        memcpy(&bits, &to[i], sizeof bits);
        any |= (bits & UINT64_MAX >> 1) + ((uint64_t)1 << 52);
    }
    for (int i = 0; any >> 63 && i < ENT_LANES; i++) {
        bool bad;
        to[i] = capped(to[i], &bad);
        if (bad && i < now->lanes)
            count(o, x, i);
    }
}

/* ---- which loop for which form */

#define ALL(name) \
    { name##_vv, name##_vk, name##_kv, false }
#define ONE(name) \
    { name, NULL, NULL, false }
const ent_kernels ent_i_kernels[ENT_FORMS] = {
    [ENT_FORM_OR] = ALL(either),
    [ENT_FORM_AND] = ALL(both),
    [ENT_FORM_NOT] = ONE(none),
    [ENT_FORM_LESS] = ALL(less),
    [ENT_FORM_LESS_EQUAL] = ALL(less_equal),
    [ENT_FORM_MORE] = ALL(more),
    [ENT_FORM_MORE_EQUAL] = ALL(more_equal),
    [ENT_FORM_EQUAL] = ALL(equal),
    [ENT_FORM_UNEQUAL] = ALL(unequal),
    [ENT_FORM_ADD] = ALL(add),
    [ENT_FORM_SUB] = ALL(sub),
    [ENT_FORM_MUL] = ALL(mul),
    [ENT_FORM_DIV] = {div_vv, ent_i_kernel_div_by, div_kv, true},
    [ENT_FORM_MOD] = {mod_vv, mod_vk, mod_kv, true},
    [ENT_FORM_NEG] = ONE(neg),
    [ENT_FORM_POW] = {pow_vv, pow_vk, pow_kv, true},
    [ENT_FORM_ABS] = ONE(abs_of),
    [ENT_FORM_EXP] = {each_exp, NULL, NULL, true},
    [ENT_FORM_LN] = {each_ln, NULL, NULL, true},
    [ENT_FORM_SQRT] = {each_sqrt, NULL, NULL, true},
    [ENT_FORM_LOGISTIC] = ONE(each_logistic),
    [ENT_FORM_MIN] = ALL(min),
    [ENT_FORM_MAX] = ALL(max),
    [ENT_FORM_SUM] = ALL(add),
};
