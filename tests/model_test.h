/* model_test.h - one issue, a few actors, a model: what do they settle on? */
#ifndef ENT_MODEL_TEST_H
#define ENT_MODEL_TEST_H
#include "model/model.h"
#include "test.h"
#include <stdlib.h>

enum { MOST_ACTORS = 128 };
typedef struct issue {
    size_t n;
    double c[MOST_ACTORS], x[MOST_ACTORS], s[MOST_ACTORS];
    const double *status_quo, *failure_cost; /* NULL: none */
    unsigned char has[MOST_ACTORS];          /* filled with 1 by issue_of */
} issue;

typedef struct result {
    ent_err err;
    double z, position[MOST_ACTORS], chance[MOST_ACTORS];
    ent_reason why; /* the first; how is NULL without any */
} result;

/* The actors' names in settings: a0, a1, … */
static inline void issue_keys(double key[MOST_ACTORS]) {
    char name[8];
    for (size_t i = 0; i < MOST_ACTORS; i++) {
        snprintf(name, sizeof name, "a%zu", i);
        key[i] = ent_model_actor_key(ent_i_str(name));
    }
}

static inline issue issue_of(size_t n, const double *c, const double *x,
                             const double *s) {
    issue it = {.n = n};
    for (size_t i = 0; i < n; i++) {
        it.c[i] = c[i];
        it.x[i] = x[i];
        it.s[i] = s ? s[i] : 1;
        it.has[i] = 1;
    }
    return it;
}

/* Settings as "side=low power=4", separated by blanks; "" for none. */
static inline result play(const issue *it, const char *model,
                          const char *settings) {
    result r = {.z = 0};
    ent_ctx ctx;
    double param[32], key[MOST_ACTORS];
    ent_reasons why = {.at = &r.why, .max = 1};
    const ent_model *m = ent_model_find(ent_i_str(model));
    assert_non_null(m);
    issue_keys(key);
    assert_int_equal(ent_ctx_open(&ctx, 1 << 20), ENT_OK);
    for (size_t i = 0; i < m->n_params; i++)
        param[i] = m->param[i].value;
    for (ent_str all = ent_i_str(settings); all.n;)
        assert_int_equal(ent_model_set(&ctx, m, ent_i_cut(&all, ' '), param),
                         ENT_OK);
    ent_game g = {.n_actors = it->n,
                  .n_issues = 1,
                  .capability = it->c,
                  .position = it->x,
                  .salience = it->s,
                  .has = it->has,
                  .status_quo = it->status_quo,
                  .failure_cost = it->failure_cost,
                  .key = key,
                  .lo = 0,
                  .hi = 100};
    ent_outcome out = {.position = r.position,
                       .settlement = &r.z,
                       .chance = r.chance,
                       .why = &why};
    double *work = malloc((m->work(it->n, 1) + 1) * sizeof *work);
    assert_non_null(work);
    r.err = m->round(&g, param, 0, work, &out);
    free(work);
    ent_ctx_close(&ctx);
    return r;
}

/* The settlement; fails the test when there is none. */
static inline double settled(const issue *it, const char *model,
                             const char *settings) {
    result r = play(it, model, settings);
    if (r.err)
        fail_msg("%s %s: %s", model, settings, ent_err_name(r.err));
    return r.z;
}
#endif
