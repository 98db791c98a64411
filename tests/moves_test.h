/* moves_test.h - a model whose actors move, on a table, round by round. */
#ifndef ENT_MOVES_TEST_H
#define ENT_MOVES_TEST_H
#include "model/model.h"
#include "test.h"
#include <stdlib.h>

enum { MOST_SETTINGS = 32, MOST_ROUNDS = 100 };

/* What a play gave: positions by round, [round][issue * n_actors + actor]. */
typedef struct moves {
    ent_err err;
    uint32_t rounds;
    double *at[MOST_ROUNDS + 1];
    double *chance, *settlement; /* of the last round */
    ent_reasons why;             /* of all rounds */
    ent_ctx ctx;
    ent_table t;
} moves;

static inline void moves_free(moves *m) {
    ent_ctx_close(&m->ctx);
}

static inline void set_all(moves *m, const ent_model *model,
                           const char *settings, double *param) {
    for (size_t i = 0; i < model->n_params; i++)
        param[i] = model->param[i].value;
    for (size_t i = 0; i < m->t.n_settings; i++)
        assert_int_equal(ent_model_set(&m->ctx, model, m->t.setting[i], param),
                         ENT_OK);
    for (ent_str all = ent_i_str(settings); all.n;)
        if (ent_model_set(&m->ctx, model, ent_i_cut(&all, ' '), param))
            fail_msg("%s", m->ctx.fail.why);
}

static inline double *doubles(moves *m, size_t n) {
    double *p = ENT_NEW(m->ctx.keep, n + 1, double);
    assert_non_null(p);
    return p;
}

/* One round after the other until the model stops, or `most`. */
static inline void play_rounds(moves *m, const ent_model *model,
                               const double *param, uint64_t seed,
                               uint32_t most) {
    size_t n = m->t.n_actors, p = m->t.n_issues, cells = n * p;
    ent_game g = {.n_actors = n,
                  .n_issues = p,
                  .capability = m->t.capability,
                  .position = m->t.position,
                  .salience = m->t.salience,
                  .has = m->t.has,
                  .lo = m->t.lo,
                  .hi = m->t.hi,
                  .accommodation = m->t.accommodation};
    double *work = doubles(m, model->work(n, p));
    ent_play play =
        ent_i_play(model, &g, doubles(m, ent_i_play_memory(model, n, p)));
    m->settlement = doubles(m, p);
    m->chance = doubles(m, cells);
    m->why.max = 200000;
    m->why.at = ENT_NEW(m->ctx.keep, m->why.max, ent_reason);
    m->at[0] = m->t.position;
    ent_outcome out = {
        .settlement = m->settlement, .chance = m->chance, .why = &m->why};
    while (m->rounds < most && !out.stop && !m->err) {
        out.position = m->at[m->rounds + 1] = doubles(m, cells);
        m->err = ent_i_play_round(&play, param, seed, work, &out);
        m->rounds += !m->err;
    }
}

/* @p text  a table; @p settings  "a=b c=d" */
static inline moves moves_of(const char *model, ent_str text,
                             const char *settings, uint32_t most) {
    moves m = {.rounds = 0};
    double param[MOST_SETTINGS];
    const ent_model *found = ent_model_find(ent_i_str(model));
    assert_non_null(found);
    assert_int_equal(ent_ctx_open(&m.ctx, (size_t)1 << 30), ENT_OK);
    if (ent_table_read(&m.ctx, ENT_STR("table"), text, &m.t))
        fail_msg("%u:%u %s", m.ctx.fail.line, m.ctx.fail.column,
                 m.ctx.fail.why);
    set_all(&m, found, settings, param);
    play_rounds(&m, found, param, 0, most);
    for (uint32_t r = 1; r <= m.rounds; r++)
        for (size_t k = 0; k < m.t.n_actors * m.t.n_issues; k++)
            assert_true(isfinite(m.at[r][k]));
    for (size_t p = 0; !m.err && p < m.t.n_issues; p++)
        assert_true(isfinite(m.settlement[p]));
    return m;
}

/* A file of ../shared, in the arena of the caller; skips where it is not. */
static inline ent_str shared_file(ent_ctx *ctx, const char *name) {
    ent_str bytes,
        path = ent_i_printf(ctx->keep, "%s/%s", ENT_SHARED_DIR, name);
    if (!ent_i_folder_exists(ENT_STR(ENT_SHARED_DIR "/cases"))) {
        print_message("skipped: the published cases are not here\n");
        skip();
    }
    if (ent_i_file_read(ctx, ctx->keep, path, 1 << 24, &bytes))
        fail_msg("%s", ctx->fail.why);
    return bytes;
}
#endif
