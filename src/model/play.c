/* play.c - rounds of one model, each on the positions that the last left. */
#include "model/model.h"

static size_t cells(const ent_game *g) {
    return g->n_issues * g->n_actors;
}

static size_t states(const ent_model *m, const ent_game *g) {
    return m->state ? m->state(g->n_actors, g->n_issues) : 0;
}

size_t ent_i_play_memory(const ent_model *m, size_t n_actors, size_t n_issues) {
    return n_actors * n_issues + (m->state ? m->state(n_actors, n_issues) : 0);
}

ent_play ent_i_play(const ent_model *m, const ent_game *g, double *memory) {
    ent_play p = {.model = m, .now = *g};
    p.now.round = 1;
    p.position = memory;
    p.now.position = memory;
    p.now.state = m->state ? memory + cells(g) : NULL;
    memcpy(memory, g->position, cells(g) * sizeof *memory);
    memset(memory + cells(g), 0, states(m, g) * sizeof *memory);
    return p;
}

ent_err ent_i_play_round(ent_play *p, const double *param, uint64_t stream,
                         double *work, ent_outcome *out) {
    out->stop = 0;
    ENT_TRY(p->model->round(&p->now, param, stream, work, out));
    memcpy(p->position, out->position, cells(&p->now) * sizeof *p->position);
    p->now.round++;
    return ENT_OK;
}

ent_err ent_model_play(const ent_model *m, const ent_game *g,
                       const double *param, uint64_t stream, uint32_t rounds,
                       double *work, ent_outcome *out, uint32_t *played) {
    ent_play p = ent_i_play(m, g, work + m->work(g->n_actors, g->n_issues));
    if (!(m->flags & ENT_MODEL_MOVES) || !rounds)
        rounds = 1;
    do
        ENT_TRY(ent_i_play_round(&p, param, stream, work, out));
    while (p.now.round <= rounds && !out->stop);
    if (played)
        *played = p.now.round - 1;
    return ENT_OK;
}
