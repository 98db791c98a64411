/* ask.h - answers to questions about the small scenarios of tests/scenarios,
 * whose right numbers can be worked out by hand; the model is the weighted
 * mean alone. */
#ifndef ENT_TEST_ASK_H
#define ENT_TEST_ASK_H
#include "scenario.h"

typedef struct asked {
    desk d;
    ent_plan plan;
    ent_choice choice;
    ent_question q;
    ent_str show[4], given[2];
    ent_answer a;
} asked;

static inline void asked_open(asked *k, const char *file, size_t draws) {
    char path[256];
    *k = (asked){0};
    desk_open(&k->d);
    snprintf(path, sizeof path, "%s/tests/scenarios/%s.yaml", ENT_SOURCE_DIR,
             file);
    if (ent_scenario_read(&k->d.ctx, ent_i_str(path), &k->d.s, &k->d.found,
                          &k->d.n_found))
        fail_msg("%s:%u: %s", file, k->d.ctx.fail.line, k->d.ctx.fail.why);
    k->choice = (ent_choice){ent_model_find(ENT_STR("mean")), NULL, 1};
    k->plan = (ent_plan){
        .seed = 1, .draws = draws, .choice = &k->choice, .n_choices = 1};
}

static inline void asked_close(asked *k) {
    ent_ctx_close(&k->d.ctx);
}

static inline void asked_show(asked *k, const char *name) {
    assert_true(k->q.n_show < 4);
    k->show[k->q.n_show++] = ent_i_str(name);
    k->q.show = k->show;
}

static inline ent_err asked_try(asked *k, const char *run) {
    k->q.run = ent_i_str(run);
    return ent_question_answer(&k->d.ctx, &k->d.s, &k->plan, &k->q, &k->a);
}

static inline void asked_run(asked *k, const char *run) {
    if (asked_try(k, run))
        fail_msg("%s: %s", run, k->d.ctx.fail.why);
}

static inline const ent_answer_cell *
asked_cell(const asked *k, size_t table, size_t row, const char *column) {
    assert_true(table < k->a.n_tables);
    const ent_answer_table *t = &k->a.table[table];
    assert_true(row < t->n_rows);
    for (size_t c = 0; c < t->n_columns; c++)
        if (ent_i_eqz(t->column[c], column))
            return &t->cell[row * t->n_columns + c];
    fail_msg("table %zu has no column %s", table, column);
    return NULL;
}

/* The number in a cell that holds one. */
static inline double asked_number(const asked *k, size_t table, size_t row,
                                  const char *column) {
    const ent_answer_cell *c = asked_cell(k, table, row, column);
    if (c->text.s)
        fail_msg("row %zu, %s holds \"%.*s\"", row, column, ENT_P(c->text));
    return c->x;
}

static inline ent_str asked_text(const asked *k, size_t table, size_t row,
                                 const char *column) {
    return asked_cell(k, table, row, column)->text;
}

#define SAYS(k, text)                                                    \
    do {                                                                 \
        if (!memmem((k)->a.says.s, (k)->a.says.n, text, strlen(text)))   \
            fail_msg("\"%.*s\" does not say \"%s\"", ENT_P((k)->a.says), \
                     text);                                              \
    } while (0)
#endif
