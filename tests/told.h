/* told.h - collects what ent_i_formulas_check tells. */
#ifndef ENT_TEST_TOLD_H
#define ENT_TEST_TOLD_H
#include "sketch.h"

typedef struct told {
    size_t n;
    ent_err err[8];
    ent_place at[8];
    char why[8][512];
} told;

static inline ent_err told_keep(void *user, ent_err err, ent_place at,
                                ent_str why) {
    told *t = user;
    if (t->n < 8) {
        t->err[t->n] = err;
        t->at[t->n] = at;
        snprintf(t->why[t->n], sizeof t->why[0], "%.*s", ENT_P(why));
    }
    t->n++;
    return ENT_OK;
}

static inline told told_all(sketch *k) {
    told t = {0};
    assert_int_equal(ent_i_formulas_check(&k->ctx, &k->s, told_keep, &t),
                     ENT_OK);
    return t;
}

static inline void told_none(sketch *k) {
    told t = told_all(k);
    if (t.n)
        fail_msg("%s", t.why[0]);
}

/* Exactly one mistake, with these words in it. */
static inline told told_one(sketch *k, ent_err err, const char *why) {
    told t = told_all(k);
    if (t.n != 1 || t.err[0] != err || !strstr(t.why[0], why))
        fail_msg("%zu mistakes: %s %s", t.n, ent_err_name(t.err[0]), t.why[0]);
    return t;
}
#endif
