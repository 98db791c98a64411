/* tables_test.h - a plain table in, a model's tables out, cells by name. */
#ifndef ENT_TABLES_TEST_H
#define ENT_TABLES_TEST_H
#include "model/model.h"
#include "test.h"

typedef struct tables {
    ent_ctx ctx;
    ent_table t;
    const ent_matrix *m;
    size_t n;
    ent_err err;
} tables;

/* Settings as "side=low power=4", separated by blanks; "" for none.  The issues
 * together, as ENT_MODEL_ISSUES have them. */
static inline tables tables_with(const char *model, const char *settings,
                                 const char *csv, const char *matrix) {
    tables x = {.n = 0};
    double *link = NULL;
    double param[32];
    const ent_model *m = ent_model_find(ent_i_str(model));
    assert_non_null(m);
    assert_int_equal(ent_ctx_open(&x.ctx, (size_t)1 << 30), ENT_OK);
    assert_int_equal(
        ent_table_read(&x.ctx, ENT_STR("t.csv"), ent_i_str(csv), &x.t), ENT_OK);
    if (matrix)
        assert_int_equal(ent_matrix_read(&x.ctx, ENT_STR("m.csv"),
                                         ent_i_str(matrix), x.t.actor,
                                         x.t.n_actors, &link),
                         ENT_OK);
    ent_i_model_defaults(m, param);
    for (ent_str all = ent_i_str(settings); all.n;)
        assert_int_equal(ent_model_set_among(&x.ctx, m, ent_i_cut(&all, ' '),
                                             x.t.actor, x.t.n_actors, param),
                         ENT_OK);
    ent_game g = {.n_actors = x.t.n_actors,
                  .n_issues = x.t.n_issues,
                  .capability = x.t.capability,
                  .position = x.t.position,
                  .salience = x.t.salience,
                  .has = x.t.has,
                  .quota = x.t.quota,
                  .link = link,
                  .lo = x.t.lo,
                  .hi = x.t.hi};
    x.err = m->matrices(&x.ctx, &g, x.t.actor, x.t.issue, param, &x.m, &x.n);
    return x;
}

static inline tables tables_of(const char *model, const char *settings,
                               const char *csv) {
    return tables_with(model, settings, csv, NULL);
}

static inline size_t name_at(const ent_str *name, size_t n, const char *z) {
    for (size_t i = 0; i < n; i++)
        if (ent_i_eqz(name[i], z))
            return i;
    fail_msg("there is no '%s'", z);
    return 0;
}

/* NaN where the table has no number there. */
static inline double cell(const tables *x, const char *matrix, const char *row,
                          const char *column) {
    if (x->err)
        fail_msg("%s", x->ctx.fail.why);
    for (size_t k = 0; k < x->n; k++) {
        const ent_matrix *m = &x->m[k];
        if (strcmp(m->name, matrix) != 0)
            continue;
        size_t at = name_at(m->row, m->n_rows, row) * m->n_columns +
                    name_at(m->column, m->n_columns, column);
        return m->none && m->none[at] ? NAN : m->x[at];
    }
    fail_msg("there is no table '%s'", matrix);
    return NAN;
}

static inline void drop(tables *x) {
    ent_ctx_close(&x->ctx);
}
#endif
