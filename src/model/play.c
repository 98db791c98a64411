/* play.c - rounds of one model, each on the positions that the last left. */
#include "model/model.h"

static size_t state_size(const ent_model *m, const ent_game *g) {
    return m->state ? m->state(g->n_actors, g->n_issues) : 0;
}

ent_err ent_model_play(const ent_model *m, const ent_game *g,
                       const double *param, uint64_t stream, uint32_t rounds,
                       double *work, ent_outcome *out, uint32_t *played) {
    size_t cells = g->n_issues * g->n_actors, states = state_size(m, g);
    double *position = work + m->work(g->n_actors, g->n_issues);
    ent_game now = *g;
    now.state = position + cells;
    memset(now.state, 0, states * sizeof *now.state);
    memcpy(position, g->position, cells * sizeof *position);
    now.position = position;
    if (!(m->flags & ENT_MODEL_MOVES) || !rounds)
        rounds = 1;
    out->stop = 0;
    for (now.round = 1; now.round <= rounds && !out->stop; now.round++) {
        ENT_TRY(m->round(&now, param, stream, work, out));
        memcpy(position, out->position, cells * sizeof *position);
    }
    if (played)
        *played = now.round - 1;
    return ENT_OK;
}
