/* program_kernels.c - one loop over lanes for each kind of operation.
 *
 * A result never shares its slot with an operand, so that every loop can be
 * turned into vector instructions.  What is not defined has a value all the
 * same: docs/formulas.md, "Undefined numbers". */
#include "system/program_kernels.h"
#include <math.h>

/* ---- operations that cannot fail: p is the first operand, q the second */

#define UNARY(name, expr)           \
    static CLONES void name(ARGS) { \
        OPEN;                       \
        EACH {                      \
            const double p = a[i];  \
            to[i] = (expr);         \
        }                           \
    }

#define BINARY(name, expr)                   \
    static CLONES void name##_vv(ARGS) {     \
        OPEN2;                               \
        EACH {                               \
            const double p = a[i], q = b[i]; \
            to[i] = (expr);                  \
        }                                    \
    }                                        \
    static CLONES void name##_vk(ARGS) {     \
        OPEN;                                \
        const double q = o->k;               \
        EACH {                               \
            const double p = a[i];           \
            to[i] = (expr);                  \
        }                                    \
    }                                        \
    static CLONES void name##_kv(ARGS) {     \
        OPEN2;                               \
        const double p = o->k;               \
        (void)a;                             \
        EACH {                               \
            const double q = b[i];           \
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

static CLONES void copy(ARGS) {
    OPEN;
    EACH to[i] = a[i];
}

static CLONES void fill(ARGS) {
    (void)now;
    double *restrict to = SLOT(o->to);
    EACH to[i] = o->k;
}

/* The number of the step that an operation stands for. */
static void time_of(ARGS) {
    double *restrict to = SLOT(o->to);
    uint32_t lag = o->memory->lag;
    double t = now->step > lag ? now->step - lag : 0;
    for (int i = 0; i < ENT_LANES; i++)
        to[i] = t;
}

#define IF(name, yes, no)                              \
    static CLONES void if_##name(ARGS) {               \
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

static CLONES void clamp(ARGS) {
    OPEN2;
    const double *restrict c = SLOT(o->c);
    EACH {
        const double p = a[i], lo = b[i], hi = c[i];
        const double r = p > hi ? hi : p;
        to[i] = p < lo ? lo : r;
    }
}

static CLONES void clamp_kk(ARGS) {
    OPEN;
    const double k = o->k, l = o->l;
    EACH {
        const double p = a[i], r = p > l ? l : p;
        to[i] = p < k ? k : r;
    }
}

/* ---- operations that can fail */

static void count(const ent_instr *o, double *x, int lane) {
    if (o->faults == ENT_NONE)
        return;
    if (o->mask == ENT_NONE || SLOT(o->mask)[lane] != 0)
        SLOT(o->faults)[lane] += 1;
}

/* Looks at one number alone: what it becomes must not depend on its block. */
static double capped(double r, bool *bad) {
    *bad = !isfinite(r);
    if (!*bad)
        return r;
    return r > 0 ? ENT_NUMBER_MOST : r < 0 ? -ENT_NUMBER_MOST : 0;
}

/* Lanes whose result is infinite or no number; rare. */
static void mend(ARGS) {
    double *to = SLOT(o->to);
    for (int i = 0; i < ENT_LANES; i++) {
        bool bad;
        to[i] = capped(to[i], &bad);
        if (bad && i < now->lanes)
            count(o, x, i);
    }
}

/* A loop that collects the exponents of its results: one of an infinity or of
 * no number carries into the sign of `any`. */
#define SOUND(name, open, expr)                                               \
    static CLONES void name(ARGS) {                                           \
        open;                                                                 \
        uint64_t any = 0;                                                     \
        _Pragma("omp simd reduction(| : any)") for (int i = 0; i < ENT_LANES; \
                                                    i++) {                    \
            const double r = (expr);                                          \
            uint64_t bits;                                                    \
            memcpy(&bits, &r, sizeof bits);                                   \
            any |= (bits & UINT64_MAX >> 1) + ((uint64_t)1 << 52);            \
            to[i] = r;                                                        \
        }                                                                     \
        if (any >> 63)                                                        \
            AFTER(o, now, x);                                                 \
    }

#define AFTER mend
SOUND(add_vv_sound, OPEN2, a[i] + b[i])
SOUND(add_vk_sound, OPEN; const double k = o->k, a[i] + k)
SOUND(sub_vv_sound, OPEN2, a[i] - b[i])
SOUND(sub_vk_sound, OPEN; const double k = o->k, a[i] - k)
SOUND(sub_kv_sound, OPEN2; const double k = o->k; (void)a, k - b[i])
SOUND(mul_vv_sound, OPEN2, a[i] * b[i])
SOUND(mul_vk_sound, OPEN; const double k = o->k, a[i] * k)
SOUND(look, OPEN, a[i])
#undef AFTER

/* What is divided by 0 is 0: the quotient was no number, or infinite. */
static void mend_quotient(ARGS) {
    const double *by = SLOT(o->b);
    for (int i = 0; i < ENT_LANES; i++)
        if (by[i] == 0) {
            SLOT(o->to)[i] = 0;
            if (i < now->lanes)
                count(o, x, i);
        }
    mend(o, now, x);
}

#define AFTER mend_quotient
SOUND(div_vv, OPEN2, a[i] / b[i])
SOUND(div_kv, OPEN2; const double k = o->k; (void)a, k / b[i])
#undef AFTER
#define AFTER mend
SOUND(div_vk, OPEN; const double k = o->k, a[i] / k) /* k is not 0 */
#undef AFTER

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

static double exp_of(double p, bool *bad) {
    return capped(exp(p), bad);
}

static double ln_of(double p, bool *bad) {
    *bad = !(p > 0);
    return *bad ? ENT_LN_LEAST : capped(log(p), bad);
}

static double sqrt_of(double p, bool *bad) {
    *bad = !(p >= 0);
    return *bad ? 0 : capped(sqrt(p), bad);
}

static double logistic_of(double p, bool *bad) {
    *bad = isnan(p);
    return *bad ? 0 : 1 / (1 + exp(-p));
}

static double pow_of(double p, double q, bool *bad) {
    *bad = (p == 0 && q < 0) || (p < 0 && q != floor(q));
    return *bad ? 0 : capped(pow(p, q), bad);
}

/* What is left after whole multiples of q, with the sign of q. */
static double mod_of(double p, double q, bool *bad) {
    double r = q == 0 ? 0 : fmod(p, q);
    *bad = q == 0 || !isfinite(r);
    if (*bad)
        return 0;
    return r != 0 && (r < 0) != (q < 0) ? r + q : r;
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
        each2(o, now, x, name##_of, &o->k, SLOT(o->b));      \
    }
CALL2(pow)
CALL2(mod)

/* A value that nobody gave is 0, and is counted. */
static void blank(ARGS) {
    OPEN;
    for (int i = 0; i < ENT_LANES; i++) {
        to[i] = isnan(a[i]) ? 0 : a[i];
        if (i < now->lanes && isnan(a[i]))
            count(o, x, i);
    }
}

/* ---- which loop for which form */

#define ALL(name) \
    { name##_vv, name##_vk, name##_kv, {NULL, NULL, NULL}, false }
#define ONE(name) \
    { name, NULL, NULL, {NULL, NULL, NULL}, false }
#define BAD(name) \
    { name##_vv, name##_vk, name##_kv, {NULL, NULL, NULL}, true }
#define BAD1(name) \
    { name, NULL, NULL, {NULL, NULL, NULL}, true }
/* Sums and products of two are the same either way round. */
#define SUM                                                                 \
    {                                                                       \
        add_vv, add_vk, add_kv, {add_vv_sound, add_vk_sound, add_vk_sound}, \
            false                                                           \
    }
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
    [ENT_FORM_ADD] = SUM,
    [ENT_FORM_SUB] = {sub_vv,
                      sub_vk,
                      sub_kv,
                      {sub_vv_sound, sub_vk_sound, sub_kv_sound},
                      false},
    [ENT_FORM_MUL] = {mul_vv,
                      mul_vk,
                      mul_kv,
                      {mul_vv_sound, mul_vk_sound, mul_vk_sound},
                      false},
    [ENT_FORM_DIV] = BAD(div),
    [ENT_FORM_MOD] = BAD(mod),
    [ENT_FORM_NEG] = ONE(neg),
    [ENT_FORM_POW] = BAD(pow),
    [ENT_FORM_ABS] = ONE(abs_of),
    [ENT_FORM_EXP] = BAD1(each_exp),
    [ENT_FORM_LN] = BAD1(each_ln),
    [ENT_FORM_SQRT] = BAD1(each_sqrt),
    [ENT_FORM_LOGISTIC] = BAD1(each_logistic),
    [ENT_FORM_MIN] = ALL(min),
    [ENT_FORM_MAX] = ALL(max),
    [ENT_FORM_SUM] = SUM,
};

const ent_loops ent_i_loops = {
    copy, fill,  time_of,  blank,
    look, clamp, clamp_kk, {{if_vv, if_vk}, {if_kv, if_kk}}};
